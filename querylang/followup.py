"""Follow-ups: a question that leans on the one before."""

from querylang.assemble import Parts, assemble
from querylang.query import Query
from querylang.value import Value


class Context(Value):
    """What the last answered question of a conversation asked."""

    query: Query


def merge(parts: Parts, context: Context, pointing: bool) -> Query:
    """Read the parts with the last query behind them."""
    return assemble(parts)
