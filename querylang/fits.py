"""Which names a mention can mean though it is not written as they are: abbreviation, typo, homophone.

A mention is aligned with each candidate name, character by character and in order.  What is not explained by the name
counts against it; characters that are everywhere (经费, 工作) weigh little, by how many names hold them.  A mention is
accepted only when nothing it says remains unexplained but single slips of the pen; otherwise its best names are
candidates to offer, never an answer.  So are they where another number was said, or where a wrong character makes a
word of its own, and so another meaning (团员 for 人员).
"""

from querylang.aligned import EXACT, NONE, SOUND, SWAPPED, align
from querylang.doubts import Said, is_doubtful, is_torn_off, reasons_of
from querylang.named import NamedTuple
from querylang.names import NameIndex

ENOUGH_WEIGHT = 1.2  # of explained characters, so that two rare ones carry a mention and 经费 alone does not


class Fit(NamedTuple):
    """An alignment of text[start:end] with a name, good enough to be answered for, or to be offered."""

    number: int
    start: int
    end: int
    score: float
    whole: bool  # nearly all of the name was said
    jumps: int  # places where characters of the name were left out
    first: int  # the first and the last character of the name that was said
    last: int
    soft_start: bool  # its first or last character only sounds or looks like the name's
    soft_end: bool
    reasons: tuple[str, ...]
    foreign: bool  # a character of it is none of the name's
    sure: bool = True  # False: only to be offered


WHOLE_LENGTH = 5
LEAST_CERTAIN = 2
LEAST_SCORE = 0.7


def best_fits(index: NameIndex, text: str, core_start: int, core_end: int) -> "list[Fit]":
    """The accepted fits of all candidates around text[core_start:core_end], best first."""
    fits = []
    for number in index.candidates(text[core_start:core_end]):
        fit = _fit(index, text, number, (core_start, core_end))
        if fit is not None:
            fits.append(fit)
    fits.sort(key=lambda fit: (not fit.whole, -fit.score, fit.start - fit.end, fit.number))
    return fits


def _fit(index: NameIndex, text: str, number: int, core: tuple[int, int]) -> Fit | None:
    key = index.keys[number]
    if sum(map(key.__contains__, text)) < LEAST_CERTAIN:
        return None
    core_start, core_end = core
    matched = align(text, key, core_start, core_end)
    inside = [i for i in matched if core_start <= i < core_end]
    if not inside:
        return None
    # What the name does not have is left outside, but for a last character typed twice, or a first one.
    start, end = min(inside), max(inside) + 1
    if start > core_start and text[start - 1] == text[start]:
        start -= 1
    if end < core_end and text[end] == text[end - 1]:
        end += 1
    while start > 0 and start - 1 in matched:
        start -= 1
    while end < len(text) and end in matched:
        end += 1
    return _judge(index, number, Said(text, start, end, key, matched))


class _Tally:
    """What is counted along an alignment."""

    __slots__ = (
        "doubts",
        "explained",
        "first",
        "foreign",
        "heard",
        "jumps",
        "last",
        "soft",
        "swapped",
        "twice",
        "whole",
    )

    def __init__(self) -> None:
        self.explained = self.whole = 0.0
        self.soft = self.swapped = self.twice = self.foreign = self.jumps = 0
        self.doubts = 0  # places where two uncertain characters stand side by side
        self.heard = 0  # such places where both only sound like the name's: 兼查 for 监察
        self.first = self.last = -1


def _count(index: NameIndex, said: Said) -> _Tally:
    text, key, matched = said.text, said.key, said.matched
    tally = _Tally()
    doubtful = False
    for i in range(said.start, said.end):
        weight = index.weight(text[i])
        j, value = matched.get(i, (-1, NONE))
        uncertain = value not in {EXACT, SWAPPED}
        if uncertain and doubtful:
            if value == SOUND and matched.get(i - 1, (-1, NONE)) == (j - 1, SOUND):
                tally.heard += 1
            else:
                tally.doubts += 1
        doubtful = uncertain
        if value == NONE and said.is_twice(i):
            tally.twice += 1
            continue
        if value == NONE:
            tally.whole += weight
            tally.foreign += 1
            continue
        if value == SWAPPED:
            tally.swapped += 1
        elif value < EXACT:
            weight = index.weight(key[j])
            tally.soft += 1
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


def _judge(index: NameIndex, number: int, said: Said) -> Fit | None:
    """Score a window and decide whether it may be answered for; None where it may not.

    A character that the name does not have is a slip of the pen only where nearly all of the name was written; in a
    part of a name it may be a word that changes the meaning (档案整理工厂).
    """
    tally = _count(index, said)
    if not tally.whole or tally.first < 0:
        return None
    length = said.end - said.start
    certain = length - tally.soft - tally.swapped - tally.foreign - tally.twice
    whole = (length - tally.foreign - tally.twice) * 5 >= len(said.key) * 4 and len(said.key) >= WHOLE_LENGTH
    score = tally.explained / tally.whole - 0.03 * tally.jumps - 0.02 * (tally.foreign + tally.twice)
    accepted = (
        not tally.doubts
        and (not tally.heard or whole)
        and (not tally.foreign or (whole and tally.foreign * 6 <= length))
        and tally.soft * 3 <= length
        and tally.swapped * 3 <= length
        and certain >= LEAST_CERTAIN
        and tally.explained >= ENOUGH_WEIGHT
        and score >= LEAST_SCORE
        and (whole or _plausible(tally, said, certain))
    )
    if not accepted:
        return None
    reasons = reasons_of(said)
    if tally.jumps:
        reasons.append(f"依次出现在“{index.names[number]}”里")
    return Fit(
        number,
        said.start,
        said.end,
        score,
        whole,
        tally.jumps,
        tally.first,
        tally.last,
        said.likeness(said.start) < EXACT,
        said.likeness(said.end - 1) < EXACT,
        tuple(reasons),
        tally.foreign > 0,
        not is_doubtful(index, said, whole=whole),
    )


def _plausible(tally: _Tally, said: Said, certain: int) -> bool:
    """Whether characters picked from a name in order read as its abbreviation, not as chance.

    Two characters have to begin the name (内审 for 内部审计 …); otherwise each block should be short of scattered.
    """
    length = said.end - said.start
    if tally.soft and tally.swapped:
        return False  # 工厂管理 is not 市场管理工作经费
    if not tally.jumps:
        return certain == length or length >= 3
    if tally.soft and (tally.jumps > 1 or length <= 3):
        return False
    if tally.swapped and not _is_of_one_piece(said):
        return False
    if length == 2:
        return certain == length and tally.first == 0 and tally.last % 2 == 0 and tally.last <= 4
    return tally.jumps <= max(2, length // 2) and not is_torn_off(said)


def _is_of_one_piece(said: Said) -> bool:
    """Whether a mention is a stretch of the name but for the order, or is said from its beginning to its end.

    学生资助 is no 农村学生营养改善计划补助资金; 购车经费 is 车辆购置经费.
    """
    places = [j for j in map(said.place, range(said.start, said.end)) if j is not None]
    first, last = min(places), max(places)
    return last - first < len(places) or (first == 0 and last == len(said.key) - 1)
