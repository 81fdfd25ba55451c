"""Departments compared with another one, or with the average of all: 比文旅局预算高的部门, 高于各部门平均的部门.

What stands on the other side is no part of the scope: it is marked before the scope is found (`mark_others`), and bound
to a figure of each department once the words around it are known (`join_beside`).
"""

from querylang.failure import Refused
from querylang.fields import MONEY_FIELDS
from querylang.joined import OtherDepartment
from querylang.named import NamedTuple
from querylang.nodes import LINKS, SUMS, Loose, Node, NoneOf, join
from querylang.query import Aggregate, And, Compare, Condition, CountOf, Function, Not, OfDepartment, Or, Scope
from querylang.thans import AVERAGES, OPS, says_how_much

DEPARTMENT = "thing.department"
OTHER = "other_department"
OF_INDICATORS = frozenset({"thing.indicator", "field.indicator_count"})
DEPARTMENTS = frozenset({"department", "departments"})
OF_PROJECTS = LINKS | {"thing.project"}  # 交通局和城管局平均值, 交通局项目平均值
OF_FIGURE = frozenset({"field", "aggregate", "thing"})


class _Figure(NamedTuple):
    """A figure of a department; term None: how many projects it has."""

    function: Function
    term: str | None


def mark_others(nodes: list[Node], plain: str) -> None:
    """Mark the department, or drop the 各部门 of 各部门平均, that the departments asked for are compared with."""
    n = 1
    while n < len(nodes):
        if nodes[n - 1].label == "ask.than" or nodes[n - 1].kind == "comparator":
            first = n + 1 if nodes[n].label == "group.each" and n + 1 < len(nodes) else n
            average = nodes[first + 1].label if first + 1 < len(nodes) else ""
            asked = any(node.label == DEPARTMENT for k, node in enumerate(nodes) if not n <= k <= first)
            if nodes[first].label == DEPARTMENT and average in AVERAGES:
                if not asked:
                    raise Refused("没有看出是和各部门合计的平均比，还是每个部门各自的平均")  # 低于各部门平均的项目
                del nodes[n : first + 1]
            elif not asked and _average_of(nodes, n):
                _mark_averaged(nodes, n)
            elif asked and _is_one(nodes, n):
                nodes[n] = nodes[n]._replace(label=OTHER, value=OtherDepartment(_names(nodes[n])[0]))
        n += 1


def _average_of(nodes: list[Node], n: int) -> bool:
    """高于交通局平均值的项目: whether an average of the departments that stand there is compared with."""
    if nodes[n].kind not in DEPARTMENTS:
        return False
    said = (node for node in nodes[n:] if node.kind not in DEPARTMENTS | {"year"} and node.label not in OF_PROJECTS)
    following = next(said, None)
    return following is not None and following.label in AVERAGES


def _mark_averaged(nodes: list[Node], n: int) -> None:
    """Mark the department whose own average the projects are compared with; the projects are not of its own."""
    asks_difference = any(node.label == "aggregate.difference" for node in nodes)
    if asks_difference or len(_names(nodes[n])) != 1 or nodes[n + 1].kind in DEPARTMENTS | {"year", "logic"}:
        raise Refused("一次只能和一个部门的平均值比；请先问那个部门的平均预算，再问超过这个数的项目")
    nodes[n] = nodes[n]._replace(label=OTHER, value=OtherDepartment(_names(nodes[n])[0]))
    if nodes[n + 1].label == "thing.project":
        del nodes[n + 1]


def _names(node: Node) -> tuple[str, ...]:
    """The departments that a node names; none where it names several sides."""
    names = node.value if isinstance(node.value, tuple) else ()
    if node.label == "departments":
        names = names[0] if len(names) == 1 else ()
    return names if node.kind in {"department", "departments"} else ()


def _is_one(nodes: list[Node], n: int) -> bool:
    """Whether a node is one department, and no other one is named."""
    linked = n + 1 < len(nodes) and nodes[n + 1].label in LINKS
    others = any(len(_names(node)) == 1 for k, node in enumerate(nodes) if k != n)
    return len(_names(nodes[n])) == 1 and not linked and not others


def join_beside(nodes: list[Node], plain: str) -> None:
    """Make a condition of the other department, the word that compares, and the figure on either side of them."""
    for i, node in enumerate(nodes):
        if isinstance(node.value, OtherDepartment):
            found = _condition_at(nodes, i, node.value.name, plain)
            if found is not None:
                first, last, condition = found
                join(nodes, first, last, "cond", condition)
            return


def _condition_at(nodes: list[Node], i: int, name: str, plain: str) -> tuple[int, int, Loose] | None:
    """The condition around another department: its first and last node; None where it is not read."""
    first = i - 1
    denied = first > 0 and nodes[first - 1].label == "negation.not"
    first -= denied
    before = _run(nodes, first, -1, plain)
    behind = _run(nodes, i, 1, plain)
    last = i + len(behind)
    op = OPS.get(str(nodes[i - 1].value))
    if nodes[i - 1].label == "ask.than":
        last += 1
        more = nodes[last] if last < len(nodes) else None
        if more is None or more.kind != "more" or (last + 1 < len(nodes) and says_how_much(more, nodes[last + 1])):
            return None
        op = ">" if more.name == "desc" else "<"
    said = {_figure_of(run) for run in (before, behind) if run} or {_Figure("sum", "total")}
    figure = said.pop()
    if op is None or figure is None or said:
        return None
    scope = Scope(departments=(name,))
    term = CountOf(None) if figure.term == "indicator_count" else figure.term
    own = Aggregate(figure.function, figure.term or "total", None, scope)
    compared = Compare(OfDepartment(figure.function, term), op, own)
    return first - len(before), last, NoneOf(compared) if denied else compared


def _run(nodes: list[Node], i: int, step: int, plain: str) -> list[Node]:
    """The words of a figure right before (step -1) or behind a node; what is asked for is none of them."""
    found: list[Node] = []
    k = i + step
    while 0 <= k < len(nodes) and nodes[k].kind in OF_FIGURE and nodes[k].label != DEPARTMENT:
        one, other = sorted((nodes[k - step], nodes[k]), key=lambda node: node.start)
        if plain[one.end : other.start] not in {"", "的"} or (found and step > 0 and nodes[k].after_de):
            break  # 比文旅局最贵的项目还贵
        found.append(nodes[k])
        k += step
    return found


def _figure_of(run: list[Node]) -> _Figure | None:
    """预算, 总计之和, 平均预算, 项目数, 指标数; None for anything else."""
    fields = [node.name for node in run if node.name in MONEY_FIELDS]
    rest = {node.label for node in run if node.name not in MONEY_FIELDS}
    if len(fields) == 1 and rest <= SUMS:
        return _Figure("sum", fields[0])
    if len(fields) == 1 and rest == {"aggregate.average"}:
        return _Figure("average", fields[0])
    if rest & OF_INDICATORS and not fields and rest <= OF_INDICATORS | SUMS | {"aggregate.count"}:
        return _Figure("sum", "indicator_count")
    projects = "thing.project" in rest or any(node.value == "projects" for node in run)
    if projects and not fields and rest <= {"thing.project", "aggregate.count"}:
        return _Figure("count", None)
    return None


def within(condition: Condition | None, scope: Scope) -> Condition | None:
    """The same condition, its other departments in the years and documents that are asked."""
    match condition:
        case And(parts=parts) | Or(parts=parts):
            kept = tuple(within(part, scope) or part for part in parts)
            return condition.replace(parts=kept)
        case Not(part=part):
            return condition.replace(part=within(part, scope) or part)
        case Compare(operand=Aggregate(scope=Scope(departments=names)) as other):
            return condition.replace(operand=other.replace(scope=scope.replace(departments=names, excluded=())))
        case _:
            return condition
