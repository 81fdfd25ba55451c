"""How a question was read: the value that the interpreter returns."""

from typing import TYPE_CHECKING, Literal, TypeAlias

from querylang.named import NamedTuple
from querylang.query import Query
from querylang.words import Word

if TYPE_CHECKING:
    from querylang.nodes import Loose

Status: TypeAlias = Literal["ok", "ambiguous", "no_match", "not_understood"]


class Reading(NamedTuple):
    """A question as understood, before its statement runs."""

    question: str
    status: Status
    query: Query | None  # None unless status is ok
    sentence: str  # the reading in Chinese, or why there is none
    notes: tuple[str, ...]  # what was assumed: unit, ties, context
    words: tuple[Word, ...]  # cover the whole question; spans of the original
    unrecognised: tuple[str, ...]
    suggestions: tuple[str, ...]
    conditions: "tuple[Loose | None, ...]"  # as the rules found them, before it was known of what rows

    @property
    def trace(self) -> tuple[str, ...]:
        """Which rules did what."""
        return tuple(f"condition: {one!r}" for one in self.conditions)
