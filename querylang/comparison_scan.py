"""Reads comparisons with a number: 超过100万, 95%以上, 30万到300万之间, 跟三十万差不多, ≥300万元.

The words and their sense are data (tables prefix, suffix, around, negation, range of lexicon/numbers.toml).
超过 excludes the number and 以上 includes it: Civil Code of the PRC, article 1259. Where words before and after
the number both speak, the last one decides (超过100万以上 is at least 100万).
"""

from decimal import Decimal

from querylang.amounts import MONEY, PERCENT, Amount, match_amount, match_unit, units
from querylang.asides import match_aside, with_end
from querylang.comparators import (
    DOWNWARD,
    SENSES,
    SLOT,
    UPWARD,
    comparing_words,
    is_apart,
    longest_word,
    prefix_words,
    stands,
)
from querylang.comparison import Comparison, bare_quantity, compared, with_aside
from querylang.query import Op
from querylang.ranges import lone_digit, match_range
from querylang.vocabulary import marker_characters, marker_words

MIRRORED: dict[str, Op] = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "≤": ">=", "≥": "<=", "=<": ">=", "=>": "<="}
TIME_UNITS = frozenset(marker_words("comparison_time_units"))
NOT_WITHIN = marker_characters("comparison_not_within")
NOT_HALF = marker_characters("comparison_not_half")


def match_comparison(text: str, start: int, gaps: frozenset[int] = frozenset()) -> Comparison | None:
    """The longest comparison with a number, or bare quantity, at start of a plain text, or None.

    >>> match_comparison("超过100万的项目", 0)[:3]
    (6, '>', Decimal('1000000'))
    >>> match_comparison("三到五万", 0)[1:5]
    ('between', None, Decimal('30000'), Decimal('50000'))
    """
    if start >= len(text):
        return None
    words, first = comparing_words(), text[start]
    if first not in words.starts:
        return None
    found: list[Comparison | None] = []
    if first in words.around:
        found.append(_around(text, start, gaps))
    if first in words.prefix:
        found.append(_prefixed(text, start, gaps))
    if first in words.opens:
        found.append(_opened(text, start, gaps))
    if first in words.sign:
        found.append(_signed(text, start))
    if first in words.numbers:
        amount = match_amount(text, start, gaps)
        if amount:
            found.append(match_range(text, start, start, amount, "", gaps) or _finish(text, amount, None, gaps))
        elif loose := lone_digit(text, start, gaps):
            found.append(match_range(text, start, start, loose, "", gaps))
    return max((one for one in found if one), key=lambda one: one.end, default=None)


def _suffix(text: str, amount: Amount, prefix: str | None, gaps: frozenset[int]) -> tuple[int, Op] | None:
    """The comparing word behind a number, where it goes with the one before it."""
    words = comparing_words()
    for word, op in words.suffix.get(text[amount.end : amount.end + 1], ()):
        if not text.startswith(word, amount.end):
            continue
        end = amount.end + len(word)
        if prefix is not None and word in words.misheard:
            continue
        if (word in words.prefixes or word == "+") and match_amount(text, end, gaps) is not None:
            continue  # 100万+20万 adds
        if word == "起" and not (amount.scaled or amount.unit in units().money or amount.unit == PERCENT):
            continue
        if word in {"内", "一内"} and (amount.unit not in TIME_UNITS or text[end : end + 1] in NOT_WITHIN):
            continue
        if prefix is None or prefix in {"=", "≈"}:
            return end, SENSES[op]
        if (prefix in UPWARD and op in UPWARD) or (prefix in DOWNWARD and op in DOWNWARD):
            return end, SENSES[op]
        if op == "≈" and prefix != "!=":
            return end, SENSES[prefix]  # 低于7%左右
        return None
    return None


def _around(text: str, start: int, gaps: frozenset[int]) -> Comparison | None:
    """比100万高, 以50万为限, 跟三十万差不多."""
    best: Comparison | None = None
    amounts: dict[int, Amount | None] = {}
    for word, op in comparing_words().around.get(text[start], ()):
        head, _, tail = word.partition(SLOT)
        if not text.startswith(head, start) or not stands(head, text, start):
            continue
        at = start + len(head)
        if at not in amounts:
            amounts[at] = match_amount(text, at, gaps)
        amount = amounts[at]
        if amount and amount.number is None and tail[-1:] == "多" and text[amount.end - 1] == "多":
            amount = match_amount(text[: amount.end - 1], at, gaps)  # the 多 of 比100万多 belongs to 比
        if amount is None or not text.startswith(tail, amount.end):
            continue
        end = amount.end + len(tail)
        if best is None or end > best.end:
            found = compared(amount, op, end)
            best = found or best
    return best


def _prefixed(text: str, start: int, gaps: frozenset[int]) -> Comparison | None:
    """超过100万, 不低于95%, 约2000人, 至少三十万以上."""
    found = prefix_words(text, start)
    if found is None:
        return None
    at, op = found
    amount = _half(text, at) or _each(text, at, gaps) or match_amount(text, at, gaps, bare=True)
    if amount is None or (text[start] == "近" and amount.unit in TIME_UNITS):
        return None  # 近7日 is a period, not about seven days
    span = match_range(text, at, at, amount, "", gaps)
    if span:
        return span if op in {"=", "≈"} else None  # 超过10到15万 can mean either end
    behind = _suffix(text, amount, None, gaps)
    first = longest_word(comparing_words().prefix, text, start)
    if behind and first and is_apart(first[1], behind[1]):
        return None  # 几乎100万以上, 还没10万以下
    if behind and text[start:at] in comparing_words().reaching:
        return _finish(text, amount, None, gaps, at)  # 达到10万以下
    return _finish(text, amount, op, gaps, at)


def _each(text: str, at: int, gaps: frozenset[int]) -> Amount | None:
    """每股十块, 一平3000: what one of something costs, said before the price."""
    unit = match_unit(text, at + 1) if text[at : at + 1] in {"每", "一"} else None
    amount = match_amount(text, unit[0], gaps) if unit else None
    if amount is None or unit is None or amount.unit not in {None, *units().money} or unit[1] in units().money:
        return None
    return amount._replace(unit=f"{amount.unit or MONEY}/{unit[1]}", unit_said=True)


def _signed(text: str, start: int) -> Comparison | None:
    """为负, 是正的: a comparison with nothing."""
    words = comparing_words()
    found = longest_word(words.sign, text, start)
    if found is None or text[found[0] : found[0] + 1] in set(words.not_sign.get(found[1], "")):
        return None
    return Comparison(found[0], SENSES[found[2]], Decimal(0), None, None, ">=", "<=", None, False, False)


def _half(text: str, at: int) -> Amount | None:
    """过半: half as a share."""
    if not text.startswith("半", at) or text[at + 1 : at + 2] in NOT_HALF:
        return None
    half = Decimal(50)
    return Amount(at + 1, half, half, half, ">=", "<=", PERCENT, True, False)


def _opened(text: str, start: int, gaps: frozenset[int]) -> Comparison | None:
    """在20万至120万之间, 从三万到五万, 在100万以上."""
    words = comparing_words()
    opened = longest_word(words.opens, text, start)
    if opened is None or not stands(opened[1], text, start):
        return None
    at, opener = opened[0], opened[2]
    again = longest_word(words.opens, text, at)
    if again:
        at, opener = again[0], again[2] or opener
    amount = match_amount(text, at, gaps) or lone_digit(text, at, gaps)
    if amount is None:
        return None
    found = match_range(text, start, at, amount, opener, gaps)
    if found is None and _suffix(text, amount, None, gaps):
        found = _finish(text, amount, None, gaps)
    return found


def _finish(text: str, amount: Amount, prefix: Op | None, gaps: frozenset[int], start: int = 0) -> Comparison | None:
    """Reads what follows the number, which begins at start, and settles the sense."""
    suffix = _suffix(text, amount, prefix, gaps)
    if suffix is None and _contradicts(text, amount, prefix, start):
        shorter = _before_comma(text, amount, gaps, start)
        amount = shorter or amount
    if prefix == "!=" and (suffix or longest_word(comparing_words().suffix, text, amount.end)):
        return None  # 不是95%以上的 denies a comparison; the negation is read by itself
    aside = match_aside(text, amount.end)
    if suffix is None and aside and aside.number in {None, amount.number}:
        suffix = _suffix(text, amount._replace(end=aside.end), prefix, gaps) or (
            (aside.end, prefix) if prefix else None
        )
        if suffix:  # 30万（不含30万）以上, 超过30万（含30万）
            return compared(amount, with_end(suffix[1], aside.included), suffix[0])
    if suffix:
        return with_aside(text, compared(amount, suffix[1], suffix[0]))
    if prefix:
        return compared(amount, prefix, amount.end)
    for sign in ("<=", ">=", "=<", "=>", "≤", "≥", "<", ">"):
        if text.startswith(sign, amount.end):
            end = amount.end + len(sign)
            if match_amount(text, end, gaps) is None and end < len(text):
                return compared(amount, MIRRORED[sign], end)
            break
    return bare_quantity(amount)


def _contradicts(text: str, amount: Amount, prefix: str | None, start: int) -> bool:
    """大于100,500以下: what looks like one number with a comma is two."""
    if prefix is None or "," not in text[start : amount.end]:
        return False
    after = longest_word(comparing_words().suffix, text, amount.end)
    return after is not None and (
        (prefix in UPWARD and after[2] in DOWNWARD) or (prefix in DOWNWARD and after[2] in UPWARD)
    )


def _before_comma(text: str, amount: Amount, gaps: frozenset[int], start: int) -> Amount | None:
    """The number before the last comma of an amount."""
    comma = text.rfind(",", start, amount.end)
    begin = comma
    while begin > start and (text[begin - 1].isdecimal() or text[begin - 1] in ",."):
        begin -= 1
    return match_amount(text, begin, gaps | {comma}) if begin < comma else None
