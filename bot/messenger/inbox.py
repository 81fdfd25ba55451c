"""Updates on their way: written down before the messenger is told that they arrived, kept until they are answered.

So none is lost by an end at any moment.  One that was answered, but not yet marked as done, is answered once more after
the next start: at most one a chat, since the next of a chat is begun when the last one's mark is on disk.
"""

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from bot.messenger.writer import Writer

REMEMBERED = 10_000  # updates known as done, should the messenger deliver one again
SCHEMA = """
CREATE TABLE IF NOT EXISTS updates (
  number INTEGER PRIMARY KEY AUTOINCREMENT,  -- order of arrival
  key TEXT NOT NULL UNIQUE,  -- the messenger's own id of the update
  chat TEXT NOT NULL,
  payload TEXT  -- as it came; NULL once it is done
);
CREATE INDEX IF NOT EXISTS waiting ON updates (number) WHERE payload IS NOT NULL;
"""


class Arrived(NamedTuple):
    """An update as the messenger delivered it."""

    key: str
    chat: str
    payload: str


class Waiting(NamedTuple):
    """An update that is written down and not yet done."""

    number: int
    chat: str
    payload: str


class Inbox:
    """All updates that are not done, in their order of arrival."""

    def __init__(self, writer: Writer) -> None:
        """Use a file made with SCHEMA."""
        self._writer = writer

    async def put(self, arrived: Sequence[Arrived]) -> list[Waiting]:
        """Write them down; those that are new come back.  After that the messenger may forget them."""
        return await self._writer.do(lambda connection: _put(connection, arrived))

    async def done(self, number: int) -> None:
        """Mark one as answered; on disk when this returns."""
        await self._writer.do(
            lambda connection: connection.execute("UPDATE updates SET payload = NULL WHERE number = ?", (number,))
        )

    async def waiting(self) -> list[Waiting]:
        """What the last run left."""
        return await self._writer.do(_waiting)


def _put(connection: sqlite3.Connection, arrived: Sequence[Arrived]) -> list[Waiting]:
    new: list[Waiting] = []
    for key, chat, payload in arrived:
        written = connection.execute(
            "INSERT INTO updates (key, chat, payload) VALUES (?, ?, ?) ON CONFLICT (key) DO NOTHING",
            (key, chat, payload),
        )
        if written.rowcount:
            new.append(Waiting(int(written.lastrowid or 0), chat, payload))
    if new:
        connection.execute("DELETE FROM updates WHERE number <= ? AND payload IS NULL", (new[-1].number - REMEMBERED,))
    return new


def _waiting(connection: sqlite3.Connection) -> list[Waiting]:
    rows = connection.execute("SELECT number, chat, payload FROM updates WHERE payload IS NOT NULL ORDER BY number")
    return [Waiting(*row) for row in rows]
