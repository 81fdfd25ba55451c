"""Questions that compare two years: 增加最多的5个, 比上年增加超过10%的, 今年新增的项目, 去年有今年没有的.

A row is a project name of one department in two years (grain "change"); equal names alone are the same project.
"""

from decimal import Decimal

from querylang.catalogue import Catalogue
from querylang.comparing import join_inclusions
from querylang.comparison import Comparison
from querylang.nodes import Node
from querylang.parts import Parts, Refused, columns, limit_of
from querylang.query import (
    Aggregate,
    Amount,
    ChangeOf,
    Compare,
    Condition,
    Difference,
    Measure,
    Op,
    Order,
    Output,
    Presence,
    Query,
    Scope,
    both,
)
from querylang.scope import ScopeError

MIRRORED: dict[str, Op] = {">": "<", ">=": "<=", "<": ">", "<=": ">=", "=": "="}
PERCENT = "%"
IMPLIED = {"fall": "less"}  # 降幅最大的


class Change:
    """What a question says of two years."""

    def __init__(self) -> None:
        """Nothing said yet."""
        self.words: list[str] = []  # more, less, same, any, new, gone, rate, against
        self.compared: Comparison | None = None

    @property
    def is_asked(self) -> bool:
        """Whether the question is about change at all."""
        return bool(self.words)


def find_change(nodes: list[Node]) -> Change:
    """Take the words of change out of the nodes, with the figure that stands right behind 增加 or 减少."""
    change = Change()
    join_inclusions(nodes)
    kept: list[Node] = []
    for node in nodes:
        if node.kind == "change":
            change.words.append(node.name)
        elif (
            isinstance(node.value, Comparison)
            and change.compared is None
            and _stands_behind_change(nodes, node)
            and node.value.unit in {PERCENT, "元"}
        ):
            change.compared = node.value
        else:
            kept.append(node)
    nodes[:] = kept
    return change


def _stands_behind_change(nodes: list[Node], node: Node) -> bool:
    """Whether a node stands right behind 增加, 减少 or 变化."""
    at = nodes.index(node)
    return at > 0 and nodes[at - 1].label in {"change.more", "change.less", "change.any", "change.rate", "change.fall"}


def scope_of_change(scope: Scope, catalogue: Catalogue) -> Scope:
    """The two years, said or the latest two that some department has; ScopeError where there is nothing to compare."""
    by_department: dict[str, set[int]] = {}
    for document in catalogue.documents():
        wanted = not scope.departments or document.department in scope.departments
        if (
            document.kind == scope.kind
            and document.year is not None
            and wanted
            and document.department not in scope.excluded
        ):
            by_department.setdefault(document.department, set()).add(document.year)
    pairs = [years for years in by_department.values() if len(years) > 1]
    if not pairs:
        raise ScopeError("只有一年的数据，没有可以比较的上一年")
    if len(scope.years) > 2:  # noqa: PLR2004 - a comparison has two sides
        raise ScopeError("一次只能比较两个年度")
    if len(scope.years) == 2:  # noqa: PLR2004
        years = scope.years
    else:
        later = scope.years[0] if scope.years else max(year for pair in pairs for year in pair)
        years = (later - 1, later)
    if not any(set(years) <= pair for pair in pairs):
        said = "、".join(str(year) for year in years)
        raise ScopeError(f"没有哪个部门{said}两年的数据都有，没法比较")
    return scope.replace(years=tuple(years), every_year=False)


def assemble_change(parts: Parts, change: Change, catalogue: Catalogue) -> Query:
    """Build the query about two years."""
    slots = parts.slots
    said_else = parts.selection is not None or slots.which or slots.group or slots.order is not None or slots.each
    fields = set(slots.fields) - set(parts.money)
    figures = set(slots.aggregates) - {"count", "total", "sum", "difference"}
    if said_else or fields or figures or slots.meta or slots.faults or parts.last_thing == "indicator":
        raise Refused("两年的比较只能按项目的金额，请换个说法")
    scope = scope_of_change(parts.scope, catalogue)
    field = parts.money[0] if parts.money else "total"
    difference = ChangeOf(field, "difference")
    kinds = {IMPLIED.get(word, word) for word in change.words if word not in {"against", "rate"}}
    if len(kinds) > 1:
        raise Refused("增加、减少、新增、取消请分开问")
    kind = kinds.pop() if kinds else "more" if "rate" in change.words else "any"
    where = both(parts.where("project"), _condition(kind, change, field))
    asks_sum = "amount" in slots.asks or "difference" in slots.aggregates or "sum" in slots.aggregates
    if asks_sum and parts.loose is None and kind in {"more", "less", "any"} and change.compared is None:
        later = Aggregate("sum", field, None, scope.replace(years=scope.years[1:]))
        earlier = Aggregate("sum", field, None, scope.replace(years=scope.years[:1]))
        return Query(scope, "project", None, (Difference(later, earlier),))
    if "count" in slots.aggregates:
        return Query(scope, "change", where, (Measure("count"),))
    relative = {"rate", "fall"} & set(change.words) or _in_percent(change)
    by = ChangeOf(field, "percent") if relative else difference
    descending = kind != "less"
    limit = limit_of(slots.top) if slots.top is not None else None
    if slots.top is not None and kind in {"any", "same"}:
        raise Refused("请说是增加最多还是减少最多")
    if slots.top is not None and slots.top.direction == "asc":
        descending = not descending
    shown: tuple[Output, ...] = columns(
        "project",
        "department",
        ChangeOf(field, "before"),
        ChangeOf(field, "after"),
        difference,
        ChangeOf(field, "percent"),
    )
    return Query(scope, "change", where, shown, (), (Order(by, descending),), limit)


def _in_percent(change: Change) -> bool:
    return change.compared is not None and change.compared.unit == PERCENT


def _condition(kind: str, change: Change, field: str) -> Condition | None:
    zero = Amount(Decimal(0), "元")
    difference = ChangeOf(field, "difference")
    if kind == "new":
        return Presence("later")
    if kind == "gone":
        return Presence("earlier")
    if kind == "same":
        return Compare(difference, "=", zero)
    if change.compared is not None:
        return _compared(kind, change.compared, field)
    if kind == "more":
        return Compare(difference, ">", zero)
    return Compare(difference, "<", zero) if kind == "less" else Presence("both")


def _compared(kind: str, comparison: Comparison, field: str) -> Condition:
    """增加超过10%, 减少50万以上: a fall is below the negative figure."""
    if comparison.number is None or comparison.op not in MIRRORED or kind not in {"more", "less"}:
        raise Refused("没有看出增加或减少了多少")
    term = ChangeOf(field, "percent" if comparison.unit == PERCENT else "difference")
    unit = PERCENT if comparison.unit == PERCENT else "元"
    op: Op = comparison.op
    if kind == "less":
        return Compare(term, MIRRORED[op], Amount(-comparison.number, unit))
    return Compare(term, op, Amount(comparison.number, unit))
