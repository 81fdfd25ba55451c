"""Rules for what is asked for: fields, kinds, columns, aggregates, things and question words."""

from itertools import pairwise

from querylang.fields import MONEY_FIELDS
from querylang.joined import Kinds
from querylang.nodes import LINKS, SUMS, Node
from querylang.query import CountOf, Part, Term
from querylang.slots import Slots, Top
from querylang.words import Mention

SHARE = "aggregate.share"
LISTED = frozenset({"ask.what", "ask.which", "ask.list", "ask.who"})
PARTS: dict[str, Part] = {"times": "times", "percent_more": "percent_more", "percent_less": "percent_less"}
# Words whose names are only gathered, by kind: the slot they go to.
GATHERED = {"field": "fields", "which": "which", "thing": "things", "meta": "meta", "fault": "faults"}


def find_asked(nodes: list[Node], slots: Slots, plain: str, named: bool = False) -> None:
    """Take what is asked for: fields, kinds, columns, aggregates, things and question words; `named`: of projects."""
    rest: list[Node] = []
    _drop_count_of_list(nodes, slots)
    _drop_sum_of_list(nodes, slots)
    slots.beside_share = _stands_beside_share(nodes, plain)
    slots.asks_apart = _asks_apart(nodes)
    slots.percentage = [node.value for node in nodes if node.label == SHARE] == ["percentage"]
    if slots.group and _stands_beside_average(nodes):
        slots.aggregates.append("sum")  # 各部门预算和平均值
    for n, node in enumerate(nodes):
        counts = node.label == "ask.amount" and n + 1 < len(nodes) and nodes[n + 1].kind == "thing"  # 有多少项目
        if counts or (not named and slots.top is None and _counts_projects(nodes, n, plain)):
            slots.aggregates[:] = [name for name in slots.aggregates if counts or name != "sum"] + ["count"]
            continue
        slots.counts_lines |= node.label == "aggregate.count" and plain[node.end - 1] == "条"
        if not _take(node, slots):
            rest.append(node)
    if slots.beside_share and slots.things == ["project"] and not slots.fields and not {*slots.aggregates} - {"share"}:
        slots.aggregates.append("count")  # 项目有多少，占比多少
    if slots.tally and "count" not in slots.aggregates:
        slots.aggregates.append("count")
    nodes[:] = rest


def _counts_projects(nodes: list[Node], n: int, plain: str) -> bool:
    """涉及审计的项目有多少, 项目一共有多少: how many, where nothing else is asked of them."""
    asks = nodes[n].label == "ask.amount" and plain[nodes[n].start : nodes[n].end] == "有多少"
    before = [node for node in nodes[:n] if node.label not in {"logic.comma", "ask.all"}]
    if before and before[-1].label in SUMS:
        before.pop()
    behind = [node for node in nodes[n + 1 :] if node.label != "logic.comma"]
    return asks and [node.label for node in before] == ["thing.project"] and not behind


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
    asked_for = slots.group or any(node.kind == "superlative" for node in nodes)  # 各部门预算和项目数
    told = SUMS if asked_for else SUMS | {"aggregate.count"}
    linked = last > 1 and nodes[last].label in told and nodes[last - 1].label in LINKS
    if not linked or any(node.label == "thing.department" for node in nodes):
        return
    before = nodes[: last - 1]
    figures = bool(slots.group) and bool(before) and all(node.name in MONEY_FIELDS for node in before)
    if figures or any(node.label in LISTED for node in before):
        del nodes[last - 1 :]


def _stands_beside_average(nodes: list[Node]) -> bool:
    """Whether a figure is asked for, and an average of it as well: 预算和平均值."""
    threes = zip(nodes, nodes[1:], nodes[2:], strict=False)
    return any(
        one.name in MONEY_FIELDS and link.label in LINKS and other.label in {"aggregate.average", "aggregate.median"}
        for one, link, other in threes
    )


def _stands_beside_share(nodes: list[Node], plain: str) -> bool:
    """Whether a figure is asked for apart from a share: 预算和占比, 有几个，占比多少, 多少钱占比多少."""
    if not any(node.label == SHARE for node in nodes):
        return False
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


def _take(node: Node, slots: Slots) -> bool:
    """Put a node into its slot; False when it has none, or the slot is taken."""
    if node.kind in GATHERED:
        getattr(slots, GATHERED[node.kind]).append(node.name)
        slots.whole = slots.whole or node.value == "total_sum"
        slots.open_departments |= node.value == "department?"
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
            if slots.top is not None and node.start >= slots.top_end:
                slots.figures_of_top.append(slots.aggregates[-1])
            slots.ratio = PARTS.get(str(node.value), slots.ratio)
            slots.of_everything |= node.value == "whole"
            slots.averages_projects |= node.value == "average_project"
            slots.averages_alone |= node.value == "average_bare"
            slots.share_of_money |= node.value == "share_of_money"
            slots.share_of_departments |= node.value == "share_of_departments"
            slots.share_of_all |= node.value in {"share_of_all", "share_of_departments"}
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
            slots.asks_year = slots.asks_year or node.value == "when"
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
