"""What is drawn: bars with their figures, under a title that says the unit and the source."""

from typing import Literal, NamedTuple, TypeAlias

BETWEEN = "·"  # the parts of a label: project and department
Kind: TypeAlias = Literal["bars", "pairs", "years", "share"]


class Bar(NamedTuple):
    """One bar: its label, its value, and the value as people read it; None is no value, not 0."""

    label: str
    value: float | None
    text: str


class Series(NamedTuple):
    """Bars of one colour; the name stands in the legend where there are several."""

    name: str
    bars: tuple[Bar, ...]


class Chart(NamedTuple):
    """A chart: bars below each other, one for each thing or a few for its years; columns a year; one share of a whole.

    Every series has the same labels in the same order.
    """

    kind: Kind
    title: str
    figure: str  # what the figures are, with their unit: 总计（万元）
    source: str
    reading: str
    series: tuple[Series, ...]
    note: str = ""  # what is not drawn
