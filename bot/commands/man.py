"""`jixiao man`: the manual page, from the same text as the help."""

import argparse
import re
import sys
from collections.abc import Iterator
from importlib.metadata import version

from bot.examples import ENVIRONMENT, EVERYWHERE, EXAMPLES, statuses
from bot.manual import CommandPage, command_pages

_STOPS = re.compile("[、，；：。）](?=.)")


def add_arguments(_: argparse.ArgumentParser) -> None:
    """Nothing to choose."""


def run(_: argparse.Namespace) -> int:
    """Print it as `man` reads it."""
    sys.stdout.write(manual_page())
    return 0


def manual_page() -> str:
    """The page in the language of man(7)."""
    lines = [
        f'.TH JIXIAO 1 "" "jixiao {version("jixiao")}" "jixiao 手册"',
        ".ad l",  # Chinese is not spread out to fill a line
        *_section("名称", ["jixiao \\- 读入公开的预算绩效文件，用中文提问"]),
        *_section("用法", [".B jixiao", "[命令] [参数…]"]),
        *_section("说明", [_text("不写命令就是 jixiao repl，开始连续提问。jixiao 命令 --help 说明一个命令。")]),
        ".SH 命令",
    ]
    for page in command_pages():
        lines += _command(page)
    lines += [".SH 环境变量", *(line for name, meaning in ENVIRONMENT for line in _item(name, meaning))]
    lines += [".SH 退出状态", *(line for number, meaning in EVERYWHERE for line in _item(str(number), meaning))]
    return "\n".join(lines) + "\n"


def _command(page: CommandPage) -> Iterator[str]:
    yield f".SS {_text(f'jixiao {page.name}')}"
    yield _text(f"{page.purpose}。")
    yield from (".PP", _text(page.usage))
    for argument in page.arguments:
        title = " ".join((", ".join(argument.options), argument.value)).strip()
        yield from _item(title, argument.help)
    for example in EXAMPLES.get(page.name, ()):
        yield from (".PP", f"{_text(example.does)}：", ".RS", ".nf", _text(example.line), ".fi", ".RE")
    yield from (
        ".PP",
        _prose("退出状态：" + "；".join(f"{number} {meaning}" for number, meaning in statuses(page.name))),
    )


def _section(title: str, lines: list[str]) -> list[str]:
    return [f".SH {title}", *lines]


def _item(title: str, meaning: str) -> Iterator[str]:
    yield from (".TP", f".B {_text(title)}", _prose(meaning))


def _prose(text: str) -> str:
    r"""Text in which a line may be broken after a stop: roff breaks Chinese nowhere by itself.

    >>> _prose("项目、指标")
    '项目、\\:指标'
    """
    return _STOPS.sub(r"\g<0>\\:", _text(text))


def _text(text: str) -> str:
    r"""Escape what man(7) would take for a command.

    >>> _text("--db 'a'"), _text(".x")
    ('\\-\\-db \\(aqa\\(aq', '\\&.x')
    """
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped
