"""Follow-ups about the rows that were shown: after 前三名 those three, 第2到第4个, 最后两个."""

from querylang.assemble import assemble
from querylang.catalogue import Catalogue
from querylang.context import MOST_SHOWN, Context
from querylang.failure import Refused
from querylang.fields import MONEY_FIELDS
from querylang.joined import Projects
from querylang.leaning import asks_nothing, other_scope
from querylang.nodes import AllOf
from querylang.owners import narrowed
from querylang.parts import Parts
from querylang.query import Condition, Limit, Named, Query
from querylang.slots import Top


def of_shown(parts: Parts, context: Context, catalogue: Catalogue) -> Query:
    """After 前三名: the question is about the projects that were shown, or those of them in the documents it names."""
    if not context.shown:
        raise Refused("这一问接不上前几名的结果，请把条件说全")
    shown = Named(narrowed(context.shown, parts.scope, catalogue))
    parts.projects = parts.projects or named_projects(shown)
    parts.loose = shown if parts.loose is None else AllOf((shown, parts.loose))
    parts.scope = other_scope(parts, context.query.scope)
    slots = parts.slots
    more = slots.fields or slots.kinds or slots.indicators or slots.which or slots.counted or slots.group
    if set(slots.things) <= {"project"} and not more:
        if "count" in slots.aggregates:
            slots.things.append("project")  # 其中有几个
        else:
            _refuse_figure_unsaid(parts, context.query)
            slots.fields.append(_ranked_by(context.query))  # rows as they were shown, not the cards of the projects
    return assemble(parts)


def _refuse_figure_unsaid(parts: Parts, last: Query) -> None:
    """平均呢, after 指标最多的项目: of the money, or of what they were ranked by?"""
    by = last.order[0].by if last.order else "total"
    if parts.slots.averages_alone and not (isinstance(by, str) and by in MONEY_FIELDS):
        raise Refused("没有看出要算什么的平均，请说是预算的平均，还是指标数的平均")


def _ranked_by(last: Query) -> str:
    """多少, after 其他资金最多的是哪个: the sum of money that the rows were ranked by."""
    by = last.order[0].by if last.order else None
    return by if isinstance(by, str) and by in MONEY_FIELDS else "total"


def shown_rows(parts: Parts, context: Context, top: Top) -> Query:
    """第二个, 第2到第4个, 倒数第二个, 最后一个: of the projects as they were shown."""
    shown = context.shown
    first = top.nth or 1
    last = first + (top.number or 1) - 1
    if top.direction == "asc" and len(shown) >= MOST_SHOWN:
        raise Refused("上一问的结果太长，数不到最后，请先缩小范围")
    if top.number is None and asks_nothing(parts) and _is_place(context, top, first):
        order = context.query.order[0]
        turned = order.replace(descending=order.descending and top.direction != "asc")
        return context.query.replace(order=(turned,), limit=Limit(1, first))
    if not 1 <= first <= last <= len(shown):
        raise Refused(f"上一问的结果里没有{'倒数' if top.direction == 'asc' else ''}第{max(first, last)}个")
    names = shown[first - 1 : last] if top.direction != "asc" else shown[len(shown) - last : len(shown) - first + 1]
    parts.slots.top = None
    parts.slots.asks = [ask for ask in parts.slots.asks if ask != "who"]  # 第一个是谁: which project
    parts.loose = Named(names)
    parts.projects = Projects(tuple((name,) for name in names), "list" if len(names) > 1 else "one", exact=True)
    parts.scope = context.query.scope
    return assemble(parts)


def _is_place(context: Context, top: Top, nth: int) -> bool:
    """第二呢, after 最贵的项目; 倒数第一呢, after the second: a place in the same order, not one of the rows shown."""
    limit, shown = context.query.limit, len(context.shown)
    if limit is None or limit.per or len(context.query.order) != 1:
        return False
    if limit.count == 1 and shown == 1:  # a single row is not counted
        return True
    return top.direction != "asc" and (limit.count == 1 < limit.first or (limit.first == 1 and nth > shown))


def asks_first_rows(parts: Parts) -> bool:
    """前三个, after a list: its first rows, as they were shown."""
    top = parts.slots.top
    return (
        top is not None
        and top.plain
        and top.nth is None
        and top.term is None
        and top.direction == "desc"
        and parts.loose is None
    )


def asks_last_rows(parts: Parts, context: Context) -> bool:
    """最后一个, after a list: its last rows, as they were shown; 后三名 are places, with all that tie."""
    top = parts.slots.top
    if top is not None and top.placed:
        return False
    return top is not None and top.direction == "asc" and parts.loose is None and bool(context.shown)


def named_projects(condition: Condition | None) -> Projects | None:
    """The projects of a condition that is nothing but their names."""
    if isinstance(condition, Named):
        return Projects(tuple((name,) for name in condition.projects), "list", True)
    return None
