"""Made-up tables of five departments in three years, of one that states no year, and their self-evaluations.

As plain rows, and as a database of the same rows.  Some names stand in every department, some in one year alone; one
department has no table of the latest year.
"""

import random
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from db.load import load_documents
from db.records import BUDGET, EVALUATION, WHOLE_DEPARTMENT, Document, IndicatorRecord, Origin, ProjectRecord
from tests.big_corpus import MATTERS, SUBJECTS, TAILS, Project, make_project, record_of

EDUCATION, HOUSING, WATER, CULTURE, DISTRICT_EDUCATION, ARCHIVES = DEPARTMENTS = (
    "青岚市教育局",
    "青岚市住房和城乡建设局",
    "望川县水务局",
    "望川县文化体育和旅游局",
    "白石区教育局",
    "临江市档案局",
)
YEARS = (2022, 2023, 2024)
# Which budget tables are loaded; the last department states no year.
LOADED: dict[str, tuple[int | None, ...]] = {
    EDUCATION: YEARS,
    HOUSING: YEARS,
    WATER: YEARS,
    CULTURE: (2022, 2023),
    DISTRICT_EDUCATION: (2023, 2024),
    ARCHIVES: (None,),
}
EVERYWHERE = ("信息化运维经费", "业务培训专项资金")  # more departments than are answered for at once
OFTEN = {
    "办公用房修缮项目": (EDUCATION, HOUSING, WATER),
    "法律咨询服务经费": (WATER, CULTURE, DISTRICT_EDUCATION, ARCHIVES),
}
A_TABLE = 14
_KEPT = 0.75  # of the names of one year that the next has, too
WAN = 1_000_000

# Level 1, level 2, target, actual value, whether it was met.
OUTCOMES: tuple[tuple[str, str, str, str | None, bool | None], ...] = (
    ("产出指标", "数量指标", "≥30次", "32次", True),
    ("产出指标", "数量指标", "30次", "28次", False),
    ("产出指标", "数量指标", "2场,50人", "2场,50人", True),
    ("产出指标", "质量指标", ">95%", "95%", False),
    ("产出指标", "质量指标", "合规", "合规", True),
    ("产出指标", "质量指标", "持续提升", "良好", None),
    ("产出指标", "时效指标", "年底前完成", "已完成", True),
    ("产出指标", "时效指标", "10个工作日", "12个工作日", False),
    ("产出指标", "成本指标", "不超过20万元", "19.5万元", True),
    ("产出指标", "成本指标", "20万元", "21万元", False),
    ("效益指标", "社会效益", "约2000人", "1950人", True),
    ("效益指标", "社会效益", "明显改善", "部分达成预期指标并具有一定效果", False),
    ("满意度指标", "服务对象满意度", "≥90%", "93%", True),
    ("满意度指标", "服务对象满意度", "≥90%", "88%", False),
    ("满意度指标", "服务对象满意度", "≥90%", None, None),
)


class Outcome(NamedTuple):
    """An indicator of a self-evaluation; the score in tenths of a point."""

    level1: str
    level2: str
    name: str
    annual: str
    actual: str | None
    score: int | None
    met: bool | None


class Evaluated(NamedTuple):
    """A project of a self-evaluation; money in 分, the rate in hundredths of a percent, the score in tenths."""

    department: str
    name: str
    total: int
    executed: int | None
    rate: int | None
    score: int | None
    indicators: tuple[Outcome, ...]


class Sheet(NamedTuple):
    """A budget table."""

    department: str
    year: int | None
    projects: tuple[Project, ...]


class Evaluation(NamedTuple):
    """A self-evaluation."""

    department: str
    year: int
    projects: tuple[Evaluated, ...]


class Corpus(NamedTuple):
    """Everything that is loaded."""

    sheets: tuple[Sheet, ...]
    evaluations: tuple[Evaluation, ...]


def make_corpus(seed: int = 11) -> Corpus:
    """The rows, the same for the same seed."""
    dice = random.Random(seed)  # noqa: S311 - made-up data
    names = [subject + matter + dice.choice(TAILS) for subject in SUBJECTS for matter in MATTERS]
    dice.shuffle(names)
    fresh = iter(names)
    sheets: list[Sheet] = []
    for department, years in LOADED.items():
        before: tuple[Project, ...] = ()
        for year in years:
            before = _table(dice, department, before, fresh)
            sheets.append(Sheet(department, year, before))
    evaluated = ((EDUCATION, 2022), (EDUCATION, 2023), (WATER, 2023), (CULTURE, 2022))
    tables = {(sheet.department, sheet.year): sheet.projects for sheet in sheets}
    return Corpus(
        tuple(sheets),
        tuple(
            Evaluation(department, year, tuple(_evaluated(dice, one) for one in tables[department, year]))
            for department, year in evaluated
        ),
    )


def _table(
    dice: random.Random, department: str, before: tuple[Project, ...], fresh: Iterable[str]
) -> tuple[Project, ...]:
    always = (*EVERYWHERE, *(name for name, owners in OFTEN.items() if department in owners))
    kept = [one for one in before if one.name in always or dice.random() < _KEPT]
    projects = [_next_year(dice, one) for one in kept]
    projects += [make_project(dice, department, name) for name in always if not any(one.name == name for one in kept)]
    names = iter(fresh)
    while len(projects) < A_TABLE:
        projects.append(make_project(dice, department, next(names)))
    return tuple(projects)


def _next_year(dice: random.Random, one: Project) -> Project:
    """The same project a year later: as before, or with other money."""
    if one.total is None or dice.random() < 0.3:
        return one
    step = dice.choice((WAN, 20 * WAN, 50 * WAN, one.total // 20, one.total // 10, one.total // 2))
    total = max(one.total + dice.choice((-1, 1)) * step, WAN)
    return one._replace(total=total, appropriation=None if one.appropriation is None else total)


def _evaluated(dice: random.Random, one: Project) -> Evaluated:
    total = one.total or 0
    percent = dice.choice((10_000, 9_924, 8_000, 7_999, 6_550, 9_500))
    known = dice.random() < 0.9
    chosen = dice.sample(OUTCOMES, dice.randrange(2, 6))
    outcomes = tuple(
        Outcome(
            level1, level2, f"{level2.removesuffix('指标')}{number}号", annual, actual, dice.randrange(20, 200), met
        )
        for number, (level1, level2, annual, actual, met) in enumerate(chosen, 1)
    )
    return Evaluated(
        one.department,
        one.name,
        total,
        total * percent // 10_000 // 100 * 100 if known else None,
        percent if known else None,
        dice.choice((1000, 985, 900, 899, 720, 955, None)),
        outcomes,
    )


def load_corpus(path: Path, corpus: Corpus) -> None:
    """Write the rows to a database by the loader's own functions."""
    documents = [
        _document(
            sheet.department,
            sheet.year,
            BUDGET,
            n,
            tuple(record_of(one, _origin(n, row)) for row, one in enumerate(sheet.projects, 2)),
        )
        for n, sheet in enumerate(corpus.sheets)
    ]
    for n, table in enumerate(corpus.evaluations, len(documents)):
        records = tuple(_evaluated_record(one, _origin(n, row)) for row, one in enumerate(table.projects, 2))
        documents.append(_document(table.department, table.year, EVALUATION, n, records))
    whole = record_of(corpus.sheets[0].projects[0]._replace(name="部门整体支出"), _origin(len(documents), 2))
    documents.append(_document(EDUCATION, 2024, WHOLE_DEPARTMENT, len(documents), (whole,)))
    load_documents(str(path), tuple(documents), replace=True)


def _origin(number: int, row: int) -> Origin:
    return Origin(f"{number}.txt", row=row)


def _document(
    department: str, year: int | None, kind: str, number: int, projects: tuple[ProjectRecord, ...]
) -> Document:
    return Document(
        department=department,
        department_code=None,
        year=year,
        kind=kind,
        unit="万元",
        title=f"{year or ''}{kind}",
        file=f"{number}.txt",
        digest=f"{number:064}",
        format="txt",
        part=1,
        printed_total_fen=None,
        total_place="",
        projects=projects,
        issues=(),
    )


def _evaluated_record(one: Evaluated, origin: Origin) -> ProjectRecord:
    return ProjectRecord(
        name=one.name,
        code=None,
        spending_unit=None,
        implementing_unit=None,
        total_fen=one.total,
        appropriation_fen=None,
        special_account_fen=None,
        other_funds_fen=None,
        government_fund_fen=None,
        state_capital_fen=None,
        goal=None,
        indicators=tuple(_outcome_record(each, origin) for each in one.indicators),
        origin=origin,
        executed_fen=one.executed,
        execution_rate=None if one.rate is None else f"{one.rate / 100:g}%",
        score=None if one.score is None else f"{one.score / 10:g}",
    )


_KINDS = {
    "数量指标": ("output", "number"),
    "质量指标": ("output", "quality"),
    "时效指标": ("output", "timeliness"),
    "成本指标": ("output", "cost"),
    "社会效益": ("benefit", "social"),
    "服务对象满意度": ("satisfaction", "served"),
}


def _outcome_record(one: Outcome, origin: Origin) -> IndicatorRecord:
    kind1, kind2 = _KINDS[one.level2]
    return IndicatorRecord(
        level1=one.level1,
        level2=one.level2,
        name=one.name,
        cycle_target=None,
        annual_target=one.annual,
        actual=one.actual,
        score=None if one.score is None else f"{one.score / 10:g}",
        level1_code=None,
        level2_code=None,
        kind1=kind1,
        kind2=kind2,
        misfiled=False,
        origin=origin,
    )
