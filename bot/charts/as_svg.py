"""A Drawing as SVG: needs no library and no font here; whoever opens it has one."""

from html import escape

from bot.charts.shapes import Drawing, Rectangle, Rule, Text

_FONTS = (
    "'Noto Sans CJK SC','Noto Sans SC','Source Han Sans SC','PingFang SC','Microsoft YaHei','WenQuanYi Zen Hei',"
    "sans-serif"
)
_CENTRE = 0.36  # of the size: from the middle of a line of Chinese down to where it stands


def draw_svg(drawing: Drawing) -> bytes:
    """One self-contained file."""
    size = f'width="{drawing.width}" height="{drawing.height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {drawing.width} {drawing.height}"'
        f' role="img" lang="zh-CN" font-family="{_FONTS}">',
        f"<title>{_said(drawing.title)}</title>",
        f'<rect {size} fill="#FFFFFF"/>',
        *map(_shape, drawing.shapes),
        "</svg>",
    ]
    return ("\n".join(parts) + "\n").encode("utf-8", "replace")


def _shape(shape: Rectangle | Rule | Text) -> str:
    match shape:
        case Rectangle(x, y, width, height, colour):
            return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{colour}"/>'
        case Rule(x1, y1, x2, y2, colour):
            return f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{colour}" stroke-width="2"/>'
        case Text(x, y, text, size, colour, anchor):
            where = f'x="{x:.1f}" y="{y + size * _CENTRE:.1f}" font-size="{size}" text-anchor="{anchor}"'
            return f'<text {where} fill="{colour}">{_said(text)}</text>'


def _said(text: str) -> str:
    """Escaped, without the control characters that XML cannot hold."""
    return escape("".join(one if one.isprintable() else " " for one in text))
