"""One update after the other within a chat, chats side by side, and no more at once than there is room for."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable

from bot.messenger.inbox import Waiting

_log = logging.getLogger(__name__)
MOST_OPEN = 1000


class Turns:
    """Gives each chat its turn; `work` is called for one update of a chat at a time."""

    def __init__(self, work: Callable[[Waiting], Awaitable[None]], most: int = MOST_OPEN) -> None:
        """Hold at most so many updates; further ones stay where they are until there is room."""
        self._work = work
        self._room = asyncio.Semaphore(most)
        self._queues: dict[str, deque[Waiting]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def add(self, update: Waiting) -> None:
        """Take an update; waits while there is no room."""
        await self._room.acquire()
        queue = self._queues.get(update.chat)
        if queue is not None:
            queue.append(update)
            return
        self._queues[update.chat] = deque((update,))
        task = asyncio.create_task(self._serve(update.chat))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def finish(self, seconds: float) -> int:
        """Let what is open end; how many updates had to be left after that many seconds."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        left = sum(len(queue) for queue in self._queues.values())
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return left

    async def _serve(self, chat: str) -> None:
        queue = self._queues[chat]
        try:
            while queue:
                try:
                    await self._work(queue[0])
                except Exception as error:
                    # The chat's one handler: a bug in one update must not silence the chat.
                    _log.error("处理消息时出了意外", exc_info=error)
                queue.popleft()
                self._room.release()
        finally:
            if not queue:
                del self._queues[chat]
