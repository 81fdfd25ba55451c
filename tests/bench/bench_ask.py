"""Questions: as whole processes, warm, and inside a running service."""

from collections.abc import Callable, Iterator
from pathlib import Path

from bot.answer import AnswerService
from db.sample import sample_path
from tests.bench.measure import Bench, command
from tests.sample_questions import ANSWERED

QUESTIONS = (
    ("an exact name", "欠薪应急周转金"),
    ("a mistyped name", "欠新应急周转金预算"),
    ("a condition", "预算超过100万的项目"),
)
BATCH = 500  # questions behind one line of input each


def benches(folder: Path) -> Iterator[Bench]:
    """The promise of `ask` is at most 6 times the empty interpreter, for an exact name."""
    database = folder / "bench.db"
    command("load", sample_path(), "--db", database)()
    for what, question in QUESTIONS:
        yield Bench(f"jixiao ask --json, {what}", command("ask", "--json", "--db", database, question))
    yield Bench("jixiao ask, a table", command("ask", "--db", database, QUESTIONS[2][1]))
    yield Bench("jixiao explain --json", command("explain", "--json", "--db", database, QUESTIONS[2][1]))
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
