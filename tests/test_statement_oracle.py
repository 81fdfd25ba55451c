"""Statements give what plain Python gives over the same tables, for random queries of every shape."""

import sqlite3
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.statement import build_statement
from querylang.query import Aggregate, ChangeOf, Column, Difference, Grain, Measure, Output, Query, ShareOf
from tests.query_oracle import Cell, Oracle
from tests.query_strategies import Names, Queries
from tests.synthetic import DEPARTMENTS, FEN, INDICATORS, NAMES, make_synthetic

CONNECTION = make_synthetic()
ORACLE = Oracle(CONNECTION)
QUERIES = Queries(
    Names(
        (*NAMES, "没有的项目"),
        (*INDICATORS, "没有的指标"),
        DEPARTMENTS,
        (2022, 2023, 2024),
        ("校舍", "招聘a类", "(2021)", "ai平台", "合规", "95", "", "没有"),
        tuple(Decimal(fen) / 100 for fen in FEN if fen is not None),
    )
)
GRAINS: tuple[Grain, ...] = ("project", "indicator", "document", "change")
OF_GRAIN = {grain: QUERIES.queries(grain) for grain in GRAINS}
ROUNDED = frozenset({"average", "median"})


@pytest.mark.parametrize("grain", GRAINS)
@settings(max_examples=300)
@given(data=st.data())
def test_a_statement_agrees_with_plain_python(grain: Grain, data: st.DataObject) -> None:
    """Rows, their order and every cell."""
    query = data.draw(OF_GRAIN[grain])
    expect(CONNECTION, ORACLE, query)


def expect(connection: sqlite3.Connection, oracle: Oracle, query: Query) -> None:
    """Compare the statement, as run and as printed, with the oracle."""
    statement = build_statement(query)
    found = connection.execute(statement.sql, statement.params).fetchall()
    assert connection.execute(statement.printed).fetchall() == found
    wanted = oracle.answer(query)
    slack = [allowed(output) for output in query.outputs] + [0.0]
    same = len(found) == len(wanted) and all(
        len(row) == len(cells) and all(map(agree, row, cells, slack)) for row, cells in zip(found, wanted, strict=True)
    )
    assert same, f"{query}\n{statement.printed}\nfound  {found}\nwanted {shown(wanted)}"


def allowed(output: Output) -> float:
    """How far a rounded figure may stand from the exact one."""
    if isinstance(output, Difference):
        if output.part != "difference":
            return 5.1e-5
        sides = (output.left, output.right)
        return 5.1e-7 if any(isinstance(side, Aggregate) and side.function in ROUNDED for side in sides) else 0.0
    percent = isinstance(output.term, ShareOf) or (isinstance(output.term, ChangeOf) and output.term.part == "percent")
    if isinstance(output, Column):
        return 5.1e-5 if percent else 0.0
    if output.function == "share" or percent:
        return 5.1e-5
    return (5.1e-5 if not in_money(output) else 5.1e-7) if output.function in ROUNDED else 0.0


def in_money(measure: Measure) -> bool:
    """Whether a measure is shown in 万元."""
    if isinstance(measure.term, ChangeOf):
        return measure.term.part != "percent"
    return measure.term in {"total", "appropriation", "special_account", "other_funds", "printed_total", "total_gap"}


def agree(found: object, wanted: Cell, slack: float) -> bool:
    """Equal; exact figures to the last bit, rounded ones to their last digit."""
    if wanted is None or isinstance(wanted, str):
        return found == wanted
    assert isinstance(found, int | float), (found, wanted)
    return abs(Fraction(found) - wanted) <= slack if slack else found == float(wanted)


def shown(rows: Sequence[tuple[Cell, ...]]) -> list[tuple[object, ...]]:
    """Fractions as decimals, for reading."""
    return [tuple(float(cell) if isinstance(cell, Fraction) else cell for cell in row) for row in rows]
