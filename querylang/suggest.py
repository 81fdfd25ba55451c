"""What to ask instead, where there is no answer.

After a refusal: the same question without the words that were not understood, what of it was understood, near names, a
search for these words in the tables, and questions that always work.  Where nothing was found: each of several
conditions by itself, the project that was named, what comes nearest to the figure that none reached, names like the
text that nowhere stands.  The likeliest stand first; more are proposed than will be shown, since some may find nothing
either.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from querylang.catalogue import Catalogue
from querylang.departments import short_for
from querylang.fields import MONEY_FIELDS
from querylang.known import names_of
from querylang.nodes import deny, topic_condition
from querylang.offer import Example, Offer
from querylang.parts import INDICATOR_COLUMNS, columns, compared_terms
from querylang.query import (
    Amount,
    And,
    Column,
    Compare,
    Condition,
    CountOf,
    Empty,
    Exists,
    Fault,
    Filled,
    IndicatorKind,
    IndicatorNamed,
    Limit,
    Measure,
    Named,
    Not,
    OfDepartment,
    Order,
    OwnFigure,
    Query,
    Range,
    Scope,
    ShareOf,
    Target,
    TextMatch,
)
from querylang.reflected import walk
from querylang.text import Text
from querylang.understood import understood
from querylang.words import Word

MOST_NEAR = 3  # names offered for one text, questions for what was understood
MOST_SPANS = 3  # unknown words that are followed up: a long sentence of another domain holds dozens
MOST_LEFT_OUT = 8  # unknown words without which the question is tried
SHORT = 8  # characters: of a longer question, half at least is understood if it is about budgets
WORTH_SEARCHING = range(2, 13)  # characters: one is in every table, a long text in none
EXAMPLES = tuple(map(Example, ("预算最高的3个项目", "预算超过100万的项目", "有哪些部门")))


def without(text: Text, spans: Sequence[tuple[int, int]]) -> str:
    """The plain question without some spans."""
    kept: list[str] = []
    at = 0
    for start, end in sorted(spans):
        kept.append(text.plain[at:start])
        at = max(at, end)
    return "".join([*kept, text.plain[at:]])


def instead(
    text: Text,
    words: Sequence[Word],
    spans: Sequence[tuple[int, int]],
    catalogue: Catalogue,
    query_of: Callable[[str], Query | None],
) -> tuple[str, ...]:
    """Questions in place of a refused one; `spans` were not understood, `query_of` reads a question or gives None."""
    rest = without(text, spans) if 0 < len(spans) <= MOST_LEFT_OUT else ""
    query = query_of(rest) if rest else None
    said = [Offer(query, catalogue)] if query is not None else []
    narrow = query is not None and (query.where is not None or query.limit is not None)
    near = list(_near(text, spans, catalogue))
    known = list(islice(understood(words, catalogue), MOST_NEAR)) if _is_of_budgets(text, spans) else []
    named = any(word.kind == "project" and word.end - word.start > len("机房") for word in words)
    first, last = (known, []) if named else ([], known)
    return tuple(dict.fromkeys([*(said if narrow else ()), *first, *near, *last, *(() if narrow else said), *EXAMPLES]))


def _is_of_budgets(text: Text, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether enough was understood: of a long sentence of another domain, only words by chance are."""
    strange = sum(end - start for start, end in spans)
    return len(text.plain) <= SHORT or strange * 2 <= len(text.plain)


def _near(text: Text, spans: Sequence[tuple[int, int]], catalogue: Catalogue) -> Iterator[str]:
    names = names_of(catalogue)
    searched = max(spans, key=lambda span: (span[1] - span[0] in WORTH_SEARCHING, span[1] - span[0]), default=(0, 0))
    said = text.plain[searched[0] : searched[1]]
    if _is_of_budgets(text, spans) and len(said) in WORTH_SEARCHING and catalogue.holds(said):  # one search is enough
        yield Offer(_listed(topic_condition(said)), catalogue)
    for start, end in spans[:MOST_SPANS]:
        yield from short_for(names.departments, text.plain[start:end])  # 交通, a word by itself
        yield from names.projects.nearest(text.plain[start:end], MOST_NEAR)


def beside(query: Query, catalogue: Catalogue) -> tuple[str, ...]:
    """Questions in place of one that found nothing: about the same project, field, kind or text."""
    found: list[str] = []
    limit = query.limit
    if limit is not None and limit.first > 1:  # a rank that nobody holds
        found.append(Offer(query.replace(limit=limit.replace(count=MOST_NEAR, first=1)), catalogue))
    parts = query.where.parts if isinstance(query.where, And) and query.grain == "project" else ()
    found.extend(Offer(_listed(part), catalogue) for part in parts if not isinstance(part, Named))
    for one in walk(query.where):
        found += [*_of_figure(one, query, catalogue), *_of_cell(one, query, catalogue)]
    if query.grain == "indicator" and query.scope.departments and not found:  # 交通局的经济效益指标
        found.append(Offer(Query(query.scope, "indicator", None, columns(*INDICATOR_COLUMNS)), catalogue))
    ranked = query.order[0].by if limit is not None and query.order else "total"
    if ranked != "total" and query.grain == "project" and not found:  # 其他资金最高的项目, where nobody has any
        by_total = Query(
            query.scope, outputs=columns("project", "total", "origin"), order=(Order("total"),), limit=limit
        )
        found.append(Offer(by_total, catalogue))
    return tuple(dict.fromkeys([*found, *EXAMPLES]))


def _of_figure(one: object, query: Query, catalogue: Catalogue) -> Iterator[str]:
    """What comes nearest to a figure that none reached, and the project that was named."""
    of_rows = query.grain != "document"  # the printed 合计 is no figure of a project
    match one:
        case Named(projects=names):
            yield from names[:MOST_NEAR]
        case Compare(op="!=", operand=OwnFigure()) if of_rows:
            yield Offer(_listed(one.replace(op="=")), catalogue)
        case Compare(term=OfDepartment(function="count", where=where)):
            yield from _of_departments(query.scope, where, catalogue)
        case Compare(term=str() | CountOf() | ShareOf(whole=None) as term, op=op, operand=operand) if of_rows:
            if not isinstance(operand, Amount | Range):
                return
            first = (Order(term, descending=op not in {"<", "<="}),)
            shown = (Column("project"), Column(term))
            yield Offer(Query(scope=query.scope, outputs=shown, order=first, limit=Limit(MOST_NEAR)), catalogue)
        case And(parts=(IndicatorKind() | IndicatorNamed() as kind, Target())):
            yield _indicators(query.scope, kind, catalogue)
        case _:
            pass


def _of_cell(one: object, query: Query, catalogue: Catalogue) -> Iterator[str]:
    """What a cell, a kind or a text is beside that nobody has, or nobody lacks."""
    match one:
        case Filled(field=field) | Empty(field=field) if field in {"annual", "cycle"}:
            for where in (Empty(field), Fault("no_quantity"), Fault("cycle_differs")):
                yield _indicators(query.scope, where, catalogue)
        case Fault(rule="misfiled" | "cycle_differs" | "no_quantity"):
            for other in (Fault("cycle_differs"), Fault("no_quantity"), Fault("misfiled")):
                yield _indicators(query.scope, other, catalogue)
        case Not(part=Exists(indicators=IndicatorKind() as kind)):
            yield _indicators(query.scope, kind, catalogue)  # 没有满意度指标的项目, where every one has
        case Filled(field="goal") | Empty(field="goal"):
            yield Offer(Query(query.scope, outputs=columns("project", "goal", "origin")), catalogue)
        case Filled(field=field) | Empty(field=field) if field in MONEY_FIELDS:
            yield Offer(Query(scope=query.scope, outputs=(Measure("sum", field),)), catalogue)
        case TextMatch(text=text):
            yield Offer(_listed(topic_condition(text)), catalogue)
            yield from names_of(catalogue).projects.nearest(text, MOST_NEAR)
        case _:
            pass


def _of_departments(scope: Scope, where: Condition | None, catalogue: Catalogue) -> Iterator[str]:
    """What each department has of projects, and the projects that some department was to have or to lack."""
    counted = Query(scope, "project", None, (*columns("department"), Measure("count")), ("department",))
    yield Offer(counted, catalogue)
    if where is not None:
        yield Offer(_listed(where), catalogue)
        yield Offer(_listed(deny(where)), catalogue)


def _indicators(scope: Scope, where: Condition, catalogue: Catalogue) -> str:
    return Offer(Query(scope, "indicator", where, columns(*INDICATOR_COLUMNS)), catalogue)


def _listed(where: Condition) -> Query:
    return Query(where=where, outputs=columns(*dict.fromkeys(("project", "total", *compared_terms(where), "origin"))))
