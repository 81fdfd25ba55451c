"""Small writes to one SQLite file from an event loop: one thread, one connection, waiting writes committed together.

A write is durable once its `do` has returned, also through a power cut; so many at once cost one flush to disk.
"""

import asyncio
import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import NamedTuple, TypeVar, cast

from bot.errors import CommandError

_log = logging.getLogger(__name__)
_T = TypeVar("_T")
MOST_TOGETHER = 500
LATER_SECONDS = 0.1  # that work waits for company which nobody waits for
WAIT_SECONDS = 10


class _Job(NamedTuple):
    """A piece of work, and who waits for it: nobody, or a future of this loop."""

    work: Callable[[sqlite3.Connection], object]
    future: "asyncio.Future[object] | None"
    loop: asyncio.AbstractEventLoop | None


class _Settled(NamedTuple):
    """What became of a job."""

    job: _Job
    result: object
    error: BaseException | None


class Writer:
    """Owns the file; `do` waits for the commit, `later` does not."""

    def __init__(self, path: Path, schema: str) -> None:
        """Open or make the file; CommandError where that cannot be."""
        self._connection = _open(path, schema)
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name=f"writes {path.name}", daemon=True)
        self._thread.start()

    async def do(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        """Run the work in the next transaction; sqlite3.Error when it was not committed."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[object] = loop.create_future()
        self._jobs.put(_Job(work, future, loop))
        return cast("_T", await future)  # what the work returned; the queue holds work of every kind

    def later(self, work: Callable[[sqlite3.Connection], object]) -> None:
        """Run the work soon, with what somebody waits for or a moment later; a failure is logged."""
        self._jobs.put(_Job(work, None, None))

    def close(self) -> None:
        """Do what waits, then let go of the file."""
        self._jobs.put(None)
        self._thread.join()
        self._connection.close()

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            batch, last = self._with_company(job)
            _settle(self._commit(batch))
            if last:
                return

    def _with_company(self, first: _Job) -> tuple[list[_Job], bool]:
        """A job and those to be committed with it; whether they are the last before the end."""
        batch = [first]
        waited_for = first.future is not None
        by = time.monotonic() + LATER_SECONDS
        while len(batch) < MOST_TOGETHER:
            try:
                another = self._jobs.get(timeout=0 if waited_for else max(0.0, by - time.monotonic()))
            except Empty:
                return batch, False
            if another is None:
                return batch, True
            batch.append(another)
            waited_for = waited_for or another.future is not None
        return batch, False

    def _commit(self, batch: Sequence[_Job]) -> list[_Settled]:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            done = [_Settled(job, job.work(self._connection), None) for job in batch]
            self._connection.execute("COMMIT")
        except Exception as error:
            # Whatever it was, nothing of it is in the file, and the thread must live on for the next.
            _log.error("没有写入（%s: %s）", type(error).__name__, error)
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            return [_Settled(job, None, error) for job in batch]
        return done


def _open(path: Path, schema: str) -> sqlite3.Connection:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=WAIT_SECONDS)
        path.chmod(0o600)  # questions and names of people are in it
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.executescript(schema)
    except (OSError, sqlite3.Error) as error:
        raise CommandError(
            f"{path}：打不开，也建不成（{error}）；请检查 JIXIAO_STATE 所指的文件夹和它的权限"
        ) from error
    return connection


def _settle(done: Sequence[_Settled]) -> None:
    """Wake those who wait, with one call a loop."""
    loops = dict.fromkeys(one.job.loop for one in done if one.job.loop is not None)
    for loop in loops:
        with suppress(RuntimeError):  # the loop has ended, and with it whoever waited
            loop.call_soon_threadsafe(_wake, [one for one in done if one.job.loop is loop])


def _wake(done: Sequence[_Settled]) -> None:
    for job, result, error in done:
        if job.future is None or job.future.done():
            continue
        if error is None:
            job.future.set_result(result)
        else:
            job.future.set_exception(error)
