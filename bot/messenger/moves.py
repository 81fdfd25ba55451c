"""Groups that went on under another id: who was allowed under the old one is allowed under the new one.

Only the messenger itself tells of a move; what people write is never taken for one.
"""

import sqlite3
from collections.abc import Iterator

from bot.messenger.writer import Writer

MOST_STEPS = 8  # moves of one group that are followed
SCHEMA = """
CREATE TABLE IF NOT EXISTS moves (
  new TEXT PRIMARY KEY,
  old TEXT NOT NULL
) WITHOUT ROWID;
"""


class Moves:
    """Every move, in memory and in a file made with SCHEMA."""

    def __init__(self, writer: Writer) -> None:
        """Know none until `load`."""
        self._writer = writer
        self._old: dict[str, str] = {}

    async def load(self) -> None:
        """Read those of earlier runs."""
        self._old = await self._writer.do(_all)

    def note(self, old: str, new: str) -> bool:
        """Remember a move; whether it is news."""
        if old == new or self._old.get(new) == old or new in self.ids(old):
            return False
        self._old[new] = old
        self._writer.later(
            lambda connection: connection.execute("INSERT OR REPLACE INTO moves VALUES (?, ?)", (new, old))
        )
        return True

    def ids(self, chat: str) -> Iterator[str]:
        """The id of a chat, and those that it had before, the latest first."""
        for _ in range(MOST_STEPS):
            yield chat
            if chat not in self._old:
                return
            chat = self._old[chat]

    def first(self, chat: str) -> str:
        """The id under which a conversation began, and goes on."""
        return list(self.ids(chat))[-1]

    def now(self, chat: str) -> str:
        """The id under which a chat can be written to."""
        for _ in range(MOST_STEPS):
            newer = next((new for new, old in self._old.items() if old == chat), None)
            if newer is None:
                break
            chat = newer
        return chat


def _all(connection: sqlite3.Connection) -> dict[str, str]:
    return dict(connection.execute("SELECT new, old FROM moves").fetchall())
