"""Workbooks of old (xls, BIFF in a compound file): values by calamine, number formats by `biff`."""

from collections.abc import Mapping
from typing import TypeVar

from db.readers import Content
from db.readers.biff import largest_sheet, read_formats
from db.readers.cells import BUILT_IN, PLAIN, is_date, parse_format
from db.readers.workbooks import Extras, Place, open_workbook, read_sheets, refuse_sparse
from db.records import Table

T = TypeVar("T")
FORMAT = "xls"
_COMPOUND = b"\xd0\xcf\x11\xe0"
_OTHERS = tuple(f"{name}\0".encode("utf-16-le") for name in ("WordDocument", "PowerPoint Document"))


def accepts(content: bytes) -> bool:
    """Whether the bytes are a compound file that is not another program's; a cut one has lost its directory."""
    return content.startswith(_COMPOUND) and not any(stream in content for stream in _OTHERS)


def read(content: Content) -> tuple[Table, ...]:
    """Read the visible sheets."""
    refuse_sparse(content.file, *largest_sheet(content.content))
    workbook = open_workbook(content)
    names = [sheet.name for sheet in workbook.sheets_metadata]
    return read_sheets(content, workbook, dict(zip(names, _extras(content.content), strict=False)))


def _extras(content: bytes) -> list[Extras]:
    """What the formats of each sheet's cells change, in the order of the sheets."""
    found = read_formats(content)
    codes: Mapping[int, str] = {**BUILT_IN, **found.codes}
    of_style = [codes.get(number, "") for number in found.styles]
    forms = {style: form for style, code in enumerate(of_style) if (form := parse_format(code)) != PLAIN}
    dates = {style: code for style, code in enumerate(of_style) if style not in forms and is_date(code)}

    return [Extras(_placed(cells, forms), _placed(cells, dates), ()) for cells in found.cells]


def _placed(cells: Mapping[Place, int], by_style: Mapping[int, T]) -> dict[Place, T]:
    return {place: by_style[style] for place, style in cells.items() if style in by_style}
