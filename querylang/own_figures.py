"""Rules for two figures of one row: 其他资金比财政拨款多, 总计不等于财政拨款加其他资金, 年度值低于周期值.

Either side is a field of money or several added up; all that stands there has to be read, or nothing is.
"""

from querylang.comparators import SENSES
from querylang.comparison import Comparison
from querylang.describe_conditions import phrase
from querylang.failure import Refused
from querylang.fields import FIELDS, MONEY_FIELDS, SOURCES
from querylang.nodes import Loose, Node, OfIndicator, join
from querylang.query import Compare, Fault, Not, Op, OwnFigure, SumOf, Target, both
from querylang.subjects import target_group
from querylang.vocabulary import marker_words

MONEY = frozenset(MONEY_FIELDS)
MISMATCHES = frozenset(marker_words("mismatches"))
ADDED = frozenset({"aggregate.grand", "aggregate.sum", "aggregate.total"})  # 之和, 合计
JOINING = frozenset({"logic.with", "logic.comma"})
PARTS = "field.parts"  # 分项: all that a total is made up of
ASIDE = frozenset({"copula.is", "ask.yesno", "existence.whether"})  # 是不是比…多
OPS: dict[str, Op] = {said: op for said, op in SENSES.items() if op not in {"≈", "between"}}
MIRRORED: dict[Op, Op] = {">": "<", "<": ">", ">=": "<=", "<=": ">="}
OPPOSITE: dict[Op, Op] = {"=": "!=", "!=": "=", ">": "<=", "<=": ">", "<": ">=", ">=": "<"}
ROWS = frozenset({"project", "projects", "indicator", "reference"})  # of which rows is asked whether they are so
# What makes a comparison of two figures another one: 多多少, 多20%, 总计的一半.
MORE_SAID = frozenset({"comparison", "aggregate", "ask", "comparator", "more", "superlative", "field", "which"})


def join_own_figures(nodes: list[Node], plain: str) -> None:
    """Make a condition of two figures of a row, and of both columns of target values."""
    if sum(_is_figure(node) for node in nodes) < 2:
        return
    i = 1
    while i < len(nodes):
        node = nodes[i]
        compares = node.kind == "comparator" and not isinstance(node.value, Comparison)
        if compares or node.label in {"ask.than", "copula.is"}:
            i = _compared(nodes, i, plain)
        elif node.label in {"differ.total", "same.as"}:
            i = _alike(nodes, i, plain)
        i += 1


def _is_figure(node: Node) -> bool:
    return node.name in MONEY or node.label == PARTS or node.label in {"which.annual", "which.cycle"}


def _compared(nodes: list[Node], i: int, plain: str) -> int:
    """总计不等于财政拨款, 其他资金比财政拨款多: where the condition stands."""
    behind = i - 1
    while behind > 0 and nodes[behind].label in ASIDE:
        behind -= 1
    first, last = _run_before(nodes, behind), _run_behind(nodes, i + 1)
    sides = _side(nodes[first : behind + 1]), _side(nodes[i + 1 : last + 1])
    if sides[0] is None or sides[1] is None:
        return i
    asked = nodes[last + 1] if last + 1 < len(nodes) else None
    if nodes[i].label == "ask.than" and asked is not None and asked.value == "difference":
        nodes[i] = nodes[i]._replace(label="logic.with", value="with")  # 财政拨款比总计少多少
        return i
    op: Op | None = "=" if nodes[i].label == "copula.is" else OPS.get(str(nodes[i].value))
    if nodes[i].label == "ask.than":
        last += 1
        more = nodes[last] if last < len(nodes) else None
        if more is None or more.kind != "more" or more.after_de:
            return i
        op = ">" if more.name == "desc" else "<"
    return i if op is None else _join(nodes, (first, last), sides[0], op, sides[1], plain)


def _alike(nodes: list[Node], i: int, plain: str) -> int:
    """财政拨款和总计不一样, 总计与分项之和一致: where the condition stands."""
    last = i - 1
    while last > 0 and nodes[last].label in ASIDE:
        last -= 1
    first = _run_before(nodes, last)
    found = [
        (one, other)
        for k in range(first + 1, last)
        if nodes[k].label in JOINING
        and (one := _side(nodes[first:k])) is not None
        and (other := _side(nodes[k + 1 : last + 1])) is not None
    ]
    if len(found) != 1:
        return i
    _refuse_reckoning(found[0], plain[nodes[i].start : nodes[i].end])
    op: Op = "=" if nodes[i].label == "same.as" else "!="
    return _join(nodes, (first, i), found[0][0], op, found[0][1], plain)


def _refuse_reckoning(sides: tuple[str | SumOf, str | SumOf], said: str) -> None:
    """总计和财政拨款对不上: that one is not the other, or that a total is not what its parts come to."""
    if said in MISMATCHES and "total" in sides and any(one in SOURCES for one in sides):
        (part,) = (FIELDS[one].label for one in sides if isinstance(one, str) and one in SOURCES)
        offers = (f"总计不等于{part}的项目", "总计不等于各分项之和的项目")
        raise Refused("没有看出是这两个数不相等，还是各分项加起来和总计不相等", offers)


def _run_before(nodes: list[Node], last: int) -> int:
    """Where the figures that end at a place begin."""
    first = last
    while first > 0 and _belongs(nodes[first - 1]):
        first -= 1
    while first < last and nodes[first].label in JOINING:
        first += 1
    return first


def _run_behind(nodes: list[Node], first: int) -> int:
    """Where the figures that begin at a place end."""
    last = first
    while last + 1 < len(nodes) and _belongs(nodes[last + 1]):
        last += 1
    while last > first and nodes[last].label in JOINING:
        last -= 1
    return last


def _belongs(node: Node) -> bool:
    return _is_figure(node) or node.label in JOINING or node.label in ADDED


def _side(said: list[Node]) -> str | SumOf | None:
    """One figure, or several with 加 between them or 之和 behind them; None for anything else."""
    added = bool(said) and said[-1].label in ADDED
    figures = said[:-1] if added else said
    if [node.label for node in figures] == [PARTS]:
        return SumOf(SOURCES)
    names = [node.name for node in figures[::2]]
    links = figures[1::2]
    if not names or len(figures) % 2 == 0 or not all(_is_figure(node) for node in figures[::2]):
        return None
    if any(node.label not in JOINING for node in links):
        return None
    if len(names) == 1:
        return None if added else names[0]
    plus = all(node.value == "plus" for node in links)
    whole = (added or plus) and MONEY.issuperset(names) and len(set(names)) == len(names)
    return SumOf(tuple(names)) if whole else None


def _join(nodes: list[Node], span: tuple[int, int], one: str | SumOf, op: Op, other: str | SumOf, plain: str) -> int:
    """Put the condition in place of the words; returns where it stands, or the last of them where it cannot be."""
    first, last = span
    following = nodes[last + 1] if last + 1 < len(nodes) else None
    if following is not None and following.kind in MORE_SAID and not _asks_for_rows(following):
        return last
    condition = _condition(one, op, other)
    if condition is None:
        return last
    _refuse_all_of_them(nodes, condition, plain)
    if isinstance(condition, OfIndicator):
        begin, indicators, which = target_group(nodes, first - 1, -1)
        if which is None:  # 满意度指标的年度值低于周期值: the kind and the values are of one indicator
            first, condition = begin, OfIndicator(both(indicators, condition.condition))
    join(nodes, first, last, "cond", condition)
    return first


def _refuse_all_of_them(nodes: list[Node], condition: Loose, plain: str) -> None:
    """财政拨款和总计一样吗: of every project, or of the sums; 有没有…的项目 and 业务用房的…吗 are told by rows."""
    asked = any(node.label in {"ask.yesno", "existence.whether"} for node in nodes)
    rows = any(node.kind in ROWS or node.label == "thing.project" for node in nodes) or "有" in plain
    if asked and not rows and isinstance(condition, Compare):
        owner = next((plain[node.start : node.end] for node in nodes if node.kind == "department"), "")
        opposite = phrase(condition.replace(op=OPPOSITE[condition.op]))
        raise Refused("要看是不是都这样，请问哪些不是", (f"{owner}{opposite}的项目",))


def _asks_for_rows(node: Node) -> bool:
    """有哪些, 吗, 有几个 behind a condition."""
    return node.label in {"ask.which", "ask.list", "ask.yesno", "ask.what", "aggregate.count"}


def _condition(one: str | SumOf, op: Op, other: str | SumOf) -> Loose | None:
    """The condition, a sum on its right side; None for figures that are not of one sort, or the same one."""
    if isinstance(one, SumOf) and not isinstance(other, SumOf):
        one, other, op = other, one, MIRRORED.get(op, op)
    if isinstance(one, SumOf) or one == other:
        return None
    columns = {one, other} & {"annual", "cycle"}
    if len(columns) == 2 and isinstance(other, str):
        return _of_columns(one, op)
    return None if columns else Compare(one, op, OwnFigure(other))


def _of_columns(one: str, op: Op) -> Loose | None:
    """年度值低于周期值 compares what they state; 年度值不等于周期值 whether they are published alike."""
    if op in {"=", "!="}:
        differ = Fault("cycle_differs")
        return OfIndicator(differ if op == "!=" else Not(differ))
    return OfIndicator(Target("annual", op if one == "annual" else MIRRORED[op], OwnFigure("cycle")))
