"""A target whose parts stand in columns of their own: 指标性质, 指标值, 计量单位."""

import re

from db.layouts.vocabulary import key

# What a column of 性质 holds beside signs of comparison says nothing that the value does not say itself.
_UNSAID = re.compile(r"[=\-—–－/无]?|其他|.*(?:定性|定量|正向|反向|逆向|负向).*")
_SIGNS = {
    ">=": "≥",
    "<=": "≤",
    "≧": "≥",
    "≦": "≤",
    "大于等于": "≥",
    "大于或等于": "≥",
    "小于等于": "≤",
    "小于或等于": "≤",
    "大于": ">",
    "小于": "<",
    "等于": "",
}
_NO_UNIT = frozenset(("", "-", "—", "–", "－", "/", "／", "\\", "无", "定性", "无单位", "空", "*"))
_SIGN_FIRST = re.compile(r"\s*[≥≤><＞＜=＝≧≦]")


def join_value(nature: str, value: str, unit: str) -> str | None:
    """性质, 值 and 单位 as one target; None without a value.

    >>> join_value("≥", "95", "%"), join_value("＝", "16", "人"), join_value("定性", "明显增强", "")
    ('≥95%', '16人', '明显增强')
    >>> join_value("≥", "≥95%", "%"), join_value("", "", "%"), join_value("不低于", "3", "次")
    ('≥95%', None, '不低于3次')
    >>> join_value("大于等于", "60", "场"), join_value("正向指标", "8", "家"), join_value("等于", "3", "次")
    ('≥60场', '8家', '3次')
    """
    value = value.strip()
    if not value:
        return None
    sign = "" if _UNSAID.fullmatch(key(nature)) else _SIGNS.get(key(nature), nature.strip())
    if key(value).startswith(key(sign)) or _SIGN_FIRST.match(value):
        sign = ""
    ending = "" if key(unit) in _NO_UNIT or key(value).endswith(key(unit)) else unit.strip()
    return f"{sign}{value}{ending}"
