"""What the next question of a conversation may lean on, of the answer that was given."""

from typing import TYPE_CHECKING

from querylang.context import MOST_SHOWN, Context
from querylang.query import Column, Measure, Named, Query
from querylang.reflected import walk

if TYPE_CHECKING:
    from bot.answer import Answer
    from querylang.reading import Reading

PROJECT, INDICATOR, DEPARTMENT = "项目", "指标", "部门"


def remembered(reading: "Reading", answer: "Answer", before: Context | None, of_projects: bool) -> Context | None:
    """What was asked and shown, or the candidates; None where nothing was answered or proposed.

    The readings of an ambiguous question can be picked (第二个); what else follows leans on the question before.
    """
    query = reading.query
    if answer.status == "ok" and query is not None:
        if before is not None and _is_figure_of(query, before):
            # 有几个: the rows it was of are still in mind
            return before.replace(query=query, offered=(), suggested=(), before=None, before_shown=())
        return _of_rows(query, answer, before)
    if answer.status == "ambiguous" and reading.suggestions and not of_projects:
        return (before or Context(Query(grain="help"))).replace(
            offered=reading.suggestions, suggested=answer.suggestions
        )
    if answer.status == "ambiguous" and answer.suggestions:
        candidates = Named(answer.suggestions)
        listed = Query(where=candidates, outputs=(Column("project"), Column("total")))
        return Context(listed, answer.suggestions, suggested=answer.suggestions)
    if answer.status == "no_match" and query is not None and (before is None or not before.answered):
        # 有没有超过5000万的: the answer is that there is none, and the next one goes on from there
        return Context(query, suggested=answer.suggestions)
    if answer.suggestions:
        return (before or Context(Query(grain="help"))).replace(offered=(), suggested=answer.suggestions)
    return before.replace(suggested=()) if before is not None and before.suggested else None


def _of_rows(query: Query, answer: "Answer", before: Context | None) -> Context:
    indicators: tuple[tuple[str, str], ...] = ()
    if query.grain == "indicator" and PROJECT in answer.columns and INDICATOR in answer.columns:
        pairs = zip(_cells(answer, PROJECT), _cells(answer, INDICATOR), strict=True)
        indicators = tuple((str(one), str(other)) for one, other in pairs)
    context = Context(query, _distinct(answer, PROJECT), (), _departments(query, answer), indicators[:MOST_SHOWN])
    if before is None:
        return context
    in_turn = _take_turns(before.query, query)
    return context.replace(
        listed=_picked_from(before.shown, before.listed, _named(query)),
        listed_departments=_picked_from(
            () if before.shown else before.departments, before.listed_departments, query.scope.departments
        ),
        before=before.query if in_turn else None,
        before_shown=(before.shown or before.departments) if in_turn and _is_one_row(before) else (),
    )


def _named(query: Query) -> tuple[str, ...]:
    return tuple(name for one in walk(query.where) if isinstance(one, Named) for name in one.projects)


def _picked_from(shown: tuple[str, ...], listed: tuple[str, ...], picked: tuple[str, ...]) -> tuple[str, ...]:
    """The list that some, not all, of the rows were picked from; empty where none was."""
    base = shown if len(shown) > 1 else listed
    return base if picked and set(picked) < set(base) else ()


def _departments(query: Query, answer: "Answer") -> tuple[str, ...]:
    """The departments that are the rows, or were asked for; a row a department and year is neither."""
    asked = Column("department") in query.outputs or PROJECT not in answer.columns
    return _distinct(answer, DEPARTMENT) if asked and "year" not in query.group else ()


def _distinct(answer: "Answer", column: str) -> tuple[str, ...]:
    cells = _cells(answer, column)
    return tuple(dict.fromkeys(str(cell) for cell in cells if cell is not None))[:MOST_SHOWN]


def _cells(answer: "Answer", column: str) -> list[object]:
    if column not in answer.columns:
        return []
    index = answer.columns.index(column)
    return [cells[index] for cells in answer.rows]


def _is_figure_of(query: Query, before: Context) -> bool:
    """Whether a query is a figure over the rows that were shown: 有几个, 一共多少钱."""
    last = before.query
    figures = all(isinstance(output, Measure) for output in query.outputs)
    if not figures or query.group or not (before.shown or before.departments):
        return False
    named = isinstance(query.where, Named) and query.where.projects == before.shown
    same = query.where == last.where and query.limit == last.limit and query.grain == last.grain
    return query.scope == last.scope and (named or same)


def _take_turns(one: Query, other: Query) -> bool:
    """Whether two queries ask the same of two things: only their scope differs, or their condition, or their place."""
    places = one.replace(order=other.order, limit=other.limit)  # 最低的呢, after 最高的
    return one != other and other in {one.replace(scope=other.scope), one.replace(where=other.where), places}


def _is_one_row(context: Context) -> bool:
    return max(len(context.shown), len(context.departments)) == 1
