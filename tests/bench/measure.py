"""One thing measured, and the line it prints."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.console import JIXIAO, environment

PYTHON = Path(sys.executable)


class Bench(NamedTuple):
    """What is measured: a name, the work, and how often it is done."""

    name: str
    work: Callable[[], object]
    rounds: int = 20


class Measure(NamedTuple):
    """What came of it, in milliseconds."""

    name: str
    median: float
    best: float
    worst: float
    rounds: int

    def line(self, reference: float) -> str:
        """Show the median and its ratio to that of the reference, both of the same run."""
        return (
            f"{self.name:<44} {self.median:>9.2f} ms  ×{self.median / reference:>7.2f}"
            f"   ({self.best:.2f} to {self.worst:.2f}, {self.rounds} rounds)"
        )


def measure(bench: Bench) -> Measure:
    """Do the work once to warm up, then as often as it says."""
    bench.work()
    times = []
    for _ in range(bench.rounds):
        start = time.perf_counter()
        bench.work()
        times.append((time.perf_counter() - start) * 1000)
    return Measure(bench.name, statistics.median(times), min(times), max(times), bench.rounds)


def command(*arguments: str | Path, program: Path = JIXIAO, folder: Path | None = None) -> Callable[[], object]:
    """Build the work of running a whole process; one that fails ends the run."""
    line: Sequence[str | Path] = (program, *arguments)
    return lambda: subprocess.run(
        line, cwd=folder, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True
    )
