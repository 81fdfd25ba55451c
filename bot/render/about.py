"""What a file that holds an answer says about it: question, reading, source, date."""

from typing import NamedTuple

from bot.answer import Answer
from bot.render.sources import join_sources


class About(NamedTuple):
    """Where the figures of a file come from."""

    date: str  # of the export, as 2026-01-31: the machine's clock is read by the command alone
    sql: bool = False  # whether the statement is told, too


def lines(answer: Answer, about: About) -> list[tuple[str, str]]:
    """Label and text, in the order they are read."""
    told = [
        ("问题", answer.question),
        ("读作", answer.interpretation),
        ("没有用上", "、".join(answer.unrecognised)),
        ("单位", answer.unit or ""),
        ("行数", f"共{answer.total_rows}行，这里是前{len(answer.rows)}行" if answer.truncated else ""),
        ("来源", "；".join(join_sources(answer.sources))),
        ("导出日期", about.date),
        ("编号", answer.id or ""),
        ("SQL", (answer.sql or "") if about.sql else ""),
    ]
    return [(label, text) for label, text in told if text]
