"""Printed totals, and which document each is of: known only when all the rows it may sum up are read."""

from typing import NamedTuple

from db.layouts.drafts import Draft
from db.records import Issue


class _Sum(NamedTuple):
    fen: int | None
    place: str
    printed: str
    draft: Draft | None  # the document that the line itself names
    unit: str  # the body beneath the department that the line is of, "" for 合计 and the department itself


class Totals:
    """The 合计 lines under one head and the documents whose rows stand there."""

    def __init__(self) -> None:
        """Start under no head."""
        self._sums: list[_Sum] = []
        self._drafts: list[Draft] = []

    def belongs(self, draft: Draft) -> None:
        """A project of this document stands under the head."""
        if draft not in self._drafts:
            self._drafts.append(draft)

    def add(self, fen: int | None, place: str, printed: str, draft: Draft | None, unit: str = "") -> None:
        """A printed sum; `draft` where the line itself names the document, `unit` where it names a body beneath."""
        self._sums.append(_Sum(fen, place, printed, draft, unit))

    def settle(self) -> None:
        """The head ends.

        A sum that names a document with projects is of that one.  The others are of the one document that stands under
        the head; where there are as many as documents, each takes its own in order; else they sum up several.
        """
        rest = []
        for found in self._without_units():
            if found.draft is not None and found.draft in self._drafts:
                _print(found.draft, found)
            else:
                rest.append(found)
        if len(self._drafts) == 1:
            for found in rest:
                _print(self._drafts[0], found)
        elif len(self._drafts) == len(rest):
            for draft, found in zip(self._drafts, rest, strict=True):
                _print(draft, found)
        self._sums, self._drafts = [], []

    def _without_units(self) -> list[_Sum]:
        """The sums that are of whole documents: lines of units beneath a department are its subtotals.

        The only unit of a document may be the department under another name; the first of several is, if the others
        make it up.
        """
        kept = []
        for number, found in enumerate(self._sums):
            others = [other for other in self._sums if other.draft is found.draft and other is not found]
            units = [other for other in others if other.unit and other.unit != found.unit]
            is_first = all(self._sums.index(other) > number for other in others)
            makes_up = is_first and sum(other.fen or 0 for other in units) == found.fen
            if not found.unit or not others or makes_up:
                kept.append(found)
            elif found.draft is not None:
                message = f"「{found.unit}」行是单位的小计，没有作为合计"
                found.draft.issues.append(Issue("subtotal_row", message, found.place))
        return kept


def _print(draft: Draft, found: _Sum) -> None:
    if draft.printed_total_fen is None:
        draft.printed_total_fen, draft.total_place = found.fen, found.place
    elif found.fen is not None and found.fen != draft.printed_total_fen:
        message = f"又有一行合计「{found.printed}」，与前面的不同；以第一个为准"
        draft.issues.append(Issue("second_total", message, found.place))
