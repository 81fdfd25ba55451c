"""Answers away from the event loop: one thread owns the databases, the conversations and everything that is drawn."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from bot.answer import ROW_LIMIT, Answer
from bot.conversation import Answers, Conversations
from bot.messenger.rights import Departments

if TYPE_CHECKING:
    from querylang.context import Context

_T = TypeVar("_T")
MOST_SCOPES = 50  # databases held open, one for each set of departments


class Service(Answers, Protocol):
    """An answer service over one database, or a stand-in for it."""

    def departments(self) -> tuple[str, ...]:
        """Departments that may be seen."""

    def loaded_on(self) -> str:
        """The day of the latest loading."""

    def issue_counts(self) -> tuple[tuple[str, str, int], ...]:
        """Severity, rule and how often."""

    def close(self) -> None:
        """Let go of the database."""


class Seat(NamedTuple):
    """Where a question comes from, and what may be seen there."""

    chat: str
    person: str
    departments: Departments


class Lean(NamedTuple):
    """What a question is to lean on instead of the last one of its conversation."""

    context: "Context | None"


class Asked(NamedTuple):
    """An answer, what the question leaned on, and of which day the data is."""

    answer: Answer
    before: "Context | None"
    loaded_on: str


class _Recorder:
    """Passes a question on and notes its context, or gives it another."""

    def __init__(self, answers: Answers, lean: Lean | None) -> None:
        self._answers = answers
        self._lean = lean
        self.before: Context | None = None

    def answer(self, question: str, context: "Context | None" = None, limit: int = ROW_LIMIT) -> Answer:
        """Answer with the context that is meant."""
        self.before = context if self._lean is None else self._lean.context
        return self._answers.answer(question, self.before, limit)


class Asker:
    """Its methods without `async` are called inside the thread, by way of `run`."""

    def __init__(self, open_service: Callable[[Departments], Service], conversations: Conversations) -> None:
        """Open a service for each set of departments when it is first asked."""
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="answers")
        self._open = open_service
        self._services: OrderedDict[Departments, Service] = OrderedDict()
        self._conversations = conversations

    async def run(self, work: Callable[[], _T]) -> _T:
        """Do something in the thread; the loop only waits for its end."""
        return await asyncio.get_running_loop().run_in_executor(self._executor, work)

    def stop(self) -> None:
        """Finish what is at hand, close the databases and let the thread go."""
        self._executor.submit(self._close)
        self._executor.shutdown()

    def service(self, departments: Departments = None) -> Service:
        """The service that sees these departments."""
        found = self._services.get(departments)
        if found is None:
            found = self._services[departments] = self._open(departments)
            if len(self._services) > MOST_SCOPES:
                self._services.popitem(last=False)[1].close()
        self._services.move_to_end(departments)
        return found

    def ask(self, seat: Seat, question: str, lean: Lean | None = None) -> Asked:
        """Answer in the conversation of this person in this chat, and remember it there."""
        service = self.service(seat.departments)
        recorder = _Recorder(service, lean)
        answer = self._conversations.ask(recorder, _conversation(seat.chat, seat.person), question)
        return Asked(answer, recorder.before, service.loaded_on())

    def again(self, departments: Departments, question: str, before: "Context | None", limit: int) -> Answer:
        """Answer once more with more rows; the conversation stays as it is."""
        return self.service(departments).answer(question, before, limit)

    def forget(self, chat: str, person: str) -> None:
        """Begin the conversation afresh."""
        self._conversations.forget(_conversation(chat, person))

    def _close(self) -> None:
        for service in self._services.values():
            service.close()


def _conversation(chat: str, person: str) -> tuple[str, str]:
    return chat, person
