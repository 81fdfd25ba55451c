"""What a sentence says of terms: kinds and names of indicators, figures, places in an order, and the scope."""

from decimal import Decimal

from querylang.fields import FIELDS, KINDS, SOURCES
from querylang.joined import WIDER
from querylang.query import (
    EVALUATION,
    WHOLE,
    Aggregate,
    Amount,
    And,
    ChangeOf,
    Column,
    Condition,
    CountOf,
    FieldOf,
    IndicatorKind,
    IndicatorNamed,
    Limit,
    Measure,
    OfDepartment,
    Operand,
    Or,
    OwnFigure,
    Placed,
    Query,
    Range,
    Scaled,
    Scope,
    ShareOf,
    SumOf,
    TargetOf,
    Term,
    conjuncts,
)

PHRASES = {
    ">": "大于",
    ">=": "不低于",
    "<": "低于",
    "<=": "不超过",
    "=": "等于",
    "!=": "不等于",
    "≈": "约",
}
SENSES = {">": "（不含）", "<": "（不含）"}
DOCUMENTS = {EVALUATION: "自评表里", WHOLE: "部门整体表里"}
FUNCTIONS = {"sum": "之和", "average": "的平均值", "median": "的中位数", "max": "的最大值", "min": "的最小值"}
LEVELS = {1: "一级", 2: "二级"}
TEN_THOUSAND = Decimal(10000)


def scope_phrase(scope: Scope, together: bool = False) -> str:
    """The years, departments and kind of document, before what is asked of them."""
    text = "所有年度" if scope.every_year else "和".join(f"{year}年" for year in scope.years)
    text += "不分年度" if together else ""
    text += "、".join(scope.departments)
    if scope.excluded:
        text += "除了" + "、".join(scope.excluded) + "，"
    of = "的" if scope.departments and not scope.excluded else ""
    return text + of + DOCUMENTS.get(scope.kind, "")


def amount(number: Decimal, unit: str | None) -> str:
    """A figure in its unit; money in 万元, exactly."""
    if unit == "元" and number:
        number, unit = number / TEN_THOUSAND, "万元"
    text = f"{number.normalize():f}"
    return text + (unit or "")


def quoted(name: str) -> str:
    """A name in the marks in which it means itself alone."""
    return f"「{name}」"


def kind_name(key: str) -> str:
    """A kind as the vocabulary knows it."""
    label = KINDS[key].label
    return label if label.endswith(("指标", "满意度")) else label + "指标"


def kind_noun(condition: IndicatorKind) -> str:
    """A kind as a noun; 一级成本指标 where a word of two levels is meant of one."""
    kinds = condition.kinds
    if kinds in WIDER.values():
        return kind_name(kinds[0])
    narrow = len(kinds) == 1 and any(kinds[0] in wide for wide in WIDER.values())
    level = LEVELS[KINDS[kinds[0]].level] if narrow else ""
    return level + "、".join(kind_name(key) for key in kinds)


def selection(condition: Condition) -> str | None:
    """The words for indicators that are asked for: kinds and names; None for any other condition."""
    match condition:
        case IndicatorKind():
            return kind_noun(condition)
        case IndicatorNamed(indicators=names):
            return "或".join(quoted(name) for name in names)
        case Or(parts=parts):
            words = [selection(part) for part in parts]
            return "或".join(word for word in words if word is not None) if all(words) else None
        case And(parts=(IndicatorKind() as one, IndicatorKind() as other)):
            return f"{kind_noun(one)}下面的{kind_noun(other)}"
        case _:
            return None


def term_name(term: Term) -> str:
    """A term as a noun."""
    match term:
        case CountOf(indicators=condition):
            return "指标数" if condition is None else f"{_counted(condition)}的指标数"
        case TargetOf(indicators=condition, which=which):
            column = "" if which == "annual" and condition is not None else FIELDS[which].label
            return (selection(condition) or "指标值" if condition is not None else "") + column
        case SumOf(fields=fields):
            return "和".join(FIELDS[field].label for field in fields) + "合计"
        case ChangeOf(field=field):
            return FIELDS[field].label + "增减"
        case ShareOf(field=field, whole=whole):
            part = "" if field == "total" else FIELDS[field].label
            return f"{part}占{'全部' if whole is None else ''}{FIELDS[whole or field].label}的比例"
        case OfDepartment():
            return _of_department(term)
        case str():
            return FIELDS[term].label


def _counted(condition: Condition) -> str:
    """The indicators that are counted; of a kind and a name at once, both."""
    return selection(condition) or "且".join("有" + (selection(part) or "") for part in conjuncts(condition))


def _of_department(term: OfDepartment) -> str:
    """The figure of a department as a noun: 项目数, 总计之和, 占全部总计的比例."""
    if term.function == "count":
        return "项目数"
    if term.function == "share":
        return term_name(term.term if isinstance(term.term, ShareOf) else ShareOf(str(term.term)))
    return term_name(term.term or "total") + FUNCTIONS[term.function]


def operand_phrase(operand: Operand, op: str) -> str:
    """大于100万元（不含）, 等于「业务用房」的总计: what something is compared with, and how."""
    match operand:
        case Amount(number=number, unit=unit):
            return PHRASES[op] + amount(number, unit) + SENSES.get(op, "")
        case Range(low=low, high=high, unit=unit):
            return f"在{amount(low or Decimal(0), unit)}至{amount(high or Decimal(0), unit)}之间"
        case FieldOf(field=field, project=project):
            return f"{PHRASES[op]}{quoted(project)}的{term_name(field)}"
        case Aggregate(scope=Scope(departments=names)):
            return PHRASES[op] + "、".join(names)  # of the figure that the departments are compared by
        case Aggregate(function=function, per=per):
            return PHRASES[op] + ("部门" if per else "") + ("中位数" if function == "median" else "平均值")
        case Placed(place=place):
            return f"{PHRASES[op]}第{place}名"
        case OwnFigure(term=SumOf(fields=fields)):
            return PHRASES[op] + ("各分项之和" if fields == SOURCES else "加".join(FIELDS[key].label for key in fields))
        case OwnFigure(term=term):
            return PHRASES[op] + term_name(term)
        case Scaled(figure=figure, factor=factor, plus=plus):
            name = operand_phrase(figure, ">").removeprefix(PHRASES[">"])
            if not plus:
                return f"{PHRASES[op]}{name}的{amount(factor, '倍')}"
            behind = "" if op == "=" else "以上（不含）" if op in SENSES else "以上"
            return f"比{name}{'多' if plus > 0 else '少'}{amount(abs(plus), '元')}{behind}"


def place_phrase(limit: Limit, descending: bool) -> str:
    """第2名, 倒数第2至第4名."""
    last = limit.first + limit.count - 1
    return f"{'' if descending else '倒数'}第{limit.first}{f'至第{last}' if limit.count > 1 else ''}名"


def best_phrase(by: object, descending: bool) -> str:
    """Which end of an order: 最多 of what is counted, 最高 of what has a value."""
    if isinstance(by, CountOf):
        return "最多" if descending else "最少"
    return "最高" if descending else "最低"


def ordered_phrase(query: Query) -> str:
    """，按总计从高到低排列; nothing where only the first few are shown."""
    if not query.order or query.limit is not None:
        return ""
    order = query.order[0]
    name = term_name(order.by) if not isinstance(order.by, Measure) else "总计"
    return f"，按{name}{'从高到低' if order.descending else '从低到高'}排列"


def shown_terms(query: Query) -> list[Term]:
    """The columns of a query."""
    return [output.term for output in query.outputs if isinstance(output, Column)]
