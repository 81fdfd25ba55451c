"""Rows for a phone: the figure and what it belongs to, the rest beneath; lines of balanced HTML."""

from collections.abc import Iterator

from bot.answer import Answer, Cell, Row
from bot.render.changes_chat import change_lines
from bot.render.chat_text import IN_A_LIST, pieces, safe
from bot.render.figures import ABSENT, MONEY, figure
from bot.render.sections import Section
from querylang.fields import FIELDS

YEAR = "年度"
_LEVELS = (FIELDS["level1"].label, FIELDS["level2"].label)
SAID_ONCE = (*_LEVELS, "部门", YEAR)  # labels that a list bears once, where all of its rows agree
_GAP = "　"
_FIGURE = 12  # characters of a published value that still reads at a glance
_PIECE = 900
_TOTAL = FIELDS["total"].label
_CYCLE, _ANNUAL = FIELDS["cycle"].label, FIELDS["annual"].label
_ACTUAL = FIELDS["actual"].label
_TARGETS = (_ANNUAL, _CYCLE, _ACTUAL, FIELDS["score"].label)
_INDICATOR = FIELDS["indicator"].label
_LEADS = (_INDICATOR, "项目", "部门", "可以问")  # what a row is about, the first of these that it has
_COUNT = "数量"


def section_lines(answer: Answer, section: Section) -> Iterator[str]:
    """A record, a record and its indicators, or a numbered list."""
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
    changed = change_lines(answer, row, columns, number)
    if changed:
        yield from changed
        return
    figures, lead, labels, texts = _sorted(answer, row, columns)
    name = f"<b>{safe(str(row[lead]))}</b>" if lead is not None else ""
    if lead is not None and answer.columns[lead] not in _LEADS and figures:
        # A group is named by all of its keys.
        name = f"<b>{' · '.join(safe(label_of(answer, row, index)) for index in (lead, *labels))}</b>"
        labels = []
    if figures and _is_short(row[figures[0]]):
        first, *rest = figures
        label = answer.columns[first]
        told = label in {_TOTAL, _COUNT} or label in _TARGETS or (lead is not None and len(figures) == 1)
        figure_ = f"<b>{_value(answer, row, first)}</b>" + ("" if told else f" {safe(label)}")
        aimed = _aim(answer, row, figures)
        if aimed:
            figure_, rest = aimed, [index for index in rest if answer.columns[index] != _ACTUAL]
        name = name.removeprefix("<b>").removesuffix("</b>") if number else name
        yield f"{number}{figure_}{_GAP}{name}".rstrip(_GAP)
    else:
        rest = figures
        yield f"{number}{name}" if name else number.strip()
    beneath = [safe(label_of(answer, row, index)) for index in labels]
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
        lead = next((index for index in rest if row[index] is not None and len(str(row[index])) <= IN_A_LIST), None)
        # A group without a value in its only key would else read as the whole.
        lead = rest[0] if lead is None and figures and row[rest[0]] is None else lead
        rest = [index for index in rest if index != lead]
    texts = [index for index in rest if answer.columns[index] == FIELDS["goal"].label and row[index] is not None]
    labels = [
        index for index in rest if index not in texts and (row[index] is not None or answer.columns[index] == YEAR)
    ]
    return figures, lead, labels, texts


def _aim(answer: Answer, row: Row, figures: list[int]) -> str:
    """What was reached before what was aimed at, where a row states both and both are short."""
    said = {answer.columns[index]: index for index in figures}
    if answer.columns[figures[0]] != _ANNUAL or _ACTUAL not in said or row[said[_ACTUAL]] is None:
        return ""
    target, reached = (_value(answer, row, said[label]) for label in (_ANNUAL, _ACTUAL))
    return f"<b>{reached}</b>（目标 {target}）" if len(reached) <= _FIGURE else ""


def _is_figure(answer: Answer, row: Row, index: int) -> bool:
    column = answer.columns[index]
    if column == YEAR:
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
    beneath = [safe(label_of(answer, row, index)) for index in labels]
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


def label_of(answer: Answer, row: Row, index: int) -> str:
    """A cell that says whose a figure is; one without a value says so, lest the figure be taken for the whole."""
    if row[index] is None:
        return f"未写{answer.columns[index]}"
    return f"{row[index]}年" if answer.columns[index] == YEAR else str(row[index])


def _value(answer: Answer, row: Row, index: int) -> str:
    text = figure(row[index], answer.units[index])
    if answer.columns[index] == _COUNT and text != ABSENT:
        return f"{text} 个"
    return safe(f"{text} {MONEY}" if answer.units[index] == MONEY and text != ABSENT else text)
