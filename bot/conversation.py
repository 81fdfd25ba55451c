"""What the next question of a conversation may lean on: the last context of each, for the latest conversations only.

With a file of kept conversations (`bot.kept_conversations`), follow-ups go on after a restart.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from math import inf
from typing import TYPE_CHECKING, Protocol

from bot.answer import ROW_LIMIT, Answer

if TYPE_CHECKING:
    from bot.kept_conversations import KeptConversations
    from querylang.context import Context

MOST_CONVERSATIONS = 10_000


class Answers(Protocol):
    """Whatever answers questions: the answer service, or a stand-in for it."""

    def answer(self, question: str, context: "Context | None" = None, limit: int = ROW_LIMIT) -> Answer:
        """Answer one question, which may lean on the context."""


class Conversations:
    """Contexts by conversation, bounded: the one unused for longest is forgotten first."""

    def __init__(
        self,
        most: int = MOST_CONVERSATIONS,
        kept: "KeptConversations | None" = None,
        seconds: float = inf,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Hold at most that many, each for so long after its last answer; those of earlier processes are in a file."""
        self._most = most
        self._kept = kept
        self._seconds = seconds
        self._clock = clock
        self._contexts: OrderedDict[Hashable, tuple[Context, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._contexts)

    def ask(self, answers: Answers, conversation: Hashable, question: str, limit: int = ROW_LIMIT) -> Answer:
        """Answer in a conversation; one that was not understood leaves the context as it was."""
        answer = answers.answer(question, self.context(conversation), limit)
        if answer.context is not None:
            if self._kept is not None:
                self._kept.keep(conversation, answer.context)
            self._contexts[conversation] = (answer.context, self._clock())
            self._contexts.move_to_end(conversation)
            if len(self._contexts) > self._most:
                self._contexts.popitem(last=False)
        return answer

    def forget(self, conversation: Hashable) -> None:
        """Begin the conversation afresh."""
        self._contexts.pop(conversation, None)
        if self._kept is not None:
            self._kept.forget(conversation)

    def context(self, conversation: Hashable) -> "Context | None":
        """What the next question of a conversation may lean on."""
        context, used = self._contexts.get(conversation, (None, 0.0))
        if context is not None:
            return context if self._clock() - used < self._seconds else None
        return self._kept.find(conversation) if self._kept is not None else None
