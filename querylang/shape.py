"""Rules for what is done with the rows: first N, order, groups, aggregates.  They fill `Slots`."""

from itertools import pairwise

from querylang.comparison import Comparison
from querylang.fields import FIGURE_FIELDS, MONEY_FIELDS
from querylang.joined import COUNT_UNITS, Kinds, kinds_condition
from querylang.named import NamedTuple
from querylang.nodes import LINKS, Node
from querylang.query import CountOf, Measure, Order, Part, ShareOf, TargetOf, Term
from querylang.targets import ranks_indicators, target_after, target_before, with_named
from querylang.words import Mention

GROUP_KEYS = {
    "project": ("project",),
    "department": ("department",),
    "year": ("year",),
    "level1": ("level1",),
    "level2": ("level2",),
    "kind": ("level1", "level2"),
    "indicator": ("level1", "level2"),
}
MOST = 10_000
# 最多 and 最少 count where 最高 and 最低 rank by value.
DIRECTIONS = {"desc": "desc", "asc": "asc", "most": "desc", "fewest": "asc"}
DEAR = frozenset("贵钱宜")  # 最贵, 花钱最多, 最便宜
PLACES = frozenset({"nth", "rank", "nths", "ranks"})  # 第二, 第二名, 第2到第4, 第2到第4名
COMPARES = frozenset({"comparison", "comparator", "superlative"})  # 前五名里预算最低的: 预算 is of 最低
SHARE = "aggregate.share"
OF_MONEY = frozenset({"占总预算", "占总额"})
OF_ALL = frozenset({"占全部", "占所有"})
SUMS = frozenset({"aggregate.sum", "aggregate.grand", "aggregate.total"})
LISTED = frozenset({"ask.what", "ask.which", "ask.list", "ask.who"})
COUNTING = frozenset({"superlative.most", "superlative.fewest"})


class End(NamedTuple):
    """One side of a difference: a place from the top or the bottom, or an average of all (which has no place)."""

    place: int
    descending: bool
    average: str | None = None  # "average", "median"
    best: bool = False  # said as 最高, 最低


class Top(NamedTuple):
    """最高的3个, 前三名, 第二高, 第2到第4名, 最高和最低: how many from which end, or from which place."""

    direction: str  # "desc", "asc", "both"
    number: int | None  # None: the best one with its ties
    nth: int | None  # with a number: so many from this place on
    term: Term | None  # None: not said
    plain: bool  # said without 最高 or 最低: 前三名
    leads: bool = False  # stands before its term: 最高预算
    directed: bool = True  # says itself from which end: 最高, 倒数第二; 前三名 does not


class Slots:
    """What the rules found; each slot is said at most once, a second time is not understood."""

    def __init__(self) -> None:
        """Nothing said yet."""
        self.top: Top | None = None
        self.top_of_projects = False  # 项目 stands right behind 最高的三个
        self.top_of_indicators = False  # 满意度最低的3个指标
        self.top_end = 0  # where 前三名 or 最高的三个项目 ends in the plain text
        self.several_terms = False  # a field is joined to the one that the top is of
        self.ratio: Part = "difference"  # how two figures are set beside each other
        self.ends: tuple[End, End] | None = None  # 第一名和第二名, of which the difference is asked
        self.order: Order | None = None
        self.order_said = False  # by what was said: 各部门其他资金从高到低
        self.order_start: int | None = None  # where 从低到高, 升序 … stood
        self.group: tuple[str, ...] = ()
        self.group_terms: tuple[str, ...] = ()
        self.aggregates: list[str] = []
        self.things: list[str] = []
        self.asks: list[str] = []
        self.fields: list[str] = []
        self.counted: CountOf | None = None  # 数量指标的指标数
        self.kinds: Kinds | None = None
        self.selected_first = False  # 满意度指标的项目: the indicators stand before the thing
        self.indicators: tuple[str, ...] = ()
        self.which: list[str] = []
        self.faults: list[str] = []
        self.meta: list[str] = []
        self.tally = False  # 数一数
        self.compare = False
        self.whole = False  # 总额: of several projects, their sum
        self.grand = False  # 总和, 加起来: over everything
        self.group_each = False  # the group was said with 各, 每个
        self.counts_projects = False  # 项目数: projects are counted, not indicators
        self.share_of_money = False  # 占总预算, 占总额
        self.share_of_all = False  # 占全部, 占所有
        self.beside_share = False  # 多少钱，占比多少: a figure stands apart from the share, and is asked for as well
        self.asks_apart = False  # 有几个指标，满意度目标多少: two questions
        self.averages_alone = False  # 平均, without 预算: of what was not said with it
        self.each_year = False  # 各年度, 每年
        self.of_departments = False  # a condition stands right before 部门
        self.asks_departments = False  # 属于哪些部门: what stands before is of projects, denied or not
        self.of_projects = False  # a condition stands right before 项目: it speaks of projects
        self.names = False  # 名称, as what is asked for
        self.each = False
        self.ranking = False  # 排名, not 排第几
        self.share_whole: tuple[str, ...] = ()  # 占芦洲市: the departments of which a share is asked
        self.of_shown = False  # a comparison of the indicators that were shown
        self.top_start: int | None = None  # where 最高, 前三 … stood

    def top_between(self, node: Node, following: Node) -> bool:
        """Whether 最高, 前三 … stood between two nodes: 各自最大的项目 is not 各自的项目."""
        return self.top_start is not None and node.end <= self.top_start < following.start

    def copy(self) -> "Slots":
        """Slots of their own with the same in them."""
        other = Slots()
        for name, value in vars(self).items():
            setattr(other, name, list(value) if isinstance(value, list) else value)
        return other


PARTS: dict[str, Part] = {"times": "times", "percent_more": "percent_more", "percent_less": "percent_less"}


def number_of(node: Node, units: frozenset[str | None] = COUNT_UNITS) -> int | None:
    """A whole number said without a comparing word, in a unit of counting; else None."""
    value = node.value
    if not isinstance(value, Comparison) or not value.bare or value.number is None or value.unit not in units:
        return None
    if value.number != value.number.to_integral_value() or not 0 <= value.number <= MOST:
        return None
    return int(value.number)


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
    counting = any(node.label in COUNTING for node in nodes[first : last + 1])
    begin, term = first, None
    if not _is_condition(nodes, first):
        begin, term = _term_before(nodes, first, top.direction, counting)
    dear = not DEAR.isdisjoint(plain[nodes[first].start : nodes[last].end])
    if dear and isinstance(term, TargetOf):
        begin, term = first, None  # 满意度最贵: no target is dear
    if term is None:
        last, term = _term_after(nodes, last, top.direction)
        top = top._replace(leads=term is not None)
    if term is None and not (dear or top.plain or counting or top.direction == "both"):
        last, term = target_after(nodes, last, top.direction) or (last, None)
    last, term = with_named(term, nodes, last)
    of_indicators = ranks_indicators(term, nodes, (begin, first, last), plain)
    joined = begin < first and begin > 1 and nodes[begin - 1].label in LINKS
    several = joined and nodes[begin - 2].kind == "field"
    if begin > 0 and nodes[begin - 1].label == "group.by":
        begin -= 1
    if begin > 0 and top.number is None and top.nth is None and number_of(nodes[begin - 1]) is not None:
        begin -= 1  # 5个预算最高的项目
        top = top._replace(number=number_of(nodes[begin]))
    return Ranked(begin, last, top._replace(term=term), nodes[first].start, several, of_indicators)


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
        slots.top_of_projects = last + 1 < len(nodes) and nodes[last + 1].label == "thing.project"
        slots.top_end = nodes[last + 1 if slots.top_of_projects else last].end
        del nodes[found.first : last + 1]


def _is_condition(nodes: list[Node], i: int) -> bool:
    """没有成本指标的最贵的两个项目: what is had stands before 最贵, which is not of it."""
    return i > 1 and nodes[i].after_de and nodes[i - 2].kind in {"existence", "negation"}


def _top_at(nodes: list[Node], i: int) -> tuple[int, int, Top] | None:
    node = nodes[i]
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
        first = i - 1 if i > 0 and nodes[i - 1].kind == "sort" else i
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
    both_ends = len(labels) == 4 and nodes[i + 3].kind == "superlative"  # noqa: PLR2004 - 预算 和 最低 预算
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


def _term_before(nodes: list[Node], i: int, direction: str, counting: bool = False) -> tuple[int, Term | None]:
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
        return k, CountOf(None)
    return target_before(nodes, k, direction, counting) or (i, None)


def _term_after(nodes: list[Node], i: int, direction: str) -> tuple[int, Term | None]:
    if i + 1 < len(nodes):
        node = nodes[i + 1]
        following = nodes[i + 2] if i + 2 < len(nodes) else None
        if (
            node.kind == "field"
            and node.name in FIGURE_FIELDS
            and (following is None or following.kind not in COMPARES)
        ):
            return i + 1, node.name
    return i, None


def find_order(nodes: list[Node], slots: Slots) -> None:
    """按金额从高到低排, 预算倒序, 按预算排序."""
    i = 0
    while i < len(nodes):
        node = nodes[i]
        if node.kind not in {"order", "sort"} or slots.order is not None:
            i += 1
            continue
        first = last = i
        descending = node.name != "asc" if node.kind == "order" else True
        if node.kind == "order" and i + 1 < len(nodes) and nodes[i + 1].kind == "sort":
            last = i + 1
        if node.kind == "sort" and i + 1 < len(nodes) and nodes[i + 1].kind == "order":
            last = i + 1
            descending = nodes[i + 1].name != "asc"
        begin, term = _term_before(nodes, first, "desc" if descending else "asc")
        if term is None and first > 1 and nodes[first - 1].label == "aggregate.sum":
            begin, term = (first - 1, "total") if nodes[first - 2].label == "group.by" else (begin, term)  # 按合计
        if term is None and begin > 0 and nodes[begin - 1].label == "group.by":
            begin -= 1  # 按从高到低排
        if term is not None and begin > 0 and nodes[begin - 1].label == "group.by":
            begin -= 1
        if term is None and node.kind == "sort" and last == i:
            i += 1
            continue
        ranked = slots.top.term if slots.top is not None else None
        slots.order = Order(term or ranked or "total", descending)
        slots.order_said = term is not None
        slots.order_start = node.start
        del nodes[begin : last + 1]
        i = begin
    _count_from_order(slots)


def _count_from_order(slots: Slots) -> None:
    """从低到高前三名, 金额升序的第一个: where the order stands first, 前 and 第 count from where it begins."""
    top, order = slots.top, slots.order
    if top is None or order is None or top.directed or slots.top_start is None or slots.order_start is None:
        return
    if slots.order_start < slots.top_start:
        direction = "desc" if order.descending else "asc"
        slots.top = top._replace(direction=direction, plain=False, directed=True)


def find_groups(nodes: list[Node], slots: Slots) -> None:
    """各部门, 每个项目, 按一级指标统计, 产出、效益、满意度指标各有多少个, 各级指标数量."""
    i = 0
    while i < len(nodes):
        node = nodes[i]
        following = nodes[i + 1] if i + 1 < len(nodes) else None
        if node.kind == "group" and node.name in {"each", "by"} and following is not None:
            keys = (
                GROUP_KEYS.get(following.name)
                if following.kind == "thing" and not slots.top_between(node, following)
                else None
            )
            if keys is not None and slots.group in {(), keys}:
                slots.group = keys
                slots.group_each = slots.group_each or node.name == "each"
                last = i + 1
                if following.name == "indicator":
                    slots.things.append("indicator")
                if last + 1 < len(nodes) and nodes[last + 1].label == "group.count":
                    last += 1
                del nodes[i : last + 1]
                continue
        counted = None if slots.group else _counted_by(nodes, i)
        if counted is not None:
            first, slots.group = counted
            slots.aggregates.append("count")
            del nodes[first : first + 2]
            i = first
            continue
        if node.label == "group.each" and i > 0 and nodes[i - 1].kind == "thing" and not slots.group:
            before = nodes[i - 1].name
            if before in {"level1", "level2", "kind", "department"}:  # 一级指标各有多少个
                slots.group = GROUP_KEYS[before]
                if before != "department":
                    slots.things.append("indicator")
                del nodes[i - 1 : i + 1]
                i -= 1
                continue
        if node.label == "group.each":
            slots.each = True
            del nodes[i]
            continue
        if node.label == "group.count" and slots.group:
            del nodes[i]
            continue
        i += 1


def _counted_by(nodes: list[Node], i: int) -> tuple[int, tuple[str, ...]] | None:
    """按部门数指标, 二级指标分类统计: where two words begin that say by what there is to be counted."""
    behind, before = nodes[i + 1 : i + 2], nodes[i - 1] if i > 0 else None
    if nodes[i].label == "group.by" and behind and behind[0].value == "departments":
        return i, ("department",)
    if nodes[i].label == "group.count" and before is not None and before.name in {"level1", "level2"}:
        return i - 1, GROUP_KEYS[before.name]
    return None


def find_asked(nodes: list[Node], slots: Slots, plain: str) -> None:
    """Take what is asked for: fields, kinds, columns, aggregates, things and question words."""
    rest: list[Node] = []
    _drop_count_of_list(nodes, slots)
    _drop_sum_of_list(nodes, slots)
    slots.beside_share = _stands_beside_share(nodes, plain)
    slots.share_of_money = any(node.label == SHARE and plain[node.start : node.end] in OF_MONEY for node in nodes)
    slots.share_of_all = any(node.label == SHARE and plain[node.start : node.end] in OF_ALL for node in nodes)
    slots.asks_apart = _asks_apart(nodes)
    for n, node in enumerate(nodes):
        if node.label == "ask.amount" and n + 1 < len(nodes) and nodes[n + 1].kind == "thing":
            slots.aggregates.append("count")  # 有多少项目
            continue
        if not _take(node, slots):
            rest.append(node)
    if slots.beside_share and slots.things == ["project"] and not slots.fields and not {*slots.aggregates} - {"share"}:
        slots.aggregates.append("count")  # 项目有多少，占比多少
    if slots.tally and "count" not in slots.aggregates:
        slots.aggregates.append("count")
    nodes[:] = rest


def _drop_count_of_list(nodes: list[Node], slots: Slots) -> None:
    """有几个，分别是什么: a list, which says how many it has."""
    counts = [i for i, node in enumerate(nodes) if node.label == "aggregate.count"]
    end = next((i for i in range(len(nodes) - 1, -1, -1) if nodes[i].label != "logic.comma"), 0)  # …，谢谢
    if len(counts) != 1 or end < counts[0] + 1 or nodes[end].label not in LISTED:
        return
    between = nodes[counts[0] + 1 : end]
    if any(node.label in LINKS for node in between) and all(
        node.kind in {"logic", "thing", "ask", "copula"} for node in between
    ):
        del nodes[counts[0]]
        slots.each = False  # 分别


def _drop_sum_of_list(nodes: list[Node], slots: Slots) -> None:
    """前三名是谁，一共多少; 各部门预算和总和: a list, which says what it sums up to."""
    last = max((i for i, node in enumerate(nodes) if node.label not in {"logic.comma", "ask.amount"}), default=0)
    linked = last > 1 and nodes[last].label in SUMS and nodes[last - 1].label in LINKS
    if not linked or any(node.label == "thing.department" for node in nodes):
        return
    before = nodes[: last - 1]
    figures = bool(slots.group) and bool(before) and all(node.name in MONEY_FIELDS for node in before)
    if figures or any(node.label in LISTED for node in before):
        del nodes[last - 1 :]


def _stands_beside_share(nodes: list[Node], plain: str) -> bool:
    """Whether a figure is asked for apart from a share: 预算和占比, 有几个，占比多少, 多少钱占比多少."""
    for one, other in pairwise(nodes):
        asked = one.label == "ask.amount" or (one.kind == "field" and plain.startswith("多少", one.start))
        counted = one.label == "aggregate.count" and plain[one.start : one.end].lstrip("有").startswith(("几", "多少"))
        if (asked or counted) and other.label == SHARE:
            return True
    of_share = [i for i in range(1, len(nodes)) if nodes[i - 1].label == SHARE and nodes[i].label == "ask.amount"]
    rest = [node for i, node in enumerate(nodes) if i not in of_share]
    for one, link, other in zip(rest, rest[1:], rest[2:], strict=False):
        kinds, labels = {one.kind, other.kind}, [one.label, other.label]
        if link.label in LINKS and labels.count(SHARE) == 1 and kinds <= {"field", "aggregate", "ask"}:
            return True
    fours = zip(rest, rest[1:], rest[2:], rest[3:], strict=False)
    parts = [(one.kind, link.label in LINKS, field.kind, share.label) for one, link, field, share in fours]
    return ("aggregate", True, "field", SHARE) in parts  # 总计之和、总计占比


def _asks_apart(nodes: list[Node]) -> bool:
    """有几个指标，满意度目标多少: how many of all, and another question behind the comma."""
    counted_both = {"thing.project", "thing.indicator"}
    for one, link, other in zip(nodes, nodes[1:], nodes[2:], strict=False):
        if link.label in LINKS and {one.label, other.label} == counted_both:
            return True  # 有几个指标和项目
    for i in range(len(nodes) - 3):
        counted = nodes[i].label == "aggregate.count" and nodes[i + 1].label == "thing.indicator"
        asked = nodes[i + 3].kind in {"kinds", "indicator", "which", "field"}
        if counted and nodes[i + 2].label in LINKS and asked:
            return True
    return False


# Words whose names are only gathered, by kind: the slot they go to.
GATHERED = {"field": "fields", "which": "which", "thing": "things", "meta": "meta", "fault": "faults"}


def _take(node: Node, slots: Slots) -> bool:
    """Put a node into its slot; False when it has none, or the slot is taken."""
    if node.kind in GATHERED:
        getattr(slots, GATHERED[node.kind]).append(node.name)
        slots.whole = slots.whole or node.value == "total_sum"
        return True
    match node.kind, node.value:
        case "count_of", CountOf() as counted if slots.counted is None:
            slots.counted = counted
        case "text", _ if node.name == "name":
            slots.things.append("project")
            slots.names = True
        case "kinds", Kinds() as kinds if slots.kinds is None:
            slots.kinds = kinds
            slots.selected_first = "project" not in slots.things
        case "indicator", Mention(names=names) if not slots.indicators:
            slots.indicators = names
            slots.selected_first = "project" not in slots.things
        case "aggregate", "tally":
            slots.tally = True
        case "aggregate", _:
            slots.aggregates.append("sum" if node.name == "grand" else node.name)
            slots.ratio = PARTS.get(str(node.value), slots.ratio)
            slots.averages_alone |= node.name == "average" and node.end - node.start == len("平均")
            slots.ranking = slots.ranking or node.value == "ranking"
            if node.value == "departments":
                slots.things.append("department")
            if node.value == "projects":
                slots.things.append("project")
                slots.counts_projects = True
            slots.grand = slots.grand or node.name == "grand"
        case "ask", _ if node.name not in {"than", "number"}:
            slots.asks.append("which" if node.name == "whose" else node.name)
            if node.name == "whose":
                slots.things.append("department")
        case "more", _:
            slots.asks.append("more_" + node.name)
        case _:
            return False
    return True


def most_asked(slots: Slots) -> None:
    """哪个部门预算少, 哪个项目钱多: where nothing is compared, the one that has most or least."""
    more = [ask for ask in slots.asks if ask.startswith("more_")]
    alone = len(more) == 1 and "which" in slots.asks and not {"compare", "yesno"} & set(slots.asks)
    counted: dict[str, Term] = {"project": "project_count", "indicator": CountOf(None)}
    things = slots.things[:1] if slots.things[1:2] and slots.things[1] in counted else slots.things
    if alone and things in (["department"], ["project"]) and slots.top is None and slots.order is None:
        term = counted[slots.things.pop()] if len(slots.things) > 1 else None  # 哪个部门项目多
        slots.asks.remove(more[0])
        slots.top = Top(more[0].removeprefix("more_"), None, None, term, plain=False)


def measure_of(function: str, term: Term | None) -> Measure:
    """A measure by its key in words.toml."""
    match function:
        case "sum" | "average" | "median" | "max" | "min" | "share" | "rank":
            return Measure(function, term)
        case "difference":
            return Measure("spread", term)
        case _:
            return Measure("count")
