"""The questions of docs/cookbook.md, and their results as the page shows them.

Takes any module or connection that speaks Python's database interface, so that several versions of SQLite can be held
to the same page.
"""

import re
from pathlib import Path
from typing import NamedTuple, Protocol

from tests.console import ROOT, run
from tests.loading import load, row, write_document

PAGE = ROOT / "docs" / "cookbook.md"
QUESTION = re.compile(
    r"(?P<head>## (?P<number>\d+)\. .*?```sql\n(?P<sql>.*?)```\n\n<!-- 结果 -->\n)(?P<result>.*?)(?=\n<!-- 完 -->)",
    re.DOTALL,
)

# Those that need several years, which the bundled document does not have.
YEARLY = re.compile(QUESTION.pattern.replace(r"(?P<number>\d+)\. ", "历年(?P<number>[一二])："), re.DOTALL)


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


def yearly_recipes() -> list[Recipe]:
    """Those over several years."""
    found = YEARLY.finditer(PAGE.read_text("utf-8"))
    return [Recipe("一二".index(one["number"]), one["sql"], one["result"].strip()) for one in found]


def make_years(folder: Path) -> Path:
    """A database of one department over two years, in which a rename was confirmed."""
    database = folder / "years.db"
    earlier = [row("送戏下乡专项", "50.00"), row("图书馆免费开放", "30.00"), row("办公楼维修", "8.00")]
    later = [row("送戏下乡补助", "60.00"), row("图书馆免费开放", "27.50"), row("非遗保护", "12.00")]
    for year, rows in ((2023, earlier), (2024, later)):
        load(database, write_document(folder / f"文化局{year}.txt", rows, year=year))
    names = ("送戏下乡专项", "送戏下乡补助")
    run("renames", "--confirm", *names, "--by", "王某", "--why", "问过业务科", "--db", database)
    return database


def shown(connection: Connection, sql: str) -> str:
    """The result of a statement as a Markdown table."""
    cursor = connection.execute(sql)
    names = [str(name) for name, *_ in cursor.description]
    rows = [["" if cell is None else str(cell) for cell in row] for row in cursor.fetchall()]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (names, ["---"] * len(names), *rows))
