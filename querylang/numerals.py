"""Reads numerals: 1,200.5, 一千二百一十七万, 一百五, 三十多万, 九成五, 百分之九十五, 三分之一, 100w.

A numeral is two ends that are usually equal; 三五十, 几十万 and 三十多万 are ranges, 百来万 means about.
Which characters are no numeral (四川, 一般, 三公经费) is data: table not_numbers of lexicon/numbers.toml.
"""

from decimal import Decimal

from querylang.named import NamedTuple
from querylang.numeral_scan import Scan
from querylang.numeral_words import DIGITS, LONGEST, OVER, STARTS, in_other_word, pattern
from querylang.vocabulary import marker_characters, marker_words

PLACES = Decimal("0.000001")  # a fraction is a percentage rounded to six places
ABOUT = Decimal("0.1")  # 左右, 约, 来: this share below and above
SLASH = r"(?!(?:19|20)\d\d/(?:19|20)\d\d)(\d{1,9})/(\d{1,9})(?![\d/.年月])"  # 2018/2017 are two years
POWER = r"\^[+-]*\d{1,2}(?![\d.])"
LATIN_UNIT = r"(?:kg|km|kwh|kw|mw|mg|ml|mb|gb|tb|m|mm|cm|l|cc|rmb|usd|cny|hkd|eur|db)(?![a-z])"
FORMAL = frozenset("壹贰叁参肆伍陆柒捌玖拾佰仟")
WORDLIKE = frozenset("参伍陆拾幺")  # formal digits that are characters of common words: a lone one is a digit
BESIDE_FORMAL = marker_characters("numeral_beside_formal")  # beside these alone
BEFORE_SIGN = marker_characters("numeral_before_sign") | frozenset(",。;:、(（[<>=≥≤≠《》")
NOT_NEGATIVE = marker_words("numeral_not_negative")
NOT_DOZEN = marker_characters("numeral_not_dozen")
NOT_TENTHS = marker_characters("numeral_not_tenths")
NOT_DISCOUNT = marker_characters("numeral_not_discount")
NOT_AND_MORE = marker_characters("numeral_not_and_more")
HALF_OF = marker_words("numeral_half_of")


PERCENT_WORDS = (
    ("%", Decimal(1)),
    ("‰", Decimal("0.1")),
    ("个百分点", Decimal(1)),
    ("百分点", Decimal(1)),
    ("个点", Decimal(1)),
)


class Numeral(NamedTuple):
    """A numeral of a text. Exact ones have number == low == high."""

    end: int
    number: Decimal | None  # the number, or the middle of 百来万; None for a range (三五十, 三十多万)
    low: Decimal
    high: Decimal | None  # None: no upper end (上百万)
    low_op: str  # ">=" or ">"
    high_op: str  # "<=" or "<"
    percent: bool  # said as a percentage or a fraction: 95%, 三成, 三分之一
    scaled: bool  # said with 万, 亿, 百万, w, k …: an amount of money unless a unit follows

    @property
    def about(self) -> bool:
        """Whether it stands for the numbers around it (百来万)."""
        return self.number is not None and self.low != self.high


def tidy(number: Decimal) -> Decimal:
    """The same number without an exponent or zeros at its end.

    >>> tidy(Decimal("12000.0")), tidy(Decimal("1E+3")), tidy(Decimal("0.50"))
    (Decimal('12000'), Decimal('1000'), Decimal('0.5'))
    """
    whole = number.to_integral_value()
    if whole == number:
        return whole.quantize(Decimal(1)) if whole.adjusted() < LONGEST // 2 else Decimal(int(whole))
    return number.normalize()


def match_numeral(
    text: str,
    start: int,
    gaps: frozenset[int] = frozenset(),
    *,
    bare: bool = False,
    inside: bool = False,
    marks: bool = True,
) -> Numeral | None:
    """The longest numeral of a plain text that begins at start, or None.

    With `bare`, a lone 百, 千, 万 or 亿 counts as one of it (过亿). With `inside`, the place is known to hold a
    number, so words that are no numerals are not looked for (三分之一). Without `marks`, %, 成 and 分之 are left alone.

    >>> match_numeral("一百五十二万", 0).number
    Decimal('1520000')
    >>> match_numeral("三成", 0)[1:]
    (Decimal('30'), Decimal('30'), Decimal('30'), '>=', '<=', True, False)
    """
    if start >= len(text) or text[start] not in STARTS:
        return None
    at, sign = start, 1
    char = text[start]
    if char in "-+负":
        if not _sign_stands(text, start, gaps):
            return None
        at, sign = start + 1, -1 if char != "+" else 1
        if at >= len(text) or text[at] in "上数好半几":
            return None
    elif char.isdecimal() or char == ".":
        before = text[start - 1 : start]
        glued = before and (before.isdecimal() or before in ".%") and start not in gaps
        if glued and text[max(start - 2, 0) : start] != "..":
            return None
    found = _special(text, at, gaps) or _plain_numeral(text, at, gaps, bare, inside, marks)
    if found is None:
        return None
    if sign < 0:
        found = _negative(found)
    return found


def _sign_stands(text: str, start: int, gaps: frozenset[int]) -> bool:
    """A sign belongs to the number behind it unless it joins two things (11-数量, 100-500)."""
    if text[start] == "负":
        return not text.startswith(NOT_NEGATIVE, start)
    before = text[start - 1 : start]
    following = text[start + 1 : start + 2]
    if not (following.isdecimal() or following == "."):
        return False
    return not before or before in BEFORE_SIGN or (start in gaps and not before.isdecimal())


def _plain_numeral(
    text: str, start: int, gaps: frozenset[int], bare: bool, inside: bool = False, marks: bool = True
) -> Numeral | None:
    """Figures and Chinese numerals, then the marks behind them: %, 分之, 成, 折."""
    known = inside or text[start] in "0123456789." or text.startswith(OVER, start + 1)
    if not known and in_other_word(text, start):
        return None
    scan = Scan(text, start, gaps, bare)
    scan.run()
    if scan.best is None:
        return None
    end, low, high = scan.best
    if not _stands_alone(text, start, end, scan, inside):
        return None
    if scan.about:
        middle = low
        low, high = middle * (1 - ABOUT), middle * (1 + ABOUT)
    else:
        middle = low
    low, high = tidy(low), tidy(high)
    exact = scan.about or low == high
    found = Numeral(
        end,
        tidy(middle) if exact else None,
        low,
        high,
        ">" if scan.low_open else ">=",
        "<" if scan.high_open and low != high else "<=",
        False,
        scan.scaled,
    )
    return _with_mark(text, start, found, gaps) if marks else found


def _stands_alone(text: str, start: int, end: int, scan: Scan, inside: bool) -> bool:
    """Whether what was read can be a numeral by itself."""
    first = text[start]
    if end - start == 1 and not first.isdecimal():
        if first in "百佰千仟万亿兆":
            return scan.bare or text.startswith(OVER, end)
        if first in WORDLIKE and not inside and text[end : end + 1] not in {"元", "圆", "块"}:
            around = text[max(start - 1, 0) : start] + text[end : end + 1]
            return not any("\u4e00" <= char <= "\u9fff" and char not in BESIDE_FORMAL for char in around)
    if text[end - 1].isdecimal() and end < len(text) and "a" <= text[end] <= "z" and end not in scan.gaps:
        # Behind a comparing word a number stands whatever is counted: 大于5EPS, 超过20G.
        return scan.bare or pattern(LATIN_UNIT).match(text, end) is not None
    return True


def _with_mark(text: str, start: int, found: Numeral, gaps: frozenset[int]) -> Numeral | None:
    """Reads %, ‰, 个百分点, 成, 折, 分之 and / behind a number."""
    at = found.end
    following = text[at : at + 1]
    if not following:
        return found
    for word, factor in PERCENT_WORDS:
        if text.startswith(word, at) and not (word == "个点" and text.startswith(("位", "评"), at + 2)):
            return _percent(found, at + len(word), factor)
    if following in "分份又" and found.number is not None:
        return _fraction(text, found, gaps) or found
    if following == "/" or (at in gaps and following.isdecimal()):
        return _slash(text, start, found) or found
    if following == "^" and found.number is not None:
        return _power(text, found)
    if following in "成折":
        return _tenths(text, start, found) or found
    if following == "打" and found.number is not None and text[at + 1 : at + 2] not in NOT_DOZEN:
        dozen = found.number * 12
        return found._replace(end=at + 1, number=dozen, low=dozen, high=dozen)
    return found


def _percent(found: Numeral, end: int, factor: Decimal) -> Numeral:
    """The same numeral as a percentage."""
    number = None if found.number is None else tidy(found.number * factor)
    high = None if found.high is None else tidy(found.high * factor)
    return found._replace(end=end, number=number, low=tidy(found.low * factor), high=high, percent=True, scaled=False)


def _fraction(text: str, below: Numeral, gaps: frozenset[int]) -> Numeral | None:
    """N分之M, and A又N分之M, as a percentage."""
    whole = Decimal(0)
    if text[below.end] == "又":
        whole = below.number or whole
        part = match_numeral(text, below.end + 1, gaps, bare=True, inside=True, marks=False)
        if part is None:
            return None
        below = part
    if not text.startswith(OVER, below.end) or not below.number:
        return None
    above = match_numeral(text, below.end + 2, gaps, bare=True, inside=True, marks=False)
    if above is None or above.high is None:
        return None
    factor = Decimal(100) / below.number
    if above.number is None:
        return _percent(above, above.end, factor)
    return _percent_of(whole * 100 + above.number * factor, above.end, above)


def _percent_of(value: Decimal, end: int, like: Numeral) -> Numeral:
    """An exact percentage rounded to six places."""
    rounded = tidy(value.quantize(PLACES)) if abs(value) < 10**20 else tidy(value)
    return Numeral(end, rounded, rounded, rounded, like.low_op, like.high_op, True, False)


def _slash(text: str, start: int, found: Numeral) -> Numeral | None:
    """3/5, 1 4/3."""
    whole, begin = Decimal(0), start
    if text[found.end] != "/":
        whole, begin = found.low, found.end
    match = pattern(SLASH).match(text, begin)
    if not match or not int(match[2]) or (text[begin - 1 : begin] == "/"):
        return None
    return _percent_of((whole + Decimal(match[1]) / Decimal(match[2])) * 100, match.end(), found)


def _power(text: str, base: Numeral) -> Numeral:
    """2^5, 1.1^-2."""
    match = pattern(POWER).match(text, base.end)
    if match is None or not base.low:
        return base
    exponent = int(match[0].lstrip("^+-"))
    value = tidy(base.low ** (-exponent if "^-" in match[0] and "--" not in match[0] else exponent))
    return base._replace(end=match.end(), number=value, low=value, high=value)


def _tenths(text: str, start: int, found: Numeral) -> Numeral | None:
    """三成, 九成五, 七五折, 75折."""
    at = found.end + 1
    following = text[at : at + 1]
    if found.scaled or found.high is None or found.low < 0:
        return None
    if text[found.end] == "成":
        if found.high > 10 or following in NOT_TENTHS:
            return None
        value = _percent(found, at, Decimal(10))
        extra = 5 if following == "半" else DIGITS.get(following, 0) if following not in "两俩" else 0
        if extra and value.number is not None and not in_other_word(text, at):
            more = value.number + extra
            return value._replace(end=at + 1, number=more, low=more, high=more)
        return value
    if following in NOT_DISCOUNT or found.high > 100:
        return None
    if found.number is None and found.end - start == 2:  # 七八折 and 三五折 are 78 % and 35 %
        return _exact(found, at, found.low * 10 + (found.high or 0))
    return _percent(found, at, Decimal(1 if found.low > 10 else 10))


def _exact(found: Numeral, end: int, value: Decimal) -> Numeral:
    """An exact percentage."""
    return found._replace(end=end, number=value, low=value, high=value, low_op=">=", high_op="<=", percent=True)


def _negative(found: Numeral) -> Numeral:
    """The same numeral below zero; a range keeps its order."""
    if found.high is None:
        return found
    flip = {">=": "<=", ">": "<", "<=": ">=", "<": ">"}
    number = None if found.number is None else -found.number
    return found._replace(
        number=number, low=-found.high, high=-found.low, low_op=flip[found.high_op], high_op=flip[found.low_op]
    )


HALVES = (("半数", Decimal(50)), ("一半", Decimal(50)), ("百分百", Decimal(100)))


def _special(text: str, start: int, gaps: frozenset[int]) -> Numeral | None:
    """半数, 半百, 半个亿, 半成, 上百万."""
    char = text[start]
    if char in "半一百":
        for word, value in HALVES:
            if text.startswith(word, start):
                return Numeral(start + len(word), value, value, value, ">=", "<=", True, False)
        if char == "半":
            return _half(text, start)
    if char == "上":
        before = text[start - 1 : start]
        following = text[start + 1 : start + 2]
        if following in {"百", "千", "万", "亿"} or text.startswith(("十万", "十亿"), start + 1):
            if before in NOT_AND_MORE or in_other_word(text, start + 1):
                return None
            found = _plain_numeral(text, start + 1, gaps, bare=True)
            if found and found.number is not None and not found.percent:
                return found._replace(number=None, high=None, high_op="<")
    return None


def _half(text: str, start: int) -> Numeral | None:
    """半 as a number: 半百, 半个亿, 半成, 半折, half of a unit of time or measure."""
    half = Decimal("0.5")
    if in_other_word(text, start):
        return None
    for word, value, percent, scaled in (
        ("半百", Decimal(50), False, False),
        ("半个亿", half * 10**8, False, True),
        ("半成", Decimal(5), True, False),
        ("半折", Decimal(50), True, False),
    ):
        if text.startswith(word, start):
            return Numeral(start + len(word), tidy(value), tidy(value), tidy(value), ">=", "<=", percent, scaled)
    if text.startswith(HALF_OF, start + 1):
        return Numeral(start + 1, half, half, half, ">=", "<=", False, False)
    return None
