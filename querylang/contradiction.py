"""Conditions that no row can meet: 低于15且高于20."""

from decimal import Decimal

from querylang.query import Amount, And, Compare, Condition, Exists, Or, Range, Target

Interval = tuple[Decimal | None, bool, Decimal | None, bool]  # low, low included, high, high included


def contradicts(condition: Condition | None) -> bool:
    """Whether a condition denies itself, by the comparisons that stand side by side in it."""
    match condition:
        case And(parts=parts):
            return any(contradicts(part) for part in parts) or _empty_together(parts)
        case Or(parts=parts):
            return all(contradicts(part) for part in parts)
        case Exists(indicators=inner):
            return contradicts(inner)
        case Compare(operand=Range() as operand) | Target(operand=Range() as operand):
            return operand.low is not None and operand.high is not None and operand.low > operand.high
        case _:
            return False


def _empty_together(parts: tuple[Condition, ...]) -> bool:
    seen: dict[object, Interval] = {}
    for part in parts:
        interval = _interval(part) if isinstance(part, Compare) else None
        if not isinstance(part, Compare) or interval is None:
            continue
        known = seen.get(part.term)
        seen[part.term] = interval if known is None else _meet(known, interval)
        if _is_empty(seen[part.term]):
            return True
    return False


def _interval(compare: Compare) -> Interval | None:
    match compare.op, compare.operand:
        case (">", Amount(number=number)):
            return number, False, None, False
        case (">=", Amount(number=number)):
            return number, True, None, False
        case ("<", Amount(number=number)):
            return None, False, number, False
        case ("<=", Amount(number=number)):
            return None, False, number, True
        case ("=", Amount(number=number)):
            return number, True, number, True
        case ("between", Range(low=low, high=high)):
            return low, True, high, True
        case _:
            return None


def _meet(one: Interval, other: Interval) -> Interval:
    low, low_in = max(
        ((one[0], one[1]), (other[0], other[1])), key=lambda end: (end[0] is not None, end[0] or 0, not end[1])
    )
    high, high_in = min(((one[2], one[3]), (other[2], other[3])), key=lambda end: (end[0] is None, end[0] or 0, end[1]))
    return low, low_in, high, high_in


def _is_empty(interval: Interval) -> bool:
    low, low_in, high, high_in = interval
    if low is None or high is None:
        return False
    return low > high or (low == high and not (low_in and high_in))
