"""An Answer for people at a terminal: figures first, then how it was read and where it stands."""

from bot.answer import Answer, Row
from bot.render.figures import MONEY, figure
from bot.render.sections import SOURCE, Section, split
from bot.render.sources import join_sources
from bot.render.table import Heading, render_record, render_table
from bot.render.width import wrap

# A published name must not be able to move the cursor of whoever reads it.
_HARMLESS = {code: "\ufffd" for code in (*range(0x20), *range(0x7F, 0xA0)) if code != ord("\n")}
HEADLINES = {
    "ambiguous": "有几种可能，请选一个再问。",
    "no_match": "没有找到。",
    "not_understood": "没有看懂这个问题。",
}


def render_text(answer: Answer, width: int = 100, sql: bool = False) -> str:
    """The whole reply, ending in a line break."""
    lines = [*render_result(answer, width), *render_notes(answer, width, sql)]
    return "".join(f"{line}\n" for line in lines).translate(_HARMLESS)


def render_result(answer: Answer, width: int) -> list[str]:
    """The figures, or the headline that there are none."""
    if answer.status != "ok":
        return [HEADLINES[answer.status]]
    lines: list[str] = []
    for section in split(answer):
        if lines:
            lines.append("")
        lines += _section(answer, section, width)
    if answer.truncated:
        lines += ["", *wrap(f"共{answer.total_rows}行，以上是前{len(answer.rows)}行（用 --limit 可以多看）。", width)]
    return [*lines, ""] if lines else []


def render_notes(answer: Answer, width: int, sql: bool = False) -> list[str]:
    """How it was read, what was not used, where it stands, what to ask instead, and the statement when wanted."""
    fields = [
        ("读作", answer.interpretation),
        ("没有用上", "、".join(answer.unrecognised)),
        (SOURCE, "；".join(join_sources(answer.sources))),
        ("编号", answer.id or ""),
    ]
    lines = render_record([field for field in fields if field[1]], width)
    if answer.suggestions:
        lines += ["可以这样问：", *(f"  {suggestion}" for suggestion in answer.suggestions)]
    if sql and answer.sql:
        # Not wrapped: it is meant to be copied.
        lines += ["SQL：", answer.sql]
    return lines


def _section(answer: Answer, section: Section, width: int) -> list[str]:
    first = section.rows[0]
    if section.title:
        return [f"▎{section.title}", *_table(answer, section, width)]
    record = [(answer.columns[index], _said(answer, first, index)) for index in section.shared]
    lines = render_record(record, width)
    if not section.varying:
        return lines
    return [*lines, *([""] if lines else []), *_table(answer, section, width)]


def _table(answer: Answer, section: Section, width: int) -> list[str]:
    headings = [Heading(_title(answer, index), _is_figures(section.rows, index)) for index in section.varying]
    cells = [[figure(row[index], answer.units[index]) for index in section.varying] for row in section.rows]
    return render_table(headings, cells, width)


def _title(answer: Answer, index: int) -> str:
    column = answer.columns[index]
    return f"{column}（{MONEY}）" if answer.units[index] == MONEY else column


def _said(answer: Answer, row: Row, index: int) -> str:
    """One figure with its unit, as in 总计：300.00 万元."""
    text = figure(row[index], answer.units[index])
    return f"{text} {MONEY}" if answer.units[index] == MONEY and row[index] is not None else text


def _is_figures(rows: tuple[Row, ...], index: int) -> bool:
    return any(isinstance(row[index], int | float) for row in rows)
