"""Rules for comparisons with something else: 比业务用房经费高, 高于平均值, 和X一样多."""

from querylang.fields import MONEY_FIELDS
from querylang.joined import Projects
from querylang.nodes import ANDS, Node, join
from querylang.query import Aggregate, Compare, FieldOf, Op, Operand

NOT_MONEY = frozenset({"field", "kinds", "which", "indicator", "thing", "count_of", "aggregate"})
OPS: dict[str, Op] = {">": ">", ">=": ">=", "<": "<", "<=": "<=", "=": "=", "!=": "!="}


def join_than(nodes: list[Node], plain: str) -> None:
    """比业务用房经费高, 高于平均值, 超过业务用房经费: the other side is a project or an average."""
    i = 0
    while i < len(nodes):
        if nodes[i].label == "ask.than" or nodes[i].kind == "comparator":
            _than(nodes, i)
        elif nodes[i].label in ANDS and i + 2 < len(nodes) and nodes[i + 2].kind == "same":
            _same_as(nodes, i)
        i += 1


def _same_as(nodes: list[Node], i: int) -> None:
    """预算和综合档案整理工作经费一样多的项目."""
    projects = nodes[i + 1].value
    if isinstance(projects, Projects) and len(projects.names) == 1:
        field = nodes[i - 1] if i > 0 and nodes[i - 1].kind == "field" and nodes[i - 1].name in MONEY_FIELDS else None
        term = field.name if field is not None else "total"
        first = i - 1 if field is not None else i
        join(nodes, first, i + 2, "cond", Compare(term, "=", FieldOf(term, projects.names[0])))


def _than(nodes: list[Node], i: int) -> None:
    k = i + 1
    other: tuple[str, object] | None = None
    field: str | None = None
    while k < len(nodes):
        node = nodes[k]
        if isinstance(node.value, Projects) and other is None and len(node.value.names) == 1:
            other = ("project", node.value.names[0])
        elif node.label in {"aggregate.average", "aggregate.median"} and other is None:
            other = (node.name, None)
        elif node.kind == "field" and node.name in MONEY_FIELDS and field is None:
            field = node.name
        else:
            break
        k += 1
    if other is None:
        return
    op: Op | None = None
    last = k - 1
    if nodes[i].kind == "comparator":
        op = OPS.get(str(nodes[i].value))
    elif k < len(nodes) and nodes[k].kind == "more":
        op = ">" if nodes[k].name == "desc" else "<"
        last = k
        if k + 1 < len(nodes) and nodes[k + 1].label == "aggregate.difference":
            return
    if op is None:
        return
    first = i
    if i > 0 and nodes[i - 1].kind == "field" and nodes[i - 1].name in MONEY_FIELDS:
        field = field or nodes[i - 1].name
        first = i - 1
    if other[0] != "project" and field is None and i > 0 and nodes[i - 1].kind in NOT_MONEY:
        return  # 指标数高于平均, 满意度高于平均: not the average of money
    term = field or "total"
    operand: Operand
    if other[0] == "project":
        operand = FieldOf(term, str(other[1]))
    else:
        operand = Aggregate("median" if other[0] == "median" else "average", term)
    join(nodes, first, last, "cond", Compare(term, op, operand))
