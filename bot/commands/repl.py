"""`jixiao repl`: a conversation at the terminal."""

import argparse
import sys

from bot.answer import AnswerService
from bot.asking import add_database_argument, add_lexicon_argument, terminal_width


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take only the database."""
    add_database_argument(parser)
    add_lexicon_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Talk until the person leaves; from a pipe, answer each line."""
    from bot.repl import Repl, converse
    from db.store import database_path

    path = database_path(args.db)
    service = AnswerService(path, lexicon=args.lexicon)
    interactive = sys.stdin.isatty()
    if interactive:
        print(f"正在用 {path} 回答。直接输入问题；.帮助 看说明，Ctrl-D 离开。\n")
    converse(Repl(service, sys.stdout, terminal_width()), interactive)
    return 0
