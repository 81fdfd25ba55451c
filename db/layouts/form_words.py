"""The words of forms, read once from `forms.toml`."""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from db.layouts.head import year_in
from db.layouts.vocabulary import key

_NUMBERING = re.compile(
    r"(?:[一二三四五六七八九十]+、|\d{1,2}[.、]|\([一二三四五六七八九十\d]{1,2}\)|其中:|其中|[①-⑳*★])+"
)
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_YEAR = re.compile(r"(?:19|20)\d\d(?:-(?:19|20)\d\d)?年?度?")
_LONGEST = 40
_CYCLE = re.compile(r"长期|中期|实施期|周期|整体|三年|项目期|跨年")
_ANNUAL = re.compile(r"年度|当年|本年|全年|年初")

CYCLE, ANNUAL = "cycle", "annual"


class Label(NamedTuple):
    """A cell that says what another holds; `inline`: the value it holds itself, behind a colon."""

    meaning: str
    inline: str = ""


@cache
def _words(section: str) -> dict[str, str]:
    content = tomllib.loads(files("db.layouts").joinpath("forms.toml").read_text(encoding="utf-8"))
    return {key(word): meaning for meaning, words in content[section].items() for word in words}


@lru_cache(maxsize=4096)
def label_of(text: str, year: int | None = None) -> Label | None:
    """What a cell is the label of; None for a value.  `year` is the document's: another year's column is left out.

    >>> label_of("其中：财政拨款"), label_of("项目名称：道路养护")
    (Label(meaning='appropriation', inline=''), Label(meaning='name', inline='道路养护'))
    >>> label_of("中期目标（2024年—2026年）")
    Label(meaning='cycle_goal', inline='')
    >>> label_of("2023年预算数", 2024), label_of("道路养护")
    (Label(meaning='budget_other', inline=''), None)
    """
    before, colon, behind = _split(text)
    if colon and behind.strip():
        meaning = _meaning("labels", before, year)
        return Label(meaning, behind.strip()) if meaning else None
    meaning = _meaning("labels", text, year)
    return Label(meaning) if meaning else None


@lru_cache(maxsize=4096)
def head_of(text: str, year: int | None = None) -> str | None:
    r"""Which column of the grid of indicators a cell heads.

    >>> head_of("分值权重\n（90）"), head_of("年度指标值(A)"), head_of("2022年指标值", 2024), head_of("12家")
    ('ignored', 'annual_value', 'ignored', None)
    """
    return _meaning("heads", text, year)


def role_of(text: str) -> str | None:
    """Whether words speak of several years or of one.

    >>> role_of("中长期绩效指标"), role_of("年度目标（2024年）"), role_of("绩效指标")
    ('cycle', 'annual', None)
    """
    plain = key(text)
    if len(plain) > _LONGEST:
        return None
    return CYCLE if _CYCLE.search(plain) else ANNUAL if _ANNUAL.search(plain) else None


def _split(text: str) -> tuple[str, str, str]:
    match = re.match(r"\s*(?:其中\s*[:：]\s*)?+([^:：\n]{1,30})([:：])(.*)", text, re.DOTALL)
    return (match[1], match[2], match[3]) if match else (text, "", "")


def _meaning(section: str, text: str, year: int | None) -> str | None:
    if len(text) > 2 * _LONGEST:
        return None
    words = _words(section)
    plain = key(text).replace("：", ":").rstrip(":")
    plain = plain.rstrip(":")
    for form in _forms(plain):
        if form in words:
            return words[form]
    # A year in front: the document's own says the same as none, another year's is a neighbour to leave out.
    dated = _YEAR.match(plain)
    if dated is None:
        return None
    behind = plain[dated.end() :]
    if not behind and (section == "labels" and "-" in dated[0]):
        return None  # a period is a value
    bare = {"labels": "budget_2", "heads": "annual_value"}[section]
    rest = next((words[form] for form in _forms(behind) if form in words), None) if behind else bare
    if rest is None or year is None or (found := year_in(dated[0][:4] + "年")) is None or found == year:
        return rest
    return {"labels": "budget_other" if rest.startswith(("budget", "total")) else rest, "heads": "ignored"}[section]


def _forms(plain: str) -> tuple[str, ...]:
    """A word as printed, without numbering, and without brackets."""
    bare = _NUMBERING.sub("", plain, count=1) if _NUMBERING.match(plain) else plain
    return plain, bare, _BRACKETS.sub("", bare).rstrip(":")
