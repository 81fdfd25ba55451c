"""What only the rows can tell about an answer, said after its sentence: how many, over what, what was left out."""

from typing import TYPE_CHECKING

from bot.leftout import find_left_out
from bot.render.figures import money
from bot.sources import Run
from querylang.fields import FIELDS, MONEY_FIELDS
from querylang.notes import TIED_COUNTED, TIED_SHOWN
from querylang.query import (
    BUDGET,
    Aggregate,
    Among,
    And,
    Column,
    Difference,
    FieldOf,
    Measure,
    Named,
    Placed,
    Query,
)
from querylang.reflected import walk
from querylang.scope import documents_of

if TYPE_CHECKING:
    from bot.answer import Cell, Found
    from db.corrections import Correction
    from querylang.catalogue import Catalogue, LoadedDocument

MOST_NAMED = 3
MOST_GROUPS = 20


class Notes:
    """The notes of one answer."""

    def __init__(
        self,
        query: Query,
        found: "Found",
        run: Run,
        catalogue: "Catalogue",
        corrections: "tuple[Correction, ...]" = (),
    ) -> None:
        """Of this query and what it found; further figures are asked of `run`, `corrections` are those in force."""
        self._query = query
        self._found = found
        self._run = run
        self._documents = documents_of(query.scope, catalogue.documents())
        self._corrections = corrections

    def all(self) -> tuple[str, ...]:
        """Every note, in the order of their weight."""
        notes = (
            self._count_and_sum(),
            self._tied(),
            self._of_each_level1(),
            self._none_filled(),
            self._compared(),
            self._whole(),
            self._years_without(),
            *self._left_out(),
            *self._corrected(),
            self._scope(),
        )
        return tuple(note for note in notes if note)

    def without_rows(self) -> tuple[str, ...]:
        """Those that also explain why nothing was found."""
        from bot.unfilled import nothing_filled

        empty = nothing_filled(self._query, self._run)
        return tuple(note for note in (empty, self._compared(), *self._left_out(), self._scope()) if note)

    def _count_and_sum(self) -> str:
        """共5个，合计6,538.67万元: of a list of projects or indicators."""
        query, found = self._query, self._found
        columns = [output.term for output in query.outputs if isinstance(output, Column)]
        if query.group in {("department",), ("year",)} and found.total > 1:
            return self._sum_of_groups()
        if query.group or not columns or (found.total == 1 and (query.limit or _only_names(query))):
            return ""
        if query.grain == "indicator":
            return f"共{found.total}条指标" if found.total > 1 else ""
        if query.grain != "project" or any(_of_indicator(term) for term in columns):
            return ""
        field = next((FIELDS[key] for key in columns if isinstance(key, str) and FIELDS[key].value == "money"), None)
        if field is None:
            return f"共{found.total}个"
        label = "合计" if field.key == "total" else f"{field.label}合计"
        return f"共{found.total}个，{label}{money(self._sum(field.key, field.label))}万元"

    def _sum_of_groups(self) -> str:
        """共6个部门，合计19,424.65万元: of departments or years with one sum of money."""
        sums = [one for one in self._query.outputs if isinstance(one, Measure) and one.function == "sum"]
        field = FIELDS.get(str(sums[0].term)) if len(sums) == 1 else None
        if field is None or field.value != "money":
            return ""
        label = "合计" if field.key == "total" else f"{field.label}合计"
        count = f"共{self._found.total}个部门，" if self._query.group == ("department",) else ""
        return f"{count}{label}{money(self._sum(field.key, '合计'))}万元"

    def _sum(self, key: str, label: str) -> float:
        """Exact: in whole 分, over the rows here or, of a list that was cut off, over all of them."""
        if self._found.truncated:
            query = self._query.replace(outputs=(Measure("sum", key),))
            return _number(self._run(query, 1).rows[0][0])
        index = self._found.statement.columns.index(label)
        return sum(round(_number(row[index]) * 1_000_000) for row in self._found.rows) / 1_000_000

    def _tied(self) -> str:
        """有并列: more hold the last of the places than were asked for, and all of them are there."""
        query = self._query
        limit = query.limit
        if limit is not None and any(isinstance(output, Column) for output in query.outputs):
            return TIED_SHOWN if not limit.per and self._found.total > limit.count else ""
        among = next((one for one in walk(query.where) if isinstance(one, Among)), None)
        if limit is None and among is not None:
            limit, query = among.limit, Query(query.scope, where=among)
        if limit is None or limit.per or query.group:
            return ""
        count = _count(query, self._run)
        return TIED_COUNTED.format(count=count) if count > limit.count else ""

    def _of_each_level1(self) -> str:
        """产出指标88、效益指标39: beside counts of pairs of levels, those of level 1 alone."""
        query = self._query
        count = Measure("count")
        if query.group != ("level1", "level2") or count not in query.outputs or query.limit:
            return ""
        level1 = query.replace(group=("level1",), outputs=(Column("level1"), count), order=())
        return "、".join(f"{label}{number}" for label, number in self._run(level1, MOST_GROUPS).rows)

    def _none_filled(self) -> str:
        """Say that a figure of 0 or none is one of empty cells; most answers have figures."""
        outputs = self._query.outputs
        differs = any(isinstance(output, Difference) for output in outputs)
        if not differs and all(all(row[: len(outputs)]) for row in self._found.rows):
            return ""
        from bot.unfilled import unfilled

        return unfilled(self._query, self._found, self._run)

    def _compared(self) -> str:
        if not any(isinstance(one, FieldOf | Placed | Aggregate) for one in walk(self._query)):
            return ""
        from bot.compared import compared_with  # most questions compare with their own figures

        return compared_with(self._query, self._run)

    def _whole(self) -> str:
        """所占：总计之和6,825.70万元: what a share is of."""
        query = self._query
        share = next((one for one in query.outputs if isinstance(one, Measure) and one.function == "share"), None)
        if share is None or query.grain not in {"project", "indicator"} or share.term not in {None, *MONEY_FIELDS}:
            return ""
        measure = Measure("count") if share.term is None else Measure("sum", share.term)
        base = Query(share.base_scope or query.scope, query.grain, share.base, (measure,))
        whole = _number(self._run(base, 1).rows[0][0])
        if share.term is None:
            return f"所占：{int(whole)}{'个项目' if query.grain == 'project' else '条指标'}"
        return f"所占：{FIELDS[str(share.term)].label}之和{money(whole)}万元"

    def _years_without(self) -> str:
        """2024年没有: of a project that is asked for in two years, the one that has no row of it."""
        query, columns = self._query, self._found.statement.columns
        if not query.scope.years or query.limit is not None or "年度" not in columns or not _only_names(query):
            return ""
        shown = {row[columns.index("年度")] for row in self._found.rows}
        missing = [f"{year}年" for year in query.scope.years if year not in shown]
        return f"{'、'.join(missing)}没有" if missing else ""

    def _left_out(self) -> tuple[str, ...]:
        counted = ((self._run(one.counting, 1).rows[0][0], one) for one in find_left_out(self._query))
        return tuple(f"{one.before}{number}{one.lacking}" for number, one in counted if number)

    def _corrected(self) -> tuple[str, ...]:
        if not self._corrections:
            return ()
        from bot.corrected import corrected_notes

        return corrected_notes(self._query, self._found, self._run, self._corrections, self._documents)

    def _scope(self) -> str:
        documents = self._documents
        return f"范围：{_say(documents)}" if documents else ""


def find_nothing(query: Query, found: "Found", run: Run) -> str | None:
    """Say what is missing when nothing was found; None when there is something to show.

    An empty list is nothing, and so is an aggregate over no rows; a count of none is an answer.
    """
    if not found.rows:
        if (query.group == ("department",) and query.where is None) or Column("department") in query.outputs[:1]:
            return "没有符合条件的部门"
        return "没有符合条件的" + {"indicator": "指标", "document": "文件"}.get(query.grain, "项目")
    if query.group or query.grain == "overview" or any(isinstance(output, Column) for output in query.outputs):
        return None
    measures = [output for output in query.outputs if isinstance(output, Measure)]
    cells = found.rows[0][: len(query.outputs)]
    if any(isinstance(output, Difference) for output in query.outputs):
        return "其中一方没有数值，无法相减" if all(cell is None for cell in cells) else None
    if any(measure.function == "count" for measure in measures) or any(cells):
        return None
    return None if _count(query, run) else "没有符合条件的" + ("指标" if query.grain == "indicator" else "项目")


def _count(query: Query, run: Run) -> int:
    return int(_number(run(query.replace(outputs=(Measure("count"),), group=()), 1).rows[0][0]))


def _number(cell: "Cell") -> float:
    """A figure; an empty cell counts as 0 in sums."""
    return float(cell) if isinstance(cell, int | float) else 0.0


def _only_names(query: Query) -> bool:
    """Whether the projects are given by name alone, so that counting them says nothing."""
    parts = query.where.parts if isinstance(query.where, And) else (query.where,)
    return all(isinstance(part, Named) for part in parts)


def _of_indicator(term: object) -> bool:
    return isinstance(term, str) and FIELDS[term].grain == "indicator"


def _say(documents: "list[LoadedDocument]") -> str:
    """Each document by department and year; of many, only how many departments and which years."""
    if len(documents) <= MOST_NAMED:
        return "、".join(f"{one.department}{_year(one.year)}{_kind(one.kind)}" for one in documents)
    years = sorted({one.year for one in documents if one.year is not None})
    span = f"，{years[0]}年" if len(years) == 1 else f"，{years[0]}–{years[-1]}年" if years else ""
    return f"{len({one.department for one in documents})}个部门{span}，共{len(documents)}份文件"


def _kind(kind: str) -> str:
    return "" if kind == BUDGET else kind


def _year(year: int | None) -> str:
    return "（未写年度）" if year is None else f"{year}年"
