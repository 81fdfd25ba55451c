"""What the rules found in a question, as the shapes of answers look at it."""

from querylang.failure import Refused
from querylang.fields import FIGURE_FIELDS, MONEY_FIELDS
from querylang.joined import Projects
from querylang.nodes import AllOf, Loose, NoneOf, OfIndicator, settle, speaks_of_indicators
from querylang.query import (
    EVALUATION,
    And,
    Column,
    Compare,
    Condition,
    CountOf,
    Exists,
    IndicatorKind,
    IndicatorNamed,
    Limit,
    Measure,
    Named,
    Or,
    Order,
    Output,
    OwnFigure,
    Query,
    Scope,
    SumOf,
    Target,
    Term,
    both,
    either,
)
from querylang.slots import Slots, Top

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
OF_INDICATORS = frozenset({"actual", "score"})  # fields of which each indicator has its own
# What a self-evaluation adds to them.
EVALUATED_CARD = (*CARD[:6], "executed", "execution_rate", "project_score", *CARD[6:-1], "actual", "score", "origin")
INDICATOR_COLUMNS = ("project", "level1", "level2", "indicator", "cycle", "annual", "origin")
EVALUATED_COLUMNS = (*INDICATOR_COLUMNS[:-1], "actual", "score", "origin")


def card_of(kind: str) -> tuple[str, ...]:
    """The columns of a whole card in documents of a kind."""
    return EVALUATED_CARD if kind == EVALUATION else CARD


def indicator_columns_of(kind: str) -> tuple[str, ...]:
    """The columns of a list of indicators in documents of a kind."""
    return EVALUATED_COLUMNS if kind == EVALUATION else INDICATOR_COLUMNS


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

    def read_as(self, loose: Loose | None) -> "Parts":
        """The same parts with one of the readings of their condition; what is done to it leaves these as they are."""
        return Parts(self.scope, self.departments, loose, self.slots.copy(), self.projects, self.context)

    def where(self, grain: str, *more: Condition | None) -> Condition | None:
        """The condition of the question for rows of a grain."""
        own = None
        if self.loose is not None:
            # 有成本指标的项目的时效指标: what stands before 项目 speaks of projects
            of_projects = self.slots.of_projects
            if of_projects is False:
                of_projects = "project" in self.slots.things and self.selection is not None and not self.slots.group
            own = settle(self.loose, "project" if of_projects else grain)
        selection = self.selection
        if grain == "project" and selection is not None and self.slots.selected_first and self.last_thing == "project":
            # 满意度指标和成本指标的项目 has both; 参训率的项目 has that indicator
            kinds = [Exists(item) for item in self.slots.kinds.items] if self.slots.kinds is not None else []
            either_kind = self.slots.kinds is not None and self.slots.kinds.operator == "or"
            named = [Exists(IndicatorNamed(self.slots.indicators))] if self.slots.indicators else []
            own = both(own, *([either(*kinds)] if either_kind else kinds), *named)
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
    def figures(self) -> tuple[str, ...]:
        """Fields that are asked for and can be averaged: money, rates, scores; each once."""
        return tuple(dict.fromkeys(field for field in self.slots.fields if field in FIGURE_FIELDS or field == "score"))

    @property
    def last_thing(self) -> str | None:
        """The thing asked for: the last one named among project, indicator, department, document, year."""
        things = [thing for thing in self.slots.things if thing != "all"]
        return things[-1] if things else None

    @property
    def about_indicators(self) -> bool:
        """Whether rows are indicators rather than projects."""
        slots = self.slots
        if self.last_thing == "indicator" or OF_INDICATORS & set(slots.fields):
            return True
        if slots.top is not None and slots.top.term in OF_INDICATORS:
            return True
        if self.last_thing in {"project", "department"} and self.projects is None:
            first = slots.top is None or slots.top_of_projects  # 最贵的三个项目的满意度
            return bool(self.selection is not None and not slots.selected_first and first)
        return self.selection is not None or bool(slots.which)


def columns(*terms: Term) -> tuple[Output, ...]:
    """Columns, each once."""
    return tuple(Column(term) for term in dict.fromkeys(terms))


def measure_of(function: str, term: Term | None) -> Measure:
    """A measure by its key in words.toml."""
    match function:
        case "sum" | "average" | "median" | "max" | "min" | "share" | "rank":
            return Measure(function, term)
        case "difference":
            return Measure("spread", term)
        case _:
            return Measure("count")


def limit_of(top: Top) -> Limit:
    """How many rows, from which place; Refused for 前0个."""
    if top.nth is not None:
        if top.nth < 1:
            raise Refused("名次从第1开始")
        if top.number is not None and top.number < 1:
            raise Refused("名次要从前往后说：第3到第5名")
        return Limit(top.number or 1, top.nth)
    if top.number is not None and top.number < 1:
        raise Refused("前0个没有意义，至少要1个")
    return Limit(top.number or 1)


def refuse_turned(slots: Slots) -> None:
    """最高的五个按金额从低到高排, 前三名从低到高: the first ones by one order, shown in another."""
    top, order = slots.top, slots.order
    if top is None or order is None:
        return
    other_term = top.term is not None and top.term != order.by
    if other_term or order.descending != (top.direction != "asc"):
        raise Refused("没有看出是先取前几名再排，还是从排好的头上取；请先问前几名，再说怎么排")


def order_and_limit(parts: Parts) -> tuple[tuple[Order, ...], Limit | None]:
    """The order and the limit that were said; 总计 where only 前三 was."""
    slots = parts.slots
    if slots.top is None:
        return ((slots.order,) if slots.order is not None else ()), None
    if slots.top.direction == "both":
        raise Refused("最高和最低请分开问")
    if slots.several_terms:
        raise Refused("没有看出按哪一项排名，请分开问")
    refuse_turned(slots)
    term = slots.top.term
    if term is None and slots.order is not None:
        if isinstance(slots.order.by, Measure):
            raise Refused("没有看出按什么排名")
        term = slots.order.by
    if term is None:
        term = parts.money[0] if parts.money else "total"
    return (Order(term, slots.top.direction != "asc"),), limit_of(slots.top)


def shown_terms_of(fields: list[str], slots: Slots) -> list[Term]:
    """The terms of the fields that are asked for, as columns."""
    terms: list[Term] = [CountOf(None) if field == "indicator_count" else field for field in fields]
    return [slots.counted, *terms] if slots.counted is not None else terms


def compared_terms(condition: Condition | None) -> tuple[Term, ...]:
    """The terms that a condition compares, so that the answer shows what it decided by."""
    match condition:
        case Compare(term=term, operand=OwnFigure(term=other)):
            return tuple(dict.fromkeys((*_with_parts(term), *_with_parts(other))))
        case Compare(term=term):
            return _with_parts(term)
        case And(parts=parts) | Or(parts=parts):
            return tuple(dict.fromkeys(term for part in parts for term in compared_terms(part)))
        case _:
            return ()


def _with_parts(term: Term) -> tuple[Term, ...]:
    return (*term.fields, term) if isinstance(term, SumOf) else (term,)


def speaks_only_of_indicators(parts: Parts) -> bool:
    """Whether every condition is about indicators, and one indicator can meet all of them."""
    return parts.loose is not None and speaks_of_indicators(parts.loose) and not _of_two_kinds(parts.loose)


def looks_into_a_project(parts: Parts) -> bool:
    """车辆购置经费里没有写年度指标值的: one project by name, and conditions on its indicators alone."""
    if parts.projects is None or len(parts.projects.sides) > 1 or not isinstance(parts.loose, AllOf):
        return False
    rest = [part for part in parts.loose.parts if not isinstance(part, Named)]
    inner = AllOf(tuple(rest))
    return len(rest) == len(parts.loose.parts) - 1 and speaks_of_indicators(inner) and not _of_two_kinds(inner)


def _of_two_kinds(loose: Loose) -> bool:
    """满意度超过95%且时效为100%: targets of different kinds, which only a project can meet together."""
    if not isinstance(loose, AllOf):
        return False
    kinds = {_kind_of_target(part.part if isinstance(part, NoneOf) else part) for part in loose.parts}
    return len(kinds - {None}) > 1


def _kind_of_target(loose: Loose) -> Condition | None:
    """The kind of indicator of which a condition compares the target."""
    match loose:
        case OfIndicator(condition=And(parts=(IndicatorKind() | Or() as kind, *_, Target()))):
            return kind
        case _:
            return None


def asks_owners(parts: Parts) -> bool:
    """有成本指标的项目分别是哪些部门的: the department of each project, not the departments that have such projects."""
    slots = parts.slots
    of_projects = slots.of_projects or slots.top_of_projects or slots.asks.count("which") > 1
    return slots.each and slots.things == ["project", "department"] and of_projects and not slots.aggregates


def only_named(parts: Parts) -> bool:
    """Whether the projects are given by name alone."""
    return parts.projects is not None and isinstance(parts.where("project"), Named)
