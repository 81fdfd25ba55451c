"""Two years compared in a conversation: 比去年增加多少, after 农业局的预算, is of what was asked about before."""

from querylang.context import Context
from querylang.failure import Refused
from querylang.leaning import NEEDS_CONTEXT
from querylang.parts import Parts
from querylang.query import Among, Condition, Named, Query, Scope, conjuncts
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
