"""Several complete readings of one question: which of them make a query, and which mean the same.

Rules leave a OneOf where a question does not say what is meant.  Each choice is assembled to a whole query; what makes
none is no reading.  Queries that differ only in the order of 且 and 或 mean the same.
"""

from collections.abc import Callable

from querylang.catalogue import Catalogue
from querylang.failure import NoMatch, Refused
from querylang.nodes import MOST_READINGS, readings
from querylang.parts import Parts
from querylang.query import And, IndicatorNamed, Or, Query, TextMatch
from querylang.value import Value


def queries_of(parts: Parts, read: Callable[[Parts], Query]) -> tuple[Query, ...]:
    """The queries of all readings, one for each meaning; raises what the first reading lacks where none makes one.

    Refused where there are more readings than anybody would choose from.
    """
    if parts.loose is None:
        return (read(parts),)
    open_readings = readings(parts.loose)
    if len(open_readings) == 1:
        return (read(parts),)
    if len(open_readings) > MOST_READINGS:
        raise Refused("这句话的读法太多，请分开问")
    found: dict[object, Query] = {}
    why: list[Exception] = []
    for one in open_readings:
        try:
            query = read(parts.read_as(one))
        except (Refused, NoMatch) as error:
            why.append(error)
            continue
        found.setdefault(unordered(query), query)
    if not found:
        raise why[0]
    return tuple(found.values())


def as_a_value(parts: Parts, query: Query, said: str, catalogue: Catalogue) -> Query | None:
    """The query in which a text means a target, not the indicator of that name: 年底前完成的项目.

    None where only the name can be meant: no other indicator states the text, a project is named, a value asked for.
    """
    names = parts.slots.indicators
    if not names or parts.projects is not None or set(parts.slots.asks) - {"list", "which", "all"}:
        return None
    if not set(catalogue.stating(said)) - set(names):
        return None
    return replaced(query, IndicatorNamed(names), TextMatch(("annual",), "equals", said))


def replaced(value: Query, old: Value, new: Value) -> Query:
    """A query with one value of it in the place of another, wherever it stands."""
    swapped = _swap(value, old, new)
    assert isinstance(swapped, Query)
    return swapped


def _swap(value: object, old: Value, new: Value) -> object:
    if value == old:
        return new
    if isinstance(value, Value):
        return value.replace(**{field: _swap(value.__dict__[field], old, new) for field in value._fields})
    return tuple(_swap(one, old, new) for one in value) if isinstance(value, tuple) else value


def unordered(value: object) -> object:
    """A value in which the order of what 且 and 或 join does not count."""
    if isinstance(value, And | Or):
        return type(value).__name__, frozenset(unordered(part) for part in value.parts)
    if isinstance(value, Value):
        return type(value).__name__, tuple(unordered(value.__dict__[field]) for field in value._fields)
    if isinstance(value, tuple):
        return tuple(unordered(one) for one in value)
    return value
