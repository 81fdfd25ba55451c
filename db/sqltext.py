"""Values inside SQL: bound when it runs, quoted when it is printed, and patterns for text in any case and width.

A statement is put together from `?1`, `?2` …, so its parts can be written in any order, and the printed form is made
from the very same text.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import TypeAlias

Bound: TypeAlias = int | float | str

_PARAMETER = r"\?(\d+)"  # compiled when a statement is printed
_LARGEST = 2**63 - 1  # of an SQLite integer
_WIDTH = 0xFEE0  # from an ASCII character to its full-width twin


class Values:
    """The bound values of one statement; equal values share a number."""

    def __init__(self) -> None:
        self.all: list[Bound] = []
        self._numbers: dict[tuple[type, Bound], str] = {}

    def bind(self, value: Bound | Decimal) -> str:
        """Keep a value, return its place in the text: `?3`."""
        if isinstance(value, Decimal):
            value = number(value)
        elif isinstance(value, str):
            value = _encodable(value)
        key = (type(value), value)
        place = self._numbers.get(key)
        if place is None:
            self.all.append(value)
            place = self._numbers[key] = f"?{len(self.all)}"
        return place

    def equals(self, column: str, options: tuple[Bound, ...], negated: bool = False) -> str:
        """The column is one of the options (or, negated, none of them)."""
        if len(options) == 1:
            return f"{column} {'<>' if negated else '='} {self.bind(options[0])}"
        listed = ", ".join([self.bind(option) for option in options])
        return f"{column} {'NOT IN' if negated else 'IN'} ({listed})"

    def matches(self, column: str, text: str, whole: bool, negated: bool = False) -> str:
        """The column holds the text, or is it as a whole; letter case and width do not matter.

        >>> values = Values()
        >>> values.matches("项目", "审计", whole=False), values.matches("指标", "A(", whole=True), values.all
        ('项目 LIKE ?1', '指标 GLOB ?2', ['%审计%', '[AaＡａ][(（]'])
        """
        pattern = text.translate(_CLASSES)
        denied = "NOT " if negated else ""
        if pattern != text:
            return f"{column} {denied}GLOB {self.bind(pattern if whole else f'*{pattern}*')}"
        if whole:
            return self.equals(column, (text,), negated)
        return f"{column} {denied}LIKE {self.bind(f'%{text}%')}"


def select(what: str, source: str, *meets: str) -> str:
    """One SELECT; every name in it is this program's own, every value is bound.

    >>> select("COUNT(*)", "项目", "当前 = 1", "", "总计_分 > ?1")
    'SELECT COUNT(*) FROM 项目 WHERE 当前 = 1 AND 总计_分 > ?1'
    """
    given = " AND ".join([one for one in meets if one])
    return f"SELECT {what} FROM {source}{' WHERE ' if given else ''}{given}"  # noqa: S608 - names of our own; values are bound


def insert(table: str, columns: Iterable[str]) -> str:
    """One INSERT of a row; every name in it is this program's own, every value is bound.

    >>> insert("renames", ("id", "state"))
    'INSERT INTO renames (id, state) VALUES (?, ?)'
    """
    names = tuple(columns)
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608 - names of our own; values are bound


def number(value: Decimal) -> int | float:
    """A whole number as an integer as long as SQLite holds it, any other as the nearest double."""
    if value == value.to_integral_value() and abs(value) <= _LARGEST:
        return int(value)
    return float(value)


def print_values(sql: str, values: tuple[Bound, ...]) -> str:
    """The statement with its values written in as quoted literals."""
    return re.sub(_PARAMETER, lambda found: quote(values[int(found[1]) - 1]), sql)


def quote(value: Bound) -> str:
    """A literal as any SQLite client reads it.

    >>> quote("O'Brien"), quote(100), quote(0.5), quote(float("inf"))
    ("'O''Brien'", '100', '0.5', '9e999')
    """
    if isinstance(value, str):
        quoted = "'" + value.replace("'", "''") + "'"
        return quoted.replace("\0", "' || char(0) || '")
    return repr(value).replace("inf", "9e999")


def _encodable(text: str) -> str:
    """A lone surrogate, which no database text can hold, becomes the replacement character."""
    return text if text.isascii() else text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def _class(char: str) -> str:
    """The GLOB class of every case and width of an ASCII character; `]` has to stand first, `-` and `^` must not."""
    wide = "\u3000" if char == " " else None
    forms = dict.fromkeys((char.upper(), char.lower()))
    both = [wide or chr(ord(form) + _WIDTH) for form in forms]
    return f"[{''.join(both)}{char}]" if char in "^-" else f"[{''.join(forms)}{''.join(both)}]"


def _classes() -> dict[int, str]:
    classes = {}
    for code in range(0x20, 0x7F):
        char = chr(code)
        classes[code] = classes[0x3000 if char == " " else code + _WIDTH] = _class(char)
    return classes


_CLASSES = _classes()
