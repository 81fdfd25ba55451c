"""Rules for a figure so much beyond another: 超过X的两倍, 不到X的一半, 比X多50万以上, 比平均值高20%."""

from decimal import Decimal

from querylang.comparison import Comparison
from querylang.failure import Refused
from querylang.fields import MONEY_FIELDS
from querylang.joined import Projects
from querylang.named import NamedTuple
from querylang.nodes import Node, join
from querylang.query import Aggregate, Compare, FieldOf, Op, Scaled
from querylang.thans import OPS, figure_before, figure_behind, other_side
from querylang.vocabulary import marker_words

HEADS = frozenset(
    {"comparator.=", "comparator.>", "comparator.>=", "comparator.<", "comparator.<=", "bound.<", "bound.>"}
)
HUNDRED = Decimal(100)
# 超过X两倍 is more than two times X; 高于X两倍 and 超过X20% may be so much more than X, and need a 的.
PLAINLY = marker_words("plainly")
HALF = marker_words("half")
BOUNDS = marker_words("at_bound")
UPWARD: frozenset[Op] = frozenset({">", ">="})
TURNED: dict[str, Op] = {"=": "=", ">=": "<=", ">": "<"}  # 少50万以上 is at most so much


class _Beyond(NamedTuple):
    """How a figure lies to another one that is taken some times, and so much money more."""

    op: Op
    factor: Decimal = Decimal(1)
    plus: Decimal = Decimal(0)


def join_scaled(nodes: list[Node], plain: str) -> None:
    """Join the words that set a figure so many times, or so much, beyond that of a project or an average."""
    i = len(nodes) - 2
    while i >= 0:
        found = _scaled_at(nodes, i, plain)
        if found is not None:
            i, last, condition = found
            join(nodes, i, last, "cond", condition)
        i -= 1


def _scaled_at(nodes: list[Node], i: int, plain: str) -> tuple[int, int, Compare] | None:
    """What a comparing word says with the figures around it, from its first node to its last; None for any other."""
    if nodes[i].label not in HEADS and nodes[i].label not in {"ask.than", "copula.is"}:
        return None
    other = other_side(nodes, i + 1)
    if len(other.names) + (other.average is not None) != 1:
        return None
    before, behind = figure_before(nodes, i, False, plain), figure_behind(nodes, other.end, False, plain)
    if before is None or behind is None:
        return None
    terms = {said.term for said in (before, behind) if said.term is not None} or {"total"}
    term, last = terms.pop(), behind.edge
    if terms or not isinstance(term, str) or term not in MONEY_FIELDS:
        return None
    than = nodes[i].label == "ask.than"
    if than and before.edge > 0 and nodes[before.edge - 1].label == "negation.not":
        return None  # 不比X多50万: not so much more, or not more at all
    if than:
        last += 1
    figure = nodes[last].value if last < len(nodes) and nodes[last].label == "comparison" else None
    if not isinstance(figure, Comparison) or figure.number is None or figure.number <= 0:
        return None
    _refuse_so_much(nodes, i, last, plain)
    found = _more(nodes[last - 1], figure) if than else _times(nodes[i], figure)
    if not than and not _is_part(nodes[i], nodes[last], plain):
        return None
    if found is None:
        return None
    whole: FieldOf | Aggregate = FieldOf(term, other.names[0]) if other.names else Aggregate("average", term)
    if other.average == "median":
        whole = Aggregate("median", term)
    return before.edge, last, Compare(term, found.op, Scaled(whole, found.factor, found.plus))


def _refuse_so_much(nodes: list[Node], i: int, last: int, plain: str) -> None:
    """超出X20万以上的项目: so much more than X, or above X and above 20万."""
    figure, projects = nodes[last], nodes[last - 1].value
    beside = nodes[i].label in HEADS and not (figure.after_de or figure.after_gap) and isinstance(projects, Projects)
    if beside and isinstance(projects, Projects) and isinstance(figure.value, Comparison) and figure.value.unit == "元":
        more = "少" if "<" in nodes[i].label else "多"
        offered = f"比「{projects.names[0]}」{more}{plain[figure.start : figure.end]}的项目"
        raise Refused("没有看出是和它相差这么多，还是另一个条件", (offered,))


def _is_part(head: Node, figure: Node, plain: str) -> bool:
    """Whether the figure says how many times, or what part of, and not how much more."""
    if plain[: head.start].endswith(BOUNDS):
        return False  # 最多是X的一半
    value = figure.value
    if isinstance(value, Comparison) and value.unit == "倍" and value.number == 1:
        return False  # 高于X一倍
    if figure.after_de:
        return True
    plainly = plain.startswith(PLAINLY, head.start)
    half = plain.startswith(HALF, figure.start)
    return plainly and (half or (isinstance(value, Comparison) and value.unit == "倍"))


def _times(head: Node, figure: Comparison) -> _Beyond | None:
    """超过…的两倍, 是…的3倍以上, 不到…的一半: the bound behind decides, and both look the same way."""
    if figure.number is None or figure.unit not in {"倍", "%"}:
        return None
    said, own = OPS.get(str(head.value)), OPS.get(figure.op)
    op = own if head.label == "copula.is" else said if figure.bare else own
    if op is None or op == "!=" or (said in OPS.values() and (said in UPWARD) != (op in UPWARD)):
        return None
    return _Beyond(op, figure.number / (HUNDRED if figure.unit == "%" else 1))


def _more(more: Node, figure: Comparison) -> _Beyond | None:
    """比…多50万以上, 比…低20%, 比…高一倍; 多两倍 does not say which it is."""
    number = figure.number or Decimal(0)
    op = OPS.get(figure.op) if figure.op in TURNED else None
    if more.kind != "more" or op is None:
        return None
    sign = 1 if more.name == "desc" else -1
    op = op if sign > 0 else TURNED[op]
    if figure.unit == "元":
        return _Beyond(op, plus=sign * number)
    if figure.unit == "倍":
        return _Beyond(op, Decimal(2)) if sign > 0 and number == 1 else None
    factor = 1 + sign * number / HUNDRED
    return _Beyond(op, factor) if figure.unit == "%" and factor > 0 else None
