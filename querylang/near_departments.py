"""Departments that were not written as people name them: a typo, two characters swapped, pinyin, 人社部门, 番禺人社.

Each slip is undone and the result looked for like any other mention, so that full names, abbreviations and places are
found alike.  A wrong character that makes an everyday word with its neighbour (税务局 for 水务局) is only offered for.
"""

from collections.abc import Iterator
from itertools import islice, product
from typing import TypeAlias

from querylang.aligned import alike
from querylang.departments import BUREAU, SHORTEST_ABBREVIATION, DepartmentIndex
from querylang.named import NamedTuple

SECTION = "部门"
MOST_SPELLINGS = 200
MOST_TRIALS = 500  # of one unknown word; many slips in a short word come to some dozen
LEAST_SAME = 2  # characters of a mention that are written as they should be
LEAST_LETTERS = 4  # of a spelling; initials are as many as an abbreviation has characters

_Trial: TypeAlias = tuple[str, int, int]  # a text as long as the question, and what of it was mended


class Guess(NamedTuple):
    """Departments that text[start:end] can mean; sure: False where they are only to be offered."""

    start: int
    end: int
    names: tuple[str, ...]
    sure: bool = True


def near_departments(index: DepartmentIndex, text: str, start: int, end: int) -> tuple[Guess, ...]:
    """What the unknown characters text[start:end], with their neighbours, can mean; the longest stretch alone."""
    found = [*_stems(index, text, start, end), *_without_bureau(index, text, end)]
    mended = False
    for trials in (
        _one_wrong(index, text, start, end),
        _swapped(text, start, end),
        _two_wrong(index, text, start, end),
    ):
        if not mended:
            guesses = [guess for trial in islice(trials, MOST_TRIALS) for guess in _found(index, text, trial)]
            found += guesses
            mended = bool(guesses)
    longest = max((guess.end - guess.start for guess in found), default=0)
    best = [guess for guess in found if guess.end - guess.start == longest]
    spans = dict.fromkeys((guess.start, guess.end) for guess in best)
    return tuple(_together([one for one in best if (one.start, one.end) == span]) for span in spans)


def _together(guesses: list[Guess]) -> Guess:
    names = tuple(dict.fromkeys(name for guess in guesses for name in guess.names))
    return guesses[0]._replace(names=names, sure=all(guess.sure for guess in guesses))


def _found(index: DepartmentIndex, text: str, trial: _Trial) -> Iterator[Guess]:
    """The longest mention in a mended text that covers what was mended and leaves enough as it was."""
    mended, first, last = trial
    for start in range(first - _reach(index, text, first, -1), first + 1):
        found = index.find_placed(mended, start)
        if found is not None and found[0] >= last:
            end, names = found
            if _stands_inside(index, text, mended, start, end):
                return
            same = sum(1 for at in range(start, end) if mended[at] == text[at])
            swapped = sorted(mended[first:last]) == sorted(text[first:last])
            if swapped or same >= max(LEAST_SAME, (end - start) / 2):
                yield Guess(start, end, names, swapped or not _says_otherwise(text, mended, start, end))
            return


def _stands_inside(index: DepartmentIndex, text: str, mended: str, start: int, end: int) -> bool:
    """城管局执, 能源人社局: a bureau as it was typed, beside which nothing is as it would have to be."""
    for at in range(start, end - 1):
        typed = index.find_placed(text, at)
        if typed is not None and typed[0] <= end and text[typed[0] - 1] == BUREAU:
            beside = [*range(start, at), *range(typed[0], end)]
            return bool(beside) and not any(mended[k] == text[k] for k in beside)
    return False


def _says_otherwise(text: str, mended: str, start: int, end: int) -> bool:
    """Whether a wrong character makes an everyday word with its neighbour."""
    from querylang.pairs import is_word

    pairs = (at for at in range(start, end - 1) if text[at : at + 2] != mended[at : at + 2])
    return any(is_word(text[at : at + 2]) for at in pairs)


def _one_wrong(index: DepartmentIndex, text: str, start: int, end: int) -> Iterator[_Trial]:
    """Each character, and its neighbours, replaced by those of departments that sound or look alike."""
    for at in range(max(0, start - 1), min(len(text), end + 1)):
        if _reach(index, text, at, -1) + _reach(index, text, at, 1) >= LEAST_SAME:
            for char in _likely(index, text[at]):
                yield text[:at] + char + text[at + 1 :], at, at + 1


def _two_wrong(index: DepartmentIndex, text: str, start: int, end: int) -> Iterator[_Trial]:
    """The same with two characters, between which all the others are right."""
    for first in range(max(0, start - 1), min(len(text), end + 1)):
        left = _reach(index, text, first, -1)
        ends = min(len(text), end + 1, first + 2 + _reach(index, text, first, 1))
        others = [
            (last, char)
            for last in range(first + 1, ends)
            if left + last - first - 1 + _reach(index, text, last, 1) >= LEAST_SAME
            for char in _likely(index, text[last])
        ]
        for one in _likely(index, text[first]) if others else ():
            for last, other in others:
                yield text[:first] + one + text[first + 1 : last] + other + text[last + 1 :], first, last + 1


def _reach(index: DepartmentIndex, text: str, at: int, step: int) -> int:
    """How many characters right beside a place, to one side of it, stand in mentions of departments."""
    k = at + step
    while 0 <= k < len(text) and abs(k - at) <= index.longest and text[k] in index.characters:
        k += step
    return abs(k - at) - 1


def _likely(index: DepartmentIndex, char: str) -> list[str]:
    if not "\u4e00" <= char <= "\u9fff":
        return []
    likely = alike(char)
    return [one for one in index.characters if one in likely]


def _swapped(text: str, start: int, end: int) -> Iterator[_Trial]:
    for at in range(max(0, start - 1), min(len(text) - 1, end)):
        yield text[:at] + text[at + 1] + text[at] + text[at + 2 :], at, at + 2


def _stems(index: DepartmentIndex, text: str, start: int, end: int) -> Iterator[Guess]:
    """番禺, 番禺区 without its 区."""
    for stem, names in index.stems.items():
        at = text.find(stem, start, end)
        if at >= 0 and len(stem) > 1:
            yield Guess(at, at + len(stem), names)


def _without_bureau(index: DepartmentIndex, text: str, end: int) -> Iterator[Guess]:
    """人社部门, 番禺人社: 局 is not said; without a place or 部门 only what is no word by itself (人社, not 交通)."""
    from querylang.pairs import is_word

    section = text.startswith(SECTION, end)
    named = text[:end] + BUREAU
    for start in range(max(0, end - index.longest), end - 1):
        found = index.find(named, start)
        if found is None or found[0] != len(named):
            continue
        placed = any(text.startswith(stem, start) for stem in index.stems if len(stem) > 1)
        if section or placed or not is_word(text[start:end]):
            yield Guess(start, end + len(SECTION) if section else end, found[1])
        return


# ------------------------------------------------------------------------------------------------ letters


def by_letters(index: DepartmentIndex, letters: str) -> tuple[str, ...]:
    """Departments by pinyin (jiaotongju, panyuqu), or by the initials of an abbreviation (rsj)."""
    for ending in ("", BUREAU):
        for spelling in islice(_spellings(index, letters), MOST_SPELLINGS):
            found = index.find_placed(spelling + ending, 0)
            if found is not None and found[0] == len(spelling + ending):
                return found[1]
            if spelling in index.stems:
                return index.stems[spelling]
    return _by_initials(index, letters)


def _spellings(index: DepartmentIndex, letters: str) -> Iterator[str]:
    """Texts of characters of departments that are spelled so."""
    from querylang.pinyin import cuts

    if len(letters) < LEAST_LETTERS:
        return
    by_sound = index.by_sound
    for cut in cuts(letters, frozenset(by_sound)):
        yield from map("".join, product(*(by_sound[sound] for sound in cut)))


def _by_initials(index: DepartmentIndex, letters: str) -> tuple[str, ...]:
    """rsj, a place (ljx for 临江县), and both: ljmzj; of a long bureau also its end (zfj for …综合执法局)."""
    if len(letters) < SHORTEST_ABBREVIATION:
        return ()
    found = list(_bureaus(index, letters))
    for place, names in index.places.items():
        rest = letters[len(place) :]
        if _begin(place, letters[: len(place)]):
            bureaus = _bureaus(index, rest) if rest else names
            found += [name for name in bureaus if name in names]
    return tuple(dict.fromkeys(found))


def _bureaus(index: DepartmentIndex, letters: str) -> Iterator[str]:
    return (name for bureau, names in index.bureaus.items() if _shortens(letters, bureau) for name in names)


def _begin(text: str, letters: str) -> bool:
    """Whether the letters are those with which the characters of a text begin."""
    from querylang.pinyin import initials_of

    return len(text) == len(letters) and all(
        letter in initials_of(char) for char, letter in zip(text, letters, strict=True)
    )


def _shortens(letters: str, bureau: str) -> bool:
    """Whether letters begin characters of a bureau in order, from its first to its last, or are those of its end."""
    from querylang.pinyin import initials_of

    if len(letters) >= SHORTEST_ABBREVIATION and _begin(bureau[-len(letters) :], letters):
        return True
    initials = [initials_of(char) for char in bureau]
    rest = iter(initials)
    ends = letters[0] in initials[0] and letters[-1] in initials[-1]
    return ends and len(letters) > 1 and all(any(letter in one for one in rest) for letter in letters)
