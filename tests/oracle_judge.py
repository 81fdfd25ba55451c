"""Holds an answer against what plain Python expects."""

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from bot.answer import ROW_LIMIT, Answer
from tests.big_corpus import WAN_IN_FEN
from tests.question_oracle import Expected, Figure

# A share, an average or a median is rounded; money is exact.
ROUNDING = Fraction(1, 10_000)


def judge(expected: Expected, answer: Answer) -> str | None:
    """What is wrong, or None."""
    if expected.nothing:
        return None if answer.status != "ok" else f"ok: {answer.interpretation}"
    if answer.status != "ok" and expected.or_refused:
        return None
    if answer.status != "ok":
        return f"{answer.status}: {answer.interpretation}"
    if any(text not in answer.interpretation for text in expected.says):
        return f"the reading does not say {expected.says}: {answer.interpretation}"
    if expected.projects is not None:
        return _projects(expected, answer)
    if expected.changes is not None:
        return _changes(expected.changes, answer)
    if expected.unordered is not None:
        found = Counter(str(name) for name in _column(answer, "项目")) if "项目" in answer.columns else Counter()
        return None if found == Counter(expected.unordered) else f"{found} is not expected: {answer.interpretation}"
    if expected.indicators is not None:
        return _rows(answer, ("项目", "指标", "年度指标值"), expected.indicators)
    if expected.groups is not None:
        return _groups(expected.groups, answer)
    return _figures(expected.figures or (), answer)


def _column(answer: Answer, name: str) -> list[object]:
    place = answer.columns.index(name)
    return [row[place] for row in answer.rows]


def _exact(cell: object) -> Fraction | None:
    return Fraction(Decimal(repr(cell))) if isinstance(cell, int | float) else None


def _projects(expected: Expected, answer: Answer) -> str | None:
    wanted = [(name, None if fen is None else Fraction(fen, WAN_IN_FEN)) for name, fen in expected.projects or ()]
    if answer.total_rows != len(wanted):
        return f"{answer.total_rows} rows, not {len(wanted)}: {answer.interpretation}"
    if not {"项目", "总计"} <= set(answer.columns):
        return f"columns {answer.columns}"
    totals = [_exact(cell) for cell in _column(answer, "总计")]
    found = list(zip(_column(answer, "项目"), totals, strict=True))
    if Counter(found) - Counter(wanted) or len(found) != min(len(wanted), ROW_LIMIT):
        return f"other rows: {answer.interpretation}"
    filled = [total for total in totals if total is not None]
    looked_at = expected.ascending is not None
    if looked_at and any(one > other if expected.ascending else one < other for one, other in pairwise(filled)):
        return f"other order: {answer.interpretation}"
    return None


def _changes(wanted: tuple[tuple[str, int | None, int | None], ...], answer: Answer) -> str | None:
    """Names with the money of both years."""
    years = [name for name in answer.columns if name.endswith("年总计")]
    if len(years) != 2 or "项目" not in answer.columns:
        return f"columns {answer.columns}"
    found = Counter(
        zip(_column(answer, "项目"), *([_exact(x) for x in _column(answer, y)] for y in years), strict=True)
    )
    rows = Counter(
        (name, *(None if fen is None else Fraction(fen, WAN_IN_FEN) for fen in figures)) for name, *figures in wanted
    )
    return None if found == rows else f"{len(found)} rows, not {len(rows)}: {answer.interpretation}"


def _rows(answer: Answer, names: tuple[str, ...], wanted: tuple[tuple[str, str, str | None], ...]) -> str | None:
    if answer.total_rows != len(wanted):
        return f"{answer.total_rows} rows, not {len(wanted)}: {answer.interpretation}"
    if not set(names) <= set(answer.columns):
        return f"columns {answer.columns}"
    found = Counter(zip(*(_column(answer, name) for name in names), strict=True))
    too_many = found - Counter(tuple(one) for one in wanted)
    return f"rows that do not belong: {list(too_many)[:3]} {answer.interpretation}" if too_many else None


def _groups(wanted: tuple[tuple[str, Figure], ...], answer: Answer) -> str | None:
    rows = [(str(row[0]), {_exact(cell) for cell in row[1:] if not isinstance(cell, str)}) for row in answer.rows]
    if len(rows) != len(wanted):
        return f"{len(rows)} groups, not {len(wanted)}: {answer.interpretation}"
    for label, figure in wanted:
        figures = next((figures for found, figures in rows if found == label), set())
        if (None if figure is None else Fraction(figure)) not in figures:
            return f"{label} {figure} is not among {figures}: {answer.interpretation}"
    return None


def _figures(wanted: tuple[Figure, ...], answer: Answer) -> str | None:
    found = [_exact(cell) for row in answer.rows for cell in row if isinstance(cell, int | float)]
    for figure in wanted:
        near = Fraction(figure or 0)
        if not any(cell is not None and abs(abs(cell) - near) <= ROUNDING for cell in found):
            return f"{float(near)} is not among {[float(cell or 0) for cell in found[:4]]}: {answer.interpretation}"
    return None
