"""What a question says of two years: 比上年增加, 2024年比2023年多, 两年相差多少, 2024年有2023年没有的, 增长了百分之几.

The words are taken out of the nodes here; `changes.py` makes a query of them.
"""

from querylang.amounts import PERCENT
from querylang.comparing import join_inclusions
from querylang.comparison import Comparison
from querylang.howmuch import in_percent
from querylang.nodes import RANKS, Node
from querylang.scope import EVERY, FROM_LATEST

MOVES = frozenset({"more", "less", "any"})
RATES = frozenset({"rate", "fall"})  # 增幅, 降幅
HOW_MUCH = frozenset({"ask.amount", "ask.what", "aggregate.difference"})
COUNTS = frozenset({"aggregate.count", "aggregate.projects"})
CHANGES = frozenset({"change.more", "change.less", "change.any", "change.rate", "change.fall"})
NOT_OF_ALL = RANKS | {"more", "average", "comparison", "change"}  # beside these a difference is of something else
WHICH = frozenset({"ask.which", "ask.list"})
WHETHER = frozenset({"ask.yesno", "existence.whether"})
BEYOND = frozenset({"more", "change"})
ASKED = frozenset({"thing.project", "ask.list", "ask.which", "aggregate.count", "logic.comma"})


class Change:
    """What a question says of two years."""

    def __init__(self) -> None:
        """Nothing said yet."""
        self.words: list[str] = []  # more, less, same, any, new, gone, rate, against, reversed, since
        self.compared: Comparison | None = None
        self.how_much = False  # 增加多少: what is asked is the figure
        self.in_percent = False  # 增长了百分之几, 增幅多少

    @property
    def is_asked(self) -> bool:
        """Whether the question is about change at all."""
        return bool(self.words)


def find_change(nodes: list[Node], plain: str) -> Change:
    """Take the words of change out of the nodes, with the figure that stands right behind 增加 or 减少."""
    change = Change()
    join_inclusions(nodes)
    _join_years(nodes, change)
    _join_presence(nodes)
    _join_either_way(nodes, change)
    _join_difference(nodes, change)
    _ask_whether(nodes, change)
    change.how_much |= bool(change.words) and any(node.label == "aggregate.difference" for node in nodes)
    kept: list[Node] = []
    for n, node in enumerate(nodes):
        behind = nodes[n - 1] if n > 0 and nodes[n - 1].label in CHANGES else None
        if node.kind == "change":
            change.words.append(node.name)
            _ask_how_much(change, node, nodes[n + 1] if n + 1 < len(nodes) else None, plain)
        elif behind is None:
            kept.append(node)
        elif isinstance(node.value, Comparison) and change.compared is None and node.value.unit in {PERCENT, "元"}:
            change.compared = node.value
        elif in_percent(node, plain):
            change.how_much = change.in_percent = True
        elif node.label not in COUNTS or not any(one.label in COUNTS for one in kept):
            kept.append(node)  # not 项目数比上年多|几个
    nodes[:] = kept
    return change


def _ask_how_much(change: Change, node: Node, following: Node | None, plain: str) -> None:
    """增加多少, 多几个项目, 增幅是多少: the figure is asked for; 增加的有几个 are the projects."""
    said = plain[node.start : node.end]
    asked = following is not None and following.label in HOW_MUCH
    if node.name in MOVES:
        apart = following is not None and (following.after_de or said.endswith("的"))
        change.how_much |= asked or (following is not None and following.label in COUNTS and not apart)
    elif node.name in RATES and (asked or following is None):
        change.how_much = change.in_percent = True


def _join_years(nodes: list[Node], change: Change) -> None:
    """2024年比2023年多的, 项目数比2023年多: 比 before a year compares two, and 多 or 少 behind it is 增加 or 减少."""
    for n in range(len(nodes) - 2, -1, -1):
        compared = nodes[n].label == "ask.compare" and sum(map(_is_year, nodes[:n])) > 1  # 2024年和2023年相比多了
        if (compared or nodes[n].label == "change.against") and nodes[n + 1].kind == "more":
            _read_as_change(nodes, n + 1)
            change.words.append("against")
        if nodes[n].label != "ask.than" or not _is_year(nodes[n + 1]):
            continue
        before = next((k for k in range(n - 1, -1, -1) if _is_year(nodes[k])), None)
        if before is None and not any(node.kind in BEYOND or node.label in HOW_MUCH for node in nodes[n + 2 : n + 3]):
            continue  # 比2023年的公交补贴高的
        change.words.append("against")
        earlier = nodes.pop(n + 1)
        if before is None:
            change.words.append("since")
            nodes[n] = nodes[n]._replace(label="year.current", value="current")
            nodes.insert(n + 1, earlier)
        else:
            if not _is_later(nodes[before], earlier):
                change.words.append("reversed")
            del nodes[n]
            nodes.insert(before + 1, earlier)  # 2024年项目数比2023年多几个
        for k in range(n, len(nodes)):
            if nodes[k].kind == "more":
                _read_as_change(nodes, k)


def _read_as_change(nodes: list[Node], k: int) -> None:
    """比去年多 is 增加; 比去年多了哪些项目 asks for the new ones."""
    which = k + 1 < len(nodes) and nodes[k + 1].label in WHICH and not nodes[k + 1].after_de
    names = ("new", "gone") if which else ("more", "less")
    name = names[nodes[k].name != "desc"]
    nodes[k] = nodes[k]._replace(label=f"change.{name}", value=name)


def _is_year(node: Node) -> bool:
    return node.kind == "year"


def _is_later(one: Node, other: Node) -> bool:
    """Whether the year said first is the later one; of one by number and one relative, in their usual order."""
    if isinstance(one.value, int) and isinstance(other.value, int):
        return one.value > other.value
    return FROM_LATEST.get(one.name, 0) > FROM_LATEST.get(other.name, -1)


def _join_presence(nodes: list[Node]) -> None:
    """2024年有2023年没有的项目, 2023年没有2024年有的: 新增, or 取消 where it is the later year that lacks them."""
    years = [n for n, node in enumerate(nodes) if _is_year(node) and node.name not in EVERY]
    if len(years) != 2:
        return
    one, other = years
    between = [node.label for node in nodes[one + 1 : other] if node.label != "logic.and"]
    behind = [node.label for node in nodes[other + 1 :]]
    if between == ["existence.has"] and behind[:1] == ["negation.without"]:
        had, lacked, last = nodes[one], nodes[other], other + 1
    elif between == ["negation.without"] and (behind[:1] == ["existence.has"] or behind[:1] in ([], ["thing.project"])):
        had, lacked, last = nodes[other], nodes[one], other + (behind[:1] == ["existence.has"])
    else:
        return
    if any(node.label not in ASKED for node in nodes[last + 1 :]):
        return  # 2024年有2023年没有成本指标的
    name = "new" if _is_later(had, lacked) else "gone"
    nodes[one : last + 1] = [
        nodes[one],
        nodes[other],
        nodes[last]._replace(label=f"change.{name}", value=name),
    ]


def _join_either_way(nodes: list[Node], change: Change) -> None:
    """今年比去年多还是少, 今年是增加还是减少: by how much it has changed."""
    said = any(node.label in {"change.against", "year.current"} for node in nodes)
    for n in range(len(nodes) - 2, 0, -1):
        one, link, other = nodes[n - 1 : n + 2]
        moves = {(one.kind, one.name), (other.kind, other.name)}
        ways = {frozenset({("more", "desc"), ("more", "asc")}), frozenset({("change", "more"), ("change", "less")})}
        # 多 behind 比去年 is 增加 already
        mixed = {frozenset({("change", "more"), ("more", "asc")}), frozenset({("change", "less"), ("more", "desc")})}
        if link.label == "logic.or" and frozenset(moves) in ways | mixed and (said or "change" in dict(moves)):
            first = n - 2 if n > 1 and nodes[n - 2].label == "copula.is" else n - 1
            nodes[first : n + 2] = [one._replace(label="change.any", value="any")]
            change.how_much = True
            return


def _join_difference(nodes: list[Node], change: Change) -> None:
    """2023年和2024年农业局预算相差多少, 两年差多少: of one thing in two years, and not of two things."""
    years = [node for node in nodes if _is_year(node) and node.name not in EVERY]
    at = next((n for n, node in enumerate(nodes) if node.label == "aggregate.difference"), None)
    if at is None or len(years) != 2 or nodes[at].value != "difference":
        return
    departments = [n for n, node in enumerate(nodes) if node.kind == "department"]
    apart = [n for n in departments if n - 1 not in departments]  # 望川县文旅局 is one
    several = len(apart) > 1 or sum(node.kind == "projects" for node in nodes) > 1
    if several or any(node.kind in NOT_OF_ALL or node.label == "ask.than" for node in nodes):
        return
    nodes[at] = nodes[at]._replace(label="change.any", value="any")
    change.how_much = True


def _ask_whether(nodes: list[Node], change: Change) -> None:
    """公交运营补贴比去年增加了吗: what it was and is; 有没有增加的项目 asks for projects."""
    moves = any(node.label in {"change.more", "change.less", "change.any"} for node in nodes)
    asks = [n for n, node in enumerate(nodes) if node.label in WHETHER]
    of_rows = any(node.kind in {"thing", "group", "comparison"} | RANKS for node in nodes)
    if moves and asks and not of_rows:
        del nodes[asks[-1]]
        change.how_much = True
