"""The commands with all their arguments as one value, from which man page and completions are written."""

import argparse
from importlib import import_module
from typing import NamedTuple

from bot.arguments import Parser
from bot.cli import COMMANDS


class Argument(NamedTuple):
    """An option, or a positional argument without option strings."""

    options: tuple[str, ...]
    value: str  # what stands for its value in the help; empty for a switch
    choices: tuple[str, ...]
    is_file: bool  # whether the shell should offer files
    help: str


class CommandPage(NamedTuple):
    """One command: its name, what it is for, how it is called, and what it takes."""

    name: str
    purpose: str
    usage: str
    arguments: tuple[Argument, ...]


_FILES = frozenset({"数据库", "文件", "文件夹", "图片"})


def command_pages() -> tuple[CommandPage, ...]:
    """Every command, as its parser says."""
    pages = []
    for command in COMMANDS:
        parser = Parser(f"jixiao {command.name}", command.purpose)
        import_module(f"bot.commands.{command.name}").add_arguments(parser)
        usage = " ".join(parser.format_usage().removeprefix("用法：").split())
        pages.append(CommandPage(command.name, command.purpose, usage, tuple(map(_argument, parser._actions))))
    return tuple(pages)


def _argument(action: argparse.Action) -> Argument:
    shown = action.metavar if isinstance(action.metavar, str) else action.dest
    return Argument(
        tuple(action.option_strings),
        "" if action.nargs == 0 else shown,
        tuple(map(str, action.choices or ())),
        shown in _FILES,
        action.help or "",
    )
