"""Which names a mention can mean: exact, part, abbreviation, typo, homophone, pinyin.

A mention is aligned with each candidate name, character by character and in order.  What is not explained by the name
counts against it; characters that are everywhere (经费, 工作) weigh little, by how many names hold them.  A mention is
accepted only when nothing it says remains unexplained but single slips of the pen; otherwise its best names are
candidates to offer, never an answer.
"""

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from querylang.text import plain

# Brackets of any kind around a document number are one bracket.
_BRACKETS = str.maketrans("[]〔〕【】{}", "()()()()")
ENOUGH_WEIGHT = 1.2  # of explained characters, so that two rare ones carry a mention and 经费 alone does not
MARGIN = 0.06  # names whose scores differ by less are equally good
ALPHABET = frozenset("abcdefghijklmnopqrstuvwxyz")


def fold_name(text: str) -> str:
    """The form in which names are compared; of a plain text, the length stays the same."""
    return text.translate(_BRACKETS)


class NameIndex:
    """The distinct names of one subject, ready to be looked for in questions."""

    def __init__(self, names: Iterable[str]) -> None:
        """Index names as published."""
        self.names: tuple[str, ...] = tuple(dict.fromkeys(names))
        self.keys: tuple[str, ...] = tuple(fold_name(plain(name)) for name in self.names)
        self.exact: dict[str, tuple[str, ...]] = {}
        for name, key in zip(self.names, self.keys, strict=True):
            self.exact[key] = (*self.exact.get(key, ()), name)
        self._joined = "\n".join(self.keys)
        self._offsets: list[int] = []
        offset = 0
        for key in self.keys:
            self._offsets.append(offset)
            offset += len(key) + 1
        self._holding: dict[str, list[int]] = {}
        self._pairs = {key[i : i + 2] for key in self.keys for i in range(len(key) - 1)}
        self._longest = max((len(key) for key in self.keys), default=0)
        self._sounds: list[tuple[frozenset[str], ...]] | None = None
        self.contains = lru_cache(512)(self._contains)

    @property
    def _holders(self) -> dict[str, list[int]]:
        """Which names hold a character; made when a mention first has to be guessed."""
        if not self._holding:
            for number, key in enumerate(self.keys):
                for char in set(key):
                    self._holding.setdefault(char, []).append(number)
        return self._holding

    def weight(self, char: str) -> float:
        """How much a character tells, 0.2 (in most names) … 1 (in one name or none)."""
        count = len(self._holders.get(char, ()))
        if count <= 1:
            return 1.0
        return max(0.2, min(1.0, 1.0 - math.log(count) / math.log(len(self.keys) + 1)))

    def longest_exact(self, text: str, start: int) -> int:
        """The end of the longest whole name that begins at start, or start."""
        pair = text[start : start + 2]
        if pair not in self._pairs:
            return start
        for end in range(min(len(text), start + self._longest), start + 1, -1):
            if text[start:end] in self.exact:
                return end
        return start

    def longest_part(self, text: str, start: int) -> int:
        """The end of the longest text of two or more characters from start that stands in some name, or start."""
        end = start + 2
        if text[start:end] not in self._pairs:
            return start
        while end < len(text) and text[end - 1 : end + 1] in self._pairs and text[start : end + 1] in self._joined:
            end += 1
        return end

    def _contains(self, part: str) -> tuple[str, ...]:
        """Every name that holds the text."""
        found: list[str] = []
        at = self._joined.find(part)
        while at >= 0:
            number = bisect_right(self._offsets, at) - 1
            found.append(self.names[number])
            at = self._joined.find(part, self._offsets[number] + len(self.keys[number]))
        return tuple(found)

    def candidates(self, text: str, most: int = 60) -> list[int]:
        """Numbers of the names that share the most telling characters (or sounds) with the text."""
        tally: dict[int, float] = {}
        for char in set(text):
            holders = self._holders.get(char, ())
            weight = self.weight(char)
            for number in holders:
                tally[number] = tally.get(number, 0.0) + weight
        if len(self.keys) <= most:
            return [n for n in range(len(self.keys)) if tally.get(n, 0.0) >= 0.4 or len(text) <= 4]
        best = sorted(tally.items(), key=lambda item: (-item[1], item[0]))
        return [number for number, weight in best[:most] if weight >= 0.4]

    def sounds(self, number: int) -> tuple[frozenset[str], ...]:
        """The toneless syllables of each character of a name."""
        if self._sounds is None:
            from querylang.pinyin import syllables

            self._sounds = [tuple(frozenset(syllables(char)) for char in key) for key in self.keys]
        return self._sounds[number]

    # ------------------------------------------------------------------------------------------- fuzzy mentions

    def best_fits(self, text: str, core_start: int, core_end: int) -> "list[Fit]":
        """Fits of all candidates around text[core_start:core_end], best first."""
        fits = []
        core = text[core_start:core_end]
        for number in self.candidates(core):
            fit = _fit(self, text, number, core_start, core_end)
            if fit is not None:
                fits.append(fit)
        fits.sort(key=lambda fit: (not fit.accepted, not fit.whole, -fit.score, fit.start - fit.end, fit.number))
        return fits

    def by_pinyin(self, letters: str) -> tuple[str, ...]:
        """Names whose pinyin, or initials, hold the letters (spaces removed)."""
        full: list[int] = []
        initials: list[int] = []
        for number, key in enumerate(self.keys):
            sounds = self.sounds(number)
            for start in range(len(key)):
                if _spelled(sounds, start, letters):
                    full.append(number)
                    break
            else:
                if len(letters) >= 3 and _initials_hold(sounds, letters):
                    initials.append(number)
        return tuple(self.names[number] for number in full or initials)

    def by_mixed(self, text: str) -> tuple[str, ...]:
        """Names that hold characters and pinyin written as one: 欠xin应急周转金."""
        return tuple(
            self.names[number]
            for number in self.candidates("".join(char for char in text if char not in ALPHABET))
            if any(
                _reads(self.keys[number], self.sounds(number), start, text) for start in range(len(self.keys[number]))
            )
        )

    def nearest(self, text: str, most: int = 3) -> tuple[str, ...]:
        """Names to offer for a text that matched none, the likeliest first."""
        scored = []
        for number in self.candidates(text):
            key = self.keys[number]
            shared = sum(self.weight(char) for char in set(text) if char in key)
            if shared >= 0.4:
                scored.append((-shared, number))
        scored.sort()
        return tuple(self.names[number] for _, number in scored[:most])


def _spelled(sounds: Sequence[frozenset[str]], start: int, letters: str) -> bool:
    """Whether the letters spell syllables from start on, whole syllables but for the last."""
    if not letters:
        return True
    if start >= len(sounds):
        return False
    for syllable in sounds[start]:
        if letters.startswith(syllable) and _spelled(sounds, start + 1, letters[len(syllable) :]):
            return True
        if len(letters) < len(syllable) and syllable.startswith(letters):
            return True
    return False


def _reads(key: str, sounds: Sequence[frozenset[str]], start: int, text: str) -> bool:
    """Whether text, characters or pinyin syllables, reads the name from start on."""
    if not text:
        return True
    if start >= len(key):
        return False
    if text[0] not in ALPHABET:
        return text[0] == key[start] and _reads(key, sounds, start + 1, text[1:])
    return any(
        text.startswith(syllable) and _reads(key, sounds, start + 1, text[len(syllable) :])
        for syllable in sounds[start]
    )


def _initials_hold(sounds: Sequence[frozenset[str]], letters: str) -> bool:
    """Whether consecutive characters begin with these letters."""
    initials = [frozenset(syllable[0] for syllable in one if syllable) for one in sounds]
    return any(
        all(letter in initials[start + i] for i, letter in enumerate(letters))
        for start in range(len(initials) - len(letters) + 1)
    )


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
