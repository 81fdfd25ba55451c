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
from querylang.nodes import topic_condition
from querylang.offer import Offer
from querylang.parts import INDICATOR_COLUMNS, columns
from querylang.query import (
    Amount,
    And,
    Column,
    Compare,
    Condition,
    CountOf,
    Empty,
    Filled,
    IndicatorKind,
    IndicatorNamed,
    Limit,
    Measure,
    Named,
    Order,
    Query,
    Range,
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
EXAMPLES = ("预算最高的3个项目", "预算超过100万的项目", "有哪些部门")


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
    of_rows = query.grain != "document"  # the printed 合计 is no figure of a project
    for one in walk(query.where):
        match one:
            case Named(projects=names):
                found.extend(names[:MOST_NEAR])
            case Compare(term=str() | CountOf() as term, op=op, operand=Amount() | Range()) if of_rows:
                first = (Order(term, descending=op not in {"<", "<="}),)
                shown = (Column("project"), Column(term))
                asked = Query(scope=query.scope, outputs=shown, order=first, limit=Limit(MOST_NEAR))
                found.append(Offer(asked, catalogue))
            case And(parts=(IndicatorKind() | IndicatorNamed() as kind, Target())):
                columns = tuple(Column(key) for key in INDICATOR_COLUMNS)
                asked = Query(scope=query.scope, grain="indicator", where=kind, outputs=columns)
                found.append(Offer(asked, catalogue))
            case Filled(field=field) | Empty(field=field) if field in MONEY_FIELDS:
                found.append(Offer(Query(scope=query.scope, outputs=(Measure("sum", field),)), catalogue))
            case TextMatch(text=text):
                found.extend(names_of(catalogue).projects.nearest(text, MOST_NEAR))
            case _:
                pass
    return tuple(dict.fromkeys([*found, *EXAMPLES]))


def _listed(where: Condition) -> Query:
    return Query(where=where, outputs=columns("project", "total", "origin"))
