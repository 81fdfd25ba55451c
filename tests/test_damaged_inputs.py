"""What the soak over the readers found: each was a crash once."""

import ctypes
from pathlib import Path

import pytest
from pypdfium2 import raw

from db.errors import TooLarge, UnknownLayout, UnreadableFile
from db.layouts import Options, read_documents
from db.readers import from_csv, read_source
from db.readers.biff import largest_sheet
from db.readers.workbooks import refuse_sparse
from db.records import Origin, Row, Source, Table
from tests.loading import DOCUMENTS

_HEAD = ("项目名称", "总计", "绩效目标", "三级指标", "指标值")


def test_csv_that_ends_inside_a_character_is_refused(tmp_path: Path) -> None:
    """Whether it is csv is seen without the last bytes; that it is damaged is said."""
    whole = "﻿项目名称,总计,绩效目标\n甲,1,好\n乙,2,好".encode()
    path = tmp_path / "a.csv"
    path.write_bytes(whole[:-1])
    assert from_csv.accepts(path.read_bytes())
    with pytest.raises(UnreadableFile, match="不是能读的文字"):
        read_source(path)


def test_a_letter_without_a_place_is_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    """Left out in silence, it could be a digit of an amount."""

    def nowhere(page: object, index: int, box: object) -> int:
        del page, index
        found = ctypes.cast(box, ctypes.POINTER(raw.FS_RECTF)).contents  # type: ignore[arg-type] # byref has no type
        found.left = found.right = float("nan")
        return 1

    monkeypatch.setattr(raw, "FPDFText_GetLooseCharBox", nowhere)
    with pytest.raises(UnreadableFile, match=r"第1页.*不知道印在哪里"):
        read_source(DOCUMENTS / "rows.pdf")


def test_a_sheet_with_cells_far_apart_is_refused_before_its_library_makes_room() -> None:
    """The size is read from the records of the cells."""
    assert largest_sheet((DOCUMENTS / "whole_two_blocks.xls").read_bytes()) == (14, 6)
    assert largest_sheet(b"no workbook at all" * 20) == (0, 0)
    with pytest.raises(TooLarge, match="60000 行、30000 列"):
        refuse_sparse("a.xls", 60_000, 30_000)


def _source(*lines: tuple[str, ...]) -> Source:
    rows = tuple(Row(cells, Origin("a.csv", row=number)) for number, cells in enumerate(lines, 1))
    return Source("a.csv", "0" * 64, "csv", (Table(Origin("a.csv"), rows),))


def test_what_an_option_makes_one_document_is_one() -> None:
    """A year said of a file where only one of its two tables prints it."""
    lines = (
        ("某市水务局项目支出绩效目标表",),
        _HEAD,
        ("甲", "1", "好", "长度", "1公里"),
        ("某市水务局2024年项目支出绩效目标表",),
        _HEAD,
        ("乙", "", "好", "长度", "2公里"),
    )
    (document,) = read_documents(_source(*lines), Options(year=2024))
    assert [project.name for project in document.projects] == ["甲", "乙"]
    assert document.part == 1


def test_a_year_cannot_be_said_of_a_file_with_several() -> None:
    """The years would be lost."""
    lines: list[tuple[str, ...]] = []
    for year in (2023, 2024):
        lines += [(f"某市水务局{year}年项目支出绩效目标表",), _HEAD, ("甲", "1", "好", "长度", "1公里")]
    with pytest.raises(UnknownLayout, match="几个年度（2023、2024）"):
        read_documents(_source(*lines), Options(year=2025))
