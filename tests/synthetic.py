"""A small made-up database of several departments, years and kinds, full of ties, empty cells and equal names."""

import sqlite3

from db import sqltext
from db.schema import create
from querylang.fields import KINDS

DEPARTMENTS = ("甲市教育局", "甲市交通局", "乙县教育局", "丙区城管局")
NAMES = (
    "校舍维修",
    "道路养护",
    "人才招聘A类",
    "办公（2021）41号",
    "垃圾清运",
    "路灯电费",
    "图书购置",
    "培训经费",
    "审计服务",
    "安全检查",
)
GOALS = ("确保校舍安全，覆盖率100%", "", None, "完成招聘工作", "ＡＩ平台上线")
FEN = (None, 0, 100, 1_000_000, 5_000_000, 5_000_000, 10_000_000, 123_456_789, 300_000_000_00, 99_999_900)
LEVELS = (  # published level 1 and 2, kinds, misfiled
    ("产出指标", "数量指标", "output", "number", 0),
    ("产出指标", "质量指标", "output", "quality", 0),
    ("产出指标", "经济效益", "output", "economic", 1),
    ("效益指标", "社会效益", "benefit", "social", 0),
    ("满意度指标", "服务对象满意度", "satisfaction", "served", 0),
    ("满意", "群众满意", "satisfaction", None, 0),
    ("其他", None, None, None, 0),
    (None, None, None, None, 0),
)
INDICATORS = ("满意度", "完成率", "数量", "参训人数", "成本B")
# Published value -> its quantities: number, unit, bound, edge.
VALUES: tuple[tuple[str | None, tuple[tuple[float, str | None, str, int], ...]], ...] = (
    (">95%", ((95, "%", "above", 1),)),
    ("不低于95%", ((95, "%", "at_least", 0),)),
    ("<5%", ((5, "%", "below", -1),)),
    ("90%", ((90, "%", "exact", 0),)),
    ("2场,50人", ((2, "场", "exact", 0), (50, "人", "exact", 0))),
    ("约2000人", ((2000, "人", "about", 0),)),
    ("0", ((0, None, "exact", 0),)),
    ("12.5%", ((12.5, "%", "exact", 0),)),
    ("合规", ()),
    ("", ()),
    (None, ()),
)
# Department, year, kind, unit, printed total, current.
DOCUMENTS = (
    (0, 2023, "预算目标表", "万元", 500_000_000, 0),
    (0, 2024, "预算目标表", "万元", None, 1),
    (0, 2024, "自评表", "万元", None, 0),
    (0, 2023, "自评表", "万元", None, 0),
    (1, 2023, "预算目标表", "元", 700_000_000, 0),
    (1, 2024, "预算目标表", "元", 12_345, 1),
    (2, None, "预算目标表", "万元", 12_346, 1),
    (3, 2024, "预算目标表", "万元", 0, 1),
    (3, 2022, "预算目标表", "万元", 99, 0),
    (2, None, "自评表", "万元", None, 0),
)


class _Dice:
    """A fixed series of choices: the same database everywhere."""

    def __init__(self) -> None:
        self.state = 12345

    def below(self, count: int) -> int:
        self.state = (self.state * 1103515245 + 12345) % 2**31
        return (self.state >> 8) % count


def make_synthetic() -> sqlite3.Connection:
    """The database, in memory."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    create(connection)
    dice = _Dice()
    for number, (department, year, kind, unit, printed, current) in enumerate(DOCUMENTS, 1):
        insert(
            connection,
            "documents",
            id=number,
            department=DEPARTMENTS[department],
            department_key=DEPARTMENTS[department],
            year=year,
            kind=kind,
            unit=unit,
            title="绩效目标表",
            file=f"{number}.txt",
            part=1,
            format="txt",
            digest=f"{number:064}",
            printed_total_fen=printed,
            total_place="",
            current=current,
            loaded_at="",
        )
        for ordinal in range(1, 8):
            _add_project(connection, dice, number, ordinal)
    connection.execute("PRAGMA foreign_key_check")
    return connection


def _add_project(connection: sqlite3.Connection, dice: _Dice, document: int, ordinal: int) -> None:
    project = document * 100 + ordinal
    count = dice.below(5)
    name = NAMES[dice.below(len(NAMES))]
    amounts = {
        f"{field}_fen": FEN[dice.below(len(FEN))]
        for field in ("total", "appropriation", "special_account", "other_funds")
    }
    goal = GOALS[dice.below(len(GOALS))]
    insert(
        connection,
        "projects",
        id=project,
        document_id=document,
        ordinal=ordinal,
        name=name,
        name_key=name,
        goal=goal,
        indicator_count=count,
        place=f"第{ordinal}行",
        **amounts,
    )
    for position in range(1, count + 1):
        indicator = project * 100 + position
        level1, level2, kind1, kind2, misfiled = LEVELS[dice.below(len(LEVELS))]
        assert kind1 is None or kind1 in KINDS
        values = {target: VALUES[dice.below(len(VALUES))] for target in ("cycle", "annual", "actual")}
        if dice.below(2):
            values["cycle"] = values["annual"]
        insert(
            connection,
            "indicators",
            id=indicator,
            project_id=project,
            ordinal=position,
            level1=level1,
            level2=level2,
            kind1=kind1,
            kind2=kind2,
            misfiled=misfiled,
            name=INDICATORS[dice.below(len(INDICATORS))],
            name_key="",
            cycle_target=values["cycle"][0],
            annual_target=values["annual"][0],
            actual=values["actual"][0],
            score=(None, "95", "88.5分", "—", "")[dice.below(5)],
            place=f"第{ordinal}行之{position}",
        )
        for target, (_, quantities) in values.items():
            for place, (figure, unit, bound, edge) in enumerate(quantities, 1):
                insert(
                    connection,
                    "quantities",
                    indicator_id=indicator,
                    target=target,
                    ordinal=place,
                    number=figure,
                    number_text=f"{figure}",
                    unit=unit,
                    bound=bound,
                    edge=edge,
                )


def insert(connection: sqlite3.Connection, table: str, **cells: str | float | None) -> None:
    """One row."""
    connection.execute(sqltext.insert(table, cells), tuple(cells.values()))
