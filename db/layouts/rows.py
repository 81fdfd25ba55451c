"""List-like tables: one row a project with packed indicators, or one row an indicator with its project beside it.

The rows of all tables are read as one stream: lines above a table set the head, a header opens a block, the rows below
it are projects and indicators until the next header, title or table.  Printed again over every few projects, a header
opens another block of the same document; another department, year or kind opens another document.
"""

import re
from collections.abc import Sequence

from db.errors import UnknownLayout
from db.layouts.blocks import Columns, find_header
from db.layouts.drafts import Draft, Options, finish
from db.layouts.head import Head, is_body, is_head_row, is_title, read_head, split_department, year_in
from db.layouts.project import OpenProject, Own, split_name
from db.layouts.totals import Totals
from db.layouts.vocabulary import MONEY_COLUMNS, head_label, key, row_label
from db.money import DEFAULT_UNIT, parse_amount
from db.records import EVALUATION, Document, Issue, Row, Source, Table, short

_PAGE_NUMBER = re.compile(r"第?[-—\s]*\d{1,4}[-—\s]*页?(?:[,，/共\s]*\d{1,4}页?)?")
_NOTE = re.compile(r"(?:注|备注|说明|附注|填表说明|填报说明)\s*\d*\s*[:：.、]")
_NOTE_GOES_ON = re.compile(r"[（(]?\d{1,2}[)）.、．]")
_HEAD_LINE = re.compile(r"[:：]|绩效.*表|^\d{4}年度?$")
_OTHER_TITLE = re.compile(r".{2,38}表(?:[（(].*[)）])?")
_FOOTER_LABEL = re.compile(r"(?P<label>[^:：]{2,12})[:：].*", re.DOTALL)
_SUBTOTAL = re.compile(r"其中[:：].*|.*小计")
_TOTAL = re.compile(r"(?P<of>.*?)[(（]?(?:合计|总计)[)）]?[:：]?")
_SECTION = re.compile(r"[（(]?[一二三四五六七八九十]+[)）、.．].*")
_COLON = re.compile("[:：]")
_LONGEST_BODY = 30
_UNIT_LINE_COLUMNS = ("department", "unit_name", "spending_unit")


def accepts(source: Source) -> bool:
    """Whether a header with names of projects, and money or indicators, stands in the file."""
    return any(
        find_header(table.rows, index) is not None for table in source.tables for index in range(len(table.rows))
    )


def read(source: Source, options: Options) -> tuple[Document, ...]:
    """Read every document of the file."""
    wants_targets = any(
        columns.is_about_targets
        for table in source.tables
        for index in range(len(table.rows))
        if (columns := find_header(table.rows, index)) is not None
    )
    stream = _Stream(options, wants_targets=wants_targets, has_cover=source.format == "docx")
    for table in source.tables:
        stream.take_table(table)
    stream.end()
    if stream.passed_over and not any(draft.projects for draft in stream.drafts):
        found = "只有金额的表，没有绩效目标、绩效指标，也没有绩效目标表的标题"
        raise UnknownLayout(source.file, found, "请确认文件是项目支出绩效目标表")
    return finish(stream.drafts, source, options)


class _Stream:
    """The state of the walk down the rows."""

    def __init__(self, options: Options, *, wants_targets: bool, has_cover: bool) -> None:
        self.options = options
        self.has_cover = has_cover  # text before the first table may be a cover; on web pages it is navigation
        self.wants_targets = wants_targets  # a table of money alone is passed over where another has the targets
        self.head = Head()
        self.sheet_body: str | None = None  # a sheet named after a department, where nothing else names one
        self.columns: Columns | None = None
        self.block_unit: str | None = None
        self.last_unit: str | None = None  # of the document before, for one that prints none
        self.drafts: list[Draft] = []
        self.totals = Totals()
        self.seen_headings: set[str] = set()
        self.carried: dict[str, str] = {}  # column → what stood there last
        self.project: OpenProject | None = None
        self.skipping = False  # rows of a project without a name
        self.in_notes = False
        self.passed_over = False  # whether a table of money was left out
        self.used = False  # whether the head has rows beneath it

    def take_table(self, table: Table) -> None:
        """Walk down a table; one that does not continue another starts without columns."""
        if all(len(row.cells) == 1 for row in table.rows) and table.origin.table is None and self.columns is not None:
            self._take_text(table.rows)
            return
        if not table.continues:
            self._close_block()
        sheet = table.origin.sheet
        self.sheet_body = sheet if sheet and is_body(sheet) else None
        index = 0
        while index < len(table.rows):
            columns = find_header(table.rows, index, self.head.year)
            if columns is not None:
                self._open_block(columns, table.rows[index])
                index += columns.lines
                continue
            self._take(table.rows[index])
            index += 1
        if table.issues:
            self._draft_for(None).issues.extend(table.issues)

    def end(self) -> None:
        """The file is read: what is open is finished."""
        self._close_block()
        self.totals.settle()

    def _take_text(self, rows: Sequence[Row]) -> None:
        """Lines between tables: heads, or nothing to do with a table."""
        for row in rows:
            head = read_head(row.cells, self._head_for(row))
            if head is not None:
                self._close_block()
                self._take_head(head)

    def _take(self, row: Row) -> None:
        """Decide what a row is and put it where it belongs."""
        filled = [cell for cell in row.cells if cell]
        if not filled or (len(filled) == 1 and _PAGE_NUMBER.fullmatch(filled[0])):
            return
        # Inside a table only a line that cannot be a project speaks of the document: 绩效目标管理经费 is no title.
        if (
            self.columns is None
            or (len(filled) == 1 and _HEAD_LINE.search(filled[0]))
            or (_COLON.search(filled[0]) and is_head_row(filled))
        ):
            head = read_head(row.cells, self._head_for(row))
            if head is not None:
                self._take_head(head)
                return
        if self.columns is None:
            self._take_body_line(row, filled)
            return
        if len(filled) == 1 and _is_alone(row) and _OTHER_TITLE.fullmatch(filled[0]) and row.cells[0]:
            self._close_block()  # another table, of which nobody knows the header
            return
        if not self._is_note(row, filled):
            self.in_notes = False
            self._take_body(row, filled, self.columns)

    def _take_body_line(self, row: Row, filled: list[str]) -> None:
        """The body on a line of its own above the title, or on the cover of a booklet."""
        lines = filled[0].splitlines()
        if len(filled) > 1 or len(lines[0]) > _LONGEST_BODY or not is_body(lines[0]):
            return
        is_cover = self.has_cover and self.head.body is None and not self.used
        if row.origin.row is not None or is_cover:
            self.head = self.head._replace(body=lines[0])

    def _is_note(self, row: Row, filled: list[str]) -> bool:
        """Notes and signatures below a table."""
        if row_label(filled[0]) == "note" or _NOTE.match(filled[0]):
            self.in_notes = True
            return True
        if row_label(filled[0]) == "skip":
            return True
        footer = _FOOTER_LABEL.fullmatch(filled[0])
        if footer and head_label(footer["label"]) == "ignored":
            return True
        return (
            self.in_notes and len(filled) == 1 and (len(row.cells) == 1 or _NOTE_GOES_ON.match(filled[0]) is not None)
        )

    def _head_for(self, row: Row) -> Head:
        """The head as it stands; a title below a table begins a document of its own."""
        titles = [cell for cell in row.cells if cell and is_title(cell)]
        is_new = self.used and any(key(title) != key(self.head.title or "") for title in titles)
        return self.head._replace(department=None, department_code=None, body=None, unit=None) if is_new else self.head

    def _take_head(self, head: Head) -> None:
        """A second unit in the same document holds for the blocks below it, not for the document."""
        if head == self.head:
            return  # printed again on another page
        self._close_project()
        if self.used and head.title != self.head.title:
            self.last_unit, self.block_unit = self.block_unit or self.head.unit or self.last_unit, None
        elif self.drafts and head.unit is not None and self.head.unit is not None and head.unit != self.head.unit:
            self.block_unit = head.unit
        if head.title != self.head.title and self.used and head.department is None and head.body is None:
            head = head._replace(
                department=self.head.department, department_code=self.head.department_code, body=self.head.body
            )
        if (head.title, head.department, head.year) != (self.head.title, self.head.department, self.head.year):
            self.totals.settle()
            self.used = False
        self.head = head

    def _open_block(self, columns: Columns, row: Row) -> None:
        if self.columns is None or columns.position != self.columns.position:
            self._close_block()  # else the same header again: a project may go on below it
        if not columns.is_about_targets and (self.wants_targets or self.head.title is None):
            self.passed_over = True  # a table of money alone
            return
        self.columns = columns
        self.used = True
        if self.head.year is None and len(columns.years) == 1 and "year" not in columns.position:
            self.head = self.head._replace(year=columns.years[0])
        if self.head.kind != EVALUATION and {"actual", "score"} <= columns.position.keys():
            self.head = self.head._replace(kind=EVALUATION)
        messages = [f"不认识表头 {strange}；这一列没有装入" for strange in columns.unknown]
        messages += [f"表头「{heading}」有几列；只读第一列" for heading in columns.repeated]
        for message in messages:
            if message not in self.seen_headings:
                self.seen_headings.add(message)
                self._draft_for(None).issues.append(Issue("unknown_heading", message, row.origin.place))

    def _close_block(self) -> None:
        self._close_project()
        self.columns = None
        self.carried = {}
        self.skipping = self.in_notes = False

    def _close_project(self) -> None:
        if self.project is not None:
            self.project.close()
            self.project = None

    def _value(self, row: Row, column: str) -> str:
        """A cell, or what the merged or blank one goes on from."""
        assert self.columns is not None  # for the type checker: only rows below a header are asked
        return self.columns.cell(row, column) or self.carried.get(column, "")

    def _draft_for(self, row: Row | None) -> Draft:
        """The document a row belongs to: its own department and year columns, else the head."""
        head = self.head
        if self.columns is not None and row is not None:
            columns = self.columns.position
            department = self._value(row, "department")
            if not department and "department" not in columns and head.department is None:
                department = self._value(row, "unit_name")
            if department:
                code, name = split_department(department)
                code = code or self._value(row, "department_code") or None
                head = head._replace(department=name, department_code=code)
            if year := self._value(row, "year"):
                head = head._replace(year=year_in(year + "年" if year.isdecimal() else year) or head.year)
        if head.department is None:
            head = head._replace(department=head.body or self.sheet_body)
        for draft in self.drafts:
            if draft.belongs(head):
                return draft
        draft = Draft(head)
        self.drafts.append(draft)
        return draft

    def _take_body(self, row: Row, filled: list[str], columns: Columns) -> None:
        name = columns.cell(row, "name")
        if self._take_sum(row, name, filled, columns):
            self.skipping = False
            return
        if len(row.cells) == 1 and columns.width > 1:
            message = f"「{short(filled[0])}」不在表格的列里；这一行没有装入，若是表格的一部分请改用制表符分隔"
            self._draft_for(row).issues.append(Issue("stray_line", message, row.origin.place))
            return
        if self._is_section(row, name, filled, columns):
            message = f"「{short(filled[0])}」行没有目标和指标，是分类或单位的一行；没有作为项目装入"
            self._draft_for(row).issues.append(Issue("subtotal_row", message, row.origin.place))
            self._close_project()
            return
        self._carry(row, columns)
        if self._goes_on(row, name, columns):
            if self.project is not None and not self.skipping:
                self.project.add(row, columns)
            return
        self._close_project()
        if not name:
            self._take_unnamed(row, filled, columns)
            return
        self.skipping = False
        self._open_project(row, columns)

    def _take_sum(self, row: Row, name: str, filled: list[str], columns: Columns) -> bool:
        """合计, 小计 and the department's own line."""
        label = row_label(name) or row_label(filled[0])
        total = _TOTAL.fullmatch(key(name or filled[0]))
        has_targets = any(columns.cell(row, column) for column in ("goal", "indicators", "indicator_name", "value"))
        if label == "subtotal" or (_SUBTOTAL.fullmatch(key(name or filled[0])) and not has_targets):
            message = f"「{short(name or filled[0])}」行是小计，没有作为项目装入"
            self._close_project()
            self._draft_for(row).issues.append(Issue("subtotal_row", message, row.origin.place))
            return True
        own = not has_targets and self._own_line(row, name or filled[0], columns)
        if label != "total" and not own and not (total and not has_targets and self._is_own(total["of"])):
            return False
        self._close_project()
        if own:
            self._carry(row, columns)
        draft = self._draft_for(row)
        fen = self._amount(row, draft, columns, "total", None)
        body = self._body(row, name or filled[0], columns) if own else ""
        owner = draft if self._owns(row, columns) else None
        self.totals.add(fen, row.origin.place, columns.cell(row, "total"), owner, body)
        return True

    def _body(self, row: Row, name: str, columns: Columns) -> str:
        """The body that a line of its own is of; "" for the department itself."""
        cells = [name] if name == columns.cell(row, "name") else []
        cells += [cell for column in _UNIT_LINE_COLUMNS if (cell := columns.cell(row, column))]
        department = self.head.department or self.head.body or self.carried.get("department") or ""
        return "" if any(_plain(cell) == _plain(department) for cell in cells) else _plain(cells[-1]) if cells else ""

    def _own_line(self, row: Row, name: str, columns: Columns) -> bool:
        """Whether the row is a department's own: its name in place of a project's, or beside none and with money."""
        if self._is_own(name):
            return True
        unit = not columns.cell(row, "name") and any(columns.cell(row, column) for column in _UNIT_LINE_COLUMNS)
        return unit and any(columns.cell(row, column) for column in MONEY_COLUMNS)

    def _is_own(self, name: str) -> bool:
        """Whether a name is the document's department, with or without code and 部门."""
        department = self.head.department or self.head.body
        own = {_plain(department)} if department else set()
        own |= {_plain(self.carried[column]) for column in ("department", "unit_name") if self.carried.get(column)}
        return _plain(name) in own

    def _owns(self, row: Row, columns: Columns) -> bool:
        """Whether a sum names the department it is of."""
        return any(columns.cell(row, column) for column in ("department", "unit_name"))

    def _is_section(self, row: Row, name: str, filled: list[str], columns: Columns) -> bool:
        """Whether a row only divides the list: a category or unit without goal and indicators."""
        if not columns.is_about_targets or columns.covered(row, "name"):
            return False
        if any(
            columns.cell(row, column) for column in ("goal", "indicators", "indicator_name", "value", "level1", "code")
        ):
            return False
        if _is_alone(row) and len(filled) == 1 and len(row.left) == len(row.cells) - 1:
            return True
        is_unit = columns.has_indicators and is_body(split_department(name)[1])
        return bool(name) and (is_unit or _SECTION.fullmatch(name) is not None)

    def _carry(self, row: Row, columns: Columns) -> None:
        for column in ("department", "department_code", "unit_name", "spending_unit", "year"):
            if cell := columns.cell(row, column):
                if column in ("department", "unit_name") and cell != self.carried.get(column):
                    self.carried.pop("department_code", None)
                self.carried[column] = cell

    def _goes_on(self, row: Row, name: str, columns: Columns) -> bool:
        """Whether the row is a further one of the project above, or of a nameless one."""
        if columns.covered(row, "name"):
            return True
        if not columns.has_indicators:
            return False
        has_indicator = any(columns.cell(row, column) for column in ("indicator_name", "value", "level1", "level2"))
        if not has_indicator:
            return False
        if name:
            return self.project is not None and self.project.is_repeated(row, columns, self._draft_for(row))
        own = [columns.cell(row, column) for column in (*MONEY_COLUMNS, "goal", "code")]
        if self.project is not None and any(own):
            return self.project.repeats_cells(row, columns)
        return not any(own) and not columns.cell(row, "ordinal")

    def _take_unnamed(self, row: Row, filled: list[str], columns: Columns) -> None:
        self.skipping = True
        amounts = [cell for column in MONEY_COLUMNS if (cell := columns.cell(row, column))]
        found = f"金额 {'、'.join(amounts)}" if amounts else f"内容「{short(filled[0])}」"
        message = f"这一行没有项目名称，有{found}；没有装入，请补上名称再装"
        self._draft_for(row).issues.append(Issue("unnamed_row", message, row.origin.place))

    def _open_project(self, row: Row, columns: Columns) -> None:
        draft = self._draft_for(row)
        self.totals.belongs(draft)
        ordinal = len(draft.projects)
        money = {f"{column}_fen": self._amount(row, draft, columns, column, ordinal) for column in MONEY_COLUMNS}
        code, name = split_name(columns.cells(row, "name"))
        unit = self._value(row, "spending_unit") if columns.covered(row, "spending_unit") else ""
        named_unit = columns.cell(row, "unit_name") if self.head.department or "department" in columns.position else ""
        spending_unit = columns.cell(row, "spending_unit") or unit or named_unit or None
        own = Own(
            name,
            columns.cell(row, "code") or code,
            spending_unit,
            money,
            self._amount(row, draft, columns, "executed", ordinal),
            columns.rate(row),
            # The score of a row that is a project as a whole is the project's.
            columns.cell(row, "project_score")
            or ("" if columns.has_indicators else columns.cell(row, "score"))
            or None,
        )
        self.project = OpenProject(draft, row, columns, own)
        self.project.add(row, columns)
        beyond = [cell for cell in row.cells[columns.width :] if cell]
        if beyond:
            message = f"表头以外还有内容「{short(beyond[0])}」；没有装入"
            draft.issues.append(Issue("extra_cell", message, row.origin.place, ordinal))

    def _amount(self, row: Row, draft: Draft, columns: Columns, column: str, project: int | None) -> int | None:
        cell = columns.cell(row, column)
        document_unit = self.options.unit or self.head.unit
        unit = columns.units.get(column) or self.block_unit or document_unit or self.last_unit
        if unit is None and column in columns.position:
            draft.unit_assumed = True
        draft.unit = draft.unit or document_unit or columns.units.get(column) or self.last_unit
        amount = parse_amount(cell, unit or DEFAULT_UNIT)
        heading = columns.headings.get(column, column)
        if amount.problem == "unreadable":
            message = f"{heading}「{short(cell)}」不是金额；按没有数值装入"
            draft.issues.append(Issue("unreadable_amount", message, row.origin.place, project))
        elif amount.problem == "finer":
            message = f"{heading}「{short(cell)}」（{unit or DEFAULT_UNIT}）细于 1 分；四舍五入到分装入"
            draft.issues.append(Issue("finer_amount", message, row.origin.place, project))
        return amount.fen


def _is_alone(row: Row) -> bool:
    """Whether the one text of a row stands at its left."""
    return bool(row.cells) and bool(row.cells[0])


def _plain(department: str) -> str:
    """A department without its code, and without what tells the whole from its head office."""
    name = key(split_department(department)[1])
    return re.sub(r"(?:\((?:本级|机关|本部)\)|本级|部门|汇总)+$", "", name)
