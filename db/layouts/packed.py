"""One row a project, its indicators packed into one cell: the form that most departments publish.

The rows of all tables are read as one stream: lines above a table set the head, a header row opens a block, the rows
below it are projects until the next header row or head line.  Printed again over every few projects, a header opens
another block of the same document; another department, year or kind opens another document.
"""

import re

from db.indicators import parse_packed
from db.layouts.blocks import Columns, find_columns, is_name
from db.layouts.drafts import Draft, Options, finish
from db.layouts.head import Head, department_in_title, read_head, split_department, year_in
from db.layouts.vocabulary import MONEY_COLUMNS, key, row_label
from db.money import DEFAULT_UNIT, parse_amount
from db.records import Document, Issue, ProjectRecord, Row, Source, short

_PAGE_NUMBER = re.compile(r"第?[-—\s]*\d{1,4}[-—\s]*页?(?:[,，/共\s]*\d{1,4}页?)?")
_NOTE = re.compile(r"(?:注|备注|说明|附注)\s*\d*\s*[:：.、]")
_HEAD_LINE = re.compile(r"[:：]|绩效.*表|^\d{4}年度?$")
_SUBTOTAL = re.compile(r"其中[:：].*|.*小计")


def accepts(source: Source) -> bool:
    """Whether a header row with a project name and a packed indicator cell, or money, stands in the file."""
    return any(find_columns(row) is not None for table in source.tables for row in table.rows)


def read(source: Source, options: Options) -> tuple[Document, ...]:
    """Read every document of the file."""
    stream = _Stream(source, options)
    for table in source.tables:
        for row in table.rows:
            stream.take(row)
    return finish(stream.drafts, source, options)


class _Stream:
    """The state of the walk down the rows."""

    def __init__(self, source: Source, options: Options) -> None:
        self.file = source.file
        self.options = options
        self.head = Head()
        self.columns: Columns | None = None
        self.block_unit: str | None = None
        self.drafts: list[Draft] = []
        self.seen_headings: set[str] = set()

    def take(self, row: Row) -> None:
        """Decide what a row is and put it where it belongs."""
        filled = [cell for cell in row.cells if cell]
        if not filled:
            return
        if columns := find_columns(row):
            self._open_block(columns, row)
            return
        # Inside a table only a line that cannot be a project speaks of the document: 绩效目标管理经费 is no title.
        if self.columns is None or (len(filled) == 1 and _HEAD_LINE.search(filled[0])):
            head = read_head(row.cells, self.head)
            if head is not None:
                self._take_head(head)
                return
        if self.columns is not None:
            self._take_body(row, filled, self.columns)

    def _take_head(self, head: Head) -> None:
        """A second unit in the same document holds for the blocks below it, not for the document."""
        if self.drafts and head.unit != self.head.unit and head.unit is not None:
            self.block_unit = head.unit
        self.head = head

    def _open_block(self, columns: Columns, row: Row) -> None:
        self.columns = columns
        draft = self._draft_for(row, heading=True)
        for strange in columns.unknown:
            if strange not in self.seen_headings:
                self.seen_headings.add(strange)
                message = f"不认识表头 {strange}；这一列没有装入"
                draft.issues.append(Issue("unknown_heading", message, row.origin.place))

    def _draft_for(self, row: Row, *, heading: bool = False) -> Draft:
        """The document a row belongs to: its own department and year columns, else the head."""
        head = self.head
        if self.columns is not None and not heading:
            if department := self.columns.cell(row, "department"):
                code, name = split_department(department)
                head = head._replace(
                    department=name, department_code=code or self.columns.cell(row, "department_code") or None
                )
            if year := self.columns.cell(row, "year"):
                head = head._replace(year=year_in(year + "年" if year.isdecimal() else year) or head.year)
        if head.department is None and head.title:
            head = head._replace(department=department_in_title(head.title))
        for draft in self.drafts:
            if draft.belongs(head):
                return draft
        draft = Draft(head)
        self.drafts.append(draft)
        return draft

    def _take_body(self, row: Row, filled: list[str], columns: Columns) -> None:
        name = columns.cell(row, "name")
        label = row_label(name) or row_label(filled[0])
        if len(filled) == 1 and _PAGE_NUMBER.fullmatch(filled[0]):
            return
        draft = self._draft_for(row)
        if label == "note" or _NOTE.match(filled[0]):
            return
        if label == "total" or (draft.head.department and is_name(name, draft.head.department)):
            self._take_total(row, draft, columns)
        elif label == "subtotal" or _SUBTOTAL.fullmatch(key(name)):
            draft.issues.append(Issue("subtotal_row", f"「{name}」行是小计，没有作为项目装入", row.origin.place))
        elif len(row.cells) == 1:
            message = f"「{short(filled[0])}」不在表格的列里；这一行没有装入，若是表格的一部分请改用制表符分隔"
            draft.issues.append(Issue("stray_line", message, row.origin.place))
        elif not name:
            self._take_unnamed(row, filled, draft, columns)
        else:
            self._take_project(row, draft, columns)

    def _take_total(self, row: Row, draft: Draft, columns: Columns) -> None:
        fen = self._amount(row, draft, columns, "total", None)
        if draft.printed_total_fen is None:
            draft.printed_total_fen, draft.total_place = fen, row.origin.place
        elif fen is not None and fen != draft.printed_total_fen:
            message = f"又有一行合计「{columns.cell(row, 'total')}」，与前面的不同；以第一个为准"
            draft.issues.append(Issue("second_total", message, row.origin.place))

    def _take_unnamed(self, row: Row, filled: list[str], draft: Draft, columns: Columns) -> None:
        amounts = [cell for column in MONEY_COLUMNS if (cell := columns.cell(row, column))]
        found = f"金额 {'、'.join(amounts)}" if amounts else f"内容「{short(filled[0])}」"
        message = f"这一行没有项目名称，有{found}；没有装入，请补上名称再装"
        draft.issues.append(Issue("unnamed_row", message, row.origin.place))

    def _take_project(self, row: Row, draft: Draft, columns: Columns) -> None:
        ordinal = len(draft.projects)
        money = {f"{column}_fen": self._amount(row, draft, columns, column, ordinal) for column in MONEY_COLUMNS}
        packed = parse_packed(columns.cell(row, "indicators"), row.origin)
        draft.projects.append(
            ProjectRecord(
                name=columns.cell(row, "name"),
                code=columns.cell(row, "code") or None,
                spending_unit=columns.cell(row, "spending_unit") or None,
                implementing_unit=columns.cell(row, "implementing_unit") or None,
                goal=columns.cell(row, "goal") or None,
                indicators=packed.indicators,
                origin=row.origin,
                **money,
            )
        )
        for text in packed.unread:
            message = f"绩效指标栏有认不出的文字「{short(text)}」；没有装入为指标"
            draft.issues.append(Issue("unread_indicator", message, row.origin.place, ordinal))
        if list(packed.numbers) != list(range(1, len(packed.numbers) + 1)):
            printed = "、".join(str(number) for number in packed.numbers)
            message = f"绩效指标的编号不连续（{short(printed)}）；按出现的次序装入"
            draft.issues.append(Issue("item_numbers", message, row.origin.place, ordinal))
        beyond = [cell for cell in row.cells[max(columns.position.values()) + 1 :] if cell]
        if beyond and not columns.unknown:
            message = f"表头以外还有内容「{short(beyond[0])}」；没有装入"
            draft.issues.append(Issue("extra_cell", message, row.origin.place, ordinal))

    def _amount(self, row: Row, draft: Draft, columns: Columns, column: str, project: int | None) -> int | None:
        cell = columns.cell(row, column)
        unit = columns.units.get(column) or self.block_unit or self.options.unit or draft.head.unit
        if unit is None:
            draft.unit_assumed = True
        draft.unit = draft.unit or self.options.unit or draft.head.unit or columns.units.get(column)
        amount = parse_amount(cell, unit or DEFAULT_UNIT)
        heading = columns.headings.get(column, column)
        if amount.problem == "unreadable":
            message = f"{heading}「{short(cell)}」不是金额；按没有数值装入"
            draft.issues.append(Issue("unreadable_amount", message, row.origin.place, project))
        elif amount.problem == "finer":
            message = f"{heading}「{short(cell)}」（{unit or DEFAULT_UNIT}）细于 1 分；四舍五入到分装入"
            draft.issues.append(Issue("finer_amount", message, row.origin.place, project))
        return amount.fen
