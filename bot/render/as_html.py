"""An Answer as a page of HTML that needs nothing else: for a browser, a mail, a word processor."""

from html import escape

from bot.answer import Answer, Cell
from bot.render.about import About, lines
from bot.render.cells import number, titles
from bot.render.figures import figure
from bot.render.overview import is_overview

_STYLE = (
    "body{font-family:system-ui,'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif;margin:2em;"
    "color:#222;background:#fff}table{border-collapse:collapse}caption{text-align:left;font-weight:bold;padding:.4em 0}"
    "th,td{border:1px solid #bbb;padding:.3em .6em;text-align:left;vertical-align:top}th{background:#f2f2f2}"
    "td.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}"
    "dl{display:grid;grid-template-columns:max-content 1fr;gap:.2em 1em;max-width:60em}dt{color:#666}dd{margin:0}"
)


def render(answer: Answer, about: About | None, _: int) -> bytes:
    """A table alone for a pipe, a whole page for a file."""
    if is_overview(answer):
        from bot.render.overview_page import render_page

        return render_page(answer, about).encode("utf-8", "replace")
    table = _table(answer)
    if about is None:
        return f"{table}\n".encode("utf-8", "replace")
    told = "\n".join(f"<dt>{label}</dt><dd>{escape(text)}</dd>" for label, text in lines(answer, about))
    page = (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(answer.question)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{table}\n"
        f"<dl>\n{told}\n</dl>\n</body>\n</html>\n"
    )
    return page.encode("utf-8", "replace")


def _table(answer: Answer) -> str:
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in titles(answer))
    rows = ["".join(_cell(cell, unit) for cell, unit in zip(row, answer.units, strict=True)) for row in answer.rows]
    body = "\n".join(f"<tr>{row}</tr>" for row in rows)
    caption = f"<caption>{escape(answer.question)}</caption>"
    return f"<table>\n{caption}\n<thead>\n<tr>{head}</tr>\n</thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _cell(cell: Cell, unit: str | None) -> str:
    shown = escape(figure(cell, unit))
    if isinstance(cell, int | float):
        return f'<td class="n"><data value="{number(cell, unit)}">{shown}</data></td>'
    return f"<td>{shown}</td>"
