"""Shapes with a row a group: 各部门的项目数, 每个项目有几个指标, 按一级指标统计."""

from querylang.fields import MONEY_FIELDS
from querylang.lists import indicator_list
from querylang.nodes import AllOf, AnyOf, Loose, NoneOf
from querylang.parts import Parts, Refused, columns, compared_terms, limit_of, order_and_limit
from querylang.query import Column, CountOf, Empty, Grain, Measure, Order, Output, Query, TargetOf
from querylang.shape import measure_of


def grouped(parts: Parts) -> Query | None:
    """A row a department, a year, a level or a project."""
    slots = parts.slots
    keys = slots.group
    if (
        not keys
        and slots.each
        and slots.kinds is not None
        and len(slots.kinds.items) > 1
        and ("count" in slots.aggregates or "amount" in slots.asks)
    ):
        keys = (
            ("level1",)
            if all(key in {"output", "benefit", "satisfaction", "cost_group"} for key in slots.kinds.keys)
            else ("level2",)
        )
        slots.things.append("indicator")
    if not keys and parts.last_thing == "department" and parts.projects is None and slots.asks:
        departments = _departments(parts)
        if departments is not None:
            return departments
    if not keys and slots.each and len(parts.departments) > 1:
        keys = ("department",)
    if not keys and slots.each and parts.selection is None and (parts.loose is not None or slots.top is not None):
        keys = ("project",)  # 超过100万的项目各有几个指标, 前三名各自占总预算的比例
    if not keys and "share" in slots.aggregates and slots.top is not None and parts.last_thing == "project":
        keys = ("project",) if slots.top.term is None and slots.top.number is None else ()  # 占比最高的项目
    if not keys and parts.last_thing == "department" and (slots.top is not None or slots.order is not None):
        keys = ("department",)
    if slots.grand and keys in {("department",), ("year",)} and slots.group_each and "count" not in slots.aggregates:
        slots.group = ()  # 各部门预算总和: the sum of all
        return None
    if not keys:
        return None
    if (
        keys == ("department",)
        and slots.top is not None
        and parts.last_thing == "project"
        and slots.top.term is not None
    ):
        raise Refused("每个部门各取前几名还不能一次问，请一个部门一个部门地问")
    if keys == ("project",):
        return _each_project(parts)
    counted = "indicator_count" in slots.fields
    indicators = (
        counted or keys[0] in {"level1", "level2"} or parts.last_thing == "indicator" or parts.selection is not None
    )
    grain: Grain = "indicator" if indicators else "project"
    where = parts.where(grain, parts.selection if indicators else None)
    measures = _group_measures(parts, indicators)
    order = slots.order
    limit = None
    if slots.top is not None:
        order = Order(measures[0], slots.top.direction != "asc")
        limit = limit_of(slots.top)
    elif order is not None:
        order = Order(measures[0], order.descending)
    outputs: tuple[Output, ...] = (*columns(*keys), *measures)
    return Query(parts.scope, grain, where, outputs, keys, (order,) if order is not None else (), limit)


def _group_measures(parts: Parts, indicators: bool) -> tuple[Measure, ...]:
    """The figures of each group: what was asked for, else how many indicators or projects, else 总计."""
    slots = parts.slots
    field = parts.money[0] if parts.money else "total"
    term = slots.top.term if slots.top is not None else None
    counts = "count" in slots.aggregates
    if "share" in slots.aggregates:
        return (Measure("share", field),)
    if indicators or term == "project_count" or (counts and not parts.money):
        return (Measure("count"),)
    averaged = [name for name in slots.aggregates if name in {"average", "median", "max", "min"}]
    if averaged:
        return (measure_of(averaged[0], field),)
    if parts.money:
        return (*((Measure("count"),) if counts else ()), *(Measure("sum", one) for one in parts.money))
    if isinstance(term, TargetOf):
        return (Measure(term.pick, term),)
    if term is None and "project" in slots.things and "sum" not in slots.aggregates:
        return (Measure("count"),)
    return (Measure("sum", term or "total"),)


def _each_project(parts: Parts) -> Query:
    slots = parts.slots
    counts = "count" in slots.aggregates or "indicator_count" in slots.fields
    order = (slots.order,) if slots.order is not None else ()
    if counts and (parts.about_indicators or "indicator_count" in slots.fields or "indicator" in slots.things):
        term = CountOf(parts.selection)
        if "average" in slots.aggregates:
            return Query(parts.scope, "project", parts.where("project"), (Measure("average", term),))
        return Query(
            parts.scope,
            "project",
            parts.where("project"),
            columns("project", term, *compared_terms(parts.where("project")), "origin"),
            (),
            order,
        )
    if parts.selection is not None or slots.which:
        return indicator_list(parts)
    if "share" in slots.aggregates:
        total = Measure("sum", "total")
        limit = limit_of(slots.top) if slots.top is not None else None
        ranked = (Order(total, slots.top is None or slots.top.direction != "asc"),) if limit is not None else ()
        outputs: tuple[Output, ...] = (Column("project"), total, Measure("share", "total"))
        return Query(parts.scope, "project", parts.where("project"), outputs, ("project",), ranked, limit)
    if slots.top is not None:
        return _ranked_projects(parts)
    fields = [field for field in slots.fields if field in MONEY_FIELDS or field == "goal"] or ["total"]
    return Query(parts.scope, "project", parts.where("project"), columns("project", *fields, "origin"), (), order)


def _ranked_projects(parts: Parts) -> Query:
    """前三名各要多少钱: a list, whose rows show each figure anyway."""
    order, limit = order_and_limit(parts)
    fields = [field for field in parts.slots.fields if field in MONEY_FIELDS] or ["total"]
    return Query(
        parts.scope, "project", parts.where("project"), columns("project", *fields, "origin"), (), order, limit
    )


def _leaves(loose: Loose) -> tuple[Loose, ...]:
    return tuple(one for part in loose.parts for one in _leaves(part)) if isinstance(loose, AllOf | AnyOf) else (loose,)


def _departments(parts: Parts) -> Query | None:
    """Which departments have projects that meet a condition, or rank first."""
    slots = parts.slots
    if slots.top is not None:
        return None
    if parts.loose is None:
        return None
    where = parts.where("project")
    if where == Empty("year"):
        return Query(parts.scope, "document", where, columns("department", "year"))
    if any(isinstance(one, NoneOf) for one in _leaves(parts.loose)):
        raise Refused("没有看出是一个项目都没有，还是有的项目没有，请换个说法")
    return Query(parts.scope, "project", where, (Column("department"), Measure("count")), ("department",))
