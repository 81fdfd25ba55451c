"""The words that compare, and how those in front of a number work together: 是不低于, 大概不到, 没有超过了.

Words and senses are data (tables prefix, suffix, around, negation, softener, range of lexicon/numbers.toml).
"""

from collections.abc import Iterator
from functools import cache

from querylang.amounts import by_first, units
from querylang.named import NamedTuple
from querylang.numeral_words import STARTS
from querylang.query import Op
from querylang.wordfile import Table, compiled, number_words

# Of the sense that a table names as text, the sense itself; anything else is a mistake in the table.
SENSES: dict[str, Op] = {
    ">": ">",
    ">=": ">=",
    "<": "<",
    "<=": "<=",
    "=": "=",
    "!=": "!=",
    "≈": "≈",
    "between": "between",
}

UPWARD = frozenset((">", ">="))
DOWNWARD = frozenset(("<", "<="))
BRACKETS = frozenset("《》〈〉")
MOST_TOGETHER = 8  # comparing words and those that soften them, before one number
SLOT = "…"  # where the number stands in a word of table around


class ComparingWords(NamedTuple):
    """The tables by first character, the longest word first."""

    prefix: dict[str, tuple[tuple[str, str], ...]]
    suffix: dict[str, tuple[tuple[str, str], ...]]
    around: dict[str, tuple[tuple[str, str], ...]]  # (head…tail, op)
    softener: dict[str, tuple[tuple[str, str], ...]]
    not_after: dict[str, str]
    joins: dict[str, tuple[tuple[str, str], ...]]
    closes: dict[str, tuple[tuple[str, str], ...]]
    opens: dict[str, tuple[tuple[str, str], ...]]
    sign: dict[str, tuple[tuple[str, str], ...]]  # 为负: a comparison with nothing
    not_sign: dict[str, str]  # 为负 -> characters after it that make another word
    reaching: frozenset[str]  # 达到, which a word behind the number overrules
    almost: frozenset[str]  # 几乎, from below
    not_yet: frozenset[str]  # 还没: below, before a number; before a word that means below it denies that
    misheard: frozenset[str]  # 一下 for 以下: compares with numbers only, and where nothing else does
    prefixes: frozenset[str]
    numbers: frozenset[str]  # characters a number can begin with
    starts: frozenset[str]  # characters a comparison can begin with
    figures: frozenset[str]  # characters of which a comparison holds one


@cache
def comparing_words() -> ComparingWords:
    """The tables, read once."""
    return ComparingWords(*compiled("numbers.toml", _comparing_words))


def _comparing_words() -> Table:
    """Reads the tables."""
    tables = number_words()
    prefix = {entry.word: op for op, entries in tables["prefix"].items() for entry in entries}
    for op, entries in tables["negated"].items():
        for entry in entries:
            for negation in tables["negation"]["words"]:
                prefix.setdefault(negation.word + entry.word, op)
    suffix = {entry.word: op for op, entries in tables["suffix"].items() for entry in entries}
    around = {entry.word: op for op, entries in tables["around"].items() for entry in entries}
    between = tables["range"]
    joins = {entry.word: "join" for entry in between["joins"]} | {entry.word: "pair" for entry in between["pairs"]}
    closes = {entry.word: "" for entry in between["closes"]}
    opens = {entry.word: "介于" if entry.word[0] in "介界" else "" for entry in between["opens"]}
    softener = {entry.word: "" for entry in tables["softener"]["words"]}
    not_after = {word: entries[0].word for word, entries in tables["not_after"].items()}
    numbers = STARTS | frozenset(units().before)
    sign = {entry.word: op for op, entries in tables["sign"].items() for entry in entries}
    not_sign = {word: entries[0].word for word, entries in tables["not_sign"].items()}
    reaching = frozenset(entry.word for entry in tables["reaching"]["words"])
    almost = frozenset(entry.word for entry in tables["almost"]["words"])
    not_yet = frozenset(entry.word for entry in tables["not_yet"]["words"])
    misheard = frozenset(entry.word for entry in tables["misheard"]["words"])
    firsts = {word[0] for words in (prefix, around, opens, sign) for word in words}
    signs = {char for word in sign for char in word if char in "正负"}
    return (
        by_first(prefix),
        by_first(suffix),
        by_first(around),
        by_first(softener),
        not_after,
        by_first(joins),
        by_first(closes),
        by_first(opens),
        by_first(sign),
        not_sign,
        reaching,
        almost,
        not_yet,
        misheard,
        frozenset(prefix),
        numbers,
        frozenset(firsts) | numbers,
        numbers | signs,
    )


def words_at(table: dict[str, tuple[tuple[str, str], ...]], text: str, at: int) -> Iterator[tuple[int, str, str]]:
    """The words of a table at a place, the longest first: (end, word, meaning)."""
    pairs = table.get(text[at : at + 1])
    if pairs is not None:
        lengths, meanings = _by_length(pairs)
        for length in lengths:
            word = text[at : at + length]
            meaning = meanings.get(word)
            if meaning is not None and len(word) == length:
                yield at + length, word, meaning


def longest_word(table: dict[str, tuple[tuple[str, str], ...]], text: str, at: int) -> tuple[int, str, str] | None:
    """The longest word of a table at a place: (end, word, meaning)."""
    return next(words_at(table, text, at), None) if text[at : at + 1] in table else None


# A hundred words begin with 不: a look-up for each length is a tenth of the work of trying them one by one.
_LENGTHS: dict[int, tuple[tuple[tuple[str, str], ...], tuple[int, ...], dict[str, str]]] = {}


def _by_length(pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[int, ...], dict[str, str]]:
    """The words of one first character: their lengths, longest first, and what they mean."""
    known = _LENGTHS.get(id(pairs))
    if known is None or known[0] is not pairs:
        meanings: dict[str, str] = {}
        for word, meaning in pairs:
            meanings.setdefault(word, meaning)
        lengths = tuple(sorted({len(word) for word in meanings}, reverse=True))
        known = _LENGTHS[id(pairs)] = (pairs, lengths, meanings)
    return known[1:]


def stands(word: str, text: str, start: int) -> bool:
    """Whether a comparing word is one here, not the end of another (通过, 占比)."""
    before = text[start - 1 : start]
    return not (before and before in comparing_words().not_after.get(word, ""))


def prefix_words(text: str, start: int) -> tuple[int, Op] | None:
    """Comparing words in front of a number, taken together: 是不低于, 大概不到, 最多不超过, 超过了.

    So many at most as somebody says: 不是不是不是… is not followed to its end from each of its characters.

    >>> prefix_words("不低于95%", 0), prefix_words("超过了100万", 0), prefix_words("通过100万", 1)
    ((3, '>='), (3, '>'), None)
    """
    words = comparing_words()
    first = longest_word(words.prefix, text, start)
    if first is None or not stands(first[1], text, start) or _is_bracket(first, text, start):
        return None
    at, op = first[0], first[2]
    for _ in range(MOST_TOGETHER):
        more = longest_word(words.prefix, text, at)
        if more:
            apart = is_apart(first[1], more[2]) or _is_mark(first[1], more)
            merged = None if apart else _merge_prefixes(op, more[2])
            if merged is None:
                return None
            at, op = more[0], merged
            continue
        soft = longest_word(words.softener, text, at)
        if soft is None:
            return at, SENSES[op]
        at = soft[0]
    return None


def is_apart(word: str, other: str) -> bool:
    """Whether a word and the sense of the next are of two minds: 几乎超过100万 is below it, and how far is not said."""
    words = comparing_words()
    return (word in words.almost and other in UPWARD) or (word in words.not_yet and other in DOWNWARD)


def _is_bracket(sign: tuple[int, str, str], text: str, start: int) -> bool:
    """《 and 》 are < and > as Chinese keyboards type them right before a figure; not in 》有7个, 最贵的《两个."""
    return sign[1] in BRACKETS and (
        text[sign[0] : sign[0] + 1] not in comparing_words().numbers or text[start - 1 : start] == "的"
    )


def _is_mark(sign: str, more: tuple[int, str, str]) -> bool:
    """Whether a sign is only a mark in front of a word that says 等于: 《为100%, ~是三十万."""
    return not sign[-1].isalnum() and more[1].isalpha() and more[2] == "="


def _merge_prefixes(first: str, second: str) -> str | None:
    """The sense of two comparing words before one number; None where they contradict each other."""
    if first in {"=", "≈"}:
        return first if second == "=" and first == "≈" else second
    if first == "!=":
        return first if second in {"=", "!="} else None
    if second in {"=", "≈"}:
        return first
    same = (first in UPWARD and second in UPWARD) or (first in DOWNWARD and second in DOWNWARD)
    return second if same else None
