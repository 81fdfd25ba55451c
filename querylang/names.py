"""The names of one subject, ready to be looked for in questions: whole, in part, by pinyin, and candidates to align.

A few dozen names are searched as they stand; of many thousands, two characters side by side lead to the names that hold
them.  Both ways give the same names.
"""

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import islice, product
from typing import TYPE_CHECKING

from querylang.text import fold, plain

if TYPE_CHECKING:
    from querylang.spelled import InitialText

# Brackets of any kind around a document number are one bracket.
_BRACKETS = str.maketrans("[]〔〕【】{}", "()()()()")
MARGIN = 0.06  # names whose scores differ by less are equally good
ALPHABET = frozenset("abcdefghijklmnopqrstuvwxyz")
END = "\n"  # between two names: no folded name holds it
FEW_CHARACTERS = 20_000  # so many are searched in a few microseconds
FEW_NAMES = 60  # as many as are aligned with a mention
PATIENCE = 40  # searches through many names before an index is worth making
SCANNED = 3_000  # holders counted for candidates, by single characters and by two
WEIGHED = 300  # names whose shared characters are weighed
LEAST_SHARED = 0.4  # weight of shared characters that makes a candidate
SHORT = 4  # of a mention this short, any of a few names may be meant
FEWEST_INITIALS = 3
MOST_READINGS = 32  # of a name some of whose characters are read in two ways: 学校, xiao or jiao
LEAST_NEAR_LETTERS = 6  # fewer would be spelled alike by chance


def fold_name(text: str) -> str:
    """The form in which names are compared; of a plain text, the length stays the same."""
    return text.translate(_BRACKETS)


def holds_whole(key: str, part: str) -> bool:
    """Whether a text stands in a name without cutting a number in two: 34号 holds no 4号.

    >>> holds_whole("穗财社[2022]34号", "4号"), holds_whole("穗财社[2022]34号", "34")
    (False, True)
    """
    at = key.find(part)
    while at >= 0:
        end = at + len(part)
        cut_before = part[0].isdigit() and key[at - 1 : at].isdigit()
        cut_behind = part[-1].isdigit() and key[end : end + 1].isdigit()
        if not (cut_before or cut_behind):
            return True
        at = key.find(part, at + 1)
    return False


def with_bracket(text: str, start: int, end: int) -> int:
    """Where a mention ends whose bracket is closed right behind it: 改造(2024) for 改造(2024年)."""
    return end + 1 if text[end : end + 1] == ")" and text.rfind("(", start, end) > text.rfind(")", start, end) else end


class _Folding(dict[int, str]):
    """Folds characters by `str.translate`, each looked up once."""

    def __missing__(self, code: int) -> str:
        folded = fold(chr(code))
        self[code] = "" if folded == " " else fold_name(folded)
        return self[code]


_FOLDING = _Folding({ord(END): END})


def fold_names(names: Sequence[str]) -> list[str]:
    """`fold_name` of the plain form of each name, many times faster than one by one."""
    folded = END.join(names).translate(_FOLDING).split(END)
    return folded if len(folded) == len(names) else [fold_name(plain(name)) for name in names]


class NameIndex:
    """The distinct names of one subject, and what else people call them, ready to be looked for in questions."""

    def __init__(self, names: Iterable[str], aliases: Mapping[str, str] | None = None) -> None:
        """Index names as published; of an alias (in its folded form) the key finds the full name."""
        published = tuple(dict.fromkeys(names))
        others = aliases or {}
        self.names: tuple[str, ...] = (*published, *others.values())  # what each key stands for; aliases repeat names
        self.keys: tuple[str, ...] = (*fold_names(published), *others)
        self.exact: dict[str, tuple[str, ...]] = {key: (name,) for key, name in zip(self.keys, self.names, strict=True)}
        if len(self.exact) < len(self.keys):
            self._add_namesakes()
        self._joined = END.join(self.keys)
        self._few = len(self._joined) <= FEW_CHARACTERS
        self.pairs = _pairs(self._joined)
        self.beginnings: dict[str, list[int]] = {}  # of whole names, by their first two characters, longest first
        for key in self.exact:
            lengths = self.beginnings.setdefault(key[:2], [])
            if len(key) not in lengths:
                lengths.append(len(key))
                lengths.sort(reverse=True)
        self._offsets: list[int] = []
        self._holding: dict[str, list[int]] = {}
        self._pair_holding: dict[str, list[int]] = {}
        self._patience = PATIENCE
        self._weights: dict[str, float] = {}
        self._near_spellings: list[str] = []
        self._before_signs: frozenset[str] | None = None
        self._initials: InitialText | None = None
        self._stands = self._holds if self._few else lru_cache(4096)(self._holds)
        self.contains = lru_cache(512 if self._few else 16)(self._contains)
        self.by_pinyin = lru_cache(64)(self._by_pinyin)

    def _add_namesakes(self) -> None:
        found: dict[str, dict[str, None]] = {}
        for key, name in zip(self.keys, self.names, strict=True):
            found.setdefault(key, {})[name] = None
        self.exact.update((key, tuple(names)) for key, names in found.items() if len(names) > 1)

    # ------------------------------------------------------------------------------------------- what is made late

    @property
    def _holders(self) -> dict[str, list[int]]:
        """Which names hold a character; made when a mention first has to be guessed."""
        if not self._holding:
            holding = self._holding
            for number, key in enumerate(self.keys):
                for char in dict.fromkeys(key):
                    if char in holding:
                        holding[char].append(number)
                    else:
                        holding[char] = [number]
        return self._holding

    @property
    def _pair_holders(self) -> dict[str, list[int]]:
        """Which names hold two characters side by side; made when many names were searched often enough."""
        if not self._pair_holding:
            holding = self._pair_holding
            for number, key in enumerate(self.keys):
                for pair in dict.fromkeys(map(str.__add__, key, key[1:])):
                    if pair in holding:
                        holding[pair].append(number)
                    else:
                        holding[pair] = [number]
        return self._pair_holding

    def weight(self, char: str) -> float:
        """How much a character tells, 0.2 (in most names) … 1 (in one name or none)."""
        found = self._weights.get(char)
        if found is None:
            count = len(self._holders.get(char, ()))
            found = 1.0
            if count > 1:
                found = max(0.2, min(1.0, 1.0 - math.log(count) / math.log(len(self.keys) + 1)))
                self._weights[char] = found  # what no name holds is not kept: people type anything
        return found

    # ------------------------------------------------------------------------------------------- as written

    def longest_exact(self, text: str, start: int) -> int:
        """The end of the longest whole name that begins at start, or start."""
        for length in self.beginnings.get(text[start : start + 2], ()):
            if 1 < length <= len(text) - start and text[start : start + length] in self.exact:
                return start + length
        return start

    def longest_part(self, text: str, start: int, known: int = 0) -> int:
        """The end of the longest text of two or more characters from start that stands in some name, or start.

        Up to `known` it is known to: what stands there from an earlier start on does so without its head.
        """
        end = max(start + 2, known)
        if end == start + 2 and text[start:end] not in self.pairs:
            return start
        while end < len(text) and text[end - 1 : end + 1] in self.pairs and self._stands(text[start : end + 1]):
            end += 1
        return end

    def is_pair_of_few(self, pair: str) -> bool:
        """Whether two characters stand side by side in some name; of very many names, any two do."""
        return self._few and pair in self.pairs

    def _rarest(self, part: str) -> Sequence[int]:
        """The names that hold the rarest two neighbours of a text of two or more characters."""
        holders = self._pair_holders
        return min((holders.get(part[i : i + 2], []) for i in range(len(part) - 1)), key=len)

    def _holds(self, part: str) -> bool:
        """Whether a text stands in some name."""
        if not self._few:
            if self._patience or len(part) < 2:
                self._patience = max(0, self._patience - 1)
            else:
                rarest = self._rarest(part)
                if len(rarest) <= SCANNED:
                    return any(part in self.keys[number] for number in rarest)
        return part in self._joined

    def _contains(self, part: str) -> tuple[str, ...]:
        """Every name that holds the text, its numbers whole, or that an alias holding it stands for."""
        found = self.holding(part)
        if part[:1].isdigit() or part[-1:].isdigit():
            found = [number for number in found if holds_whole(self.keys[number], part)]
        return tuple(dict.fromkeys(self.names[number] for number in found))

    def holding(self, part: str) -> list[int]:
        """Numbers of the keys that hold the text."""
        if self._few or len(part) < 2:
            return list(self._searched(part))
        return [number for number in self._rarest(part) if part in self.keys[number]]

    def has_sign_behind(self, char: str) -> bool:
        """Whether a bracket or another sign stands behind the character in some name."""
        if self._before_signs is None:
            self._before_signs = frozenset(pair[0] for pair in self.pairs if not pair[1].isalnum() and pair[1] != END)
        return char in self._before_signs

    def _searched(self, part: str) -> Iterable[int]:
        at = self._joined.find(part)
        while at >= 0:
            number = self._number_at(at)
            yield number
            at = self._joined.find(part, self._offsets[number] + len(self.keys[number]))

    def _number_at(self, at: int) -> int:
        """Whose character stands there when all keys are joined."""
        if not self._offsets:
            offset = 0
            for key in self.keys:
                self._offsets.append(offset)
                offset += len(key) + 1
        return bisect_right(self._offsets, at) - 1

    # ------------------------------------------------------------------------------------------- candidates

    def candidates(self, text: str, most: int = FEW_NAMES) -> list[int]:
        """Numbers of the names that share the most telling characters with the text."""
        if len(self.keys) > most:
            return self._of_many(text, most)
        tally = self._tally(text)
        return [n for n in range(len(self.keys)) if tally.get(n, 0.0) >= LEAST_SHARED or len(text) <= SHORT]

    def _tally(self, text: str) -> dict[int, float]:
        """How much the characters tell that a name shares with the text, of each that shares any."""
        tally: dict[int, float] = {}
        for char in dict.fromkeys(text):
            weight = self.weight(char)
            for number in self._holders.get(char, ()):
                tally[number] = tally.get(number, 0.0) + weight
        return tally

    def _of_many(self, text: str, most: int) -> list[int]:
        """Of many names those that hold its rarer characters and neighbours are looked at, the rarest first."""
        scored = self._scored(text)
        scored.sort()
        least = max(LEAST_SHARED, -scored[0][0] / 2) if scored else 0.0
        return [number for weight, number in scored[:most] if -weight >= least]

    def _scored(self, text: str) -> list[tuple[float, int]]:
        """The likeliest of many names, with how much they share with the text, as a number below zero."""
        chars = tuple(dict.fromkeys(text))
        few = sum(len(self._holders.get(char, ())) for char in chars) <= SCANNED
        tally = self._tally(text) if few else {}
        if few and len(tally) <= WEIGHED:
            return [(-weight, number) for number, weight in tally.items()]
        shared: Counter[int] = Counter()
        _count_holders(shared, [self._holders.get(char, []) for char in chars])
        if not few:
            pairs = dict.fromkeys(map(str.__add__, text, text[1:]))
            _count_holders(shared, [self._pair_holders.get(pair, []) for pair in pairs])
        likely = sorted(shared, key=shared.__getitem__, reverse=True)[:WEIGHED]
        weights = [(char, self.weight(char)) for char in chars if char in self._holders]
        return [(-sum([weight for char, weight in weights if char in self.keys[n]]), n) for n in likely]

    def nearest(self, text: str, most: int = 3) -> tuple[str, ...]:
        """Names to offer for a text that matched none, the likeliest first."""
        scored = []
        for number in self.candidates(text):
            key = self.keys[number]
            shared = sum(self.weight(char) for char in dict.fromkeys(text) if char in key)
            if shared >= LEAST_SHARED:
                scored.append((-shared, number))
        scored.sort()
        return tuple(dict.fromkeys(self.names[number] for _, number in scored))[:most]

    # ------------------------------------------------------------------------------------------- by sound

    def sounds(self, number: int) -> tuple[frozenset[str], ...]:
        """The toneless syllables of each character of a name."""
        from querylang.pinyin import syllables

        return tuple(frozenset(syllables(char)) for char in self.keys[number])

    def _by_pinyin(self, letters: str) -> tuple[str, ...]:
        """Names whose pinyin, or initials, hold the letters (spaces removed)."""
        from querylang.pinyin import begins_with, spells

        found: set[int] = set()
        for head, follower in begins_with(letters):
            likely = self._having(head, follower)
            found.update(number for number in likely if number not in found and spells(self.sounds(number), letters))
        if not found and len(letters) >= FEWEST_INITIALS:
            found.update(self._abbreviated(letters))
        if not found and self._few and len(letters) >= LEAST_NEAR_LETTERS:
            found.update(self._spelled_nearly(letters))
        return tuple(dict.fromkeys(self.names[number] for number in sorted(found)))

    def _spelled_nearly(self, letters: str) -> list[int]:
        """Names that are spelled so by who makes no difference between n and l, z and zh, in and ing: cesi for 测试."""
        from querylang.pinyin import near_letters, syllables

        if not self._near_spellings:
            for key in self.keys:
                readings = product(*(syllables(char) or (char,) for char in key))
                spelled = {near_letters("".join(reading)) for reading in islice(readings, MOST_READINGS)}
                self._near_spellings.append(END.join(spelled))
        said = near_letters(letters)
        return [number for number, spelling in enumerate(self._near_spellings) if said in spelling]

    def _having(self, head: frozenset[str], follower: frozenset[str]) -> Iterable[int]:
        """Names that hold one of these characters, followed by one of those."""
        holders = self._holders
        first = [char for char in holders if char in head]
        second = [char for char in holders if char in follower]
        if self._few:
            pairs = [a + b for a in first for b in second if a + b in self.pairs]
            return dict.fromkeys(number for pair in pairs for number in self._searched(pair))
        found = self._pair_holders
        return dict.fromkeys(number for a in first for b in second for number in found.get(a + b, ()))

    def _abbreviated(self, letters: str) -> list[int]:
        """Names with consecutive characters that begin with these letters; fewer than four begin the name."""
        from querylang.spelled import InitialText

        if self._initials is None:
            self._initials = InitialText(self._joined)
        found = [(at, self._number_at(at)) for at in self._initials.find(letters)]
        inside = len(letters) > FEWEST_INITIALS
        return list(dict.fromkeys(number for at, number in found if inside or at == self._offsets[number]))

    def by_mixed(self, text: str) -> tuple[str, ...]:
        """Names that hold characters and pinyin written as one: 欠xin应急周转金."""
        candidates = self.candidates("".join(char for char in text if char not in ALPHABET))
        found = [self.names[number] for number in candidates if _reads(self.keys[number], self.sounds(number), text)]
        return tuple(dict.fromkeys(found))


def _pairs(joined: str) -> frozenset[str]:
    """Every two neighbours; those across the end of a name do no harm, since no text to look for holds END."""
    return frozenset(map(str.__add__, joined, joined[1:]))


def _count_holders(shared: Counter[int], lists: list[list[int]]) -> None:
    """Count in how many of the shortest lists a number stands; of lists too long together the longest are left out."""
    left = SCANNED
    for numbers in sorted((one for one in lists if one), key=len):
        if shared and len(numbers) > left:
            break
        left -= len(numbers)
        shared.update(numbers)


def _reads(key: str, sounds: Sequence[frozenset[str]], text: str) -> bool:
    """Whether text, characters or pinyin syllables, reads the name from some place on."""
    return any(_reads_from(key, sounds, start, text) for start in range(len(key)))


def _reads_from(key: str, sounds: Sequence[frozenset[str]], start: int, text: str) -> bool:
    if not text:
        return True
    if start >= len(key):
        return False
    if text[0] not in ALPHABET:
        return text[0] == key[start] and _reads_from(key, sounds, start + 1, text[1:])
    return any(
        text.startswith(syllable) and _reads_from(key, sounds, start + 1, text[len(syllable) :])
        for syllable in sounds[start]
    )
