"""Two questions in one sentence: 有哪些项目，哪个最贵; 财政拨款多少，平均预算多少; X的项目还有Y的项目.

Read as one they melt into a question that nobody asked, without a word left over.  So where a sentence has two parts
that each ask something, the parts are read by themselves too, and the reading of the whole has to show both.

This looks at readings, after the fact, wherever a word joins or asks.  `segments.py` looks at words, before the scope
is taken out of them, and parts where another department, year or project begins: a reading no longer says which part
named which, and only before there is one can the same question be put once, for each of them.
"""

from collections.abc import Callable, Sequence
from itertools import islice

from querylang.failure import Refused
from querylang.halves import ADDS, ALSO, STOPS, Half, halves
from querylang.query import (
    Column,
    Condition,
    CountOf,
    Difference,
    IndicatorKind,
    IndicatorNamed,
    Measure,
    Named,
    Query,
    Scope,
    both,
    conjuncts,
    either,
)
from querylang.reflected import walk
from querylang.words import Word

MOST = 4  # places at which a sentence is parted, each of which costs two readings

Read = Callable[[str], tuple[Query | None, str]]  # the query of a part, if it has one, and the part to be offered


def refuse_melted(whole: Query, words: Sequence[Word], plain: str, read: Read, leans: bool) -> None:
    """Refuse a sentence of two questions whose reading is not of both; the two are offered."""
    for first, left, right in islice(halves(words), MOST):
        said = (plain[: words[first].start], plain[right.words[0].start :])
        (left.query, one), (right.query, _) = map(read, said)
        unread = leans and left.asks and right.asks and None in (left.query, right.query)  # 各占多少，哪个最多
        if unread or not _one(whole, left, right, words[first]):
            from querylang.parted import later  # no question that is answered needs it

            raise Refused("这里问了两样，请分开问", (one, *later(left, right, plain, read)))


def _one(whole: Query, left: Half, right: Half, link: Word) -> bool:
    """Whether the reading of the whole asks what the two parts ask."""
    one, other = left.query, right.query
    adds = link.label in ADDS or link.text in STOPS or link.text == "、"
    wanted = left.asks or left.lists or (left.names and adds)
    rest = right.leaves_out and not (wanted or adds)  # 20万以下的项目，不算10万的还有几个
    if one is None or other is None:
        alone, asked = (other, right.asks or (right.names and adds)) if one is None else (one, wanted)
        related = right.relates or (alone is other and not left.asks)
        if alone is None or (link.label == "logic.with" and related):
            return True  # 最高的项目和平均值相差多少
        averaged = alone is one and right.averages and whole.group and not adds  # 各部门多少钱，平均多少
        unlisted = alone is one and right.asks_rows and _is_figures(whole)  # 前三名一共多少钱，是哪几个
        field = left.field if alone is one else right.field
        return not (averaged or unlisted) and (not asked or shows(whole, alone, field))
    narrowed = rest and (one.grain, one.limit) == (whole.grain, None)
    if (
        narrowed
        or _of_each(whole, one, other)
        or (not (left.asks or left.lists or left.field) and _together(whole, one, other))
    ):
        return True  # A项目和B项目一共多少钱
    if not (left.asks or left.names or left.lists):  # 超过100万的和没有时效指标的; not 名称带招聘的和最贵的三个
        return _open(other) or (link.label not in ALSO and one.limit is None and other.limit is None)
    counted = right.counts and (whole.limit is None or _shows_counts(whole))
    if counted and wanted and shows(whole, one) and not _figures(whole):
        return True  # 时效指标有哪些，一共几个; 哪个项目的指标最多，有多少个
    unshown = (wanted and not shows(whole, one, left.field)) or (right.asks and not shows(whole, other))
    if unshown or _is_beside_everything(left, right, adds):
        return False
    if _open(other):
        unsaid = right.names and right.asks and whole.grain != other.grain  # 工伤认定的满意度和有哪些项目
        return not unsaid and one.where in {whole.where, _of_projects(whole.where)} and whole.limit == one.limit
    if _open(one):
        return not wanted or (not right.asks and not adds)
    if (one.where, one.limit, one.scope) == (other.where, other.limit, other.scope):
        return True
    return _together(whole, one, other)


def _is_beside_everything(left: Half, right: Half, adds: bool) -> bool:
    """内审的预算和总预算, 总预算、最贵的项目: some of the projects, beside a sum of them all."""
    beside = right.query if left.of_everything else left.query if right.of_everything and adds else None
    return beside is not None and not right.leaves_out and (beside.where, beside.limit) != (None, None)


def _open(query: Query) -> bool:
    """Whether a question speaks of everything: no condition, no rank, no department of its own."""
    selects = query.where is not None and not isinstance(query.where, IndicatorKind | IndicatorNamed)
    return not selects and query.limit is None and query.scope == Scope(kind=query.scope.kind)


def _of_each(whole: Query, one: Query, other: Query) -> bool:
    """城管局预算多少，交通局预算多少; 没有满意度指标的城管局项目和交通局项目: one question, of each of them."""
    own, more, scope = one.scope, other.scope, whole.scope
    joined = {*own.departments, *more.departments} == set(scope.departments)
    joined &= {*own.years, *more.years} == set(scope.years)
    if own == more or not joined or whole.where != one.where:
        return False
    if other.replace(scope=own) == one:
        return bool(whole.group or whole.limit is None or whole.limit.per)
    alike = (one.grain, one.outputs, one.group) == (other.grain, other.outputs, other.group)
    return alike and other.where is None and not (one.limit or other.limit)


def _together(whole: Query, one: Query, other: Query) -> bool:
    """Whether the whole is of the rows of both: A的项目和B的项目, 甲局的项目和乙局的项目, 甲局最贵的，乙局最贵的."""
    each = whole.limit.replace(per=()) if whole.limit is not None and whole.limit.per else None
    if one.limit != each or other.limit != each:
        return False
    departments = {*one.scope.departments, *other.scope.departments}
    years = {*one.scope.years, *other.scope.years}
    if departments != set(whole.scope.departments) or years != set(whole.scope.years):
        return False
    if one.where == other.where == whole.where:
        return True
    if one.where is None or other.where is None or whole.where is None:
        return False
    (names, rest), (more, others) = _parted(one.where), _parted(other.where)
    if rest == others and names and more:
        return _parted(whole.where) == (names | more, rest)
    return whole.where == either(one.where, other.where)


def _of_projects(where: Condition | None) -> Condition | None:
    """The condition without the indicators it selects: 机房那个项目，满意度多少 is of what 机房那个项目 is of."""
    return both(*(part for part in conjuncts(where) if not isinstance(part, IndicatorKind | IndicatorNamed)))


def _parted(where: Condition) -> tuple[frozenset[str], Condition | None]:
    """The projects that are named, and the rest of a condition."""
    parts = conjuncts(where)
    names = frozenset(name for part in parts if isinstance(part, Named) for name in part.projects)
    return names, both(*(part for part in parts if not isinstance(part, Named)))


def shows(whole: Query, part: Query, field: str = "") -> bool:
    """Whether what a part asks is among what the whole shows; `field`: of its rows, this is all that it asks for."""
    asked, shown = _figures(part), _figures(whole)
    if not asked:  # rows, which no figure shows
        kinds = {one for one in walk(part.where) if isinstance(one, IndicatorKind | IndicatorNamed)}
        listed = not shown and not whole.group and kinds <= set(walk(whole.where))
        if part.grain == "project" and (field or isinstance(part.where, Named)):  # 业务用房多少钱，占比多少
            listed |= any(Measure("sum", one.term) in shown for one in part.outputs if isinstance(one, Column))
        return listed and (part.grain != "indicator" or whole.grain == "indicator")
    if part.grain != whole.grain or set(part.group) - set(whole.group):
        return False
    if not shown and not whole.group:
        told = _told(whole, part)
        return all(isinstance(one, Measure) and one.function in told for one in asked)
    return {_figure(one) for one in asked} <= {_figure(one) for one in shown}


def _told(whole: Query, part: Query) -> set[str]:
    """What a list says of its rows, where they are those that the part asks of: how many they are, and how much."""
    if not _open(part) and part.scope != whole.scope:
        return set()  # 其中城管局的有哪些，交通局的有几个
    counted = {"count"} if whole.limit == part.limit else set()  # not 哪个最贵，一共几个
    return counted | ({"sum"} if whole.grain == "project" else set())


def _figures(query: Query) -> set[Measure | Difference]:
    return {one for one in query.outputs if isinstance(one, Measure | Difference)}


def _shows_counts(whole: Query) -> bool:
    return any(isinstance(one, Column) and isinstance(one.term, CountOf) for one in whole.outputs)


def _is_figures(whole: Query) -> bool:
    """Whether an answer is one row of figures, which says of no row that it is meant."""
    return not whole.group and all(isinstance(one, Measure | Difference) for one in whole.outputs)


def _figure(output: Measure | Difference) -> object:
    return output if isinstance(output, Difference) else (output.function, output.term)
