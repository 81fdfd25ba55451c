"""Sounds and shapes of characters, for names typed by ear, by pinyin or with a look-alike.

The readings come from lexicon/pinyin.txt (syllable, then the characters read so), the look-alikes from
lexicon/shapes.txt (one group a line). Both files are read when first needed and searched, not parsed: a whole
dictionary of 20,000 characters would take longer to build than a question takes to answer.
"""

from functools import cache, lru_cache

from querylang.wordfile import read_text

LONGEST_SYLLABLE = 6
VOWELS = frozenset("aeiouv")
SPLITS = 16  # at most this many ways to cut a row of letters

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


@cache
def all_syllables() -> frozenset[str]:
    """Every syllable there is, without tone, ü written v."""
    found = (line.split(" ", 1)[0] for line in _table().split("\n") if line)
    return frozenset(one for one in found if not VOWELS.isdisjoint(one))


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


def same_sound(first: str, second: str) -> bool:
    """Whether two characters share a reading: 薪 and 新."""
    return not set(syllables(first)).isdisjoint(syllables(second))


def near(first: str, second: str) -> bool:
    """Whether two characters sound alike or nearly so: 蓝 and 南, 工 and 公.

    >>> near("薪", "新"), near("蓝", "南"), near("审", "生"), near("审", "计")
    (True, True, True, False)
    """
    classes = {near_class(one) for one in syllables(first)}
    return any(near_class(one) in classes for one in syllables(second))


@lru_cache(256)
def split_pinyin(letters: str) -> tuple[tuple[str, ...], ...]:
    """The ways to cut a row of letters into syllables, those with the fewest first; at most 16.

    >>> split_pinyin("xian")
    (('xian',), ('xi', 'an'))
    >>> split_pinyin("jifangyingjian")[0]
    ('ji', 'fang', 'ying', 'jian')
    """
    known = all_syllables()
    ways: list[list[tuple[str, ...]]] = [[], *([] for _ in letters)]
    ways[0].append(())
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - LONGEST_SYLLABLE), end):
            if ways[start] and letters[start:end] in known:
                ways[end] += [(*way, letters[start:end]) for way in ways[start]]
        ways[end] = sorted(ways[end], key=len)[:SPLITS]
    return tuple(ways[-1]) if letters else ()


@lru_cache(4096)
def initials(name: str) -> tuple[frozenset[str], ...]:
    """For each character of a name the letters it may be abbreviated by; letters and figures stand for themselves.

    >>> [sorted(letters) for letters in initials("重车a1")]
    [['c', 'z'], ['c', 'j'], ['a'], ['1']]
    """
    found = []
    for char in name:
        readings = syllables(char)
        if readings:
            found.append(frozenset(reading[0] for reading in readings))
        elif char.isascii() and char.isalnum():
            found.append(frozenset(char.lower()))
    return tuple(found)


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


def confusable(first: str, second: str) -> bool:
    """Whether two characters are easily taken for each other by their shape: 己 and 已, 侍 and 待.

    >>> confusable("侍", "待"), confusable("己", "巳"), confusable("一", "丁")
    (True, True, False)
    """
    return second in _shapes().get(first, ())
