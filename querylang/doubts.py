"""What makes a mention doubtful that is aligned with a name: it may mean another project, so that it is only offered.

Another number was said, a wrong character makes a word of its own (团员 for 人员), or it is one of the same sort as the
name's own (北片区 for 东片区).
"""

from functools import cache

from querylang.aligned import EXACT, NEAR, NONE, SHAPE, SOUND, SWAPPED
from querylang.named import NamedTuple
from querylang.names import NameIndex
from querylang.notes import STRANGE
from querylang.pairs import is_torn, is_word
from querylang.vocabulary import everyday_words

WHY = {SOUND: "同音", NEAR: "近音", SHAPE: "形近"}
PAIR = 2


class Said(NamedTuple):
    """text[start:end] beside a name."""

    text: str
    start: int
    end: int
    key: str
    matched: dict[int, tuple[int, float]]  # position in the text -> position in the name, likeness

    def likeness(self, i: int) -> float:
        """How much a character is the name's own."""
        return self.matched.get(i, (-1, NONE))[1]

    def place(self, i: int) -> int | None:
        """Where in the name a character of the mention stands."""
        found = self.matched.get(i) if self.start <= i < self.end else None
        return found[0] if found else None

    def is_twice(self, i: int) -> bool:
        """Whether a character is the one before it again, or in front of all the one behind it."""
        text = self.text
        return text[i] == (text[i - 1] if i > self.start else text[i + 1 : min(i + 2, self.end)])


def reasons_of(said: Said) -> list[str]:
    """Why each character that is not the name's own was let pass."""
    reasons: list[str] = []
    for i in range(said.start, said.end):
        value, char = said.likeness(i), said.text[i]
        if value == NONE:
            reasons.append(f"“{char}”多打了一次" if said.is_twice(i) else f"“{char}”{STRANGE}")
        elif value == SWAPPED:
            reasons.append(f"“{char}”换了位置")
        elif value < EXACT:
            reasons.append(f"“{char}”作“{said.key[said.matched[i][0]]}”（{WHY[value]}）")
    return reasons


def is_doubtful(index: NameIndex, said: Said, *, whole: bool) -> bool:
    """Whether a mention may mean another project; whole: nearly all of the name was said."""
    return (
        (not whole and _is_picked_by_sound(said))
        or _ends_nearly(said)
        or not _has_its_numbers(said)
        or _is_heard_as_word(said)
        or _says_otherwise(index, said, {NONE} if whole else {NONE, NEAR})
        or _exchanges_one_of_a_sort(said)
    )


def is_torn_off(said: Said) -> bool:
    """村医 for 村义 in 农村义务教育: two neighbours, one heard wrongly, that stand in the name between words of it."""
    for i in range(said.start, said.end - 1):
        heard = {said.likeness(i), said.likeness(i + 1)} & WHY.keys()
        places = [said.place(at) for at in range(i - 1, i + PAIR + 1)]
        before, first, second, behind = (-9 if j is None else j for j in places)
        alone = second == first + 1 and before != first - 1 and behind != second + 1
        if heard and alone and is_torn(said.key, first):
            return True
    return False


def _has_its_numbers(said: Said) -> bool:
    """Whether every number that was said is one of the name's, whole: 34号 is not 43号, nor 3号."""
    key, places = said.key, set()
    for i in range(said.start, said.end):
        if said.text[i].isdigit():
            j, value = said.matched.get(i, (-1, NONE))
            if value != EXACT:
                return False
            places.add(j)
    return all(
        near in places or not (0 <= near < len(key) and key[near].isdigit()) for j in places for near in (j - 1, j + 1)
    )


def _says_otherwise(index: NameIndex, said: Said, doubtful: set[float]) -> bool:
    """Whether a character that the name does not have makes an everyday word with its neighbour, or one of other names.

    In a part of a name, so does one that is only near in sound: 党员招聘 is not 单位人员招聘.
    """
    text, start, end = said.text, said.start, said.end
    strange = [i for i in range(start, end) if said.likeness(i) in doubtful and not said.is_twice(i)]
    pairs = {text[at : at + 2] for i in strange for at in (i - 1, i) if start <= at < end - 1}
    return any(pair not in said.key and (is_word(pair) or index.is_pair_of_few(pair)) for pair in pairs)


def _exchanges_one_of_a_sort(said: Said) -> bool:
    """北片区 for 东片区, 卫生室 for 卫生站: a character takes the place of another that says the opposite of it."""
    return any(
        other and other in _others_of_sort(said.text[i])
        for i in range(said.start, said.end)
        if said.likeness(i) < EXACT
        for other in _replaced(said, i)
    )


def _replaced(said: Said, i: int) -> tuple[str, ...]:
    """The character of the name that a strange one stands for: what is left out beside it; twice, on either side."""
    key, j = said.key, said.place(i)
    if j is not None:
        return (key[j],)
    first, last = i - 1, i + 1
    if said.is_twice(i):  # 中中学 for 中小学: one of the two is the name's own
        twin = first if said.place(first) is not None else last
        first, last = min(i, twin), max(i, twin)
        own = said.place(twin)
        around = said.place(first - 1), said.place(last + 1)
        return tuple(
            key[own + step : own + step + 1]
            for step, near in zip((-1, 1), around, strict=True)
            if own is not None and near is not None and near == own + 2 * step
        )
    before, behind = said.place(first), said.place(last)
    if before is not None and (behind is None or behind == before + 2):
        return (key[before + 1 : before + 2],)
    return (key[behind - 1 : behind],) if before is None and behind else ()


@cache
def _others_of_sort(char: str) -> frozenset[str]:
    """The characters that say the opposite: 西南北中 of 东."""
    return frozenset("".join(sort for sort in everyday_words("sorts") if char in sort)) - {char}


def _is_heard_as_word(said: Said) -> bool:
    """检查 for 监察: two characters side by side that only sound like the name's, and are a word of their own."""
    heard = [i for i in range(said.start, said.end) if said.likeness(i) == SOUND]
    return any(is_word(said.text[i : i + 2]) for i in heard if i + 1 in heard)


def _is_picked_by_sound(said: Said) -> bool:
    """Whether a character only sounds or looks like one that stands apart from all else that was said of the name.

    法律顾问女 is no 法律顾问服务及时率, though 女 is near in sound to 率: across a jump anything sounds like something.
    """
    for i in range(said.start, said.end):
        if said.likeness(i) in WHY:
            j = said.matched[i][0]
            if said.place(i - 1) != j - 1 and said.place(i + 1) != j + 1:
                return True
    return False


def _ends_nearly(said: Said) -> bool:
    """业务用房仅, 仅 near in sound to 经: at its end a character of another word of the name, which is not said.

    What ends a word, or the name, was meant: 劳动监擦 for 监察; likewise what begins one.
    """
    key = said.key
    first, last = (said.matched.get(at, (-1, NONE)) for at in (said.start, said.end - 1))
    begins = first[1] == NEAR and first[0] > 0 and not is_word(key[first[0] : first[0] + 2])
    ends = last[1] == NEAR and last[0] < len(key) - 1 and not is_word(key[last[0] - 1 : last[0] + 1])
    return begins or ends
