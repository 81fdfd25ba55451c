"""argparse that speaks Chinese: help, usage and the one line of a usage error."""

import argparse
import re
from collections.abc import Iterable
from typing import NoReturn

from bot.asking import terminal_width
from bot.errors import USAGE_ERROR, CommandError

# argparse speaks English here, which `in_chinese` reads; to look for a translation would take 2 ms of every start.
vars(argparse)["_"] = str

# argparse's own sentences, which no translation ships for. What is missing here is shown as argparse says it.
_SENTENCES: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (.+)", r"缺少参数：\1"),
    (r"unrecognized arguments: (.+)", r"不认识的参数：\1"),
    (r"argument (\S+): expected one argument", r"\1 后面要有一个值"),
    (r"argument (\S+): expected at least one argument", r"\1 后面至少要有一个值"),
    (r"argument (\S+): expected (\d+) arguments?", r"\1 后面要有 \2 个值"),
    (r"argument (\S+): invalid (?:int|integer|_?positive_?int) value: (.+)", r"\1 要一个整数，收到的是 \2"),
    (r"argument (\S+): invalid choice: (.+?) \((?:choose from )?(.+)\)", r"\1 不能是 \2，可选：\3"),
    (r"argument (\S+): not allowed with argument (\S+)", r"\1 不能与 \2 同时使用"),
    (r"argument (\S+): ignored explicit argument (.+)", r"\1 不带值，收到的是 \2"),
    (r"argument (\S+): (.*)", r"\1：\2"),
    (r"one of the arguments (.+) is required", r"要有其中一个参数：\1"),
    (r"ambiguous option: (\S+) could match (.+)", r"\1 不明确，可以是：\2"),
)


_HELP_AT = 26  # the cell at which the meaning of an argument begins
_ARGUMENTS, _OPTIONS = "参数", "选项"
_OPTION = r"--?[^\W\d]"


class Formatter(argparse.HelpFormatter):
    """Help with 用法 in front instead of usage."""

    def __init__(self, prog: str) -> None:
        """Be as wide as the terminal; left to itself argparse imports shutil for that, at every start."""
        super().__init__(prog, width=terminal_width() - 2)

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """Put the Chinese heading where argparse would write its own."""
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)

    def _format_action(self, action: argparse.Action) -> str:
        """Align by the cells that text fills: argparse counts characters, and a Chinese one fills two."""
        from bot.render.width import display_width, pad, wrap

        name = f"  {self._format_action_invocation(action)}"
        meaning = wrap(self._expand_help(action), self._width - _HELP_AT) if action.help else [""]
        if display_width(name) > _HELP_AT - 2:
            meaning.insert(0, name)
        else:
            meaning[0] = pad(name, _HELP_AT) + meaning[0]
        room = " " * _HELP_AT
        return "".join(f"{line}\n" for line in [meaning[0], *(room + line for line in meaning[1:])])


class Parser(argparse.ArgumentParser):
    """The parser of one command; a mistake in its arguments is a CommandError with status 2."""

    def __init__(self, prog: str, description: str) -> None:
        super().__init__(
            prog=prog, description=description, formatter_class=Formatter, add_help=False, allow_abbrev=False
        )
        self._positionals.title, self._optionals.title = _ARGUMENTS, _OPTIONS
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def format_help(self) -> str:
        """The help that argparse makes, then examples and exit statuses."""
        from bot.examples import below

        told = super().format_help()
        for title in (_ARGUMENTS, _OPTIONS):
            told = told.replace(f"\n{title}:\n", f"\n{title}：\n")
        return f"{told}\n{below(self.prog.split()[-1])}"

    def parse_words(self, arguments: list[str]) -> argparse.Namespace:
        """Options may stand anywhere between the other arguments, as between the words of a question."""
        found, rest = self.parse_known_args(arguments)
        if not rest:
            return found
        if "--" not in arguments and (unknown := [one for one in rest if re.match(_OPTION, one)]):
            self.error(f"unrecognized arguments: {' '.join(unknown)}")  # without the words behind it
        return self.parse_intermixed_args(arguments)

    def error(self, message: str) -> NoReturn:
        """Raise the mistake as one Chinese line that also says where the help is."""
        hint = self._nearest(message)
        raise CommandError(f"{in_chinese(message)}{hint}（用法见 {self.prog} --help）", USAGE_ERROR)

    def _nearest(self, message: str) -> str:
        """The option that an unknown one was meant to be."""
        found = re.fullmatch(r"unrecognized arguments: (-\S+).*", message, re.DOTALL)
        if found is None:
            return ""
        from difflib import get_close_matches

        options = [option for action in self._actions for option in action.option_strings]
        near = get_close_matches(found[1].partition("=")[0], options, 1)
        return f"，是不是 {near[0]}？" if near else ""


_LISTED = r"'[^']*'(?:, '[^']*')*$"


def _plainly(choices: re.Match[str]) -> str:
    """Choices as a person writes them, not as Python does."""
    return choices[0][1:-1].replace("', '", "、")


def in_chinese(message: str) -> str:
    """Say one of argparse's messages in Chinese.

    >>> in_chinese("unrecognized arguments: --colour")
    '不认识的参数：--colour'
    >>> in_chinese("argument -f: invalid choice: 'xml' (choose from 'csv', 'html')")
    "-f 不能是 'xml'，可选：csv、html"
    """
    for pattern, sentence in _SENTENCES:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return re.sub(_LISTED, _plainly, found.expand(sentence))
    return f"参数有误：{message}"
