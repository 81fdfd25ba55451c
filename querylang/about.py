"""Shapes of questions about the data itself: departments, years, files, units, printed totals."""

from decimal import Decimal

from querylang.parts import Parts, Refused, columns
from querylang.query import Amount, Compare, Measure, Query


def about_the_data(parts: Parts) -> Query | None:
    slots = parts.slots
    if "help" in slots.meta:
        return Query(grain="help")
    plain = (
        parts.loose is None and not slots.top and not slots.aggregates and not parts.money and parts.selection is None
    )
    scope = parts.scope
    if "unit" in slots.meta and parts.loose is None and parts.selection is None:
        return Query(scope, "document", None, columns("department", "year", "unit"))
    if "year" in slots.meta and plain:
        return Query(scope, "document", None, columns("department", "year"))
    if "document" in slots.meta and plain:
        return Query(scope, "document", None, columns("department", "year", "file"))
    if slots.things == ["department"] and "which" in slots.asks and slots.fields == ["total"] and parts.loose is None:
        return Query(scope, "document", None, columns("department", "year"))  # 这是哪个部门的预算
    if not plain or slots.group or slots.order is not None or slots.fields or slots.faults:
        return None
    if slots.things == ["department"] and slots.asks:
        return Query(scope, "document", None, columns("department", "year"))
    if slots.things == ["year"] and slots.asks:
        return Query(scope.replace(every_year=not scope.years), "document", None, columns("department", "year"))
    if slots.things == ["document"] and slots.asks:
        return Query(scope, "document", None, columns("department", "year", "file"))
    if slots.things and slots.things[-1] in {"kind", "level1", "level2"} and slots.asks:
        keys = {"level1": ("level1",), "level2": ("level2",)}.get(slots.things[-1], ("level1", "level2"))
        return Query(scope, "indicator", None, (*columns(*keys), Measure("count")), keys)
    return None


def printed_total(parts: Parts) -> Query | None:
    slots = parts.slots
    differs = "printed_total" in slots.fields and "difference" in slots.aggregates
    if ("total_differs" in slots.faults or "printed_total" in slots.fields) and parts.loose is not None:
        raise Refused("印刷的合计是整份文件的，不能只问其中几个项目的")
    if "total_differs" in slots.faults or (differs and parts.loose is None):
        # 哪个部门…不一致: those where they differ; 差多少: the figure of each
        where = Compare("total_gap", "!=", Amount(Decimal(0), "元")) if {"which", "list"} & set(slots.asks) else None
        shown = columns("department", "year", "printed_total", "total", "total_gap")
        return Query(parts.scope, "document", where, shown)
    if "printed_total" not in slots.fields or parts.projects is not None or parts.loose is not None:
        return None
    return Query(parts.scope, "document", None, columns("department", "year", "printed_total"))
