"""What a drawing is made of, whichever program draws it: rectangles, lines and single lines of text, in pixels."""

from typing import Literal, NamedTuple, TypeAlias

Anchor: TypeAlias = Literal["start", "middle", "end"]


class Rectangle(NamedTuple):
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    colour: str


class Rule(NamedTuple):
    """A straight line, two pixels wide."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str


class Text(NamedTuple):
    """One line of text, its middle at the height y."""

    x: float
    y: float
    text: str
    size: int
    colour: str
    anchor: Anchor = "start"


class Drawing(NamedTuple):
    """A picture of that size on white, and what it shows in words."""

    width: int
    height: int
    shapes: tuple[Rectangle | Rule | Text, ...]
    title: str
