"""Loading: rows a second from records and from text beside SQLite's own `executemany`, a long PDF, a large workbook."""

import contextlib
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterable, Iterator
from html import escape
from pathlib import Path

from db.guarded import read_guarded
from db.load import load_documents, read_file
from db.quantities import learn
from db.records import Document
from db.sqltext import select
from tests.bench.measure import Bench
from tests.loading import HEADINGS, item, row, write_document

PROJECTS = 3_000
INDICATORS = 7  # of each project
SHEET_ROWS = 50_000
PAGES, ON_A_PAGE = 100, 3
REFERENCE = "executemany of the same rows, same indexes"


def benches(folder: Path) -> Iterator[Bench]:
    """The promises: a third of executemany from records, an eighth from text, 20 s and 500 MB for large documents."""
    text = write_document(folder / "text.txt", [_project(number) for number in range(PROJECTS)])
    documents = read_file(text)
    load_documents(str(folder / "loaded.db"), documents, replace=False)
    statements, rows = _rows(folder / "loaded.db")
    count = sum(len(of_table) for of_table in rows.values())
    yield Bench(REFERENCE, _executemany(folder / "plain.db", statements, rows), 5, rows=count, peak=True)
    yield Bench("load from records", _load(folder / "a.db", documents), 5, rows=count, peak=True, beside=REFERENCE)
    yield Bench("load from text", _load_text(folder / "b.db", text), 5, rows=count, peak=True, beside=REFERENCE)
    if shutil.which("soffice") is None:
        return  # it writes the large files
    sheet = _written(folder, "sheet", "HTML (StarCalc)", "xlsx:Calc MS Excel 2007 XML", _sheet())
    yield Bench(f"read a workbook of {SHEET_ROWS} rows", lambda: read_guarded(sheet), 3, rows=SHEET_ROWS, peak=True)
    pages = _written(folder, "pages", "HTML (StarWriter)", "pdf:writer_web_pdf_Export", _pages())
    yield Bench(f"read a PDF of {_page_count(pages)} pages", lambda: read_guarded(pages), 3, peak=True)


def _project(number: int) -> str:
    """No two targets alike, so that no cache does the work."""
    items = "".join(
        item(nth, f"指标{nth}", f"不低于{number * INDICATORS + nth}{('次', '人', '%')[nth % 3]}")
        for nth in range(1, INDICATORS + 1)
    )
    return row(f"项目{number}第{number % 7}类", f"{number}.00", items, f"做好第{number}项工作，完成{number}件。")


def _rows(database: Path) -> tuple[list[str], dict[str, list[tuple[object, ...]]]]:
    """The statements that made the database, and its rows."""
    with contextlib.closing(sqlite3.connect(database)) as connection:
        made = connection.execute(
            "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND type IN ('table', 'index', 'view')"
            " AND name NOT LIKE 'sqlite%' ORDER BY rowid"
        ).fetchall()
        virtual = [f"{name}_" for kind, name, sql in made if kind == "table" and sql.startswith("CREATE VIRTUAL")]
        own = [one for one in made if not any(one[1].startswith(prefix) for prefix in virtual)]
        names = [name for kind, name, _ in own if kind == "table"]
        rows = {name: connection.execute(select("*", f'"{name}"')).fetchall() for name in names}
        return [sql for _, _, sql in own], rows


def _executemany(
    database: Path, statements: list[str], rows: dict[str, list[tuple[object, ...]]]
) -> Callable[[], None]:
    def work() -> None:
        database.unlink(missing_ok=True)
        with contextlib.closing(sqlite3.connect(database, isolation_level=None)) as connection:
            connection.execute("BEGIN")
            for sql in statements:
                connection.execute(sql)
            for name, of_table in rows.items():
                if not of_table:
                    continue
                places = ", ".join("?" * len(of_table[0]))
                connection.executemany(f'INSERT INTO "{name}" VALUES ({places})', of_table)  # noqa: S608 - names of our own; values are bound
            connection.execute("COMMIT")

    return work


def _load(database: Path, documents: tuple[Document, ...]) -> Callable[[], None]:
    """Records as reading hands them over: their quantities were found while they were checked."""

    def work() -> None:
        database.unlink(missing_ok=True)
        load_documents(str(database), documents, replace=False)

    return work


def _load_text(database: Path, text: Path) -> Callable[[], None]:
    def work() -> None:
        database.unlink(missing_ok=True)
        learn({})  # what the run before has found
        load_documents(str(database), read_file(text), replace=False)

    return work


def _sheet() -> str:
    """One row an indicator, every cell repeated."""
    heads = ("项目名称", "总计", "财政拨款", "绩效目标", "一级指标", "二级指标", "三级指标", "年度指标值")
    lines = (
        (
            *(f"项目{number // 5}", f"{number // 5}.00", f"{number // 5}.00", "做好工作。", "产出指标", "数量指标"),
            *(f"指标{number % 5}", f"不低于{number}次"),
        )
        for number in range(SHEET_ROWS)
    )
    return _html(heads, lines)


def _pages() -> str:
    """Packed indicators in ruled tables, a page each: one table over them all takes LibreOffice minutes."""
    lines = [tuple(_project(number).split("\t")) for number in range(PAGES * ON_A_PAGE)]
    tables = (lines[start : start + ON_A_PAGE] for start in range(0, len(lines), ON_A_PAGE))
    return _html(tuple(HEADINGS.split("\t")), *tables)


def _html(heads: tuple[str, ...], *tables: Iterable[tuple[str, ...]]) -> str:
    style = "td {border: 0.5pt solid black; font-size: 9pt}"
    between = '<p style="page-break-before: always; margin: 0"></p>'
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><style>{style}</style></head><body>'
        "<p>2024年项目支出绩效目标表</p><p>部门名称：青岚市文化局</p><p>单位：万元</p>"
        f"{between.join(_table((heads, *lines)) for lines in tables)}</body></html>"
    )


def _table(lines: Iterable[tuple[str, ...]]) -> str:
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in line) + "</tr>" for line in lines)
    return f'<table border="1" cellspacing="0">{body}</table>'


def _written(folder: Path, stem: str, read: str, write: str, page: str) -> Path:
    """The page as LibreOffice writes it."""
    source = folder / f"{stem}.html"
    source.write_text(page, encoding="utf-8")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        ["soffice", "--headless", profile, f"--infilter={read}", "--convert-to", write, "--outdir", folder, source],
        check=True,
        capture_output=True,
    )
    return folder / f"{stem}.{write.partition(':')[0]}"


def _page_count(path: Path) -> int:
    from pypdfium2 import PdfDocument

    with contextlib.closing(PdfDocument(path)) as document:
        return len(document)
