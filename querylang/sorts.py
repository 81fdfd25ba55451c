"""哪种指标最多, 数量最多的指标类型, 各类指标从多到少: the sorts of indicators are ranked, not the projects."""

from querylang.nodes import Node
from querylang.vocabulary import marker_words

SORT = "thing.kind"
COUNT = "field.indicator_count"
OF_INDICATORS = frozenset({"thing.indicator", COUNT, SORT})
# 最高 is no number of things.
RANKING = frozenset({"superlative.most", "superlative.fewest", "order.desc", "order.asc"})
EACH = frozenset(marker_words("each_sort"))  # 各自 is each project


def join_sorts(nodes: list[Node], plain: str) -> None:
    """Make the sorts of indicators that are counted or ranked the groups that 各类指标 is."""
    _order_by_ranking(nodes)
    ranked = any(node.label in RANKING for node in nodes)
    for i in range(len(nodes) - 1, -1, -1):
        following = nodes[i + 1].label if i + 1 < len(nodes) else ""
        if ranked and _asks_sort(nodes, i, following):
            _group(nodes, i, i + 1 if following in OF_INDICATORS else i)
        elif nodes[i].label == "group.each" and following == COUNT and plain[nodes[i].start : nodes[i].end] in EACH:
            _group(nodes, i, i + 1)
    sorts = [i for i, node in enumerate(nodes) if node.label == SORT]
    if ranked and sorts and not any(node.label == "group.each" for node in nodes):
        _group(nodes, sorts[0], sorts[0])


def _order_by_ranking(nodes: list[Node]) -> None:
    """按预算从高到低排名, 部门按项目数排名: an order, where no project is asked for its place."""
    if any(node.kind == "project" for node in nodes):
        return
    for i in range(len(nodes) - 1, 0, -1):
        if nodes[i].value != "ranking":
            continue
        by = i > 1 and nodes[i - 2].label == "group.by" and nodes[i - 1].kind in {"field", "aggregate"}
        if nodes[i - 1].kind == "order" or by:
            nodes[i] = nodes[i]._replace(label="sort.by", value="by")


def _asks_sort(nodes: list[Node], i: int, following: str) -> bool:
    """哪类 where indicators are spoken of, 什么指标, 哪个类型."""
    match nodes[i].label:
        case "ask.kind":
            return following != "thing.project" and any(node.label in OF_INDICATORS for node in nodes)
        case "ask.what":
            return following in OF_INDICATORS
        case _:
            return nodes[i].kind == "ask" and following == SORT


def _group(nodes: list[Node], first: int, last: int) -> None:
    said = nodes[first]
    nodes[first : last + 1] = [
        said._replace(label="group.each", value="each"),
        nodes[last]._replace(label=SORT, value="kind", after_de=False),
    ]
