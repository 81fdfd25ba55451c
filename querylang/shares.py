"""Rules for a share that is compared or ranked by: 占比超过5%, 占总额5%以上, 财政拨款占总计的比例低于50%, 占比最高.

A share that is asked for stays a word (占比是多少) and becomes a Measure in figures.py.
"""

from querylang.amounts import PERCENT
from querylang.comparison import Comparison
from querylang.failure import Refused
from querylang.fields import FIELDS, MONEY_FIELDS
from querylang.named import NamedTuple
from querylang.nodes import Node, join
from querylang.query import Measure, ShareOf
from querylang.vocabulary import marker_words

RANKING = frozenset({"superlative", "order", "sort", "top"})
OF_ALL = frozenset({"share_of_money", "share_of_all"})
IN_PERCENT = marker_words("in_percent")
NOT_MONEY = frozenset({"kinds", "indicator", "which", "count_of"})


class OpenShare(NamedTuple):
    """A share that can be of two wholes: both ways to say it."""

    phrases: tuple[str, str]


class _Run(NamedTuple):
    """The nodes that say a share: where they begin and end, and what they name."""

    first: int
    last: int
    part: str | None
    whole: str | None
    of_all: bool
    bare: bool


def share_measure(share: ShareOf) -> Measure:
    """The share of several rows put together: of the sum over all of them, or of another sum of their own."""
    return Measure("share", share if share.whole is not None else share.field)


def join_shares(nodes: list[Node], plain: str) -> None:
    """Join the words of a share where a percentage or a rank stands behind them."""
    _take_is_for_takes(nodes)
    _refuse_no_part(nodes, plain)
    i = 0
    while i < len(nodes):
        if nodes[i].label == "aggregate.share":
            run = _run_at(nodes, i, plain)
            share = _share_of(run) if run is not None and _decides(nodes, run) else None
            if run is not None and share is not None:
                join(nodes, run.first, run.last, "share_of", share)
                i = run.first
            elif i + 1 < len(nodes) and nodes[i + 1].label == "comparison":
                nodes[i] = nodes[i]._replace(label="share_unread")  # 占比超过5: no share is compared with 5万元
        i += 1


def _take_is_for_takes(nodes: list[Node]) -> None:
    """城管局是人社局预算的百分之几: as 城管局占人社局预算的百分之几."""
    for n in range(len(nodes) - 2):
        if nodes[n].label != "copula.is" or nodes[n + 1].kind != "department":
            continue
        share = n + 3 if nodes[n + 2].kind == "field" else n + 2
        if share < len(nodes) and nodes[share].label == "aggregate.share" and nodes[share].after_de:
            nodes[n] = nodes[n]._replace(label="aggregate.share", value="takes")


def _refuse_no_part(nodes: list[Node], plain: str) -> None:
    """城管局预算的百分之多少: the whole, and nothing that is a part of it."""
    said = [node for node in nodes if node.label not in {"logic.comma", "reference.end"}]
    labels = [node.kind if node.kind == "department" else node.label for node in said]
    percent = bool(said) and plain[said[-1].start : said[-1].end].startswith(IN_PERCENT)
    if percent and labels == ["department", "field.total", "aggregate.share"]:
        department = plain[said[0].start : said[0].end]
        raise Refused("没有看出是什么占它的百分之几", (f"{department}占全部的百分之多少",))


def _run_at(nodes: list[Node], i: int, plain: str) -> _Run | None:
    first, part = i, None
    if i > 0 and nodes[i - 1].kind == "field":
        if nodes[i - 1].name not in MONEY_FIELDS:
            return None
        first, part = i - 1, nodes[i - 1].name
    if first > 0 and nodes[first - 1].kind in NOT_MONEY:
        return None
    whole: str | None = None
    of_all, bare = False, True
    k = i
    while k < len(nodes):
        node = nodes[k]
        if node.label == "aggregate.share":
            of_all = of_all or node.value in OF_ALL
            bare = bare and node.value == "takes"
        elif node.label in {"ask.all", "aggregate.sum", "aggregate.grand"} or plain[node.start : node.end] == "总数":
            of_all = True
        elif node.value == "total_sum" and whole is not None:
            of_all = True  # 财政拨款总额
        elif node.kind == "field" and node.name in MONEY_FIELDS and whole is None:
            whole = node.name
        elif not (node.label == "thing.project" and nodes[k - 1].label == "ask.all"):
            break
        k += 1
    return _Run(first, k - 1, part, whole, of_all, bare)


def _decides(nodes: list[Node], run: _Run) -> bool:
    """Whether a percentage stands behind the share, or what ranks by it."""
    if run.last + 1 >= len(nodes):
        return False
    following = nodes[run.last + 1]
    if following.label == "copula.is" and run.last + 2 < len(nodes):
        following = nodes[run.last + 2]
    if isinstance(following.value, Comparison):
        return following.value.unit == PERCENT
    return following.kind in RANKING


def _share_of(run: _Run) -> ShareOf | OpenShare | None:
    """What the share is a part of; None where the words do not go together."""
    part, whole = run.part or "total", run.whole
    if part == "total":
        if whole in {None, "total"}:
            return ShareOf("total")
        return ShareOf(whole) if run.part is None and run.of_all and whole is not None else None
    if whole == part:
        return ShareOf(part)
    if whole == "total" and not run.of_all:
        return ShareOf(part, "total")
    if whole is None and run.bare and not run.of_all:
        return ShareOf(part, "total")  # 其他资金占一半以上
    if whole in {None, "total"}:
        label = FIELDS[part].label
        return OpenShare((f"{label}占总计的比例", f"{label}占全部{label}的比例"))
    return ShareOf(part, whole)
