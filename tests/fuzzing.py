"""Reads broken documents, one after the other, in a process that may die of it; says which ones it should not have met.

A reader may refuse (LoadError) or read; it may not fail otherwise, hang, crash or hoard memory.  What it reads goes on
to the layouts and the checks, and now and then into a database, which must then hold just that.
"""

import contextlib
import importlib
import os
import resource
import select
import signal
import sqlite3
import tempfile
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeAlias, cast

from db.checks import check
from db.errors import LoadError, TooLarge
from db.guarded import read_guarded
from db.layouts import Options, read_documents
from db.limits import MOST_COLUMNS
from db.load import load_documents
from db.readers import Content, Reader
from db.records import Document, Source
from tests.console import ROOT
from tests.mutating import Mutator

READERS = ("txt", "csv", "html", "xlsx", "xls", "docx", "pdf")
DOCUMENTS = ROOT / "tests" / "documents"
MEMORY_BYTES = 500 * 1024 * 1024
LONGEST_SECONDS = 20
_LOAD_EVERY = 25  # of the inputs that give documents
_GIVEN = Options(department="试", year=2024)


Tell: TypeAlias = Callable[[str], object]


class Run(NamedTuple):
    """What came of a run over one reader."""

    inputs: int
    read: int  # gave documents
    refused: int
    peak_mb: int
    complaints: tuple[str, ...]
    guarded: int = 0  # of the refused: a library took its process along, and the guard refused the file


def seeds(format_: str) -> list[bytes]:
    """The documents of tests/documents of this format."""
    return [path.read_bytes() for path in sorted(DOCUMENTS.glob(f"*.{format_}"))]


def fuzz(format_: str, inputs: int, seed: int, folder: Path, *, coverage_file: Path | None = None) -> Run:
    """So many broken files; a worker that dies or hangs is a complaint, and another one goes on behind that input."""
    documents = seeds(format_)
    if not documents:
        return Run(0, 0, 0, 0, (f"no {format_} in tests/documents to start from",))
    complaints: list[str] = []
    read = refused = peak = done = guarded = 0
    while done < inputs:
        share = _Share(format_, documents, inputs - done, seed + done, folder, coverage_file)
        told = _watch(share)
        read, refused = read + told.read, refused + told.refused
        guarded += told.guarded
        peak = max(peak, told.peak_mb)
        complaints += told.complaints
        done += max(told.inputs, 1)
    return Run(done, read, refused, peak, tuple(complaints), guarded)


class _Share(NamedTuple):
    format: str
    documents: list[bytes]
    inputs: int
    seed: int
    folder: Path
    coverage_file: Path | None


def _watch(share: _Share) -> Run:
    """Start a worker and listen: a line an input. Silence for too long or a sudden end is a complaint."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        status = 1
        try:
            with os.fdopen(theirs, "w", encoding="utf-8", buffering=1) as told:
                _work(share, told.write)
            status = 0
        except BaseException:  # whatever it was, the parent sees the status
            traceback.print_exc()
        finally:
            os._exit(status)
    os.close(theirs)
    lines: list[str] = []
    hung = False
    with os.fdopen(ours, encoding="utf-8", errors="replace") as stream:
        while True:
            if not select.select([stream], [], [], LONGEST_SECONDS)[0]:
                hung = True
                os.kill(child, signal.SIGKILL)
                break
            line = stream.readline()
            if not line:
                break
            lines.append(line.rstrip("\n"))
    _, status = os.waitpid(child, 0)
    counts = [line for line in lines if line.startswith(("read", "refused", "complaint"))]
    complaints = [line.partition(" ")[2] for line in lines if line.startswith("complaint")]
    peak = max((int(line.split()[1]) for line in lines if line.startswith("peak")), default=0)
    guarded = 0
    if hung or status:
        kept = _keep(share)
        counts.append("died")
        if _is_met(kept, hung=hung):
            guarded = 0 if hung else 1
            kept.unlink()
        else:
            complaints.append(f"{'hangs' if hung else f'dies (status {status})'} over {kept}")
    return Run(
        len(counts),
        lines.count("read"),
        lines.count("refused") + guarded,
        peak,
        tuple(f"{share.format}: {c}" for c in complaints),
        guarded,
    )


def _is_met(path: Path, *, hung: bool) -> bool:
    """Whether loading the file as an admin would ends well: a library that aborts over it is refused by the guard.

    What was silent for long on a machine with other things to do may be read there, or refused for another reason.
    """
    try:
        read_guarded(path, _GIVEN)
    except TooLarge as error:
        return "秒还没有读完" not in str(error)
    except LoadError as error:
        return "\n" not in str(error)
    return hung


def _keep(share: _Share) -> Path:
    """Put the last input where it outlives the run."""
    current = share.folder / f"current.{share.format}"
    kept = Path(tempfile.gettempdir()) / f"jixiao-fuzz-{share.format}-{share.seed}.{share.format}"
    with contextlib.suppress(FileNotFoundError):
        kept.write_bytes(current.read_bytes())
    return kept


def _work(share: _Share, tell: Tell) -> None:
    """The worker: reads every input, tells what came of it."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES, resource.getrlimit(resource.RLIMIT_DATA)[1]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    with _measured(share):
        reader = cast(Reader, importlib.import_module(f"db.readers.from_{share.format}"))
        mutator = Mutator(share.format, share.documents, share.seed)
        database = share.folder / f"{share.format}-{share.seed}.db"
        current = share.folder / f"current.{share.format}"
        loadable = 0
        for number in range(share.inputs):
            content = mutator.next()
            current.write_bytes(content)
            try:
                documents = _read(reader, share.format, content)
                if documents:
                    loadable += 1
                    if loadable % _LOAD_EVERY == 1:
                        _load(documents, database)
            except LoadError as error:
                tell("refused\n" if "\n" not in str(error) else f"complaint a refusal of several lines: {error!r}\n")
            except BaseException as error:  # a panic inside a Rust library is no Exception
                kept = Path(tempfile.gettempdir()) / f"jixiao-fuzz-{share.format}-{share.seed}-{number}.{share.format}"
                kept.write_bytes(content)
                tell(f"complaint {_told(error)}, {kept}\n")
            else:
                tell("read\n" if documents else "refused\n")
    tell(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}\n")


def _told(error: BaseException) -> str:
    where = traceback.extract_tb(error.__traceback__)[-1]
    return " ".join(f"{type(error).__name__}: {error!s:.120} at {where.filename}:{where.lineno}".split())


@contextlib.contextmanager
def _measured(share: _Share) -> Iterator[None]:
    """Count the branches reached, where a file to keep them in is given."""
    if share.coverage_file is None:
        yield
        return
    import coverage

    meter = coverage.Coverage(
        data_file=f"{share.coverage_file}.{share.format}.{share.seed}",
        branch=True,
        include=[str(ROOT / "db" / folder / "*.py") for folder in ("readers", "layouts")],
    )
    meter.start()
    try:
        yield
    finally:
        meter.stop()
        meter.save()


def _read(reader: Reader, format_: str, content: bytes) -> tuple[Document, ...]:
    if not content or not reader.accepts(content):
        return ()
    name = f"broken.{format_}"
    source = Source(name, "0" * 64, reader.FORMAT, reader.read(Content(Path(name), content)))
    if max((len(row.cells) for table in source.tables for row in table.rows), default=0) > MOST_COLUMNS:
        return ()  # `db.load` refuses it
    documents = read_documents(source, _GIVEN)
    return tuple(document._replace(issues=document.issues + check(document)) for document in documents)


def _load(documents: tuple[Document, ...], database: Path) -> None:
    """What is loaded is there whole."""
    database.unlink(missing_ok=True)
    load_documents(str(database), documents, replace=True)
    with contextlib.closing(sqlite3.connect(database)) as connection:
        (projects,) = connection.execute("SELECT COUNT(*) FROM projects").fetchone()
        (sound,) = connection.execute("PRAGMA quick_check").fetchone()
    assert sound == "ok"
    assert projects <= sum(len(document.projects) for document in documents)
    if len({(document.department, document.year, document.kind) for document in documents}) == len(documents):
        assert projects == sum(len(document.projects) for document in documents)
