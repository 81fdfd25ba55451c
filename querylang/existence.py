"""Rules for 有 and 没有: which indicators and which money a project has."""

from decimal import Decimal
from typing import cast

from querylang.comparison import Comparison
from querylang.failure import Refused
from querylang.faults import field_of, of_row
from querylang.fields import MONEY_FIELDS, SOURCES
from querylang.joined import Kinds, kinds_condition
from querylang.nodes import ANDS, EVERY, LINKS, AllOf, AnyOf, Loose, Node, NoneOf, OfIndicator, all_of, any_of, join
from querylang.query import (
    Amount,
    Compare,
    CountOf,
    Empty,
    Exists,
    Filled,
    IndicatorKind,
    IndicatorNamed,
    both,
    conjuncts,
)
from querylang.vocabulary import marker_characters
from querylang.words import Mention

FIGURES = frozenset({"comparison", "comparator", "superlative", "fault", "copula", "aggregate", "ask", "order", "top"})
ENDS = frozenset({"logic", "ask", "aggregate", "reference"})  # behind what is not there
HAS = frozenset({"existence.has", "negation.without"})
WRITES = marker_characters("leaves_empty")
ONLY = frozenset({"existence.only", "existence.only_from"})


def join_described(nodes: list[Node], plain: str) -> None:
    """目标值超过95%的满意度指标: before 的项目 or behind 有, what is said before a kind is of the same indicators.

    Apart they would be met by a project in which one indicator is above 95% and another one is of that kind.
    """
    for n in range(len(nodes) - 2, -1, -1):
        said, kinds = nodes[n].value, nodes[n + 1].value
        target = said.part if isinstance(said, NoneOf) else said  # 目标值不是100%的质量指标
        if not (isinstance(target, OfIndicator) and isinstance(kinds, Kinds) and nodes[n + 1].after_de):
            continue
        if any(isinstance(one, IndicatorKind) for one in conjuncts(target.condition)):
            continue  # 满意度超过95%的数量指标: no indicator is of two kinds
        behind = nodes[n + 2].label if n + 2 < len(nodes) else ""
        if behind != "thing.project" and (n == 0 or nodes[n - 1].label not in HAS):
            continue
        if len(kinds.items) > 1 and kinds.operator != "or":
            raise Refused("没有看出前面的条件说的是哪一类指标，请一类一类问")
        if isinstance(said, NoneOf) and n > 0 and nodes[n - 1].label in HAS:
            raise Refused("没有看出是有一个指标不是这样，还是没有一个指标是这样")  # 有目标值不是100%的质量指标
        described = OfIndicator(both(kinds_condition(kinds).condition, target.condition))
        join(nodes, n, n + 1, "cond", NoneOf(described) if isinstance(said, NoneOf) else described)


def join_existence(nodes: list[Node], plain: str) -> None:
    """有数量指标, 没有成本指标和时效指标, 有其他资金, 没有年度指标值, 3个以上数量指标."""
    for n in range(len(nodes) - 2, -1, -1):
        if nodes[n].label == "copula.is" and nodes[n + 1].name in SOURCES:
            _say_only(nodes, n, plain)
    i = 0
    while i < len(nodes):
        node = nodes[i]
        if isinstance(node.value, Kinds) and _second_set(nodes, i):
            join(nodes, i, i, "cond", all_of([Exists(item) for item in node.value.items]))
        if node.label in ONLY or node.label in {
            "existence.has",
            "existence.whether",
            "negation.without",
            "negation.together",
            "negation.not",
        }:
            _exist(nodes, i)
            if node.label == "negation.without" and plain[node.end - 1] in WRITES:
                _leave_empty(nodes, node)
        i += 1


def _leave_empty(nodes: list[Node], said: Node) -> None:
    """没填其他资金: the cell is empty; a printed 0 is none either, and yet it is written."""
    for n, node in enumerate(nodes):
        if node.start <= said.start < node.end and isinstance(node.value, NoneOf):
            inner = node.value.part
            parts = inner.parts if isinstance(inner, AnyOf | AllOf) else (inner,)
            money = [one.field if isinstance(one, Filled) and one.field in MONEY_FIELDS else None for one in parts]
            if any(money):
                lacked = [Empty(field) if field else NoneOf(one) for field, one in zip(money, parts, strict=True)]
                nodes[n] = node._replace(value=all_of(lacked))


def _say_only(nodes: list[Node], i: int, plain: str) -> None:
    """全部是财政拨款的项目, 都是财政拨款的: only money of that source; whether all are, the others tell."""
    first = i - 1 if i > 0 and nodes[i - 1].label == "ask.all" else i
    behind = nodes[i + 2] if i + 2 < len(nodes) else None
    if first == i and plain[nodes[i].start] not in EVERY:
        return
    if behind is None or behind.label in {"thing.project", "logic.comma", "aggregate.count", "ask.list"}:
        join(nodes, first, i, "existence.only_from", "only")
    elif behind.label == "ask.yesno":
        source = plain[nodes[i + 1].start : nodes[i + 1].end]
        raise Refused("要看是不是都这样，请问哪些不是", (f"不是只有{source}的项目的个数",))


def _only_from(nodes: list[Node], k: int) -> tuple[int, Loose] | None:
    """只有财政拨款, 只有财政拨款和其他资金: these sources, and none of the others; the last node and the condition."""
    last = k
    said: list[str] = []
    while last < len(nodes) and nodes[last].name in SOURCES and nodes[last].kind == "field":
        said.append(nodes[last].name)
        if last + 2 >= len(nodes) or nodes[last + 1].label not in {"logic.with", "logic.comma"}:
            break
        if nodes[last + 2].kind != "field" or nodes[last + 2].name not in SOURCES:
            break
        last += 2
    if not said:
        return None
    others: list[Loose] = [NoneOf(Filled(source)) for source in SOURCES if source not in said]
    return last, all_of([*(Filled(source) for source in said), *others])


def _second_set(nodes: list[Node], i: int) -> bool:
    """没有成本指标的项目和时效指标的项目: the projects of this kind, beside other projects."""
    labels = [node.label for node in nodes[max(0, i - 2) : i + 2]]
    return labels[:2] == ["thing.project", "logic.with"] and labels[3:] == ["thing.project"]


def _exist(nodes: list[Node], i: int) -> None:
    denied = nodes[i].kind == "negation"
    together = nodes[i].label == "negation.together"
    k = i + 1
    while k < len(nodes) and nodes[k].label in ANDS | {"existence.has"} and k == i + 1:
        k += 1
    if nodes[i].label == "negation.not" and k == i + 1:
        return
    if k >= len(nodes):
        _exist_before(nodes, i, denied)
        return
    node = nodes[k]
    loose: Loose | None = None
    last = k
    only = nodes[i].label in ONLY
    several = _only_from(nodes, k) if only else _several(nodes, k, denied=denied and not together)
    if several is not None:
        last, loose = several
    elif isinstance(node.value, Kinds) and not only:
        parts = [Exists(item) for item in node.value.items]
        every = together or (not denied and node.value.operator in {"and", "list"})
        loose = all_of(parts) if every else any_of(parts)
    elif node.label == "cond" and not (only and not _is_count(node.value)):
        loose = cast("Loose", node.value)  # which a node of that label holds
    elif node.label == "indicator" and isinstance(node.value, Mention) and not only:
        loose = OfIndicator(IndicatorNamed(node.value.names))
    elif node.label == "thing.year" and denied:
        loose = NoneOf(Empty("year"))  # 没写年度的
    elif (field := field_of(node)) is not None and not only:
        loose = of_row(Filled(field), field)
    if loose is None:
        _exist_before(nodes, i, denied)
        return
    of_money = only and several is not None and i > 0 and nodes[i - 1].label == "field.total"
    join(nodes, i - 1 if of_money else i, last, "cond", NoneOf(loose) if denied else loose)  # 资金全部来自财政拨款
    if not denied and i + 2 < len(nodes) and nodes[i + 1].label == "logic.or":
        other = nodes[i + 2].value
        if isinstance(other, Kinds):  # 有成本指标或时效指标和满意度指标
            join(nodes, i + 2, i + 2, "cond", all_of([Exists(item) for item in other.items]))


def _several(nodes: list[Node], k: int, *, denied: bool) -> tuple[int, Loose] | None:
    """没有成本指标和其他资金: 没有 governs both; None where no field of money is among several."""
    last = k
    links: set[str] = set()
    while last + 2 < len(nodes) and nodes[last + 1].label in LINKS and _held(nodes[last + 2]):
        if last + 3 < len(nodes) and nodes[last + 3].kind in FIGURES:
            break  # 没有其他资金，财政拨款超过100万
        links.add(nodes[last + 1].label)
        last += 2
    said = nodes[k : last + 1 : 2]
    if last == k or not _held(nodes[k]) or not any(node.name in MONEY_FIELDS for node in said):
        return None
    parts: list[Loose] = [part for node in said for part in _held(node)]
    return last, any_of(parts) if denied or "logic.or" in links else all_of(parts)


def _held(node: Node) -> tuple[Loose, ...]:
    """What a project has: a field of money, indicators of some kinds; empty for anything else."""
    if node.name in MONEY_FIELDS:
        return (Filled(node.name),)
    return tuple(Exists(item) for item in node.value.items) if isinstance(node.value, Kinds) else ()


def _is_count(value: object) -> bool:
    """Whether a condition compares a number of indicators: 只有5个指标."""
    return isinstance(value, Compare) and isinstance(value.term, CountOf)


def _exist_before(nodes: list[Node], i: int, denied: bool) -> None:
    """时效指标和经济效益指标都没有的项目, 一个效益指标都没有: what there is none of stands before."""
    behind = nodes[i + 1] if i + 1 < len(nodes) else None
    if i > 0 and nodes[i].label == "existence.has" and behind is not None:
        _have_before(nodes, i, behind)
    if i == 0 or not denied or nodes[i].label != "negation.without":
        return
    if behind is not None and not behind.after_de:
        glued = behind.kind == "thing" and behind.start == nodes[i].end
        if glued or behind.label == "aggregate.share":
            return  # 满意度指标缺资料, 质量指标没写百分比: there is none of what stands behind
    kinds = nodes[i - 1].value
    field = field_of(nodes[i - 1])
    if field is not None and (behind is None or behind.after_de or behind.kind in ENDS):
        join(nodes, i - 1, i, "cond", NoneOf(of_row(Filled(field), field)))
        return  # 其他资金没填的项目
    if (
        isinstance(kinds, Compare)
        and isinstance(kinds.term, CountOf)
        and kinds.op == "="
        and kinds.operand == Amount(Decimal(1), "个")
    ):
        join(
            nodes,
            i - 1,
            i,
            "cond",
            NoneOf(OfIndicator(kinds.term.indicators)) if kinds.term.indicators else NoneOf(kinds),
        )
        return  # 一个效益指标都没有
    if not isinstance(kinds, Kinds):
        return
    first = i - 1
    one = nodes[first - 1].value if first > 0 else None
    if isinstance(one, Comparison) and one.bare and one.number == 1:
        first -= 1
    join(nodes, first, i, "cond", NoneOf(any_of([Exists(item) for item in kinds.items])))


def _have_before(nodes: list[Node], i: int, behind: Node) -> None:
    """其他资金有的项目; 满意度没有，成本有的有几个: what there is stands before, said of projects or in two clauses."""
    field, kinds = field_of(nodes[i - 1]), nodes[i - 1].value
    denied = i > 2 and nodes[i - 2].label == "logic.comma" and isinstance(nodes[i - 3].value, NoneOf)
    if not behind.after_de or not (denied or behind.label == "thing.project"):
        return
    if field is not None:
        join(nodes, i - 1, i, "cond", of_row(Filled(field), field))
    elif isinstance(kinds, Kinds):
        join(nodes, i - 1, i, "cond", all_of([Exists(item) for item in kinds.items]))


def join_counts(nodes: list[Node], plain: str) -> None:
    """数量指标的指标数: how many indicators of a kind a project has."""
    i = 0
    while i + 1 < len(nodes):
        kinds = nodes[i].value
        if isinstance(kinds, Kinds) and nodes[i + 1].label == "field.indicator_count":
            join(nodes, i, i + 1, "count_of", CountOf(kinds_condition(kinds).condition))
        i += 1
