"""Commas that break a sentence where nothing ends: 财政拨款，0.1亿以上 is 财政拨款0.1亿以上.

Left standing, the comma would cut the words apart, and what follows would be said of something else: of the total, of
every text, of the money.
"""

from querylang.nodes import Node

COMPARED = frozenset({"comparison", "superlative"})
NAMES = frozenset({"department", "project"})  # 占水务局、文化局的比例: a list
SAYING = frozenset({"text.mentions", "text.called"})
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
# 有成本指标，超过100万的: two conditions; 财政拨款、其他资金，超过100万的: of which is not said.
CONDITIONS = frozenset({"existence", "negation"})
JOINED = frozenset({"logic.with", "logic.or", "logic.comma"})


def drop_breaks(nodes: list[Node], plain: str) -> None:
    """Leave out a comma between words that only together say something."""
    share = -1  # where the word stands that ends 占…的比例
    for n in range(len(nodes) - 1, 0, -1):
        if nodes[n].label == "aggregate.share":
            share = n if share < 0 and plain[nodes[n].start] != "占" else -1
        if nodes[n].label != "logic.comma" or n + 1 == len(nodes) or nodes[n - 1].kind == nodes[n + 1].kind in NAMES:
            continue
        inside = share > 0 and any(plain[node.start] == "占" for node in nodes[:n] if node.label == "aggregate.share")
        if inside or nodes[n + 1].after_de or nodes[n - 1].label in OPEN or _goes_on(nodes, n):
            del nodes[n]
            share -= share > 0


def _goes_on(nodes: list[Node], n: int) -> bool:
    """Whether the words before and behind a comma belong together."""
    before = nodes[n - 2] if n > 1 else None
    head, following = nodes[n - 1], nodes[n + 1]
    if following.label == "logic.with" and n + 2 < len(nodes):
        return head.kind == nodes[n + 2].kind and head.kind in {"project", "kind", "field"}
    if before is not None and (before.kind in CONDITIONS or before.label in JOINED):
        return False
    if head.label in {"text.name", "field.goal"} or head.kind == "which":
        return following.label in SAYING or (head.kind == "which" and following.kind in COMPARED)
    if head.kind in {"field", "kind"} or head.label == "thing.indicator":
        return following.kind in COMPARED
    return head.kind == "thing" and following.label == "copula.is"
