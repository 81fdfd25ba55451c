"""Correcting a misread cell: what changes, what is kept, what is said, and how long it lasts."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.answer import AnswerService
from tests.console import run
from tests.loading import Completed, dumped, item, load, load_alike, one_line, row, write_document

WHO = ("--by", "王某", "--why", "PDF 第3页看错")


def correct(database: Path, *arguments: str) -> Completed:
    """Run `jixiao correct 1 ARGUMENTS`, by somebody for some reason."""
    return run("correct", "1", *arguments, *WHO, "--db", database)


def rows(path: Path, training: str = "2.00", annual: str = "50人", name: str = "培训") -> Path:
    """A document of two projects that adds up to what it prints."""
    indicators = item(1, "场次", "3场") + item(2, "人数", annual)
    return write_document(path, [row("合计", "3.00"), row("办公", "1.00"), row(name, training, indicators)])


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """The document, loaded."""
    path = tmp_path / "a.db"
    load_alike(path, rows(tmp_path / "first.txt"))
    return path


def money(database: Path) -> list[str]:
    """The totals of the projects."""
    (document,) = dumped(database)
    return [project["total"] for project in document["projects"]]


def query(database: Path, sql: str) -> list[tuple[object, ...]]:
    """Rows of a statement."""
    connection = sqlite3.connect(database)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def test_a_correction_keeps_the_original_and_who_when_and_why(database: Path) -> None:
    """The row holds the new value, the table both; findings are made anew."""
    assert "没有发现问题" not in run("check", "--db", database).stdout
    result = correct(database, "--project", "培训", "--field", "总计", "--value", "2.5")
    assert result.returncode == 0, result.stderr
    assert "由「2.00万元」改为「2.50万元」" in result.stdout
    assert money(database) == ["1.00", "2.50"]
    (kept,) = query(database, "SELECT 项目, 列, 公开值, 更正值, 更正人, 原因, 状态 FROM 更正")
    assert kept == ("培训", "总计", 2.0, 2.5, "王某", "PDF 第3页看错", "已用上")
    assert query(database, "SELECT 更正 FROM 项目 ORDER BY 序号") == [(None,), ("总计",)]
    issues = run("check", "--db", database).stdout
    assert "各项目之和 3.50" in issues
    assert "「培训」总计 2.50 万元，各分项之和 2.00 万元" in issues
    listed = run("correct", "--list", "--db", database).stdout
    for word in ("更正 1（已用上）", "「培训」的总计", "「2.00万元」→「2.50万元」", "王某", "PDF 第3页看错", "共 1 处"):
        assert word in listed


def test_a_corrected_target_is_compared_by_its_new_value(database: Path) -> None:
    """Quantities follow the text; a level brings its kind."""
    correct(database, "--project", "培训", "--indicator", "人数", "--field", "年度指标值", "--value", "不低于95%")
    points = query(
        database, "SELECT 数值, 单位, 界 FROM 指标数值 JOIN 指标 USING (指标编号) WHERE 指标 = '人数' AND 列 = '年度'"
    )
    assert points == [(95.0, "%", "不低于")]
    correct(database, "--project", "培训", "--indicator", "#2", "--field", "二级指标", "--value", "12-质量指标")
    assert query(database, "SELECT 二级指标, 二级类, 更正 FROM 指标 WHERE 指标 = '人数'") == [
        ("质量指标", "质量指标", "年度指标值、二级指标")
    ]


def test_undoing_brings_the_published_value_back(database: Path) -> None:
    """Byte for byte what a dump shows; the correction stays on record; a second undo is refused."""
    before, found = dumped(database), run("check", "--db", database).stdout
    correct(database, "--project", "培训", "--field", "项目", "--value", "干部培训")
    correct(database, "--project", "干部培训", "--field", "绩效目标", "--value", "无")
    assert dumped(database) != before
    for number in ("1", "2"):
        assert run("correct", "--undo", number, "--by", "李某", "--db", database).returncode == 0
    assert dumped(database) == before
    assert run("check", "--db", database).stdout == found
    assert query(database, "SELECT DISTINCT 状态 FROM 更正") == [("已撤销",)]
    one_line(run("correct", "--undo", "1", "--by", "李某", "--db", database), 1, "早已撤销")
    one_line(run("correct", "--undo", "9", "--by", "李某", "--db", database), 1, "没有更正 9")


def test_a_cell_has_one_correction_in_force(database: Path) -> None:
    """A newer one takes its place; the published value ends it."""
    for value in ("2.5", "2.6", "2.00"):
        assert correct(database, "--project", "培训", "--field", "总计", "--value", value).returncode == 0
    assert money(database) == ["1.00", "2.00"]
    assert query(database, "SELECT 公开值, 更正值, 状态 FROM 更正") == [(2.0, 2.5, "已撤销"), (2.0, 2.6, "已撤销")]


def test_a_correction_survives_replacing(database: Path, tmp_path: Path) -> None:
    """As long as the published value is the one that was corrected, under whatever id; else it is reported."""
    correct(database, "--project", "培训", "--field", "总计", "--value", "2.5")
    correct(database, "--project", "培训", "--indicator", "人数", "--field", "年度指标值", "--value", "60人")
    assert "没有变化" in load(database, tmp_path / "first.txt", "--replace").stdout
    second = rows(tmp_path / "second.txt", annual="70人")
    result = load(database, second, "--replace")
    assert result.returncode == 0
    assert "指标改动 1 个" in result.stdout
    assert "总计" not in result.stdout.partition("改动")[2].partition("\n")[0], (
        "a correction is no change of the document"
    )
    (lapsed,) = [line for line in result.stderr.splitlines() if "更正 2" in line]
    assert "「培训」的指标「人数」的年度指标值" in lapsed
    assert "由「50人」变为「70人」" in lapsed
    assert money(database) == ["1.00", "2.50"]
    assert query(database, "SELECT 状态, 项目编号 FROM 更正") == [("已用上", 2), ("没有用上", None)]
    third = rows(tmp_path / "third.txt", name="进修")
    assert "公开的文件里已没有这一处" in load(database, third, "--replace").stderr
    assert money(database) == ["1.00", "2.00"]
    assert load(database, tmp_path / "first.txt", "--replace").stderr.count("没有用上") == 0
    assert money(database) == ["1.00", "2.50"], "the published value is back, and so is its correction"


def test_a_dry_run_and_a_refusal_compare_with_what_was_published(database: Path, tmp_path: Path) -> None:
    """The corrected value is no part of the comparison."""
    correct(database, "--field", "印刷合计", "--value", "4.00")
    correct(database, "--project", "培训", "--field", "总计", "--value", "2.5")
    assert query(database, "SELECT 印刷合计 FROM 文件") == [(4.0,)]
    second = rows(tmp_path / "second.txt", training="2.20")
    one_line(load(database, second), 1, "培训（总计 2.00 → 2.20，财政拨款 2.00 → 2.20）")
    assert "印刷的合计" not in load(database, second, "--dry-run", "--replace").stdout


def test_removing_a_document_takes_its_corrections_along(database: Path) -> None:
    """A correction belongs to the document it was made to."""
    correct(database, "--project", "培训", "--field", "总计", "--value", "2.5")
    assert run("remove", "1", "--db", database).returncode == 0
    assert query(database, "SELECT COUNT(*) FROM corrections") == [(0,)]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--project", "没有", "--field", "总计", "--value", "1"), "没有叫「没有」的项目"),
        (("--project", "#9", "--field", "总计", "--value", "1"), "没有第 9 个项目，共 2 个"),
        (("--project", "培训", "--field", "天气", "--value", "1"), "可以是 项目、"),
        (("--project", "培训", "--field", "总计", "--value", "待定"), "「待定」不是金额"),
        (("--project", "培训", "--field", "项目", "--value", "无"), "不能没有"),
        (("--project", "培训", "--field", "总计", "--value", "2.00"), "已经是「2.00万元」"),
        (("--indicator", "人数", "--field", "得分", "--value", "1"), "--project"),
        (("--project", "培训", "--indicator", "数", "--field", "总计", "--value", "1"), "可以是 一级指标、"),
    ],
)
def test_what_cannot_be_corrected_is_one_line(database: Path, arguments: tuple[str, ...], words: str) -> None:
    """Nothing changes."""
    before = database.read_bytes()
    one_line(correct(database, *arguments), 1, words)
    assert database.read_bytes() == before


def test_wrong_usage_is_said(database: Path, tmp_path: Path) -> None:
    """Who and why are needed; so is a database."""
    cell = ("1", "--project", "培训", "--field", "总计", "--value", "1")
    one_line(run("correct", *cell, "--db", database), 2, "--by", "--why")
    one_line(run("correct", *cell, "--by", " ", "--why", "x", "--db", database), 1, "--by")
    one_line(run("correct", "--undo", "1", "--db", database), 2, "--by")
    one_line(run("correct", "7", *cell[1:], *WHO, "--db", database), 1, "没有「7」")
    one_line(run("correct", *cell, *WHO, "--db", tmp_path / "none.db"), 2, "jixiao load")
    assert "没有更正" in run("correct", "--list", "--db", database).stdout


@pytest.fixture
def corrected(database: Path) -> Iterator[AnswerService]:
    """Answers over a document with a corrected total and a corrected target."""
    correct(database, "--project", "培训", "--field", "总计", "--value", "2.5")
    correct(database, "--project", "培训", "--indicator", "人数", "--field", "年度指标值", "--value", "60人")
    service = AnswerService(str(database))
    yield service
    service.close()


TOTAL = "〔“培训”的总计已更正，公开文件作2.00万元〕"
TARGET = "〔“培训”的指标“人数”的年度指标值已更正，公开文件作“50人”〕"


@pytest.mark.parametrize(
    ("question", "notes"),
    [
        ("培训预算", (TOTAL,)),
        ("总预算是多少", (TOTAL,)),
        ("预算超过2万的项目", (TOTAL,)),
        ("预算最高的项目", (TOTAL,)),
        ("培训", (TOTAL, TARGET)),
        ("培训的数量指标", (TARGET,)),
        ("办公预算", ()),
        ("预算最少的项目", ()),
        ("有哪些文件", ()),
    ],
)
def test_every_answer_that_uses_a_correction_says_so(
    corrected: AnswerService, question: str, notes: tuple[str, ...]
) -> None:
    """And no other does; the sentence can be asked again, notes and all."""
    answer = corrected.answer(question)
    assert answer.status == "ok", answer.interpretation
    for note in (TOTAL, TARGET):
        assert (note in answer.interpretation) == (note in notes), answer.interpretation
    again = corrected.answer(answer.interpretation)
    assert again.rows == answer.rows
