"""Rules for kinds of indicator: side by side, at both levels, as a condition on a published level."""

from querylang.comparison import Comparison
from querylang.failure import Refused
from querylang.fields import KINDS
from querylang.joined import Kinds, Projects, joined_operator, kinds_condition, wider
from querylang.nodes import LINKS, Loose, Node, NoneOf, OfIndicator, all_of, join
from querylang.query import Condition, IndicatorKind, both

CONDITIONS = frozenset({"existence", "negation", "comparison", "text", "superlative"})

KIND_UNITS = frozenset({"类", "种"})
LEVELS = {"thing.level1": 1, "thing.level2": 2}
LEVEL_WORDS = {1: "一级指标", 2: "二级指标"}
DENIALS = frozenset({"negation.except", "negation.not"})
# What may stand between the kinds that are left out and 指标: 除满意度以外还有几个指标.
ASKING = frozenset(
    {
        "ask.list",
        "ask.which",
        "ask.what",
        "ask.amount",
        "aggregate.count",
        "negation.rest",
        "existence.has",
        "logic.comma",
        "ask.yesno",
    }
)


def join_kinds(nodes: list[Node], plain: str) -> None:
    """Kinds side by side or joined by 和, 或, 、; 效益指标下面的经济效益 is one kind at both levels."""
    for n, node in enumerate(nodes):
        # 数量、质量指标, 数量指标数, 数量超过100人的指标: the kind; elsewhere: how many
        how_many = node.label == "aggregate.count" and node.value == "amount"
        how_many = how_many and "多少" not in plain[node.start : node.end]
        if how_many and (_leads_kinds(nodes[n + 1 : n + 3]) or _touches_kind(nodes, n) or is_compared(nodes, n + 1)):
            nodes[n] = node._replace(label="kind.number", value="number")
    _drop_counts(nodes)
    _mark_kinds(nodes, plain)
    _join_filed(nodes)
    _join_hung(nodes)
    _join_neighbours(nodes, LINKS - {"logic.and", "logic.or"})
    _join_neighbours(nodes, frozenset({"logic.or"}))
    _absorb_things(nodes)
    _refuse_kind_and_indicator(nodes, plain)


def _refuse_kind_and_indicator(nodes: list[Node], plain: str) -> None:
    """满意度和参训率 asks for the indicators of a kind, and for one by name: no list is of both."""
    if any(node.kind in CONDITIONS for node in nodes):
        return  # 有满意度指标和参训率的项目
    for n in range(1, len(nodes) - 1):
        one, other = nodes[n - 1], nodes[n + 1]
        sorts = {"kinds" if isinstance(node.value, Kinds) else node.label for node in (one, other)}
        if nodes[n].label in LINKS and sorts == {"kinds", "indicator"}:
            before = plain[: one.start]
            offers = (before + plain[one.start : one.end], before + plain[other.start : other.end])
            raise Refused("一类指标和一个指标请分开问", offers)


def _leads_kinds(following: list[Node]) -> bool:
    labels = [node.label for node in following]
    return labels[:1] == ["field.indicator_count"] or (
        len(labels) > 1 and labels[0] in LINKS and following[1].kind == "kind"
    )


def _touches_kind(nodes: list[Node], n: int) -> bool:
    """数量质量时效指标: kinds in a row, not how many of the others; but 项目数量 is how many."""
    if n + 1 >= len(nodes) or (n > 0 and nodes[n - 1].kind == "thing"):
        return False
    following = nodes[n + 1]
    return following.kind == "kind" and not (following.after_de or following.after_gap)


def _mark_kinds(nodes: list[Node], plain: str) -> None:
    """Each kind as a node of Kinds; 目标 behind it is part of it."""
    i = 0
    while i < len(nodes):
        if nodes[i].label == "level.under" and _says_where(nodes, i):
            del nodes[i]  # 产出指标下面各二级指标, 业务用房经费下面的指标
            continue
        if nodes[i].kind == "kind" and "." in nodes[i].label:
            key = nodes[i].name
            join(nodes, i, i, "kinds", Kinds((IndicatorKind(wider(key)),), (key,), "list"))
            if (
                i + 1 < len(nodes)
                and nodes[i + 1].label == "field.goal"
                and plain[nodes[i + 1].start : nodes[i + 1].end] == "目标"
            ):
                join(nodes, i, i + 1, "kinds", nodes[i].value)
        i += 1


def _says_where(nodes: list[Node], i: int) -> bool:
    behind = nodes[i + 1] if i + 1 < len(nodes) else None
    if behind is None:
        return False
    of_project = i > 0 and isinstance(nodes[i - 1].value, Projects)
    return behind.kind == "group" or behind.label in LEVELS or (of_project and behind.label == "thing.indicator")


def _join_filed(nodes: list[Node]) -> None:
    """可持续影响归在产出指标下面, 却归到产出指标的: the level-1 kind that it is published under."""
    i = 0
    while i + 1 < len(nodes):
        above = nodes[i + 1].value
        if nodes[i].label == "level.filed" and isinstance(above, Kinds):
            last = i + 2 if i + 2 < len(nodes) and nodes[i + 2].label == "level.under" else i + 1
            linked = i > 1 and nodes[i - 1].label in {"logic.and", "logic.comma"}  # 是经济效益却归到产出指标的
            at = i - 2 if linked else i - 1
            nested = _nested(above, nodes[at].value) if at >= 0 else None
            if last + 1 < len(nodes) and isinstance(nodes[last + 1].value, Kinds):
                del nodes[i]  # 归在产出指标下面的社会效益
            elif nested is not None:
                join(nodes, at, last, "kinds", nested)
            elif i == 0 or not isinstance(nodes[i - 1].value, Kinds):
                join(nodes, i, last, "cond", kinds_condition(above))
        i += 1


def _join_hung(nodes: list[Node]) -> None:
    """产出指标下面挂了可持续影响: 有 goes before the kind at both levels."""
    for i in range(len(nodes) - 4, -1, -1):
        labels = [node.label for node in nodes[i + 1 : i + 3]]
        nested = _nested(nodes[i].value, nodes[i + 3].value) if labels == ["level.under", "existence.has"] else None
        if nested is not None:
            has = nodes[i + 2]._replace(start=nodes[i].start, end=nodes[i].start)
            join(nodes, i, i + 3, "kinds", nested)
            nodes.insert(i, has)


def _nested(above: object, below: object) -> Kinds | None:
    return _both_levels(above, below, True) if isinstance(above, Kinds) and isinstance(below, Kinds) else None


def _join_neighbours(nodes: list[Node], links: frozenset[str]) -> None:
    """Join kinds side by side, or with one of the links between them."""
    i = 0
    while i + 1 < len(nodes):
        first, second = nodes[i], nodes[i + 1]
        if isinstance(first.value, Kinds) and isinstance(second.value, Kinds):
            nested = _both_levels(first.value, second.value, second.after_de)
            join(nodes, i, i + 1, "kinds", nested or _side_by_side(first.value, second.value))
            continue
        third = nodes[i + 2] if i + 2 < len(nodes) else None
        if isinstance(first.value, Kinds) and third is not None and isinstance(third.value, Kinds):
            nested = _both_levels(first.value, third.value, second.label == "level.under")
            if nested is not None:
                join(nodes, i, i + 2, "kinds", nested)
                continue
            mixed = second.label == "logic.or" and "and" in {first.value.operator, third.value.operator}
            if second.label in links and not is_compared(nodes, i + 3) and not (mixed and _exist(nodes, i - 1)):
                operator = joined_operator(first.value.operator, second.name)
                items = (*first.value.items, *third.value.items)
                join(nodes, i, i + 2, "kinds", Kinds(items, (*first.value.keys, *third.value.keys), operator))
                continue
        i += 1


def _exist(nodes: list[Node], i: int) -> bool:
    """有成本指标或时效指标和满意度指标: 和 binds tighter than 或, where a project has to have them."""
    return i >= 0 and nodes[i].kind == "existence"


def is_compared(nodes: list[Node], i: int) -> bool:
    """Whether a comparison stands at a place."""
    return i < len(nodes) and nodes[i].label == "comparison" and i >= 1


def _drop_counts(nodes: list[Node]) -> None:
    """数量、质量、时效三类指标: the number only repeats how many kinds were named."""
    for n in range(len(nodes) - 1, 0, -1):
        number = nodes[n].value
        if (
            isinstance(number, Comparison)
            and number.bare
            and number.unit in KIND_UNITS
            and _kinds_before(nodes, n) == number.number
        ):
            del nodes[n]


def _kinds_before(nodes: list[Node], n: int) -> int:
    """How many kinds stand joined right before a place."""
    count = 0
    k = n - 1
    while k >= 0 and nodes[k].kind == "kind":
        count += 1
        k -= 2 if k > 0 and nodes[k - 1].label in LINKS else 1
    return count


def _absorb_things(nodes: list[Node]) -> None:
    """没有经济效益方面的指标: 指标 only says that the kind is one of indicators."""
    for n in range(len(nodes) - 1, 1, -1):
        condition = nodes[n - 2].label in {"existence.has", "negation.without", "existence.whether"}
        if nodes[n].label == "thing.indicator" and isinstance(nodes[n - 1].value, Kinds) and condition:
            join(nodes, n - 1, n, "kinds", nodes[n - 1].value)


def _both_levels(first: Kinds, second: Kinds, nested: bool) -> Kinds | None:
    """产出指标里的社会效益: as published under both levels."""
    if len(first.items) != 1 or len(second.items) != 1 or not nested:
        return None
    if KINDS[first.keys[0]].level != 1 or KINDS[second.keys[0]].level == 1:
        return None
    joined = both(first.items[0], second.items[0])
    return None if joined is None else Kinds((joined,), second.keys, "list")


def _side_by_side(first: Kinds, second: Kinds) -> Kinds:
    """A level-1 kind and a level-2 kind of it: as published under both.  Otherwise two kinds."""
    if len(first.items) == 1 and len(second.items) == 1:
        one, two = KINDS[first.keys[0]], KINDS[second.keys[0]]
        if one.level == 1 and two.level == 2 and two.parent == one.key:
            return Kinds((both(first.items[0], second.items[0]),), (two.key,), "list")
        if one.key == two.key:
            return first
    return Kinds((*first.items, *second.items), (*first.keys, *second.keys), "list")


def join_levels(nodes: list[Node], plain: str) -> None:
    """一级指标是产出指标, 二级是社会效益, 一级成本指标: a condition on the published level."""
    i = 0
    while i < len(nodes):
        level = LEVELS.get(nodes[i].label)
        if level is not None and not (i > 0 and nodes[i - 1].kind == "group"):
            k = i + 1
            denied = False
            if k < len(nodes) and nodes[k].label == "negation.not":
                denied, k = True, k + 1
            if k < len(nodes) and nodes[k].label == "copula.is":
                k += 1
            kinds = nodes[k].value if k < len(nodes) else None
            if isinstance(kinds, Kinds):
                said = kinds._replace(items=tuple(_at_level(item, level) for item in kinds.items))
                loose: Loose = kinds_condition(said)
                plainly = k == i + 1
                value = said if plainly else NoneOf(loose) if denied else loose
                join(nodes, i, k, "kinds" if plainly else "cond", value)
        i += 1


def _at_level(item: Condition, level: int) -> Condition:
    """A kind as filed under one level alone; Refused for a kind that only the other level has."""
    if not isinstance(item, IndicatorKind):
        return item
    here = tuple(key for key in item.kinds if KINDS[key].level == level)
    kind = KINDS[item.kinds[0]]
    below = [one for one in KINDS.values() if one.parent == kind.key]
    if here or len(below) == 1:
        return IndicatorKind(here or (below[0].key,))  # 二级指标是满意度: there is one such kind
    said = f"{LEVEL_WORDS[kind.level]}是{kind.label}"
    offered = (said, *(f"{LEVEL_WORDS[level]}是{one.label}" for one in below))
    raise Refused(f"{kind.label}是{LEVEL_WORDS[kind.level]}，不是{LEVEL_WORDS[level]}", offered)


def join_other_kinds(nodes: list[Node], plain: str) -> None:
    """除满意度以外的指标, 非产出指标, 不是满意度的指标: the indicators of any other kind."""
    labels = [node.label for node in nodes]
    at = max((n for n, label in enumerate(labels) if label == "thing.project"), default=-1) + 1
    kinds = nodes[at].value if at < len(nodes) else None
    leads = labels[at + 1 : at + 3] == ["negation.except_end", "thing.indicator"]
    if leads and isinstance(kinds, Kinds):  # 满意度以外的指标, 30万以上的项目里满意度以外的指标
        join(nodes, at, at + 1, "cond", all_of([NoneOf(OfIndicator(item)) for item in kinds.items]))
    for i in range(len(nodes) - 2, -1, -1):
        kinds = nodes[i + 1].value
        if nodes[i].label not in DENIALS or not isinstance(kinds, Kinds):
            continue
        last = i + 2 if i + 2 < len(nodes) and nodes[i + 2].label == "negation.except_end" else i + 1
        twice = i > 0 and nodes[i - 1].kind in {"existence", "negation"}  # 没有非产出指标: of two different things
        plainly = all(isinstance(item, IndicatorKind) for item in kinds.items)
        if plainly and not twice and _of_the_others(nodes, i, last, plain):
            join(nodes, i, last, "cond", all_of([NoneOf(OfIndicator(item)) for item in kinds.items]))
            if all(node.label != "thing.indicator" for node in nodes):
                nodes.insert(i + 1, nodes[i]._replace(label="thing.indicator", value="indicator", start=nodes[i].end))
        elif plain.startswith("非", nodes[i].start):
            join(nodes, i, i + 1, "unknown", None)


def _of_the_others(nodes: list[Node], i: int, last: int, plain: str) -> bool:
    """Whether indicators are asked for, and nothing but the kinds says which."""
    rest = nodes[last + 1 :]
    if any(node.label in {"comparison", "thing.project"} or node.kind == "negation" for node in rest[1:]):
        return False
    named = {"projects"} if nodes[i].label == "negation.except" else set()  # 除了满意度，内审还有哪些指标
    after = next((node for node in rest if node.label not in ASKING | named), None)
    if nodes[i].label == "negation.except":
        return after is not None and after.label == "thing.indicator"
    direct = rest[0] if rest else None
    said = plain[nodes[i + 1].start : nodes[i + 1].end]
    return (
        (direct is not None and direct.label == "thing.indicator")
        or (plain.startswith("非", nodes[i].start) and said.endswith("指标"))
        or (after is None and i > 0 and nodes[i - 1].label == "thing.indicator")  # 指标中非产出类的
    )
