"""Amounts: published text to 分 and back, exactly."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.money import UNITS, exact_wan, parse_amount, readable_wan


@pytest.mark.parametrize("cell", ["", " ", "—", "－", "-", "/", "——", "--", "\u3000"])
def test_an_empty_cell_is_no_value_and_no_problem(cell: str) -> None:
    """No value is not 0."""
    assert parse_amount(cell, "万元") == (None, None)


@pytest.mark.parametrize("cell", ["若干", "待定", "3.2.1", "1,2,3", "(3.20", "约30", "12美元", "9" * 5000, "１" * 30])
def test_what_is_no_amount_is_said(cell: str) -> None:
    """Never a guess."""
    assert parse_amount(cell, "万元") == (None, "unreadable")


@pytest.mark.parametrize(
    ("cell", "unit", "fen"),
    [
        ("1,217.08", "万元", 1_217_080_000),
        ("１，２１７．０８", "万元", 1_217_080_000),
        ("12.5万元", "元", 12_500_000),
        ("12.5 万", "元", 12_500_000),
        ("￥ 3", "元", 300),
        ("(3.20)", "元", -320),
        ("（3.20）", "元", -320),
        ("-3.20", "元", -320),
        ("－3.20", "千元", -320_000),
        ("0", "亿元", 0),
        ("0.01", "元", 1),
        ("1.23456789", "亿元", 12_345_678_900),
        ("2百万元", "元", 200_000_000),
    ],
)
def test_amounts_are_exact(cell: str, unit: str, fen: int) -> None:
    """Width, brackets, signs, units in the cell."""
    assert parse_amount(cell, unit) == (fen, None)


def test_what_is_finer_than_a_fen_is_rounded_and_said() -> None:
    """Half away from zero, as amounts are rounded."""
    assert parse_amount("0.005", "元") == (1, "finer")
    assert parse_amount("-0.005", "元") == (-1, "finer")
    assert parse_amount("0.0000001", "万元") == (0, "finer")


@given(st.integers(-(10**17), 10**17), st.sampled_from(sorted(UNITS)))
def test_printing_and_reading_round_trips(fen: int, unit: str) -> None:
    """Exact and readable forms in 万元, and any unit's own decimal, give the same 分 again."""
    assert parse_amount(exact_wan(fen), "万元") == (fen, None)
    assert parse_amount(readable_wan(fen), "万元") == (fen, None)
    digits = (Decimal(fen) / UNITS[unit]).normalize()
    assert parse_amount(f"{digits:f}", unit) == (fen, None)
