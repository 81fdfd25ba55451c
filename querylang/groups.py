"""Shapes with a row a group: 各部门的项目数, 每个项目有几个指标, 按一级指标统计."""

from querylang.failure import Refused, Unclear
from querylang.fields import MONEY_FIELDS, RATED_FIELDS
from querylang.figures import over_departments
from querylang.firsts import first_of_each
from querylang.group_keys import keys_implied, keys_of_kinds, rank_all, with_year
from querylang.group_measures import averages_said, group_measures
from querylang.lists import indicator_list, listed
from querylang.parts import (
    Parts,
    columns,
    limit_of,
    measure_of,
    only_named,
    order_and_limit,
    refuse_turned,
    speaks_only_of_indicators,
)
from querylang.query import Among, Condition, CountOf, Grain, Measure, Order, Output, Query, ShareOf, both

LEVELS = frozenset({"level1", "level2"})


def grouped(parts: Parts) -> Query | None:
    """A row a department, a year, a level or a project; or the first rows of each."""
    slots = parts.slots
    of_years = _which_year(parts)
    if of_years is not None:
        return of_years
    keys = slots.group or keys_of_kinds(parts)
    keys = keys or keys_implied(parts)
    rank_all(parts)
    keys = with_year(parts, keys)
    if slots.group_of_those and parts.loose is not None:
        raise Refused("请先问是哪些部门，再问它们各是多少")  # what is said of them is said of their sums
    firsts = first_of_each(parts, keys)
    if firsts is not None:
        return firsts
    if slots.grand and keys in {("department",), ("year",)} and slots.group_each and "count" not in slots.aggregates:
        slots.group = ()  # 各部门预算总和: the sum of all
        return None
    if not keys:
        return None
    if slots.top is not None and slots.top.direction == "both":
        if not slots.group:
            return None  # 最高预算和最低预算各是多少: of each of the two
        raise Refused("最多和最少的请分开问")
    counted = slots.aggregates or "amount" in slots.asks or slots.order is not None or slots.top is not None
    each = slots.group_each or (not slots.group and bool({"list", "which"} & set(slots.asks)))
    if keys == ("department",) and each and parts.selection is not None and not counted:
        slots.group = ()  # 各部门的满意度目标, 甲局和乙局的时效指标分别有哪些: each of them, not how many
        return indicator_list(parts)
    named = parts.last_thing == "project" or (parts.last_thing is None and parts.loose is not None and not parts.money)
    if keys == ("department",) and (slots.group_each or not slots.group) and named and _lists(parts):
        slots.group = ()  # 各部门没有满意度指标的项目有哪些, 甲局和乙局的项目分别有哪些: the projects of each
        return listed(parts)
    if keys == ("project",):
        from querylang.each_project import each_project

        return each_project(parts)
    if slots.averages_alone and "count" in slots.aggregates and "sum" not in slots.aggregates and not parts.money:
        return _numbers_averaged(parts, keys)
    _tell_order(parts)
    return _figures(parts, keys)


def _which_year(parts: Parts) -> Query | None:
    """哪年预算最高, 去年和今年哪年多."""
    slots = parts.slots
    said = slots.asks_year or slots.meta or "year" in slots.things
    if not (said or any(ask.startswith("more_") for ask in slots.asks)):
        return None
    from querylang.which_year import which_year  # few questions ask for one

    return which_year(parts)


def _numbers_averaged(parts: Parts, keys: tuple[str, ...]) -> Query:
    """每个部门平均有几个项目: one figure; 每个部门平均有几个指标 is that, or what the projects of each have."""
    slots = parts.slots
    if keys != ("department",) or slots.top is not None or slots.order is not None:
        raise Refused("没有看出要平均的是什么")
    slots.group = ()
    over_all = over_departments(parts)
    term = over_all.outputs[0].term if isinstance(over_all.outputs[0], Measure) else None
    if term is None:
        return over_all
    each = over_all.replace(outputs=(*columns(*keys), Measure("average", term)), group=keys)
    raise Unclear("没有看出是平均到每个部门，还是每个部门的项目平均有几个", (over_all, each))


def _tell_order(parts: Parts) -> None:
    """各部门其他资金从高到低, 各部门时效指标数排名: what the groups are ordered by is what is told of each."""
    slots = parts.slots
    by = slots.order.by if slots.order is not None and slots.order_said else None
    if by == CountOf(None) and not slots.aggregates:
        slots.fields.append("indicator_count")
    elif isinstance(by, CountOf) and slots.counted is None and parts.selection is None and not slots.aggregates:
        slots.counted = by
    elif by == "project_count":
        if "count" not in slots.aggregates:
            slots.aggregates.append("count")
    elif isinstance(by, str) and by in MONEY_FIELDS:
        if by not in slots.fields:
            slots.fields.insert(0, by)
    elif isinstance(by, ShareOf):
        slots.aggregates.append("share")
    elif by is not None and by not in RATED_FIELDS:
        raise Refused("没有看出各组按什么排")


def _lists(parts: Parts) -> bool:
    """Whether rows are asked for, and nothing that is worked out of them."""
    slots = parts.slots
    figures = slots.aggregates or slots.counted or "indicator_count" in slots.fields or parts.selection is not None
    return bool({"list", "which"} & set(slots.asks)) and slots.top is None and not figures


def _figures(parts: Parts, keys: tuple[str, ...]) -> Query:
    """The figures of each group, in order where one was said."""
    slots = parts.slots
    averaged = averages_said(parts)
    averages_counts = slots.averages_projects and "count" in slots.aggregates and parts.last_thing == "indicator"
    counted = "indicator_count" in slots.fields or averages_counts or (bool(averaged) and slots.counted is not None)
    counts = slots.counted is not None and parts.selection is None and slots.top is None and not averaged
    selection = (
        slots.counted.indicators if counts and slots.counted is not None else parts.selection
    )  # 各部门时效指标数
    indicators = (
        counted
        or counts
        or keys[0] in {"level1", "level2"}
        or parts.last_thing == "indicator"
        or parts.selection is not None
    )
    averages = averaged if indicators else []
    sums = keys == ("department",) and slots.aggregates == ["sum"] and (counted or slots.counted is not None)
    term = slots.top.term if slots.top is not None else None
    other = term is not None and not isinstance(term, CountOf)
    lists = parts.last_thing == "indicator" and not averages_counts  # not 各部门平均每个项目几个指标
    if averages and (keys[0] in {"level1", "level2"} or other or lists):
        raise Refused("没有看出要平均的是什么")
    if averages and not (counted or slots.counted):
        raise Refused("指标值的写法不一，不能相加或平均；可以列出这些指标")
    if indicators and keys == ("department",) and slots.top is not None and slots.top_of_money:
        raise Refused("花多少钱是项目的，不是指标的；请说项目，或者问哪个部门的指标最多")  # 满意度指标花钱最多的部门
    _refuse_unsaid(parts, keys)
    _refuse_figure_of_top(parts)
    if averages or sums:  # 每个部门的平均指标数, 指标数之和
        counts_of = slots.counted or CountOf(parts.selection)
        grain: Grain = "project"
        where = parts.where("project")
        measures = tuple(measure_of(name, counts_of) for name in averages or ["sum"])
    else:
        grain = "indicator" if indicators else "project"
        where = parts.where(grain, selection if indicators else None)
        measures = group_measures(parts, indicators)
    order, limit = slots.order, None
    if slots.top is not None and LEVELS.issuperset(keys) and "project" in slots.things:
        where = both(_ranked_owners(parts), selection)  # 最贵的项目各类指标数量
    elif slots.top is not None:
        refuse_turned(slots)
        order = Order(measures[0], slots.top.direction != "asc")
        limit = limit_of(slots.top)
        if len(keys) > 1 and "year" in keys:
            limit = limit.replace(per=("year",))  # 每年预算最高的部门
    elif order is not None:
        by = next((one for one in measures if one.term == order.by), measures[0])
        order = Order(by, order.descending)
    outputs: tuple[Output, ...] = (*columns(*keys), *measures)
    return Query(parts.scope, grain, where, outputs, keys, (order,) if order is not None else (), limit)


def _ranked_owners(parts: Parts) -> Condition:
    """The projects of which the indicators are counted by level, as they are ranked; 指标类型最多的项目 is not told."""
    slots = parts.slots
    by_money = slots.top is not None and (slots.top.plain or slots.top_of_money or slots.top.term in MONEY_FIELDS)
    if not (slots.top_of_projects and by_money) or (parts.loose is not None and speaks_only_of_indicators(parts)):
        raise Refused("各个项目有几类指标排不出名次；可以排它们的指标数", ("指标最多的项目", "各级指标的个数"))
    order, limit = order_and_limit(parts)
    assert limit is not None  # there is a top
    return Among(order[0], limit, parts.where("project"))


def _refuse_unsaid(parts: Parts, keys: tuple[str, ...]) -> None:
    """各部门超过100万的: what is to be told of each group was not said."""
    slots = parts.slots
    if keys[0] in {"level1", "level2"} and only_named(parts):
        return  # 综合档案整理按一级指标分布: of levels there are only indicators to count
    said = slots.fields or slots.things or slots.aggregates or slots.asks or slots.counted or slots.top or slots.kinds
    if parts.loose is not None and not said and not slots.indicators and not slots.which:
        raise Refused("没有看出要每一组的什么")


def _refuse_figure_of_top(parts: Parts) -> None:
    """预算最多的三个部门合计, 预算前三的部门平均预算: of those departments, and not what they are ranked by."""
    slots = parts.slots
    one = slots.top is not None and slots.top.number in {None, 1}
    said = [name for name in slots.figures_of_top if not (one and name in {"sum", "total"})]
    if said and not slots.each and slots.group == ():
        raise Refused("先排出部门再合在一起算，请分两步问：先问是哪几个部门，再问“一共多少”")
