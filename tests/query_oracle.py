"""The query algebra evaluated by brute force over Python lists: a second, independent opinion on what a query means.

It reads the English tables alone and shares nothing with the SQL: exact fractions, loops, no views.
"""

# ruff: noqa: D102 - one method for each part of the algebra, named after it

import re
import sqlite3
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cmp_to_key
from statistics import median
from typing import Any, TypeAlias

from db.sqltext import select
from querylang.fields import KINDS, MONEY_FIELDS
from querylang.query import (
    BUDGET,
    Aggregate,
    Among,
    Amount,
    And,
    ChangeOf,
    Column,
    Compare,
    Condition,
    CountOf,
    Difference,
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
    Output,
    OwnFigure,
    Placed,
    Presence,
    Query,
    Range,
    Scaled,
    Scope,
    SharedName,
    ShareOf,
    SumOf,
    Target,
    TargetOf,
    Term,
    TextMatch,
    Which,
)

Cell: TypeAlias = str | int | Fraction | None
FEN = 1_000_000  # 分 in 1 万元
Point: TypeAlias = tuple[Fraction, int]  # a quantity's number, and whether it lies just above (1) or below (-1) it

INDICATOR_FIELDS = {"level1", "level2", "indicator", "cycle", "annual", "actual", "score"}
COLUMNS = {"indicator": "name", "cycle": "cycle_target", "annual": "annual_target"}


class Thing:
    """A row of a table, and what hangs on it."""

    def __init__(self, cells: dict[str, Cell]) -> None:
        self.cells = cells
        self.id = int(Fraction(str(cells["id"])))
        self.projects: list[Thing] = []
        self.indicators: list[Thing] = []
        self.quantities: dict[tuple[str, str | None], list[Point]] = {}
        self.above: Thing = self
        self.sides: tuple[list[Thing], list[Thing]] = ([], [])

    @property
    def document(self) -> "Thing":
        return self if self.above is self else self.above.document


class Oracle:
    """Everything that is loaded, as lists."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.scope = Scope()
        self.known: dict[Scope, list[Thing]] = {}
        self.documents = _read(connection, "documents")
        self.projects = _read(connection, "projects")
        self.indicators = _read(connection, "indicators")
        documents = {one.id: one for one in self.documents}
        projects = {one.id: one for one in self.projects}
        indicators = {one.id: one for one in self.indicators}
        for project in self.projects:
            project.above = documents[_whole(project.cells["document_id"])]
            project.above.projects.append(project)
        for indicator in self.indicators:
            indicator.above = projects[_whole(indicator.cells["project_id"])]
            indicator.above.indicators.append(indicator)
            indicator.document.indicators.append(indicator)
        for quantity in connection.execute("SELECT indicator_id, target, unit, number_text, edge FROM quantities"):
            owner, target, unit, number, edge = quantity
            indicators[owner].quantities.setdefault((target, unit), []).append((Fraction(number), edge))

    # --- rows -----------------------------------------------------------------------------------------------------

    def in_scope(self, document: Thing, scope: Scope) -> bool:
        cells = document.cells
        if scope.kind and cells["kind"] != scope.kind:
            return False
        if scope.departments and cells["department"] not in scope.departments:
            return False
        if cells["department"] in scope.excluded:
            return False
        if scope.years:
            return cells["year"] in scope.years
        if scope.every_year:
            return True
        if scope.kind == BUDGET:
            return cells["current"] == 1
        years = [
            _whole(other.cells["year"] or 0)
            for other in self.documents
            if other.cells["kind"] == scope.kind and other.cells["department"] == cells["department"]
        ]
        return _whole(cells["year"] or 0) == max(years)

    def rows(self, query: Query, scope: Scope) -> list[Thing]:
        if query.grain == "change":
            if scope not in self.known:
                self.known[scope] = self.pairs(scope)
            return self.known[scope]
        things = {"project": self.projects, "indicator": self.indicators, "document": self.documents}[query.grain]
        return [thing for thing in things if self.in_scope(thing.document, scope)]

    def pairs(self, scope: Scope) -> list[Thing]:
        """Projects of two years by department and name; departments that have both years."""
        pairs: dict[tuple[Cell, Cell], tuple[list[Thing], list[Thing]]] = {}
        wide = scope.replace(years=(), every_year=True)
        for department in dict.fromkeys(document.cells["department"] for document in self.documents):
            own = [one for one in self.documents if one.cells["department"] == department and self.in_scope(one, wide)]
            if scope.years:
                late = max(scope.years)
                early = min(scope.years) if len(scope.years) > 1 else late - 1
            else:
                current = [one for one in own if one.cells["current"] == 1]
                if not current or current[0].cells["year"] is None:
                    continue
                late = _whole(current[0].cells["year"])
                early = late - 1
            years = {one.cells["year"] for one in own}
            if not {early, late} <= years:
                continue
            for document in own:
                if document.cells["year"] in {early, late}:
                    for project in document.projects:
                        sides = pairs.setdefault((department, project.cells["name"]), ([], []))
                        sides[document.cells["year"] == late].append(project)
        found = []
        for before, after in pairs.values():
            chosen = min(after or before, key=lambda one: one.id)
            pair = Thing(chosen.cells)
            pair.above, pair.indicators, pair.sides = chosen.above, chosen.indicators, (before, after)
            found.append(pair)
        return found

    # --- figures --------------------------------------------------------------------------------------------------

    def figure(self, term: Term, row: Thing, grain: str) -> Cell:
        if isinstance(term, str):
            return self.field(term, row, grain)
        if isinstance(term, CountOf):
            return sum(
                term.indicators is None or self.holds(term.indicators, one, "indicator") for one in _below(row, grain)
            )
        if isinstance(term, TargetOf):
            point = self.point(term, row, grain)
            return None if point is None else point[0]
        if isinstance(term, SumOf):
            cells = [self.field(field, row, grain) for field in term.fields]
            return sum(cell for cell in cells if isinstance(cell, int))
        if isinstance(term, ShareOf):
            mine = self.field(term.field, row, grain)
            own = [one for one in self.projects if self.in_scope(one.document, self.scope)]
            whole = (
                self.whole("sum", [self.field(term.field, one, "project") for one in own])
                if term.whole is None
                else self.field(term.whole, row, grain)
            )
            return None if mine is None or not whole else 100 * Fraction(mine) / Fraction(whole)
        if isinstance(term, OfDepartment):
            return self.of_department(term, row)
        return self.change(term, row)

    def of_department(self, term: OfDepartment, row: Thing) -> Cell:
        """A figure over the projects in scope of the row's department."""
        every = [one for one in self.projects if self.in_scope(one.document, self.scope)]
        own = [one for one in every if one.document.cells["department"] == row.document.cells["department"]]
        if term.function == "count":
            return sum(term.where is None or self.holds(term.where, one, "project") for one in own)
        assert term.term is not None
        figures = [self.figure(term.term, one, "project") for one in own]
        if term.function != "share":
            return self.whole(term.function, figures)
        whole = self.whole("sum", [self.figure(term.term, one, "project") for one in every])
        return 100 * (self.whole("sum", figures) or Fraction(0)) / whole if whole else None

    def field(self, key: str, row: Thing, grain: str) -> Cell:
        document = row.document
        if grain == "document":
            if key == "total":
                filled = [_whole(one.cells["total_fen"]) for one in row.projects if one.cells["total_fen"] is not None]
                return sum(filled) if filled else None
            if key == "total_gap":
                total = self.field("total", row, grain)
                printed = row.cells["printed_total_fen"]
                return None if total is None or printed is None else _whole(printed) - _whole(total)
            if key == "project_count":
                return len(row.projects)
            if key == "indicator_count":
                return len(row.indicators)
            return row.cells[{"printed_total": "printed_total_fen"}.get(key, key)]
        if key in {"department", "year"}:
            return document.cells[key]
        if key == "origin":
            return f"{document.cells['file']} {row.cells['place']}"
        if key in INDICATOR_FIELDS and grain == "indicator":
            return row.cells[COLUMNS.get(key, key)]
        project = row.above if grain == "indicator" else row
        return project.cells[f"{key}_fen" if key in MONEY_FIELDS else {"project": "name"}.get(key, key)]

    def point(self, term: TargetOf, row: Thing, grain: str) -> Point | None:
        points = [
            point
            for one in ([row] if grain == "indicator" else row.indicators)
            if term.indicators is None or self.holds(term.indicators, one, "indicator")
            for (target, unit), given in one.quantities.items()
            if target == term.which and term.unit in {None, unit}
            for point in given
        ]
        return {"max": max, "min": min}[term.pick](points) if points else None

    def change(self, term: ChangeOf, row: Thing) -> Cell:
        before, after = (
            [_whole(one.cells[f"{term.field}_fen"]) for one in side if one.cells[f"{term.field}_fen"] is not None]
            for side in row.sides
        )
        early, late = (sum(before) if before else None), (sum(after) if after else None)
        if term.part == "before":
            return early
        if term.part == "after":
            return late
        if early is None or late is None:
            return None
        if term.part == "difference":
            return late - early
        return Fraction(100 * (late - early), early) if early else None

    # --- conditions -----------------------------------------------------------------------------------------------

    def holds(self, condition: Condition, row: Thing, grain: str) -> bool:  # noqa: PLR0911, PLR0912 - one for each condition
        match condition:
            case And(parts=parts):
                return all(self.holds(part, row, grain) for part in parts)
            case Or(parts=parts):
                return any(self.holds(part, row, grain) for part in parts)
            case Not(part=part):
                return not self.holds(part, row, grain)
            case Exists(indicators=inner):
                return any(self.holds(inner, one, "indicator") for one in _below(row, grain))
            case Named(projects=names):
                if grain == "document":
                    return any(one.cells["name"] in names for one in row.projects)
                return self.field("project", row, grain) in names
            case SharedName():
                own = row.above if grain == "indicator" else row
                alike = [one for one in self.projects if one.cells["name"] == own.cells["name"]]
                homes = [one.document for one in alike if self.in_scope(one.document, self.scope)]
                departments = {home.cells["department"] for home in homes}
                return len(departments) > 1 or len(homes) > len({id(home) for home in homes})
            case Presence(years=years):
                present = tuple(bool(side) for side in row.sides)
                return present == {"both": (True, True), "later": (False, True), "earlier": (True, False)}[years]
            case Among():
                return self._place(condition, row.above if grain == "indicator" else row)
            case TextMatch(fields=fields):
                return any(self.text(condition, key, row, grain) for key in fields)
            case Filled(field=key) | Empty(field=key):
                if key in INDICATOR_FIELDS and grain != "indicator":
                    return any(self.holds(condition, one, "indicator") for one in row.indicators)
                value = self.field(key, row, grain)
                if isinstance(condition, Empty):
                    return value is None or value == ""
                return value is not None and value != "" and (isinstance(value, str) or key == "year" or value > 0)
            case Compare():
                return self.compare(condition, row, grain)
            case _:
                if grain != "indicator":
                    return any(self.holds(condition, one, "indicator") for one in row.indicators)
                return self.of_indicator(condition, row)

    def of_indicator(self, condition: Condition, row: Thing) -> bool:
        match condition:
            case IndicatorKind(kinds=kinds):
                return any(row.cells[f"kind{KINDS[kind].level}"] == kind for kind in kinds)
            case IndicatorNamed(indicators=names):
                return row.cells["name"] in names
            case Target(which=which, op=op, operand=operand):
                if isinstance(operand, OwnFigure):
                    return any(
                        _meets(one, op, other) for one, other in self.both_columns(row, which, str(operand.term))
                    )
                assert isinstance(operand, Amount | Range)
                return any(
                    _meets(point, op, operand)
                    for (target, unit), given in row.quantities.items()
                    if target == which and operand.unit in {None, unit}
                    for point in given
                )
            case Fault(rule="misfiled"):
                return row.cells["misfiled"] == 1
            case Fault(rule="cycle_differs"):
                return (row.cells["cycle_target"] or "") != (row.cells["annual_target"] or "")
            case Fault(rule="no_quantity"):
                return all(target == "actual" for target, _ in row.quantities)
            case _:
                raise AssertionError(condition)

    def both_columns(self, row: Thing, one: Which, other: str) -> Iterator[tuple[Point, Point]]:
        """The quantities of both columns that stand alone in their unit."""
        for (target, unit), given in row.quantities.items():
            beside = row.quantities.get((other, unit), [])
            if target == one and len(given) == len(beside) == 1:
                yield given[0], beside[0]

    def text(self, condition: TextMatch, key: str, row: Thing, grain: str) -> bool:
        if key in INDICATOR_FIELDS and grain != "indicator":
            return any(self.text(condition, key, one, "indicator") for one in row.indicators)
        if grain == "document" and key not in {"department"}:
            return any(self.text(condition, key, one, "project") for one in row.projects)
        value = self.field(key, row, grain)
        if value is None:
            return False
        have, want = (unicodedata.normalize("NFKC", str(text)).lower() for text in (value, condition.text))
        return want in have if condition.mode == "contains" else want == have

    def compare(self, condition: Compare, row: Thing, grain: str) -> bool:
        term, op, operand = condition.term, condition.op, condition.operand
        if isinstance(term, str) and term in INDICATOR_FIELDS and grain != "indicator":
            return any(self.compare(condition, one, "indicator") for one in row.indicators)
        if term in {"annual", "cycle", "actual"} and isinstance(term, str):
            return self.of_indicator(Target(_which(term), op, operand), row)
        point = self._compared(term, row, grain)
        if point is None:
            return False
        if isinstance(operand, Amount | Range):
            return _meets(point, op, _scaled(operand, 100 if _in_money(term) else 1))
        if isinstance(operand, FieldOf):
            beside = self.figure_of(operand)
            return beside is not None and _meets(point, op, beside)
        if isinstance(operand, OwnFigure):
            own = self.own_figure(operand.term, row, grain)
            return own is not None and _meets(point, op, own)
        other = self.operand(operand)
        return other is not None and _meets(point, op, other)

    def own_figure(self, term: str | SumOf, row: Thing, grain: str) -> Fraction | None:
        """Another figure of the row; a sum where some cell of it is filled."""
        cells = [self.field(key, row, grain) for key in (term.fields if isinstance(term, SumOf) else (term,))]
        filled = [Fraction(cell) for cell in cells if cell is not None]
        return sum(filled, Fraction(0)) if filled else None

    def _compared(self, term: Term, row: Thing, grain: str) -> Point | None:
        if isinstance(term, TargetOf):
            return self.point(term, row, grain)
        figure = self.figure(term, row, grain)
        if term == "score":
            digits = re.match("[0-9.]+", str(figure or ""))
            figure = Fraction(digits[0]) if digits else None
        return None if figure is None else (Fraction(figure), 0)

    def _place(self, condition: Among, row: Thing) -> bool:
        """Whether fewer than so many others stand before the project, of those that have the figure."""
        term, limit = condition.order.by, condition.limit
        assert term is not None
        assert not isinstance(term, Measure)
        every = [
            one
            for one in self.projects
            if self.in_scope(one.document, self.scope)
            and all(one.document.cells[key] == row.document.cells[key] for key in limit.per)
            and (condition.where is None or self.holds(condition.where, one, "project"))
        ]
        points = {id(one): point for one in every if (point := self._compared(term, one, "project")) is not None}
        if id(row) not in points:
            return False
        own = points[id(row)]
        before = sum(point > own if condition.order.descending else point < own for point in points.values())
        return limit.first <= before + 1 < limit.first + limit.count

    def figure_of(self, operand: FieldOf) -> Point | None:
        """The largest figure of the projects of a name: in the scope or, where none bears it there, anywhere."""
        for scope in (self.scope, self.scope.replace(departments=(), excluded=())):
            rows = [one for one in self.projects if one.cells["name"] == operand.project]
            inside = [one for one in rows if self.in_scope(one.document, scope)]
            points = [point for one in inside if (point := self._compared(operand.field, one, "project")) is not None]
            if inside:
                return max(points, default=None)
        return None

    def operand(self, operand: Operand) -> Fraction | None:
        """A figure to compare with: money in 分."""
        match operand:
            case Amount(number=number, unit=unit):
                return Fraction(number) * (100 if unit == "元" else 1)
            case FieldOf():
                beside = self.figure_of(operand)
                return None if beside is None else beside[0]
            case Aggregate(function=function, field=field, where=where, scope=scope, per="department"):
                return self.whole(function, self.of_each_department(field, where, scope or self.scope))
            case Aggregate(function=function, field=field, where=where, scope=scope):
                every = [one for one in self.projects if self.in_scope(one.document, scope or self.scope)]
                meeting = [one for one in every if where is None or self.holds(where, one, "project")]
                if function == "count":
                    return Fraction(len(meeting))
                figures = [self.field(field, one, "project") for one in meeting]
                if function == "share":
                    whole = self.whole("sum", [self.field(field, one, "project") for one in every])
                    return 100 * (self.whole("sum", figures) or Fraction(0)) / whole if whole else None
                return self.whole(function, figures)
            case Placed(field=field, place=place, descending=descending, where=where, per=per):
                every = [one for one in self.projects if self.in_scope(one.document, self.scope)]
                meeting = [one for one in every if where is None or self.holds(where, one, "project")]
                given = [self.field(field, one, "project") for one in meeting]
                if per is not None:
                    given = self.of_each_department(field, where, self.scope)
                numbers = [Fraction(figure) * (-1 if descending else 1) for figure in given if figure is not None]
                held = [number for number in numbers if sum(other < number for other in numbers) + 1 == place]
                return abs(held[0]) if held else None
            case Scaled(figure=figure, factor=factor, plus=plus):
                beside_it = self.operand(figure)
                return None if beside_it is None else beside_it * Fraction(factor) + Fraction(plus) * 100
            case _:
                raise AssertionError(operand)

    def of_each_department(self, term: Term | None, where: Condition | None, scope: Scope) -> list[Cell]:
        """What each department of the scope sums up to, or how many projects of it meet the condition."""
        sums: dict[Cell, Fraction] = {}
        for one in self.projects:
            if self.in_scope(one.document, scope):
                met = where is None or self.holds(where, one, "project")
                figure = (1 if term is None else self.figure(term, one, "project")) if met else None
                department = one.document.cells["department"]
                sums[department] = sums.get(department, Fraction(0)) + Fraction(figure or 0)
        return list(sums.values())

    @staticmethod
    def whole(function: str, figures: Iterable[Cell]) -> Fraction | None:
        """A figure put together; empty cells are left out, a sum of none is 0."""
        filled = [Fraction(figure) for figure in figures if figure is not None]
        if function == "sum":
            return sum(filled, Fraction(0))
        if not filled:
            return None
        match function:
            case "average":
                return sum(filled, Fraction(0)) / len(filled)
            case "median":
                return Fraction(median(filled))
            case "max":
                return max(filled)
            case "min":
                return min(filled)
            case "spread":
                return max(filled) - min(filled)
            case _:
                raise AssertionError(function)

    # --- answers --------------------------------------------------------------------------------------------------

    def answer(self, query: Query) -> list[tuple[Cell, ...]]:
        """Every row of the answer; money in 万元."""
        self.scope = query.scope
        over = [one for one in query.outputs if isinstance(one, Measure) and one.per is not None]
        if over:
            each = [(one, self.of_each_department(one.term, query.where, query.scope)) for one in over]
            return [tuple(_in_wan(one.term, self.whole(one.function, figures)) for one, figures in each)]
        if not query.group and all(isinstance(output, Difference) for output in query.outputs):
            return [tuple(self.difference(output) for output in query.outputs if isinstance(output, Difference))]
        rows = [
            row
            for row in self.rows(query, query.scope)
            if query.where is None or self.holds(query.where, row, query.grain)
        ]
        of_groups = bool(query.group and query.order) and isinstance(query.order[0].by, Measure)
        within = query.limit is not None and bool(query.limit.per) and not of_groups
        if query.group:
            return (
                self.groups(query.replace(order=(), limit=None), self.first_of_each(query, rows))
                if within
                else (self.groups(query, rows))
            )
        keys = [(self.key(_by(order.by), query), order.descending) for order in query.order] or self.default(query)
        rows = self.first_of_each(query, rows) if within else _ordered(rows, keys, query)
        if any(isinstance(output, Column) or _is_rank(output) for output in query.outputs):
            return [
                tuple(self.cell(output, row, below, rows, query) for output in query.outputs)
                for row in rows
                for below in self.beside(row, query)
            ]
        cells = [self.measure(output, rows, query) for output in query.outputs]
        plain = query.grain == "project" and query.where is None and query.limit is None
        if plain and Measure("sum", "total") in query.outputs:
            printed = [one.cells["printed_total_fen"] for one in self.documents if self.in_scope(one, query.scope)]
            cells.append(None if None in printed or not printed else Fraction(sum(map(_whole, printed)), FEN))
        return [tuple(cells)]

    def first_of_each(self, query: Query, rows: list[Thing]) -> list[Thing]:
        """The first rows of each department or year: departments as they appear, years ascending."""
        assert query.limit is not None
        keys = [(self.key(_by(order.by), query), order.descending) for order in query.order] or self.default(query)
        rows = [row for row in rows if keys[0][0](row) is not None]
        members: dict[tuple[Cell, ...], list[Thing]] = {}
        first: dict[Cell, int] = {}
        for row in sorted(rows, key=lambda one: one.id):
            own = tuple(self.field(key, row, query.grain) for key in query.limit.per)
            members.setdefault(own, []).append(row)
            first.setdefault(self.field("department", row, query.grain), row.id)

        def place(own: tuple[Cell, ...]) -> list[tuple[bool, int]]:
            assert query.limit is not None
            starts = [
                first[cell] if key == "department" else cell for key, cell in zip(query.limit.per, own, strict=True)
            ]
            return [(start is None, 0 if start is None else _whole(start)) for start in starts]

        return [row for own in sorted(members, key=place) for row in _ordered(members[own], keys, query)]

    def default(self, query: Query) -> "list[tuple[Callable[[Thing], Cell], bool]]":
        if query.grain in {"project", "change"}:
            return [(lambda row: row.cells["total_fen"], True)]
        return [(lambda row: row.id, False)]

    def key(self, term: Term, query: Query) -> "Callable[[Thing], Cell]":
        if isinstance(term, TargetOf):
            return lambda row: _nudged(self.point(term, row, query.grain))
        if isinstance(term, str) and term in {"annual", "cycle", "actual"}:
            return lambda row: self.figure(TargetOf(None, _which(term), None, "max"), row, query.grain)
        if term == "score":
            return lambda row: (self._compared(term, row, query.grain) or (None,))[0]
        return lambda row: self.figure(term, row, query.grain)

    @staticmethod
    def beside(row: Thing, query: Query) -> Sequence[Thing | None]:
        card = query.grain == "project" and any(
            isinstance(output, Column) and output.term in INDICATOR_FIELDS for output in query.outputs
        )
        return row.indicators or [None] if card else [None]

    def cell(self, output: Output, row: Thing, below: Thing | None, rows: list[Thing], query: Query) -> Cell:
        grain = query.grain
        if isinstance(output, Difference):
            return self.difference(output)
        if isinstance(output, Column):
            if output.term in INDICATOR_FIELDS and grain == "project":
                return None if below is None else self.field(str(output.term), below, "indicator")
            if output.term == "origin" and below is not None:
                return self.field("origin", below, "indicator")
            return _in_wan(output.term, self.figure(output.term, row, grain))
        if output.function == "rank":
            assert output.term is not None
            mine = self.figure(output.term, row, grain)
            base = [self.figure(output.term, one, grain) for one in self.base(output, query)]
            within = any(one.id == row.id for one in self.base(output, query))
            if mine is None or not within:
                return None
            return 1 + sum(other is not None and Fraction(other) > Fraction(mine) for other in base)
        if output.function == "share":
            mine = 1 if output.term is None else self.figure(output.term, row, grain)
            whole = self.base_whole(output, query)
            return 100 * Fraction(mine) / whole if mine is not None and whole else None
        return self.measure(output, rows, query)

    def base(self, measure: Measure, query: Query) -> list[Thing]:
        rows = self.rows(query, measure.base_scope or query.scope)
        return [one for one in rows if measure.base is None or self.holds(measure.base, one, query.grain)]

    def base_whole(self, measure: Measure, query: Query) -> Fraction | None:
        rows = self.base(measure, query)
        if measure.term is None:
            return Fraction(len(rows))
        return self.whole("sum", [self.figure(measure.term, one, query.grain) for one in rows])

    def measure(self, output: Output, rows: list[Thing], query: Query) -> Cell:
        if isinstance(output, Difference):
            return self.difference(output)
        assert isinstance(output, Measure)
        term = output.term
        figures = [] if term is None else [self.figure(term, row, query.grain) for row in rows]
        if output.function == "count":
            return len(rows) if term is None else len({figure for figure in figures if figure is not None})
        if output.function == "share" and isinstance(term, ShareOf) and term.whole is not None:
            sums = [
                self.whole("sum", [self.field(field, row, query.grain) for row in rows])
                for field in (term.field, term.whole)
            ]
            return 100 * (sums[0] or Fraction(0)) / sums[1] if sums[1] else None
        if output.function == "share":
            part = Fraction(len(rows)) if term is None else self.whole("sum", figures)
            whole = self.base_whole(output, query)
            return 100 * part / whole if part is not None and whole else None
        return _in_wan(term, self.whole(output.function, figures))

    def difference(self, output: Difference) -> Cell:
        left, right = self.operand(output.left), self.operand(output.right)
        if left is None or right is None:
            return None
        if output.part != "difference":
            if not right:
                return None
            more = left / right if output.part == "times" else 100 * (left - right) / right
            return -more if output.part == "percent_less" else more
        side = output.left if not isinstance(output.left, Amount) else output.right
        money = (
            isinstance(side, Aggregate | FieldOf | Placed)
            and side.field in MONEY_FIELDS
            and not (isinstance(side, Aggregate) and side.function in {"count", "share"})
        )
        return (left - right) / FEN if money else left - right

    # --- groups ---------------------------------------------------------------------------------------------------

    def groups(self, query: Query, rows: list[Thing]) -> list[tuple[Cell, ...]]:
        members: dict[tuple[Cell, ...], list[Thing]] = {}
        for row in sorted(rows, key=lambda one: one.id):
            labels = [self.labels(row, query)] if query.grain != "project" else self.spread_labels(row, query)
            for label in dict.fromkeys(labels):
                members.setdefault(label, []).append(row)
        found = list(members.items())
        ranks = {
            output: {
                key: self.whole("sum", [self.figure(output.term, row, query.grain) for row in one])
                for key, one in found
            }
            for output in query.outputs
            if isinstance(output, Measure) and output.function == "rank" and output.term is not None
        }
        table = [(key, own, self.group_cells(query, key, own, ranks)) for key, own in found]
        orders: list[tuple[Callable[[tuple[Cell, ...], list[Thing]], Cell], bool]] = []
        for order in query.order:
            orders.append((self.group_key(order.by, query), order.descending))
        if not orders and query.limit:
            default = Measure("count") if query.grain == "indicator" else Measure("sum", "total")
            orders = [(self.group_key(default, query), True)]
        appearance = {key: own[0].id for key, own, _ in table}
        first: dict[Cell, int] = {}
        for key, own, _ in table:
            start = key[0] if query.group[0] != "project" else own[0].id
            first[start] = min(first.get(start, own[0].id), own[0].id)

        def compared(
            left: tuple[tuple[Cell, ...], list[Thing], object], right: tuple[tuple[Cell, ...], list[Thing], object]
        ) -> int:
            for key, descending in orders:
                result = _compare(key(left[0], left[1]), key(right[0], right[1]), descending)
                if result:
                    return result
            if not orders and len(query.group) > 1:
                starts = [first[one[0][0] if query.group[0] != "project" else one[1][0].id] for one in (left, right)]
                if starts[0] != starts[1]:
                    return starts[0] - starts[1]
            elif not orders and query.group == ("year",):
                result = _compare(left[0][0], right[0][0], False)
                if result:
                    return result
            if appearance[left[0]] != appearance[right[0]]:
                return appearance[left[0]] - appearance[right[0]]
            return next((one for pair in zip(left[0], right[0], strict=True) if (one := _compare(*pair, False))), 0)

        table.sort(key=cmp_to_key(compared))
        if query.limit:
            years = {one[query.group.index("year")] if query.limit.per else None for one, _, _ in table}
            kept = []
            for year in sorted(years, key=lambda one: (one is None, 0 if one is None else _whole(one))):
                part = [one for one in table if not query.limit.per or one[0][query.group.index("year")] == year]
                values = [tuple(key(one, own) for key, _ in orders) for one, own, _ in part]
                kept += _limited(part, values, [descending for _, descending in orders], query)
            table = kept
        return [cells for _, _, cells in table]

    def labels(self, row: Thing, query: Query, below: Thing | None = None) -> tuple[Cell, ...]:
        return (
            tuple(self.label(key, row, below, query.grain) for key in query.group)
            + ((row.id,) if "project" in query.group and query.grain in {"project", "change"} else ())
            + ((row.above.id,) if "project" in query.group and query.grain == "indicator" else ())
        )

    def spread_labels(self, row: Thing, query: Query) -> list[tuple[Cell, ...]]:
        if INDICATOR_FIELDS.isdisjoint(query.group):
            return [self.labels(row, query)]
        return [self.labels(row, query, below) for below in row.indicators]

    def label(self, key: str, row: Thing, below: Thing | None, grain: str) -> Cell:
        thing = below or row
        if key in {"level1", "level2"}:
            kind = thing.cells[f"kind{key[-1]}"]
            return KINDS[str(kind)].label if kind else thing.cells[key]
        if below is not None and key in INDICATOR_FIELDS:
            return self.field(key, below, "indicator")
        return self.field(key, row, grain)

    def group_cells(
        self,
        query: Query,
        key: tuple[Cell, ...],
        own: list[Thing],
        ranks: dict[Measure, dict[tuple[Cell, ...], Fraction | None]],
    ) -> tuple[Cell, ...]:
        cells: list[Cell] = []
        for output in query.outputs:
            if isinstance(output, Column):
                cells.append(_in_wan(output.term, key[query.group.index(str(output.term))]))
            elif isinstance(output, Measure) and output.function == "rank":
                mine = ranks[output][key] or 0
                cells.append(1 + sum((other or 0) > mine for other in ranks[output].values()))
            else:
                cells.append(self.measure(output, own, query))
        return tuple(cells)

    def group_key(self, by: Term | Measure, query: Query) -> "Callable[[tuple[Cell, ...], list[Thing]], Cell]":
        if isinstance(by, str) and by in query.group:
            position = query.group.index(by)
            return lambda key, own: key[position]
        measure = by if isinstance(by, Measure) else Measure("sum", by)
        return lambda key, own: self.measure(measure, own, query)


def _read(connection: sqlite3.Connection, table: str) -> list[Thing]:
    cursor = connection.execute(select("*", table) + " ORDER BY id")
    names = [column[0] for column in cursor.description]
    return [Thing(dict(zip(names, cells, strict=True))) for cells in cursor]


def _below(row: Thing, grain: str) -> list[Thing]:
    """The indicators a condition within Exists speaks of; of an indicator, those of its project."""
    return row.above.indicators if grain == "indicator" else row.indicators


def _whole(cell: Cell) -> int:
    assert isinstance(cell, int)
    return cell


def _which(term: str) -> Which:
    which: dict[str, Which] = {"annual": "annual", "cycle": "cycle", "actual": "actual"}
    return which[term]


def _in_money(term: Term) -> bool:
    if isinstance(term, ChangeOf):
        return term.part != "percent"
    if isinstance(term, SumOf):
        return True
    if isinstance(term, OfDepartment):
        return term.function not in {"count", "share"} and term.term is not None and _in_money(term.term)
    return isinstance(term, str) and (term in MONEY_FIELDS or term in {"printed_total", "total_gap"})


def _in_wan(term: Term | None, figure: Cell) -> Cell:
    if term is not None and _in_money(term) and figure is not None:
        return Fraction(figure) / FEN
    return figure


def _scaled(operand: Amount | Range, scale: int) -> Amount | Range:
    if isinstance(operand, Amount):
        return operand.replace(number=operand.number * scale)
    return operand.replace(
        low=None if operand.low is None else operand.low * scale,
        high=None if operand.high is None else operand.high * scale,
    )


def _meets(point: Point, op: Op, operand: Amount | Range | Fraction | Point) -> bool:
    """Whether a figure, or the point where a target value lies, meets a comparison."""
    if isinstance(operand, Range):
        return _meets_range(point, op, operand)
    if isinstance(operand, Fraction):
        at = (operand, 0)
    else:
        at = (Fraction(operand.number), 0) if isinstance(operand, Amount) else operand
    number = at[0]
    match op:
        case ">":
            return point > at
        case ">=":
            return point >= at
        case "<":
            return point < at
        case "<=":
            return point <= at
        case "=" | "between":
            return point[0] == number
        case "!=":
            return point[0] != number
        case "≈":
            ends = sorted((number * Fraction(9, 10), number * Fraction(11, 10)))
            return (ends[0], 0) <= point <= (ends[1], 0)


def _meets_range(point: Point, op: Op, operand: Range) -> bool:
    low = None if operand.low is None else (Fraction(operand.low), 0)
    high = None if operand.high is None else (Fraction(operand.high), 0)
    from_low = low is None or (point >= low if operand.low_op == ">=" else point > low)
    to_high = high is None or (point <= high if operand.high_op == "<=" else point < high)
    match op:
        case ">":
            return from_low if high is None else point > high
        case "<":
            return to_high if low is None else point < low
        case ">=":
            return from_low
        case "<=":
            return to_high
        case "=" | "between":
            return from_low and to_high
        case "!=":
            return (low, high) == (None, None) or not (from_low and to_high)
        case "≈":
            least = None if low is None else (low[0] - abs(low[0]) / 10, 0)
            most = None if high is None else (high[0] + abs(high[0]) / 10, 0)
            return (least is None or point >= least) and (most is None or point <= most)


def _by(by: Term | Measure) -> Term:
    term = by.term if isinstance(by, Measure) else by
    assert term is not None
    return term


def _is_rank(output: Output) -> bool:
    return isinstance(output, Measure) and output.function == "rank"


def _nudged(point: Point | None) -> Fraction | None:
    return None if point is None else point[0] + Fraction(point[1], 1_000_000)


def _compare(left: Cell, right: Cell, descending: bool) -> int:
    """No value stands last in either direction."""
    if left is None or right is None:
        return (left is None) - (right is None)
    if isinstance(left, str) or isinstance(right, str):
        result = (str(left) > str(right)) - (str(left) < str(right))
    else:
        result = (left > right) - (left < right)
    return -result if descending else result


def _ordered(rows: list[Thing], keys: "list[tuple[Callable[[Thing], Cell], bool]]", query: Query) -> list[Thing]:
    def compared(left: Thing, right: Thing) -> int:
        for key, descending in keys:
            result = _compare(key(left), key(right), descending)
            if result:
                return result
        return left.id - right.id

    rows = sorted(rows, key=cmp_to_key(compared))
    if query.limit is None:
        return rows
    values = [tuple(key(row) for key, _ in keys) for row in rows]
    return _limited(rows, values, [descending for _, descending in keys], query)


def _limited(rows: list[Any], values: list[tuple[Cell, ...]], descending: list[bool], query: Query) -> list[Any]:
    """The rows of competition rank first … first + count - 1; a row without a value holds none."""
    assert query.limit is not None
    kept = []
    for row, own in zip(rows, values, strict=True):
        if own[0] is None:
            continue
        better = sum(
            other[0] is not None and next((one for one in map(_compare, other, own, descending) if one), 0) < 0
            for other in values
        )
        if query.limit.first <= better + 1 < query.limit.first + query.limit.count:
            kept.append(row)
    return kept
