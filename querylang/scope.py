"""Which documents a question means: departments, years and kind of table, and whether they are loaded."""

from collections.abc import Iterable

from querylang.catalogue import Catalogue, LoadedDocument
from querylang.failure import NoMatch
from querylang.joined import OtherDepartment
from querylang.named import NamedTuple
from querylang.nodes import LINKS, Node, join
from querylang.query import BUDGET, Scope

EVERY = frozenset({"every", "each"})
YEARS = ("有哪些年度",)  # offered where a year is not there
# Years said by their distance from the latest that is loaded.
FROM_LATEST = {"current": 0, "previous": -1, "before_previous": -2, "next": 1, "after_next": 2}


class Asked(NamedTuple):
    """What was said of the scope: years that are relative are still to be counted from the documents asked."""

    scope: Scope
    sides: tuple[tuple[str, ...], ...]  # departments in the order they were said, each with those it can mean
    relative: tuple[str, ...] = ()
    each_year: bool = False  # 各年度, 每年: a figure each year, where a figure is asked
    whole: tuple[str, ...] = ()  # 占芦洲市: the departments of which a share is asked
    compared: tuple[str, ...] = ()  # 比文旅局预算高的部门: what others are compared with


def find_scope(nodes: list[Node], catalogue: Catalogue, kind: str = BUDGET) -> Asked:
    """Take departments and years out of the nodes; NoMatch where they contradict each other."""
    _join_departments(nodes)
    sides: list[tuple[str, ...]] = []
    excluded: list[str] = []
    years: list[int] = []
    relative: list[str] = []
    whole: list[tuple[str, ...]] = []
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
            elif before is not None and before.value == "takes" and before is nodes[n - 1]:
                whole.extend(node.value)
            else:
                sides.extend(node.value)
        elif node.kind == "year":
            if n > 1 and kept and nodes[n - 1] is kept[-1] and kept[-1].label in LINKS and nodes[n - 2].kind == "year":
                kept.pop()  # 2023年和2024年
            if isinstance(node.value, int):
                years.append(node.value)
            else:
                relative.append(node.name)
        elif node.kind == "own":
            if len(catalogue.names("department")) > 1:
                raise NoMatch("库里有几个部门，请说出是哪个部门")
        elif node.label == "negation.except_end" and excluded:
            continue
        else:
            kept.append(node)
    nodes[:] = kept
    _drop_brackets(nodes)
    sides = sides or whole  # 公交运营补贴占交通局的多少
    departments = tuple(dict.fromkeys(name for side in sides for name in side))
    dated = years or set(relative) - EVERY
    every = bool(EVERY & set(relative)) and not dated  # 2023年和2024年，每年: each of the two
    scope = Scope(departments, tuple(excluded), tuple(sorted(set(years))), every, kind)
    counted = tuple(name for name in relative if name not in EVERY)
    wholes = tuple(name for side in whole for name in side)
    compared = tuple(node.value.name for node in kept if isinstance(node.value, OtherDepartment))
    return Asked(scope, tuple(sides), counted, "each" in relative, wholes, compared)


def resolve(asked: Asked, catalogue: Catalogue, base: Scope | None = None) -> Scope:
    """The scope with its years counted out; NoMatch where something of it is not loaded.

    `base` is the scope of the question that a follow-up leans on: what was not said anew holds from there.
    """
    own = asked.scope
    sides = asked.sides
    if base is not None:
        own = own.replace(
            departments=own.departments or base.departments,
            excluded=own.excluded or (() if own.departments else base.excluded),
            kind=base.kind if own.kind == BUDGET else own.kind,
        )
        sides = sides or tuple((name,) for name in base.departments if name not in own.excluded)
        if base.departments and not sides:
            raise NoMatch(f"上一问说的只有{'、'.join(base.departments)}，去掉以后没有部门了")
    years = _years(own, asked.relative, catalogue)
    held = years or (() if base is None or own.every_year else base.years)
    kept = _check(own.replace(years=held), sides, catalogue)
    if asked.compared:
        others = tuple((name,) for name in asked.compared)
        _check(own.replace(years=held, departments=asked.compared, excluded=()), others, catalogue)
    return asked.scope.replace(years=years, departments=kept if asked.scope.departments else (), kind=own.kind)


def tentative(asked: Asked, catalogue: Catalogue) -> Scope:
    """The scope as far as it can be told before it is known what the question leans on."""
    return asked.scope.replace(years=_years(asked.scope, asked.relative, catalogue))


def documents_of(scope: Scope, documents: Iterable[LoadedDocument]) -> list[LoadedDocument]:
    """The documents that a scope means; without a year the latest of each department."""
    own = [
        one
        for one in documents
        if (not scope.kind or one.kind == scope.kind)
        and (not scope.departments or one.department in scope.departments)
        and one.department not in scope.excluded
    ]
    if scope.years:
        return [one for one in own if one.year in scope.years]
    if scope.every_year:
        return own
    if scope.kind in {BUDGET, ""}:
        return [one for one in own if one.current]
    latest: dict[str, int] = {}
    for one in own:
        latest[one.department] = max(latest.get(one.department, 0), one.year or 0)
    return [one for one in own if (one.year or 0) == latest[one.department]]


def _drop_brackets(nodes: list[Node]) -> None:
    """（人社局除外）: the brackets around departments that were taken out."""
    for i in range(len(nodes) - 2, -1, -1):
        if [node.label for node in nodes[i : i + 2]] == ["logic.open", "logic.close"]:
            del nodes[i : i + 2]


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
            assert isinstance(one, tuple)
            assert isinstance(other, tuple)
            if len(one) == len(other) == 1:
                shared = tuple(name for name in one[0] if name in other[0])
                if not shared:
                    raise NoMatch("没有这个部门：地名和单位名对不上")
                join(nodes, i, i + 1, "departments", (shared,))
                continue
        i += 1
    i = 0
    while i + 2 < len(nodes):
        first, second = nodes[i], nodes[i + 1]
        if first.label == nodes[i + 2].label == "departments" and second.label in LINKS | {"ask.than"}:
            one, other = first.value, nodes[i + 2].value
            assert isinstance(one, tuple)
            assert isinstance(other, tuple)
            join(nodes, i, i + 2, "departments", (*one, *other))
            continue
        i += 1


def _of_any_year(scope: Scope, catalogue: Catalogue) -> list[LoadedDocument]:
    return documents_of(scope.replace(years=(), every_year=True), catalogue.documents())


def _years(scope: Scope, relative: tuple[str, ...], catalogue: Catalogue) -> tuple[int, ...]:
    """今年 is the latest year loaded for the departments asked, 去年 the one before; the clock is never read."""
    if not relative:
        return scope.years
    years = [document.year for document in _of_any_year(scope, catalogue) if document.year is not None]
    if not years:
        raise NoMatch("文件没有写年度，不能按年度问", YEARS)
    latest = max(years)
    return tuple(sorted({*scope.years, *(latest + FROM_LATEST[name] for name in relative)}))


def _without_documents(scope: Scope, catalogue: Catalogue) -> str:
    """Say what there is instead of documents of this kind."""
    others = dict.fromkeys(document.kind for document in _of_any_year(scope.replace(kind=""), catalogue))
    there = f"，只有{'、'.join(others)}" if others else ""
    return f"{'、'.join(scope.departments) or '所问的部门'}没有{scope.kind}{there}"


def _check(scope: Scope, sides: tuple[tuple[str, ...], ...], catalogue: Catalogue) -> tuple[str, ...]:
    """The departments that have every year asked; each one named has to, and one of those of a place."""
    if not scope.years and not scope.departments:
        return ()
    documents = _of_any_year(scope, catalogue)
    loaded = sorted({document.year for document in documents if document.year is not None})
    what = "数据" if scope.kind == BUDGET else scope.kind
    if not documents:
        raise NoMatch(_without_documents(scope, catalogue))
    for year in scope.years:
        if year not in loaded:
            have = "、".join(str(one) for one in loaded) or "没有写年度"
            raise NoMatch(f"没有{year}年的{what}（已有：{have}）", YEARS)
    kept: list[str] = []
    for side in sides:
        holders = [
            name
            for name in side
            if all(any(one.department == name and one.year == year for one in documents) for year in scope.years)
            and any(one.department == name for one in documents)
        ]
        if not holders:
            of_years = f"{'、'.join(map(str, scope.years))}年的" if scope.years else ""
            raise NoMatch(f"{'、'.join(side)}没有{of_years}{what}")
        kept.extend(holders)
    return tuple(dict.fromkeys(kept))
