"""Whole processes, as a person waits for them."""

from collections.abc import Callable, Iterator
from pathlib import Path

from db.sample import sample_path
from tests.bench.measure import Bench, command


def benches(folder: Path) -> Iterator[Bench]:
    """Measure the start, and the work of loading and of reading back."""
    database = folder / "bench.db"
    command("load", sample_path(), "--db", database)()
    yield Bench("jixiao --version", command("--version"))
    yield Bench("jixiao --help", command("--help"))
    yield Bench("jixiao load, the sample, new database", _load_anew(folder / "new.db"), rounds=10)
    yield Bench("jixiao load, the sample, loaded already", command("load", sample_path(), "--db", database), rounds=10)
    yield Bench("jixiao documents", command("documents", "--db", database))
    yield Bench("jixiao dump --json", command("dump", "--json", "--db", database))


def _load_anew(database: Path) -> Callable[[], None]:
    load = command("load", sample_path(), "--db", database)

    def work() -> None:
        database.unlink(missing_ok=True)
        load()

    return work
