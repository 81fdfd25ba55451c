"""Nodes → what the rules found in them (`Parts`): scope, slots, one condition, and words that point back.

The rules run in the order of their names here: each takes its nodes out, and what is left over is not understood.
"""

from itertools import pairwise

from querylang.apart import (
    point_at_department,
    refuse_department_among_firsts,
    refuse_departments,
    refuse_money_of_their_department,
    refuse_own_conditions,
    refuse_two_wholes,
    refuse_years_left_out,
)
from querylang.asked import find_asked, most_asked
from querylang.catalogue import Catalogue
from querylang.comparing import compare_with_targets, leave_out_kinds
from querylang.conditions import LATE_RULES, run_rules
from querylang.context import Context
from querylang.failure import Refused
from querylang.grouping import find_groups, takes_years_together
from querylang.joined import Projects
from querylang.nodes import (
    SUMS,
    AllOf,
    Loose,
    Node,
    NoneOf,
    OfIndicator,
    OneOf,
    all_of,
    readings,
    settle,
    speaks_of_indicators,
)
from querylang.order import bring_term_forward, find_order
from querylang.owners import narrow
from querylang.parts import Parts, limit_of
from querylang.picked import join_picked, pick_firsts, refuse_narrowed_top
from querylang.places import WITHIN
from querylang.pointers import refuse_row, take_pointers
from querylang.precedence import NEGATIONS, parse_conditions
from querylang.query import Among, Condition, Exists, Order
from querylang.ranks import find_ends
from querylang.reflected import walk
from querylang.refused import refuse_vague
from querylang.scope import Asked, find_scope, tentative
from querylang.slots import Slots
from querylang.targets import says_within
from querylang.text import Text
from querylang.top import find_top
from querylang.vocabulary import marker_words
from querylang.whether import join_compared_sums, read_at_least

SORTS_OUT = frozenset(marker_words("sorts_out"))  # 预算分类 without by what
LEAVES_OUT = frozenset({"negation.except", "negation.except_end"})
INDICATORS = frozenset({"thing.indicator", "kinds", "indicator"})
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


OWN = frozenset({"department", "year", "projects"})  # of which parts of a sentence may each have one of their own
YEARS = frozenset({"year", "group"})  # what is said of several years, or of each
SCOPES = frozenset({"department", "departments", "year"})
OF_DEPARTMENTS = frozenset({"thing.department", "ask.whose", "ask.who", "ask.which"})


def gather(
    nodes: list[Node], text: Text, catalogue: Catalogue, kind: str, context: Context | None
) -> tuple[Parts, Asked, frozenset[str]]:
    """What the nodes say of documents of a kind, the scope as it was said, and the labels of words that point back."""
    added = any(node.value == "plus" for node in nodes)
    left_out = any(node.label in LEAVES_OUT for node in nodes)
    of_years = context is not None or any(node.kind in YEARS or node.label == "thing.year" for node in nodes)
    together = of_years and takes_years_together(nodes, text.plain)
    asked = _scope_of(nodes, text, catalogue, kind)
    slots = _shape_of(nodes, text.plain, context)
    slots.leaves_out = left_out
    projects = _positive(nodes)
    loose, rest = _conditions(nodes, slots, text.plain)
    find_asked(rest, slots, text.plain, named=projects is not None)
    if len(asked.sides) < 2 and len(asked.scope.years) < 2 and loose is None:
        most_asked(slots)
    slots.compare = "compare" in slots.asks
    if added and "which" in slots.asks:
        raise Refused("没有看出是把哪两样加在一起")  # 给哪个项目加钱
    if added and not slots.aggregates:
        slots.aggregates.append("sum")
    scope = tentative(asked, catalogue)
    slots.together = together
    slots.each_year = asked.each_year or (len(scope.years) > 1 and not together)
    slots.share_whole = asked.whole
    parts = Parts(scope, asked.sides, loose, slots, projects)
    pointing = take_pointers(rest, parts, asked.scope, context)
    harmless = _harmless(loose, asked, left_out)
    left = [n for n in rest if n.label not in harmless or text.plain[n.start : n.end] in SORTS_OUT]
    if left:
        said = "、".join(text.said(node.start, node.end) for node in left)
        raise Refused("有没看懂的词：" + said, nodes=left)
    return parts, asked, pointing


def _scope_of(nodes: list[Node], text: Text, catalogue: Catalogue, kind: str) -> Asked:
    if sum(node.kind == "year" for node in nodes) > 1:
        _refuse_compared_sum(nodes)
    if sum(node.kind in OWN for node in nodes) > 1:
        from querylang.segments import refuse_own_questions

        refuse_own_questions(nodes, text.plain)
    refuse_two_wholes(nodes, text.plain)
    if any(node.kind in SCOPES or node.label == "thing.department" for node in nodes):
        refuse_own_conditions(nodes, text.plain)
        refuse_years_left_out(nodes, text.plain, catalogue)
        refuse_department_among_firsts(nodes, plain=text.plain)
        refuse_departments(nodes)
    asked = find_scope(nodes, catalogue, kind)
    point_at_department(nodes, asked.scope.departments)
    refuse_money_of_their_department(nodes)
    narrow(nodes, tentative(asked, catalogue), catalogue)
    refuse_vague(nodes, text)
    several = len(asked.sides) > 1 or len(asked.scope.years) > 1
    if several or any(node.label in OF_DEPARTMENTS for node in nodes):
        from querylang.all_departments import drop_all_departments

        drop_all_departments(nodes, asked, catalogue, text.plain)
    return asked


def _refuse_compared_sum(nodes: list[Node]) -> None:
    """两年合计超过2000万的项目: what a project has in both years together."""
    sums = [one for one, other in pairwise(nodes) if other.kind in {"comparison", "comparator"}]
    if any(one.label in SUMS or one.value == "total_sum" for one in sums):
        raise Refused("几个年度加起来的数不能作条件，请一年一年问")


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
    run_rules(LATE_RULES, nodes, plain)
    if context is not None and context.query.grain == "indicator":
        slots.of_shown = compare_with_targets(nodes) | leave_out_kinds(nodes)
    join_picked(nodes)
    refuse_narrowed_top(nodes, slots.top_end, plain)
    _ask_for_indicators(nodes, plain)
    slots.of_projects = any(_ends_owners(nodes, n) for n in range(len(nodes)))
    slots.of_departments = any(
        one.label == "cond" and other.label == "thing.department" and not _counts_those(one, other, slots, plain)
        for one, other in pairwise([node for node in nodes if node.label != "logic.and"])
    )
    slots.asks_departments = _stands_before(nodes, {"ask.which", "aggregate.count"}, "thing.department")
    return slots


def _conditions(nodes: list[Node], slots: Slots, plain: str) -> tuple[Loose | None, list[Node]]:
    """The condition, and the nodes that take no part in it.

    30万以上的项目里目标值100%的指标: what stands before 项目 is of projects; what stands behind it, of indicators,
    holds as well, with every 或 in it.
    """
    ranked = slots.top_end if slots.top_of_projects else 0
    at = max((n + 1 for n in range(len(nodes)) if _ends_owners(nodes, n) or nodes[n].end <= ranked), default=0)
    behind = nodes[at:]
    of_indicators = any(node.label in INDICATORS for node in behind)
    within = bool(at and behind) and says_within(plain[nodes[at - 1].end : behind[0].start], WITHIN)
    of_others = not any(node.label == "cond" for node in behind) or behind[0].label in {"logic.or", "logic.with"}
    if not (at or ranked) or of_others or not (of_indicators or (within and not ranked)):
        return parse_conditions(nodes)
    owners, rest = parse_conditions(nodes[:at])
    own, more = parse_conditions(behind)
    found = () if owners is None else tuple(settle(one, "project") for one in readings(owners))
    if ranked and len(found) < 2 and _ranks_projects(slots):
        found = (_ranked(slots, *found),)
    elif ranked:
        found = ()
    if own is None or not found:
        return parse_conditions(nodes)
    slots.of_projects = None
    said = sorted(own.parts if isinstance(own, AllOf) else (own,), key=speaks_of_indicators)  # projects come first
    return all_of([found[0] if len(found) == 1 else OneOf(found), *said]), [*rest, *more]


def _ranks_projects(slots: Slots) -> bool:
    top = slots.top
    plain = slots.order is None and not slots.group and not slots.several_terms
    return plain and top is not None and top.direction != "both"


def _ranked(slots: Slots, where: Condition | None = None) -> Condition:
    """预算最高的三个项目的目标值100%的指标: the places are held before anything is said of the indicators."""
    top = slots.top
    assert top is not None  # 项目 stands behind it
    slots.top = None
    return Among(Order(top.term or "total", top.direction != "asc"), limit_of(top), where)


def _ends_owners(nodes: list[Node], n: int) -> bool:
    """超过100万的项目, 有归类不对的指标的项目, 前三名项目: whether projects end there that something was said of."""
    before = nodes[n - 1].label if n else ""
    if isinstance(nodes[n].value, Among):
        return before not in NEGATIONS
    if before == "thing.indicator" and nodes[n].after_de and n > 1:
        before = nodes[n - 2].label
    return nodes[n].label == "thing.project" and before in {"cond", "logic.close"}


def _ask_for_indicators(nodes: list[Node], plain: str) -> None:
    """所有项目里低于95%的满意度指标: the kind that the comparison took is what is asked for."""
    last = max((n for n, node in enumerate(nodes) if node.kind == "thing"), default=len(nodes))
    for n in range(len(nodes) - 1, last, -1):
        node = nodes[n]
        ended = isinstance(node.value, OfIndicator) and plain[: node.end].endswith("指标")
        within = says_within(plain[nodes[last].end : nodes[last + 1].start], WITHIN)
        if ended and within and nodes[last].label == "thing.project":
            nodes.insert(n + 1, node._replace(label="thing.indicator", value="indicator", start=node.end))
            return


def _counts_those(condition: Node, following: Node, slots: Slots, plain: str) -> bool:
    """没有成本指标的项目最多的部门: the condition is of those that are counted; not 没有成本指标且项目最多的部门."""
    return slots.top_between(condition, following) and plain.startswith("的项目", condition.end)


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
