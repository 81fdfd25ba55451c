"""Property: the same form as a Word document and as a web page gives equal records, and those that were written."""

import zipfile
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from db.layouts import Options, read_documents
from db.readers import read_source
from db.records import ProjectRecord

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_LEVELS = (
    ("产出指标", "数量指标"),
    ("产出指标", "质量指标"),
    ("效益指标", "社会效益指标"),
    ("满意度指标", "服务对象满意度指标"),
)
_WORDS = st.text("修建维护道路桥梁水库学校设备", min_size=2, max_size=30)
_VALUES = st.sampled_from(("≥95%", "12个", "不少于3次", "2024年12月底前", "<5", "=100%", "逐步提高"))
_WAN = st.integers(0, 10**9)


class Cell(NamedTuple):
    """A cell as both formats write it."""

    text: str
    columns: int = 1
    rows: int = 1


class Form(NamedTuple):
    """What a form says."""

    name: str
    goal: str
    total: int
    indicators: tuple[tuple[int, str, str], ...]  # which pair of levels, name, value


FORMS = st.builds(
    Form,
    _WORDS,
    st.lists(_WORDS, min_size=1, max_size=3).map("\n".join),
    _WAN,
    st.lists(st.tuples(st.integers(0, 3), _WORDS, _VALUES), min_size=1, max_size=6).map(sorted).map(tuple),
)


def rows_of(form: Form) -> list[list[Cell]]:
    """The form as cells, those of the first level merged downwards."""
    rows = [
        [Cell("项目名称"), Cell(form.name, 4)],
        [Cell("主管部门"), Cell("青岚市水务局", 2), Cell("实施单位"), Cell("青岚市供水站")],
        [Cell("项目资金\n（元）", 1, 2), Cell("年度资金总额：", 2), Cell(f"{form.total:,}", 2)],
        [Cell("其中：财政拨款", 2), Cell("", 2)],
        [Cell("年度目标"), Cell(form.goal, 4)],
        [
            Cell("绩\n效\n指\n标", 1, len(form.indicators) + 1),
            *map(Cell, ("一级指标", "二级指标", "三级指标", "指标值")),
        ],
    ]
    before = None
    for pair, name, value in form.indicators:
        level1, level2 = _LEVELS[pair]
        same = sum(_LEVELS[other][0] == level1 for other, *_ in form.indicators)
        rows.append([*([Cell(level1, 1, same)] if level1 != before else []), Cell(level2), Cell(name), Cell(value)])
        before = level1
    return rows


def as_html(rows: list[list[Cell]]) -> str:
    """A page with the form."""
    body = "".join(
        "<tr>"
        + "".join(
            f'<td colspan="{cell.columns}" rowspan="{cell.rows}">{escape(cell.text).replace(chr(10), "<br>")}</td>'
            for cell in row
        )
        + "</tr>"
        for row in rows
    )
    return f'<html><meta charset="utf-8"><body><p>2024年项目支出绩效目标表</p><table>{body}</table></body></html>'


def as_word(rows: list[list[Cell]]) -> str:
    """The document part of a Word file with the form."""
    width = sum(cell.columns for cell in rows[0])
    open_cells: dict[int, tuple[int, int]] = {}  # first column → columns, rows still to cover
    body = ""
    for row in rows:
        waiting = list(row)
        body += "<w:tr>"
        column = 0
        while column < width:
            if column in open_cells:
                columns, left = open_cells.pop(column)
                body += _word_cell("", columns, "<w:vMerge/>")
                if left > 1:
                    open_cells[column] = (columns, left - 1)
            else:
                cell = waiting.pop(0)
                columns = cell.columns
                body += _word_cell(cell.text, columns, '<w:vMerge w:val="restart"/>' if cell.rows > 1 else "")
                if cell.rows > 1:
                    open_cells[column] = (columns, cell.rows - 1)
            column += columns
        body += "</w:tr>"
    title = "<w:p><w:r><w:t>2024年项目支出绩效目标表</w:t></w:r></w:p>"
    return f"<w:document {_W}><w:body>{title}<w:tbl>{body}</w:tbl></w:body></w:document>"


def _word_cell(text: str, columns: int, merge: str) -> str:
    lines = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in text.split("\n"))
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{columns}"/>{merge}</w:tcPr>{lines}</w:tc>'


def project_of(path: Path) -> ProjectRecord:
    """The one project of a file, without its place."""
    (document,) = read_documents(read_source(path), Options())
    (project,) = document.projects
    here = project.origin
    indicators = tuple(one._replace(origin=here) for one in project.indicators)
    return project._replace(indicators=indicators)


@given(FORMS)
@settings(max_examples=60, deadline=None)
def test_the_same_form_in_two_formats_gives_equal_records(form: Form) -> None:
    """Merged cells, goals of several lines, money in 元."""
    rows = rows_of(form)
    with TemporaryDirectory() as folder:
        page, word = Path(folder) / "a.html", Path(folder) / "a.docx"
        page.write_text(as_html(rows), encoding="utf-8")
        with zipfile.ZipFile(word, "w") as package:
            package.writestr("word/document.xml", as_word(rows))
        one, other = project_of(page), project_of(word)
    assert one._replace(indicators=(), origin=other.origin) == other._replace(indicators=())
    assert [indicator[:-1] for indicator in one.indicators] == [indicator[:-1] for indicator in other.indicators]
    assert (one.name, one.goal, one.total_fen, one.appropriation_fen) == (form.name, form.goal, form.total * 100, None)
    found = [(indicator.level1, indicator.level2, indicator.name) for indicator in one.indicators]
    assert found == [(*_LEVELS[pair], name) for pair, name, _ in form.indicators]
