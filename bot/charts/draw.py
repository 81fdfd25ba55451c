"""Answer → picture file, by the ending of its name."""

from importlib.util import find_spec

from bot.answer import Answer
from bot.charts.choose import choose
from bot.charts.layout import lay_out
from bot.charts.shapes import Drawing
from bot.errors import USAGE_ERROR, CommandError
from bot.export import write_file

ENDINGS = (".png", ".svg")


def draw_file(answer: Answer, path: str) -> None:
    """Write the chart of an answer; CommandError says what is missing, and what to do."""
    content = draw(answer, path.lower().rpartition(".")[2])
    write_file(path, content)


def draw(answer: Answer, form: str) -> bytes:
    """The chart as png or svg."""
    drawing = lay_out(choose(answer))
    if form == "svg":
        from bot.charts.as_svg import draw_svg

        return draw_svg(drawing)
    if form == "png":
        return _png(drawing)
    raise CommandError(f"图的文件名要以 {' 或 '.join(ENDINGS)} 结尾", USAGE_ERROR)


def _png(drawing: Drawing) -> bytes:
    if find_spec("PIL") is None:
        raise CommandError("画 PNG 需要 Pillow，这里没有装；可以改存 .svg，或看 jixiao doctor")
    from bot.charts.as_png import draw_png
    from bot.charts.fonts import find_font

    font = find_font()
    if font is None:
        raise CommandError("没有找到汉字字体，画不了 PNG；可以改存 .svg，或看 jixiao doctor")
    return draw_png(drawing, font)
