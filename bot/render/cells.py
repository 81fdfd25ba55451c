"""Cells as other programs read them: plain numbers, exact money, and text that no spreadsheet takes for a formula."""

import re
from decimal import Decimal

from bot.answer import Answer, Cell
from bot.render.figures import MONEY, PERCENT, money

_NUMBER = re.compile(r"[-+]?[\d,]+(\.\d+)?\s*[%％‰]?")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def titles(answer: Answer) -> list[str]:
    """The columns with their units."""
    return [f"{name}（{unit}）" if unit else name for name, unit in zip(answer.columns, answer.units, strict=True)]


def number(cell: float, unit: str | None) -> str:
    """Digits without thousands separators; money without the dust of binary fractions.

    >>> number(1217.08, "万元"), number(7.483700000000001, "万元"), number(17.830819, "%"), number(22, None)
    ('1217.08', '7.4837', '17.830819', '22')
    """
    if unit == MONEY:
        return money(cell).replace(",", "")
    if unit == PERCENT:
        return format(Decimal(repr(round(cell, 6))).normalize(), "f")
    return repr(cell) if isinstance(cell, int) or not cell.is_integer() else str(int(cell))


def plain_text(cell: Cell, unit: str | None) -> str:
    """One cell for a file of separated values; an absent value is empty."""
    match cell:
        case None:
            return ""
        case str():
            return harmless(cell)
        case _:
            return number(cell, unit)


def is_formula_like(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula; a signed number is none.

    >>> [is_formula_like(text) for text in ("=1+1", "@SUM(A1)", "-2+3", "-5%", "预算", "")]
    [True, True, True, False, False, False]
    """
    return text.lstrip(" \n　").startswith(_FORMULA) and _NUMBER.fullmatch(text) is None


def harmless(text: str) -> str:
    """Put an apostrophe before what would run as a formula: Excel, LibreOffice and WPS then show it as text."""
    return f"'{text}" if is_formula_like(text) else text
