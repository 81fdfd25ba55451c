"""Query → one Chinese sentence, which asked again gives the same query.

Each part of the algebra has one phrase, made of words that the rules read back to the same part; brackets stand where
the precedence of 且 and 或 would read otherwise.  A test asks every sentence again.
"""

from decimal import Decimal

from querylang.catalogue import Catalogue
from querylang.fields import FIELDS, KINDS
from querylang.indicator_level import speaks_of_one_indicator
from querylang.joined import WIDER
from querylang.nodes import INDICATOR_TEXT, topic_condition
from querylang.parts import card_of, compared_terms, indicator_columns_of
from querylang.query import (
    EVALUATION,
    WHOLE,
    Aggregate,
    Among,
    Amount,
    And,
    ChangeOf,
    Column,
    Compare,
    Condition,
    CountOf,
    Difference,
    Empty,
    Exists,
    Fault,
    FieldOf,
    Filled,
    IndicatorKind,
    IndicatorNamed,
    Limit,
    Measure,
    Named,
    Not,
    OfDepartment,
    Operand,
    Or,
    Order,
    Part,
    Placed,
    Presence,
    Query,
    Range,
    SameProject,
    Scope,
    ShareOf,
    SumOf,
    Target,
    TargetOf,
    Term,
    TextMatch,
    both,
)
from querylang.wholes import default_measures, has_whole

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
FAULTS = {
    "misfiled": "归类不对",
    "cycle_differs": "周期值和年度值不一致",
    "no_quantity": "没有量化",
    "met": "已达标",
    "unmet": "未达标",
    "unjudged": "无法判断是否完成",
}
DOCUMENTS = {EVALUATION: "自评表里", WHOLE: "部门整体表里"}
FUNCTIONS = {"sum": "之和", "average": "的平均值", "median": "的中位数", "max": "的最大值", "min": "的最小值"}
TEXT_FIELDS = {
    ("project",): "项目名称",
    ("goal",): "绩效目标",
    ("indicator",): "指标名称",
    ("annual",): "年度指标值",
    ("cycle",): "实施周期指标值",
    ("annual", "cycle"): "指标值",
    INDICATOR_TEXT: "指标",
}
LEVELS = {1: "一级", 2: "二级"}
LEVEL_NAMES = {"level1": "一级指标", "level2": "二级指标", "department": "部门", "year": "年度", "project": "项目"}
EACH = {"department": "每个部门", "year": "每个年度"}
TEN_THOUSAND = Decimal(10000)


def describe(query: Query, catalogue: Catalogue) -> str:
    """Say a query in one sentence; the catalogue tells nothing yet that the query does not."""
    scope = _scope(query.scope)
    if query.grain == "help":
        return "你能做什么"
    if query.grain == "overview":
        return scope + "概览"
    if query.grain == "document":
        return scope + _about_documents(query)
    if query.grain == "change":
        return _changes(query)
    if len(query.outputs) == 1 and isinstance(query.outputs[0], Difference) and query.where is None:
        left, right, part = query.outputs[0].left, query.outputs[0].right, query.outputs[0].part
        return scope + _between_ends(left, right, part) if _is_end(left) else _difference(left, right, part)
    if query.grain == "project" and has_whole(query.where):
        return scope + _departments(query)
    if query.grain == "project" and query.outputs == (Measure("count", "department"),):
        return f"{scope}{_noun(query.where)}属于几个部门"
    if query.group:
        return scope + _grouped(query)
    if query.grain == "indicator":
        return scope + _indicators(query)
    return scope + _projects(query)


# ------------------------------------------------------------------------------------------------ parts


def _scope(scope: Scope) -> str:
    text = "所有年度" if scope.every_year else "和".join(f"{year}年" for year in scope.years)
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


def _quote(name: str) -> str:
    return f"「{name}」"


def kind_name(key: str) -> str:
    """A kind as the vocabulary knows it."""
    label = KINDS[key].label
    return label if label.endswith(("指标", "满意度")) else label + "指标"


def _kind(condition: IndicatorKind) -> str:
    """A kind as a noun; 一级成本指标 where a word of two levels is meant of one."""
    kinds = condition.kinds
    if kinds in WIDER.values():
        return kind_name(kinds[0])
    narrow = len(kinds) == 1 and any(kinds[0] in wide for wide in WIDER.values())
    level = LEVELS[KINDS[kinds[0]].level] if narrow else ""
    return level + "、".join(kind_name(key) for key in kinds)


def _selection(condition: Condition) -> str | None:
    """The words for indicators that are asked for: kinds and names; None for any other condition."""
    match condition:
        case IndicatorKind():
            return _kind(condition)
        case IndicatorNamed(indicators=names):
            return "或".join(_quote(name) for name in names)
        case Or(parts=parts):
            words = [_selection(part) for part in parts]
            return "或".join(word for word in words if word is not None) if all(words) else None
        case And(parts=(IndicatorKind() as one, IndicatorKind() as other)):
            return f"{_kind(one)}下面的{_kind(other)}"
        case _:
            return None


def _others(condition: Condition) -> str | None:
    """满意度指标以外的指标: of any kind but some."""
    selected = _selection(condition.part) if isinstance(condition, Not) else None
    return None if selected is None else selected + "以外的指标"


def term_name(term: Term) -> str:
    """A term as a noun."""
    match term:
        case CountOf(indicators=None):
            return "指标数"
        case CountOf(indicators=condition) if condition is not None:
            return f"{_selection(condition) or _indicator_phrase(condition)}的指标数"
        case TargetOf(indicators=condition, which=which):
            column = "" if which == "annual" and condition is not None else FIELDS[which].label
            return (_selection(condition) or "指标值" if condition is not None else "") + column
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
        case _:
            return ""


def _of_department(term: OfDepartment) -> str:
    """The figure of a department as a noun: 项目数, 总计之和, 占全部总计的比例."""
    if term.function == "count":
        return "项目数"
    if term.function == "share":
        return term_name(term.term if isinstance(term.term, ShareOf) else ShareOf(str(term.term)))
    return term_name(term.term or "total") + FUNCTIONS[term.function]


def _operand(operand: Operand, op: str) -> str:
    match operand:
        case Amount(number=number, unit=unit):
            return PHRASES[op] + amount(number, unit) + SENSES.get(op, "")
        case Range(low=low, high=high, unit=unit):
            return f"在{amount(low or Decimal(0), unit)}至{amount(high or Decimal(0), unit)}之间"
        case FieldOf(field=field, project=project):
            return f"{PHRASES[op]}{_quote(project)}的{term_name(field)}"
        case Aggregate(scope=Scope(departments=names)):
            return PHRASES[op] + "、".join(names)
        case Aggregate(function=function, per=per):
            return PHRASES[op] + ("部门" if per else "") + ("中位数" if function == "median" else "平均值")
        case Placed(place=place):
            return f"{PHRASES[op]}第{place}名"
        case SameProject(year=year):
            return f"{PHRASES[op]}{year}年"


def _indicator_phrase(condition: Condition) -> str:
    """An indicator-level condition as words that may stand before 的项目 or 的指标."""
    match condition:
        case And(parts=parts):
            head = [part for part in parts if _selection(part) is not None]
            tail = [part for part in parts if _selection(part) is None]
            if len(tail) == 1 and head and (isinstance(tail[0], Target | TextMatch | Fault) or _is_scored(tail[0])):
                subject = _selection(parts[0] if len(head) == 1 else And(tuple(head))) or ""
                return subject + ("" if isinstance(tail[0], Fault) else "的") + _indicator_phrase(tail[0])
            return "且".join(_indicator_phrase(part) for part in parts)
        case Target(which=which, op=op, operand=operand):
            return FIELDS[which].label + _operand(operand, op)
        case TextMatch(fields=fields, mode=mode, text=text):
            return TEXT_FIELDS.get(fields, "指标值") + ("为" if mode == "equals" else "包含") + f"“{text}”"
        case Empty(field=field):
            return FIELDS[field].label + "为空"
        case Filled(field=field):
            return "有" + FIELDS[field].label
        case Fault(rule=rule):
            return FAULTS[rule]
        case Compare(term=term, op=op, operand=operand):
            return term_name(term) + _operand(operand, op)
        case Not(part=part):
            return _denied(part)
        case _:
            return "有" + (_selection(condition) or "")


def phrase(condition: Condition, inside: str = "") -> str:  # noqa: PLR0911 - one for each condition
    """A condition as words; `inside` is the junction around it, for brackets."""
    for text in _topics(condition):
        return f"与“{text}”有关"
    if isinstance(condition, Among):
        return _first_of(condition)
    match condition:
        case And(parts=(Among() as among, *others)) if others:
            rest = phrase(others[0] if len(others) == 1 else And(tuple(others)), "and")
            return f"{_first_of(among)}中{rest}"  # 总计最高的3个项目中没有时效指标
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
            return term_name(term or "total") + _operand(operand, op)  # 总计大于部门平均值
        case Compare(term=term, op=op, operand=operand):
            return term_name(term) + _operand(operand, op)
        case Named(projects=names):
            return "、".join(_quote(name) for name in names)
        case Exists(indicators=inner):
            selected = _selection(inner) or _others(inner)
            return "有" + selected if selected is not None else _indicator_phrase(inner)
        case Presence(years=years):
            return {"both": "两年都有", "later": "新增", "earlier": "取消"}[years]
        case _:
            return _indicator_phrase(condition)


def _closed(words: str, part: Condition, place: int, count: int) -> str:
    """Brackets around 不是…, which would reach over what follows it."""
    return f"（{words}）" if isinstance(part, Not) and words.startswith("不是") and place < count - 1 else words


def _of_some_project(where: Condition, op: str) -> str:
    """没有成本指标, 有总计大于100万元的项目: what some project of a department meets, or none."""
    denied = op == "="
    match where:
        case Filled(field=field):
            return ("没有" if denied else "有") + FIELDS[field].label
        case Exists(indicators=inner) if (words := _selection(inner) or _others(inner)) is not None:
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
            runs_on = _selection(first) is not None
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
        case TextMatch(fields=("indicator", "cycle", "annual"), text=text):
            return (text,)
        case _:
            return ()


def _denied(part: Condition) -> str:
    match part:
        case Named(projects=names):
            return "不包括" + "、".join(_quote(name) for name in names)
        case Exists(indicators=inner) if (words := _selection(inner) or _others(inner)) is not None:
            return "没有" + words
        case Filled(field=field):
            return "没有" + FIELDS[field].label
        case Among():
            return f"除了{_first_of(part)}以外"
        case Or(parts=parts) if all(isinstance(one, Among) for one in parts):
            return f"除了{'和'.join(phrase(one) for one in parts)}以外"
        case _:
            return "不是" + phrase(part, "not")


# ------------------------------------------------------------------------------------------------ rows


def _noun(where: Condition | None) -> str:
    """The projects that meet a condition."""
    if where is None:
        return "全部项目"
    if isinstance(where, Named | Among):
        return phrase(where)
    return phrase(where) + "的项目"


def _ranked(query: Query) -> str:
    """How the rows are ordered and limited, after the noun."""
    if query.limit is None:
        return ""
    order = query.order[0] if query.order else Order("total")
    by = order.by
    name = term_name(by) if not isinstance(by, Measure) else "总计"
    within = "".join(EACH[key] for key in query.limit.per)
    if query.limit.first > 1:
        return f"中{within}{name}{_place(query.limit, order.descending)}"
    return f"中{within}{name}{_best(by, order.descending)}的{query.limit.count}个"


def _place(limit: Limit, descending: bool) -> str:
    """第2名, 倒数第2至第4名."""
    last = limit.first + limit.count - 1
    return f"{'' if descending else '倒数'}第{limit.first}{f'至第{last}' if limit.count > 1 else ''}名"


def _best(by: object, descending: bool) -> str:
    if isinstance(by, CountOf):
        return "最多" if descending else "最少"
    return "最高" if descending else "最低"


def _ordered(query: Query) -> str:
    if not query.order or query.limit is not None:
        return ""
    order = query.order[0]
    name = term_name(order.by) if not isinstance(order.by, Measure) else "总计"
    return f"，按{name}{'从高到低' if order.descending else '从低到高'}排列"


def _terms(query: Query) -> list[Term]:
    return [output.term for output in query.outputs if isinstance(output, Column)]


def _projects(query: Query) -> str:
    noun = _noun(query.where)
    measures = [output for output in query.outputs if not isinstance(output, Column)]
    first = measures[0] if measures else None
    if isinstance(first, Difference) and first.part != "difference" and isinstance(first.right, FieldOf):
        return _difference(first.left, first.right, first.part)  # both projects are in it
    if isinstance(first, Measure) and first.per and query.where is None:
        return _over_departments(first)
    if measures:
        return noun + _ranked(query) + _measured(query, measures)
    terms = _terms(query)
    ends = _ends(query.where)
    if ends is not None:
        where, term = ends
        return f"{_noun(where)}中{term_name(term)}最高和最低的项目"
    if terms == ["project", "origin"]:
        return noun + "的来源" + _ordered(query)
    if tuple(terms) == card_of(query.scope.kind):
        return noun + "的全部内容" + _ordered(query)
    shown = [term for term in terms if term not in {"project", "origin"}]
    if shown == _shown_anyway(query) and not isinstance(query.where, Named):
        return noun + _ranked(query) + _ordered(query)
    ranked = _ranked(query)
    if query.limit is not None and "department" in shown:  # it is projects that are ranked, not departments
        ranked = _with_project(ranked)
    return noun + ranked + "的" + "、".join(term_name(term) for term in shown) + _ordered(query)


def _with_project(ranked: str) -> str:
    return ranked.removesuffix("个") + ("个项目" if ranked.endswith("个") else "的项目")


def _first_of(among: Among) -> str:
    """Said before 的满意度指标: 没有成本指标的项目中总计最高的3个项目."""
    noun = _noun(among.where) + "中" if among.where is not None else ""
    ranked = _ranked(Query(order=(among.order,), limit=among.limit)).removeprefix("中")
    return noun + _with_project(ranked)


def _ends(where: Condition | None) -> tuple[Condition | None, Term] | None:
    """The condition and the term of 最高和最低的项目; None for any other condition."""
    parts = where.parts if isinstance(where, And) else () if where is None else (where,)
    match parts[-1] if parts else None:
        case Or(
            parts=(
                Compare(term=term, op="=", operand=Aggregate(function="max")),
                Compare(op="=", operand=Aggregate(function="min")),
            )
        ):
            return both(*parts[:-1]), term
        case _:
            return None


def _shown_anyway(query: Query) -> list[Term]:
    """The columns that a list has when none is asked for: what it is ordered by, 总计, what it compares."""
    terms: list[Term] = []
    if query.order and not isinstance(query.order[0].by, Measure):
        terms.append(query.order[0].by)
    if "total" not in terms:
        terms.append("total")
    return [*terms, *(term for term in compared_terms(query.where) if term not in terms)]


def _measured(query: Query, measures: list[Measure | Difference]) -> str:
    words = []
    for output in measures:
        match output:
            case Measure(function="count"):
                words.append("的个数")
            case Measure(function="share", term=ShareOf() as term):
                words.append(f"的{term_name(term)}")
            case Measure(function="share", term=None):
                words.append(f"占{_whole(output)}项目总数的比例")
            case Measure(function="share", term=term):
                words.append(f"占{_whole(output) or '全部'}{term_name(term or 'total')}的比例")
            case Measure(function="spread", term=term, per=None):
                words.append(f"中{term_name(term or 'total')}最高和最低的差额")
            case Measure(function="rank", term=term):
                words.append(f"的{term_name(term or 'total')}排第几")
            case Measure(per="department"):
                words.append(_over_departments(output))
            case Measure(function=function, term=term):
                words.append(f"的{term_name(term or 'total')}{FUNCTIONS[function]}")
            case Difference(left=left, right=right, part=part):
                return _difference(left, right, part)
    return "、".join(words)


def _over_departments(measure: Measure) -> str:
    """平均每个部门的总计, 部门总计的中位数, 总计最高和最低的部门相差多少."""
    name = "项目数" if measure.term is None else term_name(measure.term)
    match measure.function:
        case "average":
            return f"平均每个部门的{name}"
        case "median":
            return f"部门{name}的中位数"
        case _:
            best = "项目最多和最少" if measure.term is None else f"{name}最高和最低"
            return f"{best}的部门相差多少"


def _whole(share: Measure) -> str:
    """The departments that a share is of, where they are named."""
    return "、".join(share.base_scope.departments) if share.base_scope is not None else ""


def _is_end(operand: Operand) -> bool:
    """Whether a side of a difference is a place, an end or an average of the projects in scope."""
    return isinstance(operand, Placed) or (isinstance(operand, Aggregate) and operand.scope is None)


def _between_ends(left: Operand, right: Operand, part: Part) -> str:
    """全部项目中总计第1名和第2名相差多少."""
    field = left.field if isinstance(left, Placed | Aggregate) else "total"
    where = left.where if isinstance(left, Placed | Aggregate) else None
    if isinstance(left, Placed | Aggregate) and left.per:
        return f"{term_name(field)}{_department_at(left)}{_beside(_department_at(right), part)}"
    return f"{_noun(where)}中{term_name(field)}{_end(left)}{_beside(_end(right), part)}"


def _beside(other: str, part: Part) -> str:
    """和X相差多少, 是X的几倍, 比X高百分之多少."""
    match part:
        case "difference":
            return f"和{other}相差多少"
        case "times":
            return f"是{other}的几倍"
        case "percent_more":
            return f"比{other}高百分之多少"
        case "percent_less":
            return f"比{other}低百分之多少"


def _end(operand: Operand) -> str:
    match operand:
        case Placed(place=place, descending=descending):
            return _place(Limit(1, place), descending)
        case Aggregate(function=function):
            return {"max": "最高", "min": "最低", "median": "中位数"}.get(function, "平均值")
        case _:
            return ""


def _department_at(operand: Operand) -> str:
    """第2名的部门, 最高的部门, 部门平均值."""
    average = isinstance(operand, Aggregate) and operand.function in {"average", "median"}
    return f"部门{_end(operand)}" if average else f"{_end(operand)}的部门"


def _difference(left: Operand, right: Operand, part: Part) -> str:
    match left, right:
        case FieldOf(field=field), Aggregate(function=function):
            return f"的{term_name(field)}{_beside('中位数' if function == 'median' else '平均值', part)}"
        case FieldOf(field=field, project=one), FieldOf(project=other) if part != "difference":
            return f"{_quote(one)}的{term_name(field)}{_beside(_quote(other), part)}"
        case FieldOf(field=field), FieldOf():
            return f"的{term_name(field)}相差多少"
        case Aggregate(function=function, field=field, scope=one), Aggregate(scope=other) if (
            one is not None and other is not None and one.years != other.years
        ):
            years = f"{other.years[0]}年和{one.years[0]}年相比，"
            changed = "项目数" if function == "count" else FIELDS[field].label
            return f"{years}{_scope(one.replace(years=()))}{changed}变化多少"
        case Aggregate(field=field, scope=one), Aggregate(scope=other) if one is not None and other is not None:
            years, kind = _scope(Scope(years=one.years, every_year=one.every_year)), DOCUMENTS.get(one.kind, "")
            own, theirs = "、".join(one.departments), "、".join(other.departments)
            if part != "difference":
                return f"{years}{own}{_beside(f'{theirs}的{kind}{term_name(field)}', part)}"
            return f"{years}{own}和{theirs}的{kind}{term_name(field)}相差多少"
        case _:
            return "相差多少"


def _indicators(query: Query) -> str:
    where = query.where
    parts = list(where.parts) if isinstance(where, And) else [where] if where is not None else []
    selected = _selection(where) if where is not None else None
    if selected is not None:
        parts = []
    elif len(parts) > 2 and (selected := _selection(And(tuple(parts[-2:])))) is not None:  # noqa: PLR2004 - two make a pair
        parts = parts[:-2]
    elif parts and (selected := _selection(parts[-1])) is not None:
        parts = parts[:-1]
    noun = ""
    figure = _indicator_figure(query)
    if isinstance(where, And) and selected is None and _is_of_one_indicator(where):
        return _indicator_phrase(where) + "的指标" + (figure or _ranked(query) + _ordered(query))
    if parts:
        joined = parts[0] if len(parts) == 1 else And(tuple(parts))
        if all(isinstance(part, Named | Among) for part in parts):
            noun = phrase(joined) + "的"
        elif not any(speaks_of_one_indicator(part) for part in parts):
            noun = phrase(joined) + "的项目的"
        else:
            noun = _level_phrase(joined) + "的"
    elif selected is None:
        noun = "全部"
    elif where is not None:
        noun = "全部项目的"
    extra = [term_name(term) for term in _terms(query) if term not in indicator_columns_of(query.scope.kind)]
    shown = "".join(f"和{name}" for name in extra)
    return noun + (selected or "指标") + (figure or _ranked(query)) + shown + _ordered(query)


def _indicator_figure(query: Query) -> str:
    """What is worked out over indicators: their number, the average of their scores; empty for a list."""
    measure = next((output for output in query.outputs if isinstance(output, Measure)), None)
    if measure is None:
        return ""
    return (
        "的个数" if measure.function == "count" else f"的{term_name(measure.term or '')}{FUNCTIONS[measure.function]}"
    )


def _is_of_one_indicator(where: And) -> bool:
    """满意度指标的年度指标值不低于95%: kinds or names, and what their value is."""
    return (
        len(where.parts) == 2  # noqa: PLR2004 - the indicators and the value
        and _selection(where.parts[0]) is not None
        and (isinstance(where.parts[1], Target | TextMatch | Fault) or _is_scored(where.parts[1]))
    )


def _is_scored(condition: Condition) -> bool:
    return isinstance(condition, Compare) and condition.term == "score"


def _level_phrase(condition: Condition) -> str:
    """Conditions before 的指标, where a kind is said as a condition on the published level."""
    match condition:
        case And(parts=parts):
            return "且".join(_level_phrase(part) for part in parts)
        case IndicatorKind(kinds=kinds) if kinds not in WIDER.values():
            return f"{LEVELS[KINDS[kinds[0]].level]}指标是{'、'.join(kind_name(key) for key in kinds)}"
        case Not(part=IndicatorKind(kinds=kinds) as part):
            return "不是" + _kind(part) if kinds in WIDER.values() else _level_phrase(part).replace("是", "不是", 1)
        case _:
            return phrase(condition)


def _grouped(query: Query) -> str:
    keys = query.group
    measures = [output for output in query.outputs if isinstance(output, Measure)]
    noun = _noun(query.where) + "按" if query.where is not None and query.grain == "project" else "按"
    if query.grain == "indicator":
        base = _indicators(query.replace(outputs=(), group=(), order=(), limit=None))
        if keys == ("level1", "level2"):
            noun = "" if query.where is None else base.removesuffix("的指标") + "的"
            return noun + "各级指标的个数" + _ranked_groups(query)
        noun = base + "按"
        what = "指标的个数"
    else:
        if keys == ("project",):  # the sum stands beside each share anyway
            measures = [measure for measure in measures if measure.function == "share"] or measures
        words = [_figure(measure) for measure in measures]
        what = ("、" if any(word.endswith("和") for word in words[:-1]) else "和").join(words)
    by = "各级指标" if keys == ("level1", "level2") else "和".join(LEVEL_NAMES[key] for key in keys)
    if query.limit is not None and query.limit.per:
        rows = _noun(query.where) + _ranked(query.replace(group=()))
        return f"{rows}，按{by}统计{what}"
    if query.limit is not None and isinstance(measures[0].term, TargetOf) and keys == ("department",):
        best = "最高" if query.order[0].descending else "最低"
        return f"{noun.removesuffix('按')}{term_name(measures[0].term)}{best}的{query.limit.count}个部门"
    return f"{noun}{by}统计{what}{_ranked_groups(query)}"


def _ranked_groups(query: Query) -> str:
    if query.limit is None or not query.order:
        return f"，{'从高到低' if query.order[0].descending else '从低到高'}排列" if query.order else ""
    descending = query.order[0].descending
    if query.limit.first > 1:
        return "，" + _place(query.limit, descending)
    return f"，{'最多' if descending else '最少'}的{query.limit.count}个"


def _departments(query: Query) -> str:
    """项目数大于5个的部门, 没有成本指标的部门的个数."""
    noun = (phrase(query.where) if query.where is not None else "全部") + "的部门"
    measures = [output for output in query.outputs if isinstance(output, Measure)]
    if not query.group:
        return noun + "的" + "、".join("个数" if one.function == "count" else _figure(one) for one in measures)
    if query.limit is not None and query.order:
        by = measures[0].term or "project_count"
        if measures[0].function == "share":
            by = by if isinstance(by, ShareOf) else ShareOf(by if isinstance(by, str) else "total")
        name = "项目" if by == "project_count" else term_name(by)
        descending = query.order[0].descending
        if query.limit.first > 1:
            return f"{noun}中{name}{_place(query.limit, descending)}"
        best = ("最多" if descending else "最少") if by == "project_count" else _best(by, descending)
        return f"{noun}中{name}{best}的{query.limit.count}个"
    if tuple(measures) == default_measures(query.where):
        return noun
    return noun + "的" + "、".join(term_name(one.term or "total") for one in measures)


def _figure(measure: Measure) -> str:
    """A figure of a group as a noun."""
    if measure.function == "count":
        return "项目的个数"
    name = term_name(measure.term or "total")
    if measure.function == "share":
        if measure.term is None or name == "总计":
            return "项目数占比" if measure.term is None else "总计占比"
        return term_name(measure.term if isinstance(measure.term, ShareOf) else ShareOf(str(measure.term)))
    return name + FUNCTIONS.get(measure.function, "之和")


def _changes(query: Query) -> str:
    """2023年和2024年相比，增加超过10%的项目."""
    scope = query.scope
    words = "和".join(f"{year}年" for year in scope.years) + "相比，" + _scope(scope.replace(years=()))
    parts = list(query.where.parts) if isinstance(query.where, And) else [query.where] if query.where else []
    said = [_change_phrase(part) for part in parts]
    own = [phrase(part) for part, text in zip(parts, said, strict=True) if text is None]
    verb = next((text for text in said if text is not None), "有变化")
    field = next((term.field for term in _terms(query) if isinstance(term, ChangeOf)), "total")
    noun = "".join(f"{text}的" for text in own) + ("" if field == "total" else FIELDS[field].label) + verb
    measure = next((output for output in query.outputs if isinstance(output, Measure)), None)
    if query.group:
        return words + _changed_departments(query, noun, "" if field == "total" else FIELDS[field].label)
    if measure is not None:
        return words + noun + "的项目" + ("的个数" if measure.function == "count" else _change_sum(measure, verb))
    if query.limit is not None:
        return words + _changed_most(query, noun, verb)
    return words + noun + "的项目"


def _change_sum(measure: Measure, verb: str) -> str:
    moved = isinstance(measure.term, ChangeOf) and measure.term.part == "difference"
    return f"合计{verb[:2]}多少" if moved else "合计多少"


def _changed_most(query: Query, noun: str, verb: str) -> str:
    order, limit = query.order[0], query.limit
    part = order.by.part if isinstance(order.by, ChangeOf) else ""
    assert limit is not None  # asked where there is one
    if isinstance(order.by, ChangeOf) and part in {"before", "after"}:
        best = "最高" if order.descending else "最低"
        place = f"第{limit.first}名" if limit.first > 1 else f"{best}的{limit.count}个"
        return f"{noun}的项目中{FIELDS[order.by.field].label}{place}"
    if part == "size":
        return noun.removesuffix("两年都有") + f"变化{'最多' if order.descending else '最少'}的{limit.count}个"
    far = order.descending != verb.startswith("减少")
    rate = ("降幅" if verb.startswith("减少") else "增幅") if part == "percent" else ""
    place = f"第{limit.first}名" if limit.first > 1 else f"{'最多' if far else '最少'}的{limit.count}个"
    return noun + rate + place


def _changed_departments(query: Query, noun: str, label: str) -> str:
    if query.where is not None:
        return f"各部门{noun}的项目的个数"
    falls = bool(query.order) and not query.order[0].descending
    if query.limit is None:
        return f"各部门{label}{'减少' if falls else '增加'}多少"
    place = f"第{query.limit.first}名的部门" if query.limit.first > 1 else f"最多的{query.limit.count}个部门"
    return f"{label}{'减少' if falls else '增加'}{place}"


def _change_phrase(part: Condition) -> str | None:
    match part:
        case Presence(years=years):
            return {"both": "两年都有", "later": "新增", "earlier": "取消"}[years]
        case Compare(term=ChangeOf(), op="=", operand=Amount(number=number)) if not number:
            return "没有变化"
        case Compare(term=ChangeOf(), op=op, operand=Amount(number=number, unit=unit)):
            falls = op in {"<", "<="}
            if not number:
                return "减少" if falls else "增加"
            mirrored = {"<": ">", "<=": ">="}.get(op, op)
            return (
                ("减少" if falls else "增加") + PHRASES[mirrored] + amount(abs(number), unit) + SENSES.get(mirrored, "")
            )
        case _:
            return None


def _about_documents(query: Query) -> str:
    terms = _terms(query)
    if not terms:
        by_department = query.outputs == (Measure("count", "department"),)
        return "一共有多少个部门" if by_department else "一共有多少个文件"
    if "unit" in terms:
        return "金额单位是什么"
    if "file" in terms:
        return "有哪些文件"
    if "total" in terms and query.where is not None:
        return "哪些部门的合计和各项目之和不一致"
    if "total" in terms:
        return "合计和各项目之和差多少"
    if query.where == Empty("year"):
        return "没写年度的部门有哪些"
    if "printed_total" in terms:
        return "文件里印的合计"
    return "有哪些部门"
