"""Names whose brackets or signs the writer left out: 改造工程一期 for 改造工程（一期）, 1泵房 for 1#泵房.

What stands as written up to a sign of some name is followed on behind it, in the question and in the name.
"""

from collections.abc import Iterator

from querylang.named import NamedTuple
from querylang.names import NameIndex

MOST_NAMES = 200  # that hold the part before a sign
LEAST_BEYOND = 2  # characters behind the sign, or one that ends the name: 检查B for 检查（B）
BRACKETS = frozenset("()“”\"'《》「」")


class Reach(NamedTuple):
    """How far a question goes along some names, and whether it says the whole of them."""

    end: int
    names: tuple[str, ...]
    whole: bool


def beyond_signs(plain: str, start: int, end: int, index: NameIndex) -> Reach | None:
    """The names that go on as the question does, once the signs between are passed over; None where none does.

    plain[start:end] is the longest text from start that stands in some name as written.
    """
    if end >= len(plain) or not index.has_sign_behind(plain[end - 1]):
        return None
    part = plain[start:end]
    reached: dict[tuple[int, bool], dict[str, None]] = {}
    for number in index.holding(part)[:MOST_NAMES]:
        key = index.keys[number]
        for at in _places(key, part):
            stop, behind = _walk(plain, end, key, at + len(part))
            if stop > end:
                whole = at == 0 and not any(char.isalnum() for char in key[behind:])
                if stop - end < LEAST_BEYOND and not whole:
                    continue
                reached.setdefault((stop, whole), {})[index.names[number]] = None
    if not reached:
        return None
    best = max(reached)
    return Reach(best[0], tuple(reached[best]), best[1])


def _places(key: str, part: str) -> Iterator[int]:
    at = key.find(part)
    while at >= 0:
        if not (part[0].isdigit() and key[at - 1 : at].isdigit()):
            yield at
        at = key.find(part, at + 1)


def _walk(plain: str, i: int, key: str, j: int) -> tuple[int, int]:
    """Where the question and a name part, from places in both on; never inside a number of either."""
    stop = (i, j)
    while i < len(plain) and j < len(key):
        if plain[i] == key[j]:
            i, j = i + 1, j + 1
            if key[j - 1].isalnum() and not _cuts_number(plain, i) and not _cuts_number(key, j):
                stop = (i, j)
        elif plain[i] in BRACKETS or (plain[i] == "年" and key[j] == ")" and plain[i - 1].isdigit()):
            i += 1  # 2023年34号 for (2023)34号
        elif not key[j].isalnum() and not (plain[i].isdigit() and plain[i - 1].isdigit()):
            j += 1
        else:
            break
    while stop[0] < len(plain) and plain[stop[0]] in BRACKETS and key[stop[1] : stop[1] + 1] == ")":
        stop = (stop[0] + 1, stop[1] + 1)
    return stop


def _cuts_number(text: str, at: int) -> bool:
    return text[at - 1].isdigit() and text[at : at + 1].isdigit()
