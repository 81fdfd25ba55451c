"""Reads a file in a process of its own, within limits of time and memory.

A library that crashes, hangs or eats memory over a broken file takes that process along and nothing else: the file is
refused, and the next one is read.  The process is forked, so that it costs milliseconds and no library is imported
before its format is met; what it read comes back through a pipe.
"""

import contextlib
import gc
import os
import pickle
import resource
import select
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeAlias

from db import limits, progress
from db.errors import LoadError, TooLarge, UnreadableFile
from db.layouts import AS_THE_FILE_SAYS, Options
from db.load import read_file
from db.quantities import Point, known, learn
from db.readers import shown_name
from db.records import Document

_OUT_OF_MEMORY = "内存不够"
_CHUNK = 1 << 20
_WAKE_SECONDS = 0.5
_HEADROOM_BYTES = 64 * limits.MEGABYTE  # of the whole limit, for the process that waits

Said: TypeAlias = Callable[[str], None]


class _Read(NamedTuple):
    """What the reading process hands back at its end: documents, or the refusal."""

    documents: tuple[Document, ...]
    refusal: tuple[type[LoadError], str, str, str] | None = None  # class, file, found, the whole line
    crash: str | None = None
    quantities: dict[str, tuple[Point, ...]] = {}  # noqa: RUF012 - found while checking, and stored on the other side


def read_guarded(
    path: Path, options: Options = AS_THE_FILE_SAYS, database: str | None = None, said: Said | None = None
) -> tuple[Document, ...]:
    """Read, lay out and check a file as `db.load.read_file` does; `said` hears how far it has come."""
    if not hasattr(os, "fork"):
        return read_file(path, options, database)
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        _read_and_tell(theirs, path, options, database)
    os.close(theirs)
    try:
        content = _listen(ours, path, said)
    except BaseException:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        raise
    finally:
        os.close(ours)
        _, status = os.waitpid(child, 0)
    return _unpack(content, status, path)


def _read_and_tell(pipe: int, path: Path, options: Options, database: str | None) -> None:
    """The reading process: never returns, and flushes nothing of what its parent has yet to print."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C reaches both; one of them says so
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # nobody waits any more
    if os.environ.get("JIXIAO_DEBUG") != "1":
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # libraries grumble there; what matters is in the refusal
    gc.disable()  # the process ends with its one document, whose records make no circles
    status = 0
    try:
        with open(pipe, "wb", buffering=0) as stream:
            _limit()
            progress.listen(lambda text: _send(stream.fileno(), pickle.dumps(text)))
            _send(stream.fileno(), pickle.dumps(_read(path, options, database)))
    except BaseException:  # out of memory even for the message: the other side reads it from the status
        status = 1
    finally:
        os._exit(status)


def _limit() -> None:
    """Bound memory and the time of work; a test's own tighter limits stay."""
    room = max(limits.max_memory_bytes() - _HEADROOM_BYTES, _HEADROOM_BYTES)
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (room if hard < 0 else min(room, hard), hard))
    seconds = limits.max_seconds()
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))


def _read(path: Path, options: Options, database: str | None) -> _Read:
    try:
        learn({})
        return _Read(read_file(path, options, database), quantities=known())
    except LoadError as error:
        return _Read((), (type(error), error.file, error.found, str(error)))
    except MemoryError:
        return _Read((), crash=_OUT_OF_MEMORY)
    except RecursionError:
        return _Read((), crash="嵌套太深")
    except Exception as error:
        if os.environ.get("JIXIAO_DEBUG") == "1":
            import traceback

            traceback.print_exception(error)
        return _Read((), crash=f"{type(error).__name__}: {error}"[:200])


def _send(pipe: int, content: bytes) -> None:
    """A length and so many bytes."""
    whole = memoryview(len(content).to_bytes(8, "big") + content)
    while whole:
        whole = whole[os.write(pipe, whole) :]


def _listen(pipe: int, path: Path, said: Said | None) -> bytes:
    """Pass on what is said on the way, until the pipe is closed; the last message, or nothing if there was none."""
    until = time.monotonic() + limits.longest_wait()
    received, last = bytearray(), b""
    while True:
        left = until - time.monotonic()
        if left <= 0:
            raise TooLarge(
                shown_name(path),
                f"等了 {limits.longest_wait()} 秒还没有读完",
                "已停止，没有装入；请在机器空闲时再试，或用环境变量 JIXIAO_MAX_SECONDS 提高上限",
            )
        if not select.select([pipe], [], [], min(left, _WAKE_SECONDS))[0]:
            continue
        part = os.read(pipe, _CHUNK)
        if not part:
            return last
        received += part
        while (message := _take(received)) is not None:
            last = message
            if said is not None and isinstance(text := _text(message), str):
                said(text)


def _take(received: bytearray) -> bytes | None:
    """The first whole message, taken out of what was received."""
    if len(received) < 8:  # noqa: PLR2004 - the length's own length
        return None
    end = 8 + int.from_bytes(received[:8], "big")
    if len(received) < end:
        return None
    message = bytes(received[8:end])
    del received[:end]
    return message


def _text(message: bytes) -> object:
    """A progress message is short; the documents are unpacked once, at the end."""
    return pickle.loads(message) if len(message) < 200 else None  # noqa: PLR2004, S301 - from our own process


def _unpack(content: bytes, status: int, path: Path) -> tuple[Document, ...]:
    read = pickle.loads(content) if content else None  # noqa: S301 - from our own process
    name = shown_name(path)
    if not isinstance(read, _Read):
        signal_number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        if signal_number == signal.SIGXCPU:
            found = f"读了 {limits.max_seconds()} 秒还没有读完"
            raise TooLarge(name, found, "已停止，没有装入；请拆成几份，或用环境变量 JIXIAO_MAX_SECONDS 提高上限")
        raise UnreadableFile(name, "读取时出错（文件可能已损坏，或大得内存放不下）", "没有装入，请重新下载或另存后再试")
    if read.refusal is not None:
        kind, file, found, line = read.refusal
        raise _rebuilt(kind, file, found, line)
    if read.crash == _OUT_OF_MEMORY:
        megabytes = limits.max_memory_bytes() // limits.MEGABYTE
        remedy = "没有装入；请拆成几份，或用环境变量 JIXIAO_MAX_MEMORY_MB 提高上限"
        raise TooLarge(name, f"读它要用的内存超过上限 {megabytes} MB", remedy)
    if read.crash is not None:
        raise UnreadableFile(name, f"读取时出错（{read.crash}）", "文件可能已损坏，没有装入；请重新下载或另存后再试")
    learn(read.quantities)
    return read.documents


def _rebuilt(kind: type[LoadError], file: str, found: str, line: str) -> LoadError:
    """The same refusal on this side of the pipe."""
    error = kind.__new__(kind, line)
    Exception.__init__(error, line)
    error.file, error.found = file, found
    return error
