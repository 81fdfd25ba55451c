"""What can go wrong with a file or the database: each error is one Chinese line and knows the exit status.

JixiaoError
├── LoadError            a published file could not be loaded; the database is as it was for that file
│   ├── UnreadableFile   missing, a folder, empty, binary, damaged
│   ├── UnknownFormat    a format no reader takes
│   ├── UnknownLayout    readable, but no table of budget targets in it
│   ├── TooLarge         beyond a limit of `db.limits`
│   └── Conflict         another version of the same department, year and kind is loaded already
└── StoreError           the database itself
├── MissingDatabase  none there yet, or nothing in it
├── NotADatabase     some other file
├── WrongVersion     made by an older or newer program
├── NoSuchDocument   `remove` names a document that is not loaded
├── CannotCorrect    `correct` names a cell that is not there, or a value that it cannot hold
├── CannotRename     `renames` names what is no pair of names of two years
└── WriteFailed      read-only folder, full disk, another program holding the lock
"""

REFUSED = 1
UNUSABLE = 2


class JixiaoError(Exception):
    """Something a person can cause and mend; `str(error)` is one Chinese line."""

    exit_status = REFUSED

    def __init__(self, message: str) -> None:
        """Keep the message on one line, whatever a file name or a library put into it."""
        super().__init__(" ".join(message.split()))


class LoadError(JixiaoError):
    """A published file that could not be loaded: which file, where in it, what was found, what to do."""

    def __init__(self, file: str, found: str, remedy: str, place: str = "") -> None:
        """Put the parts together in the order every message has."""
        where = f"{file}：{place}" if place else file
        super().__init__(f"{where}：{found}；{remedy}")
        self.file = file
        self.found = found


class UnreadableFile(LoadError):
    """Missing, a folder, empty, binary or damaged."""


class UnknownFormat(LoadError):
    """A format that no reader takes."""


class UnknownLayout(LoadError):
    """Readable, but without a table of budget targets that a layout knows."""


class TooLarge(LoadError):
    """Beyond a limit."""


class Conflict(LoadError):
    """Another version of the same department, year and kind is loaded already."""


class StoreError(JixiaoError):
    """The database cannot be used."""

    exit_status = UNUSABLE


class MissingDatabase(StoreError):
    """There is no database yet, or nothing in it."""


class NotADatabase(StoreError):
    """The file is something else, or damaged."""


class WrongVersion(StoreError):
    """The database was made by an older or newer program."""


class Unreadable(StoreError):
    """The database is there but cannot be read just now."""


class TooSlow(StoreError):
    """A question would have read more than its budget."""


class NoSuchDocument(StoreError):
    """The document to remove is not loaded."""

    exit_status = REFUSED


class CannotCorrect(StoreError):
    """The cell to correct is not there, or cannot hold the value."""

    exit_status = REFUSED


class CannotRename(StoreError):
    """What is to be confirmed or denied is no pair of names of two years following each other."""

    exit_status = REFUSED


class WriteFailed(StoreError):
    """The database could not be written; it is as it was."""

    exit_status = REFUSED
