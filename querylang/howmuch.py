"""Rules for what one thing is above another: A比B贵多少, A少于B多少, A比B高百分之几.

比 and 少于 alone make a condition, which would answer with A itself; the words that ask how much it is must not be lost
behind it.  A比B高百分之几 and A是B的几倍 set the same two sides beside each other; 多几倍 does not say which it is.
"""

from itertools import pairwise

from querylang.comparison import Comparison
from querylang.failure import Refused
from querylang.nodes import Node, join
from querylang.query import Part
from querylang.shares import IN_PERCENT
from querylang.vocabulary import marker_words

DIFFERENCE = "aggregate.difference"
SHARE = "aggregate.share"
TIMES = "aggregate.times"
SIDES = frozenset({"projects", "project", "department"})
AVERAGES = frozenset({"aggregate.average", "aggregate.median"})
NUMBERS = frozenset({"aggregate.count", "thing.project", "thing.indicator"})  # 项目数, 项目, 指标
OF_DEPARTMENTS = frozenset({"department", "year", "logic", "ask"})
BEYOND = marker_words("beyond")
ENDINGS = frozenset({"logic.comma", "reference.end"})
BEHIND_SAME = ENDINGS | {"ask.yesno"}
SOME = "几"
MANY = frozenset("多少")  # of a number; 高, 低 are of values
HOW_MUCH = marker_words("how_much")


def join_how_much(nodes: list[Node], plain: str) -> None:
    """Make 贵多少, 便宜多少钱 and 多多少万 the difference that 多多少 is, and 少于X多少 that of 比X少多少."""
    for i in range(1, len(nodes) - 2):
        other, asked = nodes[i + 1], nodes[i + 2]
        compared = nodes[i].kind == "comparator" and not isinstance(nodes[i].value, Comparison)
        if compared and other.label in SIDES and not asked.after_de and _asks(asked, plain):
            nodes[i] = nodes[i]._replace(label="ask.than", value="than")
            nodes[i + 2] = asked._replace(label=DIFFERENCE, value="difference")
    if SOME in plain:
        _ask_roughly(nodes, plain)
    _ask_whether_same(nodes)
    at = next((n for n, node in enumerate(nodes) if node.label == "ask.than"), len(nodes))
    for i in range(len(nodes) - 2, at, -1):
        more, asked = nodes[i], nodes[i + 1]
        beyond = more.kind == "comparator" and plain.startswith(BEYOND, more.start)
        if not (more.kind == "more" or beyond) or asked.after_de:
            continue
        if asked.label == TIMES:
            sentence = plain[: nodes[at].start] + "是" + plain[nodes[at].end : more.start] + "的几倍"
            raise Refused("“多几倍”有两种算法，请问一个是另一个的几倍", (sentence,))
        if _asks(asked, plain):
            join(nodes, i, i + 1, DIFFERENCE, "difference")
        elif _counts(asked) and more.kind == "more":
            if not MANY & set(plain[more.start : more.end]) or plain.startswith("点", asked.end):
                raise Refused("指标值相差几个百分点算不了，请先各问各的")  # 满意度低几个点
            nodes[i] = more._replace(label=DIFFERENCE, value="difference")  # 多几个指标
        elif asked.label == SHARE and any(_is_side(node) for node in nodes[at:i]):
            if not in_percent(asked, plain):
                raise Refused("没有看出是问一个比另一个多百分之几，还是占多少", (plain[: more.start] + "多多少",))
            part: Part = "percent_less" if more.name == "asc" else "percent_more"
            join(nodes, i, i + 1, DIFFERENCE, part)
    _join_times(nodes)
    _bring_departments_together(nodes)
    _count_differing_things(nodes, plain)


def _count_differing_things(nodes: list[Node], plain: str) -> None:
    """多多少项目, 相差多少指标: a number of them; 项目相差多少, of two departments, may be either."""
    for i in range(len(nodes) - 2, -1, -1):
        asked, things = nodes[i], nodes[i + 1]
        if DIFFERENCE not in {asked.label, things.label}:
            continue
        of_projects = i > 0 and asked.label == "thing.project"
        of_departments = of_projects and all(node.kind in OF_DEPARTMENTS for node in nodes[:i])
        if of_departments and not plain[: things.end].endswith("钱"):
            sides = "和".join(plain[node.start : node.end] for node in nodes[:i] if node.kind == "department")
            offers = (f"{sides}的项目数相差多少", f"{sides}的预算相差多少")
            raise Refused("没有看出是比项目的个数，还是比金额", offers)
        counted = things.label in {"thing.project", "thing.indicator"} or things.kind == "kind"
        if asked.label == DIFFERENCE and counted and not things.after_de and plain[: asked.end].endswith(HOW_MUCH):
            nodes.insert(i + 1, asked._replace(label="aggregate.count", value="count", start=asked.end))


def _bring_departments_together(nodes: list[Node]) -> None:
    """教育局的预算是水务局的几倍, 教育局项目数比水务局多多少: the figure goes behind both departments."""
    for i in range(len(nodes) - 4):
        one, field, than, other = nodes[i : i + 4]
        figure = field.kind in {"field", "project"} or field.label in NUMBERS  # 城管局的X比交通局的多多少
        if figure and (one.label, than.label, other.label) == ("department", "ask.than", "department"):
            said_twice = nodes[i + 4].label == field.label
            nodes[i : i + 4] = [one, than, other] if said_twice else [one, than, other, field]
            return


def _join_times(nodes: list[Node]) -> None:
    """A是B的几倍: the two sides of a difference, with 是 between them."""
    last = len(nodes) - 1
    for i in range(last, 1, -1):
        if nodes[i].label != TIMES:
            continue
        between = next((k for k in range(i - 2, 0, -1) if nodes[k].label == "copula.is"), None)
        if between is not None:
            nodes[between] = nodes[between]._replace(label="ask.than", value="than")
            nodes[i] = nodes[i]._replace(label=DIFFERENCE, value="times")


def _ask_roughly(nodes: list[Node], plain: str) -> None:
    """内审是几万, 业务用房几百万: behind a project the range only says in what to count; 几万的项目 is a condition."""
    said = [node for node in nodes if node.label not in ENDINGS]
    last = said[-1] if said else None
    money = last is not None and isinstance(last.value, Comparison) and last.value.unit in {None, "元"}
    if (
        last is None
        or not money
        or last.label != "comparison"
        or not plain[last.start :].lstrip("是为有").startswith(SOME)
    ):
        return
    if (
        said[-2:-1]
        and said[-2].label in {"project", "field.total", "group.each"}
        and any(node.label == "project" for node in said)
    ):
        nodes[nodes.index(last)] = last._replace(label="ask.amount", value="amount")


def _ask_whether_same(nodes: list[Node]) -> None:
    """内审和法律顾问一样多吗: both are shown; not 和内审一样多的项目."""
    said = [node for node in nodes if node.label not in BEHIND_SAME]
    if said and said[-1].label == "same.as" and sum(node.label in SIDES for node in said) > 1:
        nodes[nodes.index(said[-1])] = said[-1]._replace(label="ask.compare", value="compare")


def asks_how_much(nodes: list[Node], plain: str) -> bool:
    """Whether words behind what is compared ask by how much: 多多少, 贵多少, 多几个指标, 高百分之几, 几倍."""
    return any(
        node.label in {DIFFERENCE, TIMES}
        or (node.kind == "more" and (_asks(behind, plain) or _counts(behind) or in_percent(behind, plain)))
        for node, behind in pairwise([*nodes, nodes[-1]])
    )


def in_percent(node: Node, plain: str) -> bool:
    """百分之几, 几成; not 占多少."""
    return node.label == SHARE and plain.startswith(IN_PERCENT, node.start)


def _counts(node: Node) -> bool:
    return node.label == "aggregate.count"


def _is_side(node: Node) -> bool:
    return node.label in SIDES | AVERAGES or node.kind in {"nth", "rank", "superlative"}


def _asks(node: Node, plain: str) -> bool:
    return node.label in {"ask.amount", "field.total"} and plain.startswith(HOW_MUCH, node.start)
