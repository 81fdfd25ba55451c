"""Questions inside a running service."""

from collections.abc import Callable, Iterator
from pathlib import Path

from bot.answer import AnswerService
from db.sample import sample_path
from tests.bench.measure import Bench, command
from tests.sample_questions import ANSWERED

BATCH = 500


def benches(folder: Path) -> Iterator[Bench]:
    """So many a round; whole processes are in `start`."""
    database = folder / "bench.db"
    command("load", sample_path(), "--db", database)()
    service = AnswerService(str(database))
    yield Bench(f"{BATCH} answers of a running service", _answers(service))
    yield Bench(f"{BATCH} readings of a running service", _readings(service))


def _answers(service: AnswerService) -> Callable[[], None]:
    def work() -> None:
        for number in range(BATCH):
            service.answer(ANSWERED[number % len(ANSWERED)])

    return work


def _readings(service: AnswerService) -> Callable[[], None]:
    def work() -> None:
        for number in range(BATCH):
            service.read(ANSWERED[number % len(ANSWERED)])

    return work
