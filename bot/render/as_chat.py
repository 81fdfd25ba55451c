"""An Answer for a phone: cards in Telegram's HTML, the figure first, reading, source and date in a folded quote.

A long answer is several pages; each is a whole message, with the headline above and the quote below, so that any of
them can be forwarded.  Every line is balanced HTML of its own.
"""

import re
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from bot.answer import Answer, Cell, Row
from bot.render.changes_chat import change_lines
from bot.render.figures import ABSENT, MONEY, figure
from bot.render.overview import is_overview, title
from bot.render.overview_chat import overview_blocks
from bot.render.sections import SOURCE, Section, split
from bot.render.sources import join_sources
from querylang.fields import FIELDS

LONGEST_MESSAGE = 4096  # in UTF-16 units, Telegram's own limit
MOST_PAGES = 20
HEADLINES = {
    "ambiguous": "有几种可能，请选一个：",
    "no_match": "没有找到。",
    "not_understood": "没有看懂这个问题。",
}
_GAP = "　"
_FIGURE = 12  # characters of a published value that still reads at a glance
_YEAR = "年度"
_TOTAL = FIELDS["total"].label
_CYCLE, _ANNUAL = FIELDS["cycle"].label, FIELDS["annual"].label
_TARGETS = (_ANNUAL, _CYCLE, FIELDS["actual"].label, FIELDS["score"].label)
_LEVELS = (FIELDS["level1"].label, FIELDS["level2"].label)
_INDICATOR = FIELDS["indicator"].label
_LEADS = (_INDICATOR, "项目", "部门", "可以问")  # what a row is about, the first of these that it has
_SAID_ONCE = (*_LEVELS, "部门", _YEAR)
_COUNT = "数量"
_COUNTED = re.compile("〔(共[^〕]*)〕")

# The longest a part may be, escaped, so that every page fits in a message whatever it holds.
_PAGE = 1900
_PAGE_ITEMS = 10
_ONE_PAGE_ITEMS = 13  # as many still go on one page: nobody turns it for two rows
_HEADLINE = 300
_IN_A_LIST = 300
_PIECE = 900
_READING = 800
_PLACES = 600
_SUGGESTION = 300
_ON_A_BUTTON = 22  # characters that a button as wide as a phone shows whole


class ChatReply(NamedTuple):
    """The pages of an answer, and whether they hold all of its rows."""

    pages: tuple[str, ...]
    whole: bool


def render_chat(answer: Answer, loaded_on: str = "") -> ChatReply:
    """One page or more, each at most 4096 UTF-16 units; `loaded_on` is the day the data was loaded."""
    headline, blocks = _body(answer)
    bodies = _fill(blocks) or [[]]
    kept = bodies[:MOST_PAGES]
    pages = []
    quote = _quote(answer, loaded_on)
    for number, body in enumerate(kept, 1):
        lines = [headline] if headline else []
        lines += body
        if len(kept) > 1:
            lines.append(f"（第{number}页，共{len(kept)}页）")
        pages.append("\n".join([*lines, quote] if quote else lines))
    return ChatReply(tuple(pages), whole=len(kept) == len(bodies) and not answer.truncated)


def utf16_length(text: str) -> int:
    """Count as Telegram counts: characters outside the basic plane, such as emoji, are two.

    >>> utf16_length("预算"), utf16_length("💰")
    (2, 2)
    """
    return len(text) + sum(character > "\uffff" for character in text)


def safe(text: str, longest: int = _IN_A_LIST) -> str:
    """Escape for Telegram's HTML and cut, with …, what would be longer than that many UTF-16 units escaped.

    >>> safe("A&B<C>"), safe("预算绩效", 3)
    ('A&amp;B&lt;C&gt;', '预算…')
    """
    torn = pieces(text, longest)
    first = next(torn)
    return first if next(torn, None) is None else next(pieces(text, longest - 1)) + "…"


def pieces(text: str, longest: int) -> Iterator[str]:
    """The text escaped, torn where it would be longer than that many UTF-16 units; at least one piece.

    >>> list(pieces("预算绩效", 3))
    ['预算绩', '效']
    """
    text = text.strip("\n")
    if utf16_length(text) * 5 <= longest:  # &amp; is the longest escape
        yield escape(text, quote=False)
        return
    kept: list[str] = []
    filled = 0
    for character in text:
        part = escape(character, quote=False)
        size = utf16_length(part)
        if filled + size > longest:
            yield "".join(kept)
            kept, filled = [], 0
        kept.append(part)
        filled += size
    yield "".join(kept)


def _body(answer: Answer) -> tuple[str, list[str]]:
    """The headline of every page, and the blocks to spread over the pages."""
    if answer.status != "ok":
        return f"<b>{HEADLINES[answer.status]}</b>", list(_why_not(answer))
    if is_overview(answer):
        return f"<b>{safe(title(answer), _HEADLINE)}</b>", list(overview_blocks(answer, safe))
    sections = split(answer)
    counted = _COUNTED.search(answer.interpretation)
    headline = f"<b>{safe(counted[1], _HEADLINE)}</b>" if counted else ""
    blocks: list[str] = []
    for number, section in enumerate(sections):
        same = _same_for_all(answer, section)
        if same:
            headline += ("\n" if headline else "") + " · ".join(
                safe(_label(answer, section.rows[0], one)) for one in same
            )
        varying = tuple(index for index in section.varying if index not in same)
        lines = list(_section(answer, section._replace(varying=varying)))
        if number:
            lines[0] = f"\n{lines[0]}"
        blocks += lines
    return headline, blocks


def _same_for_all(answer: Answer, section: Section) -> list[int]:
    """Labels that every row of a list bears: said once."""
    if section.shared or len(section.rows) == 1:
        return []
    labels = [index for index in section.varying if answer.columns[index] in _SAID_ONCE]
    same = [index for index in labels if len({row[index] for row in section.rows}) == 1]
    return [index for index in same if section.rows[0][index] is not None and len(section.varying) > len(same) + 1]


def _why_not(answer: Answer) -> Iterator[str]:
    """What is no answer says why in the open, and offers what can be asked instead."""
    if answer.interpretation:
        yield safe(answer.interpretation, _READING)
    if not all(part in answer.interpretation for part in answer.unrecognised):
        yield f"没有用上：{safe('、'.join(answer.unrecognised))}"
    if answer.suggestions:
        if answer.status != "ambiguous":
            yield "可以这样问："
        if all(len(one) <= _ON_A_BUTTON for one in answer.suggestions):
            return  # the buttons beneath say it all
        # A tap on <code> copies it, so it stands whole or not at all.
        whole = [one for one in answer.suggestions if utf16_length(escape(one)) <= _SUGGESTION]
        yield from (f"• <code>{safe(one, _SUGGESTION)}</code>" for one in whole)


def _section(answer: Answer, section: Section) -> Iterator[str]:
    if section.shared:
        yield from _record(answer, section)
    if section.varying and section.shared:
        yield from _indicators(answer, section)
    elif section.varying:
        numbered = len(section.rows) > 1
        for number, row in enumerate(section.rows, 1):
            yield from _item(answer, row, section.varying, f"{number}. " if numbered else "")


def _record(answer: Answer, section: Section) -> Iterator[str]:
    """One thing: its figure and its name, then the other figures, then its texts; a card leaves out what is empty."""
    row = section.rows[0]
    columns = [index for index in section.shared if row[index] is not None or not section.varying]
    yield from _item(answer, row, tuple(columns), "")


def _item(answer: Answer, row: Row, columns: tuple[int, ...], number: str) -> Iterator[str]:
    """What a row says: the figure and what it belongs to; beneath it the rest."""
    changed = change_lines(answer, row, columns, number, safe)
    if changed:
        yield from changed
        return
    figures, lead, labels, texts = _sorted(answer, row, columns)
    name = f"<b>{safe(str(row[lead]))}</b>" if lead is not None else ""
    if lead is not None and answer.columns[lead] not in _LEADS and figures:
        # A group is named by all of its keys.
        name = f"<b>{' · '.join(safe(_label(answer, row, index)) for index in (lead, *labels))}</b>"
        labels = []
    if figures and _is_short(row[figures[0]]):
        first, *rest = figures
        label = answer.columns[first]
        told = label in {_TOTAL, _COUNT} or label in _TARGETS or (lead is not None and len(figures) == 1)
        figure_ = f"<b>{_value(answer, row, first)}</b>" + ("" if told else f" {safe(label)}")
        name = name.removeprefix("<b>").removesuffix("</b>") if number else name
        yield f"{number}{figure_}{_GAP}{name}".rstrip(_GAP)
    else:
        rest = figures
        yield f"{number}{name}" if name else number.strip()
    beneath = [safe(_label(answer, row, index)) for index in labels]
    beneath += [f"{safe(answer.columns[index])} {_value(answer, row, index)}" for index in rest]
    if beneath:
        yield (_GAP if number else "") + " · ".join(beneath)
    for index in texts:
        title = "" if number else f"<b>▎{safe(answer.columns[index])}</b>"
        body = list(pieces(str(row[index]), _PIECE))
        if title:
            yield title
        yield from body


def _sorted(answer: Answer, row: Row, columns: tuple[int, ...]) -> tuple[list[int], int | None, list[int], list[int]]:
    """The columns of a row as figures, the one it is about, short labels, and long texts."""
    by_name = {answer.columns[index]: index for index in columns}
    lead = next((by_name[name] for name in _LEADS if name in by_name and row[by_name[name]] is not None), None)
    figures = [index for index in columns if _is_figure(answer, row, index)]
    # The yearly value decides, so it stands first; one equal to it is not said again.
    figures.sort(key=lambda index: answer.columns[index] != _ANNUAL if answer.columns[index] in _TARGETS else 0)
    annual, cycle = by_name.get(_ANNUAL), by_name.get(_CYCLE)
    if annual is not None and cycle is not None and (row[cycle] == row[annual] or row[cycle] is None):
        figures.remove(cycle)
    elif annual is not None and cycle is not None and row[annual] is None:
        figures.remove(annual)
    rest = [index for index in columns if index not in figures and index != lead and index not in (annual, cycle)]
    if lead is None and rest:
        lead = next((index for index in rest if row[index] is not None and len(str(row[index])) <= _IN_A_LIST), None)
        rest = [index for index in rest if index != lead]
    texts = [index for index in rest if answer.columns[index] == FIELDS["goal"].label and row[index] is not None]
    labels = [index for index in rest if index not in texts and row[index] is not None]
    return figures, lead, labels, texts


def _is_figure(answer: Answer, row: Row, index: int) -> bool:
    column = answer.columns[index]
    if column == _YEAR:
        return False
    return answer.units[index] is not None or isinstance(row[index], int | float) or column in _TARGETS


def _indicators(answer: Answer, section: Section) -> Iterator[str]:
    """The indicators of a project, those of one kind beneath its name."""
    levels = [index for index in section.varying if answer.columns[index] in _LEVELS]
    varying = tuple(index for index in section.varying if index not in levels)
    last: tuple[object, ...] | None = None
    for row in section.rows:
        kind = tuple(row[index] for index in levels if row[index] is not None)
        if kind and kind != last:
            yield f"<b>▎{safe(' · '.join(str(one) for one in kind))}</b>"
        last = kind
        yield from _bullet(answer, row, varying)


def _bullet(answer: Answer, row: Row, columns: tuple[int, ...]) -> Iterator[str]:
    figures, lead, labels, _ = _sorted(answer, row, columns)
    name = safe(str(row[lead])) if lead is not None else ""
    # A value that only says the indicator's name again tells nothing.
    values = [index for index in figures if row[index] is not None and (lead is None or row[index] != row[lead])]
    if values and not _is_short(row[values[0]]):
        yield f"• {name}：{_values(answer, row, values)}"
        values = []
    elif values:
        first, *values = values
        yield f"• <b>{_value(answer, row, first)}</b>{_which(answer, first, len(values) + 1)}{_GAP}{name}".rstrip(_GAP)
    else:
        yield f"• {name or ABSENT}"
    beneath = [safe(_label(answer, row, index)) for index in labels]
    beneath += [f"{safe(answer.columns[index])} {_value(answer, row, index)}" for index in values]
    if beneath:
        yield _GAP + " · ".join(beneath)


def _values(answer: Answer, row: Row, columns: list[int]) -> str:
    """One value as it is, two with the names of their columns."""
    if len(columns) == 1:
        return _value(answer, row, columns[0])
    return "；".join(f"{safe(answer.columns[index])} {_value(answer, row, index)}" for index in columns)


def _is_short(cell: Cell) -> bool:
    """Whether a value reads as a figure; a sentence stands beneath what it belongs to."""
    return not isinstance(cell, str) or len(cell) <= _FIGURE


def _which(answer: Answer, index: int, count: int) -> str:
    """Which value it is, where the other one differs."""
    return f"（{safe(answer.columns[index])}）" if count > 1 and answer.columns[index] in _TARGETS else ""


def _label(answer: Answer, row: Row, index: int) -> str:
    return f"{row[index]}年" if answer.columns[index] == _YEAR else str(row[index])


def _value(answer: Answer, row: Row, index: int) -> str:
    text = figure(row[index], answer.units[index])
    if answer.columns[index] == _COUNT and text != ABSENT:
        return f"{text} 个"
    return safe(f"{text} {MONEY}" if answer.units[index] == MONEY and text != ABSENT else text)


def _fill(blocks: list[str]) -> list[list[str]]:
    """Spread lines over pages; a page ends before a line that it has no room for, or after so many numbered rows."""
    pages: list[list[str]] = []
    filled, items = _PAGE + 1, 0
    count = sum(block[:1].isdigit() for block in blocks)
    most = _ONE_PAGE_ITEMS if count <= _ONE_PAGE_ITEMS else _PAGE_ITEMS
    for block in blocks:
        size = utf16_length(block) + 1
        begins = block[:1].isdigit()
        if filled + size > _PAGE or (begins and items == most):
            pages.append([])
            filled = items = 0
        pages[-1].append(block.lstrip("\n") if not pages[-1] else block)
        filled += size
        items += begins
    return pages


def _quote(answer: Answer, loaded_on: str) -> str:
    """How it was read, from where and of when, folded away until somebody wants to know."""
    if answer.status != "ok":
        return ""
    reading = _COUNTED.sub("", answer.interpretation, count=1)
    quoted = [
        f"{title}：{safe(text, longest)}"
        for title, text, longest in (
            ("读作", reading, _READING),
            ("没有用上", "、".join(answer.unrecognised), _IN_A_LIST),
            (SOURCE, "；".join(join_sources(answer.sources)), _PLACES),
            ("数据装入", loaded_on, _IN_A_LIST),
            ("编号", answer.id or "", _IN_A_LIST),
        )
        if text
    ]
    # A quote of several lines is one line of the message: it must not be torn apart.
    return f"<blockquote expandable>{chr(10).join(quoted)}</blockquote>" if quoted else ""
