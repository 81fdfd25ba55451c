"""Answer → Chart: which column is the figure, which the label, and which kind of chart shows them."""

from collections.abc import Sequence

from bot.answer import Answer, Row
from bot.charts.chart import Bar, Chart, Kind, Series
from bot.errors import CommandError
from bot.render.cells import titles
from bot.render.figures import PERCENT, figure
from bot.render.sources import join_sources

MOST_BARS = 30
MOST_SERIES = 6  # as many as can be told apart, by people who do not see every colour too
YEAR = "年度"
_SHARE = "占比"
# Figures that only count or place a row are drawn when there is nothing else.
_PREFERRED = ("总计", "合计", _SHARE, "差额", "平均", "数量")
_NO_FIGURE = frozenset({YEAR, "序号", "名次", "排名"})
_SOURCES = 3  # more files than these are counted


def choose(answer: Answer) -> Chart:
    """The chart of an answer; CommandError where it holds nothing to draw."""
    index = _figure_column(answer)
    if answer.status != "ok" or index is None:
        raise CommandError("这个答案里没有可以画图的数")
    labels = _label_columns(answer, index)
    if YEAR in answer.columns and len({row[answer.columns.index(YEAR)] for row in answer.rows}) > 1:
        return _years(answer, index, labels)
    rows = answer.rows[:MOST_BARS]
    bars = tuple(Bar(_label(answer, row, labels, index), *_value(answer, row, index)) for row in rows)
    alone = bars[0].value if len(bars) == 1 else None
    is_share = alone is not None and answer.units[index] == PERCENT and 0 <= alone <= 100  # noqa: PLR2004 - percent
    return _chart(answer, "share" if is_share else "bars", index, (Series("", bars),), _left_out(answer, len(rows)))


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
    return "·".join(parts) or answer.columns[figure_column]


def _value(answer: Answer, row: Row, index: int) -> tuple[float | None, str]:
    cell = row[index]
    return (None if cell is None or isinstance(cell, str) else float(cell)), figure(cell, answer.units[index])


def _years(answer: Answer, index: int, labels: list[int]) -> Chart:
    """Years from left to right, a colour for each thing that is compared over them."""
    year = answer.columns.index(YEAR)
    years = sorted({str(row[year]) for row in answer.rows if row[year] is not None})
    names: dict[str, dict[str, tuple[float | None, str]]] = {}
    others = [column for column in labels if column != year]
    for row in answer.rows:
        name = "·".join(str(row[column]) for column in others)
        names.setdefault(name, {})[str(row[year])] = _value(answer, row, index)
    absent: tuple[float | None, str] = (None, figure(None, None))
    series = tuple(
        Series(name, tuple(Bar(one, *values.get(one, absent)) for one in years))
        for name, values in list(names.items())[:MOST_SERIES]
    )
    note = f"只画了{len(names)}项中的前{MOST_SERIES}项" if len(names) > MOST_SERIES else ""
    return _chart(answer, "years", index, series, note)


def _left_out(answer: Answer, drawn: int) -> str:
    return f"只画了{answer.total_rows}行中的前{drawn}行" if answer.total_rows > drawn else ""


def _chart(answer: Answer, kind: Kind, index: int, series: tuple[Series, ...], note: str) -> Chart:
    sources = join_sources(answer.sources)
    named = "；".join(sources[:_SOURCES]) + (f"等{len(sources)}份文件" if len(sources) > _SOURCES else "")
    return Chart(kind, answer.question, titles(answer)[index], named, answer.interpretation, series, note)
