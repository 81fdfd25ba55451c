"""How much one person may ask, and how fast a chat may be written to."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Literal, TypeAlias

MOST_PEOPLE = 10_000
MINUTE = 60.0
Verdict: TypeAlias = Literal["go", "tell", "silent"]
Clock: TypeAlias = Callable[[], float]


class Limits:
    """A bucket of questions a person, filled at an even rate; an empty one is told once, then silence."""

    def __init__(self, a_minute: int, clock: Clock = time.monotonic) -> None:
        """So many a minute, and as many at once; 0 is no limit."""
        self._a_minute = a_minute
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float, bool]] = OrderedDict()  # left, as of when, told

    def check(self, person: str) -> Verdict:
        """Whether this question may be answered; of those that may not, the first is to be told so."""
        if not self._a_minute:
            return "go"
        now = self._clock()
        left, since, told = self._buckets.pop(person, (float(self._a_minute), now, False))
        left = min(self._a_minute, left + (now - since) * self._a_minute / MINUTE)
        verdict: Verdict = "go" if left >= 1 else "silent" if told else "tell"
        self._buckets[person] = (left - 1 if verdict == "go" else left, now, verdict != "go")
        if len(self._buckets) > MOST_PEOPLE:
            self._buckets.popitem(last=False)
        return verdict

    def forget(self, person: str) -> None:
        """Keep nothing of this person."""
        self._buckets.pop(person, None)


class Pace:
    """Times of sending within each chat.  Waiting is in order of asking."""

    def __init__(
        self,
        spacing: float,
        clock: Clock = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        """So many seconds between the messages of a chat; 0 is no limit."""
        self._spacing = spacing
        self._clock = clock
        self._sleep = sleep
        self._chats: OrderedDict[str, float] = OrderedDict()  # earliest time of the next message

    async def wait(self, chat: str) -> None:
        """Wait until a message may go to this chat."""
        now = self._clock()
        at = max(now, self._chats.get(chat, 0.0))
        if self._spacing:
            self._chats[chat] = at + self._spacing
            self._chats.move_to_end(chat)
            self._drop_past(now)
        if at > now:
            await self._sleep(at - now)

    def hold(self, chat: str, seconds: float) -> None:
        """Nothing to this chat for so long: the messenger asked for it."""
        self._chats[chat] = max(self._chats.get(chat, 0.0), self._clock() + seconds)

    def __len__(self) -> int:
        return len(self._chats)

    def _drop_past(self, now: float) -> None:
        while self._chats and next(iter(self._chats.values())) <= now:
            self._chats.popitem(last=False)
