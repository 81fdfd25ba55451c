"""`jixiao schema`: the data dictionary, in Markdown."""

import argparse
from collections.abc import Iterator

from db.column_types import column_type
from db.dictionary import INDEXES, TABLES, VIEWS
from db.history import CHANGES
from db.version import SCHEMA_VERSION

_TYPES = {"INTEGER": "整数", "REAL": "小数", "TEXT": "文字"}
_SEARCH = """
## 全文检索

表「检索」是 FTS5 全文索引，一个项目一行，rowid 就是项目编号，列有：项目、绩效目标、指标、指标值。

- 一到四个字的词直接写：`检索 MATCH '审计'`、`检索 MATCH '劳动关系'`。
- 更长的词拆成几段：`检索 MATCH '综合档案 AND 整理工作'`。
- `AND`、`OR`、`NOT`、括号和 `绩效目标 : 审计` 这样限定一列的写法与 FTS5 一样；英文和数字以整段为一个词，不分大小写。
- 取文字用视图：`SELECT 项目.* FROM 检索 JOIN 项目 ON 项目编号 = 检索.rowid WHERE 检索 MATCH '审计'`。
- 不要对「检索」用 LIKE 或 GLOB；要按任意片段查，对视图用：`SELECT * FROM 项目 WHERE 绩效目标 LIKE '%审计%'`。
- 用别的程序改了文字，下一次装入或更正时重新编入。"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take no arguments: the dictionary is the program's, whatever database there is."""


def run(args: argparse.Namespace) -> int:
    """Print it."""
    for line in dictionary():
        print(line)
    return 0


def dictionary() -> Iterator[str]:
    """The views first, since they are what people query; then search, the tables behind them, and the history."""
    yield f"# 数据字典（结构版本 {SCHEMA_VERSION}）"
    yield from (
        "",
        "金额以“分”为单位的整数存放；视图里不带 _分 的金额列以万元为单位，只供阅读，求和与比较请用 _分 列。",
    )
    yield from ("", "## 视图")
    for view in VIEWS:
        yield from ("", f"### {view.name}：{view.comment}", "", "| 列 | 类型 | 含义 |", "|---|---|---|")
        yield from (f"| {column.name} | {_TYPES[column_type(column)]} | {column.comment} |" for column in view.columns)
    yield from _SEARCH.splitlines()
    yield from ("", "## 表")
    for table in TABLES:
        yield from ("", f"### {table.name}：{table.comment}", "", "| 列 | 类型 | 含义 |", "|---|---|---|")
        yield from (
            f"| {column.name} | {column.definition.split()[0]} | {column.comment} |" for column in table.columns
        )
    yield from ("", "## 索引", "", "| 索引 | 表 | 列 |", "|---|---|---|")
    yield from (f"| {index.name} | {index.table} | {index.columns} |" for index in INDEXES)
    yield from ("", "## 结构的变化", "", "旧版本的数据库在打开时自动升级，原文件备份在旁边（.v版本.bak）。", "")
    yield from (f"- 版本 {change.version}：{change.what}" for change in CHANGES)
