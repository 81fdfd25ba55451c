"""Follow-ups: a question that leans on the one before.

A question leans when it points back (它, 其中, 换成, 第二个) or says too little to stand alone (一共多少钱, 满意度呢).
It is then read as the last question with something replaced, narrowed or counted; the reading says so.
"""

from querylang.assemble import assemble
from querylang.catalogue import Catalogue
from querylang.exchanged import other_condition, other_end
from querylang.fields import FIGURE_FIELDS
from querylang.joined import Projects
from querylang.moving import moved
from querylang.nodes import AllOf, Loose, NoneOf
from querylang.parts import Parts, Refused
from querylang.query import (
    BUDGET,
    And,
    Column,
    Compare,
    Condition,
    Empty,
    Exists,
    Fault,
    Filled,
    IndicatorKind,
    IndicatorNamed,
    Limit,
    Measure,
    Named,
    Not,
    Or,
    Order,
    Query,
    Scope,
    Target,
    TextMatch,
    both,
)
from querylang.shape import Slots, Top
from querylang.value import Value

NEEDS_CONTEXT = frozenset(
    {"reference.it", "reference.these", "reference.switch", "reference.reverse", "reference.again"}
)
AND_THAT = frozenset({"reference.then", "reference.end"})  # 那…呢
MOST_SHOWN = 100


class Context(Value):
    """What the last answered question of a conversation asked, and the projects it showed, in order."""

    query: Query
    shown: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()  # questions that an ambiguous one was answered with, to pick from


def leans(parts: Parts, pointing: frozenset[str]) -> bool:
    """Whether a question leans on the one before; `pointing` are the labels of its words that point back."""
    slots = parts.slots
    own_scope = bool(parts.departments or parts.scope.years or parts.scope.every_year or parts.scope.excluded)
    if pointing & NEEDS_CONTEXT:
        return True
    if slots.meta:
        return False
    if pointing:
        asks_fully = parts.loose is not None and bool(slots.things or slots.fields or slots.kinds)
        return not asks_fully
    if _only_leaves_out(parts):
        return True
    if parts.projects is not None or own_scope or slots.group or slots.counted:
        return False
    if "all" in slots.asks or set(slots.things) & {"project", "department", "document", "year", "kind"}:
        return False
    if parts.loose is None:
        return True
    return isinstance(parts.loose, NoneOf) and not (slots.fields or slots.kinds or slots.aggregates)


def _only_leaves_out(parts: Parts) -> bool:
    """不要人社局的: departments to leave out, and nothing to leave them out of."""
    scope, slots = parts.scope, parts.slots
    only = scope.excluded and not (scope.departments or scope.years or scope.every_year or slots.group)
    return bool(only) and says_nothing(parts)


def says_no_subject(loose: Loose | None, slots: Slots, scope: Scope) -> bool:
    """Whether 那时效呢 says neither of what nor where it is asked."""
    own_scope = bool(scope.departments or scope.years or scope.every_year or scope.excluded)
    return loose is None and not own_scope and slots.top is None and not slots.things and not slots.group


def merge(parts: Parts, context: Context, pointing: frozenset[str], catalogue: Catalogue) -> Query:
    """Read a leaning question with the last query behind it; Refused when they do not go together."""
    last = context.query
    top = parts.slots.top
    if _of_departments_shown(parts, last):
        parts.slots.group = ("department",)
        parts.scope = last.scope
        return assemble(parts)
    if last.grain == "help" or (last.grain == "document" and _says_what(parts)):
        raise Refused("上一问问的不是项目，接不上")
    if last.grain == "overview":
        return _other_overview(parts, last)
    if top is not None and top.plain and top.term is None and (top.nth is not None or _last_rows(parts, context)):
        return _shown_rows(parts, context, top)
    exchanged = _exchanged(parts, last, pointing)
    if exchanged is not None:
        return exchanged
    replaced = None if _says_what(parts) else _replaced_part(parts, last, pointing, catalogue)
    if replaced is not None:
        return replaced
    if last.group:
        return _regrouped(parts, last)
    if "reference.switch" in pointing and parts.loose is not None:
        return _other_figure(parts, last)
    if _only_counts(parts) and not parts.loose:
        kept = last if last.grain == "indicator" or last.limit is not None else last.replace(order=())
        return kept.replace(outputs=(Measure("count"),))
    return _of_shown(parts, context) if last.limit is not None else _with_last_condition(parts, last)


def _exchanged(parts: Parts, last: Query, pointing: frozenset[str]) -> Query | None:
    """最低的呢, 没有成本指标的呢: what 呢 puts in the place of a part of the last question."""
    if "reference.end" not in pointing or "reference.these" in pointing:
        return None
    scoped = parts.departments or parts.scope.years or parts.scope.every_year or parts.scope.excluded
    if scoped or _says_what(parts):
        return None
    return other_end(parts, last) or other_condition(parts, last)


def _of_departments_shown(parts: Parts, last: Query) -> bool:
    """它们的预算各是多少, after 有哪些部门: of each department that was shown."""
    listed = last.grain == "document" and last.where is None and Column("department") in last.outputs
    own_scope = parts.scope.departments or parts.scope.years or parts.scope.every_year or parts.scope.excluded
    plain = parts.loose is None and not own_scope and not parts.slots.group and not parts.slots.top
    return listed and plain and parts.slots.each and bool(parts.money)


def says_nothing(parts: Parts) -> bool:
    """有的呢, after 没有时效指标的项目: neither what is to be shown, nor a condition, nor that it is to be listed."""
    slots = parts.slots
    lists = {"list", "which"} & set(slots.asks)
    return not (_says_what(parts) or parts.loose or slots.things or slots.top or slots.order or lists)


def _says_what(parts: Parts) -> bool:
    """Whether a question says itself what is to be shown."""
    slots = parts.slots
    return bool(slots.fields or slots.kinds or slots.indicators or slots.which or slots.aggregates or slots.counted)


def _replaced_part(parts: Parts, last: Query, pointing: frozenset[str], catalogue: Catalogue) -> Query | None:
    """The last query with another project, scope or order, or only its first rows; None when none is named alone."""
    slots = parts.slots
    own_scope = bool(parts.departments or parts.scope.years or parts.scope.every_year or parts.scope.excluded)
    plain = slots.top is None and slots.order is None
    named = parts.projects is not None and isinstance(parts.where("project"), Named)
    if plain and named and parts.projects is not None and "reference.these" not in pointing:
        return _other_project(parts, last, parts.projects)
    if parts.loose is not None:
        return None
    everywhere = asks_all_departments(parts)
    if (own_scope or everywhere) and plain:
        scope = _other_scope(parts, last)
        if everywhere:
            slots.things = []  # they say the scope, not what is asked for
        return moved(last, scope, catalogue)
    if _first_rows(parts) and last.grain == "project" and not last.group and slots.top is not None:
        return last.replace(order=last.order or (Order("total"),), limit=Limit(slots.top.number or 1))
    if slots.order is not None and slots.top is None and last.limit is None and not last.group:
        return last.replace(order=(slots.order,))
    return None


def _first_rows(parts: Parts) -> bool:
    """前三个, after a list: its first rows, as they were shown."""
    top = parts.slots.top
    return (
        top is not None
        and top.plain
        and top.nth is None
        and top.term is None
        and top.direction == "desc"
        and parts.loose is None
    )


def _other_figure(parts: Parts, last: Query) -> Query:
    """换成50万: the figure that the last question compared with is replaced."""
    fresh = parts.loose
    compared = [one for one in _conjuncts(last.where) if isinstance(one, Compare)]
    if isinstance(fresh, Compare) and fresh.op == "=" and len(compared) == 1 and compared[0].term == fresh.term:
        replaced = compared[0].replace(operand=fresh.operand)
        return last.replace(where=both(*(replaced if one == compared[0] else one for one in _conjuncts(last.where))))
    raise Refused("没有看出要把什么换成它")


def _conjuncts(where: Condition | None) -> tuple[Condition, ...]:
    return where.parts if isinstance(where, And) else () if where is None else (where,)


def _of_shown(parts: Parts, context: Context) -> Query:
    """After 前三名: the question is about the projects that were shown."""
    if not context.shown:
        raise Refused("这一问接不上前几名的结果，请把条件说全")
    shown = Named(context.shown)
    parts.projects = parts.projects or _named_projects(shown)
    parts.loose = shown if parts.loose is None else AllOf((shown, parts.loose))
    parts.scope = context.query.scope
    return assemble(parts)


def _only_counts(parts: Parts) -> bool:
    slots = parts.slots
    counts = {name for name in slots.aggregates if name != "total"}
    return counts == {"count"} and not (slots.kinds or slots.indicators or slots.things or slots.top or slots.fields)


def _last_rows(parts: Parts, context: Context) -> bool:
    """最后一个, after a list: its last rows, as they were shown."""
    top = parts.slots.top
    return top is not None and top.direction == "asc" and parts.loose is None and bool(context.shown)


def _shown_rows(parts: Parts, context: Context, top: Top) -> Query:
    """第二个, 第2到第4个, 倒数第二个, 最后一个: of the projects as they were shown."""
    shown = context.shown
    first = top.nth or 1
    last = first + (top.number or 1) - 1
    if top.direction == "asc" and len(shown) >= MOST_SHOWN:
        raise Refused("上一问的结果太长，数不到最后，请先缩小范围")
    if not 1 <= first <= last <= len(shown):
        raise Refused(f"上一问的结果里没有{'倒数' if top.direction == 'asc' else ''}第{max(first, last)}个")
    names = shown[first - 1 : last] if top.direction != "asc" else shown[len(shown) - last : len(shown) - first + 1]
    parts.slots.top = None
    parts.slots.asks = [ask for ask in parts.slots.asks if ask != "who"]  # 第一个是谁: which project
    parts.loose = Named(names)
    parts.projects = Projects(tuple((name,) for name in names), "list" if len(names) > 1 else "one", exact=True)
    parts.scope = context.query.scope
    return assemble(parts)


def _other_project(parts: Parts, last: Query, projects: Projects) -> Query:
    """换成车辆购置经费: the same question about another project."""
    fresh = Named(projects.names)
    where = _replaced(last.where, fresh)
    if where is None:
        return assemble(parts)
    return last.replace(where=where)


def _replaced(where: Condition | None, fresh: Named) -> Condition | None:
    """The condition with its names replaced; None when it has none."""
    if isinstance(where, Named):
        return fresh
    if isinstance(where, And) and any(isinstance(part, Named) for part in where.parts):
        return both(*(fresh if isinstance(part, Named) else part for part in where.parts))
    return None


def _other_scope(parts: Parts, last: Query) -> Scope:
    """2023年呢, 换成住建局, 只要2023年的, 所有部门呢: the documents asked now."""
    scope = last.scope
    if asks_all_departments(parts):
        scope = scope.replace(departments=(), excluded=())
    if parts.departments:
        scope = scope.replace(departments=parts.scope.departments, excluded=())
    if parts.scope.excluded:
        scope = scope.replace(excluded=parts.scope.excluded)
    if parts.scope.years or parts.scope.every_year:
        scope = scope.replace(years=parts.scope.years, every_year=parts.scope.every_year)
    return scope.replace(kind=parts.scope.kind if parts.scope.kind != BUDGET else scope.kind)


def asks_all_departments(parts: Parts) -> bool:
    """所有部门呢: every department, and nothing else is said of them."""
    slots = parts.slots
    return (
        parts.loose is None
        and not parts.departments
        and slots.things == ["department"]
        and slots.asks == ["all"]
        and not _says_what(parts)
    )


def _other_overview(parts: Parts, last: Query) -> Query:
    """那2023年呢, 换成住建局, after an overview: that of other documents; any other question is about its documents."""
    own_scope = bool(parts.departments or parts.scope.years or parts.scope.excluded)
    says_more = _says_what(parts) or parts.loose is not None or parts.slots.top is not None or parts.slots.things
    if not says_more and parts.slots.order is None and own_scope and not parts.scope.every_year:
        return last.replace(scope=_other_scope(parts, last))
    parts.scope = _other_scope(parts, last)
    return assemble(parts)


def _regrouped(parts: Parts, last: Query) -> Query:
    """哪个最少, after a grouping: order the groups and keep the first."""
    slots = parts.slots
    measures = [output for output in last.outputs if isinstance(output, Measure)]
    if slots.top is None or slots.top.term is not None or parts.loose is not None or not measures:
        if slots.order is not None and measures and parts.loose is None:
            return last.replace(order=(Order(measures[0], slots.order.descending),))
        raise Refused("上一问是分组统计，这一问接不上，请把条件说全")
    limit = Limit(slots.top.number or 1) if slots.top.nth is None else Limit(1, slots.top.nth)
    return last.replace(order=(Order(measures[0], slots.top.direction != "asc"),), limit=limit)


def _with_last_condition(parts: Parts, last: Query) -> Query:
    """其中超过100万的, 它的时效指标, 平均多少钱: the last condition holds as well."""
    selects = parts.selection is not None or bool(parts.slots.which)
    carried = _project_level(last, selects=selects or bool(parts.slots.fields))
    if parts.projects is None:
        parts.projects = _named_projects(carried)
    parts.scope = last.scope if not (parts.departments or parts.scope.years) else _other_scope(parts, last)
    if carried is not None:
        loose: list[Loose] = [carried]
        if parts.loose is not None:
            loose.append(parts.loose)
        parts.loose = loose[0] if len(loose) == 1 else AllOf(tuple(loose))
    counted = any(isinstance(output, Measure) and output.function == "count" for output in last.outputs)
    if "share" in parts.slots.aggregates and not parts.departments and last.scope.departments and not counted:
        parts.departments = (last.scope.departments,)  # 占全部的百分之几, after 城管局的预算
    if last.grain == "indicator" and not parts.slots.things and not selects and not parts.slots.fields:
        parts.slots.things.append("indicator")
    return assemble(parts)


def _named_projects(condition: Condition | None) -> Projects | None:
    if isinstance(condition, Named):
        return Projects(tuple((name,) for name in condition.projects), "list", True)
    return None


def _project_level(last: Query, selects: bool) -> Condition | None:
    """The last condition as one on projects.

    What selected indicators (时效指标) is left behind where something else is selected; other conditions on indicators
    stay, as Exists.
    """
    if last.grain == "project" or last.where is None:
        return last.where
    parts = last.where.parts if isinstance(last.where, And) else (last.where,)
    kept = [part for part in parts if not speaks_of_one_indicator(part)]
    left = [part for part in parts if speaks_of_one_indicator(part)]
    if selects:
        left = [part for part in left if not _selects(part)]
    if left:
        inner = both(*left)
        if inner is not None:
            kept.append(Exists(inner))
    return both(*kept)


def _selects(condition: Condition) -> bool:
    match condition:
        case IndicatorKind() | IndicatorNamed():
            return True
        case And(parts=parts) | Or(parts=parts):
            return all(_selects(part) for part in parts)
        case _:
            return False


def speaks_of_one_indicator(condition: Condition) -> bool:
    """Whether a condition is indicator-level."""
    match condition:
        case IndicatorKind() | IndicatorNamed() | Target() | Fault():
            return True
        case TextMatch(fields=fields):
            return fields[0] not in {"project", "goal"}
        case Filled(field=field) | Empty(field=field):
            return field not in FIGURE_FIELDS and field != "goal"
        case And(parts=parts) | Or(parts=parts):
            return any(speaks_of_one_indicator(part) for part in parts)
        case Not(part=part):
            return speaks_of_one_indicator(part)
        case Compare(term="score"):
            return True
        case _:
            return False
