"""`jixiao demo`: the bundled document, loaded into a database of the moment and shown."""

import argparse
import shutil
import sqlite3
from tempfile import TemporaryDirectory

from bot.answer import AnswerService
from bot.render.as_text import render_text
from bot.render.table import Heading, render_table
from db import store
from db.layouts import Options
from db.load import load_documents, read_file
from db.money import readable_wan
from db.sample import sample_path

HEADINGS = (
    Heading("序号", figures=True),
    Heading("项目", figures=False),
    Heading("总计（万元）", figures=True),
    Heading("财政拨款（万元）", figures=True),
    Heading("指标数", figures=True),
)
WIDE = 10_000  # a pipe has no width: a line a project
QUESTIONS = ("欠薪应急周转金 满意度目标", "预算超过100万的项目")
PROJECTS = "SELECT 序号, 项目, 总计_分, 财政拨款_分, 指标数 FROM 项目 ORDER BY 文件编号, 序号"
DOCUMENT = "SELECT 部门, 项目数, 指标数, 合计_分, 印刷合计_分, 文件名 FROM 文件"


def add_arguments(_: argparse.ArgumentParser) -> None:
    """Nothing to choose."""


def run(_: argparse.Namespace) -> int:
    """Load into a folder that is gone afterwards, so that each run starts from the document itself."""
    with TemporaryDirectory(prefix="jixiao-") as folder:
        database = f"{folder}/jixiao.db"
        load_documents(database, read_file(sample_path(), Options()), replace=False)
        connection = store.open_read_only(database)
        try:
            show_document(connection)
        finally:
            connection.close()
        show_answers(database)
    return 0


def show_document(connection: sqlite3.Connection) -> None:
    """Print whose document it is, its projects, and the sum beside the printed one."""
    department, projects, indicators, total, printed, file = connection.execute(DOCUMENT).fetchone()
    print(f"{department}：{projects} 个项目，{indicators} 条绩效指标（{file}）\n")
    rows = [
        (str(ordinal), name, _wan(amount), _wan(appropriation), str(count))
        for ordinal, name, amount, appropriation, count in connection.execute(PROJECTS)
    ]
    width = _width()
    print("\n".join(render_table(HEADINGS, rows, width)))
    print(f"\n各项目之和 {_wan(total)} 万元，文件印刷的合计 {_wan(printed)} 万元")


def show_answers(database: str) -> None:
    """Ask as a person would, and print what `jixiao ask` prints."""
    service = AnswerService(database)
    for question in QUESTIONS:
        print(f"\n$ jixiao ask {question}")
        print(render_text(service.answer(question), _width()), end="")
    service.close()


def _width() -> int:
    return shutil.get_terminal_size(fallback=(WIDE, 0)).columns


def _wan(fen: int | None) -> str:
    return "—" if fen is None else readable_wan(fen)
