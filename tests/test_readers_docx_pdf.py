"""Readers of Word and PDF: what they take, what they leave out, and what they refuse."""

import zipfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pdfplumber
import pytest

from db.errors import LoadError, TooLarge, UnreadableFile
from db.readers import Content, from_docx, from_pdf, read_source
from db.readers.lattice import Glyph, Rule, lines_of, merge_rules, read_page
from tests.loading import DOCUMENTS

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(path: Path, body: str, start: str = "") -> Content:
    """A Word package with this body."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", f"{start}<w:document {_W}><w:body>{body}</w:body></w:document>")
    return Content(path, path.read_bytes())


def cell(text: str, properties: str = "") -> str:
    """A cell of a Word table."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def table(*rows: str) -> str:
    """A Word table of rows of cells."""
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def test_merged_cells_have_their_text_where_they_begin(tmp_path: Path) -> None:
    """Across, down, and a continuation under nothing, which shows its own text."""
    body = table(
        cell("甲", '<w:gridSpan w:val="2"/>') + cell("乙", '<w:vMerge w:val="restart"/>'),
        cell("丙") + cell("丁", "<w:vMerge/>") + cell("看不见", "<w:vMerge/>"),
    )
    ((first, second),) = (one.rows for one in from_docx.read(word(tmp_path / "a.docx", body)))
    assert (first.cells, first.left, first.above) == (("甲", "", "乙"), frozenset({1}), frozenset())
    assert (second.cells, second.above) == (("丙", "丁", ""), frozenset({2}))


def test_a_table_in_a_cell_comes_after_its_row(tmp_path: Path) -> None:
    """Rows of the outer table go on after it, so that reading order holds."""
    inner = f"<w:tc>{table(cell('里'))}<w:p/></w:tc>"
    body = table(cell("上") + inner, cell("下"))
    tables = from_docx.read(word(tmp_path / "a.docx", body))
    assert [[row.cells for row in one.rows] for one in tables] == [[("上", "")], [("里",)], [("下",)]]


@pytest.mark.parametrize(
    ("body", "start", "words"),
    [
        ("<w:p/>", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "DTD"),
        ("<w:p>", "", "XML"),
        (table(cell("a", '<w:gridSpan w:val="999999999"/>')), "", "表格太大"),
    ],
)
def test_word_files_that_are_none_are_refused(tmp_path: Path, body: str, start: str, words: str) -> None:
    """One line each."""
    with pytest.raises(LoadError, match=words):
        from_docx.read(word(tmp_path / "a.docx", body, start))


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the size the package states."""
    monkeypatch.setenv("JIXIAO_MAX_UNPACKED_MB", "1")
    with pytest.raises(TooLarge, match="压缩炸弹"):
        from_docx.read(word(tmp_path / "a.docx", " " * 2_000_000))


def test_an_encrypted_office_file_is_refused_as_such(tmp_path: Path) -> None:
    """A password turns any office file into an old container around an encrypted stream."""
    path = tmp_path / "a.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(UnreadableFile, match="密码"):
        read_source(path)


def glyphs(text: str, x: float, y: float, size: float = 10.0) -> list[Glyph]:
    """Text set from x on, its middle at y."""
    return [
        Glyph(letter, x + at * size, y - size / 2, x + (at + 1) * size, y + size / 2, size)
        for at, letter in enumerate(text)
    ]


def test_dashes_and_borders_drawn_twice_are_one_rule() -> None:
    """Short strokes in one line, and strokes beside each other."""
    dashes = [Rule(100.0 + at % 2, 10.0 * at, 10.0 * at + 8) for at in range(10)]
    (rule,) = merge_rules(dashes)
    assert (rule.start, rule.end) == (0.0, 98.0)


def test_cells_reach_as_far_as_no_rule_parts_them() -> None:
    """A head over two columns, a label over two rows, an open left side."""
    level = [Rule(0, 0, 300), Rule(20, 100, 300), Rule(40, 100, 300), Rule(60, 0, 300)]
    upright = [Rule(100, 0, 60), Rule(200, 20, 60), Rule(300, 0, 60)]
    (grid,) = read_page(level, upright, glyphs("甲", 20, 30) + glyphs("乙", 120, 10) + glyphs("丙", 220, 50)).grids
    found = {
        (one.row, one.column): (one.rows, one.columns, "".join(line.text for line in one.lines)) for one in grid.cells
    }
    assert found[0, 0] == (3, 1, "甲")
    assert found[0, 1] == (1, 2, "乙")
    assert found[2, 2] == (1, 1, "丙")


def test_an_underline_is_no_table() -> None:
    """Nor is a box around one text."""
    page = read_page([Rule(12, 0, 100)], [], glyphs("标题", 0, 5))
    assert not page.grids
    assert [line.text for line in page.lines] == ["标题"]
    box = read_page([Rule(0, 0, 100), Rule(20, 0, 100)], [Rule(0, 0, 20), Rule(100, 0, 20)], glyphs("印章", 10, 10))
    assert not box.grids


def test_wide_gaps_part_a_line_and_double_print_is_read_once() -> None:
    """部门 at the left, 单位 at the right; bold made by printing twice."""
    (line,) = lines_of(glyphs("甲局", 0, 5) + glyphs("甲局", 0.5, 5) + glyphs("单位", 200, 5))
    assert line.pieces == ("甲局", "单位")


@pytest.mark.parametrize("name", ["cut_packed.pdf", "cut_rows.pdf", "side_by_side.pdf"])
def test_another_reader_sees_the_same_characters(name: str) -> None:
    """A second witness, pdfplumber: no character of a table is lost or made up, heads that repeat aside."""
    source = read_source(DOCUMENTS / name)
    ours = "".join(cell for table in source.tables for row in table.rows for cell in row.cells)
    with pdfplumber.open(DOCUMENTS / name) as document:
        theirs = "".join(
            str(cell)
            for page in document.pages
            for found in page.extract_tables()
            for row in found
            for cell in row
            if cell
        )
    assert set("".join(theirs.split())) <= set(ours)


def test_rows_cut_by_a_page_end_are_whole() -> None:
    """No row of the cut document lacks its end: the value that every packed cell closes with stands in it."""
    rows = [row for table in read_source(DOCUMENTS / "cut_packed.pdf").tables for row in table.rows][3:]
    assert len(rows) == 6
    assert all(row.cells[0].startswith("项目") and row.cells[-1].endswith("；") for row in rows)
    assert all((before.origin.page or 0) <= (after.origin.page or 0) for before, after in pairwise(rows))


def test_a_mark_before_the_file_begins_is_allowed() -> None:
    """Viewers allow some bytes before %PDF-; text that speaks of PDF is text."""
    assert from_pdf.accepts(b"\xef\xbb\xbf%PDF-1.4 ... %%EOF")
    assert not from_pdf.accepts("说明：%PDF-1.4".encode())


@pytest.mark.parametrize("reader", [from_docx.read, from_pdf.read])
def test_rubbish_is_refused(tmp_path: Path, reader: Callable[[Content], object]) -> None:
    """Bytes that only begin like the format."""
    for content in (b"PK\x03\x04word/document.xml" + bytes(100), b"%PDF-1.7\n" + bytes(100) + b"startxref\n0\n%%EOF"):
        with pytest.raises(LoadError):
            reader(Content(tmp_path / "a", content))
