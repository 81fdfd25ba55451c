"""The commands of a conversation: lines that begin with a dot, in Chinese and in English."""

from pathlib import Path
from typing import NamedTuple

from bot.export import BINARY, FORMS


class Dotted(NamedTuple):
    """One command: its names, the Chinese one first; what may follow it; what it does."""

    key: str
    names: tuple[str, ...]
    takes: str
    does: str


def shown_forms() -> list[str]:
    """The forms that can stand at a terminal."""
    return [form for form in FORMS if form not in BINARY]


DOTTED: tuple[Dotted, ...] = (
    Dotted("help", (".帮助", ".help"), "", "这份说明"),
    Dotted("projects", (".项目", ".projects"), "", "列出全部项目"),
    Dotted("files", (".文件", ".files"), "", "列出装入的文件"),
    Dotted("sql", (".sql",), "", "打开或关上每个答案的 SQL"),
    Dotted("explain", (".解释", ".explain"), "[问题]", "一句话怎样读懂；不写就是上一句"),
    Dotted("again", (".核对", ".again"), "[编号]", "重做从前的答案，说明此后的变化；不写就是上一个"),
    Dotted("export", (".导出", ".export"), "文件", "上一个答案写进文件，格式看文件名（.xlsx .csv .md …）"),
    Dotted("chart", (".图", ".chart"), "[文件]", "上一个答案画成图；写了 .png 或 .svg 文件就存进去"),
    Dotted("format", (".格式", ".format"), "[格式]", f"答案写成：{'、'.join(shown_forms())}"),
    Dotted("new", (".新", ".new"), "", "忘掉前面的问题，重新开始"),
    Dotted("quit", (".退出", ".quit", ".exit"), "", "离开（Ctrl-D 也可以；Ctrl-C 只清掉这一行）"),
)


_QUOTES = frozenset({"''", '""', "“”", "‘’", "「」", "《》"})


class Order(NamedTuple):
    """A line that was a command, taken apart."""

    key: str
    argument: str


def parse(line: str) -> Order | None:
    """The command of a line; None where there is no such command.

    >>> parse(".Export a b.csv"), parse(".导出 x"), parse(".项木")
    (Order(key='export', argument='a b.csv'), Order(key='export', argument='x'), None)
    """
    name, _, argument = line.strip().partition(" ")
    for one in DOTTED:
        if name.lower() in one.names:
            return Order(one.key, argument.strip())
    return None


def file_name(argument: str) -> str:
    """The file that was meant: without the quotes that a shell would need, ~ being the person's own folder.

    >>> file_name("'我的 答案.xlsx'"), file_name("a b.csv"), file_name('“前十.png”')
    ('我的 答案.xlsx', 'a b.csv', '前十.png')
    """
    if argument[:1] + argument[-1:] in _QUOTES and len(argument) > 1:
        argument = argument[1:-1].strip()
    if not argument.startswith("~"):
        return argument
    try:
        return str(Path(argument).expanduser())
    except RuntimeError:  # nobody of that name: as it was typed
        return argument


def nearest(line: str) -> str:
    """The command that an unknown one was meant to be; empty where none is near."""
    from difflib import get_close_matches

    name = line.split(maxsplit=1)[0].lower()
    near = get_close_matches(name, [name for one in DOTTED for name in one.names], 1, 0.5)
    return near[0] if near else ""


def help_text(width: int = 100) -> str:
    """All commands, below examples of questions; what a command does stands below it where the terminal is narrow."""
    from bot.render.width import display_width, pad, wrap

    shown = [(f"{' '.join(one.names)} {one.takes}".strip(), one.does) for one in DOTTED]
    longest = max(display_width(names) for names, _ in shown)
    commands: list[str] = []
    for names, does in shown:
        if longest + 4 + max(display_width(does) for _, does in shown) > width:
            commands += [f"  {names}", *(f"      {line}" for line in wrap(does, width - 6))]
        else:
            commands.append(f"  {pad(names, longest)}  {does}")
    keys = "按键：Tab 补全（汉字、拼音、首字母都行），↑↓ 前面的问题，Ctrl-R 在其中查找。"
    return "\n".join(
        (
            "直接输入问题，例如：",
            "  预算最高的三个项目",
            "  预算超过100万的项目",
            "  接着问：其中超过300万的",
            "命令：",
            *commands,
            *wrap(keys, width),
            "",
        )
    )
