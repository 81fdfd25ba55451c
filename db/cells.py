"""One cell of a document: of the document itself, of a project or of an indicator; read, and put in its place."""

from typing import Any, NamedTuple, TypeAlias, TypeVar

from db.errors import CannotCorrect
from db.layouts.vocabulary import is_misfiled, kind_of, split_code
from db.money import parse_amount
from db.records import Document, IndicatorRecord, ProjectRecord

Cell: TypeAlias = str | int | None

R = TypeVar("R", "Document", "ProjectRecord", "IndicatorRecord")


class CellField(NamedTuple):
    """A column that can be corrected: Chinese name, where it stands, its key among `querylang.fields.FIELDS`."""

    label: str
    grain: str  # "document", "project", "indicator"
    field: str  # of the record
    key: str  # "" where nobody can ask for it

    @property
    def is_money(self) -> bool:
        """Whether it holds 分."""
        return self.field.endswith("_fen")

    @property
    def is_needed(self) -> bool:
        """Whether it cannot be empty."""
        return self.field == "name"


FIELDS: tuple[CellField, ...] = (
    CellField("印刷合计", "document", "printed_total_fen", "printed_total"),
    CellField("项目", "project", "name", "project"),
    CellField("项目编码", "project", "code", ""),
    CellField("资金使用单位", "project", "spending_unit", ""),
    CellField("实施单位", "project", "implementing_unit", ""),
    CellField("总计", "project", "total_fen", "total"),
    CellField("财政拨款", "project", "appropriation_fen", "appropriation"),
    CellField("财政专户拨款", "project", "special_account_fen", "special_account"),
    CellField("其他资金", "project", "other_funds_fen", "other_funds"),
    CellField("政府性基金", "project", "government_fund_fen", ""),
    CellField("国有资本经营", "project", "state_capital_fen", ""),
    CellField("绩效目标", "project", "goal", "goal"),
    CellField("执行数", "project", "executed_fen", "executed"),
    CellField("执行率", "project", "execution_rate", "execution_rate"),
    CellField("自评得分", "project", "score", "project_score"),
    CellField("一级指标", "indicator", "level1", "level1"),
    CellField("二级指标", "indicator", "level2", "level2"),
    CellField("指标", "indicator", "name", "indicator"),
    CellField("实施周期指标值", "indicator", "cycle_target", "cycle"),
    CellField("年度指标值", "indicator", "annual_target", "annual"),
    CellField("实际完成值", "indicator", "actual", "actual"),
    CellField("得分", "indicator", "score", "score"),
)
_NONE = frozenset({"", "无", "空"})


def field_of(label: str, grain: str) -> CellField:
    """The column of this Chinese name; CannotCorrect names those there are."""
    for field in FIELDS:
        if field.label == label and field.grain == grain:
            return field
    wanted = "、".join(field.label for field in FIELDS if field.grain == grain)
    of = {"document": "文件", "project": "项目", "indicator": "指标"}[grain]
    raise CannotCorrect(f"{of}没有「{label}」这一列可更正；可以是 {wanted}")


def parse_cell(field: CellField, text: str, unit: str) -> Cell:
    """A value as a person writes it; 无 is no value."""
    if text.strip() in _NONE:
        if field.is_needed:
            raise CannotCorrect(f"{field.label}不能没有")
        return None
    if not field.is_money:
        return text.strip()
    amount = parse_amount(text, unit)
    if amount.problem or amount.fen is None:
        raise CannotCorrect(f"「{text}」不是金额（精确到分）；写数字，单位是{unit}，或连单位一起写，如 12.5万元")
    return amount.fen


def cell(document: Document, project: int | None, indicator: int | None, field: str) -> Cell:
    """What stands there; a level with its code in front, as published."""
    if project is None:
        value = getattr(document, field)
    elif indicator is None:
        value = getattr(document.projects[project], field)
    else:
        record = document.projects[project].indicators[indicator]
        value = getattr(record, field)
        code = getattr(record, f"{field}_code", None)
        value = f"{code}-{value}" if code and value else value
    return value if isinstance(value, str | int) else None


def with_cell(document: Document, project: int | None, indicator: int | None, field: str, value: Cell) -> Document:
    """The document with another value there; what follows from a level follows."""
    if project is None:
        return _with(document, field, value)
    record = document.projects[project]
    if indicator is None:
        record = _with(record, field, value)
    else:
        changed = _with_field(record.indicators[indicator], field, value)
        indicators = (*record.indicators[:indicator], changed, *record.indicators[indicator + 1 :])
        record = record._replace(indicators=indicators)
    return document._replace(projects=(*document.projects[:project], record, *document.projects[project + 1 :]))


def _with(record: R, field: str, value: Cell) -> R:
    """The record with one field changed, by its name."""
    change: Any = {field: value}  # a field by its name, which no type can follow
    changed: R = record._replace(**change)
    return changed


def _with_field(record: IndicatorRecord, field: str, value: Cell) -> IndicatorRecord:
    if field not in {"level1", "level2"}:
        return _with(record, field, value)
    code, name = split_code(str(value)) if value else (None, None)
    record = _with(_with(record, field, name), f"{field}_code", code)
    kind1, kind2 = kind_of(record.level1, 1), kind_of(record.level2, 2)
    return record._replace(kind1=kind1, kind2=kind2, misfiled=is_misfiled(kind1, kind2))
