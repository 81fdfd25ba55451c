"""`jixiao overview`: the leader's page of a department, a place or everything, as text or as a file."""

import argparse

from bot.answer import ROW_LIMIT
from bot.asking import add_database_argument, add_lexicon_argument
from bot.commands import ask
from bot.export import FORMS, TABLE


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whose, and how to write it."""
    parser.add_argument("scope", nargs="*", metavar="部门", help="部门、地名或年度，如 教育局 2023年；不写则是全部")
    parser.add_argument("--json", action="store_true", help="写成一行 JSON，供程序使用")
    parser.add_argument(
        "-f", "--format", choices=tuple(FORMS), metavar="格式", help=f"写成：{'、'.join(FORMS)}（默认 {TABLE}）"
    )
    parser.add_argument(
        "-o", "--output", metavar="文件", help="写进文件；以 .html 结尾则是一页，可以打印，手机上也能看"
    )
    parser.add_argument("--sql", action="store_true", help="同时写出所用的 SQL")
    add_database_argument(parser)
    add_lexicon_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Ask for it as any other question is asked."""
    args.question = ["".join(args.scope) + "概览"]
    args.batch = args.conversation = False
    args.chart = None
    args.limit = ROW_LIMIT
    return ask.run(args)
