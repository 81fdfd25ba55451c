"""Reads amounts: a numeral with its unit (100万元, 8万人次, 三成, 3元5角).

Amounts of money come in 元 (100万 -> 1000000 元), percentages in %, everything else in the unit that stands
there (8万人次 -> 80000 人次). Units are data: lexicon/numbers.toml.
"""

from decimal import Decimal
from functools import cache, lru_cache

from querylang.named import NamedTuple
from querylang.numeral_words import NUMERAL_CHARS, begins_other_word
from querylang.numerals import FORMAL, Numeral, match_numeral, tidy
from querylang.vocabulary import marker_characters, marker_words
from querylang.wordfile import Table, compiled, number_words

MONEY = "元"
PERCENT = "%"

HALF_UNITS = frozenset(marker_words("amount_half_units"))

NOT_MORE = marker_characters("amount_not_more")  # 多少, 多种: 多 belongs to what follows
SMALL_MONEY = frozenset(("角", "分", "分钱"))
FIRST_YEAR = 1000  # 2023年多 is no length of time
PER = frozenset("/每一")  # 元/公里, 元每股, 6块一斤

# A lone digit in front of these characters is a number even without a unit: 三的, 五以上, 一到五.
AFTER_DIGIT = marker_characters("amount_after_digit") | frozenset("”’」』》\"',。;:、!?)(（）.·~-—–<>=≥≤!+%/")


class Amount(NamedTuple):
    """A number with its unit, as a question says it. Exact ones have number == low == high."""

    end: int
    number: Decimal | None  # the number, or the middle of an approximate one; None for a range (几十万)
    low: Decimal
    high: Decimal | None  # None: no upper end (上百万)
    low_op: str  # ">=" or ">"
    high_op: str  # "<=" or "<"
    unit: str | None  # 元, %, 人, 美元 …; None: none said
    unit_said: bool  # False where 万 or 亿 alone make it money
    scaled: bool  # said with 万, 亿, w, k …

    @property
    def about(self) -> bool:
        """Whether it stands for the numbers around it (百来万)."""
        return self.number is not None and self.low != self.high


class Units(NamedTuple):
    """The units of the lexicon, ready to be looked up by their first character."""

    behind: dict[str, tuple[tuple[str, str], ...]]  # first character -> (word, unit), longest first
    before: dict[str, tuple[tuple[str, str], ...]]  # signs in front of a number: ¥, 人民币
    not_unit: dict[str, str]  # unit word -> characters after it that make another word
    money: frozenset[str]  # 元 and the foreign moneys


@cache
def units() -> Units:
    """The units, read once."""
    return Units(*compiled("numbers.toml", _units))


def _units() -> Table:
    """Reads the units."""
    tables = number_words()
    behind: dict[str, str] = {}
    for table in ("units", "money", "foreign_money"):
        for unit, entries in tables[table].items():
            for entry in entries:
                behind[entry.word] = unit
    before = {entry.word: unit for unit, entries in tables["before_money"].items() for entry in entries}
    not_unit = {word: entries[0].word for word, entries in tables["not_unit"].items()}
    money = frozenset(tables["foreign_money"]) | frozenset(tables["money"])
    return by_first(behind), by_first(before), not_unit, money


def by_first(words: dict[str, str]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Words by their first character, the longest first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for word, meaning in sorted(words.items(), key=lambda item: -len(item[0])):
        found.setdefault(word[0], []).append((word, meaning))
    return {first: tuple(pairs) for first, pairs in found.items()}


def match_unit(text: str, start: int, *, scaled: bool = False) -> tuple[int, str] | None:
    """The longest unit at start: its end and the canonical unit.

    >>> match_unit("人次以上", 0), match_unit("人才", 0), match_unit("元/公里", 0)
    ((2, '人次'), None, (4, '元/公里'))
    """
    table = units()
    for word, unit in table.behind.get(text[start : start + 1], ()):
        if not text.startswith(word, start):
            continue
        end = start + len(word)
        following = text[end : end + 1]
        # 三个人均: no unit where its last character alone makes another word with what follows
        if following and any(following in table.not_unit.get(unit_word, "") for unit_word in (word, word[-1])):
            continue
        if word[-1].isascii() and word[-1].isalpha() and following.isascii() and following.isalpha():
            continue
        if (word == "起" and scaled) or (
            word == "日" and text[:start].rstrip("0123456789一二三四五六七八九十廿卅").endswith("月")
        ):
            continue
        per = match_unit(text, end + 1) if following and following in PER and unit != "年" else None  # 2024年每个部门
        if per and (following != "一" or _price_of(unit, per[1])):
            return per[0], f"{unit}/{per[1]}"
        return end, unit
    return None


def _price_of(unit: str, thing: str) -> bool:
    """Whether 一 between two units says a price: 6块一斤, not 三元一角."""
    money = units().money
    return unit in money and thing not in SMALL_MONEY and thing not in money


@lru_cache(512)  # one question asks for the same place several times
def match_amount(
    text: str, start: int, gaps: frozenset[int] = frozenset(), *, bare: bool = False, inside: bool = False
) -> Amount | None:
    """The longest number with its unit at start. `bare` and `inside` are those of match_numeral.

    >>> match_amount("100万的", 0)[1:]
    (Decimal('1000000'), Decimal('1000000'), Decimal('1000000'), '>=', '<=', '元', False, True)
    """
    at, sign_unit = start, None
    for word, unit in units().before.get(text[start : start + 1], ()):
        if text.startswith(word, start):
            at, sign_unit = start + len(word), unit
            break
    numeral = match_numeral(text, at, gaps, bare=bare, inside=inside)
    if numeral is None:
        return None
    amount = _without_brackets(text, numeral, sign_unit) or _with_unit(text, numeral, sign_unit)
    if sign_unit is not None and amount.unit not in units().money:
        return None  # 欧元95%
    if amount.unit is None and _names_date(text, at, amount.end):
        return None
    if amount.unit == "年" and text[at : at + 2] in {"19", "20"} and amount.end == at + 5:
        return None  # 2020年 names a year
    if not inside and amount.unit is None and _lone_digit(text, at, amount.end, gaps):
        return None
    return amount


def _lone_digit(text: str, start: int, end: int, gaps: frozenset[int]) -> bool:
    """Whether a single Chinese digit stands before a word rather than counts something (三 in 三维)."""
    if end - start != 1 or text[start] not in NUMERAL_CHARS or end >= len(text) or end in gaps:
        return False
    return text[end] not in AFTER_DIGIT


def _names_date(text: str, start: int, end: int) -> bool:
    """Whether the number names a month, a day, a quarter or a document: 3月, 5月20日, 41号, 一季度."""
    if text.startswith(("月", "号", "季度"), end):
        return True
    return text.startswith("日", end) and text.startswith("月", start - 1)


def _without_brackets(text: str, numeral: Numeral, sign_unit: str | None) -> Amount | None:
    """15（万元）: the unit as the headings of tables say it."""
    close = text.find(")", numeral.end)
    if numeral.scaled or close < 0 or not text.startswith("(", numeral.end):
        return None
    unit = text[numeral.end + 1 : close]
    said = match_amount(f"1{unit}", 0)
    if said is None or said.unit is None or said.number is None or said.end != 1 + len(unit):
        return None
    high = None if numeral.high is None else numeral.high * said.number
    number = None if numeral.number is None else numeral.number * said.number
    amount = _with_unit(text, numeral, sign_unit)
    return amount._replace(
        end=close + 1, number=number, low=numeral.low * said.number, high=high, unit=said.unit, unit_said=True
    )


def _with_unit(text: str, numeral: Numeral, sign_unit: str | None) -> Amount:
    """Reads the unit behind a numeral."""
    amount = Amount(
        numeral.end,
        numeral.number,
        numeral.low,
        numeral.high,
        numeral.low_op,
        numeral.high_op,
        None,
        False,
        numeral.scaled,
    )
    if numeral.percent:
        return amount._replace(unit=PERCENT, unit_said=True, scaled=False)
    at = numeral.end
    found = match_unit(text, at, scaled=numeral.scaled)
    if found is None and (per := _price_each(text, at, numeral)):
        return per
    if found is None and text.startswith("个", at):
        found = (at, "个")
    if found is None and text.startswith("多", at) and (later := match_unit(text, at + 1)):
        found = later
    if found is None:
        unit = sign_unit or (MONEY if numeral.scaled else None)
        return amount._replace(unit=unit, unit_said=sign_unit is not None)
    end, unit = found
    if unit == "分" and text[at - 1] in FORMAL:
        unit = "分钱"  # 叁分: formal figures are for money
    if unit in {"元", "角", "分钱"} or (sign_unit and unit in units().money):
        return _money(text, amount._replace(end=end), unit, sign_unit)
    if (
        text.startswith("半", end)
        and (unit in HALF_UNITS or unit == "个")
        and amount.number is not None
        and not amount.about
    ):
        more = amount.number + Decimal("0.5")
        end, amount = end + 1, amount._replace(number=more, low=more, high=more)
        if unit == "个":
            end, unit = (end + 1, "个月") if text.startswith("月", end) else match_unit(text, end) or (end, unit)
    return _and_more(text, amount._replace(end=end, unit=sign_unit or unit, unit_said=True))


def _and_more(text: str, amount: Amount) -> Amount:
    """12块多, 三年多: less than one more of the unit."""
    number = amount.number
    if not text.startswith("多", amount.end) or number is None or amount.about or number != int(number):
        return amount
    if amount.unit == "年" and number >= FIRST_YEAR:
        return amount  # 比2023年多的
    if amount.scaled or text[amount.end + 1 : amount.end + 2] in NOT_MORE:
        return amount
    return amount._replace(end=amount.end + 1, number=None, high=number + 1, low_op=">", high_op="<")


def _price_each(text: str, at: int, numeral: Numeral) -> Amount | None:
    """10000每平米, 10000一平米: the price of one."""
    unit = match_unit(text, at + 1) if text[at : at + 1] in {"每", "一"} else None
    if unit is None or begins_other_word(text, at) or unit[1] in units().money or unit[1] in SMALL_MONEY:
        return None
    return Amount(
        unit[0],
        numeral.number,
        numeral.low,
        numeral.high,
        numeral.low_op,
        numeral.high_op,
        f"{MONEY}/{unit[1]}",
        True,
        numeral.scaled,
    )


def _money(text: str, amount: Amount, unit: str, sign_unit: str | None) -> Amount:
    """元, 角 and 分 behind one another: 3元5角, 两毛五, 三块四分, 一块二."""
    factor = {"元": Decimal(1), "角": Decimal("0.1"), "分钱": Decimal("0.01")}.get(unit, Decimal(1))
    amount = _times(amount, factor)._replace(
        unit=sign_unit or (unit if unit in units().money - {"角", "分钱"} else MONEY), unit_said=True
    )
    if amount.number is None or amount.about or factor == Decimal("0.01"):
        return amount
    if text[amount.end - 1] not in "元块圆角毛毫钱蚊":
        return amount
    at, step = amount.end, factor / 10
    total = amount.number
    while step >= Decimal("0.01"):
        zero = text.startswith(("零", "〇"), at)
        part = match_numeral(text, at + zero, inside=True)
        if part is None or part.number is None or part.percent or part.scaled or part.number != part.low:
            break
        mark = text[part.end : part.end + 1]
        if mark and mark in "角毛毫" and step == Decimal("0.1") and part.number < 10:
            total, at, step = total + part.number / 10, part.end + 1, Decimal("0.01")
            continue
        if mark == "分" and part.number < (100 if text[at].isdecimal() else 10):  # 300万元|十分感谢
            at = part.end + 1
            total += part.number / 100
        elif part.number < 10 and part.end - at - zero == 1 and _money_tail(text, at, part.end):
            at = part.end
            total += part.number * (Decimal("0.01") if zero else step)
        break
    for tail in ("钱", "整", "正"):
        if text.startswith(tail, at) and text[at + 1 : at + 2] not in units().not_unit.get(tail, ()):
            at += 1
    total = tidy(total)
    return _and_more(text, amount._replace(end=at, number=total, low=total, high=total))


def _money_tail(text: str, start: int, end: int) -> bool:
    """A lone digit behind 块 or 毛 is a tenth of it (一块二) unless it begins something else."""
    if text[start - 1] not in "块毛毫角蚊" and not text.startswith(("零", "〇"), start):
        return False
    return end >= len(text) or text[end] in AFTER_DIGIT or text[end] == "钱"


def _times(amount: Amount, factor: Decimal) -> Amount:
    """The same amount with every number multiplied."""
    if factor == 1:
        return amount
    number = None if amount.number is None else tidy(amount.number * factor)
    high = None if amount.high is None else tidy(amount.high * factor)
    return amount._replace(number=number, low=tidy(amount.low * factor), high=high)
