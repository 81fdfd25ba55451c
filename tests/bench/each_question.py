"""How long each question of the corpus takes inside a running service: `python -m tests.bench.each_question`.

Every reading and every whole answer is timed by itself, the best of some rounds, and shown by status, with the
slowest ten.  What is counted is the time of the processor, which other programs on the machine change little.  The
aims: a reading at most 0.5 ms in the median and 3 ms at the 99th percentile, an answer 1.5 and 8 ms, a refusal no
slower than an answer.
"""

import statistics
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bot.answer import AnswerService
from tests.question_corpus import lines, questions, sample_service

ROUNDS = 3
WARM_UP = ("预算最高的三个项目", "工伤认定", "明天天气怎么样", "shenme", "欠新应急周转金")
SLOWEST = 10
AIMS = {"reading": (0.5, 3.0), "answer": (1.5, 8.0)}


class Timed(NamedTuple):
    """One question: how it ended, and the best of its times in milliseconds."""

    milliseconds: float
    status: str
    question: str


def timed(folder: Path, ask: Callable[[AnswerService, str], str], asked: tuple[str, ...]) -> list[Timed]:
    """Ask everything some times over, each time of a service that was not asked it before; `ask` returns a status."""
    best: dict[str, Timed] = {}
    for _ in range(ROUNDS):
        service = sample_service(folder)
        for question in WARM_UP:
            service.answer(question)
        for question in asked:
            start = time.process_time()
            status = ask(service, question)
            found = Timed((time.process_time() - start) * 1000, status, question)
            best[question] = min(found, best.get(question, found))
        service.close()
    return list(best.values())


def report(what: str, found: list[Timed]) -> None:
    """Print medians and 99th percentiles, in all and by status, and the slowest."""
    median, tail = AIMS[what]
    print(f"\n{what}: aims {median} ms median, {tail} ms p99")
    for status in ("all", *dict.fromkeys(one.status for one in found)):
        times = sorted(one.milliseconds for one in found if status in {"all", one.status})
        p99 = times[max(0, len(times) * 99 // 100 - 1)]
        print(
            f"  {status:<15} {len(times):>5} questions   median {statistics.median(times):7.3f} ms"
            f"   p99 {p99:7.3f}   worst {times[-1]:7.3f}"
        )
    for one in sorted(found, reverse=True)[:SLOWEST]:
        print(f"    {one.milliseconds:7.3f} ms  {one.status:<15} {one.question[:60]}")


def main() -> None:
    """Time every question of the corpus and every sentence that is off its domain."""
    asked = (*questions(), *lines("off_domain.txt"))
    with TemporaryDirectory() as folder:
        report("reading", timed(Path(folder), lambda service, text: service.read(text).status, asked))
        report("answer", timed(Path(folder), lambda service, text: service.answer(text).status, asked))


if __name__ == "__main__":
    main()
