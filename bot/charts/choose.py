"""Answer → Chart: which column is the figure, which the label, and which kind of chart shows them."""

import re
from collections.abc import Sequence

from bot.answer import Answer, Row
from bot.charts.chart import BETWEEN, Bar, Chart, Kind, Series
from bot.errors import CommandError
from bot.render.cells import titles
from bot.render.figures import MONEY, PERCENT, figure
from bot.render.sections import OF_THE_INDICATOR, OF_THE_PROJECT
from bot.render.sources import join_sources
from querylang.fields import FIELDS, MONEY_FIELDS

WHOLE = 100  # percent
MOST_BARS = 30
MOST_SERIES = 6  # as many as can be told apart, by people who do not see every colour too
FEW_THINGS = 3  # so many are compared by columns of a colour each; more have their years below each other
FEW_YEARS = 4
YEAR = "年度"
_OF_A_YEAR = re.compile(r"(\d{4}年)(.+)")  # 2023年总计: a column of an answer about change
_CHANGE, _RATE = "差额", "增幅"
_AMOUNTS = tuple(FIELDS[key].label for key in MONEY_FIELDS)
_SHARE = "占比"
# Figures that only count or place a row are drawn when there is nothing else.
_PREFERRED = (_SHARE, "总计", "合计", "差额", "平均", "数量")  # a share stands there only where it was asked for
_NO_FIGURE = frozenset({YEAR, "序号", "名次", "排名"})
_SOURCES = 3  # more files than these are counted


def choose(answer: Answer) -> Chart:
    """The chart of an answer; CommandError where it holds nothing to draw."""
    answer = _projects_once(answer)
    yearly = [index for index, name in enumerate(answer.columns) if _OF_A_YEAR.fullmatch(name)]
    if answer.status == "ok" and len(yearly) > 1 and any(answer.units[index] == MONEY for index in yearly):
        return _changes(answer, yearly)
    index = _figure_column(answer)
    if answer.status != "ok" or index is None:
        raise CommandError("这个答案里没有可以画图的数")
    labels = _label_columns(answer, index)
    if YEAR in answer.columns and len({row[answer.columns.index(YEAR)] for row in answer.rows}) > 1:
        return _years(answer, index, labels)
    parts = [one for one in range(len(answer.columns)) if _is_amount(answer, one)]
    if len(answer.rows) == 1 and len(parts) > 1:
        return _parts(answer, parts)
    rows = answer.rows[:MOST_BARS]
    bars = tuple(Bar(_label(answer, row, labels, index), *_value(answer, row, index)) for row in rows)
    alone = bars[0].value if len(bars) == 1 else None
    is_share = alone is not None and answer.units[index] == PERCENT and 0 <= alone <= WHOLE
    kind: Kind = "share" if is_share else "bars"
    return _chart(answer, kind, titles(answer)[index], (Series("", bars),), _left_out(answer, len(rows)))


def _projects_once(answer: Answer) -> Answer:
    """A project's amount stands in the row of each of its indicators; it is one amount, and one bar."""
    ours = [index for index, name in enumerate(answer.columns) if name in OF_THE_PROJECT]
    index = _figure_column(answer)
    if index not in ours or not any(name in OF_THE_INDICATOR for name in answer.columns):
        return answer
    rows = tuple(dict.fromkeys(tuple(row[index] for index in ours) for row in answer.rows))
    return answer.replace(
        columns=tuple(answer.columns[index] for index in ours),
        units=tuple(answer.units[index] for index in ours),
        rows=rows,
        total_rows=len(rows),
    )


def _is_amount(answer: Answer, index: int) -> bool:
    return answer.columns[index] in _AMOUNTS and any(row[index] is not None for row in answer.rows)


def _parts(answer: Answer, columns: list[int]) -> Chart:
    """The amounts of one project: the total and what it is made of."""
    (row,) = answer.rows
    bars = tuple(Bar(answer.columns[index], *_value(answer, row, index)) for index in columns)
    return _chart(answer, "bars", f"金额（{MONEY}）", (Series("", bars),), "")


def _changes(answer: Answer, yearly: list[int]) -> Chart:
    """Two years of each project below each other; the later figure says by how much it changed."""
    labels = [index for index in _label_columns(answer, yearly[-1]) if index not in yearly]
    rows = answer.rows[: MOST_BARS // len(yearly)]
    series = []
    for index in yearly:
        found = _OF_A_YEAR.fullmatch(answer.columns[index])
        last = index == yearly[-1]
        bars = []
        for row in rows:
            value, text = _value(answer, row, index)
            bars.append(
                Bar(_label(answer, row, labels, index), value, text + (_by_how_much(answer, row) if last else ""))
            )
        series.append(Series(found[1] if found else "", tuple(bars)))
    found = _OF_A_YEAR.fullmatch(answer.columns[yearly[-1]])
    return _chart(
        answer, "pairs", f"{found[2] if found else ''}（{MONEY}）", tuple(series), _left_out(answer, len(rows))
    )


def _by_how_much(answer: Answer, row: Row) -> str:
    """（+30.00，+30.00%）, of what the answer tells; nothing where there is nothing to compare."""
    told = []
    for name in (_CHANGE, _RATE):
        index = answer.columns.index(name) if name in answer.columns else None
        value, text = (None, "") if index is None else _value(answer, row, index)
        if value is not None:
            told.append(f"+{text}" if value > 0 else text)
    return f"（{'，'.join(told)}）" if told else ""


def _figure_column(answer: Answer) -> int | None:
    found = [
        index
        for index, name in enumerate(answer.columns)
        if name not in _NO_FIGURE and any(isinstance(row[index], int | float) for row in answer.rows)
    ]
    by_name = [index for name in _PREFERRED for index in found if answer.columns[index] == name]
    return next(iter([*by_name, *found]), None)


def _label_columns(answer: Answer, figure_column: int) -> list[int]:
    """Text that differs from row to row; a text that is the same in all tells nothing apart."""
    candidates = [
        index
        for index, name in enumerate(answer.columns)
        if index != figure_column and name != "来源" and (name == YEAR or _is_text(answer.rows, index))
    ]
    telling = [index for index in candidates if len({row[index] for row in answer.rows}) > 1]
    return telling or candidates[:1]


def _is_text(rows: Sequence[Row], index: int) -> bool:
    return all(row[index] is None or isinstance(row[index], str) for row in rows)


def _label(answer: Answer, row: Row, columns: list[int], figure_column: int) -> str:
    parts = [str(row[index]) for index in columns if row[index] is not None]
    return BETWEEN.join(parts) or answer.columns[figure_column]


def _value(answer: Answer, row: Row, index: int) -> tuple[float | None, str]:
    cell = row[index]
    return (None if cell is None or isinstance(cell, str) else float(cell)), figure(cell, answer.units[index])


def _years(answer: Answer, index: int, labels: list[int]) -> Chart:
    """Few things: years from left to right, a colour for each thing.  Many: the years of each below each other."""
    year = answer.columns.index(YEAR)
    names: dict[str, dict[str, tuple[float | None, str]]] = {}
    others = [column for column in labels if column != year]
    dated = [row for row in answer.rows if row[year] is not None]
    for row in dated:
        name = BETWEEN.join(str(row[column]) for column in others if row[column] is not None)
        names.setdefault(name, {})[str(row[year])] = _value(answer, row, index)
    absent: tuple[float | None, str] = (None, figure(None, None))
    years = sorted({str(row[year]) for row in dated})
    below_each_other = len(names) > FEW_THINGS and len(years) <= FEW_YEARS
    most = MOST_BARS // len(years) if below_each_other else MOST_SERIES
    notes = [f"只画了{len(names)}项中的前{most}项"] if len(names) > most else []
    if len(dated) < len(answer.rows):
        notes.append(f"没有画年度未注明的{len(answer.rows) - len(dated)}行")
    note = "；".join(notes)
    drawn = list(names.items())[:most]
    if below_each_other:
        series = tuple(
            Series(f"{one}年", tuple(Bar(name, *values.get(one, absent)) for name, values in drawn)) for one in years
        )
        return _chart(answer, "pairs", titles(answer)[index], series, note)
    series = tuple(Series(name, tuple(Bar(one, *values.get(one, absent)) for one in years)) for name, values in drawn)
    return _chart(answer, "years", titles(answer)[index], series, note)


def _left_out(answer: Answer, drawn: int) -> str:
    return f"只画了{answer.total_rows}行中的前{drawn}行" if answer.total_rows > drawn else ""


def _chart(answer: Answer, kind: Kind, figures: str, series: tuple[Series, ...], note: str) -> Chart:
    sources = join_sources(answer.sources)
    named = "；".join(sources[:_SOURCES]) + (f"等{len(sources)}份文件" if len(sources) > _SOURCES else "")
    return Chart(kind, answer.question, figures, named, answer.interpretation, series, note)
