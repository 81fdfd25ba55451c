"""How long one question takes as a whole process, in times of an empty interpreter: `python -m tests.bench.start`.

The two are run in turn, so that whatever else the machine does slows both.  The aims: at most 5 times with an exact
name and 6.5 times with a mistyped one, by the medians of one run.
"""

import statistics
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from db.sample import sample_path
from tests.bench.measure import PYTHON, command

ROUNDS = 20
EXACT, MISTYPED, CONDITION = "欠薪应急周转金 满意度目标", "欠新应急周转斤 满意度目标", "预算超过100万的项目"
COMMANDS: dict[str, tuple[tuple[str, ...], float | None]] = {
    "ask, an exact name": (("ask", EXACT), 5),
    "ask --json, an exact name": (("ask", "--json", EXACT), 5),
    "ask, a mistyped name": (("ask", MISTYPED), 6.5),
    "ask --json, a mistyped name": (("ask", "--json", MISTYPED), 6.5),
    "ask, a condition": (("ask", CONDITION), None),
    "explain, an exact name": (("explain", EXACT), 5),
    "explain --json, a condition": (("explain", "--json", CONDITION), None),
}
_SHOWN_ABOVE = "python -c pass"


def main() -> None:
    """Print a line a command: median, ratio, aim."""
    with TemporaryDirectory() as folder:
        database = Path(folder) / "bench.db"
        command("load", sample_path(), "--db", database)()
        works = {_SHOWN_ABOVE: command("-c", "pass", program=PYTHON)}
        works.update((name, command(*line, "--db", database)) for name, (line, _) in COMMANDS.items())
        medians = in_turn(works)
    empty = medians[_SHOWN_ABOVE]
    print(f"\nwhole processes, medians of {ROUNDS} rounds in turn")
    for name, median in medians.items():
        aim = COMMANDS[name][1] if name in COMMANDS else None
        print(f"  {name:<30} {median:7.1f} ms   ×{median / empty:5.2f}{f'   aim ×{aim}' if aim else ''}")


def in_turn(works: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Do each once to warm up, then all of them one after the other, again and again; medians in milliseconds."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for work in works.values():
        work()
    for _ in range(ROUNDS):
        for name, work in works.items():
            start = time.perf_counter()
            work()
            times[name].append((time.perf_counter() - start) * 1000)
    return {name: statistics.median(found) for name, found in times.items()}


if __name__ == "__main__":
    main()
