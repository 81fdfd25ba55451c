"""Two years compared in a conversation: 比去年增加多少, after 农业局的预算, is of what was asked about before."""

from typing import Literal

from querylang.context import Context
from querylang.failure import Refused
from querylang.leaning import NEEDS_CONTEXT
from querylang.parts import Parts
from querylang.query import (
    Aggregate,
    Among,
    ChangeOf,
    Column,
    Condition,
    Difference,
    Measure,
    Named,
    Presence,
    Query,
    Scope,
    conjuncts,
)
from querylang.reflected import walk
from querylang.shown_rows import named_projects


def leant_on(parts: Parts, pointing: frozenset[str], context: Context) -> Scope | None:
    """The scope that the question holds in, its parts completed by the projects of before; None: it stands alone.

    Refused where what was asked before is narrower than a comparison of two years can say.
    """
    last = context.query
    if parts.departments or parts.projects is not None or parts.scope.excluded:
        return None
    pointed = bool(pointing & NEEDS_CONTEXT)
    if not pointed and says_of_what(parts):
        return None
    if not is_narrow(last):
        if pointed:
            raise Refused("没有看出上一问的哪些要比较两年，请把话说全")
        return None
    if last.grain not in {"project", "indicator", "change", "overview"} or last.scope.every_year:
        raise Refused("上一问接不上两年的比较，请把部门或项目说全")
    where = _projects_of(last, context)
    if where is not None:
        parts.loose, parts.projects = where, named_projects(where)
    return last.scope


def says_of_what(parts: Parts) -> bool:
    """今年新增的项目, 哪个部门增加最多: of all there are; 新增了哪些 does not say of what."""
    return bool(parts.slots.things or parts.slots.group or parts.loose or "all" in parts.slots.asks)


def is_narrow(last: Query) -> bool:
    """Whether a question was of less than all projects of the latest year."""
    return bool(last.where or last.limit or last.scope.departments or last.scope.excluded or last.scope.years)


def percent_of_change(last: Query) -> Query | None:
    """百分之几, after 比去年增加多少: by how much in percent, which a list of projects says beside it."""
    if last.grain == "change":
        return None if last.group or not any(isinstance(one, Column) for one in last.outputs) else last
    figure = last.outputs[0] if len(last.outputs) == 1 else None
    if not isinstance(figure, Difference) or len(last.scope.years) < len(("earlier", "later")):
        return None
    counts = isinstance(figure.left, Aggregate) and figure.left.function == "count"
    return None if counts else last.replace(outputs=(figure.replace(part="percent_more"),))


def with_money_of_change(query: Query) -> Query:
    """一共多少钱, after 今年新增的项目: what they have in the one year that has them; Refused where it is in both."""
    if not any(isinstance(one, Presence | ChangeOf) for one in walk(query.where)):
        return query
    sums = [one for one in query.outputs if isinstance(one, Measure) and isinstance(one.term, str)]
    if query.grain != "change" and len(sums) < len(query.outputs):
        raise Refused("上一问是两年的比较，这一问接不上，请把条件说全")
    if not sums:
        return query
    if any(one.function != "sum" for one in sums):
        raise Refused("两年的比较只能合计，不能求平均、最高或最低")
    presence = [one.years for one in conjuncts(query.where) if isinstance(one, Presence)]
    part: Literal["after", "before"] = "after" if presence == ["later"] else "before"
    if presence not in (["later"], ["earlier"]):
        raise Refused("没有看出要合计的是变化了多少，还是这些项目的预算；可以问合计增加多少")
    outputs = [
        one.replace(term=ChangeOf(one.term, part)) if isinstance(one, Measure) and isinstance(one.term, str) else one
        for one in query.outputs
    ]
    return query.replace(grain="change", outputs=tuple(outputs))


def _projects_of(last: Query, context: Context) -> Condition | None:
    """The projects that the question before was of, by name; None where it was of all in its scope."""
    named = [part for part in conjuncts(last.where) if isinstance(part, Named)]
    if named:
        return named[0]
    if last.grain == "change" or (last.where is None and last.limit is None):
        return None  # 减少的呢, after 新增了哪些项目
    ranked = last.limit is not None or any(isinstance(one, Among) for one in walk(last.where))
    if ranked and last.grain == "project" and not last.group and len(context.shown) == 1:
        return Named(context.shown)
    raise Refused("上一问的条件接不上两年的比较，请把部门或项目说全")
