"""What the cells of a view are: SQLite leaves a column's type to each cell, files for other programs may not."""

import re
from typing import Literal, TypeAlias

from db.dictionary import TABLES, ViewColumn

Type: TypeAlias = Literal["INTEGER", "REAL", "TEXT"]

# The letters by which the views call their tables.
_ALIASES = {
    "d": "documents",
    "p": "projects",
    "i": "indicators",
    "q": "quantities",
    "s": "issues",
    "c": "corrections",
    "r": "renames",
}
_PLAIN = re.compile(r"([a-z])\.([a-z0-9_]+)")
_COUNTED = re.compile(r"\(SELECT (?:COUNT|SUM|IFNULL)\([^/]*\)")


def column_type(column: ViewColumn) -> Type:
    """The one type of a column's cells, apart from those that are absent.

    >>> from db.dictionary import VIEWS
    >>> {column.name: column_type(column) for column in VIEWS[0].columns[:9]}["总计"]
    'REAL'
    """
    if column.type is not None:
        return column.type
    if plain := _PLAIN.fullmatch(column.expression):
        return _declared(_ALIASES[plain[1]], plain[2])
    if column.expression.endswith("/ 1000000.0"):
        return "REAL"
    if _COUNTED.fullmatch(column.expression):
        return "INTEGER"
    return "TEXT"


def _declared(table: str, name: str) -> Type:
    (definition,) = (
        column.definition for one in TABLES if one.name == table for column in one.columns if column.name == name
    )
    match definition.split()[0]:
        case "INTEGER":
            return "INTEGER"
        case "REAL":
            return "REAL"
        case _:
            return "TEXT"
