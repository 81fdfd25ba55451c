"""A number beside a mention picks the names that hold it: 东江二期, 第11标段堤防, 十二号泵房, 13消防.

It is compared as a number, so that 四号楼 is 4号楼.  Names that hold another one there are offered, never answered for.
"""

import re
from itertools import pairwise

from querylang.comparison import Comparison
from querylang.joined import COUNT_UNITS, Projects
from querylang.names import fold_name
from querylang.nodes import Node, join
from querylang.numerals import match_numeral
from querylang.text import plain as plain_text
from querylang.words import Mention

# Compiled when one is looked for: most questions have neither.
NUMERALS = r"\d+|[零〇一二三四五六七八九十百幺]+"
ORDINAL = rf"第?({NUMERALS})(\D{{0,3}})"
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
    value = nodes[i].value
    if not isinstance(value, Projects) or value.exact or len(value.sides) != 1:
        return i, i
    for ends in (range(i + 1, min(i + 3, len(nodes))), range(i - 1, max(i - 3, -1), -1)):
        found = i, i
        for k in ends:
            first, last = min(i, k), max(i, k)
            if not _are_glued(nodes[first : last + 1]) or not _may_be_ordinal(nodes[k]):
                break
            if re.fullmatch(ORDINAL, _said(nodes, i, first, last, plain)):
                found = first, last
        if found != (i, i):
            return found
    return i, i


def _are_glued(nodes: list[Node]) -> bool:
    return all(one.end == other.start and not other.after_de and not other.after_gap for one, other in pairwise(nodes))


def _may_be_ordinal(node: Node) -> bool:
    value = node.value
    if isinstance(value, Comparison):
        return value.bare and value.op == "=" and (value.unit is None or value.unit not in COUNT_UNITS)
    return node.kind == "unknown"


def _said(nodes: list[Node], i: int, first: int, last: int, plain: str) -> str:
    """What stands beside the mention."""
    return plain[nodes[i + 1].start : nodes[last].end] if last > i else plain[nodes[first].start : nodes[i].start]


def _pick(nodes: list[Node], i: int, first: int, last: int, plain: str) -> None:
    projects = nodes[i].value
    assert isinstance(projects, Projects)
    said = re.fullmatch(ORDINAL, _said(nodes, i, first, last, plain))
    assert said is not None
    number, behind = _value(said[1]), said[2]
    part = plain[nodes[i].start : nodes[i].end]
    numbers = {}
    for name in projects.names:
        key = fold_name(plain_text(name))
        before, _, after = key.partition(part)
        # A number alone stands on the side of the part where it was said: 120急救, not 经费#120号.
        numbers[name] = _numbers(key if behind or part not in key else before if first < i else after, behind)
    same = tuple(name for name, held in numbers.items() if number in held)
    if same:
        join(nodes, first, last, "projects", Projects((same,), "one", False))
    elif any(numbers.values()):
        join(nodes, first, last, "candidate", Mention(projects.names, False))
    elif first < i and not behind:  # 13泵站: no amount stands so in front of a name
        join(nodes, first, i - 1, "unknown", None)


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
