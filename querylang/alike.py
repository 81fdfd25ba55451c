"""Projects of equal names: 同名的项目, 重名的项目有几个, 农业局和交通局都有的项目, 几个部门都有的项目."""

from querylang.failure import Refused
from querylang.nodes import Node, join
from querylang.query import SharedName
from querylang.vocabulary import marker_words

BOTH_HAVE = "都有"
SEVERAL = frozenset(marker_words("several_departments"))
DEPARTMENTS = frozenset({"department", "departments"})


def join_alike(nodes: list[Node], plain: str) -> None:
    """Make a condition of 同名, and of 都有 between two departments and the projects."""
    for n, node in enumerate(nodes):
        if node.label == "fault.same_name":
            beside = [one.label for one in (*nodes[max(n - 1, 0) : n], *nodes[n + 1 : n + 2])]
            if "thing.indicator" in beside:
                raise Refused("只比过项目的名称，没有比过指标的", ("同名的项目",))  # 名称重复的指标
            join(nodes, n, n, "cond", SharedName())
    for n in range(len(nodes) - 2, 0, -1):
        had = nodes[n].kind == "ask" and plain.startswith(BOTH_HAVE, nodes[n].start)
        if had and nodes[n + 1].label == "thing.project" and nodes[n + 1].after_de:
            _join_had(nodes, n, plain)
            return


def _join_had(nodes: list[Node], n: int, plain: str) -> None:
    """What two departments have, or several of them; what all of three or more have is another question."""
    named = sum(node.kind in DEPARTMENTS for node in nodes[:n])
    if nodes[n - 1].kind in DEPARTMENTS and named == 2:
        join(nodes, n, n, "cond", SharedName())
    elif n > 1 and nodes[n - 1].label == "thing.department" and _said(nodes[n - 2], plain) in SEVERAL:
        join(nodes, n - 2, n, "cond", SharedName())
    elif nodes[n - 1].kind in DEPARTMENTS | {"thing"}:
        raise Refused("没有看出是要几个部门都有的同名项目，还是它们的全部项目", ("同名的项目",))


def _said(node: Node, plain: str) -> str:
    return plain[node.start : node.end]
