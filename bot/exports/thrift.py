"""Thrift's compact protocol, as far as the metadata of a Parquet file needs it."""

from typing import TypeAlias

Value: TypeAlias = "Int32 | Int64 | str | list[Value] | Struct"

_I32, _I64, _BINARY, _LIST, _STRUCT = 5, 6, 8, 9, 12
_SHORT_LIST = 15


class Int32(int):
    """A whole number in 32 bits."""


class Int64(int):
    """A whole number in 64 bits."""


class Struct(dict[int, Value]):
    """Fields by their numbers, in rising order."""


def encode(struct: Struct) -> bytes:
    """The bytes of a struct.

    >>> encode(Struct({1: Int32(2), 4: "a"})).hex()
    '150438016100'
    """
    written = bytearray()
    last = 0
    for number, value in struct.items():
        written.append((number - last) << 4 | _kind(value))
        written += _value(value)
        last = number
    return bytes(written) + b"\0"


_SEVEN_BITS = 0x7F


def varint(number: int) -> bytes:
    """Seven bits a byte, the lowest first.

    >>> varint(300).hex()
    'ac02'
    """
    written = bytearray()
    while number > _SEVEN_BITS:
        written.append(number & _SEVEN_BITS | 0x80)
        number >>= 7
    return bytes([*written, number])


def _kind(value: Value) -> int:
    match value:
        case Int32():
            return _I32
        case Int64():
            return _I64
        case str():
            return _BINARY
        case list():
            return _LIST
        case Struct():
            return _STRUCT


def _value(value: Value) -> bytes:
    match value:
        case Int32() | Int64():
            return varint(value << 1 if value >= 0 else (-value << 1) - 1)
        case str():
            encoded = value.encode("utf-8", "replace")
            return varint(len(encoded)) + encoded
        case list():
            kind = _kind(value[0]) if value else _STRUCT
            size = len(value)
            head = bytes([size << 4 | kind]) if size < _SHORT_LIST else bytes([0xF0 | kind]) + varint(size)
            return head + b"".join(map(_value, value))
        case Struct():
            return encode(value)
