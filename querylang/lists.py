"""Shapes with a row a project or an indicator: cards, lists, the first N, comparisons of projects."""

from querylang.failure import Refused
from querylang.fields import MONEY_FIELDS
from querylang.parts import (
    Parts,
    asks_owners,
    card_of,
    columns,
    compared_terms,
    indicator_columns_of,
    looks_into_a_project,
    only_named,
    order_and_limit,
    shown_terms_of,
    speaks_only_of_indicators,
)
from querylang.query import (
    Aggregate,
    Among,
    Column,
    Compare,
    Condition,
    CountOf,
    Exists,
    Fault,
    Grain,
    Limit,
    Measure,
    Order,
    Query,
    TargetOf,
    Term,
    both,
    either,
)
from querylang.reflected import walk

MET = Exists(Fault("met"))


def listed(parts: Parts) -> Query | None:
    """Rows of projects or indicators; the shape of every question that no other shape has taken."""
    slots = parts.slots
    if slots.compare or "more_desc" in slots.asks or "more_asc" in slots.asks:
        compared = _compared(parts)
        if compared is not None:
            return compared
    if slots.top is not None and slots.top.direction == "both":
        return extremes(parts)
    order, limit = order_and_limit(parts)
    placed = limit is not None and isinstance(order[0].by, TargetOf)
    if slots.top_of_indicators:
        return _best_indicators(parts, order, limit)
    if parts.about_indicators and (not placed or parts.selection is not None):
        return indicator_list(parts)
    _refuse_half_said(parts)
    if MET in walk(parts.where("project")):
        raise Refused("完成没完成说的是指标：请问完成了的指标，或有未完成指标的项目")
    if only_named(parts) and limit is None:
        return _named(parts, order)
    _refuse_nothing_said(parts, order, limit)
    fields = [field for field in slots.fields if field != "origin"]
    of_indicators = speaks_only_of_indicators(parts) or looks_into_a_project(parts)
    if of_indicators and parts.last_thing is None and limit is None and not fields:
        return indicator_list(parts)
    terms = columns("project", *_shown_in_list(parts, fields, order), "origin")
    return Query(parts.scope, "project", parts.where("project"), terms, (), order, limit)


def _asks_nothing(parts: Parts) -> bool:
    slots = parts.slots
    return not (slots.fields or slots.counted or slots.kinds or slots.indicators or slots.which or slots.things)


def _refuse_half_said(parts: Parts) -> None:
    """法律顾问是谁, and 第二个 without the list it is the second of."""
    slots = parts.slots
    top = slots.top
    if only_named(parts) and _asks_nothing(parts) and "who" in slots.asks and top is None:
        raise Refused("数据里没有人名")
    pointed = top is not None and top.plain and not top.directed and top.nth is not None and top.term is None
    if pointed and _asks_nothing(parts) and parts.loose is None:
        raise Refused("这句话要接着上一问说，这里没有上一问")


def _refuse_nothing_said(parts: Parts, order: tuple[Order, ...], limit: Limit | None) -> None:
    scoped = bool(parts.departments or parts.scope.years)
    fields = any(field != "origin" for field in parts.slots.fields)
    says = parts.loose is not None or limit is not None or bool(order) or scoped or fields
    if not says and "project" not in parts.slots.things:
        raise Refused("没有看出要问什么")


def _named(parts: Parts, order: tuple[Order, ...]) -> Query:
    """A project by name: its card, or the fields that are asked for."""
    slots = parts.slots
    fields = [field for field in slots.fields if field != "origin"]
    if _asks_nothing(parts) and "amount" in slots.asks:
        fields = ["total"]  # 内审经费多少
    terms = columns("project", *shown_terms_of(fields, slots), "origin")
    if "origin" in slots.fields and not fields and slots.counted is None:
        terms = columns("project", "origin")  # 在第几页
    elif not fields and slots.counted is None and set(slots.things) <= {"all", "project"}:
        terms = columns(*card_of(parts.scope.kind))
    elif {"department", "year"} & set(slots.things):
        terms = columns("project", "department", "year", "origin")
    return Query(parts.scope, "project", parts.where("project"), terms, (), order)


def _shown_in_list(parts: Parts, fields: list[str], order: tuple[Order, ...]) -> list[Term]:
    """What a list shows: what it is ordered by, what was asked for (or 总计), what its condition compares."""
    terms = shown_terms_of(fields, parts.slots)
    by = order[0].by if order else None
    if by is not None and not isinstance(by, Measure) and by not in terms:
        terms.insert(0 if parts.slots.counted is None else 1, by)
    figures = any(field in MONEY_FIELDS or field == "indicator_count" for field in fields)
    if "total" not in terms and not figures and parts.slots.counted is None:
        terms.append("total")
    if (parts.slots.top_of_projects or asks_owners(parts)) and parts.last_thing == "department":
        terms.append("department")  # 最贵的项目是哪个部门的
    compared = compared_terms(parts.where("project")) if parts.loose is not None else ()
    return [*terms, *(term for term in compared if term not in terms)]


def indicator_list(parts: Parts) -> Query:
    """Rows of indicators, with both target values."""
    order, limit = order_and_limit(parts)
    if limit is not None and order[0].by != "score":
        if not parts.slots.top_of_projects:
            raise Refused("请先问是哪些项目，再问它们的指标")
        where: Condition | None = both(Among(order[0], limit, parts.where("project")), parts.selection)
        order, limit = (), None
    else:
        where = parts.where("indicator", parts.selection)
    shown = list(indicator_columns_of(parts.scope.kind))
    for field in parts.slots.fields:
        if field not in {"origin", "indicator_count"} and field not in shown:
            shown.insert(-1, field)
    return Query(parts.scope, "indicator", where, columns(*shown), (), order, limit)


def indicators_of_ranked(parts: Parts) -> Query:
    """最贵的项目有几个指标, 前三名项目各有几个指标: beside what they are ranked by; of several without 各, together."""
    slots = parts.slots
    order, limit = order_and_limit(parts)
    by = order[0].by if order else None
    if not slots.top_of_projects or by is None or isinstance(by, Measure) or limit is None or parts.money:
        raise Refused("请先问是哪些项目，再数它们的指标")
    if parts.loose is not None and speaks_only_of_indicators(parts):
        raise Refused("没有看出前面的条件说的是项目，还是要数的指标；请先问是哪些项目")
    if limit.count > 1 and not slots.each:
        where = both(Among(order[0], limit, parts.where("project")), parts.selection)
        return Query(parts.scope, "indicator", where, (Measure("count"),))
    counted = slots.counted or CountOf(parts.selection)
    terms = (by, counted) if counted == CountOf(None) else (counted, by)  # in the order in which its sentence is read
    shown = columns("project", *terms, "origin")
    return Query(parts.scope, "project", parts.where("project"), shown, (), order, limit)


def _best_indicators(parts: Parts, order: tuple[Order, ...], limit: Limit | None) -> Query:
    """满意度最低的3个指标: those of the indicators that state the lowest values; where they tie, all of them."""
    term = order[0].by
    assert isinstance(term, TargetOf)  # what makes a ranking one of indicators
    where = both(parts.where("indicator"), parts.selection, term.indicators)
    ranked = order[0].replace(by=term.replace(indicators=None))
    shown = columns(*indicator_columns_of(parts.scope.kind))
    return Query(parts.scope, "indicator", where, shown, (), (ranked,), limit)


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
        if more and any(len(side) > 1 for side in parts.departments):
            raise Refused("有的地方不止一个部门，请问相差多少")  # 芦洲市和桐江县哪个预算多
        of_indicators = parts.last_thing == "indicator" or "indicator_count" in slots.fields
        measure = (
            Measure("count")
            if of_indicators or "count" in slots.aggregates or ("project" in slots.things and not parts.money)
            else Measure("sum", parts.money[0] if parts.money else "total")
        )
        grain: Grain = "indicator" if of_indicators else "project"
        return Query(
            parts.scope,
            grain,
            parts.where(grain, parts.selection if of_indicators else None),
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
