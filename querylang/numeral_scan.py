"""Reads the characters of a numeral one after another: the inner machine of querylang.numerals.

Which characters stop a numeral, or belong to what follows, is data (tables numeral_… of lexicon/markers.toml).
"""

from decimal import Decimal

from querylang.numeral_state import NumeralState
from querylang.numeral_words import (
    BIG,
    DIGITS,
    LETTERS,
    LONGEST,
    OVER,
    SMALL,
    TENS,
    begins_other_word,
    in_other_word,
    neighbours,
    pattern,
)
from querylang.vocabulary import marker_characters

ARABIC = r"\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
CODE = r"0\d\d+$"  # 010, 000300: a code or the beginning of a telephone number
TENTH = r"[1-9](?![0-9a-z.,])"
SCIENTIFIC = r"e[+-]?\d{1,2}(?![\d.])"

KILO = marker_characters("numeral_kilo")
PRICED = marker_characters("numeral_priced")
HALVED = marker_characters("numeral_halved")
NOT_TAIL = marker_characters("numeral_not_tail")
NOT_SOME = marker_characters("numeral_not_some")
NOT_MORE = marker_characters("numeral_not_more")
NOT_OVER = marker_characters("numeral_not_over")
NOT_ABOUT = marker_characters("numeral_not_about")


class Scan(NumeralState):
    """Reads on from the state: each step reads one piece and says whether to go on."""

    def arabic_figures(self) -> bool:
        """1,200.5 with 万 letters behind (100w, 10k, 2.5M)."""
        if self.digit is not None:
            return False
        match = pattern(ARABIC).match(self.text, self.at)
        if not match:
            return False
        end = match.end()
        for gap in self.gaps:
            if self.at < gap < end:
                end = min(end, gap)
        figures = self.text[self.at : end].replace(",", "").rstrip(".")
        if not figures or len(figures) > LONGEST or (self.units and "." in figures):
            return False
        if pattern(CODE).match(figures) and not self.units:
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
        exponent = pattern(SCIENTIFIC).match(text, at)
        if exponent and self.digit:
            value: Decimal | int = self.digit[0] * Decimal("1" + exponent[0])
            self.digit, self.at = (value, value), exponent.end()
            return
        scale = LETTERS.get(text[at : at + 1])
        after = text[at + 1 : at + 2]
        if scale and self.digit and not (after.isascii() and after.isalnum()) and after not in {"²", "³"}:
            value = self.digit[0] * scale
            self.digit, self.at, self.scaled = (value, value), at + 1, True
        elif scale == BIG["万"] and self.digit and pattern(TENTH).match(text, at + 1):  # 5w5 is 五万五
            value = self.digit[0] * scale + int(after) * scale // 10
            self.digit, self.at, self.scaled = (value, value), at + 2, True

    def chinese_digits(self) -> bool:
        """One digit, two neighbours as a range (三五, 七八), or a row of digits (二〇二三)."""
        text, at = self.text, self.at
        if self.digit is not None and (self.arabic or self.digit != (0, 0)):
            return False
        end = at + (2 if text.startswith("一两", at) else 1)
        while end < len(text) and text[end] in DIGITS and text[end] not in "两俩" and not _begins_join(text, end):
            end += 1
        run = [DIGITS[char] for char in text[at:end]]
        following = text[end : end + 1]
        if self.units and text[at] in "两俩" and following not in SMALL and following not in BIG:
            return False  # 三十两 is a weight: after a unit, 两 is a digit only before another
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
        elif len(run) == 2 and neighbours(run[0], run[1]) and following != "点":
            self.digit, self.at = (run[0], run[1]), end
        elif self.units or following in SMALL:
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
        if following in NOT_TAIL:
            return True
        if self.text[self.at - 1] == "一" and self.unit >= 100 and not self.zero and following in PRICED:
            return True  # 4万一平 is a price
        return not self.arabic and begins_other_word(self.text, self.at - 1)

    def small_unit(self, unit: int) -> bool:
        """十, 百, 千."""
        if unit >= self.small:
            return False
        if self.digit is None:
            if self.units and not self.zero and unit != 10:  # 一百十六 and 一万十二 leave out 一
                return False
            if self.units and in_other_word(self.text, self.at):  # 20万|十四五
                return False
            self.digit = (1, 1)
        low, high = self.digit
        if high >= 10 and not self.arabic:
            return False
        if self.arabic and (high >= 10**4 or self.measure_follows()):
            return False
        self.low, self.high, self.digit = self.low + low * unit, self.high + high * unit, None
        self.unit = self.small = unit
        self.zero = False
        self.units += 1
        self.at += 1
        self.mark()
        return True

    def measure_follows(self) -> bool:
        """Whether 千 behind figures begins a unit: 12千米, 2.3千克."""
        return self.text[self.at] == "千" and self.text[self.at + 1 : self.at + 2] in KILO

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
        if self.text.startswith((*OVER, "万分之"), self.at + 1):
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
        if not self.units and text[self.at] == "数" and before in NOT_SOME:
            return False
        if in_other_word(text, self.at + length):  # 项目数|十四五
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
        if char == "多" and following in NOT_MORE:
            return False
        if char == "余" and following in NOT_OVER:
            return False
        if char == "来" and (following in NOT_ABOUT or (self.digit and not self.arabic)):
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

    def still_open(self) -> bool:
        """十几万多亿: 多 before 亿 says nothing new."""
        stands = self.low_open and self.text[self.at] in "多余" and self.text[self.at + 1 : self.at + 2] in BIG
        self.at += stands
        return stands

    def measured(self) -> bool:
        """个 between a number and 亿 or 万: 1.5个亿, 几个亿."""
        half = self.text.startswith("半", self.at + 1)  # 一个半亿
        unit = BIG.get(self.text[self.at + 1 + half : self.at + 2 + half])
        if half and unit and self.digit is not None and not self.units:
            self.digit = (self.digit[0] + Decimal("0.5"), self.digit[1] + Decimal("0.5"))
            self.at += 2
            return self.big_unit(unit)
        if unit is None or half or (self.best is None and self.digit is None):
            return False
        if in_other_word(self.text, self.at + 1):
            return False  # 五个万一
        if self.text[self.at + 1] == "万" and not (self.best and self.best[1] < 10):
            return False
        self.at += 1
        return self.big_unit(unit)

    def half(self) -> bool:
        """三万半, 两亿半: half of the unit just said, and the end."""
        total = self.total()
        if total is None or self.unit < 10**4 or self.digit is not None or self.low_open or self.about:
            return False
        if in_other_word(self.text, self.at) or self.text[self.at + 1 : self.at + 2] in HALVED:
            return False
        value = total[0] + self.unit // 2
        self.at += 1
        self.best = (self.at, value, value)
        return False

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
                going = (
                    (char != "好" or text.startswith("好几", self.at))
                    and (char == "几" or not self.units)
                    and self.some()
                )
            elif char in "多余来把":
                going = self.many() or self.still_open()
            elif char == "个":
                going = self.measured()
            elif char == "半":
                going = self.half()
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


def _begins_join(text: str, at: int) -> bool:
    """三参与: 参 of a word, behind a digit."""
    return text[at] == "参" and begins_other_word(text, at)
