"""A question that is offered in place of one that has no answer."""

from querylang.catalogue import Catalogue
from querylang.describe import describe
from querylang.own_unit import in_own_unit
from querylang.query import Query


class Offer(str):
    """The sentence of a query, with the query, so that it need not be read to see whether it finds anything."""

    query: Query

    def __new__(cls, query: Query, catalogue: Catalogue) -> "Offer":
        """Say a whole query; read again the sentence gives the same."""
        query = in_own_unit(query, catalogue)
        offer = super().__new__(cls, describe(query))
        offer.query = query
        return offer
