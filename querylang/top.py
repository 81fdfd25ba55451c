"""Rules for the first N: 最高的3个, 前三名, 倒数第二, 第三多, with the term that they rank by."""

from typing import cast

from querylang.comparison import Comparison
from querylang.failure import Refused
from querylang.fields import FIGURE_FIELDS, MONEY_FIELDS
from querylang.joined import Kinds, kinds_condition, number_of
from querylang.named import NamedTuple
from querylang.nodes import LINKS, RANKS, SUMS, Loose, Node, Topic, speaks_of_indicators
from querylang.places import INSIDE
from querylang.query import CountOf, Exists, ShareOf, TargetOf, Term
from querylang.slots import Slots, Top
from querylang.targets import ranks_indicators, says_within, target_after, target_before, with_named

# 最多 and 最少 count where 最高 and 最低 rank by value.
DIRECTIONS = {"desc": "desc", "asc": "asc", "most": "desc", "fewest": "asc"}
DEAR = frozenset("贵钱宜")  # 最贵, 花钱最多, 最便宜
PLACES = frozenset({"nth", "rank", "nths", "ranks"})  # 第二, 第二名, 第2到第4, 第2到第4名
COMPARES = frozenset({"comparison", "comparator", "superlative"})  # 前五名里预算最低的: 预算 is of 最低
NARROWS = frozenset({"comparison", "comparator", "cond", "fault", "topic", "quoted", "text", "which"})
COUNTING = frozenset({"superlative.most", "superlative.fewest"})
GOAL = "field.goal"
NUMBER = "多少"  # 第二多, 第三少: as 最多 and 最少


class Ranked(NamedTuple):
    """最高的3个 with the term before or behind it: the nodes it takes, and where it begins in the plain text."""

    first: int
    last: int
    top: Top
    start: int
    several: bool  # a field is joined to the one it is of: 预算和财政拨款最高
    of_indicators: bool = False  # 满意度最低的3个指标: indicators are ranked, not projects


def ranked_at(nodes: list[Node], i: int, plain: str) -> Ranked | None:
    """最高的3个, 前三名, 倒数第二, 第三多 at a place, with the term that it ranks by."""
    found = _top_at(nodes, i)
    if found is None:
        return None
    first, last, top = found
    if any(plain[node.end - 1] == "人" and number_of(node) is not None for node in nodes[first : last + 1]):
        return None  # TOP 6个人: no projects; 前6名 is counted in the same unit
    dear = not DEAR.isdisjoint(plain[nodes[first].start : nodes[last].end])
    most = any(node.label in COUNTING for node in nodes[first : last + 1]) or plain[nodes[last].end - 1] in NUMBER
    counting = most and not dear  # 哪个项目钱最多 counts no projects
    top = top._replace(placed=plain[nodes[last].end - 1] == "名")
    begin, term = first, None
    if not (_is_condition(nodes, first) or _is_among_projects(nodes, first, plain)):
        begin, term = term_before(nodes, first, top.direction, counting)
    if dear and isinstance(term, TargetOf | CountOf):
        begin, term = first, None  # 满意度最贵, 指标花钱最多: no target and no indicator is dear
    if term is None:
        last, term = _term_after(nodes, last)
        top = top._replace(leads=term is not None)
    if term is None and not (dear or top.plain or counting or top.direction == "both"):
        last, term = target_after(nodes, last, top.direction) or (last, None)
    if term is None and not dear:
        _refuse_goals(nodes, first, last)
    if term is None and counting and begin == first:
        _refuse_rows_of_condition(nodes, first)
    if begin < first and nodes[begin].label == "thing.indicator" and (not counting or _asks_which(nodes, begin)):
        raise Refused("不同的指标单位不同，比不出高低；请说是哪一类指标，或者问哪个项目的指标最多")  # 哪个指标最高
    last, term = with_named(term, nodes, last)
    of_indicators = ranks_indicators(term, nodes, (begin, first, last), plain)
    of_projects = last + 1 < len(nodes) and nodes[last + 1].label == "thing.project"
    if begin == first and begin > 0 and nodes[begin - 1].value == "amount" and of_projects:
        raise Refused("没有看出是什么的数量，请说指标数或者项目数")  # 数量最多的项目
    joined = begin < first and begin > 1 and nodes[begin - 1].label in LINKS
    several = joined and nodes[begin - 2].kind == "field"
    if begin > 0 and nodes[begin - 1].label == "group.by":
        begin -= 1
    if begin > 0 and top.number is None and top.nth is None and number_of(nodes[begin - 1]) is not None:
        begin -= 1  # 5个预算最高的项目
        top = top._replace(number=number_of(nodes[begin]))
    return Ranked(begin, last, top._replace(term=term), nodes[first].start, several, of_indicators)


def _refuse_goals(nodes: list[Node], first: int, last: int) -> None:
    """绩效目标最高的项目, 最高的绩效目标: a text is neither high nor low, and money was not said."""
    said = [k for k in (first - 1, last + 1) if 0 <= k < len(nodes) and nodes[k].label == GOAL]
    if said and not (said[0] > 0 and isinstance(nodes[said[0] - 1].value, Kinds)):  # 满意度，目标最高的
        raise Refused(
            "绩效目标是一段文字，比不出高低；请说是哪一类指标的目标值", ("满意度最高的项目", "指标最多的项目")
        )


def _refuse_rows_of_condition(nodes: list[Node], first: int) -> None:
    """归类错误最多的项目: most of what is said of indicators, which nothing counts; 归类错误的最多的 is of money."""
    before = nodes[first - 1] if first > 0 else None
    if before is None or before.end != nodes[first].start or nodes[first].after_de:
        return
    said = cast("Loose", before.value) if before.label == "cond" else None
    told = said is not None and (speaks_of_indicators(said) or isinstance(said, Exists | Topic))
    if told or before.kind == "fault":
        raise Refused("没有看出数的是什么；请先问是哪些指标，再按项目统计")


def _asks_which(nodes: list[Node], k: int) -> bool:
    return k > 0 and nodes[k - 1].label == "ask.which"


def find_top(nodes: list[Node], slots: Slots, plain: str) -> None:
    """Join 最高的3个, 前三名, 倒数第二, 第三多 with the term before them."""
    i = 0
    while i < len(nodes) and slots.top is None:
        found = ranked_at(nodes, i, plain)
        i += 1
        if found is None:
            continue
        last = found.last
        slots.top, slots.top_start, slots.several_terms = found.top, found.start, found.several
        slots.top_of_indicators = found.of_indicators
        slots.top_of_money = bool(DEAR & set(plain[nodes[found.first].start : nodes[last].end]))
        slots.top_of_projects = last + 1 < len(nodes) and nodes[last + 1].label == "thing.project"
        slots.top_end = nodes[last + 1 if slots.top_of_projects else last].end
        if slots.top_of_projects and found.first > 1 and not found.several:
            _refuse_figure_too(nodes[found.first - 2], nodes[found.first - 1], plain)
        del nodes[found.first : last + 1]


def _refuse_figure_too(figure: Node, link: Node, plain: str) -> None:
    """城管局总预算和最贵的三个项目: a figure of all, and rows, which one answer would take for a figure of these."""
    if link.label in {"logic.with", "logic.comma"} and (figure.name in MONEY_FIELDS or figure.label in SUMS):
        raise Refused("这里问了两样，请分开问", (plain[: link.start], plain[link.end :]))


def _is_condition(nodes: list[Node], i: int) -> bool:
    """没有成本指标的最贵的两个项目: what is had stands before 最贵, which is not of it."""
    return i > 1 and nodes[i].after_de and nodes[i - 2].kind in {"existence", "negation"}


def _is_among_projects(nodes: list[Node], i: int, plain: str) -> bool:
    """10万以下的项目里最多的: what is ranked stands before it, not what is counted."""
    before = nodes[i - 1] if i > 0 else None
    of_projects = before is not None and before.label == "thing.project"
    return before is not None and of_projects and says_within(plain[before.end : nodes[i].start], INSIDE)


def _top_at(nodes: list[Node], i: int) -> tuple[int, int, Top] | None:
    node = nodes[i]
    if node.kind not in RANKS and not isinstance(node.value, Comparison):
        return None
    following = nodes[i + 1] if i + 1 < len(nodes) else None
    if node.kind == "superlative":
        return _superlative(nodes, i)
    if node.kind in PLACES:
        return _nth(nodes, i, i, "desc")
    if node.kind == "top_n" and isinstance(node.value, int):
        return i, i, Top("desc", node.value, None, None, True, directed=False)
    if node.label in {"top.first", "top.last"} and following is not None:
        direction = "desc" if node.name == "first" else "asc"
        if node.name == "last" and following.label == "top.first" and i + 2 < len(nodes):
            count = number_of(nodes[i + 2])
            return None if count is None else (i, i + 2, Top("asc", count, None, None, True))  # 倒数前三
        if following.kind in PLACES:
            return _nth(nodes, i, i + 1, direction)
        count = number_of(following)
        if count is None:
            return None
        last = i + 1
        directed = node.name == "last"
        if i + 2 < len(nodes) and nodes[i + 2].kind == "superlative" and nodes[i + 2].start == following.end:
            direction, last, directed = DIRECTIONS[nodes[i + 2].name], i + 2, True
        sorts = i > 0 and (nodes[i - 1].kind == "sort" or nodes[i - 1].value == "ranking")  # 预算排行榜前六
        first = i - 1 if sorts else i
        return first, last, Top(direction, count, None, None, True, directed=directed)
    count = number_of(node)
    if count is not None and following is not None and following.kind == "superlative":
        return i, i + 1, Top(DIRECTIONS[following.name], count, None, None, False)
    return None


def _superlative(nodes: list[Node], i: int) -> tuple[int, int, Top] | None:
    direction = DIRECTIONS[nodes[i].name]
    _say_field_once(nodes, i)
    k = i + 1
    other = nodes[k + 1] if k + 1 < len(nodes) and nodes[k].label in LINKS else None
    if other is not None and other.kind == "superlative" and DIRECTIONS[other.name] != direction:
        return i, k + 1, Top("both", None, None, None, False)
    if k < len(nodes) and nodes[k].label in {"top.first", "top.last"}:
        k += 1
    count = number_of(nodes[k]) if k < len(nodes) else None
    if count is not None:
        return i, k, Top(direction, count, None, None, False)
    return (i, i, Top(direction, None, None, None, False)) if k == i + 1 else None


def _say_field_once(nodes: list[Node], i: int) -> None:
    """最高预算和最低预算: the same field of both ends, which 最高和最低预算 says once."""
    labels = [node.label for node in nodes[i + 1 : i + 5]]
    both_ends = len(labels) == 4 and nodes[i + 3].kind == "superlative"
    if both_ends and labels[0] == labels[3] and nodes[i + 1].kind in {"field", "thing"} and labels[1] in LINKS:
        del nodes[i + 1]


def _nth(nodes: list[Node], first: int, at: int, direction: str) -> tuple[int, int, Top] | None:
    value = nodes[at].value
    if isinstance(value, tuple):
        place, number = value[0], value[1] - value[0] + 1
    else:
        place, number = value, None
    if not isinstance(place, int):
        return None
    last = at
    directed = at > first  # 倒数第二
    plain = nodes[at].kind in {"nth", "nths"}
    if last + 1 < len(nodes) and nodes[last + 1].kind in {"more", "superlative"} and not nodes[last + 1].after_de:
        last += 1
        said = DIRECTIONS[nodes[last].name]
        if direction == "asc" and said == "asc":
            return None  # 倒数第二便宜: the second cheapest, or the second dearest
        direction = direction if direction == "asc" else said  # 倒数第二贵
        plain, directed = False, True
    if first > 0 and (nodes[first - 1].kind == "sort" or nodes[first - 1].label == "aggregate.rank"):
        first -= 1
        plain = False  # 排第五, 排名第五: a place among all, not the fifth row of what was shown
    return first, last, Top(direction, number, place, None, plain, directed=directed)


def term_before(nodes: list[Node], i: int, direction: str, counting: bool = False) -> tuple[int, Term | None]:
    """The term that stands before 最高, and where it begins."""
    k = i - 1
    if k < 0:
        return i, None
    node = nodes[k]
    share = node.value if isinstance(node.value, ShareOf) else None
    if share is not None or (node.kind == "field" and (node.name in FIGURE_FIELDS or node.name == "score")):
        return k, share or node.name
    if node.label == "field.indicator_count":
        if k > 0 and isinstance(nodes[k - 1].value, Kinds):
            return k - 1, CountOf(kinds_condition(nodes[k - 1].value).condition)
        return k, CountOf(None)
    if (node.label == "thing.project" and counting) or node.value == "projects":
        return k, "project_count"
    if node.label == "thing.indicator":
        if k > 0 and node.after_de and counting and nodes[k - 1].kind in NARROWS:
            raise Refused(
                "没有看出数的是全部指标，还是其中符合条件的；请先问是哪些指标，再按项目统计"
            )  # 归类不对的指标最多
        return k, CountOf(None)
    return target_before(nodes, k, direction, counting) or (i, None)


def _term_after(nodes: list[Node], last: int) -> tuple[int, Term | None]:
    """The term behind 最高, and where it ends: 最高预算, 最多的时效指标数; not 前五名里预算最低的, which is of 最低."""
    at = last + 1
    kinds = nodes[at].value if at < len(nodes) else None
    at += isinstance(kinds, Kinds)
    if at >= len(nodes) or any(node.kind in COMPARES for node in nodes[at + 1 : at + 2]):
        return last, None
    node = nodes[at]
    if node.label == "field.indicator_count":
        return at, CountOf(kinds_condition(kinds).condition if isinstance(kinds, Kinds) else None)
    if isinstance(kinds, Kinds):
        return last, None
    if node.value == "projects":
        return at, "project_count"
    return (at, node.name) if node.kind == "field" and node.name in FIGURE_FIELDS else (last, None)
