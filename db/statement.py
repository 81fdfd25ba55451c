"""Query → Statement: the one read-only SQL statement that answers it, over the Chinese views.

It states the condition and never lists rows.  What runs has its values bound; what is printed is the same text with
quoted literals, and any SQLite client from 3.30 on gives the same rows for it.
"""

from db.shapes import Shapes
from db.sqltext import Bound, print_values, select
from db.terms import Unstatable
from querylang.named import NamedTuple
from querylang.query import Query

__all__ = ["ROW_LIMIT", "Statement", "Unstatable", "build_statement"]

ROW_LIMIT = 1000


class Statement(NamedTuple):
    """A statement ready to run; `columns` and `units` (万元, %, none) go along with its cells."""

    body: str  # without a LIMIT, places for values: ?1, ?2 …
    params: tuple[Bound, ...]
    columns: tuple[str, ...]
    units: tuple[str | None, ...]
    limit: int | None = None  # rows shown at most; None: the statement has one row

    @property
    def sql(self) -> str:
        """What runs: one row more than is shown tells whether there are more."""
        return self.body if self.limit is None else f"{self.body} LIMIT {self.limit + 1}"

    @property
    def counting(self) -> str:
        """Counts all rows of a list that is longer than its limit."""
        return select("COUNT(*)", f"({self.body})")

    @property
    def printed(self) -> str:
        """The whole statement with quoted literals, for a list that is shown whole."""
        return print_values(self.body, self.params)

    @property
    def printed_limited(self) -> str:
        """The printed statement of a list that is cut off."""
        return f"{self.printed} LIMIT {self.limit}"


def build_statement(query: Query, limit: int = ROW_LIMIT) -> Statement:
    """Build the statement; `limit` is how many rows of a list are shown at most.  Unstatable: a fault of the query."""
    if query.grain == "overview":
        from db.overview import COLUMNS, UNITS, build_overview

        sql, params = build_overview(query)
        return Statement(sql, params, COLUMNS, UNITS, limit)
    shapes = Shapes(query)
    text = shapes.text()
    return Statement(
        text.sql,
        tuple(shapes.values.all),
        tuple([output.label for output in text.outputs]),
        tuple([output.unit for output in text.outputs]),
        limit if text.listed else None,
    )
