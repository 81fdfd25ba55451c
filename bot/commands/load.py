"""`jixiao load`: published files into the database, with a report of what is odd in them."""

import argparse
import sys
from pathlib import Path

from bot.cli import INTERRUPTED
from bot.errors import USAGE_ERROR, CommandError
from bot.progress import Progress
from db import store
from db.errors import JixiaoError, LoadError
from db.files import find_files
from db.guarded import read_guarded
from db.layouts import Options
from db.load import Outcome, load_documents, plan_documents
from db.load_report import counted, summary
from db.money import UNITS, readable_wan
from db.readers import shown_name

LISTED = 200  # names of each kind in the report of a replacement
YEARS = range(1900, 2201)  # as the schema checks them


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Files and how to take them."""
    parser.add_argument("files", nargs="+", metavar="文件", help="文件、文件夹或样式（如 '2024/*.txt'）")
    parser.add_argument("--db", metavar="数据库", help="数据库文件（默认：JIXIAO_DB，否则当前目录的 jixiao.db）")
    parser.add_argument("--year", type=int, metavar="年度", help="文件没有写明年度时指定，如 2024")
    parser.add_argument("--department", metavar="部门", help="文件没有写明部门时指定部门全称")
    parser.add_argument("--unit", choices=tuple(UNITS), metavar="单位", help=f"金额单位：{'、'.join(UNITS)}")
    parser.add_argument("--replace", action="store_true", help="同一部门、年度、种类已装入时，用这一份替换")
    parser.add_argument("--dry-run", action="store_true", help="只报告会怎样，不写入")


def run(args: argparse.Namespace) -> int:
    """Load each file by itself: one that is refused does not stop the others.  0: all loaded; 1: something refused."""
    if args.year is not None and args.year not in YEARS:
        raise CommandError(f"--year 要一个年份，如 2024，收到的是 {args.year}", USAGE_ERROR)
    options = Options(args.year, args.department, args.unit)
    database = store.database_path(args.db)
    found = find_files(args.files)
    for error in found.refused:
        _say("拒绝", error)
    refused = len(found.refused)
    counts = {"added": 0, "replaced": 0, "same": 0}
    with Progress(len(found.paths)) as progress:
        for path in found.paths:
            progress.show(shown_name(path))
            try:
                outcomes = _load(path, database, options, args, progress)
            except LoadError as error:
                progress.clear()
                _say("拒绝", error)
                refused += 1
            except KeyboardInterrupt:
                progress.clear()
                _say("中断", f"正在读 {shown_name(path)}，它没有装入；在它之前的已装入")
                return INTERRUPTED
            else:
                progress.clear()
                for outcome in outcomes:
                    counts[outcome.action] += 1
                    _report(outcome, dry_run=args.dry_run)
            progress.step()
    if found.passed_over:
        print(f"另有 {found.passed_over} 个不是文档的文件没有读")
    if len(found.paths) + len(found.refused) > 1:
        print(
            f"共：新装入 {counts['added']} 份，替换 {counts['replaced']} 份，没有变化 {counts['same']} 份，"
            f"拒绝 {refused} 个文件"
        )
    return 1 if refused else 0


def _load(
    path: Path, database: str, options: Options, args: argparse.Namespace, progress: Progress
) -> tuple[Outcome, ...]:
    documents = read_guarded(path, options, database, lambda text: progress.show(f"{shown_name(path)} {text}"))
    act = plan_documents if args.dry_run else load_documents
    return act(database, documents, options, replace=args.replace)


def _say(severity: str, message: JixiaoError | str) -> None:
    print(f"{severity}：{message}", file=sys.stderr)


def _report(outcome: Outcome, *, dry_run: bool) -> None:
    document = outcome.document
    if outcome.action == "same":
        other = "" if outcome.loaded_as == document.file else f"（当时的文件名是 {outcome.loaded_as}）"
        print(f"没有变化：{document.file} 早已装入{other}，文件编号 {outcome.number}，{document.label}")
        return
    indicators = sum(len(project.indicators) for project in document.projects)
    total = readable_wan(sum(project.total_fen or 0 for project in document.projects))
    done = {"added": "装入", "replaced": "替换"}[outcome.action]
    head = f"将会{done}（试运行，没有写入）" if dry_run else f"已{done}"
    print(
        f"{head}：{document.file}，{document.label}，{len(document.projects)} 个项目，{indicators} 个指标，"
        f"各项目合计 {total} 万元"
    )
    for phrase in outcome.changes.phrases(LISTED):
        print(f"  {phrase}")
    if line := counted(document):
        print(f"  {line}")
    sys.stdout.flush()  # the report before its warnings, where both go to one terminal
    for line in summary(document):
        _say("警告", line)
    for line in outcome.lapsed:
        _say("警告", f"{document.file}：{line}")
