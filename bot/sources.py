"""Where the rows of an answer stand in the documents."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeAlias

from querylang.query import Column, Difference, FieldOf, Named, Query, both

if TYPE_CHECKING:
    from bot.answer import Cell, Found

Run: TypeAlias = "Callable[[Query, int], Found]"

ORIGIN = "来源"
MOST_PLACES = 100  # behind one figure; beyond that the files are named instead of their rows


def find_sources(query: Query, found: "Found", run: Run) -> tuple[str, ...]:
    """The places behind the rows shown; behind a figure or a group, those of the rows that it was made of."""
    columns = found.statement.columns
    if ORIGIN in columns:
        index = columns.index(ORIGIN)
        return _distinct(row[index] for row in found.rows)
    if query.grain == "overview":
        return _distinct((*find_files(query, run), *_files_of_the_year_before(query, run)))
    if query.grain == "document":
        return find_files(query, run)
    places = _distinct(row[0] for row in run(_behind(query), MOST_PLACES + 1).rows)
    return places if 0 < len(places) <= MOST_PLACES else find_files(query.replace(where=None), run)


def _behind(query: Query) -> Query:
    """The places of the rows that a figure or its groups were made of, each once unless the rows were limited."""
    named = tuple(
        dict.fromkeys(
            side.project
            for output in query.outputs
            if isinstance(output, Difference)
            for side in (output.left, output.right)
            if isinstance(side, FieldOf)
        )
    )
    behind = query.replace(where=both(query.where, Named(named) if named else None), outputs=(Column("origin"),))
    if query.limit is not None and not query.group:
        return behind
    return behind.replace(group=("origin",), order=(), limit=None)


def find_files(query: Query, run: Run) -> tuple[str, ...]:
    """The documents of the scope by the names of their files."""
    files = query.replace(grain="document", outputs=(Column("file"),), group=(), order=(), limit=None)
    return _distinct(row[0] for row in run(files, MOST_PLACES).rows)


def _files_of_the_year_before(query: Query, run: Run) -> tuple[str, ...]:
    """An overview compares each document with that of the year before."""
    documents = query.replace(grain="document", outputs=(Column("department"), Column("year")))
    owners: dict[int, list[str]] = {}
    for department, year in run(documents, MOST_PLACES).rows:
        if isinstance(year, int):
            owners.setdefault(year - 1, []).append(str(department))
    files: list[str] = []
    for year, departments in sorted(owners.items()):
        scope = query.scope.replace(years=(year,), departments=tuple(departments), excluded=())
        files += find_files(query.replace(scope=scope), run)
    return tuple(files)


def _distinct(places: "Iterable[Cell]") -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(place) for place in places if place is not None))
