"""An Answer, or a reading, as the JSON object of the command line's contract."""

import json
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from bot.answer import Answer
from querylang.value import Value

if TYPE_CHECKING:
    from bot.render.about import About

Json: TypeAlias = bool | int | float | str | list["Json"] | dict[str, "Json"] | None

KEYS = (
    "question",
    "status",
    "interpretation",
    "columns",
    "rows",
    "total_rows",
    "truncated",
    "unit",
    "unrecognised",
    "suggestions",
    "sources",
    "sql",
    "id",
)


def render_json(answer: Answer) -> str:
    """One line: the keys of the contract in a fixed order."""
    return dump({key: plain(getattr(answer, key)) for key in KEYS})


def render(answer: Answer, about: "About | None", _: int) -> bytes:
    """The same object as bytes; a file adds the date of its export, everything else is in the object already."""
    told = {key: plain(getattr(answer, key)) for key in KEYS} | ({"date": about.date} if about else {})
    return f"{dump(told)}\n".encode("utf-8", "replace")


def dump(value: Json) -> str:
    """Write JSON on one line, Chinese as itself."""
    return json.dumps(value, ensure_ascii=False)


def plain(value: object) -> Json:
    """What JSON can hold: a value object becomes an object with its type's name, a Decimal its exact digits.

    >>> from querylang.query import Amount
    >>> plain((Amount(Decimal("1E+2"), "%"),))
    [{'type': 'Amount', 'number': '100', 'unit': '%'}]
    """
    match value:
        case None | bool() | int() | float() | str():
            return value
        case Decimal():
            return format(value, "f")
        case Value():
            return {"type": type(value).__name__} | {name: plain(getattr(value, name)) for name in value._fields}
        case list() | tuple():
            return [plain(one) for one in value]
        case _:
            raise TypeError(f"no JSON form for {type(value).__name__}")
