"""A row about two years for a phone: by how much it changed, then what it was and is."""

import re
from collections.abc import Sequence

from bot.answer import Answer, Row
from bot.render.chat_text import safe
from bot.render.figures import MONEY, figure
from querylang.fields import FIELDS

_OF_A_YEAR = re.compile(r"(\d{4}年)(.+)")  # 2023年总计
_CHANGE, _RATE = "差额", "增幅"
_COMPARED = 2  # years
_TOTAL = FIELDS["total"].label
_GAP = "　"


def only_one_year(answer: Answer, rows: Sequence[Row]) -> tuple[str, tuple[int, ...]]:
    """Where every row of a list stands in the same one of two years: the line that says so, and the empty columns."""
    yearly = [index for index, name in enumerate(answer.columns) if _OF_A_YEAR.fullmatch(name)]
    if len(yearly) != _COMPARED or _CHANGE not in answer.columns or not rows[1:]:
        return "", ()
    absent = next((one for one in yearly if all(row[one] is None for row in rows)), None)
    if absent is None:
        return "", ()
    present = answer.columns[yearly[0] if absent == yearly[1] else yearly[1]]
    empty = [index for index, name in enumerate(answer.columns) if name in {_CHANGE, _RATE}]
    return f"{safe(present)}，{_year(answer, absent)}没有", (absent, *empty)


def change_lines(answer: Answer, row: Row, columns: Sequence[int], number: str) -> tuple[str, ...]:
    """The lines of a row; none where it is not about two years."""
    yearly = [index for index in columns if _OF_A_YEAR.fullmatch(answer.columns[index])]
    named = {answer.columns[index]: index for index in columns}
    if len(yearly) != _COMPARED or _CHANGE not in named:
        return ()
    names = [str(row[index]) for index in columns if isinstance(row[index], str)]
    (before, earlier), (after, later) = ((index, _year(answer, index)) for index in yearly)
    if row[before] is None or row[after] is None:
        present, absent = (after, earlier) if row[before] is None else (before, later)
        title = safe(answer.columns[present])
        first = f"<b>{_told(answer, row, present)} {MONEY}</b>（{title}，{absent}没有）"
        said = []
    else:
        rate = _signed(answer, row, named[_RATE]) if _RATE in named and row[named[_RATE]] is not None else ""
        first = f"<b>{_signed(answer, row, named[_CHANGE])} {MONEY}</b>" + (f"（{rate}）" if rate else "")
        was, now = (_told(answer, row, index) for index in yearly)
        said = [f"{_what(answer, before)}{earlier} {was} → {later} {now} {MONEY}"]
    name = safe(names[0]) if names else ""
    lead = f"{number}{first}{_GAP}{name if number else f'<b>{name}</b>'}"
    # A line of their own for the two years: a name before them would break it at another place in each row.
    beneath = [" · ".join(safe(one) for one in names[1:]), *said]
    return lead.rstrip(_GAP), *[(_GAP if number else "") + line for line in beneath if line]


def _year(answer: Answer, index: int) -> str:
    return answer.columns[index].partition("年")[0] + "年"


def _what(answer: Answer, index: int) -> str:
    """Which figure it is, unless it is the one that is always meant."""
    label = answer.columns[index].partition("年")[2]
    return "" if label == _TOTAL else f"{safe(label)} "


def _told(answer: Answer, row: Row, index: int) -> str:
    return figure(row[index], answer.units[index])


def _signed(answer: Answer, row: Row, index: int) -> str:
    cell = row[index]
    return ("+" if isinstance(cell, int | float) and cell > 0 else "") + _told(answer, row, index)
