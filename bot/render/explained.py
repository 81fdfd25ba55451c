"""How a question was read: its words, its query, its sentence, for a person or as JSON."""

from decimal import Decimal

from bot.render.as_json import Json, dump, plain
from bot.render.table import Heading, render_record, render_table
from querylang.comparison import Comparison
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
    "filler": "虚词",
    "space": "空白",
    "unrecognised": "没看懂",
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


def _meaning(word: Word) -> str:
    match word.value:
        case None:
            return ""
        case Comparison() as comparison:
            said = _quantity(comparison) if kind_of(word) == "quantity" else _comparison(comparison)
            return "，".join(f"{key} {value}" for key, value in said.items() if value is not None)
        case str() as text:
            return text
        case Mention(names=names, reasons=reasons):
            return "、".join(names) + (f"（{'，'.join(reasons)}）" if reasons else "")
        case tuple() as parts:
            return "、".join(str(part) for part in parts)
        case other:
            return str(other)
