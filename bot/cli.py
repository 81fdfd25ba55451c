"""The command line: which commands there are, and the one place where errors become a line and an exit status.

A command is a module `bot/commands/<name>.py` with `add_arguments(parser)` and `run(args) -> int`. It is imported only
when it was chosen, so that asking never pays for what loading needs.
"""

import os
import sys
from typing import TextIO

from bot.errors import USAGE_ERROR, CommandError
from db.errors import REFUSED, JixiaoError
from querylang.named import NamedTuple

INTERRUPTED = 130
PIPE_CLOSED = 141
BUG = 3


class Command(NamedTuple):
    """One line of `jixiao --help`: the name typed, and what it is for."""

    name: str
    purpose: str


COMMANDS: tuple[Command, ...] = (
    Command("demo", "读入自带的样本文件，列出其中的项目"),
    Command("load", "读入公开的预算绩效文件，并报告其中可疑之处"),
    Command("documents", "列出库中的文件"),
    Command("remove", "从库中去掉一份文件"),
    Command("dump", "把库中内容原样写成 JSON"),
    Command("check", "列出核对时发现的问题"),
    Command("correct", "更正误读的一格，留下原值、谁、何时、为何"),
    Command("renames", "列出两年间可能改了名的项目，由人确认或否认"),
    Command("schema", "说明库中各表、各视图、各列的含义"),
    Command("ask", "用一句话提问，得到答案、读法和出处"),
    Command("overview", "一个部门的概览：总额、来源、变化、目标、核对"),
    Command("again", "凭编号重做从前的答案，说明此后有什么变化"),
    Command("explain", "说明一句话是怎样读懂的"),
    Command("words", "列出问题里认得的词，自己的词带标记"),
    Command("repl", "连续提问的对话界面"),
    Command("export", "把全部视图写成 CSV 或 Parquet 文件"),
    Command("telegram", "运行 Telegram 机器人"),
    Command("doctor", "看缺什么、用哪条命令补上"),
    Command("completion", "写出 bash、zsh 或 fish 的补全脚本"),
    Command("man", "写出 man 手册"),
)
START = "repl"  # what `jixiao` alone is


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit status; nothing a person can cause shows a traceback."""
    arguments = sys.argv[1:] if argv is None else argv
    _open_what_is_closed()
    for stream in (sys.stdout, sys.stderr):
        _never_fail_to_encode(stream)
    try:
        status = _dispatch(arguments)
    except SystemExit as stop:  # argparse has shown the help of a command
        status = stop.code if isinstance(stop.code, int) else 0
    except KeyboardInterrupt:
        status = INTERRUPTED
    except BrokenPipeError:
        status = PIPE_CLOSED
    except Exception as error:
        # The front end's one handler: what is no JixiaoError is a bug, and still one line.
        status = report(error)
    return _flush(status)


def _dispatch(arguments: list[str]) -> int:
    match arguments:
        case []:
            return _run(START, [])
        case ["help", name, *_] if not name.startswith("-"):
            return _run(name, ["--help"])
        case ["-h" | "--help" | "help", *_]:
            sys.stdout.write(overview())
            return 0
        case ["-V" | "--version", *_]:
            from importlib.metadata import version

            sys.stdout.write(f"jixiao {version('jixiao')}\n")
            return 0
        case [option, *_] if option.startswith("-"):
            return _run(START, arguments)
        case [name, *rest]:
            return _run(name, rest)
    return USAGE_ERROR


def _run(name: str, arguments: list[str]) -> int:
    command = next((command for command in COMMANDS if command.name == name), None)
    if command is None:
        raise _unknown(name)
    from importlib import import_module

    from bot.arguments import Parser

    module = import_module(f"bot.commands.{command.name}")
    parser = Parser(f"jixiao {command.name}", command.purpose)
    module.add_arguments(parser)
    status: int = module.run(parser.parse_words(arguments))
    return status


def _unknown(name: str) -> CommandError:
    from difflib import get_close_matches

    near = get_close_matches(name, [command.name for command in COMMANDS], 1)
    otherwise = "；" if name.isascii() else "；提问请写 jixiao ask 问题；"
    hint = f"，是不是 {near[0]}？" if near else otherwise
    return CommandError(f"没有 {name} 这个命令{hint}全部命令见 jixiao --help", USAGE_ERROR)


def overview() -> str:
    """Build the text of `jixiao --help` from the table of commands."""
    from bot.examples import ENVIRONMENT, EVERYWHERE, EXAMPLES

    first = [EXAMPLES[name][0] for name in ("demo", "load", "ask", "repl")]
    return "\n".join(
        (
            "用法：jixiao [命令] [参数…]",
            "",
            "读入政府部门公开的项目支出绩效目标表，用中文提问。不写命令就开始连续提问（jixiao repl）。",
            "",
            "命令：",
            *(f"  {command.name:<10} {command.purpose}" for command in COMMANDS),
            "",
            "例子：",
            *(f"  {example.line}\n      {example.does}" for example in first),
            "",
            "选项：",
            "  -h, --help     显示这份说明；jixiao 命令 --help 说明一个命令",
            "  -V, --version  显示版本",
            "",
            "环境变量：",
            *(f"  {name:<21}  {meaning}" for name, meaning in ENVIRONMENT),
            "",
            "退出状态：0 成功；1 没有做成，或没有答出来；2 用法有误，或数据库读不了；",
            *(f"  {number} {meaning}" for number, meaning in EVERYWHERE),
            "",
        )
    )


def report(error: Exception) -> int:
    """Say an error in one line; only a bug, and only when asked, shows where it rose."""
    if isinstance(error, JixiaoError):
        sys.stderr.write(f"jixiao：{error}\n")
        return error.exit_status
    if os.environ.get("JIXIAO_DEBUG") == "1":
        import traceback

        traceback.print_exception(error)
    if isinstance(error, OSError):
        sys.stderr.write(f"jixiao：读写失败（{_reason(error)}）\n")
        return REFUSED
    detail = " ".join(f"{type(error).__name__}: {error}".split())
    sys.stderr.write(f"jixiao：程序意外出错（{detail}）；设 JIXIAO_DEBUG=1 再运行一次可看到详情\n")
    return BUG


def _reason(error: OSError) -> str:
    from errno import EACCES, EIO, ENOSPC, EROFS

    reasons = {ENOSPC: "磁盘已满", EACCES: "没有权限", EROFS: "只读的磁盘", EIO: "磁盘出错"}
    reason = reasons.get(error.errno or 0, error.strerror or str(error))
    return reason if error.filename is None else f"{error.filename}：{reason}"


def _flush(status: int) -> int:
    """Hand over the last of the output while a failure can still be told in one line."""
    try:
        sys.stdout.flush()
    except OSError as error:
        # Python flushes once more when it ends; what could not be written then goes nowhere, without complaint.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED if isinstance(error, BrokenPipeError) else report(error)
    return status


def _open_what_is_closed() -> None:
    """Where a stream was closed by whoever started the command (`>&-`), nothing is read and nobody is told."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))


def _never_fail_to_encode(stream: TextIO) -> None:
    """Let a character that the terminal cannot show come out escaped instead of ending the command."""
    from io import TextIOWrapper

    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
