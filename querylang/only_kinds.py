"""Rules for all the indicators that a project has: 只有满意度指标, 除了满意度没有别的指标, 没有满意度以外的指标."""

from querylang.joined import Kinds
from querylang.nodes import CLOSES, EVERY, Loose, Node, NoneOf, all_of, join
from querylang.query import Exists, Not, either

OTHERS = frozenset({"existence.has", "negation.without"})
# What may follow: the condition has to be said in full, or 只有满意度指标的年度指标值 would be about the project.
FOLLOWING = frozenset({"thing.project", "thing.department", "aggregate.count"})
FOLLOWING_KINDS = frozenset({"ask", "logic"})


def join_only_kinds(nodes: list[Node], plain: str) -> None:
    """Join what says that a project has indicators of some kinds alone, or others besides."""
    for i in range(len(nodes) - 2, -1, -1):
        kinds = nodes[i + 1].value
        if not isinstance(kinds, Kinds):
            continue
        if (nodes[i].label == "existence.only" or _is_each(nodes, i, plain)) and kinds.operator != "or":
            _join(nodes, i, i + 1, _only(kinds))
        elif nodes[i].label in OTHERS and _labels(nodes, i + 2, 2) == ["negation.except_end", "thing.indicator"]:
            others = Exists(Not(either(*kinds.items)))
            _join(nodes, i, i + 3, NoneOf(others) if nodes[i].kind == "negation" else others)
        elif nodes[i].label == "negation.except" and kinds.operator != "or":
            k = i + 2
            while _labels(nodes, k, 1) in (["negation.except_end"], ["logic.comma"]):
                k += 1
            if _labels(nodes, k, 3) == ["negation.without", "negation.rest", "thing.indicator"]:
                _join(nodes, i, k + 2, _only(kinds))


def _is_each(nodes: list[Node], i: int, plain: str) -> bool:
    """都是满意度指标的项目, 哪些项目都是满意度指标: every indicator of a project; not 质量指标都是时效指标."""
    ends = all(node.label in CLOSES for node in nodes[i + 2 :])
    of_projects = i == 0 or (nodes[i - 1].label == "thing.project" and ends)
    return of_projects and nodes[i].label == "copula.is" and plain[nodes[i].start] in EVERY


def _only(kinds: Kinds) -> Loose:
    return all_of([*(Exists(item) for item in kinds.items), NoneOf(Exists(Not(either(*kinds.items))))])


def _labels(nodes: list[Node], first: int, count: int) -> list[str]:
    return [node.label for node in nodes[first : first + count]]


def _join(nodes: list[Node], first: int, last: int, loose: Loose) -> None:
    following = nodes[last + 1] if last + 1 < len(nodes) else None
    if following is None or following.label in FOLLOWING or following.kind in FOLLOWING_KINDS:
        join(nodes, first, last, "cond", loose)
