"""Sounds and shapes of characters, for names typed by ear, by pinyin or with a look-alike.

The readings come from lexicon/pinyin.txt (syllable, then the characters read so), the look-alikes from
lexicon/shapes.txt (one group a line). Both files are read when first needed and searched, not parsed: a whole
dictionary of 20,000 characters would take longer to build than a question takes to answer.
"""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from querylang.wordfile import read_text

LONGEST_SYLLABLE = 6

# Each pair sounds alike to many speakers: flat and curled tongue, n and l, front and back nasal, f and h, r and l.
NEAR_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("f", "h"), ("r", "l"))
NEAR_FINALS = (("ang", "an"), ("eng", "en"), ("ing", "in"), ("iang", "ian"), ("uang", "uan"))
INITIALS = (
    "zh",
    "ch",
    "sh",
    "b",
    "p",
    "m",
    "f",
    "d",
    "t",
    "n",
    "l",
    "g",
    "k",
    "h",
    "j",
    "q",
    "x",
    "r",
    "z",
    "c",
    "s",
    "y",
    "w",
)


@cache
def _table() -> str:
    """The file of readings, as it stands."""
    return "\n" + read_text("pinyin.txt")


@lru_cache(8192)
def syllables(char: str) -> tuple[str, ...]:
    """The common readings of a character, without tone; empty for what is no Chinese character.

    >>> syllables("薪"), syllables("重"), syllables("a")
    (('xin',), ('chong', 'zhong'), ())
    """
    if not "\u4e00" <= char <= "\u9fff":
        return ()
    table, found = _table(), []
    at = table.find(char)
    while at >= 0:
        begin = table.rfind("\n", 0, at) + 1
        found.append(table[begin : table.index(" ", begin)])
        at = table.find(char, at + 1)
    return tuple(found)


@lru_cache(1024)
def near_class(syllable: str) -> str:
    """The syllable all near-homophones share: zhang, zang and zhan give zan.

    >>> near_class("zhang"), near_class("nian"), near_class("lian")
    ('zan', 'lian', 'lian')
    """
    initial = next((one for one in INITIALS if syllable.startswith(one)), "")
    final = syllable[len(initial) :]
    for curled, flat in NEAR_INITIALS[:3]:
        initial = flat if initial == curled else initial
    initial = {"n": "l", "r": "l", "f": "h"}.get(initial, initial)
    for back, front in NEAR_FINALS:
        final = front if final == back else final
    return initial + final


@cache
def _read_so() -> dict[str, str]:
    """Syllable -> the characters read so."""
    return {syllable: chars for syllable, _, chars in (line.partition(" ") for line in _table().split("\n") if line)}


@cache
def _near_groups() -> dict[str, tuple[str, ...]]:
    """Class of near-homophones -> its syllables."""
    groups: dict[str, tuple[str, ...]] = {}
    for syllable in _read_so():
        group = near_class(syllable)
        groups[group] = (*groups.get(group, ()), syllable)
    return groups


def homophones(char: str) -> str:
    """Every character that shares a reading with this one, itself among them."""
    return "".join(_read_so()[one] for one in syllables(char))


def near_homophones(char: str) -> str:
    """Every character that sounds alike or nearly so.

    >>> "南" in near_homophones("蓝"), "计" in near_homophones("审")
    (True, False)
    """
    groups = dict.fromkeys(near_class(one) for one in syllables(char))
    return "".join(_read_so()[syllable] for group in groups for syllable in _near_groups()[group])


def look_alikes(char: str) -> frozenset[str]:
    """The characters whose shape is easily taken for this one.

    >>> "待" in look_alikes("侍"), "丁" in look_alikes("一")
    (True, False)
    """
    return _shapes().get(char, frozenset())


# ------------------------------------------------------------------------------------------- letters as pinyin


def begins_with(letters: str) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """What a name spelled by these letters can begin with: characters, and those that can follow each of them.

    Empty where they spell nothing, or a single syllable: jiang is in too many names to mean one.
    """
    if letters in _read_so() or not _spellable(letters):
        return ()
    return tuple((_chars(frozenset((one,))), _chars(_next(letters[len(one) :]))) for one in _prefixes(letters))


def _prefixes(letters: str) -> frozenset[str]:
    """The syllables that a longer row of letters begins with."""
    return _begins_with(letters[: LONGEST_SYLLABLE + 1])


@lru_cache(4096)
def _begins_with(letters: str) -> frozenset[str]:
    return frozenset(letters[:end] for end in range(1, len(letters))) & _read_so().keys()


def _next(letters: str) -> frozenset[str]:
    """The syllables that a row of letters begins with, or is the beginning of."""
    return _prefixes(letters) | _begun().get(letters, frozenset())


@cache
def _begun() -> dict[str, frozenset[str]]:
    """What syllables begin with -> these syllables."""
    found: dict[str, list[str]] = {"": list(_read_so())}
    for one in _read_so():
        for end in range(1, len(one) + 1):
            found.setdefault(one[:end], []).append(one)
    return {letters: frozenset(ones) for letters, ones in found.items()}


def _chars(spelled: frozenset[str]) -> frozenset[str]:
    return frozenset("".join(_read_so()[one] for one in spelled))


def _spellable(letters: str) -> bool:
    """Whether the letters can be cut into syllables, whole ones but for the last."""
    reached = [False] * (len(letters) + 1)
    reached[0] = True
    for start in range(len(letters)):
        if not reached[start]:
            continue
        rest = letters[start:]
        if rest in _begun():
            return True
        for one in _prefixes(rest):
            reached[start + len(one)] = True
    return False


def cuts(letters: str, sounds: frozenset[str]) -> Iterator[tuple[str, ...]]:
    """Every way to cut letters into these syllables.

    >>> list(cuts("xian", frozenset(("xi", "an", "xian", "a"))))
    [('xi', 'an'), ('xian',)]
    """
    if not letters:
        yield ()
    for end in range(1, min(len(letters), LONGEST_SYLLABLE) + 1):
        if letters[:end] in sounds:
            for rest in cuts(letters[end:], sounds):
                yield (letters[:end], *rest)


def spells(sounds: Sequence[frozenset[str]], letters: str) -> bool:
    """Whether the letters spell syllables of a name from some character on, whole syllables but for the last."""
    return any(_spelled(sounds, start, letters) for start in range(len(sounds)))


def _spelled(sounds: Sequence[frozenset[str]], start: int, letters: str) -> bool:
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


def near_letters(letters: str) -> str:
    """Letters as those write them who make no difference between syllables that are near in sound.

    >>> near_letters("gongshangrending") == near_letters("gonsanlendin"), near_letters("shenji")
    (True, 'senji')
    """
    for said, meant in (*NEAR_INITIALS[:3], ("ng", "n"), ("l", "n"), ("r", "n"), ("f", "h")):
        letters = letters.replace(said, meant)
    return letters


@lru_cache(8192)
def initials_of(char: str) -> frozenset[str]:
    """The letters that a character's readings begin with."""
    return frozenset(syllable[0] for syllable in syllables(char))


@cache
def _shapes() -> dict[str, frozenset[str]]:
    """Character -> the characters that look like it."""
    found: dict[str, set[str]] = {}
    for line in read_text("shapes.txt").split("\n"):
        if line and line[0] != "#":
            for group in line.split():
                for char in group:
                    found.setdefault(char, set()).update(group)
    return {char: frozenset(group - {char}) for char, group in found.items()}
