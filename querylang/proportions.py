"""Shapes with a share that is asked for: 占比, 占总预算多少, 财政拨款占总计的比例."""

from querylang.failure import Refused, Unclear
from querylang.lists import indicator_list
from querylang.parts import Parts, columns, only_named, order_and_limit, speaks_only_of_indicators
from querylang.query import And, IndicatorKind, IndicatorNamed, Measure, Query, Scope, ShareOf
from querylang.reflected import walk
from querylang.shares import share_measure


def share(parts: Parts) -> Query | None:
    """What part of the whole: 占比."""
    slots = parts.slots
    if "share" not in slots.aggregates:
        return None
    if "indicator" in slots.things or parts.selection is not None:
        return _share_of_indicators(parts)
    if parts.loose is not None and not slots.things and speaks_only_of_indicators(parts):
        raise Refused("没有看出是算项目的占比，还是算指标的占比")  # 质量指标95%以上的占多少
    of_number = "count" in slots.aggregates and not (parts.money or slots.share_of_money)
    if of_number and "project" not in slots.things and (parts.loose is None or only_named(parts)):
        of_number = False  # 内审占总数多少: of the money
    asked = ShareOf("total") if of_number else share_asked(parts)
    if asked.whole is not None:
        return _share_of_own(parts, asked)
    term = None if of_number else asked.field
    base_scope = _whole_of_share(parts)
    if slots.top is not None:
        order, limit = order_and_limit(parts)
        share = Measure("share", term or "total", None, base_scope if slots.share_whole else None)
        return Query(parts.scope, "project", parts.where("project"), beside(parts, share), (), order, limit)
    if parts.loose is None and not parts.departments:
        raise Refused("没有看出要算谁的占比")
    outputs = beside(parts, Measure("share", term, None, base_scope))
    return Query(parts.scope, "project", parts.where("project"), outputs)


def _share_of_indicators(parts: Parts) -> Query:
    """成本指标占全部指标的比例, 没有量化的指标占比: of the number of all indicators in scope."""
    slots = parts.slots
    more = slots.top or slots.order or slots.group or slots.fields or slots.which or slots.share_whole or slots.each
    nested = isinstance(parts.selection, And)  # 效益指标里社会效益占多少: of the 效益指标
    of_kinds = parts.selection is not None and parts.loose is None and not nested
    of_others = parts.selection is None and parts.loose is not None and speaks_only_of_indicators(parts)
    mixed = any(isinstance(one, IndicatorKind | IndicatorNamed) for one in walk(parts.loose))
    plain = set(slots.things) <= {"indicator"} and not (slots.share_of_money or slots.beside_share or parts.departments)
    if more or mixed or not plain or not (of_kinds or of_others):
        raise Refused("没有看出是占哪些指标的；可以先数各有几条")
    share = Query(parts.scope, "indicator", parts.where("indicator", parts.selection), (Measure("share"),))
    if slots.percentage:
        raise Unclear(
            "没有看出是问指标值，还是问这些指标占全部指标的比例", (indicator_list(parts), share)
        )  # 满意度百分比
    return share


def share_asked(parts: Parts) -> ShareOf:
    """财政拨款占总计的比例 is of their own total, 占全部财政拨款的比例 of all there is; 财政拨款占比 does not say."""
    slots = parts.slots
    field, *others = parts.money or ("total",)
    if others == ["total"] and not slots.beside_share and not (slots.share_of_money or slots.share_of_all):
        return ShareOf(field, "total")
    if field == "total" and not others:
        return ShareOf("total")
    everything = not (slots.group or parts.departments or slots.share_whole) and parts.loose is None
    if everything and (slots.share_of_money or others == ["total"]):
        return ShareOf(field, "total")  # 财政拨款占总预算的比例: of all, in whichever sense
    if slots.group and slots.share_of_money and not others:  # 各部门其他资金占总预算的比重
        own = (*columns(*slots.group), share_measure(ShareOf(field, "total")))
        reading = Query(parts.scope, "project", parts.where("project"), own, slots.group)
        raise Unclear("没有看出是占自己的总计，还是占全部部门的总计", (reading,))
    if others or slots.share_of_money:
        raise Refused("没有看出是占总计，还是占同一栏的合计；可以先问两个数各是多少")  # 城管局财政拨款占总预算的比例
    if slots.share_of_all:
        return ShareOf(field)  # 财政拨款占全部财政拨款的比例
    if parts.projects is not None:
        shares = (share_measure(ShareOf(field, "total")), Measure("share", field))
        both = (Query(parts.scope, "project", parts.where("project"), (one,)) for one in shares)
        raise Unclear("没有看出是占自己的总计，还是占全部项目的同一栏", tuple(both))  # 工伤认定财政拨款占比
    if slots.group or (parts.departments and parts.loose is None and not slots.share_whole):
        of_all = Measure("share", field, None, None if slots.group else _whole_of_share(parts))
        outputs = ((*columns(*slots.group), one) for one in (share_measure(ShareOf(field, "total")), of_all))
        readings = (Query(parts.scope, "project", parts.where("project"), one, slots.group) for one in outputs)
        raise Unclear("没有看出是占自己的总计，还是占全部部门的同一栏", tuple(readings))
    return ShareOf(field)


def _share_of_own(parts: Parts, share: ShareOf) -> Query:
    """城管局财政拨款占总计的比例: of the same rows, put together."""
    if parts.slots.top is not None or (parts.loose is not None and not only_named(parts)):
        raise Refused("没有看出是占这些项目的总计，还是占全部项目的总计")
    return Query(parts.scope, "project", parts.where("project"), (share_measure(share),))


def _whole_of_share(parts: Parts) -> Scope | None:
    """What the share is of, where that is not the scope: 城管局占芦洲市的多少, 城管局占多少; None: the scope."""
    whole = parts.slots.share_whole
    if whole and set(whole) != set(parts.scope.departments):
        return parts.scope.replace(departments=whole, excluded=())
    if parts.loose is not None or not parts.departments:
        return None
    if whole and parts.slots.top is None:
        raise Refused("没有看出是谁占它的比例")  # 占交通局的多少
    return None if whole else parts.scope.replace(departments=())


def of_all_departments(parts: Parts, share: Measure) -> Measure:
    """城管局和交通局各占多少: each of all there is, as 城管局占多少 alone; 芦洲市各部门占比 is of 芦洲市."""
    slots = parts.slots
    own = bool(slots.group) and not slots.share_of_departments
    if not parts.departments or own or slots.share_whole or isinstance(share.term, ShareOf):
        return share
    if parts.loose is not None and not (slots.share_of_all or slots.share_of_money):
        raise Refused("没有看出是占本部门的，还是占全部部门的；请说“占全部”，或者一个部门一个部门地问")
    return share.replace(base_scope=parts.scope.replace(departments=()))


def beside(parts: Parts, share: Measure) -> tuple[Measure, ...]:
    """A share, and before it the figure that is asked for with it."""
    if not parts.slots.beside_share:
        return (share,)
    counted = share.term is None or "count" in parts.slots.aggregates
    return (Measure("count") if counted else Measure("sum", share.term), share)
