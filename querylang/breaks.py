"""Commas that break a sentence where nothing ends: 财政拨款，0.1亿以上 is 财政拨款0.1亿以上.

Left standing, the comma would cut the words apart, and what follows would be said of something else: of the total, of
every text, of the money.
"""

from querylang.joined import number_of
from querylang.nodes import Node
from querylang.vocabulary import marker_words

BEYOND = frozenset(marker_words("beyond_place"))
COMPARED = frozenset({"comparison", "comparator", "superlative", "top"})
NAMES = frozenset({"department", "project"})  # 占水务局、文化局的比例: a list
SAYING = frozenset({"text.mentions", "text.called"})
# What 和 joins, also behind a comma: 不是10万，和20万的.
NOUNS = frozenset({"project", "kind", "field", "comparison", "aggregate", "thing"})
# What needs something behind it: 有，成本指标的; 和 and 或 join what stands on both sides.
OPEN = frozenset(
    {
        "existence.has",
        "existence.whether",
        "negation.without",
        "copula.is",
        "logic.and",
        "logic.with",
        "logic.or",
        "level.under",
        "group.by",
        "sort.by",
    }
)
# What a comma never stands before: 除前三名，以外的.
CLOSING = frozenset({"negation.except_end"})
PLACES = frozenset({"nth", "nths", "rank", "ranks"})
COUNTED = frozenset({"thing.indicator", "aggregate.share", "aggregate.sum"})
HAD = frozenset({"kind", "field", "which", "indicator"})
JOINED = frozenset({"logic.with", "logic.or", "logic.comma"})


def drop_breaks(nodes: list[Node], plain: str) -> None:
    """Leave out a comma between words that only together say something."""
    for n in range(len(nodes) - 1, -1, -1):
        if nodes[n].label == "logic.comma" and (n == 0 or nodes[n - 1].label == "logic.comma"):
            del nodes[n]
    share = -1  # where the word stands that ends 占…的比例
    for n in range(len(nodes) - 1, 0, -1):
        if nodes[n].label == "aggregate.share":
            share = n if share < 0 and plain[nodes[n].start] != "占" else -1
        if nodes[n].label != "logic.comma" or n + 1 == len(nodes) or nodes[n - 1].kind == nodes[n + 1].kind in NAMES:
            continue
        inside = share > 0 and any(plain[node.start] == "占" for node in nodes[:n] if node.label == "aggregate.share")
        if (
            inside
            or nodes[n + 1].after_de
            or nodes[n + 1].label in CLOSING
            or (nodes[n - 1].label in OPEN and not _is_had_before(nodes, n))
            or _is_one_phrase(nodes, n)
            or _goes_on(nodes, n, plain)
        ):
            del nodes[n]
            share -= share > 0


def end_exclusions(nodes: list[Node], plain: str) -> None:
    """排除内审后的前三名, 排序后的前三名: 后 ends what is done first; the three are those at the front.

    预算最高的之后3个 are those behind it, which no query says.
    """
    for n in range(len(nodes) - 2, 0, -1):
        beyond = nodes[n].kind == "top" and plain[nodes[n].start - 1 : nodes[n].end] in BEYOND
        if beyond and number_of(nodes[n + 1]) is not None:
            nodes[n] = nodes[n]._replace(label="unknown")
            continue
        after = nodes[n].label == "top.last" and plain[nodes[n].start : nodes[n].end] == "后"
        if not after or not (nodes[n + 1].label == "top.first" or nodes[n + 1].kind in PLACES):
            continue
        left_out = any(node.label == "negation.except" for node in nodes[:n])
        if nodes[n - 1].kind in {"sort", "order"}:
            del nodes[n]
        else:
            nodes[n] = nodes[n]._replace(label="negation.except_end" if left_out else "unknown")


def _is_had_before(nodes: list[Node], n: int) -> bool:
    """满意度没有，成本有的: what there is or is not stands before, and something else behind the comma."""
    has = nodes[n - 1].label in {"negation.without", "existence.has"}
    return has and n > 1 and nodes[n - 2].kind in HAD and nodes[n + 1].kind in HAD


def _is_one_phrase(nodes: list[Node], n: int) -> bool:
    """比平均高，百分之多少; 不是10万，或20万的."""
    head, following = nodes[n - 1], nodes[n + 1]
    if head.kind == "more":
        return following.label == "aggregate.share"
    both = following.label == "logic.or" and n + 2 < len(nodes) and nodes[n + 2].kind == "comparison"
    return both and head.kind == "comparison"


def _goes_on(nodes: list[Node], n: int, plain: str) -> bool:
    """Whether the words before and behind a comma belong together."""
    head, following = nodes[n - 1], nodes[n + 1]
    if following.label == "logic.with" and n + 2 < len(nodes):
        return head.kind in NOUNS and nodes[n + 2].kind in NOUNS and not _is_topic(nodes, n + 2)
    if "多少" in plain[head.start : head.end]:
        return False  # 一共多少钱，最贵的是哪个
    if n > 1 and _stands_alone(nodes[n - 2], head):
        return False
    if following.kind == "superlative" and any(node.kind == "group" for node in nodes[:n]):
        return False  # 按项目统计占比，最多的1个: of the groups
    if head.label in {"text.name", "field.goal"}:
        return following.label in SAYING or following.kind in {"negation", "existence"}
    compared = following.kind in COMPARED or following.label == "ask.than"
    if head.kind == "which":
        return compared or following.label in SAYING
    if head.kind == "kind" and following.kind == "which":
        return True
    if head.kind in {"field", "kind", "indicator"} or head.label in COUNTED:
        return compared
    return head.kind == "thing" and following.label == "copula.is"


def _stands_alone(before: Node, head: Node) -> bool:
    """有成本指标，超过100万的: two conditions; 财政拨款、其他资金，超过100万的: of which is not said."""
    return before.kind == "negation" or before.label in JOINED or (before.kind == "existence" and head.kind == "kind")


def _is_topic(nodes: list[Node], n: int) -> bool:
    """和人才有关的: the 和 before it joins nothing."""
    return any(node.kind == "text" for node in nodes[n : n + 3])
