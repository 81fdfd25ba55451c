"""How wide text stands in a terminal, where a Chinese character takes two cells."""

from unicodedata import east_asian_width

_NO_LINE_STARTS_WITH = "，。；：、！？）》〕」』】”’…,.;:!?)%％"
_NO_LINE_ENDS_WITH = "（《〔「『【“‘("


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
        if filled + display_width(piece) > width and line:
            lines.append(line.rstrip())
            line = piece.lstrip()  # the space at which a line is broken stands on neither
            filled = display_width(line)
        else:
            line += piece
            filled += display_width(piece)
    return [*lines, line.rstrip()]


def _pieces(text: str, width: int) -> list[str]:
    """Cut where a line may break; what holds together is cut only where it is wider than a line."""
    pieces: list[str] = []
    for character in text:
        if pieces and (_cells(character) == 0 or _belong_together(pieces[-1][-1], character)):
            joined = pieces[-1] + character
            if display_width(joined) <= width:
                pieces[-1] = joined
                continue
        pieces.append(character)
    return pieces


def _belong_together(left: str, right: str) -> bool:
    """Letters and digits of a word or number, stops with what they close, brackets with what they open."""
    return right in _NO_LINE_STARTS_WITH or left in _NO_LINE_ENDS_WITH or (_in_words(left) and _in_words(right))


def _in_words(character: str) -> bool:
    return character.isascii() and not character.isspace()
