"""A Chart as lines of text: bars of blocks for a terminal."""

from bot.charts.chart import Bar, Chart, Series
from bot.render.width import display_width, pad, wrap

_EIGHTHS = " ▏▎▍▌▋▊▉"
_SHORTEST = 8  # cells of the longest bar
_LABELS = 0.45  # of the width, at most


def draw_text(chart: Chart, width: int) -> list[str]:
    """Title and unit, then a bar a line; a label that is too long stands on lines of its own above its bar."""
    bars = [
        bar._replace(label=_label(chart, series, bar))
        for place in range(len(chart.series[0].bars))
        for series in chart.series
        for bar in (series.bars[place],)
    ]
    labels = min(max(display_width(bar.label) for bar in bars), int(width * _LABELS))
    figures = max(display_width(bar.text) for bar in bars)
    room = max(_SHORTEST, width - labels - figures - 4)
    largest = 100.0 if chart.kind == "share" else max([abs(bar.value or 0.0) for bar in bars]) or 1.0
    lines = [*wrap(chart.title, width), *wrap(f"{chart.figure}　来源：{chart.source}", width), ""]
    for number, bar in enumerate(bars):
        if chart.kind == "pairs" and number % len(chart.series) == 0:
            lines += wrap(chart.series[0].bars[number // len(chart.series)].label, width)
        *above, label = wrap(bar.label, labels)
        lines += above
        lines.append(f"{pad(label, labels)}  {_blocks(bar, largest, room)} {bar.text}")
    return [*lines, *([chart.note] if chart.note else [])]


def _label(chart: Chart, series: Series, bar: Bar) -> str:
    """What stands before a bar; the name of a thing whose years stand below each other is above them."""
    match chart.kind:
        case "pairs":
            return f"  {series.name}"
        case "years":
            return f"{bar.label} {series.name}".strip()
        case _:
            return bar.label


def _blocks(bar: Bar, largest: float, room: int) -> str:
    """The bar; what is below zero is hatched, and its figure has the minus."""
    value = bar.value or 0.0
    eighths = round(abs(value) / largest * room * 8)
    if value and not eighths:
        eighths = 1
    full, rest = divmod(eighths, 8)
    if value < 0:
        return "▒" * max(1, full)
    return "█" * full + (_EIGHTHS[rest] if rest else "")
