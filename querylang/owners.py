"""Where the projects that a question names stand: in the documents asked, in an earlier year, in another kind of table.

A mention is narrowed to the names that stand in the documents asked.  A project that only an earlier year has is
answered from the latest year that has it; one of several departments is answered for each, up to five.
"""

from collections.abc import Iterator, Sequence

from querylang.catalogue import Catalogue
from querylang.failure import NoMatch, Vague
from querylang.joined import Projects
from querylang.named import NamedTuple
from querylang.nodes import Node
from querylang.query import (
    BUDGET,
    EVALUATION,
    WHOLE,
    Aggregate,
    Condition,
    Difference,
    Named,
    Query,
    Scope,
    conjuncts,
)
from querylang.scope import documents_of

CANDIDATES = 5  # more departments than this are offered, not answered for
Home = tuple[str, int | None]  # a document of the scope's kind, by department and year


class _Place(NamedTuple):
    """Where a side has to be looked for when the scope itself does not hold it: kind of document, year."""

    kind: str
    year: int | None


def refuse_vague_side(value: object) -> None:
    """Vague where what is compared with can mean several projects: 比消防改造高的, 4号楼比消防改造多多少."""
    side = next((side for side in value.sides if len(side) > 1), ()) if isinstance(value, Projects) else ()
    if side:
        raise Vague(f"比较的一边合于{len(side)}个项目，请说得更全一些", side)


def narrow(nodes: list[Node], scope: Scope, catalogue: Catalogue) -> None:
    """Keep, of the names a mention can mean, those in the documents asked, else those of the departments asked."""
    for n, node in enumerate(nodes):
        if isinstance(node.value, Projects) and any(len(side) > 1 for side in node.value.sides):
            sides = tuple(narrowed(side, scope, catalogue) for side in node.value.sides)
            nodes[n] = node._replace(value=node.value._replace(sides=sides))


def narrowed(side: tuple[str, ...], scope: Scope, catalogue: Catalogue) -> tuple[str, ...]:
    """The names of a side that stand in the documents asked, else those of the departments asked; all where none do."""
    if len(side) == 1:
        return side
    for wider in (scope, scope.replace(years=(), every_year=True)):
        there = _documents(wider, catalogue)
        kept = tuple(name for name in side if any(home in there for home in catalogue.owners(name, scope.kind)))
        if kept:
            return kept
    return side


def where_they_stand(query: Query, projects: Projects | None, catalogue: Catalogue) -> Query:
    """The query over the documents that hold what it names; NoMatch where none does, Vague where too many do."""
    sides = projects.sides if projects is not None else tuple(_named(query.where))
    places = {_place(side, query.scope, catalogue) for side in sides}
    if not places or places == {None}:
        return query
    if len(places) > 1:
        raise NoMatch(_apart(sides, query.scope, catalogue))
    (place,) = places
    assert place is not None  # told apart above
    years = () if place.year is None else (place.year,)
    scope = query.scope.replace(kind=place.kind, years=years)
    held = {department for department, _ in _documents(scope, catalogue)}
    departments = tuple(department for department in scope.departments if department in held)
    return query.replace(scope=scope.replace(departments=departments))


def check_departments(projects: Projects | None, scope: Scope, catalogue: Catalogue) -> None:
    """Whether the projects stand in the departments asked, whatever the year."""
    for side in projects.sides if projects is not None else ():
        _place(side, scope.replace(years=(), every_year=True), catalogue)


def check_each_department(sides: Sequence[tuple[str, ...]], query: Query, catalogue: Catalogue) -> None:
    """NoMatch where one of several departments that are named has none of the projects: 文旅局的公厕和城管局的公厕."""
    names = {name for where in (query.where, *_sides(query)) for side in _named(where) for name in side}
    if len(sides) <= 1 or not names:
        return
    homes = {department for name in names for department, _ in catalogue.owners(name, query.scope.kind)}
    for side in sides:
        if homes and homes.isdisjoint(side):
            raise NoMatch(f"所问的项目不在{'、'.join(side)}里", tuple(f"「{name}」" for name in sorted(names)))


def _sides(query: Query) -> Iterator[Condition | None]:
    """甲局的X比乙局的X多多少: what either side is of."""
    for output in query.outputs:
        if isinstance(output, Difference):
            yield from (side.where for side in (output.left, output.right) if isinstance(side, Aggregate))


def _named(where: Condition | None) -> Iterator[tuple[str, ...]]:
    for part in conjuncts(where):
        if isinstance(part, Named):
            yield part.projects


def _documents(scope: Scope, catalogue: Catalogue) -> frozenset[Home]:
    return frozenset((one.department, one.year) for one in documents_of(scope, catalogue.documents()))


def _place(side: tuple[str, ...], scope: Scope, catalogue: Catalogue) -> _Place | None:
    """Where to look for the projects of a side; None: in the scope as it is."""
    there = _documents(scope, catalogue)
    homes = {name: [home for home in catalogue.owners(name, scope.kind) if home in there] for name in side}
    for name, found in homes.items():
        departments = tuple(dict.fromkeys(department for department, _ in found))
        if len(departments) > CANDIDATES:
            offered = tuple(f"{department}的「{name}」" for department in departments)
            raise Vague(f"有{len(departments)}个部门有“{name}”，请说出是哪个部门", offered)
    if any(homes.values()):
        return None
    if not scope.years:
        for kind in (scope.kind, EVALUATION, WHOLE) if scope.kind == BUDGET else (scope.kind,):
            other = scope.replace(kind=kind)
            latest = _documents(other, catalogue)
            if any(home in latest for name in side for home in catalogue.owners(name, kind)):
                return _Place(kind, None)
            year = _latest_year(side, other.replace(every_year=True), catalogue)
            if year is not None:
                return _Place(kind, year)
    where = dict.fromkeys(_said(home) for name in side for home in catalogue.owners(name, scope.kind))
    belongs = f"（它属于{'、'.join(list(where)[:CANDIDATES])}）" if where else ""
    raise NoMatch(f"“{side[0]}”不在所问的部门或年度里{belongs}")


def _latest_year(side: tuple[str, ...], scope: Scope, catalogue: Catalogue) -> int | None:
    """The latest year in which a document of the departments asked has one of the names; None: none that states one."""
    there = _documents(scope, catalogue)
    homes = [home for name in side for home in catalogue.owners(name, scope.kind) if home in there]
    return max((year for _, year in homes if year is not None), default=None)


def _apart(sides: tuple[tuple[str, ...], ...], scope: Scope, catalogue: Catalogue) -> str:
    said = []
    for side in sides:
        place = _place(side, scope, catalogue)
        if place is not None:
            year = f"{place.year}年" if place.year is not None else ""
            said.append(f"“{side[0]}”只在{year}{'' if place.kind == BUDGET else place.kind}有")
    return "，".join(said) + "，请分开问"


def _said(home: Home) -> str:
    department, year = home
    return department if year is None else f"{department}{year}年"
