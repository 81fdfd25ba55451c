"""How a question was read: its words, its query, its sentence, for a person or as JSON."""

from decimal import Decimal

from bot.render.as_json import Json, dump, plain
from bot.render.table import Heading, render_record, render_table
from querylang.comparison import Comparison
from querylang.fields import FIELDS, KINDS
from querylang.reading import Reading
from querylang.words import Mention, Word

_KINDS = {"kind": "indicator_kind", "unknown": "unrecognised"}
_LABELS = {
    "field": "字段",
    "indicator_kind": "指标类别",
    "indicator": "指标",
    "project": "项目",
    "department": "部门",
    "year": "年度",
    "comparison": "比较",
    "comparator": "比较",
    "bound": "比较",
    "quantity": "数量",
    "aggregate": "统计",
    "superlative": "最高最低",
    "order": "排序",
    "sort": "排序",
    "top": "名次",
    "group": "分组",
    "more": "比较",
    "logic": "逻辑",
    "negation": "否定",
    "existence": "有无",
    "reference": "指代",
    "thing": "所问之物",
    "which": "哪一种值",
    "text": "文字",
    "quoted": "引文",
    "copula": "系词",
    "ask": "问法",
    "level": "级别",
    "change": "增减",
    "same": "相同",
    "differ": "不同",
    "chat": "说答案的话",
    "fault": "数据质量",
    "own": "本部门",
    "meta": "问数据本身",
    "unsupported": "数据里没有的",
    "filler": "虚词",
    "space": "空白",
    "unrecognised": "没看懂",
}
_OF_KEYS = {
    "field": {key: field.label for key, field in FIELDS.items()},
    "kind": {key: kind.label for key, kind in KINDS.items()},
    "level": {key: kind.label for key, kind in KINDS.items()},
    "thing": {"project": "项目", "indicator": "指标", "department": "部门", "document": "文件"},
    "which": {"annual": FIELDS["annual"].label, "cycle": FIELDS["cycle"].label},
}
_HEADINGS = (Heading("词", figures=False), Heading("种类", figures=False), Heading("含义", figures=False))


def render_json(reading: Reading) -> str:
    """One line: question, words, query, and what else was made of them."""
    words: list[Json] = [_word(word) for word in reading.words]
    return dump(
        {
            "question": reading.question,
            "status": reading.status,
            "words": words,
            "query": plain(reading.query),
            "interpretation": reading.sentence,
            "notes": plain(reading.notes),
            "unrecognised": plain(reading.unrecognised),
            "suggestions": plain(reading.suggestions),
            "trace": plain(reading.trace),
        }
    )


def render_text(reading: Reading, width: int) -> str:
    """A table of the words, then the reading, the rules that made it and the query."""
    shown = [word for word in reading.words if word.kind != "space"]
    rows = [[word.text, _LABELS.get(kind_of(word), kind_of(word)), _meaning(word)] for word in shown]
    lines = [*render_table(_HEADINGS, rows, width), ""] if rows else []
    fields = [
        ("读作", reading.sentence),
        ("没看懂", "、".join(reading.unrecognised)),
        ("规则", "；".join(reading.trace)),
        ("查询", "" if reading.query is None else repr(reading.query)),
    ]
    lines += render_record([field for field in fields if field[1]], width)
    return "".join(f"{line}\n" for line in lines)


def kind_of(word: Word) -> str:
    """The kind under its name of the contract; a number without a comparing word is a quantity."""
    if isinstance(word.value, Comparison) and word.value.bare and word.value.number is not None:
        return "quantity"
    return _KINDS.get(word.kind, word.kind)


def _word(word: Word) -> dict[str, Json]:
    said: dict[str, Json] = {"text": word.text, "start": word.start, "end": word.end, "kind": kind_of(word)}
    if isinstance(word.value, Comparison):
        return said | (_quantity(word.value) if kind_of(word) == "quantity" else _comparison(word.value))
    return said if word.value is None else said | {"value": _value(word.value)}


def _quantity(comparison: Comparison) -> dict[str, Json]:
    return {"number": _digits(comparison.number), "unit": comparison.unit}


def _comparison(comparison: Comparison) -> dict[str, Json]:
    said: dict[str, Json] = {"op": comparison.op, "unit": comparison.unit}
    if comparison.number is not None:
        return said | {"number": _digits(comparison.number)}
    said |= {"low": _digits(comparison.low), "high": _digits(comparison.high)}
    if comparison.low_op == ">":
        said["low_op"] = ">"
    if comparison.high_op == "<":
        said["high_op"] = "<"
    return said


def _digits(number: Decimal | None) -> str | None:
    """Exact digits without a tail of zeros: 1E+6 is 1000000."""
    return None if number is None else format(number.normalize(), "f")


def _value(value: object) -> Json:
    """A word's value where JSON can hold it, else as it is printed."""
    try:
        return plain(value)
    except TypeError:
        return str(value)


def _figures(comparison: Comparison) -> str:
    """A comparison in signs: > 95 %, 30 … 50 万元 both in base units."""
    unit = comparison.unit or ""
    if comparison.number is not None:
        sign = "" if comparison.bare else f"{comparison.op} "
        return f"{sign}{_digits(comparison.number)} {unit}".strip()
    ends = []
    if comparison.low is not None:
        ends.append(f"{'>' if comparison.low_op == '>' else '≥'} {_digits(comparison.low)} {unit}".strip())
    if comparison.high is not None:
        ends.append(f"{'<' if comparison.high_op == '<' else '≤'} {_digits(comparison.high)} {unit}".strip())
    return "，".join(ends)


def _meaning(word: Word) -> str:
    match word.value:
        case None:
            return ""
        case Comparison() as comparison:
            return _figures(comparison)
        case str() as text:
            label = _OF_KEYS.get(word.kind, {}).get(text, text)
            return "" if label.isascii() else label  # a key of our own tells a person nothing
        case Mention(names=names, reasons=reasons):
            return "、".join(names) + (f"（{'，'.join(reasons)}）" if reasons else "")
        case tuple() as parts:
            return "、".join(str(part) for part in parts)
        case other:
            return str(other)
