"""Renames that bear on an answer over two years: the confirmed ones are told, likely ones are offered.

They never change a row or a figure: two years are compared by equal names, and the view 项目历年 alone joins others.
"""

import sqlite3
from typing import TYPE_CHECKING

from querylang.query import Presence, Query
from querylang.reflected import walk
from querylang.scope import documents_of

if TYPE_CHECKING:
    from bot.answer import Found
    from db.states import Rename
    from querylang.catalogue import Catalogue

MOST_NAMED = 3
PROJECT = "项目"


def renamed_notes(
    query: Query, found: "Found", connection: sqlite3.Connection, catalogue: "Catalogue"
) -> tuple[str, ...]:
    """A note for each, of an answer that looks at two years or more."""
    scope = query.scope
    from db.states import find_states

    owners = _later_years(query, catalogue)
    names = _names(found) if query.grain != "overview" else None
    presence = next((one.years for one in walk(query.where) if isinstance(one, Presence)), None)
    confirmed = [
        _confirmed(one)
        for one in find_states(connection).renames
        if (one.department, one.kind, one.earlier_year + 1) in owners
        and (query.grain != "project" or names is None or {one.earlier_name, one.later_name} & names)
    ]
    offered: list[str] = []
    if query.grain == "overview" or (query.grain == "change" and presence in {"later", "earlier"}):
        from db.renames import find_candidates

        for year in sorted({year for _, _, year in owners}):
            departments = [department for department, _, one in owners if one == year]
            for candidate in find_candidates(connection, departments, year, scope.kind):
                pair = candidate.pair
                shown = pair.later_name if presence == "later" else pair.earlier_name
                if names is None or shown in names:
                    offered.append(
                        f"“{_plain(pair.earlier_name)}”到“{_plain(pair.later_name)}”可能是改名"
                        f"（名称相像{candidate.likeness}%），还没有确认"
                    )
    return (*_few(confirmed, "次已确认的改名"), *_few(offered, "对可能是改名"))


def _later_years(query: Query, catalogue: "Catalogue") -> set[tuple[str, str, int]]:
    """Department, kind and year of the documents that are compared with those of the year before."""
    scope = query.scope
    if query.grain == "change":
        scope = scope.replace(years=(max(scope.years),)) if scope.years else scope
        if len(query.scope.years) > 1 and max(query.scope.years) - min(query.scope.years) != 1:
            return set()
    return {
        (one.department, one.kind, one.year)
        for one in documents_of(scope, catalogue.documents())
        if one.year is not None
    }


def _names(found: "Found") -> frozenset[str] | None:
    """The projects shown; None where the answer names none."""
    if PROJECT not in found.statement.columns:
        return None
    index = found.statement.columns.index(PROJECT)
    return frozenset(str(row[index]) for row in found.rows)


def _confirmed(one: "Rename") -> str:
    return (
        f"{one.earlier_year}年“{_plain(one.earlier_name)}”改名为{one.earlier_year + 1}年“{_plain(one.later_name)}”"
        "（已确认），这里仍算两个项目"
    )


def _few(notes: list[str], what: str) -> list[str]:
    if len(notes) <= MOST_NAMED:
        return notes
    return [*notes[:MOST_NAMED], f"另有{len(notes) - MOST_NAMED}{what}"]


def _plain(text: str) -> str:
    """Without the brackets that would end the note before its end."""
    return " ".join(text.replace("〔", "[").replace("〕", "]").split())
