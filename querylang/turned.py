"""Questions that say nothing but how the last one is to be changed.

90%呢, 换成50万: with another figure.  反过来, 其他的呢, 上一个问题: turned round, what it left out, and it itself.
是哪个部门的, 是哪些项目: of the rows that it showed.
"""

from querylang.comparing import one_comparison
from querylang.comparison import Comparison
from querylang.context import MOST_SHOWN, Context
from querylang.contradiction import contradicts
from querylang.failure import Refused
from querylang.fields import MONEY_FIELDS
from querylang.howmuch import in_percent
from querylang.indicator_level import project_level
from querylang.nodes import Node, OfIndicator, deny
from querylang.parts import columns, indicator_columns_of
from querylang.query import (
    Amount,
    And,
    Column,
    Compare,
    Condition,
    Exists,
    FieldOf,
    Measure,
    Named,
    Not,
    Order,
    Query,
    Range,
    Target,
    both,
    conjuncts,
)
from querylang.subjects import Subject

TURNED = "reference.reverse"
AGAIN = "reference.again"
REST = "negation.rest"
FIGURE = "reference.figure"
LISTING = frozenset({"ask.list", "ask.which", "thing.project", "logic.and", "copula.is", "existence.has"})
ASKING = frozenset({"reference.end", "reference.then", "reference.switch"})
LISTED = (Column("project"), Column("total"), Column("origin"))
HAVE = "existence.has"
BEFORE_WHOSE = frozenset({"copula.is", "text.mentions", "group.each"})  # 都是哪些部门的, 涉及哪些部门, 分别是


def follow_up(nodes: list[Node], plain: str, context: Context) -> Query | None:
    """The query of a question that says nothing but how the last one is to be changed; None for any other."""
    last = context.query
    said = [node for node in nodes if node.kind != "reference"]
    labels = {node.label for node in nodes if node.kind == "reference"}
    if TURNED in labels and not said:
        said_to_sort = any("排" in plain[node.start : node.end] for node in nodes)
        return _turned(last, context if said_to_sort else None)
    if AGAIN in labels and not said:
        return last
    if FIGURE in labels and {node.label for node in said} <= LISTING:
        return _of_same_figure(last, said)
    if [node.label for node in said] == [REST, "aggregate.count"]:
        return _left(last)
    if [node.label for node in said] == [REST] and last.grain == "project":
        return _rest(last, context.shown)
    if _asks_whose(said, plain, "thing.department") and last.grain in {"project", "indicator"}:
        return _departments_of(last, context)
    if _asks_whose(said, plain, "thing.project"):
        return _projects_of(last, context)
    if _asks_which(said) and not labels - ASKING:
        return _listed(last)
    only = said[0].value if len(said) == 1 else None
    if isinstance(only, Comparison) and labels & ASKING and not labels - ASKING:
        switched = only.bare or "reference.switch" in labels
        return _with_figure(last, only, replaces=switched, goes_on="reference.end" in labels)
    return _in_percent(last) if len(said) == 1 and in_percent(said[0], plain) else None


def _in_percent(last: Query) -> Query | None:
    from querylang.leaning_changes import percent_of_change  # few questions ask for one

    return percent_of_change(last)


def _asks_whose(said: list[Node], plain: str, thing: str) -> bool:
    """是哪个部门的, 分别属于哪几个部门, 是哪些项目; not 有哪些部门, which are all that are loaded."""
    asked = [node for node in said if node.label not in BEFORE_WHOSE]
    if len(asked) == 3 and asked[2].label == HAVE and thing == "thing.department":
        asked.pop()  # 哪些部门有
    if [node.kind for node in asked] != ["ask", "thing"] or asked[1].label != thing:
        return False
    lists = asked[0].label == "ask.list" and "有" not in plain[asked[0].start : asked[0].end]
    return asked[0].label == "ask.which" or lists


def _departments_of(last: Query, context: Context) -> Query | None:
    """是哪个部门的, 分别是哪些部门的: the projects that the last question was about, with their departments."""
    listed = bool(context.shown) and not last.group
    if not listed or (last.grain == "indicator" and len(context.shown) >= MOST_SHOWN):
        return None
    outputs = tuple(Column(key) for key in ("project", "department", "year", "origin"))
    if last.grain == "indicator" or isinstance(last.where, Named) or last.limit is not None:
        return Query(scope=last.scope, where=Named(context.shown), outputs=outputs)
    return Query(scope=last.scope, where=last.where, outputs=outputs, order=last.order)


def _projects_of(last: Query, context: Context) -> Query | None:
    """是哪些项目, after indicators or a number of projects: those that have them."""
    if last.group or last.where is None or last.limit is not None:
        return None
    where = project_level(last, selects=False)
    if last.grain == "indicator" and where is not None:
        return Query(scope=last.scope, where=where, outputs=LISTED)
    counted = last.grain == "project" and all(isinstance(output, Measure) for output in last.outputs)
    return last.replace(outputs=LISTED, order=()) if counted else None


def _asks_which(said: list[Node]) -> bool:
    """都有哪些, 是哪些: nothing but that they are to be listed."""
    return [node.label for node in said if node.label != "copula.is"] in (["ask.list"], ["ask.which"])


def _listed(last: Query) -> Query | None:
    """都有哪些, after 交通局有几个项目, 满意度指标有几个: the rows that were counted, or summed up."""
    if last.grain == "indicator" and last.outputs == (Measure("count"),) and not last.group:
        return last.replace(outputs=columns(*indicator_columns_of(last.scope.kind)), order=())
    figures = all(isinstance(output, Measure) and output.per is None for output in last.outputs)
    plain = last.grain == "project" and figures and not last.group and last.limit is None
    of_departments = any(isinstance(output, Measure) and output.term == "department" for output in last.outputs)
    return last.replace(outputs=LISTED, order=()) if plain and not of_departments else None


def _left(last: Query) -> Query:
    """还剩几个, after 除了10万的: how many the last question left."""
    leaves_out = any(isinstance(one, Not) for one in conjuncts(last.where)) or last.scope.excluded
    if last.grain != "project" or last.group or last.limit is not None or not leaves_out:
        raise Refused("没有看出是剩下什么以外的")
    return last.replace(outputs=(Measure("count"),), order=())


def _of_same_figure(last: Query, said: list[Node]) -> Query:
    """还有哪些项目也是这个数, after a figure of one project: those that have the same."""
    fields = [one.term for one in last.outputs if isinstance(one, Column) and one.term in MONEY_FIELDS]
    named = last.where.projects if isinstance(last.where, Named) else ()
    if not any(node.kind == "thing" for node in said) or len(fields) != 1 or len(named) != 1:
        raise Refused("没有看出是哪个数，请把数说出来")
    field = str(fields[0])
    where = Compare(field, "=", FieldOf(field, named[0]))
    outputs = tuple(Column(key) for key in ("project", field, "origin"))
    return Query(scope=last.scope, where=where, outputs=outputs)


def _turned(last: Query, context: Context | None) -> Query:
    """Turned round; of 前三名 the same rows where the context is given, as 反过来 alone may mean the other end."""
    if not last.order and last.group:
        raise Refused("没有看出怎样反过来，请把话说全")
    order = last.order or (Order("total"),)
    turned = last.replace(order=tuple(one.replace(descending=not one.descending) for one in order))
    if last.limit is None:
        return turned
    if context is None or last.group or last.grain != "project" or not 0 < len(context.shown) < MOST_SHOWN:
        raise Refused("没有看出怎样反过来，请把话说全")
    return turned.replace(where=Named(context.shown), limit=None)


def _rest(last: Query, shown: tuple[str, ...]) -> Query:
    """The projects that the last question left out."""
    outputs = last.outputs if all(isinstance(one, Column) for one in last.outputs) else LISTED
    if last.group or (last.limit is None and last.where is None) or (last.limit is not None and not shown):
        raise Refused("没有看出除了什么以外")
    if last.limit is not None:
        where = both(last.where, deny(Named(shown)))
        return last.replace(where=where, limit=None, outputs=LISTED)
    assert last.where is not None  # refused above
    return last.replace(where=deny(last.where), outputs=outputs)


def _with_figure(last: Query, comparison: Comparison, *, replaces: bool, goes_on: bool) -> Query | None:
    """The last query with another figure in its comparison; None where that is not what was asked."""
    found = [one for one in _comparisons(last.where) if _other(one, comparison) is not None]
    if len(found) != 1:
        return None
    fresh = _other(found[0], comparison)
    assert fresh is not None
    same_side = goes_on and found[0].op[:1] == fresh.op[:1]  # 那超过100万的呢, after 超过300万
    if not (replaces or same_side or _meets_at_a_point(found[0], fresh)) and not contradicts(both(found[0], fresh)):
        return None  # 低于500万的呢, after 超过100万: both hold
    return last.replace(where=_exchanged(last.where, found[0], fresh))


def _meets_at_a_point(one: Compare | Target, other: Compare | Target) -> bool:
    """50万以上的呢, after 50万以下: from there the other way."""
    return one.operand == other.operand and {one.op, other.op} == {">=", "<="}


def _comparisons(condition: Condition | None) -> list[Compare | Target]:
    match condition:
        case And(parts=parts):
            return [one for part in parts for one in _comparisons(part)]
        case Exists(indicators=inner):
            return _comparisons(inner)
        case Compare() | Target():
            return [condition]
        case _:
            return []


def _other(one: Compare | Target, comparison: Comparison) -> Compare | Target | None:
    """The same comparison with another figure; with its own comparing word, where one was said."""
    if not isinstance(one.operand, Amount | Range):
        return None
    subject = Subject(one.term, None, None) if isinstance(one, Compare) else Subject(None, None, one.which)
    if isinstance(one, Target) and one.operand.unit != comparison.unit:
        return None
    loose = one_comparison(subject, comparison)
    fresh = loose.condition if isinstance(loose, OfIndicator) else loose
    if not isinstance(fresh, Compare | Target):
        return None
    figure = isinstance(fresh.operand, Amount) and isinstance(one.operand, Amount)
    return fresh.replace(op=one.op) if comparison.bare and figure else fresh


def _exchanged(condition: Condition | None, old: Condition, fresh: Condition) -> Condition | None:
    match condition:
        case And(parts=parts):
            return both(*(_exchanged(part, old, fresh) for part in parts))
        case Exists(indicators=inner):
            changed = _exchanged(inner, old, fresh)
            return None if changed is None else Exists(changed)
        case _:
            return fresh if condition == old else condition
