"""Reads numerals: 1,200.5, 一千二百一十七万, 一百五, 三十多万, 九成五, 百分之九十五, 三分之一, 100w.

A numeral is two ends that are usually equal; 三五十, 几十万 and 三十多万 are ranges, 百来万 means about.
Which characters are no numeral (四川, 一般, 三公经费) is data: table not_numbers of lexicon/numbers.toml.
"""

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from querylang.wordfile import number_words

DIGITS = {char: value for value, chars in enumerate(("零〇", "一壹幺", "二贰两俩", "三叁参", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")) for char in chars}
SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
TENS = {"廿": 20, "卅": 30, "卌": 40}
BIG = {"万": 10**4, "亿": 10**8, "兆": 10**12}
LETTERS = {"k": 10**3, "w": 10**4, "m": 10**6}
FORMAL = frozenset("壹贰叁参肆伍陆柒捌玖拾佰仟")
NUMERAL_CHARS = frozenset(DIGITS) | frozenset(SMALL) | frozenset(TENS) | frozenset(BIG)
STARTS = NUMERAL_CHARS | frozenset("0123456789.-+负几数上好半")

BESIDE_FORMAL = frozenset("负成折点元圆块角毛分人个打又")  # a lone 壹 or 伍 is a digit beside these alone

LONGEST = 40  # digits of a written number; anything longer is a code, not a quantity
PLACES = Decimal("0.000001")  # a fraction is a percentage rounded to six places
ABOUT = Decimal("0.1")  # 左右, 约, 来: this share below and above

ARABIC = re.compile(r"\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+")
SCIENTIFIC = re.compile(r"e[+-]?\d{1,2}(?![\d.])")
SLASH = re.compile(r"(\d{1,9})/(\d{1,9})(?![\d/.年月])")
LATIN_UNIT = re.compile(r"(?:kg|km|kwh|kw|mw|mg|ml|mb|gb|tb|m|mm|cm|g|t|l|h|d|rmb|rmb|usd|cny|hkd|eur|to|db)(?![a-z])")
YEAR = re.compile(r"(?:(19|20)(\d\d)|(\d\d))(?:年度|财年|年)")
CHINESE_YEAR = re.compile(r"([一二][〇零九0][〇零一二三四五六七八九]{2}|[一二九八][〇零一二三四五六七八九])(?:年度|财年|年)")


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


class Year(NamedTuple):
    """A named year: 2023年, 23年, 二〇二三年度."""

    end: int
    year: int


def tidy(number: Decimal) -> Decimal:
    """The same number without an exponent or zeros at its end.

    >>> tidy(Decimal("12000.0")), tidy(Decimal("1E+3")), tidy(Decimal("0.50"))
    (Decimal('12000'), Decimal('1000'), Decimal('0.5'))
    """
    whole = number.to_integral_value()
    if whole == number:
        return whole.quantize(Decimal(1)) if whole.adjusted() < LONGEST // 2 else Decimal(int(whole))
    return number.normalize()


@cache
def _not_numbers() -> dict[str, tuple[tuple[str, str], ...]]:
    """Numeral character -> what stands before and after it in words that are no numerals."""
    found: dict[str, list[tuple[str, str]]] = {}
    for entry in number_words()["not_numbers"]["words"]:
        word = entry.word
        for index, char in enumerate(word):
            if char in STARTS:
                found.setdefault(char, []).append((word[:index], word[index:]))
    return {char: tuple(pairs) for char, pairs in found.items()}


def in_other_word(text: str, start: int) -> bool:
    """Whether the numeral character at start belongs to a word that is no number.

    >>> in_other_word("统一", 1), in_other_word("三公经费", 0), in_other_word("三万", 0)
    (True, True, False)
    """
    for before, rest in _not_numbers().get(text[start], ()):
        if text.startswith(rest, start) and text.endswith(before, 0, start):
            return True
    return False


def _begins_other_word(text: str, start: int) -> bool:
    """Whether a word that is no numeral begins at start and goes on with other characters: 一般, 一次性."""
    for before, rest in _not_numbers().get(text[start], ()):
        if not before and text.startswith(rest, start) and text[start + 1] not in NUMERAL_CHARS:
            return True
    return False


class _Scan:
    """The state of reading one numeral: parts above 万, the section being read, the digit in hand."""

    def __init__(self, text: str, start: int, gaps: frozenset[int], bare: bool) -> None:
        self.text, self.at, self.gaps, self.bare = text, start, gaps, bare
        self.start = start
        self.parts: list[tuple[int, Decimal | int, Decimal | int]] = []
        self.low: Decimal | int = 0  # of the section under 万
        self.high: Decimal | int = 0
        self.digit: tuple[Decimal | int, Decimal | int] | None = None
        self.arabic = False  # the digit in hand is written in Arabic figures
        self.unit = 0  # the last unit said: 10 … 1000, 万, 亿
        self.small = 10**4  # units under 万 must come in falling order
        self.zero = False
        self.low_open = self.high_open = self.about = self.scaled = False
        self.units = 0  # how many units were said
        self.best: tuple[int, Decimal, Decimal] | None = None

    # -- values -------------------------------------------------------------------------------------------

    def pending(self) -> tuple[Decimal | int, Decimal | int] | None:
        """The digit in hand as it counts now: 5 after 一百 is 50; None where it cannot stand."""
        if self.digit is None:
            return 0, 0
        low, high = self.digit
        if not self.unit:
            return low, high
        if self.zero or self.unit == 10:
            return (low, high) if high < self.unit else None
        if high < 10 and low > 0 and int(low) == low:
            return low * self.unit // 10, high * self.unit // 10
        if self.arabic and 10 <= low and high < self.unit:
            return low, high
        return None

    def total(self) -> tuple[Decimal, Decimal] | None:
        """Both ends of what was read so far."""
        digit = self.pending()
        if digit is None:
            return None
        low = sum((part[1] for part in self.parts), self.low + digit[0])
        high = sum((part[2] for part in self.parts), self.high + digit[1])
        return Decimal(low), Decimal(high)

    def mark(self) -> None:
        """Remembers this place as one where the numeral may end."""
        total = self.total()
        if total is not None:
            self.best = (self.at, *total)

    def close_section(self) -> None:
        """Adds the digit in hand to the section."""
        digit = self.pending() or (0, 0)
        self.low, self.high, self.digit = self.low + digit[0], self.high + digit[1], None

    # -- steps: each reads one piece and says whether to go on ----------------------------------------------

    def arabic_figures(self) -> bool:
        """1,200.5 with 万 letters behind (100w, 10k, 2.5m)."""
        if self.digit is not None:
            return False
        match = ARABIC.match(self.text, self.at)
        if not match:
            return False
        end = match.end()
        for gap in self.gaps:
            if self.at < gap < end:
                end = min(end, gap)
        figures = self.text[self.at : end].replace(",", "").rstrip(".")
        if len(figures) > LONGEST or (self.units and "." in figures):
            return False
        value: Decimal | int = Decimal(figures) if "." in figures or len(figures) > 15 else int(figures)
        self.digit, self.arabic, self.at = (value, value), True, end
        self.zero = self.zero or (figures[0] == "0" and len(figures) > 1)
        if self.units:
            if self.tail_blocked():
                return False
        else:
            self.letters()
        self.mark()
        return True

    def letters(self) -> None:
        """A scale in Latin letters right behind the figures."""
        text, at = self.text, self.at
        exponent = SCIENTIFIC.match(text, at)
        if exponent and self.digit:
            value = self.digit[0] * Decimal("1" + exponent[0])
            self.digit, self.at = (value, value), exponent.end()
            return
        scale = LETTERS.get(text[at : at + 1])
        after = text[at + 1 : at + 2]
        if scale and self.digit and not (after.isascii() and after.isalnum()) and after not in {"²", "³"}:
            value = self.digit[0] * scale
            self.digit, self.at, self.scaled = (value, value), at + 1, True

    def chinese_digits(self) -> bool:
        """One digit, two neighbours as a range (三五, 七八), or a row of digits (二〇二三)."""
        text, at = self.text, self.at
        if self.digit is not None and self.digit != (0, 0):
            return False
        end = at + 1
        while end < len(text) and text[end] in DIGITS and text[end] not in "两俩":
            end += 1
        run = [DIGITS[char] for char in text[at:end]]
        following = text[end : end + 1]
        if run[0] == 0 and len(run) > 1 and self.units:
            self.zero, self.digit = True, None
            self.at += 1
            return True
        if len(run) == 1:
            if run[0] == 0 and (self.units or following in SMALL):
                self.zero = True
                self.at += 1
                return self.at < len(text)
            self.digit, self.at = (run[0], run[0]), end
        elif len(run) == 2 and neighbours(run[0], run[1]) and following != "点":  # noqa: PLR2004 - a pair
            self.digit, self.at = (run[0], run[1]), end
        elif self.units:
            self.digit, self.at = (run[0], run[0]), at + 1
        elif following in SMALL:
            self.digit, self.at = (run[0], run[0]), at + 1
        else:
            value = int("".join(map(str, run)))
            self.digit, self.at = (value, value), end
        self.arabic = False
        if self.units and self.tail_blocked():
            return False
        self.mark()
        return True

    def tail_blocked(self) -> bool:
        """Whether the digit just read after a unit begins another word: 两千万一般, 三十万1月."""
        following = self.text[self.at : self.at + 1]
        if following and following in "月日号级楼":
            return True
        return not self.arabic and _begins_other_word(self.text, self.at - 1)

    def small_unit(self, unit: int) -> bool:
        """十, 百, 千."""
        if unit >= self.small:
            return False
        if self.digit is None:
            if self.units and not self.zero and unit != 10:  # 一百十六 and 一万十二 leave out 一
                return False
            self.digit = (1, 1)
        low, high = self.digit
        if high >= 10 and not self.arabic:
            return False
        if self.arabic and high >= 10**4:
            return False
        self.low, self.high, self.digit = self.low + low * unit, self.high + high * unit, None
        self.unit = self.small = unit
        self.zero = False
        self.units += 1
        self.at += 1
        self.mark()
        return True

    def big_unit(self, unit: int) -> bool:
        """万, 亿, 兆: multiplies the section, and all smaller parts (四万亿)."""
        if self.digit is not None and self.units and not self.zero and self.unit >= 100 and self.unit < 10**4:
            digit = self.pending()  # 百二万 is 120万
            if digit is None:
                return False
            self.low, self.high, self.digit = self.low + digit[0], self.high + digit[1], None
        low, high = self.low, self.high
        if self.digit is not None:
            low, high = low + self.digit[0], high + self.digit[1]
        if not high and self.parts and self.parts[-1][0] > unit:
            return False
        kept = []
        for part in self.parts:
            if part[0] > unit or (part[0] == unit and high):
                kept.append(part)
            else:
                low, high = low + part[1], high + part[2]
        if any(part[0] <= unit for part in kept):
            return False
        if not high:
            if self.parts or not self.may_start_with_unit():
                return False
            low = high = 1
        self.parts = [*kept, (unit, low * unit, high * unit)]
        self.low = self.high = 0
        self.digit, self.unit, self.small, self.zero = None, unit, 10**4, False
        self.units += 1
        self.scaled = True
        self.at += 1
        self.mark()
        return True

    def may_start_with_unit(self) -> bool:
        """A numeral begins with 万 or 亿 only before a digit or 多, 余, 把 (万九, 亿余), or where the caller allows."""
        following = self.text[self.at + 1 : self.at + 2]
        if self.text.startswith("分之", self.at + 1):
            return True
        return self.bare or following in "多余把" or (following in DIGITS and following not in "零〇一两")

    def point(self) -> bool:
        """点 and the decimals behind it."""
        text, at = self.text, self.at + 1
        end = at
        while end < len(text) and ((text[end] in DIGITS and text[end] not in "两俩") or text[end].isdecimal()):
            end += 1
        total = self.total()
        if end == at or total is None or total[0] != total[1] or text[end : end + 1] in {"十", "拾"} or self.low_open:
            return False
        if not self.units and self.digit is None and not self.zero:
            return False
        decimals = "".join(str(DIGITS.get(char, char)) for char in text[at:end])
        if len(decimals) > LONGEST or not decimals.isascii():
            return False
        value = total[0] + Decimal(f"0.{decimals}")
        self.at = end
        while self.at < len(text) and (scale := BIG.get(text[self.at]) or SMALL.get(text[self.at])):
            value, self.scaled, self.at = value * scale, self.scaled or scale >= 10**4, self.at + 1
        self.best = (self.at, value, value)
        return False

    def some(self) -> bool:
        """几 (also 数, 好几): [2, 10) before a unit, anything between after 十 or 零."""
        text = self.text
        length = 2 if text.startswith("好几", self.at) else 1
        following = text[self.at + length : self.at + length + 1]
        if self.digit is not None:
            return False
        if text[self.at] == "几" and self.units and (self.zero or self.unit == 10):
            width = 10
            self.digit = None
            self.low, self.high = self.low, self.high + width
            self.low_open = self.high_open = True
            self.at += 1
            self.zero = False
            self.unit = self.small = 1
            self.mark()
            return True
        if (following not in SMALL and following not in BIG) or (self.units and text[self.at] != "几"):
            return False
        before = text[self.at - 1 : self.at]
        if not self.units and text[self.at] == "数" and before and before in "人次户个项总参份件票字指系分额岁级位少多":
            return False
        self.digit, self.high_open, self.arabic = (2, 10), True, True
        self.at += length
        return True

    def many(self) -> bool:
        """多, 余: up to the next round number; 来, 把: about."""
        text, char = self.text, self.text[self.at]
        following = text[self.at + 1 : self.at + 2]
        if self.low_open or self.best is None or self.best[0] != self.at:
            return False
        if char == "多" and following and following in "少大长久高半种类方项元民" and following != "元":
            return False
        if char == "余" and following and following in "额款下热粮量留":
            return False
        if char == "来" and ((following and following in "自源看说讲") or self.digit is not None):
            return False
        if char == "把" and (self.units != 1 or self.best[1] not in (100, 1000, 10000)):
            return False
        total = self.total()
        if total is None:
            return False
        if char in "来把":
            if total[0] < 10:
                return False
            self.about = True
        else:
            step = self.step()
            if step is None:
                return False
            self.low_open = self.high_open = True
            if self.unit >= 10**4 and self.digit is None and not self.low:
                scale, low, high = self.parts[-1]
                self.parts[-1] = (scale, low, high + step)
            else:
                self.close_section()
                self.high += step
        self.close_section()
        self.at += 1
        if text.startswith(("一点", "一些"), self.at):
            self.at += 2
        elif text.startswith(("点", "些"), self.at):
            self.at += 1
        self.small = 1
        self.mark()
        return True

    def step(self) -> Decimal | int | None:
        """How far 多 reaches: one of the last unit said, or of the last figure that is not 0."""
        if self.digit is None:
            return self.unit
        low, high = self.digit
        if low != high:
            return None
        if self.arabic and not self.units:
            value = Decimal(low)
            if value == 0:
                return None
            exponent = value.normalize().as_tuple().exponent
            return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else None
        return None if not self.units else self.unit // 10

    def measured(self) -> bool:
        """个 between a number and 亿 or 万: 1.5个亿, 几个亿."""
        unit = BIG.get(self.text[self.at + 1 : self.at + 2])
        if unit is None or (self.best is None and self.digit is None):
            return False
        if self.text[self.at + 1] == "万" and not (self.best and self.best[1] < 10):
            return False
        self.at += 1
        return self.big_unit(unit)

    def run(self) -> None:
        """Reads as far as the characters make one numeral."""
        text = self.text
        while self.at < len(text):
            char = text[self.at]
            if char in "0123456789." and not self.low_open:
                going = self.arabic_figures()
            elif char in DIGITS:
                going = not self.low_open and not self.about and self.formal_stands() and self.chinese_digits()
            elif char in SMALL:
                going = not self.low_open and not self.about and self.small_unit(SMALL[char])
            elif char in BIG:
                going = self.big_unit(BIG[char])
            elif char in TENS:
                going = self.tens(TENS[char])
            elif char == "点":
                going = self.point()
            elif char in "几数好":
                going = (char != "好" or text.startswith("好几", self.at)) and (char == "几" or not self.units) and self.some()
            elif char in "多余来把":
                going = self.many()
            elif char == "个":
                going = self.measured()
            else:
                going = False
            if not going:
                return

    def tens(self, value: int) -> bool:
        """廿, 卅, 卌."""
        if self.digit is not None or self.small <= 10:
            return False
        self.low, self.high = self.low + value, self.high + value
        self.unit = self.small = 10
        self.zero = False
        self.units += 1
        self.at += 1
        self.mark()
        return True

    def formal_stands(self) -> bool:
        """参 is a digit only among formal units (参拾, 参佰)."""
        following = self.text[self.at + 1 : self.at + 2]
        return self.text[self.at] != "参" or self.units > 0 or (following != "" and following in "拾佰仟万亿")


def neighbours(first: int, second: int) -> bool:
    """Whether two digits side by side mean from one to the other: 七八, 三五."""
    return 0 < first and (second == first + 1 or (first, second) == (3, 5))


def match_numeral(
    text: str, start: int, gaps: frozenset[int] = frozenset(), *, bare: bool = False, inside: bool = False
) -> Numeral | None:
    """The longest numeral of a plain text that begins at start, or None.

    With `bare`, a lone 百, 千, 万 or 亿 counts as one of it (过亿). With `inside`, the place is known to hold a
    number, so words that are no numerals are not looked for (三分之一).

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
        if before and (before.isdecimal() or before in ".%") and start not in gaps:
            return None
    found = _special(text, at, gaps) or _plain_numeral(text, at, gaps, bare, inside)
    if found is None:
        return None
    if sign < 0:
        found = _negative(found)
    return found


def _sign_stands(text: str, start: int, gaps: frozenset[int]) -> bool:
    """A sign belongs to the number behind it unless it joins two things (11-数量, 100-500)."""
    if text[start] == "负":
        return not text.startswith(("负责", "负债", "负面", "负担"), start)
    before = text[start - 1 : start]
    following = text[start + 1 : start + 2]
    if not (following.isdecimal() or following == "."):
        return False
    return not before or before in ",。;:、(（<>=≥≤≠《》于过是为到少多约降加升" or (start in gaps and not before.isdecimal())


def _plain_numeral(text: str, start: int, gaps: frozenset[int], bare: bool, inside: bool = False) -> Numeral | None:
    """Figures and Chinese numerals, then the marks behind them: %, 分之, 成, 折."""
    known = inside or text[start] in "0123456789." or text.startswith("分之", start + 1)
    if not known and in_other_word(text, start):
        return None
    scan = _Scan(text, start, gaps, bare)
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
    return _with_mark(text, start, found, gaps)


def _stands_alone(text: str, start: int, end: int, scan: _Scan, inside: bool) -> bool:
    """Whether what was read can be a numeral by itself."""
    first = text[start]
    if end - start == 1 and not first.isdecimal():
        if first in "百佰千仟万亿兆":
            return scan.bare or text.startswith("分之", end)
        if (first in FORMAL or first == "幺") and not inside:
            around = text[max(start - 1, 0) : start] + text[end : end + 1]
            return not any("\u4e00" <= char <= "\u9fff" and char not in BESIDE_FORMAL for char in around)
    if text[end - 1].isdecimal() and end < len(text) and "a" <= text[end] <= "z" and end not in scan.gaps:
        return LATIN_UNIT.match(text, end) is not None
    return True


def _with_mark(text: str, start: int, found: Numeral, gaps: frozenset[int]) -> Numeral | None:
    """Reads %, ‰, 个百分点, 成, 折, 分之 and / behind a number."""
    at = found.end
    following = text[at : at + 1]
    if not following:
        return found
    if following == "%":
        return _percent(found, at + 1, Decimal(1))
    if following == "‰":
        return _percent(found, at + 1, Decimal("0.1"))
    if following == "个" and text.startswith("个百分点", at):
        return _percent(found, at + 4, Decimal(1))
    if following == "百" and text.startswith("百分点", at):
        return _percent(found, at + 3, Decimal(1))
    if following in "分又" and found.number is not None:
        return _fraction(text, found, gaps) or found
    if following == "/" or (at in gaps and following.isdecimal()):
        return _slash(text, start, found) or found
    if following in "成折":
        return _tenths(text, start, found) or found
    if following == "打" and found.number is not None and text[at + 1 : at + 2] not in set("开击印算造扫包卡分磨车"):
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
    at = below.end
    if text[at] == "又":
        whole = below.number or whole
        part = match_numeral(text, at + 1, gaps, inside=True)
        return None if part is None or not part.percent else _percent_of(whole * 100 + part.low, part.end, part)
    if not text.startswith("分之", at):
        return None
    above = match_numeral(text, at + 2, gaps, bare=True, inside=True)
    if above is None or not below.number or above.percent or above.high is None:
        return None
    factor = Decimal(100) / below.number
    if above.number is None:
        return _percent(above, above.end, factor)
    return _percent_of(above.number * factor, above.end, above)


def _percent_of(value: Decimal, end: int, like: Numeral) -> Numeral:
    """An exact percentage rounded to six places."""
    rounded = tidy(value.quantize(PLACES)) if abs(value) < 10**20 else tidy(value)
    return Numeral(end, rounded, rounded, rounded, like.low_op, like.high_op, True, False)


def _slash(text: str, start: int, found: Numeral) -> Numeral | None:
    """3/5, 1 4/3."""
    whole, begin = Decimal(0), start
    if text[found.end] != "/":
        whole, begin = found.low, found.end
    match = SLASH.match(text, begin)
    if not match or not int(match[2]) or (text[begin - 1 : begin] == "/"):
        return None
    return _percent_of((whole + Decimal(match[1]) / Decimal(match[2])) * 100, match.end(), found)


def _tenths(text: str, start: int, found: Numeral) -> Numeral | None:
    """三成, 九成五, 七五折, 75折."""
    at = found.end + 1
    following = text[at : at + 1]
    if found.scaled or found.high is None or found.low < 0:
        return None
    if text[found.end] == "成":
        if found.high > 10 or (following and following in "立本为果功员效都就年交人长分绩品熟套份因片批群立了"):
            return None
        value = _percent(found, at, Decimal(10))
        extra = 5 if following == "半" else DIGITS.get(following, 0) if following not in "两俩" else 0
        if extra and value.number is not None and not in_other_word(text, at):
            more = value.number + extra
            return value._replace(end=at + 1, number=more, low=more, high=more)
        return value
    if (following and following in "旧叠合算腰磨返") or found.high > 100:
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
    return found._replace(number=number, low=-found.high, high=-found.low, low_op=flip[found.high_op], high_op=flip[found.low_op])


HALVES = (("半数", 2), ("一半", 2), ("对半", 2), ("百分百", 3))


def _special(text: str, start: int, gaps: frozenset[int]) -> Numeral | None:
    """半数, 半百, 半个亿, 半成, 上百万."""
    char = text[start]
    if char in "半一百":
        for word, length in HALVES:
            if text.startswith(word, start):
                value = Decimal(100 if word == "百分百" else 50)
                return Numeral(start + length, value, value, value, ">=", "<=", True, False)
        if char == "半":
            return _half(text, start)
    if char == "上":
        before = text[start - 1 : start]
        following = text[start + 1 : start + 2]
        if following in {"百", "千", "万", "亿"} or text.startswith(("十万", "十亿"), start + 1):
            if (before and before in "以之达网线晚马向往加地年月街身") or in_other_word(text, start + 1):
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
    if text.startswith(("个", "年", "天", "日", "小时", "公", "斤", "倍", "亩", "吨"), start + 1) and not text.startswith("年报", start + 1):
        return Numeral(start + 1, half, half, half, ">=", "<=", False, False)
    return None


def match_year(text: str, start: int, gaps: frozenset[int] = frozenset()) -> Year | None:
    """A named year at start: four figures or two, with 年, 年度 or 财年. 10年以上 is a length of time, not a year.

    >>> match_year("23年的预算", 0), match_year("二〇二三年度", 0), match_year("10年以上", 0)
    (Year(end=3, year=2023), Year(end=6, year=2023), None)
    """
    before = text[start - 1 : start]
    match = YEAR.match(text, start)
    if match:
        if (before.isdecimal() or before == ".") and start not in gaps:
            return None
        year = int(match[1] + match[2]) if match[1] else _century(int(match[3]))
        short = not match[1]
    else:
        match = CHINESE_YEAR.match(text, start)
        if not match or before in NUMERAL_CHARS:
            return None
        figures = "".join(str(DIGITS.get(char, char)) for char in match[1])
        short = len(figures) == 2
        year = _century(int(figures)) if short else int(figures)
    if short and _duration(text, start, match.end()):
        return None
    return Year(match.end(), year)


def _century(two: int) -> int:
    """23 -> 2023, 98 -> 1998."""
    return 2000 + two if two < 70 else 1900 + two


def _duration(text: str, start: int, end: int) -> bool:
    """Whether a number of years is meant: 超过10年, 10年以上, 每15年."""
    if text.startswith(("以上", "以下", "以内", "之内", "左右", "内", "期", "及以", "以后", "来的", "多"), end):
        return True
    return text.endswith(("超过", "于", "少", "多", "每", "近", "满", "达", "到", "足", "过", "约", "≥", "≤", ">", "<", "第", "共"), 0, start)
