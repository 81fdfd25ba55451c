"""Rules for comparisons with something else: 比业务用房经费高, 高于平均值, 和X一样多."""

from querylang.fields import MONEY_FIELDS
from querylang.joined import Projects
from querylang.named import NamedTuple
from querylang.nodes import ANDS, Node, all_of, join
from querylang.query import Aggregate, Compare, CountOf, FieldOf, Op, Operand, Term

INDICATORS = "indicator_count"
COMPARED = frozenset({*MONEY_FIELDS, INDICATORS})
AVERAGES = frozenset({"aggregate.average", "aggregate.median"})
NOT_MONEY = frozenset({"field", "kinds", "which", "indicator", "thing", "count_of", "aggregate"})
OPS: dict[str, Op] = {">": ">", ">=": ">=", "<": "<", "<=": "<=", "=": "=", "!=": "!="}


def join_than(nodes: list[Node], plain: str) -> None:
    """比业务用房经费高, 高于平均值, 超过业务用房经费: the other side is a project or an average."""
    i = 0
    while i < len(nodes):
        if nodes[i].label == "ask.than" or nodes[i].kind == "comparator":
            _than(nodes, i)
        elif nodes[i].label in ANDS and i + 2 < len(nodes):
            _same_as(nodes, i)
        elif nodes[i].label in AVERAGES and i + 1 < len(nodes) and nodes[i + 1].kind == "bound":
            i = _beyond_average(nodes, i)
        i += 1


def _same_as(nodes: list[Node], i: int) -> None:
    """预算和综合档案整理工作经费一样多的项目."""
    projects = nodes[i + 1].value
    if not isinstance(projects, Projects) or len(projects.names) != 1:
        return
    before = i > 0 and nodes[i - 1].kind == "field" and nodes[i - 1].name in MONEY_FIELDS
    behind = nodes[i + 2].kind == "field" and nodes[i + 2].name in MONEY_FIELDS
    first, last = (i - 1 if before else i), (i + 3 if behind else i + 2)
    if last >= len(nodes) or nodes[last].kind != "same":
        return
    terms = {nodes[k].name for k, said in ((i - 1, before), (i + 2, behind)) if said} or {"total"}
    if len(terms) == 1:
        term = terms.pop()
        join(nodes, first, last, "cond", Compare(term, "=", FieldOf(term, projects.names[0])))


def _beyond_average(nodes: list[Node], i: int) -> int:
    """中位数以上, 预算在平均值以下的: of money alone; returns the index of the joined node."""
    field = nodes[i - 1] if i > 0 and nodes[i - 1].kind in NOT_MONEY | {"projects"} else None
    if (field is not None and field.name not in MONEY_FIELDS) or nodes[i + 1].after_de:
        return i
    term = field.name if field is not None else "total"
    op = OPS.get(str(nodes[i + 1].value))
    if op is None:
        return i
    first = i if field is None else i - 1
    average = Aggregate("median" if nodes[i].label == "aggregate.median" else "average", term)
    join(nodes, first, i + 1, "cond", Compare(term, op, average))
    return first


class _Other(NamedTuple):
    """The other side of a comparison: projects or an average, the field named beside it, and where it ends."""

    names: tuple[str, ...]
    average: str | None
    field: str | None
    end: int


def _than(nodes: list[Node], i: int) -> None:
    other = _other_side(nodes, i + 1)
    if not other.names and other.average is None:
        return
    k = other.end
    op: Op | None = None
    last = k - 1
    if nodes[i].kind == "comparator":
        op = OPS.get(str(nodes[i].value))
    elif k < len(nodes) and nodes[k].kind == "more":
        op = ">" if nodes[k].name == "desc" else "<"
        last = k
        if k + 1 < len(nodes) and _says_how_much(nodes[k], nodes[k + 1]):
            return
    if op is None or (_of_indicators(nodes, i) and other.field is None):
        return
    first, field = i, other.field
    if i > 0 and nodes[i - 1].kind == "field" and nodes[i - 1].name in COMPARED:
        if field is not None and nodes[i - 1].name != field:
            return  # 指标数大于「X」的总计
        first, field = i - 1, nodes[i - 1].name
    if not other.names and field is None and i > 0 and nodes[i - 1].kind in NOT_MONEY:
        return  # 满意度高于平均: not the average of money
    term = field or "total"
    operands: list[Operand] = [FieldOf(term, name) for name in other.names]
    if other.average is not None:
        operands = [Aggregate("median" if other.average == "median" else "average", term)]
    compared: Term = CountOf(None) if term == INDICATORS else term
    join(nodes, first, last, "cond", all_of([Compare(compared, op, operand) for operand in operands]))


def _other_side(nodes: list[Node], k: int) -> _Other:
    names: tuple[str, ...] = ()
    average: str | None = None
    field: str | None = None
    while k < len(nodes):
        node = nodes[k]
        projects = node.value
        said = bool(names) or average is not None
        if isinstance(projects, Projects) and not said and _each_is_one(projects):
            names = projects.names
        elif node.label in {"aggregate.average", "aggregate.median"} and not said:
            average = node.name
        elif node.kind == "field" and node.name in COMPARED and field is None:
            field = node.name
        elif node.label == "thing.indicator" and field is None and k + 1 < len(nodes) and nodes[k + 1].kind == "more":
            field = INDICATORS  # 比业务用房经费指标多
        else:
            break
        k += 1
    return _Other(names, average, field, k)


def _each_is_one(projects: Projects) -> bool:
    """比A和B高: higher than either, where each mention is one project."""
    return len(projects.names) == len(projects.sides) and projects.operator in {"one", "and", "list"}


def _says_how_much(more: Node, behind: Node) -> bool:
    """高多少, 高10万以上, 高一倍: not only that it is higher."""
    figure = behind.label in {"comparison", "cond"} and behind.start == more.end
    return figure or behind.label == "aggregate.difference"


def _of_indicators(nodes: list[Node], i: int) -> bool:
    """满意度目标比X高: of target values, which are not compared with another project's; not 有成本指标，比X高."""
    k = i - 1
    while k >= 0 and nodes[k].kind in {"kinds", "indicator", "which", "count_of"}:
        k -= 1
    return k < i - 1 and (k < 0 or nodes[k].kind not in {"existence", "negation", "cond"})
