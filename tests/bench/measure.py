"""One thing measured, and the line it prints."""

import os
import resource
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
    rows: int = 0  # written or read by the work; 0: it is not about rows
    peak: bool = False  # whether to measure memory, too
    beside: str = ""  # the bench of the same run whose speed it is compared with


class Measure(NamedTuple):
    """What came of it, in milliseconds."""

    name: str
    median: float
    best: float
    worst: float
    rounds: int
    rows: int = 0
    peak_mb: int | None = None

    def line(self, reference: float) -> str:
        """Show the median and its ratio to that of the reference, both of the same run."""
        return (
            f"{self.name:<44} {self.median:>9.2f} ms  ×{self.median / reference:>7.2f}"
            f"   ({self.best:.2f} to {self.worst:.2f}, {self.rounds} rounds)"
            f"{f'   {self.rows / self.median * 1000:,.0f} rows/s' if self.rows else ''}"
            f"{f'   peak {self.peak_mb} MB' if self.peak_mb is not None else ''}"
        )


def measure(bench: Bench) -> Measure:
    """Do the work once to warm up, then as often as it says."""
    bench.work()
    times = []
    for _ in range(bench.rounds):
        start = time.perf_counter()
        bench.work()
        times.append((time.perf_counter() - start) * 1000)
    peak = _peak_mb(bench.work) if bench.peak else None
    return Measure(bench.name, statistics.median(times), min(times), max(times), bench.rounds, bench.rows, peak)


def _peak_mb(work: Callable[[], object]) -> int:
    """Most memory that the work takes in a process of its own, or one that it starts, what it began with included."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        work()
        kilobytes = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        os.write(theirs, str(kilobytes // 1024).encode())
        os._exit(0)
    os.close(theirs)
    os.waitpid(child, 0)
    told = os.read(ours, 64)
    os.close(ours)
    return int(told)


def command(*arguments: str | Path, program: Path = JIXIAO, folder: Path | None = None) -> Callable[[], object]:
    """Build the work of running a whole process; one that fails ends the run."""
    line: Sequence[str | Path] = (program, *arguments)
    return lambda: subprocess.run(
        line, cwd=folder, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True
    )
