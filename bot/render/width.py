"""How wide text stands in a terminal, where a Chinese character takes two cells."""

from unicodedata import east_asian_width

ELLIPSIS = "…"
_NO_LINE_STARTS_WITH = "，。；：、！？）》」』】”’,.;:!?)%％"


def display_width(text: str) -> int:
    r"""Cells that a text fills.

    >>> display_width("预算 100万"), display_width("e\u0301"), display_width("")
    (10, 1, 0)
    """
    if text.isascii():
        return len(text)
    return sum(map(_cells, text))


def _cells(character: str) -> int:
    if character < "\u0300":
        return 1
    if _is_invisible(character):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def _is_invisible(character: str) -> bool:
    """Combining marks, variation selectors and joiners stand on the character before them."""
    return "\u0300" <= character <= "\u036f" or "\u200b" <= character <= "\u200f" or "\ufe00" <= character <= "\ufe0f"


def pad(text: str, width: int, right: bool = False) -> str:
    """Fill up to a width with spaces; text that is wider stays as it is."""
    room = " " * (width - display_width(text))
    return room + text if right else text + room


def wrap(text: str, width: int) -> list[str]:
    """Break into lines of at most `width` cells: between Chinese characters anywhere, never inside a number or word.

    >>> wrap("预算1,217.08万元，共三个", 10)
    ['预算', '1,217.08万', '元，共三个']
    """
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        lines += _wrap_line(paragraph, max(width, 2))
    return lines


def _wrap_line(text: str, width: int) -> list[str]:
    lines: list[str] = []
    line, filled = "", 0
    for piece in _pieces(text, width):
        size = display_width(piece)
        # A stop may hang over the edge by its own width rather than begin a line.
        if filled + size > width and line and not (piece in _NO_LINE_STARTS_WITH and filled <= width):
            lines.append(line.rstrip())
            line, filled = "", 0
            if piece.isspace():
                continue
        line += piece
        filled += size
    return [*lines, line.rstrip()]


def _pieces(text: str, width: int) -> list[str]:
    """Cut where a line may break; a run of ASCII letters and digits holds together unless it is wider than a line."""
    pieces: list[str] = []
    for character in text:
        joins = (
            pieces
            and _holds_together(character)
            and _holds_together(pieces[-1][-1])
            and display_width(pieces[-1]) + _cells(character) <= width
        )
        if joins or (pieces and _cells(character) == 0):
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _holds_together(character: str) -> bool:
    return character.isascii() and not character.isspace()


def clip(text: str, width: int) -> str:
    """Shorten to a width, with … where something was cut off.

    >>> clip("机房硬件设备及网络维护服务经费", 9)
    '机房硬件…'
    """
    if display_width(text) <= width:
        return text
    kept, filled = "", display_width(ELLIPSIS)
    for character in text:
        filled += _cells(character)
        if filled > width:
            break
        kept += character
    return kept + ELLIPSIS
