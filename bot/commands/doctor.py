"""`jixiao doctor`: versions, database, fonts, settings; what is missing, and the command that cures it."""

import argparse
import os
import platform
import sqlite3
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Literal, NamedTuple

from bot.asking import add_database_argument
from bot.errors import CommandError
from bot.render.width import pad
from db import store
from db.errors import REFUSED, MissingDatabase, StoreError
from db.version import SCHEMA_VERSION

State = Literal["good", "optional", "bad"]
_MARKS: dict[State, str] = {"good": "✓", "optional": "–", "bad": "✗"}
CHARTS_CURE = f"{os.path.relpath(sys.executable)} -m pip install pillow manimgx-fonts-cjk"


class Finding(NamedTuple):
    """One line: how it stands, what, what was found, and what to do about it."""

    state: State
    what: str
    found: str
    cure: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take only the database."""
    add_database_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Look at everything, say all of it, and end with 1 where something needed is missing."""
    path = store.database_path(args.db)
    findings = [*_versions(), *_database(path), *_answers(path), *_charts(), *_settings(), *_terminal()]
    for finding in findings:
        print(f"{_MARKS[finding.state]} {pad(finding.what, 16)}  {finding.found}")
        if finding.cure:
            print(f"  {' ' * 16}  → {finding.cure}")
    bad = [finding.what for finding in findings if finding.state == "bad"]
    print(f"\n要处理：{'、'.join(bad)}" if bad else "\n可以使用。")
    return REFUSED if bad else 0


def _versions() -> Iterator[Finding]:
    yield Finding("good", "jixiao", f"{version('jixiao')}，数据库结构版本 {SCHEMA_VERSION}")
    yield Finding("good", "Python", f"{platform.python_version()}（{sys.executable}）")
    yield Finding("good", "SQLite", sqlite3.sqlite_version)
    lacking = []
    for requirement in requires("jixiao") or ():
        if "extra ==" in requirement:
            continue
        name = next(iter(requirement.replace(">", " ").replace("=", " ").replace("[", " ").split()))
        try:
            version(name)
        except PackageNotFoundError:
            lacking.append(name)
    if lacking:
        cure = f"{os.path.relpath(sys.executable)} -m pip install {' '.join(lacking)}"
        yield Finding("bad", "依赖", f"缺 {'、'.join(lacking)}", cure)
    else:
        yield Finding("good", "依赖", "齐全")


def _database(path: str) -> Iterator[Finding]:
    try:
        connection = store.open_read_only(path)
    except MissingDatabase:
        yield Finding("optional", "数据库", f"{path} 不存在或是空的", f"jixiao load 文件 --db {path}")
        return
    except StoreError as error:
        yield Finding("bad", "数据库", str(error))
        return
    try:
        with store.explained(path, reading=True):
            (sound,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            (documents,) = connection.execute("SELECT COUNT(*) FROM documents").fetchone()
            (projects,) = connection.execute("SELECT COUNT(*) FROM projects").fetchone()
    except StoreError as error:
        yield Finding("bad", "数据库", str(error))
        return
    finally:
        connection.close()
    if sound == "ok":
        yield Finding("good", "数据库", f"{path}，{documents} 份文件，{projects} 个项目")
    else:
        yield Finding("bad", "数据库", f"{path} 已损坏", "从备份恢复，或 jixiao load 文件 --db 新文件")


def _answers(database: str) -> Iterator[Finding]:
    from bot.kept_answers import NOWHERE, VARIABLE, answers_path, count

    path = answers_path(database)
    if path == NOWHERE:
        yield Finding("optional", "答案的编号", f"{VARIABLE} 设为不记", f"要用 jixiao again，去掉 {VARIABLE}")
        return
    if not Path(database).exists():
        return
    kept = count(path)
    if kept is None:
        yield Finding("optional", "答案的编号", f"{path} 读不了", "检查权限，或删掉它，下一问另建")
    elif not os.access(path if Path(path).exists() else Path(path).resolve().parent, os.W_OK):
        yield Finding(
            "optional", "答案的编号", f"{path} 不能写，新的答案没法核对", "检查权限，或用 JIXIAO_ANSWERS 换一个地方"
        )
    else:
        yield Finding("good", "答案的编号", f"{path}，记着 {kept} 个")


def _charts() -> Iterator[Finding]:
    from bot.charts.fonts import find_font

    yield Finding("good", "SVG 图", "可以画")
    try:
        version("pillow")
    except PackageNotFoundError:
        yield Finding("optional", "PNG 图", "没有装 Pillow，只能画 SVG", CHARTS_CURE)
        return
    try:
        font = find_font()
    except CommandError as error:
        yield Finding("optional", "PNG 图", str(error))
        return
    if font is None:
        yield Finding("optional", "PNG 图", "没有找到汉字字体", CHARTS_CURE)
    else:
        yield Finding("good", "PNG 图", f"Pillow {version('pillow')}，字体 {font.path}")


def _settings() -> Iterator[Finding]:
    from bot.settings import TOKEN, read_telegram_settings

    if not os.environ.get(TOKEN):
        yield Finding("optional", "Telegram", f"没有设置 {TOKEN}", "只在运行机器人时需要，见 jixiao telegram --help")
        return
    try:
        settings = read_telegram_settings(os.environ)
    except CommandError as error:
        yield Finding("bad", "Telegram", str(error))
        return
    yield Finding("good", "Telegram", f"令牌已设置，{settings.api}，{len(settings.allow)} 人可以提问")


def _terminal() -> Iterator[Finding]:
    from bot.asking import terminal_width

    encoding = sys.stdout.encoding or ""
    kind = os.environ.get("TERM", "") or "没有 TERM"
    yield Finding("good", "终端", f"{kind}，{terminal_width()} 列，{encoding}")
