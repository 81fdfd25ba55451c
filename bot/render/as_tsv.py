"""An Answer as tab-separated values."""

from bot.answer import Answer
from bot.render.about import About
from bot.render.separated import render_separated


def render(answer: Answer, about: About | None, _: int) -> bytes:
    """Heading and rows."""
    return render_separated(answer, about, "\t")
