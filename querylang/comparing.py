"""Rules for comparisons with a figure: each is bound to its subject and becomes a condition."""

from querylang.asides import WITH_END
from querylang.comparators import SENSES
from querylang.comparison import Comparison
from querylang.failure import Refused
from querylang.joined import COUNT_UNITS, Kinds
from querylang.nodes import LINKS, AllOf, Loose, Node, NoneOf, OfIndicator, join
from querylang.query import OWN_UNIT, Amount, Compare, Condition, Op, Operand, Range, Target, both, either
from querylang.subjects import PERCENT, UNITS_OF, Subject, _find_subject, measured_in

EVERY = frozenset("都均")
DENIALS = ("不是", "不为", "并非", "非")
BETWEEN = frozenset({"thing.indicator", "kinds", "field.total", "field.appropriation", "field.indicator_count"})


def join_comparisons(nodes: list[Node], plain: str) -> None:
    """Bind each comparison to what it speaks of: left neighbour, the comparison before it, right neighbour, 总计."""
    _join_bounds(nodes)
    join_inclusions(nodes)
    i = 0
    previous: Subject | None = None
    while i < len(nodes):
        node = nodes[i]
        if node.label != "comparison" or not isinstance(node.value, Comparison):
            if node.label not in LINKS | {"cond"}:
                previous = None
            i += 1
            continue
        first, last, subject = _find_subject(nodes, i, previous, plain)
        if subject is None or _is_torn(node, plain):
            i += 1
            continue
        _refuse_every(subject, nodes[first : last + 1], nodes[:first], plain)
        comparison = node.value
        denied = _denies_target(subject, comparison, plain[node.start : node.end])
        op: Op = "=" if denied else "!="
        condition = one_comparison(subject, comparison._replace(op="=") if denied else comparison)
        if condition is None:
            i += 1
            continue
        if denied or any(nodes[k].label == "negation.not" for k in range(first, i)):
            condition = NoneOf(condition)  # 满意度目标不是95%以上
        others = _other_values(nodes, last) if comparison.op == "!=" else ()
        values = [one_comparison(subject, other._replace(op=op)) for other in others]
        if None in values:
            i += 1  # 指标数不是5个或20万: the other one is of something else
            continue
        for value in values:
            condition = _neither(condition, NoneOf(value) if denied and value is not None else value)
        join(nodes, first, last + 2 * len(others), "cond", condition)
        previous = subject
        i = first + 1


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


def _neither(one: Loose, other: Loose | None) -> Loose:
    """Both denied values: of an indicator, of the same one."""
    assert other is not None  # units go together, or neither condition would be
    if isinstance(one, OfIndicator) and isinstance(other, OfIndicator):
        joined = both(one.condition, other.condition)
        assert joined is not None
        return OfIndicator(joined)
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
        if not money and comparison.unit not in ({PERCENT} if measure == PERCENT else {None, "个", "项", "条"}):
            return None
        operand = _operand(comparison, money)
        if isinstance(operand, Range) and (operand.low_op, operand.high_op) != (">=", "<="):
            low, high = _ends(operand)
            return AllOf((Compare(subject.term, operand.low_op, low), Compare(subject.term, operand.high_op, high)))
        if operand is None:
            return None
        return Compare(subject.term, _op(comparison), operand)
    target = _operand(comparison, False)
    if target is None:
        return None
    which = subject.which or "annual"
    joined = both(subject.indicators, Target(which, _op(comparison), target))
    if isinstance(target, Range) and (target.low_op, target.high_op) != (">=", "<="):
        low, high = _ends(target)
        joined = both(subject.indicators, Target(which, target.low_op, low), Target(which, target.high_op, high))
    assert joined is not None
    return OfIndicator(joined)


def _rated(subject: Subject, comparison: Comparison) -> Loose | None:
    """执行率低于80%, 得分不低于90分: of a project, or a score of its indicators."""
    term = str(subject.term)
    if comparison.unit not in UNITS_OF[term]:
        return None
    operand = _operand(comparison._replace(unit="%" if term == "execution_rate" else None), money=False)
    if operand is None:
        return None
    compared: Condition = Compare(term, _op(comparison), operand)
    if isinstance(operand, Range) and (operand.low_op, operand.high_op) != (">=", "<="):
        low, high = _ends(operand)
        joined = both(Compare(term, operand.low_op, low), Compare(term, operand.high_op, high))
        assert joined is not None
        compared = joined
    if term != "score":
        return compared
    of_indicator = both(subject.indicators, compared)
    assert of_indicator is not None
    return OfIndicator(of_indicator)


def _ends(between: Range) -> tuple[Amount, Amount]:
    """三十多万 lies above 30万 and below 40万: two comparisons, as an end is left out."""
    assert between.low is not None
    assert between.high is not None
    return Amount(between.low, between.unit), Amount(between.high, between.unit)


def _op(comparison: Comparison) -> Op:
    if comparison.op == "between":
        if comparison.high is None:
            return ">=" if comparison.low_op != ">" else ">"
        return "<=" if comparison.low is None else "between"
    op: Op = comparison.op
    return op


def _operand(comparison: Comparison, money: bool) -> Operand | None:
    """The figure in base units; money without a unit is in that of the documents."""
    unit = comparison.unit if not money else "元" if comparison.unit else OWN_UNIT
    if comparison.op == "between":
        low, high = comparison.low, comparison.high
        if low is not None and high is not None:
            return Range(
                low, high, unit, ">" if comparison.low_op == ">" else ">=", "<" if comparison.high_op == "<" else "<="
            )
        figure = low if low is not None else high
        return None if figure is None else Amount(figure, unit)
    return None if comparison.number is None else Amount(comparison.number, unit)
