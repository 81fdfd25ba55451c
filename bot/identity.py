"""What an answer was made of: the versions of the documents it looked at, and the short id that follows from them.

The id depends on the question, its reading, the limit, and what these documents held; on no clock and no counter.  The
same question over the same documents has the same id in any database.
"""

from _blake2 import blake2b  # as in hashlib, which reads all of OpenSSL at a start
from typing import TYPE_CHECKING

from querylang.query import BUDGET, FieldOf, Query, Scope
from querylang.reflected import walk

if TYPE_CHECKING:
    from db.states import DocumentState, Rename, States

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is taken for another
LENGTH = 8
_WHOLE = 16  # letters of the whole fingerprint: 80 bits
_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None})


def documents_of(query: Query, states: "States") -> "tuple[DocumentState, ...]":
    """The documents that the figures of a query may come from, at least."""
    values = walk(query)
    scopes = [one for one in values if isinstance(one, Scope)]
    if any(isinstance(one, FieldOf) for one in values):  # a project of any department
        scopes += [one.replace(departments=(), excluded=()) for one in scopes]
    found = {one for one in states.documents if any(_within(one, scope) for scope in scopes)}
    if query.grain == "overview":
        before = {(one.department, one.kind, one.year - 1) for one in found if one.year is not None}
        found |= {one for one in states.documents if (one.department, one.kind, one.year) in before}
    return tuple(sorted(found))


def renames_of(documents: "tuple[DocumentState, ...]", states: "States") -> "tuple[Rename, ...]":
    """The confirmed renames between the documents looked at."""
    years = {(one.department, one.kind, one.year) for one in documents}
    return tuple(
        one
        for one in states.renames
        if {(one.department, one.kind, one.earlier_year), (one.department, one.kind, one.earlier_year + 1)} <= years
    )


def _within(document: "DocumentState", scope: Scope) -> bool:
    if (scope.kind and document.kind != scope.kind) or document.department in scope.excluded:
        return False
    if scope.departments and document.department not in scope.departments:
        return False
    if scope.years:
        return document.year in scope.years
    # Of other kinds no flag tells the latest: all of them are looked at.
    return scope.every_year or document.current or document.kind != BUDGET


def whole_id(
    question: str,
    reading: str,
    limit: int,
    documents: "tuple[DocumentState, ...]",
    renames: "tuple[Rename, ...]",
) -> str:
    """The fingerprint of an answer; its first letters are the id that people see."""
    said = [one[1:] for one in renames]
    # In the order of their content, not of their numbers: another database may have loaded them in another order.
    content = repr((question, reading, limit, sorted(one.state for one in documents), sorted(said)))
    number = int.from_bytes(blake2b(content.encode("utf-8", "surrogatepass"), digest_size=10).digest())
    return "".join([LETTERS[number >> shift & 31] for shift in range(5 * (_WHOLE - 1), -1, -5)])


def short_id(whole: str) -> str:
    """As it is shown.

    >>> short_id("7Q3K9XM2ABCDEFGH")
    '7Q3K-9XM2'
    """
    return f"{whole[: LENGTH // 2]}-{whole[LENGTH // 2 : LENGTH]}"


def read_id(text: str) -> str:
    """An id as somebody typed it: small letters, without its hyphen, with letters taken for figures.

    >>> read_id("7q3k 9xm2"), read_id("OI-L")
    ('7Q3K9XM2', '011')
    """
    return text.upper().translate(_MISREAD)


def fingerprint_of_text(text: str) -> str:
    """A short name for a long text."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def fingerprint_of_rows(columns: tuple[str, ...], rows: tuple[tuple[object, ...], ...], total: int) -> str:
    """What tells whether two answers show the same figures."""
    content = repr((columns, rows, total)).encode("utf-8", "surrogatepass")
    return blake2b(content, digest_size=16).hexdigest()
