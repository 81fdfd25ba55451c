"""Rules that join words into conditions: texts, mentions, kinds of indicator, comparisons, existence, faults.

Each rule takes the list of nodes and replaces runs of them in place.  They run in the order of `CONDITION_RULES`; a
rule only ever joins what stands side by side, so that a word between two others is never skipped.
"""

from decimal import Decimal
from typing import NamedTuple

from querylang.comparison import Comparison
from querylang.fields import KINDS, MONEY_FIELDS
from querylang.nodes import (
    ANDS,
    INDICATOR_TEXT,
    LINKS,
    AllOf,
    Loose,
    Node,
    NoneOf,
    OfIndicator,
    Topic,
    all_of,
    any_of,
    join,
)
from querylang.query import (
    Aggregate,
    Amount,
    Compare,
    Condition,
    CountOf,
    Empty,
    Fault,
    FieldOf,
    Filled,
    IndicatorKind,
    IndicatorNamed,
    Named,
    Op,
    Operand,
    Range,
    Target,
    Term,
    TextMatch,
    Which,
    both,
    either,
)
from querylang.recognise import QUOTES
from querylang.words import Mention, Quoted

# A word of a question also stands for the other place where documents file the same kind.
WIDER = {"cost": ("cost", "cost_group")}
COUNT_UNITS = frozenset({None, "个", "项", "条", "人", "家", "种", "笔"})
COUNT_OR_KIND = "数量"  # 数量、质量指标: the kind; elsewhere: how many
TAILS = frozenset({"经费", "资金", "费用"})
TEN_THOUSAND = Decimal(10000)


class Kinds(NamedTuple):
    """Kinds of indicator named side by side, each an indicator-level condition, and what joins them."""

    items: tuple[Condition, ...]
    keys: tuple[str, ...]
    operator: str  # "and", "or", "list" (only commas, or nothing)


class Projects(NamedTuple):
    """Projects named side by side; each side is the names that one mention can mean."""

    sides: tuple[tuple[str, ...], ...]
    operator: str  # "one", "and", "or", "list"
    exact: bool

    @property
    def names(self) -> tuple[str, ...]:
        """All names, each once, in order."""
        return tuple(dict.fromkeys(name for side in self.sides for name in side))


class Subject(NamedTuple):
    """What a comparison speaks of: a term of the project, or targets of indicators."""

    term: Term | None
    indicators: Condition | None
    which: Which | None


# ------------------------------------------------------------------------------------------------ mentions


def join_mentions(nodes: list[Node], plain: str) -> None:
    """Two mentions of one project written side by side narrow each other; with 和, 或, 、 they are several projects."""
    i = 0
    while i < len(nodes):
        if nodes[i].label == "project":
            mention = nodes[i].value
            assert isinstance(mention, Mention)  # noqa: S101
            join(nodes, i, i, "projects", Projects((mention.names,), "one", mention.exact))
        i += 1
    for k in range(len(nodes)):
        _absorb_number(nodes, k)
    _narrow_by_neighbours(nodes)
    i = 0
    while i + 2 < len(nodes):
        first, link, second = nodes[i : i + 3]
        linked = link.label in LINKS or (link.label == "ask.than" and _asks_difference(nodes, i + 3))
        if isinstance(first.value, Projects) and isinstance(second.value, Projects) and linked:
            operator = _joined_operator(first.value.operator, link.name)
            sides = (*first.value.sides, *second.value.sides)
            if first.value.sides == second.value.sides:
                sides = first.value.sides
            join(nodes, i, i + 2, "projects", Projects(sides, operator, first.value.exact and second.value.exact))
            _narrow_by_neighbours(nodes)
        else:
            i += 1
    for k in range(len(nodes)):
        _absorb_number(nodes, k)
    _absorb_number_before(nodes)
    _absorb_tails(nodes, plain)
    _join_indicators(nodes)


def _absorb_tails(nodes: list[Node], plain: str) -> None:
    """机房经费的质量指标: 经费 right behind a part of a name belongs to it, where something else is asked."""
    i = 0
    while i + 2 < len(nodes):
        projects, tail = nodes[i].value, nodes[i + 1]
        if (
            isinstance(projects, Projects)
            and not projects.exact
            and plain[tail.start : tail.end] in TAILS
            and not (tail.after_de or tail.after_gap)
            and any(node.kind in {"kind", "which", "indicator", "field"} for node in nodes[i + 2 :])
        ):
            join(nodes, i, i + 1, "projects", projects)
        i += 1


def _join_indicators(nodes: list[Node]) -> None:
    """Indicators named side by side are alternatives."""
    i = 0
    while i + 2 < len(nodes):
        first, link, second = nodes[i : i + 3]
        if first.label == second.label == "indicator" and link.label in LINKS:
            one, other = first.value, second.value
            assert isinstance(one, Mention)  # noqa: S101
            assert isinstance(other, Mention)  # noqa: S101
            names = tuple(dict.fromkeys((*one.names, *other.names)))
            join(nodes, i, i + 2, "indicator", Mention(names, one.exact and other.exact))
        else:
            i += 1


def _absorb_number_before(nodes: list[Node]) -> None:
    """两个招考项目: the number only repeats how many projects the mention can mean."""
    i = 0
    while i + 1 < len(nodes):
        number, projects = nodes[i].value, nodes[i + 1].value
        if isinstance(number, Comparison) and isinstance(projects, Projects) and number.bare:
            if number.unit in COUNT_UNITS and number.number == len(projects.names):
                join(nodes, i, i + 1, "projects", projects)
        i += 1


def _absorb_number(nodes: list[Node], i: int) -> None:
    """41号和34号两个, 薪酬调查的两笔: the number only repeats how many were named."""
    if i + 1 >= len(nodes):
        return
    projects, number = nodes[i].value, nodes[i + 1].value
    if not isinstance(projects, Projects):
        return
    repeats = (
        isinstance(number, Comparison)
        and number.bare
        and number.unit in COUNT_UNITS - {None}
        and number.number in {len(projects.sides), len(projects.names)}
    )
    if repeats or (nodes[i + 1].label == "filler.both" and len(projects.names) == 2):  # noqa: PLR2004 - 两者
        join(nodes, i, i + 1, "projects", projects)


def _asks_difference(nodes: list[Node], i: int) -> bool:
    """A比B多多少, A比B的预算少多少."""
    following = [node.label for node in nodes[i : i + 3]]
    return "aggregate.difference" in following


def _joined_operator(before: str, link: str) -> str:
    link = {"comma": "list", "with": "and"}.get(link, link)
    return link if before in {"one", "list"} else before


def _narrow_by_neighbours(nodes: list[Node]) -> None:
    i = 0
    while i + 1 < len(nodes):
        first, second = nodes[i], nodes[i + 1]
        if isinstance(first.value, Projects) and isinstance(second.value, Projects):
            shared = _shared(first.value, second.value)
            if shared is not None:
                join(nodes, i, i + 1, "projects", shared)
                continue
            if second.after_gap and first.value.exact and second.value.exact:
                sides = (*first.value.sides, *second.value.sides)
                join(nodes, i, i + 1, "projects", Projects(sides, "list", True))
                continue
        for a, b in ((first, second), (second, first)):
            if isinstance(a.value, Projects) and b.label == "year":
                named = _names_with_year(a.value, b.value)
                if named is not None:
                    join(nodes, i, i + 1, "projects", named)
                    break
        else:
            i += 1


def _shared(first: Projects, second: Projects) -> Projects | None:
    """What both mentions can mean, or None."""
    if len(first.sides) == 1 and len(second.sides) == 1:
        names = tuple(name for name in first.sides[0] if name in second.sides[0])
        if not names:
            return None
        return Projects((names,), "one", (first.exact or second.exact) and len(names) == 1)
    wide, narrow = (first, second) if len(first.sides) > 1 else (second, first)
    if len(narrow.sides) != 1:
        return None
    sides = tuple(tuple(name for name in side if name in narrow.sides[0]) for side in wide.sides)
    return Projects(sides, wide.operator, wide.exact) if all(sides) else None


def _names_with_year(projects: Projects, year: object) -> Projects | None:
    """A year beside a mention picks the names that hold it."""
    if len(projects.sides) != 1:
        return None
    names = tuple(name for name in projects.sides[0] if str(year) in name)
    return Projects((names,), "one", projects.exact) if names else None


# ------------------------------------------------------------------------------------------------ texts

_STOP_TEXT = frozenset(
    {"reference.end", "text.unrelated", "logic.comma", "logic.open", "logic.close", "text.about", "ask.yesno"}
)


def join_texts(nodes: list[Node], plain: str) -> None:
    """X相关的, 涉及X, 提到X, 名字带X, 指标值是X."""
    i = 0
    while i < len(nodes):
        node = nodes[i]
        if node.label in {"text.about", "text.unrelated"}:
            i = _text_before(nodes, i, plain)
        elif node.label == "text.mentions" or _says(nodes, i):
            _text_after(nodes, i, plain)
        i += 1


def _says(nodes: list[Node], i: int) -> bool:
    """名字叫X, 名称里有X, 指标值是X: a field of text and a word that introduces what it says."""
    node = nodes[i]
    if i == 0 or i + 1 >= len(nodes):
        return False
    before = nodes[i - 1]
    if before.kind == "text" and before.name == "name":
        return node.label in {"existence.has", "copula.is", "text.called", "negation.without"} or _is_text(node)
    if node.label == "copula.is":
        return (before.kind == "which" or before.label in {"kinds", "indicator"} or before.kind == "kind") and _is_text(
            nodes[i + 1]
        )
    return False


def _is_text(node: Node) -> bool:
    return node.label in {"unknown", "quoted", "project", "projects", "indicator"}


def _text_after(nodes: list[Node], i: int, plain: str) -> None:
    """Read the texts that follow a marker, with the field that stands before it."""
    first = (
        i + 1 if not (nodes[i].kind not in {"text", "existence", "copula", "negation"} and _is_text(nodes[i])) else i
    )
    if first >= len(nodes):
        return
    texts: list[str] = []
    operator = "or"
    end = first
    denied = nodes[i].label == "negation.without"
    while end < len(nodes):
        last = _text_end(nodes, end)
        if last < end:
            break
        texts.append(_said(nodes, end, last, plain))
        end = last + 1
        if end + 1 < len(nodes) and nodes[end].label in LINKS and _is_text(nodes[end + 1]):
            operator = "and" if nodes[end].label in ANDS else operator
            end += 1
            continue
        break
    if not texts:
        return
    marker = i
    if i > 0 and nodes[i - 1].label in {"negation.without", "negation.not"}:
        denied = not denied  # 绩效目标里没有提到人才的
        i -= 1
    begin, fields, extra = _text_field(nodes, i)
    mode = "equals" if nodes[marker].label == "copula.is" and fields != ("project",) else "contains"
    parts = [_text_condition(text, fields, extra, mode) for text in texts]
    loose = all_of(parts) if operator == "and" else any_of(parts)
    join(nodes, begin, end - 1, "cond", NoneOf(loose) if denied else loose)


def _text_end(nodes: list[Node], first: int) -> int:
    """Index of the last node of one text that begins at first; first - 1 when none does."""
    if nodes[first].label == "quoted":
        return first
    last = first - 1
    for k in range(first, len(nodes)):
        node = nodes[k]
        if node.label in _STOP_TEXT or node.kind in {
            "ask",
            "logic",
            "aggregate",
            "negation",
            "existence",
            "superlative",
        }:
            break
        if k > first and (
            node.after_de or node.label in {"comparison", "quoted"} or node.kind in {"thing", "order", "sort"}
        ):
            break
        if k == first and node.kind == "thing":
            break
        last = k
    return last


def _said(nodes: list[Node], first: int, last: int, plain: str) -> str:
    value = nodes[first].value
    if isinstance(value, Quoted):
        return value.text
    if first == last and plain[nodes[first].start] in QUOTES:
        return plain[nodes[first].start + 1 : nodes[first].end - 1]
    return plain[nodes[first].start : nodes[last].end]


def _text_field(nodes: list[Node], i: int) -> tuple[int, tuple[str, ...] | None, Condition | None]:
    """The field named before a marker: (index of its first node, fields or None for all, kinds it is limited to)."""
    begin = i
    fields: tuple[str, ...] | None = None
    extra: Condition | None = None
    while begin > 0:
        before = nodes[begin - 1]
        if before.kind == "text" and before.name == "name":
            fields = ("indicator",) if fields == ("indicator",) else ("project",)
        elif before.label == "field.goal":
            fields = ("goal",)
        elif before.kind == "which":
            fields = {"annual": ("annual",), "cycle": ("cycle",)}.get(before.name, ("annual",))
            if before.name == "both" and nodes[i].label != "copula.is":
                fields = ("annual", "cycle")
        elif before.label == "thing.indicator" and fields is None and begin - 1 > 0:
            fields = ("indicator",)
        elif before.kind == "kind" and fields != ("project",):
            extra = IndicatorKind(wider(before.name))
            fields = fields or ("annual",)
        elif before.label == "indicator" and isinstance(before.value, Mention):
            extra = IndicatorNamed(before.value.names)
            fields = fields or ("annual",)
        else:
            break
        begin -= 1
        if fields == ("project",) and nodes[begin].kind == "text":
            if begin > 0 and nodes[begin - 1].label in {"thing.project", "thing.indicator"}:
                fields = ("indicator",) if nodes[begin - 1].label == "thing.indicator" else fields
                begin -= 1
            break
    return begin, fields, extra


def _text_condition(text: str, fields: tuple[str, ...] | None, extra: Condition | None, mode: str) -> Loose:
    if fields is None:
        return Topic(text)
    match = TextMatch(fields, "equals" if mode == "equals" else "contains", text)
    if fields[0] in INDICATOR_TEXT:
        joined = both(extra, match)
        assert joined is not None  # noqa: S101
        return OfIndicator(joined)
    return match


def _text_before(nodes: list[Node], i: int, plain: str) -> int:
    """Read the texts before 相关, 有关; returns the index of the joined node."""
    texts: list[str] = []
    operator = "or"
    end = i - 1
    begin = i
    while end >= 0 and _content(nodes[end]):
        first = end
        while first > 0 and _content(nodes[first - 1]) and not nodes[first].after_gap and not nodes[first].after_de:
            first -= 1
        texts.insert(0, _said(nodes, first, end, plain))
        begin = first
        if first >= 2 and nodes[first - 1].label in LINKS and _content(nodes[first - 2]):
            operator = "and" if nodes[first - 1].label in ANDS else operator
            end = first - 2
            continue
        break
    if not texts:
        return i
    if begin > 0 and nodes[begin - 1].label in ANDS:
        begin -= 1  # 与人才有关
    if begin > 0 and nodes[begin - 1].label == "text.mentions":
        begin -= 1  # 查找与人才有关的
    parts = [_text_condition(text, None, None, "contains") for text in texts]
    loose = all_of(parts) if operator == "and" else any_of(parts)
    join(nodes, begin, i, "cond", NoneOf(loose) if nodes[i].label == "text.unrelated" else loose)
    return begin


def _content(node: Node) -> bool:
    return _is_text(node) or node.kind == "kind"


# ------------------------------------------------------------------------------------------------ kinds of indicator


def wider(key: str) -> tuple[str, ...]:
    """A kind with the other places where documents file it, sorted."""
    return tuple(sorted(WIDER.get(key, (key,))))


def join_kinds(nodes: list[Node], plain: str) -> None:
    """Kinds side by side or joined by 和, 或, 、; 效益指标下面的经济效益 is one kind at both levels."""
    i = 0
    while i < len(nodes):
        if nodes[i].label == "aggregate.count" and plain[nodes[i].start : nodes[i].end] == COUNT_OR_KIND:
            if i + 2 < len(nodes) and nodes[i + 1].label in LINKS and nodes[i + 2].kind == "kind":
                nodes[i] = nodes[i]._replace(label="kind.number", value="number")
        if nodes[i].label == "level.under" and i + 1 < len(nodes) and nodes[i + 1].kind == "group":
            del nodes[i]  # 产出指标下面各二级指标
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
            if second.label in LINKS - {"logic.and"} and not _compared(nodes, i + 3):
                operator = _joined_operator(first.value.operator, second.name)
                items = (*first.value.items, *third.value.items)
                join(nodes, i, i + 2, "kinds", Kinds(items, (*first.value.keys, *third.value.keys), operator))
                continue
        i += 1


def _compared(nodes: list[Node], i: int) -> bool:
    return i < len(nodes) and nodes[i].label == "comparison" and i >= 1


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
        if one.level == 1 and two.level == 2 and two.parent == one.key:  # noqa: PLR2004 - the two levels of the form
            joined = both(first.items[0], second.items[0])
            assert joined is not None  # noqa: S101
            return Kinds((joined,), (two.key,), "list")
        if one.key == two.key:
            return first
    return Kinds((*first.items, *second.items), (*first.keys, *second.keys), "list")


def join_levels(nodes: list[Node], plain: str) -> None:
    """一级指标是产出指标, 二级是社会效益: a condition on the published level."""
    i = 0
    while i < len(nodes):
        if nodes[i].label in {"thing.level1", "thing.level2"}:
            k = i + 1
            denied = False
            if k < len(nodes) and nodes[k].label == "negation.not":
                denied, k = True, k + 1
            if k < len(nodes) and nodes[k].label == "copula.is":
                k += 1
            if k < len(nodes) and isinstance(nodes[k].value, Kinds) and k > i + 1:
                loose: Loose = kinds_condition(nodes[k].value)
                join(nodes, i, k, "cond", NoneOf(loose) if denied else loose)
            elif k < len(nodes) and isinstance(nodes[k].value, Kinds):
                join(nodes, i, k, "kinds", nodes[k].value)
        i += 1


def kinds_condition(value: object) -> OfIndicator:
    """Indicators of any of the kinds."""
    assert isinstance(value, Kinds)  # noqa: S101
    return OfIndicator(either(*value.items))


# ------------------------------------------------------------------------------------------------ comparisons


def join_comparisons(nodes: list[Node], plain: str) -> None:
    """Bind each comparison to what it speaks of: left neighbour, the comparison before it, right neighbour, 总计."""
    _join_inclusions(nodes)
    i = 0
    previous: Subject | None = None
    while i < len(nodes):
        node = nodes[i]
        if node.label != "comparison" or not isinstance(node.value, Comparison):
            if node.label not in LINKS | {"cond"}:
                previous = None
            i += 1
            continue
        first, last, subject = _find_subject(nodes, i, previous)
        if subject is None:
            i += 1
            continue
        comparison = node.value
        condition = _compare(subject, comparison)
        if condition is None:
            i += 1
            continue
        if any(nodes[k].label == "negation.not" for k in range(first, i)):
            condition = NoneOf(condition)  # 满意度目标不是95%以上
        join(nodes, first, last, "cond", condition)
        previous = subject
        i = first + 1


def _join_inclusions(nodes: list[Node]) -> None:
    """100万以上不含100万, 100万以上（含）: the words behind a comparison say whether its end counts."""
    i = 0
    while i + 1 < len(nodes):
        comparison, following = nodes[i].value, nodes[i + 1]
        if isinstance(comparison, Comparison) and not comparison.bare:
            included: bool | None = None
            last = i + 1
            if following.label == "inclusion":
                included = bool(following.value)
            elif following.kind in {"existence", "negation"} and i + 2 < len(nodes):
                same = nodes[i + 2].value
                if isinstance(same, Comparison) and same.bare and same.number == comparison.number:
                    included, last = following.kind == "existence", i + 2
            op = _OP_WITH_END.get((comparison.op, included)) if included is not None else None
            if op is not None:
                join(nodes, i, last, "comparison", comparison._replace(op=op))
        i += 1


def _find_subject(nodes: list[Node], i: int, previous: Subject | None) -> tuple[int, int, Subject | None]:
    comparison = nodes[i].value
    assert isinstance(comparison, Comparison)  # noqa: S101
    unit = comparison.unit
    first, subject = _subject_before(nodes, i)
    last = i
    if subject is not None:
        # 数量指标有3个以上 counts indicators; 满意度95%以上 looks at their targets.
        if subject.indicators is not None and subject.which is None and unit in {"个", "项", "条"}:
            subject = Subject(CountOf(subject.indicators), None, None)
        return first, last, subject
    if previous is not None and i > 0 and nodes[i - 1].label in LINKS | {"cond"}:
        if _same_measure(previous, unit):
            return i, i, previous
    last, subject = _subject_after(nodes, i)
    if subject is not None and _fits_unit(subject, unit):
        if subject.indicators is not None and subject.which is None and unit in {"个", "项", "条"}:
            subject = Subject(CountOf(subject.indicators), None, None)
        return i, last, subject
    if i + 1 < len(nodes) and nodes[i + 1].label == "thing.indicator":
        if unit in {"个", "项", "条"}:
            return i, i + 1, Subject(CountOf(None), None, None)
        if unit not in {"元"}:
            return i, i, Subject(None, None, "annual")
    if unit in {"元", None}:
        return i, i, Subject("total", None, None)
    return i, i, None


def _same_measure(previous: Subject, unit: str | None) -> bool:
    money = unit == "元"
    if previous.term is not None and not isinstance(previous.term, CountOf):
        return money or unit is None
    return not money


def _fits_unit(subject: Subject, unit: str | None) -> bool:
    if subject.term is not None:
        return unit in {"元", None} or isinstance(subject.term, CountOf)
    return unit != "元"


def _subject_before(nodes: list[Node], i: int) -> tuple[int, Subject | None]:
    """What stands right before a comparison, as its subject, and where it begins."""
    k = i - 1
    while k >= 1 and nodes[k].label in {"copula.is", "existence.has", "group.each", "negation.not"}:
        k -= 1
    if k < 0:
        return i, None
    node = nodes[k]
    if node.kind == "field":
        if node.name in MONEY_FIELDS:
            return k, Subject(node.name, None, None)
        if node.name == "indicator_count":
            if k > 0 and isinstance(nodes[k - 1].value, Kinds):
                return k - 1, Subject(CountOf(kinds_condition(nodes[k - 1].value).condition), None, None)
            return k, Subject(CountOf(None), None, None)
        return i, None
    if node.label == "aggregate.count" and k > 0:
        if isinstance(nodes[k - 1].value, Kinds):
            return k - 1, Subject(CountOf(kinds_condition(nodes[k - 1].value).condition), None, None)
        if nodes[k - 1].label == "thing.indicator":
            return k - 1, Subject(CountOf(None), None, None)
    if node.label == "thing.indicator" and _counts(nodes[i]):
        return k, Subject(CountOf(None), None, None)
    begin, indicators, which = _target_group(nodes, k, -1)
    if indicators is None and which is None:
        return i, None
    return begin, Subject(None, indicators, which)


def _counts(node: Node) -> bool:
    return isinstance(node.value, Comparison) and node.value.unit in {"个", "项", "条"}


def _target_group(nodes: list[Node], k: int, step: int) -> tuple[int, Condition | None, Which | None]:
    """Kinds, indicator and column named side by side: (where they begin or end, condition, column)."""
    indicators: Condition | None = None
    which: Which | None = None
    at = k
    edge = k - step
    while 0 <= at < len(nodes):
        node = nodes[at]
        if isinstance(node.value, Kinds):
            indicators = both(kinds_condition(node.value).condition, indicators)
        elif node.label == "indicator" and isinstance(node.value, Mention):
            indicators = both(IndicatorNamed(node.value.names), indicators)
        elif node.kind == "which" and which is None:
            which = "cycle" if node.name == "cycle" else "annual"
        elif node.label in {"field.actual"}:
            which = "actual"
        else:
            break
        edge = at
        at += step
    return edge, indicators, which


def _subject_after(nodes: list[Node], i: int) -> tuple[int, Subject | None]:
    if i + 1 >= len(nodes):
        return i, None
    node = nodes[i + 1]
    if _compared(nodes, i + 2):
        return i, None
    if node.kind == "field" and node.name in MONEY_FIELDS:
        return i + 1, Subject(node.name, None, None)
    end, indicators, which = _target_group(nodes, i + 1, 1)
    if indicators is None and which is None:
        return i, None
    if _compared(nodes, end + 1):
        return i, None
    return end, Subject(None, indicators, which)


def _compare(subject: Subject, comparison: Comparison) -> Loose | None:
    if subject.term is not None:
        money = isinstance(subject.term, str)
        operand = _operand(comparison, money)
        if isinstance(operand, Range) and (operand.low_op, operand.high_op) != (">=", "<="):
            low, high = _ends(operand)
            return AllOf((Compare(subject.term, operand.low_op, low), Compare(subject.term, operand.high_op, high)))
        if operand is None or (money and comparison.unit not in {"元", None}):
            return None
        return Compare(subject.term, _op(comparison), operand)
    target = _operand(comparison, False)
    if target is None:
        return None
    which = subject.which or "annual"
    joined = both(subject.indicators, Target(which, _op(comparison), target))
    if isinstance(target, Range) and (target.low_op, target.high_op) != (">=", "<="):
        low, high = _ends(target)
        joined = both(subject.indicators, Target(which, target.low_op, low), Target(which, target.high_op, high))
    assert joined is not None  # noqa: S101
    return OfIndicator(joined)


def _ends(between: Range) -> tuple[Amount, Amount]:
    """三十多万 lies above 30万 and below 40万: two comparisons, as an end is left out."""
    assert between.low is not None  # noqa: S101
    assert between.high is not None  # noqa: S101
    return Amount(between.low, between.unit), Amount(between.high, between.unit)


def _op(comparison: Comparison) -> Op:
    if comparison.op == "between":
        if comparison.high is None:
            return ">=" if comparison.low_op != ">" else ">"
        return "<=" if comparison.low is None else "between"
    op: Op = comparison.op
    return op


def _operand(comparison: Comparison, money: bool) -> Operand | None:
    """The figure in base units; a bare amount of money is read in 万元."""
    factor = TEN_THOUSAND if money and comparison.unit is None else Decimal(1)
    unit = "元" if money else comparison.unit
    if comparison.op == "between":
        low = comparison.low * factor if comparison.low is not None else None
        high = comparison.high * factor if comparison.high is not None else None
        if low is not None and high is not None:
            return Range(
                low, high, unit, ">" if comparison.low_op == ">" else ">=", "<" if comparison.high_op == "<" else "<="
            )
        figure = low if low is not None else high
        return None if figure is None else Amount(figure, unit)
    return None if comparison.number is None else Amount(comparison.number * factor, unit)


# ------------------------------------------------------------------------------------------------ compared with things


def join_than(nodes: list[Node], plain: str) -> None:
    """比业务用房经费高, 高于平均值, 超过业务用房经费: the other side is a project or an average."""
    i = 0
    while i < len(nodes):
        if nodes[i].label == "ask.than" or nodes[i].kind == "comparator":
            _than(nodes, i)
        elif nodes[i].label in ANDS and i + 2 < len(nodes) and nodes[i + 2].kind == "same":
            _same_as(nodes, i)
        i += 1


def _same_as(nodes: list[Node], i: int) -> None:
    """预算和综合档案整理工作经费一样多的项目."""
    projects = nodes[i + 1].value
    if isinstance(projects, Projects) and len(projects.names) == 1:
        field = nodes[i - 1] if i > 0 and nodes[i - 1].kind == "field" and nodes[i - 1].name in MONEY_FIELDS else None
        term = field.name if field is not None else "total"
        first = i - 1 if field is not None else i
        join(nodes, first, i + 2, "cond", Compare(term, "=", FieldOf(term, projects.names[0])))


def _than(nodes: list[Node], i: int) -> None:
    k = i + 1
    other: tuple[str, object] | None = None
    field: str | None = None
    while k < len(nodes):
        node = nodes[k]
        if isinstance(node.value, Projects) and other is None and len(node.value.names) == 1:
            other = ("project", node.value.names[0])
        elif node.label in {"aggregate.average", "aggregate.median"} and other is None:
            other = (node.name, None)
        elif node.kind == "field" and node.name in MONEY_FIELDS and field is None:
            field = node.name
        else:
            break
        k += 1
    if other is None:
        return
    op: Op | None = None
    last = k - 1
    if nodes[i].kind == "comparator":
        op = _OPS.get(str(nodes[i].value))
    elif k < len(nodes) and nodes[k].kind == "more":
        op = ">" if nodes[k].name == "desc" else "<"
        last = k
        if k + 1 < len(nodes) and nodes[k + 1].label == "aggregate.difference":
            return
    if op is None:
        return
    first = i
    if i > 0 and nodes[i - 1].kind == "field" and nodes[i - 1].name in MONEY_FIELDS:
        field = field or nodes[i - 1].name
        first = i - 1
    term = field or "total"
    operand: Operand
    if other[0] == "project":
        operand = FieldOf(term, str(other[1]))
    else:
        operand = Aggregate("median" if other[0] == "median" else "average", term)
    join(nodes, first, last, "cond", Compare(term, op, operand))


# 大于100万（不含）, 100万以上（不含）: the bracket behind a comparison says whether its end counts.
_OP_WITH_END: dict[tuple[str, bool], Op] = {
    (">", False): ">",
    (">", True): ">=",
    (">=", True): ">=",
    (">=", False): ">",
    ("<", False): "<",
    ("<", True): "<=",
    ("<=", True): "<=",
    ("<=", False): "<",
}
_OPS: dict[str, Op] = {">": ">", ">=": ">=", "<": "<", "<=": "<=", "=": "=", "!=": "!="}

# ------------------------------------------------------------------------------------------------ existence, faults


FAULTS: dict[str, Fault] = {rule: Fault(rule) for rule in ("misfiled", "cycle_differs", "no_quantity")}


def join_faults(nodes: list[Node], plain: str) -> None:
    """归类不对的, 周期值和年度值不一致的, 年度指标值是空的, 没有数字的."""
    i = 0
    while i < len(nodes):
        if nodes[i].kind == "fault" and nodes[i].name in FAULTS:
            fault: Condition = FAULTS[nodes[i].name]
            begin, indicators, which = _target_group(nodes, i - 1, -1)
            if begin < i and which in {None, "annual"}:
                # 满意度指标值不是数字的: the kind and the fault are of one indicator
                joined = both(indicators, fault)
                assert joined is not None  # noqa: S101
                join(nodes, begin, i, "cond", OfIndicator(joined))
                i = begin
            else:
                join(nodes, i, i, "cond", OfIndicator(fault))
        i += 1
    i = 1
    while i < len(nodes):
        if nodes[i].label == "fault.empty":
            field = _field_of(nodes[i - 1])
            if field is not None:
                join(nodes, i - 1, i, "cond", _empty(field))
                continue
        i += 1


def _field_of(node: Node) -> str | None:
    if node.kind == "field":
        return node.name
    if node.kind == "which":
        return "cycle" if node.name == "cycle" else "annual"
    return None


def _empty(field: str) -> Loose:
    return OfIndicator(Empty(field)) if field in {"cycle", "annual", "actual", "score"} else Empty(field)


def join_existence(nodes: list[Node], plain: str) -> None:
    """有数量指标, 没有成本指标和时效指标, 有其他资金, 没有年度指标值, 3个以上数量指标."""
    i = 0
    while i < len(nodes):
        node = nodes[i]
        if node.label in {
            "existence.has",
            "existence.only",
            "existence.whether",
            "negation.without",
            "negation.together",
            "negation.not",
        }:
            _exist(nodes, i)
        i += 1


def _exist(nodes: list[Node], i: int) -> None:
    denied = nodes[i].kind == "negation"
    together = nodes[i].label == "negation.together"
    k = i + 1
    while k < len(nodes) and nodes[k].label in ANDS | {"existence.has"} and k == i + 1:
        k += 1
    if nodes[i].label == "negation.not" and k == i + 1:
        return
    if k >= len(nodes):
        _exist_before(nodes, i, denied)
        return
    node = nodes[k]
    loose: Loose | None = None
    last = k
    if isinstance(node.value, Kinds) and nodes[i].label != "existence.only":
        parts: list[Loose] = [OfIndicator(item) for item in node.value.items]
        if denied and not together:
            loose = any_of(parts)
        elif together or node.value.operator in {"and", "list"}:
            loose = all_of(parts)
        else:
            loose = any_of(parts)
    elif node.label == "cond" and not (nodes[i].label == "existence.only" and not _is_count(node.value)):
        loose = node.value  # type: ignore[assignment]
    elif node.label == "indicator" and isinstance(node.value, Mention):
        loose = OfIndicator(IndicatorNamed(node.value.names))
    elif (field := _field_of(node)) is not None:
        loose = OfIndicator(Filled(field)) if field in {"cycle", "annual", "actual", "score"} else Filled(field)
    if loose is None:
        _exist_before(nodes, i, denied)
        return
    join(nodes, i, last, "cond", NoneOf(loose) if denied else loose)


def _is_count(value: object) -> bool:
    """Whether a condition compares a number of indicators: 只有5个指标."""
    return isinstance(value, Compare) and isinstance(value.term, CountOf)


def _exist_before(nodes: list[Node], i: int, denied: bool) -> None:
    """时效指标和经济效益指标都没有的项目, 一个效益指标都没有: what there is none of stands before."""
    if i == 0 or not denied or nodes[i].label != "negation.without":
        return
    kinds = nodes[i - 1].value
    if not isinstance(kinds, Kinds):
        return
    first = i - 1
    one = nodes[first - 1].value if first > 0 else None
    if isinstance(one, Comparison) and one.bare and one.number == 1:
        first -= 1
    join(nodes, first, i, "cond", NoneOf(any_of([OfIndicator(item) for item in kinds.items])))


def join_counts(nodes: list[Node], plain: str) -> None:
    """数量指标的指标数: how many indicators of a kind a project has."""
    i = 0
    while i + 1 < len(nodes):
        kinds = nodes[i].value
        if isinstance(kinds, Kinds) and nodes[i + 1].label == "field.indicator_count":
            join(nodes, i, i + 1, "count_of", CountOf(kinds_condition(kinds).condition))
        i += 1


CONDITION_RULES = (
    join_texts,
    join_mentions,
    join_kinds,
    join_levels,
)
LATE_RULES = (
    join_comparisons,
    join_than,
    join_faults,
    join_existence,
    join_counts,
)


def named(projects: Projects) -> Named:
    """The condition that a project bears one of the names."""
    return Named(projects.names)
