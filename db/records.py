"""What flows from a published file to the rows of the database.

    Source → Table → Row        what a reader makes of a file: grids of text cells, each row with its origin
    Document → ProjectRecord → IndicatorRecord      what a layout makes of the tables
    Issue                       what is odd in it; nothing is repaired in silence

Money is in whole 分; None means that the document prints no value there, which is not 0.
"""

from typing import NamedTuple

BUDGET = "预算目标表"
EVALUATION = "自评表"
WHOLE_DEPARTMENT = "部门整体"
DOCUMENT_KINDS = (BUDGET, EVALUATION, WHOLE_DEPARTMENT)


def short(text: str | None, longest: int = 40) -> str:
    r"""Text for a message: one line, not too long.

    >>> short("一二三 四", 3), short("一\n二"), short(None)
    ('一二三…', '一 二', '')
    """
    line = " ".join((text or "")[: 2 * longest].split())
    return line if len(line) <= longest else line[:longest] + "…"


class Origin(NamedTuple):
    """Where a row stands in its file; what a format does not have is None."""

    file: str
    sheet: str | None = None
    page: int | None = None
    table: int | None = None
    row: int | None = None

    @property
    def place(self) -> str:
        """The place inside the file, in Chinese.

        >>> Origin("a.pdf", page=3, table=1, row=5).place
        '第3页 表1 第5行'
        """
        parts = (
            self.sheet and f"工作表「{self.sheet}」",
            self.page and f"第{self.page}页",
            self.table and f"表{self.table}",
            self.row and f"第{self.row}行",
        )
        return " ".join(part for part in parts if part)


class Row(NamedTuple):
    """One row of text cells, outer white space removed.

    A merged cell has its text where it begins, and "" in the other places it covers; those are in `left` (it began
    further left) and `above` (it began in a row above), a place inside a block in both.
    """

    cells: tuple[str, ...]
    origin: Origin
    left: frozenset[int] = frozenset()
    above: frozenset[int] = frozenset()


class Table(NamedTuple):
    """A grid as the file has it: heading lines, header rows and body rows in one sequence.

    Text between tables (paragraphs of a page) is a table of rows with one cell each.  Rows without text are left out.
    """

    origin: Origin
    rows: tuple[Row, ...]
    continues: bool = False  # goes on from the table before, under its header: the next page, a table cut in two
    issues: "tuple[Issue, ...]" = ()  # what the reader found odd


class Source(NamedTuple):
    """A file as its reader saw it."""

    file: str
    digest: str  # SHA-256 of its bytes
    format: str  # "txt", "xlsx" …
    tables: tuple[Table, ...]


class Issue(NamedTuple):
    """Something odd: which rule saw it, what was found and what was done, where.

    `project` and `indicator` are positions in the document's projects and the project's indicators.
    """

    rule: str  # a key of `db.checks.RULES`
    message: str
    place: str = ""
    project: int | None = None
    indicator: int | None = None


class IndicatorRecord(NamedTuple):
    """An indicator (绩效指标) as published; kinds are keys of `querylang.fields.KINDS`, None where unknown."""

    level1: str | None
    level2: str | None
    name: str
    cycle_target: str | None  # 实施周期指标值
    annual_target: str | None  # 年度指标值
    actual: str | None  # 实际完成值
    score: str | None  # 得分
    level1_code: str | None
    level2_code: str | None
    kind1: str | None
    kind2: str | None
    misfiled: bool  # level 2 does not belong under the printed level 1
    origin: Origin


class ProjectRecord(NamedTuple):
    """A project (项目) with its money in 分."""

    name: str
    code: str | None
    spending_unit: str | None  # 资金使用单位
    implementing_unit: str | None  # 实施单位
    total_fen: int | None  # 总计
    appropriation_fen: int | None  # 财政拨款
    special_account_fen: int | None  # 财政专户拨款
    other_funds_fen: int | None  # 其他资金
    government_fund_fen: int | None  # 政府性基金, never part of 财政拨款
    state_capital_fen: int | None  # 国有资本经营, never part of 财政拨款
    goal: str | None  # 绩效目标
    indicators: tuple[IndicatorRecord, ...]
    origin: Origin
    executed_fen: int | None = None  # 全年执行数, of a self-evaluation
    execution_rate: str | None = None  # 执行率 as published
    score: str | None = None  # 自评总分 as published


class Document(NamedTuple):
    """One department's table of one year and kind."""

    department: str
    department_code: str | None
    year: int | None  # None: the document states none
    kind: str  # one of DOCUMENT_KINDS
    unit: str  # the document's own unit of money
    title: str
    file: str
    digest: str
    format: str
    part: int  # 1, 2 … : a file may hold several documents
    printed_total_fen: int | None  # 合计 as printed
    total_place: str  # where the 合计 stands, "" without one
    projects: tuple[ProjectRecord, ...]
    issues: tuple[Issue, ...]

    @property
    def label(self) -> str:
        """The document as messages name it: department, year, kind."""
        year = f"{self.year}年" if self.year is not None else "年度未注明"
        return f"{self.department}（{year}，{self.kind}）"
