"""What rows were compared with, in figures: 高于平均值的 says what the average is, 比X高的 how much X has."""

from decimal import Decimal

from bot.render.figures import figure
from bot.sources import Run
from querylang.describe_terms import term_name
from querylang.fields import FIELDS
from querylang.query import (
    Aggregate,
    Amount,
    CountOf,
    Difference,
    FieldOf,
    Placed,
    Query,
    Scope,
    ShareOf,
    TargetOf,
    Term,
)
from querylang.reflected import walk

FUNCTIONS = {"average": "平均值", "median": "中位数", "max": "最高", "min": "最低"}
UNITS = {"money": "元", "percent": "%"}


def compared_with(query: Query, run: Run) -> str:
    """所比：平均值310.26万元; empty where figures are compared with nothing but figures of the question."""
    if query.grain not in {"project", "indicator"}:
        return ""
    operands = [one for one in walk(query) if isinstance(one, FieldOf | Placed | Aggregate)]
    said = [_said(one, query.scope, run) for one in dict.fromkeys(operands)]
    return "所比：" + "、".join(one for one in said if one) if any(said) else ""


def _said(operand: FieldOf | Placed | Aggregate, scope: Scope, run: Run) -> str:
    match operand:
        case FieldOf(field=term, project=project):
            name = f"「{project}」的{term_name(term)}"
        case Placed(field=term, place=place, descending=descending):
            name = f"{'' if descending else '倒数'}第{place}名{'的部门' if operand.per else ''}"
        case Aggregate(field=term, function=function):
            departments = "、".join(operand.scope.departments) if operand.scope is not None else ""
            years = "、".join(f"{year}年" for year in operand.scope.years) if operand.scope is not None else ""
            each = "部门" if operand.per else ""
            name = years + departments + each + FUNCTIONS.get(function, "") or f"{term_name(term)}之和"
            if function in {"count", "share"}:
                return ""
    unit = _unit(term)
    # Less nothing, so that the figure comes from the very expression that the rows were compared with.
    found = run(Query(scope, outputs=(Difference(operand, Amount(Decimal(0), unit)),)), 1)
    cell = found.rows[0][0]
    if cell is None:
        return f"{name}没有数值"
    return name + figure(cell, found.statement.units[0]) + _written(term, found.statement.units[0])


def _unit(term: Term) -> str | None:
    if isinstance(term, ShareOf):
        return "%"
    return UNITS.get(FIELDS[term].value) if isinstance(term, str) else None


def _written(term: Term, unit: str | None) -> str:
    """The unit behind a figure, where the figure does not say it."""
    if unit == "万元":
        return unit
    if isinstance(term, TargetOf):
        return term.unit or ""
    return "个" if isinstance(term, CountOf) or term == "indicator_count" else ""
