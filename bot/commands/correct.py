"""`jixiao correct`: puts right a cell that was misread, and keeps what was published, who, when and why."""

import argparse

from bot.errors import USAGE_ERROR, CommandError
from db import store
from db.correct import Request, correct, listed, undo

_NEEDED = ("field", "value", "by", "why")
_OPTIONS = {"document": "文件", "field": "--field", "value": "--value", "by": "--by", "why": "--why"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which cell, its new value, who and why; or the list; or which to take back."""
    parser.add_argument("document", nargs="?", metavar="文件", help="文件编号，或部门，或 部门/年度")
    parser.add_argument("--project", metavar="项目", help="项目名称，或 #序号；不写则更正文件的印刷合计")
    parser.add_argument("--indicator", metavar="指标", help="指标名称，或 #序号（在项目中的次序）")
    parser.add_argument("--field", metavar="列", help="哪一列，如 总计、绩效目标、年度指标值")
    parser.add_argument("--value", metavar="值", help="更正后的值；金额以文件的单位计，或连单位写；无 表示没有值")
    parser.add_argument("--by", metavar="谁", help="谁更正的")
    parser.add_argument("--why", metavar="原因", help="为什么，如 公开的 PDF 第3页是 12.5")
    parser.add_argument("--list", action="store_true", help="列出所有更正")
    parser.add_argument("--undo", type=int, metavar="更正编号", help="撤销一处更正，回到公开的值")
    parser.add_argument("--db", metavar="数据库", help="数据库文件（默认：JIXIAO_DB，否则当前目录的 jixiao.db）")


def run(args: argparse.Namespace) -> int:
    """Correct, take back or list."""
    database = store.database_path(args.db)
    if args.list:
        return _list(database)
    if args.undo is not None:
        if not args.by:
            raise CommandError("撤销要写明是谁：--by", USAGE_ERROR)
        print(undo(database, args.undo, args.by))
        return 0
    if lacking := [_OPTIONS[name] for name in ("document", *_NEEDED) if getattr(args, name) is None]:
        raise CommandError(f"缺少参数：{'、'.join(lacking)}（用法见 jixiao correct --help）", USAGE_ERROR)
    request = Request(args.document, args.project, args.indicator, args.field, args.value, args.by, args.why)
    print(correct(database, request))
    return 0


def _list(database: str) -> int:
    connection = store.open_read_only(database)
    try:
        with store.explained(database):
            corrections = list(listed(connection))
    finally:
        connection.close()
    for one in corrections:
        print(
            f"更正 {one.id}（{one.state}）：{one.document}{one.where}：「{one.before}」→「{one.after}」，"
            f"{one.who}，{one.made_at}，{one.why}"
        )
    print(f"共 {len(corrections)} 处更正" if corrections else "没有更正")
    return 0
