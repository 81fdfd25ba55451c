"""Steps that a question takes only when it says something of theirs; their modules are imported then.

The first question of a conversation, or of a process, pays for none of them.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from querylang.catalogue import Catalogue
from querylang.context import Context
from querylang.nodes import Node
from querylang.notes import CONTEXT, NO_CONTEXT
from querylang.owners import check_departments
from querylang.parts import Parts
from querylang.query import Query, Scope, tells_years_apart
from querylang.words import Word

if TYPE_CHECKING:
    from querylang.change_words import Change

# What may set two years side by side.
TWO_YEARS = frozenset({"ask.than", "ask.compare", "aggregate.difference", "negation.without", "logic.or"})


def picked_offer(words: tuple[Word, ...], context: Context) -> str | None:
    """The question that was offered before and is picked now: 1, 第二个, or its own words."""
    from querylang.pointing import picked_question

    return picked_question(words, context)


def merged(parts: Parts, context: Context, pointing: frozenset[str], catalogue: Catalogue) -> Query:
    """The query of a question that leans on the last one."""
    from querylang.followup import merge

    return merge(parts, context, pointing, catalogue)


def followed_up(nodes: list[Node], plain: str, context: Context) -> Query | None:
    """The last query turned by what is said of it as a whole: 反过来, 其他的呢."""
    from querylang.turned import follow_up

    return follow_up(nodes, plain, context)


def pointed_at(nodes: list[Node], plain: str, context: Context, catalogue: Catalogue) -> bool:
    """Name what the question points at, or compares; whether it did."""
    from querylang.elided import point_at_listed
    from querylang.pointing import point_at_rows, rows_in_mind
    from querylang.pointing_departments import point_at_departments
    from querylang.sides import name_sides

    context = rows_in_mind(nodes, plain, context)
    sides = name_sides(nodes, plain, context)
    departments = point_at_departments(nodes, plain, context, catalogue)
    rows = point_at_rows(nodes, context)
    point_at_listed(nodes, plain, context)
    return sides or departments or rows


def names_shared_sides(nodes: list[Node], context: Context | None) -> bool:
    """Name the sides of a share that the last question said; whether the question pointed at one."""
    if not any(node.label == "aggregate.share" for node in nodes):
        return False
    from querylang.share_of_it import name_sides_of_share

    return name_sides_of_share(nodes, context)


def taken_back(nodes: list[Node], last: Query) -> list[Node]:
    """The nodes with what 不是A，是B puts in the place of a part of the last question."""
    if not nodes or nodes[0].kind not in {"negation", "chat", "comparison", "copula"}:
        return nodes
    from querylang.amended import amended

    return amended(nodes, last)


def named_departments(nodes: list[Node], plain: str) -> list[Node]:
    """The nodes with all departments in the place of 这几个部门."""
    if not any(node.label in {"reference.departments", "own.department"} for node in nodes):
        return nodes
    from querylang.all_departments import name_all_departments

    return name_all_departments(nodes, plain)


def change_query(parts: Parts, change: "Change", catalogue: Catalogue) -> Query:
    """The query that compares two years."""
    from querylang.changes import assemble_change

    query = assemble_change(parts, change, catalogue)
    check_departments(parts.projects, query.scope, catalogue)
    return query


def within_years(read: Callable[[Parts], Query], catalogue: Catalogue, last: Query | None) -> Callable[[Parts], Query]:
    """Read what is asked of several years so that it tells them apart, as the `last` question did."""

    def apart(parts: Parts) -> Query:
        if last is not None and tells_years_apart(last) and not parts.slots.together:
            parts.slots.each_year = True  # 哪个多, after 交通局两年的预算, 那农业局呢
        if not (parts.slots.each_year or parts.slots.asks_year):
            return read(parts)
        from querylang.each_year import refuse_mixed_years

        said = parts.read_as(parts.loose)  # reading takes things out of the slots
        query = read(parts)
        refuse_mixed_years(said, query, catalogue, read)
        return query

    return apart


def scope_leant_on(parts: Parts, pointing: frozenset[str], context: Context) -> Scope | None:
    """The scope of the last question, where a comparison of two years holds in it."""
    from querylang.leaning_changes import leant_on

    return leant_on(parts, pointing, context)


def said_of_context(context: Context | None, leant: bool, parts: Parts) -> tuple[str, ...]:
    """What a comparison of two years says of the question before it."""
    if context is None:
        return ()
    from querylang.leaning_changes import is_narrow

    own = parts.departments or parts.projects is not None
    return (CONTEXT,) if leant else (NO_CONTEXT,) if is_narrow(context.query) and not own else ()


def change_said(nodes: list[Node], plain: str) -> "Change | None":
    """What is said of two years, if they are compared."""
    if not any(node.kind in {"change", "comparison"} or node.label in TWO_YEARS for node in nodes):
        return None
    from querylang.change_words import find_change

    change = find_change(nodes, plain)
    return change if change.is_asked else None
