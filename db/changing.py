"""Changes made by hand to a database that is there: corrections, decisions about renames."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db import store
from db.load import transaction


@contextmanager
def changing(database: str) -> Iterator[sqlite3.Connection]:
    """A transaction on a database that is there."""
    if not Path(database).exists():
        store.open_read_only(database).close()  # raises, saying what is missing
    connection = store.open_for_writing(database)
    try:
        with store.explained(database), transaction(connection):
            yield connection
    finally:
        connection.close()
