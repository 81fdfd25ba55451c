"""What a self-evaluation says of its projects: money spent, execution rate, score, and which targets were met."""

import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from db.layouts import forms, rows
from db.layouts.drafts import Options
from db.outcomes import is_met, rate_percent
from db.records import Origin, ProjectRecord, Row, Source, Table
from tests.loading import DOCUMENTS, load


def source(title: str, *lines: tuple[str, ...]) -> Source:
    """A sheet of these rows, as a reader gives it."""
    cells = ((title,), *lines)
    table = Table(Origin("a.csv"), tuple(Row(line, Origin("a.csv", row=n)) for n, line in enumerate(cells, 1)))
    return Source("a.csv", "0" * 64, "csv", (table,))


def form(*lines: tuple[str, ...]) -> ProjectRecord:
    """The one project of a form of self-evaluation."""
    head = (("项目名称", "供水", "", ""), ("主管部门", "青岚市水务局", "", ""))
    (document,) = forms.read(source("2024年项目支出绩效自评表", *head, *lines), Options())
    (project,) = document.projects
    return project


_GRID = (
    ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
    ("产出指标", "数量指标", "长度", "5公里", "6公里", "90", "89.5"),
)


def test_the_line_of_the_sum_holds_what_was_spent_and_the_rate() -> None:
    """Not the lines of its parts, and not the points beside them."""
    project = form(
        ("项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
        ("", "年度资金总额", "100", "90", "81", "10", "90%", "9"),
        ("", "其中：财政拨款", "80", "70", "60", "", "85.7%", ""),
        *_GRID,
        ("总分", "", "", "", "", "100", "98.5"),
    )
    assert (project.total_fen, project.executed_fen) == (100_000_000, 81_000_000)
    assert (project.execution_rate, project.score) == ("90%", "98.5")


def test_labels_may_have_their_values_beside_them() -> None:
    """预算数, 执行数 and 执行率 in one line."""
    project = form(("预算总额", "100万元"), ("执行数", "99万元"), ("执行率（%）", "99"), *_GRID, ("自评总分：97",))
    assert (project.executed_fen, project.execution_rate, project.score) == (99_000_000, "99%", "97")


def test_points_that_can_be_had_are_no_score() -> None:
    """A last line with the points alone says nothing of the score."""
    assert form(*_GRID, ("总分", "", "", "", "", "100", "")).score is None


def test_a_list_of_projects_holds_them_in_columns() -> None:
    """Of 全年执行数 over several columns the sum counts; 得分 of a row without an indicator is the project's."""
    (document,) = rows.read(
        source(
            "青岚市水务局2024年度项目支出绩效自评情况表",
            ("项目名称", "年初预算数（万元）", "全年执行数（万元）", "", "执行率（%）", "绩效目标", "得分"),
            ("", "", "合计", "财政拨款", "", "", ""),
            ("供水", "100", "90", "80", "90", "供好水。", "96"),
            ("排水", "10", "", "", "—", "排好水。", ""),
        ),
        Options(),
    )
    assert [(one.total_fen, one.appropriation_fen, one.executed_fen) for one in document.projects] == [
        (100_000_000, None, 90_000_000),
        (10_000_000, None, None),
    ]
    assert [(one.execution_rate, one.score) for one in document.projects] == [("90%", "96"), ("—", None)]


@pytest.mark.parametrize(
    ("target", "actual", "kind", "met"),
    [
        ("≥95%", "95%", None, True),
        (">95%", "95%", None, False),
        ("不超过17万元", "17.01万元", "cost", False),
        ("17万元", "18万元", "economic_cost", False),
        ("30天", "28天", "timeliness", True),
        ("30天", "31天", "timeliness", False),
        ("100%", "98%", "timeliness", False),
        ("0起", "0起", None, True),
        ("≥95%", "96", None, True),
        ("30-40次", "41次", None, False),
        ("2场,50人", "2场,49人", None, False),
        ("2场,50人", "2场", None, None),
        ("约100人", "92人", None, True),
        ("5个", "100%", None, None),
        ("5个", "已完成", None, True),
        ("100%", "未达标。", None, False),
        ("完善", "部分达成预期指标并具有一定效果", None, False),
        ("合规", "合规", None, True),
        ("提高", "良好", None, None),
        ("≥95%", None, None, None),
        (None, "96%", None, None),
    ],
)
def test_what_meets_a_target(target: str | None, actual: str | None, kind: str | None, met: bool | None) -> None:
    """Quantities decide, then equal texts and words; else nothing is said."""
    assert is_met(target, actual, kind) is met


@pytest.mark.parametrize(
    ("published", "percent"), [("99.24%", "99.24"), ("１００％", "100"), ("85.7", "85.7"), ("0.9", None), ("无", None)]
)
def test_a_rate_counts_where_it_says_of_what(published: str, percent: str | None) -> None:
    """0.9 may be nine tenths or less than one percent."""
    assert rate_percent(published) == (None if percent is None else Decimal(percent))


def test_they_stand_in_the_views(tmp_path: Path) -> None:
    """As published, and as figures; a correction of an actual value is judged anew."""
    database = tmp_path / "a.db"
    assert load(database, DOCUMENTS / "self_evaluation.csv").returncode == 0
    with closing(sqlite3.connect(database)) as connection:
        projects = connection.execute("SELECT 项目, 执行数, 执行数_分, 执行率, 执行率_数 FROM 项目").fetchall()
        met = connection.execute("SELECT 指标, 达到目标 FROM 指标 WHERE 项目 = '城乡低保'").fetchall()
    assert projects == [
        ("城乡低保", 1240.5, 1_240_500_000, "99.24%", 99.24),
        ("临时救助", 75.0, 75_000_000, "93.75%", 93.75),
    ]
    assert met == [("保障人数", 1), ("发放及时率", 0), ("群众满意度", 1)]
