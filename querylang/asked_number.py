"""哪两个, 哪三项: how many are asked for, said in the place of 哪些.

Beside 最高 the number says how many places are meant; without one it only says how many the asker expects, and the
answer lists all there are and says so (interpret.py adds the note).
"""

from querylang.joined import number_of
from querylang.nodes import RANKS, Node

ASKED = "ask.number"
UNITS: frozenset[str | None] = frozenset({"个", "项", "条", "家", "种", "笔", "名"})
STATING = frozenset({"indicator", "kinds"})


def join_asked_numbers(nodes: list[Node], plain: str) -> None:
    """Make 哪两个 the same as 哪些, and its number that of 最高, where that is asked for."""
    for i in range(len(nodes) - 2, -1, -1):
        if (
            nodes[i].kind == "comparator"
            and i > 0
            and nodes[i - 1].label in STATING
            and nodes[i + 1].label == "ask.unit"
        ):
            del nodes[i]  # 游客投诉件数不能超过几件
            continue
        if nodes[i].label != ASKED:
            continue
        number = number_of(nodes[i + 1], UNITS)
        ranked = [k for k, node in enumerate(nodes) if node.kind in RANKS]
        if not number or len(ranked) > 1:
            continue
        figure = nodes[i + 1]
        if ranked:
            said = _number_beside(nodes, ranked[0], i + 1)
            if said not in {None, number} or (said is None and nodes[ranked[0]].kind != "superlative"):
                continue
        else:
            said = number
        nodes[i] = nodes[i]._replace(label="ask.which", value="which", end=figure.end)
        del nodes[i + 1]
        if said is None:
            at = ranked[0] if ranked[0] < i else ranked[0] - 1
            nodes.insert(at + 1, figure)


def _number_beside(nodes: list[Node], k: int, asked: int) -> int | None:
    """The number that 最高 or 前 already has: 前三名, 最高的三个, 三个最高的."""
    if nodes[k].kind == "top_n" and isinstance(nodes[k].value, int):
        return int(str(nodes[k].value))
    beside = [at for at in (k + 1, k - 1) if 0 <= at < len(nodes) and at != asked]
    return next((number for at in beside if (number := number_of(nodes[at])) is not None), None)
