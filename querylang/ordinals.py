"""A number beside a mention picks the names that hold it: 东江二期, 第11标段堤防, 十二号泵房, 13消防.

It is compared as a number, so that 四号楼 is 4号楼.  Names that hold another one there are offered, never answered for.
"""

import re
from itertools import pairwise
from typing import TypeAlias

from querylang.comparison import Comparison
from querylang.joined import COUNT_UNITS, Projects
from querylang.names import fold_name
from querylang.nodes import LINKS, Node, join
from querylang.numerals import match_numeral
from querylang.text import plain as plain_text
from querylang.words import Mention

# Compiled when one is looked for: most questions have neither.
NUMERALS = r"\d+|[零〇一二三四五六七八九十百幺]+"
ORDINAL = rf"第?({NUMERALS})(\D{{0,3}})"
_Numbers: TypeAlias = dict[str, set[int | None]]  # of each name
NUMBER_SIGN = "号"  # 1号泵房 for 1#泵房


def pick_by_numbers(nodes: list[Node], plain: str) -> None:
    """Join each mention of names that hold numbers with the number that touches it."""
    i = 0
    while i < len(nodes):
        first, last = _with_number(nodes, i, plain)
        if first != last:
            _pick(nodes, i, first, last, plain)
        i += 1


def _with_number(nodes: list[Node], i: int, plain: str) -> tuple[int, int]:
    """From where to where a mention and a number that touches it reach; (i, i) without a number."""
    if not _names(nodes[i]):
        return i, i
    for ends in (range(i + 1, min(i + 3, len(nodes))), range(i - 1, max(i - 3, -1), -1)):
        found = i, i
        for k in ends:
            first, last = min(i, k), max(i, k)
            if not _are_glued(nodes[first : last + 1], plain) or not _may_be_ordinal(nodes[k]):
                break
            if re.fullmatch(ORDINAL, _said(nodes, i, first, last, plain)):
                found = first, last
        if found != (i, i):
            return found
    return i, i


def _names(node: Node) -> tuple[str, ...]:
    """The names that a mention can mean; none where it is one of them in full."""
    match node.value:
        case Projects(sides=(names,), exact=False):
            return names
        case Mention(names=names, exact=False) if node.label == "indicator":
            return names
        case _:
            return ()


def _picked(node: Node, names: tuple[str, ...]) -> Projects | Mention:
    return Projects((names,), "one", False) if isinstance(node.value, Projects) else Mention(names, False)


def _are_glued(nodes: list[Node], plain: str) -> bool:
    """Whether they touch, or only a # stands between them: 3#泵房."""
    return all(
        plain[one.end : other.start] in {"", "#"} and not other.after_de and not other.after_gap
        for one, other in pairwise(nodes)
    )


def _may_be_ordinal(node: Node) -> bool:
    value = node.value
    if isinstance(value, Comparison):
        return value.bare and value.op == "=" and (value.unit is None or value.unit not in COUNT_UNITS)
    return node.kind == "unknown"


def _said(nodes: list[Node], i: int, first: int, last: int, plain: str) -> str:
    """What stands beside the mention."""
    return plain[nodes[i].end : nodes[last].end] if last > i else plain[nodes[first].start : nodes[i].start]


def _pick(nodes: list[Node], i: int, first: int, last: int, plain: str) -> None:
    mention = nodes[i]
    said = re.fullmatch(ORDINAL, _said(nodes, i, first, last, plain))
    assert said is not None
    behind = said[2]
    numbers = _numbers_of(_names(mention), plain[mention.start : mention.end], behind, in_front=first < i)
    same = _having(numbers, said[1])
    if same:
        join(nodes, first, last, mention.label, _picked(mention, same))
        _pick_next(nodes, first, plain, numbers, behind)
    elif any(numbers.values()):
        join(nodes, first, last, "candidate", Mention(_names(mention), False))
    elif first < i and not behind:  # 13泵站: no amount stands so in front of a name
        join(nodes, first, i - 1, "unknown", None)


def _pick_next(nodes: list[Node], i: int, plain: str, numbers: _Numbers, behind: str) -> None:
    """东江一期和二期: what is joined with a number by 和 or 比 is another number of the same names."""
    k = i + 1
    while behind and k + 1 < len(nodes) and nodes[k].label in LINKS | {"ask.than"} and _may_be_ordinal(nodes[k + 1]):
        said = re.fullmatch(ORDINAL, plain[nodes[k + 1].start : nodes[k + 1].end])
        same = _having(numbers, said[1]) if said is not None and said[2] == behind else ()
        if not same:
            return
        join(nodes, k + 1, k + 1, nodes[i].label, _picked(nodes[i], same))
        k += 2


def _numbers_of(names: tuple[str, ...], part: str, behind: str, *, in_front: bool) -> _Numbers:
    """The numbers of each name that the one that was said may be.

    A number without a word behind it stands on the side of the part where it was said: 120急救, not 经费#120号; a year
    may be said behind what it stands in front of.
    """
    numbers = {}
    for name in names:
        key = fold_name(plain_text(name))
        before, held, after = key.partition(part)
        beside = key if behind or not held else before if in_front else after
        numbers[name] = _numbers(beside, behind) or (set() if in_front else _numbers(key, behind))
    return numbers


def _having(numbers: _Numbers, digits: str) -> tuple[str, ...]:
    number = _value(digits)
    return tuple(name for name, held in numbers.items() if number in held)


def _value(digits: str) -> int | None:
    found = match_numeral(digits, 0, inside=True)
    return int(found.number) if found is not None and found.end == len(digits) and found.number is not None else None


def _numbers(key: str, behind: str) -> set[int | None]:
    """The numbers of a name that have the same behind them as the one that was said."""
    return {
        _value(found[0])
        for found in re.finditer(NUMERALS, key)
        if key.startswith(behind, found.end())
        or (behind == NUMBER_SIGN and found[0].isdigit() and not key[found.end() : found.end() + 1].isalnum())
    }
