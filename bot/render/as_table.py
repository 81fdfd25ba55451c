"""An Answer as the text that stands at a terminal."""

from bot.answer import Answer
from bot.render.about import About
from bot.render.as_text import render_text


def render(answer: Answer, about: About | None, width: int) -> bytes:
    """The same as at the terminal; a file says the question and the date besides."""
    if about is None:
        return render_text(answer, width).encode("utf-8", "replace")
    text = f"问题：{answer.question}\n\n{render_text(answer, width, about.sql)}导出日期：{about.date}\n"
    return text.encode("utf-8", "replace")
