"""Which names a mention can mean though it is not written as they are: abbreviation, typo, homophone.

A mention is aligned with each candidate name, character by character and in order.  What is not explained by the name
counts against it; characters that are everywhere (经费, 工作) weigh little, by how many names hold them.  A mention is
accepted only when nothing it says remains unexplained but single slips of the pen; otherwise its best names are
candidates to offer, never an answer.
"""

from functools import lru_cache
from typing import NamedTuple

from querylang.names import ALPHABET, NameIndex

ENOUGH_WEIGHT = 1.2  # of explained characters, so that two rare ones carry a mention and 经费 alone does not
class Fit(NamedTuple):
    """An alignment of text[start:end] with a name."""

    number: int
    start: int
    end: int
    score: float
    accepted: bool
    whole: bool  # nearly all of the name was said
    jumps: int  # places where characters of the name were left out
    first: int  # the first and the last character of the name that was said
    last: int
    soft_start: bool  # its first or last character only sounds or looks like the name's
    soft_end: bool
    reasons: tuple[str, ...]


EXACT, SOUND, NEAR, SHAPE, SWAPPED, NONE = 1.0, 0.9, 0.75, 0.8, 0.7, 0.0
WHOLE_LENGTH = 5
LEAST_CERTAIN = 2
REACH = 3  # characters that a swapped one may have moved


@lru_cache(8192)
def likeness(char: str, sound: str) -> tuple[float, str]:
    """How alike a typed character and a name's character are, and why."""
    if char == sound:
        return EXACT, ""
    if char in ALPHABET or char.isdigit() or sound.isdigit():
        return NONE, ""
    from querylang.pinyin import confusable, near, syllables

    one, other = syllables(char), syllables(sound)
    if one and other:
        if set(one) & set(other):
            return SOUND, "同音"
        if any(near(a, b) for a in one for b in other):
            return NEAR, "近音"
    if confusable(char, sound):
        return SHAPE, "形近"
    return NONE, ""


def _fit(index: NameIndex, text: str, number: int, core_start: int, core_end: int) -> Fit | None:
    key = index.keys[number]
    matched = {i: (j, value) for i, j, value in _align(text, key, core_start, core_end)}
    inside = [i for i in matched if core_start <= i < core_end]
    if not inside:
        return None
    # What the name does not have is left outside, but for a last character typed twice.
    start, end = min(inside), max(inside) + 1
    if end < core_end and text[end] == text[end - 1]:
        end += 1
    while start > 0 and start - 1 in matched:
        start -= 1
    while end < len(text) and end in matched:
        end += 1
    return _judge(index, text, number, start, end, matched)


def _align(text: str, key: str, core_start: int, core_end: int) -> list[tuple[int, int, float]]:
    """Matched (position in text, position in key, likeness): exact blocks first, then look-alikes between them."""
    from rapidfuzz.distance import LCSseq

    pairs: list[tuple[int, int, float]] = []
    before_i = before_j = 0
    for block in LCSseq.opcodes(text, key):
        if block.tag == "equal":
            pairs.extend(
                (block.src_start + k, block.dest_start + k, EXACT) for k in range(block.src_end - block.src_start)
            )
    pairs = _tighten(pairs, text, key)
    exact = pairs
    pairs = []
    taken = {j for _, j, _ in exact}
    for i, j, value in (*exact, (len(text), len(key), NONE)):
        _soft(text, key, before_i, i, before_j, j, core_start, core_end, pairs, taken)
        if value:
            pairs.append((i, j, value))
        before_i, before_j = i + 1, j + 1
    return pairs


def _tighten(pairs: list[tuple[int, int, float]], text: str, key: str) -> list[tuple[int, int, float]]:
    """Move single matches towards their neighbours where the same character stands there: 经费 stays together."""
    result = list(pairs)
    for n in range(len(result) - 2, -1, -1):
        i, j, value = result[n]
        next_i, next_j, _ = result[n + 1]
        if next_i == i + 1 and next_j != j + 1 and next_j >= 1 and key[next_j - 1] == text[i]:
            result[n] = (i, next_j - 1, value)
    return result


def _soft(
    text: str,
    key: str,
    i_from: int,
    i_to: int,
    j_from: int,
    j_to: int,
    core_start: int,
    core_end: int,
    pairs: list[tuple[int, int, float]],
    taken: set[int],
) -> None:
    """Match what sounds or looks alike inside an unmatched stretch, in order."""
    j = j_from
    for i in range(max(i_from, core_start), min(i_to, core_end)):
        best, best_j = NONE, -1
        for k in range(j, j_to):
            value, _ = likeness(text[i], key[k])
            if value > best:
                best, best_j = value, k
        if best_j >= 0:
            pairs.append((i, best_j, best))
            j = best_j + 1
        else:
            moved = key.find(text[i], max(0, j_from - REACH), min(len(key), j_to + REACH))
            if moved >= 0 and moved not in taken:
                pairs.append((i, moved, SWAPPED))
                taken.add(moved)


class _Tally:
    """What is counted along an alignment."""

    __slots__ = (
        "doubts",
        "explained",
        "first",
        "foreign",
        "jumps",
        "last",
        "reasons",
        "soft",
        "swapped",
        "twice",
        "whole",
    )

    def __init__(self) -> None:
        self.explained = self.whole = 0.0
        self.soft = self.swapped = self.twice = self.foreign = self.jumps = 0
        self.doubts = 0  # places where two uncertain characters stand side by side
        self.first = self.last = -1
        self.reasons: list[str] = []


def _count(
    index: NameIndex, text: str, number: int, start: int, end: int, matched: dict[int, tuple[int, float]]
) -> _Tally:
    key = index.keys[number]
    tally = _Tally()
    doubtful = False
    for i in range(start, end):
        weight = index.weight(text[i])
        j, value = matched.get(i, (-1, NONE))
        uncertain = value not in {EXACT, SWAPPED}
        if uncertain and doubtful:
            tally.doubts += 1
        doubtful = uncertain
        if value == NONE and i > start and text[i] == text[i - 1]:
            tally.twice += 1
            tally.reasons.append(f"“{text[i]}”多打了一次")
            continue
        if value == NONE:
            tally.whole += weight
            tally.foreign += 1
            if not _replaces_one(matched, i):
                tally.doubts += 1
            tally.reasons.append(f"“{text[i]}”不在名称里")
            continue
        if value == SWAPPED:
            tally.swapped += 1
            tally.reasons.append(f"“{text[i]}”换了位置")
        elif value < EXACT:
            weight = index.weight(key[j])
            tally.soft += 1
            tally.reasons.append(f"“{text[i]}”作“{key[j]}”（{likeness(text[i], key[j])[1]}）")
        tally.whole += weight
        tally.explained += weight * value
        if value == SWAPPED:
            continue
        if tally.first < 0:
            tally.first = j
        elif j != tally.last + 1:
            tally.jumps += 1
        tally.last = j
    return tally


def _judge(
    index: NameIndex, text: str, number: int, start: int, end: int, matched: dict[int, tuple[int, float]]
) -> Fit | None:
    """Score a window and decide whether it may be answered for.

    A character that the name does not have is a slip of the pen only where nearly all of the name was written; in a
    part of a name it may be a word that changes the meaning (档案整理工厂).
    """
    key = index.keys[number]
    tally = _count(index, text, number, start, end, matched)
    if not tally.whole or tally.first < 0:
        return None
    length = end - start
    certain = length - tally.soft - tally.swapped - tally.foreign - tally.twice
    said_whole = (length - tally.foreign - tally.twice) * 5 >= len(key) * 4 and len(key) >= WHOLE_LENGTH
    score = tally.explained / tally.whole - 0.03 * tally.jumps - 0.02 * (tally.foreign + tally.twice)
    accepted = (
        not tally.doubts
        and (not tally.foreign or (said_whole and tally.foreign * 8 <= length))
        and tally.soft * 3 <= length
        and tally.swapped * 3 <= length
        and certain >= LEAST_CERTAIN
        and tally.explained >= ENOUGH_WEIGHT
        and score >= 0.7  # noqa: PLR2004 - below, the best names are only offered
        and _plausible(tally, certain, length)
    )
    reasons = tuple(tally.reasons) + ((f"依次出现在“{index.names[number]}”里",) if tally.jumps else ())
    return Fit(
        number,
        start,
        end,
        score,
        accepted,
        said_whole,
        tally.jumps,
        tally.first,
        tally.last,
        _is_soft(matched, start),
        _is_soft(matched, end - 1),
        reasons,
    )


def _replaces_one(matched: dict[int, tuple[int, float]], at: int) -> bool:
    """Whether a character stands in the place of just one of the name's."""
    before, after = matched.get(at - 1), matched.get(at + 1)
    return before is not None and after is not None and after[0] - before[0] == 2  # noqa: PLR2004


def _is_soft(matched: dict[int, tuple[int, float]], at: int) -> bool:
    return matched.get(at, (-1, EXACT))[1] < EXACT


def _plausible(tally: _Tally, certain: int, length: int) -> bool:
    """Whether characters picked from a name in order read as its abbreviation, not as chance.

    Two characters have to begin the name (内审 for 内部审计 …); otherwise each block should be short of scattered.
    """
    if not tally.jumps:
        return certain == length or length >= 3  # noqa: PLR2004 - two characters have to be exact
    if length == 2:  # noqa: PLR2004
        return certain == length and tally.first == 0 and tally.last % 2 == 0 and tally.last <= 4  # noqa: PLR2004
    return tally.jumps <= max(2, length // 2)
