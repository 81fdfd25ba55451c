"""Every view of the database as a file of its own, beside a note that says where they come from."""

import csv
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bot.exports.parquet import Cell, Column, write_parquet
from bot.render.cells import harmless
from bot.render.separated import BOM
from db.column_types import column_type
from db.dictionary import View
from db.sqltext import select
from db.version import SCHEMA_VERSION

NOTE = "说明.txt"


class Export(NamedTuple):
    """What is written: from which database, in which form, on which day."""

    database: str
    form: str  # csv or parquet
    date: str


class Written(NamedTuple):
    """A file that was written."""

    view: str
    file: str
    rows: int


def export_views(connection: sqlite3.Connection, views: Sequence[View], folder: str, export: Export) -> list[Written]:
    """Write each view; what stood in the folder under the same names is replaced when all are complete."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder, prefix=".jixiao-") as place:
        written = [_write(connection, view, place, export) for view in views]
        note = "\n".join(_note(connection, written, export)) + "\n"
        Path(place, NOTE).write_text(note, encoding="utf-8")
        for name in [*(one.file for one in written), NOTE]:
            Path(place, name).replace(Path(folder, name))
    return written


def _write(connection: sqlite3.Connection, view: View, folder: str, export: Export) -> Written:
    name = f"{view.name}.{export.form}"
    rows: Iterator[Sequence[Cell]] = iter(connection.execute(select("*", f'"{view.name}"')))
    columns = [Column(column.name, column_type(column)) for column in view.columns]
    path = f"{folder}/{name}"
    if export.form == "csv":
        return Written(view.name, name, _write_csv(path, columns, rows))
    about = {"来源": export.database, "导出日期": export.date, "视图": view.comment}
    with Path(path).open("wb") as file:
        return Written(view.name, name, write_parquet(file, columns, rows, about))


def _write_csv(path: str, columns: Sequence[Column], rows: Iterator[Sequence[Cell]]) -> int:
    count = 0
    with Path(path).open("w", encoding="utf-8", errors="replace", newline="") as file:
        file.write(BOM)
        writer = csv.writer(file)
        writer.writerow([column.name for column in columns])
        for row in rows:
            writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])
            count += 1
    return count


def _note(connection: sqlite3.Connection, written: list[Written], export: Export) -> Iterator[str]:
    yield f"数据库：{Path(export.database).name}（结构版本 {SCHEMA_VERSION}）"
    yield f"导出日期：{export.date}"
    yield "金额：_分 列以分为单位，求和与比较请用它；不带 _分 的金额列以万元为单位，供阅读。"
    if export.form == "csv":
        yield "编码：UTF-8（带 BOM，Excel 可直接打开）；像公式的文字前面加了一个单引号。"
    yield ""
    for one in written:
        yield f"{one.file}：{one.rows} 行"
    yield "\n来源文件："
    for department, year, file in connection.execute("SELECT 部门, 年度, 文件名 FROM 文件 ORDER BY 文件编号"):
        yield f"  {department}（{year or '未写明年度'}）：{file}"
