"""A unit or a scale that is said once, for both ends of a range: 三到五万, 两到三百万, 100万到500, 80-90%, 10~15k."""

from decimal import Decimal

from querylang.amounts import Amount
from querylang.numeral_words import BIG, LETTERS, SMALL
from querylang.numerals import match_numeral, tidy


def with_shared_unit(text: str, low: tuple[int, Amount], high: tuple[int, Amount]) -> tuple[Amount, Amount]:
    """A unit said once holds for both ends: 三到五万, 两到三百万, 100万到500, 80-90%, 10~15k."""
    (low_at, first), (high_at, second) = low, high
    if not first.unit_said and not first.scaled and (second.scaled or second.unit_said):
        factor = _scale_of(text, high_at, second, first)
        first = _scaled(first, factor)._replace(unit=second.unit, unit_said=second.unit_said)
    elif not second.unit_said and not second.scaled and (first.scaled or first.unit_said):
        factor = _scale_of(text, low_at, first, second, later=True)
        second = _scaled(second, factor)._replace(unit=first.unit, unit_said=first.unit_said)
    elif not first.unit_said and second.unit_said and first.scaled:
        first = first._replace(unit=second.unit, unit_said=True)
    elif not second.unit_said and first.unit_said and second.scaled:
        second = second._replace(unit=first.unit, unit_said=True)
    elif not first.scaled and not first.unit_said:
        first = _scaled(first, _scale_of(text, high_at, second, first))
    return first, second


def _scaled(amount: Amount, factor: Decimal) -> Amount:
    """The amount times the scale it shares."""
    if factor == 1:
        return amount
    number = None if amount.number is None else tidy(amount.number * factor)
    high = None if amount.high is None else tidy(amount.high * factor)
    return amount._replace(number=number, low=tidy(amount.low * factor), high=high, scaled=True)


def _scale_of(text: str, at: int, said: Amount, other: Amount, *, later: bool = False) -> Decimal:
    """The scale of one end that the other end leaves out: 万 in 三到五万, 百万 in 两到三百万."""
    numeral = match_numeral(text, at, inside=True)
    if numeral is None or numeral.percent or other.high is None:
        return Decimal(1)
    end = numeral.end
    begin = end
    while begin > at and (text[begin - 1] in BIG or text[begin - 1] in LETTERS):
        begin -= 1
    big = Decimal(1)
    for char in text[begin:end]:
        big *= BIG.get(char) or LETTERS[char]
    lead = begin
    while lead > at and text[lead - 1] in SMALL and SMALL[text[lead - 1]] > (10 if big == 1 else 1):
        lead -= 1
    whole = Decimal(1)
    for char in text[lead:begin]:
        whole *= SMALL[char]
    mantissa = said.low / big
    single = other.high < 10 and lead > at and not any(char in SMALL for char in text[at:lead])
    if single and whole > 1 and other.high < mantissa / whole and not later:
        return big * whole
    fits = other.low > mantissa if later else other.high < mantissa
    return big if fits else Decimal(1)
