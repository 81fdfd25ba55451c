"""Replies that can still be acted upon: by a button beneath them, or by editing the question above them."""

import secrets
from collections import OrderedDict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from querylang.followup import Context

MOST_REPLIES = 1000
_KEY_BYTES = 6


class Reply(NamedTuple):
    """What a reply showed, as far as its buttons need it."""

    key: str  # names it in the buttons; cannot be guessed
    chat: str
    person: str
    asked_in: str  # the messenger's id of the message with the question
    message: str  # the messenger's id of the reply
    question: str
    before: "Context | None"  # what the question leaned on
    after: "Context | None"  # what a follow-up leans on
    reading: str
    status: str
    pages: tuple[str, ...]
    suggestions: tuple[str, ...]
    sql: str | None
    sortable: bool
    rows: int
    page: int = 0
    shows_sql: bool = False
    complained: bool = False


class Replies:
    """The latest ones, by key and by question; the oldest is forgotten first."""

    def __init__(self, most: int = MOST_REPLIES) -> None:
        """Keep at most that many."""
        self._most = most
        self._by_key: OrderedDict[str, Reply] = OrderedDict()
        self._by_question: dict[tuple[str, str], str] = {}

    def __len__(self) -> int:
        return len(self._by_key)

    def put(self, reply: Reply) -> None:
        """Keep a reply, in place of its earlier state."""
        self._by_key[reply.key] = reply
        self._by_key.move_to_end(reply.key)
        self._by_question[reply.chat, reply.asked_in] = reply.key
        if len(self._by_key) > self._most:
            self._drop(next(iter(self._by_key)))

    def get(self, key: str) -> Reply | None:
        """The reply of a button; None when it has expired."""
        return self._by_key.get(key)

    def of_question(self, chat: str, asked_in: str) -> Reply | None:
        """The reply to a message."""
        return self._by_key.get(self._by_question.get((chat, asked_in), ""))

    def last(self, chat: str, person: str) -> Reply | None:
        """The latest reply to a person in a chat."""
        found = (one for one in reversed(self._by_key.values()) if (one.chat, one.person) == (chat, person))
        return next(found, None)

    def forget(self, person: str) -> None:
        """Keep nothing of this person."""
        for key in [one.key for one in self._by_key.values() if one.person == person]:
            self._drop(key)

    def _drop(self, key: str) -> None:
        reply = self._by_key.pop(key)
        if self._by_question.get((reply.chat, reply.asked_in)) == key:
            del self._by_question[reply.chat, reply.asked_in]


def new_key() -> str:
    """A key for a new reply: eight characters of A–Z, a–z, 0–9, - and _."""
    return secrets.token_urlsafe(_KEY_BYTES)
