"""Values of spreadsheet cells as the text a person sees in them."""

import datetime
import re
from decimal import Decimal
from typing import NamedTuple

CellValue = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta

_EXACT_DIGITS = 15  # what a spreadsheet keeps and shows of a number; the rest is noise of binary fractions
_QUOTED = re.compile(r'"([^"]*)"|\\(.)')
_NO_TEXT = re.compile(r"\[[^\]]*\]|_.|\*.")  # colours and conditions, spaces as wide as a character, fillers
_PLACES = re.compile(r"0\.(0+)")
_NUMBER_PART = re.compile(r"[#0?][#0?,.]*")


class Format(NamedTuple):
    """What of a number format changes the text: percent, its places, and fixed text around the number."""

    percent: bool = False
    places: int = 0
    before: str = ""
    after: str = ""


PLAIN = Format()
# Formats that workbooks name by number alone.
BUILT_IN = {9: "0%", 10: "0.00%", 31: 'yyyy"年"m"月"d"日"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"'}


def is_date(code: str) -> bool:
    """Whether a number format writes a date in Chinese."""
    return any(sign in code for sign in "年月日")


def parse_format(code: str) -> Format:
    r"""Read a number format of a spreadsheet.

    >>> parse_format("0.00%"), parse_format('0"人"'), parse_format('"≥"0%').before
    (Format(percent=True, places=2, before='', after=''), Format(percent=False, places=0, before='', after='人'), '≥')
    >>> parse_format("#,##0.00_ ") == PLAIN
    True
    """
    section = _NO_TEXT.sub("", code.split(";", maxsplit=1)[0])
    plain = _QUOTED.sub("", section)
    percent = "%" in plain
    number = _NUMBER_PART.search(section)
    if number is None or re.search("[ymdhs年月日]", plain, re.IGNORECASE):
        return PLAIN
    before = "".join(first or second for first, second in _QUOTED.findall(section[: number.start()]))
    after = "".join(first or second for first, second in _QUOTED.findall(section[number.end() :]))
    places = _PLACES.search(plain)
    return Format(percent, len(places[1]) if places and percent else 0, before.strip(), after.strip())


def cell_text(value: CellValue, form: Format = PLAIN, date_form: str = "") -> str:
    """The text of a cell, without outer white space.

    >>> cell_text(860000.0), cell_text(1414.8000000000002), cell_text(1e21), cell_text(" a ")
    ('860000', '1414.8', '1000000000000000000000', 'a')
    >>> cell_text(0.95, Format(percent=True)), cell_text(12.5, Format(after="万元"))
    ('95%', '12.5万元')
    """
    match value:
        case str():
            return value.strip()
        case bool():
            return "是" if value else "否"
        case int() | float():
            return _number_text(value, form)
        case datetime.datetime() | datetime.date():
            return _date_text(value, date_form)
        case _:
            return str(value)


def _number_text(value: int | float, form: Format) -> str:
    number = Decimal(repr(value))
    if not number.is_finite():
        return str(value)
    if len(number.as_tuple().digits) > _EXACT_DIGITS:
        number = Decimal(format(value, f".{_EXACT_DIGITS}g"))
    if form.percent:
        number *= 100
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{form.before}{text}{'%' if form.percent else ''}{form.after}"


def _date_text(value: datetime.date, form: str) -> str:
    r"""A date as its format writes it, as far as it is Chinese.

    >>> _date_text(datetime.date(2024, 12, 31), 'yyyy"年"m"月"'), _date_text(datetime.date(2024, 12, 31), "")
    ('2024年12月', '2024-12-31')
    """
    chinese = "".join(
        text
        for sign, text in (("年", f"{value.year}年"), ("月", f"{value.month}月"), ("日", f"{value.day}日"))
        if sign in form
    )
    if chinese:
        return chinese
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ")
    return value.isoformat()
