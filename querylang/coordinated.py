"""A comparison of several things at once: 财政拨款和其他资金超过100万, 数量指标和质量指标共3个以上.

Whether each of them is compared (都, 各) or all of them together (合计, 加起来) is said by a word between; where none
is said, both readings stay open.
"""

from querylang.comparing import join_inclusions, one_comparison
from querylang.comparison import Comparison
from querylang.failure import Refused
from querylang.fields import MONEY_FIELDS
from querylang.joined import ITEM_UNITS, Kinds, Projects, joined_operator
from querylang.named import NamedTuple
from querylang.nodes import EVERY, LINKS, SUMS, Loose, Node, OfIndicator, OneOf, all_of, any_of, join
from querylang.query import Condition, CountOf, Exists, SumOf, Which, either
from querylang.subjects import Subject

EACH = frozenset({"filler.every", "group.each"})
SAYS_EACH = frozenset({"copula", "ask"})  # 都是, 都有, 均为
JOINING = LINKS - {"logic.and"}  # 且 joins whole conditions
HEADS = frozenset({"existence", "negation", "comparator"})  # what takes the first of them for itself


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
        if nodes[i].label == "comparison" and isinstance(nodes[i].value, Comparison):
            first = _respectively(nodes, i) if nodes[i - 1].label == "group.each" else None
            first = _together(nodes, i, plain) if first is None else first
            i = i if first is None else first
        i += 1


def _together(nodes: list[Node], i: int, plain: str) -> int | None:
    """One comparison of several subjects, each or together; the index of the condition."""
    comparison = nodes[i].value
    if not isinstance(comparison, Comparison) or not _compares(comparison):
        each = nodes[i - 1].kind in SAYS_EACH and plain.startswith(EVERY, nodes[i - 1].start)
        if not each:
            return None
    assert isinstance(comparison, Comparison)
    between = _between(nodes[i - 1], plain)
    at = i - 2 if between else i - 1
    which: Which | None = None
    if at > 0 and nodes[at].kind == "which":
        which = "cycle" if nodes[at].name == "cycle" else "annual"
        at -= 1
    subjects = _subjects_before(nodes, at)
    if subjects is None or subjects.number < 2 or (which is not None and not (subjects.kinds and between)):
        return None
    loose = _bind(subjects, comparison, between, which, _of_indicators(nodes, i))
    if loose is not None:
        join(nodes, subjects.first, i, "cond", loose)
    return None if loose is None else subjects.first


def _between(node: Node, plain: str) -> str:
    """What stands between the subjects and the comparison: "each" (都, 各, 均为), "together", or nothing."""
    if node.label in EACH or (node.kind in SAYS_EACH and plain.startswith(EVERY, node.start)):
        return "each"
    return "together" if node.label in SUMS else ""


def _respectively(nodes: list[Node], i: int) -> int | None:
    """财政拨款和总计分别超过100万和200万: each with its own figure; Refused where they do not come out even."""
    figures = [nodes[i].value]
    last = i
    while last + 2 < len(nodes) and nodes[last + 1].label in JOINING and nodes[last + 2].label == "comparison":
        last += 2
        figures.append(nodes[last].value)
    compared = _alike([one for one in figures if isinstance(one, Comparison)])
    if len(compared) < 2:
        return None
    subjects = _subjects_before(nodes, i - 2)
    if subjects is None or subjects.number != len(compared):
        raise Refused("“分别”前后说的个数不一样，请一个一个问")
    found = [_one(subject, one) for subject, one in zip(_each(subjects, compared[0]), compared, strict=True)]
    parts = [one for one in found if one is not None]
    if len(parts) < len(found):
        return None
    join(nodes, subjects.first, last, "cond", all_of(parts))
    return subjects.first


def _alike(compared: list[Comparison]) -> list[Comparison]:
    """超过100万和200万, 100万和200万以上: the comparing word said once is that of all."""
    ends = [one for one in (compared[0], compared[-1]) if not one.bare]
    if len(ends) != 1:
        return compared
    op = ends[0].op
    return [one._replace(op=op, bare=False) if one.bare else one for one in compared]


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
        if k < 2 or nodes[k - 1].label not in JOINING:
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


def _bind(
    subjects: _Subjects, comparison: Comparison, between: str, which: Which | None, of_indicators: bool
) -> Loose | None:
    counts = _counts(subjects, comparison)
    if subjects.kinds and not counts:
        return _of_targets(subjects, comparison, between, which, of_indicators)
    if which is not None:
        return None  # 数量指标和质量指标的指标值都有3个以上
    whole = Subject(CountOf(either(*subjects.kinds)) if counts else SumOf(subjects.fields), None, None)
    compared = [one_comparison(subject, comparison) for subject in _each(subjects, comparison)]
    conditions = [one for one in compared if one is not None]
    together = one_comparison(whole, comparison)
    if len(conditions) < len(compared) or together is None:
        return None
    if subjects.operator == "or":
        return None if between == "together" else any_of(conditions)
    if between == "together":
        return together
    return all_of(conditions) if between == "each" else OneOf((all_of(conditions), together))


def _counts(subjects: _Subjects, comparison: Comparison) -> bool:
    return bool(subjects.kinds) and comparison.unit in ITEM_UNITS


def _each(subjects: _Subjects, comparison: Comparison) -> list[Subject]:
    """The subjects one by one: amounts, numbers of indicators of a kind, or their targets."""
    if not subjects.kinds:
        return [Subject(field, None, None) for field in subjects.fields]
    if _counts(subjects, comparison):
        return [Subject(CountOf(kind), None, None) for kind in subjects.kinds]
    return [Subject(None, kind, None) for kind in subjects.kinds]


def _one(subject: Subject, comparison: Comparison) -> Loose | None:
    """A comparison of one of them; a target is that of some indicator of a project."""
    found = one_comparison(subject, comparison)
    return Exists(found.condition) if isinstance(found, OfIndicator) else found


def _of_targets(
    subjects: _Subjects, comparison: Comparison, between: str, which: Which | None, of_indicators: bool
) -> Loose | None:
    """满意度指标和时效指标都不低于95%: one indicator of each kind; of indicators, any of the kinds."""
    if between == "together":
        return None
    found = [one_comparison(Subject(None, kind, which), comparison) for kind in subjects.kinds]
    parts = [one for one in found if isinstance(one, OfIndicator)]
    if len(parts) < len(found):
        return None
    if of_indicators and between:
        return one_comparison(Subject(None, either(*subjects.kinds), which), comparison)
    if subjects.operator == "or" or of_indicators:
        return any_of(parts)
    return all_of([Exists(part.condition) for part in parts] if between else parts)
