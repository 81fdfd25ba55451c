"""Rankings by target values: 满意度最高的项目, 年度指标值最低的质量指标, 满意度最低的3个指标.

The rows are projects, each with its best value, or the indicators themselves where they are what is asked for.
"""

from typing import Literal

from querylang.comparison import Comparison
from querylang.joined import Kinds, kinds_condition
from querylang.nodes import Node
from querylang.places import WITHIN
from querylang.query import Condition, CountOf, IndicatorNamed, TargetOf, Term, Which
from querylang.vocabulary import vocabulary
from querylang.words import Mention

OWNERS = frozenset({"thing.project", "thing.department"})
COUNTS = frozenset({"aggregate.count", "field.indicator_count"})
ROW_UNITS = frozenset({"条"})


def target_before(nodes: list[Node], k: int, direction: str, counting: bool) -> tuple[int, Term] | None:
    """The figure of the indicators that end at a place: how many, or the best value that one of them states."""
    which: Which | None = None
    if nodes[k].kind == "which" and not counting:
        which = "cycle" if nodes[k].name == "cycle" else "annual"
        k -= 1
    named = _named(nodes[k]) if k >= 0 else None
    if named is None:
        return None if which is None else (k + 1, _best(None, which, direction))
    if counting and not isinstance(named, IndicatorNamed):
        return k, CountOf(named)  # 数量指标最多, but 参加培训人次最多
    return k, _best(named, which or "annual", direction)


def target_after(nodes: list[Node], last: int, direction: str) -> tuple[int, Term] | None:
    """最高的满意度指标: the indicators behind, where nothing else is ranked and none of them is counted."""
    named = _named(nodes[last + 1]) if last + 1 < len(nodes) else None
    if named is None or (last + 2 < len(nodes) and nodes[last + 2].label in COUNTS):
        return None
    return last + 1, _best(named, "annual", direction)


def with_named(term: Term | None, nodes: list[Node], last: int) -> tuple[int, Term | None]:
    """目标值最高的时效指标: the column stands before, the indicators behind."""
    if isinstance(term, TargetOf) and term.indicators is None:
        named = _named(nodes[last + 1]) if last + 1 < len(nodes) else None
        if named is not None:
            unit = None if isinstance(named, IndicatorNamed) else term.unit
            return last + 1, term.replace(indicators=named, unit=unit)
    return last, term


def ranks_indicators(term: Term | None, nodes: list[Node], span: tuple[int, int, int], plain: str) -> bool:
    """Whether indicators are asked for rather than projects; `span`: where the ranking begins, 最高 stands, it ends."""
    begin, first, last = span
    if not isinstance(term, TargetOf):
        return False
    after = nodes[last + 1] if last + 1 < len(nodes) else None
    if after is not None and after.label in OWNERS:
        return False
    said = nodes[begin:first]
    if (after is not None and after.label == "thing.indicator") or _named(nodes[last]) is not None:
        return True
    count = nodes[last].value
    if isinstance(count, Comparison) and count.unit in ROW_UNITS:
        return True
    if any(node.kind == "which" for node in said):
        return len(said) > 1 or (begin > 0 and nodes[begin - 1].label == "thing.indicator")
    if not said:
        return False
    asked = begin > 0 and nodes[begin - 1].label == "ask.which" and plain[: said[-1].end].endswith("指标")
    return asked or says_within(plain[said[-1].end : nodes[first].start], WITHIN)


def says_within(between: str, words: frozenset[str]) -> bool:
    """Whether 里 or 中 stands between two words, and beside it no more than what says nothing: 里请问, 的里面."""
    between = between.strip("的，,")
    meaning = vocabulary().words.get(between)
    if meaning is not None and meaning.kind == "filler" and between not in words:
        return False  # 这里, 系统里
    return between.startswith(tuple(words)) or between.endswith(tuple(words))


def _named(node: Node) -> Condition | None:
    """The indicators that a node names: kinds, or names."""
    if isinstance(node.value, Kinds):
        return kinds_condition(node.value).condition
    return IndicatorNamed(node.value.names) if node.label == "indicator" and isinstance(node.value, Mention) else None


def _best(named: Condition | None, which: Which, direction: str) -> TargetOf:
    """Of one indicator all values are in one unit, whichever it is; of others those in percent are compared."""
    pick: Literal["max", "min"] = "max" if direction == "desc" else "min"
    return TargetOf(named, which, None if isinstance(named, IndicatorNamed) else "%", pick)
