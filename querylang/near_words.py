"""Words of the vocabulary that were misheard or mistyped: 预祘, 满意渡, 直标, 年度木标.

One character of a word may sound or look like the right one, and only where characters of the question stay unknown.
What is an everyday word of its own (三明 for 三名) is none of these.
"""

from collections.abc import Iterator
from functools import cache

from querylang.aligned import alike
from querylang.vocabulary import Meaning, vocabulary

NAMING = frozenset({"field", "kind", "which", "thing"})  # not what asks, ranks or joins: 最没用, 涨了多少
LONGEST = 6


@cache
def _with_a_blank() -> dict[tuple[str, str], str]:
    """What stands before and behind one character of a word -> the characters that make words of it."""
    found: dict[tuple[str, str], str] = {}
    for word, meaning in vocabulary().words.items():
        if meaning.kind in NAMING and 1 < len(word) <= LONGEST:
            for at, char in enumerate(word):
                around = word[:at], word[at + 1 :]
                found[around] = found.get(around, "") + char
    return found


@cache
def _ends() -> frozenset[tuple[int, str]]:
    """The ends of each such word, with its length, negative at the last: one of the two is always as it should be."""
    words = [word for word, meaning in vocabulary().words.items() if meaning.kind in NAMING]
    return frozenset(one for word in words for one in ((len(word), word[0]), (-len(word), word[-1])))


def near_words(plain: str, start: int, end: int) -> Iterator[tuple[int, int, Meaning]]:
    """(start, end, meaning) of the longest words that plain[start:end], all of it unknown, can be part of."""
    ends = _ends()
    for length in range(LONGEST, 1, -1):
        found = [
            (first, first + length, meaning)
            for first in range(max(0, end - length), min(start, len(plain) - length) + 1)
            if (length, plain[first]) in ends or (-length, plain[first + length - 1]) in ends
            for meaning in _meanings(plain, first, first + length)
        ]
        if found:
            yield from found
            return


def _meanings(plain: str, start: int, end: int) -> set[Meaning]:
    """What a text can mean with one character misheard; not 制金额 of 合同制金额, which ends in a word as it is."""
    from querylang.pairs import is_word

    words, said = vocabulary().words, plain[start:end]
    found: set[Meaning] = set()
    for at, char in enumerate(said):
        meant = _with_a_blank().get((said[:at], said[at + 1 :]), "")
        likely = alike(char) if meant else {}
        if not any(one in likely for one in meant) or (at == 0 < start and said[1:] in words):
            continue
        pairs = {said[at - 1 : at + 1], said[at : at + 2], plain[end - 1 : end + 1]}
        if not any(is_word(pair) for pair in pairs):
            found.update(words[said[:at] + one + said[at + 1 :]] for one in meant if one in likely)
    return found if len(found) == 1 else set()
