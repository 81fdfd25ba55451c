"""The query algebra: what a question asks, as printable values.

A Query reads: of the documents in `scope`, take the rows of `grain` that meet `where`, order and limit them, then show
`outputs`.  With `group`, rows are put together by these keys first, and order and limit apply to the groups.  Without
`group`, an output that is a Measure is taken over the rows that remain after order and limit (预算最少的五个加起来).
The sentence, the SQL and the follow-up merge all read this one value.

Two levels of condition exist.  A project-level condition (Compare, Filled, Named, Exists, TextMatch over project
fields) speaks of a project; an indicator-level one (IndicatorKind, Target, Fault, TextMatch or Filled over indicator
fields) speaks of one indicator.  In a query of grain "project" an indicator-level condition stands inside Exists or
CountOf; in one of grain "indicator" both may stand anywhere, a project-level one speaking of the indicator's project.
"""

from decimal import Decimal
from typing import Literal, TypeAlias, overload

from querylang.value import Value

Op: TypeAlias = Literal[">", ">=", "<", "<=", "=", "!=", "≈", "between"]
Which: TypeAlias = Literal["annual", "cycle", "actual"]
Grain: TypeAlias = Literal["project", "indicator", "document", "change", "overview", "help"]
Part: TypeAlias = Literal["difference", "times", "percent_more", "percent_less"]
Function: TypeAlias = Literal["count", "sum", "average", "median", "max", "min", "spread", "share", "rank"]

BUDGET = "预算目标表"
EVALUATION = "自评表"
WHOLE = "部门整体"


class Scope(Value):
    """Which documents.  No year: the latest of each department (the flag `current`)."""

    departments: tuple[str, ...] = ()  # full names as loaded; empty: every department
    excluded: tuple[str, ...] = ()  # departments left out (不算人社局)
    years: tuple[int, ...] = ()
    every_year: bool = False
    kind: str = BUDGET


# --- operands: what a figure is compared with -------------------------------------------------------------------


OWN_UNIT = "文件的单位"  # of money said without a unit; a whole query holds none (own_unit.py)


class Amount(Value):
    """A figure, in base units (元, %, 人 …); unit None meets any unit."""

    number: Decimal
    unit: str | None = None


class Range(Value):
    """From low to high, in base units; an end of None is open."""

    low: Decimal | None
    high: Decimal | None
    unit: str | None = None
    low_op: Literal[">", ">="] = ">="
    high_op: Literal["<", "<="] = "<="


class FieldOf(Value):
    """A figure of another project (比业务用房经费高的); of several rows of that name the largest counts."""

    field: "Term"
    project: str


class Aggregate(Value):
    """An aggregate over projects (高于平均值的, 教育局的合计); scope None: the scope of the query it stands in.

    With `per` it is over what each department sums up to: 高于部门平均值的部门.
    """

    function: Function
    field: str
    where: "Condition | None" = None
    scope: Scope | None = None
    per: Literal["department"] | None = None


class Placed(Value):
    """The figure that the projects of a competition rank have (预算第二名); none where nobody holds it.

    With `per` it is the sum of the department that holds the place.
    """

    field: str
    place: int
    descending: bool = True
    where: "Condition | None" = None
    per: Literal["department"] | None = None


class Scaled(Value):
    """Another figure some times over, or so much money more: 超过X的两倍, 比平均值少50万 (plus −500000元)."""

    figure: FieldOf | Aggregate
    factor: Decimal = Decimal(1)
    plus: Decimal = Decimal(0)  # 元


class OwnFigure(Value):
    """Another figure of the same row: 其他资金比财政拨款多, 总计不等于财政拨款加其他资金, 年度值低于周期值.

    No value where the cell is empty, or all the cells that are added up.
    """

    term: "str | SumOf"


Operand: TypeAlias = Amount | Range | FieldOf | Aggregate | Placed | Scaled | OwnFigure


# --- terms: a figure that a row has -----------------------------------------------------------------------------


class CountOf(Value):
    """How many indicators of the project meet an indicator-level condition; None counts them all (指标数)."""

    indicators: "Condition | None"


class TargetOf(Value):
    """The largest or smallest quantity, in one unit, among the row's indicators: 满意度目标最高的项目."""

    indicators: "Condition | None"
    which: Which
    unit: str | None
    pick: Literal["max", "min"]


class ChangeOf(Value):
    """Of a row of grain "change": later minus earlier year in money, or in percent of the earlier year.

    net counts a year without the project as 0; size is the difference without its sign.
    """

    field: str
    part: Literal["difference", "percent", "before", "after", "net", "size"]


class SumOf(Value):
    """Several money fields of a row taken together (财政拨款和其他资金合计); an empty cell counts as 0."""

    fields: tuple[str, ...]


class ShareOf(Value):
    """In percent: a project's figure of the sum of that field over the scope, or of another field of its own.

    占比 is ShareOf("total"), 财政拨款占总计的比例 is ShareOf("appropriation", "total").
    """

    field: str
    whole: str | None = None


class OfDepartment(Value):
    """A figure of the project's whole department, over its projects in scope: 项目数超过5个的部门, 没有成本指标的部门.

    count counts projects that meet `where`; sum, average, max and min take a term; share is the department's part of
    the sum over the scope or, of a ShareOf with a whole, its own sum in percent of that one.  What it is compared with
    is an amount, a range or an Aggregate (比教育局预算高的部门).
    """

    function: Function
    term: "str | CountOf | ShareOf | None" = None
    where: "Condition | None" = None


Term: TypeAlias = str | CountOf | TargetOf | ChangeOf | SumOf | ShareOf | OfDepartment  # a str: a key of fields.FIELDS


# --- conditions -------------------------------------------------------------------------------------------------


class Compare(Value):
    """A figure of the row against an operand: 预算超过100万, 指标数不少于8个.  An empty cell meets nothing."""

    term: Term
    op: Op
    operand: Operand


class Filled(Value):
    """A field holds something: money above 0 (有其他资金), other fields any text.  没有年度指标值 is Not(Filled)."""

    field: str


class Empty(Value):
    """A cell of the document is empty: no value, not 0."""

    field: str


class Named(Value):
    """The project bears one of these names, as published."""

    projects: tuple[str, ...]


class TextMatch(Value):
    """Text in one of the fields; letter case and width do not matter."""

    fields: tuple[str, ...]
    mode: Literal["contains", "equals"]
    text: str


class IndicatorKind(Value):
    """Indicator-level: filed, as published, under one of these kinds (sorted keys of fields.KINDS, level 1 or 2)."""

    kinds: tuple[str, ...]


class IndicatorNamed(Value):
    """Indicator-level: the indicator bears one of these names, as published."""

    indicators: tuple[str, ...]


class Target(Value):
    """Indicator-level: one of the quantities that the value states, in the operand's unit, meets the comparison."""

    which: Which
    op: Op
    operand: Operand


class Fault(Value):
    """Indicator-level: filed under a wrong level, cycle and annual value differ, states no quantity.

    Of a self-evaluation: the actual value meets its target, does not, or cannot be compared with it.
    """

    rule: Literal["misfiled", "cycle_differs", "no_quantity", "met", "unmet", "unjudged"]


class Exists(Value):
    """Project-level: some indicator of the project meets the condition."""

    indicators: "Condition"


class Presence(Value):
    """Of a row of grain "change": the name stands in both years, in the later (新增) or earlier (取消) alone."""

    years: Literal["both", "later", "earlier"]


class SharedName(Value):
    """Another department in scope has a project of the same name, or the same file has two of it."""


class Among(Value):
    """Project-level: holds one of these places among those in scope that meet `where` (最贵的三个项目的满意度)."""

    order: "Order"
    limit: "Limit"
    where: "Condition | None" = None


class And(Value):
    """All of the parts: two or more, none of them an And."""

    parts: tuple["Condition", ...]


class Or(Value):
    """Any of the parts: two or more, none of them an Or."""

    parts: tuple["Condition", ...]


class Not(Value):
    """The part does not hold."""

    part: "Condition"


Condition: TypeAlias = (
    Compare
    | Filled
    | Empty
    | Named
    | TextMatch
    | IndicatorKind
    | IndicatorNamed
    | Target
    | Fault
    | Exists
    | Presence
    | SharedName
    | Among
    | And
    | Or
    | Not
)


# --- what is shown ----------------------------------------------------------------------------------------------


class Column(Value):
    """One column of the rows (or of the groups: a key of `group`)."""

    term: Term


class Measure(Value):
    """A figure over the rows, or over the rows of each group.

    count counts rows; the others take a term.  share is in percent of the same sum (of `term`) or count (term None)
    over the projects of `base_scope` that meet `base`; of a term ShareOf with a whole it is in percent of the sum of
    that whole over the same rows.  rank is the competition rank of each row by the term, largest first.  spread is
    max − min.  With `per` the figure is over what each department sums up to, or has of projects (term None).
    """

    function: Function
    term: Term | None = None
    base: Condition | None = None
    base_scope: Scope | None = None
    per: Literal["department"] | None = None


class Difference(Value):
    """Two figures as one: 相差多少 (left minus right), 是…的几倍, 高百分之多少 (of the right one)."""

    left: Operand
    right: Operand
    part: "Part" = "difference"


Output: TypeAlias = Column | Measure | Difference


class Order(Value):
    """Sort by a term of the row or, with `group`, by a measure of the group."""

    by: Term | Measure
    descending: bool = True


class Limit(Value):
    """The rows of competition rank `first` … `first + count - 1`; ties at the end are shown too.

    With `per` ("department", "year") the ranks are those within each of them, and are of rows even where there is a
    group (各部门预算最高的项目, 各部门前三名合计), unless the order is by a Measure: 每年预算最高的部门.
    """

    count: int
    first: int = 1
    per: tuple[str, ...] = ()


class Query(Value):
    """What a question asks.  Outputs are never empty once a query is whole, except for grains "overview" and "help"."""

    scope: Scope = Scope()
    grain: Grain = "project"
    where: Condition | None = None
    outputs: tuple[Output, ...] = ()
    group: tuple[str, ...] = ()
    order: tuple[Order, ...] = ()
    limit: Limit | None = None


def ranks_rows_of_each(query: Query) -> bool:
    """Whether the first rows of each department or year are picked, before they are put together."""
    groups = bool(query.order) and isinstance(query.order[0].by, Measure)
    return query.limit is not None and bool(query.limit.per) and not (query.group and groups)


def tells_years_apart(query: Query) -> bool:
    """Whether each row, or each place, is of one year."""
    return "year" in (query.limit.per if query.limit is not None and query.limit.per else query.group)


def conjuncts(condition: Condition | None) -> tuple[Condition, ...]:
    """The conditions that hold at once: the parts of an And, a condition alone, none of None."""
    return condition.parts if isinstance(condition, And) else () if condition is None else (condition,)


@overload
def both(one: Condition, /, *more: Condition | None) -> Condition: ...
@overload
def both(one: Condition | None, other: Condition, /, *more: Condition | None) -> Condition: ...
@overload
def both(*parts: Condition | None) -> Condition | None: ...
def both(*parts: Condition | None) -> Condition | None:
    """Join conditions by and: None is no condition, nested Ands are flattened, a repeated part stands once."""
    flat: list[Condition] = []
    for part in parts:
        flat.extend(one for one in conjuncts(part) if one not in flat)
    return And(tuple(flat)) if len(flat) > 1 else flat[0] if flat else None


def either(*parts: Condition) -> Condition:
    """Join conditions by or: nested Ors are flattened, a repeated part stands once; at least one part."""
    flat: list[Condition] = []
    for part in parts:
        for one in part.parts if isinstance(part, Or) else (part,):
            if one not in flat:
                flat.append(one)
    return Or(tuple(flat)) if len(flat) > 1 else flat[0]
