"""An Answer as JSON lines: a row an object, its keys the columns."""

from bot.answer import Answer
from bot.render.about import About, lines
from bot.render.as_json import dump

ABOUT = "_说明"


def render(answer: Answer, about: About | None, _: int) -> bytes:
    """The rows; in a file, last, an object with the one key `_说明`."""
    written = [dump(dict(zip(answer.columns, row, strict=True))) for row in answer.rows]
    if about is not None:
        written.append(dump({ABOUT: dict(lines(answer, about))}))
    return "".join(f"{line}\n" for line in written).encode("utf-8", "replace")
