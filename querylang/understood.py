"""What of a refused question was understood, as questions that can be asked: a project, a kind, a field, a comparison.

They are built as queries and said as their sentences, which can be asked back; nothing is read a second time.
"""

from collections.abc import Iterator, Sequence

from querylang.catalogue import Catalogue
from querylang.comparing import one_comparison
from querylang.comparison import Comparison
from querylang.fields import MONEY_FIELDS
from querylang.joined import wider
from querylang.nodes import settle
from querylang.offer import Offer
from querylang.parts import INDICATOR_COLUMNS, columns, measure_of
from querylang.query import (
    Compare,
    Condition,
    CountOf,
    Exists,
    FieldOf,
    Grain,
    IndicatorKind,
    IndicatorNamed,
    Limit,
    Measure,
    Named,
    Op,
    Or,
    Order,
    Query,
    Scope,
    ShareOf,
    Term,
    both,
    either,
)
from querylang.subjects import Subject
from querylang.words import Mention, Word

MOST_NAMES = 2  # of several projects that a mention can mean, those that are offered
INDICATORS = frozenset({"thing.indicator", "field.indicator_count"})
DEPARTMENTS = frozenset({"thing.department", "aggregate.departments", "aggregate.per_department"})
MOST = frozenset({"superlative.desc", "superlative.most", "top.first"})
FEWEST = frozenset({"superlative.asc", "superlative.fewest", "top.last"})
SAID_SO = {"total_sum": "total", "fiscal": "appropriation"}  # 总额, 财政的钱
COMPARES = frozenset({"comparator", "bound", "more"})


def understood(words: Sequence[Word], catalogue: Catalogue) -> Iterator[str]:
    """Questions about what was recognised, the nearest first; of a project at last its name, which asks for all."""
    projects = _names(words, "project")[:MOST_NAMES]
    for query in _of_projects(words, projects) if projects else _of_the_rest(words):
        yield Offer(query, catalogue)
    yield from projects


def _of_the_rest(words: Sequence[Word]) -> Iterator[Query]:
    """Where no project is named: what compares, the indicators, the money, the department."""
    scope = Scope(departments=_departments(words))
    fields = _fields(words)
    indicators = _indicators(words)
    compared = list(_compared(words, fields, indicators))
    for condition in compared:
        yield _list(scope, condition)
    if indicators is not None:
        if any(word.label == "thing.project" for word in words):
            kinds = indicators.parts if isinstance(indicators, Or) else (indicators,)
            yield _list(scope, either(*map(Exists, kinds)))
        yield Query(scope, "indicator", indicators, columns(*INDICATOR_COLUMNS))
    for field in fields:
        if field in MONEY_FIELDS:
            best = next((word for word in words if word.kind == "superlative"), None)
            if best is not None:
                order = (Order(field, str(best.value) in {"desc", "most"}),)
                yield Query(scope, "project", None, columns("project", field, "origin"), (), order, Limit(1))
            if field != "total" or not compared:
                yield Query(scope, "project", None, (Measure("sum", field),))
    if scope.departments and not fields:
        yield Query(scope, "project", None, columns("project", "total", "origin"))
    field = next((one for one in fields if one in MONEY_FIELDS), "total")
    yield from _of_figures({word.label for word in words}, scope, indicators, field)


def _of_figures(said: set[str], scope: Scope, indicators: Condition | None, field: str) -> Iterator[Query]:
    """Where nothing is named: what is ranked, counted or worked out, of all departments, projects or indicators."""
    counted = bool(said & INDICATORS) or indicators is not None
    figure = Measure("count") if counted or "aggregate.projects" in said else Measure("sum", field)
    if said & DEPARTMENTS:
        grain: Grain = "indicator" if counted else "project"
        shown = (*columns("department"), figure)
        yield Query(scope, grain, indicators, shown, ("department",))
        return
    if bool(said & FEWEST) != bool(said & MOST):
        term: Term = CountOf(indicators) if counted else field
        order = (Order(term, not said & FEWEST),)
        shown = columns("project", *dict.fromkeys((term, "total")), "origin")
        yield Query(scope, "project", None, shown, (), order, Limit(1))
    if "aggregate.share" in said and field != "total":
        yield Query(scope, "project", None, (Measure("share", ShareOf(field, "total")),))
    for function in ("average", "median"):
        if f"aggregate.{function}" in said:
            yield Query(scope, "project", None, (measure_of(function, field),))
    if "aggregate.count" in said or "aggregate.projects" in said:
        yield Query(scope, "indicator" if counted else "project", indicators, (Measure("count"),))
    if "thing.kind" in said or said & {"thing.level1", "thing.level2"}:
        levels = ("level1", "level2")
        yield Query(scope, "indicator", None, (*columns(*levels), Measure("count")), levels)


def _departments(words: Sequence[Word]) -> tuple[str, ...]:
    """The departments that are named, of a place all of its; none where they may be left out or compared with."""
    if any(word.kind == "negation" or word.label == "ask.than" for word in words):
        return ()
    found = (word.value for word in words if word.kind == "department")
    return tuple(dict.fromkeys(str(name) for one in found if isinstance(one, tuple) for name in one))


def _names(words: Sequence[Word], kind: str) -> tuple[str, ...]:
    """The first names that each mention of a kind can mean."""
    found = (word.value for word in words if word.kind == kind)
    return tuple(dict.fromkeys(name for one in found if isinstance(one, Mention) for name in one.names[:MOST_NAMES]))


def _fields(words: Sequence[Word]) -> tuple[str, ...]:
    """The fields that are named, those that say more than 预算 first."""
    named = (word.value for word in words if word.kind == "field")
    said = dict.fromkeys(SAID_SO.get(str(one), str(one)) for one in named)
    return tuple(sorted((field for field in said if field in {*MONEY_FIELDS, "goal"}), key="total".__eq__))


def _indicators(words: Sequence[Word]) -> Condition | None:
    """The kinds of indicators that are said, else those that are named: no question is of both."""
    kinds = dict.fromkeys(IndicatorKind(wider(str(word.value))) for word in words if word.kind == "kind")
    if kinds:
        return either(*kinds)
    named = _names(words, "indicator")
    return IndicatorNamed(named) if named else None


def _of_projects(words: Sequence[Word], names: tuple[str, ...]) -> Iterator[Query]:
    """What was asked of the projects that were named, and what is compared with them."""
    scope = Scope(departments=_departments(words))
    fields = _fields(words)
    indicators = _indicators(words)
    more = [str(word.value) for word in words if word.kind in COMPARES]
    op: Op = "<" if more and (more[0].startswith("<") or more[0] == "asc") else ">"
    for name in names if more else ():
        yield _list(scope, Compare("total", op, FieldOf("total", name)))
    for name in names:
        if indicators is not None:
            where = both(Named((name,)), indicators)
            yield Query(scope, "indicator", where, columns(*INDICATOR_COLUMNS))
        if fields:
            yield Query(scope, "project", Named((name,)), columns("project", *fields, "origin"))


def _compared(words: Sequence[Word], fields: tuple[str, ...], indicators: Condition | None) -> Iterator[Condition]:
    """The comparisons, each of the indicators or the field that it can be of."""
    for word in words:
        figure = word.value
        if not isinstance(figure, Comparison) or figure.unit == "倍" or (figure.bare and figure.unit is None):
            continue
        money = figure.unit == "元" or (figure.unit is None and indicators is None)
        term = next((field for field in fields if field in MONEY_FIELDS), "total") if money else None
        if term is None and indicators is None:
            continue
        subject = Subject(term, None if money else indicators, None)
        loose = one_comparison(subject, figure)
        if loose is not None:
            yield settle(loose, "project")


def _list(scope: Scope, where: Condition) -> Query:
    compared = [where.term] if isinstance(where, Compare) and isinstance(where.term, str) else []
    return Query(scope, "project", where, columns(*dict.fromkeys(("project", "total", *compared, "origin"))))
