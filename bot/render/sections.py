"""What of the rows is said once, and what varies: a card names its project once above the table of its indicators.

Shared by every form for people.  The places behind the rows (来源) are gathered below the answer, not repeated in it.
"""

from collections.abc import Iterator, Sequence

from bot.answer import Answer, Row
from querylang.fields import FIELDS
from querylang.named import NamedTuple

SOURCE = "来源"
PART = "部分"  # the first column of an overview: which section of the page a row belongs to
MOST_SECTIONS = 5
OF_THE_PROJECT = frozenset(
    field.label for field in FIELDS.values() if field.grain == "project" and field.label != SOURCE
)
OF_THE_INDICATOR = frozenset(field.label for field in FIELDS.values() if field.grain == "indicator")


class Section(NamedTuple):
    """Columns, as positions in the answer: said once with the values of the first row, or a cell in each row."""

    shared: tuple[int, ...]
    varying: tuple[int, ...]
    rows: tuple[Row, ...]
    title: str = ""


def split(answer: Answer) -> list[Section]:
    """One section for a plain list, one a project for the indicators of a few projects; none without rows."""
    if not answer.rows:
        return []
    columns = tuple(index for index, name in enumerate(answer.columns) if name != SOURCE) or tuple(
        range(len(answer.columns))
    )
    if answer.columns[0] == PART:
        return list(_parts(answer))
    if len(answer.rows) == 1:
        return [Section(columns, (), answer.rows)]
    ours = tuple(index for index in columns if answer.columns[index] in OF_THE_PROJECT)
    theirs = tuple(index for index in columns if index not in ours)
    if ours and any(answer.columns[index] in OF_THE_INDICATOR for index in theirs):
        groups = _group(answer.rows, ours)
        # A project without indicators is a row without a value in their columns.
        cards = [Section(ours, theirs if _filled(rows, theirs) else (), rows) for rows in groups]
        if len(cards) <= MOST_SECTIONS and (len(cards) < len(answer.rows) or not all(card.varying for card in cards)):
            return cards
    return [Section((), columns, answer.rows)]


def _parts(answer: Answer) -> Iterator[Section]:
    """The sections of an overview, each with the columns that it fills."""
    for rows in _group(answer.rows, (0,)):
        varying = tuple(index for index in range(1, len(answer.columns)) if _filled(rows, (index,)))
        yield Section((), varying, rows, str(rows[0][0]))


def _filled(rows: Sequence[Row], columns: tuple[int, ...]) -> bool:
    return any(row[index] is not None for row in rows for index in columns)


def _group(rows: Sequence[Row], by: tuple[int, ...]) -> list[tuple[Row, ...]]:
    groups: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(row[index] for index in by), []).append(row)
    return [tuple(group) for group in groups.values()]
