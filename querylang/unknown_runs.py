"""Where names may stand that were not written as they are: runs of unknown characters, and what belongs to them.

Parts of names and words of one character, which may be words by chance, belong to a run that they touch.
"""

from querylang.comparison import Comparison
from querylang.vocabulary import marker_words
from querylang.words import Mention, Word

# What a name does not reach across.
HARD = frozenset(
    {"logic", "negation", "comparison", "existence", "reference", "text", "superlative", "inclusion", "nth"}
)
# Lone characters that do join two names, and so end a run.
JOINING = frozenset(
    {"logic.with", "logic.or", "logic.comma", "logic.open", "logic.close", "filler.mark", "filler.de", "ask.than"}
)
INTERJECTIONS = frozenset(marker_words("interjections"))  # never part of a word


def worth_guessing(words: tuple[Word, ...]) -> bool:
    """Whether anything stays unexplained: unknown characters, or a number without unit beside a part of a name."""
    return any(word.kind == "unknown" or _numbered(words, n) or _wedged(words, n) for n, word in enumerate(words))


def _wedged(words: tuple[Word, ...], n: int) -> bool:
    """职业能力建没工作经费: one character, a word by chance, between two parts of names."""
    if not _lone(words[n]) or words[n].kind == "project" or not 0 < n < len(words) - 1:
        return False
    return all(words[k].kind == "project" and not _exact(words[k]) for k in (n - 1, n + 1))


def _numbered(words: tuple[Word, ...], n: int) -> bool:
    """穗财社2021 41号: a number without a unit, beside a part of a name."""
    value = words[n].value
    return (
        isinstance(value, Comparison)
        and value.bare
        and value.unit is None
        and n > 0
        and words[n - 1].kind == "project"
        and not _exact(words[n - 1])
    )


def unknown_runs(words: tuple[Word, ...], plain: str) -> list[tuple[int, int]]:
    """Index pairs (first, last) of stretches of unknown characters, parts of names and lone characters."""
    runs: list[tuple[int, int]] = []
    first: int | None = None
    for n in range(len(words) + 1):
        loose = n < len(words) and _loose(words, n, plain)
        if loose and first is None:
            first = n
        elif not loose and first is not None:
            run = _trimmed(words, first, n - 1)
            if run is not None:
                runs.append(run)
            first = None
    return runs


def _trimmed(words: tuple[Word, ...], first: int, last: int) -> tuple[int, int] | None:
    """A run without the words at its ends that stand on their own; None when nothing unknown is left."""
    while first <= last and not _of_name(words[first]):
        first += 1
    while last >= first and not _of_name(words[last]):
        last -= 1
    strange = any(words[k].kind in {"unknown", "comparison"} or _wedged(words, k) for k in range(first, last + 1))
    return (first, last) if strange else None


def _of_name(word: Word) -> bool:
    by_chance = word.kind in {"logic", "filler"} and word.text not in INTERJECTIONS and _lone(word)
    return word.kind in {"unknown", "project", "comparison"} or by_chance


def _loose(words: tuple[Word, ...], n: int, plain: str) -> bool:
    word = words[n]
    if word.kind == "unknown":
        return True
    if word.kind == "project":
        return not _exact(word) or _typed_twice(words, n, plain)
    if word.kind == "comparison":
        return _numbered(words, n)
    return _lone(word)


def _lone(word: Word) -> bool:
    """One character that is a word by chance: 里 in 整里, 也 in 职也."""
    return word.end - word.start == 1 and word.label not in JOINING and word.kind != "comparison"


def _typed_twice(words: tuple[Word, ...], n: int, plain: str) -> bool:
    """专项资金金, 车车辆购置经费: a name in full and its last character, or its first one, again."""
    behind = n + 1 < len(words) and words[n + 1].kind == "unknown" and words[n + 1].text == plain[words[n].end - 1]
    before = n > 0 and words[n - 1].kind == "unknown" and words[n - 1].text == plain[words[n].start]
    return behind or before


def _exact(word: Word) -> bool:
    return isinstance(word.value, Mention) and word.value.exact


def reach_of(words: tuple[Word, ...], first: int, last: int) -> tuple[int, int]:
    """How far a name around the run may reach: up to the next word that cannot be part of a name."""
    low = first
    while low > 0 and not _hard(words[low - 1]):
        low -= 1
    high = last
    while high + 1 < len(words) and not _hard(words[high + 1]):
        high += 1
    return words[low].start, words[high].end


def _hard(word: Word) -> bool:
    return word.label in JOINING or (word.kind in HARD and not _lone(word)) or _exact(word)


def glued_ends(words: tuple[Word, ...], gaps: frozenset[int]) -> frozenset[int]:
    """Positions where a lone character that is a word by chance touches its neighbour: 会 in 会计."""
    ends: set[int] = set()
    for word in words:
        if _lone(word) and word.kind != "unknown" and word.text not in INTERJECTIONS:
            ends.update(at for at in (word.start, word.end) if at not in gaps)
    return frozenset(ends)
