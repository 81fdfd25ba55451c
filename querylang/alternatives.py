"""Several complete readings of one question: which of them make a query, and which mean the same.

Rules leave a OneOf where a question does not say what is meant.  Each choice is assembled to a whole query; what makes
none is no reading.  Queries that differ only in the order of 且 and 或 mean the same.
"""

from collections.abc import Callable

from querylang.nodes import readings
from querylang.parts import Parts, Refused
from querylang.query import And, Or, Query
from querylang.scope import ScopeError
from querylang.value import Value


def queries_of(parts: Parts, read: Callable[[Parts], Query]) -> tuple[Query, ...]:
    """The queries of all readings, one for each meaning; raises what the first reading lacks where none makes one."""
    if parts.loose is None:
        return (read(parts),)
    open_readings = readings(parts.loose)
    if len(open_readings) == 1:
        return (read(parts),)
    found: dict[object, Query] = {}
    why: list[Exception] = []
    for one in open_readings:
        try:
            query = read(parts.read_as(one))
        except (Refused, ScopeError) as error:
            why.append(error)
            continue
        found.setdefault(unordered(query), query)
    if not found:
        raise why[0]
    return tuple(found.values())


def unordered(value: object) -> object:
    """A value in which the order of what 且 and 或 join does not count."""
    if isinstance(value, And | Or):
        return type(value).__name__, frozenset(unordered(part) for part in value.parts)
    if isinstance(value, Value):
        return type(value).__name__, tuple(unordered(value.__dict__[field]) for field in value._fields)
    if isinstance(value, tuple):
        return tuple(unordered(one) for one in value)
    return value
