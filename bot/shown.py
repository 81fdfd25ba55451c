"""Columns that an answer needs beside those asked for: whose project a row is, and where it stands."""

from typing import TYPE_CHECKING

from querylang.query import Column, Query, Scope
from querylang.scope import documents_of

if TYPE_CHECKING:
    from querylang.catalogue import Catalogue

PROJECT = Column("project")
ORIGIN = Column("origin")


def with_owner_and_origin(query: Query, catalogue: "Catalogue") -> Query:
    """Where rows are projects or indicators each names its place and, over several of them, department and year."""
    shows_rows = not query.group and any(isinstance(output, Column) for output in query.outputs)
    if not shows_rows or query.grain not in {"project", "indicator"}:
        return query
    outputs = query.outputs
    if PROJECT in outputs:
        owners = [Column(key) for key in _distinguishing(query.scope, catalogue) if Column(key) not in outputs]
        behind = outputs.index(PROJECT) + 1
        outputs = (*outputs[:behind], *owners, *outputs[behind:])
    return query.replace(outputs=outputs if ORIGIN in outputs else (*outputs, ORIGIN))


def _distinguishing(scope: Scope, catalogue: "Catalogue") -> list[str]:
    """What tells the documents of the scope apart."""
    documents = documents_of(scope, catalogue.documents())
    several_departments = len({one.department for one in documents}) > 1
    # Without a named year each department has one document, and the reading says of which year.
    several_years = bool(scope.years or scope.every_year) and len({one.year for one in documents}) > 1
    return ["department"] * several_departments + ["year"] * several_years
