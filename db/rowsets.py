"""Where the rows of a statement come from: the view, its conditions, and the layers of ranks and positions around it.

Each layer names just the columns that the next one uses.
"""

from db.conditions import Conditions
from db.ranks import Key, between, direction, held, ranking
from db.sqltext import select
from db.terms import POINT, VIEWS, Level, Row, Unstatable
from querylang.fields import FIELDS, MONEY_FIELDS
from querylang.query import (
    And,
    Compare,
    Condition,
    Empty,
    Filled,
    Limit,
    Measure,
    Named,
    Not,
    Or,
    Query,
    Scope,
    TargetOf,
    Term,
    ranks_rows_of_each,
)

_PLAIN = frozenset({*MONEY_FIELDS, "indicator_count"})  # figures that are columns of 项目


class Rowsets(Conditions):
    """Adds the rows of one query to its conditions."""

    def __init__(self, query: Query) -> None:
        super().__init__(query.scope)
        if query.grain == "help" or query.grain == "overview":  # noqa: PLR1714 - which the type checker understands
            raise Unstatable(f"{query.grain} has no rows of one kind")
        self.query = query
        self.level: Level = query.grain
        self.picked = not query.group and _is_picked(query)
        self.ranked = ranks_rows_of_each(query) or (not query.group and query.limit is not None and not self.picked)
        self.ranks: list[Measure] = []  # rank measures of rows; each is joined as a table of its own
        self.medians: list[Term] = []  # each gets a pair of window columns: its position and how many there are

    def order_keys(self, row: Row) -> list[Key]:
        """What the rows are ordered by: as asked, else projects by 总计 and indicators as published."""
        keys = []
        for order in self.query.order:
            term = order.by.term if isinstance(order.by, Measure) else order.by
            if term is None:
                raise Unstatable("rows are not ordered by a count of rows")
            sql = self.target_of(term, row, POINT) if isinstance(term, TargetOf) else self.figure(term, row).sql
            keys.append(Key(sql, order.descending))
        if keys:
            return keys
        if row.level in {"project", "change"}:
            return [Key(row["总计_分"], descending=True)]
        return [Key(row[row.identity], descending=False)] if self.query.limit else []

    def rows(
        self,
        inner: Row,
        outer: Row,
        keys: list[Key],
        groups: str = "",
        across: dict[str, str] | None = None,
    ) -> tuple[str, list[str], str]:
        """FROM, WHERE and, where a limit stands, the rank to order by."""
        query = self.query
        limit = query.limit if self.ranked else None
        meets = [] if self.level == "change" else self.in_scope(self.scope, inner)
        if query.where is not None:
            meets.append(self.condition(query.where, inner))
        if self.picked and query.limit:
            meets.append(self._among_first(keys[0], query.limit))
        positions = self._positions(inner if not limit else outer, groups)
        source = self.view({**inner.used, **outer.used}, self.scope) + self._rank_joins(inner)
        carried = [*outer.used, *(f"名次{number + 1}" for number in range(len(self.ranks)))]
        name = f" AS {outer.source}"
        rank = ""
        if across is not None:
            source += " JOIN 指标 ON 指标.项目编号 = 项目.项目编号"
            columns = [
                f"{across[column]} AS {column}" if column in across else f"项目.{column}"
                for column in dict.fromkeys((*carried, "项目编号"))
            ]
            source = f"(SELECT DISTINCT {select(', '.join(columns), source, *meets).removeprefix('SELECT ')}){name}"
            meets = []
        if limit:
            meets.append(held(keys[0]))
            places = [
                *self._apart(limit, inner),
                (ranking(keys, [inner[FIELDS[key].label] for key in limit.per]), "排位"),
            ]
            ranked = ", ".join([*carried, *(f"{sql} AS {label}" for sql, label in places)])
            source = f"({select(ranked, source, *meets)}){name}"
            rank = ", ".join([f"{label} NULLS LAST" if label != "排位" else label for _, label in places])
            meets = [between(limit)]
            carried.extend(label for _, label in places)
        if positions:
            source = f"({select(', '.join([*carried, *positions]), source, *meets)}){name}"
            meets = []
        return source, meets, rank

    def _apart(self, limit: Limit, row: Row) -> list[tuple[str, str]]:
        """What puts the rows of one department or year together: departments as they appear, years ascending."""
        if limit.per and (self.level != "project" or not {"department", "year"}.issuperset(limit.per)):
            raise Unstatable(f"no ranks within each {limit.per} of rows of grain {self.level!r}")
        return [
            (
                row["年度"] if key == "year" else f"MIN({row['项目编号']}) OVER (PARTITION BY {row['部门']})",
                f"组序{number}",
            )
            for number, key in enumerate(limit.per, 1)
        ]

    def _among_first(self, key: Key, limit: Limit) -> str:
        """A row has one of the first figures: with the ties at their end, and quicker than by rank."""
        row = Row(self.level)
        same = self.order_keys(row)[0]
        meets = self.in_scope(self.scope, row)
        if self.query.where is not None:
            meets.append(self.condition(self.query.where, row))
        first = select(same.sql, VIEWS[self.level], *meets)
        return f"{key.sql} IN ({first} ORDER BY {direction(same)} LIMIT {limit.count})"

    def _positions(self, row: Row, groups: str) -> list[str]:
        columns = []
        for number, term in enumerate(self.medians, 1):
            figure = self.figure(term, row).sql
            over = f"PARTITION BY {groups}" if groups else ""
            ordered = f"{over} ORDER BY {figure} NULLS LAST".strip()
            columns += [f"ROW_NUMBER() OVER ({ordered}) AS 位{number}", f"COUNT({figure}) OVER ({over}) AS 数{number}"]
        return columns

    def _rank_joins(self, row: Row) -> str:
        """The rank of each row by a term, among the rows of the base."""
        joins = []
        for number, measure in enumerate(self.ranks, 1):
            if measure.term is None:
                raise Unstatable("rank of nothing")
            scope = measure.base_scope or self.scope
            among = Row(self.level)
            figure = self.figure(measure.term, among).sql
            meets = [] if self.level == "change" else self.in_scope(scope, among)
            if measure.base is not None:
                meets.append(self.condition(measure.base, among))
            columns = f"{among[among.identity]} AS 编号{number}, RANK() OVER (ORDER BY {figure} DESC) AS 名次{number}"
            ranked = select(columns, self.view(among.used, scope), *meets, f"{figure} IS NOT NULL")
            joins.append(f" LEFT JOIN ({ranked}) ON 编号{number} = {row.outer(row.identity)}")
        return "".join(joins)

    def view(self, used: dict[str, None], scope: Scope) -> str:
        """The view of the rows; of grain "change" the projects of two years, joined by department and name."""
        if self.level != "change":
            return VIEWS[self.level]
        earlier, later, within = self._years(scope)
        flags = {"前": earlier, "后": later}
        columns = [
            f"COALESCE(MIN(CASE WHEN {later} THEN 项目编号 END), MIN(项目编号)) AS 编号",
            *(f"COUNT(CASE WHEN {flag} THEN 1 END) AS {name}" for name, flag in flags.items()),
        ]
        own = []
        for column in used:
            label, _, side = column.partition("_")
            if side in flags:
                columns.append(f"SUM(CASE WHEN {flags[side]} THEN {label}_分 END) AS {column}")
            if side in flags or column in flags:
                own.append(f"两年.{column}")
            elif not column.startswith("名次"):
                own.append(f"项目.{column}")
        both = f"{select(', '.join(columns), '项目', *within)} GROUP BY 部门, 项目"
        joined = f"({both}) AS 两年 JOIN 项目 ON 项目.项目编号 = 两年.编号"
        return f"({select(', '.join(dict.fromkeys(own)) or '1', joined)}) AS 变化"

    def _years(self, scope: Scope) -> tuple[str, str, list[str]]:
        """How a row tells the earlier and the later year, and which rows count: departments that have both years."""
        row = Row("project")
        whole = self.in_scope(scope.replace(years=(), every_year=True), row)
        kind = [self.values.equals("类型", (scope.kind,))] if scope.kind else []
        if scope.years:
            earlier, later = (self.values.bind(year) for year in two_years(scope.years))
            among = f"年度 IN ({earlier}, {later})"
            having = f"{select('部门', '文件', *kind, among)} GROUP BY 部门 HAVING COUNT(DISTINCT 年度) = 2"
            return f"年度 = {earlier}", f"年度 = {later}", [*whole, among, f"部门 IN ({having})"]
        latest = select("文件.年度 - 1", "文件", "文件.部门 = 项目.部门", *kind, "文件.当前 = 1")
        previous = f"年度 = ({latest})"
        last = select("部门, 年度 - 1", "文件", *kind, "当前 = 1")
        having = select("部门", "文件", *kind, f"(部门, 年度) IN ({last})")
        return "当前 = 0", "当前 = 1", [*whole, f"(当前 = 1 OR {previous})", f"部门 IN ({having})"]


def _is_picked(query: Query) -> bool:
    """Whether the first rows are told by their figures: one plain column, under conditions cheap to say twice."""
    return (
        query.limit is not None
        and query.limit.first == 1
        and not query.limit.per
        and query.grain == "project"
        and (not query.order or (len(query.order) == 1 and query.order[0].by in _PLAIN))
        and _is_cheap(query.where)
    )


def _is_cheap(condition: Condition | None) -> bool:
    match condition:
        case None | Named():
            return True
        case Compare(term=term):
            return term in _PLAIN
        case Filled(field=field) | Empty(field=field):
            return field in _PLAIN
        case And(parts=parts) | Or(parts=parts):
            return all(map(_is_cheap, parts))
        case Not(part=part):
            return _is_cheap(part)
        case _:
            return False


def two_years(years: tuple[int, ...]) -> tuple[int, int]:
    """The earlier and the later of the years compared; one year alone is compared with the one before it."""
    return (min(years) if len(years) > 1 else years[0] - 1), max(years)
