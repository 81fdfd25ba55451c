"""Published amounts to whole 分 and back, exactly.

No floating point on the way: text → Decimal → int.  The unit is the document's unless the cell prints its own.
"""

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

UNITS: dict[str, int] = {  # 分 in one unit
    "元": 100,
    "千元": 100_000,
    "万元": 1_000_000,
    "百万元": 100_000_000,
    "亿元": 10_000_000_000,
}
DEFAULT_UNIT = "万元"
_SHORT_UNITS = {"千": "千元", "万": "万元", "百万": "百万元", "亿": "亿元"}
_EMPTY = re.compile(r"[-—–―－_/\\.·*无空]*")
_AMOUNT = re.compile(
    r"(?P<open>\()?(?P<sign>[-−+])?[¥$]?(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<fraction>\.\d*)?"
    r"(?P<unit>百万元|千元|万元|亿元|百万|元|千|万|亿)?(?P<close>\))?"
)
_LARGEST_FEN = 2**63 - 1
_LONGEST = 40  # a longer cell is no amount; nor does anybody wait for int() of a million digits


class Amount(NamedTuple):
    """An amount in 分, or None for no value; `problem` names what was wrong with the cell, if anything."""

    fen: int | None
    problem: str | None = None  # "unreadable", "finer"


def parse_amount(text: str, unit: str) -> Amount:
    """Read a cell; a unit printed in the cell beats `unit`.

    >>> parse_amount("1,217.08", "万元").fen, parse_amount("１２.５", "元").fen
    (1217080000, 1250)
    >>> parse_amount("(3.20)", "万元").fen, parse_amount("－", "万元"), parse_amount("0", "万元").fen
    (-3200000, Amount(fen=None, problem=None), 0)
    >>> parse_amount("12.5万元", "元").fen, parse_amount("待定", "元").problem, parse_amount("0.001", "元").problem
    (12500000, 'unreadable', 'finer')
    """
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text[: 4 * _LONGEST])).replace("￥", "¥")
    if _EMPTY.fullmatch(plain):
        return Amount(None)
    match = _AMOUNT.fullmatch(plain) if len(plain) <= _LONGEST else None
    if match is None or bool(match["open"]) != bool(match["close"]):
        return Amount(None, "unreadable")
    printed = match["unit"]
    factor = UNITS[_SHORT_UNITS.get(printed, printed) if printed else unit]
    number = match["digits"].replace(",", "") + (match["fraction"] or "")
    # Scaling by whole numbers of 分 keeps every printed digit: no context precision is involved.
    whole, _, fraction = number.partition(".")
    scaled = int(whole + fraction) * factor
    fen, rest = divmod(scaled, 10 ** len(fraction))
    if fen > _LARGEST_FEN:
        return Amount(None, "unreadable")
    if match["open"] or match["sign"] in ("-", "−"):
        fen, negative = -fen, True
    else:
        negative = False
    if rest:
        half = 2 * rest >= 10 ** len(fraction)
        return Amount(fen + (-1 if negative else 1) * half, "finer")
    return Amount(fen)


def exact_wan(fen: int) -> str:
    """分 as an exact decimal string in 万元, two decimals at least.

    >>> exact_wan(1217080000), exact_wan(-3200000), exact_wan(1), exact_wan(360_000_000)
    ('1217.08', '-3.20', '0.000001', '360.00')
    """
    digits = f"{Decimal(fen).scaleb(-6):.6f}"
    while digits.endswith("0") and digits[-3] != ".":
        digits = digits[:-1]
    return digits


def readable_wan(fen: int) -> str:
    """分 as people read 万元, with thousands separators.

    >>> readable_wan(6825_710_000)
    '6,825.71'
    """
    whole, _, fraction = exact_wan(abs(fen)).partition(".")
    return f"{'-' if fen < 0 else ''}{int(whole):,}.{fraction}"
