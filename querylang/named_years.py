"""Reads named years: 2023年, 23年, 二〇二三年度; not 10年以上, which is a length of time.

The words that make a number of years a length are data (tables years_… of lexicon/markers.toml).
"""

from querylang.named import NamedTuple
from querylang.numeral_words import DIGITS, NUMERAL_CHARS, pattern
from querylang.vocabulary import marker_words

YEAR = r"(?:(19|20)(\d\d)|(\d\d))(?:年度|财年|年)"
CHINESE_YEAR = r"([一二][〇零九0][〇零一二三四五六七八九]{2}|[一二九八][〇零一二三四五六七八九])(?:年度|财年|年)"
LENGTH_BEFORE = marker_words("years_length_before")
LENGTH_BEHIND = marker_words("years_length_behind")


class Year(NamedTuple):
    """A named year: 2023年, 23年, 二〇二三年度."""

    end: int
    year: int


def match_year(text: str, start: int, gaps: frozenset[int] = frozenset()) -> Year | None:
    """A named year at start: four figures or two, with 年, 年度 or 财年. 10年以上 is a length of time, not a year.

    >>> match_year("23年的预算", 0), match_year("二〇二三年度", 0), match_year("10年以上", 0)
    (Year(end=3, year=2023), Year(end=6, year=2023), None)
    """
    if text.find("年", start + 2, start + 6) < 0:
        return None  # two or four figures, then 年 or 财年; compiling the patterns takes longer than an answer
    before = text[start - 1 : start]
    match = pattern(YEAR).match(text, start)
    if match:
        if (before.isdecimal() or before == ".") and start not in gaps:
            return None
        year = int(match[1] + match[2]) if match[1] else _century(int(match[3]))
        short = not match[1]
    else:
        match = pattern(CHINESE_YEAR).match(text, start)
        if not match or before in NUMERAL_CHARS:
            return None
        figures = "".join(str(DIGITS.get(char, char)) for char in match[1])
        short = len(figures) == 2
        year = _century(int(figures)) if short else int(figures)
    if short and _duration(text, start, match.end()):
        return None
    return Year(match.end(), year)


def _century(two: int) -> int:
    """23 -> 2023, 98 -> 1998."""
    return 2000 + two if two < 70 else 1900 + two


def _duration(text: str, start: int, end: int) -> bool:
    """Whether a number of years is meant: 超过10年, 10年以上, 每15年."""
    if text.startswith(LENGTH_BEHIND, end):
        return True
    return text.endswith(LENGTH_BEFORE, 0, start)
