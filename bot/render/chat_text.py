"""Text for Telegram's HTML: escaped, measured in its units, cut or torn where it would be too long."""

from collections.abc import Iterator
from html import escape

LONGEST_MESSAGE = 4096  # in UTF-16 units, Telegram's own limit
IN_A_LIST = 300


def utf16_length(text: str) -> int:
    """Count as Telegram counts: characters outside the basic plane, such as emoji, are two.

    >>> utf16_length("预算"), utf16_length("💰")
    (2, 2)
    """
    return len(text) + sum(character > "\uffff" for character in text)


def safe(text: str, longest: int = IN_A_LIST) -> str:
    """Escape for Telegram's HTML and cut, with …, what would be longer than that many UTF-16 units escaped.

    >>> safe("A&B<C>"), safe("预算绩效", 3)
    ('A&amp;B&lt;C&gt;', '预算…')
    """
    torn = pieces(text, longest)
    first = next(torn)
    return first if next(torn, None) is None else next(pieces(text, longest - 1)) + "…"


def pieces(text: str, longest: int) -> Iterator[str]:
    """The text escaped, torn where it would be longer than that many UTF-16 units; at least one piece.

    >>> list(pieces("预算绩效", 3))
    ['预算绩', '效']
    """
    text = text.strip("\n")
    if utf16_length(text) * 5 <= longest:  # &amp; is the longest escape
        yield escape(text, quote=False)
        return
    kept: list[str] = []
    filled = 0
    for character in text:
        part = escape(character, quote=False)
        size = utf16_length(part)
        if filled + size > longest:
            yield "".join(kept)
            kept, filled = [], 0
        kept.append(part)
        filled += size
    yield "".join(kept)
