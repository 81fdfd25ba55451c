"""Workbooks of today (xlsx, xlsm): values by calamine; formats and formulas without values from the parts themselves.

calamine gives numbers without their formats, so 95% would be 0.95, and an empty cell for a formula nobody has worked
out; both stand in the sheet's XML, which is searched only for them.
"""

import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from db.errors import UnknownFormat
from db.readers import Content
from db.readers.cells import BUILT_IN, PLAIN, Format, is_date, parse_format
from db.readers.package import Package, holds
from db.readers.workbooks import Extras, Place, damaged, open_workbook, read_sheets, refuse_sparse
from db.records import Table

FORMAT = "xlsx"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FILLED = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br=[\"']([A-Z]{1,3})(\d{1,7})[\"'][^>]*(?<!/)>")
_PLACE = re.compile(rb"\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\b(?P<attributes>[^>]*)>\s*<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)


def accepts(content: bytes) -> bool:
    """Whether the bytes are a package with a workbook in it."""
    return holds(content, b"xl/workbook")


def read(content: Content) -> tuple[Table, ...]:
    """Read the visible sheets."""
    package = Package(content)
    extras = dict(_extras(package))
    return read_sheets(content, open_workbook(content), extras)


class _Styles(NamedTuple):
    """Styles that change the text of a number, by their index as cells name it."""

    formats: dict[int, Format]
    dates: dict[int, str]


def _extras(package: Package) -> Iterator[tuple[str, Extras]]:
    """Sheet name and what its part says beside the values."""
    workbook = next((name for name in package.names if re.fullmatch(r"xl/workbook\d*\.xml", name)), "")
    folder, name = posixpath.split(workbook)
    relations = _parse(package, f"{folder}/_rels/{name}.rels")
    book = _parse(package, workbook)
    if book is None or relations is None:
        raise damaged(package.file)
    targets = {element.get("Id"): element.get("Target") or "" for element in relations}
    styles = _styles(_parse(package, f"{folder}/styles.xml"))
    _parse(package, f"{folder}/sharedStrings.xml", only_look=True)
    for sheet in book.iterfind(".//{*}sheets/{*}sheet"):
        target = targets.get(sheet.get(_RELATION), "")
        path = target[1:] if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
        if path in package.names:
            yield sheet.get("name") or "", _sheet_extras(_part(package, path), styles, package.file)


def _part(package: Package, name: str) -> bytes:
    """A part; one with a document type is refused, as no office program writes them."""
    part = package.read(name)
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise UnknownFormat(package.file, f"部件 {name} 里有 DTD（可能引用外部实体）", "不读，请用表格软件另存后再装入")
    return part


def _parse(package: Package, name: str, *, only_look: bool = False) -> etree._Element | None:
    if name not in package.names:
        return None
    part = _part(package, name)
    if only_look:
        return None
    try:
        return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise damaged(package.file) from error


def _styles(root: etree._Element | None) -> _Styles:
    formats: dict[int, Format] = {}
    dates: dict[int, str] = {}
    if root is None:
        return _Styles(formats, dates)
    codes = dict(BUILT_IN)
    for element in root.iterfind(".//{*}numFmts/{*}numFmt"):
        number = element.get("numFmtId") or ""
        if number.isdecimal():
            codes[int(number)] = element.get("formatCode") or ""
    for index, element in enumerate(root.iterfind("{*}cellXfs/{*}xf")):
        number = element.get("numFmtId") or "0"
        code = codes.get(int(number), "") if number.isdecimal() else ""
        if (form := parse_format(code)) != PLAIN:
            formats[index] = form
        elif is_date(code):
            dates[index] = code
    return _Styles(formats, dates)


def _sheet_extras(part: bytes, styles: _Styles, file: str) -> Extras:
    refuse_sparse(file, *_extent(part))
    formats: dict[Place, Format] = {}
    dates: dict[Place, str] = {}
    # Most styles leave a number as it is; only cells of the others are looked at.
    wanted = [str(style).encode() for style in (*styles.formats, *styles.dates)]
    pattern = re.compile(
        rb"<(?:\w+:)?c\b(?P<attributes>[^>]*?\bs=[\"'](?P<style>%s)[\"'][^>]*?)(?<!/)>" % b"|".join(wanted)
    )
    for cell in pattern.finditer(part) if wanted else ():
        place = _place(cell["attributes"])
        if place is None:
            continue
        style = int(cell["style"])
        if style in styles.formats:
            formats[place] = styles.formats[style]
        else:
            dates[place] = styles.dates[style]
    uncached = tuple(
        place for formula in _FORMULA.finditer(part) if (place := _place(formula["attributes"])) is not None
    )
    return Extras(formats, dates, uncached)


def _extent(part: bytes) -> tuple[int, int]:
    """Rows and columns up to the last cell that holds anything."""
    places = _FILLED.findall(part)
    lowest = max((int(row) for row in {row for _, row in places}), default=0)
    rightmost = max((_column(letters) for letters in {letters for letters, _ in places}), default=0)
    return lowest, rightmost


def _place(attributes: bytes) -> Place | None:
    match = _PLACE.search(attributes)
    if match is None:
        return None
    return int(match[2]) - 1, _column(match[1]) - 1


def _column(letters: bytes) -> int:
    """The number of a column, A is 1."""
    column = 0
    for letter in letters:
        column = column * 26 + letter - ord("A") + 1
    return column
