"""The questions of docs/cookbook.md, and their results as the page shows them.

Takes any module or connection that speaks Python's database interface, so that several versions of SQLite can be held
to the same page.
"""

import re
from typing import NamedTuple, Protocol

from tests.console import ROOT

PAGE = ROOT / "docs" / "cookbook.md"
QUESTION = re.compile(
    r"(?P<head>## (?P<number>\d+)\. .*?```sql\n(?P<sql>.*?)```\n\n<!-- 结果 -->\n)(?P<result>.*?)(?=\n<!-- 完 -->)",
    re.DOTALL,
)


class Cursor(Protocol):
    """The little of a cursor that is needed."""

    @property
    def description(self) -> tuple[tuple[object, ...], ...]:
        """A tuple a column, its name first."""

    def fetchall(self) -> list[tuple[object, ...]]:
        """Every row."""


class Connection(Protocol):
    """The little of a connection that is needed."""

    def execute(self, sql: str, /) -> Cursor:
        """Run one statement."""


class Recipe(NamedTuple):
    """One question of the page."""

    number: int
    sql: str
    result: str


def recipes() -> list[Recipe]:
    """All of them."""
    found = QUESTION.finditer(PAGE.read_text("utf-8"))
    return [Recipe(int(one["number"]), one["sql"], one["result"].strip()) for one in found]


def shown(connection: Connection, sql: str) -> str:
    """The result of a statement as a Markdown table."""
    cursor = connection.execute(sql)
    names = [str(name) for name, *_ in cursor.description]
    rows = [["" if cell is None else str(cell) for cell in row] for row in cursor.fetchall()]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (names, ["---"] * len(names), *rows))
