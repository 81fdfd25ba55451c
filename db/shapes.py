"""Shapes of a statement: lists, cards, measures, groups and differences, put together from terms and conditions.

A statement is read from the inside: the view, the rows that meet the conditions, where a limit stands their rank
(排位), where a median stands their positions (位, 数), and around it what is shown.  Each layer names just the columns
that the next one uses.
"""

from db.ranks import Key, between, direction, held, ranking
from db.rowsets import Rowsets, two_years
from db.sqltext import select
from db.terms import (
    DOCUMENT_FIELDS,
    FEN,
    FEN_PER_YUAN,
    INDICATOR_KEYS,
    OF_OWNER,
    Figure,
    Row,
    Shown,
    Unstatable,
    middle_of,
    shown,
    whole_of,
)
from querylang.fields import FIELDS, RATED_FIELDS
from querylang.named import NamedTuple
from querylang.query import (
    Aggregate,
    Amount,
    And,
    ChangeOf,
    Column,
    CountOf,
    Difference,
    FieldOf,
    Function,
    Measure,
    Named,
    OfDepartment,
    Operand,
    Order,
    Output,
    Placed,
    Query,
    ShareOf,
    SumOf,
    TargetOf,
    Term,
    ranks_rows_of_each,
)

MEASURE_LABELS = {
    "count": "数量",
    "sum": "合计",
    "average": "平均",
    "median": "中位数",
    "max": "最大",
    "min": "最小",
    "spread": "差额",
    "share": "占比",
    "rank": "名次",
}
_KIND_KEYS = {"level1": ("一级类", "一级指标"), "level2": ("二级类", "二级指标")}
_ROUNDED = frozenset({"average", "median"})


class Text(NamedTuple):
    """What a statement says before its LIMIT, and its columns; `listed`: it may have any number of rows."""

    sql: str
    outputs: list[Shown]
    listed: bool


class Shapes(Rowsets):
    """Builds the text of one query."""

    def text(self) -> Text:
        """The text of the query, after its shape."""
        query = self.query
        if query.group:
            return self._grouped()
        if query.outputs and all(isinstance(output, Difference) or _is_per(output) for output in query.outputs):
            outputs = self._labelled([self._alone(output) for output in query.outputs])
            return Text(f"SELECT {_listed(outputs)}", outputs, listed=False)
        if any(isinstance(output, Column) or _is_rank(output) for output in query.outputs):
            return self._list()
        return self._measures()

    # --- lists and cards --------------------------------------------------------------------------------------------

    def _list(self) -> Text:
        query = self.query
        card = self.level == "project" and any(
            isinstance(output, Column) and output.term in INDICATOR_KEYS for output in query.outputs
        )
        prefix = "项目." if card else ""
        outer = Row(self.level, prefix=prefix)
        below = Row("indicator", prefix="指标.") if card else None
        outputs = self._labelled([self._output(output, outer, below) for output in query.outputs])
        inner = Row(self.level) if self.ranked or self.medians else outer
        keys = self.order_keys(inner if self.ranked else outer)
        identity = outer[outer.identity]
        source, meets, rank = self.rows(inner, outer, keys)
        if below is not None:
            source += f" LEFT JOIN {self._cards(below)} ON 指标.项目编号 = 项目.项目编号"
        order = [rank] if rank else [_sorted(key, outputs, card) for key in keys]
        order += [identity, "指标.序号"] if card else [identity]
        return Text(f"{select(_listed(outputs), source, *meets)} ORDER BY {', '.join(order)}", outputs, listed=True)

    def _cards(self, below: Row) -> str:
        """The indicators of a card.  SQLite reads a left-joined view whole, so scope and names are said of it too."""
        row = Row("indicator")
        condition = self.query.where
        parts = condition.parts if isinstance(condition, And) else (condition,)
        named = [self.condition(part, row) for part in parts if isinstance(part, Named)]
        columns = ", ".join(dict.fromkeys((*below.used, "项目编号", "序号")))
        return f"({select(columns, '指标', *self.in_scope(self.scope, row), *named)}) AS 指标"

    def _output(self, output: Output, row: Row, below: Row | None = None) -> Shown:
        """One column of a list: of the row, of the indicator beside it, or a measure that stands in every row."""
        if isinstance(output, Column):
            return self._column(output.term, row, below)
        if isinstance(output, Difference):
            return self._difference(output)
        if output.function == "rank":
            self.ranks.append(output)
            return Shown(f"名次{len(self.ranks)}", MEASURE_LABELS["rank"])
        if output.function == "share":
            part = self.figure(output.term, row).sql if output.term else "1"
            return shown(self._share(output, part), MEASURE_LABELS["share"])
        return self._measure(output, row, " OVER ()")[1]

    def _column(self, term: Term, row: Row, below: Row | None) -> Shown:
        if not isinstance(term, str):
            return self._computed(term, row)
        if row.level == "document":
            if term == "total_gap":
                return shown(self.figure(term, row), "差额")
            if term in DOCUMENT_FIELDS:
                label, measures = DOCUMENT_FIELDS[term]
                return Shown(row[label], label, "万元" if measures == "money" else None)
            return shown(self.figure(term, row), FIELDS[term].label)
        if term not in FIELDS:
            raise Unstatable(f"no field {term!r}")
        field = FIELDS[term]
        if below is not None and term in INDICATOR_KEYS:
            return Shown(below[field.label], field.label)
        if below is not None and term == "origin":
            return Shown(f"COALESCE({below['来源']}, {row['来源']})", field.label)
        if row.level == "indicator":
            if field.value == "money" or term in OF_OWNER:
                return shown(self.figure(term, row), field.label)
            return Shown(row[field.label], field.label)
        if term in INDICATOR_KEYS:
            raise Unstatable(f"a {row.level} has no column {term!r}")
        unit = {"money": "万元", "percent": "%"}.get(field.value)
        # A rate or score that states no number is shown as published.
        number = f"COALESCE({self.figure(term, row).sql}, {row[field.label]})" if term in RATED_FIELDS else ""
        return Shown(number or row[field.label], field.label, unit)

    def _computed(self, term: CountOf | TargetOf | ChangeOf | SumOf | ShareOf | OfDepartment, row: Row) -> Shown:
        figure = self.figure(term, row)
        if isinstance(term, ShareOf):
            return shown(figure, MEASURE_LABELS["share"])
        if isinstance(term, OfDepartment):
            return shown(figure, "部门" + MEASURE_LABELS[term.function])
        if isinstance(term, CountOf):
            return Shown(figure.sql, "指标数" if term.indicators is None else "数量")
        if isinstance(term, TargetOf):
            return Shown(figure.sql, MEASURE_LABELS[term.pick], term.unit)
        if isinstance(term, SumOf):
            return shown(figure, MEASURE_LABELS["sum"])
        return shown(figure, self._change_label(term))

    def _change_label(self, term: ChangeOf) -> str:
        if term.part in {"difference", "net", "size"}:
            return "差额"
        if term.part == "percent":
            return "增幅"
        label, years = FIELDS[term.field].label, self.query.scope.years
        if not years:
            return f"{'上年' if term.part == 'before' else '本年'}{label}"
        earlier, later = two_years(years)
        return f"{earlier if term.part == 'before' else later}年{label}"

    # --- measures -------------------------------------------------------------------------------------------------

    def _measures(self) -> Text:
        query = self.query
        outer = Row(self.level)
        found = [
            self._difference(output) if isinstance(output, Difference) else self._measure(output, outer)[1]
            for output in query.outputs
            if not isinstance(output, Column)
        ]
        if not found:
            raise Unstatable("a query without outputs")
        if _is_plain_total(query):
            found.append(self._printed_total())
        outputs = self._labelled(found)
        inner = Row(self.level) if self.ranked or self.medians else outer
        keys = self.order_keys(inner) if query.limit else []
        source, meets, _ = self.rows(inner, outer, keys)
        return Text(select(_listed(outputs), source, *meets), outputs, listed=False)

    def _measure(self, measure: Measure, row: Row, over: str = "") -> tuple[Figure, Shown]:
        """A measure as an exact figure, for sorting, and as it is shown."""
        function, term = measure.function, measure.term
        if measure.per is not None:
            raise Unstatable("a figure over departments stands alone")
        label = MEASURE_LABELS[function]
        if isinstance(term, ChangeOf) and term.part in {"difference", "net"}:
            label = "差额"
        if function == "count" and (term is None or over):
            return Figure(f"COUNT(*){over}", "number"), Shown(f"COUNT(*){over}", label)
        if function == "share" and isinstance(term, ShareOf) and term.whole is not None:
            if row.level != "project":
                raise Unstatable("a share of money is of projects")
            share = self.share_of_sums(term, row)
            return share, shown(share, label)
        if function == "share":
            part = "COUNT(*)" if term is None else whole_of("sum", self._measured(term, row).sql)
            share = self._share(measure, part)
            return share, shown(share, label)
        if term is None:
            raise Unstatable(f"{function} of nothing")
        figure = self._measured(term, row) if function != "count" else self._counted(term, row)
        if function == "median":
            self.medians.append(term)
            number = len(self.medians)
            middle = f"CASE WHEN {middle_of(f'位{number}', f'数{number}')} THEN {figure.sql} END"
            exact = f"AVG({middle}){over}"
        elif function == "rank":
            figure = Figure(figure.sql, "number")
            exact = f"RANK() OVER (ORDER BY {whole_of('sum', figure.sql)} DESC)"
        else:
            exact = whole_of(function, figure.sql, over)
        return Figure(exact, figure.measures), _rounded(function, Figure(exact, figure.measures), label)

    def _measured(self, term: Term, row: Row) -> Figure:
        """A term to be put together; a project's own figure would be counted once for each of its indicators."""
        figure = self.figure(term, row)
        if figure.measures == "text" or (
            row.level == "indicator" and isinstance(term, str) and FIELDS[term].grain == "project"
        ):
            raise Unstatable(f"{term!r} of rows of grain {row.level!r} is not put together")
        return figure

    def _counted(self, term: Term, row: Row) -> Figure:
        if isinstance(term, str) and row.level == "indicator":
            return Figure(row[FIELDS[term].label], "number")
        return Figure(self.figure(term, row).sql, "number")

    def _share(self, measure: Measure, part: str) -> Figure:
        """In percent of the same sum or count over the rows of the base."""
        row = Row(self.level)
        whole = "COUNT(*)" if measure.term is None else f"SUM({self._measured(measure.term, row).sql})"
        scope = measure.base_scope or self.scope
        more = "" if measure.base is None else self.condition(measure.base, row)
        inside = [] if self.level == "change" else self.in_scope(scope, row)
        base = select(whole, self.view(row.used, scope), *inside, more)
        return Figure(f"100.0 * {part} / ({base})", "percent")

    def _printed_total(self) -> Shown:
        """The sum of the printed totals beside the sum of the rows; no value unless every document prints one."""
        row = Row("document")
        printed = row["印刷合计_分"]
        every = f"CASE WHEN COUNT({printed}) = COUNT(*) THEN SUM({printed}) / {FEN} END"
        return Shown(f"({select(every, '文件', *self.in_scope(self.scope, row))})", "文件合计", "万元")

    def _alone(self, output: Output) -> Shown:
        """A figure that needs no rows around it: a difference, or one over the departments."""
        if not isinstance(output, Measure):
            return self._difference(output)
        if self.level != "project" or self.query.limit is not None:
            raise Unstatable("departments are put together of all the projects that meet a condition")
        figure = self.over_departments(output.function, output.term, self.query.where, self.scope)
        return _rounded(output.function, figure, MEASURE_LABELS[output.function])

    def _difference(self, output: Output) -> Shown:
        if not isinstance(output, Difference):
            raise Unstatable("no difference")
        left, right = self._operand(output.left), self._operand(output.right)
        if left.measures != right.measures:
            raise Unstatable(f"{left.measures} less {right.measures}")
        if output.part == "times":
            return Shown(f"ROUND(1.0 * {left.sql} / NULLIF({right.sql}, 0), 4)", "倍数")
        if output.part != "difference":
            more, less = (left.sql, right.sql) if output.part == "percent_more" else (right.sql, left.sql)
            percent = f"(100.0 * ({more} - {less}) / NULLIF({right.sql}, 0))"
            return shown(Figure(percent, "percent"), "百分比")
        rounded = any(isinstance(side, Aggregate) and side.function in _ROUNDED for side in (output.left, output.right))
        difference = Figure(f"({left.sql} - {right.sql})", left.measures)
        return _rounded("average" if rounded else "sum", difference, "差额")

    def _operand(self, operand: Operand) -> Figure:
        match operand:
            case FieldOf():
                return self.field_of(operand)
            case Aggregate():
                return self.aggregate(operand)
            case Placed():
                return self.placed(operand)
            case Amount(number=number, unit="元"):
                return Figure(self.values.bind(number * FEN_PER_YUAN), "money")
            case Amount(number=number, unit=unit):
                return Figure(self.values.bind(number), "percent" if unit == "%" else "number")
            case _:
                raise Unstatable(f"{type(operand).__name__} is no side of a difference")

    # --- groups ---------------------------------------------------------------------------------------------------

    def _grouped(self) -> Text:
        query = self.query
        outer = Row(self.level)
        keys = {key: self._group_key(key, outer) for key in query.group}
        outputs = []
        for output in query.outputs:
            if isinstance(output, Column):
                if not isinstance(output.term, str) or output.term not in keys:
                    raise Unstatable(f"{output.term!r} is no key of the groups")
                outputs.append(Shown(keys[output.term], self._group_label(output.term)))
            elif isinstance(output, Difference):
                outputs.append(self._difference(output))
            else:
                outputs.append(self._measure(output, outer)[1])
        self._labelled(outputs)
        within = ranks_rows_of_each(query)  # order and limit are of the rows
        order = [] if within else [self._group_order(one, outer, keys) for one in query.order]
        if not order and query.limit and not within:
            counted = self.level == "indicator"
            first = "COUNT(*)" if counted else whole_of("sum", self._measured("total", outer).sql)
            order = [Key(first, descending=True)]
        appearance = f"MIN({outer[outer.identity]})"
        # Projects of equal name are different projects.
        apart = [outer["项目编号"] if key == "project" else sql for key, sql in keys.items()]
        groups = ", ".join(apart)
        across = bool(INDICATOR_KEYS.intersection(keys)) and self.level == "project"
        last = ", ".join([f"{sql} NULLS LAST" for sql in apart])  # kinds of one project appear together
        if within and across:
            raise Unstatable("the first rows of each department are not grouped by kinds")
        inner = Row(self.level, prefix="项目." if across else "") if self.medians or across or within else outer
        below = Row("indicator", prefix="指标.")
        kinds = {self._group_label(key): self._group_key(key, below) for key in keys if key in INDICATOR_KEYS}
        sorting = self.order_keys(inner) if within else []
        source, meets, _ = self.rows(inner, outer, sorting, groups, kinds if across else None)
        grouped = f" GROUP BY {groups}"
        if query.limit is None or within:
            first = self._first_order(order, apart, appearance) + (f", {last}" if across else "")
            return Text(f"{select(_listed(outputs), source, *meets)}{grouped} ORDER BY {first}", outputs, listed=True)
        place = f"ROW_NUMBER() OVER (ORDER BY {appearance}, {last})" if across else appearance
        if not {"year"}.issuperset(query.limit.per) or not keys.keys() >= set(query.limit.per):
            raise Unstatable(f"no ranks within each {query.limit.per} of groups by {query.group}")
        per = [keys[key] for key in query.limit.per]
        parted = [f"{sql} AS 组序{number}" for number, sql in enumerate(per, 1)]
        ranked = [*map(_named, outputs), *parted, f"{ranking(order, per)} AS 排位", f"{place} AS 次序"]
        filled = ""
        if held(order[0]):  # a group without the figure holds no rank
            ranked.append(f"{order[0].sql} AS 所据")
            filled = "所据 IS NOT NULL"
        inside = f"({select(', '.join(ranked), source, *meets)}{grouped})"
        labels = ", ".join([_identifier(output.label) for output in outputs])
        first = "".join([f"组序{number} NULLS LAST, " for number in range(1, len(per) + 1)])
        ordered = f"ORDER BY {first}排位, 次序"
        return Text(f"{select(labels, inside, between(query.limit), filled)} {ordered}", outputs, listed=True)

    def _group_key(self, key: str, row: Row) -> str:
        if key in _KIND_KEYS:
            kind, published = _KIND_KEYS[key]
            if row.level == "project":
                return row[published]
            return f"COALESCE({row[kind]}, {row[published]})"
        if row.level == "document":
            return row[DOCUMENT_FIELDS[key][0]]
        if key in INDICATOR_KEYS and row.level != "indicator":
            return row[FIELDS[key].label]
        return row[FIELDS[key].label] if key not in {"goal", "indicator_count"} else self.figure(key, row).sql

    def _group_label(self, key: str) -> str:
        if self.level == "document":
            return DOCUMENT_FIELDS[key][0]
        return FIELDS[key].label

    def _group_order(self, order: Order, row: Row, keys: dict[str, str]) -> Key:
        if isinstance(order.by, Measure):
            return Key(self._measure(order.by, row)[0].sql, order.descending)
        if isinstance(order.by, str) and order.by in keys:
            return Key(keys[order.by], order.descending)
        return Key(self._measure(Measure("sum", order.by), row)[0].sql, order.descending)

    def _first_order(self, order: list[Key], apart: list[str], appearance: str) -> str:
        """As ordered, else years ascending, else in order of appearance; of two keys the first stays together."""
        given = [direction(key) for key in order]
        if not given and len(apart) > 1:
            given.append(f"MIN({appearance}) OVER (PARTITION BY {apart[0]})")
        elif not given and self.query.group == ("year",):
            given.append(f"{apart[0]} NULLS LAST")
        return ", ".join([*given, appearance])

    # --- labels ---------------------------------------------------------------------------------------------------

    def _labelled(self, outputs: list[Shown]) -> list[Shown]:
        """Make the labels unique: of two equal ones the second says what it is of, or gets a number."""
        seen: set[str] = set()
        for index, output in enumerate(outputs):
            label = output.label
            if label in seen and index < len(self.query.outputs):
                label = _of_what(self.query.outputs[index]) + label
            number = 1
            unique = label
            while unique in seen:
                number += 1
                unique = f"{label}{number}"
            seen.add(unique)
            outputs[index] = output._replace(label=unique)
        return outputs


def _of_what(output: Output) -> str:
    term = output.term if isinstance(output, Measure) else None
    return FIELDS[term].label if isinstance(term, str) and term in FIELDS else ""


def _is_per(output: Output) -> bool:
    return isinstance(output, Measure) and output.per is not None


def _is_rank(output: Output) -> bool:
    return isinstance(output, Measure) and output.function == "rank"


def _is_plain_total(query: Query) -> bool:
    return (
        query.grain == "project"
        and query.where is None
        and query.limit is None
        and any(isinstance(one, Measure) and one.function == "sum" and one.term == "total" for one in query.outputs)
    )


def _rounded(function: Function, exact: Figure, label: str) -> Shown:
    """Averages have no end of digits: six after the point of 万元 (which is 分), four of other figures."""
    if function not in _ROUNDED:
        return shown(exact, label)
    if exact.measures == "money":
        return Shown(f"ROUND({exact.sql} / {FEN}, 6)", label, "万元")
    return Shown(f"ROUND({exact.sql}, 4)", label, "%" if exact.measures == "percent" else None)


def _named(output: Shown) -> str:
    return output.label if output.sql == output.label else f"{output.sql} AS {_identifier(output.label)}"


def _identifier(label: str) -> str:
    """A label as SQL has to write it: 2023年总计 begins with a digit."""
    return f'"{label}"' if label[0].isdigit() else label


def _listed(outputs: list[Shown]) -> str:
    return ", ".join([_named(output) for output in outputs])


def _sorted(key: Key, outputs: list[Shown], card: bool) -> str:
    """A sort key; an expression that is shown as it stands is sorted by its label."""
    if not card:
        for output in outputs:
            if output.sql == key.sql and output.sql != output.label:
                return direction(Key(_identifier(output.label), key.descending))
    return direction(key)
