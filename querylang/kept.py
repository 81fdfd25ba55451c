"""Values of the query algebra as JSON and back, so that a conversation can be kept.

Value    {"": class name, field: value, …}, fields left out where they hold their default
Decimal  {"": "Decimal", "text": "95.5"};  tuples are lists;  text, whole numbers, booleans and None as they are
"""

from decimal import Decimal
from typing import TypeAlias

from querylang import query
from querylang.context import Context
from querylang.value import Value

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"

KIND = ""  # the key that names the class
DECIMAL = "Decimal"
CLASSES: dict[str, type[Value]] = {
    name: one
    for name, one in (*vars(query).items(), (Context.__name__, Context))
    if isinstance(one, type) and issubclass(one, Value) and one is not Value
}


def to_json(value: object) -> Json:
    """A value as plain JSON; TypeError for what is none of ours.

    >>> to_json(query.Amount(Decimal("95"), "%"))
    {'': 'Amount', 'number': {'': 'Decimal', 'text': '95'}, 'unit': '%'}
    """
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, Decimal):
        return {KIND: DECIMAL, "text": str(value)}
    if isinstance(value, tuple):
        return [to_json(one) for one in value]
    if isinstance(value, Value) and CLASSES.get(type(value).__name__) is type(value):
        kept: dict[str, Json] = {KIND: type(value).__name__}
        kept.update((name, to_json(one)) for name, one in value.said().items())
        return kept
    raise TypeError(f"{type(value).__name__} is no value of the query algebra")


def from_json(kept: Json) -> object:
    """The value behind plain JSON; ValueError for what `to_json` of this version does not write.

    >>> from_json(to_json(query.Amount(Decimal("95"), "%")))
    Amount(number=Decimal('95'), unit='%')
    """
    if isinstance(kept, list):
        return tuple(from_json(one) for one in kept)
    if not isinstance(kept, dict):
        return kept
    name, fields = kept.get(KIND), {key: one for key, one in kept.items() if key != KIND}
    try:
        if name == DECIMAL:
            return Decimal(str(fields["text"]))
        return CLASSES[str(name)](**{key: from_json(one) for key, one in fields.items()})
    except (KeyError, TypeError, ArithmeticError) as error:
        raise ValueError(f"no value of the query algebra: {name!r}") from error


def write_context(context: Context) -> str:
    """A context as one line of text."""
    import json

    return json.dumps(to_json(context), ensure_ascii=False, separators=(",", ":"))


def read_context(text: str) -> Context | None:
    """The context behind a text; None for what another version wrote, or nobody did."""
    import json

    try:
        found = from_json(json.loads(text))
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, Context) and isinstance(found.query, query.Query) else None
