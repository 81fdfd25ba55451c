"""Exports in a real spreadsheet program: what LibreOffice makes of each cell."""

import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from bot.answer import Answer, AnswerService, Cell
from bot.export import render
from bot.render.about import About
from tests import console
from tests.e2e.tools import program
from tests.question_corpus import sample_service

pytestmark = pytest.mark.needs("office")

ABOUT = About("2026-01-31")
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
# Comma, quotation mark, UTF-8: what its window asks, and offers by itself where the mark of UTF-8 stands in front.
_AS_CSV = {"csv": ("--infilter=CSV:44,34,76",), "xlsx": ()}
NASTY = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", '=HYPERLINK("http://x")', "\t=1", "＝1+1", "a,b", 'c"d', "甲\n乙")


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> AnswerService:
    """Answer over the sample."""
    return sample_service(tmp_path_factory.mktemp("sheets"))


def opened(folder: Path, answer: Answer, form: str) -> list[list[Cell]]:
    """The cells of the first sheet as LibreOffice reads them; a formula ends the test."""
    file = folder / f"答案.{form}"
    file.write_bytes(render(answer, form, ABOUT))
    subprocess.run(
        [program("office"), "--headless", *_AS_CSV[form], "--convert-to", "fods", "--outdir", folder, file],
        env=console.environment(HOME=str(folder)),
        capture_output=True,
        check=True,
    )
    sheet = next(ET.parse(file.with_suffix(".fods")).iter(f"{TABLE}table"))  # noqa: S314 - LibreOffice's own
    return [_cells(row) for row in sheet.iter(f"{TABLE}table-row")]


def _cells(row: ET.Element) -> list[Cell]:
    cells: list[Cell] = []
    for cell in row.iter(f"{TABLE}table-cell"):
        assert cell.get(f"{TABLE}formula") is None
        text = "\n".join("".join(part.itertext()) for part in cell)
        value: Cell = text or None
        if cell.get(f"{OFFICE}value-type") == "float":
            value = float(cell.get(f"{OFFICE}value", ""))
        times = int(cell.get(f"{TABLE}number-columns-repeated", "1"))
        cells += [value] * min(times, 100)
    while cells and cells[-1] is None:
        cells.pop()
    return cells


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_numbers_are_numbers_and_chinese_is_chinese(service: AnswerService, tmp_path: Path, form: str) -> None:
    """Cell by cell the answer; below it, or on a sheet of its own, where it comes from."""
    answer = service.answer("预算最高的十个项目的财政拨款和其他资金")
    rows = opened(tmp_path, answer, form)
    assert rows[0][0] == "项目"
    for shown, row in zip(rows[1:], answer.rows, strict=False):
        expected = list(row)
        while expected[-1] is None:
            expected.pop()
        assert shown == expected
    if form == "csv":
        assert ["问题", answer.question] in rows


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_no_text_runs_as_a_formula(tmp_path: Path, form: str) -> None:
    """It is shown as it was published; in CSV, where nothing else tells text, an apostrophe stands in front."""
    answer = Answer(
        question="问",
        status="ok",
        interpretation="读",
        columns=("项目", "总计"),
        rows=tuple((text, 1.5) for text in NASTY),
        total_rows=len(NASTY),
        units=(None, "万元"),
    )
    rows = opened(tmp_path, answer, form)[1 : len(NASTY) + 1]
    assert [row[1] for row in rows] == [1.5] * len(NASTY)
    assert [str(row[0]).removeprefix("'").strip() for row in rows] == [text.strip() for text in NASTY]
