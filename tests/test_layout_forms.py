"""Forms: labels and values wherever they stand, the year's money, the year's goal, lists put together."""

import pytest

from db.layouts import Options, forms
from db.layouts.form_words import head_of, label_of
from db.records import EVALUATION, WHOLE_DEPARTMENT, Document, Origin, Row, Source, Table

_TITLE = "2024年项目支出绩效目标表"
_TOP = (("项目名称", "甲"), ("主管部门", "青岚市水务局"))
_GRID = (("一级指标", "二级指标", "三级指标", "指标值"), ("产出指标", "数量指标", "长度", "5公里"))


def source(*rows: tuple[str, ...], title: str = _TITLE, unit: str = "万元") -> Source:
    """A file with one form whose format tells nothing of merged cells."""
    origin = Origin("a.txt")
    lines = tuple(Row((line,), origin) for line in (title, f"单位：{unit}"))
    body = tuple(Row(row, origin._replace(row=number)) for number, row in enumerate(rows, 1))
    return Source("a.txt", "0", "txt", (Table(origin, lines), Table(origin, body)))


def read(*rows: tuple[str, ...], title: str = _TITLE, unit: str = "万元") -> Document:
    """The one document of a form with these rows."""
    (document,) = forms.read(source(*rows, title=title, unit=unit), Options())
    return document


@pytest.mark.parametrize(
    "rows",
    [
        (("年度资金总额", "12.5", "其中：财政拨款", "10", "其他资金", "2.5"),),
        (("年度资金总额：12.5", "其中：财政拨款：10", "其他资金：2.5"),),
        (("项目资金", "年度资金总额：", "12.5"), ("", "其中：财政拨款", "10"), ("", "其他资金", "2.5")),
        (("资金总额", "财政拨款", "其他资金"), ("12.5", "10", "2.5")),
        (
            ("中期资金总额", "50", "年度资金总额", "12.5"),
            ("财政拨款", "40", "财政拨款", "10"),
            ("其他资金", "10", "其他资金", "2.5"),
        ),
        (
            ("项目资金", "", "年初预算数", "全年执行数"),
            ("", "年度资金总额", "12.5", "11"),
            ("", "财政拨款", "10", "9"),
            ("", "其他资金", "2.5", "2"),
        ),
        (
            ("项目资金", "", "实施期", "年度"),
            ("", "资金总额", "50", "12.5"),
            ("", "财政拨款", "40", "10"),
            ("", "其他资金", "10", "2.5"),
        ),
        (
            ("项目资金", "", "2023年", "2024年"),
            ("", "资金总额", "50", "12.5"),
            ("", "财政拨款", "40", "10"),
            ("", "其他资金", "10", "2.5"),
        ),
        (("年度资金总额（元）", "125000"), ("其中：财政拨款", "100000"), ("其他资金", "2.5万元")),
    ],
)
def test_money_is_the_years_wherever_it_stands(rows: tuple[tuple[str, ...], ...]) -> None:
    """Beside, beneath, behind a colon, under heads of columns, next to sums over several years."""
    (project,) = read(*_TOP, *rows, *_GRID).projects
    found = (project.total_fen, project.appropriation_fen, project.other_funds_fen)
    assert found == (12_500_000, 10_000_000, 2_500_000)


@pytest.mark.parametrize(
    ("rows", "goal"),
    [
        ((("总体目标", "修路。"),), "修路。"),
        ((("中长期目标", "五年修路。"), ("年度目标", "今年修路。")), "今年修路。"),
        ((("总体目标", "中期目标（2024-2026年）", "年度目标"), ("", "五年修路。", "今年修路。")), "今年修路。"),
        ((("年度总体目标", "预期目标", "实际完成情况"), ("", "今年修路。", "修了。")), "今年修路。"),
        ((("年度绩效目标：今年修路。",),), "今年修路。"),
        ((("年度目标", "目标1：修路。"), ("", "目标2：修桥。")), "目标1：修路。\n目标2：修桥。"),
        ((("项目概况", "很长。"),), None),
    ],
)
def test_the_goal_is_the_years_else_the_overall_one(rows: tuple[tuple[str, ...], ...], goal: str | None) -> None:
    """Beside its label, beneath it, behind its colon, over several rows."""
    (project,) = read(*_TOP, *rows, *_GRID).projects
    assert project.goal == goal


def test_lists_for_several_years_and_for_one_are_joined_by_name() -> None:
    """One above the other; what only one list has keeps the other value empty."""
    head = ("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "计量单位")
    (project,) = read(
        *_TOP,
        ("中长期绩效指标", *head),
        ("", "产出指标", "数量指标", "长度", "≥", "60", "公里"),
        ("", "", "质量指标", "合格率", "=", "100", "%"),
        ("年度绩效指标", *head),
        ("", "产出指标", "数量指标", "长度", "≥", "20", "公里"),
        ("", "", "时效指标", "完工", "定性", "年底前", ""),
    ).projects
    assert [(one.level2, one.name, one.cycle_target, one.annual_target) for one in project.indicators] == [
        ("数量指标", "长度", "≥60公里", "≥20公里"),
        ("质量指标", "合格率", "100%", None),
        ("时效指标", "完工", None, "年底前"),
    ]


def test_two_lists_that_nothing_tells_apart_are_said() -> None:
    """Left for several years, right for one, with a warning."""
    document = read(
        *_TOP, ("一级指标", "三级指标", "指标值", "三级指标", "指标值"), ("产出指标", "长度", "9公里", "长度", "5公里")
    )
    (indicator,) = document.projects[0].indicators
    assert (indicator.cycle_target, indicator.annual_target) == ("9公里", "5公里")
    assert "lists_assumed" in {issue.rule for issue in document.issues}


def test_a_self_evaluation_has_actual_values_and_scores() -> None:
    """Its kind shows in its columns even where the title says nothing; the line of sums ends the grid."""
    document = read(
        *_TOP,
        ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
        ("产出指标", "数量指标", "长度", "5公里", "6公里", "20", "19"),
        ("总分", "", "", "", "", "100", "99"),
    )
    (indicator,) = document.projects[0].indicators
    assert document.kind == EVALUATION
    assert (indicator.annual_target, indicator.actual, indicator.score) == ("5公里", "6公里", "19")


def test_a_department_as_a_whole_is_one_entry() -> None:
    """Its tasks are no projects."""
    document = read(
        ("部门名称", "青岚市水务局", "", ""),
        ("任务名称", "预算金额", "财政拨款", "其他资金"),
        ("供水", "30", "20", "10"),
        ("金额合计", "30", "20", "10"),
        ("年度总体目标", "供好水。", "", ""),
        *_GRID,
        title="2024年部门整体支出绩效目标表",
    )
    (project,) = document.projects
    assert (document.kind, project.name, project.total_fen) == (WHOLE_DEPARTMENT, "部门整体支出", 30_000_000)
    assert (project.appropriation_fen, project.goal) == (20_000_000, "供好水。")


def test_a_form_without_a_name_is_said_and_left_out() -> None:
    """Never loaded under another's name."""
    file = source(*_TOP, *_GRID, ("项目名称", ""), ("主管部门", "青岚市水务局"), *_GRID)
    (document,) = forms.read(file, Options())
    assert [project.name for project in document.projects] == ["甲"]
    assert "unnamed_row" in {issue.rule for issue in document.issues}


def test_a_head_that_nobody_knows_is_said_with_its_neighbours() -> None:
    """And its column left out."""
    document = read(
        *_TOP, ("一级指标", "二级指标", "三级指标", "天气", "指标值"), ("产出指标", "数量指标", "长度", "晴", "5公里")
    )
    (issue,) = (issue for issue in document.issues if issue.rule == "unknown_heading")
    assert all(word in issue.message for word in ("天气", "三级指标", "指标值"))


def test_header_rows_of_lists_are_no_forms() -> None:
    """项目名称 with other heads beside it."""
    assert not forms.accepts(source(("项目名称", "总计", "财政拨款", "绩效目标", "绩效指标"), ("甲", "1", "1", "", "")))
    assert forms.accepts(source(*_TOP, *_GRID))


def test_another_years_columns_are_left_out() -> None:
    """2023年 beside 2024年; without a year of the document nobody can tell."""
    assert label_of("2023年预算数", 2024) == label_of("上年")
    assert head_of("2023年指标值", 2024) == "ignored"
    assert head_of("2024年指标值", 2024) == "value"


def test_the_year_may_stand_in_the_form() -> None:
    """Where the title names none; a period is not it."""
    document = read(*_TOP, ("年度", "2025年", "项目期", "2023-2026年"), *_GRID, title="项目支出绩效目标表")
    assert document.year == 2025
