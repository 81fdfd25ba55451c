"""Places in an order as they are said: 第二, 第3名, 第2到第4名; not 第三方, 第四高中.

The words that tell them apart are data (tables place_… of lexicon/markers.toml).
"""

from querylang.numerals import match_numeral
from querylang.vocabulary import marker_words

UNITS = frozenset(marker_words("place_units"))
TO = frozenset(marker_words("place_to"))
JOINS = frozenset(marker_words("place_joins"))
PLACE_OR_AVERAGE = marker_words("place_or_average")
FOLLOWS = frozenset(marker_words("place_follows"))
GOES_ON = marker_words("place_goes_on")
GREAT_ONES = frozenset(marker_words("great_ones"))
WITHIN = frozenset(marker_words("within"))  # 前三名里, 质量指标中
AMONG = frozenset(marker_words("among"))  # 前三名里面
INSIDE = WITHIN | AMONG
HIGH_SCHOOL = "高中"  # 高 of 第四高中 compares nothing


def match_place(plain: str, start: int) -> tuple[int, int] | None:
    """第二, 第3名, 第一个: where the place at start ends, and which it is; not 第三方, 第一季度.

    >>> match_place("第二的项目", 0), match_place("第3名", 0), match_place("第三方评估", 0)
    ((2, 2), (3, 3), None)
    """
    numeral = match_numeral(plain[start + 1 :], 0, inside=True)
    if numeral is None or numeral.number is None or numeral.number != int(numeral.number):
        return None
    end = start + 1 + numeral.end
    after = plain[end : end + 1]
    if after in UNITS:
        return end + len(after), int(numeral.number)
    return (end, int(numeral.number)) if not after or _goes_on_about_place(plain, end) else None


def match_first(plain: str, start: int) -> tuple[int, int] | None:
    """前三大项目, 前五里, 前十里面: where the number of the first ones ends, and how many; None for any other.

    >>> match_first("前三大项目", 0), match_first("前五里没有的", 0), match_first("前三中学", 0)
    ((3, 3), (2, 5), None)
    """
    numeral = match_numeral(plain[start + 1 :], 0, inside=True)
    if numeral is None or numeral.number is None or numeral.number % 1:
        return None
    end = start + 1 + numeral.end
    if plain[end : end + 1] in GREAT_ONES:
        return end + 1, int(numeral.number)
    within = max((word for word in INSIDE if plain.startswith(word, end)), key=len, default="")
    if not within:
        return None
    from querylang.pairs import is_word  # read only where one stands behind 前三

    return None if len(within) == 1 and is_word(plain[end : end + 2]) else (end, int(numeral.number))


def match_places(plain: str, start: int) -> tuple[int, tuple[int, int]] | None:
    """第2到第4名, 第三至五名: where it ends, and from which place to which.

    >>> match_places("第2到第4名", 0), match_places("第2到4月", 0)
    ((6, (2, 4)), None)
    """
    first = match_numeral(plain[start + 1 :], 0, inside=True)
    if first is None or first.number is None or first.number % 1:
        return None
    end = start + 1 + first.end
    end += plain[end : end + 1] in UNITS and bool(plain[end : end + 1])
    if plain[end : end + 1] not in TO or end >= len(plain):
        return None
    end += 1
    for skipped in ("倒数", "第"):
        end += len(skipped) if plain.startswith(skipped, end) else 0
    last = match_numeral(plain[end:], 0, inside=True)
    if last is None or last.number is None or last.number % 1:
        return None
    end += last.end
    after = plain[end : end + 1]
    end += len(after) if after in UNITS else 0
    if not after or after in UNITS or _goes_on_about_place(plain, end):
        return end, (int(first.number), int(last.number))
    return None


def _goes_on_about_place(plain: str, end: int) -> bool:
    """Whether what follows a place goes on about it: 第二的, 第二和第三, 第一与平均值, 第二相差; not 第四高中."""
    if plain.startswith(HIGH_SCHOOL, end):
        return False
    if plain[end : end + 1] in JOINS:
        return plain.startswith(PLACE_OR_AVERAGE, end + 1)
    return plain[end : end + 1] in FOLLOWS or plain.startswith(GOES_ON, end)
