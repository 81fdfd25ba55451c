"""Conditions as words that are read back to the same: what rows meet, and the projects that meet it.

Brackets stand where the precedence of 且 and 或 would read otherwise.
"""

from querylang.describe_terms import FUNCTIONS, best_phrase, operand_phrase, place_phrase, quoted, selection, term_name
from querylang.fields import FIELDS
from querylang.nodes import INDICATOR_TEXT, topic_condition
from querylang.query import (
    Aggregate,
    Among,
    And,
    Compare,
    Condition,
    CountOf,
    Empty,
    Exists,
    Fault,
    Filled,
    Measure,
    Named,
    Not,
    OfDepartment,
    Or,
    Order,
    Presence,
    Query,
    Scope,
    SharedName,
    SumOf,
    Target,
    TextMatch,
)

FAULTS = {
    "misfiled": "归类不对",
    "cycle_differs": "周期值和年度值不一致",
    "no_quantity": "没有量化",
    "met": "已达标",
    "unmet": "未达标",
    "unjudged": "无法判断是否完成",
}
TEXT_FIELDS = {
    ("project",): "项目名称",
    ("goal",): "绩效目标",
    ("indicator",): "指标名称",
    ("annual",): "年度指标值",
    ("cycle",): "实施周期指标值",
    ("annual", "cycle"): "指标值",
    INDICATOR_TEXT: "指标",
}
PRESENCES = {"both": "两年都有", "later": "新增", "earlier": "取消"}
EACH = {"department": "每个部门", "year": "每个年度"}


def phrase(condition: Condition, inside: str = "") -> str:  # noqa: PLR0911, PLR0912 - one for each condition
    """A condition as words; `inside` is the junction around it, for brackets."""
    for text in _topics(condition):
        return f"与“{text}”有关"
    if isinstance(condition, Among):
        return first_of(condition)
    match condition:
        case And(parts=(Among() as among, *others)) if others:
            rest = phrase(others[0] if len(others) == 1 else And(tuple(others)), "and")
            return f"{first_of(among)}中{rest}"  # 总计最高的3个项目中没有时效指标
        case And(parts=parts):
            said = [_joined(phrase(part, "and"), part, n) for n, part in enumerate(parts)]
            words = "且".join(
                _closed(one, part, n, len(parts)) for n, (one, part) in enumerate(zip(said, parts, strict=True))
            )
            return f"（{words}）" if inside == "not" else words
        case Or(parts=parts):
            words = "或".join(_alternatives(parts))
            return f"（{words}）" if inside in {"and", "not"} else words
        case Not(part=part):
            return _denied(part)
        case Compare(term=OfDepartment(function="count", where=where), op=op) if where is not None:
            return _of_some_project(where, op)
        case Compare(term=OfDepartment(term=term), op=op, operand=Aggregate(per="department") as operand):
            return term_name(term or "total") + operand_phrase(operand, op)  # 总计大于部门平均值
        case Compare(term=str() as term, op=op, operand=Aggregate(function=function, scope=Scope()) as operand):
            return term_name(term) + operand_phrase(operand, op) + FUNCTIONS[function]  # 总计大于交通局的平均值
        case Compare(term=term, op=op, operand=operand):
            return term_name(term) + operand_phrase(operand, op)
        case Named(projects=names):
            return "、".join(quoted(name) for name in names)
        case Exists(indicators=inner):
            selected = selection(inner) or _others(inner)
            return "有" + selected if selected is not None else indicator_phrase(inner)
        case SharedName():
            return "同名"
        case Presence(years=years):
            return PRESENCES[years]
        case _:
            return indicator_phrase(condition)


def indicator_phrase(condition: Condition) -> str:
    """An indicator-level condition as words that may stand before 的项目 or 的指标."""
    match condition:
        case And(parts=parts):
            head = [part for part in parts if selection(part) is not None]
            tail = [part for part in parts if selection(part) is None]
            if (
                len(tail) == 1
                and head
                and (isinstance(tail[0], Target | TextMatch | Fault | Empty) or is_scored(tail[0]))
            ):
                subject = selection(parts[0] if len(head) == 1 else And(tuple(head))) or ""
                return subject + ("" if isinstance(tail[0], Fault) else "的") + indicator_phrase(tail[0])
            return "且".join(indicator_phrase(part) for part in parts)
        case Target(which=which, op=op, operand=operand):
            return FIELDS[which].label + operand_phrase(operand, op)
        case TextMatch(fields=fields, mode=mode, text=text):
            return TEXT_FIELDS.get(fields, "指标值") + ("为" if mode == "equals" else "包含") + f"“{text}”"
        case Empty(field=field):
            return FIELDS[field].label + "为空"
        case Filled(field=field):
            return "有" + FIELDS[field].label
        case Fault(rule=rule):
            return FAULTS[rule]
        case Compare(term=term, op=op, operand=operand):
            return term_name(term) + operand_phrase(operand, op)
        case Not(part=part):
            return _denied(part)
        case _:
            return "有" + (selection(condition) or "")


def is_scored(condition: Condition) -> bool:
    """Whether it compares the score of an indicator."""
    return isinstance(condition, Compare) and condition.term == "score"


def _closed(words: str, part: Condition, place: int, count: int) -> str:
    """Brackets around 不是…, which would reach over what follows it."""
    return f"（{words}）" if isinstance(part, Not) and words.startswith("不是") and place < count - 1 else words


def _others(condition: Condition) -> str | None:
    """满意度指标以外的指标: of any kind but some."""
    selected = selection(condition.part) if isinstance(condition, Not) else None
    return None if selected is None else selected + "以外的指标"


def _of_some_project(where: Condition, op: str) -> str:
    """没有成本指标, 有总计大于100万元的项目: what some project of a department meets, or none."""
    denied = op == "="
    match where:
        case Filled(field=field):
            return ("没有" if denied else "有") + FIELDS[field].label
        case Exists(indicators=inner) if (words := selection(inner) or _others(inner)) is not None:
            return ("没有" if denied else "有") + words
        case _:
            words = phrase(where)
            return ("没有" if denied else "有") + (f"（{words}）" if words.startswith("有") else words) + "的项目"


def _joined(words: str, part: Condition, place: int) -> str:
    """Brackets around what would be read together with the part before it: a name, kinds that are compared."""
    match part:
        case Named() | Compare(term=SumOf()):
            runs_on = True
        case Exists(indicators=And(parts=(first, *_))):
            runs_on = selection(first) is not None
        case Compare(term=CountOf(indicators=indicators)):
            runs_on = indicators is not None
        case _:
            runs_on = False
    return f"（{words}）" if runs_on and place else words


def _alternatives(parts: tuple[Condition, ...]) -> list[str]:
    """The phrases of an Or, in which topics were flattened into their two parts."""
    words: list[str] = []
    skip = False
    for n, part in enumerate(parts):
        if skip:
            skip = False
            continue
        topic = _topics(Or(parts[n : n + 2])) if n + 1 < len(parts) else ()
        words.extend(f"与“{text}”有关" for text in topic)
        skip = bool(topic)
        if not topic:
            runs_on = n > 0 and isinstance(part, And) and _joined("", part.parts[0], 1) != ""
            said = f"（{phrase(part, 'or')}）" if runs_on else _joined(phrase(part, "or"), part, n)
            words.append(_closed(said, part, n, len(parts)))
    return words


def _topics(condition: Condition) -> tuple[str, ...]:
    """The text of a topic condition, if it is one."""
    match condition:
        case Or(parts=(TextMatch(fields=("project", "goal"), text=text), _)) if condition == topic_condition(text):
            return (text,)
        case TextMatch(fields=fields, text=text) if fields == INDICATOR_TEXT:
            return (text,)
        case _:
            return ()


def _denied(part: Condition) -> str:
    match part:
        case Fault(rule="cycle_differs"):
            return "周期值和年度值一致"
        case Named(projects=names):
            return "不包括" + "、".join(quoted(name) for name in names)
        case Exists(indicators=inner) if (words := selection(inner) or _others(inner)) is not None:
            return "没有" + words
        case Filled(field=field):
            return "没有" + FIELDS[field].label
        case Among():
            return f"除了{first_of(part)}以外"
        case Or(parts=parts) if all(isinstance(one, Among) for one in parts):
            return f"除了{'和'.join(phrase(one) for one in parts)}以外"
        case _:
            return "不是" + phrase(part, "not")


def projects_that(where: Condition | None) -> str:
    """The projects that meet a condition."""
    if where is None:
        return "全部项目"
    if isinstance(where, Named | Among):
        return phrase(where)
    return phrase(where) + "的项目"


def ranked_phrase(query: Query) -> str:
    """How the rows are ordered and limited, after the noun."""
    if query.limit is None:
        return ""
    order = query.order[0] if query.order else Order("total")
    by = order.by
    name = term_name(by) if not isinstance(by, Measure) else "总计"
    within = "".join(EACH[key] for key in query.limit.per)
    if query.limit.first > 1:
        return f"中{within}{name}{place_phrase(query.limit, order.descending)}"
    return f"中{within}{name}{best_phrase(by, order.descending)}的{query.limit.count}个"


def first_of(among: Among) -> str:
    """Said before 的满意度指标: 没有成本指标的项目中总计最高的3个项目."""
    noun = projects_that(among.where) + "中" if among.where is not None else ""
    ranked = ranked_phrase(Query(order=(among.order,), limit=among.limit)).removeprefix("中")
    return noun + with_project(ranked)


def with_project(ranked: str) -> str:
    """最高的3个项目: what is ranked, where it could be something else."""
    return ranked.removesuffix("个") + ("个项目" if ranked.endswith("个") else "的项目")
