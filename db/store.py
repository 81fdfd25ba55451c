"""Opens the database, read-only for asking and writable for loading, and says in Chinese why it cannot.

Asking runs statements within a budget of SQLite's own steps: the same question ends the same way on any machine.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

from db.errors import MissingDatabase, NotADatabase, StoreError, TooSlow, Unreadable, WriteFailed, WrongVersion
from querylang.named import NamedTuple

if TYPE_CHECKING:
    from db.statement import Statement

Row: TypeAlias = tuple[str | int | float | None, ...]

DEFAULT_PATH = "jixiao.db"
WAIT_SECONDS = 10
_PLAIN = frozenset(b"/-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")  # in a URI as they stand
_STEPS = 100_000  # of SQLite's virtual machine between two looks at the budget
_BUDGET = 500  # looks: 50 million steps, some seconds


class Result(NamedTuple):
    """The rows of a statement as far as its limit goes, how many there are, and the statement as it is printed."""

    rows: list[Row]
    total_rows: int
    printed: str

    @property
    def truncated(self) -> bool:
        """Whether there are more rows than these."""
        return len(self.rows) < self.total_rows


def database_path(given: str | None) -> str:
    """The database a command works on: the one given, else JIXIAO_DB, else jixiao.db here."""
    return given or os.environ.get("JIXIAO_DB") or DEFAULT_PATH


def open_read_only(path: str) -> sqlite3.Connection:
    """Open an existing database of this version; StoreError says what is wrong with it."""
    if not os.path.exists(path):
        raise MissingDatabase(_missing(path))
    with explained(path, reading=True):
        try:
            connection = _connect(path, "ro")
            if _is_older(connection):
                connection.close()
                _upgrade(path)
                connection = _connect(path, "ro")
            _check(connection, path)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_READONLY_ROLLBACK":
                raise
            # A load was killed. Its journal takes the file back to where it was, which only a writer may do.
            _recover(path)
            connection = _connect(path, "ro")
            _check(connection, path)
    return connection


def run(connection: sqlite3.Connection, statement: "Statement") -> Result:
    """Run a statement; StoreError where the database cannot be read, or the statement takes too long."""
    with explained_reading(connection):
        rows: list[Row] = connection.execute(statement.sql, statement.params).fetchall()
        limit = statement.limit
        if limit is None or len(rows) <= limit:
            return Result(rows, len(rows), statement.printed)
        (total,) = connection.execute(statement.counting, statement.params).fetchone()
        return Result(rows[:limit], total, statement.printed_limited)


@contextmanager
def explained_reading(connection: sqlite3.Connection) -> Iterator[None]:
    """Bound what runs inside, and turn what SQLite says into a StoreError."""
    left = _BUDGET

    def spend() -> bool:
        nonlocal left
        left -= 1
        return left < 0

    connection.set_progress_handler(spend, _STEPS)
    try:
        yield
    except sqlite3.DatabaseError as error:
        if explanation := _explain_reading(error):
            raise explanation from error
        raise
    finally:
        connection.set_progress_handler(None, 0)


def _explain_reading(error: sqlite3.DatabaseError) -> StoreError | None:
    match getattr(error, "sqlite_errorname", "").split("_")[1:]:
        case ["INTERRUPT", *_]:
            return TooSlow("这个问题要查的数据太多，已停止；请把范围说小一些，如指明部门或年度")
        case ["BUSY" | "LOCKED", *_]:
            return Unreadable("数据库正被另一个程序写入，暂时读不了；请稍后再问")
        case ["CORRUPT" | "NOTADB", *_]:
            return NotADatabase("数据库已损坏；请从备份恢复，或重新装入到新文件")
        case ["IOERR" | "CANTOPEN", *_]:
            return Unreadable("读数据库时磁盘出错；请检查磁盘再问")
        case _:
            return None


def open_for_writing(path: str) -> sqlite3.Connection:
    """Open or make a database; transactions are begun by hand, and one that exists must be of this version or empty."""
    folder = os.path.dirname(os.path.abspath(path))
    if not os.path.isdir(folder):
        raise WriteFailed(f"{path}：没有文件夹 {folder}；请先建好它，或用 --db 换一个地方")
    with explained(path):
        connection = _connect(path, "rwc")
        connection.execute("PRAGMA foreign_keys = ON")
        # A finished file must open on a read-only file system, which one in WAL mode does not.
        connection.execute("PRAGMA journal_mode = DELETE")
        if _is_older(connection):
            connection.close()
            _upgrade(path)
            return open_for_writing(path)
        if not is_empty(connection):
            _check(connection, path)
    return connection


def is_empty(connection: sqlite3.Connection) -> bool:
    """Whether nothing was ever stored: a new file, or one whose first load was cut off."""
    (count,) = connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
    return bool(count == 0)


@contextmanager
def explained(path: str, *, reading: bool = False) -> Iterator[None]:
    """Turn what SQLite says about a file into a StoreError; only reading, nobody fears that something was lost."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if explanation := _explain(error, path, reading):
            raise explanation from error
        raise


def _connect(path: str, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"file:{_in_uri(os.path.abspath(path))}?mode={mode}",
        uri=True,
        isolation_level=None,
        timeout=WAIT_SECONDS,
    )


def _in_uri(path: str) -> str:
    """Escape a path; urllib's own `quote` takes longer to import than the file to open."""
    return "".join([chr(byte) if byte in _PLAIN else f"%{byte:02X}" for byte in os.fsencode(path)])


def _recover(path: str) -> None:
    connection = _connect(path, "rw")
    try:
        is_empty(connection)
    finally:
        connection.close()


def _is_older(connection: sqlite3.Connection) -> bool:
    """Whether an earlier version of this program made it; one that stands in no version at all is not upgraded."""
    from db.version import APPLICATION_ID, SCHEMA_VERSION

    (owner,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return bool(owner == APPLICATION_ID and 0 < version < SCHEMA_VERSION)


def _upgrade(path: str) -> None:
    from db.migrate import migrate

    connection = _connect(path, "rw")
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        migrate(path, connection, version)
    finally:
        connection.close()


def _check(connection: sqlite3.Connection, path: str) -> None:
    """Only a database of this program and this schema version is used."""
    from db.version import APPLICATION_ID, SCHEMA_VERSION

    if is_empty(connection):
        raise MissingDatabase(_missing(path, "是空的"))
    (owner,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if owner != APPLICATION_ID:
        raise NotADatabase(f"{path}：是别的程序的数据库；请用 --db 换一个文件")
    if version < SCHEMA_VERSION:
        raise WrongVersion(
            f"{path}：由旧版程序建立（结构版本 {version}，需要 {SCHEMA_VERSION}）；"
            "请用本版本重新装入到新文件：jixiao load 文件 --db 新文件"
        )
    if version > SCHEMA_VERSION:
        raise WrongVersion(f"{path}：由更新的程序建立（结构版本 {version}，本程序只懂 {SCHEMA_VERSION}）；请升级本程序")


def _missing(path: str, found: str = "不存在") -> str:
    return f"数据库 {path} {found}；请先装入文件：jixiao load 文件 --db {path}"


# SQLite's primary result code → what a person can make of it.
_EXPLANATIONS: dict[str, tuple[type[StoreError], str]] = {
    "NOTADB": (NotADatabase, "不是数据库；请用 --db 换一个文件"),
    "CORRUPT": (NotADatabase, "数据库已损坏；请从备份恢复，或重新装入到新文件"),
    "FULL": (WriteFailed, "磁盘已满，没有写入，数据库与原来一样；请腾出空间再装"),
    "TOOBIG": (WriteFailed, "有一格文字太长，没有写入；请检查文件"),
    "BUSY": (WriteFailed, "数据库正被另一个程序写入，没有写入；请稍后再试"),
    "LOCKED": (WriteFailed, "数据库正被另一个程序写入，没有写入；请稍后再试"),
    "READONLY": (WriteFailed, "数据库或所在文件夹是只读的，没有写入；请检查权限，或用 --db 换一个地方"),
    "CANTOPEN": (WriteFailed, "打不开，也建不成（没有权限，或文件夹是只读的）；请检查权限，或用 --db 换一个地方"),
    "PERM": (WriteFailed, "没有权限；请检查权限，或用 --db 换一个地方"),
    "IOERR": (WriteFailed, "读写磁盘时出错（可能是磁盘已满），没有写入，数据库与原来一样；请检查磁盘再试"),
}


_EXPLANATIONS_OF_READING: dict[str, tuple[type[StoreError], str]] = {
    "BUSY": (Unreadable, "正被另一个程序写入，暂时读不了；请稍后再试"),
    "LOCKED": (Unreadable, "正被另一个程序写入，暂时读不了；请稍后再试"),
    "CANTOPEN": (Unreadable, "打不开（没有权限）；请检查权限"),
    "IOERR": (Unreadable, "读磁盘时出错；请检查磁盘再试"),
}


def _explain(error: sqlite3.DatabaseError, path: str, reading: bool) -> StoreError | None:
    """What a person can mend; None for a mistake in a statement, which is a bug."""
    if os.path.isdir(path):
        return NotADatabase(f"{path}：是文件夹，不是数据库；请用 --db 给出文件")
    # Errors that Python itself raises carry no name; extended codes follow the primary one after an underscore.
    _, _, name = getattr(error, "sqlite_errorname", "").partition("_")
    primary = name.partition("_")[0]
    found = _EXPLANATIONS_OF_READING.get(primary) if reading else None
    if (found := found or _EXPLANATIONS.get(primary)) is None:
        return None
    kind, words = found
    return kind(f"{path}：{words}")
