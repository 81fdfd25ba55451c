"""Which names a mention can mean though it is not written as they are: abbreviation, typo, homophone.

A mention is aligned with each candidate name, character by character and in order.  What is not explained by the name
counts against it; characters that are everywhere (经费, 工作) weigh little, by how many names hold them.  A mention is
accepted only when nothing it says remains unexplained but single slips of the pen; otherwise its best names are
candidates to offer, never an answer.  So are they where another number was said, or where a wrong character makes a
word of its own, and so another meaning (团员 for 人员).
"""

from querylang.aligned import EXACT, NEAR, NONE, SHAPE, SOUND, SWAPPED, align
from querylang.named import NamedTuple
from querylang.names import NameIndex
from querylang.notes import STRANGE

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
    sure: bool = True  # False: only to be offered


WHOLE_LENGTH = 5
LEAST_CERTAIN = 2
LEAST_SCORE = 0.7
_WHY = {SOUND: "同音", NEAR: "近音", SHAPE: "形近"}


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
    shared = 0
    for char in text:
        if char in key:
            shared += 1
    if shared < LEAST_CERTAIN:
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
    return _judge(index, text, number, start, end, matched)


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


_Matched = dict[int, tuple[int, float]]  # position in the text -> position in the name, likeness


def _count(index: NameIndex, text: str, number: int, start: int, end: int, matched: _Matched) -> _Tally:
    key = index.keys[number]
    tally = _Tally()
    doubtful = False
    for i in range(start, end):
        weight = index.weight(text[i])
        j, value = matched.get(i, (-1, NONE))
        uncertain = value not in {EXACT, SWAPPED}
        if uncertain and doubtful:
            if value == SOUND and matched.get(i - 1, (-1, NONE)) == (j - 1, SOUND):
                tally.heard += 1
            else:
                tally.doubts += 1
        doubtful = uncertain
        if value == NONE and _is_twice(text, i, start, end):
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


def _is_twice(text: str, i: int, start: int, end: int) -> bool:
    """Whether a character is the one before it again, or in front of all the one behind it."""
    return text[i] == (text[i - 1] if i > start else text[i + 1 : min(i + 2, end)])


def _reasons(text: str, key: str, start: int, end: int, matched: _Matched) -> list[str]:
    """Why each character that is not the name's own was let pass."""
    reasons: list[str] = []
    for i in range(start, end):
        j, value = matched.get(i, (-1, NONE))
        if value == NONE:
            twice = _is_twice(text, i, start, end)
            reasons.append(f"“{text[i]}”多打了一次" if twice else f"“{text[i]}”{STRANGE}")
        elif value == SWAPPED:
            reasons.append(f"“{text[i]}”换了位置")
        elif value < EXACT:
            reasons.append(f"“{text[i]}”作“{key[j]}”（{_WHY[value]}）")
    return reasons


def _judge(index: NameIndex, text: str, number: int, start: int, end: int, matched: _Matched) -> Fit | None:
    """Score a window and decide whether it may be answered for; None where it may not.

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
        and (not tally.heard or said_whole)
        and (not tally.foreign or (said_whole and tally.foreign * 6 <= length))
        and tally.soft * 3 <= length
        and tally.swapped * 3 <= length
        and certain >= LEAST_CERTAIN
        and tally.explained >= ENOUGH_WEIGHT
        and score >= LEAST_SCORE
        and (said_whole or _plausible(tally, certain, length))
    )
    if not accepted:
        return None
    doubtful = {NONE} if said_whole else {NONE, NEAR}
    by_sound = not said_whole and _picked_by_sound(start, end, matched)
    sure = (
        not by_sound
        and not _ends_nearly(key, (start, end), matched)
        and _same_numbers(text, key, start, end, matched)
        and not _is_heard_as_word(text, start, end, matched)
        and not _says_otherwise(
            index, text, key, start, end, {i for i in range(start, end) if matched.get(i, (-1, NONE))[1] in doubtful}
        )
    )
    reasons = _reasons(text, key, start, end, matched)
    if tally.jumps:
        reasons.append(f"依次出现在“{index.names[number]}”里")
    return Fit(
        number,
        start,
        end,
        score,
        said_whole,
        tally.jumps,
        tally.first,
        tally.last,
        _is_soft(matched, start),
        _is_soft(matched, end - 1),
        tuple(reasons),
        sure,
    )


def _same_numbers(text: str, key: str, start: int, end: int, matched: _Matched) -> bool:
    """Whether every number that was said is one of the name's, whole: 34号 is not 43号, nor 3号."""
    places = {}
    for i in range(start, end):
        if text[i].isdigit():
            j, value = matched.get(i, (-1, NONE))
            if value != EXACT:
                return False
            places[j] = i
    return all(
        near in places or not (0 <= near < len(key) and key[near].isdigit()) for j in places for near in (j - 1, j + 1)
    )


def _says_otherwise(index: NameIndex, text: str, key: str, start: int, end: int, doubtful: set[int]) -> bool:
    """Whether a character that the name does not have makes an everyday word with its neighbour, or one of other names.

    In a part of a name, so does one that is only near in sound: 党员招聘 is not 单位人员招聘.
    """
    strange = [i for i in doubtful if not _is_twice(text, i, start, end)]
    if not strange:
        return False
    from querylang.pairs import is_word

    pairs = {text[at : at + 2] for i in strange for at in (i - 1, i) if start <= at < end - 1}
    return any(pair not in key and (is_word(pair) or index.is_pair_of_few(pair)) for pair in pairs)


def _is_heard_as_word(text: str, start: int, end: int, matched: _Matched) -> bool:
    """检查 for 监察: two characters side by side that only sound like the name's, and are a word of their own."""
    heard = [i for i in range(start, end) if matched.get(i, (-1, NONE))[1] == SOUND]
    pairs = [text[i : i + 2] for i in heard if i + 1 in heard]
    if not pairs:
        return False
    from querylang.pairs import is_word

    return any(is_word(pair) for pair in pairs)


def _picked_by_sound(start: int, end: int, matched: _Matched) -> bool:
    """Whether a character only sounds or looks like one that stands apart from all else that was said of the name.

    法律顾问女 is no 法律顾问服务及时率, though 女 is near in sound to 率: across a jump anything sounds like something.
    """
    for i in range(start, end):
        j, value = matched.get(i, (-1, NONE))
        if value in _WHY:
            beside = (matched.get(i + step, (-9, NONE))[0] - j == step for step in (-1, 1) if start <= i + step < end)
            if not any(beside):
                return True
    return False


def _ends_nearly(key: str, span: tuple[int, int], matched: _Matched) -> bool:
    """业务用房仅, 仅 near in sound to 经: at its end a character of another word of the name, which is not said.

    What ends a word, or the name, was meant: 劳动监擦 for 监察; likewise what begins one.
    """
    from querylang.pairs import is_word

    first, last = (matched.get(at, (-1, NONE)) for at in (span[0], span[1] - 1))
    begins = first[1] == NEAR and first[0] > 0 and not is_word(key[first[0] : first[0] + 2])
    ends = last[1] == NEAR and last[0] < len(key) - 1 and not is_word(key[last[0] - 1 : last[0] + 1])
    return begins or ends


def _is_soft(matched: _Matched, at: int) -> bool:
    return matched.get(at, (-1, EXACT))[1] < EXACT


def _plausible(tally: _Tally, certain: int, length: int) -> bool:
    """Whether characters picked from a name in order read as its abbreviation, not as chance.

    Two characters have to begin the name (内审 for 内部审计 …); otherwise each block should be short of scattered.
    """
    if not tally.jumps:
        return certain == length or length >= 3
    if tally.soft and (tally.jumps > 1 or length <= 3):
        return False
    if length == 2:
        return certain == length and tally.first == 0 and tally.last % 2 == 0 and tally.last <= 4
    return tally.jumps <= max(2, length // 2)
