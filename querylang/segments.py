"""Sentences in parts, each of which asks of departments, years or projects of its own.

One query has one scope, and what it asks is asked of all of it: 城管局预算多少，交通局有几个项目 would become the sum
and the number of both.  Such a sentence is refused, with its parts to be asked one by one.  Where every part asks the
same it is one question, with a row for each: 城管局预算多少，交通局呢.

Two questions of one scope (有哪些项目，哪个最贵) are told apart in `halves.py`, by what each part is read as.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations, groupby, pairwise

from querylang.failure import Refused
from querylang.named import NamedTuple
from querylang.nodes import LINKS, RANKS, SUMS, Node
from querylang.places import WITHIN
from querylang.targets import says_within
from querylang.vocabulary import marker_words

SCOPE = frozenset({"department", "year"})
EACH_YEAR = frozenset({"year.each", "year.every"})  # 2023年和2024年全部项目中每个年度最高的3个: of the years before
PROJECTS = frozenset({"projects"})
# 比交通局多, 占交通局的多少, 除了交通局, 换成交通局: the department behind belongs to what stands before it.
LEADING = frozenset({"ask.than", "ask.compare", "aggregate.share", "reference.switch"})
LEADING_KINDS = frozenset({"negation", "change", "text", "comparator"})
INDICATORS = frozenset({"kinds", "kind", "level", "indicator", "which", "count_of"})
FIGURES = frozenset({"average", "median", "max", "min", "share", "times", "difference"})
ASKING = frozenset({"ask.amount", "ask.what", "ask.which", "ask.who", "ask.list", "ask.yesno"})
HOW_MUCH = marker_words("how_many")
COMPARED = frozenset({"comparison", "comparator", "superlative", "order", "sort", "more"})
THINGS = frozenset({"project", "department"})  # of which more may be asked behind: 城管局的项目和交通局的项目一共多少钱
PASSING = ASKING | LINKS | {"reference.end", "aggregate.total", "group.each", "copula.is", "filler.both"}
OF_BOTH = frozenset({"share", "times", "difference", "compare"})
OF_ALL = frozenset({"more", "order", "sort"})  # 哪个多, 从高到低
ROWS = frozenset({"project", "indicator", "goal", "all"})  # which say themselves whose they are
MOST_PARTS = 4  # that are proposed


class Segment(NamedTuple):
    """One part of a sentence, and what it asks."""

    nodes: tuple[Node, ...]
    asks: frozenset[str]
    nouns: frozenset[str]  # what it asks, and the things that it is asked of
    rest: tuple[str, ...]  # everything else that it says
    asked: bool  # with a word of asking
    totals: bool  # behind what it asks stands 一共, 加起来, 相差: of the parts before, where they do not say it


def refuse_own_questions(nodes: list[Node], plain: str) -> None:
    """城管局预算多少，交通局有几个项目: Refused; where both ask the same, the question is put once, for each."""
    for heads in (SCOPE, PROJECTS):
        segments = _segments(nodes, plain, heads)
        if any(_differ(one, other) for one, other in combinations(segments, 2)):
            raise Refused("这里问了几样，各说各的部门、年度或项目，请分开问", _parts(segments, plain))
        if heads is SCOPE and len(segments) > 1:
            _refuse_own_years(segments, plain)
            _ask_once(nodes, segments, plain)


def _segments(nodes: Sequence[Node], plain: str, heads: frozenset[str]) -> list[Segment]:
    """The parts that have a head each: the last comma or 和 before a head begins its part, or else the head does."""
    begins: list[int] = []
    head = led = -1  # the last one before, and the last that belongs to what stands before it
    for n, node in enumerate(nodes):
        if node.kind not in heads or node.label in EACH_YEAR:
            continue
        last = next((k for k in range(n - 1, -1, -1) if not _joins(nodes[k])), -1)
        if last >= 0 and (last == led or _leads(nodes, last, n) or _stands_within(nodes, last, n, plain)):
            led = n
            continue
        if head < 0:
            begins.append(0 if heads is SCOPE else n)  # 没有时效指标的A项目和B项目: what stands before is said of both
        elif last != head:
            begins.append(next((k + 1 for k in range(n - 1, head, -1) if _joins(nodes[k])), n))
        head = n
    if len(begins) < 2:
        return []
    return [_segment(nodes[begin:end], plain, begin == 0) for begin, end in pairwise([*begins, len(nodes)])]


def _leads(nodes: Sequence[Node], last: int, n: int) -> bool:
    """Whether the head belongs to what stands before it: 占交通局多少; not 城管局占多少，交通局呢."""
    apart = nodes[last].label == "aggregate.share" and last < n - 1
    return not apart and (nodes[last].label in LEADING or nodes[last].kind in LEADING_KINDS)


def _stands_within(nodes: Sequence[Node], last: int, n: int, plain: str) -> bool:
    """2024年的预算里城管局占多少: the department is a part of what stands before it."""
    shares = any(node.label == "aggregate.share" for node in nodes[n + 1 :])
    return shares and says_within(plain[nodes[last].end : nodes[n].start], WITHIN)


def _segment(nodes: Sequence[Node], plain: str, first: bool) -> Segment:
    nouns: set[str] = set()
    rest: list[str] = []
    asked = open_amount = totals = False
    head = next((n for n, node in enumerate(nodes) if node.kind in SCOPE), 0) if first else 0
    for n, node in enumerate(nodes):
        said = plain[node.start : node.end]
        behind = nodes[n + 1].kind if n + 1 < len(nodes) else ""
        asked |= node.label in ASKING or (
            node.kind in {"field", "aggregate"} and any(word in said for word in HOW_MUCH)
        )
        open_amount |= node.label == "ask.amount" and (first or "钱" in said)
        totals |= bool(nouns) and (node.label in SUMS or node.name in OF_BOTH or node.kind in OF_ALL)
        noun = "count" if node.label == "ask.amount" and behind == "thing" else _noun(node)
        if node.kind == "field" and behind in COMPARED:
            noun = ""  # 预算超过100万的, 预算最高的
        if n < head and (not noun or noun == "indicator"):
            continue  # 没有时效指标的甲局项目和乙局项目: said of both
        if noun:
            nouns.add(noun)
        passing = node.kind in SCOPE or node.label in PASSING or _joins(node)
        if not passing and (not noun or noun == "indicator"):
            rest.append(said)
    if open_amount and not nouns - THINGS:
        nouns.add("total")  # 城管局有多少
    return Segment(
        tuple(nodes), frozenset(nouns - THINGS or nouns & {"project"}), frozenset(nouns), tuple(rest), asked, totals
    )


def _joins(node: Node) -> bool:
    """和, a comma, or 还有 before a part of its own."""
    return node.label in LINKS or node.value == "also"


def _goes_on(node: Node) -> bool:
    return _joins(node) or node.kind == "reference"


def _noun(node: Node) -> str:
    """What a word asks for, said in one way for all words that ask for the same."""
    if node.kind in INDICATORS or node.label == "thing.indicator":
        return "indicator"
    if node.kind in RANKS:
        return f"{node.label} {node.value!r}"
    if node.label in {"aggregate.sum", "aggregate.grand"}:
        return "total"
    counts = node.label == "aggregate.count"
    return node.name if counts or node.kind in {"field", "thing"} or node.name in FIGURES else ""


def _differ(one: Segment, other: Segment) -> bool:
    """Whether the later part asks something else than the one before, and not something more of both."""
    if not one.asks or not other.asks or one.asks == other.asks:
        return False
    return one.asked or not one.nouns <= other.nouns


def _parts(segments: Sequence[Segment], plain: str) -> tuple[str, ...]:
    """The parts as questions, each from its first word to its last."""
    said = [
        [node for node in segment.nodes if not _joins(node) and node.kind != "reference"]
        for segment in segments[:MOST_PARTS]
    ]
    return tuple(plain[part[0].start : part[-1].end] for part in said)


def _refuse_own_years(segments: Sequence[Segment], plain: str) -> None:
    """城管局2024年预算多少，交通局2023年预算多少: a query has all its years for all its departments."""
    kinds = [{node.kind for node in one.nodes} & SCOPE for one in segments if one.asks]
    if any(not one & other for one, other in pairwise(kinds)):
        raise Refused("一个说的是部门，一个说的是年度，请分开问", _parts(segments, plain))
    said = [node for segment in segments for node in segment.nodes if node.kind in SCOPE]
    turns = [kind for kind, _ in groupby(node.kind for node in said)]
    if len(turns) > len(SCOPE) and all(_count(said, kind) > 1 for kind in SCOPE):
        raise Refused("几个部门各问了不同的年度，请分开问", _parts(segments, plain))


def _count(nodes: Iterable[Node], kind: str) -> int:
    return len({(node.label, node.value) for node in nodes if node.kind == kind})


def _ask_once(nodes: list[Node], segments: Sequence[Segment], plain: str) -> None:
    """城管局预算多少，交通局预算多少; 城管局的预算，交通局呢: the question once, 各 and whom it is asked of."""
    first, more = segments[0], segments[1:]
    if not (any(one.asks or one.rest for one in more) or any(_goes_on(node) for node in nodes)):
        return  # 交通局各项目2024年
    if not first.asks or any(one.totals and not first.totals for one in more):
        return
    if any((one.asks or one.rest) and (one.asks, one.rest) != (first.asks, first.rest) for one in more):
        raise Refused("这里问了几样，各说各的部门、年度或项目，请分开问", _parts(segments, plain))
    head = [node for node in first.nodes if node.label not in {"group.each", "reference.end"}]
    while _joins(head[-1]):
        head.pop()
    if first.asks - ROWS and not any(_adds(node, plain) for node in nodes):
        head.append(head[-1]._replace(label="group.each", value="each", start=head[-1].end))
    nodes[:] = [*head, *(node for one in more for node in one.nodes if node.label in LINKS or node.kind in SCOPE)]


def _adds(node: Node, plain: str) -> bool:
    """加, 加上, +: the parts are put together."""
    return node.label in LINKS and any(plus in plain[node.start : node.end] for plus in "加+")
