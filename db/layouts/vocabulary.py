"""The words of published tables, read once from `headings.toml` and `levels.toml`: a new synonym is one line there."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
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
    "unit_name",
    "spending_unit",
    "implementing_unit",
    "year",
    *MONEY_COLUMNS,
    "adjusted_total",
    "executed",
    "execution_rate",
    "project_score",
    "goal",
    "cycle_goal",
    "indicators",
    "level1",
    "level2",
    "indicator_name",
    "nature",
    "value",
    "annual_value",
    "cycle_value",
    "value_unit",
    "actual",
    "score",
    "remark",
    "ignored",
)
GROUPS = ("cycle", "annual", "other")
_BREAK_IN_LETTERS = re.compile(r"(?<=[A-Za-z0-9])\s*\n\s*(?=[A-Za-z0-9])")
_LINE_BREAK = re.compile(r"\s*\n\s*")
_LONGEST_FIRST = "|".join(sorted(UNITS, key=len, reverse=True))
_UNIT = re.compile(rf"[(\[<][^()\[\]]*?({_LONGEST_FIRST})[^()\[\]]*[)\]>]")
_AFTER_SLASH = re.compile(rf"(?:[/,:]|单位:?)({_LONGEST_FIRST})$")
_FOUR_DIGITS = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_YEAR = re.compile(r"^(?:19|20)\d\d(?:[-—~至](?:19|20)\d\d)?年?(?:度|(?=初))?")
_LEADING = re.compile(r"^(?:其中[:,]?|[一二三四五六七八九十]+[、.]|\(?\d{1,2}[).、]|[*★△])+")
_TRAILING = re.compile(r"[:*★△,、。]+$")
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]$")
_LONGEST_HEADING = 60
_CODE = re.compile(r"(\d+)[-－–—.．、:：_]+(?=\D)")
_NUMBER = re.compile(r"^\d+")


@lru_cache(maxsize=1 << 14)  # the words of a table stand in it row by row
def key(text: str) -> str:
    """The form in which names are compared: NFKC, lower case, no white space.

    >>> key(" 总 计（万元）")
    '总计(万元)'
    """
    form = "".join(unicodedata.normalize("NFKC", text).split()).lower()
    return form.replace("\u200b", "").replace("\ufeff", "") if not form.isascii() else form


def one_line(text: str) -> str:
    r"""A name that its cell breaks over lines; a blank only between words of letters.

    >>> one_line("疫苗接种\n补助"), one_line("IT\nA座")
    ('疫苗接种补助', 'IT A座')
    """
    return _LINE_BREAK.sub("", _BREAK_IN_LETTERS.sub(" ", text))


@cache
def _words(file: str, section: str) -> dict[str, str]:
    """Comparison key of each word of a section → what it means."""
    content = tomllib.loads(files("db.layouts").joinpath(file).read_text(encoding="utf-8"))
    return {key(word): meaning for meaning, words in content[section].items() for word in words}


@lru_cache(maxsize=4096)
def column_of(heading: str) -> str | None:
    """The column a heading names; None when nobody knows it.

    A year before it, a number, 其中, a unit and what stands in brackets behind it do not change what it names.

    >>> column_of("总计（万元）"), column_of("项目名称（资金使用单位）"), column_of("天气")
    ('total', 'name', None)
    >>> column_of("2024年预算数"), column_of("其中：财政拨款"), column_of("指标值（含数字及文字描述）")
    ('total', 'appropriation', 'value')
    """
    if len(heading) > _LONGEST_HEADING:
        return None
    return next((column for form in _forms(heading) if (column := _words("headings.toml", "columns").get(form))), None)


@lru_cache(maxsize=1024)
def group_of(heading: str) -> str | None:
    """What a heading over several columns says of them: one of GROUPS, or None.

    >>> group_of("中长期绩效指标"), group_of("年度指标"), group_of("项目名称")
    ('cycle', 'annual', None)
    """
    if len(heading) > _LONGEST_HEADING:
        return None
    return next((group for form in _forms(heading) if (group := _words("headings.toml", "groups").get(form))), None)


def _forms(heading: str) -> Iterator[str]:
    """The comparison forms of a heading, as printed first."""
    form = key(heading)
    yield form
    for pattern in (_UNIT, _AFTER_SLASH, _YEAR, _LEADING, _BRACKETS, _YEAR, _TRAILING):
        form, changed = pattern.subn("", form)
        if changed and form:
            yield form


def years_in_heading(heading: str) -> tuple[int, ...]:
    """The years a heading is about.

    >>> years_in_heading("2024年预算数"), years_in_heading("2024-2026年"), years_in_heading("预算数")
    ((2024,), (2024, 2026), ())
    """
    form = key(heading)
    return tuple(int(year) for year in _FOUR_DIGITS.findall(form)) if "年" in form else ()


def unit_in(heading: str) -> str | None:
    """The unit of money a heading prints in brackets.

    >>> unit_in("总计（单位：元）"), unit_in("总计"), unit_in("金额/万元")
    ('元', None, '万元')
    """
    match = _UNIT.search(key(heading)) or _AFTER_SLASH.search(key(heading))
    return match[1] if match else None


def head_label(text: str) -> str | None:
    """What the label of a line above the table stands for."""
    return _words("headings.toml", "head").get(key(text))


def row_label(text: str) -> str | None:
    """Whether a name cell is no project: "total", "subtotal", "note"."""
    words = _words("headings.toml", "rows")
    form = key(text).rstrip(":")
    return words.get(form) or words.get(_BRACKETS.sub("", form))


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
    >>> kind_of("11 数量指标", 2), kind_of("产出指标（50分）", 1)
    ('number', 'output')
    """
    form = _NUMBER.sub("", key(name or ""))
    words = _words("levels.toml", f"level{level}")
    return words.get(form) or words.get(_BRACKETS.sub("", form))


def is_misfiled(kind1: str | None, kind2: str | None) -> bool:
    """Whether a level-2 kind stands under a level 1 it does not belong to; unknown kinds are not judged.

    >>> is_misfiled("output", "economic"), is_misfiled("output", "number"), is_misfiled(None, "number")
    (True, False, False)
    """
    if kind1 is None or kind2 is None:
        return False
    # Forms with cost as a level of its own also print 成本指标 beneath it.
    return KINDS[kind2].parent != kind1 and (kind1, kind2) != ("cost_group", "cost")
