"""An Answer as a workbook: numbers stay numbers, text stays text, a second sheet says where they come from."""

import io
from datetime import UTC, datetime

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from bot.answer import Answer
from bot.render.about import About, lines
from bot.render.cells import is_formula_like, titles
from bot.render.figures import MONEY, PERCENT
from bot.render.width import display_width

_WIDEST = 60  # characters of a column; longer text is wrapped
_LONGEST = 32_767  # characters in one cell, Excel's own limit
_FORMATS = {MONEY: "#,##0.00####", PERCENT: '0.00"%"'}


def render(answer: Answer, about: About | None, _: int) -> bytes:
    """Sheet 答案 with the rows under a heading that stays in sight, and sheet 说明."""
    content = io.BytesIO()
    book = Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    day = datetime.fromisoformat(about.date).replace(tzinfo=UTC) if about else datetime(2000, 1, 1, tzinfo=UTC)
    book.set_properties({"title": answer.question[:255], "created": day.replace(tzinfo=None)})
    formats = _Formats(book)
    _write_rows(book.add_worksheet("答案"), answer, formats)
    if about is not None:
        _write_about(book.add_worksheet("说明"), answer, about, formats)
    book.close()
    return content.getvalue()


class _Formats:
    """How cells look, made once a workbook."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self.heading: Format = book.add_format(
            {"bold": True, "bg_color": "#F2F2F2", "text_wrap": True, "valign": "top"}
        )
        self.text: Format = book.add_format({"text_wrap": True, "valign": "top"})
        # As if typed after an apostrophe: editing the cell does not make a formula of it.
        self.quoted: Format = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
        self._numbers: dict[str | None, Format] = {}

    def of_text(self, text: str) -> Format:
        return self.quoted if is_formula_like(text) else self.text

    def of_number(self, unit: str | None) -> Format:
        if unit not in self._numbers:
            self._numbers[unit] = self._book.add_format(
                {"num_format": _FORMATS.get(unit or "", "General"), "valign": "top"}
            )
        return self._numbers[unit]


def _write_rows(sheet: Worksheet, answer: Answer, formats: _Formats) -> None:
    for column, title in enumerate(titles(answer)):
        sheet.write_string(0, column, title, formats.heading)
        widths = [display_width(str(row[column])) for row in answer.rows if row[column] is not None]
        sheet.set_column(column, column, min(_WIDEST, max([display_width(title), *widths])) + 2)
    for number, row in enumerate(answer.rows, 1):
        for column, (cell, unit) in enumerate(zip(row, answer.units, strict=True)):
            match cell:
                case None:
                    pass
                case str():
                    sheet.write_string(number, column, cell[:_LONGEST], formats.of_text(cell))
                case _:
                    # Six decimals of 万元 are whole 分; what a binary fraction adds behind them is not data.
                    sheet.write_number(number, column, round(cell, 6), formats.of_number(unit))
    sheet.freeze_panes(1, 0)
    if answer.rows:
        sheet.autofilter(0, 0, len(answer.rows), len(answer.columns) - 1)


def _write_about(sheet: Worksheet, answer: Answer, about: About, formats: _Formats) -> None:
    told = lines(answer, about)
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, 1, 100)
    for row, (label, text) in enumerate(told):
        sheet.write_string(row, 0, label, formats.heading)
        sheet.write_string(row, 1, text[:_LONGEST], formats.of_text(text))
