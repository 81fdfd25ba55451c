"""The names of a catalogue, indexed once per list of names."""

from functools import lru_cache

from querylang.catalogue import Catalogue
from querylang.departments import DepartmentIndex
from querylang.named import NamedTuple
from querylang.names import NameIndex

_Lists = tuple[tuple[object, ...], ...]
KEPT = 4  # catalogues in use at a time


class Names(NamedTuple):
    """The names of a catalogue, indexed."""

    projects: NameIndex
    indicators: NameIndex
    departments: DepartmentIndex


@lru_cache(8)
def _indexed(names: tuple[str, ...], aliases: tuple[tuple[str, str], ...]) -> NameIndex:
    return NameIndex(names, dict(aliases))


@lru_cache(8)
def _indexed_departments(names: tuple[str, ...], aliases: tuple[tuple[str, str], ...]) -> DepartmentIndex:
    return DepartmentIndex(names, dict(aliases))


_latest: list[tuple[_Lists, Names]] = []


def names_of(catalogue: Catalogue) -> Names:
    """Index the names of a catalogue, once per list of names.

    A list that did not change is the same object, so that comparing hundred thousand names is spared.
    """
    lexicon = catalogue.lexicon
    lists = (
        catalogue.names("project"),
        catalogue.names("indicator"),
        catalogue.names("department"),
        lexicon.projects,
        lexicon.departments,
    )
    for kept, names in _latest:
        if all(one is other for one, other in zip(kept, lists, strict=True)):
            return names
    names = Names(
        _indexed(lists[0], lexicon.projects),
        _indexed(lists[1], ()),
        _indexed_departments(lists[2], lexicon.departments),
    )
    _latest.insert(0, (lists, names))
    del _latest[KEPT:]
    return names
