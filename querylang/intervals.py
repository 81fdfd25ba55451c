"""Reads intervals as mathematics writes them: [30,40), (30%,40%], [100,+∞), [1,2)万元.

A square bracket includes its end, a round one leaves it out. Two round brackets within a sentence are an aside
unless it says otherwise: 在(30,40), (30,40)万元, (30,+∞).
"""

from decimal import Decimal

from querylang.amounts import Amount, match_amount
from querylang.comparison import Comparison
from querylang.query import Op
from querylang.shared_unit import with_shared_unit

OPENS = "[("
CLOSES = "])"
SEPARATORS = ",~;-—至到"
ENDLESS = frozenset(("", "+∞", "∞", "-∞"))
BEFORE = frozenset(("在", "于", "为", "是", "∈"))  # behind these, two round brackets are an interval, too
LONGEST = 60


def match_interval(text: str, start: int) -> Comparison | None:
    """The interval at start of a plain text, or None where the brackets hold something else.

    >>> match_interval("[30,40)", 0)[1:7]
    ('between', None, Decimal('30'), Decimal('40'), '>=', '<')
    >>> match_interval("[100,+∞)", 0)[1:3], match_interval("[2022]", 0), match_interval("项目(30,40)", 2)
    (('>=', Decimal('100')), None, None)
    """
    if text[start] not in OPENS:
        return None
    close = next((at for at in range(start + 1, min(len(text), start + LONGEST)) if text[at] in CLOSES), None)
    if close is None:
        return None
    inner = text[start + 1 : close]
    cuts = [at for at, char in enumerate(inner) if char in SEPARATORS and not _is_sign(inner, at)]
    if len(cuts) != 1:
        return None  # a comma too many could be one of a long number
    said = (inner[: cuts[0]], inner[cuts[0] + 1 :])
    low, high = (_end(part) for part in said)
    if (low is None and said[0] not in ENDLESS) or (high is None and said[1] not in ENDLESS):
        return None
    behind = _behind(text, close + 1)
    aside = text[start] + text[close] == "()" and low and high and not behind
    if aside and text[start - 1 : start] not in BEFORE and (start > 0 or close + 1 < len(text)):
        return None
    at = behind[0] if behind else close + 1
    if low and high:
        low, high = with_shared_unit("~".join(said), (0, low), (len(said[0]) + 1, high))
    low, high = _with_unit(low, behind), _with_unit(high, behind)
    includes = (text[start] == "[", text[close] == "]")
    return _compared(low, high, includes, at)


def _is_sign(inner: str, at: int) -> bool:
    """Whether the dash at a place belongs to a number: [-5,5]."""
    return inner[at] == "-" and (at == 0 or inner[at - 1] in SEPARATORS)


def _end(part: str) -> Amount | None:
    """The exact number that is all of one end."""
    found = match_amount(part, 0, inside=True) if part else None
    return found if found and found.end == len(part) and found.number is not None and not found.about else None


def _behind(text: str, at: int) -> tuple[int, Decimal, str | None] | None:
    """万元 behind [1,2): where it ends, its scale and its unit."""
    if not text[at : at + 1] or text[at].isdecimal() or text[at] in ".,":
        return None
    found = match_amount("1" + text[at : at + 8], 0, inside=True)
    if found is None or found.number is None or found.end == 1:
        return None
    return at + found.end - 1, found.number, found.unit


def _with_unit(amount: Amount | None, behind: tuple[int, Decimal, str | None] | None) -> Amount | None:
    """The end with the unit behind the bracket, where it has none of its own."""
    if amount is None or behind is None or amount.unit is not None or amount.number is None:
        return amount
    number = amount.number * behind[1]
    return amount._replace(number=number, low=number, high=number, unit=behind[2], unit_said=True)


def _compared(low: Amount | None, high: Amount | None, includes: tuple[bool, bool], end: int) -> Comparison | None:
    """What the two ends say together."""
    if low is None and high is None:
        return None
    one = low or high
    assert one is not None
    unit, unit_said = one.unit, one.unit_said
    if low is None or high is None:
        op: Op = (">=" if includes[0] else ">") if high is None else ("<=" if includes[1] else "<")
        return Comparison(end, op, one.number, None, None, ">=", "<=", unit, unit_said, False)
    if low.unit != high.unit or low.number is None or high.number is None:
        return None
    if low.number > high.number:
        low, high, includes = high, low, (includes[1], includes[0])
    ends = (">=" if includes[0] else ">", "<=" if includes[1] else "<")
    return Comparison(end, "between", None, low.number, high.number, *ends, unit, unit_said, False)
