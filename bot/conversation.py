"""What the next question of a conversation may lean on: the last context of each, for the latest conversations only."""

from collections import OrderedDict
from collections.abc import Hashable
from typing import TYPE_CHECKING, Protocol

from bot.answer import ROW_LIMIT, Answer

if TYPE_CHECKING:
    from querylang.followup import Context

MOST_CONVERSATIONS = 10_000


class Answers(Protocol):
    """Whatever answers questions: the answer service, or a stand-in for it."""

    def answer(self, question: str, context: "Context | None" = None, limit: int = ROW_LIMIT) -> Answer:
        """Answer one question, which may lean on the context."""


class Conversations:
    """Contexts by conversation, bounded: the one unused for longest is forgotten first."""

    def __init__(self, most: int = MOST_CONVERSATIONS) -> None:
        """Keep at most that many conversations."""
        self._most = most
        self._contexts: OrderedDict[Hashable, Context] = OrderedDict()

    def __len__(self) -> int:
        return len(self._contexts)

    def ask(self, answers: Answers, conversation: Hashable, question: str, limit: int = ROW_LIMIT) -> Answer:
        """Answer in a conversation; one that was not understood leaves the context as it was."""
        answer = answers.answer(question, self._contexts.get(conversation), limit)
        if answer.context is not None:
            self._contexts[conversation] = answer.context
            self._contexts.move_to_end(conversation)
            if len(self._contexts) > self._most:
                self._contexts.popitem(last=False)
        return answer

    def forget(self, conversation: Hashable) -> None:
        """Begin the conversation afresh."""
        self._contexts.pop(conversation, None)
