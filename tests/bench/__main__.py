"""Runs every `bench_*.py` of this folder: `make bench`, or `python -m tests.bench WORD` for names that hold a word."""

import sys
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.measure import PYTHON, Bench, Measure, command, measure


def main() -> None:
    """Print a line a measure, each beside the empty interpreter of the same run."""
    chosen = sys.argv[1] if len(sys.argv) > 1 else ""
    empty = measure(Bench("python -c pass (the reference)", command("-c", "pass", program=PYTHON)))
    print(empty.line(empty.median))
    medians: dict[str, Measure] = {}
    for module in sorted(Path(__file__).parent.glob("bench_*.py")):
        with TemporaryDirectory() as folder:
            for bench in import_module(f"tests.bench.{module.stem}").benches(Path(folder)):
                if chosen in bench.name or chosen in module.stem:
                    found = medians[bench.name] = measure(bench)
                    print(found.line(empty.median), end="")
                    beside = medians.get(bench.beside)
                    print(f"   {beside.median / found.median:.2f} of its speed" if beside else "", flush=True)


if __name__ == "__main__":
    main()
