"""Which answers were given: question, reading and the versions they were made of, by id, in a file beside the database.

Never in the budget database: that one is only read.  Bounded; what cannot be kept costs a later check, not the answer
at hand, and is logged once.
"""

import os
import sqlite3

from querylang.named import NamedTuple

VARIABLE = "JIXIAO_ANSWERS"
NOWHERE = "-"
MOST_KEPT = 50_000
_PRUNE_EVERY = 1_000  # answers
_REMEMBERED = 10_000  # ids that need not be written again
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS answers (id TEXT PRIMARY KEY, asked TEXT NOT NULL, content TEXT NOT NULL,"
    " documents TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS documents (id TEXT PRIMARY KEY, content TEXT NOT NULL)",
)
_PRUNE = (
    "DELETE FROM answers WHERE rowid <= (SELECT MAX(rowid) FROM answers) - ?",
    "DELETE FROM documents WHERE id NOT IN (SELECT documents FROM answers)",
)


class KeptAnswer(NamedTuple):
    """An answer that was given."""

    id: str  # whole
    asked: str  # day, UTC
    content: str  # JSON: what `bot.again` needs to give it again
    documents: str  # JSON: the versions it was made of


class KeptAnswers:
    """The answers given over one database; opened by the thread that first uses it, and for that one alone."""

    def __init__(self, path: str, most: int = MOST_KEPT) -> None:
        """Keep at most about that many in the file."""
        self._path = path
        self._most = most
        self._connection: sqlite3.Connection | None = None
        self._written: set[str] = set()
        self._works = path != NOWHERE

    def wants(self, answer: str) -> bool:
        """Whether this one still has to be written down."""
        if not self._works or answer in self._written:
            return False
        try:
            connection = self._connection = self._connection or _open(self._path)
            known = connection.execute("SELECT 1 FROM answers WHERE id = ?", (answer,)).fetchone() is not None
        except (sqlite3.Error, OSError) as error:
            self._give_up(error)
            return False
        if known:
            self._remember(answer)
        return not known

    def keep(self, answer: str, content: str, documents_id: str, documents: str) -> None:
        """Write an answer down, unless it is there."""
        try:
            connection = self._connection = self._connection or _open(self._path)
            connection.execute("BEGIN")
            connection.execute("INSERT OR IGNORE INTO documents VALUES (?, ?)", (documents_id, documents))
            row = connection.execute(
                "INSERT OR IGNORE INTO answers VALUES (?, date('now'), ?, ?)", (answer, content, documents_id)
            ).lastrowid
            if row is not None and row % _PRUNE_EVERY == 0:  # pruning reads the whole file
                connection.execute(_PRUNE[0], (self._most,))
                connection.execute(_PRUNE[1])
            connection.execute("COMMIT")
        except (sqlite3.Error, OSError) as error:
            self._give_up(error)
            return
        self._remember(answer)

    def _give_up(self, error: Exception) -> None:
        import logging

        self._works = False
        self.close()
        logging.getLogger(__name__).info("答案没法记在 %s（%s），以后不能用编号核对", self._path, error)

    def _remember(self, answer: str) -> None:
        if len(self._written) >= _REMEMBERED:
            self._written.clear()
        self._written.add(answer)

    def find(self, beginning: str) -> list[KeptAnswer]:
        """The answers whose ids begin so; none where the file is not there or cannot be read."""
        if not os.path.exists(self._path):
            return []
        try:
            connection = sqlite3.connect(self._path, timeout=2)
            try:
                rows = connection.execute(
                    "SELECT a.id, a.asked, a.content, d.content FROM answers a JOIN documents d ON d.id = a.documents"
                    " WHERE a.id BETWEEN ? AND ? ORDER BY a.rowid",
                    (beginning, f"{beginning}~"),
                ).fetchall()
            finally:
                connection.close()
        except sqlite3.Error:
            return []
        return [KeptAnswer(*row) for row in rows]

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def count(path: str) -> int | None:
    """How many answers a file holds; 0 where there is none, None where it cannot be read."""
    if not os.path.exists(path):
        return 0
    try:
        connection = sqlite3.connect(path, timeout=2)
        try:
            (found,) = connection.execute("SELECT COUNT(*) FROM answers").fetchone()
        finally:
            connection.close()
    except sqlite3.Error:
        return None
    return int(found)


def answers_path(database: str) -> str:
    """Where the answers over a database are kept: JIXIAO_ANSWERS, else beside it; "-" for nowhere."""
    return os.environ.get(VARIABLE) or f"{database}.answers"


def _open(path: str) -> sqlite3.Connection:
    """Open or make the file, readable by those who can read the database."""
    database = path.removesuffix(".answers")
    try:
        mode = os.stat(database).st_mode & 0o666
    except OSError:
        mode = 0o600
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, mode))
    connection = sqlite3.connect(path, timeout=0.2, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous = OFF")  # a killed process loses nothing; a power cut may
        connection.execute("PRAGMA journal_mode = MEMORY")
        for statement in _SCHEMA:
            connection.execute(statement)
    except sqlite3.Error:
        connection.close()
        raise
    return connection
