"""Rules for mentions: two of one project narrow each other; with 和, 或, 、 they are several projects."""

import itertools

from querylang.comparison import Comparison
from querylang.failure import Refused
from querylang.joined import COUNT_UNITS, Projects, joined_operator
from querylang.names import fold_name, holds_whole
from querylang.nodes import ANDS, LINKS, Node, join
from querylang.ordinals import pick_by_numbers
from querylang.text import plain as plain_text
from querylang.vocabulary import everyday_words
from querylang.words import Mention

GOAL_WORD = len("目标")
SIDES = frozenset({"ask.than", "copula.is"})  # between the two that are compared
NEIGHBOURS = frozenset({"前一个", "上一个"})  # by itself the project of the question before


def join_mentions(nodes: list[Node], plain: str) -> None:
    """Two mentions of one project written side by side narrow each other; with 和, 或, 、 they are several projects."""
    for i, node in enumerate(nodes):
        if node.label == "project":
            mention = node.value
            assert isinstance(mention, Mention)
            join(nodes, i, i, "projects", Projects((mention.names,), "one", mention.exact))
    pick_by_numbers(nodes, plain)
    if any(isinstance(node.value, Projects) for node in nodes):
        _join_projects(nodes, plain)
    _join_indicators(nodes)


def _join_projects(nodes: list[Node], plain: str) -> None:
    for k in range(len(nodes)):
        _absorb_number(nodes, k, k + 1)
    _offer_torn_names(nodes, plain)
    _narrow_by_neighbours(nodes)
    for n in range(len(nodes) - 1, 0, -1):
        if nodes[n].label == "reference.it" and isinstance(nodes[n - 1].value, Projects):
            if plain[nodes[n].start : nodes[n].end] in NEIGHBOURS:
                raise Refused("项目没有先后，不知道它的上一个是哪个；可以按金额排", ("按金额排列所有项目",), [nodes[n]])
            del nodes[n]  # 劳动监察那个预算
    _narrow_by_neighbours(nodes)  # 国务院津贴那个补贴
    _bring_together(nodes)
    _drop_things_behind(nodes)
    i = 0
    while i + 2 < len(nodes):
        first, link, second = nodes[i : i + 3]
        linked = link.label in LINKS or (link.label == "ask.than" and _asks_difference(nodes, i + 3))
        narrower = _said_more_fully(nodes, i, plain)
        vague = _is_vague(first, plain) or _is_vague(second, plain)  # 法律顾问，财政补助多少: no list of projects
        if narrower is not None:
            join(nodes, i, i + 2, "projects", narrower)
        elif isinstance(first.value, Projects) and isinstance(second.value, Projects) and linked and not vague:
            operator = joined_operator(first.value.operator, link.name)
            from querylang.shared_tails import with_shared_tail  # most questions name one project

            shared = with_shared_tail(first, second, plain) or first.value
            sides = (*shared.sides, *second.value.sides)
            if first.value.sides == second.value.sides:
                sides = first.value.sides
            join(nodes, i, i + 2, "projects", Projects(sides, operator, first.value.exact and second.value.exact))
            _narrow_by_neighbours(nodes)
        else:
            i += 1
    for k in range(len(nodes)):
        if k + 2 < len(nodes) and isinstance(nodes[k].value, Projects) and nodes[k + 1].label == "aggregate.total":
            _absorb_number(nodes, k, k + 2)  # 薪酬调查一共两笔
        _absorb_number(nodes, k, k + 1)
    _absorb_number_before(nodes)
    _absorb_number_of_list(nodes)
    _absorb_tails(nodes, plain)


def _said_more_fully(nodes: list[Node], i: int, plain: str) -> Projects | None:
    """薪酬调查，34号那个: behind the comma the same once more, and which of them; not 薪酬调查、34号, a list."""
    first, link, second = nodes[i : i + 3]
    if plain[link.start : link.end] != "," or not isinstance(first.value, Projects):
        return None
    of_two = [node.value for node in nodes if isinstance(node.value, Projects)]
    if of_two != [first.value, second.value]:
        return None
    wide, narrow = sorted(of_two, key=lambda projects: -len(projects.names))
    apart = len(wide.names) == len(narrow.names) or not set(narrow.names) < set(wide.names)
    return None if apart or len(wide.sides) > 1 else narrow


def _is_vague(node: Node, plain: str) -> bool:
    """Whether the words of a mention stand in names everywhere, and mean no project by themselves."""
    exact = isinstance(node.value, Projects) and node.value.exact
    return not exact and plain[node.start : node.end] in everyday_words("generic")


def _offer_torn_names(nodes: list[Node], plain: str) -> None:
    """劳动监察资金执法工作经费, 劳动综合综合执法: parts of one name that do not stand in it so are no mention of it."""
    i = 0
    while i + 1 < len(nodes):
        last = i + 2 if _may_tear(nodes[i + 1], plain) else i + 1
        parts = nodes[i : last + 1]
        if last < len(nodes) and _are_glued(parts):
            shared = [name for name in _names(parts[0]) if name in _names(parts[-1])]
            if shared and not any(_stand_apart(parts, fold_name(plain), name) for name in shared):
                join(nodes, i, last, "candidate", Mention(tuple(shared), False))
            elif not shared and i > 0 and _is_glued_denial(nodes[i - 1], parts[0]):
                join(nodes, i - 1, last, "unknown", None)  # 非水库文化遗产保护
        i += 1


def _is_glued_denial(node: Node, following: Node) -> bool:
    """非 and 不, as parts of a word rather than of the sentence."""
    return node.kind == "negation" and node.end - node.start == 1 and node.end == following.start


def _may_tear(node: Node, plain: str) -> bool:
    """Whether a node between two parts of a name may be meant as part of it: 经费, 数量, a number, a year."""
    number = isinstance(node.value, Comparison) and node.value.bare and node.value.unit is None
    return (
        number
        or node.label == "year"
        or node.kind in {"kind", "aggregate"}
        or plain[node.start : node.end] in everyday_words("tail")
    )


def _names(node: Node) -> tuple[str, ...]:
    return node.value.names if isinstance(node.value, Projects) else ()


def _are_glued(parts: list[Node]) -> bool:
    """Whether parts of names, and what is between them, were typed without a break."""
    ends = (parts[0].value, parts[-1].value)
    named = [one for one in ends if isinstance(one, Projects)]
    return (
        len(named) == len(ends)
        and not all(one.exact for one in named)
        and all(
            one.end == other.start and not (other.after_de or other.after_gap)
            for one, other in itertools.pairwise(parts)
        )
    )


def _stand_apart(parts: list[Node], plain: str, name: str) -> bool:
    """Whether a name holds the parts, each at a place of its own, 经费 between them where it was said.

    Parts that are not in it as written (a typo, an abbreviation) were looked for elsewhere, and stand.
    """
    key = fold_name(plain_text(name))
    first, last = (plain[node.start : node.end].removesuffix("文") for node in (parts[0], parts[-1]))
    if first not in key or last not in key:
        return True
    if len(parts) > 2 and (parts[1].label == "year" or isinstance(parts[1].value, Comparison)):
        return _holds_number(parts, plain, key)
    if len(parts) > 2:
        return plain[parts[0].start : parts[1].end] in key or plain[parts[1].start : parts[-1].end] in key
    if first[-1] == last[0] and first + last[1:] in key:
        return True  # 应急急周转金: one character typed twice
    at = key.find(last)
    while at >= 0:
        if first in key[:at] or first in key[at + len(last) :]:
            return True
        at = key.find(last, at + 1)
    return False


def _holds_number(parts: list[Node], plain: str, key: str) -> bool:
    """Whether a number between two parts stands in the name, or is a year where the name has no number."""
    said = plain[parts[1].start : parts[1].end]
    year = str(parts[1].value) if parts[1].label == "year" else ""
    if year and year in key:
        return True
    if plain[parts[0].start : parts[-1].end] in key or holds_whole(key, said):
        return True
    first, last = (plain[node.start : node.end] for node in (parts[0], parts[-1]))
    after, before = key.find(first) + len(first), key.find(last) - 1
    numbered = key[after : after + 1].isdigit() or (before >= 0 and (key[before].isdigit() or key[before] == "年"))
    return parts[1].label == "year" and not numbered


def _bring_together(nodes: list[Node]) -> None:
    """劳动监察预算比工伤认定少多少, 内审的指标比法律顾问多几个: the figure goes behind both projects."""
    for i in range(len(nodes) - 3):
        first, field, link, second = nodes[i : i + 4]
        if (
            isinstance(first.value, Projects)
            and isinstance(second.value, Projects)
            and (field.kind in {"field", "kind"} or field.label == "thing.indicator")
            and link.label == "ask.than"
            and _asks_difference(nodes, i + 4)
        ):
            nodes[i : i + 4] = [first, link, second, field]


def _drop_things_behind(nodes: list[Node]) -> None:
    """工伤认定项目和内部审计项目, 比工伤认定项目高: 项目 only says what is named, where two sides are put together."""
    for i in range(len(nodes) - 2, 0, -1):
        if nodes[i].label != "thing.project" or nodes[i].after_de or not isinstance(nodes[i - 1].value, Projects):
            continue
        first_of_two = i + 2 < len(nodes) and isinstance(nodes[i + 2].value, Projects)
        joined = first_of_two and nodes[i + 1].label in SIDES | LINKS
        compared = i > 1 and (nodes[i - 2].label in SIDES or nodes[i - 2].kind == "comparator")
        alike = i > 1 and nodes[i - 2].label in ANDS and nodes[i + 1].kind == "same"
        if joined or compared or alike:
            del nodes[i]


def _absorb_tails(nodes: list[Node], plain: str) -> None:
    """机房经费的质量指标: 经费 right behind a part of a name belongs to it, where something else is asked."""
    i = 0
    while i + 2 < len(nodes):
        k = i + 2 if nodes[i + 1].label == "logic.comma" else i + 1
        projects, tail, behind = nodes[i].value, nodes[k], nodes[k + 1 :]
        # A break between the two says nothing where what is asked is the tail's: 人员招聘 经费的绩效目标.
        breaks = k > i + 1 or tail.after_gap
        if (
            isinstance(projects, Projects)
            and not projects.exact
            and plain[tail.start : tail.end] in everyday_words("tail")
            and not tail.after_de
            and not (breaks and not (behind and behind[0].after_de))
            and any(
                node.kind in {"kind", "which", "indicator", "field"}
                or node.label in {"thing.indicator", "aggregate.count"}
                for node in behind
            )
        ):
            join(nodes, i, k, "projects", projects)
        i += 1


def _join_indicators(nodes: list[Node]) -> None:
    """Indicators side by side narrow each other where they can, and are alternatives where they are joined."""
    i = 0
    while i + 1 < len(nodes):
        first, second = nodes[i], nodes[i + 1]
        if first.label == "indicator" and isinstance(first.value, Mention):
            if second.label == "field.goal" and second.end - second.start == GOAL_WORD:
                join(nodes, i, i + 1, "indicator", first.value)  # 参训率目标
                continue
            joined = _joined_indicators(first.value, nodes[i + 1 : i + 3])
            if joined is not None:
                join(nodes, i, i + joined[0], "indicator", joined[1])
                continue
        i += 1


def _joined_indicators(first: Mention, following: list[Node]) -> tuple[int, Mention] | None:
    """How many nodes behind an indicator join it, and what the whole means."""
    if following and following[0].label == "indicator" and isinstance(following[0].value, Mention):
        shared = tuple(name for name in first.names if name in following[0].value.names)
        return (1, Mention(shared, False)) if shared else None
    if len(following) > 1 and following[0].label in LINKS and isinstance(following[1].value, Mention):
        other = following[1].value
        if following[1].label == "indicator":
            return 2, Mention(tuple(dict.fromkeys((*first.names, *other.names))), first.exact and other.exact)
    return None


def _absorb_number_before(nodes: list[Node]) -> None:
    """两个招考项目: the number only repeats how many projects the mention can mean."""
    i = 0
    while i + 1 < len(nodes):
        number, projects = nodes[i].value, nodes[i + 1].value
        if (
            isinstance(number, Comparison)
            and isinstance(projects, Projects)
            and number.bare
            and number.unit in COUNT_UNITS - {None}
            and number.number == len(projects.names)
        ):
            join(nodes, i, i + 1, "projects", projects)
        i += 1


def _absorb_number_of_list(nodes: list[Node]) -> None:
    """两个项目一共多少：内审和机房: the number in front only repeats how many are named behind."""
    named = [n for n, node in enumerate(nodes) if isinstance(node.value, Projects)]
    projects = nodes[named[0]].value if len(named) == 1 else None
    for i in range(named[0] - 2 if isinstance(projects, Projects) else 0):
        number = nodes[i].value
        counted = isinstance(number, Comparison) and number.bare and number.unit in COUNT_UNITS - {None}
        if i > 0 and nodes[i - 1].kind in {"superlative", "top"}:
            return  # 最高的两个项目是内审和机房吗
        if counted and nodes[i + 1].label == "thing.project" and isinstance(number, Comparison):
            if isinstance(projects, Projects) and number.number == len(projects.sides) > 1:
                del nodes[i]
            return


def _absorb_number(nodes: list[Node], i: int, at: int) -> None:
    """41号和34号两个, 薪酬调查的两笔: the number at a place behind only repeats how many were named."""
    if at >= len(nodes):
        return
    projects, number = nodes[i].value, nodes[at].value
    if not isinstance(projects, Projects) or _counts_indicators(nodes, at + 1):
        return
    repeats = (
        isinstance(number, Comparison)
        and number.bare
        and number.unit in COUNT_UNITS - {None}
        and number.number in {len(projects.sides), len(projects.names)}
    )
    if repeats and isinstance(number, Comparison) and number.number is not None:
        join(nodes, i, at, "projects", projects._replace(stated=int(number.number)))
    elif nodes[at].label == "filler.both" and len(projects.names) == 2:
        join(nodes, i, at, "projects", projects)


def _counts_indicators(nodes: list[Node], i: int) -> bool:
    """业务用房和机房的两个指标: what the number before it counts; not 业务用房和机房两个的指标."""
    if i >= len(nodes) or nodes[i].after_de:
        return False
    return nodes[i].kind in {"kind", "indicator"} or nodes[i].label == "thing.indicator"


def _asks_difference(nodes: list[Node], i: int) -> bool:
    """A比B多多少, A比B的预算少多少."""
    following = [node.label for node in nodes[i : i + 3]]
    return "aggregate.difference" in following


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
        behind = nodes[i + 2].value if i + 2 < len(nodes) else None
        if first.label == "year" and second.label == "reference.it" and isinstance(behind, Projects):
            named = _names_with_year(behind, first.value)
            if named is not None:
                join(nodes, i, i + 2, "projects", named)  # 2022年那笔薪酬调查补助
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
