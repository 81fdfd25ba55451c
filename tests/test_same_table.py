"""The same table in two formats gives equal records: csv, pasted text, page and workbook, merged or repeated cells."""

import csv
import html
import io
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from db.load import read_file
from db.records import Document, Origin

HEADINGS = ("序号", "项目名称", "总计", "绩效目标", "一级指标", "二级指标", "三级指标", "指标值")
TITLE = "青岚市水务局2024年项目支出绩效目标表"
UNIT = "单位：万元"
OWN = 4  # columns of the project itself
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
WORD = st.text(st.sampled_from("水利渠道堤防巡查检测清淤修缮、（）\"',;&<%A1"), min_size=1, max_size=8)


class Project(NamedTuple):
    """A project as the table prints it."""

    name: str
    total: str
    goal: str
    indicators: tuple[tuple[str, str, str, str], ...]


LEVELS = st.sampled_from((("产出指标", "数量指标"), ("产出指标", "质量指标"), ("效益指标", "社会效益指标")))
INDICATORS = st.lists(
    st.builds(
        lambda levels, name, value: (*levels, name, value),
        LEVELS,
        WORD.map(lambda word: f"指标{word}".strip()),
        st.sampled_from(("≥95%", "12个", "良好", "3.50", "2场,5次")),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda indicator: indicator[2],
)
PROJECTS = st.lists(
    st.builds(
        Project,
        WORD.map(lambda word: f"项{word}目"),
        st.sampled_from(("12.50", "1,200.00", "0", "（3.20）")),
        WORD.map(lambda word: f"目标{word}。"),
        INDICATORS.map(tuple),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda project: project.name,
)


def lines(projects: list[Project], *, repeat: bool) -> list[list[str]]:
    """The body: the project's own cells on its first row, or on each."""
    body = []
    for number, project in enumerate(projects, 1):
        for at, indicator in enumerate(project.indicators):
            own = [str(number), project.name, project.total, project.goal]
            body.append([*(own if repeat or at == 0 else [""] * OWN), *indicator])
    return body


def as_csv(projects: list[Project], *, repeat: bool) -> bytes:
    """Comma-separated, project cells blank or repeated."""
    out = io.StringIO()
    csv.writer(out).writerows([[TITLE], [UNIT], HEADINGS, *lines(projects, repeat=repeat)])
    return out.getvalue().encode("gb18030" if repeat else "utf-8-sig")


def as_text(projects: list[Project]) -> bytes:
    """Pasted with tabs."""
    rows = [[TITLE], [UNIT], list(HEADINGS), *lines(projects, repeat=False)]
    return "\r\n".join("\t".join(row) for row in rows).encode("utf-16")


def as_page(projects: list[Project]) -> bytes:
    """A page with rowspans in a layout table."""
    rows = ["".join(f"<th>{heading}</th>" for heading in HEADINGS)]
    for number, project in enumerate(projects, 1):
        for at, indicator in enumerate(project.indicators):
            own = (str(number), project.name, project.total, project.goal) if at == 0 else ()
            cells = [f'<td rowspan="{len(project.indicators)}">{html.escape(cell)}</td>' for cell in own]
            rows.append("".join(cells) + "".join(f"<td>{html.escape(cell)}</td>" for cell in indicator))
    table = "".join(f"<tr>{row}</tr>" for row in rows)
    return (
        f"<html><body><table><tr><td><h1>{TITLE}</h1><p>{UNIT}</p>"
        f"<table>{table}</table></td></tr></table></body></html>"
    ).encode()


def related(kind: str, target: str) -> str:
    """A part that names one other part of the package."""
    return (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{RELATIONS}/{kind}" Target="{target}"/></Relationships>'
    )


def as_workbook(projects: list[Project]) -> bytes:
    """A workbook of inline strings with merged cells."""
    rows = [[TITLE], [UNIT], list(HEADINGS), *lines(projects, repeat=False)]
    merged = []
    at = 4
    for project in projects:
        bottom = at + len(project.indicators) - 1
        if bottom > at:
            merged += [f'<mergeCell ref="{column}{at}:{column}{bottom}"/>' for column in "ABCD"]
        at = bottom + 1
    cells = "".join(
        f'<row r="{number}">'
        + "".join(
            f'<c r="{chr(ord("A") + at)}{number}" t="inlineStr"><is><t>{html.escape(cell)}</t></is></c>'
            for at, cell in enumerate(row)
            if cell
        )
        + "</row>"
        for number, row in enumerate(rows, 1)
    )
    merges = f'<mergeCells count="{len(merged)}">{"".join(merged)}</mergeCells>' if merged else ""
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            f'<Default Extension="rels" ContentType="{RELATIONS_TYPE}"/></Types>'
        ),
        "_rels/.rels": related("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
            '<sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": related("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData>{merges}</worksheet>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def without_places(documents: tuple[Document, ...]) -> list[Document]:
    """The records without what tells the files apart."""
    nowhere = Origin("")
    return [
        document._replace(
            file="",
            digest="",
            format="",
            total_place="",
            issues=(),
            projects=tuple(
                project._replace(
                    origin=nowhere,
                    indicators=tuple(indicator._replace(origin=nowhere) for indicator in project.indicators),
                )
                for project in document.projects
            ),
        )
        for document in documents
    ]


@settings(max_examples=60, deadline=None)
@given(PROJECTS)
def test_one_table_in_every_format(projects: list[Project]) -> None:
    """Five ways to publish a table, one set of records, and these are what the table prints."""
    written = {
        "blank.csv": as_csv(projects, repeat=False),
        "repeated.csv": as_csv(projects, repeat=True),
        "pasted.txt": as_text(projects),
        "page.html": as_page(projects),
        "book.xlsx": as_workbook(projects),
    }
    with TemporaryDirectory() as folder:
        records = {}
        for name, content in written.items():
            (Path(folder) / name).write_bytes(content)
            records[name] = without_places(read_file(Path(folder) / name))
    (document,) = records["blank.csv"]
    assert (document.department, document.year) == ("青岚市水务局", 2024)
    assert [project.name for project in document.projects] == [project.name for project in projects]
    assert [
        tuple((one.level1, one.level2, one.name, one.annual_target) for one in project.indicators)
        for project in document.projects
    ] == [project.indicators for project in projects]
    for name, found in records.items():
        assert found == [document], name
