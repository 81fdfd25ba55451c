"""The reading of a question as coloured words: what was used, what is filler, what was not understood."""

from bot.render.explained import kind_of
from bot.render.width import display_width, wrap
from querylang.reading import Reading

Fragments = list[tuple[str, str]]

USED, FILLER, UNKNOWN, NOTE = "class:used", "class:filler", "class:unknown", "class:note"
# Attributes beside colours: without colours the three still differ.
STYLE = {
    "used": "ansigreen bold",
    "filler": "ansibrightblack",
    "unknown": "ansired underline",
    "note": "",
    "bottom-toolbar": "noreverse",
    "bottom-toolbar.text": "noreverse",
}
_NEUTRAL = frozenset({"filler", "space", "copula"})
_MOST_LINES = 2


def coloured(reading: Reading, width: int) -> Fragments:
    """The words of the question, then in the next lines how it is read."""
    fragments: Fragments = [(NOTE, "  ")]
    for word in reading.words:
        kind = kind_of(word)
        if kind == "unrecognised":
            fragments += [(UNKNOWN, word.text), (NOTE, "？")]
        else:
            fragments.append((FILLER if kind in _NEUTRAL else USED, word.text))
    lines = wrap(f"读作：{reading.sentence}", max(width - 3, 10))
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], _cut(lines[_MOST_LINES - 1], width - 5)]
    return fragments + [(NOTE, f"\n  {line}") for line in lines]


def _cut(line: str, width: int) -> str:
    while line and display_width(line) > width:
        line = line[:-1]
    return f"{line}…"
