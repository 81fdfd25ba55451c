"""Ten thousand made-up projects of twenty-five departments, as plain rows and as a database of the same rows.

Names, goals and indicators are put together from parts as published tables have them: several departments bear the same
names, money ties, cells stay empty, target values state one quantity, several or none.
"""

import random
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from db.load import load_documents
from db.records import Document, IndicatorRecord, Origin, ProjectRecord

PLACES = ("青岚市", "云溪县", "白石区", "临江市", "望川县")
BUREAUS = ("教育局", "交通运输局", "卫生健康局", "农业农村局", "水务局")
DEPARTMENTS = tuple(place + bureau for place in PLACES for bureau in BUREAUS)
A_DEPARTMENT = 400
WAN_IN_FEN = 1_000_000

SUBJECTS = (
    *(
        "中小学校舍",
        "乡镇卫生院",
        "农村公路",
        "河道堤防",
        "特殊教育学校",
        "城区公交站台",
        "疾控中心实验室",
        "高标准农田",
    ),
    *("水库大坝", "学生营养餐", "桥梁隧道", "社区医院", "畜禽粪污", "饮用水水源地", "幼儿园", "渡口码头", "急救中心"),
    *("种子仓库", "雨污管网", "教师公寓", "交通信号", "妇幼保健院", "渔港", "泵站", "职教中心", "货运枢纽", "血站"),
    *(
        "农机",
        "灌区渠系",
        "校车",
        "出租车",
        "村医",
        "果园",
        "排涝",
        "图书馆",
        "停车场",
        "中医馆",
        "茶园",
        "水文站",
        "操场",
    ),
)
MATTERS = (
    *(
        "维修改造",
        "运行维护",
        "设备更新",
        "安全检测",
        "新建工程",
        "绿化美化",
        "节能改造",
        "信息化建设",
        "应急处置",
        "日常巡查",
    ),
    *(
        "消杀防疫",
        "宣传推广",
        "专业技能竞赛",
        "规划编制",
        "第三方评估",
        "保险补贴",
        "以奖代补",
        "竣工决算审计",
        "示范创建",
        "租赁",
    ),
)
TAILS = ("经费", "专项资金", "补助资金", "项目")
TOPICS = ("防汛", "扶贫", "数字化", "消防", "环保", "节水", "急救", "乡土", "防疫", "普惠", "冷链", "无障碍")

# Level 1, level 2, their codes, their kinds as the loader stores them, whether published under the wrong level.
LEVELS = (
    ("产出指标", "数量指标", "1", "11", "output", "number", False),
    ("产出指标", "质量指标", "1", "12", "output", "quality", False),
    ("产出指标", "时效指标", "1", "13", "output", "timeliness", False),
    ("产出指标", "成本指标", "1", "14", "output", "cost", False),
    ("效益指标", "经济效益", "2", "21", "benefit", "economic", False),
    ("效益指标", "社会效益", "2", "22", "benefit", "social", False),
    ("效益指标", "生态效益", "2", "23", "benefit", "ecological", False),
    ("效益指标", "可持续影响", "2", "24", "benefit", "lasting", False),
    ("满意度指标", "服务对象满意度", "3", "31", "satisfaction", "served", False),
    ("产出指标", "社会效益", "1", "22", "output", "social", True),
)
INDICATOR_NAMES = ("完工率", "验收合格率", "按期开工率", "受益群众好评率", "改造面积", "单位造价", "带动增收", "达标率")
# Published value, and where its quantities lie: number, unit, a little above (1) or below (-1) it.
VALUES: tuple[tuple[str | None, tuple[tuple[int | str, str | None, int], ...]], ...] = (
    (">95%", ((95, "%", 1),)),
    ("不低于95%", ((95, "%", 0),)),
    ("95%以上", ((95, "%", 0),)),
    ("90%", ((90, "%", 0),)),
    ("≥98%", ((98, "%", 0),)),
    (">90%", ((90, "%", 1),)),
    ("100%", ((100, "%", 0),)),
    ("<5%", ((5, "%", -1),)),
    ("≤3%", ((3, "%", 0),)),
    ("99.5%", (("99.5", "%", 0),)),
    ("覆盖率>85%", ((85, "%", 1),)),
    ("约2000人", ((2000, "人", 0),)),
    ("1500人", ((1500, "人", 0),)),
    ("不少于30次", ((30, "次", 0),)),
    ("2场,50人", ((2, "场", 0), (50, "人", 0))),
    ("12公里", ((12, "公里", 0),)),
    ("年底前完成", ()),
    ("持续提升", ()),
    ("合规", ()),
    (None, ()),
)


class Point(NamedTuple):
    """Where a quantity lies: comparisons are those of tuples."""

    number: Fraction
    edge: int


class Indicator(NamedTuple):
    """An indicator as published, and the points of its yearly value by unit."""

    level1: str
    level2: str
    name: str
    cycle: str | None
    annual: str | None
    points: tuple[tuple[str | None, Point], ...]


class Project(NamedTuple):
    """A project; money in 分, None for an empty cell."""

    department: str
    name: str
    total: int | None
    appropriation: int | None
    special_account: int | None
    other_funds: int | None
    goal: str
    indicators: tuple[Indicator, ...]


def make_projects(seed: int = 7) -> tuple[Project, ...]:
    """The rows, the same for the same seed."""
    dice = random.Random(seed)  # noqa: S311 - made-up data
    names = [subject + matter + dice.choice(TAILS) for subject in SUBJECTS for matter in MATTERS]
    return tuple(
        make_project(dice, department, name) for department in DEPARTMENTS for name in dice.sample(names, A_DEPARTMENT)
    )


def make_project(dice: random.Random, department: str, name: str) -> Project:
    """One project with what published tables hold: round and odd sums, empty cells, several indicators."""
    # Round sums tie, odd ones show whether 分 are kept.
    total = dice.choice(
        (
            dice.randrange(1, 60) * 10 * 1_000_000,
            dice.randrange(1, 200) * 1_000_000,
            dice.randrange(10_000, 3_000_000_00),
            dice.randrange(100, 9_999) * 10_000_00,
        )
    )
    given = total if dice.random() > 0.01 else None
    other = dice.choice((None, None, None, 0, dice.randrange(1, 50) * 1_000_000))
    special = dice.choice((None, None, None, None, dice.randrange(1, 9) * 5_000_000))
    appropriation = None if given is None or dice.random() < 0.05 else given
    topics = "、".join(dice.sample(TOPICS, dice.randrange(0, 3)))
    goal = f"完成年度任务，做好{topics}工作。" if topics else "完成年度任务。"
    indicators = tuple(_make_indicator(dice) for _ in range(dice.randrange(2, 8)))
    return Project(department, name, given, appropriation, special, other, goal, indicators)


def _make_indicator(dice: random.Random) -> Indicator:
    level1, level2, *_ = dice.choice(LEVELS)
    annual, points = dice.choice(VALUES)
    cycle = annual if dice.random() < 0.8 else dice.choice(VALUES)[0]
    placed = tuple((unit, Point(Fraction(number), edge)) for number, unit, edge in points)
    return Indicator(level1, level2, dice.choice(INDICATOR_NAMES), cycle, annual, placed)


def load_projects(path: Path, projects: tuple[Project, ...], year: int = 2024) -> None:
    """Write the rows to a database, one document a department, by the loader's own functions."""
    for number, department in enumerate(dict.fromkeys(project.department for project in projects)):
        own = [project for project in projects if project.department == department]
        origin = Origin(f"{number}.txt", row=1)
        document = Document(
            department=department,
            department_code=None,
            year=year,
            kind="预算目标表",
            unit="万元",
            title=f"{year}年项目支出绩效目标表",
            file=f"{number}.txt",
            digest=f"{number:064}",
            format="txt",
            part=1,
            printed_total_fen=None,
            total_place="",
            projects=tuple(record_of(project, origin._replace(row=row)) for row, project in enumerate(own, 2)),
            issues=(),
        )
        load_documents(str(path), (document,), replace=True)


def record_of(project: Project, origin: Origin) -> ProjectRecord:
    """A project as the loader takes it."""
    return ProjectRecord(
        name=project.name,
        code=None,
        spending_unit=None,
        implementing_unit=None,
        total_fen=project.total,
        appropriation_fen=project.appropriation,
        special_account_fen=project.special_account,
        other_funds_fen=project.other_funds,
        government_fund_fen=None,
        state_capital_fen=None,
        goal=project.goal,
        indicators=tuple(_indicator_record(one, origin) for one in project.indicators),
        origin=origin,
    )


def _indicator_record(one: Indicator, origin: Origin) -> IndicatorRecord:
    codes = next(level for level in LEVELS if level[:2] == (one.level1, one.level2))
    return IndicatorRecord(
        level1=one.level1,
        level2=one.level2,
        name=one.name,
        cycle_target=one.cycle,
        annual_target=one.annual,
        actual=None,
        score=None,
        level1_code=codes[2],
        level2_code=codes[3],
        kind1=codes[4],
        kind2=codes[5],
        misfiled=codes[6],
        origin=origin,
    )
