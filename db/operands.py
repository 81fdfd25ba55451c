"""Operands of the query algebra → SQL: figures of another project or year, of all projects, of all departments.

Each is an expression of its own, which stands for one figure whatever row it is compared with.
"""

from db.sqltext import select
from db.terms import Figure, Measured, Row, Terms, Unstatable, middle_of, whole_of
from querylang.query import (
    Aggregate,
    Condition,
    FieldOf,
    Function,
    OwnFigure,
    Placed,
    Scope,
    SumOf,
    TargetOf,
    Term,
)


class Operands(Terms):
    """Adds what figures are compared with to the terms of one statement."""

    def field_of(self, operand: FieldOf, value: str = "数值") -> Figure:
        """A figure of another project: within the departments of the scope if it stands there, else in any.

        `value` says which number of a target value, as in `target_of`.
        """
        near = self._field_of(operand, self.scope, value)
        if not (self.scope.departments or self.scope.excluded):
            return near
        far = self._field_of(operand, self.scope.replace(departments=(), excluded=()), value)
        there = select("1", "项目", *self._bearing(operand.project, self.scope))
        return Figure(f"(CASE WHEN EXISTS ({there}) THEN {near.sql} ELSE {far.sql} END)", near.measures)

    def own_figure(self, operand: OwnFigure, row: Row) -> Figure:
        """Another figure of the row itself; a sum where one of its cells at least is filled."""
        figure = self.figure(operand.term, row)
        if isinstance(operand.term, SumOf):
            cells = ", ".join(self.figure(field, row).sql for field in operand.term.fields)
            return Figure(f"(CASE WHEN COALESCE({cells}) IS NOT NULL THEN {figure.sql} END)", figure.measures)
        return figure

    def _bearing(self, project: str, scope: Scope) -> list[str]:
        return [*self.in_scope(scope, Row("project")), self.values.equals("项目", (project,))]

    def _field_of(self, operand: FieldOf, scope: Scope, value: str) -> Figure:
        row = Row("project")
        term = operand.field
        if isinstance(term, TargetOf):
            figure = Figure(self.target_of(term, row, value), "number")
        else:
            figure = self.figure(term, row)
        if figure.measures == "text":
            raise Unstatable(f"{term!r} is no figure")
        meets = self._bearing(operand.project, scope)
        return Figure(f"({select(f'MAX({figure.sql})', '项目', *meets)})", figure.measures)

    def aggregate(self, operand: Aggregate) -> Figure:
        """An aggregate over the projects of a scope, or over what each department of it sums up to."""
        if operand.per is not None:
            return self.over_departments(operand.function, operand.field, operand.where, operand.scope or self.scope)
        row = Row("project")
        every = self.in_scope(operand.scope or self.scope, row)
        meets = [*every, "" if operand.where is None else self.condition(operand.where, row)]
        if operand.function == "count":
            return Figure(f"({select('COUNT(*)', '项目', *meets)})", "number")
        figure = self._number(operand.field, row)
        if operand.function == "share":
            part = select(whole_of("sum", figure.sql), "项目", *meets)
            whole = select(f"SUM({figure.sql})", "项目", *every)
            return Figure(f"(100.0 * ({part}) / ({whole}))", "percent")
        if operand.function == "median":
            return Figure(_median(figure.sql, "项目", *meets), figure.measures)
        return Figure(f"({select(whole_of(operand.function, figure.sql), '项目', *meets)})", figure.measures)

    def over_departments(self, function: Function, term: Term | None, where: Condition | None, scope: Scope) -> Figure:
        """An aggregate over what each department sums up to, or over how many projects it has where term is None."""
        each, measures = self._each_department(term, where, scope)
        if function == "median":
            return Figure(_median("值", each), measures)
        return Figure(f"({select(whole_of(function, '值'), each)})", measures)

    def _each_department(self, term: Term | None, where: Condition | None, scope: Scope) -> tuple[str, Measured]:
        """A row a department of the scope with its figure (值), to stand in FROM; 0 where no project of it meets."""
        row = Row("project")
        figure = Figure("1", "number") if term is None else self.figure(term, row)
        if figure.measures == "text":
            raise Unstatable(f"{term!r} is no figure")
        counted = figure.sql if where is None else f"CASE WHEN {self.condition(where, row)} THEN {figure.sql} END"
        own = f"{whole_of('sum', counted)} AS 值"
        return f"({select(own, '项目', *self.in_scope(scope, row))} GROUP BY 部门)", figure.measures

    def placed(self, operand: Placed) -> Figure:
        """The figure that a competition rank has; no value where nobody holds it."""
        order = "DESC" if operand.descending else "ASC"
        if operand.per is not None:
            each, measures = self._each_department(operand.field, operand.where, self.scope)
            ranked = select(f"值, RANK() OVER (ORDER BY 值 {order}) AS 排位", each)
            return Figure(f"({select('MAX(值)', f'({ranked})', f'排位 = {operand.place}')})", measures)
        row = Row("project")
        figure = self._number(operand.field, row)
        meets = [*self.in_scope(self.scope, row), "" if operand.where is None else self.condition(operand.where, row)]
        ranks = f"{figure.sql} AS 值, RANK() OVER (ORDER BY {figure.sql} {order}) AS 排位"
        ranked = select(ranks, "项目", *meets, f"{figure.sql} IS NOT NULL")
        return Figure(f"({select('MAX(值)', f'({ranked})', f'排位 = {operand.place}')})", figure.measures)

    def _number(self, key: str, row: Row) -> Figure:
        figure = self._field(key, row)
        if figure.measures == "text":
            raise Unstatable(f"{key!r} is no figure")
        return figure


def _median(sql: str, source: str, *meets: str) -> str:
    """The middle one of the figures there are, or the average of the two in the middle."""
    positions = f"ROW_NUMBER() OVER (ORDER BY {sql}) AS 位, COUNT(*) OVER () AS 数"
    ranked = select(f"{sql} AS 值, {positions}", source, *meets, f"{sql} IS NOT NULL")
    return f"({select('AVG(值)', f'({ranked})', middle_of('位', '数'))})"
