"""Reads quantities: in a question a number with its unit, in a published target value whatever it states.

A published value is free text (">95%", "2场,50人", "合规"). Each quantity in it is kept as the point the text
names, its unit and the bound as published; `edge` says that the point lies just above or below the number.
"""

import re
from decimal import Decimal
from typing import NamedTuple

from querylang.amounts import Amount, match_amount
from querylang.asides import match_aside
from querylang.comparison import Comparison
from querylang.comparison_scan import match_comparison
from querylang.intervals import match_interval

NO_GAPS: frozenset[int] = frozenset()

# Dates, ordinals and 每… in front of a period are no quantities.
NO_QUANTITY = re.compile(
    r"(?:19|20)\d\d[-/.]\d{1,2}(?:[-/.]\d{1,2}日?)?(?![\d%])"
    r"|(?:(?:19|20)\d\d|[一二][〇零一二三四五六七八九]{3})年?[-~至到—]?(?:(?:19|20)\d\d)?年(?:度|末|底|初|前)?"
    r"|(?<![\d.])\d{2}年(?:底|末|初|前)"
    r"|(?:[01]?\d|十[一二]?|[一二三四五六七八九])(?:[-~至到—](?:[01]?\d|十[一二]?))?月(?:份|[底末初中前]|[0-3]?\d[日号]?|[一二三四五六七八九十廿卅]{1,3}[日号])?前?"
    r"|第[0-9一二三四五六七八九十百]+|[a-z]+[-.]?\d[\d.]*"
    r"|每(?:隔)?[0-9一二三四五六七八九十两半]+个?(?:年|月|季度|周|天|日|小时)"
)
BRACKETED = re.compile(r"\[[^\[\])]*[\])]")
PUNCTUATION = frozenset(",。;:、!?()（）\"“”' /")
UNLISTED = re.compile(r"[\u4e00-\u9fff]{1,2}(?=$|[,。;:、)]|以上|以下|以内|左右)")


class Quantity(NamedTuple):
    """One quantity of a published target value."""

    number: Decimal  # for a range its lower end
    unit: str | None  # canonical: 元, %, 人, 次 …; None where the text says none
    bound: str  # as published: "=", ">", ">=", "<", "<=", "≈", "between"
    edge: int  # -1: just below the number, +1: just above it, 0: the number itself
    high: Decimal | None  # the upper end of a range, else None
    start: int  # where it stands in the text
    end: int
    high_edge: int = 0  # of the upper end: -1 where the range stops just below it (几十万)


def match_quantity(text: str, start: int, gaps: frozenset[int] = NO_GAPS) -> Amount | None:
    """The longest number with its unit at start of a plain text, or None.

    >>> match_quantity("8万人次", 0)[1:2], match_quantity("3元5角", 0)[1:2], match_quantity("四川", 0)
    ((Decimal('80000'),), (Decimal('3.5'),), None)
    """
    return match_amount(text, start, gaps)


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities that a published target value states; the text is in plain form (see querylang.text.plain).

    >>> [(str(q.number), q.unit, q.bound, q.edge) for q in find_quantities("覆盖率>95%")]
    [('95', '%', '>', 1)]
    >>> [(str(q.number), q.unit) for q in find_quantities("2场,50人")]
    [('2', '场'), ('50', '人')]
    >>> find_quantities("2024年12月底前完成")
    ()
    """
    found: list[Quantity] = []
    at = 0
    while at < len(text):
        date = NO_QUANTITY.match(text, at)
        if date:
            at = date.end()
            continue
        comparison = match_interval(text, at) or match_comparison(text, at)
        if comparison is None:
            bracketed = BRACKETED.match(text, at)  # a number of a document, or an interval that cannot be told
            at = bracketed.end() if bracketed else at + 1
            continue
        aside = match_aside(text, comparison.end)
        if aside and comparison.bare and not aside.included:
            at = aside.end  # 30%（不含）: which side of it is meant, it does not say
            continue
        quantity = _published(text, at, comparison)
        if quantity:
            found.append(quantity)
            at = quantity.end
        else:
            at = comparison.end
    return tuple(found)


def _published(text: str, start: int, comparison: Comparison) -> Quantity | None:
    """What a comparison states as a target, or None where it is only a number in a word."""
    end, unit = comparison.end, comparison.unit
    if comparison.op == "!=":
        return None
    if unit is None:
        unlisted = UNLISTED.match(text, end)
        figures = any(char.isdecimal() for char in text[start:end])
        if unlisted and figures:
            unit, end = unlisted[0], unlisted.end()
        elif comparison.bare and not (figures and (end == len(text) or text[end] in PUNCTUATION)):
            return None
    elif unit == "元" and text[end - 1] == "块" and comparison.bare:
        unit = "块"  # documents write 元; their 块 counts pieces
    edge = {">": 1, "<": -1}.get(comparison.op, 0)
    if comparison.op == "between" and comparison.low is not None:
        edge = 1 if comparison.low_op == ">" else 0
        high_edge = -1 if comparison.high_op == "<" else 0
        return Quantity(comparison.low, unit, comparison.op, edge, comparison.high, start, end, high_edge)
    if comparison.number is None:
        return None
    return Quantity(comparison.number, unit, comparison.op, edge, None, start, end)
