"""What is offered in place of a sentence of two questions: its parts, each as a question that stands by itself.

The later part leaves to the one before what it is asked of (…有几个，平均预算多少), or what is asked (…，涉及招聘的呢);
alone it would be another question, or none.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import dropwhile, islice

from querylang.halves import Half, halves
from querylang.query import Query, conjuncts
from querylang.words import Word

MOST = 4  # places at which a sentence is parted, each of which costs some readings
SAYS_LITTLE = frozenset({"filler", "reference", "logic"})
WITHOUT_DE = frozenset("占多一有几共")  # 占多少, 一共多少钱
OF_EVERYTHING = frozenset({"aggregate.projects", "aggregate.departments", "aggregate.whole", "thing.project"})

Read = Callable[
    [str], tuple[Query | None, str]
]  # the query of a question, if it has one, and the question to be offered


def parts(words: Sequence[Word], plain: str, read: Read) -> tuple[str, ...]:
    """The parts of a refused sentence that have an answer each, as questions."""
    found: list[str] = []
    for _, left, right in islice(halves(words), MOST):
        left.query, one = read(_said(left.words, plain))
        right.query, _ = read(_said(right.words, plain))
        found.extend([one] if left.query is not None else [])
        found.extend(later(left, right, plain, read))
    return tuple(dict.fromkeys(found))


def later(left: Half, right: Half, plain: str, read: Read) -> Iterator[str]:
    """The later part with what it leaves to the one before, as the first question that has an answer."""
    for said, whole in _ways(left, right, plain):
        query, question = read(said)
        if query is not None and (whole or left.query is None or _is_of(query, left.query)):
            yield question
            return


def _ways(left: Half, right: Half, plain: str) -> Iterator[tuple[str, bool]]:
    """How the later part may be said, and whether it is then whole, or has yet to be of what the earlier is of."""
    said = [word for word in right.words if word.kind not in SAYS_LITTLE]
    if not said:
        return
    own = plain[said[0].start : right.words[-1].end]
    first = len(left.words) if left.first is None else left.first
    if right.again is not None:
        yield plain[said[0].start : right.again.start] + _said(left.words[first:], plain), True
    narrows = right.query is not None and right.query.where is not None
    whole = narrows or right.of_everything or said[0].label in OF_EVERYTHING
    subject = _subject(left.words[:first], bool(left.field) or any(word.kind == "field" for word in said))
    if subject and not whole:
        of = _said(subject, plain).removesuffix("的")
        figure = said[0].kind in {"field", "aggregate"} and own[0] not in WITHOUT_DE
        for joined in sorted((of + own, f"{of}的{own}"), key=len, reverse=figure):
            yield joined, False
        yield f"{of}的项目{own}", False
    yield own, whole
    yield _said(right.words, plain), whole


def _subject(words: Sequence[Word], again: bool) -> Sequence[Word]:
    """What the earlier part speaks of, without what it asks for where that is asked anew: 内审的预算，预算最大值."""
    said = list(words)
    if said and said[0].label == "ask.list":
        del said[0]
    while said and (said[-1].kind in SAYS_LITTLE or (again and said[-1].kind == "field")):
        said.pop()
    return said


def _said(words: Sequence[Word], plain: str) -> str:
    words = [*dropwhile(lambda word: word.kind == "logic", reversed(words))][::-1]
    return plain[words[0].start : words[-1].end] if words else ""


def _is_of(query: Query, left: Query) -> bool:
    """Whether it is asked of the rows that the earlier part is about."""
    own = set(conjuncts(left.where)) <= set(conjuncts(query.where)) and left.limit in {None, query.limit}
    return own and left.scope.departments == query.scope.departments
