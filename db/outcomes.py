"""What became of a target: whether its actual value meets it, and the figure of an execution rate.

Decided once, at loading, by the quantities of both cells:

- a bound (≥95%, 不超过17万元) is met or not; of a value that states several quantities each has to be met;
- a plain figure (5个, 100%) is met by as much or more; by as much or less where less is better: costs, deadlines in
  time, and 0 (事故0起);
- a figure without a unit is compared with any, the unit being printed but once;
- where one of the cells states no quantity that the other has, equal texts and words (已完成, 未达标) decide;
- anything else is not judged.
"""

import re
import tomllib
from decimal import Decimal
from functools import cache
from importlib.resources import files

from db.layouts.vocabulary import key
from db.quantities import Point, quantities

_LESS_IS_BETTER = frozenset({"cost", "economic_cost", "social_cost", "ecological_cost"})
_TIMES = frozenset({"天", "日", "工作日", "周", "月", "年", "小时", "分钟", "分", "秒"})
_AT_LEAST = frozenset({"at_least", "above"})
_AT_MOST = frozenset({"at_most", "below"})
_NEARLY = Decimal("0.1")
_CLOSING = "。.!；;，,"
_PERCENT = re.compile(r"-?\d{1,6}(?:\.\d+)?(?=%$)")
_OVER_ONE = re.compile(r"\d{1,6}(?:\.\d+)?")
_FRACTIONS_END = Decimal(1)  # up to here a rate without % may be a fraction: 0.95


def is_met(target: str | None, actual: str | None, kind: str | None = None) -> bool | None:
    """Whether an actual value (实际完成值) meets its target; None where nothing tells.

    >>> is_met("≥95%", "93%"), is_met("5个", "6个"), is_met("5个", "4个"), is_met("合规", "合规")
    (False, True, False, True)
    >>> is_met("17万元", "16万元", "cost"), is_met("0起", "1起"), is_met("不断提高", "已完成"), is_met("提高", "良好")
    (True, False, True, None)
    """
    if not target or not actual:
        return None
    wanted, got = quantities(target), quantities(actual)
    if wanted and got:
        judged = [_judge(point, got, kind) for point in wanted]
        if False in judged:
            return False
        if None not in judged:
            return True
    if key(target).rstrip(_CLOSING) == key(actual).rstrip(_CLOSING):
        return True
    return _by_words(actual)


def rate_percent(published: str | None) -> Decimal | None:
    """The figure of an execution rate, in percent; None where the cell does not tell.

    >>> rate_percent("99.24%"), rate_percent("98.5"), rate_percent("0.9"), rate_percent("—")
    (Decimal('99.24'), Decimal('98.5'), None, None)
    """
    form = key(published or "")
    if percent := _PERCENT.match(form):
        return Decimal(percent[0])
    if _OVER_ONE.fullmatch(form) and Decimal(form) > _FRACTIONS_END:
        return Decimal(form)
    return None


def _judge(wanted: Point, got: tuple[Point, ...], kind: str | None) -> bool | None:
    comparable = [one for one in got if one.unit == wanted.unit] or [
        one for one in got if wanted.unit is None or one.unit is None
    ]
    if not comparable:
        return None
    if len(comparable) > 1 and len({(one.number, one.edge) for one in comparable}) > 1:
        return None  # nothing says which of them is meant
    one = comparable[0]
    point, bound = (one.number, one.edge), (wanted.number, wanted.edge)
    if wanted.bound in _AT_LEAST:
        return point >= bound
    if wanted.bound in _AT_MOST:
        return point <= bound
    if wanted.bound == "about":
        return abs(one.number - wanted.number) <= abs(wanted.number) * _NEARLY
    less = not wanted.number or kind in _LESS_IS_BETTER or (kind == "timeliness" and wanted.unit in _TIMES)
    return point <= bound if less else point >= bound


def _by_words(actual: str) -> bool | None:
    return _words().get(key(actual).rstrip(_CLOSING))


@cache
def _words() -> dict[str, bool]:
    content = tomllib.loads(files("db").joinpath("outcomes.toml").read_text(encoding="utf-8"))
    return {key(word): state == "met" for state, words in content.items() for word in words}
