"""What stands above a table: title, department, year and unit."""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from db.layouts.vocabulary import head_label, key, unit_in
from db.money import UNITS
from db.records import BUDGET, EVALUATION, WHOLE_DEPARTMENT

# A single blank ends a segment where a label follows it.
_SEGMENTS = re.compile(r"[\t\n\u3000]+|\s{2,}|\s(?=[^\s:：]{2,12}[:：])")
_LABELLED = re.compile(
    r"\s*(?P<label>[^:：()（）]{1,12}(?P<remark>[(（][^()（）]{1,6}[)）])?)\s*[:：]\s*(?P<value>.*?)\s*", re.DOTALL
)
_IN_BRACKETS = re.compile(r"\s*[(（](?P<inside>[^()（）]*[:：].*)[)）]\s*", re.DOTALL)
_SEAL = re.compile(r"\s*[(（](?:盖章|公章|签章|章)[)）]\s*$")
_TITLE = re.compile(r"绩效(?:目标|指标|自评|评价|信息|申报|情况|文本|表)")
_LONGEST_COVER_LINE = 40
_COVER = re.compile(r"[^|>。;,:]*(?:19|20)\d\d年[^|>。;,:日号]*(?:预算|决算|公开|目标|报表|附表)[^|>。;,:日号]*")
_SHORTEST_BARE_LABEL = 4  # 单位 alone may be anything
_LONGEST_LINE = 500
_LONGEST_TITLE = 80  # longer lines are sentences
_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=\s*年|\s*$|\s*\))")
_CODE = re.compile(r"[\[(（【]?(?P<code>\d{3,})[\])）】]?\s*[-—－–_:：]?\s*(?P<name>(?=\D)\S.*)", re.DOTALL)
_CODED_BODY = re.compile(r"\s*[\[(（【]?(?P<code>\d{3,9})[\])）】]?\s*[-—－–]?\s*(?P<name>[^\W\d]\S{3,40})\s*")
_CODE_BEHIND = re.compile(r"(?P<name>\S.*?\D)\s*(?:[\[(（【]\s*|[-—－]\s*|(?<=\D))(?P<code>\d{3,})\s*[\])）】]?")
_TITLE_REST = re.compile(
    r"^(?:附件?表?\d*[-.\d]*[:：.、]?)?(?:[(]?\d{4}年(?:度|初)?[)]?)?(?P<body>.*?)(?:关于|公开)*[(]?(?:\d{4}[-—~至])?(?:\d{4}年?(?:度|初)?)?[)]?"
    r"(?:的|市级|县级|区级|省级|本级|市本级|区本级|县本级)*(?:部门|单位)*(?:预算|决算)*(?:公开|部分|支出|资金|附表|表|[-—:：]|及|和)*"
    r"(?:项目|整体|专项|财政|本级|转移支付|重点|政策|二级|其他|部门|单位|资金|支出|预算|年度|主要)*绩效"
)
_BODIES = (
    "局|委|委员会|办|办公室|厅|院|中心|处|所|会|部|馆|校|学校|街道|镇|乡|政府|队|站|社"
    "|园|团|署|台|公司|集团|大学|学院|分局|办事处|管委会|联合会"
)
_BODY = re.compile(rf".*(?:{_BODIES})(?:[(（](?:本级|机关|本部)[)）]|本级|机关)?")
_BODY_IN_BRACKETS = re.compile(rf"[(（](?P<body>[^()（）]*(?:{_BODIES}))[)）]")


class Head(NamedTuple):
    """What the lines above a table say; None where they say nothing."""

    title: str | None = None
    department: str | None = None
    department_code: str | None = None
    year: int | None = None
    unit: str | None = None
    kind: str = BUDGET
    body: str | None = None  # the body a title names: the department where nothing else says one


def read_head(cells: tuple[str, ...], head: Head) -> Head | None:
    """Merge a line above a table into the head; None when the line says nothing about it."""
    if sum(map(len, cells)) > _LONGEST_LINE:
        return None
    segments = [part for cell in cells for part in _SEGMENTS.split(cell) if part]
    understood = False
    waiting: str | None = None  # a label whose value stands in the next cell
    for part in segments:
        segment = inside["inside"] if (inside := _IN_BRACKETS.fullmatch(part)) else part
        labelled = _LABELLED.fullmatch(segment)
        meaning = _meaning(labelled) if labelled else None
        if labelled and meaning:
            understood = True
            if labelled["value"]:
                head = _with(head, meaning, labelled["value"])
                waiting = None
            else:
                waiting = meaning
        elif waiting:
            head, waiting = _with(head, waiting, segment), None
        elif is_title(segment):
            understood = True
            head = _with_title(head, segment)
        elif (coded := _CODED_BODY.fullmatch(segment)) and is_body(coded["name"]):
            understood = True
            head = head._replace(department=coded["name"].strip(), department_code=coded["code"])
        elif len(key(segment)) >= _SHORTEST_BARE_LABEL and (bare := head_label(segment)):
            understood, waiting = True, bare
        elif (year := year_in(segment)) and re.fullmatch(r"[(（]?\d{4}年度?[)）]?", key(_digits(segment))):
            understood = True
            head = head._replace(year=year)
        elif year is not None and len(segment) <= _LONGEST_COVER_LINE and _COVER.fullmatch(key(_digits(segment))):
            understood = True  # 2024年部门预算 on a cover or above the title
            head = head._replace(year=head.year or year)
    if not understood:
        return None
    first = segments[0].strip()
    if head.body is None and len(segments) > 1 and len(first) <= _LONGEST_COVER_LINE and is_body(first):
        head = head._replace(body=first)  # a cover of several lines
    return head


def is_title(text: str) -> bool:
    """Whether a line may be the title of a table of targets.

    >>> is_title("2024年项目支出绩效目标表"), is_title("绩效目标按时完成。")
    (True, False)
    """
    return len(text) <= _LONGEST_TITLE and "。" not in text and _TITLE.search(text) is not None


def is_head_row(cells: Iterable[str]) -> bool:
    """Whether every text of a row is a label of a head with its value: 部门名称：某局, 单位：万元.

    >>> is_head_row(("部门名称：某局", "", "单位：万元")), is_head_row(("公路养护", "备注：无"))
    (True, False)
    """
    found = [_LABELLED.fullmatch(part) for cell in cells if cell for part in _SEGMENTS.split(cell) if part]
    return bool(found) and all(labelled is not None and _meaning(labelled) is not None for labelled in found)


def _meaning(labelled: re.Match[str]) -> str | None:
    """What a label stands for, with or without the remark in brackets behind it."""
    label = labelled["label"]
    return head_label(label) or head_label(label.removesuffix(labelled["remark"] or "\0"))


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
    >>> split_department("某市教育局[123]"), split_department("某市教育局-123001")
    (('123', '某市教育局'), ('123001', '某市教育局'))
    """
    match = _CODE.fullmatch(text.strip()) or _CODE_BEHIND.fullmatch(text.strip())
    return (match["code"], match["name"].strip()) if match else (None, text.strip())


def _with(head: Head, meaning: str, value: str) -> Head:
    match meaning:
        case "department":
            code, name = split_department(_SEAL.sub("", value))
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
    kind = EVALUATION if "自评" in title else BUDGET
    if "整体" in title and "项目" not in title:
        kind = WHOLE_DEPARTMENT
    return head._replace(
        title=title,
        kind=kind,
        year=year_in(title) or head.year,
        unit=unit_in(title) or head.unit,
        body=department_in_title(title) or head.body,
    )


def department_in_title(title: str) -> str | None:
    """The body a title names, for documents without a line of its own for it.

    >>> department_in_title("2024年某市教育局项目支出绩效目标表"), department_in_title("项目支出绩效目标表")
    ('某市教育局', None)
    >>> department_in_title("某县水务局2024年度部门预算项目支出绩效目标表_某县人民政府")
    '某县水务局'
    """
    form = re.sub(r"^关于(?:公开|印发|报送|公布)?", "", key(_digits(title)))
    match = _TITLE_REST.match(form)
    for found in (match, _BODY_IN_BRACKETS.search(form)):
        body = _BODY.fullmatch(found["body"].strip('《》「」"“”')) if found else None
        if body:
            return body[0]
    return None


def is_body(text: str) -> bool:
    """Whether a name ends as those of departments and units do.

    >>> is_body("某市教育局（本级）"), is_body("公路养护")
    (True, False)
    """
    return _BODY.fullmatch(key(text)) is not None
