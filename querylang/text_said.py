"""Which nodes make one text of a question, and what it says."""

from querylang.nodes import Node
from querylang.recognise import QUOTES
from querylang.words import Quoted

_STOP_TEXT = frozenset(
    {"reference.end", "text.unrelated", "logic.comma", "logic.open", "logic.close", "text.about", "ask.yesno"}
)
WITHIN_VALUES = frozenset({"year", "existence", "negation", "fault", "change"})  # 逐年提升, 有所降低, 不断提高


def is_text(node: Node) -> bool:
    """Whether a node can be the text that a marker introduces."""
    return node.label in {"unknown", "quoted", "project", "projects", "indicator"}


def is_content(node: Node) -> bool:
    """Whether a node can stand before 相关 and say what is meant."""
    return is_text(node) or node.kind == "kind"


def said_text(nodes: list[Node], first: int, last: int, plain: str) -> str:
    """The text of nodes, without its quotation marks."""
    value = nodes[first].value
    if isinstance(value, Quoted):
        return value.text
    if first == last and plain[nodes[first].start] in QUOTES:
        return plain[nodes[first].start + 1 : nodes[first].end - 1]
    said = plain[nodes[first].start : nodes[last].end]
    return said.removesuffix("的") if nodes[last].kind in WITHIN_VALUES else said  # 高效完成的


def is_of_value(nodes: list[Node], k: int) -> bool:
    """Whether a word is of the text that a target states: 逐年 in 逐年提升, 全额 in 及时全额发放."""
    node, behind = nodes[k], nodes[k + 1] if k + 1 < len(nodes) else None
    return node.kind in WITHIN_VALUES and behind is not None and behind.label == "unknown" and is_glued(node, behind)


def text_end(nodes: list[Node], first: int, *, of_target: bool, of_value: bool) -> int:
    """Index of the last node of one text that begins at first; first - 1 when none does.

    What 是 introduces behind a kind or 指标值 is `of_target`, behind 指标值 `of_value`: 办结率100%.
    """
    if nodes[first].label == "quoted":
        return first
    last = first - 1
    for k in range(first, len(nodes)):
        node = nodes[k]
        figure = node.label == "comparison"  # 目标值为办结率100%的; not 质量指标为参训率95%以上的
        of_text = of_value and k > first and is_text(nodes[k - 1]) if figure else of_target and is_of_value(nodes, k)
        if of_text and (k == first or _goes_on(nodes[k - 1], node)):
            last = k
            continue
        if node.label in _STOP_TEXT or node.kind in {
            "ask",
            "logic",
            "aggregate",
            "negation",
            "existence",
            "superlative",
        }:
            break
        if k > first and (
            not _goes_on(nodes[k - 1], node)
            or node.label in {"comparison", "quoted"}
            or node.kind in {"thing", "order", "sort"}
        ):
            break
        if k == first and node.kind == "thing":
            break
        last = k
    return last


def _goes_on(before: Node, node: Node) -> bool:
    """Whether a text goes on: no filler stands between, or a 的 before what is known by no other name (党的二十大)."""
    if node.after_de:
        return node.label == "unknown" and node.start == before.end + len("的")
    return node.start == before.end


def is_glued(one: Node, other: Node) -> bool:
    """Whether nothing stands between two nodes."""
    return one.end == other.start and not (other.after_de or other.after_gap)
