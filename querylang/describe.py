"""Query → one Chinese sentence."""

from querylang.catalogue import Catalogue
from querylang.query import Query


def describe(query: Query, catalogue: Catalogue) -> str:
    """Say a query in one sentence."""
    return repr(query)
