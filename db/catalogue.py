"""What the query language asks of the data, answered from the database file."""

import sqlite3
from collections import Counter
from functools import lru_cache

from db.sqltext import select
from querylang.catalogue import LoadedDocument, Subject
from querylang.query import BUDGET
from querylang.text import plain
from querylang.vocabulary import Lexicon, shipped_lexicon

_NAMES: dict[Subject, str] = {
    "project": "SELECT name FROM projects GROUP BY name ORDER BY MIN(id)",
    "indicator": "SELECT name FROM indicators GROUP BY name ORDER BY MIN(id)",
    "department": "SELECT department FROM documents GROUP BY department ORDER BY MIN(id)",
}
_DOCUMENTS = "SELECT department, year, kind, unit, current FROM documents ORDER BY id"
_OWNERS = (
    "SELECT d.department, d.year FROM projects p JOIN documents d ON d.id = p.document_id"
    " WHERE p.name = ? AND d.kind = ? GROUP BY d.id ORDER BY d.id"
)
_STATING = "SELECT DISTINCT name FROM indicators WHERE ? IN (annual_target, cycle_target)"
MOST_KEPT = 1000  # answers about single texts
FEW_ROWS = 2000  # projects and indicators whose texts are kept
# Where a text is looked for that a project may have to do with.
_SAID_IN = (("projects", ("name", "goal")), ("indicators", ("name", "cycle_target", "annual_target")))
# Where each field is kept; a column of `quantities` or of the documents is never asked for.
_COLUMNS = {
    "project": ("projects", "name"),
    "total": ("projects", "total_fen"),
    "appropriation": ("projects", "appropriation_fen"),
    "special_account": ("projects", "special_account_fen"),
    "other_funds": ("projects", "other_funds_fen"),
    "executed": ("projects", "executed_fen"),
    "execution_rate": ("projects", "execution_rate"),
    "project_score": ("projects", "score"),
    "goal": ("projects", "goal"),
    "indicator_count": ("projects", "indicator_count"),
    "department": ("documents", "department"),
    "year": ("documents", "year"),
    "level1": ("indicators", "level1"),
    "level2": ("indicators", "level2"),
    "indicator": ("indicators", "name"),
    "cycle": ("indicators", "cycle_target"),
    "annual": ("indicators", "annual_target"),
    "actual": ("indicators", "actual"),
    "score": ("indicators", "score"),
    "origin": ("projects", "place"),
}


class SqliteCatalogue:
    """The catalogue of one database: each list is read once and kept until another connection commits a change.

    A list that did not change keeps its identity, so that what is indexed by it need not be indexed anew.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._version = self._data_version()
        self._names: dict[Subject, tuple[str, ...]] = {}
        self._holders: dict[Subject, dict[str, list[int]]] = {}
        self._documents: tuple[LoadedDocument, ...] | None = None
        self._filled: dict[str, bool] = {}
        self._stating: dict[str, tuple[str, ...]] = {}
        self._lexicon: Lexicon | None = None
        self._texts: str | None = None
        self._owned = lru_cache(MOST_KEPT)(self._owners)  # every question that names a project asks more than once

    @property
    def lexicon(self) -> Lexicon:
        """The words in force: those shipped, unless others were given."""
        return self._lexicon or shipped_lexicon()

    def use(self, lexicon: Lexicon | None) -> None:
        """Read questions with these words from now on; None: with those shipped."""
        self._lexicon = lexicon

    def refresh(self) -> bool:
        """Forget what was read if the file has changed since; whether it has.  Once a question is enough."""
        version = self._data_version()
        if version == self._version:
            return False
        self._version = version
        self._names.clear()
        self._holders.clear()
        self._filled.clear()
        self._stating.clear()
        self._owned.cache_clear()
        self._documents = self._texts = None
        return True

    def names(self, subject: Subject) -> tuple[str, ...]:
        """Every distinct name of a subject, in order of first appearance."""
        found = self._names.get(subject)
        if found is None:
            found = self._names[subject] = tuple([name for (name,) in self._connection.execute(_NAMES[subject])])
        return found

    def candidates(self, subject: Subject, text: str, limit: int) -> tuple[str, ...]:
        """Names that share characters with the text, the likeliest first: those that share the most rare ones."""
        names = self.names(subject)
        holders = self._holders_of(subject)
        shared: Counter[int] = Counter()
        for char in set(plain(text)):
            held = holders.get(char, [])
            weight = 1 if len(held) * 8 > len(names) else 3
            for number in held:
                shared[number] += weight
        best = sorted(shared, key=lambda number: (-shared[number], len(names[number]), number))
        return tuple([names[number] for number in best[:limit]])

    def documents(self) -> tuple[LoadedDocument, ...]:
        """Every loaded document, in order of loading."""
        if self._documents is None:
            self._documents = tuple(
                [
                    LoadedDocument(department, year, kind, unit, bool(current))
                    for department, year, kind, unit, current in self._connection.execute(_DOCUMENTS)
                ]
            )
        return self._documents

    def owners(self, project: str, kind: str = BUDGET) -> tuple[tuple[str, int | None], ...]:
        """(department, year) of every document of a kind in which a project of exactly this name stands."""
        return self._owned(project, kind)

    def has_values(self, field: str) -> bool:
        """Whether any loaded row holds a value in this field."""
        found = self._filled.get(field)
        if found is None:
            table, column = _COLUMNS[field]
            any_row = f"SELECT EXISTS ({select('1', table, f'length({column}) > 0')})"
            found = self._filled[field] = self._connection.execute(any_row).fetchone() == (1,)
        return found

    def stating(self, value: str) -> tuple[str, ...]:
        """Names of the indicators whose target is this text."""
        found = self._stating.get(value)
        if found is None:
            rows = self._connection.execute(_STATING, (value,)).fetchall()
            found = self._stating[value] = tuple([name for (name,) in rows])
        return found

    def holds(self, text: str) -> bool:
        """Whether a text stands in any name, goal, indicator or target, in any letter case and width."""
        if text.isalpha() and text.lower() == text.upper():  # neither case nor width to be looked past
            texts = self._texts_of_few()
            if texts:
                return text in texts
        from db.sqltext import Values  # only where a question is refused

        values = Values()
        found = [
            f"EXISTS ({select('1', table, ' OR '.join([values.matches(one, text, whole=False) for one in columns]))})"
            for table, columns in _SAID_IN
        ]
        one_row = self._connection.execute(f"SELECT {' OR '.join(found)}", values.all).fetchone()
        return bool(one_row[0])

    def _texts_of_few(self) -> str:
        """All the texts of small tables as one, searched in a tenth of the time; empty where they are large."""
        if self._texts is None:
            rows: list[tuple[str | None, ...]] = []
            for table, columns in _SAID_IN:
                rows += self._connection.execute(f"{select(', '.join(columns), table)} LIMIT {FEW_ROWS}").fetchall()
            few = len(rows) < FEW_ROWS
            self._texts = "\n".join([text for row in rows for text in row if text]) if few else ""
        return self._texts

    def _owners(self, project: str, kind: str) -> tuple[tuple[str, int | None], ...]:
        return tuple(self._connection.execute(_OWNERS, (project, kind)).fetchall())

    def _data_version(self) -> int:
        version: int
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        return version

    def _holders_of(self, subject: Subject) -> dict[str, list[int]]:
        """Character -> the numbers of the names that hold it."""
        holders = self._holders.get(subject)
        if holders is None:
            holders = self._holders[subject] = {}
            for number, name in enumerate(self.names(subject)):
                for char in set(plain(name)):
                    holders.setdefault(char, []).append(number)
        return holders
