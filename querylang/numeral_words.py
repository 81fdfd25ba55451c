"""The characters and words of numerals: digits, units, and those that look like numerals and are none.

What is no numeral (四川, 一般, 三公经费) is data: table not_numbers of lexicon/numbers.toml.
"""

import re
from functools import cache

from querylang.wordfile import Table, compiled, number_words

DIGITS = {
    char: value
    for value, chars in enumerate(
        ("零〇", "一壹幺", "二贰两俩", "三叁参", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for char in chars
}
SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
TENS = {"廿": 20, "卅": 30, "卌": 40}
BIG = {"万": 10**4, "亿": 10**8, "兆": 10**12}
OVER = ("分之", "份之")  # 三分之一, and as it is often misspelled
LETTERS = {"k": 10**3, "w": 10**4, "M": 10**6}  # m is a metre; see querylang.text on M
NUMERAL_CHARS = frozenset(DIGITS) | frozenset(SMALL) | frozenset(TENS) | frozenset(BIG)
STARTS = NUMERAL_CHARS | frozenset("0123456789.-+负几数上好半")

LONGEST = 40  # digits of a written number; anything longer is a code, not a quantity


@cache
def pattern(source: str) -> re.Pattern[str]:
    """A pattern, compiled when a question first needs it: all of them at import would cost 3 ms."""
    return re.compile(source)


@cache
def _not_numbers() -> dict[str, tuple[tuple[str, str], ...]]:
    """Numeral character -> what stands before and after it in words that are no numerals."""
    found: dict[str, tuple[tuple[str, str], ...]] = compiled("numbers.toml", _read_not_numbers)[0]
    return found


@cache
def _numbers_after_all() -> tuple[str, ...]:
    """Numbers that begin like words that are none: 一块钱."""
    found: tuple[str, ...] = compiled("numbers.toml", _read_not_numbers)[1]
    return found


def _read_not_numbers() -> Table:
    """Reads the words that are no numerals."""
    found: dict[str, list[tuple[str, str]]] = {}
    for entry in number_words()["not_numbers"]["words"]:
        word = entry.word
        for index, char in enumerate(word):
            if char in STARTS:
                found.setdefault(char, []).append((word[:index], word[index:]))
    numbers = tuple(entry.word for entry in number_words()["numbers"]["words"])
    return {char: tuple(pairs) for char, pairs in found.items()}, numbers


def in_other_word(text: str, start: int) -> bool:
    """Whether the numeral character at start belongs to a word that is no number.

    >>> in_other_word("统一", 1), in_other_word("三公经费", 0), in_other_word("三万", 0)
    (True, True, False)
    """
    for before, rest in _not_numbers().get(text[start], ()):
        if text.startswith(rest, start) and text.endswith(before, 0, start):
            return not text.startswith(_numbers_after_all(), start)
    return False


def begins_other_word(text: str, start: int) -> bool:
    """Whether a word that is no numeral begins at start and goes on with other characters: 一般, 一次性."""
    for before, rest in _not_numbers().get(text[start], ()):
        if not before and text.startswith(rest, start) and text[start + 1] not in NUMERAL_CHARS:
            return True
    return False


def neighbours(first: int, second: int) -> bool:
    """Whether two digits side by side mean from one to the other: 七八, 三五."""
    return first > 0 and (second == first + 1 or (first, second) == (3, 5))
