"""Commas that break a sentence where nothing ends: 财政拨款，0.1亿以上 is 财政拨款0.1亿以上.

Left standing, the comma would cut the words apart, and what follows would be said of something else: of the total, of
every text, of the money.
"""

from querylang.nodes import Node

# What a word says nothing without, by what may stand before the comma.
COMPARED = frozenset({"comparison", "superlative"})
SAYING = frozenset({"text.mentions", "text.called"})
CONDITIONS = frozenset({"existence", "negation", "logic"})  # 有成本指标，超过100万的: two conditions


def drop_breaks(nodes: list[Node], plain: str) -> None:
    """Leave out a comma between a field and what is said of it."""
    del plain
    for n in range(len(nodes) - 2, 0, -1):
        before = nodes[n - 2] if n > 1 else None
        if nodes[n].label != "logic.comma" or (before is not None and before.kind in CONDITIONS):
            continue
        if _goes_on(nodes[n - 1], nodes[n + 1]):
            del nodes[n]


def _goes_on(head: Node, following: Node) -> bool:
    """Whether the words before and behind a comma belong together."""
    if head.label in {"text.name", "field.goal"} or head.kind == "which":
        return following.label in SAYING or (head.kind == "which" and following.kind in COMPARED)
    if head.kind in {"field", "kind"} or head.label == "thing.indicator":
        return following.kind in COMPARED
    return False
