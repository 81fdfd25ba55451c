"""What the query language asks of the data: a port, implemented in `db.catalogue` and by fakes in tests."""

from typing import Literal, Protocol, TypeAlias

from querylang.named import NamedTuple
from querylang.query import BUDGET
from querylang.vocabulary import Lexicon

Subject: TypeAlias = Literal["project", "indicator", "department"]


class LoadedDocument(NamedTuple):
    """One loaded document: its department in full, its year (None: it states none), kind, unit and currency flag."""

    department: str
    year: int | None
    kind: str
    unit: str
    current: bool


class Catalogue(Protocol):
    """Names and counts of what is loaded.  Names are as published, distinct, in order of first appearance."""

    @property
    def lexicon(self) -> Lexicon:
        """The words in force here: those shipped, and the staff's own."""

    def names(self, subject: Subject) -> "tuple[str, ...]":
        """Every distinct name of a subject."""

    def candidates(self, subject: Subject, text: str, limit: int) -> "tuple[str, ...]":
        """Names that share characters or sounds with a normalised text, the likeliest first, at most `limit`."""

    def documents(self) -> tuple[LoadedDocument, ...]:
        """Every loaded document."""

    def owners(self, project: str, kind: str = BUDGET) -> tuple[tuple[str, int | None], ...]:
        """(department, year) of every document of a kind in which a project of exactly this name stands."""

    def has_values(self, field: str) -> bool:
        """Whether any loaded row holds a value in this field (实际完成值, 得分)."""

    def stating(self, value: str) -> "tuple[str, ...]":
        """Names of the indicators whose target, of the year or the cycle, is this text and nothing else."""

    def holds(self, text: str) -> bool:
        """Whether a text stands in any name, goal, indicator or target, in any letter case and width."""
