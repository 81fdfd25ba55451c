"""Conditions of the query algebra → SQL.

Two-valued on purpose.  A comparison with an empty cell does not hold, so its denial does: `Not` is written
`(…) IS NOT TRUE`, since plain NOT would leave the row out of both 超过100万的 and 不是超过100万的.

A condition on an indicator that stands where rows are projects or documents speaks of some indicator of theirs.
"""

from decimal import Decimal
from typing import assert_never

from db.bounds import say, say_point
from db.operands import Operands
from db.ranks import Key, between, held, ranking
from db.sqltext import select
from db.terms import (
    DOCUMENT_FIELDS,
    FEN_PER_YUAN,
    INDICATOR_KEYS,
    OF_OWNER,
    POINT,
    TARGETS,
    Figure,
    Measured,
    Row,
    Unstatable,
)
from querylang.fields import FIELDS, KINDS, MONEY_FIELDS
from querylang.query import (
    Aggregate,
    Among,
    Amount,
    And,
    Compare,
    Condition,
    Empty,
    Exists,
    Fault,
    FieldOf,
    Filled,
    IndicatorKind,
    IndicatorNamed,
    Measure,
    Named,
    Not,
    OfDepartment,
    Op,
    Operand,
    Or,
    OwnFigure,
    Placed,
    Presence,
    Range,
    Scaled,
    SharedName,
    Target,
    TargetOf,
    Term,
    TextMatch,
    Which,
)

TARGET_KEYS: dict[str, Which] = {"annual": "annual", "cycle": "cycle", "actual": "actual"}
_ALWAYS_THERE = frozenset({"project", "indicator", "department"})  # columns that are never NULL
_PRESENCE = {"both": "{0} > 0 AND {1} > 0", "later": "{0} = 0", "earlier": "{1} = 0"}


class Conditions(Operands):
    """Adds conditions to the terms of one statement."""

    def condition(self, condition: Condition, row: Row) -> str:  # noqa: PLR0911, PLR0912 - one case for each shape
        """A condition on a row; a bare OR is always within parentheses."""
        match condition:
            case Compare():
                return self._compare(condition, row)
            case And():
                return " AND ".join([self.condition(part, row) for part in condition.parts])
            case Or():
                return f"({' OR '.join([self.condition(part, row) for part in condition.parts])})"
            case Not():
                return self._not(condition.part, row)
            case Exists():
                return self._exists(condition.indicators, row)
            case Named():
                return self._named(condition, row)
            case Among():
                return self._among(condition, row)
            case SharedName():
                return self._shared_name(row)
            case TextMatch():
                return self._text(condition, row)
            case IndicatorKind():
                return self._kinds(condition, row) if row.level == "indicator" else self._exists(condition, row)
            case IndicatorNamed():
                if row.level != "indicator":
                    return self._exists(condition, row)
                return self.values.equals(row["指标"], condition.indicators)
            case Target():
                return self._target(condition, row) if row.level == "indicator" else self._exists(condition, row)
            case Fault():
                return self._fault(condition, row) if row.level == "indicator" else self._exists(condition, row)
            case Filled() | Empty():
                return self._cell(condition, row)
            case Presence():
                if row.level != "change":
                    raise Unstatable("presence in years is a condition of grain 'change' alone")
                return _PRESENCE[condition.years].format(row["前"], row["后"])
            case _:
                assert_never(condition)

    def _not(self, part: Condition, row: Row) -> str:
        match part:
            case Not():
                return self.condition(part.part, row)
            case Exists():
                return f"NOT {self._exists(part.indicators, row)}"
            case Named() if row.level != "document":
                return self.values.equals(row["项目"], part.projects, negated=True)
            case TextMatch(fields=(field,)) if field in _ALWAYS_THERE and _stands_in(field, row):
                whole = part.mode == "equals"
                return self.values.matches(self._text_column(field, row), part.text, whole, negated=True)
            case Or():
                return f"{self.condition(part, row)} IS NOT TRUE"
            case _:
                return f"({self.condition(part, row)}) IS NOT TRUE"

    # --- about the indicators and projects of a row -----------------------------------------------------------------

    def _exists(self, condition: Condition, row: Row) -> str:
        inner, belongs = self.indicators_of(row)
        return f"EXISTS ({select('1', self.named(inner), belongs, self.condition(condition, inner))})"

    def _some_project(self, condition: Condition, row: Row) -> str:
        inner = Row("project")
        belongs = f"项目.文件编号 = {row.outer('文件编号')}"
        return f"EXISTS ({select('1', '项目', belongs, self.condition(condition, inner))})"

    def _named(self, condition: Named, row: Row) -> str:
        if row.level == "document":
            return self._some_project(condition, row)
        return self.values.equals(row["项目"], condition.projects)

    def _among(self, condition: Among, row: Row) -> str:
        if row.level not in {"project", "indicator"}:
            raise Unstatable(f"no places among rows of grain {row.level!r}")
        inner = Row("project")
        term = condition.order.by
        if term is None or isinstance(term, Measure):
            raise Unstatable("projects are placed by a figure of their own")
        figure = self.target_of(term, inner, POINT) if isinstance(term, TargetOf) else self.figure(term, inner).sql
        key = Key(figure, condition.order.descending)
        meets = self.in_scope(self.scope, inner)
        if condition.where is not None:
            meets.append(self.condition(condition.where, inner))
        within = [inner[FIELDS[name].label] for name in condition.limit.per]
        placed = select(f"项目编号, {ranking([key], within)} AS 排位", "项目", *meets, held(key))
        return f"{row['项目编号']} IN ({select('项目编号', f'({placed})', between(condition.limit))})"

    def _shared_name(self, row: Row) -> str:
        if row.level not in {"project", "indicator"}:
            raise Unstatable(f"no names of projects among rows of grain {row.level!r}")
        shared = "COUNT(DISTINCT 部门) > 1 OR COUNT(*) > COUNT(DISTINCT 文件编号)"
        named = select("项目", "项目", *self.in_scope(self.scope, Row("project")))
        return f"{row['项目']} IN ({named} GROUP BY 项目 HAVING {shared})"

    def _kinds(self, condition: IndicatorKind, row: Row) -> str:
        parts = []
        for level, column in ((1, "一级类"), (2, "二级类")):
            labels = tuple(KINDS[kind].label for kind in condition.kinds if KINDS[kind].level == level)
            if labels:
                parts.append(self.values.equals(row[column], labels))
        return parts[0] if len(parts) == 1 else f"({' OR '.join(parts)})"

    def _fault(self, condition: Fault, row: Row) -> str:
        match condition.rule:
            case "misfiled":
                return f"{row['归类不符']} = 1"
            case "met":
                return f"{row['达到目标']} = 1"
            case "unmet":
                return f"{row['达到目标']} = 0"
            case "unjudged":
                return f"{row['达到目标']} IS NULL"
            case "cycle_differs":
                return f"COALESCE({row['实施周期指标值']}, '') <> COALESCE({row['年度指标值']}, '')"
            case "no_quantity":
                own = f"指标数值.指标编号 = {row.outer('指标编号')}"
                meets = "列 IN ('年度', '实施周期')"
                return f"NOT EXISTS ({select('1', '指标数值', own, meets)})"

    # --- text and cells -------------------------------------------------------------------------------------------

    def _text(self, condition: TextMatch, row: Row) -> str:
        """In the row's own fields or, for a coarser row, in some indicator or project of it."""
        own: list[str] = []
        below: list[str] = []
        for key in condition.fields:
            (own if _stands_in(key, row) else below).append(key)
        whole = condition.mode == "equals"
        parts = [self.values.matches(self._text_column(key, row), condition.text, whole) for key in own]
        indicator = tuple(key for key in below if key in INDICATOR_KEYS)
        project = tuple(key for key in below if key not in INDICATOR_KEYS)
        if project:
            parts.append(self._some_project(condition.replace(fields=project), row))
        if indicator:
            parts.append(self._exists(condition.replace(fields=indicator), row))
        return parts[0] if len(parts) == 1 else f"({' OR '.join(parts)})"

    def _text_column(self, key: str, row: Row) -> str:
        if row.level == "indicator" and key not in OF_OWNER:
            return row[FIELDS[key].label]
        return self.figure(key, row).sql

    def _cell(self, condition: Filled | Empty, row: Row) -> str:
        key = condition.field
        if not _stands_in(key, row):
            if key in INDICATOR_KEYS:
                return self._exists(condition, row)
            return self._some_project(condition, row)
        figure = Figure("", "text") if key in INDICATOR_KEYS else self.figure(key, row)
        empty = isinstance(condition, Empty)
        if figure.measures == "text":
            return f"COALESCE({self._text_column(key, row)}, '') {'=' if empty else '<>'} ''"
        if empty:
            return f"{figure.sql} IS NULL"
        return f"{figure.sql} IS NOT NULL" if key == "year" else f"{figure.sql} > 0"

    # --- comparisons ----------------------------------------------------------------------------------------------

    def _compare(self, condition: Compare, row: Row) -> str:
        term, op, operand = condition.term, condition.op, condition.operand
        if isinstance(term, str):
            which = TARGET_KEYS.get(term)
            if which is not None:
                return self.condition(Target(which, op, operand), row)
            if term in INDICATOR_KEYS and row.level != "indicator":
                return self._exists(condition, row)
        if isinstance(term, OfDepartment):
            return self._among_departments(condition, row)
        figure = self._compared(term, op, operand, row)
        match operand:
            case Amount() | Range():
                _same_measure(figure.measures, operand.unit)
                return say(figure.sql, op, operand, self.values, FEN_PER_YUAN if figure.measures == "money" else 1)
            case FieldOf():
                return _beside(figure, op, self.field_of(operand, _lies(op)))
            case Aggregate():
                return _beside(figure, op, self.aggregate(operand))
            case Placed():
                return _beside(figure, op, self.placed(operand))
            case OwnFigure():
                return _beside(figure, op, self.own_figure(operand, row))
            case Scaled(figure=other, factor=factor, plus=plus):
                beside = self.field_of(other, _lies(op)) if isinstance(other, FieldOf) else self.aggregate(other)
                return _beside(figure, op, beside, factor, plus)
            case _:
                assert_never(operand)

    def _among_departments(self, condition: Compare, row: Row) -> str:
        """The row's department is one of those whose projects, put together, meet the comparison."""
        term, operand = condition.term, condition.operand
        if not isinstance(term, OfDepartment) or not isinstance(operand, Amount | Range | Aggregate):
            raise Unstatable("a figure of a department is compared with an amount, a range or an aggregate")
        if row.level not in {"project", "indicator"}:
            raise Unstatable(f"a {row.level} has no figure of its department")
        own = Row("project")
        figure = self.whole_department(term, own)
        if isinstance(operand, Aggregate):
            meets = _beside(figure, condition.op, self.aggregate(operand))
        else:
            _same_measure(figure.measures, operand.unit)
            factor = FEN_PER_YUAN if figure.measures == "money" else 1
            meets = say(figure.sql, condition.op, operand, self.values, factor)
        among = select("部门", "项目", *self.in_scope(self.scope, own))
        return f"{row['部门']} IN ({among} GROUP BY 部门 HAVING {meets})"

    def _compared(self, term: Term, op: Op, operand: Operand, row: Row) -> Figure:
        """The term as it is compared: the target of an indicator lies just above or below its number."""
        if isinstance(term, TargetOf):
            unit = operand.unit if isinstance(operand, Amount | Range) else None
            if term.unit is None:
                term = term.replace(unit=unit)
            elif unit not in {None, term.unit}:
                raise Unstatable(f"{term.unit!r} is not compared with {unit!r}")
            value = POINT if isinstance(operand, Range) else _lies(op)
            return Figure(self.target_of(term, row, value), "number")
        figure = self.figure(term, row)
        if figure.measures == "text":
            raise Unstatable(f"{term!r} is no figure")
        return figure

    def _target(self, condition: Target, row: Row) -> str:
        operand = condition.operand
        own = f"指标数值.指标编号 = {row.outer('指标编号')}"
        if isinstance(operand, OwnFigure):
            return self._other_column(condition, operand, own)
        if not isinstance(operand, Amount | Range):
            raise Unstatable("a target value is compared with an amount, a range or the other column")
        meets = say_point(condition.op, operand, self.values)
        given = self.quantities(TARGETS[condition.which], operand.unit)
        return f"EXISTS ({select('1', '指标数值', own, given, meets)})"

    def _other_column(self, condition: Target, operand: OwnFigure, own: str) -> str:
        """The only quantity in a unit beside the only one of the other column: 1400名、150名 are not paired."""
        if operand.term not in TARGETS or condition.op not in {"<", "<=", ">", ">="}:
            raise Unstatable(f"a target value is not compared with {operand.term!r} by {condition.op!r}")
        point = "MAX({0}.数值 + {0}.偏 / 1000000.0)"
        other = "另列.指标编号 = 指标数值.指标编号 AND 另列.单位 IS 指标数值.单位"
        meets = f"指标数值.列 = '{TARGETS[condition.which]}' AND 另列.列 = '{TARGETS[str(operand.term)]}'"
        paired = select("1", f"指标数值 JOIN 指标数值 AS 另列 ON {other}", own, meets)
        compared = f"{point.format('指标数值')} {condition.op} {point.format('另列')}"
        return f"EXISTS ({paired} GROUP BY 指标数值.单位 HAVING COUNT(*) = 1 AND {compared})"


def _lies(op: Op) -> str:
    """Which number of a target value is compared: what it states where both are to be equal, else where it lies."""
    return "数值" if op in {"=", "!=", "between"} else POINT


def _stands_in(key: str, row: Row) -> bool:
    """Whether a row has a field itself, not only by way of its projects or indicators."""
    if row.level == "document":
        return key in DOCUMENT_FIELDS or key in MONEY_FIELDS
    return row.level == "indicator" or key not in INDICATOR_KEYS


def _same_measure(measures: Measured, unit: str | None) -> None:
    """Refuse 95% of money and 100元 of a percentage; a count takes any unit (个, 项, 条)."""
    demanded = {"money": "元", "percent": "%"}.get(measures)
    if unit is not None and demanded is not None and unit != demanded:
        raise Unstatable(f"{measures} is not compared with {unit!r}")


def _beside(figure: Figure, op: Op, other: Figure, factor: Decimal = Decimal(1), plus: Decimal = Decimal(0)) -> str:
    """Two figures compared exactly: a factor of 1.1 is written as 10 of the one against 11 of the other.

    `plus` is in 元, in whole 分, and of money alone.
    """
    if figure.measures != other.measures:
        raise Unstatable(f"{figure.measures} is not compared with {other.measures}")
    over, under = factor.as_integer_ratio()
    left = figure.sql if under == 1 else f"{figure.sql} * {under}"
    right = other.sql if over == 1 else f"{other.sql} * {over}"
    if plus:
        more = plus * FEN_PER_YUAN * under
        if figure.measures != "money" or more != more.to_integral_value():
            raise Unstatable(f"{plus}元 is not added to {figure.measures}")
        right = f"({right} + {more:.0f})"
    if op == "≈":
        return f"ABS({left} - {right}) * 10 <= ABS({right})"
    sign = {"!=": "<>", "between": "="}.get(op, op)
    return f"{left} {sign} {right}"
