"""The names of a catalogue, indexed once per list of names."""

from functools import lru_cache
from itertools import pairwise
from operator import is_

from querylang.catalogue import Catalogue
from querylang.departments import DepartmentIndex
from querylang.named import NamedTuple
from querylang.names import NameIndex, fold_names

_Lists = tuple[tuple[object, ...], ...]
LISTING = "、"
TENS = frozenset("十百千万亿")
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


def _run_together(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Names that list something, without the mark between: 四五类桥梁处置率 for 四、五类桥梁处置率.

    Not where two numbers would become one: 1、2号 is no 12号.
    """
    listing = [name for name in names if LISTING in name]
    if not listing:
        return ()
    taken = set(fold_names(names))
    found: dict[str, str] = {}
    for name, key in zip(listing, fold_names(tuple(listing)), strict=True):
        parts = key.split(LISTING)
        numbers = any(one[-1:].isdecimal() or other[:1] in TENS for one, other in pairwise(parts))
        together = "".join(parts)
        if not numbers and together not in taken:
            found.setdefault(together, name)
    return tuple(found.items())


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
        if all(map(is_, kept, lists)):
            return names
    names = Names(
        _indexed(lists[0], lexicon.projects),
        _indexed(lists[1], _run_together(lists[1])),
        _indexed_departments(lists[2], lexicon.departments),
    )
    _latest.insert(0, (lists, names))
    del _latest[KEPT:]
    return names
