"""Follow-ups: a question that leans on the one before.

A question leans when it points back (它, 其中, 换成, 第二个) or says too little to stand alone (一共多少钱, 满意度呢).
It is then read as the last question with something replaced, narrowed or counted; the reading says so.
"""

from querylang.assemble import assemble
from querylang.catalogue import Catalogue
from querylang.context import MOST_SHOWN, Context
from querylang.exchanged import other_condition, other_end, other_kind, without_kind_asked
from querylang.fields import FIGURE_FIELDS
from querylang.joined import Projects
from querylang.moving import moved
from querylang.nodes import AllOf, Loose, NoneOf, OfIndicator, all_of, settle, speaks_of_indicators
from querylang.owners import narrowed
from querylang.parts import Parts, Refused
from querylang.picked import ranked_among
from querylang.query import (
    BUDGET,
    Among,
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
from querylang.reflected import walk
from querylang.shape import Slots, Top

NEEDS_CONTEXT = frozenset(
    {"reference.it", "reference.these", "reference.switch", "reference.reverse", "reference.again"}
)
AND_THAT = frozenset({"reference.then", "reference.end"})  # 那…呢


def leans(parts: Parts, pointing: frozenset[str], pointed: bool = False) -> bool:
    """Whether a question leans on the one before; `pointing` are the labels of its words that point back.

    `pointed`: names stand already in the place of what it pointed at.
    """
    slots = parts.slots
    if pointed and parts.departments and says_what(parts):
        return False
    if pointing & NEEDS_CONTEXT or slots.of_shown:
        return True
    if slots.meta:
        return False
    if pointing:
        asks_fully = parts.loose is not None and bool(slots.things or slots.fields or slots.kinds)
        return not asks_fully
    whole_alone = parts.slots.share_whole and parts.loose is None and _is_whole_alone(parts)
    return bool(whole_alone) or _only_leaves_out(parts) or _says_too_little(parts)


def _says_too_little(parts: Parts) -> bool:
    """有多少个, 满意度, 占项目总数多少, 按部门统计: without the question before it would be asked of everything."""
    slots = parts.slots
    own_scope = _own_scope(parts)
    if parts.projects is not None or own_scope or slots.counted:
        return False
    if slots.group:
        return not (slots.group_each or slots.top or slots.things or parts.loose or says_what(parts))
    if slots.aggregates == ["share", "count"] and parts.loose is None:
        return True
    if "all" in slots.asks or set(slots.things) & {"project", "department", "document", "year", "kind"}:
        return False
    if parts.loose is None or isinstance(parts.loose, Among):
        return True
    return isinstance(parts.loose, NoneOf) and not (slots.fields or slots.kinds or slots.aggregates)


def _only_leaves_out(parts: Parts) -> bool:
    """不要人社局的: departments to leave out, and nothing to leave them out of."""
    scope, slots = parts.scope, parts.slots
    only = scope.excluded and not (scope.departments or scope.years or scope.every_year or slots.group)
    return bool(only) and says_nothing(parts)


def carried_scope(parts: Parts, last: Scope) -> Scope:
    """The scope of a question about what was shown: that of the last one, but for what it says itself."""
    return _other_scope(parts, last)


def _is_whole_alone(parts: Parts) -> bool:
    """占交通局的多少: the department that a share is of, and nothing that is its part."""
    return set(parts.slots.share_whole) == set(parts.scope.departments) and parts.slots.top is None


def says_no_subject(loose: Loose | None, slots: Slots, scope: Scope) -> bool:
    """Whether 那时效呢 says neither of what nor where it is asked."""
    own_scope = bool(scope.departments or scope.years or scope.every_year or scope.excluded)
    return loose is None and not own_scope and slots.top is None and not slots.things and not slots.group


def merge(parts: Parts, context: Context, pointing: frozenset[str], catalogue: Catalogue) -> Query:
    """Read a leaning question with the last query behind it; Refused when they do not go together."""
    said = parts.scope
    query = _merged(parts, context, pointing, catalogue)
    if _loses_documents(said, query.scope):
        raise Refused("没有看出这一问的部门、年度怎样接上一问，请把话说全")
    return query


def _loses_documents(said: Scope, scope: Scope) -> bool:
    """Whether departments or years that the question names are not those it would be answered of."""
    departments = bool(said.departments) and not set(scope.departments) & set(said.departments)
    years = bool(said.years) and set(scope.years) != set(said.years)
    return departments or years or not set(said.excluded) <= set(scope.excluded) or said.every_year > scope.every_year


def _merged(parts: Parts, context: Context, pointing: frozenset[str], catalogue: Catalogue) -> Query:
    last = context.query
    top = parts.slots.top
    _rank_among_shown(parts, context)
    if _of_departments_shown(parts, last):
        parts.slots.group = ("department",)
        parts.scope = last.scope
        return assemble(parts)
    if last.grain == "help" or (last.grain == "document" and says_what(parts)):
        raise Refused("上一问问的不是项目，接不上")
    if last.grain == "overview":
        return _other_overview(parts, last)
    if top is not None and top.plain and top.term is None and (top.nth is not None or _last_rows(parts, context)):
        return _shown_rows(parts, context, top)
    exchanged = _exchanged(parts, last, pointing)
    if exchanged is not None:
        return exchanged
    replaced = None if says_what(parts) else _replaced_part(parts, last, pointing, catalogue)
    if replaced is not None:
        return replaced
    if parts.slots.group and not last.group:
        _count_groups(parts, last)
    if last.group:
        return _regrouped(parts, context)
    if "reference.switch" in pointing and parts.loose is not None:
        return _other_figure(parts, last)
    if _only_counts(parts) and not parts.loose and not _picks_among_shown(last, pointing):
        kept = last if last.grain == "indicator" or last.limit is not None else last.replace(order=())
        return moved(kept.replace(outputs=(Measure("count"),)), _other_scope(parts, last.scope), catalogue)
    if "reference.end" in pointing and parts.selection is not None:
        last = without_kind_asked(last)
    if last.limit is not None:
        return _of_shown(parts, context, catalogue)
    joined = _with_last_condition(parts, last)
    return joined.replace(outputs=last.outputs) if _asks_same_figure(parts, last, pointing) else joined


def _picks_among_shown(last: Query, pointing: frozenset[str]) -> bool:
    """其中城管局的, after 最贵的三个项目: of the three, not the three of that department."""
    return last.limit is not None and not last.group and "reference.these" in pointing


def _own_scope(parts: Parts) -> bool:
    """Whether a question says departments or years of its own."""
    return bool(parts.departments or parts.scope.years or parts.scope.every_year or parts.scope.excluded)


def _asks_same_figure(parts: Parts, last: Query, pointing: frozenset[str]) -> bool:
    """超过50万的呢, after 有多少个项目: how many of them, too."""
    goes_on = "reference.end" in pointing and "reference.these" not in pointing
    figures = last.grain == "project" and all(isinstance(output, Measure) for output in last.outputs)
    says_more = says_what(parts) or parts.slots.things or parts.slots.top or parts.slots.order or parts.slots.group
    return goes_on and figures and parts.loose is not None and not says_more


def _count_groups(parts: Parts, last: Query) -> None:
    """按部门统计一下, after a list: how many of these rows each has, and of projects their sum."""
    if last.grain == "indicator":
        parts.slots.things.append("indicator")
    parts.slots.aggregates.extend(["count"] if last.grain == "indicator" else ["count", "sum"])


def _rank_among_shown(parts: Parts, context: Context) -> None:
    """除了前三名呢, 前三名里最低的: the places are those among the projects of the last answer."""
    last = context.query
    if not any(isinstance(one, Among) for one in walk(parts.loose)) or parts.loose is None:
        return
    if last.group or last.grain not in {"project", "indicator"}:
        raise Refused("上一问的结果里没有可以排名次的项目，请把条件说全")
    where = project_level(last, selects=False) if last.limit is None else Named(context.shown)
    parts.loose = ranked_among(parts.loose, where)


def _exchanged(parts: Parts, last: Query, pointing: frozenset[str]) -> Query | None:
    """最低的呢, 没有成本指标的呢: what 呢 puts in the place of a part of the last question."""
    if "reference.end" not in pointing or "reference.these" in pointing:
        return None
    scoped = _own_scope(parts)
    of_other_kind = None if scoped else other_kind(parts, last)
    if of_other_kind is not None:
        return of_other_kind
    if scoped or says_what(parts):
        return None
    return other_end(parts, last) or other_condition(parts, last)


def _of_departments_shown(parts: Parts, last: Query) -> bool:
    """它们的预算各是多少, after 有哪些部门: of each department that was shown."""
    listed = last.grain == "document" and last.where is None and Column("department") in last.outputs
    own_scope = parts.scope.departments or parts.scope.years or parts.scope.every_year or parts.scope.excluded
    plain = parts.loose is None and not own_scope and not parts.slots.group and not parts.slots.top
    return listed and plain and parts.slots.each and bool(parts.money)


def _asks_nothing(parts: Parts) -> bool:
    slots = parts.slots
    return not (says_what(parts) or parts.loose or slots.things or slots.order or slots.group or _own_scope(parts))


def says_nothing(parts: Parts) -> bool:
    """有的呢, after 没有时效指标的项目: neither what is to be shown, nor a condition, nor that it is to be listed."""
    slots = parts.slots
    lists = {"list", "which"} & set(slots.asks)
    return not (says_what(parts) or parts.loose or slots.things or slots.top or slots.order or lists)


def says_what(parts: Parts) -> bool:
    """Whether a question says itself what is to be shown."""
    slots = parts.slots
    return bool(slots.fields or slots.kinds or slots.indicators or slots.which or slots.aggregates or slots.counted)


def _replaced_part(parts: Parts, last: Query, pointing: frozenset[str], catalogue: Catalogue) -> Query | None:
    """The last query with another project, scope or order, or only its first rows; None when none is named alone."""
    slots = parts.slots
    own_scope = _own_scope(parts)
    plain = slots.top is None and slots.order is None
    named = parts.projects is not None and isinstance(parts.where("project"), Named)
    if plain and named and parts.projects is not None and "reference.these" not in pointing:
        return _other_project(parts, last, parts.projects)
    if parts.loose is not None:
        return None
    everywhere = asks_all_departments(parts)
    if (own_scope or everywhere) and plain and not _picks_among_shown(last, pointing):
        scope = _other_scope(parts, last.scope)
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


def _of_shown(parts: Parts, context: Context, catalogue: Catalogue) -> Query:
    """After 前三名: the question is about the projects that were shown, or those of them in the documents it names."""
    if not context.shown:
        raise Refused("这一问接不上前几名的结果，请把条件说全")
    shown = Named(narrowed(context.shown, parts.scope, catalogue))
    parts.projects = parts.projects or _named_projects(shown)
    parts.loose = shown if parts.loose is None else AllOf((shown, parts.loose))
    parts.scope = _other_scope(parts, context.query.scope)
    slots = parts.slots
    if not (slots.things or slots.fields or slots.kinds or slots.indicators or slots.which or slots.counted):
        if "count" in slots.aggregates:
            slots.things.append("project")  # 其中有几个
        else:
            slots.fields.append("total")  # rows as they were shown, not the cards of the projects
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
    beyond = context.query.limit is not None and context.query.limit.replace(count=1) == Limit(1)
    if beyond and top.direction != "asc" and top.number is None and first > len(shown) and _asks_nothing(parts):
        return context.query.replace(limit=Limit(1, first))  # 第二呢, after 最贵的项目
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


def _other_scope(parts: Parts, scope: Scope) -> Scope:
    """2023年呢, 换成住建局, 只要2023年的, 所有部门呢: the documents asked now."""
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
        and not says_what(parts)
    )


def _other_overview(parts: Parts, last: Query) -> Query:
    """那2023年呢, 换成住建局, after an overview: that of other documents; any other question is about its documents."""
    own_scope = bool(parts.departments or parts.scope.years or parts.scope.excluded)
    says_more = says_what(parts) or parts.loose is not None or parts.slots.top is not None or parts.slots.things
    if not says_more and parts.slots.order is None and own_scope and not parts.scope.every_year:
        return last.replace(scope=_other_scope(parts, last.scope))
    parts.scope = _other_scope(parts, last.scope)
    return assemble(parts)


def _regrouped(parts: Parts, context: Context) -> Query:
    """哪个最少, 一共多少, 按金额排, after a grouping: the same groups in order, the first of them, or all in one."""
    last, slots, top = context.query, parts.slots, parts.slots.top
    measures = [output for output in last.outputs if isinstance(output, Measure)]
    if (
        parts.selection is not None
        and parts.loose is None
        and top is None
        and last.where is None
        and last.limit is None
    ):
        parts.scope = _other_scope(parts, last.scope)
        if "amount" in slots.asks and not (slots.which or slots.fields):
            slots.aggregates.append("count")
        return assemble(parts)  # 产出指标有多少, after 各一级指标有多少个
    plain = parts.loose is None and parts.selection is None and not slots.fields
    if not (plain and measures and set(slots.things) <= _things_of(last)):
        raise Refused("上一问是分组统计，这一问接不上，请把条件说全")
    if top is None and slots.order is None and slots.aggregates:
        return _all_in_one(parts, context, measures)
    if slots.aggregates or (top is not None and top.term not in {None, measures[0].term}):
        raise Refused("上一问是分组统计，这一问接不上，请把条件说全")
    if top is None:
        if slots.order is None:
            raise Refused("上一问是分组统计，这一问接不上，请把条件说全")
        return last.replace(order=(Order(measures[0], slots.order.descending),))
    limit = Limit(top.number or 1) if top.nth is None else Limit(1, top.nth)
    as_shown = not top.directed and bool(last.order)  # 前两个, after 从低到高
    order = last.order if as_shown else (Order(measures[0], top.direction != "asc"),)
    return last.replace(order=order, limit=limit)


def _things_of(last: Query) -> set[str]:
    """What the groups of a query are called: 哪个部门最多, 哪类最多."""
    return {*last.group, *(("kind", "indicator") if "level1" in last.group or "level2" in last.group else ())}


def _all_in_one(parts: Parts, context: Context, measures: list[Measure]) -> Query:
    """一共多少, after 各部门预算 or 部门前三名: the figure of the groups that were shown, taken together."""
    last, said = context.query, set(parts.slots.aggregates)
    figure = measures[0]
    counts = figure.function == "count" and said <= {"count", "total", "sum"}
    sums = figure.function == "sum" and said <= {"total", "sum"}
    limited = last.limit is not None
    departments = context.departments if limited else last.scope.departments
    known = not limited or (last.group == ("department",) and 0 < len(departments) < MOST_SHOWN)
    if not (counts or sums) or len(measures) > 1 or not known:
        raise Refused("上一问是分组统计，这一问接不上，请把条件说全")
    scope = last.scope.replace(departments=departments)
    return last.replace(scope=scope, outputs=(figure,), group=(), order=(), limit=None)


def _with_last_condition(parts: Parts, last: Query) -> Query:
    """其中超过100万的, 它的时效指标, 平均多少钱: the last condition holds as well."""
    if last.grain == "indicator" and _only_narrows(parts):
        return _narrowed_indicators(parts, last)
    selects = parts.selection is not None or bool(parts.slots.which)
    carried = project_level(last, selects=selects or bool(parts.slots.fields))
    if parts.projects is None:
        parts.projects = _named_projects(carried)
    parts.scope = last.scope if not (parts.departments or parts.scope.years) else _other_scope(parts, last.scope)
    if carried is not None:
        loose: list[Loose] = [] if _is_ranked(parts.loose) else [carried]
        if parts.loose is not None:  # a ranking is said first, of whatever it is among
            loose.insert(0 if any(isinstance(one, Among) for one in walk(parts.loose)) else 1, parts.loose)
        parts.loose = loose[0] if len(loose) == 1 else AllOf(tuple(loose))
    counted = any(isinstance(output, Measure) and output.function == "count" for output in last.outputs)
    if parts.slots.share_whole and carried is None and not counted:  # 占芦洲市的多少, after 城管局的预算
        parts.departments, parts.scope = (last.scope.departments,), last.scope
    if "share" in parts.slots.aggregates and not parts.departments and last.scope.departments and not counted:
        parts.departments = (last.scope.departments,)  # 占全部的百分之几, after 城管局的预算
    if last.grain == "indicator" and not parts.slots.things and not selects and not parts.slots.fields:
        parts.slots.things.append("indicator")
    return assemble(parts)


def _only_narrows(parts: Parts) -> bool:
    """其中低于95%的: a condition on indicators, and none asked for anew."""
    says_more = parts.selection is not None or parts.projects is not None or parts.slots.which
    return parts.loose is not None and speaks_of_indicators(parts.loose) and not says_more


def _narrowed_indicators(parts: Parts, last: Query) -> Query:
    """低于95%的有几个, after 满意度指标: both hold of one indicator."""
    assert parts.loose is not None  # noqa: S101
    fresh = settle(parts.loose, "indicator")
    every = last.where.parts if isinstance(last.where, And) else () if last.where is None else (last.where,)
    one = both(*(part for part in every if speaks_of_one_indicator(part)), fresh)
    of_projects: list[Loose] = [part for part in every if not speaks_of_one_indicator(part)]
    assert one is not None  # noqa: S101
    parts.loose = all_of([*of_projects, OfIndicator(one)])
    parts.scope = _other_scope(parts, last.scope)
    if not parts.slots.things and not parts.slots.fields:
        parts.slots.things.append("indicator")
    return assemble(parts)


def _is_ranked(loose: Loose | None) -> bool:
    """前三名里最低的: those that hold the places among the projects of the last answer are of it already."""
    return isinstance(loose.parts[0] if isinstance(loose, AllOf) else loose, Among)


def _named_projects(condition: Condition | None) -> Projects | None:
    if isinstance(condition, Named):
        return Projects(tuple((name,) for name in condition.projects), "list", True)
    return None


def project_level(last: Query, selects: bool) -> Condition | None:
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
