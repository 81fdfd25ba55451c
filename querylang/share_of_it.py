"""A share whose part or whole the last question says.

占总计的比例 after 公交补贴的其他资金, 公交补贴占它多少 after 交通局的预算; 公交补贴的其他资金占它总预算多少.
"""

from querylang.context import Context
from querylang.failure import Refused
from querylang.fields import MONEY_FIELDS
from querylang.nodes import Node, join
from querylang.query import Column, Measure, Query

SHARE = "aggregate.share"
IT = "reference.it"
WHOLE = frozenset({"aggregate.sum", "field.total"})  # 占它总预算多少
OF_DEPARTMENT = frozenset({"department", SHARE, "ask.amount", "reference.then", "reference.end"})
OPEN = "没有看出“它”是哪一个；请说占哪个部门的，或者占总计的"


def name_sides_of_share(nodes: list[Node], context: Context | None) -> bool:
    """Put what the last question said in the place of what a share leaves out, or points at; whether it names 它."""
    if context is not None:
        _refuse_of_what(nodes, context.query)
        _name_part(nodes, context.query)
    at = next((n for n, node in enumerate(nodes[1:], 1) if node.label == IT and nodes[n - 1].value == "takes"), 0)
    behind = nodes[at + 1].label if at + 1 < len(nodes) else ""
    return bool(at) and behind != "thing.department" and _name_whole(nodes, at, at + (behind in WHOLE), context)


def _refuse_of_what(nodes: list[Node], last: Query) -> None:
    """人社局占多少, after 各部门项目数: of the projects that there are, or of the money."""
    counted = any(output == Measure("count") for output in last.outputs) and last.grain == "project"
    if counted and {node.label for node in nodes} <= OF_DEPARTMENT and any(node.kind == "department" for node in nodes):
        raise Refused("没有看出是占项目数，还是占预算；请说“项目数占多少”或“预算占多少”")


def _name_part(nodes: list[Node], last: Query) -> None:
    """占总预算多少, 占比, after 公交补贴的其他资金: that field of it, not its total."""
    first = next((n for n, node in enumerate(nodes) if node.label != "reference.then"), 0)
    field = _field(last)
    if nodes[first].label != SHARE or field is None or any(node.name == field for node in nodes):
        return
    at = nodes[first].start
    nodes.insert(first, Node(f"field.{field}", field, at, at, after_de=False, after_gap=False))


def _name_whole(nodes: list[Node], at: int, end: int, context: Context | None) -> bool:
    """其他资金占它总计的比例: the total of the same project; 公交补贴占它多少: of the department, which is named."""
    before = nodes[: at - 1]
    departments = () if context is None or context.shown else context.departments or context.query.scope.departments
    field = before[-1].name if before and before[-1].kind == "field" else ""
    if field in MONEY_FIELDS and field != "total":
        pointer = nodes[at]
        join(nodes, at, end, "field.total", "total")
        if not any(node.kind in {"department", "project"} for node in before):
            nodes.insert(0, pointer)
        return False
    if any(node.kind == "project" for node in before) and len(departments) == 1:
        join(nodes, at, end, "department", departments)
        return True
    raise Refused(OPEN)


def _field(last: Query) -> str | None:
    """The one sum of money that was asked for, where it is not 总计."""
    terms = [one.term for one in last.outputs if isinstance(one, Column | Measure) and one.term in MONEY_FIELDS]
    single = len(terms) == 1 and last.grain == "project" and not last.group and last.limit is None
    return str(terms[0]) if single and terms[0] != "total" else None
