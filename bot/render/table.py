"""Rows as an aligned table for a terminal, or as records one below the other where the columns do not fit."""

from collections.abc import Sequence

from bot.render.width import display_width, pad, wrap
from querylang.named import NamedTuple

GAP = "  "
NARROWEST = 8  # a column under four Chinese characters reads like a pillar


class Heading(NamedTuple):
    """One column: its title and whether its cells are figures, which stand on the right."""

    title: str
    figures: bool


def render_table(headings: Sequence[Heading], rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Lines of at most `width` cells; long cells are wrapped, nothing is cut off."""
    natural = [
        max(display_width(text) for text in (heading.title, *(row[index] for row in rows)))
        for index, heading in enumerate(headings)
    ]
    widths = _shrink(natural, [_floor(heading, size) for heading, size in zip(headings, natural, strict=True)], width)
    if widths is None:
        return _records(headings, rows, width)
    lines = [*_lines([heading.title for heading in headings], headings, widths), _rule(widths)]
    bodies = [_lines(row, headings, widths) for row in rows]
    spaced = any(len(body) > 1 for body in bodies)
    for index, body in enumerate(bodies):
        if spaced and index:
            lines.append("")
        lines += body
    return lines


def _floor(heading: Heading, natural: int) -> int:
    """A figure is never broken over two lines; text may shrink to a few characters."""
    return natural if heading.figures else min(natural, max(NARROWEST, display_width(heading.title)))


def _shrink(natural: list[int], floors: list[int], width: int) -> list[int] | None:
    """Take from the widest column first until all fit; None when they cannot."""
    room = width - len(GAP) * (len(natural) - 1)
    if sum(floors) > room:
        return None
    widths = list(natural)
    while sum(widths) > room:
        widest = max((index for index in range(len(widths)) if widths[index] > floors[index]), key=widths.__getitem__)
        rest = max([size for index, size in enumerate(widths) if index != widest and size < widths[widest]], default=0)
        excess = sum(widths) - room
        widths[widest] = max(floors[widest], widths[widest] - max(1, min(excess, widths[widest] - rest)))
    return widths


def _lines(cells: Sequence[str], headings: Sequence[Heading], widths: Sequence[int]) -> list[str]:
    wrapped = [wrap(cell, width) for cell, width in zip(cells, widths, strict=True)]
    height = max(len(lines) for lines in wrapped)
    return [
        GAP.join(
            pad(lines[index] if index < len(lines) else "", width, right=heading.figures)
            for lines, heading, width in zip(wrapped, headings, widths, strict=True)
        ).rstrip()
        for index in range(height)
    ]


def _rule(widths: Sequence[int]) -> str:
    return GAP.join("─" * width for width in widths)


def _records(headings: Sequence[Heading], rows: Sequence[Sequence[str]], width: int) -> list[str]:
    lines: list[str] = []
    for number, row in enumerate(rows, 1):
        if len(rows) > 1:
            lines += ["", f"── {number} ──"] if lines else [f"── {number} ──"]
        lines += render_record([(heading.title, cell) for heading, cell in zip(headings, row, strict=True)], width)
    return lines


def render_record(fields: Sequence[tuple[str, str]], width: int) -> list[str]:
    """Lines `title：value`; a value that does not fit goes on beneath itself."""
    lines: list[str] = []
    for title, value in fields:
        lead = f"{title}："
        indent = display_width(lead)
        first, *more = wrap(value, width - indent)
        lines.append(lead + first)
        lines += [" " * indent + line for line in more]
    return lines
