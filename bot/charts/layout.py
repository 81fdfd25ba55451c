"""Chart → Drawing: 1,080 pixels wide, so that it fills a phone and is sharp on a page; as high as it takes.

Colours are those of Okabe and Ito, which people who do not see every colour tell apart; none carries a meaning that
is not also written.
"""

from collections.abc import Sequence
from typing import NamedTuple

from bot.charts.chart import BETWEEN, Bar, Chart, Series
from bot.charts.shapes import Drawing, Rectangle, Rule, Text
from bot.render.width import display_width, wrap

WIDTH = 1080
MARGIN = 48
INK = "#222222"
GREY = "#595959"
PALE = "#D9D9D9"
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00")
BELOW_ZERO = "#D55E00"
_IN_TURN = ("#56B4E9", "#0072B2", "#E69F00", "#009E73")  # of years below each other
TITLE, BODY, SMALL = 40, 28, 24
_WIDE, _CELL = 1.0, 0.6  # of the size: what a Chinese character takes, and at most a digit or letter
_LEADING = 1.45
_LABELS = 380  # at most this wide
_COLUMNS = 520  # how high the columns of years are
_GAP = 14
_NARROWEST = 8  # cells of a line

_Shapes = list[Rectangle | Rule | Text]


def lay_out(chart: Chart) -> Drawing:
    """Heading, bars, reading, from top to bottom."""
    shapes: _Shapes = []
    y = _lines(shapes, MARGIN, chart.title, TITLE, INK)
    under = [chart.figure, f"来源：{chart.source}" if chart.source else "", chart.note]
    for line in filter(None, under):
        y = _lines(shapes, y, line, SMALL, GREY)
    y += 24
    match chart.kind:
        case "years":
            y = _years(shapes, y, chart.series)
        case "share":
            y = _share(shapes, y, chart.series[0].bars[0])
        case "pairs":
            y = _pairs(shapes, y, chart.series)
        case "bars":
            y = _bars(shapes, y, chart.series[0].bars)
    y = _lines(shapes, y + 20, f"读作：{chart.reading}", SMALL, GREY)
    return Drawing(WIDTH, round(y + MARGIN / 2), tuple(shapes), chart.title)


def text_width(text: str, size: int) -> float:
    """At most what the text takes in any of the fonts."""
    wide = display_width(text) - len(text)
    return (wide * _WIDE + (len(text) - wide) * _CELL) * size


def _fold(text: str, width: float, size: int) -> list[str]:
    """Lines that fit: a line of digits takes more room than one of Chinese that fills as many cells."""
    cells = int(width / (size * _WIDE / 2))
    lines = wrap(text, cells)
    while max(text_width(line, size) for line in lines) > width and cells > _NARROWEST:
        cells -= 2
        lines = wrap(text, cells)
    return lines


def _fold_evenly(text: str, width: float, size: int) -> list[str]:
    """As many lines as it takes, none of them with a last character alone."""
    lines = _fold(text, width, size)
    narrower = lines
    while len(narrower) == len(lines) > 1 and width > _NARROWEST * size:
        lines, width = narrower, width - size
        narrower = _fold(text, width, size)
    return lines


def _fold_label(label: str, width: float) -> list[str]:
    """Project and department on lines of their own where one line does not hold them."""
    if text_width(label, BODY) <= width:
        return [label]
    return [line for part in label.split(BETWEEN) for line in _fold_evenly(part, width, BODY)]


def _lines(shapes: _Shapes, y: float, text: str, size: int, colour: str) -> float:
    for line in _fold(text, WIDTH - 2 * MARGIN, size):
        shapes.append(Text(MARGIN, y + size * _LEADING / 2, line, size, colour))
        y += size * _LEADING
    return y


def _bars(shapes: _Shapes, y: float, bars: tuple[Bar, ...]) -> float:
    """Bars below each other from a common zero, each figure at the end of its bar."""
    label_room = min(_LABELS, max(text_width(bar.label, BODY) for bar in bars))
    folded = [_fold_label(bar.label, label_room) for bar in bars]
    scale = _scale(bars, MARGIN + label_room + 20)
    top = y
    for bar, lines in zip(bars, folded, strict=True):
        height = max(44.0, len(lines) * BODY * 1.25)
        middle = y + height / 2
        for number, line in enumerate(lines):
            at = middle + (number - (len(lines) - 1) / 2) * BODY * 1.25
            shapes.append(Text(MARGIN + label_room, at, line, BODY, INK, "end"))
        _bar(shapes, middle, bar, scale, COLOURS[0])
        y += height + _GAP
    shapes.append(Rule(scale.zero, top - 6, scale.zero, y - _GAP + 6, INK))
    return y


def _pairs(shapes: _Shapes, y: float, series: tuple[Series, ...]) -> float:
    """A few bars for each thing: its name above them, a year and a colour before each."""
    years = max(text_width(one.name, BODY) for one in series)
    scale = _scale([bar for one in series for bar in one.bars], MARGIN + years + 20)
    for place, first in enumerate(series[0].bars):
        y = _lines(shapes, y, first.label, BODY, INK)
        top = y
        for one, colour in zip(series, _IN_TURN, strict=False):
            middle = y + 22
            shapes.append(Text(MARGIN + years, middle, one.name, BODY, GREY, "end"))
            _bar(shapes, middle, one.bars[place], scale, colour)
            y += 44
        shapes.append(Rule(scale.zero, top, scale.zero, y, INK))
        y += _GAP
    return y


class _Scale(NamedTuple):
    """Where zero is, and how many pixels one is."""

    zero: float
    one: float


def _scale(bars: Sequence[Bar], left: float) -> _Scale:
    """Bars of any sign between left and the margin, with room for the figure at either end that has bars."""
    values = [bar.value or 0.0 for bar in bars]
    low, high = min(0.0, *values), max(0.0, *values)
    before = max((text_width(bar.text, BODY) for bar in bars if (bar.value or 0.0) < 0), default=0.0)
    room = WIDTH - MARGIN - 24 - left
    # The figure that reaches farthest decides, and that is not always the one of the longest bar.
    one = (room - before) / ((high - low) or 1.0)
    for bar in bars:
        value = max(0.0, bar.value or 0.0)
        if value - low > 0:
            one = min(one, (room - before - text_width(bar.text, BODY)) / (value - low))
    return _Scale(left + (before + 12 if low < 0 else 0) - low * one, one)


def _bar(shapes: _Shapes, middle: float, bar: Bar, scale: _Scale, colour: str) -> None:
    """One bar with its figure at its end; below zero it goes the other way, in a colour of its own."""
    value = bar.value or 0.0
    end = scale.zero + value * scale.one
    if value:
        shape = Rectangle(min(scale.zero, end), middle - 17, max(2.0, abs(end - scale.zero)), 34, colour)
        shapes.append(shape if value > 0 else shape._replace(colour=BELOW_ZERO))
    figure = Text(end + 12, middle, bar.text, BODY, INK)
    shapes.append(figure if value >= 0 else figure._replace(x=end - 12, anchor="end"))


def _share(shapes: _Shapes, y: float, bar: Bar) -> float:
    """The part of a whole: the whole is the grey beam."""
    whole = WIDTH - 2 * MARGIN
    part = whole * (bar.value or 0.0) / 100
    y = _lines(shapes, y, bar.label, BODY, INK)
    shapes.append(Rectangle(MARGIN, y + 8, whole, 72, PALE))
    shapes.append(Rectangle(MARGIN, y + 8, max(2.0, part), 72, COLOURS[0]))
    y += 100
    shapes.append(Text(MARGIN, y + BODY / 2, f"{bar.text}（整条为 100%）", BODY, INK))
    return y + BODY * _LEADING


def _years(shapes: _Shapes, y: float, series: tuple[Series, ...]) -> float:
    """Groups of columns, a group a year; figures above their columns, names in a legend."""
    if len(series) > 1:
        for number, one in enumerate(series):
            lines = _fold(one.name, WIDTH - 2 * MARGIN - 44, BODY)
            shapes.append(Rectangle(MARGIN, y + 8, 28, 28, COLOURS[number]))
            for line in lines:
                shapes.append(Text(MARGIN + 44, y + 22, line, BODY, INK))
                y += BODY * _LEADING
        y += 12
    labels = [bar.label for bar in series[0].bars]
    values = [bar.value or 0.0 for one in series for bar in one.bars]
    low, high = min(0.0, *values), max(0.0, *values)
    room = (WIDTH - 2 * MARGIN) / len(labels)
    column = min(150.0, room * 0.8 / len(series))
    longest = max(len(bar.text) for one in series for bar in one.bars)
    size = max(12, min(BODY, int((column if len(series) > 1 else room) / (longest * _CELL))))
    top = y + size * 1.6
    scale = _COLUMNS / ((high - low) or 1.0)
    zero = top + high * scale
    for place in range(len(labels)):
        middle = MARGIN + room * (place + 0.5)
        for number, one in enumerate(series):
            bar = one.bars[place]
            value = bar.value or 0.0
            x = middle + (number - len(series) / 2) * column
            height = abs(value) * scale
            if bar.value:
                above = zero - height if value > 0 else zero
                shapes.append(Rectangle(x + 2, above, column - 4, max(2.0, height), COLOURS[number]))
            at = zero - height - size * 0.8 if value >= 0 else zero + height + size * 0.8
            shapes.append(Text(x + column / 2, at, bar.text, size, INK, "middle"))
    bottom = zero - low * scale + (size * 1.6 if low < 0 else 0)
    for place, label in enumerate(labels):
        shapes.append(Text(MARGIN + room * (place + 0.5), bottom + BODY, label, BODY, INK, "middle"))
    shapes.append(Rule(MARGIN, zero, WIDTH - MARGIN, zero, INK))
    return bottom + BODY * 2
