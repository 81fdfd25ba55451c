"""Rows that a comparison could not judge, since their target value states no quantity in the compared unit."""

from typing import NamedTuple

from querylang.query import (
    And,
    Compare,
    Condition,
    CountOf,
    Exists,
    Measure,
    Not,
    Or,
    Order,
    Query,
    Range,
    Target,
    TargetOf,
    Term,
    Which,
    both,
    either,
)


class LeftOut(NamedTuple):
    """What was not judged: a query that counts these indicators, and the unit that they lack."""

    counting: Query
    unit: str | None


def find_left_out(query: Query) -> LeftOut | None:
    """How to count them; None when nothing compares target values."""
    conditions = [] if query.where is None else _unjudged(query.where, query.grain == "indicator")
    conditions += [
        _lacks(term.indicators, term.which, term.unit) for term in map(_term, query.order) if isinstance(term, TargetOf)
    ]
    if not conditions:
        return None
    unit = next((unit for unit in map(_unit, conditions) if unit is not None), None)
    counting = Query(query.scope, "indicator", either(*conditions), (Measure("count"),))
    return LeftOut(counting, unit)


def _term(order: Order) -> Term | None:
    return order.by.term if isinstance(order.by, Measure) else order.by


def _unjudged(condition: Condition, of_indicator: bool) -> list[Condition]:
    """Indicator-level conditions that the unjudged ones meet, one for each place where targets are compared."""
    match condition:
        case Exists(indicators=inner) | Compare(term=CountOf(indicators=inner)) if inner is not None:
            found = _without_quantity(inner)
            return [] if found is None else [found]
        case Compare(term=TargetOf(indicators=indicators, which=which, unit=unit)):
            return [_lacks(indicators, which, unit or getattr(condition.operand, "unit", None))]
        case Not(part=part):
            return _unjudged(part, of_indicator)
        case And(parts=parts) if of_indicator and any(isinstance(part, Target) for part in parts):
            found = _without_quantity(condition)
            return [] if found is None else [found]
        case And(parts=parts) | Or(parts=parts):
            # What else is demanded of the project narrows what was left out, too.
            others = [part for part in parts if not _unjudged(part, of_indicator)] if isinstance(condition, And) else []
            return [
                narrowed
                for part in parts
                for one in _unjudged(part, of_indicator)
                if (narrowed := both(one, *others)) is not None
            ]
        case Target() if of_indicator:
            return [_lacks(None, condition.which, getattr(condition.operand, "unit", None))]
        case _:
            return []


def _without_quantity(condition: Condition) -> Condition | None:
    """The same condition with "states no such quantity" in place of each comparison; None without a comparison."""
    match condition:
        case Target():
            return _lacks(None, condition.which, getattr(condition.operand, "unit", None))
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


def _lacks(indicators: Condition | None, which: Which, unit: str | None) -> Condition:
    """States no quantity of that unit: no number, however small or large, is met."""
    any_quantity = Target(which, "between", Range(None, None, unit))
    condition = both(indicators, Not(any_quantity))
    assert condition is not None  # noqa: S101 - one part is there
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
