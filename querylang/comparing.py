"""Rules for comparisons with a figure: each is bound to its subject and becomes a condition."""

from functools import reduce

from querylang.amounts import PERCENT
from querylang.asides import WITH_END
from querylang.comparators import SENSES
from querylang.comparison import Comparison
from querylang.failure import Refused
from querylang.joined import COUNT_UNITS, ITEM_UNITS, Kinds
from querylang.nodes import EVERY, LINKS, AllOf, Loose, Node, NoneOf, OfIndicator, all_of, join
from querylang.query import OWN_UNIT, Amount, Compare, Op, Operand, Range, Target, both, either
from querylang.subjects import UNITS_OF, Subject, bring_figure, find_subject, measured_in
from querylang.vocabulary import marker_words

PASSED = LINKS | {"cond"}  # between two comparisons of one subject
DENIALS = marker_words("denies_target")
BETWEEN = frozenset({"thing.indicator", "kinds", "field.total", "field.appropriation", "field.indicator_count"})


def join_comparisons(nodes: list[Node], plain: str) -> None:
    """Bind each comparison to what it speaks of: left neighbour, the comparison before it, right neighbour, 总计."""
    if not any(isinstance(node.value, Comparison) for node in nodes):
        return
    _join_bounds(nodes)
    join_inclusions(nodes)
    i = 0
    previous: Subject | None = None
    while i < len(nodes):
        node = nodes[i]
        if node.label != "comparison" or not isinstance(node.value, Comparison):
            if node.label not in PASSED:
                previous = None
            i += 1
            continue
        bring_figure(nodes, i)
        first, last, subject = find_subject(nodes, i, previous, plain)
        found = None
        if subject is not None and not _is_torn(node, plain):
            _refuse_every(subject, nodes[first : last + 1], nodes[:first], plain)
            found = _condition(nodes, (first, i, last), subject, plain)
        if found is None:
            i += 1
            continue
        join(nodes, first, found[0], "cond", found[1])
        previous = subject
        i = first + 1


def _condition(nodes: list[Node], span: tuple[int, int, int], subject: Subject, plain: str) -> tuple[int, Loose] | None:
    """What a comparison says of its subject, and its last node; None where a unit does not go with the subject.

    `span` holds the indices of the first node, of the comparison, and of the last node.
    """
    first, at, last = span
    comparison = nodes[at].value
    if not isinstance(comparison, Comparison):
        return None
    denied = _denies_target(subject, comparison, plain[nodes[at].start : nodes[at].end])
    others = _other_values(nodes, last) if comparison.op == "!=" else ()
    compared = [one._replace(op="=" if denied else "!=") for one in others]
    found = [one_comparison(subject, one) for one in (comparison._replace(op="=") if denied else comparison, *compared)]
    conditions = [one for one in found if one is not None]
    if len(conditions) < len(found):
        return None  # 指标数不是5个或20万: the other one is of something else
    if denied:
        conditions = [NoneOf(one) for one in conditions]  # 满意度目标不是90%
    elif any(node.label == "negation.not" for node in nodes[first:at]):
        conditions[0] = NoneOf(conditions[0])  # 满意度目标不是95%以上
    return last + 2 * len(others), reduce(_neither, conditions)


def _denies_target(subject: Subject, comparison: Comparison, said: str) -> bool:
    """满意度目标不是90%: no indicator of that kind states it; 不等于90% is met by one that states something else."""
    return subject.term is None and comparison.op == "!=" and said.lstrip("都均也").startswith(DENIALS)


def _is_torn(node: Node, plain: str) -> bool:
    """9 5%以上: figures that only white space parts are one number or two, which is not said."""
    return plain[node.end - 1].isdigit() and plain[node.end : node.end + 1].isdigit()


def _refuse_every(subject: Subject, said: list[Node], before: list[Node], plain: str) -> None:
    """质量指标都是100%的项目: every one of them, where the condition is that one of them is; 哪些…都是 is plural."""
    if subject.term is None and subject.indicators is None and before and before[-1].label == "ask.all":
        raise Refused("没有看出是每一个指标值，还是有一个这样的就算")  # 所有指标值超过95%的项目
    every = next((node for node in said if node.label == "filler.every" or plain[node.start] in EVERY), None)
    if subject.term is not None or every is None:
        return
    if any(node.kind == "ask" and node.label != "ask.all" for node in before):
        return
    plainly = plain[: every.start] + plain[every.start + 1 :]
    raise Refused("“都”说的是每一个指标，这里只能问有没有一个这样的指标", (plainly,))


def _other_values(nodes: list[Node], last: int) -> tuple[Comparison, ...]:
    """不是10万或20万, 不是10万和20万: the values that are denied as well."""
    found: list[Comparison] = []
    k = last
    while k + 2 < len(nodes) and nodes[k + 1].label in LINKS - {"logic.and"}:
        value = nodes[k + 2].value
        if not isinstance(value, Comparison) or not value.bare or value.number is None:
            break
        found.append(value)
        k += 2
    return tuple(found)


def _neither(one: Loose, other: Loose) -> Loose:
    """Both denied values: of an indicator, of the same one."""
    if isinstance(one, OfIndicator) and isinstance(other, OfIndicator):
        return OfIndicator(both(one.condition, other.condition))
    return AllOf((*(one.parts if isinstance(one, AllOf) else (one,)), other))


def _join_bounds(nodes: list[Node]) -> None:
    """7个指标以上, 100万预算以内: what is counted stands between the figure and the word that compares it."""
    i = 0
    while i + 2 < len(nodes):
        figure, counted, bound = nodes[i : i + 3]
        bare = isinstance(figure.value, Comparison) and figure.value.bare
        if bare and bound.kind == "bound" and counted.label in BETWEEN and not bound.after_de:
            assert isinstance(figure.value, Comparison)
            nodes[i] = figure._replace(value=figure.value._replace(op=SENSES[str(bound.value)], bare=False))
            nodes[i + 1] = counted._replace(end=bound.end)
            del nodes[i + 2]
        i += 1


def join_inclusions(nodes: list[Node]) -> None:
    """100万以上不含100万, 100万以上（含）: the words behind a comparison say whether its end counts."""
    i = 0
    while i + 1 < len(nodes):
        comparison, following = nodes[i].value, nodes[i + 1]
        if isinstance(comparison, Comparison) and not comparison.bare:
            included: bool | None = None
            last = i + 1
            repeated = following.value
            if following.label == "inclusion":
                included = bool(following.value)
            elif _repeats(repeated, comparison):
                included = comparison.op not in {">", "<"}  # 10万以上不含10万: read with its 不含 already
            elif following.kind in {"existence", "negation"} and i + 2 < len(nodes):
                same = nodes[i + 2].value
                if _repeats(same, comparison):
                    included, last = following.kind == "existence", i + 2
            if comparison.op == "between" and included is not None:
                ends = (">=", "<=") if included else (">", "<")
                join(nodes, i, last, "comparison", comparison._replace(low_op=ends[0], high_op=ends[1]))
                continue
            op = WITH_END.get((comparison.op, included)) if included is not None else None
            if op is not None:
                join(nodes, i, last, "comparison", comparison._replace(op=op))
        i += 1


def _repeats(value: object, comparison: Comparison) -> bool:
    """Whether the figure of a comparison is said once more, in its unit or in none."""
    return (
        isinstance(value, Comparison)
        and value.bare
        and value.number == comparison.number
        and value.unit in {comparison.unit, None}
    )


def compare_with_targets(nodes: list[Node]) -> bool:
    """低于95%的, after indicators were listed: what is compared with no subject of its own are their targets."""
    found = False
    for n, node in enumerate(nodes):
        figure = node.value
        if node.label != "comparison" or not isinstance(figure, Comparison) or figure.unit == "元":
            continue
        if figure.bare and figure.unit in COUNT_UNITS:
            continue  # 3个
        condition = one_comparison(Subject(None, None, "annual"), figure)
        if condition is not None:
            nodes[n] = node._replace(label="cond", value=condition)
            found = True
    return found


def leave_out_kinds(nodes: list[Node]) -> bool:
    """不要满意度的, after indicators were listed: without those of that kind."""
    for n in range(len(nodes) - 1):
        kinds = nodes[n + 1].value
        if nodes[n].label == "negation.except" and isinstance(kinds, Kinds):
            join(nodes, n, n + 1, "cond", NoneOf(OfIndicator(either(*kinds.items))))
            return True
    return False


def one_comparison(subject: Subject, comparison: Comparison) -> Loose | None:
    """The condition that a subject meets a comparison; None where the units do not go together."""
    if subject.term in UNITS_OF:
        return _rated(subject, comparison)
    if subject.term is not None:
        measure = measured_in(subject.term)
        money = measure == "元"
        if money and comparison.unit not in {"元", None}:
            return None
        if not money and comparison.unit not in ({PERCENT} if measure == PERCENT else ITEM_UNITS | {None}):
            return None
        bounds = _bounds(comparison, money=money)
        return all_of([Compare(subject.term, op, operand) for op, operand in bounds]) if bounds else None
    which = subject.which or "annual"
    targets = [Target(which, op, operand) for op, operand in _bounds(comparison)]
    return OfIndicator(both(subject.indicators, *targets)) if targets else None


def _rated(subject: Subject, comparison: Comparison) -> Loose | None:
    """执行率低于80%, 得分不低于90分: of a project, or a score of its indicators."""
    term = str(subject.term)
    if comparison.unit not in UNITS_OF[term]:
        return None
    bounds = _bounds(comparison._replace(unit=PERCENT if term == "execution_rate" else None))
    compared = both(*(Compare(term, op, operand) for op, operand in bounds))
    if compared is None or term != "score":
        return compared
    return OfIndicator(both(subject.indicators, compared))


def _bounds(comparison: Comparison, *, money: bool = False) -> list[tuple[Op, Operand]]:
    """The figures in base units, each with its sense; money without a unit is in that of the documents.

    三十多万 lies above 30万 and below 40万: two of them, as a range that leaves out an end is no Range.
    """
    unit = comparison.unit if not money else "元" if comparison.unit else OWN_UNIT
    low, high = comparison.low, comparison.high
    if comparison.op != "between" or low is None or high is None:
        return [] if comparison.number is None else [(comparison.op, Amount(comparison.number, unit))]
    if comparison.low_op == ">" or comparison.high_op == "<":
        return [(SENSES[comparison.low_op], Amount(low, unit)), (SENSES[comparison.high_op], Amount(high, unit))]
    return [("between", Range(low, high, unit))]
