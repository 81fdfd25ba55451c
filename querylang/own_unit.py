"""Money said without a unit is in that of the documents that are asked, or in 万元 where these differ.

Which documents are asked is known only once the whole query is, so until then such an amount holds OWN_UNIT.
"""

from collections.abc import Sequence
from decimal import Decimal

from querylang.catalogue import Catalogue
from querylang.comparison import Comparison
from querylang.query import OWN_UNIT, Amount, Named, Query, Range
from querylang.reflected import walk
from querylang.scope import documents_of
from querylang.value import Value
from querylang.words import Word

YUAN = {"元": 1, "千元": 1_000, "万元": 10_000, "百万元": 1_000_000, "亿元": 100_000_000}
USUAL = "万元"


def in_own_unit(query: Query, catalogue: Catalogue) -> Query:
    """The query with every amount in 元."""
    if query.where is None or isinstance(query.where, Named):
        return query  # nothing is compared
    if not any(isinstance(one, Amount | Range) and one.unit == OWN_UNIT for one in walk(query.where)):
        return query
    settled = _settled(query, Decimal(YUAN[_own_unit(query, catalogue)]))
    assert isinstance(settled, Query)
    return settled


def assumed_unit(words: Sequence[Word], query: Query, catalogue: Catalogue) -> str | None:
    """The unit in which an amount of the question was read; None where each says its own, or is 0."""
    bare = [word.value for word in words if isinstance(word.value, Comparison) and word.value.unit is None]
    if not bare:
        return None
    unit = _own_unit(query, catalogue)
    money = {
        number
        for one in walk(query)
        if isinstance(one, Amount | Range) and one.unit == "元"
        for number in _numbers(one)
    }
    said = {number * YUAN[unit] for one in bare for number in (one.number, one.low, one.high) if number}
    return unit if said & money else None


def _own_unit(query: Query, catalogue: Catalogue) -> str:
    units = {document.unit for document in documents_of(query.scope, catalogue.documents())}
    return units.pop() if len(units) == 1 else USUAL


def _numbers(amount: Amount | Range) -> tuple[Decimal | None, ...]:
    return (amount.number,) if isinstance(amount, Amount) else (amount.low, amount.high)


def _settled(value: object, factor: Decimal) -> object:
    match value:
        case Amount(number=number, unit=unit) if unit == OWN_UNIT:
            return Amount(number * factor, "元")
        case Range(low=low, high=high, unit=unit) if unit == OWN_UNIT:
            ends = {"low": None if low is None else low * factor, "high": None if high is None else high * factor}
            return value.replace(**ends, unit="元")
        case Value():
            return value.replace(**{field: _settled(value.__dict__[field], factor) for field in value._fields})
        case tuple():
            return tuple(_settled(one, factor) for one in value)
        case _:
            return value
