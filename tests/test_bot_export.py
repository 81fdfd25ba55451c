"""Answers and views as files: what they carry, and that every program reads the same figures."""

import csv
import io
import json
import os
import sqlite3
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from bot.answer import Answer
from bot.export import FORMS, render
from bot.render.about import About
from db.column_types import column_type
from db.dictionary import VIEWS
from db.sqltext import select
from tests.console import run
from tests.loading import SEED, Completed, item, load, one_line, row, write_document

QUESTION = "预算最高的三个项目"
ABOUT = About("2026-01-31")
NASTY = ("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "＝HYPERLINK(1)")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Load the bundled document."""
    path = tmp_path_factory.mktemp("export") / "a.db"
    assert load(path, SEED).returncode == 0
    return path


def ask(database: Path, *arguments: str | Path, stdin: str = "") -> Completed:
    """Run `jixiao ask`."""
    return run("ask", "--db", database, *arguments, stdin=stdin)


def answer_of(*texts: str) -> Answer:
    """An answer with these names, each beside a figure."""
    rows = tuple((text, 1234.5 + number, None, 12.345678) for number, text in enumerate(texts))
    return Answer(
        question="=1+1",
        status="ok",
        interpretation="读法",
        columns=("项目", "总计", "绩效目标", "占比"),
        rows=rows,
        total_rows=len(rows),
        unit="万元",
        sources=("a.txt 第1行",),
        sql="SELECT 1",
        units=(None, "万元", None, "%"),
    )


@pytest.mark.parametrize("form", sorted(FORMS))
def test_a_file_carries_question_reading_source_and_date(database: Path, tmp_path: Path, form: str) -> None:
    """In every form; the form follows from the name of the file or from -f."""
    path = tmp_path / f"答案{FORMS[form][1][0]}"
    done = ask(database, "-o", path, QUESTION)
    assert (done.returncode, done.stdout) == (0, "")
    assert str(path) in done.stderr
    other = tmp_path / "另.bin"
    assert ask(database, "-f", form, "-o", other, QUESTION).returncode == 0
    if form == "xlsx":
        book = CalamineWorkbook.from_path(str(path))
        text = repr([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])
    else:
        text = path.read_text("utf-8")
        assert other.read_text("utf-8") == text
    for told in (
        QUESTION,
        "全部项目中总计最高的3个",
        SEED.name.replace("_", "\\_" if form == "markdown" else "_"),
        "20",
    ):
        assert told in text


def test_pipes_carry_figures_alone(database: Path) -> None:
    """No mark at the front, no notes; these stand on standard error, so that nothing is answered unseen."""
    done = ask(database, "-f", "csv", QUESTION)
    assert done.returncode == 0
    assert [line.split("：")[0] for line in done.stderr.splitlines()] == ["读作", "来源", "编号"]
    rows = list(csv.reader(io.StringIO(done.stdout)))
    assert rows[0] == ["项目", "总计（万元）", "来源"]
    assert [cells[1] for cells in rows[1:]] == ["4625.49", "1217.08", "300.00"]
    lines = ask(database, "-f", "jsonl", QUESTION).stdout.splitlines()
    assert [json.loads(line)["总计"] for line in lines] == [4625.49, 1217.08, 300.0]
    assert ask(database, "-f", "tsv", QUESTION).stdout.splitlines()[1].split("\t")[1] == "4625.49"
    assert ask(database, "-f", "json", QUESTION).stdout == ask(database, "--json", QUESTION).stdout
    assert ask(database, "--sql", "-f", "csv", QUESTION).stderr.count("SELECT") > 0


def test_no_answer_writes_no_file(database: Path, tmp_path: Path) -> None:
    """Exit status 1, and what stood there is as it was."""
    path = tmp_path / "a.csv"
    path.write_text("以前的")
    done = ask(database, "-o", path, "今天天气怎么样")
    assert (done.returncode, done.stdout) == (1, "")
    assert path.read_text() == "以前的"


def test_a_question_from_standard_input(database: Path) -> None:
    """Without words, or with a dash; an empty one is a usage error."""
    for arguments in ((), ("-",)):
        assert (
            json.loads(ask(database, "--json", *arguments, stdin=f"\ufeff{QUESTION}\r\n").stdout)["question"]
            == QUESTION
        )
    one_line(ask(database, "-"), 2, "没有写问题")
    one_line(ask(database, stdin="预算最高的三个项目\n总预算是多少\n"), 2, "2行", "--batch")


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("-f", "doc"), 2, ("-f", "csv")),
        (("-o", "a.doc"), 2, ("a.doc", "-f")),
        (("--json", "-f", "csv"), 2, ("--json",)),
        (("--chart", "a.gif"), 2, (".png", ".svg")),
        (("-o", "无此文件夹/a.csv"), 1, ("没有文件夹",)),
        (("-o", "/", "-f", "csv"), 1, ("是文件夹",)),
    ],
)
def test_what_cannot_be_written_is_one_line(
    database: Path, arguments: tuple[str, ...], status: int, words: tuple[str, ...]
) -> None:
    """With the status of a usage error, or of a refusal."""
    one_line(ask(database, *arguments, QUESTION), status, *words)


def test_a_batch_has_one_form(database: Path) -> None:
    """Lines of JSON, and nothing else."""
    one_line(ask(database, "--batch", "-f", "csv", stdin=QUESTION), 2, "--batch")


def test_separated_values_run_no_formula() -> None:
    """An apostrophe in front; numbers and plain text are untouched; Excel knows the encoding and the lines."""
    content = render(answer_of(*NASTY, "-5%", "预算"), "csv", ABOUT)
    assert content.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in content
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert [cells[0] for cells in rows[1:8]] == [*(f"'{text}" for text in NASTY), "-5%", "预算"]
    assert rows[1][1:] == ["1234.50", "", "12.345678"]
    assert ["问题", "'=1+1"] in rows


def test_a_workbook_keeps_numbers_and_texts() -> None:
    """Numbers are numbers, what looks like a formula is text, absent is empty."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(render(answer_of(*NASTY), "xlsx", ABOUT)))
    rows = book.get_sheet_by_name("答案").to_python()
    assert rows[0] == ["项目", "总计（万元）", "绩效目标", "占比（%）"]
    assert [cells[0] for cells in rows[1:]] == list(NASTY)
    assert rows[1][1:] == [1234.5, "", 12.345678]
    assert ["导出日期", "2026-01-31"] in book.get_sheet_by_name("说明").to_python()


def test_a_page_shows_markup_as_text() -> None:
    """Names with markup in them neither run nor break the table."""
    answer = answer_of("<script>alert(1)</script>", "a|b\n*c*")
    page = render(answer, "html", ABOUT).decode()
    assert "<script>" not in page
    assert '<data value="1234.50">1,234.50</data>' in page
    table = render(answer, "markdown", None).decode().splitlines()
    assert table[3].startswith("| a\\|b \\*c\\* |")


# --- whole views --------------------------------------------------------------------------------------------------


def test_every_view_as_csv(database: Path, tmp_path: Path) -> None:
    """As many rows as the view has, in a folder that is made, with a note beside them."""
    folder = tmp_path / "新 文件夹"
    done = run("export", folder, "--db", database)
    assert (done.returncode, done.stdout) == (0, "")
    with sqlite3.connect(database) as connection:
        for view in VIEWS:
            (count,) = connection.execute(select("COUNT(*)", f'"{view.name}"')).fetchone()
            with (folder / f"{view.name}.csv").open(encoding="utf-8-sig", newline="") as file:
                rows = list(csv.reader(file))
            assert rows[0] == [column.name for column in view.columns]
            assert len(rows) == count + 1
    note = (folder / "说明.txt").read_text("utf-8")
    assert SEED.name in note
    assert "导出日期：" in note
    assert {path.name for path in folder.iterdir()} == {"说明.txt", *(f"{view.name}.csv" for view in VIEWS)}


def test_views_as_parquet(database: Path, tmp_path: Path) -> None:
    """The file has its marks at both ends; the end-to-end tests read it with other programs."""
    assert run("export", "-f", "parquet", "--db", database, tmp_path, "项目").returncode == 0
    content = (tmp_path / "项目.parquet").read_bytes()
    assert content[:4] == content[-4:] == b"PAR1"
    assert not (tmp_path / "指标.parquet").exists()
    one_line(run("export", tmp_path, "没有", "--db", database), 2, "没有视图")
    assert [path for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_the_types_of_columns_are_those_of_their_cells(tmp_path: Path) -> None:
    """A type that the cells do not have would lose them in Parquet."""
    database = tmp_path / "a.db"
    document = write_document(tmp_path / "b.txt", [row("甲项目", indicators=item(1, "次数", "≥5次"))])
    assert load(database, SEED, document).returncode == 0
    stored = {"integer": {"INTEGER", "REAL"}, "real": {"REAL"}, "text": {"TEXT"}}
    with sqlite3.connect(database) as connection:
        for view in VIEWS:
            for column in view.columns:
                found = connection.execute(select(f'DISTINCT typeof("{column.name}")', f'"{view.name}"'))
                kinds = {kind for (kind,) in found} - {"null"}
                assert all(column_type(column) in stored[kind] for kind in kinds), (view.name, column.name, kinds)


def test_a_folder_that_cannot_be_made(database: Path) -> None:
    """One line."""
    one_line(run("export", f"{os.devnull}/a", "--db", database), 1, "读写失败")
