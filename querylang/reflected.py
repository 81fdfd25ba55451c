"""The last guard: everything that was said has to show in the query, whatever shape was chosen.

A shape that overlooks something it was given would answer a broader question in silence.  Here the query is walked
once and each slot is looked for; what is missing is named.
"""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from querylang.fields import FIELDS, MONEY_FIELDS
from querylang.nodes import AllOf, NoneOf, Topic
from querylang.parts import Parts
from querylang.query import (
    Aggregate,
    Among,
    Amount,
    Column,
    Compare,
    CountOf,
    Difference,
    Empty,
    Fault,
    FieldOf,
    Filled,
    IndicatorKind,
    IndicatorNamed,
    Measure,
    Named,
    OfDepartment,
    Order,
    OwnFigure,
    Placed,
    Query,
    Range,
    Scope,
    SharedName,
    ShareOf,
    Target,
    TargetOf,
    Term,
    TextMatch,
)
from querylang.slots import Slots
from querylang.value import Value

MONEY = frozenset(MONEY_FIELDS)
ABOUT = frozenset({"help", "document", "overview"})  # grains of questions about the data as a whole


def walk(value: object) -> list[Value]:
    """Every value object inside a value, itself included and first."""
    found: list[Value] = []
    _gather(value, found)
    return found


def _gather(value: object, found: list[Value]) -> None:
    """As `walk`; each question walks some dozen values, and generators inside one another take twice as long."""
    if isinstance(value, Value):
        found.append(value)
        inner: Iterable[object] = map(value.__dict__.__getitem__, value._fields)
    elif isinstance(value, tuple):
        inner = value
    else:
        return
    for one in inner:
        if one and one.__class__ is not str:  # most fields hold nothing, or a word
            _gather(one, found)


_AnyValue = TypeVar("_AnyValue", bound=Value)


class _Walked:
    """Every value object inside a value, and by its class: each of a dozen looks is for one or two classes."""

    def __init__(self, value: object) -> None:
        self.all = walk(value)
        self._by_class: dict[type[Value], list[Value]] = {}
        for one in self.all:
            self._by_class.setdefault(type(one), []).append(one)
        self.terms = _terms(self.all)

    def of(self, sort: type[_AnyValue]) -> "list[_AnyValue]":
        """Those of a class."""
        return [one for one in self._by_class.get(sort, ()) if isinstance(one, sort)]

    def __contains__(self, value: object) -> bool:
        return isinstance(value, Value) and value in self._by_class.get(type(value), ())


def missing(parts: Parts, query: Query) -> tuple[str, ...]:
    """What was said and does not show in the query, in Chinese; empty when all is there."""
    said, values = _Walked(parts.loose), _Walked(query)
    counts = bool(values.of(CountOf)) or any(one.function == "count" for one in values.of(Aggregate))
    counts = counts or any(
        one.function == "count" or (one.per is not None and one.term is None) for one in values.of(Measure)
    )
    lost = (
        *_lost_names(said, values),
        *_lost_conditions(said, values),
        *_lost_selection(parts, values),
        *_lost_fields(parts, query, values.terms, counts),
        *_lost_shape(parts, query, said, values),
        *_lost_aggregates(parts, values, counts),
        *_lost_things(parts, query, values.terms),
    )
    return tuple(dict.fromkeys(lost))


def _lost_names(said: _Walked, values: _Walked) -> Iterator[str]:
    """免费文旅局比农业农村局少多少钱: a project that is named, and neither a condition nor a side of a comparison."""
    named = {name for one in said.of(Named) for name in one.projects}
    found = {name for one in values.of(Named) for name in one.projects}
    if not named <= found | {one.project for one in values.of(FieldOf)}:
        yield "项目"


def _lost_conditions(said: _Walked, values: _Walked) -> Iterator[str]:
    """文旅局比农业农村局民生类少多少钱: a text, a figure or an empty cell that narrows what two sums are of."""
    texts = {one.text for one in values.of(TextMatch)}
    figures = [one.operand for one in values.of(Compare)]  # of departments, their sums are compared
    sorts = {type(one) for one in figures}  # 高于平均值的部门: the average of departments, not of projects
    for one in said.all:
        match one:
            case Topic(text=text):
                lost = text not in texts
            case Compare(operand=Amount() | Range() as figure):
                lost = figure not in figures
            case Compare(operand=worked_out):
                lost = type(worked_out) not in sorts
            case Empty() | Fault() | Filled() | SharedName() | Target() | TextMatch():
                lost = one not in values
            case _:
                lost = False
        if lost:
            yield "条件"


def _lost_selection(parts: Parts, values: _Walked) -> Iterator[str]:
    slots = parts.slots
    said = [one for one in walk(slots.kinds.items) if isinstance(one, IndicatorKind)] if slots.kinds else []
    if any(kind not in values for kind in said):
        yield "指标类别"
    if slots.indicators and IndicatorNamed(slots.indicators) not in values:
        yield "指标名称"
    if any(not values.terms & ({"annual", "cycle"} if which == "both" else {which}) for which in slots.which):
        yield "指标值"
    if slots.counted is not None and slots.counted not in values and slots.counted.indicators not in values:
        yield "指标数"


def _lost_fields(parts: Parts, query: Query, terms: set[object], counts: bool) -> Iterator[str]:
    for field in parts.slots.fields:
        general = query.grain in {"document", "overview"} and field == "total"
        if field not in terms and not general and not (field == "indicator_count" and counts):
            yield _FIELD_WORDS.get(field, field)
    if (
        parts.slots.names
        and not parts.slots.asks
        and "count" not in parts.slots.aggregates
        and not _named_rows(parts, query)
    ):
        yield "名称"


def _named_rows(parts: Parts, query: Query) -> bool:
    """预算最多的项目名称: each row of projects says its name; not 工伤认定的名称, 部门名称."""
    narrowed = parts.slots.top is not None or parts.loose is not None
    return (
        narrowed
        and parts.projects is None
        and set(parts.slots.things) == {"project"}
        and Column("project") in query.outputs
    )


def _lost_shape(parts: Parts, query: Query, said: _Walked, values: _Walked) -> Iterator[str]:
    slots = parts.slots
    limited = query.limit is not None or bool(values.of(Among))
    picked_lost = any(one not in values for one in said.of(Among))
    if (slots.top is not None and not limited and not _picks_ends(values)) or picked_lost:
        yield "名次"
    if slots.share_whole and not any(set(one.departments) == set(slots.share_whole) for one in values.of(Scope)):
        yield "占比的整体"
    parts_of = {one.part for one in values.of(Difference)}
    if (slots.ends is not None and not parts_of) or slots.ratio not in {"difference", *parts_of}:
        yield "相差"
    if slots.top is not None and not _shows_rank(slots.top.term, query, values):
        yield FIELDS[slots.top.term].label if isinstance(slots.top.term, str) else "名次"
    if slots.order is not None and (not query.order or not _shows_order(slots, values)):
        yield "排序"
    sums = len(parts.money) > 1 and len(query.outputs) == len(parts.money)  # 财政拨款和其他资金各多少
    if slots.each and not sums and not any(isinstance(output, Column) for output in query.outputs):
        yield "各、分别"
    grouped = query.group or (query.limit.per if query.limit is not None else ())
    if slots.group and not grouped and "project" not in slots.group:
        yield "分组"
    if any(ask.startswith("more_") for ask in slots.asks) and (not query.order or slots.top or slots.order):
        yield "多、少、高、低"


def _shows_rank(term: Term | None, query: Query, values: _Walked) -> bool:
    """Whether what the first ones are first by is in the query: 哪个部门平均满意度最高 is of no money."""
    if isinstance(term, str):
        return term not in FIELDS or term in values.terms
    if isinstance(term, TargetOf):
        return bool(values.of(TargetOf))
    if not isinstance(term, CountOf) or term in values:
        return True
    counts = any(one.function == "count" for one in values.of(Measure)) and query.grain == "indicator"
    return counts and (term.indicators is None or term.indicators in values)


def _shows_order(slots: Slots, values: _Walked) -> bool:
    """Whether what rows were to be ordered by is among what the query speaks of."""
    by = slots.order.by if slots.order is not None and slots.order_said else None
    if isinstance(by, CountOf):
        return by in values or by.indicators is None or by.indicators in values
    return not isinstance(by, str) or by == "project_count" or by in values.terms


def _lost_things(parts: Parts, query: Query, terms: set[object]) -> Iterator[str]:
    slots = parts.slots
    counted = "unit" in slots.asks and query.grain != "indicator"
    if counted and not any(isinstance(one, Target) for one in walk(query.where)):
        yield "以人、次、卷等计的数"
    compared = slots.top is not None or any(ask.startswith("more_") for ask in slots.asks)
    if "who" in slots.asks and not compared and (parts.projects is not None or _only_names(parts.loose)):
        yield "谁"  # 内审的钱给谁, 谁定指标; not 内审和车辆购置谁高, 谁超过100万
    if "kind" in slots.asks or ("kind" in slots.things and not {"level1", "level2"} & {*terms, *query.group}):
        yield "哪一类"
    several = query.scope.every_year or len(query.scope.years) > 1
    ranked = parts.projects is not None or slots.top is not None  # not 城管局的预算是哪一年的, which the scope says
    if slots.asks_year and ranked and not (several or query.grain in ABOUT or "year" in {*terms, *query.group}):
        yield "哪年"
    if slots.meta and query.grain not in ABOUT:
        yield "关于数据本身的问法"
    if any(fault != "total_differs" for fault in slots.faults) or (slots.faults and query.grain != "document"):
        yield "数据质量的问法"
    if query.grain not in ABOUT:
        if parts.last_thing == "document":
            yield "文件"
        for thing in ("department", "year", "level1", "level2"):
            if thing in slots.things and thing not in terms and thing not in query.group:
                yield _FIELD_WORDS[thing]


def _only_names(loose: object) -> bool:
    """Whether no condition is said but names: 机房谁在维护; not 100万以上的还有谁, 除了内审还有谁."""
    within = walk(loose)
    return not any(isinstance(one, NoneOf) for one in within) and all(isinstance(one, Named | AllOf) for one in within)


_FIELD_WORDS = {
    "department": "部门",
    "year": "年度",
    "level1": "一级指标",
    "level2": "二级指标",
    "goal": "绩效目标",
    "origin": "来源",
    "score": "得分",
    "actual": "实际完成值",
    "executed": "执行数",
    "execution_rate": "执行率",
    "project_score": "自评得分",
    "printed_total": "印刷合计",
    "total": "总计",
    "appropriation": "财政拨款",
    "special_account": "财政专户拨款",
    "other_funds": "其他资金",
    "indicator_count": "指标数",
}


# Where a value object names what it is of.
_TERMS: dict[type[Value], str] = {
    **dict.fromkeys((Column, Compare, Measure), "term"),
    **dict.fromkeys((FieldOf, Placed, Aggregate, Empty, Filled, ShareOf), "field"),
    **dict.fromkeys((Target, TargetOf), "which"),
    OwnFigure: "term",
    Order: "by",
}


def _terms(values: list[Value]) -> set[object]:
    terms: set[object] = set()
    for one in values:
        own = _TERMS.get(type(one))
        if own is not None:
            terms.add(one.__dict__[own])
        if isinstance(one, Measure | Aggregate | Placed) and one.per is not None:
            terms.add(one.per)
        elif isinstance(one, OfDepartment):
            terms.add("department")
        elif isinstance(one, ShareOf):
            terms.add(one.whole or one.field)
        elif isinstance(one, TextMatch):
            terms.update(one.fields)
    return terms


def _picks_ends(values: _Walked) -> bool:
    return any(one.function in {"spread", "max", "min"} for one in values.of(Measure)) or any(
        one.function in {"max", "min"} for one in values.of(Aggregate)
    )


def _lost_aggregates(parts: Parts, values: _Walked, counts: bool) -> list[str]:
    if not parts.slots.aggregates:
        return []
    functions: set[str] = {one.function for one in values.of(Measure)}
    functions |= {one.function for one in values.of(Aggregate)}
    differs = bool(values.of(Difference)) or "spread" in functions
    document = any(one.term in {"sum", "sum_difference", "printed_total"} for one in values.of(Column))
    single = parts.projects is not None and len(parts.projects.sides) == 1
    money = bool(MONEY & values.terms)
    shared = functions - {"share"} if parts.slots.beside_share else functions  # a figure beside it is asked for too
    lost = []
    for name in parts.slots.aggregates:
        reflected = {
            "total": money or not (single and "department" in parts.slots.things),
            "per_department": any(one.per for one in values.of(Measure)),
            "sum": bool({"sum", "share"} & shared) or differs or document or (single and money),
            "count": counts or "share" in shared,
            "difference": differs or document,
        }.get(name, name in functions)
        if not reflected:
            lost.append("汇总")
    return lost
