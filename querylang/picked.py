"""A ranking that is a condition on projects: 除前三名外, 前5名以外, 前三名里没有时效指标的, 前三名里最低的.

Which projects hold the places is settled first, whatever else is said of them.  What stands before the ranking with
项目中 behind it (有时效指标的项目中前三名) is what they are ranked among.
"""

from itertools import pairwise

from querylang.failure import Refused
from querylang.nodes import LINKS, RANKS, AllOf, AnyOf, Loose, Node, NoneOf, OneOf, join, settle
from querylang.parts import limit_of
from querylang.places import AMONG, INSIDE, WITHIN
from querylang.precedence import BOOLEAN, CONNECTORS, OPERANDS, parse_conditions
from querylang.query import Among, And, Condition, Measure, Not, Or, Order, Term, both
from querylang.targets import says_within
from querylang.top import COUNTING, Ranked, ranked_at, term_before

WITHIN_PHRASES = (*INSIDE, "这里面")
LEAVES_OUT = frozenset({"negation.except", "negation.not"})
OF_OTHERS = frozenset({"thing", "kinds", "indicator"})  # 除前三名的部门外, 最高的三个指标, 前三名的满意度指标
NARROWING = frozenset(
    {
        "cond",
        "comparator",
        "comparison",
        "existence",
        "fault",
        "indicator",
        "kinds",
        "negation",
        "nth",
        "nths",
        "projects",
        "rank",
        "ranks",
        "superlative",
        "text",
        "top",
        "top_n",
    }
)
PICKED = "among"
HOLDS = frozenset({"existence.has", "existence.whether", "negation.without"})
HELD = frozenset({"kinds", "indicator", "field", "which", "text"})
SAYING = HOLDS | {"cond", "negation.not"}
COMPARING = frozenset({"comparison", "comparator"})
OPEN_END = "没有看出这个名次是在剩下的项目里排，还是也要除去；请分开问"
STARTS = frozenset({"negation.except", "negation.not", "logic.comma", PICKED})  # what stands before is no part of it


def pick_firsts(nodes: list[Node], plain: str) -> None:
    """Mark each ranking that something else is said of, or that is left out."""
    i = 0
    while i < len(nodes):
        found = ranked_at(nodes, i, plain)
        if found is not None and _deny_first(nodes, found):
            found = ranked_at(nodes, i, plain)
        last = None if found is None else _end(nodes, found, plain)
        if found is None or last is None:
            i += 1
            continue
        i = _mark(nodes, found, last) + 1
        _take_apart(nodes, i, plain)


def _deny_first(nodes: list[Node], found: Ranked) -> bool:
    """满意度不是最高的 is 不是满意度最高的: put 不是 before what is ranked by; whether it was put there."""
    denied = found.first - 1
    if found.top.term is not None or denied < 1 or nodes[denied].label != "negation.not":
        return False
    counting = any(node.label in COUNTING for node in nodes[found.first : found.last + 1])
    begin, term = term_before(nodes, denied, found.top.direction, counting)
    if term is None:
        return False
    nodes[begin : denied + 1] = [nodes[denied], *nodes[begin:denied]]
    return True


def _end(nodes: list[Node], found: Ranked, plain: str) -> int | None:
    """The last node of a ranking that is a condition; None for one that says what is asked for."""
    first, last = found.first, found.last
    if found.of_indicators:
        return None
    if last + 1 < len(nodes) and nodes[last + 1].label == "thing.project":
        last += 1
    predicated = _is_predicated(nodes, found, last)
    grouped = "group" in [node.kind for node in nodes[: first - 2 if _of_each(nodes, first) else first]]
    of_department = last + 1 < len(nodes) and nodes[last + 1].label == "thing.department"
    if (predicated and grouped) or (of_department and _is_predicated(nodes, found, last + 1)):
        raise Refused("先排名次、再看符不符合条件，请分两步问：先问前几名，再问“其中……”")
    if found.several or grouped or _of_departments(nodes):
        return None  # 各部门前三名里, 前三名以外的部门
    if predicated:
        return last
    if last + 1 < len(nodes) and nodes[last + 1].label == "negation.except_end":
        return last
    within = _within(nodes, last, plain)
    if within is not None:
        behind = nodes[within + 1 :]
        if [node.label for node in behind[:2]] == ["group.each", "aggregate.count"]:
            return None  # 前三名里各有几个产出指标: as 前三名各有几个
        grouped = any(one.kind == "group" and two.label == "thing.department" for one, two in pairwise(behind))
        grouped &= all(node.kind not in RANKS for node in behind)  # 前十名里各部门有几个; not 每个部门最贵的
        narrowed = grouped or any(node.kind in NARROWING for node in behind)
        return within if narrowed else None
    after = nodes[found.last + 1] if found.last + 1 < len(nodes) else None
    if after is not None and after.kind in OF_OTHERS and last == found.last:
        return last if found.top.plain and after.after_de and after.label != "thing.department" else None
    before = nodes[first - 1].label if first > 0 else ""
    both_ends = found.top.direction == "both" and plain[nodes[first].end :].lstrip("的").startswith(",")
    if before in LEAVES_OUT and both_ends and after is not None and after.kind in {"ask", "copula"}:
        raise Refused(OPEN_END)  # 除了最贵的，最便宜的是哪个
    picked = nodes[first - 2].value if before in LINKS and first > 1 else None
    joined = isinstance(picked, Among) and not _asks_anew(nodes, found, last, picked, plain)
    if before not in LEAVES_OUT and not joined:
        return None
    asked = last > found.last and nodes[last].after_de
    return found.last if asked else last  # 不是前三名的项目: what is asked for


def _asks_anew(nodes: list[Node], found: Ranked, last: int, picked: Among, plain: str) -> bool:
    """除了前三名，最贵的是哪个: what is asked for, not one more that is left out (去掉最高的和最低的，平均多少)."""
    link = nodes[found.first - 1]
    if found.first < 3 or nodes[found.first - 3].label not in {*LEAVES_OUT, *LINKS}:
        return True  # 前三名里，最便宜的
    following = nodes[last + 1 :]
    ends = all(node.label == "logic.comma" for node in following)  # …，谢谢
    behind = "" if ends else following[0].kind
    if link.label != "logic.comma" or behind == "logic":
        return False
    same = picked.order.descending == (found.top.direction == "desc")
    asked = same or behind in {"ask", "copula"}
    ended = not behind and plain[link.start] != "、"  # 除了最贵的项目，最便宜的三个
    if (asked and found.top.nth is not None) or (ended and not asked):
        raise Refused(OPEN_END)
    return asked


def _is_predicated(nodes: list[Node], found: Ranked, last: int) -> bool:
    """预算最高的项目有时效指标吗, 前三名没有成本指标, 前五名满意度超过95%: what is said of those that hold the places.

    Not 最高的有成本指标的项目, where a condition stands before what is ranked.
    """
    rest = nodes[last + 1 :]
    while rest and rest[0].label in {"ask.yesno", "copula.is"} and not rest[0].after_de:
        rest = rest[1:]  # 是不是跟人才有关
    if not rest or rest[0].after_de or not (rest[0].label in SAYING or rest[0].kind in HELD | COMPARING):
        return False
    if any(node.label == "thing.project" for node in rest):
        return False
    asked = any(node.label in {"ask.yesno", "existence.whether"} for node in nodes[last + 1 :])
    if rest[0].label == "cond":  # 提到人才, 跟人才有关
        return asked or last > found.last
    compared = any(node.kind in COMPARING for node in rest)
    holds = rest[0].label in HOLDS and len(rest) > 1 and (compared or rest[1].kind in HELD)
    says = compared and (rest[0].kind in HELD | COMPARING or rest[0].label == "negation.not")
    counted = found.top.number is not None or found.top.nth is not None
    of_those = asked or last > found.last or (counted and (holds or rest[0].kind in {"kinds", "indicator"}))
    return (holds or says) and of_those


def _of_each(nodes: list[Node], first: int) -> bool:
    """各部门前三名里: whether the places are those within each department."""
    return [node.label for node in nodes[max(first - 2, 0) : first]] == ["group.each", "thing.department"]


def _of_departments(nodes: list[Node]) -> bool:
    """Whether departments are asked for, not only what something is grouped by."""
    places = [n for n, node in enumerate(nodes) if node.label == "thing.department"]
    return any(n == 0 or nodes[n - 1].kind != "group" for n in places)


def _within(nodes: list[Node], last: int, plain: str) -> int | None:
    """The last node of 前三名里, 前三名当中; None where something else follows."""
    if last + 1 >= len(nodes):
        return None
    after = nodes[last + 1]
    if after.label == "reference.these" and plain[after.start : after.end] in AMONG:
        return last + 1
    inside = after.kind in {"cond", "existence", "negation", "text"} and plain[after.start] in WITHIN  # 里有, 中没有
    return last if inside or says_within(plain[nodes[last].end : after.start], INSIDE) else None


def _take_apart(nodes: list[Node], k: int, plain: str) -> None:
    """前三名里有几个, 前三名里有没有: 里 belongs to the ranking, not to a text that something holds."""
    if k < len(nodes) and nodes[k].label == "text.mentions" and plain[nodes[k].start] in WITHIN:
        if k + 1 < len(nodes) and nodes[k + 1].label == "negation.without" and nodes[k].end == nodes[k + 1].start:
            join(nodes, k, k + 1, "existence.whether", "whether")
        else:
            nodes[k] = nodes[k]._replace(label="existence.has", value="has")


def _mark(nodes: list[Node], found: Ranked, last: int) -> int:
    """Put one node for each ranking (最高的和最低的 are two) in the place of its words; the index of the last."""
    top, head = found.top, nodes[found.first]
    before = nodes[found.first - 2].value if found.first > 1 and nodes[found.first - 1].label in LINKS else None
    said = before.order.by if isinstance(before, Among) else None  # 除了财政拨款最高的和最低的
    term: Term = top.term or (said if said is not None and not isinstance(said, Measure) else "total")
    if term == "project_count":
        raise Refused("没有看出是哪里的项目最多")
    first = found.first
    per: tuple[str, ...] = ()
    if _of_each(nodes, first):
        first, per = first - 2, ("department",)
    if top.direction == "both" and (first == 0 or nodes[first - 1].label not in LEAVES_OUT):
        raise Refused("最高和最低请分开问")  # 最高和最低的项目有时效指标吗: no project is both
    ends = ("desc", "asc") if top.direction == "both" else (top.direction,)
    marked: list[Node] = []
    for end in ends:
        if marked:
            marked.append(head._replace(label="logic.with", value="with", end=head.start))
        limit = limit_of(top._replace(direction=end)).replace(per=per)
        marked.append(head._replace(label=PICKED, value=Among(Order(term, end != "asc"), limit), end=nodes[last].end))
    nodes[first : last + 1] = marked
    return first + len(marked) - 1


def join_picked(nodes: list[Node]) -> None:
    """Make conditions of the rankings that were marked, each among the projects that are named before it."""
    for n in range(len(nodes) - 1, -1, -1):
        if n >= len(nodes) or nodes[n].label != PICKED:
            continue
        among = nodes[n].value
        assert isinstance(among, Among)
        first = n
        while first > 0 and nodes[first - 1].label not in STARTS and not _joins(nodes, first - 1):
            first -= 1
        opened = first > 0 and nodes[first - 1].label in LEAVES_OUT
        named = any(node.label in OPERANDS for node in nodes[first:n])
        if any(node.label in OPERANDS for node in nodes[:first]) or (named and _is_left_out(nodes, n) and not opened):
            raise Refused("没有看出前几名是在全部项目里排，还是在符合条件的项目里排；请把说前几名的话放在最前面")
        if not named:
            join(nodes, n, n, "cond", among)
            continue
        loose, rest = parse_conditions(list(nodes[first:n]))
        if loose is None or nodes[n - 1].label != "thing.project" or {node.label for node in rest} != {"thing.project"}:
            raise Refused("没有看出是在哪些项目里排名次；请写“…的项目中前几名”")
        join(nodes, first, n, "cond", among.replace(where=settle(loose, "project")))


def _joins(nodes: list[Node], k: int) -> bool:
    """最高的和最低的: a link between two rankings."""
    return nodes[k].label in LINKS and k > 0 and nodes[k - 1].label == PICKED


def _is_left_out(nodes: list[Node], n: int) -> bool:
    return n + 1 < len(nodes) and nodes[n + 1].label == "negation.except_end"


def refuse_narrowed_top(nodes: list[Node], end: int, plain: str) -> None:
    """各部门前三名里没有时效指标的: a ranking that is no condition comes first, which one query cannot say."""
    narrows = any(node.start >= end and node.label in BOOLEAN - CONNECTORS for node in nodes)
    if end and narrows and plain[end:].lstrip("的").startswith(WITHIN_PHRASES):
        raise Refused("先排名次、再从中挑选，请分两步问：先问前几名，再问“其中……”")


def ranked_among(loose: Loose, where: Condition | None) -> Loose:
    """The same condition with its rankings among those that meet another: 除了前三名, after a list."""
    match loose:
        case Among():
            return loose.replace(where=both(where, loose.where))
        case AllOf(parts=parts) | AnyOf(parts=parts) | OneOf(parts=parts) | And(parts=parts) | Or(parts=parts):
            return loose.replace(parts=tuple(ranked_among(part, where) for part in parts))
        case NoneOf(part=part) | Not(part=part):
            return loose.replace(part=ranked_among(part, where))
        case _:
            return loose
