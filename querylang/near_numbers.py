"""Numbers with one character misheard: 一白万, 五时万, 百分之九时五.

What was misheard stands between two characters of a numeral and sounds like one of them; at either end it may be a word
of its own (100晚, 东山十万), and is left unknown.
"""

from collections.abc import Iterator
from itertools import islice

from querylang.comparison import Comparison
from querylang.comparison_scan import match_comparison
from querylang.numeral_words import NUMERAL_CHARS
from querylang.pinyin import homophones
from querylang.words import Word

LONGEST_COMPARING = 12  # characters from the beginning of a comparison to a character of its number
MOST_MENDED = 10  # characters of one question
SPOKEN = frozenset("一二两三四五六七八九十百千万亿")


def near_numbers(plain: str, words: tuple[Word, ...], gaps: frozenset[int]) -> Iterator[tuple[int, Comparison]]:
    """(start, comparison) of each number in unknown words that is one when characters of it are mended."""
    doubtful = (range(max(word.start - 1, 1), word.end + 1) for word in words if word.kind == "unknown")
    likely = ((at, char) for places in doubtful for at in places if (char := _meant(plain, at)) is not None)
    meant = dict(islice(likely, MOST_MENDED))
    mended = "".join(meant.get(at, char) for at, char in enumerate(plain))
    for at in meant:
        yield from _comparisons(mended, at, gaps)


def _meant(plain: str, at: int) -> str | None:
    """The one character of numerals that a misheard one between two of them sounds like."""
    around = {*plain[at - 1 : at], *plain[at + 1 : at + 2]}
    if len(plain) <= at + 1 or not around <= NUMERAL_CHARS or plain[at] in NUMERAL_CHARS:
        return None
    likely = SPOKEN.intersection(homophones(plain[at]))
    return next(iter(likely)) if len(likely) == 1 else None


def _comparisons(mended: str, at: int, gaps: frozenset[int]) -> Iterator[tuple[int, Comparison]]:
    """Every comparison in a mended text whose number goes on behind the mended character."""
    for start in range(max(0, at - LONGEST_COMPARING), at):
        found = match_comparison(mended, start, gaps)
        if found is not None and found.end > at + 1:
            yield start, found
