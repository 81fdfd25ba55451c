"""Whether a question leans on the one before, and what it says by itself."""

from querylang.failure import Refused
from querylang.nodes import Loose, NoneOf, OfIndicator
from querylang.parts import Parts
from querylang.query import BUDGET, Among, Exists, Filled, Named, Query, Scope, conjuncts
from querylang.slots import Slots

NEEDS_CONTEXT = frozenset(
    {"reference.it", "reference.these", "reference.switch", "reference.reverse", "reference.again"}
)
AND_THAT = frozenset({"reference.then", "reference.end"})  # 那…呢


def leans(parts: Parts, pointing: frozenset[str], last: Query, pointed: bool = False) -> bool:
    """Whether a question leans on the one before; `pointing` are the labels of its words that point back.

    `pointed`: names stand already in the place of what it pointed at.  Refused where it may or may not.
    """
    slots = parts.slots
    if pointed and parts.departments and says_what(parts):
        return False
    if pointing & NEEDS_CONTEXT or slots.of_shown:
        return True
    if slots.meta or asks_everything(parts, pointing, last):
        return False
    if pointing:
        asks_fully = parts.loose is not None and bool(slots.things or slots.fields or slots.kinds)
        anew = last.grain == "indicator" and slots.top_of_money and own_scope(parts)  # 城管局最贵的呢
        return not (asks_fully or anew)
    if _ranks_departments(parts, last):
        return True
    whole_alone = parts.slots.share_whole and parts.loose is None and _is_whole_alone(parts)
    leaning = bool(whole_alone) or _only_leaves_out(parts) or _says_too_little(parts)
    if not leaning and _ranks_by_unsaid(parts, last):
        raise Refused("没有看出比的是预算，还是上一问列出的指标值；请说“预算最高”或者“满意度最高”")
    return leaning


def _ranks_departments(parts: Parts, last: Query) -> bool:
    """哪个部门最多, after projects of some sort or a figure of each department: of them."""
    slots = parts.slots
    alone = slots.things == ["department"] and parts.loose is None and not (says_what(parts) or own_scope(parts))
    if not alone or slots.top is None or slots.order is not None or slots.top.term is not None or slots.top_of_money:
        return False
    named = any(isinstance(part, Named) for part in conjuncts(last.where))
    of_projects = last.grain == "project" and last.where is not None and last.limit is None and not named
    return last.group == ("department",) or (of_projects and not last.group)


def asks_everything(parts: Parts, pointing: frozenset[str], last: Query) -> bool:
    """总预算, after one project: that of all, which the project is a part of; not 它的总预算."""
    of_one = any(isinstance(part, Named) and len(part.projects) == 1 for part in conjuncts(last.where))
    alone = parts.loose is None and parts.slots.aggregates == ["sum"] and not parts.slots.fields
    return parts.slots.of_everything and of_one and alone and not pointing and not own_scope(parts)


def could_lean(parts: Parts, last: Query) -> bool:
    """最贵的项目, after 城管局总预算: a whole question, and yet one that could be meant of the last answer."""
    slots = parts.slots
    narrow = bool(last.where or last.limit or last.scope.departments or last.scope.years)
    own = parts.projects is not None or own_scope(parts) or "all" in slots.asks
    whole = {"project", "indicator", "department"} & {*slots.things, *slots.group}
    of_all = bool(whole) and not slots.meta and parts.loose is None
    of_none = parts.loose is not None and not slots.things and not slots.kinds  # 超过10万的有几个: of which?
    total = asks_everything(parts, frozenset(), last)
    return narrow and (of_all or of_none or total) and not own and last.grain in {"project", "indicator"}


def _ranks_by_unsaid(parts: Parts, last: Query) -> bool:
    """最低的是哪个项目, after 城管局的满意度指标: of the money, or of the target values that were listed."""
    top = parts.slots.top
    by_unsaid = top is not None and top.term is None and not (top.plain or parts.slots.top_of_money)
    return by_unsaid and last.grain == "indicator" and could_lean(parts, last) and "which" in parts.slots.asks


def _says_too_little(parts: Parts) -> bool:
    """有多少个, 满意度, 占项目总数多少, 按部门统计: without the question before it would be asked of everything."""
    slots = parts.slots
    if parts.projects is not None or own_scope(parts) or slots.counted:
        return False
    if slots.each and not slots.group and parts.loose is None:
        return True  # 各有几个项目
    if slots.group:
        only_counts = slots.aggregates == ["count"] and not (slots.fields or slots.kinds or slots.indicators)
        says_more = says_what(parts) and (slots.counted or slots.which or not only_counts)
        return not (slots.group_each or slots.top or slots.things or parts.loose or says_more)
    if slots.aggregates == ["share", "count"] and parts.loose is None:
        return True
    if "all" in slots.asks or set(slots.things) & {"project", "department", "document", "year", "kind"}:
        return False
    if parts.loose is None or isinstance(parts.loose, Among):
        return True
    if not isinstance(parts.loose, NoneOf) or slots.fields or slots.kinds or slots.aggregates:
        return False
    lists = {"list", "which"} & set(slots.asks)
    return not (lists and isinstance(parts.loose.part, Exists | Filled | OfIndicator))  # 没有时效指标的有哪些


def _only_leaves_out(parts: Parts) -> bool:
    """不要人社局的: departments to leave out, and nothing to leave them out of."""
    scope, slots = parts.scope, parts.slots
    only = scope.excluded and not (scope.departments or scope.years or scope.every_year or slots.group)
    return bool(only) and says_nothing(parts)


def _is_whole_alone(parts: Parts) -> bool:
    """占交通局的多少: the department that a share is of, and nothing that is its part."""
    return set(parts.slots.share_whole) == set(parts.scope.departments) and parts.slots.top is None


def says_no_subject(loose: Loose | None, slots: Slots, scope: Scope) -> bool:
    """Whether 那时效呢 says neither of what nor where it is asked."""
    scoped = bool(scope.departments or scope.years or scope.every_year or scope.excluded)
    return loose is None and not scoped and slots.top is None and not slots.things and not slots.group


def says_nothing(parts: Parts) -> bool:
    """有的呢, after 没有时效指标的项目: neither what is to be shown, nor a condition, nor that it is to be listed."""
    slots = parts.slots
    lists = {"list", "which"} & set(slots.asks)
    return not (says_what(parts) or parts.loose or slots.things or slots.top or slots.order or lists)


def asks_nothing(parts: Parts) -> bool:
    """第二呢: nothing but a place, or less."""
    slots = parts.slots
    return not (says_what(parts) or parts.loose or slots.things or slots.order or slots.group or own_scope(parts))


def says_what(parts: Parts) -> bool:
    """Whether a question says itself what is to be shown."""
    slots = parts.slots
    return bool(slots.fields or slots.kinds or slots.indicators or slots.which or slots.aggregates or slots.counted)


def own_scope(parts: Parts) -> bool:
    """Whether a question says departments or years of its own."""
    return bool(parts.departments or parts.scope.years or parts.scope.every_year or parts.scope.excluded)


def other_scope(parts: Parts, scope: Scope) -> Scope:
    """2023年呢, 换成住建局, 只要2023年的, 所有部门呢: a scope of before, but for what the question says itself."""
    if asks_all_departments(parts):
        scope = scope.replace(departments=(), excluded=())
    if parts.departments:
        scope = scope.replace(departments=parts.scope.departments, excluded=())
    if parts.scope.excluded:
        scope = _without(scope, parts.scope.excluded)
    if parts.scope.years or parts.scope.every_year:
        scope = scope.replace(years=parts.scope.years, every_year=parts.scope.every_year)
    return scope.replace(kind=parts.scope.kind if parts.scope.kind != BUDGET else scope.kind)


def _without(scope: Scope, excluded: tuple[str, ...]) -> Scope:
    """去掉交通局, after 城管局和交通局的预算: what remains of those that were said; of all, those are left out."""
    kept = tuple(one for one in scope.departments if one not in excluded)
    return scope.replace(departments=kept) if kept != scope.departments and kept else scope.replace(excluded=excluded)


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
