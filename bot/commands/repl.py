"""`jixiao repl`, or `jixiao` alone: a conversation at the terminal."""

import argparse
import os
import sys
from typing import TYPE_CHECKING

from bot.answer import AnswerService
from bot.asking import add_database_argument, add_lexicon_argument, terminal_width
from bot.render.width import wrap

if TYPE_CHECKING:
    from bot.conversation import Conversations


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take only the database and the words."""
    add_database_argument(parser)
    add_lexicon_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Talk until the person leaves; from a pipe, answer each line."""
    from pathlib import Path

    from bot.repl.session import Repl
    from db.store import database_path

    path = database_path(args.db)
    service = AnswerService(path, lexicon=args.lexicon)
    interactive = sys.stdin.isatty()
    conversations = _kept() if interactive else None
    conversation = str(Path(path).resolve())
    if interactive:
        greeting = f"正在用 {path} 回答。直接输入问题；.帮助 看说明，Ctrl-D 离开。"
        print("\n".join((*wrap(greeting, terminal_width()), "")))
    if interactive and sys.stdout.isatty() and os.environ.get("TERM", "dumb") not in ("dumb", "unknown", ""):
        from bot.repl import terminal
        from bot.repl.history import HistoryFile, history_path
        from bot.repl.vocabulary import Vocabulary

        repl = Repl(service, terminal.TerminalSurroundings(), conversations, conversation)
        terminal.converse(repl, service, Vocabulary(path), HistoryFile(history_path()))
    else:
        from bot.repl import plain

        plain.converse(Repl(service, plain.PlainSurroundings(), conversations, conversation), interactive)
    return 0


def _kept() -> "Conversations | None":
    """The conversations of earlier times, where the person has a folder for them."""
    from bot.conversation import Conversations
    from bot.kept_conversations import FILE_NAME, KeptConversations, state_folder

    folder = state_folder()
    return None if folder is None else Conversations(kept=KeptConversations(f"{folder}/{FILE_NAME}"))
