"""Replies that can still be acted upon: by a button beneath them, or by editing the question above them.

The latest are in memory; all of the last days are in the messenger's own file, so that a button pressed after a restart
still works.  What only memory knew at a kill is told to whoever presses as expired.
"""

import json
import secrets
import sqlite3
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from bot.messenger.rights import Departments
from bot.messenger.writer import Writer
from db.sqltext import select

if TYPE_CHECKING:
    from querylang.context import Context

MOST_REPLIES = 300  # in memory
MOST_KEPT = 10_000  # in the file
DAY = 86_400
CLEAN_EVERY = 200  # writes
ANSWERED, GREETING = "ok", "greeting"  # an answer with rows; a text of ours with questions to tap
_KEY_BYTES = 6
_CONTEXTS = ("before", "typed_after", "after")
SCHEMA = """
CREATE TABLE IF NOT EXISTS replies (
  number INTEGER PRIMARY KEY AUTOINCREMENT,  -- order of the latest states
  key TEXT NOT NULL UNIQUE,
  chat TEXT NOT NULL,
  person TEXT NOT NULL,
  asked_in TEXT NOT NULL,
  at INTEGER NOT NULL,  -- seconds since 1970, UTC
  content TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS replies_question ON replies (chat, asked_in);
CREATE INDEX IF NOT EXISTS replies_person ON replies (person, chat);
CREATE INDEX IF NOT EXISTS replies_at ON replies (at);
"""
_PUT = "INSERT OR REPLACE INTO replies (key, chat, person, asked_in, at, content) VALUES (?, ?, ?, ?, ?, ?)"
_CLEAN = "DELETE FROM replies WHERE at < ? OR number <= (SELECT MAX(number) FROM replies) - ?"


class Reply(NamedTuple):
    """What a reply showed, as far as its buttons need it."""

    key: str  # names it in the buttons; cannot be guessed
    chat: str
    person: str
    asked_in: str  # the messenger's id of the message with the question
    message: str  # the messenger's id of the reply
    question: str
    before: "Context | None"  # what the question leaned on
    typed_after: "Context | None"  # what the message itself leaned on, whatever was pressed since
    after: "Context | None"  # what a follow-up leans on
    reading: str
    status: str
    pages: tuple[str, ...]
    suggestions: tuple[str, ...]
    sql: str | None
    sortable: bool
    rows: int
    choices: tuple[str, ...] = ()  # names that one mention meant, each to be had alone
    drawable: bool = False
    departments: Departments = None  # what could be seen when it was made
    page: int = 0
    shows_sql: bool = False
    complained: bool = False


class Replies:
    """By key and by question; the oldest is forgotten first, and all after some days."""

    def __init__(
        self, writer: Writer, days: int, clock: Callable[[], float] = time.time, most: int = MOST_REPLIES
    ) -> None:
        """Keep them for so many days in a file made with SCHEMA; with 0 days in memory alone."""
        self._writer = writer
        self._days = days
        self._clock = clock
        self._most = most
        self._by_key: OrderedDict[str, Reply] = OrderedDict()
        self._by_question: dict[tuple[str, str], str] = {}
        self._writes = 0

    def __len__(self) -> int:
        """How many are in memory."""
        return len(self._by_key)

    def put(self, reply: Reply) -> None:
        """Keep a reply, in place of its earlier state."""
        self._remember(reply)
        if not self._days:
            return
        now = int(self._clock())
        self._writer.later(
            lambda connection: connection.execute(
                _PUT, (reply.key, reply.chat, reply.person, reply.asked_in, now, write_reply(reply))
            )
        )
        if self._writes % CLEAN_EVERY == 0:
            self._writer.later(lambda connection: connection.execute(_CLEAN, (now - self._days * DAY, MOST_KEPT)))
        self._writes += 1

    async def get(self, key: str) -> Reply | None:
        """The reply of a button; None when it has expired."""
        return self._by_key.get(key) or await self._find("key = ?", key)

    async def of_question(self, chat: str, asked_in: str) -> Reply | None:
        """The latest reply to a message."""
        found = self._by_key.get(self._by_question.get((chat, asked_in), ""))
        return found or await self._find("chat = ? AND asked_in = ?", chat, asked_in)

    async def last_answer(self, chat: str, person: str) -> Reply | None:
        """The latest reply with an answer to a person in a chat."""
        wanted = (chat, person, ANSWERED)
        found = (one for one in reversed(self._by_key.values()) if (one.chat, one.person, one.status) == wanted)
        where = "chat = ? AND person = ? AND json_extract(content, '$.status') = ?"
        return next(found, None) or await self._find(where, *wanted)

    async def forget(self, person: str) -> None:
        """Keep nothing of this person."""
        for key in [one.key for one in self._by_key.values() if one.person == person]:
            self._drop(key)
        await self._writer.do(lambda connection: connection.execute("DELETE FROM replies WHERE person = ?", (person,)))

    def _remember(self, reply: Reply) -> None:
        self._by_key[reply.key] = reply
        self._by_key.move_to_end(reply.key)
        self._by_question[reply.chat, reply.asked_in] = reply.key
        if len(self._by_key) > self._most:
            self._drop(next(iter(self._by_key)))

    def _drop(self, key: str) -> None:
        reply = self._by_key.pop(key)
        if self._by_question.get((reply.chat, reply.asked_in)) == key:
            del self._by_question[reply.chat, reply.asked_in]

    async def _find(self, where: str, *values: str) -> Reply | None:
        if not self._days:
            return None
        oldest = int(self._clock()) - self._days * DAY
        sql = select("content", "replies", where, "at >= ?") + " ORDER BY number DESC LIMIT 1"
        row = await self._writer.do(lambda connection: _first(connection, sql, (*values, oldest)))
        return read_reply(row) if row is not None else None


def _first(connection: sqlite3.Connection, sql: str, values: tuple[object, ...]) -> str | None:
    row = connection.execute(sql, values).fetchone()
    return None if row is None else str(row[0])


def new_key() -> str:
    """A key for a new reply: eight characters of A–Z, a–z, 0–9, - and _."""
    return secrets.token_urlsafe(_KEY_BYTES)


def write_reply(reply: Reply) -> str:
    """A reply as one line of text."""
    from querylang.kept import write_context

    kept = reply._asdict()
    # What was leaned on is the same context twice, as long as no button was pressed.
    contexts = {id(kept[name]): kept[name] for name in _CONTEXTS if kept[name] is not None}
    texts = {key: write_context(one) for key, one in contexts.items()}
    for name in _CONTEXTS:
        kept[name] = texts.get(id(kept[name]))
    kept["departments"] = None if reply.departments is None else sorted(reply.departments)
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def read_reply(text: str) -> Reply | None:
    """The reply behind a text; None for what another version wrote."""
    from querylang.kept import read_context

    try:
        kept = json.loads(text)
        for name in _CONTEXTS:
            if kept[name] is not None and (context := read_context(kept[name])) is not None:
                kept[name] = context
            elif kept[name] is not None:
                return None
        for name in ("pages", "suggestions", "choices"):
            kept[name] = tuple(kept[name])
        kept["departments"] = None if kept["departments"] is None else frozenset(kept["departments"])
        return Reply(**kept)
    except (ValueError, KeyError, TypeError):
        return None
