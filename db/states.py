"""Which versions of documents the database holds now, for answers to be tied to them.

On the way of every answer: two small looks, once until something is loaded, and no import.
"""

import sqlite3

from querylang.named import NamedTuple

_DOCUMENTS = "SELECT id, version, state, department, year, kind, current FROM documents ORDER BY id"
_APPLIED = "SELECT document_id, id FROM corrections WHERE state = 'applied' ORDER BY id"
_RENAMES = (
    "SELECT id, department, kind, earlier_year, earlier_name, later_name FROM renames"
    " WHERE state = 'confirmed' ORDER BY id"
)


class DocumentState(NamedTuple):
    """A document, its version, and the corrections in force; `state` is the fingerprint of it all."""

    number: int
    version: int
    corrections: tuple[int, ...]
    state: str
    department: str
    year: int | None
    kind: str
    current: bool


class Rename(NamedTuple):
    """A confirmed rename between two years following each other."""

    number: int
    department: str
    kind: str
    earlier_year: int
    earlier_name: str
    later_name: str


class States(NamedTuple):
    """Every document and every confirmed rename that the connection may see."""

    documents: tuple[DocumentState, ...]
    renames: tuple[Rename, ...]


def find_states(connection: sqlite3.Connection) -> States:
    """As the database is now."""
    applied: dict[int, list[int]] = {}
    for document, correction in connection.execute(_APPLIED):
        applied.setdefault(document, []).append(correction)
    documents = [
        DocumentState(number, version, tuple(applied.get(number, ())), state, department, year, kind, bool(current))
        for number, version, state, department, year, kind, current in connection.execute(_DOCUMENTS)
    ]
    return States(tuple(documents), tuple([Rename(*row) for row in connection.execute(_RENAMES)]))
