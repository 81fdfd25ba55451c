"""Rules for comparisons with something else: 比业务用房经费高, 高于平均值, 和X一样多."""

from querylang.amounts import PERCENT
from querylang.comparators import SENSES
from querylang.fields import MONEY_FIELDS
from querylang.joined import Kinds, OtherDepartment, Projects, kinds_condition
from querylang.named import NamedTuple
from querylang.nodes import ANDS, Node, all_of, join
from querylang.owners import refuse_vague_side
from querylang.query import Aggregate, Compare, CountOf, FieldOf, IndicatorNamed, Operand, Scope, TargetOf, Term
from querylang.subjects import target_group

INDICATORS = "indicator_count"
COMPARED = frozenset({*MONEY_FIELDS, INDICATORS})
AVERAGES = frozenset({"aggregate.average", "aggregate.median"})
NOT_MONEY = frozenset({"field", "kinds", "which", "indicator", "thing", "count_of", "aggregate"})
NUMBERS = frozenset({"field.indicator_count", "aggregate.count"})  # 指标数, 个数
ASKING = frozenset({"ask.yesno", "copula.is"})
COUNTING, RANKING = frozenset("多少"), frozenset("高低大小贵便宜超")
OPS = {said: op for said, op in SENSES.items() if op not in {"≈", "between"}}  # with a figure of the tables


def join_than(nodes: list[Node], plain: str) -> None:
    """比业务用房经费高, 高于平均值, 超过业务用房经费: the other side is a project or an average."""
    i = 0
    while i < len(nodes):
        if nodes[i].label == "ask.than" or nodes[i].kind == "comparator":
            _than(nodes, i, plain)
        elif nodes[i].label in ANDS and i + 2 < len(nodes):
            _same_as(nodes, i, plain)
        elif nodes[i].label in AVERAGES and i + 1 < len(nodes) and nodes[i + 1].kind == "bound":
            i = _beyond_average(nodes, i)
        i += 1


def _same_as(nodes: list[Node], i: int, plain: str) -> None:
    """预算和综合档案整理工作经费一样多的项目, 和业务用房指标数一样的项目."""
    projects = nodes[i + 1].value
    if not isinstance(projects, Projects) or len(projects.names) != 1:
        return
    last = next((k for k in range(i + 2, len(nodes)) if nodes[k].kind == "same"), None)
    if last is None:
        return
    counts = _counts(nodes[last], plain)
    before, behind = figure_before(nodes, i, counts, plain), figure_behind(nodes, i + 2, counts, plain)
    if before is None or behind is None or behind.edge != last:
        return
    terms = {said.term for said in (before, behind) if said.term is not None} or {"total"}
    if len(terms) == 1:
        term = terms.pop()
        join(nodes, before.edge, last, "cond", Compare(_compared(term), "=", FieldOf(term, projects.names[0])))


class _Figure(NamedTuple):
    """What is said to be compared, None where nothing is said, and where it begins or where what follows it begins."""

    edge: int
    term: Term | None


def figure_before(nodes: list[Node], i: int, counts: bool | None, plain: str) -> _Figure | None:
    """The figure right before 比 or 和; None where what stands there is no figure of a project."""
    k = i
    while k > 0 and nodes[k - 1].label in ASKING:
        k -= 1  # 满意度是不是比X高
    found = _figure_at(nodes, k - 1, -1, counts, plain)
    if found is not None and found.term is None:
        said = k - 1 if counts is False and k > 0 and nodes[k - 1].label == "thing.project" else k  # 哪些项目比X贵
        blocked = said > 0 and nodes[said - 1].kind in NOT_MONEY
        return None if blocked else _Figure(i, None)
    return found


def figure_behind(nodes: list[Node], k: int, counts: bool | None, plain: str) -> _Figure | None:
    """The figure right behind the project that is compared with."""
    found = _figure_at(nodes, k, 1, counts, plain)
    return None if found is None else found._replace(edge=found.edge + 1)


def _figure_at(nodes: list[Node], k: int, step: int, counts: bool | None, plain: str) -> _Figure | None:
    """The figure that ends (step -1) or begins (step 1) at a place; None for indicators that are no figure so.

    How many indicators of a kind there are is compared by 多 and 少, what they state by 高 and 低.
    """
    nothing = _Figure(k - step, None)
    if not 0 <= k < len(nodes):
        return nothing
    last = k + 1 if step > 0 else k  # 时效指标数 is said in this order on either side
    number = nodes[last] if 0 <= last < len(nodes) and nodes[last].label in NUMBERS else None
    if number is not None and last > 0 and isinstance(nodes[last - 1].value, Kinds):
        return _Figure(last if step > 0 else k - 1, CountOf(kinds_condition(nodes[last - 1].value).condition))
    if number is not None and last > 0 and nodes[last - 1].label == "thing.indicator":
        return _Figure(last if step > 0 else k - 1, INDICATORS)
    if nodes[k].kind == "field" and nodes[k].name in COMPARED:
        return _Figure(k, nodes[k].name)
    if nodes[k].label == "thing.indicator":
        return _Figure(k, INDICATORS) if counts else None
    edge, indicators, which = target_group(nodes, k, step)
    if indicators is None:
        return nothing if which is None else None
    if counts is None:
        return None
    if counts:
        countable = which is None and "指标" in plain[nodes[k].start : nodes[k].end]
        return _Figure(edge, CountOf(indicators)) if countable else None
    unit = None if isinstance(indicators, IndicatorNamed) else PERCENT
    return _Figure(edge, TargetOf(indicators, which or "annual", unit, "max"))


def _counts(more: Node, plain: str) -> bool | None:
    """Whether 多, 少 and 一样多 compare numbers of things, as 高 and 低 do not; None for 一样, which does not say."""
    said = plain[more.start : more.end]
    return True if set(said) & COUNTING else False if set(said) & RANKING else None


def _compared(term: Term) -> Term:
    return CountOf(None) if term == INDICATORS else term


def _beyond_average(nodes: list[Node], i: int) -> int:
    """中位数以上, 预算在平均值以下的: of money alone; returns the index of the joined node."""
    field = nodes[i - 1] if i > 0 and nodes[i - 1].kind in NOT_MONEY | {"projects"} else None
    if (field is not None and field.name not in MONEY_FIELDS) or nodes[i + 1].after_de:
        return i
    term = field.name if field is not None else "total"
    op = OPS.get(str(nodes[i + 1].value))
    if op is None:
        return i
    first = i if field is None else i - 1
    average = Aggregate("median" if nodes[i].label == "aggregate.median" else "average", term)
    join(nodes, first, i + 1, "cond", Compare(term, op, average))
    return first


class _Other(NamedTuple):
    """The other side of a comparison: projects or an average, and where it ends."""

    names: tuple[str, ...]
    average: str | None
    end: int
    department: str | None = None  # whose average it is


def _than(nodes: list[Node], i: int, plain: str) -> None:
    """A比B高, 高于B, 满意度目标比B的高, 比B指标多: a condition, unless it is asked by how much."""
    other = other_side(nodes, i + 1)
    compares = nodes[i].kind == "comparator"
    last = next((k for k in range(other.end, len(nodes)) if nodes[k].kind == "more"), None)
    if not compares and last is None:
        return
    if not other.names and other.average is None:
        refuse_vague_side(nodes[i + 1].value if i + 1 < len(nodes) else None)
        return
    counts = False if compares or last is None else _counts(nodes[last], plain)
    before, behind = figure_before(nodes, i, counts, plain), figure_behind(nodes, other.end, counts, plain)
    if before is None or behind is None:
        return
    if compares or last is None:
        last = behind.edge - 1
        op = OPS.get(str(nodes[i].value))
    elif behind.edge != last or (last + 1 < len(nodes) and says_how_much(nodes[last], nodes[last + 1])):
        return
    else:
        op = ">" if nodes[last].name == "desc" else "<"
    terms = {said.term for said in (before, behind) if said.term is not None} or {"total"}
    if op is None or len(terms) > 1:
        return  # 指标数大于「X」的总计
    term = terms.pop()
    operands: list[Operand] = [FieldOf(term, name) for name in other.names]
    if other.average is not None:
        if not isinstance(term, str):
            return  # 满意度高于平均: not the average of money
        scope = None if other.department is None else Scope(departments=(other.department,))
        operands = [Aggregate("median" if other.average == "median" else "average", term, None, scope)]
    join(nodes, before.edge, last, "cond", all_of([Compare(_compared(term), op, operand) for operand in operands]))


def other_side(nodes: list[Node], k: int) -> _Other:
    """The other side of a comparison that begins at a place; without names and average where none does."""
    projects = nodes[k].value if k < len(nodes) else None
    if isinstance(projects, Projects) and _each_is_one(projects):
        return _Other(projects.names, None, k + 1)
    if k < len(nodes) and nodes[k].label in AVERAGES:
        return _Other((), nodes[k].name, k + 1)
    if isinstance(projects, OtherDepartment) and k + 1 < len(nodes) and nodes[k + 1].label in AVERAGES:
        return _Other((), nodes[k + 1].name, k + 2, projects.name)
    return _Other((), None, k)


def _each_is_one(projects: Projects) -> bool:
    """比A和B高: higher than either, where each mention is one project."""
    return len(projects.names) == len(projects.sides) and projects.operator in {"one", "and", "list"}


def says_how_much(more: Node, behind: Node) -> bool:
    """高多少, 高10万以上, 高一倍: not only that it is higher."""
    figure = behind.label in {"comparison", "cond"} and behind.start == more.end
    return figure or behind.label == "aggregate.difference"
