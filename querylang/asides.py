"""Reads the aside that says whether an end counts: 30%以上（不含）, 超过30万（含30万）, 30%~40%（不含40%）."""

from decimal import Decimal

from querylang.amounts import match_amount
from querylang.named import NamedTuple
from querylang.numeral_words import pattern
from querylang.query import Op

ASIDE = r"\((不?)(?:包含|含|包括)(?:本数|本身|上限|下限)?([^()]{0,12})\)"
WITH_END: dict[tuple[Op, bool], Op] = {
    (">", False): ">",
    (">", True): ">=",
    (">=", True): ">=",
    (">=", False): ">",
    ("<", False): "<",
    ("<", True): "<=",
    ("<=", True): "<=",
    ("<=", False): "<",
}


class Aside(NamedTuple):
    """What an aside says."""

    end: int
    included: bool
    number: Decimal | None  # the number it names; None: whatever was said last


def match_aside(text: str, at: int) -> Aside | None:
    """The aside at a place of a plain text, or None where the bracket holds something else (含税).

    >>> match_aside("30%以上(不含30%)", 5), match_aside("100万(含税)", 4)
    (Aside(end=12, included=False, number=Decimal('30')), None)
    """
    if text[at : at + 1] != "(":
        return None
    found = pattern(ASIDE).match(text, at)
    if found is None:
        return None
    said = found[2]
    named = match_amount(said, 0, inside=True) if said else None
    if said and (named is None or named.number is None or named.end != len(said)):
        return None
    return Aside(found.end(), not found[1], named.number if named else None)


def with_end(op: Op, included: bool) -> Op:
    """The sense of a comparison once its end is said to count or not."""
    return WITH_END.get((op, included), op)
