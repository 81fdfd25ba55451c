"""Answers away from the event loop: one thread owns the database connection and all contexts."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from bot.conversation import Answers, Conversations
from bot.render.as_chat import render_chat

_T = TypeVar("_T")


class Worker:
    """Takes one question after the other; the loop only waits for the finished messages."""

    def __init__(self, open_answers: Callable[[], Answers]) -> None:
        """Open the answer service in the worker's own thread, at the first question or by `start`."""
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="answers")
        self._open = open_answers
        self._answers: Answers | None = None
        self._conversations = Conversations()

    async def start(self) -> None:
        """Open the database now, so that a bad one is known before the first question."""
        await self._run(self._opened)

    async def ask(self, chat: int, person: int, question: str) -> list[str]:
        """Answer in the conversation of this person in this chat, as messages ready to send."""
        return await self._run(lambda: self._ask((chat, person), question))

    def stop(self) -> None:
        """Finish the question at hand and let the thread go."""
        self._executor.shutdown()

    async def _run(self, work: Callable[[], _T]) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._executor, work)

    def _opened(self) -> Answers:
        if self._answers is None:
            self._answers = self._open()
        return self._answers

    def _ask(self, conversation: tuple[int, int], question: str) -> list[str]:
        return render_chat(self._conversations.ask(self._opened(), conversation, question))
