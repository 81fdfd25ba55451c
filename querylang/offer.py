"""A question that is offered in place of one that has no answer."""

from querylang.catalogue import Catalogue
from querylang.describe import describe
from querylang.own_unit import in_own_unit
from querylang.query import Query


class Offer(str):
    """The sentence of a query, with the query, so that it need not be read to see whether it finds anything."""

    query: Query

    def __new__(cls, query: Query, catalogue: Catalogue, said: str | None = None) -> "Offer":
        """Say a whole query, in a sentence that read again gives the same; or as it was `said`."""
        query = in_own_unit(query, catalogue)
        offer = super().__new__(cls, describe(query) if said is None else said)
        offer.query = query
        return offer


class Example(str):
    """A question that works, and has nothing to do with the one that was asked: offered where nothing nearer is."""

    __slots__ = ()
