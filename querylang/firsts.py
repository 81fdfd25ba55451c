"""Shapes with the first of each group: 各部门预算最高的项目, 各年度预算最少的3个, 各部门的最高预算."""

from querylang.failure import Refused, Unclear
from querylang.fields import MONEY_FIELDS
from querylang.parts import Parts, columns, compared_terms, limit_of, order_and_limit, shown_terms_of
from querylang.query import Column, Measure, Order, Output, Query, ShareOf, Term


def first_of_each(parts: Parts, keys: tuple[str, ...]) -> Query | None:
    """The best projects of each department or year, or their highest figures; None where the groups are ranked."""
    slots = parts.slots
    top = slots.top
    if top is not None and top.direction == "both" and not slots.group:
        return None  # 各年度最高和最低的
    if slots.group == ("department", "year") and not slots.group_each:
        return None  # 按部门和年度统计预算，每个年度最多的1个
    projects = parts.last_thing == "project" or (top is not None and "project" in slots.things)
    if top is None or top.term == "project_count" or ("department" in slots.things and not slots.top_of_projects):
        return None
    if slots.order is not None and not projects:
        return None  # 各部门预算由高到低，只看前三: the groups are in that order
    if not keys or not {"department", "year"}.issuperset(keys):
        return None
    if "indicator" in slots.things:
        raise Refused("指标没有金额，排不出名次；请先问是哪些项目，再问它们的指标")  # 各部门最高的指标
    figures = [name for name in slots.aggregates if name != "total"]
    if not (_each(parts) or projects):  # 按部门统计最高预算; 按部门统计预算最高的 ranks the groups
        return _highest(parts, keys) if slots.group and top.leads and not (top.plain or figures) else None
    if figures and not _each(parts):
        return None  # 按部门统计项目的个数，最多的1个
    if top.direction == "both":
        raise Refused("各组的最高和最低请分开问")
    if {"share", "count", "difference", "rank"} & set(figures):
        raise Refused("各组的前几名请先列出来，再问它们的占比、个数或者差额")
    if not projects and isinstance(top.term, ShareOf):
        offered = ("各部门占比最高的项目", "预算占比最高的部门") if keys == ("department",) else ()
        raise Refused("没有看出是各取占比最高的项目，还是问哪一组占比最高", offered)
    if not projects and not figures and (top.leads or "amount" in slots.asks) and not top.plain:
        return _highest(parts, keys)
    groups = {"department"}.issubset(keys) and (top.plain or figures or {"which", "who"} & set(slots.asks))
    if projects or not groups:
        return _summed(parts, keys, figures) if figures else _rows(parts, keys)
    one = _summed(parts, keys, figures) if figures else _rows(parts, keys)
    raise Unclear("没有看出是各取前几名，还是把各组排出前几名", (one, _ranked(parts, keys)))


def _each(parts: Parts) -> bool:
    slots = parts.slots
    several = len(parts.departments) > 1 or len(parts.scope.years) > 1
    return slots.group_each or slots.each_year or (slots.each and several)


def _rows(parts: Parts, keys: tuple[str, ...]) -> Query:
    """Rows of projects, the first ones of each department or year."""
    slots = parts.slots
    if parts.selection is not None or slots.which or parts.last_thing == "indicator":
        raise Refused("请先问是哪些项目，再问它们的指标")
    order, limit = order_and_limit(parts)
    if limit is None:
        raise Refused("没有看出各取几个")
    by = order[0].by
    fields = [field for field in slots.fields if field != "origin"]
    shown: list[Term] = shown_terms_of(fields, slots)
    if not isinstance(by, Measure) and by not in shown:
        shown.insert(0, by)
    if "total" not in shown and not any(field in MONEY_FIELDS for field in fields):
        shown.append("total")
    where = parts.where("project")
    terms = columns("project", *shown, *compared_terms(where), "origin")
    return Query(parts.scope, "project", where, terms, (), order, limit.replace(per=keys))


def _summed(parts: Parts, keys: tuple[str, ...], figures: list[str]) -> Query:
    """各部门预算最高的3个项目合计: one figure over the first ones of each."""
    if len(figures) > 1 or figures[0] not in {"sum", "average", "median"}:
        raise Refused("各组的前几名一次只能算一种汇总")
    order, limit = order_and_limit(parts)
    if limit is None:
        raise Refused("没有看出各取几个")
    field = parts.money[0] if parts.money else "total"
    measure = Measure("sum" if figures[0] == "sum" else "average" if figures[0] == "average" else "median", field)
    outputs: tuple[Output, ...] = (*columns(*keys), measure)
    return Query(parts.scope, "project", parts.where("project"), outputs, keys, order, limit.replace(per=keys))


def _highest(parts: Parts, keys: tuple[str, ...]) -> Query:
    """各部门的最高预算: the highest figure of each."""
    top = parts.slots.top
    field = top.term if top is not None and top.term is not None else parts.money[0] if parts.money else "total"
    if top is None or top.nth is not None or top.number is not None:
        raise Refused("各组的第几名请说是哪些项目")
    measure = Measure("max" if top.direction == "desc" else "min", field)
    return Query(parts.scope, "project", parts.where("project"), (*columns(*keys), measure), keys)


def _ranked(parts: Parts, keys: tuple[str, ...]) -> Query:
    """The groups themselves in order, by what they sum up to."""
    top = parts.slots.top
    if top is None:
        raise Refused("没有看出取前几名")
    field = top.term if isinstance(top.term, str) else parts.money[0] if parts.money else "total"
    measure = Measure("sum", field)
    order = (Order(measure, top.direction != "asc"),)
    outputs: tuple[Output, ...] = (*(Column(key) for key in keys), measure)
    return Query(parts.scope, "project", parts.where("project"), outputs, keys, order, limit_of(top))
