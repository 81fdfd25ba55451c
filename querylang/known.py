"""The names of a catalogue, indexed once per list of names."""

from functools import lru_cache
from typing import NamedTuple

from querylang.catalogue import Catalogue
from querylang.departments import DepartmentIndex
from querylang.names import NameIndex


class Names(NamedTuple):
    """The names of a catalogue, indexed."""

    projects: NameIndex
    indicators: NameIndex
    departments: DepartmentIndex


@lru_cache(8)
def _indexed(projects: tuple[str, ...]) -> NameIndex:
    return NameIndex(projects)


@lru_cache(8)
def _indexed_departments(departments: tuple[str, ...]) -> DepartmentIndex:
    return DepartmentIndex(departments)


def names_of(catalogue: Catalogue) -> Names:
    """Index the names of a catalogue, once per list of names."""
    return Names(
        _indexed(catalogue.names("project")),
        _indexed(catalogue.names("indicator")),
        _indexed_departments(catalogue.names("department")),
    )
