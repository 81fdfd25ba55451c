"""Years set beside each other: 交通局哪年预算最高, 农业局去年和今年哪年钱多, 公交运营补贴哪年多, 公交运营补贴哪年有.

Of one department or one project: the sums of all there is depend on which departments were loaded for which year.
"""

from querylang.failure import Refused
from querylang.fields import MONEY_FIELDS
from querylang.parts import Parts, columns, limit_of
from querylang.query import Column, Limit, Measure, Order, Query

COUNTED = frozenset({"project_count", None})


def which_year(parts: Parts) -> Query | None:
    """A row a year, the highest first; the rows of a project in every year."""
    slots = parts.slots
    more = [ask.removeprefix("more_") for ask in slots.asks if ask.startswith("more_")]
    one_project = parts.projects is not None and len(parts.projects.names) == 1
    if one_project and slots.meta == ["year"]:
        slots.meta, slots.asks_year = [], True  # 公交运营补贴是哪年的
    two = bool(more) and len(parts.scope.years) > 1 and not {"which", "compare"}.isdisjoint(slots.asks)
    asked = slots.asks_year or two or ("year" in slots.things and "which" in slots.asks)
    if not asked or slots.top_of_projects or slots.meta or len(parts.departments) > 1:
        return None
    if parts.projects is not None and not one_project:
        return None  # A和B哪个多, in two years
    ranked = slots.top is not None or bool(more) or slots.order is not None
    if not (ranked or parts.loose is not None):
        return None
    _refuse_what_else(parts, more, one_project=one_project)
    direction = slots.top.direction if slots.top is not None else more[0] if more else "desc"
    limit = limit_of(slots.top) if slots.top is not None else None
    return (_of_project if one_project else _of_department)(parts, direction != "asc", limit)


def _refuse_what_else(parts: Parts, more: list[str], *, one_project: bool) -> None:
    """Refuse what no row a year shows, and years of everything."""
    slots = parts.slots
    years = "和".join(f"{year}年" for year in parts.scope.years) if len(parts.scope.years) > 1 else "各年度"
    owners = "、".join(parts.scope.departments)
    if not one_project and (parts.loose is not None or len(parts.scope.departments) != 1):
        raise Refused("要比各年度，请先问各年度各是多少", (f"{owners}{years}的预算",))
    both_ends = slots.top is not None and slots.top.direction == "both"
    several = len(more) > 1 or len(parts.money) > 1 or set(slots.aggregates) - {"count"} or slots.order is not None
    others = slots.group or parts.selection is not None or slots.which or set(slots.fields) - set(parts.money)
    if both_ends or several or others or slots.faults or set(slots.things) - {"year", "project"}:
        raise Refused("各年度只能比金额或项目数，请换个说法", (f"{owners}{years}的预算",))


def _of_department(parts: Parts, descending: bool, limit: Limit | None) -> Query:
    slots = parts.slots
    term = slots.top.term if slots.top is not None else None
    counts = term == "project_count" or "count" in slots.aggregates or ("project" in slots.things and not parts.money)
    if term not in {*MONEY_FIELDS, *COUNTED} or (counts and (parts.money or term not in COUNTED)):
        raise Refused("没有看出各年度比的是什么")
    measure = Measure("count") if counts else Measure("sum", term or (parts.money or ("total",))[0])
    outputs = (Column("year"), measure)
    scope = parts.scope if len(parts.scope.years) > 1 else parts.scope.replace(years=(), every_year=True)
    return Query(scope, "project", None, outputs, ("year",), (Order(measure, descending),), limit)


def _of_project(parts: Parts, descending: bool, limit: Limit | None) -> Query:
    slots = parts.slots
    term = slots.top.term if slots.top is not None else None
    field = term or (parts.money or ("total",))[0]
    if field not in MONEY_FIELDS or slots.aggregates:
        raise Refused("没有看出各年度比的是什么")
    slots.things = [thing for thing in slots.things if thing != "year"]  # each row says its year
    order = (Order(field, descending),) if slots.top is not None or "which" in slots.asks else ()
    scope = parts.scope if len(parts.scope.years) > 1 else parts.scope.replace(years=(), every_year=True)
    return Query(scope, "project", parts.where("project"), columns("project", field, "origin"), (), order, limit)
