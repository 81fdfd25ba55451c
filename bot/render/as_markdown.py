"""An Answer as a Markdown table."""

import re
from collections.abc import Iterable

from bot.answer import Answer
from bot.render.about import About, lines
from bot.render.cells import titles
from bot.render.figures import figure

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~])")


def render(answer: Answer, about: About | None, _: int) -> bytes:
    """A table; in a file with the question above it and the rest below."""
    table = [
        _row(map(escape, titles(answer))),
        _row(
            "---:" if any(isinstance(row[index], int | float) for row in answer.rows) else "---"
            for index in _columns(answer)
        ),
        *(_row(escape(figure(row[index], answer.units[index])) for index in _columns(answer)) for row in answer.rows),
    ]
    if about is None:
        return _encoded(table)
    told = [f"- {label}：{escape(text)}" for label, text in lines(answer, about) if label not in ("问题", "SQL")]
    sql = ["", "```sql", answer.sql or "", "```"] if about.sql and answer.sql else []
    return _encoded([f"## {escape(answer.question)}", "", *table, "", *told, *sql])


def escape(text: str) -> str:
    r"""Show a text as it is, on one line.

    >>> escape("a|b *c*")
    'a\\|b \\*c\\*'
    """
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _columns(answer: Answer) -> range:
    return range(len(answer.columns))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _encoded(written: list[str]) -> bytes:
    return "".join(f"{line}\n" for line in written).encode("utf-8", "replace")
