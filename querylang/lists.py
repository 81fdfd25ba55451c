"""Shapes with a row a project or an indicator: cards, lists, the first N, comparisons of projects."""

from querylang.fields import MONEY_FIELDS
from querylang.parts import (
    CARD,
    INDICATOR_COLUMNS,
    Parts,
    Refused,
    columns,
    compared_terms,
    only_named,
    order_and_limit,
    shown_terms_of,
    speaks_only_of_indicators,
)
from querylang.query import Aggregate, Column, Compare, CountOf, Measure, Order, Query, TargetOf, Term, both, either


def listed(parts: Parts) -> Query | None:
    slots = parts.slots
    if slots.compare or ("more_desc" in slots.asks or "more_asc" in slots.asks):
        compared = _compared(parts)
        if compared is not None:
            return compared
    if slots.top is not None and slots.top.direction == "both":
        return extremes(parts)
    order, limit = order_and_limit(parts)
    nothing_asked = not (
        slots.fields or slots.counted or slots.kinds or slots.indicators or slots.which or slots.things
    )
    if parts.about_indicators and not (limit is not None and isinstance(order[0].by, TargetOf)):
        return indicator_list(parts)
    named = only_named(parts)
    if named and nothing_asked and "who" in slots.asks:
        raise Refused("数据里没有人名")
    if (
        slots.top is not None
        and slots.top.plain
        and slots.top.nth is not None
        and slots.top.term is None
        and nothing_asked
        and parts.loose is None
    ):
        raise Refused("这句话要接着上一问说，这里没有上一问")
    fields = [field for field in slots.fields if field not in {"origin"}]
    if named and nothing_asked and "amount" in slots.asks:
        fields = ["total"]
        nothing_asked = False
    if named and limit is None:
        if nothing_asked or (not fields and set(slots.things) <= {"all", "project"}):
            return Query(parts.scope, "project", parts.where("project"), columns(*CARD), (), order)
        if "department" in slots.things or "year" in slots.things:
            return Query(
                parts.scope,
                "project",
                parts.where("project"),
                columns("project", "department", "year", "origin"),
                (),
                order,
            )
        shown = shown_terms_of(fields, slots)
        return Query(parts.scope, "project", parts.where("project"), columns("project", *shown, "origin"), (), order)
    if (
        parts.loose is None
        and limit is None
        and not order
        and "project" not in slots.things
        and not fields
        and not parts.departments
        and not parts.scope.years
    ):
        raise Refused("没有看出要问什么")
    if speaks_only_of_indicators(parts) and parts.last_thing is None and limit is None and not fields:
        return indicator_list(parts)
    shown_terms = shown_terms_of(fields, slots)
    by = order[0].by if order else None
    if by is not None and not isinstance(by, Measure) and by not in shown_terms:
        shown_terms.insert(0, by)
    if (
        "total" not in shown_terms
        and not any(field in MONEY_FIELDS or field == "indicator_count" for field in fields)
        and slots.counted is None
    ):
        shown_terms.append("total")
    if parts.loose is not None:
        for term in compared_terms(parts.where("project")):
            if term not in shown_terms:
                shown_terms.append(term)
    return Query(
        parts.scope, "project", parts.where("project"), columns("project", *shown_terms, "origin"), (), order, limit
    )


def indicator_list(parts: Parts) -> Query:
    where = parts.where("indicator", parts.selection)
    order, limit = order_and_limit(parts)
    if limit is not None:
        raise Refused("请先问是哪些项目，再问它们的指标")
    shown = list(INDICATOR_COLUMNS)
    for field in parts.slots.fields:
        if field not in {"origin", "indicator_count"} and field not in shown:
            shown.insert(-1, field)
    return Query(parts.scope, "indicator", where, columns(*shown), (), order, limit)


def _compared(parts: Parts) -> Query | None:
    """A和B哪个多, 对比A和B的指标数量: all sides, ordered when 多 or 少 was asked."""
    slots = parts.slots
    ascending = "more_asc" in slots.asks
    more = [ask for ask in slots.asks if ask.startswith("more_")]
    if len(more) > 1 or (more and not {"which", "who", "compare", "yesno"} & set(slots.asks)):
        raise Refused("没有看出“多、少、高、低”是问谁和谁比")
    if parts.projects is not None and len(parts.projects.names) > 1:
        if parts.selection is not None or slots.which:
            return indicator_list(parts)
        terms: list[Term] = [
            CountOf(None) if field == "indicator_count" else field for field in slots.fields if field != "origin"
        ]
        if not terms and ("count" in slots.aggregates or "indicator" in slots.things):
            terms = [CountOf(parts.selection)]
        terms = terms or ["total"]
        order = (Order(terms[0], not ascending),) if "more_asc" in slots.asks or "more_desc" in slots.asks else ()
        return Query(parts.scope, "project", parts.where("project"), columns("project", *terms, "origin"), (), order)
    if len(parts.departments) > 1:
        measure = (
            Measure("count")
            if "count" in slots.aggregates or ("project" in slots.things and not parts.money)
            else Measure("sum", parts.money[0] if parts.money else "total")
        )
        return Query(
            parts.scope,
            "project",
            parts.where("project"),
            (Column("department"), measure),
            ("department",),
            (Order(measure, not ascending),),
        )
    if "more_desc" in slots.asks or "more_asc" in slots.asks:
        raise Refused("没有看出是和谁比")
    return None


def extremes(parts: Parts) -> Query:
    """最高和最低的项目: those at either end."""
    top = parts.slots.top
    term: Term = (top.term if top is not None else None) or (parts.money[0] if parts.money else "total")
    if not isinstance(term, str):
        raise Refused("最高和最低请分开问")
    where = parts.where("project")
    ends = either(
        Compare(term, "=", Aggregate("max", term, where)),
        Compare(term, "=", Aggregate("min", term, where)),
    )
    return Query(
        parts.scope, "project", both(where, ends), columns("project", term, "origin"), (), (Order(term, True),)
    )
