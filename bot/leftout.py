"""Rows that a comparison could not judge, since their target value states no quantity in the compared unit."""

from collections.abc import Iterator

from querylang.fields import FIELDS, RATED_FIELDS
from querylang.named import NamedTuple
from querylang.query import (
    Among,
    And,
    Compare,
    Condition,
    CountOf,
    Empty,
    Exists,
    Fault,
    Grain,
    Measure,
    Not,
    Or,
    Order,
    OwnFigure,
    Query,
    Range,
    SumOf,
    Target,
    TargetOf,
    Term,
    Which,
    both,
    conjuncts,
    either,
)
from querylang.reflected import walk

RATED = frozenset({*RATED_FIELDS, "score"})
UNJUDGED = "条指标的实际完成值没法与目标值比较，未计入"
OUTCOMES = frozenset({"met", "unmet"})
TAKEN_IN = "按不符合这个比较算"  # 不是95%以上的: what states no quantity is not of that kind, and is listed


class LeftOut(NamedTuple):
    """What was not judged: a query that counts these indicators, and what is said around the count."""

    counting: Query
    lacking: str
    before: str = "另有"


class _Unjudged(NamedTuple):
    condition: Condition  # of one indicator
    denied: bool = False


def find_left_out(query: Query) -> tuple[LeftOut, ...]:
    """How to count them, apart for what a denied comparison takes in; none when nothing compares target values."""
    rated = _rated(query)
    if rated is not None:
        return (rated,)
    found = [] if query.where is None else _unjudged(query.where, query.grain == "indicator")
    orders = (*query.order, *(one.order for one in walk(query.where) if isinstance(one, Among)))
    found += [
        _Unjudged(
            both(query.where if query.grain == "indicator" else None, _lacks(term.indicators, term.which, term.unit))
        )
        for term in map(_term, orders)
        if isinstance(term, TargetOf)
    ]
    own = [] if query.where is None or query.grain != "project" else list(_unfilled(query))
    sides = ([one.condition for one in found if one.denied is denied] for denied in (False, True))
    outcome = any(isinstance(one, Fault) and one.rule in OUTCOMES for one in walk(query.where))
    return (
        *own,
        *(
            _left_out(query, conditions, outcome, denied)
            for conditions, denied in zip(sides, (False, True), strict=True)
            if conditions
        ),
    )


def _unfilled(query: Query) -> Iterator[LeftOut]:
    """Projects with an empty cell in one of two fields that are compared with each other."""
    parts = conjuncts(query.where)
    for one in parts:
        denied = isinstance(one, Not)
        compared = one.part if isinstance(one, Not) else one
        if not isinstance(compared, Compare) or not isinstance(compared.operand, OwnFigure):
            continue
        for term in (compared.term, compared.operand.term):
            cells = term.fields if isinstance(term, SumOf) else (str(term),)
            empty = both(*(part for part in parts if part is not one), *map(Empty, cells))
            counting = Query(query.scope, "project", empty, (Measure("count"),))
            label = "、".join(FIELDS[key].label for key in cells)
            lacking = f"个项目没有填写{label}，"
            yield LeftOut(counting, lacking + TAKEN_IN, "有") if denied else LeftOut(counting, lacking + "未参与比较")


def _left_out(query: Query, conditions: list[Condition], outcome: bool, denied: bool) -> LeftOut:
    unit = next((unit for unit in map(_unit, conditions) if unit is not None), None)
    counting = Query(query.scope, "indicator", either(*conditions), (Measure("count"),))
    lacking = f"没有以“{unit}”计的数值" if unit else "没有写明数值"
    if outcome:
        return LeftOut(counting, UNJUDGED)
    of_kind = f"条同类指标的指标值{lacking}，"
    return LeftOut(counting, of_kind + TAKEN_IN, "有") if denied else LeftOut(counting, of_kind + "未参与比较")


def _rated(query: Query) -> LeftOut | None:
    """Projects, or indicators, without the rate or score that is compared or ranked."""
    compared = [one.term for one in walk(query.where) if isinstance(one, Compare)]
    term = next((one for one in (*compared, *map(_term, query.order)) if one in RATED), None)
    if not isinstance(term, str):
        return None
    others = query.where.parts if isinstance(query.where, And) else () if query.where is None else (query.where,)
    kept = [one for one in others if not any(isinstance(part, Compare) and part.term == term for part in walk(one))]
    grain: Grain = "indicator" if term == "score" else "project"
    if query.grain != grain:
        return None
    what = "条指标" if grain == "indicator" else "个项目"
    counting = Query(query.scope, grain, both(*kept, _without(term)), (Measure("count"),))
    return LeftOut(counting, f"{what}没有写明{FIELDS[term].label}，未参与比较")


def _without(term: str) -> Condition:
    """The cell states no such figure."""
    return Not(Compare(term, "between", Range(None, None)))


def _term(order: Order) -> Term | None:
    return order.by.term if isinstance(order.by, Measure) else order.by


def _unjudged(condition: Condition, of_indicator: bool, denied: bool = False) -> list[_Unjudged]:
    """Indicator-level conditions that the unjudged ones meet, one for each place where targets are compared."""
    match condition:
        case Exists(indicators=inner) | Compare(term=CountOf(indicators=inner)) if inner is not None:
            found = _without_quantity(inner)
            return [] if found is None else [_Unjudged(found, denied)]
        case Compare(term=TargetOf(indicators=indicators, which=which, unit=unit)):
            return [_Unjudged(_lacks(indicators, which, unit or getattr(condition.operand, "unit", None)), denied)]
        case Not(part=part):
            return _unjudged(part, of_indicator, not denied)
        case And(parts=parts) if of_indicator and any(_judges_one(part) for part in parts):
            found = _without_quantity(condition)
            return [] if found is None else [_Unjudged(found, denied or any(_is_denied(part) for part in parts))]
        case And(parts=parts) | Or(parts=parts):
            # What else is demanded of the project narrows what was left out, too.
            others = [part for part in parts if not _unjudged(part, of_indicator)] if isinstance(condition, And) else []
            return [
                one._replace(condition=narrowed)
                for part in parts
                for one in _unjudged(part, of_indicator, denied)
                if (narrowed := both(one.condition, *others)) is not None
            ]
        case Fault(rule=rule) if of_indicator and rule in OUTCOMES:
            return [_Unjudged(Fault("unjudged"), denied)]
        case Target(operand=OwnFigure() as other) if of_indicator:
            return [_Unjudged(_cannot_be_paired(condition.which, other), denied)]
        case Target() if of_indicator:
            return [_Unjudged(_lacks(None, condition.which, getattr(condition.operand, "unit", None)), denied)]
        case _:
            return []


def _judges_one(condition: Condition) -> bool:
    return isinstance(condition, Target | Fault) or _is_denied(condition)


def _is_denied(condition: Condition) -> bool:
    return isinstance(condition, Not) and isinstance(condition.part, Target)


def _without_quantity(condition: Condition) -> Condition | None:
    """The same condition with "states no such quantity" in place of each comparison; None without a comparison."""
    match condition:
        case Target(operand=OwnFigure() as other):
            return _cannot_be_paired(condition.which, other)
        case Target():
            return _lacks(None, condition.which, getattr(condition.operand, "unit", None))
        case Fault(rule=rule) if rule in OUTCOMES:
            return Fault("unjudged")
        case Not(part=part):
            return _without_quantity(part)
        case And(parts=parts):
            changed = [_without_quantity(part) for part in parts]
            if all(part is None for part in changed):
                return None
            return both(*(new or old for new, old in zip(changed, parts, strict=True)))
        case Or(parts=parts):
            found = [part for part in map(_without_quantity, parts) if part is not None]
            return either(*found) if found else None
        case _:
            return None


def _cannot_be_paired(which: Which, other: OwnFigure) -> Condition:
    """The two columns state nothing that could be compared."""
    return Not(either(Target(which, "<", other), Target(which, ">=", other)))


def _lacks(indicators: Condition | None, which: Which, unit: str | None) -> Condition:
    """States no quantity of that unit: no number, however small or large, is met."""
    any_quantity = Target(which, "between", Range(None, None, unit))
    condition = both(indicators, Not(any_quantity))
    assert condition is not None  # one part is there
    return condition


def _unit(condition: Condition) -> str | None:
    """The unit in a condition made by `_lacks`, wherever it stands."""
    match condition:
        case Not(part=Target(operand=Range(unit=unit))):
            return unit
        case And(parts=parts) | Or(parts=parts):
            return next((unit for unit in map(_unit, parts) if unit is not None), None)
        case _:
            return None
