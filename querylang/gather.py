"""Nodes → what the rules found in them (`Parts`): scope, slots, one condition, and words that point back.

The rules run in the order of their names here: each takes its nodes out, and what is left over is not understood.
"""

from itertools import pairwise

from querylang.all_departments import drop_all_departments
from querylang.apart import (
    point_at_department,
    refuse_department_among_firsts,
    refuse_departments,
    refuse_money_of_their_department,
    refuse_own_conditions,
)
from querylang.asked import find_asked, most_asked
from querylang.catalogue import Catalogue
from querylang.comparing import compare_with_targets, leave_out_kinds
from querylang.conditions import LATE_RULES
from querylang.context import Context
from querylang.failure import Refused
from querylang.grouping import find_groups
from querylang.joined import Projects
from querylang.nodes import Loose, Node, NoneOf, OfIndicator
from querylang.order import bring_term_forward, find_order
from querylang.owners import narrow
from querylang.parts import Parts
from querylang.picked import join_picked, pick_firsts, refuse_narrowed_top
from querylang.pointers import refuse_row, take_pointers
from querylang.precedence import NEGATIONS, parse_conditions
from querylang.query import Exists
from querylang.ranks import find_ends
from querylang.reflected import walk
from querylang.refused import refuse_vague
from querylang.scope import Asked, find_scope, tentative
from querylang.segments import refuse_own_questions
from querylang.slots import Slots
from querylang.text import Text
from querylang.top import find_top
from querylang.whether import join_compared_sums, read_at_least

LEAVES_OUT = frozenset({"negation.except", "negation.except_end"})
# Words that add nothing once the rest is understood.
HARMLESS = frozenset(
    {
        "group.count",
        "logic.and",
        "logic.with",
        "logic.comma",
        "copula.is",
        "existence.has",
        "sort.by",
        "filler.both",
        "filler.that",
    }
)


def gather(
    nodes: list[Node], text: Text, catalogue: Catalogue, kind: str, context: Context | None
) -> tuple[Parts, Asked, frozenset[str]]:
    """What the nodes say of documents of a kind, the scope as it was said, and the labels of words that point back."""
    added = any(node.value == "plus" for node in nodes)
    left_out = any(node.label in LEAVES_OUT for node in nodes)
    asked = _scope_of(nodes, text, catalogue, kind)
    slots = _shape_of(nodes, text.plain, context)
    projects = _positive(nodes)
    loose, rest = parse_conditions(nodes)
    find_asked(rest, slots, text.plain, named=projects is not None)
    if len(asked.sides) < 2 and len(asked.scope.years) < 2 and loose is None:
        most_asked(slots)
    slots.compare = "compare" in slots.asks
    if added and not slots.aggregates:
        slots.aggregates.append("sum")
    slots.each_year = asked.each_year
    slots.share_whole = asked.whole
    parts = Parts(tentative(asked, catalogue), asked.sides, loose, slots, projects)
    pointing = take_pointers(rest, parts, asked.scope, context)
    harmless = _harmless(loose, asked, left_out)
    left = [node for node in rest if node.label not in harmless]
    if left:
        said = "、".join(text.said(node.start, node.end) for node in left)
        raise Refused("有没看懂的词：" + said, nodes=left)
    return parts, asked, pointing


def _scope_of(nodes: list[Node], text: Text, catalogue: Catalogue, kind: str) -> Asked:
    refuse_own_questions(nodes, text.plain)
    refuse_own_conditions(nodes, text.plain)
    refuse_department_among_firsts(nodes, plain=text.plain)
    refuse_departments(nodes)
    asked = find_scope(nodes, catalogue, kind)
    point_at_department(nodes, asked.scope.departments)
    refuse_money_of_their_department(nodes)
    narrow(nodes, tentative(asked, catalogue), catalogue)
    refuse_vague(nodes, text)
    drop_all_departments(nodes, asked, catalogue, text.plain)
    return asked


def _shape_of(nodes: list[Node], plain: str, context: Context | None) -> Slots:
    """Slots for ranking, order and groups; what is left of the nodes is conditions, and what is asked for."""
    slots = Slots()
    if context is None:
        refuse_row(nodes, plain)
    bring_term_forward(nodes)
    find_ends(nodes, slots)
    pick_firsts(nodes, plain)
    find_top(nodes, slots, plain)
    find_order(nodes, slots)
    find_groups(nodes, slots)
    join_compared_sums(nodes, plain)
    read_at_least(nodes, plain)
    for rule in LATE_RULES:
        rule(nodes, plain)
    if context is not None and context.query.grain == "indicator":
        slots.of_shown = compare_with_targets(nodes) | leave_out_kinds(nodes)
    join_picked(nodes)
    refuse_narrowed_top(nodes, slots.top_end, plain)
    slots.of_projects = _stands_before(nodes, {"cond"}, "thing.project")
    slots.of_departments = _stands_before(nodes, {"cond"}, "thing.department")
    slots.asks_departments = _stands_before(nodes, {"ask.which", "aggregate.count"}, "thing.department")
    return slots


def _stands_before(nodes: list[Node], labels: set[str], thing: str) -> bool:
    return any(one.label in labels and other.label == thing for one, other in pairwise(nodes))


def _positive(nodes: list[Node]) -> Projects | None:
    """The one mention of projects that is not denied."""
    found = [
        node.value
        for n, node in enumerate(nodes)
        if isinstance(node.value, Projects)
        and not (n > 0 and nodes[n - 1].label in NEGATIONS)
        and not (n + 1 < len(nodes) and nodes[n + 1].label == "negation.except_end")
    ]
    return found[0] if len(found) == 1 else None


def _harmless(loose: Loose | None, asked: Asked, left_out: bool) -> set[str]:
    harmless = set(HARMLESS)
    if loose is not None:
        harmless.add("existence.whether")
    if asked.scope.excluded or any(_leaves_rest(one, left_out) for one in walk(loose)):
        harmless.add("negation.rest")
    return harmless


def _leaves_rest(one: object, left_out: bool) -> bool:
    """不含内审，其余项目 and 除了有成本指标的，其余项目; the rest of 没有成本指标的 are those that have one."""
    return isinstance(one, NoneOf) and (left_out or not isinstance(one.part, Exists | OfIndicator))
