"""Loads, replaces, reads and removes in one process, again and again."""

import contextlib
import io
import resource
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from bot import cli
from db.sample import sample_path

WARM_UP = 20
MAY_GROW_KB = 8 * 1024
# Pages that a swap leaves free are used by the next one.
MAY_BE_TIMES_AS_LARGE = 2


def run(folder: Path, rounds: int) -> Iterator[str]:
    """Say what is not as it was: memory, open files, files in the folder, the database."""
    database, other = folder / "soak.db", folder / "other.txt"
    other.write_bytes(sample_path().read_bytes().replace(b"6,825.71", b"6,825.70"))
    resident = files = size = 0
    before = ""
    for number in range(WARM_UP + rounds):
        source = sample_path() if number % 2 else other
        _quietly("load", str(source), "--replace", "--db", str(database))
        dump = _quietly("dump", "--json", "--db", str(database))
        if number == WARM_UP:
            resident, files, size = _resident_kb(), _open_files(), database.stat().st_size
        if number % 2 and before and dump != before:
            yield f"round {number}: the same document is dumped differently"
        before = dump if number % 2 else before
    if _resident_kb() - resident > MAY_GROW_KB:
        yield f"memory grew from {resident} to {_resident_kb()} KB"
    if _open_files() != files:
        yield f"open files: {files} became {_open_files()}"
    if database.stat().st_size > MAY_BE_TIMES_AS_LARGE * size:
        yield f"the database grew from {size} to {database.stat().st_size} bytes"
    if left := {path.name for path in folder.iterdir()} - {database.name, other.name}:
        yield f"left lying about: {sorted(left)}"
    with contextlib.closing(sqlite3.connect(database)) as connection:
        if (found := connection.execute("PRAGMA integrity_check").fetchone()) != ("ok",):
            yield f"integrity check: {found}"


def _quietly(*arguments: str) -> str:
    output = io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        status = cli.main(list(arguments))
    if status:
        raise SystemExit(f"jixiao {' '.join(arguments)}: {status}\n{output.getvalue()}")
    return output.getvalue()


def _resident_kb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _open_files() -> int:
    return len(list(Path("/dev/fd").iterdir()))
