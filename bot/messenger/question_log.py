"""Who asked what, when, how it was read and how long it took: a file of its own, emptied of what is too old."""

import sqlite3
import time
from collections.abc import Callable
from typing import NamedTuple

from bot.messenger.writer import Writer

DAY = 86_400
LATEST = 10
SCHEMA = """
CREATE TABLE IF NOT EXISTS questions (
  at INTEGER NOT NULL,  -- seconds since 1970, UTC
  person TEXT NOT NULL,
  chat TEXT NOT NULL,
  question TEXT NOT NULL,
  reading TEXT NOT NULL,
  status TEXT NOT NULL,
  rows INTEGER NOT NULL,
  milliseconds INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS questions_at ON questions (at);
CREATE INDEX IF NOT EXISTS questions_person ON questions (person);
CREATE TABLE IF NOT EXISTS complaints (
  at INTEGER NOT NULL,
  person TEXT NOT NULL,
  chat TEXT NOT NULL,
  question TEXT NOT NULL,
  reading TEXT NOT NULL,
  status TEXT NOT NULL
);
"""


class Logged(NamedTuple):
    """One question and what became of it."""

    person: str
    chat: str
    question: str
    reading: str
    status: str
    rows: int
    milliseconds: int


class Stats(NamedTuple):
    """The log in figures, and the latest complaints as (question, reading)."""

    questions: int
    people: int
    by_status: tuple[tuple[str, int], ...]
    median: int  # milliseconds
    complaints: tuple[tuple[str, str], ...]
    complained: int


class QuestionLog:
    """Writes without waiting; with 0 days it keeps nothing but complaints, which somebody made on purpose."""

    def __init__(self, writer: Writer, days: int, clock: Callable[[], float] = time.time) -> None:
        """Keep entries for so many days, in a file made with SCHEMA."""
        self._writer = writer
        self._days = days
        self._clock = clock
        self._cleaned = 0  # the day of the last cleaning

    def add(self, entry: Logged) -> None:
        """Write a question down."""
        now = int(self._clock())
        if self._days:
            self._writer.later(
                lambda connection: connection.execute(
                    "INSERT INTO questions VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (now, *entry)
                )
            )
        self.clean()

    def complain(self, entry: Logged) -> None:
        """File a question whose answer was wrong, for the administrators."""
        row = (int(self._clock()), *entry[:5])
        self._writer.later(
            lambda connection: connection.execute("INSERT INTO complaints VALUES (?, ?, ?, ?, ?, ?)", row)
        )

    def clean(self) -> None:
        """Once a day remove what is too old."""
        now = int(self._clock())
        if now // DAY == self._cleaned:
            return
        self._cleaned = now // DAY
        oldest = now - max(self._days, 1) * DAY
        self._writer.later(lambda connection: _remove_before(connection, oldest))

    async def forget(self, person: str) -> int:
        """Remove everything of a person; how many entries there were."""
        return await self._writer.do(lambda connection: _forget(connection, person))

    async def stats(self, days: int) -> Stats:
        """The last days in figures."""
        since = int(self._clock()) - days * DAY
        return await self._writer.do(lambda connection: _stats(connection, since))

    async def counts(self) -> dict[str, tuple[int, int]]:
        """Of each person: how many questions, and when the last one was."""
        return await self._writer.do(_counts)


def _remove_before(connection: sqlite3.Connection, oldest: int) -> None:
    connection.execute("DELETE FROM questions WHERE at < ?", (oldest,))
    connection.execute("DELETE FROM complaints WHERE at < ?", (oldest,))


def _forget(connection: sqlite3.Connection, person: str) -> int:
    gone = connection.execute("DELETE FROM questions WHERE person = ?", (person,)).rowcount
    return gone + connection.execute("DELETE FROM complaints WHERE person = ?", (person,)).rowcount


def _stats(connection: sqlite3.Connection, since: int) -> Stats:
    questions, people = connection.execute(
        "SELECT COUNT(*), COUNT(DISTINCT person) FROM questions WHERE at >= ?", (since,)
    ).fetchone()
    by_status = connection.execute(
        "SELECT status, COUNT(*) FROM questions WHERE at >= ? GROUP BY status ORDER BY COUNT(*) DESC, status", (since,)
    ).fetchall()
    middle = connection.execute(
        "SELECT milliseconds FROM questions WHERE at >= ? ORDER BY milliseconds LIMIT 1 OFFSET ?",
        (since, questions // 2),
    ).fetchone()
    complaints = connection.execute(
        "SELECT question, reading FROM complaints WHERE at >= ? ORDER BY at DESC, rowid DESC LIMIT ?", (since, LATEST)
    ).fetchall()
    (complained,) = connection.execute("SELECT COUNT(*) FROM complaints WHERE at >= ?", (since,)).fetchone()
    return Stats(questions, people, tuple(by_status), middle[0] if middle else 0, tuple(complaints), complained)


def _counts(connection: sqlite3.Connection) -> dict[str, tuple[int, int]]:
    rows = connection.execute("SELECT person, COUNT(*), MAX(at) FROM questions GROUP BY person")
    return {person: (count, last) for person, count, last in rows}
