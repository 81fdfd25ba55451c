"""A comparison of several things at once: 财政拨款和其他资金超过100万, 数量指标和质量指标共3个以上.

Whether each of them is compared (都, 各) or all of them together (合计, 加起来) is said by a word between; where none
is said, both readings stay open.
"""

from querylang.comparing import join_inclusions, one_comparison
from querylang.comparison import Comparison
from querylang.fields import MONEY_FIELDS
from querylang.joined import Kinds, Projects, joined_operator
from querylang.named import NamedTuple
from querylang.nodes import LINKS, Loose, Node, OfIndicator, OneOf, all_of, any_of, join
from querylang.query import Condition, CountOf, SumOf, either
from querylang.subjects import Subject

EACH = frozenset({"filler.every", "group.each"})
JOINING = LINKS - {"logic.and"}  # 且 joins whole conditions
HEADS = frozenset({"existence", "negation", "comparator"})  # what takes the first of them for itself
TOGETHER = frozenset({"aggregate.sum", "aggregate.grand", "aggregate.total"})
COUNTED = frozenset({"个", "项", "条"})


class _Subjects(NamedTuple):
    """What stands side by side before a comparison."""

    first: int  # index of its first node
    operator: str  # "and", "or", "list"
    fields: tuple[str, ...]
    kinds: tuple[Condition, ...]

    @property
    def number(self) -> int:
        return len(self.fields) + len(self.kinds)


def join_coordinated(nodes: list[Node], plain: str) -> None:
    """Bind a comparison to all the fields, or all the kinds of indicator, that stand side by side before it."""
    join_inclusions(nodes)
    i = 1
    while i < len(nodes):
        comparison = nodes[i].value
        if nodes[i].label == "comparison" and isinstance(comparison, Comparison) and _compares(comparison):
            between = nodes[i - 1].label
            said = between in EACH | TOGETHER
            subjects = _subjects_before(nodes, i - 2 if said else i - 1)
            if subjects is not None and subjects.number > 1:
                loose = _bind(subjects, comparison, between if said else "", _of_indicators(nodes, i))
                if loose is not None:
                    join(nodes, subjects.first, i, "cond", loose)
                    i = subjects.first
        i += 1


def _compares(comparison: Comparison) -> bool:
    return not comparison.bare or comparison.op != "="


def _of_indicators(nodes: list[Node], i: int) -> bool:
    return i + 1 < len(nodes) and nodes[i + 1].label == "thing.indicator"


def _subjects_before(nodes: list[Node], last: int) -> _Subjects | None:
    """The fields, or the kinds, joined up to a place; None when something else stands there."""
    fields: list[str] = []
    kinds: list[Condition] = []
    operator = "one"
    k = last
    first = last
    while k >= 0:
        node = nodes[k]
        if node.kind == "field" and node.name in MONEY_FIELDS and not kinds:
            fields.insert(0, node.name)
        elif isinstance(node.value, Kinds) and not fields:
            kinds[:0] = node.value.items
            if len(node.value.items) > 1:
                operator = joined_operator(operator, node.value.operator)
        else:
            break
        first = k
        if k < 2 or nodes[k - 1].label not in JOINING:  # noqa: PLR2004 - a link and what it joins
            break
        before = nodes[k - 2]
        if not (before.kind == "field" and before.name in MONEY_FIELDS) and not isinstance(before.value, Kinds):
            break
        if {operator, nodes[k - 1].name} >= {"and", "or"}:
            return None  # A或B和C超过: neither is plainly meant
        operator = joined_operator(operator, nodes[k - 1].name)
        k -= 2
    if _taken(nodes, first) or len({*fields}) < len(fields):
        return None
    return _Subjects(first, operator, tuple(fields), tuple(kinds)) if fields or kinds else None


def _taken(nodes: list[Node], first: int) -> bool:
    """有其他资金或总计超过100万, 低于业务用房的总计或其他资金超过100万: the first belongs to what stands before it."""
    k = first - 1
    if k >= 0 and isinstance(nodes[k].value, Projects):
        k -= 1
    return k >= 0 and (nodes[k].kind in HEADS or nodes[k].label == "ask.than")


def _bind(subjects: _Subjects, comparison: Comparison, between: str, of_indicators: bool) -> Loose | None:
    counts = bool(subjects.kinds) and comparison.unit in COUNTED
    if subjects.kinds and not counts:
        return _of_targets(subjects, comparison, between, of_indicators)
    each: list[Subject] = [Subject(field, None, None) for field in subjects.fields]
    whole = Subject(SumOf(subjects.fields), None, None)
    if counts:
        each = [Subject(CountOf(kind), None, None) for kind in subjects.kinds]
        whole = Subject(CountOf(either(*subjects.kinds)), None, None)
    compared = [one_comparison(subject, comparison) for subject in each]
    conditions = [one for one in compared if one is not None]
    together = one_comparison(whole, comparison)
    if len(conditions) < len(each) or together is None:
        return None
    if subjects.operator == "or":
        return None if between in TOGETHER else any_of(conditions)
    if between in TOGETHER:
        return together
    return all_of(conditions) if between in EACH else OneOf((all_of(conditions), together))


def _of_targets(subjects: _Subjects, comparison: Comparison, between: str, of_indicators: bool) -> Loose | None:
    """满意度指标和时效指标不低于95%: one indicator of each kind; of indicators, any of the kinds."""
    if between:
        return None  # 都: every indicator of the kind, which no query can say
    found = [one_comparison(Subject(None, kind, None), comparison) for kind in subjects.kinds]
    parts = [one for one in found if isinstance(one, OfIndicator)]
    if len(parts) < len(found):
        return None
    return any_of(parts) if subjects.operator == "or" or of_indicators else all_of(parts)
