"""Questions that compare two years: 增加最多的5个, 比上年增加超过10%的, 今年新增的项目, 去年有今年没有的.

A row is a project name of one department in two years (grain "change"); equal names alone are the same project.
"""

from decimal import Decimal

from querylang.amounts import PERCENT
from querylang.catalogue import Catalogue
from querylang.change_words import MOVES, Change
from querylang.comparison import Comparison
from querylang.failure import NoMatch, Refused
from querylang.parts import Parts, columns, limit_of
from querylang.query import (
    Aggregate,
    Amount,
    ChangeOf,
    Column,
    Compare,
    Condition,
    Difference,
    Function,
    Limit,
    Measure,
    Op,
    Order,
    Output,
    Part,
    Presence,
    Query,
    Scope,
    both,
)
from querylang.scope import documents_of

MIRRORED: dict[str, Op] = {">": "<", ">=": "<=", "<": ">", "<=": ">=", "=": "="}
IMPLIED = {"fall": "less"}  # 降幅最大的
CONDITIONS = frozenset({"more", "less", "same", "new", "gone"})  # what a project can be said to be
BESIDE = frozenset({"against", "rate", "reversed", "since"})  # words that say of what, and not which way


def scope_of_change(scope: Scope, catalogue: Catalogue) -> Scope:
    """The two years, said or the latest two that some department has; NoMatch where there is nothing to compare.

    Departments that have but one of the years are left out, by name.
    """
    by_department: dict[str, set[int]] = {}
    for document in documents_of(scope.replace(years=(), every_year=True), catalogue.documents()):
        by_department.setdefault(document.department, set()).update(() if document.year is None else (document.year,))
    pairs = [years for years in by_department.values() if len(years) > 1]
    if not pairs and len({year for years in by_department.values() for year in years}) > 1:
        raise NoMatch("各部门都只有一年的数据，年度不同的不是同一个部门的，没法比较两年")
    if not pairs:
        raise NoMatch("只有一年的数据，没有可以比较的上一年")
    if len(scope.years) > 2:
        raise NoMatch("一次只能比较两个年度")
    if len(scope.years) == 2:
        years = scope.years
    else:
        later = scope.years[0] if scope.years else max(year for pair in pairs for year in pair)
        years = (later - 1, later)
    held = [department for department, own in by_department.items() if set(years) <= own]
    if not held:
        said = "、".join(str(year) for year in years)
        raise NoMatch(f"没有哪个部门{said}两年的数据都有，没法比较")
    scope = scope.replace(years=tuple(years), every_year=False)
    if scope.departments:
        return scope.replace(departments=tuple(one for one in scope.departments if one in held))
    one_year = [department for department, own in by_department.items() if own & set(years) and department not in held]
    return scope.replace(excluded=(*scope.excluded, *one_year))


def assemble_change(parts: Parts, change: Change, catalogue: Catalogue) -> Query:
    """Build the query about two years."""
    _refuse_what_else(parts, change)
    slots = parts.slots
    if "since" in change.words and len(parts.scope.years) < 2:
        raise NoMatch("没有比这一年更晚的数据，没法比较")
    scope = scope_of_change(parts.scope, catalogue)
    field = parts.money[0] if parts.money else "total"
    kind = _kind(change)
    if slots.group == ("department",) or (parts.last_thing == "department" and slots.top is not None):
        return _of_departments(parts, change, scope, field, kind)
    if "department" in slots.things:
        raise Refused("没有看出要比较部门的什么，请问各部门比上年变化多少", ("各部门比上年增加多少",))
    if slots.group == ("project",):
        return _list(parts, change, scope, field, both(parts.where("project"), _each(kind, change)), "any")
    if change.how_much and slots.top is not None:
        raise Refused("请先问是哪个项目，再问它增加了多少")  # 2024年最贵的项目比2023年的多多少
    of_all = parts.loose is None and change.compared is None and change.words.count(kind) < 2
    if _asks_figure(parts, change) and of_all and kind in MOVES:
        return _total_change(parts, change, scope, field)
    if slots.ratio != "difference":
        raise Refused("几个项目的倍数请分开问；可以问增长了百分之几")
    where = both(parts.where("project"), _condition(kind, change, field))
    if parts.projects is not None and change.how_much and change.compared is None:
        where = both(parts.where("project"), Presence("both"))  # 信息化运维经费增加多少: more, less or neither
        kind = "any"
    elif "count" in slots.aggregates:
        return Query(scope, "change", where, (Measure("count"),))
    elif {"sum", "total"} & set(slots.aggregates):
        return Query(scope, "change", where, (Measure("sum", _summed(change, field, kind)),))
    return _list(parts, change, scope, field, where, kind)


def _each(kind: str, change: Change) -> Condition:
    """各项目同比变化, 每个项目增加多少: of every project that both years have, whichever way it went."""
    if kind not in MOVES or change.compared is not None:
        raise Refused("没有看出要比较每个项目的什么")
    return Presence("both")


def _list(parts: Parts, change: Change, scope: Scope, field: str, where: Condition | None, kind: str) -> Query:
    """What each project had, what it has and by how much it changed."""
    order, limit = _order(parts, change, field, kind)
    shown: tuple[Output, ...] = columns(
        "project",
        "department",
        ChangeOf(field, "before"),
        ChangeOf(field, "after"),
        ChangeOf(field, "difference"),
        ChangeOf(field, "percent"),
    )
    return Query(scope, "change", where, shown, (), (order,), limit)


def _refuse_what_else(parts: Parts, change: Change) -> None:
    """Refuse whatever none of the shapes below would show."""
    slots = parts.slots
    asks = set(slots.asks) - {"which", "list", "amount", "what", "all", "compare"}
    said = parts.selection is not None or slots.which or slots.order is not None or slots.each or slots.counted
    more = slots.group not in {(), ("department",), ("project",)} or set(slots.things) - {
        "project",
        "all",
        "department",
    }
    fields = set(slots.fields) - set(parts.money)
    figures = set(slots.aggregates) - {"count", "total", "sum", "difference"}
    if said or more or fields or figures or slots.meta or slots.faults or asks or len(parts.money) > 1:
        of = "、".join(parts.scope.departments)
        raise Refused("两年的比较只能按项目的金额，请换个说法", (f"{of}比上年增加的项目", f"{of}比上年增加多少"))
    if {"count", "sum"} <= set(slots.aggregates):
        raise Refused("个数和合计请分开问")
    if "reversed" in change.words and not change.how_much and "difference" not in slots.aggregates:
        raise Refused("请把后一年说在前面，如2024年比2023年增加的项目")


def _kind(change: Change) -> str:
    """One of more, less, same, any, new, gone."""
    kinds = {IMPLIED.get(word, word) for word in change.words if word not in BESIDE}
    if len(kinds) > 1:
        raise Refused("增加、减少、新增、取消请分开问")
    return kinds.pop() if kinds else "more" if "rate" in change.words else "any"


def _asks_figure(parts: Parts, change: Change) -> bool:
    slots = parts.slots
    listed = "project" in slots.things and not change.how_much
    asked = change.how_much or "amount" in slots.asks or {"difference", "sum"} & set(slots.aggregates)
    named = parts.money and not (slots.things or slots.asks or slots.top or slots.aggregates)
    return bool(asked or named) and not listed  # 农业局预算同比增长: of the department


def _total_change(parts: Parts, change: Change, scope: Scope, field: str) -> Query:
    """总预算比上年增加多少, 项目数比上年增加多少, 增长了百分之几: one figure, later less earlier."""
    function: Function = "count" if "count" in parts.slots.aggregates else "sum"
    if function == "count" and parts.money:
        raise Refused("没有看出要比较的是金额还是个数")
    later = Aggregate(function, field, None, scope.replace(years=scope.years[1:]))
    earlier = Aggregate(function, field, None, scope.replace(years=scope.years[:1]))
    part: Part = "percent_more" if change.in_percent else parts.slots.ratio
    return Query(scope, "project", None, (Difference(later, earlier, part),))


def _summed(change: Change, field: str, kind: str) -> ChangeOf:
    """新增项目合计: the money of their one year; 增加的项目一共增加多少: what was added."""
    if kind in {"new", "gone"}:
        return ChangeOf(field, "after" if kind == "new" else "before")
    if change.words.count(kind) > 1 and kind in MOVES:
        return ChangeOf(field, "difference")
    raise Refused("没有看出要合计的是变化了多少，还是这些项目的预算；可以问合计增加多少")


def _of_departments(parts: Parts, change: Change, scope: Scope, field: str, kind: str) -> Query:
    """各部门比上年增加多少, 哪个部门增加最多, 各部门新增项目有几个."""
    top = parts.slots.top
    if change.compared is not None or parts.loose is not None or {"rate", "fall"} & set(change.words):
        raise Refused("部门之间只能比变化了多少，请换个说法")
    output: Measure
    where = None
    if "count" in parts.slots.aggregates or kind in {"new", "gone", "same"}:
        if "count" not in parts.slots.aggregates or kind not in CONDITIONS or top is not None:
            raise Refused("没有看出要数各部门的什么")
        where, output = _condition(kind, change, field), Measure("count")
    else:
        output = Measure("sum", ChangeOf(field, "net"))
    if kind == "any" and top is not None:
        raise Refused("请说是增加最多还是减少最多")
    descending = kind != "less" if top is None or top.direction != "asc" else kind == "less"
    limit = limit_of(top) if top is not None else None
    order = (Order(output, descending),) if isinstance(output.term, ChangeOf) else ()
    return Query(scope, "change", where, (Column("department"), output), ("department",), order, limit)


def _order(parts: Parts, change: Change, field: str, kind: str) -> tuple[Order, Limit | None]:
    """By what was added or taken away, in percent where that was said; new and dropped projects by their money."""
    top = parts.slots.top
    own = ChangeOf(field, "before" if kind == "gone" else "after")
    relative = kind != "any" and ({"rate", "fall"} & set(change.words) or _in_percent(change))
    by = own if kind in {"new", "gone"} else ChangeOf(field, "percent" if relative else "difference")
    descending = kind != "less"
    if top is None:
        return Order(by, descending), None
    if top.term not in {None, "project_count"}:  # 哪个项目减少最多: by how much
        if top.term != field:
            raise Refused("两年的比较只能按一种金额")
        by, descending = own, True  # 增加的项目里预算最高的
    elif kind == "any":
        by, descending = ChangeOf(field, "size"), True  # 变化最大的
    elif kind == "same":
        raise Refused("没有变化的项目，没有哪个变化最大")
    return Order(by, descending == (top.direction != "asc")), limit_of(top)


def _in_percent(change: Change) -> bool:
    return change.compared is not None and change.compared.unit == PERCENT


def _condition(kind: str, change: Change, field: str) -> Condition | None:
    zero = Amount(Decimal(0), "元")
    difference = ChangeOf(field, "difference")
    if kind == "new":
        return Presence("later")
    if kind == "gone":
        return Presence("earlier")
    if kind == "same":
        return Compare(difference, "=", zero)
    if change.compared is not None:
        return _compared(kind, change.compared, field)
    if kind == "more":
        return Compare(difference, ">", zero)
    return Compare(difference, "<", zero) if kind == "less" else Presence("both")


def _compared(kind: str, comparison: Comparison, field: str) -> Condition:
    """增加超过10%, 减少50万以上: a fall is below the negative figure."""
    if comparison.number is None or comparison.op not in MIRRORED or kind not in MOVES:
        raise Refused("没有看出增加或减少了多少")
    if kind == "any":
        if comparison.unit == PERCENT:
            raise Refused("没有看出是增加还是减少了百分之几")
        return Compare(ChangeOf(field, "size"), comparison.op, Amount(comparison.number, "元"))
    term = ChangeOf(field, "percent" if comparison.unit == PERCENT else "difference")
    unit = PERCENT if comparison.unit == PERCENT else "元"
    op: Op = comparison.op
    if kind == "less":
        return Compare(term, MIRRORED[op], Amount(-comparison.number, unit))
    return Compare(term, op, Amount(comparison.number, unit))
