"""The figures of each group: what was asked for, else how many indicators or projects, else 总计."""

from querylang.failure import Refused
from querylang.fields import FIGURE_FIELDS, RATED_FIELDS
from querylang.parts import Parts, measure_of
from querylang.proportions import beside, of_all_departments, share_asked
from querylang.query import CountOf, Measure, ShareOf, TargetOf, Term
from querylang.shares import share_measure


def group_measures(parts: Parts, indicators: bool) -> tuple[Measure, ...]:
    """The figures of each group: what was asked for, else how many indicators or projects, else 总计."""
    slots = parts.slots
    term = slots.top.term if slots.top is not None else None
    counts = "count" in slots.aggregates
    if indicators and "share" in slots.aggregates and term is None and not parts.money:
        return (Measure("count"), Measure("share"))  # 每类指标各占多少: of the number of all
    if "share" in slots.aggregates or isinstance(term, ShareOf):
        if slots.top is not None and {"sum", "total"} & set(slots.aggregates):
            raise Refused("没有看出是各占多少，还是合起来占多少，请先问是哪几个")  # 预算前三的部门合计占比
        projects = counts and term is None and not parts.money  # 各部门的项目数占比
        by = slots.order.by if slots.order is not None else None
        for ranked in (term, by):
            if isinstance(ranked, ShareOf):
                return beside(parts, share_measure(ranked))
        share = Measure("share") if projects else share_measure(share_asked(parts))
        return beside(parts, share if slots.each_year else of_all_departments(parts, share))
    if slots.aggregates.count("count") > 1:
        raise Refused("一次只能数一样东西")
    if indicators and slots.counts_projects:
        raise Refused("没有看出是数指标，还是数有这类指标的项目")
    if indicators or term == "project_count" or (counts and not parts.money and not averages_said(parts)):
        return (Measure("count"), *((Measure("sum", "total"),) if "sum" in slots.aggregates and not indicators else ()))
    several = _several(parts)
    if several:
        return several
    if {term, *parts.figures} & set(RATED_FIELDS):
        raise Refused("执行率和得分不能相加，请说平均、最高或最低")
    if parts.money:
        return (*((Measure("count"),) if counts else ()), *(Measure("sum", one) for one in parts.money))
    if isinstance(term, TargetOf):
        return (Measure(term.pick, term),)
    if term is None and "project" in slots.things and "sum" not in slots.aggregates and not slots.top_of_money:
        return (Measure("count"),)
    return (Measure("sum", term or "total"),)


def averages_said(parts: Parts) -> list[str]:
    """The averages and ends that are asked for, each once, in the order said."""
    return [name for name in dict.fromkeys(parts.slots.aggregates) if name in {"average", "median", "max", "min"}]


def _several(parts: Parts) -> tuple[Measure, ...]:
    """合计和平均: each figure that is asked for beside the sum, in the order said; none where only a sum is."""
    averaged = averages_said(parts)
    if not averaged:
        return ()
    top = parts.slots.top
    term = top.term if top is not None else None
    ranked = term if isinstance(term, CountOf) or term in FIGURE_FIELDS else None  # 哪个部门平均每个项目指标最多
    terms: tuple[Term, ...] = parts.figures or (ranked or "total",)
    said = [name for name in dict.fromkeys(parts.slots.aggregates) if name in {*averaged, "sum", "count"}]
    if "sum" in said and set(RATED_FIELDS) & set(terms):
        raise Refused("执行率和得分不能相加，请说平均、最高或最低")
    return tuple(
        measure
        for name in said
        for measure in ((Measure("count"),) if name == "count" else (measure_of(name, term) for term in terms))
    )
