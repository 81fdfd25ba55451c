"""Follow-ups: a question that leans on the one before.

A question leans when it points back (它, 其中, 换成, 第二个) or says too little to stand alone (一共多少钱, 满意度呢).
It is then read as the last question with something replaced, narrowed or counted; the reading says so.
"""

from querylang.assemble import assemble
from querylang.catalogue import Catalogue
from querylang.context import Context
from querylang.exchanged import other_condition, other_end, other_kind, without_kind_asked
from querylang.failure import NoMatch, Refused
from querylang.fields import FIELDS
from querylang.indicator_level import is_one_kind, narrowed_indicators, only_narrows, project_level
from querylang.leaning import asks_all_departments, other_scope, own_scope, says_what
from querylang.moving import moved
from querylang.nodes import AllOf, Loose
from querylang.other_project import other_figure, other_project
from querylang.parts import Parts
from querylang.picked import ranked_among
from querylang.query import (
    Among,
    Column,
    Limit,
    Measure,
    Named,
    OfDepartment,
    Order,
    Query,
    Scope,
    Term,
)
from querylang.reflected import walk
from querylang.regrouped import count_groups, other_figure_of_groups, regrouped
from querylang.shown_rows import asks_first_rows, asks_last_rows, named_projects, of_shown, shown_rows


def merge(parts: Parts, context: Context, pointing: frozenset[str], catalogue: Catalogue) -> Query:
    """Read a leaning question with the last query behind it; Refused when they do not go together."""
    said = parts.scope
    if parts.slots.among_shown:
        _refuse_beyond(said, context.query.scope)
    query = _merged(parts, context, pointing, catalogue)
    if context.query.grain == "change":
        from querylang.leaning_changes import with_money_of_change  # few questions are of two years

        query = with_money_of_change(query)
    if _loses_documents(said, query.scope):
        raise Refused("没有看出这一问的部门、年度怎样接上一问，请把话说全")
    return query


def _refuse_beyond(said: Scope, last: Scope) -> None:
    """其中交通局的, after 城管局的项目: none of what was listed is of those documents."""
    departments = bool(last.departments) and not set(said.departments) <= set(last.departments)
    if departments or (last.years and not set(said.years) <= set(last.years)):
        raise NoMatch("上一问列出的里面没有这个部门、年度的；要另外问它，请把话说全")


def _loses_documents(said: Scope, scope: Scope) -> bool:
    """Whether departments or years that the question names are not those it would be answered of."""
    departments = bool(said.departments) and not set(scope.departments) & set(said.departments)
    years = bool(said.years) and set(scope.years) != set(said.years)
    left_out = set(said.excluded) <= set(scope.excluded) or (
        bool(scope.departments) and not set(said.excluded) & set(scope.departments)
    )
    return departments or years or not left_out or said.every_year > scope.every_year


def _merged(parts: Parts, context: Context, pointing: frozenset[str], catalogue: Catalogue) -> Query:
    last = context.query
    _rank_by_shown(parts, last)
    top = parts.slots.top
    _rank_among_shown(parts, context)
    if _is_of_departments_shown(parts, last):
        return _of_departments_shown(parts, last)
    if last.grain == "help" or (last.grain == "document" and says_what(parts)):
        raise Refused("上一问问的不是项目，接不上")
    if last.grain == "overview":
        return _other_overview(parts, last)
    if top is not None and top.plain and top.term is None and (top.nth is not None or asks_last_rows(parts, context)):
        return shown_rows(parts, context, top)
    exchanged = other_end(parts, last) if top is not None and top.placed and not own_scope(parts) else None
    exchanged = exchanged or _exchanged(parts, last, pointing, catalogue)
    if exchanged is not None:
        return exchanged
    replaced = None if says_what(parts) else _replaced_part(parts, last, pointing, catalogue)
    if replaced is not None:
        return replaced
    if _asks_most_of_departments(parts, last):
        parts.slots.things.insert(0, "project")  # 哪个部门最多, after projects: has most of them
    if parts.slots.group and not last.group:
        count_groups(parts, last)
    if last.group:
        return regrouped(parts, context)
    if "reference.switch" in pointing and parts.loose is not None:
        return other_figure(parts, last)
    if _only_counts(parts) and not parts.loose and not _picks_among_shown(last, pointing):
        kept = last if last.grain == "indicator" or last.limit is not None else last.replace(order=())
        return moved(kept.replace(outputs=(Measure("count"),)), other_scope(parts, last.scope), catalogue)
    if "reference.end" in pointing and parts.selection is not None:
        last = without_kind_asked(last)
    if last.limit is not None:
        return of_shown(parts, context, catalogue)
    joined = _with_last_condition(parts, last, pointing)
    if last.order and _lists_projects(last) and _lists_projects(joined) and not joined.order:
        joined = joined.replace(order=last.order)  # 只要10万以上的, after 从低到高
    return joined.replace(outputs=last.outputs) if _asks_same_figure(parts, last, pointing) else joined


def _lists_projects(query: Query) -> bool:
    return query.grain == "project" and not query.group and any(isinstance(one, Column) for one in query.outputs)


def _picks_among_shown(last: Query, pointing: frozenset[str]) -> bool:
    """其中城管局的, after 最贵的三个项目: of the three, not the three of that department."""
    return last.limit is not None and not last.group and "reference.these" in pointing


def _asks_same_figure(parts: Parts, last: Query, pointing: frozenset[str]) -> bool:
    """超过50万的呢, after 有多少个项目: how many of them, too."""
    goes_on = "reference.end" in pointing and "reference.these" not in pointing
    figures = last.grain == "project" and all(isinstance(output, Measure) for output in last.outputs)
    says_more = says_what(parts) or parts.slots.things or parts.slots.top or parts.slots.order or parts.slots.group
    return goes_on and figures and parts.loose is not None and not says_more


def _rank_by_shown(parts: Parts, last: Query) -> None:
    """最多的是哪个, 从高到低, after 每个项目有几个指标: by what the rows were ranked by, or their one figure."""
    slots = parts.slots
    if last.grain != "project" or last.group or slots.fields:
        return
    shown = [output.term for output in last.outputs if isinstance(output, Column) and _is_figure(output.term)]
    ranked = [one.by for one in last.order if not isinstance(one.by, Measure)] or (shown if len(shown) == 1 else [])
    if not ranked or ranked[0] == "total":
        return
    if slots.top is not None and slots.top.term is None and not slots.top_of_money:
        slots.top = slots.top._replace(term=ranked[0])
    if slots.order is not None and slots.order.by == "total" and not slots.order_said:
        slots.order = slots.order.replace(by=ranked[0])


def _is_figure(term: Term) -> bool:
    return FIELDS[term].value != "text" if isinstance(term, str) else not isinstance(term, OfDepartment)


def _rank_among_shown(parts: Parts, context: Context) -> None:
    """除了前三名呢, 前三名里最低的: the places are those among the projects of the last answer."""
    last = context.query
    if not any(isinstance(one, Among) for one in walk(parts.loose)) or parts.loose is None:
        return
    if last.group or last.grain not in {"project", "indicator"}:
        raise Refused("上一问的结果里没有可以排名次的项目，请把条件说全")
    where = project_level(last, selects=False) if last.limit is None else Named(context.shown)
    parts.loose = ranked_among(parts.loose, where)


def _exchanged(parts: Parts, last: Query, pointing: frozenset[str], catalogue: Catalogue) -> Query | None:
    """最低的呢, 没有成本指标的呢, 换成社会效益: what 呢 puts in the place of a part of the last question."""
    switched = "reference.switch" in pointing
    if not (switched or "reference.end" in pointing) or "reference.these" in pointing:
        return None
    scoped = own_scope(parts)
    of_other_kind = None if scoped else other_kind(parts, last, switched)
    if of_other_kind is not None:
        return of_other_kind
    if not scoped and last.group:
        return other_figure_of_groups(parts, last)
    if switched or says_what(parts):
        return None
    if scoped:  # 城管局最便宜的呢, after 交通局最贵的项目
        ranked = other_end(parts, last)
        return None if ranked is None else moved(ranked, other_scope(parts, last.scope), catalogue)
    return other_end(parts, last) or other_condition(parts, last)


def _is_of_departments_shown(parts: Parts, last: Query) -> bool:
    """它们的预算各是多少, 一共几个, after 有哪些部门: a figure, and nothing that says of what."""
    listed = last.grain == "document" and last.where is None and Column("department") in last.outputs
    plain = parts.loose is None and not own_scope(parts) and not parts.slots.group and not parts.slots.top
    return listed and plain and not last.scope.every_year and bool(parts.money or parts.slots.aggregates)


def _of_departments_shown(parts: Parts, last: Query) -> Query:
    """Of each of the departments that were listed, of them together, or how many they are."""
    if parts.slots.each:
        parts.slots.group = ("department",)
    elif _only_counts(parts):
        parts.slots.things.append("department")
    parts.scope = last.scope
    return assemble(parts)


def _replaced_part(parts: Parts, last: Query, pointing: frozenset[str], catalogue: Catalogue) -> Query | None:
    """The last query with another project, scope or order, or only its first rows; None when none is named alone."""
    slots = parts.slots
    scoped = own_scope(parts)
    plain = slots.top is None and slots.order is None
    named = parts.projects is not None and isinstance(parts.where("project"), Named)
    if plain and named and parts.projects is not None and "reference.these" not in pointing:
        return other_project(parts, last, parts.projects)
    if parts.loose is not None:
        return None
    everywhere = asks_all_departments(parts)
    if (scoped or everywhere) and plain and not _picks_among_shown(last, pointing):
        scope = other_scope(parts, last.scope)
        if everywhere:
            slots.things = []  # they say the scope, not what is asked for
        return moved(last, scope, catalogue)
    if last.group or all(isinstance(output, Measure) for output in last.outputs):
        return None  # 从高到低, after a figure: the rows that it was of
    if asks_first_rows(parts) and last.grain == "project" and slots.top is not None:
        return last.replace(order=last.order or (Order("total"),), limit=Limit(slots.top.number or 1))
    if slots.order is not None and slots.top is None and last.limit is None:
        if not any(isinstance(output, Column) for output in last.outputs):
            raise Refused("上一问的答案是一个数，没有可以排列的；请说要列出什么")
        return last.replace(order=(slots.order,))
    return None


def _asks_most_of_departments(parts: Parts, last: Query) -> bool:
    top = parts.slots.top
    return parts.slots.things == ["department"] and top is not None and top.term is None and not last.group


def _only_counts(parts: Parts) -> bool:
    slots = parts.slots
    counts = {name for name in slots.aggregates if name != "total"}
    other = slots.kinds or slots.indicators or slots.things or slots.top or slots.fields or slots.group
    return counts == {"count"} and not other


def _other_overview(parts: Parts, last: Query) -> Query:
    """那2023年呢, 换成住建局, after an overview: that of other documents; any other question is about its documents."""
    own_scope = bool(parts.departments or parts.scope.years or parts.scope.excluded)
    says_more = says_what(parts) or parts.loose is not None or parts.slots.top is not None or parts.slots.things
    if not says_more and parts.slots.order is None and own_scope and not parts.scope.every_year:
        return last.replace(scope=other_scope(parts, last.scope))
    parts.scope = other_scope(parts, last.scope)
    return assemble(parts)


def _with_last_condition(parts: Parts, last: Query, pointing: frozenset[str]) -> Query:
    """其中超过100万的, 它的时效指标, 平均多少钱: the last condition holds as well."""
    asks_indicators = parts.slots.things == ["indicator"] and parts.loose is None
    own = "reference.it" in pointing and asks_indicators and is_one_kind(last)  # 它一共几个指标: all it has
    if last.grain == "indicator" and only_narrows(parts) and not own:
        return narrowed_indicators(parts, last)
    of_money = parts.slots.share_of_money and is_one_kind(last)  # 占总预算多少, after 内审的时效指标: the project
    selects = own or of_money or parts.selection is not None or bool(parts.slots.which)
    carried = project_level(last, selects=selects or bool(parts.slots.fields))
    if parts.projects is None:
        parts.projects = named_projects(carried)
    parts.scope = last.scope if not (parts.departments or parts.scope.years) else other_scope(parts, last.scope)
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
    if not parts.slots.things and not selects and not parts.slots.fields:
        if last.grain == "indicator":
            parts.slots.things.append("indicator")
        elif "reference.these" in pointing and last.grain == "project" and parts.loose is not None:
            parts.slots.things.append("project")  # 其中满意度目标低于95%的, after 有哪些项目
    return assemble(parts)


def _is_ranked(loose: Loose | None) -> bool:
    """前三名里最低的: those that hold the places among the projects of the last answer are of it already."""
    return isinstance(loose.parts[0] if isinstance(loose, AllOf) else loose, Among)
