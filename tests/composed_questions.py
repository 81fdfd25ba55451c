"""Questions put together from clauses: what is left out, conditions of a project, of its indicators, what is asked.

Where the shapes of `question_oracle` each ask one thing well, these join any clause with any other in the orders people
use.  A question of several clauses may be refused; answered, it has every clause in it.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import NamedTuple

from tests.big_corpus import PLACES, Indicator, Point, Project
from tests.number_writing import chinese
from tests.question_oracle import (
    WAN,
    Condition,
    Expected,
    Questioner,
    first_of,
    listed,
    totals_of,
)

IN_FRONT = (
    "除了{}，",
    "除{}外，",
    "除了{}以外，",
    "除{}以外的，",
    "不算{}，",
    "去掉{}，",
    "去掉{}后，",
    "排除{}后",
    "不含{}，",
)
BEHIND = ("，不算{}", "，除了{}", "，{}除外", "，不包括{}", "，{}的不算", "，去掉{}")
WITHIN = ("里", "中", "里面", "当中")
FEW = (1, 2, 3, 5)

BOUNDS: tuple[tuple[str, Callable[[int, int], bool]], ...] = (
    ("{}万以上的", lambda total, bound: total >= bound),
    ("超过{}万的", lambda total, bound: total > bound),
    ("不到{}万的", lambda total, bound: total < bound),
    ("{}万以下的", lambda total, bound: total <= bound),
)
TARGETS: tuple[tuple[str, Callable[[Point, Fraction], bool]], ...] = (
    ("为{}%", lambda point, number: point.number == number),
    ("超过{}%", lambda point, number: point > (number, 0)),
    ("不低于{}%", lambda point, number: point >= (number, 0)),
    ("低于{}%", lambda point, number: point < (number, 0)),
)

Rows = list[Project]


class Out(NamedTuple):
    """What is left out: in words, and which projects that is among those of the question."""

    words: str
    taken: Callable[[Rows], Rows]


class Inner(NamedTuple):
    """A condition of indicators, as it stands before 的指标."""

    words: str
    meets: Callable[[Indicator], bool]


class Composer(Questioner):
    """Puts clauses together over the projects of one department, so that most questions have some rows."""

    def __init__(self, projects: Sequence[Project], seed: int) -> None:
        """Over these projects, whose departments and places alone are asked about."""
        super().__init__(projects, seed)
        self.departments = tuple(dict.fromkeys(one.department for one in projects))
        self.places = tuple(place for place in PLACES if any(one.startswith(place) for one in self.departments))

    def department(self) -> tuple[str, list[Project]]:
        """One department."""
        department = self.dice.choice(self.departments)
        return department, [one for one in self.projects if one.department == department]

    def left_out(self) -> Out:
        """30万的, 100万以上的, 有成本指标的, a project by its name."""
        dice = self.dice.random()
        if dice < 0.3:
            exact = self.dice.choice((10, 30, 50, 80, 100, 120, 150))
            return Out(f"{exact}万的", lambda rows: [one for one in rows if one.total == exact * WAN])
        if dice < 0.6:
            bound = self.dice.choice((50, 100, 300, 500, 1000))
            pattern, meets = self.dice.choice(BOUNDS)
            return Out(
                pattern.format(bound),
                lambda rows: [one for one in rows if one.total is not None and meets(one.total, bound * WAN)],
            )
        if dice < 0.8:
            kind = self.has()
            return Out(f"{kind.words}的", lambda rows: [one for one in rows if kind.meets(one)])
        count = self.dice.choice(FEW)
        words = self.dice.choice((f"预算最高的{count}个", f"前{chinese(count)}名"))
        return Out(words, lambda rows: first_of(rows, count, highest=True))

    def inner(self) -> Inner:
        """目标值100%, 时效指标为100%, 年度指标值为“合规”."""
        said, is_kind = self.kind()
        dice = self.dice.random()
        if dice < 0.3:
            return Inner(said, is_kind)
        if dice < 0.5:
            text = self.dice.choice(("合规", "持续提升"))
            return Inner(f"年度指标值为“{text}”的", lambda one: one.annual == text)
        percent = self.dice.choice((90, 95, 100))
        number = Fraction(percent)
        pattern, meets = self.dice.choice(TARGETS)

        def holds(one: Indicator) -> bool:
            return any(unit == "%" and meets(point, number) for unit, point in one.points)

        if dice < 0.75:
            return Inner(f"目标值{pattern.format(percent)}的", holds)
        return Inner(f"{said}{pattern.format(percent)}的", lambda one: is_kind(one) and holds(one))

    def asked(self, rows: Rows) -> tuple[str, Expected]:
        """What is asked of the projects that are left, behind 的项目."""
        ascending = self.dice.random() < 0.3
        count = self.dice.choice(FEW)
        found = totals_of(rows)
        ways: list[tuple[str, Expected]] = [
            ("有哪些", listed(rows)),
            ("", listed(rows)),
            ("有几个", Expected(figures=(len(rows),))),
            ("有多少个", Expected(figures=(len(rows),))),
        ]
        if found:
            edge = "低" if ascending else "高"
            first, one = (
                listed(first_of(rows, min(each, len(found)), highest=not ascending))._replace(ascending=ascending)
                for each in (count, 1)
            )
            ways += [
                ("一共多少钱", Expected(figures=(Fraction(sum(found), WAN),))),
                ("预算合计", Expected(figures=(Fraction(sum(found), WAN),))),
                ("平均多少钱", Expected(figures=(Fraction(sum(found), len(found) * WAN),))),
                (f"里预算最{edge}的{count}个", first),
                (f"里预算最{edge}的是哪个", one),
                (f"，预算最{edge}的{chinese(count)}个", first),
            ]
        return self.dice.choice(ways)


def indicators_of(rows: Rows, *inner: Inner) -> Expected:
    """The indicators of these projects that meet all conditions."""
    found = tuple(
        (one.name, each.name, each.annual)
        for one in rows
        for each in one.indicators
        if all(part.meets(each) for part in inner)
    )
    return Expected(indicators=found) if found else Expected(nothing=True)


def _restricted(asker: Composer) -> tuple[str, Rows, Rows]:
    """A department with none to two conditions, in words that end in 的项目, all its projects and those that meet."""
    scope, rows = asker.department()
    count = asker.dice.choice((0, 1, 1, 1, 2))
    makers = asker.dice.sample((asker.money, asker.has, asker.target), count)
    conditions: list[Condition] = [make() for make in makers]
    link = asker.dice.choice(("且", "，", "并且"))
    said = link.join(condition.words for condition in conditions)
    met = [one for one in rows if all(condition.meets(one) for condition in conditions)]
    return f"{scope}{said}的项目", rows, met


def asked_of_a_part(asker: Composer) -> tuple[str, Expected]:
    """教育局预算超过100万的项目里有时效指标的有几个: two clauses one inside the other, then what is asked."""
    said, _, rows = _restricted(asker)
    within = asker.dice.choice(WITHIN)
    condition = asker.dice.choice((asker.money, asker.has, asker.target))()
    words, expected = asker.asked([one for one in rows if condition.meets(one)])
    return f"{said}{within}{condition.words}的{words}", expected


def indicators_of_a_part(asker: Composer) -> tuple[str, Expected]:
    """教育局预算超过100万的项目里目标值100%的指标: the inner condition is one of the indicators listed."""
    said, _, rows = _restricted(asker)
    within = asker.dice.choice((*WITHIN, "的", ""))
    inner = asker.inner()
    tail = "" if not inner.words.endswith("的") else "指标"
    words = f"{said}{within}{inner.words}{tail}"
    found = indicators_of(rows, inner)
    if asker.dice.random() < 0.4:
        return f"{words}有几个", Expected(figures=(len(found.indicators or ()),))
    return words, found


def left_out_in_front(asker: Composer) -> tuple[str, Expected]:
    """除了30万的，教育局20万以上50万以下的项目还有哪些."""
    out = asker.left_out()
    said, every, rows = _restricted(asker)
    if out.words.startswith(("预算最", "前")):
        said, rows = said[: said.index("局") + 1] + "的项目", every
    taken = out.taken(every)
    words, expected = asker.asked([one for one in rows if one not in taken])
    return f"{asker.dice.choice(IN_FRONT).format(out.words)}{said}{words}", expected


def left_out_behind(asker: Composer) -> tuple[str, Expected]:
    """教育局20万以上的项目，不算30万的，还有几个."""
    said, every, rows = _restricted(asker)
    out = asker.left_out()
    while out.words.startswith(("预算最", "前")):
        out = asker.left_out()
    taken = out.taken(every)
    words, expected = asker.asked([one for one in rows if one not in taken])
    behind = asker.dice.choice(BEHIND).format(out.words).replace("的的", "的")
    return f"{said}{behind}{'，' if words and not words.startswith('，') else ''}{words}", expected


def shares_of_each(asker: Composer) -> tuple[str, Expected]:
    """教育局前三名各占多少: a share of money beside each; of all projects the one figure."""
    scope, rows = asker.department()
    first = first_of(rows, asker.dice.choice(FEW), highest=True)
    shares = [Fraction((one.total or 0) * 100, sum(totals_of(rows))) for one in first]
    words = asker.dice.choice(("各占多少", "各占总预算多少", "占总预算的比例"))
    said = f"{scope}预算最高的{len(first)}个项目{words}"
    return said, Expected(figures=(sum(shares),) if "各" not in words else tuple(shares))


def twice_the_first(asker: Composer) -> tuple[str, Expected]:
    """除了前三名，最贵的是哪个; 去掉第一名后的前三名."""
    scope, rows = asker.department()
    count, after = asker.dice.choice(FEW), asker.dice.choice(FEW)
    left = [one for one in rows if one not in first_of(rows, count, highest=True)]
    out = asker.dice.choice((f"预算最高的{count}个项目", f"前{chinese(count)}名"))
    ask, expected = asker.dice.choice(
        (
            (f"预算最高的{after}个", listed(first_of(left, after, highest=True))),
            (f"前{chinese(after)}名", listed(first_of(left, after, highest=True))),
            ("最贵的是哪个", listed(first_of(left, 1, highest=True))),
            ("最便宜的是哪个", listed(first_of(left, 1, highest=False))),
        )
    )
    words = asker.dice.choice(("除了{}，", "除{}外，", "去掉{}后的", "不算{}，", "排除{}后", "除去{}之后的"))
    return f"{scope}{words.format(out)}{ask}", expected


COMPOSED: tuple[Callable[[Composer], tuple[str, Expected]], ...] = (
    asked_of_a_part,
    indicators_of_a_part,
    left_out_in_front,
    left_out_behind,
    shares_of_each,
    twice_the_first,
)
