"""What a question with 呢 puts in the place of a part of the last one: 最低的呢, 没有成本指标的呢, 超过100万的呢.

A condition of the same sort takes the place of the old one, another end of the order that of the old end; what begins
with 其中 narrows instead.
"""

from querylang.alternatives import replaced
from querylang.comparators import DOWNWARD, UPWARD
from querylang.failure import Refused
from querylang.nodes import deny
from querylang.parts import Parts, limit_of
from querylang.query import (
    Column,
    Compare,
    Condition,
    Empty,
    Exists,
    Filled,
    IndicatorKind,
    Limit,
    Measure,
    Named,
    Not,
    Or,
    Order,
    Query,
    Target,
    TextMatch,
    both,
    conjuncts,
)
from querylang.reflected import walk

TARGET: tuple[object, ...] = ("target",)  # 满意度不到95%的呢, after 满意度超过95%的项目
TEXT: tuple[object, ...] = ("text",)  # 提到招聘的呢, after 提到培训的项目


def other_end(parts: Parts, last: Query) -> Query | None:
    """最便宜的三个呢, after 最贵的三个: the same rows ranked from the other end; None for any other question."""
    top = parts.slots.top
    if top is not None and top.placed and top.number == 1 and last.limit is not None and last.limit.first > 1:
        raise Refused("没有看出是第几名，请说第几名")  # 前一名呢, 后一名呢, after the fifth
    if top is None or not top.directed or top.direction == "both" or parts.loose is not None or parts.slots.order:
        return None
    if last.limit is None or last.limit.per or last.group or len(last.order) != 1 or last.grain != "project":
        return None
    order = last.order[0]
    if top.term not in {None, order.by}:
        return None
    limit: Limit = limit_of(top)
    return last.replace(order=(Order(order.by, top.direction != "asc"),), limit=limit)


def other_condition(parts: Parts, last: Query) -> Query | None:
    """The last query with conditions of the same sort replaced; None where one is of a sort not said before."""
    slots = parts.slots
    says_more = slots.fields or slots.kinds or slots.indicators or slots.which or slots.aggregates or slots.counted
    if parts.loose is None or parts.projects is not None or says_more or slots.top or slots.order or slots.group:
        return None
    if last.grain != "project" or last.limit is not None or last.group or set(slots.things) - {"project"}:
        return None
    fresh = parts.where("project")
    sorts = [_sort(one) for one in conjuncts(fresh)]
    old = conjuncts(last.where)
    if not sorts or None in sorts or not set(sorts) <= {_sort(one) for one in old}:
        return None
    if any(sorts.count(sort) < [_sort(one) for one in old].count(sort) for sort in (TARGET, TEXT) if sort in sorts):
        raise Refused("上一问有几个这样的条件，没有看出换掉哪一个，请把话说全")
    return last.replace(where=both(*(one for one in old if _sort(one) not in sorts), fresh))


def other_kind(parts: Parts, last: Query, switched: bool = False) -> Query | None:
    """效益指标呢, after 产出指标有多少条, or 换成社会效益, after 有经济效益指标的项目: the same of another kind.

    None where several kinds were said, or where 呢 may ask for the indicators of the rows that were listed.
    """
    slots = parts.slots
    says_more = (
        slots.fields or slots.which or slots.aggregates or slots.things or slots.top or slots.order or slots.group
    )
    if says_more or parts.loose is not None or parts.projects is not None or last.limit is not None:
        return None
    kinds = dict.fromkeys(one for one in walk(last.where) if isinstance(one, IndicatorKind))
    figures = [one for one in last.outputs if not isinstance(one, Column) or one.term not in last.group]
    counted = figures == [Measure("count")] and set(last.group) <= {"department"}
    if not isinstance(parts.selection, IndicatorKind) or len(kinds) != 1 or not (switched or counted):
        return None
    return replaced(last, next(iter(kinds)), parts.selection)


def without_kind_asked(last: Query) -> Query:
    """车辆购置经费有没有时效指标, before 那质量指标呢: the project alone."""
    every = conjuncts(last.where)
    kept = [one for one in every if not (isinstance(one, Exists) and isinstance(one.indicators, IndicatorKind))]
    named = last.grain == "project" and any(isinstance(one, Named) for one in kept)
    return last.replace(where=both(*kept)) if named and len(kept) < len(every) else last


def _sort(condition: Condition) -> tuple[object, ...] | None:
    """What a condition is about and from which side; None for what is never exchanged."""
    match condition:
        case Not():  # what is left out narrows: 除去500万以上的呢, after 300万以上的项目
            denied = deny(condition)
            return None if isinstance(denied, Compare) else _sort(denied)
        case Compare(term=term, op=op):
            side = "low" if op in UPWARD else "high" if op in DOWNWARD else op
            return ("compare", term, side)
        case Filled(field=field) | Empty(field=field):
            return ("filled", field)
        case Exists(indicators=IndicatorKind()):
            return ("kind",)
        case Exists(indicators=indicators) if any(isinstance(one, Target) for one in walk(indicators)):
            return TARGET
        case Exists() | Or() | TextMatch() if _only_texts(condition):
            return TEXT
        case _:
            return None


def _only_texts(condition: Condition) -> bool:
    """涉及培训, 名称带招考, 涉及培训或招聘: nothing but texts."""
    return all(isinstance(one, Exists | Or | TextMatch) for one in walk(condition))
