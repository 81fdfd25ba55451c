"""What xlsx and xls have in common: visible sheets as tables, merged cells marked."""

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

import python_calamine as calamine

from db.errors import TooLarge, UnreadableFile
from db.progress import report
from db.readers import Content
from db.readers.cells import PLAIN, Format, cell_text
from db.records import Issue, Origin, Row, Table

_MOST_PLACES = 12_000_000  # of a sheet, up to its last cell: the library keeps room for each
_LISTED = 10  # cells named one by one
Place = tuple[int, int]  # row, column, from 0


class Extras(NamedTuple):
    """What a sheet says beside the values: formats by place, and formulas that nobody has worked out."""

    formats: Mapping[Place, Format]
    date_formats: Mapping[Place, str]
    uncached: tuple[Place, ...]


NO_EXTRAS = Extras({}, {}, ())


def open_workbook(content: Content) -> calamine.CalamineWorkbook:
    """Open a workbook; UnreadableFile when it is damaged or encrypted."""
    try:
        with _panics_refused(content.file):
            return calamine.load_workbook(io.BytesIO(content.content))
    except calamine.PasswordError as error:
        raise encrypted(content.file) from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        if "assword" in str(error) or "ncrypt" in str(error):
            raise encrypted(content.file) from error
        raise damaged(content.file) from error


def read_sheets(
    content: Content, workbook: calamine.CalamineWorkbook, extras: Mapping[str, Extras]
) -> tuple[Table, ...]:
    """Every visible worksheet that holds anything; hidden ones are named in a note."""
    wanted = [sheet for sheet in workbook.sheets_metadata if sheet.typ == calamine.SheetTypeEnum.WorkSheet]
    visible = [sheet.name for sheet in wanted if sheet.visible == calamine.SheetVisibleEnum.Visible]
    hidden = [sheet.name for sheet in wanted if sheet.visible != calamine.SheetVisibleEnum.Visible]
    tables = []
    for number, name in enumerate(visible, 1):
        report(number, len(visible), "工作表")
        try:
            with _panics_refused(content.file):
                sheet = workbook.get_sheet_by_name(name)
                table = _table(content.file, sheet, extras.get(name, NO_EXTRAS))
        except (calamine.CalamineError, OSError, ValueError) as error:
            raise damaged(content.file, f"工作表「{name}」") from error
        if table.rows:
            tables.append(table)
    if not tables:
        found = f"可见的工作表都是空的（隐藏的工作表 {'、'.join(hidden)} 不读）" if hidden else "工作簿里没有内容"
        raise UnreadableFile(content.file, found, "请检查文件，或取消隐藏后另存再装入")
    if hidden:
        issue = Issue("hidden_sheet", f"隐藏的工作表「{'」「'.join(hidden)}」没有读")
        tables[0] = tables[0]._replace(issues=(*tables[0].issues, issue))
    return tuple(tables)


@contextmanager
def _panics_refused(file: str) -> Iterator[None]:
    """Turn a panic inside the library, which is no Exception, into the refusal that it should have been."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise damaged(file) from None


def damaged(file: str, place: str = "") -> UnreadableFile:
    """The refusal of a workbook that its library cannot open."""
    return UnreadableFile(file, "工作簿损坏或不完整（可能被截断），打不开", "请重新下载或导出", place)


def refuse_sparse(file: str, rows: int, columns: int) -> None:
    """Refuse a sheet with cells so far apart that the room between them does not fit into memory."""
    if rows * columns > _MOST_PLACES:
        raise TooLarge(file, f"工作表有 {rows} 行、{columns} 列", "请删去远处的空白单元格或拆成几份")


def encrypted(file: str) -> UnreadableFile:
    """The refusal of a workbook with a password."""
    return UnreadableFile(file, "工作簿已加密，要密码才能打开", "请去掉密码另存后再装入")


def cell_name(place: Place) -> str:
    """A place as spreadsheets name it.

    >>> cell_name((3, 2)), cell_name((0, 27))
    ('C4', 'AB1')
    """
    row, column = place
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def _table(file: str, sheet: calamine.CalamineSheet, extras: Extras) -> Table:
    origin = Origin(file, sheet=sheet.name)
    values = sheet.to_python(skip_empty_area=False)
    left, above = _marks(sheet.merged_cell_ranges or [], len(values), max(map(len, values), default=0))
    rows = []
    for index, line in enumerate(values):
        cells = tuple(
            cell_text(
                value,
                extras.formats.get((index, column), PLAIN),
                extras.date_formats.get((index, column), ""),
            )
            for column, value in enumerate(line)
        )
        if any(cells):
            rows.append(
                Row(
                    cells,
                    origin._replace(row=index + 1),
                    frozenset(left.get(index, ())),
                    frozenset(above.get(index, ())),
                )
            )
    return Table(origin, tuple(rows), issues=tuple(_uncached(extras.uncached, origin)))


def _marks(
    merged: list[tuple[Place, Place]], height: int, width: int
) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """The covered places of merged cells by row: those to the right of their beginning, those below it."""
    left: dict[int, set[int]] = {}
    above: dict[int, set[int]] = {}
    for (top, first), (bottom, last) in merged:
        columns = range(first, min(last + 1, width))
        for row in range(top, min(bottom + 1, height)):
            if row > top:
                above.setdefault(row, set()).update(columns)
            left.setdefault(row, set()).update(columns[1:])
    return left, above


def _uncached(places: tuple[Place, ...], origin: Origin) -> list[Issue]:
    issues = [
        Issue(
            "uncached_formula",
            f"单元格 {cell_name(place)} 是公式，文件里没有算好的值；按没有数值装入，请用表格软件打开并保存后再装",
            origin._replace(row=place[0] + 1).place,
        )
        for place in places[:_LISTED]
    ]
    if len(places) > _LISTED:
        message = f"另有 {len(places) - _LISTED} 个单元格是没有算好的公式；按没有数值装入"
        issues.append(Issue("uncached_formula", message, origin.place))
    return issues
