"""Cells as people read them: 1,217.08 for money, 17.83% for a share, — for no value."""

from decimal import Decimal

from bot.answer import Cell

ABSENT = "—"
MONEY = "万元"
PERCENT = "%"


def figure(cell: Cell, unit: str | None) -> str:
    """Write one cell; money keeps every published digit, other fractions show two decimals.

    >>> figure(1217.08, "万元"), figure(300.0, "万元"), figure(0.000001, "万元")
    ('1,217.08', '300.00', '0.000001')
    >>> figure(17.830819, "%"), figure(6.772727, None), figure(None, None), figure(22, None), figure(2024, None)
    ('17.83%', '6.77', '—', '22', '2024')
    """
    match cell:
        case None:
            return ABSENT
        case str():
            return cell
        case _ if unit == MONEY:
            return money(cell)
        case _ if unit == PERCENT:
            return f"{cell:.2f}%"
        case float():
            return f"{cell:,.0f}" if cell.is_integer() else f"{cell:,.2f}"
        case _:
            return str(cell)


def money(amount: float) -> str:
    """万元 with thousands separators: two decimals, or the more that whole 分 need (six at most).

    >>> money(6825.7), money(-3.2), money(7.483700000000001), money(12)
    ('6,825.70', '-3.20', '7.4837', '12.00')
    """
    digits = f"{Decimal(repr(amount)):,.6f}"
    while digits.endswith("0") and digits[-3] != ".":
        digits = digits[:-1]
    return digits
