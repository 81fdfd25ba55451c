"""Writes the corpus: one published table in every layout, and each layout in every format it is published in.

    python -m tests.documents.make_documents      needs LibreOffice, which writes the xlsx, xls, docx and pdf

Text, csv and html are written here; office programs write the others from that html, so that no reader meets the files
of its own library.  What each should give is written from the same figures, without the product.
"""

import json
import subprocess
import tempfile
from html import escape
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
DEPARTMENT = "青岚市水务局"
YEAR = 2024
FORMATS = ("txt", "csv", "html", "xlsx", "xls", "docx", "pdf")


class Cell(NamedTuple):
    """A cell of the page: its text, and how many columns and rows it covers."""

    text: str
    columns: int = 1
    rows: int = 1


class Indicator(NamedTuple):
    """One indicator; the annual value in its three parts."""

    level1: str
    level2: str
    name: str
    nature: str
    number: str
    unit: str
    cycle: str | None = None
    actual: str | None = None
    score: str | None = None

    @property
    def annual(self) -> str:
        """The value as it stands in one cell."""
        return f"{self.nature.removeprefix('=')}{self.number}{self.unit}"


class Project(NamedTuple):
    """One project, money in 万元."""

    name: str
    total: str
    fiscal: str
    other: str | None
    goal: str
    indicators: tuple[Indicator, ...]


PROJECTS = (
    Project(
        "河道清淤工程",
        "1,230.50",
        "1,200.50",
        "30.00",
        "清淤河道12公里；其中：1、东河，2、西河。",
        (
            Indicator("产出指标", "数量指标", "清淤长度", "≥", "12", "公里", "≥36公里", "12.5公里", "20"),
            Indicator("产出指标", "时效指标", "分期完工", "", "1、2月开工；3、11月完工", "", "3年", "11月完工", "18"),
            Indicator("效益指标", "社会效益", "受益人口", "", "3万", "人", "9万人", "3.1万人", "30"),
            Indicator("满意度指标", "服务对象满意度", "居民满意度", "≥", "90", "%", "≥92%", "93%", "10"),
        ),
    ),
    Project(
        "农村饮水安全",
        "86.00",
        "86.00",
        None,
        "解决5个村的饮水问题。",
        (
            Indicator("产出指标", "数量指标", "解决村数", "", "5", "个", "15个", "5个", "50"),
            Indicator("产出指标", "成本指标", "单村成本", "≤", "17.2", "万元", "≤17.2万元", "17万元", "20"),
            Indicator("满意度指标", "服务对象满意度", "村民满意度", "≥", "95", "%", "≥95%", "96%", "10"),
        ),
    ),
    Project(
        "水质监测",
        "0.00",
        "0.00",
        None,
        "监测水质。",
        (Indicator("产出指标", "质量指标", "数据有效率", "=", "100", "%", "100%", "100%", "90"),),
    ),
)
TOTAL = "1,316.50"
Page = list[list[Cell]]


def _line(text: str) -> list[Cell]:
    return [Cell(text)]


def packed() -> list[Page]:
    """One row a project, its indicators in one cell; separators inside values, numbers like item numbers."""
    head = [
        *("序号", "项目名称", "合计", "财政拨款", "财政专户拨款", "其他资金", "绩效目标", "绩效指标"),
    ]
    rows = [[Cell(text) for text in head], [Cell(""), Cell("合计"), Cell(TOTAL), *([Cell("")] * 5)]]
    for number, project in enumerate(PROJECTS, 1):
        items = "".join(
            f"{n}、{one.level1},{one.level2},{one.name}；实施周期指标值：{one.cycle},年度指标值：{one.annual}；"
            for n, one in enumerate(project.indicators, 1)
        )
        texts = (str(number), project.name, project.total, project.fiscal, "", project.other or "", project.goal, items)
        rows.append([Cell(text) for text in texts])
    return [[_line(f"{YEAR}年项目支出绩效目标表")], [_line(f"部门名称：{DEPARTMENT}"), _line("单位：万元")], rows]


def by_rows() -> list[Page]:
    """One row an indicator, the cells of its project merged over them; a head of two lines."""
    rows = [
        [
            Cell("项目名称", rows=2),
            Cell("预算金额", columns=3),
            Cell("绩效目标", rows=2),
            *(Cell(text, rows=2) for text in ("一级指标", "二级指标", "指标名称", "实施周期指标值", "年度指标值")),
        ],
        [Cell("合计"), Cell("财政拨款"), Cell("其他资金")],
    ]
    for project in PROJECTS:
        height = len(project.indicators)
        for number, one in enumerate(project.indicators):
            merged = [
                Cell(text, rows=height)
                for text in (project.name, project.total, project.fiscal, project.other or "—", project.goal)
            ]
            own = [Cell(text) for text in (one.level1, one.level2, one.name, one.cycle or "", one.annual)]
            rows.append((merged if number == 0 else []) + own)
    rows.append([Cell("合计"), Cell(TOTAL), *([Cell("")] * 8)])
    return [[_line(f"{YEAR}年{DEPARTMENT}项目支出绩效目标表"), _line("单位：万元")], rows]


def by_columns() -> list[Page]:
    """One row an indicator, every cell repeated; nature, value and unit in columns of their own; money in 元."""
    heads = (
        "项目名称",
        "预算数（元）",
        "绩效目标",
        "一级指标",
        "二级指标",
        "三级指标",
        "指标性质",
        "指标值",
        "计量单位",
    )
    rows = [[Cell(text) for text in heads]]
    for project in PROJECTS:
        yuan = f"{round(float(project.total.replace(',', '')) * 10000)}"
        for one in project.indicators:
            nature = one.nature or ("＝" if one.unit else "定性")
            texts = (project.name, yuan, project.goal, one.level1, one.level2, one.name, nature, one.number, one.unit)
            rows.append([Cell(text) for text in texts])
    return [[_line(f"{YEAR}年度项目支出绩效目标表"), _line(f"编制单位：{DEPARTMENT}")], rows]


def forms() -> list[Page]:
    """One form a project: labels beside their values, money in a block, indicators below."""
    pages: list[Page] = []
    for project in PROJECTS:
        height = len(project.indicators) + 1
        rows = [
            [Cell("项目名称"), Cell(project.name, columns=4)],
            [Cell("主管部门"), Cell(DEPARTMENT, columns=2), Cell("实施单位"), Cell("青岚市水务中心")],
            [Cell("项目资金（万元）", rows=3), Cell("年度资金总额", columns=2), Cell(project.total, columns=2)],
            [Cell("其中：财政拨款", columns=2), Cell(project.fiscal, columns=2)],
            [Cell("其他资金", columns=2), Cell(project.other or "", columns=2)],
            [Cell("年度总体目标"), Cell(project.goal, columns=4)],
            [Cell("绩效指标", rows=height), *(Cell(text) for text in ("一级指标", "二级指标", "三级指标", "指标值"))],
            *([Cell(text) for text in (one.level1, one.level2, one.name, one.annual)] for one in project.indicators),
        ]
        pages += [[_line("项目支出绩效目标表"), _line(f"（{YEAR}年度）")], rows]
    return pages


def evaluation() -> list[Page]:
    """One form a project of a self-evaluation: the budget at the year's beginning, actual values, scores."""
    pages: list[Page] = []
    for project in PROJECTS:
        height = len(project.indicators) + 1
        heads = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分")
        rows = [
            [Cell("项目名称"), Cell(project.name, columns=7)],
            [Cell("主管部门"), Cell(DEPARTMENT, columns=3), Cell("实施单位"), Cell("青岚市水务中心", columns=3)],
            [
                Cell("项目资金（万元）", rows=4),
                *(Cell(text) for text in ("", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")),
            ],
            [Cell("年度资金总额"), *(Cell(text) for text in (project.total, "9.99", "8.88", "10", "88.9%", "8.9"))],
            [Cell("其中：财政拨款"), *(Cell(text) for text in (project.fiscal, "9.99", "8.88", "—", "—", "—"))],
            [Cell("其他资金"), *(Cell(text) for text in (project.other or "", "", "", "—", "—", "—"))],
            [Cell("年度总体目标", rows=2), Cell("预期目标", columns=4), Cell("实际完成情况", columns=3)],
            [Cell(project.goal, columns=4), Cell("已完成。", columns=3)],
            [Cell("绩效指标", rows=height), *(Cell(text) for text in heads)],
            *(
                [
                    Cell(text)
                    for text in (
                        *(one.level1, one.level2, one.name, one.annual),
                        *(one.actual or "", one.score or "", one.score or ""),
                    )
                ]
                for one in project.indicators
            ),
        ]
        pages += [[_line("项目支出绩效自评表"), _line(f"（{YEAR}年度）")], rows]
    return pages


def lists() -> list[Page]:
    """One form a project, long-term indicators beside the yearly ones; both goals are printed."""
    pages: list[Page] = []
    for project in PROJECTS:
        height = len(project.indicators) + 1
        heads = ("一级指标", "二级指标", "指标名称", "指标值")
        rows = [
            [Cell("项目名称"), Cell(project.name, columns=8)],
            [Cell("主管部门"), Cell(DEPARTMENT, columns=4), Cell("实施单位"), Cell("青岚市水务中心", columns=3)],
            [
                Cell("项目资金（万元）", rows=3),
                *(Cell("中期资金总额", columns=2), Cell("9,999.00", columns=2)),
                *(Cell("年度资金总额", columns=2), Cell(project.total, columns=2)),
            ],
            [
                *(Cell("其中：财政拨款", columns=2), Cell("9,000.00", columns=2)),
                *(Cell("其中：财政拨款", columns=2), Cell(project.fiscal, columns=2)),
            ],
            [
                *(Cell("其他资金", columns=2), Cell("999.00", columns=2)),
                *(Cell("其他资金", columns=2), Cell(project.other or "", columns=2)),
            ],
            [Cell("总体目标", rows=2), Cell("中期目标（2024年－2026年）", columns=4), Cell("年度目标", columns=4)],
            [Cell("三年内完成。", columns=4), Cell(project.goal, columns=4)],
            [Cell("绩效指标", rows=height), *(Cell(text) for text in heads), *(Cell(text) for text in heads)],
            *(
                [
                    *(Cell(text) for text in (one.level1, one.level2, one.name, one.cycle or "")),
                    *(Cell(text) for text in (one.level1, one.level2, one.name, one.annual)),
                ]
                for one in project.indicators
            ),
        ]
        pages += [[_line("项目支出绩效目标表"), _line(f"（{YEAR}年度）")], rows]
    return pages


def _wan(amount: str | None) -> str | None:
    return amount.replace(",", "") if amount is not None else None


def expected(layout: str) -> list[dict[str, object]]:
    """What `dump --json` should show of a layout."""
    has_cycle = layout in {"packed", "rows", "lists"}
    projects = [
        {
            "name": project.name,
            "total": _wan(project.total),
            "fiscal": None if layout == "columns" else _wan(project.fiscal),
            "special": None,
            "other": None if layout == "columns" else _wan(project.other),
            "goal": project.goal,
            "indicators": [
                {
                    "level1": one.level1,
                    "level2": one.level2,
                    "name": one.name,
                    "cycle": one.cycle if has_cycle else None,
                    "annual": one.annual,
                    "actual": one.actual if layout == "evaluation" else None,
                    "score": one.score if layout == "evaluation" else None,
                }
                for one in project.indicators
            ],
        }
        for project in PROJECTS
    ]
    return [
        {
            "department": DEPARTMENT,
            "year": YEAR,
            "unit": "元" if layout == "columns" else "万元",
            "kind": "自评表" if layout == "evaluation" else "预算目标表",
            "document_total": _wan(TOTAL) if layout in {"packed", "rows"} else None,
            "projects": projects,
        }
    ]


LAYOUTS = {
    "packed": packed,
    "rows": by_rows,
    "columns": by_columns,
    "forms": forms,
    "evaluation": evaluation,
    "lists": lists,
}


# --- formats -----------------------------------------------------------------------------------------------------


def as_html(pages: list[Page]) -> str:
    """A page of headings and bordered tables."""
    parts = []
    for page in pages:
        if all(len(row) == 1 for row in page):
            parts += [f"<p>{escape(row[0].text)}</p>" for row in page]
            continue
        lines = ["<tr>" + "".join(_html_cell(cell) for cell in row) + "</tr>" for row in page]
        parts.append(f'<table border="1" cellspacing="0">{"".join(lines)}</table>')
    style = "<style>td {border: 0.5pt solid black; width: 2.2cm; font-size: 8pt} @page {size: A4 landscape}</style>"
    return f'<!DOCTYPE html><html><head><meta charset="utf-8">{style}</head><body>{"".join(parts)}</body></html>\n'


def _html_cell(cell: Cell) -> str:
    spans = (f' colspan="{cell.columns}"' if cell.columns > 1 else "") + (
        f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    )
    return f"<td{spans}>{escape(cell.text)}</td>"


def grid(pages: list[Page]) -> list[list[str]]:
    """The pages as rows of texts; a merged cell's text stands where it begins, as in a paste from a spreadsheet."""
    lines: list[list[str]] = []
    for page in pages:
        covered: dict[tuple[int, int], bool] = {}
        for index, row in enumerate(page):
            line: list[str] = []
            for cell in row:
                while covered.get((index, len(line))):
                    line.append("")
                at = len(line)
                line += [cell.text, *([""] * (cell.columns - 1))]
                for down in range(1, cell.rows):
                    covered.update({(index + down, at + right): True for right in range(cell.columns)})
            lines.append(line)
    return lines


def as_txt(pages: list[Page]) -> bytes:
    """Tab-separated, UTF-16, as a spreadsheet saves Unicode text."""
    return "\r\n".join("\t".join(line) for line in grid(pages)).encode("utf-16")


def as_csv(pages: list[Page]) -> bytes:
    """GB18030, every cell quoted."""
    lines = (",".join('"' + text.replace('"', '""') + '"' for text in line) for line in grid(pages))
    return ("\r\n".join(lines) + "\r\n").encode("gb18030")


FILTERS = {
    "xlsx": ("HTML (StarCalc)", "Calc MS Excel 2007 XML"),
    "xls": ("HTML (StarCalc)", "MS Excel 97"),
    "docx": ("HTML (StarWriter)", "MS Word 2007 XML"),
    "pdf": ("HTML (StarWriter)", "writer_web_pdf_Export"),
}


def convert(source: Path, format_: str, folder: Path) -> Path:
    """The same page as LibreOffice writes it."""
    read, write = FILTERS[format_]
    subprocess.run(
        [
            *("soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", f"--infilter={read}"),
            *("--convert-to", f"{format_}:{write}", "--outdir", str(folder), str(source)),
        ],
        check=True,
        capture_output=True,
    )
    return folder / f"{source.stem}.{format_}"


def main() -> None:
    """Write every layout in every format, and beside each what it should give."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for layout, build in LAYOUTS.items():
            pages = build()
            wanted = json.dumps(expected(layout), ensure_ascii=False, indent=1) + "\n"
            page = folder / f"{layout}.html"
            page.write_text(as_html(pages), encoding="utf-8")
            written = {"html": page.read_bytes(), "txt": as_txt(pages), "csv": as_csv(pages)}
            written |= {format_: convert(page, format_, folder).read_bytes() for format_ in FILTERS}
            for format_, content in written.items():
                (HERE / f"{layout}.{format_}").write_bytes(content)
            (HERE / f"{layout}.expected.json").write_text(wanted, encoding="utf-8")


if __name__ == "__main__":
    main()
