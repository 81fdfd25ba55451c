"""A question that takes back a part of the last one: 不是工伤，是法律顾问; 不对，我问的是2024年.

What is said instead takes the place of what it denies, as behind 换成; refused where more than that may be meant.
"""

from querylang.comparison import Comparison
from querylang.failure import Refused
from querylang.nodes import Node
from querylang.query import Compare, Named, Query
from querylang.reflected import walk
from querylang.words import Mention

WRONG = "chat.wrong"
DENIES = "negation.not"
INSTEAD = frozenset({"logic.comma", "copula.is", "logic.and"})  # 不是工伤，是法律顾问; 不是工伤而是法律顾问
THINGS = frozenset({"project", "department", "year", "comparison"})
ASKED = frozenset({"aggregate", "field", "indicator", "kind", "which"})
OPEN = "没有看出要换掉上一问里的哪一样，请把要问的话说全"


def amended(nodes: list[Node], last: Query) -> list[Node]:
    """The nodes of 换成法律顾问, where one thing takes the place of another; else those that were said."""
    denied, fresh = _taken_back(nodes)
    if _sort(fresh) is None or (denied is not None and _sort(denied) is None):
        return nodes
    if denied is not None and (_sort(denied) != _sort(fresh) or not _is_all(denied, last)):
        raise Refused(OPEN)
    switch = Node("reference.switch", "switch", nodes[0].start, nodes[0].end, False, False)
    return [switch, *(node._replace(value=_plain(node.value)) for node in fresh)]


def _taken_back(nodes: list[Node]) -> tuple[list[Node] | None, list[Node]]:
    """What is denied (None behind 不对) and what is said instead: 不是A，是B, 是B，不是A; nothing of others."""
    first, *more = _parts(nodes) or [[]]
    if len(more) != 1:
        return None, []
    (other,) = more
    if nodes[0].label == "copula.is" and other[0].label == DENIES:
        return other[1:], first
    if [node.label for node in first] == [WRONG]:
        return None, other
    if first[0].label == DENIES or _is_other_figure(first):
        return first[first[0].label == DENIES :], other
    return None, []


def _parts(nodes: list[Node]) -> list[list[Node]]:
    """What stands between the words that set one thing against the other."""
    parts: list[list[Node]] = [[]]
    for node in nodes:
        if node.label in INSTEAD:
            parts.append([])
        elif node.label != "reference.end":
            parts[-1].append(node)
    return [part for part in parts if part]


def _is_all(denied: list[Node], last: Query) -> bool:
    """Whether nothing of that sort is left of the last question, and what is asked anew says all that changes."""
    head = denied[0]
    if _sort(denied) == "asked":  # 财政拨款最多的项目 is ranked by what is denied
        compared = {one.term for one in walk(last.where) if isinstance(one, Compare)}
        return last.limit is None and head.name not in compared
    said = {name for node in denied for name in _names(node)}
    named = {name for one in walk(last.where) if isinstance(one, Named) for name in one.projects}
    held = set(last.scope.departments) if head.kind == "department" else named if head.kind == "project" else set()
    return not held & said or held <= said


def _names(node: Node) -> tuple[str, ...]:
    value = node.value.names if isinstance(node.value, Mention) else node.value
    return tuple(name for name in value if isinstance(name, str)) if isinstance(value, tuple) else ()


def _is_other_figure(part: list[Node]) -> bool:
    """不是100万 is one comparison."""
    return len(part) == 1 and isinstance(part[0].value, Comparison) and part[0].value.op == "!="


def _sort(part: list[Node]) -> str | None:
    """What stands in the place of what: a project of a project, 满意度 of 预算; None for what is not one thing."""
    kinds = {node.kind for node in part}
    if len(kinds) != 1 or (len(part) > 1 and kinds != {"project"}):
        return None
    (kind,) = kinds
    return kind if kind in THINGS else "asked" if kind in ASKED else None


def _plain(value: object) -> object:
    """是200万 says the figure, not that it is to be equal: 超过100万 stays 超过."""
    return value._replace(bare=True) if isinstance(value, Comparison) and value.op == "=" else value
