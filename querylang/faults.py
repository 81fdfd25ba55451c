"""Rules for faults of the data: 归类不对, 为空, 没有量化, and printed totals that are not the sum of the rows."""

from querylang.fields import FIELDS, MONEY_FIELDS
from querylang.nodes import LINKS, Loose, Node, NoneOf, OfIndicator, join
from querylang.query import Condition, Empty, Exists, Fault, Filled, Not, both
from querylang.subjects import target_group

DIFFERING = frozenset({"aggregate.difference", "differ.total", "same.as"})
FAULTS: dict[str, Fault] = {
    rule: Fault(rule) for rule in ("misfiled", "cycle_differs", "no_quantity", "met", "unmet", "unjudged")
}


def join_faults(nodes: list[Node], plain: str) -> None:
    """归类不对的, 周期值和年度值不一致的, 年度指标值是空的, 没有数字的."""
    _join_columns_that_differ(nodes)
    _join_faults_of_columns(nodes)
    _join_named_faults(nodes)
    _join_cells(nodes)


def _join_named_faults(nodes: list[Node]) -> None:
    """归类不对, 没有量化; 满意度指标值不是数字: the kind and the fault are of one indicator."""
    i = 0
    while i < len(nodes):
        if nodes[i].kind == "fault" and nodes[i].name in FAULTS:
            fault = FAULTS[nodes[i].name]
            begin, indicators, which = target_group(nodes, i - 1, -1)
            if begin == i or which not in {None, "annual"}:
                begin, indicators = i, None
            join(nodes, begin, i, "cond", OfIndicator(both(indicators, fault)))
            i = begin
        i += 1


def _join_cells(nodes: list[Node]) -> None:
    """其他资金为空, 年度指标值不为空; 数量指标的年度指标值为空: the kind and the cell are of one indicator."""
    i = 1
    while i < len(nodes):
        if nodes[i - 1].label == "thing.year" and nodes[i].label == "fault.empty":
            join(nodes, i - 1, i, "cond", Empty("year"))  # 年度为空的项目: of a document without one
            continue
        field = field_of(nodes[i - 1])
        cell = None if field is None else _cell(nodes[i], field)
        if field is None or cell is None:
            i += 1
            continue
        begin, indicators = i - 1, None
        if FIELDS[field].grain == "indicator":
            begin, indicators, _ = target_group(nodes, i - 1, -1)
        join(nodes, begin, i, "cond", of_row(both(indicators, cell), field))
        i = begin + 1


def _cell(fault: Node, field: str) -> Condition | None:
    """What 为空 or 不为空 says of a cell; None for any other word, and for a number that is asked of a text."""
    if fault.label == "fault.empty":
        return Empty(field)
    if fault.label != "fault.filled":
        return None
    if field in MONEY_FIELDS:
        return Not(Empty(field))  # a printed 0 is no empty cell
    return None if fault.value == "figured" else Filled(field)  # 目标里有数字: that there is a text says less


def join_had_faults(nodes: list[Node], plain: str) -> None:
    """哪些项目有归类不对的指标, 有归类不对的指标的部门: what projects or departments have is said of them."""
    for i in range(len(nodes) - 2):
        has, fault, thing = nodes[i : i + 3]
        told = has.label in {"existence.has", "negation.without"} and thing.label == "thing.indicator"
        if told and isinstance(fault.value, OfIndicator) and _asks_for_owners(nodes, i):
            held = Exists(fault.value.condition)
            join(nodes, i, i + 2, "cond", held if has.label == "existence.has" else NoneOf(held))
            return


def _asks_for_owners(nodes: list[Node], i: int) -> bool:
    """Whether projects or departments are asked for right before or behind the three that say what they have."""
    behind = nodes[i + 3 :]
    if behind and behind[0].label == "thing.department":
        return True
    asked = i > 0 and (nodes[i - 1].label in {"thing.project", "thing.department"} or nodes[i - 1].value == "projects")
    return asked and all(node.label in {"logic.comma", "ask.list", "ask.yesno"} for node in behind)


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
        elif nodes[i].label == "fault.empty" and (i == 0 or field_of(nodes[i - 1]) is None):
            field = field_of(nodes[i + 1]) if i + 1 < len(nodes) and not nodes[i + 1].after_de else None
            if field is not None:
                join(nodes, i, i + 1, "cond", of_row(Empty(field), field))


def field_of(node: Node) -> str | None:
    """The field whose cell a word names; None for any other word."""
    if node.kind == "field":
        # the printed 合计 is of a document, not of a project; every row has its 来源 (内审用在哪里)
        return node.name if node.name in FIELDS and node.name != "origin" else None
    if node.kind == "which":
        return "cycle" if node.name == "cycle" else "annual"
    return None


def of_row(condition: Condition, field: str) -> Loose:
    """A condition on a cell, said of an indicator where the cell is one of an indicator's."""
    return OfIndicator(condition) if FIELDS[field].grain == "indicator" else condition


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
