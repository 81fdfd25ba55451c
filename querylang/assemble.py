"""Conditions and slots → one Query.  Each shape of question is one function; the first that applies decides."""

from decimal import Decimal

from querylang.fields import MONEY_FIELDS
from querylang.joined import Projects
from querylang.nodes import AllOf, AnyOf, Loose, NoneOf, settle, speaks_of_indicators
from querylang.query import (
    Aggregate,
    Amount,
    And,
    Column,
    Compare,
    Condition,
    CountOf,
    Difference,
    Empty,
    Exists,
    FieldOf,
    Grain,
    IndicatorNamed,
    Limit,
    Measure,
    Named,
    Or,
    Order,
    Output,
    Query,
    Scope,
    TargetOf,
    Term,
    both,
    either,
)
from querylang.shape import Slots, Top, measure_of

CARD = (
    "project",
    "total",
    "appropriation",
    "special_account",
    "other_funds",
    "goal",
    "level1",
    "level2",
    "indicator",
    "cycle",
    "annual",
    "origin",
)
INDICATOR_COLUMNS = ("project", "level1", "level2", "indicator", "cycle", "annual", "origin")


class Refused(Exception):
    """The question is not understood; args[0] says what is missing, in Chinese."""


class Parts:
    """What the rules found, as the shapes below look at it."""

    def __init__(
        self,
        scope: Scope,
        departments: tuple[tuple[str, ...], ...],
        where: Loose | None,
        slots: Slots,
        projects: Projects | None,
        context: Query | None = None,
    ) -> None:
        """Keep the parts; `projects` is the one positive mention of projects, if there is just one."""
        self.scope = scope
        self.departments = departments
        self.loose = where
        self.slots = slots
        self.projects = projects
        self.context = context

    def where(self, grain: str, *more: Condition | None) -> Condition | None:
        """The condition of the question for rows of a grain."""
        own = None
        if self.loose is not None:
            # 有成本指标的项目的时效指标: what stands before 项目 speaks of projects
            own = settle(
                self.loose, "project" if "project" in self.slots.things and self.selection is not None else grain
            )
        selection = self.selection
        if grain == "project" and selection is not None and self.slots.selected_first and self.last_thing == "project":
            # 满意度指标和成本指标的项目 has both; 参训率的项目 has that indicator
            kinds = self.slots.kinds.items if self.slots.kinds is not None else ()
            named = (IndicatorNamed(self.slots.indicators),) if self.slots.indicators else ()
            own = both(own, *(Exists(item) for item in (*kinds, *named)))
        return both(own, *more)

    @property
    def selection(self) -> Condition | None:
        """The indicators named as what is asked for: kinds, indicators by name."""
        slots = self.slots
        found: list[Condition] = []
        if slots.kinds is not None:
            found.append(either(*slots.kinds.items))
        if slots.indicators:
            found.append(IndicatorNamed(slots.indicators))
        return both(*found)

    @property
    def money(self) -> tuple[str, ...]:
        """Money fields that are asked for, each once."""
        return tuple(dict.fromkeys(field for field in self.slots.fields if field in MONEY_FIELDS))

    @property
    def last_thing(self) -> str | None:
        """The thing asked for: the last one named among project, indicator, department, document, year."""
        things = [thing for thing in self.slots.things if thing != "all"]
        return things[-1] if things else None

    @property
    def about_indicators(self) -> bool:
        """Whether rows are indicators rather than projects."""
        slots = self.slots
        if self.last_thing == "indicator":
            return True
        if self.last_thing in {"project", "department"} and self.projects is None:
            return bool(self.selection is not None and not slots.selected_first and slots.top is None)
        return self.selection is not None or bool(slots.which)


def assemble(parts: Parts) -> Query:
    """Build the query; Refused when the parts make none."""
    for shape in (_meta, _printed_total, _grouped, _share, _difference, _rank, _aggregate, _top_or_list):
        query = shape(parts)
        if query is not None:
            return query
    raise Refused("没有看出要问什么")


def columns(*terms: Term) -> tuple[Output, ...]:
    """Columns, each once."""
    return tuple(Column(term) for term in dict.fromkeys(terms))


def _meta(parts: Parts) -> Query | None:
    slots = parts.slots
    if "help" in slots.meta:
        return Query(grain="help")
    plain = (
        parts.loose is None and not slots.top and not slots.aggregates and not parts.money and parts.selection is None
    )
    scope = parts.scope
    if "unit" in slots.meta and parts.loose is None and parts.selection is None:
        return Query(scope, "document", None, columns("department", "year", "unit"))
    if "year" in slots.meta and plain:
        return Query(scope, "document", None, columns("department", "year"))
    if "document" in slots.meta and plain:
        return Query(scope, "document", None, columns("department", "year", "file"))
    if slots.things == ["department"] and "which" in slots.asks and slots.fields == ["total"] and parts.loose is None:
        return Query(scope, "document", None, columns("department", "year"))  # 这是哪个部门的预算
    if not plain or slots.group or slots.order is not None or slots.fields or slots.faults:
        return None
    if slots.things == ["department"] and slots.asks:
        return Query(scope, "document", None, columns("department", "year"))
    if slots.things == ["year"] and slots.asks:
        return Query(scope.replace(every_year=not scope.years), "document", None, columns("department", "year"))
    if slots.things == ["document"] and slots.asks:
        return Query(scope, "document", None, columns("department", "year", "file"))
    if slots.things and slots.things[-1] in {"kind", "level1", "level2"} and slots.asks:
        keys = {"level1": ("level1",), "level2": ("level2",)}.get(slots.things[-1], ("level1", "level2"))
        return Query(scope, "indicator", None, (*columns(*keys), Measure("count")), keys)
    return None


def _printed_total(parts: Parts) -> Query | None:
    slots = parts.slots
    differs = "printed_total" in slots.fields and "difference" in slots.aggregates
    if ("total_differs" in slots.faults or "printed_total" in slots.fields) and parts.loose is not None:
        raise Refused("印刷的合计是整份文件的，不能只问其中几个项目的")
    if "total_differs" in slots.faults or (differs and parts.loose is None):
        # 哪个部门…不一致: those where they differ; 差多少: the figure of each
        where = Compare("total_gap", "!=", Amount(Decimal(0), "元")) if {"which", "list"} & set(slots.asks) else None
        shown = columns("department", "year", "printed_total", "total", "total_gap")
        return Query(parts.scope, "document", where, shown)
    if "printed_total" not in slots.fields or parts.projects is not None or parts.loose is not None:
        return None
    return Query(parts.scope, "document", None, columns("department", "year", "printed_total"))


# ------------------------------------------------------------------------------------------------ groups


def _grouped(parts: Parts) -> Query | None:
    slots = parts.slots
    keys = slots.group
    if (
        not keys
        and slots.each
        and slots.kinds is not None
        and len(slots.kinds.items) > 1
        and "count" in slots.aggregates
    ):
        keys = (
            ("level1",)
            if all(key in {"output", "benefit", "satisfaction", "cost_group"} for key in slots.kinds.keys)
            else ("level2",)
        )
        slots.things.append("indicator")
    if not keys and parts.last_thing == "department" and parts.projects is None and slots.asks:
        departments = _departments(parts)
        if departments is not None:
            return departments
    if not keys and slots.each and len(parts.departments) > 1:
        keys = ("department",)
    if not keys and slots.each and parts.selection is None and (parts.loose is not None or slots.top is not None):
        keys = ("project",)  # 超过100万的项目各有几个指标, 前三名各自占总预算的比例
    if not keys and parts.last_thing == "department" and (slots.top is not None or slots.order is not None):
        keys = ("department",)
    if slots.grand and keys in {("department",), ("year",)} and slots.group_each and "count" not in slots.aggregates:
        slots.group = ()  # 各部门预算总和: the sum of all
        return None
    if not keys:
        return None
    if (
        keys == ("department",)
        and slots.top is not None
        and parts.last_thing == "project"
        and slots.top.term is not None
    ):
        raise Refused("每个部门各取前几名还不能一次问，请一个部门一个部门地问")
    if keys == ("project",):
        return _each_project(parts)
    counted = "indicator_count" in slots.fields
    indicators = (
        counted or keys[0] in {"level1", "level2"} or parts.last_thing == "indicator" or parts.selection is not None
    )
    grain: Grain = "indicator" if indicators else "project"
    where = parts.where(grain, parts.selection if indicators else None)
    measures = _group_measures(parts, indicators)
    order = slots.order
    limit = None
    if slots.top is not None:
        order = Order(measures[0], slots.top.direction != "asc")
        limit = _limit(slots.top)
    elif order is not None:
        order = Order(measures[0], order.descending)
    outputs: tuple[Output, ...] = (*columns(*keys), *measures)
    return Query(parts.scope, grain, where, outputs, keys, (order,) if order is not None else (), limit)


def _group_measures(parts: Parts, indicators: bool) -> tuple[Measure, ...]:
    slots = parts.slots
    aggregates = [name for name in slots.aggregates if name != "total"]
    if "share" in aggregates:
        return (Measure("share", parts.money[0] if parts.money else "total"),)
    if slots.top is not None and slots.top.term == "project_count":
        return (Measure("count"),)
    if indicators:
        return (Measure("count"),)
    if "count" in aggregates and not parts.money:
        return (Measure("count"),)
    for name in aggregates:
        if name in {"average", "median", "max", "min"}:
            return (measure_of(name, parts.money[0] if parts.money else "total"),)
    if parts.money:
        counted = (Measure("count"),) if "count" in aggregates else ()
        return (*counted, *(Measure("sum", field) for field in parts.money))
    if slots.top is not None and slots.top.term is not None:
        term = slots.top.term
        if isinstance(term, str):
            return (Measure("sum", term),)
        if isinstance(term, TargetOf):
            return (Measure(term.pick, term),)
        return (Measure("sum", term),)
    if "project" in slots.things and "sum" not in aggregates:
        return (Measure("count"),)
    return (Measure("sum", "total"),)


def _each_project(parts: Parts) -> Query:
    slots = parts.slots
    counts = "count" in slots.aggregates or "indicator_count" in slots.fields
    order = (slots.order,) if slots.order is not None else ()
    if counts and (parts.about_indicators or "indicator_count" in slots.fields or "indicator" in slots.things):
        term = CountOf(parts.selection)
        if "average" in slots.aggregates:
            return Query(parts.scope, "project", parts.where("project"), (Measure("average", term),))
        return Query(
            parts.scope,
            "project",
            parts.where("project"),
            columns("project", term, *compared_terms(parts.where("project")), "origin"),
            (),
            order,
        )
    if parts.selection is not None or slots.which:
        return _indicator_list(parts)
    if "share" in slots.aggregates:
        total = Measure("sum", "total")
        limit = _limit(slots.top) if slots.top is not None else None
        ranked = (Order(total, slots.top is None or slots.top.direction != "asc"),) if limit is not None else ()
        outputs: tuple[Output, ...] = (Column("project"), total, Measure("share", "total"))
        return Query(parts.scope, "project", parts.where("project"), outputs, ("project",), ranked, limit)
    if slots.top is not None:
        return _ranked_projects(parts)
    fields = [field for field in slots.fields if field in MONEY_FIELDS or field == "goal"] or ["total"]
    return Query(parts.scope, "project", parts.where("project"), columns("project", *fields, "origin"), (), order)


def _ranked_projects(parts: Parts) -> Query:
    """前三名各要多少钱: a list, whose rows show each figure anyway."""
    order, limit = _order_and_limit(parts)
    fields = [field for field in parts.slots.fields if field in MONEY_FIELDS] or ["total"]
    return Query(
        parts.scope, "project", parts.where("project"), columns("project", *fields, "origin"), (), order, limit
    )


def _leaves(loose: Loose) -> tuple[Loose, ...]:
    return tuple(one for part in loose.parts for one in _leaves(part)) if isinstance(loose, AllOf | AnyOf) else (loose,)


def _departments(parts: Parts) -> Query | None:
    """Which departments have projects that meet a condition, or rank first."""
    slots = parts.slots
    if slots.top is not None:
        return None
    if parts.loose is None:
        return None
    where = parts.where("project")
    if where == Empty("year"):
        return Query(parts.scope, "document", where, columns("department", "year"))
    if any(isinstance(one, NoneOf) for one in _leaves(parts.loose)):
        raise Refused("没有看出是一个项目都没有，还是有的项目没有，请换个说法")
    return Query(parts.scope, "project", where, (Column("department"), Measure("count")), ("department",))


# ------------------------------------------------------------------------------------------------ figures


def _share(parts: Parts) -> Query | None:
    slots = parts.slots
    if "share" not in slots.aggregates:
        return None
    if slots.top is not None:
        order, limit = _order_and_limit(parts)
        field = parts.money[0] if parts.money else "total"
        return Query(parts.scope, "project", parts.where("project"), (Measure("share", field),), (), order, limit)
    if parts.loose is None and not parts.departments:
        raise Refused("没有看出要算谁的占比")
    if "count" in slots.aggregates and not parts.money:
        return Query(parts.scope, "project", parts.where("project"), (Measure("share"),))
    field = parts.money[0] if parts.money else "total"
    base_scope = None
    if parts.departments and parts.loose is None:
        base_scope = parts.scope.replace(departments=())
    return Query(parts.scope, "project", parts.where("project"), (Measure("share", field, None, base_scope),))


def _difference(parts: Parts) -> Query | None:
    slots = parts.slots
    if "difference" not in slots.aggregates:
        return None
    field = parts.money[0] if parts.money else "total"
    if slots.top is not None and slots.top.direction == "both":
        term = slots.top.term or field
        return Query(parts.scope, "project", parts.where("project"), (Measure("spread", term),))
    if len(parts.departments) == 2:  # noqa: PLR2004 - a difference has two sides
        one, other = (
            Aggregate("sum", field, None, parts.scope.replace(departments=side)) for side in parts.departments
        )
        return Query(parts.scope, "project", None, (Difference(one, other),))
    if parts.projects is not None and len(parts.projects.names) == 2:  # noqa: PLR2004
        left, right = (FieldOf(field, name) for name in parts.projects.names)
        return Query(parts.scope, "project", parts.where("project"), (Difference(left, right),))
    raise Refused("没有看出是哪两个数相差")


def _rank(parts: Parts) -> Query | None:
    if "rank" not in parts.slots.aggregates:
        return None
    if parts.projects is None:
        raise Refused("没有看出是哪个项目的名次")
    field = parts.money[0] if parts.money else "total"
    return Query(
        parts.scope,
        "project",
        parts.where("project"),
        (*columns("project", field), Measure("rank", field), Column("origin")),
    )


def _aggregate(parts: Parts) -> Query | None:
    slots = parts.slots
    names = [name for name in slots.aggregates if name != "total"]
    if not names and "total" in slots.aggregates:
        if parts.projects is not None and len(parts.projects.names) == 1 and len(parts.projects.sides) == 1:
            return None
        names = ["sum"]
    if not names and _sums_department(parts):
        names = ["sum"]
    if not names:
        return None
    if names.count("count") > 1:
        raise Refused("一次只能数一样东西")
    if "per_department" in names:
        return _per_department(parts)
    if "count" in names:
        return _count(parts, names)
    if len(set(names)) > 1:
        raise Refused("一次只能算一种汇总")
    name = names[0]
    if parts.selection is not None or parts.slots.which:
        raise Refused("指标值的写法不一，不能相加或平均；可以列出这些指标")
    terms: tuple[Term, ...] = parts.money or ("total",)
    if "indicator_count" in slots.fields or slots.counted is not None:
        terms = (slots.counted or CountOf(None),)
    if (
        name == "sum"
        and parts.projects is not None
        and len(parts.projects.sides) == 1
        and len(parts.projects.names) == 1
    ):
        return None
    order, limit = _order_and_limit(parts)
    order = order if limit is not None else ()
    outputs = tuple(measure_of(name, term) for term in terms)
    return Query(parts.scope, "project", parts.where("project"), outputs, (), order, limit)


def _per_department(parts: Parts) -> Query:
    """平均每个部门有多少预算: of the sums of each department."""
    if (
        parts.selection is not None
        or parts.slots.which
        or parts.last_thing == "indicator"
        or parts.slots.top is not None
    ):
        raise Refused("每个部门的平均只能算金额")
    field = parts.money[0] if parts.money else "total"
    average = Measure("average", field, None, None, "department")
    return Query(parts.scope, "project", parts.where("project"), (average,))


def _sums_department(parts: Parts) -> bool:
    """预算/多少钱 of a department, a place, a year or everything is the sum of its rows."""
    slots = parts.slots
    return bool(
        parts.money
        and parts.projects is None
        and parts.loose is None
        and slots.top is None
        and slots.order is None
        and parts.last_thing is None
        and not slots.each
        and len(parts.departments) <= 1
        and parts.selection is None
        and not slots.which
        and "goal" not in slots.fields
    )


def _count(parts: Parts, names: list[str]) -> Query:
    slots = parts.slots
    if "average" in names:
        if parts.last_thing == "indicator" or parts.selection is not None:
            return Query(
                parts.scope, "project", parts.where("project"), (Measure("average", CountOf(parts.selection)),)
            )
        raise Refused("没有看出要平均的是什么")
    if parts.last_thing == "department" and parts.loose is None:
        return Query(parts.scope, "document", None, (Measure("count", "department"),))
    if parts.last_thing == "document" and parts.loose is None:
        return Query(parts.scope, "document", None, (Measure("count"),))
    order, limit = _order_and_limit(parts)
    order = order if limit is not None else ()
    if parts.about_indicators and limit is not None:
        raise Refused("请先问是哪些项目，再数它们的指标")
    if parts.about_indicators:
        where = parts.where("indicator", parts.selection)
        return Query(parts.scope, "indicator", where, (Measure("count"),), (), order, limit)
    if parts.projects is not None and parts.last_thing is None and not slots.things:
        raise Refused("没有看出要数的是什么")
    outputs: tuple[Output, ...] = (Measure("count"),)
    if "sum" in names:
        outputs = (Measure("count"), Measure("sum", parts.money[0] if parts.money else "total"))
    return Query(parts.scope, "project", parts.where("project"), outputs, (), order, limit)


# ------------------------------------------------------------------------------------------------ lists


def _limit(top: Top) -> Limit:
    if top.nth is not None:
        if top.nth < 1:
            raise Refused("名次从第1开始")
        return Limit(1, top.nth)
    if top.number is not None and top.number < 1:
        raise Refused("前0个没有意义，至少要1个")
    return Limit(top.number or 1)


def _order_and_limit(parts: Parts) -> tuple[tuple[Order, ...], Limit | None]:
    slots = parts.slots
    if slots.top is None:
        return ((slots.order,) if slots.order is not None else ()), None
    if slots.top.direction == "both":
        raise Refused("最高和最低请分开问")
    term = slots.top.term
    if term is None and slots.order is not None:
        if isinstance(slots.order.by, Measure):
            raise Refused("没有看出按什么排名")
        term = slots.order.by
    if term is None:
        term = parts.money[0] if parts.money else "total"
    return (Order(term, slots.top.direction != "asc"),), _limit(slots.top)


def _top_or_list(parts: Parts) -> Query | None:
    slots = parts.slots
    if slots.compare or ("more_desc" in slots.asks or "more_asc" in slots.asks):
        compared = _compared(parts)
        if compared is not None:
            return compared
    if slots.top is not None and slots.top.direction == "both":
        return _extremes(parts)
    order, limit = _order_and_limit(parts)
    nothing_asked = not (
        slots.fields or slots.counted or slots.kinds or slots.indicators or slots.which or slots.things
    )
    if parts.about_indicators and not (limit is not None and isinstance(order[0].by, TargetOf)):
        return _indicator_list(parts)
    named = _only_named(parts)
    if named and nothing_asked and "who" in slots.asks:
        raise Refused("数据里没有人名")
    if (
        slots.top is not None
        and slots.top.plain
        and slots.top.nth is not None
        and slots.top.term is None
        and nothing_asked
        and parts.loose is None
    ):
        raise Refused("这句话要接着上一问说，这里没有上一问")
    fields = [field for field in slots.fields if field not in {"origin"}]
    if named and nothing_asked and "amount" in slots.asks:
        fields = ["total"]
        nothing_asked = False
    if named and limit is None:
        if nothing_asked or (not fields and set(slots.things) <= {"all", "project"}):
            return Query(parts.scope, "project", parts.where("project"), columns(*CARD), (), order)
        if "department" in slots.things or "year" in slots.things:
            return Query(
                parts.scope,
                "project",
                parts.where("project"),
                columns("project", "department", "year", "origin"),
                (),
                order,
            )
        shown = _shown(fields, slots)
        return Query(parts.scope, "project", parts.where("project"), columns("project", *shown, "origin"), (), order)
    if (
        parts.loose is None
        and limit is None
        and not order
        and "project" not in slots.things
        and not fields
        and not parts.departments
        and not parts.scope.years
    ):
        raise Refused("没有看出要问什么")
    if speaks_only_of_indicators(parts) and parts.last_thing is None and limit is None and not fields:
        return _indicator_list(parts)
    shown_terms = _shown(fields, slots)
    by = order[0].by if order else None
    if by is not None and not isinstance(by, Measure) and by not in shown_terms:
        shown_terms.insert(0, by)
    if (
        "total" not in shown_terms
        and not any(field in MONEY_FIELDS or field == "indicator_count" for field in fields)
        and slots.counted is None
    ):
        shown_terms.append("total")
    if parts.loose is not None:
        for term in compared_terms(parts.where("project")):
            if term not in shown_terms:
                shown_terms.append(term)
    return Query(
        parts.scope, "project", parts.where("project"), columns("project", *shown_terms, "origin"), (), order, limit
    )


def _shown(fields: list[str], slots: Slots) -> list[Term]:
    """The terms of the fields that are asked for, as columns."""
    terms: list[Term] = [CountOf(None) if field == "indicator_count" else field for field in fields]
    return [slots.counted, *terms] if slots.counted is not None else terms


def compared_terms(condition: Condition | None) -> tuple[Term, ...]:
    """The terms that a condition compares, so that the answer shows what it decided by."""
    match condition:
        case Compare(term=term):
            return (term,)
        case And(parts=parts) | Or(parts=parts):
            return tuple(dict.fromkeys(term for part in parts for term in compared_terms(part)))
        case _:
            return ()


def speaks_only_of_indicators(parts: Parts) -> bool:
    """Whether every condition is about indicators."""
    return parts.loose is not None and speaks_of_indicators(parts.loose)


def _only_named(parts: Parts) -> bool:
    return parts.projects is not None and isinstance(parts.where("project"), Named)


def _indicator_list(parts: Parts) -> Query:
    where = parts.where("indicator", parts.selection)
    order, limit = _order_and_limit(parts)
    if limit is not None:
        raise Refused("请先问是哪些项目，再问它们的指标")
    shown = list(INDICATOR_COLUMNS)
    for field in parts.slots.fields:
        if field not in {"origin", "indicator_count"} and field not in shown:
            shown.insert(-1, field)
    return Query(parts.scope, "indicator", where, columns(*shown), (), order, limit)


def _compared(parts: Parts) -> Query | None:
    """A和B哪个多, 对比A和B的指标数量: all sides, ordered when 多 or 少 was asked."""
    slots = parts.slots
    ascending = "more_asc" in slots.asks
    more = [ask for ask in slots.asks if ask.startswith("more_")]
    if len(more) > 1 or (more and not {"which", "who", "compare", "yesno"} & set(slots.asks)):
        raise Refused("没有看出“多、少、高、低”是问谁和谁比")
    if parts.projects is not None and len(parts.projects.names) > 1:
        if parts.selection is not None or slots.which:
            return _indicator_list(parts)
        terms: list[Term] = [
            CountOf(None) if field == "indicator_count" else field for field in slots.fields if field != "origin"
        ]
        if not terms and ("count" in slots.aggregates or "indicator" in slots.things):
            terms = [CountOf(parts.selection)]
        terms = terms or ["total"]
        order = (Order(terms[0], not ascending),) if "more_asc" in slots.asks or "more_desc" in slots.asks else ()
        return Query(parts.scope, "project", parts.where("project"), columns("project", *terms, "origin"), (), order)
    if len(parts.departments) > 1:
        measure = (
            Measure("count")
            if "count" in slots.aggregates or ("project" in slots.things and not parts.money)
            else Measure("sum", parts.money[0] if parts.money else "total")
        )
        return Query(
            parts.scope,
            "project",
            parts.where("project"),
            (Column("department"), measure),
            ("department",),
            (Order(measure, not ascending),),
        )
    if "more_desc" in slots.asks or "more_asc" in slots.asks:
        raise Refused("没有看出是和谁比")
    return None


def _extremes(parts: Parts) -> Query:
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
