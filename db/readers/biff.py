"""Number formats of the cells of an old workbook (BIFF8), which its library does not give.

Only what is needed for that: the stream out of the compound file, and the records that name sheets, formats, styles and
cells.  A workbook that does not fit the specification gives no formats; whether it is sound is for its library to say.
"""

import struct
from collections.abc import Iterator
from itertools import islice
from math import prod
from typing import NamedTuple

_END = 0xFFFFFFFA  # this and all above it end a chain of sectors
_ENTRY = 128
_SMALL_STREAM = 4096
_MOST_SECTORS = 2_000_000
_BOF, _EOF, _BOUNDSHEET, _FORMAT, _XF = 0x0809, 0x000A, 0x0085, 0x041E, 0x00E0
_NUMBER, _RK, _MULRK, _FORMULA = 0x0203, 0x027E, 0x00BD, 0x0006
# Records of one cell, and of a run of cells that ends with the number of its last column.
_ONE_CELL = frozenset((_NUMBER, _RK, _FORMULA, 0x00FD, 0x0201, 0x0204, 0x0205, 0x00D6))
_RUNS = frozenset((_MULRK, 0x00BE))
_ROOT = 5
_WIDE = 1

Place = tuple[int, int]


class Formats(NamedTuple):
    """Format codes by number, format numbers by style, and the style of each cell by the sheet's position."""

    codes: dict[int, str]
    styles: list[int]
    cells: list[dict[Place, int]]


def read_formats(content: bytes) -> Formats:
    """Formats of the cells that hold numbers; empty where the file does not fit the specification."""
    try:
        stream = _workbook_stream(content)
        return _formats(stream)
    except (struct.error, IndexError, ValueError):
        return Formats({}, [], [])


def largest_sheet(content: bytes) -> tuple[int, int]:
    """Rows and columns of the largest sheet up to its last cell: the library keeps room for all in between."""
    try:
        stream = _workbook_stream(content)
        largest = (0, 0)
        rows = columns = 0
        for kind, part in _records(stream, 0):
            if kind in _ONE_CELL:
                row, column = struct.unpack_from("<HH", part)
            elif kind in _RUNS:
                (row,) = struct.unpack_from("<H", part)
                (column,) = struct.unpack_from("<H", part, len(part) - 2)
            elif kind == _EOF:
                largest = max(largest, (rows, columns), key=prod)
                rows = columns = 0
                continue
            else:
                continue
            rows, columns = max(rows, row + 1), max(columns, column + 1)
    except (struct.error, IndexError, ValueError):
        return 0, 0
    return max(largest, (rows, columns), key=prod)


def _workbook_stream(content: bytes) -> bytes:
    """The stream Workbook of a compound file."""
    shift, small_shift = struct.unpack_from("<HH", content, 30)
    (directory,) = struct.unpack_from("<I", content, 48)
    first_small, _, first_extra, extras = struct.unpack_from("<IIII", content, 60)
    size = 1 << shift
    if not (9 <= shift <= 16 and small_shift < shift):  # noqa: PLR2004 - 512 bytes to 64 KB
        raise ValueError

    def sector(number: int) -> bytes:
        return content[(number + 1) * size : (number + 2) * size]

    table_sectors = [number for number in struct.unpack_from("<109I", content, 76) if number < _END]
    for _ in range(min(extras, len(content) // size)):
        numbers = _integers(sector(first_extra))
        table_sectors += [number for number in numbers[:-1] if number < _END]
        first_extra = numbers[-1]
    table = [number for at in table_sectors for number in _integers(sector(at))]
    entries = b"".join(map(sector, _chain(directory, table)))
    found: dict[str, tuple[int, int]] = {}
    for at in range(0, len(entries) - _ENTRY + 1, _ENTRY):
        (length,) = struct.unpack_from("<H", entries, at + 64)
        name = "Root Entry" if entries[at + 66] == _ROOT else entries[at : at + max(length - 2, 0)].decode("utf-16-le")
        found[name] = struct.unpack_from("<II", entries, at + 116)
    start, length = found.get("Workbook") or found.get("Book") or (_END, 0)
    if length >= _SMALL_STREAM:
        return b"".join(map(sector, _chain(start, table)))[:length]
    small_table = [number for at in _chain(first_small, table) for number in _integers(sector(at))]
    small = b"".join(map(sector, _chain(found["Root Entry"][0], table))) if "Root Entry" in found else b""
    pieces = (small[at << small_shift : (at + 1) << small_shift] for at in _chain(start, small_table))
    return b"".join(pieces)[:length]


def _integers(part: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(part) // 4}I", part[: len(part) // 4 * 4])


def _chain(start: int, table: list[int]) -> Iterator[int]:
    """The sectors of a stream; a chain that runs in a circle ends with the table's length."""
    for _ in range(min(len(table), _MOST_SECTORS)):
        if start >= _END:
            return
        yield start
        start = table[start]


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _formats(stream: bytes) -> Formats:
    codes: dict[int, str] = {}
    styles: list[int] = []
    sheets: list[int] = []
    for kind, part in _records(stream, 0):
        if kind == _FORMAT:
            number, length, flags = struct.unpack_from("<HHB", part)
            codes[number] = part[5:].decode("utf-16-le" if flags & _WIDE else "latin-1")[:length]
        elif kind == _XF:
            styles.append(struct.unpack_from("<HH", part)[1])
        elif kind == _BOUNDSHEET:
            sheets.append(struct.unpack_from("<I", part)[0])
        elif kind == _EOF:
            break
    return Formats(codes, styles, [dict(_cells(stream, start)) for start in sheets])


def _cells(stream: bytes, start: int) -> Iterator[tuple[Place, int]]:
    """Places and styles of the numbers of a sheet."""
    for kind, part in islice(_records(stream, start), 1, None):
        if kind == _EOF:
            return
        if kind in (_NUMBER, _RK, _FORMULA):
            row, column, style = struct.unpack_from("<HHH", part)
            yield (row, column), style
        elif kind == _MULRK:
            row, column = struct.unpack_from("<HH", part)
            for offset in range((len(part) - 6) // 6):
                yield (row, column + offset), struct.unpack_from("<H", part, 4 + 6 * offset)[0]
