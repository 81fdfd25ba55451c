"""Conversations in a small SQLite file of their own, so that a follow-up is understood after a restart.

Never the budget database: that one is only read.  What cannot be kept costs the follow-up after the next restart, not
the answer at hand; it is logged once.
"""

import os
import sqlite3
import time
from collections.abc import Callable, Hashable
from contextlib import suppress
from pathlib import Path

from querylang.context import Context
from querylang.kept import read_context, write_context

FILE_NAME = "conversations.db"
MOST_KEPT = 10_000
KEPT_SECONDS = 12 * 3600
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS conversations(conversation TEXT PRIMARY KEY, context TEXT NOT NULL, used REAL NOT NULL)"
)
_KEEP = (
    "INSERT INTO conversations VALUES(?, ?, ?)"
    " ON CONFLICT DO UPDATE SET context = excluded.context, used = excluded.used"
)
_PRUNE = (
    "DELETE FROM conversations WHERE used < ? OR conversation IN"
    " (SELECT conversation FROM conversations ORDER BY used DESC LIMIT -1 OFFSET ?)"
)
_PRUNE_EVERY = 100  # writes


class KeptConversations:
    """The last context of each conversation; opened by the thread that first uses it, and for that one alone."""

    def __init__(
        self, path: str, most: int = MOST_KEPT, seconds: float = KEPT_SECONDS, clock: Callable[[], float] = time.time
    ) -> None:
        """Keep at most that many, each for so long after it was last used."""
        self._path = path
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._connection: sqlite3.Connection | None = None
        self._writes = 0
        self._works = True

    def find(self, conversation: Hashable) -> Context | None:
        """The context of a conversation, unless it is too old or cannot be read."""
        rows = self._run(
            "SELECT context FROM conversations WHERE conversation = ? AND used >= ?",
            (repr(conversation), self._clock() - self._seconds),
        )
        return read_context(rows[0][0]) if rows else None

    def keep(self, conversation: Hashable, context: Context) -> None:
        """Remember a context in place of the one before."""
        self._run(_KEEP, (repr(conversation), write_context(context), self._clock()))
        if self._writes % _PRUNE_EVERY == 0:
            self._run(_PRUNE, (self._clock() - self._seconds, self._most))
        self._writes += 1

    def forget(self, conversation: Hashable) -> None:
        """Remove a conversation."""
        self._run("DELETE FROM conversations WHERE conversation = ?", (repr(conversation),))

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _run(self, sql: str, parameters: tuple[object, ...]) -> list[tuple[str]]:
        if not self._works:
            return []
        try:
            if self._connection is None:
                self._connection = _open(self._path)
            return self._connection.execute(sql, parameters).fetchall()
        except (sqlite3.Error, OSError) as error:
            import logging

            self._works = False
            logging.getLogger(__name__).warning("对话没法保存在 %s（%s），重新启动后要从头问", self._path, error)
            return []


def _open(path: str) -> sqlite3.Connection:
    """Open or make the file, for its owner alone."""
    Path(path).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    connection = sqlite3.connect(path, timeout=2, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")  # half the work of a write
        connection.execute("PRAGMA synchronous = OFF")  # a killed process loses nothing; a power cut may
        connection.execute(_SCHEMA)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def state_folder() -> str | None:
    """The folder for what we keep for this person (XDG), made when it is not there; None where it cannot be."""
    home = os.environ.get("HOME", "")
    state = os.environ.get("XDG_STATE_HOME") or (f"{home}/.local/state" if home else "")
    if not state:
        return None
    folder = f"{state}/jixiao"
    with suppress(OSError):
        Path(folder).mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder if os.access(folder, os.W_OK) else None
