"""A Drawing as PNG, by way of Pillow."""

import io
from functools import cache

from PIL import Image, ImageDraw
from PIL.ImageFont import FreeTypeFont

from bot.charts.fonts import Font, open_font
from bot.charts.shapes import Drawing, Rectangle, Rule, Text

_ANCHORS = {"start": "lm", "middle": "mm", "end": "rm"}


def draw_png(drawing: Drawing, font: Font) -> bytes:
    """The picture; every text in the one font."""

    @cache
    def sized(size: int) -> FreeTypeFont:
        return open_font(font, size)

    image = Image.new("RGB", (drawing.width, drawing.height), "#FFFFFF")
    draw = ImageDraw.Draw(image)
    for shape in drawing.shapes:
        match shape:
            case Rectangle(x, y, width, height, colour):
                draw.rectangle((round(x), round(y), round(x + width) - 1, round(y + height) - 1), fill=colour)
            case Rule(x1, y1, x2, y2, colour):
                draw.line((round(x1), round(y1), round(x2), round(y2)), fill=colour, width=2)
            case Text(x, y, text, size, colour, anchor):
                draw.text((round(x), round(y)), text, fill=colour, font=sized(size), anchor=_ANCHORS[anchor])
    content = io.BytesIO()
    image.save(content, "PNG", optimize=False)
    return content.getvalue()
