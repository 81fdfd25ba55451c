"""The quantities of a published target value, as the database keeps them: points that comparisons look at."""

from decimal import Decimal
from typing import NamedTuple

from querylang.quantity import find_quantities
from querylang.text import plain

# How `querylang.quantity` writes a bound → the word stored.
_BOUNDS = {"=": "exact", ">": "above", ">=": "at_least", "≈": "about", "<=": "at_most", "<": "below"}


class Point(NamedTuple):
    """One stored quantity: ">95%" is just above 95 (edge 1), "<5" just below 5 (edge -1)."""

    number: Decimal
    unit: str | None
    bound: str  # a word of the schema: exact, above, at_least, about, at_most, below
    edge: int


# A value is checked, then stored, in another process; both of an indicator are mostly one text.
_known: dict[str, tuple[Point, ...]] = {}
_MOST_KNOWN = 100_000


def quantities(text: str) -> tuple[Point, ...]:
    """The points that a value states; a range is its two ends, each included or not as published.

    >>> [(str(point.number), point.bound, point.edge) for point in quantities("30-40")]
    [('30', 'at_least', 0), ('40', 'at_most', 0)]
    >>> [(str(point.number), point.bound, point.edge) for point in quantities("几十万元")]
    [('200000', 'at_least', 0), ('1000000', 'below', -1)]
    """
    found = _known.get(text)
    if found is None:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        found = _known[text] = _find(text)
    return found


def known() -> dict[str, tuple[Point, ...]]:
    """What this process has found so far, for one that goes on with the same texts."""
    return _known


def learn(found: dict[str, tuple[Point, ...]]) -> None:
    """Take over what another process has found; without any, forget all."""
    _known.clear()
    _known.update(found)


def _find(text: str) -> tuple[Point, ...]:
    points: list[Point] = []
    for quantity in find_quantities(plain(text)):
        if quantity.high is None:
            points.append(Point(quantity.number, quantity.unit, _BOUNDS[quantity.bound], quantity.edge))
        else:
            low = "above" if quantity.edge else "at_least"
            high = "below" if quantity.high_edge else "at_most"
            points.append(Point(quantity.number, quantity.unit, low, quantity.edge))
            points.append(Point(quantity.high, quantity.unit, high, quantity.high_edge))
    return tuple(points)
