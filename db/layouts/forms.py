"""One form a project, or one a department (部门整体): labels with their values beside them, then a grid of indicators.

The rows of the file are cut into forms: a form begins with the row that names its project, or with the title or the
table before that row; tables without a name of their own go on with the form above.  What stands in a form is found by
its labels (`forms.toml`), wherever they stand.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from db.layouts.drafts import Draft, Options, finish
from db.layouts.form_cells import Form, build_form
from db.layouts.form_goals import read_goal
from db.layouts.form_grid import Grid, find_heads, read_grids
from db.layouts.form_money import Found, Money, read_money
from db.layouts.form_outcome import read_outcome
from db.layouts.form_words import head_of, label_of
from db.layouts.head import Head, department_in_title, read_head, split_department, year_in
from db.layouts.vocabulary import MONEY_COLUMNS, column_of, key
from db.money import DEFAULT_UNIT, parse_amount
from db.records import EVALUATION, WHOLE_DEPARTMENT, Document, Issue, ProjectRecord, Row, Source, Table, short

WHOLE_NAME = "部门整体支出"
_LONGEST_NAME = 100
_FEWEST_COLUMNS = 2
_PRINTED_UNIT = re.compile(r"[元万亿千]\s*[)）]?\s*$")


class _Piece(NamedTuple):
    """The rows of one form with what stood above them."""

    head: Head
    rows: list[Row]


def accepts(source: Source) -> bool:
    """Whether a form stands in the file: a name with its value, or a department's title over a grid of indicators."""
    return any(True for _ in _pieces(source))


def read(source: Source, options: Options) -> tuple[Document, ...]:
    """Read every form of the file."""
    drafts: list[Draft] = []
    for piece in _pieces(source):
        _read_form(piece, drafts, options)
    for table in source.tables:
        if table.issues and drafts:
            drafts[0].issues.extend(table.issues)
    return finish(drafts, source, options)


def rest(source: Source) -> Source:
    """The file without its forms: tables of another layout may stand beside them."""
    used: set[int] = set()
    for _ in _pieces(source, used):
        pass
    return source._replace(tables=tuple(table for at, table in enumerate(source.tables) if at not in used))


def _pieces(source: Source, used: set[int] | None = None) -> Iterator[_Piece]:
    """Cut the file into forms; `used` collects the positions of the tables they take."""
    used = set() if used is None else used
    head = Head()
    current: _Piece | None = None
    is_parted = True  # text stands between the form above and what comes
    for at, table in enumerate(source.tables):
        if _is_text(table):
            for row in table.rows:
                head, is_title = _with_line(head, row)
                is_parted = is_parted or is_title
            continue
        starts = _starts(table, head)
        if not starts:
            goes_on = current is not None and (not is_parted or any(_has_heads(row) for row in table.rows))
            if current is not None and goes_on and not _is_list(table):
                current.rows.extend(table.rows)
                used.add(at)
            continue
        used.add(at)
        if starts[0] and current is not None and not is_parted and not _introduces(table.rows[: starts[0]]):
            current.rows.extend(table.rows[: starts[0]])
        else:
            starts = [0, *starts[1:]]
        for start, end in zip(starts, [*starts[1:], len(table.rows)], strict=True):
            rows = list(table.rows[start:end])
            if current is not None:
                yield current
            head, rows = _take_head(head, rows)
            current = _Piece(head, rows)
        is_parted = False
    if current is not None:
        yield current


def _is_list(table: Table) -> bool:
    """Whether a table has a column of names: it is a list of projects, not the rest of a form."""
    return any(
        sum(label is not None and label.meaning == "name" and not label.inline for label in labels) == 1
        and sum(cell != "" for cell in row.cells) > _FEWEST_COLUMNS
        for row in table.rows
        for labels in ([label_of(cell) for cell in row.cells if cell],)
    )


def _is_text(table: Table) -> bool:
    return all(len(row.cells) == 1 for row in table.rows) and not any(
        (label := label_of(row.cells[0])) and label.meaning == "name" and label.inline for row in table.rows
    )


def _introduces(rows: Sequence[Row]) -> bool:
    """Whether rows above a name belong to the form that begins with it: they hold no indicators."""
    return not any(_has_heads(row) for row in rows)


def _with_line(head: Head, row: Row) -> tuple[Head, bool]:
    """The head with a line between tables; whether that line speaks of the document at all."""
    found = read_head(row.cells, head)
    if found is not None:
        return found, True
    return head, False


def _starts(table: Table, head: Head) -> list[int]:
    """Where the forms of a table begin: at the lines of title above a name, else at the name."""
    starts: list[int] = []
    first_free = 0
    has_grid = any(_has_heads(row) for row in table.rows)
    for number, row in enumerate(table.rows):
        if not _names_project(row):
            continue
        start = number
        while start > first_free and _is_title(table.rows[start - 1]):
            start -= 1
        starts.append(start)
        first_free = number + 1
    if starts:
        return starts
    whole = next((number for number, row in enumerate(table.rows) if _is_whole_title(row)), None)
    if has_grid and (whole is not None or head.kind == WHOLE_DEPARTMENT):
        return [whole or 0]
    return []


def _names_project(row: Row) -> bool:
    """Whether a row names a project as a form does, its value beside the label; a header row does not."""
    if not any("名" in cell for cell in row.cells):
        return False  # each such label holds it; most rows of a long list do not
    cells = build_form([row], None).rows[0]
    for index, cell in enumerate(cells):
        label = label_of(cell.text) if cell.text else None
        if label is None or label.meaning != "name":
            continue
        if label.inline:
            return True
        following = next((other for other in cells[index + 1 :] if other.text), None)
        beside = cells[index + 1] if index + 1 < len(cells) else None
        if following is None:
            return index == 0 and len(cells) > 1
        if beside is None or column_of(following.text) is not None:
            return False
        return (
            label_of(following.text) is None
            and head_of(following.text) is None
            and len(following.text) <= _LONGEST_NAME
        )
    return False


def _is_title(row: Row) -> bool:
    filled = [cell for cell in row.cells if cell]
    return (not filled or len(filled) == 1 or any(":" in key(cell) for cell in filled)) and (
        not filled or read_head(row.cells, Head()) is not None or (len(filled) == 1 and label_of(filled[0]) is None)
    )


def _is_whole_title(row: Row) -> bool:
    return any("整体" in cell and "绩效" in cell and len(cell) <= _LONGEST_NAME for cell in row.cells)


def _has_heads(row: Row) -> bool:
    return bool(find_heads(build_form([row], None), 0))


def _take_head(head: Head, rows: list[Row]) -> tuple[Head, list[Row]]:
    """Read the lines of title inside a table."""
    while rows and _is_title(rows[0]) and not _names_project(rows[0]):
        head = read_head(rows[0].cells, head) or head
        rows = rows[1:]
    return head, rows


def _read_form(piece: _Piece, drafts: list[Draft], options: Options) -> None:
    """Read one form into the document it belongs to."""
    form = build_form(piece.rows, piece.head.year or options.year)
    grid = read_grids(form)
    head = _own_head(piece.head, form, grid)
    is_whole = head.kind == WHOLE_DEPARTMENT
    draft = _draft_for(head, drafts)
    name, origin_row = (WHOLE_NAME, 0) if is_whole else _named(form, grid)
    if not form.origins[origin_row].row and len(form.origins) > origin_row + 1:
        origin_row += 1  # named by a line above the table, which has no number of its own
    place = form.origins[origin_row].place
    for cell, (before, after) in grid.unknown:
        where = f"（在「{short(before)}」与「{short(after)}」之间）"
        message = f"不认识表头「{short(cell.text)}」{where}；这一列没有装入"
        draft.issues.append(Issue("unknown_heading", message, form.origins[cell.row].place))
    if not name:
        message = "这张表没有项目名称；没有装入，请补上名称再装"
        draft.issues.append(Issue("unnamed_row", message, place))
        return
    ordinal = len(draft.projects)
    money = read_money(form, grid.rows, is_whole=is_whole)
    amounts = {f"{column}_fen": _amount(column, money, form, draft, options, ordinal) for column in MONEY_COLUMNS}
    outcome = read_outcome(form, grid.rows)
    draft.projects.append(
        ProjectRecord(
            name=name,
            code=_labelled(form, grid, "code"),
            spending_unit=None,
            implementing_unit=_labelled(form, grid, "implementing_unit"),
            goal=read_goal(form, grid.rows),
            indicators=grid.indicators,
            origin=form.origins[origin_row],
            executed_fen=_fen(outcome.executed, form, draft, options, ordinal),
            execution_rate=outcome.execution_rate,
            score=outcome.score,
            **amounts,
        )
    )
    _report(form, grid, money, draft, ordinal, place)


def _report(form: Form, grid: Grid, money: Money, draft: Draft, ordinal: int, place: str) -> None:
    """Say what was passed over or taken on trust."""
    if grid.assumed:
        message = "两组指标没有写明哪组是中长期、哪组是年度；按左为中长期、右为年度装入"
        draft.issues.append(Issue("lists_assumed", message, place, ordinal))
    for cell in money.unknown:
        beside = form.right_of(cell)
        message = f"资金栏里不认识「{short(cell.text)}」（旁边是「{short(beside.text if beside else '')}」）；没有装入"
        draft.issues.append(Issue("unknown_heading", message, form.origins[cell.row].place, ordinal))


def _draft_for(head: Head, drafts: list[Draft]) -> Draft:
    for draft in drafts:
        if draft.belongs(head):
            return draft
    draft = Draft(head)
    drafts.append(draft)
    return draft


def _own_head(head: Head, form: Form, grid: Grid) -> Head:
    """The head with what the form itself says of its department, year and kind."""
    if grid.has_actual and head.kind != WHOLE_DEPARTMENT:
        head = head._replace(kind=EVALUATION)
    department = _labelled(form, grid, "department")
    if head.kind == WHOLE_DEPARTMENT and not department:
        department = _labelled(form, grid, "implementing_unit")
    if department:
        code, name = split_department(department)
        code = code or _labelled(form, grid, "department_code") or head.department_code
        head = head._replace(department=name, department_code=code)
    elif head.department is None and head.title:
        head = head._replace(department=department_in_title(head.title))
    year = _labelled(form, grid, "year")
    if year and (found := year_in(year + "年" if year.isdecimal() else year)):
        head = head._replace(year=found)
    return head


def _labelled(form: Form, grid: Grid, meaning: str) -> str | None:
    """The value of the first label of this meaning that has one."""
    found = _find(form, grid, meaning)
    return found[0] if found else None


def _named(form: Form, grid: Grid) -> tuple[str, int]:
    found = _find(form, grid, "name")
    return (re.sub(r"\s*\n\s*", "", found[0]), found[1]) if found else ("", 0)


def _find(form: Form, grid: Grid, meaning: str) -> tuple[str, int] | None:
    for cell in form.cells():
        label = form.label(cell) if cell.text and cell.row not in grid.rows else None
        if label is None or label.meaning != meaning:
            continue
        if label.inline:
            return label.inline, cell.row
        beside = form.right_of(cell)
        is_year = meaning == "year" and beside is not None and year_in(beside.text)
        if beside is not None and beside.text and (is_year or form.label(beside) is None):
            return beside.text, cell.row
    return None


def _amount(column: str, money: Money, form: Form, draft: Draft, options: Options, ordinal: int) -> int | None:
    return _fen(money.found.get(column), form, draft, options, ordinal)


def _fen(found: Found | None, form: Form, draft: Draft, options: Options, ordinal: int) -> int | None:
    if found is None:
        return None
    unit = _unit(found, draft, options)
    amount = parse_amount(found.text, unit or DEFAULT_UNIT)
    place = form.origins[found.row].place
    if amount.problem == "unreadable":
        message = f"{found.heading}「{short(found.text)}」不是金额；按没有数值装入"
        draft.issues.append(Issue("unreadable_amount", message, place, ordinal))
    elif amount.problem == "finer":
        message = f"{found.heading}「{short(found.text)}」（{unit or DEFAULT_UNIT}）细于 1 分；四舍五入到分装入"
        draft.issues.append(Issue("finer_amount", message, place, ordinal))
    return amount.fen


def _unit(found: Found, draft: Draft, options: Options) -> str | None:
    """The unit of an amount: its label's or block's, else what the person who loads says, else the document's line."""
    unit = found.unit or options.unit or draft.head.unit
    draft.unit = draft.unit or options.unit or draft.head.unit or found.unit
    if unit is None and found.text and not _PRINTED_UNIT.search(found.text):
        draft.unit_assumed = True
    return unit
