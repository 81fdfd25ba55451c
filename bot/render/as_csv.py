"""An Answer as comma-separated values."""

from bot.answer import Answer
from bot.render.about import About
from bot.render.separated import render_separated


def render(answer: Answer, about: About | None, _: int) -> bytes:
    """Heading and rows; a file opens in Excel with its Chinese intact."""
    return render_separated(answer, about, ",")
