"""How rows are ordered and which places of the order a limit asks for."""

from collections.abc import Sequence

from querylang.named import NamedTuple
from querylang.query import Limit


class Key(NamedTuple):
    """A sort key: an exact expression that is NULL for rows without a value."""

    sql: str
    descending: bool


def direction(key: Key) -> str:
    """Rows without a value stand last in either direction; under DESC they do so anyway."""
    return f"{key.sql} DESC" if key.descending else f"{key.sql} NULLS LAST"


def held(key: Key) -> str:
    """A row without a value holds no rank; a count and a sum are never without."""
    return "" if key.sql.startswith(("指标数", "COUNT", "(SELECT COUNT", "COALESCE(SUM")) else f"{key.sql} IS NOT NULL"


def ranking(keys: list[Key], within: Sequence[str] = ()) -> str:
    """The competition rank by these keys, perhaps within each value of these columns."""
    parts = f"PARTITION BY {', '.join(within)} " if within else ""
    return f"RANK() OVER ({parts}ORDER BY {', '.join([direction(key) for key in keys])})"


def between(limit: Limit) -> str:
    """The ranks that a limit asks for."""
    last = limit.first + limit.count - 1
    if limit.count == 1:
        return f"排位 = {limit.first}"
    return f"排位 <= {last}" if limit.first == 1 else f"排位 BETWEEN {limit.first} AND {last}"
