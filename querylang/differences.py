"""What two things differ by: projects, departments, places in an order; in money, or in how many there are.

城管局比农业局多几个项目 counts on both sides, 业务用房比内审多多少 takes 总计.
"""

from typing import Literal

from querylang.failure import Refused
from querylang.owners import refuse_vague_side
from querylang.parts import Parts, only_named
from querylang.query import Aggregate, CountOf, Difference, FieldOf, Function, Measure, Placed, Query
from querylang.slots import End


def difference_of(parts: Parts) -> Query:
    """The one figure by which two things that the question names differ; Refused where it does not name them."""
    slots = parts.slots
    field = parts.money[0] if parts.money else "total"
    of_departments = slots.things == ["department"] and parts.loose is None and not slots.group
    if of_departments and slots.top is not None and slots.top.direction == "both" and slots.ratio == "difference":
        most = None if slots.top.term == "project_count" else slots.top.term or field
        return Query(parts.scope, "project", None, (Measure("spread", most, None, None, "department"),))
    if slots.ends is not None and slots.top is None and not parts.projects:
        per: Literal["department"] | None = "department" if of_departments else None
        left, right = (_side(end, field, parts).replace(per=per) for end in slots.ends)
        return Query(parts.scope, "project", None, (Difference(left, right, slots.ratio),))
    if slots.ratio != "difference" and parts.loose is not None and not only_named(parts):
        raise Refused("没有看出是哪两个数相比")
    averages = [name for name in slots.aggregates if name in {"average", "median"}]
    if len(averages) == 1 and parts.projects is not None and only_named(parts) and slots.top is None:
        if len(parts.projects.names) > 1:
            raise Refused("请说出是哪一个项目和平均相差多少")
        whole = Aggregate("average" if averages[0] == "average" else "median", field)
        own = FieldOf(field, parts.projects.names[0])
        return Query(parts.scope, "project", parts.where("project"), (Difference(own, whole, slots.ratio),))
    if slots.top is not None and slots.top.direction == "both" and slots.ratio == "difference":
        term = slots.top.term or field
        return Query(parts.scope, "project", parts.where("project"), (Measure("spread", term),))
    counted = _counted_sides(parts)
    if slots.top is None and len(parts.departments) == 2 and parts.loose is None:
        if isinstance(counted, CountOf):
            raise Refused(
                "两个部门的指标数请先各问各的", (f"{'和'.join(map('、'.join, parts.departments))}各有几个指标",)
            )
        function: Function = "sum" if counted is None else "count"
        sums = [Aggregate(function, field, None, parts.scope.replace(departments=side)) for side in parts.departments]
        return Query(parts.scope, "project", None, (Difference(sums[0], sums[1], slots.ratio),))
    if len(parts.money) == 2 and slots.ratio == "difference" and slots.top is None and len(parts.departments) < 2:
        return _of_two_fields(parts)
    one_name = parts.projects is not None and len(parts.projects.names) == 1 and only_named(parts)
    if slots.top is None and len(parts.departments) == 2 and one_name and counted is None:
        where = parts.where("project")  # 甲局的X比乙局的X多多少
        theirs = [Aggregate("sum", field, where, parts.scope.replace(departments=side)) for side in parts.departments]
        return Query(parts.scope, "project", None, (Difference(theirs[0], theirs[1], slots.ratio),))
    named = parts.projects is not None and len(parts.projects.names) == 2 and only_named(parts)
    if slots.top is None and parts.projects is not None and named and counted != "projects":
        one, other = (FieldOf(counted or field, name) for name in parts.projects.names)
        return Query(parts.scope, "project", parts.where("project"), (Difference(one, other, slots.ratio),))
    if parts.projects is not None and len(parts.projects.sides) == 2:
        refuse_vague_side(parts.projects)
    raise Refused("没有看出是哪两个数相差")


def _of_two_fields(parts: Parts) -> Query:
    """业务用房的财政拨款和其他资金差多少: of one project; 财政拨款比总计少多少: of the sums of all that are meant."""
    where = parts.where("project")
    if parts.slots.things not in ([], ["project"]) or parts.slots.group or parts.slots.each or parts.selection:
        raise Refused("没有看出是哪两个数相差")
    if parts.projects is not None and len(parts.projects.names) == 1 and only_named(parts):
        one, other = (FieldOf(field, parts.projects.names[0]) for field in parts.money)
        return Query(parts.scope, "project", where, (Difference(one, other),))
    if parts.projects is not None:
        raise Refused("请说出是哪一个项目的两栏相差多少")
    left, right = (Aggregate("sum", field, where) for field in parts.money)
    return Query(parts.scope, "project", where, (Difference(left, right),))


def _counted_sides(parts: Parts) -> CountOf | Literal["projects"] | None:
    """多几个项目, 指标数相差多少: what is counted of either side; None where money is compared."""
    slots = parts.slots
    counts = "count" in slots.aggregates
    if counts and parts.money:
        raise Refused("没有看出比的是金额还是个数")
    if slots.counted is not None or "indicator_count" in slots.fields:
        return slots.counted or CountOf(parts.selection)
    things = "indicator" in slots.things and not parts.money
    if things or (counts and parts.selection is not None):
        return CountOf(parts.selection)
    if counts and "project" not in slots.things:
        raise Refused("没有看出要数的是什么")
    return "projects" if counts else None


def _side(end: End, field: str, parts: Parts) -> Aggregate | Placed:
    where = parts.where("project")
    if end.average is not None:
        return Aggregate("average" if end.average == "average" else "median", field, where)
    if end.best:
        return Aggregate("max" if end.descending else "min", field, where)
    return Placed(field, end.place, end.descending, where)
