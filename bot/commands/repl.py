"""`jixiao repl`: a conversation at the terminal."""

import argparse
import os
import sys
from typing import TYPE_CHECKING

from bot.answer import AnswerService
from bot.asking import add_database_argument, add_lexicon_argument, terminal_width

if TYPE_CHECKING:
    from bot.conversation import Conversations


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
    conversations = _kept() if interactive else None
    converse(Repl(service, sys.stdout, terminal_width(), conversations, os.path.abspath(path)), interactive)  # noqa: PTH100
    return 0


def _kept() -> "Conversations | None":
    """The conversations of earlier times, where the person has a folder for them."""
    from bot.conversation import Conversations
    from bot.kept_conversations import FILE_NAME, KeptConversations, state_folder

    folder = state_folder()
    return None if folder is None else Conversations(kept=KeptConversations(f"{folder}/{FILE_NAME}"))
