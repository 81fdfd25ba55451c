"""哪些是城管局的, 有几个超过10万, 各部门有几个, after a list: of what is left unsaid, so of what was listed."""

from querylang.context import Context
from querylang.nodes import Node
from querylang.query import Column

ASKING = frozenset({"ask.which", "ask.list", "aggregate.count"})
SAYS_OF = frozenset({"comparison", "comparator", "existence", "negation", "text"})  # what begins a predicate
THINGS = frozenset({"thing", "reference", "projects", "indicator"})


def point_at_listed(nodes: list[Node], context: Context) -> None:
    """Put 其中 before a question that says something of what was listed, without saying of what."""
    if _lists_rows(context) and (_says_of_unsaid(nodes) or _counts_unsaid(nodes)):
        start = nodes[0].start
        nodes.insert(0, Node("reference.these", "among", start, start, False, False))


def _lists_rows(context: Context) -> bool:
    query = context.query
    if query.grain not in {"project", "indicator"} or query.group:
        return False
    if any(isinstance(output, Column) for output in query.outputs):
        return len(context.shown) > 1
    return query.where is not None  # 其中超过50万的有几个: the figure was one of rows that were picked


def _says_of_unsaid(nodes: list[Node]) -> bool:
    """哪些是城管局的, 有几个没有时效指标; not 有几个项目超过10万, 有几个时效指标."""
    if len(nodes) < len(("哪些", "超过10万")) or nodes[0].label not in ASKING:
        return False
    behind = nodes[1]
    if behind.label == "copula.is":
        return len(nodes) > len(("哪些", "是"))
    predicate = behind.kind in SAYS_OF or (behind.kind == "field" and len(nodes) > 2 and nodes[2].kind in SAYS_OF)
    return predicate and nodes[0].label != "ask.list" and not any(node.kind in THINGS for node in nodes)


def _counts_unsaid(nodes: list[Node]) -> bool:
    """各部门有几个: of what, is not said."""
    labels = [node.label for node in nodes]
    return labels[:2] == ["group.each", "thing.department"] and set(labels[2:]) in COUNTS


COUNTS = ({"aggregate.count"}, {"group.each", "aggregate.count"})
