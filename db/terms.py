"""Terms of the query algebra → SQL over the Chinese views: fields, counts, target values, changes, aggregates.

A Row is where an expression stands: which view its unqualified columns belong to, and how a subquery refers back to it.
Figures for comparing, sorting and summing are exact: money in whole 分.  What is shown is divided once, at the end.
"""

from typing import Literal, TypeAlias

from db.sqltext import Values, select
from querylang.fields import FIELDS, MONEY_FIELDS
from querylang.named import NamedTuple
from querylang.query import (
    BUDGET,
    ChangeOf,
    Condition,
    CountOf,
    Function,
    OfDepartment,
    Scope,
    ShareOf,
    SumOf,
    TargetOf,
    Term,
)

Level: TypeAlias = Literal["project", "indicator", "document", "change"]
Measured: TypeAlias = Literal["money", "percent", "number", "text"]

VIEWS: dict[Level, str] = {"project": "项目", "indicator": "指标", "document": "文件", "change": "变化"}
IDS: dict[Level, str] = {"project": "项目编号", "indicator": "指标编号", "document": "文件编号", "change": "项目编号"}
TARGETS = {"annual": "年度", "cycle": "实施周期", "actual": "实际"}  # the key of a target field → 列 in 指标数值
INDICATOR_KEYS = frozenset(key for key, field in FIELDS.items() if field.grain == "indicator")

# What only a row of grain "document" has: key → label, what it measures.
DOCUMENT_FIELDS: dict[str, tuple[str, Measured]] = {
    "total": ("合计", "money"),
    "printed_total": ("印刷合计", "money"),
    "project_count": ("项目数", "number"),
    "indicator_count": ("指标数", "number"),
    "department": ("部门", "text"),
    "year": ("年度", "number"),
    "kind": ("类型", "text"),
    "unit": ("单位", "text"),
    "title": ("标题", "text"),
    "file": ("文件名", "text"),
    "origin": ("文件名", "text"),
}

FEN = "1000000.0"  # 分 in 1 万元
FEN_PER_YUAN = 100
POINT = "数值 + 偏 / 1000000.0"  # where a target value lies: just above (">95%") or just below its number
_NUMBERS = frozenset({"count", "number"})
OF_OWNER = frozenset({"goal", "indicator_count", "executed", "execution_rate", "project_score"})  # not in the view 指标


class Unstatable(ValueError):
    """A query that joins what cannot be joined (persons with money); a fault of whoever built it."""


class Row:
    """The rows an expression speaks of."""

    __slots__ = ("level", "prefix", "source", "used")

    def __init__(self, level: Level, source: str = "", prefix: str = "") -> None:
        self.level: Level = level
        self.source = source or VIEWS[level]  # the name a subquery refers back to
        self.prefix = prefix  # written before columns where two views are joined
        self.used: dict[str, None] = {}  # columns asked for, in order of first use

    def __getitem__(self, column: str) -> str:
        """A column of this row."""
        self.used[column] = None
        return self.prefix + column

    def outer(self, column: str) -> str:
        """A column of this row, as a subquery has to name it."""
        self.used[column] = None
        return f"{self.source}.{column}"

    @property
    def identity(self) -> str:
        """The column that numbers these rows."""
        return IDS[self.level]

    @property
    def project_key(self) -> str:
        """The column by which the indicators that belong to this row are found."""
        return "文件编号" if self.level == "document" else "项目编号"


class Figure(NamedTuple):
    """An exact expression and what it measures."""

    sql: str
    measures: Measured


class Shown(NamedTuple):
    """An output column: its expression, its label, its unit (万元, % or none)."""

    sql: str
    label: str
    unit: str | None = None


def shown(figure: Figure, label: str) -> Shown:
    """A figure as it is read: money in 万元."""
    if figure.measures == "money":
        return Shown(f"{figure.sql} / {FEN}", label, "万元")
    if figure.measures == "percent":
        return Shown(f"ROUND({figure.sql}, 4)", label, "%")
    return Shown(figure.sql, label)


class Terms:
    """Builds the expressions of one statement."""

    def __init__(self, scope: Scope) -> None:
        self.values = Values()
        self.scope = scope

    def condition(self, condition: Condition, row: Row) -> str:
        """A condition on a row; written in `db.conditions`."""
        raise NotImplementedError

    # --- fields -------------------------------------------------------------------------------------------------

    def figure(self, term: Term, row: Row) -> Figure:
        """A term as an exact expression; NULL where the row has no value."""
        if isinstance(term, str):
            return self._field(term, row)
        if isinstance(term, CountOf):
            return Figure(self._count_of(term, row), "number")
        if isinstance(term, TargetOf):
            return Figure(self.target_of(term, row, "数值"), "number")
        if isinstance(term, SumOf):
            return self._sum_of(term, row)
        if isinstance(term, ShareOf):
            return self._share_of(term, row)
        if isinstance(term, OfDepartment):
            return self._of_department(term, row)
        return self._change_of(term, row)

    def _field(self, key: str, row: Row) -> Figure:
        if row.level == "document":
            return self._document_field(key, row)
        if key not in FIELDS:
            raise Unstatable(f"no field {key!r}")
        field = FIELDS[key]
        if field.value == "money" and (row.level != "indicator" or key not in OF_OWNER):
            return Figure(row[f"{field.label}_分"], "money")
        if row.level == "indicator":
            if key in TARGETS:
                return Figure(self._quantity("MAX", "数值", TARGETS[key], None, None, row), "number")
            if key == "score":
                return Figure(_scored(row["得分"]), "number")
            if key in OF_OWNER:
                own = Row("project")
                figure = self._field(key, own)
                owner = select(figure.sql, "项目", f"项目.项目编号 = {row.outer('项目编号')}")
                return Figure(f"({owner})", figure.measures)
        elif key in INDICATOR_KEYS:
            raise Unstatable(f"a {row.level} has no {key!r} of its own")
        if key == "execution_rate":
            return Figure(row["执行率_数"], "percent")
        if key == "project_score":
            return Figure(_scored(row["自评得分"]), "number")
        return Figure(row[field.label], "number" if field.value in _NUMBERS else "text")

    def _document_field(self, key: str, row: Row) -> Figure:
        if key == "total_gap":
            return Figure(f"({row['印刷合计_分']} - {row['合计_分']})", "money")
        if key in DOCUMENT_FIELDS:
            label, measures = DOCUMENT_FIELDS[key]
            return Figure(row[f"{label}_分" if measures == "money" else label], measures)
        if key in MONEY_FIELDS:
            column = f"{FIELDS[key].label}_分"
            own = f"项目.文件编号 = {row.outer('文件编号')}"
            return Figure(f"({select(f'SUM({column})', '项目', own)})", "money")
        raise Unstatable(f"a document has no {key!r}")

    def _sum_of(self, term: SumOf, row: Row) -> Figure:
        cells = [f"COALESCE({self._field(field, row).sql}, 0)" for field in term.fields if field in MONEY_FIELDS]
        if len(cells) < len(term.fields):
            raise Unstatable("only money is added up")
        return Figure(f"({' + '.join(cells)})", "money")

    def _count_of(self, term: CountOf, row: Row) -> str:
        if term.indicators is None and row.level != "indicator":
            return row["指标数"]
        inner, belongs = self.indicators_of(row)
        more = "" if term.indicators is None else self.condition(term.indicators, inner)
        return f"({select('COUNT(*)', self.named(inner), belongs, more)})"

    # --- indicators and their quantities --------------------------------------------------------------------------

    def indicators_of(self, row: Row) -> tuple[Row, str]:
        """The indicators that belong to a row (of an indicator: those of its project), and how they belong."""
        inner = Row("indicator", "指标" if row.source != "指标" else "同项指标")
        key = row.project_key
        return inner, f"{inner.source}.{key} = {row.outer(key)}"

    @staticmethod
    def named(row: Row) -> str:
        """A view in FROM, under the name that its row goes by."""
        view = VIEWS[row.level]
        return view if row.source == view else f"{view} AS {row.source}"

    def target_of(self, term: TargetOf, row: Row, value: str) -> str:
        """The largest or smallest of `value` over the quantities of the row's indicators that meet the condition."""
        return self._quantity(term.pick.upper(), value, TARGETS[term.which], term.unit, term.indicators, row)

    def _quantity(
        self, pick: str, value: str, target: str, unit: str | None, indicators: Condition | None, row: Row
    ) -> str:
        meets = self.quantities(target, unit)
        if row.level == "indicator":
            own = f"指标数值.指标编号 = {row.outer('指标编号')}"
            found = f"({select(f'{pick}({value})', '指标数值', own, meets)})"
            if indicators is None:
                return found
            return f"CASE WHEN {self.condition(indicators, row)} THEN {found} END"
        inner, belongs = self.indicators_of(row)
        more = "" if indicators is None else self.condition(indicators, inner)
        joined = f"{self.named(inner)} JOIN 指标数值 ON 指标数值.指标编号 = {inner.source}.指标编号"
        return f"({select(f'{pick}({value})', joined, belongs, more, meets)})"

    def quantities(self, target: str, unit: str | None) -> str:
        """Quantities of one target column, in one unit unless it is None."""
        meets = f"列 = '{target}'"
        return meets if unit is None else f"{meets} AND {self.values.equals('单位', (unit,))}"

    # --- shares and departments -----------------------------------------------------------------------------------

    def _share_of(self, term: ShareOf, row: Row) -> Figure:
        """In percent of the sum over the scope, or of another field of the row; no value where that is 0."""
        if row.level not in {"project", "indicator"} or not {term.field, term.whole or term.field}.issubset(
            MONEY_FIELDS
        ):
            raise Unstatable("a share is of money of a project")
        part = self._field(term.field, row).sql
        whole = f"({self._sum_over_scope(term.field)})" if term.whole is None else self._field(term.whole, row).sql
        return Figure(f"(100.0 * {part} / NULLIF({whole}, 0))", "percent")

    def _sum_over_scope(self, field: str) -> str:
        every = Row("project")
        return select(f"SUM({self._field(field, every).sql})", "项目", *self.in_scope(self.scope, every))

    def _of_department(self, term: OfDepartment, row: Row) -> Figure:
        """The figure of the department, in the row of one of its projects."""
        own = Row("project", "同部门" if row.source != "同部门" else "该部门")
        figure = self.whole_department(term, own)
        meets = [f"{own.source}.部门 = {row.outer('部门')}", *self.in_scope(self.scope, own)]
        return Figure(f"({select(figure.sql, self.named(own), *meets)})", figure.measures)

    def whole_department(self, term: OfDepartment, row: Row) -> Figure:
        """The figure of a department out of its projects, as an aggregate of these rows."""
        if term.function == "count":
            if term.where is None:
                return Figure("COUNT(*)", "number")
            return Figure(f"COUNT(CASE WHEN {self.condition(term.where, row)} THEN 1 END)", "number")
        if term.term is None or term.where is not None:
            raise Unstatable("a department is counted under conditions, everything else is over all its projects")
        if isinstance(term.term, ShareOf):
            return self.share_of_sums(term.term, row)
        figure = self.figure(term.term, row)
        if figure.measures == "text":
            raise Unstatable(f"{term.term!r} is no figure")
        if term.function == "share":
            if not isinstance(term.term, str):
                raise Unstatable("a share is of money")
            whole = f"NULLIF(({self._sum_over_scope(term.term)}), 0)"
            return Figure(f"(100.0 * {whole_of('sum', figure.sql)} / {whole})", "percent")
        return Figure(whole_of(term.function, figure.sql), figure.measures)

    def share_of_sums(self, term: ShareOf, row: Row) -> Figure:
        """The sum of one field in percent of the sum of another, over the rows that are put together."""
        if not {term.field, term.whole}.issubset(MONEY_FIELDS):
            raise Unstatable("a share is of money")
        part, whole = (self._field(field, row).sql for field in (term.field, term.whole or term.field))
        return Figure(f"(100.0 * {whole_of('sum', part)} / NULLIF(SUM({whole}), 0))", "percent")

    # --- two years ------------------------------------------------------------------------------------------------

    def _change_of(self, term: ChangeOf, row: Row) -> Figure:
        if row.level != "change":
            raise Unstatable("a change is a term of grain 'change' alone")
        if term.field not in MONEY_FIELDS:
            raise Unstatable(f"the change of {term.field!r} is not known")
        label = FIELDS[term.field].label
        before, after = row[f"{label}_前"], row[f"{label}_后"]
        if term.part == "before":
            return Figure(before, "money")
        if term.part == "after":
            return Figure(after, "money")
        if term.part == "difference":
            return Figure(f"({after} - {before})", "money")
        if term.part == "net":
            return Figure(f"(COALESCE({after}, 0) - COALESCE({before}, 0))", "money")
        if term.part == "size":
            return Figure(f"ABS({after} - {before})", "money")
        return Figure(f"(100.0 * ({after} - {before}) / {before})", "percent")

    # --- scope ----------------------------------------------------------------------------------------------------

    def in_scope(self, scope: Scope, row: Row) -> list[str]:
        """The conditions that keep a row within a scope; empty kind: every kind of document."""
        parts = []
        if scope.years:
            parts.append(self.values.equals(row["年度"], scope.years))
        elif not scope.every_year:
            parts.append(self._latest(scope, row))
        if scope.kind:
            parts.append(self.values.equals(row["类型"], (scope.kind,)))
        if scope.departments:
            parts.append(self.values.equals(row["部门"], scope.departments))
        if scope.excluded:
            parts.append(self.values.equals(row["部门"], scope.excluded, negated=True))
        return parts

    def _latest(self, scope: Scope, row: Row) -> str:
        """The latest document of each department; the flag 当前 knows it for budget tables."""
        if scope.kind in {BUDGET, ""}:
            return f"{row['当前']} = 1"
        order = "RANK() OVER (PARTITION BY 部门 ORDER BY 年度 DESC NULLS LAST) AS 新旧"
        ranked = select(f"文件编号, {order}", "文件", self.values.equals("类型", (scope.kind,)))
        return f"{row['文件编号']} IN ({select('文件编号', f'({ranked})', '新旧 = 1')})"


def _scored(column: str) -> str:
    """A published score as a number; NULL for anything else (—, 合格)."""
    return f"CASE WHEN {column} GLOB '[0-9]*' THEN CAST({column} AS REAL) END"


def middle_of(position: str, count: str) -> str:
    """The one or two middle positions of so many: what a median is the average of."""
    return f"{position} IN (({count} + 1) / 2, ({count} + 2) / 2)"


def whole_of(function: Function, sql: str, over: str = "") -> str:
    """An aggregate of rows in SQL; a sum over nothing is 0, everything else over nothing is no value."""
    match function:
        case "sum":
            return f"COALESCE(SUM({sql}){over}, 0)"
        case "average":
            return f"AVG({sql}){over}"
        case "max":
            return f"MAX({sql}){over}"
        case "min":
            return f"MIN({sql}){over}"
        case "spread":
            return f"(MAX({sql}){over} - MIN({sql}){over})"
        case "count":
            return f"COUNT(DISTINCT {sql})" if not over else f"COUNT({sql}){over}"
        case _:
            raise Unstatable(f"{function} is no aggregate of rows alone")
