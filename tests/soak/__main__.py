"""Runs every `soak_*.py` of this folder; `make soak`, or `python -m tests.soak ROUNDS` (default 2000)."""

import sys
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

DEFAULT_ROUNDS = 2000


def main() -> int:
    """Print what each run found; the exit status tells whether something grew or was left."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_ROUNDS
    bad = 0
    for module in sorted(Path(__file__).parent.glob("soak_*.py")):
        with TemporaryDirectory() as folder:
            for complaint in import_module(f"tests.soak.{module.stem}").run(Path(folder), rounds):
                bad += 1
                print(f"{module.stem}: {complaint}")
    print(f"{rounds} rounds: {bad or 'nothing'} to complain of")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
