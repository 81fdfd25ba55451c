"""An Answer for a phone: short lines of Telegram HTML, the figure first, the reading folded into a quote.

Every line is balanced HTML of its own, so that a message can end after any of them.
"""

from html import escape

from bot.answer import Answer, Row
from bot.render.as_text import HEADLINES
from bot.render.figures import MONEY, figure
from bot.render.sections import SOURCE, Section, split
from bot.render.sources import join_sources
from querylang.fields import FIELDS

LONGEST_MESSAGE = 4096  # in UTF-16 units, Telegram's own limit
MOST_MESSAGES = 3
CYCLE = FIELDS["cycle"].label
ANNUAL = FIELDS["annual"].label
_LEVELS = ("一级指标", "二级指标")
_HEADINGS = ("项目", "部门", "指标")
_SELF_EXPLAINING = ("总计", *_LEVELS, "部门", "年度")
_ROOM_FOR_THE_REST = 60  # for the line that counts what was not listed

# The longest a part of a line may be, escaped, so that every line fits in a message whatever it holds.
_IN_A_LIST = 400
_ALONE = 1500
_SUGGESTION = 300


def render_chat(answer: Answer) -> list[str]:
    """One or more messages of at most 4096 UTF-16 units."""
    return pack(_result(answer), _notes(answer))


def utf16_length(text: str) -> int:
    """Count as Telegram counts: characters outside the basic plane, such as emoji, are two.

    >>> utf16_length("预算"), utf16_length("💰")
    (2, 2)
    """
    return len(text) + sum(character > "\uffff" for character in text)


def pack(body: list[str], notes: list[str]) -> list[str]:
    """Fill messages with whole lines; of a long body the first messages are sent and the rest is counted."""
    pages = _fill(body, LONGEST_MESSAGE - _ROOM_FOR_THE_REST)
    rest = sum(len(page) for page in pages[MOST_MESSAGES:])
    pages = pages[:MOST_MESSAGES]
    if rest:
        pages[-1].append(f"……还有{rest}行没有列出，请把问题问得窄一些。")
    last = pages.pop() if pages else []
    pages += _fill([*last, *notes], LONGEST_MESSAGE)
    return [text for page in pages if (text := "\n".join(page).strip("\n"))]


def _fill(lines: list[str], room: int) -> list[list[str]]:
    pages: list[list[str]] = []
    filled = room + 1
    for line in lines:
        size = utf16_length(line) + 1
        if filled + size > room:
            pages.append([])
            filled = 0
        pages[-1].append(line)
        filled += size
    return pages


def safe(text: str, longest: int = _IN_A_LIST) -> str:
    """Escape for Telegram's HTML and cut, with …, what would be longer than that many UTF-16 units escaped.

    >>> safe("A&B<C>"), safe("预算绩效", 3)
    ('A&amp;B&lt;C&gt;', '预算…')
    """
    escaped = escape(text, quote=False)
    if utf16_length(escaped) <= longest:
        return escaped
    kept, filled = [], 1
    for character in text:
        part = escape(character, quote=False)
        filled += utf16_length(part)
        if filled > longest:
            break
        kept.append(part)
    return "".join(kept) + "…"


def _result(answer: Answer) -> list[str]:
    if answer.status != "ok":
        return [f"<b>{HEADLINES[answer.status]}</b>"]
    lines: list[str] = []
    for section in split(answer):
        if lines:
            lines.append("")
        lines += _record(answer, section) + _list(answer, section)
    if answer.truncated:
        lines.append(f"……共{answer.total_rows}行，以上是前{len(answer.rows)}行。")
    return lines


def _record(answer: Answer, section: Section) -> list[str]:
    """The name as a heading, then figures and texts a line each; a card leaves out the cells that are empty."""
    first = section.rows[0]
    lines: list[str] = []
    for index in section.shared:
        if section.varying and first[index] is None:
            continue
        value = _value(answer, first, index, _ALONE)
        column = answer.columns[index]
        if not lines and column in _HEADINGS:
            lines.append(f"<b>{value}</b>")
        else:
            is_figure = isinstance(first[index], int | float)
            lines.append(f"{safe(column)}：{f'<b>{value}</b>' if is_figure else value}")
    return lines


def _list(answer: Answer, section: Section) -> list[str]:
    """A numbered line a row: what it is, and its figures."""
    if not section.varying:
        return []
    lead, *rest = section.varying
    if answer.columns[lead] in _LEVELS and "指标" in answer.columns:
        # The indicator's own name says more than its level, which is the same for many rows.
        lead = answer.columns.index("指标")
        rest = [index for index in section.varying if index != lead]
    lines: list[str] = []
    for number, row in enumerate(section.rows, 1):
        lines.append(f"{number}. <b>{_value(answer, row, lead)}</b>")
        said = _said(answer, row, rest)
        if said:
            lines[-1] += " — " + "，".join(said)
    return lines


def _said(answer: Answer, row: Row, columns: list[int]) -> list[str]:
    """The cells of a row that hold something; two equal target values are said once."""
    values = {answer.columns[index]: row[index] for index in columns}
    both = values.get(CYCLE) is not None and values.get(CYCLE) == values.get(ANNUAL)
    said = []
    for index in columns:
        column = answer.columns[index]
        if row[index] is None or (both and column == CYCLE):
            continue
        said.append(
            f"指标值 {_value(answer, row, index)}" if both and column == ANNUAL else _labelled(answer, row, index)
        )
    return said


def _labelled(answer: Answer, row: Row, index: int) -> str:
    """A figure says its unit, a text its column; 总计 and levels speak for themselves."""
    column = answer.columns[index]
    value = _value(answer, row, index)
    if column in _SELF_EXPLAINING:
        return value
    return f"{safe(column)} {value}"


def _value(answer: Answer, row: Row, index: int, longest: int = _IN_A_LIST) -> str:
    text = figure(row[index], answer.units[index])
    return safe(f"{text} {MONEY}" if answer.units[index] == MONEY and row[index] is not None else text, longest)


def _notes(answer: Answer) -> list[str]:
    quoted = [
        f"{title}：{safe(text, longest)}"
        for title, text, longest in (
            ("读作", answer.interpretation, _ALONE),
            ("没有用上", "、".join(answer.unrecognised), _IN_A_LIST),
            (SOURCE, "；".join(join_sources(answer.sources)), _ALONE),
        )
        if text
    ]
    # A quote of several lines is one line of the message: it must not be torn apart.
    lines = [f"<blockquote expandable>{chr(10).join(quoted)}</blockquote>"] if quoted else []
    if answer.suggestions:
        # A tap on <code> copies it, so it stands whole or not at all.
        whole = [suggestion for suggestion in answer.suggestions if utf16_length(suggestion) <= _SUGGESTION]
        lines += ["可以这样问：", *(f"<code>{safe(suggestion, _ALONE)}</code>" for suggestion in whole)]
    return lines
