"""Random queries of every shape that mean something, for a database that holds these names."""

from decimal import Decimal
from typing import Any, NamedTuple

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from querylang.fields import KINDS, MONEY_FIELDS
from querylang.query import (
    Aggregate,
    Among,
    Amount,
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
    Function,
    Grain,
    IndicatorKind,
    IndicatorNamed,
    Limit,
    Measure,
    Named,
    Not,
    OfDepartment,
    Op,
    Operand,
    Order,
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
    both,
    either,
)

OPS: tuple[Op, ...] = (">", ">=", "<", "<=", "=", "!=", "≈", "between")
PLAIN: tuple[Function, ...] = ("sum", "average", "median", "max", "min", "spread")
WHICH: tuple[Which, ...] = ("annual", "cycle", "actual")
UNITS = ("%", "人", None)
FACTORS = (Decimal(1), Decimal("1.1"), Decimal("0.95"), Decimal(2))


class Names(NamedTuple):
    """What the database holds."""

    projects: tuple[str, ...]
    indicators: tuple[str, ...]
    departments: tuple[str, ...]
    years: tuple[int, ...]
    texts: tuple[str, ...]
    yuan: tuple[Decimal, ...]  # amounts that stand in it, so that comparisons touch


def some(values: tuple[str, ...]) -> SearchStrategy[tuple[str, ...]]:
    """One to three of the values, each once."""
    return st.lists(st.sampled_from(values), min_size=1, max_size=3, unique=True).map(
        lambda found: tuple(sorted(found))
    )


class Queries:
    """Strategies over one database."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.money = st.sampled_from(MONEY_FIELDS)
        self.percents = st.sampled_from([Decimal(text) for text in ("0", "5", "12.5", "90", "95", "100", "2000")])
        self.of_indicator = self._nested(self._indicator_leaf())
        self.of_project = self._nested(self._project_leaf())
        self.of_either = self._nested(st.one_of(self._indicator_leaf(), self._project_leaf()))

    # --- conditions -----------------------------------------------------------------------------------------------

    def _nested(self, leaves: SearchStrategy[Condition]) -> SearchStrategy[Condition]:
        return st.recursive(
            leaves,
            lambda parts: st.one_of(
                parts.map(Not),
                st.lists(parts, min_size=2, max_size=3).map(lambda found: both(*found) or found[0]),
                st.lists(parts, min_size=2, max_size=3).map(lambda found: either(*found)),
            ),
            max_leaves=4,
        )

    def _indicator_leaf(self) -> SearchStrategy[Condition]:
        kinds = tuple(KINDS)
        fields = ("indicator", "annual", "cycle", "level1")
        return st.one_of(
            some(kinds).map(IndicatorKind),
            some(self.names.indicators).map(IndicatorNamed),
            st.builds(Target, st.sampled_from(WHICH), st.sampled_from(OPS), self._percent()),
            self._other_column("annual", "cycle") | self._other_column("cycle", "annual"),
            st.builds(Fault, st.sampled_from(("misfiled", "cycle_differs", "no_quantity"))),
            st.sampled_from(("annual", "cycle", "actual", "level2", "score")).map(Filled),
            st.sampled_from(("annual", "cycle", "actual", "level1")).map(Empty),
            self._text(fields),
        )

    @staticmethod
    def _other_column(which: Which, other: str) -> SearchStrategy[Condition]:
        """年度值低于周期值: one column of an indicator beside the other."""
        return st.builds(Target, st.just(which), st.sampled_from(("<", "<=", ">", ">=")), st.just(OwnFigure(other)))

    def _project_leaf(self) -> SearchStrategy[Condition]:
        return st.one_of(
            self._money_compare(),
            self._count_compare(),
            self._target_compare(),
            some(self.names.projects).map(Named),
            self.money.map(Filled),
            self.money.map(Empty),
            st.sampled_from(("goal", "year", "indicator_count")).map(Filled),
            st.sampled_from(("goal", "year")).map(Empty),
            self._text(("project", "goal", "indicator", "annual", "department")),
            self.of_indicator.map(Exists),
        )

    def _among(self) -> SearchStrategy[Condition]:
        """The first of an order, perhaps of those that meet something."""
        terms = st.sampled_from((*MONEY_FIELDS, "indicator_count")) | self.target_of(st.just("%"))
        limits = st.builds(Limit, st.integers(1, 4), st.integers(1, 3), st.sampled_from(((), (), ("department",))))
        where = st.none() | self.money.map(Filled) | self.of_indicator.map(Exists)
        return st.builds(Among, st.builds(Order, terms, st.booleans()), limits, where)

    def _text(self, fields: tuple[str, ...]) -> SearchStrategy[Condition]:
        mode = st.sampled_from(("contains", "equals"))
        return st.builds(TextMatch, some(fields), mode, st.sampled_from(self.names.texts))

    def _percent(self) -> SearchStrategy[Operand]:
        unit = st.sampled_from(UNITS)
        return st.one_of(st.builds(Amount, self.percents, unit), self._range(self.percents, unit))

    @staticmethod
    def _range(numbers: SearchStrategy[Decimal], unit: SearchStrategy[str | None]) -> SearchStrategy[Operand]:
        end = st.none() | numbers
        return st.builds(Range, end, end, unit, st.sampled_from((">", ">=")), st.sampled_from(("<", "<=")))

    def _yuan(self) -> SearchStrategy[Operand]:
        unit = st.sampled_from(("元", None))
        numbers = st.sampled_from(self.names.yuan)
        return st.one_of(st.builds(Amount, numbers, unit), self._range(numbers, unit))

    def _money_compare(self) -> SearchStrategy[Condition]:
        operand = st.one_of(
            self._yuan(),
            self._placed(),
            st.builds(FieldOf, self.money, st.sampled_from(self.names.projects)),
            self._aggregate(self.money),
            self._scaled(),
            st.builds(OwnFigure, self.money | self._several()),
        )
        summed = st.builds(Compare, self._several(), st.sampled_from(OPS), self._yuan())
        return st.builds(Compare, self.money, st.sampled_from(OPS), operand) | summed

    def _several(self) -> SearchStrategy[SumOf]:
        return st.lists(self.money, min_size=2, max_size=3, unique=True).map(lambda found: SumOf(tuple(found)))

    def _scaled(self) -> SearchStrategy[Operand]:
        """Another figure some times over, and so much money more."""
        figure = st.builds(FieldOf, self.money, st.sampled_from(self.names.projects)) | st.builds(
            Aggregate, st.just("average"), self.money
        )
        return st.builds(Scaled, figure, st.sampled_from(FACTORS), st.sampled_from((Decimal(0), *self.names.yuan)))

    def shares(self) -> SearchStrategy[Term]:
        """A part of the sum over the scope, or of another field of the project."""
        return st.builds(ShareOf, self.money, st.none() | self.money)

    def _of_scope(self) -> SearchStrategy[Condition]:
        """What a project is beside all others: its share, its department, also joined with what it is itself."""
        leaf = self._share_compare() | self._department_compare() | st.just(SharedName())
        return st.one_of(
            leaf,
            leaf.map(Not),
            st.builds(both, leaf, self._project_leaf()).map(_given),
            st.builds(either, leaf, self._project_leaf()),
        )

    def _share_compare(self) -> SearchStrategy[Condition]:
        operand = st.builds(Amount, self.percents, st.sampled_from(("%", None)))
        return st.builds(Compare, self.shares(), st.sampled_from(OPS), operand)

    def _department_compare(self) -> SearchStrategy[Condition]:
        counted = st.builds(
            OfDepartment,
            st.just("count"),
            st.none(),
            st.none() | self.money.map(Filled) | self.of_indicator.map(Exists),
        )
        count = st.builds(
            Compare, counted, st.sampled_from(OPS), st.builds(Amount, st.integers(0, 5).map(Decimal), st.just("个"))
        )
        whole = st.builds(OfDepartment, st.sampled_from(("sum", "average", "max", "min")), self.money)
        share = st.builds(OfDepartment, st.just("share"), self.money)
        return st.one_of(
            count,
            st.builds(Compare, whole, st.sampled_from(OPS), self._yuan() | self._over_departments()),
            st.builds(Compare, share, st.sampled_from(OPS), st.builds(Amount, self.percents, st.just("%"))),
        )

    def _placed(self) -> SearchStrategy[Operand]:
        where = st.none() | some(self.names.projects).map(Named) | self.money.map(Filled)
        per = st.sampled_from((None, "department"))
        return st.builds(Placed, self.money, st.integers(1, 4), st.booleans(), where, per)

    def _over_departments(self) -> SearchStrategy[Operand]:
        """The sum of another department, or a figure over those of all."""
        where = st.none() | self.money.map(Filled)
        all_of_them = st.builds(Aggregate, st.sampled_from(PLAIN), self.money, where, st.none(), st.just("department"))
        return all_of_them | st.builds(Aggregate, st.just("sum"), self.money, st.none(), self.scopes())

    def _aggregate(self, field: SearchStrategy[str]) -> SearchStrategy[Aggregate]:
        where = st.none() | some(self.names.projects).map(Named) | self.money.map(Filled)
        per = st.sampled_from((None, "department"))
        return st.builds(Aggregate, st.sampled_from(PLAIN), field, where, st.none() | self.scopes(), per)

    def _count_compare(self) -> SearchStrategy[Condition]:
        count = st.just("indicator_count")
        operand = st.one_of(
            st.builds(Amount, st.integers(0, 6).map(Decimal), st.sampled_from(("个", None))),
            self._range(st.integers(0, 6).map(Decimal), st.none()),
            self._aggregate(count),
            st.builds(FieldOf, self._count(), st.sampled_from(self.names.projects)),
        )
        return st.builds(Compare, self._count(), st.sampled_from(OPS), operand)

    def _count(self) -> SearchStrategy[Term]:
        plain: SearchStrategy[Term] = st.just("indicator_count")
        return plain | st.builds(CountOf, st.none() | some(tuple(KINDS)).map(IndicatorKind))

    def _target_compare(self) -> SearchStrategy[Condition]:
        term = self.target_of(st.sampled_from(("%", "人")))
        amount = st.builds(Amount, self.percents, st.none())
        other = term.flatmap(lambda one: st.builds(FieldOf, st.just(one), st.sampled_from(self.names.projects)))
        operand = amount | self._range(self.percents, st.none()) | other
        return st.builds(Compare, term, st.sampled_from(OPS), operand)

    def target_of(self, unit: SearchStrategy[str | None]) -> SearchStrategy[Term]:
        """The best target value of a row."""
        kinds = st.none() | some(tuple(KINDS)).map(IndicatorKind)
        return st.builds(TargetOf, kinds, st.sampled_from(WHICH), unit, st.sampled_from(("max", "min")))

    # --- whole queries --------------------------------------------------------------------------------------------

    def scopes(self) -> SearchStrategy[Scope]:
        """Any scope."""
        departments = st.just(()) | some(self.names.departments)
        years = st.just(()) | st.lists(st.sampled_from(self.names.years), min_size=1, max_size=2, unique=True).map(
            tuple
        )
        kind = st.sampled_from(("预算目标表", "预算目标表", "自评表"))
        return st.builds(Scope, departments, st.just(()) | some(self.names.departments), years, st.booleans(), kind)

    def queries(self, grain: Grain) -> SearchStrategy[Query]:
        """Queries whose rows are of one grain."""
        match grain:
            case "project":
                return st.one_of(
                    self._lists(grain),
                    self._measured(grain),
                    self._groups(grain),
                    self._differences(),
                    self._over_all_departments(),
                )
            case "indicator" | "change":
                return st.one_of(self._lists(grain), self._measured(grain), self._groups(grain))
            case _:
                return st.one_of(self._lists(grain), self._measured(grain))

    def _where(self, grain: Grain) -> SearchStrategy[Condition | None]:
        change = st.one_of(
            st.sampled_from((Presence("both"), Presence("later"), Presence("earlier"))),
            st.builds(Compare, self._changes(("difference", "before", "after")), st.sampled_from(OPS), self._yuan()),
            st.builds(
                Compare,
                self._changes(("percent",)),
                st.sampled_from(OPS),
                st.builds(Amount, self.percents, st.sampled_from(("%", None))),
            ),
        )
        found = {
            "project": self.of_project | self._of_scope() | self._among(),
            "indicator": self.of_either | st.builds(both, self._among(), self.of_indicator),
            "document": self._nested(st.one_of(some(self.names.projects).map(Named), self.of_indicator.map(Exists))),
            "change": self._nested(st.one_of(change, self._project_leaf())),
        }
        return st.none() | found[grain]

    @staticmethod
    def _changes(parts: tuple[str, ...]) -> SearchStrategy[Term]:
        return st.builds(ChangeOf, st.sampled_from(MONEY_FIELDS), st.sampled_from(parts))

    def _terms(self, grain: Grain) -> SearchStrategy[Term]:
        """Figures of a row."""
        plain: dict[Grain, tuple[str, ...]] = {
            "project": (*MONEY_FIELDS, "indicator_count"),
            "indicator": ("score",),
            "document": ("total", "printed_total", "total_gap", "project_count", "indicator_count"),
            "change": MONEY_FIELDS,
        }
        terms: SearchStrategy[Term] = st.sampled_from(plain[grain])
        if grain == "change":
            return terms | self._changes(("difference", "percent", "before", "after"))
        targets = self.target_of(st.sampled_from(("%", None)))
        return terms | targets if grain in {"project", "indicator"} else terms

    def _columns(self, grain: Grain) -> SearchStrategy[Output]:
        plain: dict[Grain, tuple[str, ...]] = {
            "project": (
                "project",
                "goal",
                "department",
                "year",
                "indicator_count",
                "origin",
                "indicator",
                "level1",
                *MONEY_FIELDS,
            ),
            "indicator": (
                "project",
                "department",
                "level1",
                "level2",
                "indicator",
                "cycle",
                "annual",
                "goal",
                "total",
                "origin",
                "score",
            ),
            "document": ("department", "year", "total", "printed_total", "project_count", "file"),
            "change": ("project", "department", "total", "origin"),
        }
        terms: SearchStrategy[Term] = st.sampled_from(plain[grain])
        computed = self._terms(grain).filter(lambda term: not isinstance(term, str))
        if grain == "project":
            computed = computed | self.shares()
        return st.builds(Column, terms if grain == "document" else terms | computed)

    def _row_measures(self, grain: Grain) -> SearchStrategy[Output]:
        if grain == "indicator":
            return st.builds(Measure, st.sampled_from(("count",)))
        base = st.none() | self.money.map(Filled) if grain == "project" else st.none()
        scope = st.none() | self.scopes() if grain == "project" else st.none()
        term = st.sampled_from(("total",)) if grain == "change" else self._terms(grain)
        return st.one_of(
            st.builds(Measure, st.sampled_from(("rank", "share")), term, base, scope),
            st.builds(Measure, st.sampled_from(PLAIN), term),
        )

    def _whole_measures(self, grain: Grain) -> SearchStrategy[Output]:
        terms = self.target_of(st.just("%")) if grain == "indicator" else self._terms(grain)
        base = st.none() | self.money.map(Filled) if grain == "project" else st.none()
        scope = st.none() | self.scopes() if grain in {"project", "indicator"} else st.none()
        return st.one_of(
            st.just(Measure("count")),
            st.just(Measure("count", "department")),
            *(
                [st.builds(Measure, st.just("share"), st.builds(ShareOf, self.money, self.money))]
                if grain == "project"
                else []
            ),
            st.builds(Measure, st.just("share"), st.none(), base, scope),
            st.builds(Measure, st.just("share"), terms, base, scope),
            st.builds(Measure, st.sampled_from(PLAIN), terms),
        )

    def _orders(self, grain: Grain) -> SearchStrategy[tuple[Order, ...]]:
        terms = self._terms(grain) | self.shares() if grain == "project" else self._terms(grain)
        order = st.builds(Order, terms, st.booleans())
        return st.lists(order, max_size=2).map(tuple)

    def _limits(self, grain: Grain = "document") -> SearchStrategy[Limit | None]:
        pers = ((),) if grain != "project" else ((), (), ("department",), ("year",), ("department", "year"))
        return st.none() | st.builds(Limit, st.integers(1, 5), st.integers(1, 3), st.sampled_from(pers))

    def _scopes_of(self, grain: Grain) -> SearchStrategy[Scope]:
        if grain != "change":
            return self.scopes()
        years = st.sampled_from(((), (2024,), (2023, 2024), (2024, 2023), (2022, 2024)))
        departments = st.just(()) | some(self.names.departments)
        return st.builds(Scope, departments, st.just(()) | some(self.names.departments), years)

    def _lists(self, grain: Grain) -> SearchStrategy[Query]:
        outputs = st.lists(self._columns(grain), min_size=1, max_size=4, unique_by=repr)
        more = st.lists(self._row_measures(grain), max_size=1)
        return st.builds(
            Query,
            self._scopes_of(grain),
            st.just(grain),
            self._where(grain),
            st.builds(lambda columns, measures: (*columns, *measures), outputs, more),
            st.just(()),
            self._orders(grain),
            self._limits(grain),
        )

    def _measured(self, grain: Grain) -> SearchStrategy[Query]:
        outputs = st.lists(self._whole_measures(grain), min_size=1, max_size=3).map(tuple)
        return st.builds(
            Query,
            self._scopes_of(grain),
            st.just(grain),
            self._where(grain),
            outputs,
            st.just(()),
            self._orders(grain),
            self._limits(grain),
        )

    def _groups(self, grain: Grain) -> SearchStrategy[Query]:
        keys: dict[Grain, tuple[tuple[str, ...], ...]] = {
            "project": (
                ("department",),
                ("year",),
                ("project",),
                ("department", "year"),
                ("level1",),
                ("level1", "level2"),
            ),
            "indicator": (
                ("level1",),
                ("level1", "level2"),
                ("project",),
                ("project", "level1"),
                ("department", "level2"),
            ),
            "change": (("department",), ("project",)),
        }
        group_rank = st.just(Measure("rank", "total"))
        measures = self._whole_measures(grain) if grain == "indicator" else self._whole_measures(grain) | group_rank
        measure = self._whole_measures(grain)

        def build(group: tuple[str, ...]) -> SearchStrategy[Query]:
            by: SearchStrategy[Any] = st.one_of(st.sampled_from(group), measure)

            def made(
                scope: Scope,
                where: Condition | None,
                found: list[Output],
                order: list[Order],
                limit: Limit | None,
            ) -> Query:
                return Query(scope, grain, where, (*map(Column, group), *found), group, tuple(order), limit)

            whole = st.builds(
                made,
                self._scopes_of(grain),
                self._where(grain),
                st.lists(measures, min_size=1, max_size=2),
                st.lists(st.builds(Order, by, st.booleans()), max_size=2),
                self._limits(),
            )
            if grain != "project" or {"level1", "level2"}.intersection(group):
                return whole
            first_of_each = st.builds(
                made,
                self.scopes(),
                self._where(grain),
                st.lists(measure, min_size=1, max_size=2),
                self._orders(grain).map(list),
                st.builds(Limit, st.integers(1, 3), st.integers(1, 2), st.just(("department",))),
            )
            if "year" not in group or len(group) == 1:
                return whole | first_of_each
            best_of_each_year = st.builds(
                made,
                self.scopes(),
                self._where(grain),
                st.lists(measure, min_size=1, max_size=2),
                st.lists(st.builds(Order, measure, st.booleans()), min_size=1, max_size=2),
                st.builds(Limit, st.integers(1, 3), st.integers(1, 2), st.just(("year",))),
            )
            return whole | first_of_each | best_of_each_year

        return st.sampled_from(keys[grain]).flatmap(build)

    def _differences(self) -> SearchStrategy[Query]:
        side = st.one_of(
            self._aggregate(self.money),
            self._placed(),
            st.builds(FieldOf, self.money, st.sampled_from(self.names.projects)),
            st.builds(Amount, st.sampled_from(self.names.yuan), st.just("元")),
        )
        part = st.sampled_from(("difference", "times", "percent_more", "percent_less"))
        outputs = st.builds(Difference, side, side, part).filter(
            lambda found: not (isinstance(found.left, Amount) and isinstance(found.right, Amount))
        )
        return st.builds(Query, self.scopes(), st.just("project"), st.none(), outputs.map(lambda one: (one,)))

    def _over_all_departments(self) -> SearchStrategy[Query]:
        term = st.none() | self.money | st.just(CountOf(None))
        measure = st.builds(Measure, st.sampled_from(PLAIN), term, st.none(), st.none(), st.just("department"))
        outputs = measure.map(lambda one: (one,))
        return st.builds(Query, self.scopes(), st.just("project"), self._where("project"), outputs)


def _given(condition: Condition | None) -> Condition:
    assert condition is not None
    return condition
