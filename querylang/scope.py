"""Which documents a question means: departments and years, and whether they are loaded."""

from typing import NamedTuple

from querylang.catalogue import Catalogue, LoadedDocument
from querylang.comparison import Comparison
from querylang.nodes import LINKS, Node, join
from querylang.query import BUDGET, Scope

EVERY = frozenset({"every", "each"})
ASKING = frozenset({"field", "aggregate", "superlative", "comparison", "cond", "kinds", "thing", "top", "order"})

# Years said by their distance from the latest that is loaded.
FROM_LATEST = {"current": 0, "previous": -1, "before_previous": -2, "next": 1, "after_next": 2}


class ScopeError(Exception):
    """A department or year that is not loaded, or that contradict each other; args[0] says so in Chinese."""


class Asked(NamedTuple):
    """The scope and, in the order they were said, the sides of departments."""

    scope: Scope
    sides: tuple[tuple[str, ...], ...]
    each_year: bool = False  # 各年度, 每年: a figure each year, where a figure is asked


def find_scope(nodes: list[Node], catalogue: Catalogue) -> Asked:
    """Take departments and years out of the nodes; ScopeError when they are not loaded."""
    _join_departments(nodes)
    sides: list[tuple[str, ...]] = []
    excluded: list[str] = []
    years: list[int] = []
    relative: list[str] = []
    kept: list[Node] = []
    for n, node in enumerate(nodes):
        if node.label == "departments" and isinstance(node.value, tuple):
            before = kept[-1] if kept else None
            after = nodes[n + 1] if n + 1 < len(nodes) else None
            if before is not None and before.label in {"negation.except", "negation.without", "negation.not"}:
                kept.pop()
                excluded.extend(name for side in node.value for name in side)
            elif after is not None and after.label == "negation.except_end":
                excluded.extend(name for side in node.value for name in side)
            else:
                sides.extend(node.value)
        elif node.label == "year" and isinstance(node.value, int):
            years.append(node.value)
        elif node.kind == "year":
            relative.append(node.name)
        elif node.kind == "own":
            if len(catalogue.names("department")) > 1:
                raise ScopeError("库里有几个部门，请说出是哪个部门")
        elif node.label == "negation.except_end" and excluded:
            continue
        else:
            kept.append(node)
    nodes[:] = kept
    departments = tuple(dict.fromkeys(name for side in sides for name in side))
    scope = Scope(departments, tuple(excluded), tuple(sorted(set(years))), bool(EVERY & set(relative)))
    scope = _with_relative(scope, [name for name in relative if name not in EVERY], catalogue)
    _check(scope, catalogue)
    return Asked(scope, tuple(sides), "each" in relative)


def drop_all_departments(nodes: list[Node], asked: Asked, catalogue: Catalogue) -> None:
    """所有部门, 其他部门, 这六个部门: the departments of the scope, said once more; where something else is asked."""
    count = len({document.department for document in _budgets(asked.scope, catalogue)})
    i = 1
    while i < len(nodes):
        before = nodes[i - 1]
        number = before.value
        repeats = (
            before.label in {"ask.all", "reference.these"}
            or (before.label == "negation.rest" and bool(asked.scope.excluded))
            or (isinstance(number, Comparison) and number.bare and number.unit == "个" and number.number == count)
        )
        others = (*nodes[: i - 1], *nodes[i + 1 :])
        if nodes[i].label == "thing.department" and repeats and any(node.kind in ASKING for node in others):
            del nodes[i - 1 : i + 1]
            continue
        i += 1


def _join_departments(nodes: list[Node]) -> None:
    """Place and bureau side by side narrow each other; 和, 、 or 或 make several sides."""
    for n, node in enumerate(nodes):
        if node.label == "department" and isinstance(node.value, tuple):
            nodes[n] = node._replace(label="departments", value=(node.value,))
    i = 0
    while i + 1 < len(nodes):
        first, second = nodes[i], nodes[i + 1]
        if first.label == second.label == "departments":
            one, other = first.value, second.value
            assert isinstance(one, tuple)  # noqa: S101
            assert isinstance(other, tuple)  # noqa: S101
            if len(one) == len(other) == 1:
                shared = tuple(name for name in one[0] if name in other[0])
                if not shared:
                    raise ScopeError("没有这个部门：地名和单位名对不上")
                join(nodes, i, i + 1, "departments", (shared,))
                continue
        if (
            i + 2 < len(nodes)
            and first.label == nodes[i + 2].label == "departments"
            and second.label in LINKS | {"ask.than"}
        ):
            one, other = first.value, nodes[i + 2].value
            assert isinstance(one, tuple)  # noqa: S101
            assert isinstance(other, tuple)  # noqa: S101
            join(nodes, i, i + 2, "departments", (*one, *other))
            continue
        i += 1


def _budgets(scope: Scope, catalogue: Catalogue) -> list[LoadedDocument]:
    return [
        document
        for document in catalogue.documents()
        if document.kind == BUDGET
        and (not scope.departments or document.department in scope.departments)
        and document.department not in scope.excluded
    ]


def _with_relative(scope: Scope, relative: list[str], catalogue: Catalogue) -> Scope:
    """今年 is the latest year loaded for the departments asked, 去年 the one before; the clock is never read."""
    if not relative:
        return scope
    years = [document.year for document in _budgets(scope, catalogue) if document.year is not None]
    if not years:
        raise ScopeError("文件没有写年度，不能按年度问")
    latest = max(years)
    said = tuple(latest + FROM_LATEST[name] for name in relative)
    return scope.replace(years=tuple(sorted({*scope.years, *said})))


def _check(scope: Scope, catalogue: Catalogue) -> None:
    documents = _budgets(scope, catalogue)
    if not scope.years:
        return
    loaded = sorted({document.year for document in documents if document.year is not None})
    for year in scope.years:
        if year not in loaded:
            have = "、".join(str(one) for one in loaded) or "没有写年度"
            raise ScopeError(f"没有{year}年的数据（已有：{have}）")
    for department in scope.departments:
        if not any(document.department == department and document.year in scope.years for document in documents):
            raise ScopeError(f"{department}没有{'、'.join(map(str, scope.years))}年的数据")
