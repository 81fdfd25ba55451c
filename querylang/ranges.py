"""Reads ranges: 30万到300万之间, 三到五万, 100万-500万, 1万(含)-5万元, 介于A和B.

The words between and behind the two numbers are data (table range of lexicon/numbers.toml).
"""

from querylang.amounts import Amount, match_amount
from querylang.asides import match_aside
from querylang.comparators import comparing_words, longest_word
from querylang.comparison import Comparison, with_aside
from querylang.numerals import WORDLIKE
from querylang.shared_unit import with_shared_unit


def match_range(text: str, start: int, at: int, first: Amount, opener: str, gaps: frozenset[int]) -> Comparison | None:
    """30万到300万之间, 三到五万, 100万-500万, 1万(含)-5万元, 介于A和B; first is the amount at `at`."""
    words = comparing_words()
    low_end, low_in = _inclusion(text, first)
    join = longest_word(words.joins, text, low_end)
    if join is None:
        return None
    second = match_amount(text, join[0], gaps, inside=True)
    if second is None or _is_date(text, start, first, second):
        return None
    if second.unit == "间" and join[2] == "pair":  # 10与20间 is 之间, not rooms
        second = second._replace(end=second.end - 1, unit=first.unit, unit_said=first.unit_said)
    end, high_in = _inclusion(text, second)
    close = longest_word(words.closes, text, end)
    if close is None and join[2] == "pair" and not opener:
        return None
    if close and not (close[1] in {"以内", "之内"} and join[2] == "pair"):
        end = close[0]
    low, high = with_shared_unit(text, (at, first), (join[0], second))
    if low.high is None or high.high is None or (low.unit != high.unit and low.unit and high.unit):
        return None
    if low.low > high.high:
        low, high, low_in, high_in = high, low, high_in, low_in
    unit_said = low.unit_said or high.unit_said
    found = Comparison(
        end,
        "between",
        None,
        low.low,
        high.high,
        low.low_op if low_in else ">",
        high.high_op if high_in else "<",
        high.unit or low.unit,
        unit_said,
        False,
    )
    return with_aside(text, found)


def lone_digit(text: str, at: int, gaps: frozenset[int]) -> Amount | None:
    """A lone digit before 到 or 至, which no list of words knows as a number."""
    loose = text[at + 1 : at + 2] in {"到", "至", "~", "-"} and text[at] not in WORDLIKE  # 拾到
    return match_amount(text, at, gaps, inside=True) if loose else None


def _inclusion(text: str, said: Amount) -> tuple[int, bool]:
    """Whether an end of a range counts, by the aside behind it, and where that ends: 1万(不含)-5万(含5万)."""
    aside = match_aside(text, said.end)
    return (said.end, True) if aside is None or aside.number not in {None, said.number} else aside[:2]


def _is_date(text: str, start: int, first: Amount, second: Amount) -> bool:
    """1-3月, 2023-2024年, 第3-5名: no range of quantities."""
    if text[second.end : second.end + 1] in {"月", "号"} or text[start - 1 : start] in {"第", "年", "月", "[", "〔"}:
        return True
    return (second.unit == "年" and second.low > 1900) or (first.unit == "年" and first.low > 1900)
