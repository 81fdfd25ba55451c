"""Questions for departments by what they are as a whole: 没有成本指标的部门, 项目数超过5个的部门, 合计超过1000万的部门.

What is said of a department becomes a condition on each project's department (OfDepartment): its sum, its number of
projects, whether any project of it meets something.  预算 of a department is the sum of its rows.
"""

from decimal import Decimal

from querylang.beside import join_beside, within
from querylang.comparison import Comparison
from querylang.failure import Refused
from querylang.fields import MONEY_FIELDS
from querylang.joined import ITEM_UNITS, Kinds, kinds_condition
from querylang.nodes import AllOf, AnyOf, Loose, Node, NoneOf, deny, join, settle
from querylang.parts import Parts, asks_owners, columns, limit_of, measure_of
from querylang.query import (
    Aggregate,
    Amount,
    And,
    Column,
    Compare,
    Condition,
    CountOf,
    Empty,
    Measure,
    Not,
    OfDepartment,
    Or,
    Order,
    Output,
    Query,
    Range,
    ShareOf,
    both,
    either,
)
from querylang.reflected import walk
from querylang.shares import share_measure

WHOLE = frozenset({"sum", "grand", "average"})


def join_wholes(nodes: list[Node], plain: str) -> None:
    """Bind 项目数超过5个, 合计超过1000万, 平均预算超过100万 to the department that is asked for."""
    if not any(node.label == "thing.department" for node in nodes):
        return
    join_beside(nodes, plain)
    i = len(nodes) - 1
    while i >= 0:
        value = nodes[i].value
        if isinstance(value, Comparison) and nodes[i].label == "comparison":
            found = _whole_before(nodes, i, value)
            behind = nodes[i + 1].label if i + 1 < len(nodes) else ""
            if behind == "thing.project" and plain[nodes[i].start] == "没":
                nodes[i] = nodes[i]._replace(label="open_denial")  # 没有|超过100万, or 没有超过|100万
            elif found is not None:
                join(nodes, found[0], i - 1, "whole", found[1])
                i = found[0]
        i -= 1


def _whole_before(nodes: list[Node], i: int, compared: Comparison) -> tuple[int, OfDepartment] | None:
    """What stands before a comparison, as a figure of a department, and where it begins."""
    k = i - 1
    while k > 0 and nodes[k].label in {"copula.is", "existence.has"}:
        k -= 1
    if k < 0:
        return None
    node = nodes[k]
    counts = compared.unit in {"个", "项", None} and node.value == "projects"
    if counts or (node.label == "thing.project" and compared.unit in {"个", "项"}):
        return k, OfDepartment("count")
    if node.label in {"aggregate.grand", "aggregate.sum"} and compared.unit in ITEM_UNITS and k > 0:
        counted = _counted(nodes, k - 1)
        if counted is not None:
            return counted
    if node.kind == "aggregate" and node.name in WHOLE and compared.unit in {"元", None}:
        field = nodes[k - 1].name if k > 0 and nodes[k - 1].name in MONEY_FIELDS else None
        whole = OfDepartment("average" if node.name == "average" else "sum", field or "total")
        return (k if field is None else k - 1), whole
    return None


def _counted(nodes: list[Node], k: int) -> tuple[int, OfDepartment] | None:
    """指标数之和, 成本指标的指标数之和."""
    if nodes[k].label != "field.indicator_count":
        return None
    kinds = nodes[k - 1].value if k > 0 else None
    if isinstance(kinds, Kinds):
        return k - 1, OfDepartment("sum", CountOf(kinds_condition(kinds).condition))
    return k, OfDepartment("sum", CountOf(None))


def wholes(parts: Parts) -> Query | None:
    """Departments that meet a condition as a whole, how many they are, or what they sum up to."""
    slots = parts.slots
    if parts.loose is None or parts.projects is not None or slots.group or parts.selection is not None:
        return None
    undated = parts.where("project") == Empty("year") and set(slots.things) == {"department", "document"}
    asked = slots.things[-1:] == ["department"] or _asks_of_one(parts) or undated
    of_theirs = slots.of_projects and "project" in slots.things
    if not asked and not (slots.things == ["department", "project"] and of_theirs and _asks_which(parts)):
        if _speaks_of_wholes(parts.loose):
            raise Refused("请先问是哪些部门，再问它们的项目")
        return None
    if asks_owners(parts):
        return None
    if slots.top is not None and slots.top_of_projects and slots.of_departments:
        raise Refused(
            "请分两步问：先问各部门最大的项目，再从中挑", ("各部门预算最高的项目",)
        )  # 最大项目超过2000万的部门
    if slots.top is not None and slots.top_of_projects:
        return None  # 超过100万的项目里最贵的项目是哪个部门的: projects are ranked
    if slots.things == ["project", "department"] and len(_asked(parts)) > 1:
        raise Refused("这里问了两样，请先问有哪些项目，再问它们是哪些部门的")  # 哪些项目超过100万，是哪些部门的
    if slots.top is not None and slots.top.term == "project_count" and not slots.of_departments:
        return None  # 哪个部门超过100万的项目最多
    if parts.where("project") == Empty("year"):
        if slots.fields or slots.aggregates:
            return _query(parts, Empty("year"))  # 没写年度的部门预算多少
        return Query(parts.scope, "document", Empty("year"), columns("department", "year"))
    if slots.which or slots.indicators or "indicator" in slots.things or slots.order is not None or slots.each:
        raise Refused("按部门问时，只能用合计、个数、有没有作条件")
    denied = any(isinstance(one, NoneOf) for one in walk(parts.loose))
    plain = slots.asks_departments or not denied  # 没有超过50万的项目的部门: without any such project
    if slots.things == ["project", "department"] and slots.of_projects and plain and not _speaks_of_wholes(parts.loose):
        return _query(parts, parts.where("project"))  # 没有满意度指标的项目属于哪些部门
    where = within(_of_projects(parts.loose) if of_theirs else _condition(parts.loose), parts.scope)
    match where:
        case Compare(term=OfDepartment(function="count", where=own), op=">=") if own is not None:
            where = own  # 有成本指标的部门: by their projects that have one
        case _:
            pass
    return _query(parts, where)


def _asks_of_one(parts: Parts) -> bool:
    """人社局预算超过1000万吗: of a department named, whether its sum does."""
    figure = isinstance(parts.loose, Compare) and parts.loose.term in MONEY and parts.slots.top is None
    plain = not (parts.slots.things or parts.slots.fields or parts.slots.aggregates)
    return figure and plain and len(parts.departments) == 1 and "yesno" in parts.slots.asks


def _speaks_of_wholes(loose: Loose) -> bool:
    match loose:
        case AllOf(parts=parts) | AnyOf(parts=parts):
            return any(_speaks_of_wholes(part) for part in parts)
        case NoneOf(part=part):
            return _speaks_of_wholes(part)
        case _:
            return _is_whole(loose)


def _asks_which(parts: Parts) -> bool:
    return bool(_asked(parts)) and parts.slots.top is None


def _asked(parts: Parts) -> list[str]:
    return [ask for ask in parts.slots.asks if ask in {"which", "list"}]


def _query(parts: Parts, where: Condition | None) -> Query:
    slots = parts.slots
    names = [name for name in dict.fromkeys(slots.aggregates) if name != "total"]
    if slots.top is None and names == ["count"] and not slots.fields:
        return Query(parts.scope, "project", where, (Measure("count", "department"),))
    money = tuple(Measure("sum", field) for field in parts.money)
    if slots.top is None and (names == ["sum"] or (not names and "total" in slots.aggregates)):
        listed = money or default_measures(where)
        if not _asked(parts):
            return Query(parts.scope, "project", where, money or (Measure("sum", "total"),))
        if not all(one.function == "sum" for one in listed):
            raise Refused("这里问了两样，请先问是哪些部门，再问它们一共多少")
        names = []  # 哪些部门超过1000万，一共多少: the list, which says what it sums up to
    if names or set(slots.fields) - MONEY:
        raise Refused("没有看出要算这些部门的什么")
    measures = money or default_measures(where)
    order: tuple[Order, ...] = ()
    limit = None
    if slots.top is not None:
        if slots.top.direction == "both":
            raise Refused("最多和最少的请分开问")
        term = slots.top.term
        counted = (
            term is None and slots.things == ["project", "department"] and not money
        )  # 超过500万的项目哪个部门最多
        best = Measure("count") if counted or term == "project_count" else Measure("sum", term or "total")
        if isinstance(term, ShareOf):
            best = share_measure(term)
        elif term is not None and not isinstance(term, str | CountOf):
            raise Refused("没有看出部门按什么排名")
        measures, order, limit = (best,), (Order(best, slots.top.direction != "asc"),), limit_of(slots.top)
    outputs: tuple[Output, ...] = (Column("department"), *measures)
    return Query(parts.scope, "project", where, outputs, ("department",), order, limit)


MONEY = frozenset(MONEY_FIELDS)


def default_measures(where: Condition | None) -> tuple[Measure, ...]:
    """The figures that a condition decides by; how many projects meet it where it is one on projects."""
    return tuple(dict.fromkeys(_measures(where))) if has_whole(where) else (Measure("count"),)


def has_whole(condition: Condition | None) -> bool:
    """Whether some part speaks of a whole department."""
    match condition:
        case And(parts=parts) | Or(parts=parts):
            return any(has_whole(part) for part in parts)
        case Not(part=part):
            return has_whole(part)
        case Compare(term=OfDepartment()):
            return True
        case _:
            return False


def _measures(condition: Condition | None) -> list[Measure]:
    match condition:
        case And(parts=parts) | Or(parts=parts):
            return [measure for part in parts for measure in _measures(part)]
        case Not(part=part):
            return _measures(part)
        case Compare(term=OfDepartment(function="count", where=None)):
            return [Measure("count")]
        case Compare(term=OfDepartment(function=function, term=term)) if term is not None:
            return [measure_of(function, term)]
        case _:
            return []


def _of_projects(loose: Loose) -> Condition:
    """有超过1000万的项目的部门: what stands before 项目 is said of a project of theirs."""
    parts = loose.parts if isinstance(loose, AllOf) else (loose,)
    own = [part for part in parts if not _is_whole(part)]
    if len(own) > 1:
        raise Refused("没有看出哪些条件说的是项目，哪些说的是部门")
    found = both(*(_condition(part) if _is_whole(part) else _some(part) for part in parts))
    assert found is not None  # there is a part
    return found


def _condition(loose: Loose) -> Condition:
    """A condition on departments: figures are those of the whole, everything else is about some project."""
    match loose:
        case AllOf(parts=parts):
            found = both(*(_condition(part) for part in parts))
            assert found is not None  # AllOf has parts
            return found
        case AnyOf(parts=parts):
            return either(*(_condition(part) for part in parts))
        case NoneOf(part=part):
            return deny(_condition(part)) if _is_figure(part) else _some(loose)
        case Compare(term=OfDepartment()):
            return loose
        case Compare(term=ShareOf(field=field, whole=whole) as share, operand=Amount() | Range()):
            return loose.replace(term=OfDepartment("share", field if whole is None else share))
        case Compare(term=str() | CountOf() as term, operand=Amount() | Range()) if term in MONEY or not isinstance(
            term, str
        ):
            return loose.replace(term=OfDepartment("sum", term))
        case Compare(
            term=str() | CountOf(indicators=None) as term,
            operand=Aggregate(function="average" | "median", scope=None) as operand,
        ):
            return loose.replace(term=OfDepartment("sum", term), operand=operand.replace(per="department"))
        case Compare():
            raise Refused("部门的合计只能和一个数或别的合计比，请看各部门的排名", ("部门预算排名",))
        case _:
            return _some(loose)


def _some(loose: Loose) -> Condition:
    """Some project meets it, or none where it is denied."""
    denied = isinstance(loose, NoneOf)
    inner = loose.part if isinstance(loose, NoneOf) else loose
    if denied and isinstance(inner, AllOf):
        raise Refused("没有看出是一个项目不同时有，还是整个部门不同时有")
    own = settle(inner, "project")
    if isinstance(own, Not):
        raise Refused("没有看出是一个项目都没有，还是有的项目没有，请换个说法")
    return Compare(OfDepartment("count", None, own), "=" if denied else ">=", Amount(Decimal(0 if denied else 1), "个"))


def _is_whole(loose: Loose) -> bool:
    return isinstance(loose, Compare) and isinstance(loose.term, OfDepartment)


def _is_figure(loose: Loose) -> bool:
    """Whether every leaf compares a figure, which a department has as a whole."""
    match loose:
        case AllOf(parts=parts) | AnyOf(parts=parts):
            return all(_is_figure(part) for part in parts)
        case NoneOf(part=part):
            return _is_figure(part)
        case _:
            return isinstance(loose, Compare)
