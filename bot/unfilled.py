"""Say that a figure of 0 or none is one of empty cells: an empty cell is no value, and counts as 0 only in sums."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.sources import Run
from querylang.fields import FIELDS, MONEY_FIELDS
from querylang.query import (
    Aggregate,
    Column,
    Compare,
    Condition,
    Difference,
    Empty,
    Filled,
    Measure,
    Not,
    Output,
    OwnFigure,
    Query,
    Scope,
    ShareOf,
    both,
)
from querylang.reflected import walk

if TYPE_CHECKING:
    from bot.answer import Cell, Found

OF_CELLS = frozenset({"sum", "average", "median", "max", "min", "share"})
MOST_GROUPS = 100_000  # every one that has a figure, or it would be told to have none
GROUPS = frozenset({"department", "year"})  # of which those without a figure are named
NO_YEAR = "未写年度"


def field_of_cells(output: Output) -> str | None:
    """The field of money out of whose cells a column is made; None for any other column."""
    match output:
        case Measure(function=function, term=ShareOf(field=field), per=None) if function in OF_CELLS:
            return field
        case Measure(function=function, term=str() as field, per=None) if function in OF_CELLS:
            return field if field in MONEY_FIELDS else None
        case Column(term=str() as field):
            return field if field in MONEY_FIELDS else None
        case Difference(left=Aggregate(function="sum", field=field), right=Aggregate(function="sum")):
            return field
        case _:
            return None


def unfilled(query: Query, found: "Found", run: Run) -> str:
    """其他资金一栏没有一个项目填写, or which departments or years have filled none of it; nothing where all have."""
    if query.grain != "project" or Column("indicator") in query.outputs:
        return ""  # nothing is said of the cells of a whole card
    told = (_of_output(output, index, query, found, run) for index, output in enumerate(query.outputs))
    return "；".join(dict.fromkeys(one for one in told if one))


def nothing_filled(query: Query, run: Run) -> str:
    """The columns that were ranked by, or compared, of which there is no cell at all; told where nothing was found."""
    if query.grain != "project":
        return ""
    said = [order.by for order in query.order]
    said += [one.term for one in walk(query.where) if isinstance(one, Compare | OwnFigure)]
    said += [one.field for one in walk(query.where) if isinstance(one, Filled)]
    fields = dict.fromkeys(field for field in said if isinstance(field, str) and field in MONEY_FIELDS)
    empty = (field for field in fields if not _count(query.scope, Not(Empty(field)), run))
    return "；".join(map(_none_of, empty))


def _of_output(output: Output, index: int, query: Query, found: "Found", run: Run) -> str:
    field = field_of_cells(output)
    without = [row for row in found.rows if not row[index] or isinstance(output, Difference)]
    if field is None or not without or (isinstance(output, Column) and not _is_empty_list(found, index)):
        return ""
    if isinstance(output, Difference):
        return "；".join(dict.fromkeys(_sides_without(output, query, run)))
    said = _none_of(field)
    if not _count(query.scope, _filled(query.where, field), run):
        return said
    if len(query.group) != 1 or query.group[0] not in GROUPS:
        return ""
    (key,) = query.group
    groups = Query(query.scope, "project", _filled(query.where, field), (Column(key), Measure("count")), (key,))
    having = {row[0] for row in run(groups, MOST_GROUPS).rows}
    lacking = [_said(key, row[0]) for row in without if row[0] not in having]
    return f"{said}：{'、'.join(lacking)}" if lacking else ""


def _is_empty_list(found: "Found", index: int) -> bool:
    """Whether a list of several rows shows no figure at all in a column."""
    return len(found.rows) > 1 and all(row[index] is None for row in found.rows)


def _sides_without(output: Difference, query: Query, run: Run) -> Iterator[str]:
    """The sides of a difference that have no cell of their field filled, and of which department."""
    for side in (output.left, output.right):
        if isinstance(side, Aggregate):
            scope = side.scope or query.scope
            if not _count(scope, _filled(side.where, side.field), run):
                owners = "、".join(side.scope.departments) if side.scope is not None else ""
                yield _none_of(side.field) + (f"：{owners}" if owners else "")


def _none_of(field: str) -> str:
    return f"{FIELDS[field].label}一栏没有一个项目填写"


def _filled(where: Condition | None, field: str) -> Condition:
    return both(Not(Empty(field)), where)


def _count(scope: Scope, where: Condition, run: Run) -> int:
    return int(str(run(Query(scope, "project", where, (Measure("count"),)), 1).rows[0][0]))


def _said(key: str, cell: "Cell") -> str:
    return str(cell) if key == "department" else NO_YEAR if cell is None else f"{cell}年"
