"""What the commands that take questions share: their arguments, and questions from standard input."""

import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.errors import USAGE_ERROR, CommandError
from db.errors import JixiaoError

if TYPE_CHECKING:
    import argparse

    from querylang.reading import Reading

LARGEST_LIMIT = 1_000_000
PIPE_WIDTH = 120  # a pipe has no width of its own; long cells are still easier to read when wrapped
NARROWEST = 20
_MOST_BYTES = 1 << 16  # far beyond the longest question


def add_database_argument(parser: "argparse.ArgumentParser") -> None:
    """Add --db as every command has it."""
    parser.add_argument("--db", metavar="数据库", help="数据库文件（默认：JIXIAO_DB，否则当前目录的 jixiao.db）")


def add_lexicon_argument(parser: "argparse.ArgumentParser") -> None:
    """Add --lexicon as every command that reads questions has it."""
    parser.add_argument(
        "--lexicon", metavar="词库", help="自己的词库（默认：JIXIAO_LEXICON，否则数据库旁边的 词库.toml，有才用）"
    )


def add_question_arguments(parser: "argparse.ArgumentParser") -> None:
    """Add the question, --json and --batch."""
    parser.add_argument(
        "question",
        nargs="*",
        metavar="问题",
        help="一句话；有空格时不加引号也可以，选项写在词之间也行；写 - 或不写则从标准输入读一句",
    )
    parser.add_argument("--json", action="store_true", help="写成一行 JSON，供程序使用")
    parser.add_argument("--batch", action="store_true", help="从标准输入读问题，一行一个；每行写出一行 JSON")
    add_database_argument(parser)
    add_lexicon_argument(parser)


def row_limit(text: str) -> int:
    """Read the value of --limit."""
    import argparse

    digits = text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST_LIMIT))
    if not digits or not 1 <= int(text) <= LARGEST_LIMIT:
        raise argparse.ArgumentTypeError(f"要一个 1 到 {LARGEST_LIMIT} 的整数，收到的是 {text}")
    return int(text)


def one_question(args: "argparse.Namespace") -> str:
    """The words of the command line as one question; CommandError for none, or for one beside --batch."""
    if args.batch and args.question:
        raise CommandError("--batch 从标准输入读问题，命令行上不要再写", USAGE_ERROR)
    if args.batch:
        return ""
    if args.question == ["-"] or not (args.question or sys.stdin.isatty()):
        args.question = [line for line in _piped().splitlines() if line.strip()]
        if len(args.question) > 1:  # joined they would be another question
            raise CommandError(f"标准输入里有{len(args.question)}行；一行一个地问，请用 --batch", USAGE_ERROR)
    if not args.question:
        raise CommandError("没有写问题，例如：预算最高的三个项目；一行一个地问，请用 --batch", USAGE_ERROR)
    return " ".join(args.question)


def _piped() -> str:
    """All of standard input as one question; more than any question is long is not read."""
    return sys.stdin.buffer.read(_MOST_BYTES).decode("utf-8", "surrogateescape").removeprefix("\ufeff").strip()


def questions() -> Iterator[str]:
    """The lines of standard input, one by one as they come; bytes that are not UTF-8 come through as surrogates."""
    for line in iter(sys.stdin.buffer.readline, b""):
        yield line.decode("utf-8", "surrogateescape").rstrip("\r\n").removeprefix("\ufeff")


def broken(question: str, error: Exception) -> "Reading":
    """What stands for the reading of a question that a bug kept from being answered: in a batch it costs one line."""
    from bot.cli import report
    from bot.guard import refusal

    if isinstance(error, JixiaoError):
        raise error
    report(error)
    return refusal(question, "程序意外出错，这一句没有答出来")


def write_line(text: str) -> None:
    """Write one line and hand it over at once: whoever reads may wait for it before asking again."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def terminal_width() -> int:
    """Columns to fill: as COLUMNS says, else those of the terminal."""
    told = os.environ.get("COLUMNS", "")
    if told.isascii() and told.isdigit() and int(told):
        return max(NARROWEST, int(told))
    try:
        return max(NARROWEST, os.get_terminal_size(sys.stdout.fileno()).columns)
    except (OSError, ValueError):
        return PIPE_WIDTH
