"""`jixiao documents`: what is loaded."""

import argparse
import shutil
import sys

from bot.render.table import Heading, render_table
from db import store

HEADINGS = (
    Heading("编号", figures=True),
    Heading("部门", figures=False),
    Heading("年度", figures=False),
    Heading("种类", figures=False),
    Heading("当前", figures=False),
    Heading("项目", figures=True),
    Heading("指标", figures=True),
    Heading("合计（万元）", figures=True),
    Heading("印刷合计", figures=True),
    Heading("文件", figures=False),
)
_WIDE = 10_000  # a pipe has no width: a line a document


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where from."""
    parser.add_argument("--db", metavar="数据库", help="数据库文件（默认：JIXIAO_DB，否则当前目录的 jixiao.db）")


def run(args: argparse.Namespace) -> int:
    """List the documents, a line each."""
    from db.money import readable_wan

    database = store.database_path(args.db)
    connection = store.open_read_only(database)
    try:
        with store.explained(database, reading=True):
            rows = connection.execute(
                "SELECT 文件编号, 部门, 年度, 类型, 当前, 项目数, 指标数, 合计_分, 印刷合计_分, 文件名"
                " FROM 文件 ORDER BY 文件编号"
            ).fetchall()
    finally:
        connection.close()
    if not rows:
        print("库中没有文件；装入：jixiao load 文件")
        return 0
    table = [
        (
            str(number),
            department,
            "未注明" if year is None else str(year),
            kind,
            "是" if current else "",
            str(projects),
            str(indicators),
            "" if total is None else readable_wan(total),
            "" if printed is None else readable_wan(printed),
            file,
        )
        for number, department, year, kind, current, projects, indicators, total, printed, file in rows
    ]
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else _WIDE
    for line in render_table(HEADINGS, table, width):
        print(line)
    return 0
