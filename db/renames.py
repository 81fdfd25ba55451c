"""Projects that may have been renamed from one year to the next: candidates with evidence, and what people decide.

Nothing is ever assumed: a project that only the earlier year has and one that only the later year has are offered as a
pair, and stay two projects until somebody confirms.  Decisions are kept by name, so replacing a file leaves them.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from db.layouts.vocabulary import key
from db.records import short

STATES = {"confirmed": "是改名", "denied": "不是改名", "withdrawn": "已收回"}
_ALIKE = 60  # percent: names so much alike are offered whatever else there is
_SOMEWHAT = 40  # percent: names so much alike are offered where half of the indicators are shared
_LEAST_SHARED = 2  # indicators


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
    for department, document_kind, year, earlier, later in neighbours(connection):
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


def neighbours(connection: sqlite3.Connection) -> Iterator[tuple[str, str, int, int, int]]:
    """Department, kind, earlier year and the ids of the two documents, for every two years following each other."""
    yield from connection.execute(
        "SELECT d.department, d.kind, e.year, e.id, d.id FROM documents d JOIN documents e"
        " ON e.department_key = d.department_key AND e.kind = d.kind AND e.year = d.year - 1"
        " ORDER BY (SELECT MIN(f.id) FROM documents f WHERE f.department_key = d.department_key), d.kind, d.year"
    ).fetchall()


def _of_two_years(
    connection: sqlite3.Connection, blank: Pair, earlier: int, later: int, decided: list[Decided]
) -> list[Candidate]:
    before, after = projects_of(connection, earlier), projects_of(connection, later)
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


def projects_of(connection: sqlite3.Connection, document: int) -> dict[str, int | None]:
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
