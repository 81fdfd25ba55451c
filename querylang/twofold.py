"""Words in two halves that say one thing: 要么…要么…, 有时效指标没有, 5万都不到, 高于全部项目的平均."""

from querylang.comparison import Comparison
from querylang.joined import number_of
from querylang.nodes import LINKS, Node, join

AVERAGED = {"thing.department": "per_department", "thing.project": "average_project"}
EITHER = "要么"
STRESS = "都"
AVERAGES = frozenset({"aggregate.average", "aggregate.median"})
HAS = frozenset({"existence.has", "ask.list"})
HAS_NOT = frozenset({"negation.without", "negation.not"})
# Behind 有 these begin something of which 没有 is said: 甲局有哪些项目乙局没有.
OTHERS = frozenset({"department", "departments", "year", "projects", "project"})


def join_twofold(nodes: list[Node], plain: str) -> None:
    """Leave out the half that adds nothing to the other."""
    if EITHER in plain:
        _join_either(nodes, plain)
    _join_whether(nodes, plain)
    if STRESS in plain:
        _join_stressed(nodes, plain)
    if any(node.label in AVERAGES for node in nodes):
        _join_average_of_all(nodes)
        _average_each(nodes)


def _join_either(nodes: list[Node], plain: str) -> None:
    """要么超过2000万要么低于5万: the first says that another is to come."""
    said = [n for n, node in enumerate(nodes) if plain[node.start : node.end] == EITHER]
    if len(said) > 1 and said[1] > said[0] + 1:
        del nodes[said[0]]


def _join_whether(nodes: list[Node], plain: str) -> None:
    """有时效指标没有, 有啥时效指标没: whether there are any."""
    last = next((n for n in range(len(nodes) - 1, -1, -1) if nodes[n].label != "logic.comma"), -1)  # …没，谢谢
    if last < 0 or nodes[last].label not in HAS_NOT:
        return
    has = next((n for n, node in enumerate(nodes) if node.label in HAS and "有" in plain[node.start : node.end]), None)
    between = nodes[has + 1 : last] if has is not None else []
    if has is None or not between or any(node.label in LINKS or node.kind in OTHERS for node in between):
        return
    del nodes[last:]
    if nodes[has].label == "existence.has":
        nodes[has] = nodes[has]._replace(label="existence.whether", value="whether")


def _join_stressed(nodes: list[Node], plain: str) -> None:
    """连5万都不到: 不到 behind the number, with 都 between."""
    for n in range(len(nodes) - 2, -1, -1):
        number, bound = nodes[n].value, nodes[n + 1]
        further = n + 2 < len(nodes) and isinstance(nodes[n + 2].value, Comparison)
        stressed = bound.label == "bound.<" and plain[nodes[n].end : bound.start] == STRESS
        if isinstance(number, Comparison) and number.bare and stressed and not further:
            join(nodes, n, n + 1, "comparison", number._replace(op="<", bare=False))


def _average_each(nodes: list[Node]) -> None:
    """一个部门平均有几个项目, 一个项目平均多少钱: what 平均每个 is."""
    for n in range(len(nodes) - 3, -1, -1):
        of_one = (
            number_of(nodes[n]) == 1 and nodes[n + 1].label in AVERAGED and nodes[n + 2].label == "aggregate.average"
        )
        if of_one:
            value = AVERAGED[nodes[n + 1].label]
            nodes[n : n + 3] = [nodes[n + 2]._replace(label=f"aggregate.{value.partition('_project')[0]}", value=value)]


def _join_average_of_all(nodes: list[Node]) -> None:
    """高于全部项目的平均预算: of all that are asked of, where no department or year narrows them."""
    narrowed = any(node.kind in {"department", "year", "own"} for node in nodes)
    n = len(nodes) - 1
    while n > 0:
        k = n
        if nodes[n].label in AVERAGES:
            k -= nodes[k - 1].label == "thing.project"
            k -= k > 0 and nodes[k - 1].label == "ask.all" and not narrowed
        if 0 < k < n and (nodes[k - 1].kind == "comparator" or nodes[k - 1].label == "ask.than"):
            del nodes[k:n]
        n = min(n, k) - 1
