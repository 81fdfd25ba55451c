"""Writes flat tables as Parquet: optional columns of whole numbers, fractions and text, gzip, many row groups.

An own writer of this one case, because the libraries that write Parquet weigh more than everything else here together
(pyarrow 150 MB installed, fastparquet needs pandas and numpy).  pyarrow and DuckDB read what it writes; the end-to-end
tests hold it to that.  https://parquet.apache.org/docs/file-format/
"""

import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import BinaryIO, Literal, NamedTuple, TypeAlias

from bot.exports.thrift import Int32, Int64, Struct, Value, encode, varint

Cell: TypeAlias = str | int | float | None
Type: TypeAlias = Literal["INTEGER", "REAL", "TEXT"]

_MAGIC = b"PAR1"
_TYPES: dict[Type, int] = {"INTEGER": 2, "REAL": 5, "TEXT": 6}  # INT64, DOUBLE, BYTE_ARRAY
_PLAIN, _RLE = 0, 3
_GZIP = 2
_OPTIONAL = 1
_UTF8 = 0
_DATA_PAGE = 0
_ROWS = 100_000  # in a row group: what stands in memory at once


class Column(NamedTuple):
    """A column: its name, and what its cells are, unless they are absent."""

    name: str
    type: Type


class _Chunk(NamedTuple):
    """One column of one row group, as it was written."""

    offset: int
    written: int  # bytes
    unpacked: int
    cells: int


def write_parquet(
    file: BinaryIO, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], about: Mapping[str, str]
) -> int:
    """Write the rows and return how many; `about` goes into the file's own notes."""
    file.write(_MAGIC)
    groups: list[Value] = []
    total = 0
    remaining = iter(rows)
    while batch := list(islice(remaining, _ROWS)):
        chunks = [_write_chunk(file, column, [row[index] for row in batch]) for index, column in enumerate(columns)]
        groups.append(_row_group(columns, chunks, len(batch)))
        total += len(batch)
    schema: list[Value] = [Struct({4: "schema", 5: Int32(len(columns))}), *map(_schema, columns)]
    notes: list[Value] = [Struct({1: key, 2: value}) for key, value in about.items()]
    footer = encode(Struct({1: Int32(1), 2: schema, 3: Int64(total), 4: groups, 5: notes, 6: "jixiao"}))
    file.write(footer + struct.pack("<I", len(footer)) + _MAGIC)
    return total


def _schema(column: Column) -> Struct:
    fields = Struct({1: Int32(_TYPES[column.type]), 3: Int32(_OPTIONAL), 4: column.name})
    return Struct({**fields, 6: Int32(_UTF8)}) if column.type == "TEXT" else fields


def _write_chunk(file: BinaryIO, column: Column, cells: list[Cell]) -> _Chunk:
    present = [cell for cell in cells if cell is not None]
    levels = _levels(cells)
    page = struct.pack("<I", len(levels)) + levels + _plain(column, present)
    packed = _gzip(page)
    numbers = Struct({1: Int32(len(cells)), 2: Int32(_PLAIN), 3: Int32(_RLE), 4: Int32(_RLE)})
    header = encode(Struct({1: Int32(_DATA_PAGE), 2: Int32(len(page)), 3: Int32(len(packed)), 5: numbers}))
    offset = file.tell()
    file.write(header + packed)
    return _Chunk(offset, len(header) + len(packed), len(header) + len(page), len(cells))


def _levels(cells: list[Cell]) -> bytes:
    """Which cells are present: one bit-packed run, a bit a cell."""
    packed = bytearray((len(cells) + 7) // 8)
    for index, cell in enumerate(cells):
        if cell is not None:
            packed[index >> 3] |= 1 << (index & 7)
    return varint(len(packed) << 1 | 1) + bytes(packed)


def _plain(column: Column, cells: Sequence[Cell]) -> bytes:
    match column.type:
        case "INTEGER":
            return struct.pack(f"<{len(cells)}q", *map(int, _numbers(column, cells)))
        case "REAL":
            return struct.pack(f"<{len(cells)}d", *_numbers(column, cells))
        case "TEXT":
            encoded = [str(cell).encode("utf-8", "replace") for cell in cells]
            return b"".join(struct.pack("<I", len(one)) + one for one in encoded)


def _numbers(column: Column, cells: Sequence[Cell]) -> list[int | float]:
    numbers = [cell for cell in cells if isinstance(cell, int | float)]
    if len(numbers) < len(cells):
        raise TypeError(f"a text among the numbers of {column.name}")
    return numbers


def _gzip(content: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)  # 31: with gzip's head and tail, which hold no date here
    return packer.compress(content) + packer.flush()


def _row_group(columns: Sequence[Column], chunks: list[_Chunk], count: int) -> Struct:
    described: list[Value] = [
        Struct({2: Int64(chunk.offset), 3: _described(column, chunk)})
        for column, chunk in zip(columns, chunks, strict=True)
    ]
    return Struct({1: described, 2: Int64(sum(chunk.unpacked for chunk in chunks)), 3: Int64(count)})


def _described(column: Column, chunk: _Chunk) -> Struct:
    return Struct(
        {
            1: Int32(_TYPES[column.type]),
            2: [Int32(_PLAIN), Int32(_RLE)],
            3: [column.name],
            4: Int32(_GZIP),
            5: Int64(chunk.cells),
            6: Int64(chunk.unpacked),
            7: Int64(chunk.written),
            9: Int64(chunk.offset),
        }
    )
