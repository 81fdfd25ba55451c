"""Shapes of questions about the data itself: departments, years, files, units, printed totals."""

from decimal import Decimal

from querylang.failure import Refused
from querylang.parts import Parts, columns
from querylang.query import BUDGET, Amount, Compare, Measure, Query

DOCUMENTS = columns("department", "year")
FILES = columns("department", "year", "kind", "file")
LEVELS = {"level1": ("level1",), "level2": ("level2",), "kind": ("level1", "level2")}


def about_the_data(parts: Parts) -> Query | None:
    """你能做什么, 有哪些部门, 数据到哪一年, 单位是什么, 有哪些指标类型."""
    slots = parts.slots
    if "help" in slots.meta:
        return Query(grain="help")
    if "overview" in slots.meta:
        return _overview(parts)
    if parts.loose is not None or parts.selection is not None or slots.faults:
        return None
    if "unit" in slots.meta:
        return Query(parts.scope, "document", None, columns("department", "year", "unit"))
    if slots.things == ["department"] and "which" in slots.asks and slots.fields == ["total"] and not _ranks(parts):
        return Query(parts.scope, "document", None, DOCUMENTS)  # 这是哪个部门的预算
    if slots.meta and slots.group == ("department",):
        slots.group = ()  # 各部门数据是哪一年的: each document says whose it is
    fields = [] if slots.meta == ["year"] and slots.fields == ["total"] else slots.fields  # 城管局的预算是哪年的
    if slots.top or slots.aggregates or fields or slots.group or slots.order is not None:
        return None
    if slots.meta:
        return _files(parts) if "document" in slots.meta else _years(parts)
    return _listed(parts) if slots.asks else None


def _ranks(parts: Parts) -> bool:
    """哪个部门预算少: which of them, not whose budget it is."""
    return parts.slots.top is not None or any(ask.startswith("more_") for ask in parts.slots.asks)


def _overview(parts: Parts) -> Query:
    """教育局概览, 2023年总体情况: the leader's page of the documents of one year."""
    slots = parts.slots
    said = slots.top or slots.order or slots.group or slots.aggregates or slots.which or slots.asks or slots.counted
    more = (
        set(slots.fields) - {"total"} or set(slots.things) - {"project", "department"} or set(slots.meta) - {"overview"}
    )
    if parts.loose is not None or parts.selection is not None or slots.faults or said or more:
        raise Refused("概览是整个部门的，不能另加条件")
    if len(parts.scope.years) > 1 or parts.scope.every_year:
        raise Refused("概览一次看一个年度")
    if parts.scope.kind != BUDGET:
        raise Refused("概览只有预算目标表的")
    return Query(parts.scope, "overview")


def _years(parts: Parts) -> Query:
    """Every year that is loaded."""
    return Query(parts.scope.replace(every_year=not parts.scope.years), "document", None, DOCUMENTS)


def _files(parts: Parts) -> Query:
    """Every file: of all years and, unless one is named, of all kinds."""
    kind = "" if parts.scope.kind == BUDGET else parts.scope.kind
    return Query(parts.scope.replace(every_year=not parts.scope.years, kind=kind), "document", None, FILES)


def _listed(parts: Parts) -> Query | None:
    """有哪些部门, 有哪些文件, 有哪些指标类型."""
    things = parts.slots.things
    if things == ["department"]:
        return Query(parts.scope, "document", None, DOCUMENTS)
    if things == ["document"] or set(things) == {"document", "department"}:  # 2024年的文件是哪些部门的
        return _files(parts)
    if things == ["year"]:
        return _years(parts)
    keys = LEVELS.get(things[-1]) if things else None
    return None if keys is None else Query(parts.scope, "indicator", None, (*columns(*keys), Measure("count")), keys)


def printed_total(parts: Parts) -> Query | None:
    """文件里印的合计, and what it differs by from the sum of the rows."""
    slots = parts.slots
    printed = "printed_total" in slots.fields
    differs = "total_differs" in slots.faults or (printed and "difference" in slots.aggregates)
    if not printed and not differs:
        return None
    if parts.loose is not None:
        raise Refused("印刷的合计是整份文件的，不能只问其中几个项目的")
    if "project" in slots.things:
        raise Refused("印刷的合计是整份文件的；请先问是哪些部门，再问它们的项目")
    if differs:
        # 哪个部门…不一致, …不一致的部门: those where they differ; 差多少: the figure of each
        those = {"which", "list"} & set(slots.asks) or "department" in slots.things
        where = Compare("total_gap", "!=", Amount(Decimal(0), "元")) if those else None
        shown = columns("department", "year", "printed_total", "total", "total_gap")
        return Query(parts.scope, "document", where, shown)
    return Query(parts.scope, "document", None, columns("department", "year", "printed_total"))
