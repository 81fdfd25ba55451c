"""The words of published tables, read once from `headings.toml` and `levels.toml`: a new synonym is one line there."""

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

from db.money import UNITS
from querylang.fields import KINDS

MONEY_COLUMNS = (
    "total",
    "appropriation",
    "special_account",
    "other_funds",
    "government_fund",
    "state_capital",
)
COLUMNS = (
    "name",
    "ordinal",
    "code",
    "department",
    "department_code",
    "spending_unit",
    "implementing_unit",
    "year",
    *MONEY_COLUMNS,
    "goal",
    "indicators",
    "remark",
)
_UNIT = re.compile(rf"[(\[](?:金额)?(?:单位:?)?({'|'.join(UNITS)})[)\]]")
_LONGEST_HEADING = 60
_CODE = re.compile(r"(\d+)[-.、:_—]+(?=\D)")


def key(text: str) -> str:
    """The form in which names are compared: NFKC, lower case, no white space.

    >>> key(" 总 计（万元）")
    '总计(万元)'
    """
    return re.sub(r"[\s\u200b\ufeff]+", "", unicodedata.normalize("NFKC", text)).lower()


@cache
def _words(file: str, section: str) -> dict[str, str]:
    """Comparison key of each word of a section → what it means."""
    content = tomllib.loads(files("db.layouts").joinpath(file).read_text(encoding="utf-8"))
    return {key(word): meaning for meaning, words in content[section].items() for word in words}


def column_of(heading: str) -> str | None:
    """The column a heading names; None when nobody knows it.

    >>> column_of("总计（万元）"), column_of("项目名称（资金使用单位）"), column_of("天气")
    ('total', 'name', None)
    """
    if len(heading) > _LONGEST_HEADING:
        return None
    return _words("headings.toml", "columns").get(_UNIT.sub("", key(heading)))


def unit_in(heading: str) -> str | None:
    """The unit of money a heading prints in brackets.

    >>> unit_in("总计（单位：元）"), unit_in("总计")
    ('元', None)
    """
    match = _UNIT.search(key(heading))
    return match[1] if match else None


def head_label(text: str) -> str | None:
    """What the label of a line above the table stands for."""
    return _words("headings.toml", "head").get(key(text))


def row_label(text: str) -> str | None:
    """Whether a name cell is no project: "total", "subtotal", "note"."""
    return _words("headings.toml", "rows").get(key(text))


def packed_labels() -> dict[str, str]:
    """The labels inside a packed indicator cell → field of the indicator."""
    return _words("headings.toml", "packed")


def split_code(published: str) -> tuple[str | None, str]:
    """A published level as (code, name).

    >>> split_code("1-产出指标"), split_code("11—数量指标"), split_code("数量指标")
    (('1', '产出指标'), ('11', '数量指标'), (None, '数量指标'))
    """
    match = _CODE.match(published)
    return (match[1], published[match.end() :].strip()) if match else (None, published)


@lru_cache(maxsize=1024)
def kind_of(name: str | None, level: int) -> str | None:
    """The canonical kind of a published level without its code; None where nobody knows it.

    >>> kind_of("预期产出", 1), kind_of("环境效益", 2), kind_of("成本指标", 1), kind_of("成本指标", 2)
    ('output', 'ecological', 'cost_group', 'cost')
    """
    return _words("levels.toml", f"level{level}").get(key(name)) if name else None


def is_misfiled(kind1: str | None, kind2: str | None) -> bool:
    """Whether a level-2 kind stands under a level 1 it does not belong to; unknown kinds are not judged.

    >>> is_misfiled("output", "economic"), is_misfiled("output", "number"), is_misfiled(None, "number")
    (True, False, False)
    """
    if kind1 is None or kind2 is None:
        return False
    # Forms with cost as a level of its own also print 成本指标 beneath it.
    return KINDS[kind2].parent != kind1 and (kind1, kind2) != ("cost_group", "cost")
