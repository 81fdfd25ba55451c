"""What a comparison speaks of: its left neighbour, the subject before it, its right neighbour, or 总计."""

from querylang.amounts import PERCENT
from querylang.comparison import Comparison
from querylang.failure import Refused
from querylang.fields import FIGURE_FIELDS
from querylang.joined import ITEM_UNITS, Kinds, kinds_condition
from querylang.kinds import is_compared
from querylang.named import NamedTuple
from querylang.nodes import LINKS, SUMS, Node
from querylang.query import Condition, CountOf, IndicatorNamed, OfDepartment, ShareOf, Term, Which, both
from querylang.words import Mention

# The units in which figures other than money are compared.
UNITS_OF: dict[object, frozenset[str | None]] = {
    "execution_rate": frozenset({PERCENT, None}),
    "project_score": frozenset({"分", None}),
    "score": frozenset({"分", None}),
}
# What may stand between a subject and its figure.
BETWEEN = frozenset({"copula.is", "existence.has", "existence.whether", "group.each", "negation.not"})
# What asks for rows, or how many they are, amid what they are compared by.
ASKS = frozenset({"ask.list", "ask.which", "ask.amount", "group.count", "aggregate.count"})
AMID_ASKS = ASKS | SUMS | {"thing.project"}


class Subject(NamedTuple):
    """What a comparison speaks of: a term of the project, or targets of indicators."""

    term: Term | None
    indicators: Condition | None
    which: Which | None


def bring_figure(nodes: list[Node], i: int) -> None:
    """财政拨款哪些超过50万, 财政拨款一共有多少个项目超过50万: compared by the money before what asks for rows."""
    first = i
    while first > 1 and nodes[first - 1].label in AMID_ASKS:
        first -= 1
    between = nodes[first:i]
    asks = any(node.label in ASKS for node in between) and not any(node.after_de for node in (*between, nodes[i]))
    if asks and nodes[first - 1].kind == "field" and nodes[first - 1].name in FIGURE_FIELDS:
        nodes.insert(i - 1, nodes.pop(first - 1))


def find_subject(nodes: list[Node], i: int, previous: Subject | None, plain: str) -> tuple[int, int, Subject | None]:
    """What the comparison at a place speaks of, with its first and last node; None where nothing is found."""
    comparison = nodes[i].value
    assert isinstance(comparison, Comparison)
    unit = comparison.unit
    first, subject = _subject_before(nodes, i)
    last = i
    if subject is not None:
        # 数量指标有3个以上 counts indicators; 满意度95%以上 and 数量目标超过100个 look at their targets.
        if (
            subject.indicators is not None
            and subject.which is None
            and unit in ITEM_UNITS
            and not says_value(nodes, i, plain)
        ):
            subject = Subject(CountOf(subject.indicators), None, None)
        return first, last, subject
    if previous is not None and i > 0 and nodes[i - 1].label in LINKS | {"cond"} and _same_measure(previous, unit):
        return i, i, previous
    last, subject = _subject_after(nodes, i)
    if subject is not None and _fits_unit(subject, unit):
        if subject.indicators is not None and subject.which is None and unit in ITEM_UNITS:
            subject = Subject(CountOf(subject.indicators), None, None)
        return i, last, subject
    if i + 1 < len(nodes) and nodes[i + 1].label == "thing.indicator":
        if unit in ITEM_UNITS:
            return i, i + 1, Subject(CountOf(None), None, None)
        if unit != "元":
            return i, i, Subject(None, None, "annual")
    if i > 0 and nodes[i - 1].label == "thing.indicator" and unit not in ITEM_UNITS | {"元", None}:
        return i, i, Subject(None, None, "annual")  # 哪些指标是100%
    if i > 0 and nodes[i - 1].label == "thing.indicator" and not nodes[i].after_de:
        raise Refused("没有看出是比指标的个数、指标值，还是项目的预算")  # 指标超过100万的项目
    if unit in {"元", None}:
        return i, i, Subject("total", None, None)
    return i, i, None


def says_value(nodes: list[Node], i: int, plain: str) -> bool:
    """数量目标超过100个, 数量指标值为3个: what stands right before the comparison are values, not indicators."""
    return plain[: nodes[i - 1].end].endswith(("目标", "值"))


def measured_in(term: Term) -> str:
    """What a term is counted in: 元, %, or 个 for numbers of things."""
    match term:
        case ShareOf() | OfDepartment(function="share"):
            return PERCENT
        case OfDepartment(function="count") | CountOf():
            return "个"
        case OfDepartment(term=inner) if inner is not None:
            return measured_in(inner)
        case _:
            return "元"


def _same_measure(previous: Subject, unit: str | None) -> bool:
    if previous.term in UNITS_OF:
        return unit in UNITS_OF[str(previous.term)]
    measure = measured_in(previous.term) if previous.term is not None else None
    if measure == PERCENT:
        return unit == PERCENT
    return unit in {"元", None} if measure == "元" else unit != "元"


def _fits_unit(subject: Subject, unit: str | None) -> bool:
    if subject.term in UNITS_OF:
        return unit in UNITS_OF[str(subject.term)]
    if subject.term is not None:
        return unit in {"元", None} or isinstance(subject.term, CountOf)
    return unit != "元"


def _subject_before(nodes: list[Node], i: int) -> tuple[int, Subject | None]:
    """What stands right before a comparison, as its subject, and where it begins."""
    k = i - 1
    while k >= 1 and nodes[k].label in BETWEEN:
        k -= 1
    if k < 0:
        return i, None
    node = nodes[k]
    if isinstance(node.value, ShareOf | OfDepartment):
        return k, Subject(node.value, None, None)
    if node.kind == "field" and (node.name in FIGURE_FIELDS or node.name == "score"):
        return _score_group(nodes, k)
    counted = _counted_before(nodes, k, i)
    if counted is not None:
        return counted
    figure = nodes[i].value
    of_goal = node.name == "goal" and isinstance(figure, Comparison) and figure.unit != "元"
    if node.kind == "field" and node.name != "actual" and not of_goal:
        return i, None
    begin, indicators, which = target_group(nodes, k, -1)
    if indicators is None and which is None:
        return i, None
    return begin, Subject(None, indicators, which)


def _score_group(nodes: list[Node], k: int) -> tuple[int, Subject]:
    """A figure and, before the score of indicators, which of them: 满意度指标得分低于9分."""
    name = nodes[k].name
    if name == "score":
        begin, indicators, which = target_group(nodes, k - 1, -1)
        if begin < k and which is None:
            return begin, Subject(name, indicators, None)
    return k, Subject(name, None, None)


def _counted_before(nodes: list[Node], k: int, i: int) -> tuple[int, Subject] | None:
    """指标数, 数量指标的指标数, 指标个数: how many indicators, and where it begins."""
    node = nodes[k]
    kinds = nodes[k - 1].value if k > 0 else None
    if node.label in {"field.indicator_count", "aggregate.count"} and isinstance(kinds, Kinds):
        return k - 1, Subject(CountOf(kinds_condition(kinds).condition), None, None)
    if node.label == "aggregate.count" and k > 0 and nodes[k - 1].label == "thing.indicator":
        return k - 1, Subject(CountOf(None), None, None)
    if node.label == "field.indicator_count" or (node.label == "thing.indicator" and _counts(nodes[i])):
        return k, Subject(CountOf(None), None, None)
    return None


def _counts(node: Node) -> bool:
    return isinstance(node.value, Comparison) and node.value.unit in ITEM_UNITS


def target_group(nodes: list[Node], k: int, step: int) -> tuple[int, Condition | None, Which | None]:
    """Kinds, indicator and column named side by side: (where they begin or end, condition, column)."""
    indicators: Condition | None = None
    which: Which | None = None
    at = k
    edge = k - step
    while 0 <= at < len(nodes):
        node = nodes[at]
        if isinstance(node.value, Kinds):
            indicators = both(kinds_condition(node.value).condition, indicators)
        elif node.label == "indicator" and isinstance(node.value, Mention):
            indicators = both(IndicatorNamed(node.value.names), indicators)
        elif node.kind == "which" and which is None:
            which = "cycle" if node.name == "cycle" else "annual"
        elif node.label == "field.goal" and node.end - node.start == len("目标") and step < 0 and which is None:
            which = "annual"  # 目标是98%的指标
        elif node.label == "field.actual":
            which = "actual"
        else:
            break
        edge = at
        at += step
    return edge, indicators, which


def _subject_after(nodes: list[Node], i: int) -> tuple[int, Subject | None]:
    if i + 1 >= len(nodes):
        return i, None
    node = nodes[i + 1]
    if is_compared(nodes, i + 2) or [one.label for one in nodes[i + 3 : i + 4]] == ["aggregate.share"]:
        return i, None  # 超过100万的金额和占比: the figure that is asked for
    if node.kind == "field" and node.name in FIGURE_FIELDS:
        return i + 1, Subject(node.name, None, None)
    end, indicators, which = target_group(nodes, i + 1, 1)
    if indicators is None and which is None:
        return i, None
    if is_compared(nodes, end + 1):
        return i, None
    return end, Subject(None, indicators, which)
