"""The packed cell of indicators (绩效指标): one text that holds all indicators of a project.

    1、1-产出指标,11-数量指标,招聘人数；实施周期指标值:2场,50人,年度指标值:2场,50人；,2、1-产出指标,…

Separators cannot be trusted: published cells use ；, ;, ;; ； and `; ;` between items and half or full width colons,
and names and values hold the same characters (1000宗；500家企业) as well as numbers that look like item numbers.  What
can be trusted is the order of an item's parts: number, 、, two levels, a name, then labelled values.  So an item begins
only where a number is followed by two levels, and a value ends only where the next label or the next item begins.
"""

import re
import string
from collections.abc import Iterator
from functools import cache
from itertools import zip_longest
from typing import NamedTuple

from db.layouts.vocabulary import is_misfiled, kind_of, packed_labels, split_code
from db.records import IndicatorRecord, Origin

SEPARATORS = ";；,，"
_LEVEL = r"(?:\d{1,3}\s*[-－—–]+\s*)?[^\s\d;；,，:：、][^;；,，:：、]{0,19}"
_ITEM = re.compile(rf"(?<!\d)(?P<number>\d{{1,3}})\s*[、.．]\s*(?P<level1>{_LEVEL})[,，](?P<level2>{_LEVEL})?[,，]")
_CODED = re.compile(r"\d{1,3}\s*[-－—–]")
_LOOSE = SEPARATORS + string.whitespace + "\u3000\u00a0"


class Packed(NamedTuple):
    """What a cell holds: its indicators, the item numbers as printed, and the text that fits no item."""

    indicators: tuple[IndicatorRecord, ...]
    numbers: tuple[int, ...]
    unread: tuple[str, ...]


def parse_packed(cell: str, origin: Origin) -> Packed:
    """Read a packed cell; text before the first item comes back as unread, never dropped."""
    items = list(_items(cell))
    lead = _clean(cell[: items[0].start()] if items else cell)
    return Packed(
        tuple(_indicator(item, body, origin) for item, body in _bodies(items, cell)),
        tuple(int(item["number"]) for item in items),
        (lead,) if lead else (),
    )


def _bodies(heads: list[re.Match[str]], text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Each head with the text from its end to the next head."""
    for head, following in zip_longest(heads, heads[1:]):
        yield head, text[head.end() : following.start() if following else len(text)]


def _items(cell: str) -> Iterator[re.Match[str]]:
    """The heads of items, in order; a number followed by anything but two levels is part of a value."""
    position = 0
    while match := _ITEM.search(cell, position):
        if _is_level(match["level1"], 1) and (match["level2"] is None or _is_level(match["level2"], 2)):
            yield match
            position = match.end()
        else:
            position = match.start() + 1


def _is_level(published: str, level: int) -> bool:
    return bool(_CODED.match(published)) or kind_of(published.strip(), level) is not None


def _indicator(head: re.Match[str], body: str, origin: Origin) -> IndicatorRecord:
    name, values = _split_values(body)
    code1, level1 = split_code(head["level1"].strip())
    code2, level2 = split_code(head["level2"].strip()) if head["level2"] else (None, None)
    kind1, kind2 = kind_of(level1, 1), kind_of(level2, 2)
    return IndicatorRecord(
        level1=level1,
        level2=level2,
        name=name,
        cycle_target=values.get("cycle_target"),
        annual_target=values.get("annual_target"),
        actual=values.get("actual"),
        score=values.get("score"),
        level1_code=code1,
        level2_code=code2,
        kind1=kind1,
        kind2=kind2,
        misfiled=is_misfiled(kind1, kind2),
        origin=origin,
    )


@cache
def _label_pattern() -> re.Pattern[str]:
    """A label with its colon, after a separator: a value may name 年度指标值 in passing and stays whole."""
    longest_first = sorted(packed_labels(), key=len, reverse=True)
    return re.compile(rf"(?:^|[{SEPARATORS}])\s*(?P<label>{'|'.join(longest_first)})\s*[:：]")


def _split_values(body: str) -> tuple[str, dict[str, str]]:
    """An item without its head → the name and the labelled values; a label that comes twice belongs to the value."""
    labels = packed_labels()
    heads: dict[str, re.Match[str]] = {}
    for match in _label_pattern().finditer(body):
        heads.setdefault(labels[match["label"]], match)
    found = list(heads.values())
    name = body[: found[0].start()] if found else body
    values = {labels[head["label"]]: _clean(text) for head, text in _bodies(found, body)}
    return _clean(name), {field: value for field, value in values.items() if value}


def _clean(text: str) -> str:
    """A part without the separators that only end it."""
    return text.rstrip(_LOOSE).strip()
