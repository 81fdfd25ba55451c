"""Rules for 有 and 没有, and for faults of the data: 归类不对, 为空, 没有量化."""

from decimal import Decimal
from typing import cast

from querylang.comparison import Comparison
from querylang.failure import Refused
from querylang.fields import FIELDS, MONEY_FIELDS
from querylang.joined import Kinds, kinds_condition
from querylang.nodes import ANDS, EVERY, LINKS, Loose, Node, NoneOf, OfIndicator, all_of, any_of, join
from querylang.query import Amount, Compare, Condition, CountOf, Empty, Exists, Fault, Filled, IndicatorNamed, Not, both
from querylang.subjects import target_group
from querylang.words import Mention

FIGURES = frozenset({"comparison", "comparator", "superlative", "fault", "copula", "aggregate", "ask", "order", "top"})
SOURCES = ("appropriation", "special_account", "other_funds")  # of which a total is made up
DIFFERING = frozenset({"aggregate.difference", "differ.total", "same.as"})
FAULTS: dict[str, Fault] = {
    rule: Fault(rule) for rule in ("misfiled", "cycle_differs", "no_quantity", "met", "unmet", "unjudged")
}


def join_faults(nodes: list[Node], plain: str) -> None:
    """归类不对的, 周期值和年度值不一致的, 年度指标值是空的, 没有数字的."""
    _join_columns_that_differ(nodes)
    _join_faults_of_columns(nodes)
    i = 0
    while i < len(nodes):
        if nodes[i].kind == "fault" and nodes[i].name in FAULTS:
            fault: Condition = FAULTS[nodes[i].name]
            begin, indicators, which = target_group(nodes, i - 1, -1)
            if begin < i and which in {None, "annual"}:
                # 满意度指标值不是数字的: the kind and the fault are of one indicator
                join(nodes, begin, i, "cond", OfIndicator(both(indicators, fault)))
                i = begin
            else:
                join(nodes, i, i, "cond", OfIndicator(fault))
        i += 1
    i = 1
    while i < len(nodes):
        if nodes[i].label == "fault.filled":
            field = _field_of(nodes[i - 1])
            figure = nodes[i].value == "figured"  # 目标里有数字: that there is a text says less
            if field is not None and (field in MONEY_FIELDS or not figure):
                filled = Not(Empty(field)) if field in MONEY_FIELDS else Filled(field)  # a printed 0 is no empty cell
                indicator = field in {"cycle", "annual", "actual", "score"}
                join(nodes, i - 1, i, "cond", OfIndicator(filled) if indicator else filled)
                continue
        if nodes[i].label == "fault.empty":
            field = _field_of(nodes[i - 1])
            if field is not None:
                join(nodes, i - 1, i, "cond", _empty(field))
                continue
        i += 1


def join_had_faults(nodes: list[Node], plain: str) -> None:
    """哪些项目有归类不对的指标: projects are asked for, and what they have is said of them."""
    for i in range(1, len(nodes) - 2):
        has, fault, thing = nodes[i : i + 3]
        asked = nodes[i - 1].label == "thing.project" or nodes[i - 1].value == "projects"
        told = has.label in {"existence.has", "negation.without"} and thing.label == "thing.indicator"
        further = [node.label for node in nodes[i + 3 :] if node.label not in {"logic.comma", "ask.list", "ask.yesno"}]
        if asked and told and not further and isinstance(fault.value, OfIndicator):
            held = Exists(fault.value.condition)
            join(nodes, i, i + 2, "cond", held if has.label == "existence.has" else NoneOf(held))
            return


def _join_columns_that_differ(nodes: list[Node]) -> None:
    """周期值和年度值不一样: both columns of target values, and that they differ."""
    i = 0
    while i + 3 < len(nodes):
        one, link, other, differ = nodes[i : i + 4]
        both_columns = one.kind == other.kind == "which" and {one.name, other.name} == {"annual", "cycle"}
        if both_columns and link.label in LINKS and differ.label == "differ.total":
            join(nodes, i, i + 3, "fault.cycle_differs", "cycle_differs")
        i += 1


def _join_faults_of_columns(nodes: list[Node]) -> None:
    """一级二级归类不对: both levels only say what is wrong; 没有填年度指标值: the column stands behind."""
    i = len(nodes)
    while i > 0:
        i -= 1
        if nodes[i].label == "fault.misfiled":
            first = i - 1
            while first >= 0 and nodes[first].label in {"thing.level1", "thing.level2", *LINKS}:
                first -= 1
            if {"thing.level1", "thing.level2"} <= {node.label for node in nodes[first + 1 : i]}:
                if nodes[first + 1].label in LINKS:
                    first += 1
                join(nodes, first + 1, i, "fault.misfiled", nodes[i].value)
                i = first + 1
        elif nodes[i].label == "fault.empty" and (i == 0 or _field_of(nodes[i - 1]) is None):
            field = _field_of(nodes[i + 1]) if i + 1 < len(nodes) and not nodes[i + 1].after_de else None
            if field is not None:
                join(nodes, i, i + 1, "cond", _empty(field))


def _field_of(node: Node) -> str | None:
    if node.kind == "field":
        # the printed 合计 is of a document, not of a project; every row has its 来源 (内审用在哪里)
        return node.name if node.name in FIELDS and node.name != "origin" else None
    if node.kind == "which":
        return "cycle" if node.name == "cycle" else "annual"
    return None


def _empty(field: str) -> Loose:
    return OfIndicator(Empty(field)) if field in {"cycle", "annual", "actual", "score"} else Empty(field)


def join_totals(nodes: list[Node], plain: str) -> None:
    """印的合计和各项目之和对不上, 合计和项目之和差多少: the printed total against the sum of the rows."""
    i = 0
    while i < len(nodes):
        if nodes[i].label == "field.printed_total" and i > 0 and nodes[i - 1].kind == "field":
            nodes[i] = nodes[i]._replace(label="aggregate.sum", value="sum")  # 其他资金合计数
        printed = nodes[i].label in {"field.printed_total", "aggregate.sum"}
        linked = i + 2 < len(nodes) and nodes[i + 1].label in LINKS | {"ask.than"}
        k = _sum_of_rows(nodes, i + 2) if printed and linked else 0
        if k and k < len(nodes) and nodes[k].label in DIFFERING:
            join(nodes, i, k, "fault.total_differs", "total_differs")
        k = _sum_of_rows(nodes, i)
        labels = [node.label for node in nodes[k : k + 3]] if k else []
        if (
            labels[:1] in (["logic.with"], ["ask.than"])
            and labels[1:2] == ["field.printed_total"]
            and labels[2:]
            and labels[2] in DIFFERING
        ):
            join(nodes, i, k + 2, "fault.total_differs", "total_differs")  # 各项目之和与印的合计差多少
        i += 1


def _sum_of_rows(nodes: list[Node], i: int) -> int:
    """Where 各项目之和 or 明细 that begins at a place ends; 0 when none does."""
    k = i
    if k < len(nodes) and nodes[k].label == "aggregate.grand":
        return k + 1  # 和实际加总差多少
    if k < len(nodes) and nodes[k].value == "rows":
        return k + 2 if k + 1 < len(nodes) and nodes[k + 1].label == "aggregate.grand" else k + 1
    while k < len(nodes) and nodes[k].label in {"group.each", "thing.project", "ask.all", "field.total"}:
        k += 1
    return k + 1 if k > i and k < len(nodes) and nodes[k].label == "aggregate.grand" else 0


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
        if node.label in {
            "existence.has",
            "existence.only",
            "existence.whether",
            "negation.without",
            "negation.together",
            "negation.not",
        }:
            _exist(nodes, i)
        i += 1


def _say_only(nodes: list[Node], i: int, plain: str) -> None:
    """全部是财政拨款的项目, 都是财政拨款的: only money of that source; whether all are, the others tell."""
    first = i - 1 if i > 0 and nodes[i - 1].label == "ask.all" else i
    behind = nodes[i + 2] if i + 2 < len(nodes) else None
    if first == i and plain[nodes[i].start] not in EVERY:
        return
    if behind is None or behind.label in {"thing.project", "logic.comma", "aggregate.count", "ask.list"}:
        join(nodes, first, i, "existence.only", "only")
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
    only = nodes[i].label == "existence.only"
    several = _only_from(nodes, k) if only else _several(nodes, k, denied=denied and not together)
    if several is not None:
        last, loose = several
    elif isinstance(node.value, Kinds) and not only:
        parts = [Exists(item) for item in node.value.items]
        every = together or (not denied and node.value.operator in {"and", "list"})
        loose = all_of(parts) if every else any_of(parts)
    elif node.label == "cond" and not (only and not _is_count(node.value)):
        loose = cast("Loose", node.value)  # which a node of that label holds
    elif node.label == "indicator" and isinstance(node.value, Mention):
        loose = OfIndicator(IndicatorNamed(node.value.names))
    elif node.label == "thing.year" and denied:
        loose = NoneOf(Empty("year"))  # 没写年度的
    elif (field := _field_of(node)) is not None and not only:
        loose = OfIndicator(Filled(field)) if field in {"cycle", "annual", "actual", "score"} else Filled(field)
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
    if i == 0 or not denied or nodes[i].label != "negation.without":
        return
    behind = nodes[i + 1] if i + 1 < len(nodes) else None
    if behind is not None and behind.kind == "thing" and behind.start == nodes[i].end and not behind.after_de:
        return  # 满意度指标缺资料: there is none of what stands behind
    kinds = nodes[i - 1].value
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


def join_counts(nodes: list[Node], plain: str) -> None:
    """数量指标的指标数: how many indicators of a kind a project has."""
    i = 0
    while i + 1 < len(nodes):
        kinds = nodes[i].value
        if isinstance(kinds, Kinds) and nodes[i + 1].label == "field.indicator_count":
            join(nodes, i, i + 1, "count_of", CountOf(kinds_condition(kinds).condition))
        i += 1
