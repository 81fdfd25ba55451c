"""Projects that may have been renamed from one year to the next: candidates with evidence, and what people decide.

Nothing is ever assumed: a project that only the earlier year has and one that only the later year has are offered as a
pair, and stay two projects until somebody confirms.  Decisions are kept by name, so replacing a file leaves them.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, NamedTuple

from db import store
from db.errors import CannotRename
from db.layouts.vocabulary import key
from db.load import transaction
from db.records import BUDGET, short

Decision = Literal["confirmed", "denied"]
STATES = {"confirmed": "是改名", "denied": "不是改名", "withdrawn": "已收回"}
_ALIKE = 60  # percent: names so much alike are offered whatever else there is
_SOMEWHAT = 40  # percent: names so much alike are offered where half of the indicators are shared
_LEAST_SHARED = 2  # indicators
_LISTED = 8


class Pair(NamedTuple):
    """Two names in two years following each other, of one department and kind."""

    department: str
    kind: str
    earlier_year: int
    earlier_name: str
    later_name: str

    @property
    def later_year(self) -> int:
        """The year after."""
        return self.earlier_year + 1

    @property
    def said(self) -> str:
        """The pair as messages name it."""
        return (
            f"{self.department}（{self.kind}）：{self.earlier_year}年「{short(self.earlier_name)}」"
            f"→ {self.later_year}年「{short(self.later_name)}」"
        )


class Candidate(NamedTuple):
    """A pair that may be one project, and what speaks for it."""

    pair: Pair
    likeness: int  # of the names, percent
    earlier_fen: int | None
    later_fen: int | None
    shared: int  # indicators of the same name
    indicators: int  # different names of indicators in both years together


class Decided(NamedTuple):
    """A decision as it is kept."""

    id: int
    pair: Pair
    state: str
    who: str
    why: str
    made_at: str


class _Project(NamedTuple):
    """What is known of a name in one year."""

    name: str
    total_fen: int | None
    indicators: frozenset[str]


def find_candidates(
    connection: sqlite3.Connection, departments: Sequence[str] = (), later_year: int | None = None, kind: str = ""
) -> list[Candidate]:
    """Every pair that may be a rename and that nobody has decided on, the likeliest of each name alone.

    In the order of departments, kinds and years, there the likeliest first.  Empty arguments: all there are.
    """
    decided = list(list_decided(connection))
    found: list[Candidate] = []
    for department, document_kind, year, earlier, later in _neighbours(connection):
        wanted = (not departments or department in departments) and (not kind or document_kind == kind)
        if wanted and later_year in (None, year + 1):
            known = [
                one
                for one in decided
                if (key(one.pair.department), one.pair.kind, one.pair.earlier_year)
                == (key(department), document_kind, year)
            ]
            found += _of_two_years(connection, Pair(department, document_kind, year, "", ""), earlier, later, known)
    return found


def _neighbours(connection: sqlite3.Connection) -> Iterator[tuple[str, str, int, int, int]]:
    """Department, kind, earlier year and the ids of the two documents, for every two years following each other."""
    yield from connection.execute(
        "SELECT d.department, d.kind, e.year, e.id, d.id FROM documents d JOIN documents e"
        " ON e.department_key = d.department_key AND e.kind = d.kind AND e.year = d.year - 1"
        " ORDER BY (SELECT MIN(f.id) FROM documents f WHERE f.department_key = d.department_key), d.kind, d.year"
    ).fetchall()


def _of_two_years(
    connection: sqlite3.Connection, blank: Pair, earlier: int, later: int, decided: list[Decided]
) -> list[Candidate]:
    before, after = _projects(connection, earlier), _projects(connection, later)
    confirmed = [one.pair for one in decided if one.state == "confirmed"]
    denied = {(one.pair.earlier_name, one.pair.later_name) for one in decided if one.state == "denied"}
    gone = [one for one in before if one not in after and one not in {pair.earlier_name for pair in confirmed}]
    new = [one for one in after if one not in before and one not in {pair.later_name for pair in confirmed}]
    if not gone or not new:
        return []
    indicators = _indicators(connection, earlier, later)
    pairs: list[tuple[int, Candidate]] = []
    for old in gone:
        for name in new:
            if (old, name) in denied:
                continue
            candidate = _judge(
                blank._replace(earlier_name=old, later_name=name),
                _Project(old, before[old], indicators.get((earlier, old), frozenset())),
                _Project(name, after[name], indicators.get((later, name), frozenset())),
            )
            if candidate is not None:
                pairs.append((_weight(candidate), candidate))
    return _likeliest(pairs)


def _likeliest(pairs: list[tuple[int, Candidate]]) -> list[Candidate]:
    """Each name once: the likeliest pair first, then the likeliest of the names that are left."""
    taken: set[tuple[str, str]] = set()
    found: list[Candidate] = []
    for _, one in sorted(pairs, key=lambda pair: (-pair[0], pair[1].pair)):
        sides = {("earlier", one.pair.earlier_name), ("later", one.pair.later_name)}
        if not sides & taken:
            taken |= sides
            found.append(one)
    return found


def _judge(pair: Pair, old: _Project, new: _Project) -> Candidate | None:
    from rapidfuzz.fuzz import ratio

    likeness = round(ratio(key(old.name), key(new.name)))
    if likeness < _SOMEWHAT:
        return None
    shared, both = len(old.indicators & new.indicators), len(old.indicators | new.indicators)
    if likeness < _ALIKE and not (shared >= _LEAST_SHARED and 2 * shared >= both):
        return None
    return Candidate(pair, likeness, old.total_fen, new.total_fen, shared, both)


def _weight(candidate: Candidate) -> int:
    """How much speaks for a pair: names, then indicators, then the same sum."""
    same_sum = candidate.earlier_fen is not None and candidate.earlier_fen == candidate.later_fen
    return candidate.likeness + (40 * candidate.shared // max(candidate.indicators, 1)) + 10 * same_sum


def _projects(connection: sqlite3.Connection, document: int) -> dict[str, int | None]:
    """Names of a document in its order, with their totals; of a name that is printed several times the sum."""
    return dict(
        connection.execute(
            "SELECT name, SUM(total_fen) FROM projects WHERE document_id = ? GROUP BY name ORDER BY MIN(ordinal)",
            (document,),
        ).fetchall()
    )


def _indicators(connection: sqlite3.Connection, *documents: int) -> dict[tuple[int, str], frozenset[str]]:
    found: dict[tuple[int, str], set[str]] = {}
    for document in documents:
        for name, indicator in connection.execute(
            "SELECT p.name, i.name_key FROM projects p JOIN indicators i ON i.project_id = p.id"
            " WHERE p.document_id = ?",
            (document,),
        ):
            found.setdefault((document, name), set()).add(indicator)
    return {owner: frozenset(names) for owner, names in found.items()}


# --- decisions -----------------------------------------------------------------------------------------------------


def list_decided(connection: sqlite3.Connection, *, withdrawn: bool = False) -> Iterator[Decided]:
    """Every decision in force, or all ever made, oldest first."""
    rows = connection.execute(
        "SELECT id, department, kind, earlier_year, earlier_name, later_name, state, who, why, made_at FROM renames"
        " WHERE ? OR state <> 'withdrawn' ORDER BY id",
        (withdrawn,),
    )
    for number, department, kind, year, earlier, later, state, who, why, at in rows.fetchall():
        yield Decided(number, Pair(department, kind, year, earlier, later), state, who, why, at)


def decide(database: str, which: Sequence[str], decision: Decision, who: str, why: str, document: str = "") -> str:
    """Confirm or deny a pair: the number of a candidate as listed, or the two names; returns what was done.

    `document` is a department or department/later year, where the two names alone stand in several.
    """
    if not who.strip() or not why.strip():
        raise CannotRename("要写明谁定的（--by）和原因（--why）")
    with _open(database) as connection:
        pair = _meant(connection, which, document)
        decided = [one for one in list_decided(connection) if one.pair == pair]
        if any(one.state == decision for one in decided):
            raise CannotRename(f"早已记为{STATES[decision]}：{pair.said}")
        if decision == "confirmed":
            _refuse_second(connection, pair)
        for one in decided:
            _withdraw(connection, one.id, who)
        cursor = connection.execute(
            "INSERT INTO renames (department, department_key, kind, earlier_year, earlier_name, later_year, later_name,"
            " state, who, why, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(pair.department, key(pair.department), pair.kind, pair.earlier_year, pair.earlier_name),
                *(pair.later_year, pair.later_name, decision, who.strip(), why.strip(), _now()),
            ),
        )
    number = cursor.lastrowid
    return f"已记为{STATES[decision]}（改名 {number}）：{pair.said}；收回用 jixiao renames --withdraw {number}"


def withdraw(database: str, number: int, who: str) -> str:
    """Take a decision back; returns what was done."""
    with _open(database) as connection:
        found = next((one for one in list_decided(connection, withdrawn=True) if one.id == number), None)
        if found is None:
            raise CannotRename(f"没有改名 {number}；jixiao renames --decided 列出所有决定")
        if found.state == "withdrawn":
            raise CannotRename(f"改名 {number} 早已收回")
        _withdraw(connection, number, who)
    return f"已收回改名 {number}（{STATES[found.state]}）：{found.pair.said}"


def _withdraw(connection: sqlite3.Connection, number: int, who: str) -> None:
    connection.execute(
        "UPDATE renames SET state = 'withdrawn', withdrawn_by = ?, withdrawn_at = ? WHERE id = ?",
        (who.strip(), _now(), number),
    )


def _meant(connection: sqlite3.Connection, which: Sequence[str], document: str) -> Pair:
    if len(which) == 1 and which[0].isdecimal():
        candidates = find_candidates(connection)
        if not 1 <= int(which[0]) <= len(candidates):
            raise CannotRename(f"没有第 {which[0]} 对，共 {len(candidates)} 对；jixiao renames 列出")
        return candidates[int(which[0]) - 1].pair
    if len(which) != 2:  # noqa: PLR2004 - an earlier and a later name
        raise CannotRename("要写列出的序号，或者上年的名称和下一年的名称，如 --confirm 旧名 新名")
    pairs = list(_of_these_names(connection, which[0], which[1], document))
    if not pairs:
        raise CannotRename(
            f"没有相邻两年，上年有「{short(which[0])}」而下一年没有，下一年有「{short(which[1])}」而上年没有"
        )
    if len(pairs) > 1:
        several = "；".join(pair.said for pair in pairs[:_LISTED])
        raise CannotRename(f"有 {len(pairs)} 处：{several}；请用 --document 指明部门，或 部门/下一年")
    return pairs[0]


def _of_these_names(connection: sqlite3.Connection, earlier: str, later: str, document: str) -> Iterator[Pair]:
    """Where the earlier name stands in the earlier year alone and the later one in the later alone."""
    department, _, year = document.rpartition("/")
    for owner, kind, first_year, first, second in _neighbours(connection):
        if document and not (
            key(owner) == key(document) or (key(owner) == key(department) and year == str(first_year + 1))
        ):
            continue
        before, after = ({key(name): name for name in _projects(connection, number)} for number in (first, second))
        old, new = key(earlier), key(later)
        if old in before and old not in after and new in after and new not in before:
            yield Pair(owner, kind, first_year, before[old], after[new])


def _refuse_second(connection: sqlite3.Connection, pair: Pair) -> None:
    """A project has one name in each year."""
    for one in list_decided(connection):
        other = one.pair
        same_years = one.state == "confirmed" and other[:3] == pair[:3]
        if same_years and (other.earlier_name == pair.earlier_name or other.later_name == pair.later_name):
            raise CannotRename(f"已确认过 {other.said}（改名 {one.id}）；不对的话先用 --withdraw {one.id} 收回")


def confirmed_renames(connection: sqlite3.Connection, kind: str = BUDGET) -> tuple[Pair, ...]:
    """The confirmed renames of a kind of document, oldest first."""
    return tuple(one.pair for one in list_decided(connection) if one.state == "confirmed" and one.pair.kind == kind)


@contextmanager
def _open(database: str) -> Iterator[sqlite3.Connection]:
    """A transaction on a database that is there."""
    if not Path(database).exists():
        store.open_read_only(database).close()  # raises, saying what is missing
    connection = store.open_for_writing(database)
    try:
        with store.explained(database), transaction(connection):
            yield connection
    finally:
        connection.close()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
