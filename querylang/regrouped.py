"""Follow-ups of a grouping, and groupings of what was listed: 哪个最少, 一共多少, 按部门统计一下."""

from querylang.assemble import assemble
from querylang.context import MOST_SHOWN, Context
from querylang.failure import Refused
from querylang.leaning import other_scope
from querylang.parts import Parts
from querylang.query import Limit, Measure, Order, Query


def count_groups(parts: Parts, last: Query) -> None:
    """按部门统计一下, after a list: how many of these rows each has, and of projects their sum."""
    if last.grain == "indicator":
        parts.slots.things.append("indicator")
    if not parts.slots.aggregates:
        parts.slots.aggregates.extend(["count"] if last.grain == "indicator" else ["count", "sum"])


def regrouped(parts: Parts, context: Context) -> Query:
    """哪个最少, 一共多少, 按金额排, after a grouping: the same groups in order, the first of them, or all in one."""
    last, slots, top = context.query, parts.slots, parts.slots.top
    measures = [output for output in last.outputs if isinstance(output, Measure)]
    if (
        parts.selection is not None
        and parts.loose is None
        and top is None
        and last.where is None
        and last.limit is None
    ):
        parts.scope = other_scope(parts, last.scope)
        if "amount" in slots.asks and not (slots.which or slots.fields):
            slots.aggregates.append("count")
        return assemble(parts)  # 产出指标有多少, after 各一级指标有多少个
    plain = parts.loose is None and parts.selection is None and not slots.fields
    if not (plain and measures and set(slots.things) <= _things_of(last)):
        raise Refused("上一问是分组统计，这一问接不上，请把条件说全")
    if top is None and slots.order is None and slots.aggregates:
        return _all_in_one(parts, context, measures)
    if slots.aggregates or (top is not None and top.term not in {None, measures[0].term}):
        raise Refused("上一问是分组统计，这一问接不上，请把条件说全")
    if top is None:
        if slots.order is None:
            raise Refused("上一问是分组统计，这一问接不上，请把条件说全")
        return last.replace(order=(Order(measures[0], slots.order.descending),))
    if last.limit is not None and last.limit.count > 1:
        raise Refused("没有看出是列出来的这几个里的，还是全部里的，请把话说全")  # 最少的是哪个, after 前三个部门
    limit = Limit(top.number or 1) if top.nth is None else Limit(1, top.nth)
    as_shown = not top.directed and bool(last.order)  # 前两个, after 从低到高
    order = last.order if as_shown else (Order(measures[0], top.direction != "asc"),)
    return last.replace(order=order, limit=limit)


def other_figure_of_groups(parts: Parts, last: Query) -> Query | None:
    """预算呢, 项目数呢, 占比呢, after a figure of each department: another figure of the same groups.

    None for any other question: 平均呢 may be the average of each, or of them all; 一共呢 is of them all.
    """
    slots = parts.slots
    other = slots.kinds or slots.indicators or slots.which or slots.counted or slots.top or slots.order or slots.group
    if other or parts.loose is not None or parts.projects is not None or set(slots.things) - {"project"}:
        return None
    money = bool(slots.fields) and set(parts.money) == set(slots.fields) and not slots.aggregates
    counts = not slots.fields and slots.aggregates in (["count"], ["share"])
    if last.grain != "project" or last.limit is not None or not (money or counts):
        return None
    slots.group, parts.loose, parts.scope = last.group, last.where, last.scope
    return assemble(parts)


def _things_of(last: Query) -> set[str]:
    """What the groups of a query are called: 哪个部门最多, 哪类最多."""
    return {*last.group, *(("kind", "indicator") if "level1" in last.group or "level2" in last.group else ())}


def _all_in_one(parts: Parts, context: Context, measures: list[Measure]) -> Query:
    """一共多少, after 各部门预算 or 部门前三名: the figure of the groups that were shown, taken together."""
    last, said = context.query, set(parts.slots.aggregates)
    figure = measures[0]
    counts = figure.function == "count" and said <= {"count", "total", "sum"}
    sums = figure.function == "sum" and said <= {"total", "sum"}
    limited = last.limit is not None
    departments = context.departments if limited else last.scope.departments
    known = not limited or (last.group == ("department",) and 0 < len(departments) < MOST_SHOWN)
    if not (counts or sums) or len(measures) > 1 or not known:
        raise Refused("上一问是分组统计，这一问接不上，请把条件说全")
    scope = last.scope.replace(departments=departments)
    return last.replace(scope=scope, outputs=(figure,), group=(), order=(), limit=None)
