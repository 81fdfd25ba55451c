"""Questions over several departments and years, with what plain Python over the rows says the answer is.

The shapes of one table (`tests.question_oracle`) are asked over scopes of every kind: a year, 今年, 去年, every year;
a department in full, in short, by its place or its bureau, two of them, all.  Shapes of its own compare two years, look
for projects across them, ask self-evaluations, and change the scope of the question before.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from bot.answer import AnswerService
from tests import question_oracle as oracle
from tests.big_corpus import Point, Project
from tests.number_writing import chinese
from tests.oracle_judge import judge
from tests.question_oracle import Expected, Figure, Questioner
from tests.yearly_corpus import (
    ARCHIVES,
    CULTURE,
    DEPARTMENTS,
    DISTRICT_EDUCATION,
    EDUCATION,
    EVERYWHERE,
    HOUSING,
    OFTEN,
    WATER,
    YEARS,
    Corpus,
    Evaluated,
    Outcome,
    Sheet,
)

WAN = oracle.WAN
# How each is said, and the departments it means.
NAMED: tuple[tuple[str, tuple[str, ...]], ...] = (
    *((department, (department,)) for department in DEPARTMENTS),
    ("住建局", (HOUSING,)),
    ("青岚市住建局", (HOUSING,)),
    ("青岚教育局", (EDUCATION,)),
    ("文旅局", (CULTURE,)),
    ("望川县文旅局", (CULTURE,)),
    ("水务局", (WATER,)),
    ("教育局", (EDUCATION, DISTRICT_EDUCATION)),
    ("望川县", (WATER, CULTURE)),
    ("青岚市", (EDUCATION, HOUSING)),
    ("档案局", (ARCHIVES,)),
)
SINGLE = tuple(one for one in NAMED if len(one[1]) == 1)
BACK = {"今年": 0, "去年": 1, "上年": 1, "前年": 2}


class Scope(NamedTuple):
    """Documents in words, and their rows."""

    words: str
    rows: tuple[Project, ...]
    sheets: tuple[Sheet, ...] = ()


class Turn(NamedTuple):
    """A question asked before, and the one that leans on it."""

    before: str
    text: str


class Asked(NamedTuple):
    """What is asked, by which shape, after which question, and what should come."""

    shape: str
    text: str
    expected: Expected
    before: str = ""


class YearlyQuestioner(Questioner):
    """Makes questions over the whole corpus; the same for the same seed."""

    def __init__(self, corpus: Corpus, seed: int) -> None:
        """Over this corpus, with the choices of this seed."""
        self.corpus = corpus
        super().__init__([one for sheet in self.sheets(None, None) for one in sheet.projects], seed)
        self.fixed: Scope | None = None

    def asked(self, count: int) -> Iterator[Asked]:
        """Every shape in turn."""
        for number in range(count):
            shape = ALL_SHAPES[number % len(ALL_SHAPES)]
            said, expected = shape(self)
            turn = said if isinstance(said, Turn) else Turn("", said)
            yield Asked(shape.__name__, turn.text, expected, turn.before)

    # --- documents ----------------------------------------------------------------------------------------------------

    def sheets(self, departments: Sequence[str] | None, years: Sequence[int] | None) -> tuple[Sheet, ...]:
        """The budget tables of these departments (None: of all) in these years (None: the latest of each)."""
        own = [one for one in self.corpus.sheets if departments is None or one.department in departments]
        if years is not None:
            return tuple(one for one in own if one.year in years)
        latest = {
            one.department: max(each.year or 0 for each in own if each.department == one.department) for one in own
        }
        return tuple(one for one in own if (one.year or 0) == latest[one.department])

    def of(self, department: str, year: int | None) -> tuple[Project, ...]:
        """The rows of one table."""
        return next(one.projects for one in self.corpus.sheets if (one.department, one.year) == (department, year))

    # --- scopes in words ----------------------------------------------------------------------------------------------

    def scope(self) -> tuple[str, list[Project]]:
        """Some departments in some year."""
        found = self.fixed or self._scope(NAMED, everything=True)
        return found.words, list(found.rows)

    def department(self) -> tuple[str, list[Project]]:
        """One department in one year."""
        found = self.fixed or self._scope(SINGLE, everything=False)
        return found.words, list(found.rows)

    def _scope(self, named: Sequence[tuple[str, tuple[str, ...]]], *, everything: bool) -> Scope:
        while True:
            said, departments = self.dice.choice(named)
            own: tuple[str, ...] | None = departments
            if everything and self.dice.random() < 0.3:
                said, own = "", None
            words, years = self._year(own)
            sheets = self.sheets(own, years)
            if years is not None and own is not None and not everything and len(sheets) != 1:
                continue
            if not sheets or (said in dict(SINGLE) and len(sheets) != len(years or (0,))):
                continue
            both = (words + said, said + words) if words != "历年" else (words + said,)
            rows = tuple(one for sheet in sheets for one in sheet.projects)
            return Scope(self.dice.choice(both), rows, sheets)

    def _year(self, departments: tuple[str, ...] | None) -> tuple[str, tuple[int, ...] | None]:
        """A year in words, and which it is for these departments; often none."""
        dice = self.dice.random()
        if dice < 0.35:
            return "", None
        year = self.dice.choice(YEARS)
        if dice < 0.8:
            ways = (f"{year}年", f"{year % 100}年", f"{year}年度", f"二〇二{chinese(year % 10)}年")
            return self.dice.choice(ways), (year,)
        word = self.dice.choice(tuple(BACK))
        loaded = [one.year for one in self.corpus.sheets if departments is None or one.department in departments]
        latest = max((one for one in loaded if one is not None), default=0)
        return word, (latest - BACK[word],)

    def pair(self) -> tuple[str, tuple[tuple[Sheet, Sheet], ...], bool]:
        """Two years compared: in words, the tables of both of each department, whether the words name the years."""
        said, departments = self.dice.choice((("", DEPARTMENTS), *SINGLE))
        if self.dice.random() < 0.5:
            later = self.dice.choice(YEARS[1:])
            words = f"{later - 1}年和{later}年相比{said}"
        else:
            years = [one.year for one in self.corpus.sheets if one.department in departments and one.year is not None]
            if not years:
                return self.pair()
            later, words = max(years), said
        found = []
        for department in departments:
            tables = {one.year: one for one in self.corpus.sheets if one.department == department}
            if later in tables and later - 1 in tables:
                found.append((tables[later - 1], tables[later]))
        return (words, tuple(found), words.endswith(f"相比{said}")) if found else self.pair()


# --- shapes of one table that hold over any scope ---------------------------------------------------------------------

OVER_ANY_SCOPE = (
    *(oracle.list_by_one_condition, oracle.list_by_two_conditions, oracle.list_by_either_condition),
    *(oracle.neither_kind, oracle.filled_or_empty, oracle.count_projects, oracle.aggregate_money),
    *(oracle.total_of_a_scope, oracle.highest, oracle.rank, oracle.highest_of_a_condition, oracle.ordered_list),
    *(oracle.field_of_a_project, oracle.part_of_a_name, oracle.mistyped_name, oracle.indicators_of_a_project),
    *(oracle.count_indicators, oracle.list_indicators_by_value, oracle.list_indicators_by_text),
    *(oracle.by_indicator_count, oracle.share_of_money, oracle.share_of_number, oracle.compare_projects),
    *(oracle.above_another, oracle.group_levels, oracle.topic, oracle.without_some, oracle.named_by_text),
    *(oracle.data_quality,),
)
# Those whose words do not depend on the rows: asked again over another scope they are the same question.
MOVABLE = (
    *(oracle.list_by_one_condition, oracle.list_by_two_conditions, oracle.filled_or_empty, oracle.count_projects),
    *(oracle.total_of_a_scope, oracle.highest, oracle.by_indicator_count, oracle.list_indicators_by_value),
)


# --- projects over departments and years ------------------------------------------------------------------------------


def name_of_several_departments(asker: YearlyQuestioner) -> tuple[str, Expected]:
    """Answered for each of up to five departments; of more the department is asked back."""
    words, years = asker._year(None)
    name = asker.dice.choice((*EVERYWHERE, *OFTEN, *OFTEN))
    rows = [one for sheet in asker.sheets(None, years) for one in sheet.projects if one.name == name]
    if len({one.department for one in rows}) > 5 or not rows:
        return f"{words}{name}多少钱", Expected(nothing=True)
    return f"{words}{name}多少钱", oracle.listed(rows)


def project_of_an_earlier_year(asker: YearlyQuestioner) -> tuple[str, Expected]:
    """Answered from the latest year that has it."""
    current = {(sheet.department, one.name) for sheet in asker.sheets(None, None) for one in sheet.projects}
    names = {one.name for sheet in asker.sheets(None, None) for one in sheet.projects}
    gone = [
        (sheet.department, sheet.year, one)
        for sheet in asker.corpus.sheets
        for one in sheet.projects
        if (sheet.department, one.name) not in current and one.name not in names and one.total is not None
    ]
    department, _, one = asker.dice.choice(gone)
    latest = max(year or 0 for owner, year, each in gone if (owner, each.name) == (department, one.name))
    (found,) = [each for each in asker.of(department, latest) if each.name == one.name]
    said = asker.dice.choice(("", department))
    expected = Expected(groups=((one.name, Fraction(found.total or 0, WAN)),), says=(f"{latest}年",))
    return f"{said}{one.name}{asker.dice.choice(('多少钱', '的预算是多少'))}", expected


def project_of_another_department(asker: YearlyQuestioner) -> tuple[str, Expected]:
    """A department named beside a project that it has in no year gives no data."""
    said, (department,) = asker.dice.choice(SINGLE)
    own = {one.name for sheet in asker.corpus.sheets if sheet.department == department for one in sheet.projects}
    others = [one.name for sheet in asker.corpus.sheets for one in sheet.projects if one.name not in own]
    return f"{said}{asker.dice.choice(others)}多少钱", Expected(nothing=True)


def not_loaded(asker: YearlyQuestioner) -> tuple[str, Expected]:
    """A department or a year that is not there, or not together, gives no data."""
    where = asker.dice.choice(
        (
            "2021年",
            "2025年",
            "明年",
            "青岚市财政局",
            "白石区水务局",
            "望川县文旅局2024年",
            "白石区教育局2022年",
            "临江市",
        )
        if asker.dice.random() < 0.8
        else ("档案局2024年", "去年档案局", "2022年和2025年教育局")
    )
    if where == "临江市":
        where = "临江市2023年"
    return f"{where}{asker.money().words}的项目", Expected(nothing=True)


# --- departments ------------------------------------------------------------------------------------------------------


def group_departments(asker: YearlyQuestioner) -> tuple[str, Expected]:
    """各部门, of one year or the latest of each: sums, counts, the first ones."""
    words, years = asker._year(None)
    sheets = asker.sheets(None, years)
    if not sheets:
        return not_loaded(asker)
    sums = {one.department: sum(oracle.totals_of(list(one.projects))) for one in sheets}
    dice = asker.dice.random()
    if dice < 0.35:
        said = asker.dice.choice(("各部门的预算", "各部门的总预算", "每个部门的预算合计"))
        return words + said, Expected(groups=tuple((each, Fraction(total, WAN)) for each, total in sums.items()))
    if dice < 0.6:
        said = asker.dice.choice(("各部门有几个项目", "每个部门的项目数"))
        return words + said, Expected(groups=tuple((one.department, len(one.projects)) for one in sheets))
    count = asker.dice.choice((1, 2, 3))
    edge = sorted(sums.values(), reverse=True)[count - 1]
    said = "哪个部门预算最多" if count == 1 else f"预算最高的{count}个部门"
    best = tuple((each, Fraction(total, WAN)) for each, total in sums.items() if total >= edge)
    return words + said, Expected(groups=best)


def each_year(asker: YearlyQuestioner) -> tuple[str, Expected]:
    """各年度: a row a year."""
    said, (department,) = asker.dice.choice([one for one in SINGLE if one[1] != (ARCHIVES,)])
    sheets = [one for one in asker.corpus.sheets if one.department == department]
    if asker.dice.random() < 0.5:
        counted = tuple((str(one.year), len(one.projects)) for one in sheets)
        return f"{said}各年度有几个项目", Expected(groups=counted)
    sums = tuple((str(one.year), Fraction(sum(oracle.totals_of(list(one.projects))), WAN)) for one in sheets)
    return f"{said}每年的预算合计", Expected(groups=sums)


def share_of_a_department(asker: YearlyQuestioner) -> tuple[str, Expected]:
    """Of all departments in the same year."""
    said, (department,) = asker.dice.choice(SINGLE)
    words, years = asker._year((department,))
    sheets = asker.sheets(None, years)
    own = [one for one in sheets if one.department == department]
    if not own:
        return f"{words}{said}占全部预算的比例", Expected(nothing=True)
    whole = sum(sum(oracle.totals_of(list(one.projects))) for one in sheets)
    part = sum(oracle.totals_of(list(own[0].projects)))
    return f"{words}{said}占全部预算的比例", Expected(figures=(Fraction(100 * part, whole),))


def _money(sheets: Sequence[Sheet]) -> int:
    return sum(sum(oracle.totals_of(list(sheet.projects))) for sheet in sheets)


def compare_departments(asker: YearlyQuestioner) -> tuple[str, Expected]:
    """相差多少, 合计多少, of two departments in one year."""
    words, years = asker._year(None)
    one, other = asker.dice.sample([each for each in SINGLE if each[1][0] in {EDUCATION, HOUSING, WATER}], 2)
    if one[1] == other[1]:
        return compare_departments(asker)
    totals = [
        sum(sum(oracle.totals_of(list(sheet.projects))) for sheet in asker.sheets(side[1], years))
        for side in (one, other)
    ]
    if asker.dice.random() < 0.5:
        return f"{words}{one[0]}和{other[0]}的预算相差多少", Expected(
            figures=(Fraction(abs(totals[0] - totals[1]), WAN),)
        )
    return f"{words}{one[0]}和{other[0]}一共多少钱", Expected(figures=(Fraction(sum(totals), WAN),))


# --- two years --------------------------------------------------------------------------------------------------------


class Change(NamedTuple):
    """A name of one department in two years; None: not there, or without an amount."""

    name: str
    before: int | None
    after: int | None
    years: str  # both, later, earlier

    @property
    def difference(self) -> int | None:
        """What was added."""
        return None if self.before is None or self.after is None else self.after - self.before


def _changes(pairs: Sequence[tuple[Sheet, Sheet]]) -> list[Change]:
    found = []
    for earlier, later in pairs:
        before = {one.name: one.total for one in earlier.projects}
        after = {one.name: one.total for one in later.projects}
        for name in dict.fromkeys((*before, *after)):
            where = "both" if name in before and name in after else "later" if name in after else "earlier"
            found.append(Change(name, before.get(name), after.get(name), where))
    return found


def _moved(rows: list[Change]) -> Expected:
    if not rows:
        return Expected(nothing=True)
    return Expected(changes=tuple((one.name, one.before, one.after) for one in rows))


def changed_projects(asker: YearlyQuestioner) -> tuple[str, Expected]:
    """增加, 减少, 没变, 新增, 取消, with and without a figure."""
    words, pairs, named = asker.pair()
    against = "" if named else "比上年"
    rows = _changes(pairs)
    step = asker.dice.choice((10, 20, 50, 100))
    percent = asker.dice.choice((3, 5, 10, 40))
    said, meets = asker.dice.choice(_ways_to_change(step, percent))
    if said in {"新增", "取消"}:
        against = "" if named else asker.dice.choice(("", "今年" if said == "新增" else ""))
    found = [one for one in rows if meets(one)]
    dice = asker.dice.random()
    if dice < 0.3:
        return f"{words}{against}{said}的项目有几个", Expected(figures=(len(found),))
    if dice < 0.45 and said in {"新增", "取消"} and found:
        money = sum((one.after if said == "新增" else one.before) or 0 for one in found)
        return f"{words}{against}{said}的项目合计多少", Expected(figures=(Fraction(money, WAN),))
    return f"{words}{against}{said}的项目", _moved(found)


def _ways_to_change(step: int, percent: int) -> tuple[tuple[str, Callable[[Change], bool]], ...]:
    def moves(one: Change) -> int:
        return one.difference or 0

    def rate(one: Change) -> Fraction:
        return Fraction(100 * moves(one), one.before) if one.before else Fraction(0)

    return (
        ("增加", lambda one: moves(one) > 0),
        ("减少", lambda one: moves(one) < 0),
        ("没有变化", lambda one: one.difference == 0),
        ("新增", lambda one: one.years == "later"),
        ("取消", lambda one: one.years == "earlier"),
        (f"增加超过{step}万", lambda one: moves(one) > step * WAN),
        (f"增加{step}万以上", lambda one: moves(one) >= step * WAN),
        (f"减少超过{step}万", lambda one: moves(one) < -step * WAN),
        (f"增加超过{percent}%", lambda one: rate(one) > percent),
        (f"减少{percent}%以上", lambda one: rate(one) <= -percent),
    )


def changed_most(asker: YearlyQuestioner) -> tuple[str, Expected]:
    """增加最多的3个, 减少最多的, 变化最大的, with ties."""
    words, pairs, named = asker.pair()
    rows = [one for one in _changes(pairs) if one.difference is not None]
    count = asker.dice.choice((1, 2, 3, 5))
    said = asker.dice.choice(("增加最多", "减少最多", "变化最大"))

    def figure(one: Change) -> int:
        moved = one.difference or 0
        return {"增加最多": moved, "减少最多": -moved}.get(said, abs(moved))

    if said != "变化最大":
        rows = [one for one in rows if figure(one) > 0]
    if not rows:
        return f"{words}{'' if named else '比上年'}{said}的{count}个项目", Expected(nothing=True)
    edge = sorted((figure(one) for one in rows), reverse=True)[:count][-1]
    found = [one for one in rows if figure(one) >= edge]
    return f"{words}{'' if named else '比上年'}{said}的{count}个项目", _moved(found)


def change_of_a_department(asker: YearlyQuestioner) -> tuple[str, Expected]:
    """比上年增加多少: of all the money of a department, or of each."""
    words, pairs, named = asker.pair()
    against = "" if named else "比上年"
    sums = [tuple(sum(oracle.totals_of(list(sheet.projects))) for sheet in pair) for pair in pairs]
    if asker.dice.random() < 0.5:
        change = sum(later - earlier for earlier, later in sums)
        return f"{words}的总预算{against}增加多少", Expected(figures=(Fraction(abs(change), WAN),))
    groups = tuple(
        (pair[0].department, Fraction(later - earlier, WAN)) for pair, (earlier, later) in zip(pairs, sums, strict=True)
    )
    if len(groups) == 1:
        return change_of_a_department(asker)
    return f"{words}各部门{against}增加多少", Expected(groups=groups)


def both_years_of_a_department(asker: YearlyQuestioner) -> tuple[str, Expected]:
    """两年各多少, 一共多少, 相差多少, 增长百分之几, 多几个项目: of one department in two years."""
    said, (department,) = asker.dice.choice([one for one in SINGLE if one[1] != (ARCHIVES,)])
    tables = [one for one in asker.corpus.sheets if one.department == department and one.year is not None]
    before, after = asker.dice.choice(list(pairwise(tables)))
    first, second = (sum(oracle.totals_of(list(one.projects))) for one in (before, after))
    latest = after == tables[-1]
    years = asker.dice.choice(
        (f"{before.year}年和{after.year}年", *(("两年", "近两年", "去年和今年") if latest else ()))
    )
    each = tuple((str(one.year), Fraction(total, WAN)) for one, total in ((before, first), (after, second)))
    percent = Fraction(100 * (second - first), first)
    text, expected = asker.dice.choice(
        (
            (f"{said}{years}预算各多少", Expected(groups=each)),
            (f"{said}{years}的预算", Expected(groups=each)),
            (f"{said}{years}哪年预算多", Expected(groups=each)),
            (f"{said}{years}一共多少钱", Expected(figures=(Fraction(first + second, WAN),))),
            (f"{said}{years}预算相差多少", Expected(figures=(Fraction(abs(second - first), WAN),))),
            (f"{said}{after.year}年比{before.year}年增长了百分之几", Expected(figures=(abs(percent),))),
            (
                f"{said}{after.year}年比{before.year}年多几个项目",
                Expected(figures=(abs(len(after.projects) - len(before.projects)),)),
            ),
        )
    )
    return text, expected


def best_of_each_year(asker: YearlyQuestioner) -> tuple[str, Expected]:
    """2023年和2024年预算最高的3个项目, 每年预算最高的部门: the places are those within a year."""
    some = asker.dice.random() < 0.6
    years = sorted(asker.dice.sample(YEARS, 2)) if some else YEARS
    words = f"{years[0]}年和{years[1]}年" if some else "每年"
    undated: tuple[int | None, ...] = () if some else (None,)
    tables = {year: [one for one in asker.corpus.sheets if one.year == year] for year in (*years, *undated)}
    if asker.dice.random() < 0.4:
        best = [max(sum(oracle.totals_of(list(one.projects))) for one in own) for own in tables.values()]
        return f"{words}预算最高的部门", Expected(figures=tuple(Fraction(one, WAN) for one in best))
    count = asker.dice.choice((1, 2, 3))
    found: list[tuple[str, int | None]] = []
    for own in tables.values():
        rows = [one for sheet in own for one in sheet.projects if one.total is not None]
        edge = sorted((one.total or 0 for one in rows), reverse=True)[count - 1]
        found += [(one.name, one.total) for one in rows if (one.total or 0) >= edge]
    return f"{words}预算最高的{count}个项目", Expected(projects=tuple(found))


def every_change(asker: YearlyQuestioner) -> tuple[str, Expected]:
    """各项目比上年变化多少, 变化超过50万的: of the names of both years, up or down."""
    words, pairs, named = asker.pair()
    rows = [one for one in _changes(pairs) if one.years == "both"]
    if asker.dice.random() < 0.5:
        return f"{words}各项目{'' if named else '比上年'}变化多少", _moved(rows)
    step = asker.dice.choice((20, 50, 100))
    return f"{words}{'' if named else '比上年'}变化超过{step}万的项目", _moved(
        [one for one in rows if one.difference is not None and abs(one.difference) > step * WAN]
    )


def nothing_to_compare(asker: YearlyQuestioner) -> tuple[str, Expected]:
    """One year alone, or a year that is not loaded."""
    where = asker.dice.choice(
        ("档案局", "白石区教育局2022年和2023年相比", "2021年和2022年相比", "文旅局2023年和2024年相比")
    )
    return f"{where}增加的项目", Expected(nothing=True)


# --- follow-ups -------------------------------------------------------------------------------------------------------


def another_scope(asker: YearlyQuestioner) -> tuple[Turn, Expected]:
    """那2023年呢, 换成住建局, 去年呢: the question before, over other documents."""
    said, (department,) = asker.dice.choice(SINGLE[:-1])
    if department == ARCHIVES:
        return another_scope(asker)
    years = [one.year for one in asker.corpus.sheets if one.department == department and one.year is not None]
    first = Scope(said, asker.sheets((department,), None)[0].projects)
    dice = asker.dice.random()
    if dice < 0.4:
        year = asker.dice.choice(years)
        follow, second = f"那{year}年呢", asker.of(department, year)
    elif dice < 0.6:
        follow, second = "去年呢", asker.of(department, max(years) - 1)
    elif dice < 0.85:
        other, (owner,) = asker.dice.choice(SINGLE)
        follow, second = f"{asker.dice.choice(('换成', '那'))}{other}", asker.sheets((owner,), None)[0].projects
        follow += "呢" if follow.startswith("那") else ""
    else:
        rows = tuple(one for sheet in asker.sheets(None, None) for one in sheet.projects)
        follow, second = "所有部门呢", rows
    return _again(asker, asker.dice.choice(MOVABLE), first, Scope("", second), follow)


def _again(
    asker: YearlyQuestioner, shape: oracle.Shape, first: Scope, second: Scope, follow: str
) -> tuple[Turn, Expected]:
    """A shape over one scope, and what it gives over another."""
    state = asker.dice.getstate()
    texts, expected = [], []
    for scope in (first, second):
        asker.dice.setstate(state)
        asker.fixed = scope
        text, found = shape(asker)
        texts.append(text.replace(scope.words, "", 1))
        expected.append(found)
        if scope is first:
            before = text
    asker.fixed = None
    if texts[0] != texts[1] or expected[0].nothing:
        return another_scope(asker)
    return Turn(before, follow), expected[1]


# --- self-evaluations -------------------------------------------------------------------------------------------------


def _evaluations(asker: YearlyQuestioner) -> tuple[str, list[Evaluated]]:
    """Self-evaluations in words, and their projects."""
    tables = asker.corpus.evaluations
    departments = tuple(dict.fromkeys(one.department for one in tables))
    department = asker.dice.choice((None, *departments))
    own = [one for one in tables if department in {None, one.department}]
    if asker.dice.random() < 0.5:
        year = asker.dice.choice(sorted({one.year for one in own}))
        found, words = [one for one in own if one.year == year], f"{year}年{department or ''}"
    else:
        latest = {one.department: max(each.year for each in own if each.department == one.department) for one in own}
        found, words = [one for one in own if one.year == latest[one.department]], department or ""
    return words, [project for one in found for project in one.projects]


def unmet_indicators(asker: YearlyQuestioner) -> tuple[str, Expected]:
    """未完成的指标, 完成了的指标: what cannot be judged is neither."""
    words, rows = _evaluations(asker)
    said, met = asker.dice.choice(
        (("未完成的指标", False), ("没完成的指标", False), ("没有完成的指标", False), ("完成了的指标", True))
    )
    found = [(one, each) for one in rows for each in one.indicators if each.met is met]
    if asker.dice.random() < 0.4:
        return f"{words}{said}有几个", Expected(figures=(len(found),))
    return words + said, _outcomes(found)


def _outcomes(found: list[tuple[Evaluated, Outcome]]) -> Expected:
    rows = tuple((one.name, each.name, each.annual) for one, each in found)
    return Expected(indicators=rows) if rows else Expected(nothing=True)


def rated_projects(asker: YearlyQuestioner) -> tuple[str, Expected]:
    """执行率低于80%的项目, 得分不低于90的项目."""
    words, rows = _evaluations(asker)
    phrases, meets = asker.dice.choice(oracle.OPERATORS)
    if asker.dice.random() < 0.5:
        bound = asker.dice.choice((80, 95, 100))
        said = "执行率" + asker.dice.choice(phrases).format(f"{bound}%")
        found = [one for one in rows if one.rate is not None and _holds(meets, Fraction(one.rate, 100), bound)]
    else:
        bound = asker.dice.choice((72, 90, 95, 98))
        said = "得分" + asker.dice.choice(phrases).format(f"{bound}分")
        found = [one for one in rows if one.score is not None and _holds(meets, Fraction(one.score, 10), bound)]
    if asker.dice.random() < 0.4:
        return f"{words}{said}的项目有几个", Expected(figures=(len(found),))
    return f"{words}{said}的项目", _evaluated(found)


def _holds(meets: Callable[[Point, Point], bool], figure: Fraction, bound: int) -> bool:
    return meets(Point(figure, 0), Point(Fraction(bound), 0))


def _evaluated(found: list[Evaluated]) -> Expected:
    return Expected(unordered=tuple(one.name for one in found)) if found else Expected(nothing=True)


def best_and_worst_rated(asker: YearlyQuestioner) -> tuple[str, Expected]:
    """得分最低的5个项目, 执行率最高的项目, with ties."""
    words, rows = _evaluations(asker)
    field, said = asker.dice.choice((("rate", "执行率"), ("score", "得分")))
    rows = [one for one in rows if getattr(one, field) is not None]
    count = asker.dice.choice((1, 3, 5))
    lowest = asker.dice.random() < 0.5
    figures = sorted((getattr(one, field) for one in rows), reverse=not lowest)
    edge = figures[:count][-1]
    found = [one for one in rows if (getattr(one, field) <= edge if lowest else getattr(one, field) >= edge)]
    number = "" if count == 1 else f"{count}个"
    return f"{words}{said}{'最低' if lowest else '最高'}的{number}项目", _evaluated(found)


def average_rated(asker: YearlyQuestioner) -> tuple[str, Expected]:
    """The average of a rate or a score over the projects that state one; the sum of what was spent."""
    words, rows = _evaluations(asker)
    of = f"{words}的" if words else ""
    said, figures = asker.dice.choice(
        (
            ("平均执行率", [Fraction(one.rate, 100) for one in rows if one.rate is not None]),
            ("平均得分", [Fraction(one.score, 10) for one in rows if one.score is not None]),
        )
    )
    if asker.dice.random() < 0.3:
        spent = sum(one.executed or 0 for one in rows)
        return f"{of}执行数合计", Expected(figures=(Fraction(spent, WAN),))
    return of + said, Expected(figures=(sum(figures, Fraction(0)) / len(figures),))


def figure_of_an_evaluated_project(asker: YearlyQuestioner) -> tuple[str, Expected]:
    """X的执行率, X得分多少, of one department's project."""
    table = asker.dice.choice(asker.corpus.evaluations)
    one = asker.dice.choice(table.projects)
    said, figure = asker.dice.choice(
        (
            ("的执行率是多少", None if one.rate is None else Fraction(one.rate, 100)),
            ("得分多少", None if one.score is None else Fraction(one.score, 10)),
            ("的执行数", None if one.executed is None else Fraction(one.executed, WAN)),
        )
    )
    groups: tuple[tuple[str, Figure], ...] = ((one.name, figure),)
    return f"{table.year}年{table.department}{one.name}{said}", Expected(groups=groups)


def evaluation_not_loaded(asker: YearlyQuestioner) -> tuple[str, Expected]:
    """A department or year without a self-evaluation gives no data."""
    where = asker.dice.choice(("住建局", "2024年", "2024年青岚市教育局", "档案局", "2022年水务局", "今年住建局"))
    said = asker.dice.choice(("未完成的指标", "得分低于90的项目", "执行率最低的项目"))
    return where + said, Expected(nothing=True)


def kinds_are_kept_apart(asker: YearlyQuestioner) -> tuple[str, Expected]:
    """自评表里的项目 are those of self-evaluations; a budget question never counts them."""
    words, rows = _evaluations(asker)
    counts = Counter(one.department for one in rows)
    if asker.dice.random() < 0.5:
        return f"{words}自评表里有几个项目", Expected(figures=(sum(counts.values()),))
    wan = asker.dice.choice((100, 500, 1000))
    found = [one for one in rows if one.total > wan * WAN]
    return f"{words}自评表里预算超过{wan}万的项目", _evaluated(found)


OWN = (
    *(name_of_several_departments, project_of_an_earlier_year, project_of_another_department, not_loaded),
    *(group_departments, each_year, share_of_a_department, compare_departments),
    *(changed_projects, changed_projects, changed_most, change_of_a_department, nothing_to_compare),
    *(both_years_of_a_department, best_of_each_year, every_change),
    *(another_scope, another_scope, another_scope),
    *(unmet_indicators, rated_projects, best_and_worst_rated, average_rated, figure_of_an_evaluated_project),
    *(evaluation_not_loaded, kinds_are_kept_apart),
)
YearlyShape = Callable[[YearlyQuestioner], tuple[str | Turn, Expected]]
ALL_SHAPES: tuple[YearlyShape, ...] = (*OVER_ANY_SCOPE, *OWN)


def complaint_of(service: AnswerService, asked: Asked) -> str | None:
    """What is wrong with the answer, given the question before it."""
    before = service.answer(asked.before) if asked.before else None
    answer = service.answer(asked.text, before.context if before is not None else None)
    if (
        before is not None
        and before.status == "ok"
        and answer.status == "ok"
        and "沿用上一问" not in answer.interpretation
    ):
        return f"the reading does not say that it leans on {asked.before}: {answer.interpretation}"
    return judge(asked.expected, answer)
