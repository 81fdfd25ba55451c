"""Rules for places in an order: 第2到第4名, 2-4名, 第二和第三名; and for what two places differ by.

第一和第二相差多少, 最高的比平均值高多少: the two sides become `Slots.ends`, which figures.py makes a difference of.
"""

from querylang.comparison import Comparison
from querylang.failure import Refused
from querylang.fields import MONEY_FIELDS
from querylang.joined import number_of
from querylang.nodes import LINKS, Node, join
from querylang.slots import End, Slots, Top
from querylang.top import COUNTING, DIRECTIONS, term_before

RANK_UNIT = "名"
DEPARTMENT = "thing.department"
PLACES = frozenset({"nth", "rank"})
AVERAGES = {"aggregate.average": "average", "aggregate.median": "median"}


def join_places(nodes: list[Node], plain: str) -> None:
    """Make 2-4名, 排名3到6 and 第二和第三名 one node, as 第2到第4名 is from the start."""
    differs = any(node.label == "aggregate.difference" for node in nodes)
    i = 0
    while i < len(nodes):
        found = _said_as_range(nodes, i, plain) or (None if differs else _neighbours(nodes, i))
        if found is not None:
            first, last, places = found
            label = "ranks" if plain[nodes[last].end - 1] == RANK_UNIT else "nths"
            join(nodes, first, last, label, places)
            i = first
        i += 1


def _said_as_range(nodes: list[Node], i: int, plain: str) -> tuple[int, int, tuple[int, int]] | None:
    """2-4名 where nothing is compared, and 3到6 behind 排名; anywhere else such figures are no places."""
    value = nodes[i].value
    if not isinstance(value, Comparison) or value.op != "between" or value.low is None or value.high is None:
        return None
    if (value.low_op, value.high_op) != (">=", "<=") or value.low % 1 or value.high % 1:
        return None
    before = nodes[i - 1] if i > 0 else None
    named = plain[nodes[i].end - 1] == RANK_UNIT
    places = int(value.low), int(value.high)
    if before is not None and (before.label == "aggregate.rank" or before.kind == "sort"):
        return (i - 1, i, places) if named or value.unit is None else None
    free = before is None or before.name in MONEY_FIELDS or before.label in {"thing.project", "top.last"}
    return (i, i, places) if named and free else None


def _neighbours(nodes: list[Node], i: int) -> tuple[int, int, tuple[int, int]] | None:
    """第二和第三名, 倒数第二、倒数第三: places next to each other."""
    last = i + 2
    if i > 0 and nodes[i - 1].label == "top.last" and last < len(nodes) and nodes[last].label == "top.last":
        last += 1
    if last >= len(nodes) or nodes[i].kind not in PLACES or nodes[last].kind not in PLACES:
        return None
    one, other = nodes[i].value, nodes[last].value
    adjacent = isinstance(one, int) and isinstance(other, int) and other == one + 1
    return (i, last, (int(str(one)), int(str(other)))) if adjacent and nodes[i + 1].label in LINKS else None


def find_ends(nodes: list[Node], slots: Slots) -> None:
    """第一名比第二名多多少, 最高的和平均值差多少: two sides, and that they differ."""
    if not any(node.label == "aggregate.difference" for node in nodes):
        return
    for i in range(len(nodes)):
        one = _end_at(nodes, i)
        if one is None:
            continue
        after, left = one
        if after >= len(nodes) or nodes[after].label not in LINKS | {"ask.than"}:
            continue
        other = _end_at(nodes, after + 1)
        k = after + 1
        if k < len(nodes) and nodes[k].label == DEPARTMENT:
            k += 1  # 部门平均值
        if other is None and k < len(nodes) and nodes[k].label in AVERAGES:
            other = k + 1, End(1, descending=True, average=AVERAGES[nodes[k].label])
        if other is None:
            continue
        stop, right = other
        if left == right:
            raise Refused("比的两边是同一个名次，请分开问两边各是多少")  # 甲局最贵的项目比乙局最贵的项目高多少
        start, taken = i, nodes[i:stop]
        if {DEPARTMENT, "thing.project"} <= {node.label for node in taken}:
            return  # 最贵的项目和部门平均值相差多少
        plain = any(node.value == "difference" for node in nodes)  # not 最高的是最低的几倍
        if plain and left.best and right.best and left.descending != right.descending:
            begin, term = term_before(nodes, i, "desc", counting=nodes[i].label in COUNTING)
            counted = begin < i and nodes[begin].name not in MONEY_FIELDS  # 项目最多的和最少的, 指标数最多的
            slots.top = Top("both", None, None, term if counted else None, plain=False)
            start = begin if counted else i
        else:
            slots.ends = (left, right)
        nodes[start:stop] = [node for node in taken if node.label == DEPARTMENT][:1]  # 第一和第二的部门
        return


def join_averages(nodes: list[Node], plain: str) -> None:
    """业务用房比平均高多少: 比 says no more than the difference behind it."""
    for i in range(len(nodes) - 1, -1, -1):
        averages = [node.label for node in nodes[i + 1 : i + 4]]
        of_field = i > 1 and nodes[i - 1].kind == "field"
        owner = nodes[i - 2 if of_field else i - 1] if i > 0 else None
        behind_name = nodes[i].label == "ask.than" and owner is not None and owner.label == "projects"
        if behind_name and averages and averages[0] in AVERAGES and "aggregate.difference" in averages:
            del nodes[i]


def _end_at(nodes: list[Node], i: int) -> tuple[int, End] | None:
    """A side of a difference that begins at a place, and where it ends: 第二名, 倒数第一, 最后一名, 最高的项目."""
    k = i + 1 if i < len(nodes) and nodes[i].kind == "sort" else i
    if k >= len(nodes):
        return None
    end: End | None = None
    descending = nodes[k].label not in {"top.last"}
    if nodes[k].kind == "superlative":
        end = End(1, DIRECTIONS[nodes[k].name] == "desc", best=True)
    elif not descending and k + 1 < len(nodes):
        k += 1
        last = number_of(nodes[k]) == 1
        end = End(1, descending=False) if last else _placed(nodes[k], descending=False)
    else:
        end = _placed(nodes[k], descending=True)
    if end is None:
        return None
    k += 1
    if k < len(nodes) and nodes[k].kind == "more" and not end.best:
        end = end._replace(descending=DIRECTIONS[nodes[k].name] == "desc")  # 第二贵, 第二便宜
        k += 1
    if k < len(nodes) and nodes[k].label in {"thing.project", DEPARTMENT}:
        k += 1
    return k, end


def _placed(node: Node, *, descending: bool) -> End | None:
    return End(node.value, descending) if node.kind in PLACES and isinstance(node.value, int) else None
