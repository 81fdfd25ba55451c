"""`jixiao schema`: the data dictionary, in Markdown."""

import argparse
from collections.abc import Iterator

from db.dictionary import TABLES, VIEWS
from db.version import SCHEMA_VERSION


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take no arguments: the dictionary is the program's, whatever database there is."""


def run(args: argparse.Namespace) -> int:
    """Print it."""
    for line in dictionary():
        print(line)
    return 0


def dictionary() -> Iterator[str]:
    """The views first, since they are what people query; then the tables behind them."""
    yield f"# 数据字典（结构版本 {SCHEMA_VERSION}）"
    yield from (
        "",
        "金额以“分”为单位的整数存放；视图里不带 _分 的金额列以万元为单位，只供阅读，求和与比较请用 _分 列。",
    )
    yield from ("", "## 视图")
    for view in VIEWS:
        yield from ("", f"### {view.name}：{view.comment}", "", "| 列 | 含义 |", "|---|---|")
        yield from (f"| {column.name} | {column.comment} |" for column in view.columns)
    yield from ("", "## 表")
    for table in TABLES:
        yield from ("", f"### {table.name}：{table.comment}", "", "| 列 | 类型 | 含义 |", "|---|---|---|")
        yield from (
            f"| {column.name} | {column.definition.split()[0]} | {column.comment} |" for column in table.columns
        )
