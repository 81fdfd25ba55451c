"""What stands above a table: title, department, year and unit."""

import re
import unicodedata
from typing import NamedTuple

from db.layouts.vocabulary import head_label, key
from db.money import UNITS
from db.records import BUDGET, EVALUATION, WHOLE_DEPARTMENT

_SEGMENTS = re.compile(r"[\t\u3000]+|\s{2,}|\s+(?=[^\s:：]{1,8}[:：])")
_LABELLED = re.compile(
    r"[(（]?\s*(?P<label>[^:：()（）]{1,12}(?:[(（]单位[)）])?)\s*[:：]\s*(?P<value>.*?)\s*", re.DOTALL
)
_TITLE = re.compile(r"绩效(?:目标|指标|自评|评价|信息)")
_LONGEST_LINE = 500
_LONGEST_TITLE = 80  # longer lines are sentences
_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=\s*年|\s*$|\s*\))")
_CODE = re.compile(r"[\[(【]?(?P<code>\d{3,})[\])】]?\s*[-—－:：]?\s*(?P<name>(?=\D)\S.*)")
_TITLE_REST = re.compile(
    r"^(?:附件?\d*[:：]?)?(?:\d{4}年度?)?(?P<body>.*?)(?:\d{4}年度?)?(?:部门)?(?:预算)?(?:部分)?"
    r"(?:项目|整体|专项|财政|本级|转移支付)*(?:支出)?(?:预算)?(?:项目)?绩效"
)
_BODY = re.compile(
    r".*(?:局|委|委员会|办|办公室|厅|院|中心|处|所|会|部|馆|校|学校|街道|镇|乡|政府|队|站|社)(?:[(（]本级[)）])?"
)


class Head(NamedTuple):
    """What the lines above a table say; None where they say nothing."""

    title: str | None = None
    department: str | None = None
    department_code: str | None = None
    year: int | None = None
    unit: str | None = None
    kind: str = BUDGET


def read_head(cells: tuple[str, ...], head: Head) -> Head | None:
    """Merge a line above a table into the head; None when the line says nothing about it."""
    if sum(map(len, cells)) > _LONGEST_LINE:
        return None
    segments = [part for cell in cells for part in _SEGMENTS.split(cell) if part]
    understood = False
    waiting: str | None = None  # a label whose value stands in the next cell
    for segment in segments:
        labelled = _LABELLED.fullmatch(segment)
        meaning = head_label(labelled["label"]) if labelled else None
        if labelled and meaning:
            understood = True
            if labelled["value"]:
                head = _with(head, meaning, labelled["value"])
                waiting = None
            else:
                waiting = meaning
        elif waiting:
            head, waiting = _with(head, waiting, segment), None
        elif _TITLE.search(segment) and len(segment) <= _LONGEST_TITLE and "。" not in segment:
            understood = True
            head = _with_title(head, segment)
        elif (year := year_in(segment)) and re.fullmatch(r"[(（]?\d{4}年度?[)）]?", key(_digits(segment))):
            understood = True
            head = head._replace(year=year)
    return head if understood else None


def year_in(text: str) -> int | None:
    """The year a title or label names, Chinese digits too.

    >>> year_in("2024年项目支出绩效目标表"), year_in("二〇二三年度"), year_in("项目支出绩效目标表")
    (2024, 2023, None)
    """
    match = _YEAR.search(_digits(text))
    return int(match[1]) if match else None


def _digits(text: str) -> str:
    """Chinese digits as digits, only in runs of four: 一般公共预算 keeps its 一."""
    plain = unicodedata.normalize("NFKC", text)
    return re.sub(r"[〇○零一二三四五六七八九]{4}(?=年)", lambda run: run[0].translate(_CHINESE_DIGITS), plain)


def split_department(text: str) -> tuple[str | None, str]:
    """A department as (code, name).

    >>> split_department("[123001]某市教育局"), split_department("某市教育局（本级）")
    (('123001', '某市教育局'), (None, '某市教育局（本级）'))
    """
    match = _CODE.fullmatch(text.strip())
    return (match["code"], match["name"].strip()) if match else (None, text.strip())


def _with(head: Head, meaning: str, value: str) -> Head:
    match meaning:
        case "department":
            code, name = split_department(value)
            return head._replace(department=name, department_code=code)
        case "unit":
            unit = next((unit for unit in sorted(UNITS, key=len, reverse=True) if unit in key(value)), None)
            # 单位：某某局 names a body, not a unit of money.
            return head._replace(unit=unit) if unit else head._replace(department=head.department or value)
        case "year":
            match = re.match(r"\s*((?:19|20)\d\d)", _digits(value))
            return head._replace(year=int(match[1])) if match else head
        case _:
            return head


def _with_title(head: Head, title: str) -> Head:
    kind = WHOLE_DEPARTMENT if "整体支出" in title else EVALUATION if "自评" in title else BUDGET
    return head._replace(title=title, kind=kind, year=year_in(title) or head.year)


def department_in_title(title: str) -> str | None:
    """The body a title names, for documents without a line of its own for it.

    >>> department_in_title("2024年某市教育局项目支出绩效目标表"), department_in_title("项目支出绩效目标表")
    ('某市教育局', None)
    """
    match = _TITLE_REST.match(key(title))
    body = _BODY.fullmatch(match["body"]) if match else None
    return body[0] if body else None
