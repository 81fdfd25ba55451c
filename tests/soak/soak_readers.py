"""Every reader over broken documents: 10,000 of each format and a minute at least, with the branches reached."""

import io
import time
from collections.abc import Iterator
from pathlib import Path

import coverage

from tests.console import ROOT
from tests.fuzzing import READERS, fuzz

INPUTS_A_ROUND = 5  # 2,000 rounds are 10,000 inputs
SECONDS = 60
WHOLE_RUN = 2000  # rounds from which on the minute counts, too
SEED = 5


def run(folder: Path, rounds: int) -> Iterator[str]:
    """Say what a reader should not have done; print counts, peak memory and coverage."""
    for number, format_ in enumerate(READERS):
        start, done, seed = time.monotonic(), 0, SEED + number
        read = refused = peak = guarded = 0
        while done < rounds * INPUTS_A_ROUND or (rounds >= WHOLE_RUN and time.monotonic() - start < SECONDS):
            found = fuzz(format_, rounds * INPUTS_A_ROUND, seed, folder, coverage_file=folder / "coverage")
            yield from found.complaints
            if not found.inputs:
                break
            guarded += found.guarded
            done, seed = done + found.inputs, seed + found.inputs
            read, refused, peak = read + found.read, refused + found.refused, max(peak, found.peak_mb)
        seconds = time.monotonic() - start
        print(
            f"{format_:<5} {done:>6} inputs in {seconds:>4.0f} s: {read} read, {refused} refused "
            f"({guarded} by the guard), peak {peak} MB"
        )
    print(_coverage(folder))


def _coverage(folder: Path) -> str:
    """Lines and branches reached, a file a line."""
    meter = coverage.Coverage(data_file=str(folder / "coverage"), branch=True)
    meter.combine([str(path) for path in sorted(folder.glob("coverage.*"))])
    report = io.StringIO()
    meter.report(file=report, include=[str(ROOT / "db" / name / "*.py") for name in ("readers", "layouts")])
    return report.getvalue()
