"""Questions over made-up projects together with what plain Python says the answer is: no query, no SQL, no views.

Each shape makes a question from random parts and works the answer out from the rows by loops and exact fractions.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from statistics import median
from typing import NamedTuple

from tests.big_corpus import (
    BUREAUS,
    DEPARTMENTS,
    LEVELS,
    PLACES,
    SUBJECTS,
    TAILS,
    TOPICS,
    Indicator,
    Point,
    Project,
)
from tests.number_writing import chinese

WAN = 1_000_000  # 分 in 1 万元
FIELDS = {
    "total": ("预算", "总计", "金额", "总额"),
    "appropriation": ("财政拨款",),
    "special_account": ("财政专户拨款",),
    "other_funds": ("其他资金",),
}
LABELS = {"total": "总计", "appropriation": "财政拨款", "special_account": "财政专户拨款", "other_funds": "其他资金"}
MORE = ("超过{}", "大于{}", "高于{}", "多于{}", "不止{}")
AT_LEAST = ("不低于{}", "不少于{}", "{}以上", "至少{}", "{}及以上", "达到{}")
LESS = ("低于{}", "不到{}", "少于{}", "小于{}", "不足{}", "不满{}")
AT_MOST = ("不超过{}", "{}以下", "{}以内", "至多{}", "不高于{}", "{}及以下")
OPERATORS: tuple[tuple[tuple[str, ...], Callable[[Point, Point], bool]], ...] = (
    (MORE, lambda point, bound: point > bound),
    (AT_LEAST, lambda point, bound: point >= bound),
    (LESS, lambda point, bound: point < bound),
    (AT_MOST, lambda point, bound: point <= bound),
)
KINDS = {level2: 2 for _, level2, *_ in LEVELS} | {"产出指标": 1, "效益指标": 1, "满意度指标": 1}
KIND_WORDS = {
    "经济效益": "经济效益指标",
    "社会效益": "社会效益指标",
    "生态效益": "生态效益指标",
    "可持续影响": "可持续影响指标",
}

Meets = Callable[[Project], bool]
Figure = Fraction | int | str | None


class Expected(NamedTuple):
    """An answer worked out by hand: exactly one of the parts is given, or none where nothing is there to show."""

    projects: tuple[tuple[str, int | None], ...] | None = None  # name and total; in this order but for ties
    ascending: bool | None = None  # how projects are ordered by `ordered_by`, None: not looked at
    ordered_by: str = "总计"
    indicators: tuple[tuple[str, str, str | None], ...] | None = None  # project, indicator, yearly value
    figures: tuple[Figure, ...] | None = None  # of the one row, labels aside
    groups: tuple[tuple[str, Figure], ...] | None = None
    changes: tuple[tuple[str, int | None, int | None], ...] | None = None  # project, its money before and after
    unordered: tuple[str, ...] | None = None  # names of projects
    says: tuple[str, ...] = ()  # each stands in the reading
    nothing: bool = False  # no_match
    or_refused: bool = False  # rightly answered or not at all


class Question(NamedTuple):
    """What is asked, by which shape, and what should come."""

    shape: str
    text: str
    expected: Expected


class Condition(NamedTuple):
    """A condition in words that stand before 的项目, and whether a project meets it."""

    words: str
    meets: Meets


class Questioner:
    """Makes questions over these projects; the same for the same seed."""

    def __init__(self, projects: Sequence[Project], seed: int) -> None:
        """Over these projects, with the choices of this seed."""
        self.projects = projects
        self.dice = random.Random(seed)  # noqa: S311 - made-up questions

    def questions(self, count: int) -> Iterator[Question]:
        """Every shape in turn."""
        for number in range(count):
            shape = SHAPES[number % len(SHAPES)]
            text, expected = shape(self)
            yield Question(shape.__name__, text, expected)

    # --- parts ------------------------------------------------------------------------------------------------------

    def scope(self) -> tuple[str, list[Project]]:
        """A department, a place or everything: in words, and its projects."""
        dice = self.dice.random()
        if dice < 0.6:
            department = self.dice.choice(DEPARTMENTS)
            return department, [one for one in self.projects if one.department == department]
        if dice < 0.7:
            place = self.dice.choice(PLACES)
            return place, [one for one in self.projects if one.department.startswith(place)]
        return "", list(self.projects)

    def department(self) -> tuple[str, list[Project]]:
        """One department."""
        department = self.dice.choice(DEPARTMENTS)
        return department, [one for one in self.projects if one.department == department]

    def amount(self) -> tuple[str, int]:
        """A sum of money in words, and in 分."""
        wan = self.dice.choice((5, 10, 30, 50, 100, 120, 200, 300, 500, 590, 800, 1000, 2500, 5000, 9000))
        ways = (
            f"{wan}万",
            f"{wan}万元",
            f"{chinese(wan)}万",
            f"{wan * 10_000}元",
            f"{wan * 10_000:,}元",
            f"{wan} 万元",
        )
        return self.dice.choice(ways), wan * WAN

    def money(self) -> Condition:
        """预算超过100万."""
        field = self.dice.choice(("total", "total", "total", "appropriation", "other_funds", "special_account"))
        phrases, meets = self.dice.choice(OPERATORS)
        said, bound = self.amount()
        words = self.dice.choice(FIELDS[field]) + self.dice.choice(phrases).format(said)

        def holds(project: Project) -> bool:
            given = getattr(project, field)
            return given is not None and meets(Point(Fraction(given), 0), Point(Fraction(bound), 0))

        return Condition(words, holds)

    def between(self) -> Condition:
        """预算在100万到500万之间."""
        low, high = sorted(self.dice.sample((10, 20, 50, 100, 200, 300, 500, 900, 3000, 6000), 2))
        ways = (
            "预算在{}万到{}万之间",
            "预算{}万至{}万",
            "总计介于{}万元和{}万元之间",
            "金额{}-{}万",
            "预算从{}万到{}万",
        )
        words = self.dice.choice(ways).format(low, high)
        return Condition(words, lambda one: one.total is not None and low * WAN <= one.total <= high * WAN)

    def kind(self) -> tuple[str, Callable[[Indicator], bool]]:
        """A kind of indicator of either level."""
        kind = self.dice.choice(tuple(KINDS))
        level = KINDS[kind]
        return KIND_WORDS.get(kind, kind), lambda one: kind == (one.level1 if level == 1 else one.level2)

    def has(self) -> Condition:
        """有成本指标, 没有成本指标."""
        said, is_kind = self.kind()
        if self.dice.random() < 0.5:
            word = self.dice.choice(("有", "设有"))
            return Condition(word + said, lambda one: any(map(is_kind, one.indicators)))
        word = self.dice.choice(("没有", "没设", "缺少"))
        return Condition(word + said, lambda one: not any(map(is_kind, one.indicators)))

    def target(self) -> Condition:
        """质量指标不低于95%."""
        said, is_kind = self.kind()
        if said == "服务对象满意度" or self.dice.random() < 0.3:
            said, is_kind = "满意度目标", lambda one: one.level1 == "满意度指标"
        phrases, meets = self.dice.choice(OPERATORS)
        percent = self.dice.choice((3, 5, 85, 90, 95, 98, 99, 100))
        bound = Point(Fraction(percent), 0)
        words = said + self.dice.choice(phrases).format(f"{percent}%")
        return Condition(
            words, lambda one: any(_states(each, "%", bound, meets) for each in one.indicators if is_kind(each))
        )

    def condition(self) -> Condition:
        """Any of them."""
        return self.dice.choice((self.money, self.money, self.between, self.has, self.target))()

    def owned(self, own: list[Project]) -> Project:
        """A project of these with a total."""
        return self.dice.choice([one for one in own if one.total is not None])


def _states(one: Indicator, unit: str | None, bound: Point, meets: Callable[[Point, Point], bool]) -> bool:
    return any(meets(point, bound) for own, point in one.points if own == unit)


def listed(rows: list[Project]) -> Expected:
    """A list, by 总计 descending."""
    if not rows:
        return Expected(nothing=True)
    ordered = sorted(rows, key=lambda one: (one.total is None, -(one.total or 0)))
    return Expected(tuple((one.name, one.total) for one in ordered), ascending=False)


def _wan(fen: int | Fraction) -> Fraction:
    return Fraction(fen) / WAN


def totals_of(rows: list[Project], field: str = "total") -> list[int]:
    """The amounts of a field, empty cells left out."""
    return [given for one in rows if (given := getattr(one, field)) is not None]


# --- shapes -----------------------------------------------------------------------------------------------------------


def list_by_one_condition(asker: Questioner) -> tuple[str, Expected]:
    """预算超过100万的项目."""
    scope, rows = asker.scope()
    condition = asker.condition()
    pattern = asker.dice.choice(
        ("{}{}的项目", "{}{}的项目有哪些", "{}哪些项目{}", "列出{}{}的项目", "请问{}{}的项目有哪些？")
    )
    return pattern.format(scope, condition.words), listed([one for one in rows if condition.meets(one)])


def list_by_two_conditions(asker: Questioner) -> tuple[str, Expected]:
    """Joined by 且, or side by side."""
    scope, rows = asker.scope()
    one, other = asker.money(), asker.dice.choice((asker.has, asker.target))()
    if asker.dice.random() < 0.5:
        one, other = other, one
    link = asker.dice.choice(("且", "并且", "而且", "，", "同时"))
    found = [each for each in rows if one.meets(each) and other.meets(each)]
    return f"{scope}{one.words}{link}{other.words}的项目", listed(found)


def list_by_either_condition(asker: Questioner) -> tuple[str, Expected]:
    """Joined by 或; 且 binds tighter."""
    scope, rows = asker.department()
    first, second, third = asker.money(), asker.money(), asker.has()
    link = asker.dice.choice(("或", "或者"))
    if asker.dice.random() < 0.5:
        found = [one for one in rows if first.meets(one) or second.meets(one)]
        return f"{scope}{first.words}{link}{second.words}的项目", listed(found)
    found = [one for one in rows if first.meets(one) or (second.meets(one) and third.meets(one))]
    return f"{scope}{first.words}{link}{second.words}且{third.words}的项目", listed(found)


def neither_kind(asker: Questioner) -> tuple[str, Expected]:
    """没有 governs both kinds; 不同时有 denies having both."""
    scope, rows = asker.department()
    said, is_kind = asker.kind()
    other, is_other = asker.kind()
    while other == said:
        other, is_other = asker.kind()
    if asker.dice.random() < 0.5:
        link = asker.dice.choice(("和", "或", "、"))
        found = [one for one in rows if not any(is_kind(each) or is_other(each) for each in one.indicators)]
        return f"{scope}没有{said}{link}{other}的项目", listed(found)
    found = [one for one in rows if not (any(map(is_kind, one.indicators)) and any(map(is_other, one.indicators)))]
    return f"{scope}不同时有{said}和{other}的项目", listed(found)


def filled_or_empty(asker: Questioner) -> tuple[str, Expected]:
    """有其他资金 is above 0; 为0 is a printed 0; 为空 an empty cell."""
    scope, rows = asker.scope()
    field = asker.dice.choice(("other_funds", "special_account"))
    label = LABELS[field]
    if asker.dice.random() < 0.3:
        words = asker.dice.choice(("只有财政拨款", "全部由财政拨款", "全部是财政拨款", "只有财政拨款没有其他资金"))
        alone = [one for one in rows if one.appropriation and not one.other_funds and not one.special_account]
        return f"{scope}{words}的项目", listed(alone)
    words, meets = asker.dice.choice(
        (
            (f"有{label}", lambda given: given is not None and given > 0),
            (f"{label}为0", lambda given: given == 0),
            (f"{label}为空", lambda given: given is None),
            (f"{label}大于0", lambda given: given is not None and given > 0),
        )
    )
    return f"{scope}{words}的项目", listed([one for one in rows if meets(getattr(one, field))])


def count_projects(asker: Questioner) -> tuple[str, Expected]:
    """A count of none is 0."""
    scope, rows = asker.scope()
    condition = asker.condition()
    ways = ("{}{}的项目有几个", "{}有多少个项目{}", "{}{}的项目个数", "{}{}的有多少个项目")
    pattern = asker.dice.choice(ways)
    if condition.words.startswith("数量"):
        pattern = ways[0]  # 项目数量 is a word of its own
    return pattern.format(scope, condition.words), Expected(figures=(sum(map(condition.meets, rows)),))


def aggregate_money(asker: Questioner) -> tuple[str, Expected]:
    """合计, 平均, 中位数, 最大 of a field over a condition."""
    scope, rows = asker.scope()
    condition = asker.condition()
    found = totals_of([one for one in rows if condition.meets(one)])
    if not found:
        return count_projects(asker)
    words, figure = asker.dice.choice(
        (
            ("一共多少钱", Fraction(sum(found))),
            ("的预算合计是多少", Fraction(sum(found))),
            ("加起来多少钱", Fraction(sum(found))),
            ("的平均预算", Fraction(sum(found), len(found))),
            ("平均多少钱", Fraction(sum(found), len(found))),
            ("的预算中位数", Fraction(median([Fraction(each) for each in found]))),
        )
    )
    return f"{scope}{condition.words}的项目{words}", Expected(figures=(_wan(figure),))


def total_of_a_scope(asker: Questioner) -> tuple[str, Expected]:
    """教育局的总预算; an empty cell counts 0."""
    scope, rows = asker.department()
    field = asker.dice.choice(("total", "appropriation", "other_funds"))
    words = f"的{asker.dice.choice(FIELDS[field])}{asker.dice.choice(('一共多少', '合计', '总共是多少'))}"
    return scope + words, Expected(figures=(_wan(sum(totals_of(rows, field))),))


def highest(asker: Questioner) -> tuple[str, Expected]:
    """The first or last n, ties at the end shown too."""
    scope, rows = asker.scope()
    rows = [one for one in rows if one.total is not None]
    count = asker.dice.choice((1, 2, 3, 5, 8, 10))
    number = asker.dice.choice((str(count), chinese(count) if count != 2 else "两"))
    if asker.dice.random() < 0.6:
        pattern = asker.dice.choice(("{}预算最高的{}个项目", "{}金额最大的{}个项目", "{}总计最多的{}个项目"))
        edge = sorted((one.total or 0 for one in rows), reverse=True)[count - 1]
        found = listed([one for one in rows if (one.total or 0) >= edge])
        return pattern.format(scope, number), found
    pattern = asker.dice.choice(("{}预算最低的{}个项目", "{}金额最少的{}个项目", "{}预算倒数{}个项目"))
    edge = sorted(one.total or 0 for one in rows)[count - 1]
    low = sorted(((one.name, one.total) for one in rows if (one.total or 0) <= edge), key=lambda pair: pair[1] or 0)
    return pattern.format(scope, number), Expected(tuple(low), ascending=True)


def rank(asker: Questioner) -> tuple[str, Expected]:
    """第N is competition rank; a rank nobody holds is no match."""
    scope, rows = asker.department()
    place = asker.dice.choice((1, 2, 3, 4, 5, 7, 12, 30, 999))
    totals = [one.total for one in rows if one.total is not None]
    found = [one for one in rows if one.total is not None and sum(each > one.total for each in totals) + 1 == place]
    pattern = asker.dice.choice(("{}预算第{}名的项目", "{}预算排第{}的项目", "{}预算第{}高的项目"))
    return pattern.format(scope, chinese(place)), listed(found)


def highest_of_a_condition(asker: Questioner) -> tuple[str, Expected]:
    """The highest among those that meet a condition."""
    scope, rows = asker.department()
    condition = asker.has()
    found = [one for one in rows if condition.meets(one) and one.total is not None]
    top = [one for one in found if one.total == max(totals_of(found))] if found else []
    return f"{scope}{condition.words}的项目里预算最高的", listed(top)


def ordered_list(asker: Questioner) -> tuple[str, Expected]:
    """按预算从低到高."""
    scope, rows = asker.department()
    condition = asker.between()
    found = sorted(((one.name, one.total) for one in rows if condition.meets(one)), key=lambda pair: pair[1] or 0)
    words = asker.dice.choice(("按预算从低到高列出", "按金额升序列出"))
    expected = Expected(tuple(found), ascending=True) if found else Expected(nothing=True)
    return f"{words}{scope}{condition.words}的项目", expected


def field_of_a_project(asker: Questioner) -> tuple[str, Expected]:
    """A field of a project by its name in full."""
    scope, rows = asker.department()
    one = asker.dice.choice(rows)
    field = asker.dice.choice(tuple(FIELDS))
    words = asker.dice.choice(FIELDS[field])
    pattern = asker.dice.choice(("{}{}的{}", "{}{}{}是多少", "请问{}的{} {}"))
    given = getattr(one, field)
    figure = None if given is None else _wan(given)
    return pattern.format(scope, one.name, words), Expected(groups=((one.name, figure),))


def part_of_a_name(asker: Questioner) -> tuple[str, Expected]:
    """A name without its last word, which no other name holds."""
    scope, rows = asker.department()
    one = asker.owned(rows)
    part = next(one.name.removesuffix(tail) for tail in TAILS if one.name.endswith(tail))
    return f"{scope}{part}多少钱", Expected(groups=((one.name, _wan(one.total or 0)),))


def mistyped_name(asker: Questioner) -> tuple[str, Expected]:
    """A character of a name dropped, doubled or swapped with the next: that project or none, never another."""
    scope, rows = asker.department()
    one = asker.owned(rows)
    at = asker.dice.randrange(len(one.name) - 1)
    first, second = one.name[at], one.name[at + 1]
    written = one.name[:at] + asker.dice.choice((second, first + first + second, second + first)) + one.name[at + 2 :]
    return f"{scope}{written}的预算", Expected(groups=((one.name, _wan(one.total or 0)),), or_refused=True)


def foreign_name(asker: Questioner) -> tuple[str, Expected]:
    """A name that another department has is no match here."""
    scope, rows = asker.department()
    own = {one.name for one in rows}
    other = asker.dice.choice([one for one in asker.projects if one.name not in own])
    return f"{scope}{other.name}的预算", Expected(nothing=True)


def indicators_of_a_project(asker: Questioner) -> tuple[str, Expected]:
    """The indicators of a kind of one project; none is no match."""
    scope, rows = asker.department()
    one = asker.dice.choice(rows)
    said, is_kind = asker.kind()
    found = tuple((one.name, each.name, each.annual) for each in one.indicators if is_kind(each))
    expected = Expected(indicators=found) if found else Expected(nothing=True)
    return f"{scope}{one.name}的{said}", expected


def count_indicators(asker: Questioner) -> tuple[str, Expected]:
    """How many indicators of a kind a department, or a project, has."""
    scope, rows = asker.department()
    said, is_kind = asker.kind()
    if asker.dice.random() < 0.5:
        one = asker.dice.choice(rows)
        return f"{scope}{one.name}有几个{said}", Expected(figures=(sum(map(is_kind, one.indicators)),))
    return f"{scope}{said}一共有多少个", Expected(
        figures=(sum(is_kind(each) for one in rows for each in one.indicators),)
    )


def list_indicators_by_value(asker: Questioner) -> tuple[str, Expected]:
    """目标值超过1000人的指标; a unit is compared with its own alone."""
    scope, rows = asker.department()
    phrases, meets = asker.dice.choice(OPERATORS)
    number, unit = asker.dice.choice(
        ((95, "%"), (98, "%"), (1000, "人"), (1500, "人"), (30, "次"), (12, "公里"), (50, "人"))
    )
    bound = Point(Fraction(number), 0)
    found = tuple(
        (one.name, each.name, each.annual)
        for one in rows
        for each in one.indicators
        if _states(each, unit, bound, meets)
    )
    words = asker.dice.choice(("目标值", "年度指标值", "指标值")) + asker.dice.choice(phrases).format(f"{number}{unit}")
    return f"{scope}{words}的指标", Expected(indicators=found) if found else Expected(nothing=True)


def list_indicators_by_text(asker: Questioner) -> tuple[str, Expected]:
    """指标值为“合规” is the whole value; 包含 a part of either value."""
    scope, rows = asker.department()
    text = asker.dice.choice(("合规", "持续提升", "年底前完成"))
    found = tuple((one.name, each.name, each.annual) for one in rows for each in one.indicators if each.annual == text)
    word = asker.dice.choice(("年度指标值为", "年度指标值是"))
    return f"{scope}{word}“{text}”的指标", Expected(indicators=found) if found else Expected(nothing=True)


def by_indicator_count(asker: Questioner) -> tuple[str, Expected]:
    """指标数不少于6个, 质量指标超过1个."""
    scope, rows = asker.department()
    phrases, meets = asker.dice.choice(OPERATORS)
    if asker.dice.random() < 0.5:
        count = asker.dice.randrange(2, 8)
        words = f"指标数{asker.dice.choice(phrases).format(f'{count}个')}"

        def number(one: Project) -> int:
            return len(one.indicators)

    else:
        said, is_kind = asker.kind()
        count = asker.dice.randrange(1, 4)
        words = said + asker.dice.choice(phrases).format(f"{count}个")

        def number(one: Project) -> int:
            return sum(map(is_kind, one.indicators))

    bound = Point(Fraction(count), 0)
    return f"{scope}{words}的项目", listed([one for one in rows if meets(Point(Fraction(number(one)), 0), bound)])


def share_of_money(asker: Questioner) -> tuple[str, Expected]:
    """The share of a condition over the same scope."""
    scope, rows = asker.department()
    condition = asker.money()
    part = sum(totals_of([one for one in rows if condition.meets(one)]))
    if not part:
        return count_projects(asker)
    words = asker.dice.choice(("占总预算的比例", "占总预算百分之多少"))
    return f"{scope}{condition.words}的项目{words}", Expected(figures=(Fraction(100 * part, sum(totals_of(rows))),))


def share_of_number(asker: Questioner) -> tuple[str, Expected]:
    """The share of their number."""
    scope, rows = asker.department()
    condition = asker.condition()
    found = sum(map(condition.meets, rows))
    if not found:
        return count_projects(asker)
    return f"{scope}{condition.words}的项目占项目总数的比例", Expected(figures=(Fraction(100 * found, len(rows)),))


def compare_projects(asker: Questioner) -> tuple[str, Expected]:
    """相差多少, 加起来多少, 哪个多 of two projects of a department."""
    scope, rows = asker.department()
    one, other = asker.owned(rows), asker.owned(rows)
    while other.name == one.name:
        other = asker.owned(rows)
    first, second = one.total or 0, other.total or 0
    words, expected = asker.dice.choice(
        (
            ("相差多少", Expected(figures=(_wan(abs(first - second)),))),
            ("加起来多少钱", Expected(figures=(_wan(first + second),))),
            ("哪个预算多", Expected(groups=((one.name, _wan(first)), (other.name, _wan(second))))),
        )
    )
    if second and asker.dice.random() < 0.4:
        words, figure = asker.dice.choice(
            (
                ("是{}的几倍", Fraction(first, second)),
                (
                    "比{}高百分之多少" if first >= second else "比{}少百分之几",
                    Fraction(100 * abs(first - second), second),
                ),
            )
        )
        return f"{scope}{one.name}{words.format(other.name)}", Expected(figures=(figure,))
    return f"{scope}{one.name}和{other.name}{words}", expected


def above_another(asker: Questioner) -> tuple[str, Expected]:
    """预算比X高的项目, 高于平均值的项目."""
    scope, rows = asker.department()
    totals = totals_of(rows)
    if asker.dice.random() < 0.5:
        one = asker.owned(rows)
        if asker.dice.random() < 0.5:
            found = [each for each in rows if each.total is not None and each.total > (one.total or 0)]
            return f"{scope}预算比{one.name}高的项目", listed(found)
        found = [each for each in rows if each.total is not None and each.total < (one.total or 0)]
        return f"{scope}预算低于{one.name}的项目", listed(found)
    average = Fraction(sum(totals), len(totals))
    if asker.dice.random() < 0.5:
        found = [each for each in rows if each.total is not None and each.total > average]
        return f"{scope}预算高于平均值的项目", listed(found)
    found = [each for each in rows if each.total is not None and each.total < average]
    return f"{scope}预算低于平均值的项目", listed(found)


def group_departments(asker: Questioner) -> tuple[str, Expected]:
    """各部门: sums, counts, the first ones."""
    sums: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    condition = asker.money()
    for one in asker.projects:
        sums[one.department] += one.total or 0
        counts[one.department] += condition.meets(one)
    dice = asker.dice.random()
    if dice < 0.3:
        words = asker.dice.choice(("各部门的预算", "各部门的总预算", "每个部门的预算合计"))
        return words, Expected(groups=tuple((each, _wan(sums[each])) for each in DEPARTMENTS))
    if dice < 0.6:
        count = asker.dice.choice((1, 2, 3, 5))
        edge = sorted(sums.values(), reverse=True)[count - 1]
        words = "哪个部门预算最多" if count == 1 else f"预算最高的{count}个部门"
        return words, Expected(groups=tuple((each, _wan(sums[each])) for each in DEPARTMENTS if sums[each] >= edge))
    if not all(counts.values()):
        return group_levels(asker)
    words = f"各部门{condition.words}的项目有几个"
    return words, Expected(groups=tuple((each, counts[each]) for each in DEPARTMENTS))


def group_levels(asker: Questioner) -> tuple[str, Expected]:
    """按一级指标统计, by canonical kind."""
    scope, rows = asker.department()
    level = asker.dice.choice((0, 1))
    counts = Counter((each.level1, each.level2)[level] for one in rows for each in one.indicators)
    words = asker.dice.choice(("的指标按{}统计", "各{}有多少个")).format(("一级指标", "二级指标")[level])
    return scope + words, Expected(groups=tuple(counts.items()))


def topic(asker: Questioner) -> tuple[str, Expected]:
    """A topic anywhere, or in the goal alone."""
    scope, rows = asker.scope()
    text = asker.dice.choice(TOPICS)
    pattern = asker.dice.choice(
        ("{}绩效目标里提到{}的项目", "{}涉及{}的项目", "{}与{}有关的项目", "{}{}相关的项目有哪些")
    )
    goal_alone = "绩效目标" in pattern

    def speaks(one: Project) -> bool:
        elsewhere = (one.name, *(str(each) for own in one.indicators for each in (own.name, own.cycle, own.annual)))
        return text in one.goal or (not goal_alone and any(text in each for each in elsewhere))

    return pattern.format(scope, text), listed([one for one in rows if speaks(one)])


def without_some(asker: Questioner) -> tuple[str, Expected]:
    """除了A和B."""
    scope, rows = asker.department()
    condition = asker.between()
    found = [one for one in rows if condition.meets(one)]
    if len(found) < 3:
        return count_projects(asker)
    out = [one.name for one in asker.dice.sample(found, 2)]
    kept = [one for one in found if one.name not in out]
    words = asker.dice.choice(
        (
            f"除了{out[0]}和{out[1]}，{scope}{condition.words}的项目",
            f"{scope}{condition.words}的项目，不包括{out[0]}和{out[1]}",
        )
    )
    return words, listed(kept)


def named_by_text(asker: Questioner) -> tuple[str, Expected]:
    """名称包含X的项目."""
    scope, rows = asker.scope()
    text = asker.dice.choice(SUBJECTS)
    return f"{scope}名称包含“{text}”的项目", listed([one for one in rows if text in one.name])


def data_quality(asker: Questioner) -> tuple[str, Expected]:
    """归类不对, 年度指标值为空, 周期值和年度值不一致."""
    scope, rows = asker.department()
    words, wrong = asker.dice.choice(
        (
            ("归类不对的指标", lambda one: (one.level1, one.level2) == ("产出指标", "社会效益")),
            ("年度指标值为空的指标", lambda one: one.annual is None),
            ("周期值和年度值不一致的指标", lambda one: one.cycle != one.annual),
        )
    )
    found = tuple((one.name, each.name, each.annual) for one in rows for each in one.indicators if wrong(each))
    return scope + words, Expected(indicators=found)


def not_loaded(asker: Questioner) -> tuple[str, Expected]:
    """A department, a place or a year that is not there gives no data."""
    condition = asker.money()
    where = asker.dice.choice(("2019年", "青岚市财政局", "深圳市", "白石区审计局", "1999年青岚市教育局", "去年"))
    return f"{where}{condition.words}的项目", Expected(nothing=True)


def short_bureau(asker: Questioner) -> tuple[str, Expected]:
    """教育局 alone means the bureau of every place."""
    bureau = asker.dice.choice(BUREAUS)
    condition = asker.money()
    found = [one for one in asker.projects if one.department.endswith(bureau) and condition.meets(one)]
    return f"{bureau}{condition.words}的项目", listed(found)


def places(asker: Questioner) -> tuple[str, Expected]:
    """第2到第4名, from the top or the bottom, by competition rank."""
    scope, rows = asker.scope()
    totals = sorted((one.total for one in rows if one.total is not None), reverse=True)
    first = asker.dice.choice((2, 3, 5))
    last = first + asker.dice.choice((1, 2, 4))
    if asker.dice.random() < 0.7:
        words = asker.dice.choice(("{}预算第{}到第{}名的项目", "{}预算第{}至第{}名", "{}预算排名第{}到第{}的项目"))
        found = [one for one in rows if one.total is not None and first <= _place(one.total, totals) <= last]
        return words.format(scope, chinese(first), chinese(last)), listed(found)
    totals.reverse()
    found = [one for one in rows if one.total is not None and first <= 1 + sum(t < one.total for t in totals) <= last]
    ascending = sorted(((one.name, one.total) for one in found), key=lambda pair: pair[1] or 0)
    expected = Expected(tuple(ascending), ascending=True) if ascending else listed([])  # five that tie hold one place
    return f"{scope}预算倒数第{first}到第{last}名的项目", expected


def _place(total: int, totals: list[int]) -> int:
    return 1 + sum(each > total for each in totals)


def between_places(asker: Questioner) -> tuple[str, Expected]:
    """第一和第二相差多少, 第一名比第五名多多少; where nobody holds a place there is no figure."""
    scope, rows = asker.department()
    totals = sorted(totals_of(rows), reverse=True)
    place = asker.dice.choice((2, 3, 5))
    held = [total for total in totals if _place(total, totals) == place]
    words = asker.dice.choice(("{}预算第一和第{}相差多少", "{}预算第一名比第{}名多多少", "{}第一名和第{}名差多少"))
    if not held:
        return highest(asker)
    return words.format(scope, chinese(place)), Expected(figures=(_wan(totals[0] - held[0]),))


def first_of_each(asker: Questioner) -> tuple[str, Expected]:
    """各部门预算最高的项目, with ties, under a condition or not."""
    count = asker.dice.choice((1, 1, 2, 3))
    condition = asker.dice.choice((None, asker.has()))
    found: list[Project] = []
    for department in DEPARTMENTS:
        own = [one for one in asker.projects if one.department == department and one.total is not None]
        own = [one for one in own if condition is None or condition.meets(one)]
        edge = sorted((one.total or 0 for one in own), reverse=True)[count - 1 : count]
        found += [one for one in own if not edge or (one.total or 0) >= edge[0]]
    words = asker.dice.choice(("各部门{}预算最高的{}", "每个部门{}金额最大的{}", "各部门{}总计最多的{}"))
    said = "" if condition is None else condition.words + "的项目中"
    number = "项目" if count == 1 else f"{count}个项目"
    if not found:
        return words.format(said, number), Expected(nothing=True)
    return words.format(said, number), Expected(tuple((one.name, one.total) for one in found))


def whole_departments(asker: Questioner) -> tuple[str, Expected]:
    """合计超过…的部门, 项目数超过…的部门, 没有…的部门."""
    owned = {each: [one for one in asker.projects if one.department == each] for each in DEPARTMENTS}
    sums = {each: _wan(sum(totals_of(own))) for each, own in owned.items()}
    counts = {each: len(own) for each, own in owned.items()}
    dice = asker.dice.random()
    if dice < 0.4:
        bound = int(sorted(sums.values())[asker.dice.randrange(len(sums))])
        found = {each: figure for each, figure in sums.items() if figure > bound}
        words = asker.dice.choice(("合计超过{}万的部门", "预算超过{}万元的部门有哪些", "哪些部门合计超过{}万"))
        groups: tuple[tuple[str, Figure], ...] = tuple(found.items())
        return words.format(bound), Expected(groups=groups) if groups else Expected(nothing=True)
    if dice < 0.7:
        bound = asker.dice.choice(tuple(counts.values()))
        words = asker.dice.choice(("项目数不少于{}个的部门", "项目数在{}个以上的部门"))
        at_least = tuple((each, count) for each, count in counts.items() if count >= bound)
        return words.format(bound), Expected(groups=at_least)
    condition = asker.money()
    number = sum(not any(map(condition.meets, own)) for own in owned.values())
    if condition.words.startswith("没"):
        return group_departments(asker)
    return f"没有{condition.words}的项目的部门有几个", Expected(figures=(number,), or_refused=True)


def share_as_condition(asker: Questioner) -> tuple[str, Expected]:
    """占比超过1%的项目: of the sum of the scope; and of the project's own total."""
    scope, rows = asker.department()
    phrases, meets = asker.dice.choice(OPERATORS)
    if asker.dice.random() < 0.6:
        percent = asker.dice.choice((1, 2, 3, 5))
        whole = sum(totals_of(rows))
        found = [one for one in rows if one.total is not None and _part(one.total, whole, percent, meets)]
        words = asker.dice.choice(("占比", "占总预算的比例", "预算占比")) + phrases[0].format(f"{percent}%")
        return f"{scope}{words}的项目", listed(found)
    percent = asker.dice.choice((30, 50, 80))
    filled = [one for one in rows if one.total and one.other_funds is not None]
    found = [one for one in filled if _part(one.other_funds or 0, one.total or 1, percent, meets)]
    return f"{scope}其他资金占总计的比例{phrases[0].format(f'{percent}%')}的项目", listed(found)


def _part(part: int, whole: int, percent: int, meets: Callable[[Point, Point], bool]) -> bool:
    return meets(Point(Fraction(100 * part, whole), 0), Point(Fraction(percent), 0))


def first_of(rows: list[Project], count: int, highest: bool) -> list[Project]:
    """The projects of the first places, ties at the end with them."""
    filled = [one for one in rows if one.total is not None]
    edge = sorted((one.total or 0 for one in filled), reverse=highest)[count - 1]
    return [one for one in filled if ((one.total or 0) >= edge if highest else (one.total or 0) <= edge)]


def without_the_first(asker: Questioner) -> tuple[str, Expected]:
    """除前三名外的项目, 除了最低的三个其他项目合计: what is left when the first places are taken away."""
    scope, rows = asker.scope()
    count = asker.dice.choice((1, 2, 3, 5, 10))
    highest = asker.dice.random() < 0.7
    said = f"预算前{chinese(count)}名" if highest and asker.dice.random() < 0.5 else ""
    said = said or f"预算{'最高' if highest else '最低'}的{count}个项目"
    taken = first_of(rows, count, highest)
    left = [one for one in rows if one not in taken]
    words = asker.dice.choice(("除{}外", "除了{}，其他", "{}以外", "不包括{}"))
    dice = asker.dice.random()
    if dice < 0.4:
        return f"{scope}{words.format(said)}的项目", listed(left)
    if dice < 0.7:
        return f"{scope}{words.format(said)}的项目合计多少", Expected(figures=(_wan(sum(totals_of(left))),))
    condition = asker.has()
    return f"{scope}除{said}外，{condition.words}的项目有几个", Expected(figures=(sum(map(condition.meets, left)),))


def among_the_first(asker: Questioner) -> tuple[str, Expected]:
    """前十名里没有时效指标的, 前五名里最低的."""
    scope, rows = asker.scope()
    count = asker.dice.choice((3, 5, 10, 20))
    first = first_of(rows, count, highest=True)
    said = asker.dice.choice((f"预算前{chinese(count)}名", f"预算最高的{count}个项目", f"前{count}名"))
    inside = asker.dice.choice(("里", "中", "里面"))
    if asker.dice.random() < 0.3:
        least = min(totals_of(first))
        return f"{scope}{said}{inside}预算最低的", listed([one for one in first if one.total == least])
    condition = asker.condition()
    found = [one for one in first if condition.meets(one)]
    if asker.dice.random() < 0.5:
        return f"{scope}{said}{inside}{condition.words}的项目", listed(found)
    return f"{scope}{said}{inside}{condition.words}的有几个项目", Expected(figures=(len(found),))


def each_of_two_kinds(asker: Questioner) -> tuple[str, Expected]:
    """质量指标和时效指标都不低于95%: some indicator of each kind; 分别: each with a figure of its own."""
    scope, rows = asker.scope()
    kinds = [asker.kind(), asker.kind()]
    while kinds[0][0] == kinds[1][0]:
        kinds[1] = asker.kind()
    phrases, meets = asker.dice.choice(OPERATORS[:2])
    respectively = asker.dice.random() < 0.4
    bounds = (95, 98) if respectively else (95, 95)
    found = [
        one
        for one in rows
        if all(
            any(_states(each, "%", Point(Fraction(bound), 0), meets) for each in one.indicators if is_kind(each))
            for (_, is_kind), bound in zip(kinds, bounds, strict=True)
        )
    ]
    said = kinds[0][0] + "和" + kinds[1][0]
    if respectively:
        return f"{scope}{said}分别{phrases[0].format('95%')}和98%的项目", listed(found)
    word = asker.dice.choice(("都", "均"))
    return f"{scope}{said}{word}{asker.dice.choice(phrases[:2]).format('95%')}的项目", listed(found)


def beside_another(asker: Questioner) -> tuple[str, Expected]:
    """质量指标数和X一样的项目, 满意度目标比X高的项目."""
    scope, rows = asker.department()
    other = asker.dice.choice(rows)
    said, is_kind = asker.kind()
    if asker.dice.random() < 0.5:
        number = sum(map(is_kind, other.indicators))
        word, meets = asker.dice.choice(
            (("和{}一样", int.__eq__), ("比{}多", int.__gt__), ("比{}少", int.__lt__), ("跟{}相同", int.__eq__))
        )
        found = [one for one in rows if meets(sum(map(is_kind, one.indicators)), number)]
        return f"{scope}{said}的指标数{word.format(other.name)}的项目", listed(found)

    def best(one: Project) -> Point | None:
        points = [point for each in one.indicators if is_kind(each) for unit, point in each.points if unit == "%"]
        return max(points, default=None)

    own = best(other)
    if own is None:
        return f"{scope}{said}比{other.name}高的项目", Expected(nothing=True)
    higher = [one for one in rows if (point := best(one)) is not None and point > own]
    return f"{scope}{said}比{other.name}高的项目", listed(higher)


def best_indicators(asker: Questioner) -> tuple[str, Expected]:
    """满意度最低的3个指标: indicators by what they state in percent, ties at the end with them."""
    scope, rows = asker.department()
    said, is_kind = asker.kind()
    highest = asker.dice.random() < 0.5
    count = asker.dice.choice((1, 2, 3))

    def best(each: Indicator) -> Point | None:
        points = [point for unit, point in each.points if unit == "%"]
        return (max if highest else min)(points, default=None)

    given = [(one, each, point) for one in rows for each in one.indicators if is_kind(each) and (point := best(each))]
    if not given:
        return f"{scope}目标值{'最高' if highest else '最低'}的{said}", Expected(nothing=True)
    points = sorted((point for _, _, point in given), reverse=highest)
    edge = points[min(count, len(points)) - 1]
    found = [(one, each) for one, each, point in given if (point >= edge if highest else point <= edge)]
    end = "最高" if highest else "最低"
    number = "" if count == 1 else f"{count}个"
    words = asker.dice.choice(
        (f"目标值{end}的{number}{said}", f"{said}里目标值{end}的{number}", f"{end}的{number}{said}")
    )
    return scope + words, Expected(indicators=tuple((one.name, each.name, each.annual) for one, each in found))


Shape = Callable[[Questioner], tuple[str, Expected]]
SHAPES: tuple[Shape, ...] = (
    *(list_by_one_condition, list_by_two_conditions, list_by_either_condition, neither_kind, filled_or_empty),
    *(count_projects, aggregate_money, total_of_a_scope, highest, rank, highest_of_a_condition, ordered_list),
    *(
        field_of_a_project,
        part_of_a_name,
        mistyped_name,
        foreign_name,
        indicators_of_a_project,
        count_indicators,
        list_indicators_by_value,
        list_indicators_by_text,
    ),
    *(by_indicator_count, share_of_money, share_of_number, compare_projects, above_another, group_departments),
    *(group_levels, topic, without_some, named_by_text, data_quality, not_loaded, short_bureau),
    *(places, between_places, first_of_each, whole_departments, share_as_condition),
    *(without_the_first, among_the_first, each_of_two_kinds, beside_another, best_indicators),
)
