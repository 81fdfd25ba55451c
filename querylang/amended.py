"""A question that takes back a part of the last one: 不是工伤，是法律顾问; 不对，我问的是2024年.

What is said instead takes the place of what it denies, as behind 换成.
"""

from querylang.comparison import Comparison
from querylang.nodes import Node

WRONG = "chat.wrong"
DENIES = "negation.not"
INSTEAD = frozenset({"logic.comma", "copula.is", "logic.and"})  # 不是工伤，是法律顾问; 不是工伤而是法律顾问
THINGS = frozenset({"project", "department", "year", "comparison"})
ASKED = frozenset({"aggregate", "field", "indicator", "kind", "which"})


def amended(nodes: list[Node]) -> list[Node]:
    """The nodes of 换成法律顾问, where one thing takes the place of another; else those that were said."""
    wrong = nodes[0].label == WRONG
    behind = denied = 1 if wrong or _is_other_figure(nodes[0]) else 2 if nodes[0].label == DENIES else len(nodes)
    while behind < len(nodes) and nodes[behind].label in INSTEAD:
        behind += 1
    fresh = [node for node in nodes[behind:] if node.label != "reference.end"]
    sort = _sort(fresh[0]) if len(fresh) == 1 else None
    if sort is None or not (wrong or (behind > denied and sort == _sort(nodes[denied - 1]))):
        return nodes
    switch = Node("reference.switch", "switch", nodes[0].start, nodes[0].end, False, False)
    return [switch, fresh[0]._replace(value=_plain(fresh[0].value))]


def _is_other_figure(node: Node) -> bool:
    """不是100万 is one comparison."""
    return isinstance(node.value, Comparison) and node.value.op == "!="


def _sort(node: Node) -> str | None:
    """What stands in the place of what: a project of a project, 满意度 of 预算."""
    return node.kind if node.kind in THINGS else "asked" if node.kind in ASKED else None


def _plain(value: object) -> object:
    """是200万 says the figure, not that it is to be equal: 超过100万 stays 超过."""
    return value._replace(bare=True) if isinstance(value, Comparison) and value.op == "=" else value
