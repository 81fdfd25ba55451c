"""Conversations put together from follow-ups, with the rows plain Python keeps beside them.

Each turn narrows what the last answer was about, asks something of it, or moves it to another department; the same
conditions are then held against the rows of that one.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from tests.big_corpus import BUREAUS, Project
from tests.composed_questions import Composer, indicators_of
from tests.number_writing import chinese
from tests.question_oracle import WAN, Condition, Expected, first_of, listed, totals_of

Rows = list[Project]


class Turn(NamedTuple):
    """What is said, what should come, and whether what follows could be said of something else."""

    text: str
    expected: Expected
    ends: bool = False


class Talker(Composer):
    """Holds conversations; the same for the same seed."""

    def dialogue(self, length: int = 5) -> list[Turn]:
        """A first question and follow-ups, each over what the one before left."""
        self.place = self.dice.choice(self.places)
        self.bureau = self.dice.choice(BUREAUS)
        self.conditions: list[Condition] = []
        first = self.condition() if self.dice.random() < 0.7 else None
        if first is not None:
            self.conditions.append(first)
        words = f"{self.place}{self.bureau}{first.words}的项目" if first else f"{self.place}{self.bureau}有哪些项目"
        self.listing = True
        turns = [Turn(words, listed(self.rows()))]
        while len(turns) < length and self.rows() and not turns[-1].ends:
            turns.append(self.dice.choice(FOLLOW_UPS)(self))
            self.listing = turns[-1].expected.projects is not None
        return turns

    def rows(self) -> Rows:
        """The projects the conversation is about."""
        own = [one for one in self.projects if one.department == self.place + self.bureau]
        return [one for one in own if all(condition.meets(one) for condition in self.conditions)]


def narrowed(talker: Talker) -> Turn:
    """其中超过50万的, 有成本指标的呢: what follows is about these alone."""
    condition = talker.dice.choice((talker.money, talker.has, talker.target))()
    talker.conditions.append(condition)
    rows = talker.rows()
    words, expected = talker.dice.choice(
        (
            ("其中{}的", listed(rows)),
            ("其中{}的有哪些", listed(rows)),
            ("其中{}的有几个", Expected(figures=(len(rows),))),
            ("这些里面{}的有多少个", Expected(figures=(len(rows),))),
            ("其中有没有{}的", listed(rows)),
            ("这些里{}的一共几个", Expected(figures=(len(rows),))),
        )
    )
    return Turn(words.format(condition.words), expected, ends=not rows)


def without(talker: Talker) -> Turn:
    """不算30万的: those go."""
    exact = talker.dice.choice((10, 30, 50, 80, 100, 200, 500))
    more = talker.dice.random() < 0.5
    said = f"{exact}万以上的" if more else f"不到{exact}万的"
    condition = Condition(
        said,
        lambda one: not (one.total is not None and (one.total >= exact * WAN if more else one.total < exact * WAN)),
    )
    talker.conditions.append(condition)
    words = talker.dice.choice(("不算{}", "去掉{}", "除了{}还有哪些", "除去{}", "排除{}"))
    return Turn(words.format(said), listed(talker.rows()), ends=not talker.rows())


def counted(talker: Talker) -> Turn:
    """有几个, over what is there."""
    words = talker.dice.choice(("有几个", "一共多少个", "总共几个", "多少个"))
    return Turn(words, Expected(figures=(len(talker.rows()),)))


def added_up(talker: Talker) -> Turn:
    """一共多少钱."""
    found = totals_of(talker.rows())
    if not found:
        return counted(talker)
    words, figure = talker.dice.choice(
        (
            ("一共多少钱", Fraction(sum(found))),
            ("加起来多少钱", Fraction(sum(found))),
            ("合计多少", Fraction(sum(found))),
            ("平均多少钱", Fraction(sum(found), len(found))),
            ("平均预算呢", Fraction(sum(found), len(found))),
        )
    )
    return Turn(words, Expected(figures=(figure / WAN,)))


def turned_round(talker: Talker) -> Turn:
    """按金额从低到高."""
    words = talker.dice.choice(("按金额从低到高", "按预算从低到高排", "按金额升序"))
    return Turn(words, listed(talker.rows())._replace(ascending=True), ends=True)


def moved(talker: Talker) -> Turn:
    """那水务局呢, 云溪县的呢: the same asked of another department; a bureau of the same place may be meant alone."""
    if not talker.listing:
        return turned_round(talker)
    talker.bureau = talker.dice.choice([one for one in BUREAUS if one != talker.bureau])
    words = talker.dice.choice(("那{}呢", "{}呢", "换成{}"))
    rows = talker.rows()
    return Turn(words.format(talker.place + talker.bureau), listed(rows), ends=True)


def first_places(talker: Talker) -> Turn:
    """前三名, 后两名, 最便宜的."""
    rows = talker.rows()
    found = totals_of(rows)
    if not found:
        return counted(talker)
    highest = talker.dice.random() < 0.5
    count = min(talker.dice.choice((1, 2, 3)), len(found))
    if count == 1:
        words = "最贵的是哪个" if highest else "最便宜的是哪个"
    else:
        words = talker.dice.choice(
            (
                f"前{chinese(count)}名" if highest else f"后{chinese(count)}名",
                f"{'最高' if highest else '最低'}的{count}个",
                f"预算{'最高' if highest else '最低'}的{count}个",
                f"{'前' if highest else '倒数'}{count}名呢",
            )
        )
    return Turn(words, listed(first_of(rows, count, highest))._replace(ascending=not highest), ends=True)


def their_indicators(talker: Talker) -> Turn:
    """它们的时效指标, 目标值100%的指标."""
    rows = talker.rows()
    inner = talker.inner()
    tail = "指标" if inner.words.endswith("的") else ""
    words = talker.dice.choice(("这些项目的{}{}", "其中{}{}", "它们的{}{}")).format(inner.words, tail)
    return Turn(words, indicators_of(rows, inner), ends=True)


def grouped(talker: Talker) -> Turn:
    """按部门分: one department, and its figure; after a figure of everything it is asked of everything."""
    if not (talker.listing or talker.conditions):
        return counted(talker)
    rows = talker.rows()
    words = talker.dice.choice(("各部门几个", "按部门分各几个", "每个部门有几个"))
    return Turn(words, Expected(groups=((talker.place + talker.bureau, len(rows)),)), ends=True)


FOLLOW_UPS = (
    narrowed,
    narrowed,
    without,
    counted,
    added_up,
    turned_round,
    moved,
    first_places,
    their_indicators,
    grouped,
)


def dialogues(projects: Sequence[Project], seed: int, count: int) -> Iterator[list[Turn]]:
    """As many conversations."""
    talker = Talker(projects, seed)
    for _ in range(count):
        yield talker.dialogue()
