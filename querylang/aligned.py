"""A mention and a name side by side: which of their characters are the same, or sound or look alike."""

from functools import lru_cache

from querylang.named import NamedTuple
from querylang.names import ALPHABET

EXACT, SOUND, NEAR, SHAPE, SWAPPED, NONE = 1.0, 0.9, 0.75, 0.8, 0.7, 0.0
REACH = 3  # characters that a swapped one may have moved
_NOTHING: dict[str, float] = {}


class _Gap(NamedTuple):
    """A stretch of text and of key that no equal characters fill."""

    text_from: int
    text_to: int
    key_from: int
    key_to: int


@lru_cache(4096)
def alike(char: str) -> dict[str, float]:
    """The characters that a typed one sounds or looks like, and how much; itself is not among them."""
    if char in ALPHABET or char.isdigit():
        return _NOTHING
    from querylang.pinyin import homophones, look_alikes, near_homophones

    found = dict.fromkeys(look_alikes(char), SHAPE)
    found.update(dict.fromkeys(near_homophones(char), NEAR))
    found.update(dict.fromkeys(homophones(char), SOUND))
    found.pop(char, None)
    return found


def common(text: str, key: str) -> list[tuple[int, int]]:
    """A longest common subsequence: (position in text, position in key) of each character, in order.

    >>> common("欠新周转", "欠薪应急周转金")
    [(0, 0), (2, 4), (3, 5)]
    """
    from rapidfuzz.distance import LCSseq  # costs as much as a fifth of a start; only a name in doubt needs it

    return [
        (block.src_start + n, block.dest_start + n)
        for block in LCSseq.opcodes(text, key)
        if block.tag == "equal"
        for n in range(block.src_end - block.src_start)
    ]


def align(text: str, key: str, core_start: int, core_end: int) -> dict[int, tuple[int, float]]:
    """Position in text → position in key, likeness: exact blocks first, then look-alikes between them."""
    exact = _tighten(common(text, key), text, key)
    pairs: dict[int, tuple[int, float]] = {}
    taken = {j for _, j in exact}
    before_i = before_j = 0
    for i, j in (*exact, (len(text), len(key))):
        if before_i < core_end and core_start < i:
            gap = _Gap(max(before_i, core_start), min(i, core_end), before_j, j)
            if gap.text_from < gap.text_to:
                _add_soft(pairs, text, key, gap, taken)
        if i < len(text):
            pairs[i] = (j, EXACT)
        before_i, before_j = i + 1, j + 1
    return pairs


def _tighten(pairs: list[tuple[int, int]], text: str, key: str) -> list[tuple[int, int]]:
    """Move single matches towards their neighbours where the same character stands there: 经费 stays together."""
    for n in range(len(pairs) - 2, -1, -1):
        i, j = pairs[n]
        next_i, next_j = pairs[n + 1]
        if next_i == i + 1 and next_j != j + 1 and next_j >= 1 and key[next_j - 1] == text[i]:
            pairs[n] = (i, next_j - 1)
    return pairs


def _likest(char: str, key: str, start: int, end: int) -> tuple[int, float]:
    """Where in key[start:end] the character stands, or the one most like it, and how much; -1 without any."""
    if start >= end:
        return -1, NONE
    same = key.find(char, start, end)
    if same >= 0:
        return same, EXACT
    likely = alike(char)
    if likely.keys().isdisjoint(key[start:end]):
        return -1, NONE
    best = max(range(start, end), key=lambda k: likely.get(key[k], NONE))
    return best, likely[key[best]]


def _add_soft(pairs: dict[int, tuple[int, float]], text: str, key: str, gap: _Gap, taken: set[int]) -> None:
    """Match what sounds or looks alike inside an unmatched stretch, in order."""
    j = gap.key_from
    for i in range(gap.text_from, gap.text_to):
        found, likeness = _likest(text[i], key, j, gap.key_to)
        if found >= 0:
            pairs[i] = (found, likeness)
            j = found + 1
        else:
            moved = key.find(text[i], max(0, gap.key_from - REACH), min(len(key), gap.key_to + REACH))
            if moved >= 0 and moved not in taken:
                pairs[i] = (moved, SWAPPED)
                taken.add(moved)
