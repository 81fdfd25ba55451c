"""Rules for groups: 各部门, 每个项目, 按一级指标统计, 产出、效益、满意度指标各有多少个, 各级指标数量."""

from querylang.failure import Refused
from querylang.joined import Projects
from querylang.nodes import LINKS, SUMS, Node
from querylang.slots import Slots

TOGETHER = "共"  # 一共有几个, 共有多少项目
PLUS = frozenset("加+")
GROUP_KEYS = {
    "project": ("project",),
    "department": ("department",),
    "year": ("year",),
    "level1": ("level1",),
    "level2": ("level2",),
    "kind": ("level1", "level2"),
    "indicator": ("level1", "level2"),
}


def find_groups(nodes: list[Node], slots: Slots) -> None:
    """Take the words for groups out of the nodes, with what they group by."""
    i = 0
    while i < len(nodes):
        node = nodes[i]
        following = nodes[i + 1] if i + 1 < len(nodes) else None
        if _lists_each(nodes, i):
            del nodes[i]
            continue
        if node.kind == "group" and node.name in {"each", "by"} and following is not None:
            keys = (
                GROUP_KEYS.get(following.name)
                if following.kind == "thing" and not slots.top_between(node, following)
                else None
            )
            if keys == GROUP_KEYS["kind"] and _follows_places(slots, node):
                raise Refused("没有看出是哪几个项目的各类指标；请写“前三名项目的各类指标数量”")
            if keys is not None and slots.group in {(), keys}:
                slots.group = keys
                slots.group_each = slots.group_each or node.name == "each"
                last = i + 1
                if keys == ("department",) and _adds_year(nodes, i + 2):
                    slots.group, last = ("department", "year"), i + 3
                if following.name == "indicator":
                    slots.things.append("indicator")
                if last + 1 < len(nodes) and _closes(nodes, last + 1):
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
                slots.group_of_those = nodes[i - 1].after_de
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


def _adds_year(nodes: list[Node], k: int) -> bool:
    """按部门和年度统计, 各部门各年度的预算."""
    labels = [node.label for node in nodes[k : k + 2]]
    return len(labels) > 1 and labels[0] in LINKS | {"group.each", "group.by"} and labels[1] == "thing.year"


def takes_years_together(nodes: list[Node], plain: str) -> bool:
    """不分年度, 一共, 合计, 总预算, 加上: one figure of all the years that are said, not one of each."""
    together = any(_adds_up(node, plain[node.start : node.end]) for node in nodes)
    nodes[:] = [node for node in nodes if node.label != "group.pooled"]
    return together


def _adds_up(node: Node, said: str) -> bool:
    if node.label in LINKS:
        return not PLUS.isdisjoint(said)
    counts = node.kind == "aggregate" and TOGETHER in said
    return counts or node.label in SUMS or node.label == "group.pooled" or node.value in {"whole", "total_sum"}


def _follows_places(slots: Slots, node: Node) -> bool:
    """前三名里各类指标有几个: places of projects, of which the sorts are not ranked; 各类指标前三名 ranks them."""
    top = slots.top
    before = slots.top_start is not None and slots.top_start < node.start
    return top is not None and top.plain and before and not slots.top_of_projects


def _lists_each(nodes: list[Node], i: int) -> bool:
    """内部审计的各项指标: those of the project, one by one; 内部审计各类指标有几个 counts them."""
    if i == 0 or nodes[i].label != "group.each" or not isinstance(nodes[i - 1].value, Projects):
        return False
    labels = [node.label for node in nodes[i + 1 :]]
    counted = any(node.kind in {"aggregate", "group"} or node.label == "ask.amount" for node in nodes[i + 1 :])
    return labels[:1] == ["thing.indicator"] and not counted


def _closes(nodes: list[Node], k: int) -> bool:
    """按二级指标分类, 按二级指标分: the word behind by what there is grouped."""
    ends = all(node.label == "logic.comma" for node in nodes[k + 1 :])  # …，谢谢
    return nodes[k].label == "group.count" or (nodes[k].label == "group.by" and ends)


def _counted_by(nodes: list[Node], i: int) -> tuple[int, tuple[str, ...]] | None:
    """按部门数指标, 二级指标分类统计: where two words begin that say by what there is to be counted."""
    behind, before = nodes[i + 1 : i + 2], nodes[i - 1] if i > 0 else None
    if nodes[i].label == "group.by" and behind and behind[0].value == "departments":
        return i, ("department",)
    if nodes[i].label == "group.count" and before is not None and before.name in {"level1", "level2"}:
        return i - 1, GROUP_KEYS[before.name]
    return None
