"""Figures that hold within one year only, asked of several: 2023年和2024年农业局占比, 历年比公交运营补贴高的项目.

Taken over all the years at once they are figures of no year.  Where a question does not take the years together itself
(一共, 不分年度), it is answered year by year, or each year is offered.
"""

from collections.abc import Callable

from querylang.catalogue import Catalogue
from querylang.failure import NoMatch, Refused, Unclear
from querylang.parts import Parts
from querylang.query import (
    Aggregate,
    Among,
    Difference,
    FieldOf,
    Measure,
    OfDepartment,
    Placed,
    Query,
    ShareOf,
    tells_years_apart,
)
from querylang.reflected import walk
from querylang.scope import documents_of

ROWS = frozenset({"project", "indicator"})
OF_THE_REST = frozenset({"share", "rank", "spread"})  # figures that look at the rows of the other years


def refuse_mixed_years(parts: Parts, query: Query, catalogue: Catalogue, read: Callable[[Parts], Query]) -> None:
    """Unclear, with the question of each year, where a query of several years tells them not apart."""
    scope = query.scope
    years = scope.years or sorted({one.year for one in documents_of(scope, catalogue.documents()) if one.year})
    if len(years) < 2 and parts.slots.asks_year and query.group == ("year",):
        raise NoMatch(f"只有{years[0]}年的数据，没有别的年度可以比" if years else "文件没有写年度，不能按年度问")
    if len(years) < 2 or not parts.slots.each_year or not _mixes(query):
        return
    found: list[Query] = []
    for year in years:
        one = parts.read_as(parts.loose)
        one.scope = parts.scope.replace(years=(year,), every_year=False)
        one.slots.each_year = False
        try:
            found.append(read(one))
        except (Refused, NoMatch):
            continue
    if not found:
        raise Refused("这样的数要在一个年度里算，请一年一年问")
    raise Unclear("这样的数要在一个年度里算，请选一个年度", tuple(found))


def _mixes(query: Query) -> bool:
    if query.grain not in ROWS:
        return False
    values = walk(query)
    compared = any(isinstance(one, Among | FieldOf | OfDepartment | Placed) for one in values)
    compared = compared or any(isinstance(one, Aggregate) and one.scope is None for one in values)
    compared = compared or any(isinstance(one, ShareOf) and one.whole is None for one in values)
    measures = [one for one in query.outputs if isinstance(one, Measure | Difference)]
    shares = any(isinstance(one, Measure) and (one.function in OF_THE_REST or one.per) for one in measures)
    if query.group == ("year",) and query.where is None and not query.scope.departments:
        shares = False  # 各年度占比: the years are what has the shares
    return compared or shares or (not tells_years_apart(query) and bool(measures or query.limit))
