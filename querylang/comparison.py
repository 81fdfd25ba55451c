"""A comparison with a number, made of an amount and the sense of the words around it."""

from decimal import Decimal

from querylang.amounts import Amount
from querylang.asides import match_aside, with_end
from querylang.comparators import SENSES, UPWARD
from querylang.named import NamedTuple
from querylang.numerals import ABOUT, tidy
from querylang.query import Op


class Comparison(NamedTuple):
    """A comparison with a number, as a phrase of the question."""

    end: int
    op: Op
    number: Decimal | None  # None for between
    low: Decimal | None  # for between and ≈
    high: Decimal | None
    low_op: str  # ">=" or ">": whether the lower end itself counts
    high_op: str  # "<=" or "<"
    unit: str | None  # 元, %, 人 …; None: none said
    unit_said: bool  # False where 万 or 亿 alone make it money, or nothing was said
    bare: bool  # a quantity without any comparing word: 两千三百五十万的项目


def bare_quantity(amount: Amount) -> Comparison:
    """A quantity without a comparing word."""
    if amount.number is None and amount.high is None:
        return _make(amount, ">=", amount.low, amount.end, bare=True)
    if amount.number is None:
        return _between(amount, amount.end, bare=True)
    if amount.about:
        return _about(amount, amount.end, bare=True)
    return _make(amount, "=", amount.number, amount.end, bare=True)


def compared(amount: Amount, op: str, end: int) -> Comparison | None:
    """An amount with its sense; a range takes the end the sense looks at."""
    if op == "≈" and amount.number is not None:
        return _about(amount, end, bare=False)
    if amount.number is not None and not (amount.about and op == "="):
        return _make(amount, op, amount.number, end, bare=False)
    if op in {"=", "≈"}:
        return bare_quantity(amount)._replace(end=end, bare=False)
    if op == "!=":
        return None
    number = amount.low if op in UPWARD or amount.high is None else amount.high
    return _make(amount, op, number, end, bare=False)


def _make(amount: Amount, op: str, number: Decimal, end: int, *, bare: bool) -> Comparison:
    """A comparison with one number."""
    return Comparison(end, SENSES[op], number, None, None, ">=", "<=", amount.unit, amount.unit_said, bare)


def _about(amount: Amount, end: int, *, bare: bool) -> Comparison:
    """Ten percent below and above, both ends included."""
    number = amount.number or Decimal(0)
    low, high = sorted((tidy(number * (1 - ABOUT)), tidy(number * (1 + ABOUT))))
    return Comparison(end, "≈", number, low, high, ">=", "<=", amount.unit, amount.unit_said, bare)


def _between(amount: Amount, end: int, *, bare: bool) -> Comparison:
    """A numeral that is a range: 三十多万."""
    return Comparison(
        end,
        "between",
        None,
        amount.low,
        amount.high,
        amount.low_op,
        amount.high_op,
        amount.unit,
        amount.unit_said,
        bare,
    )


def with_aside(text: str, found: Comparison | None) -> Comparison | None:
    """30万以上（不含30万）, 30%~40%（不含40%）."""
    aside = match_aside(text, found.end) if found else None
    if found is None or aside is None:
        return found
    if found.op == "between" and aside.number in {None, found.low, found.high}:
        low_op, high_op = found.low_op, found.high_op
        if aside.number in {None, found.low}:
            low_op = ">=" if aside.included else ">"
        if aside.number in {None, found.high}:
            high_op = "<=" if aside.included else "<"
        return found._replace(end=aside.end, low_op=low_op, high_op=high_op)
    if found.number is not None and aside.number in {None, found.number}:
        return found._replace(end=aside.end, op=with_end(found.op, aside.included))
    return found
