"""What an operator and an amount or a range demand of a figure: the bounds, and how SQL says them.

A plain figure is a number.  A point is a quantity of a target value: its number, and 偏 for lying just above (">95%")
or just below it; `(数值, 偏) > (95, 0)` compares both at once.
"""

from decimal import Decimal
from typing import Literal, TypeAlias

from db.sqltext import Values
from querylang.named import NamedTuple
from querylang.query import Amount, Op, Range

Sign: TypeAlias = Literal[">", ">=", "<", "<=", "=", "!="]

NEARLY = Decimal("0.1")  # 左右, 约: ±10 %, both ends included


class Bound(NamedTuple):
    """One demand on a figure."""

    sign: Sign
    number: Decimal


def bounds(op: Op, operand: Amount | Range) -> tuple[Bound, ...]:
    """The demands, all of which have to hold; none: any value will do.  != of a range is the caller's to deny.

    >>> bounds("≈", Amount(Decimal(30)))
    (Bound(sign='>=', number=Decimal('27.0')), Bound(sign='<=', number=Decimal('33.0')))
    """
    if isinstance(operand, Amount):
        if op == "≈":
            return _near(operand.number, operand.number)
        return (Bound("=" if op == "between" else op, operand.number),)
    low = () if operand.low is None else (Bound(operand.low_op, operand.low),)
    high = () if operand.high is None else (Bound(operand.high_op, operand.high),)
    match op:
        case ">":  # beyond the range; of one without an end, within it
            return (Bound(">", operand.high),) if operand.high is not None else low
        case "<":
            return (Bound("<", operand.low),) if operand.low is not None else high
        case ">=":
            return low
        case "<=":
            return high
        case "≈":
            return _near(operand.low, operand.high)
        case "=" | "!=" | "between":
            return low + high


def _near(low: Decimal | None, high: Decimal | None) -> tuple[Bound, ...]:
    least = () if low is None else (Bound(">=", low - abs(low) * NEARLY),)
    most = () if high is None else (Bound("<=", high + abs(high) * NEARLY),)
    return least + most


def say(figure: str, op: Op, operand: Amount | Range, values: Values, scale: int = 1) -> str:
    """A plain figure meets the demands; an empty cell meets none.  `scale` turns 元 into 分."""
    demands = bounds(op, operand)
    if not demands:
        return f"{figure} IS NOT NULL"
    placed = [(demand.sign, values.bind(demand.number * scale)) for demand in demands]
    return _joined(op, operand, [f"{figure} {_sql(sign)} {place}" for sign, place in placed], figure, placed)


def say_point(op: Op, operand: Amount | Range, values: Values) -> str:
    """A quantity meets the demands; equality looks at its number alone."""
    demands = bounds(op, operand)
    if not demands:
        return "数值 IS NOT NULL"
    single = isinstance(operand, Amount) and op in {"=", "!=", "between"}
    if single:
        return f"数值 {_sql(demands[0].sign)} {values.bind(demands[0].number)}"
    placed = [(demand.sign, f"({values.bind(demand.number)}, 0)") for demand in demands]
    return _joined(op, operand, [f"(数值, 偏) {sign} {place}" for sign, place in placed], "(数值, 偏)", placed)


def _joined(op: Op, operand: Amount | Range, parts: list[str], figure: str, placed: list[tuple[Sign, str]]) -> str:
    if [sign for sign, _ in placed] == [">=", "<="]:
        said = f"{figure} BETWEEN {placed[0][1]} AND {placed[1][1]}"
    else:
        said = " AND ".join(parts)
    return f"NOT ({said})" if op == "!=" and isinstance(operand, Range) else said


def _sql(sign: Sign) -> str:
    return "<>" if sign == "!=" else sign
