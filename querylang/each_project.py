"""A row a project: 每个项目有几个指标, 各项目占比, 前三名各要多少钱."""

from querylang.failure import Refused
from querylang.fields import MONEY_FIELDS
from querylang.lists import indicator_list, indicators_of_ranked
from querylang.parts import Parts, columns, compared_terms, limit_of, order_and_limit
from querylang.query import Column, CountOf, Measure, Order, Output, Query


def each_project(parts: Parts) -> Query:
    """Numbers of indicators, shares, ranked projects, or what a list of projects shows anyway."""
    slots = parts.slots
    counts = "count" in slots.aggregates or "indicator_count" in slots.fields
    order = (slots.order,) if slots.order is not None else ()
    if slots.counted is not None or (
        counts and (parts.about_indicators or "indicator_count" in slots.fields or "indicator" in slots.things)
    ):
        term = slots.counted or CountOf(parts.selection)
        if "average" in slots.aggregates:
            return Query(parts.scope, "project", parts.where("project"), (Measure("average", term),))
        if slots.top is not None:
            return indicators_of_ranked(parts)
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
    if "indicator" in slots.things:
        raise Refused("没有看出要指标的个数，还是要列出指标")
    if slots.top is not None:
        return _ranked_projects(parts)
    fields = [field for field in slots.fields if field in MONEY_FIELDS or field == "goal"] or ["total"]
    where = parts.where("project")
    return Query(
        parts.scope, "project", where, columns("project", *fields, *compared_terms(where), "origin"), (), order
    )


def _ranked_projects(parts: Parts) -> Query:
    """前三名各要多少钱: a list, whose rows show each figure anyway."""
    order, limit = order_and_limit(parts)
    fields = [field for field in parts.slots.fields if field in MONEY_FIELDS] or ["total"]
    by = order[0].by
    ranked = () if isinstance(by, Measure) or by in fields else (by,)  # 满意度最高的三个各是多少
    shown = columns("project", *ranked, *fields, "origin")
    return Query(parts.scope, "project", parts.where("project"), shown, (), order, limit)
