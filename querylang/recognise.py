"""Question → words: the cheapest cover of every character by known words, numbers, names and unknown characters.

Providers propose edges over spans of the plain text, each with a cost; the cover with the lowest total wins, and of
equal ones the one whose first word is longer.  Closed words, numbers and exact names come first.  Only where characters
stay unknown are names looked for that the writer may have meant (parts out of order, typos, pinyin).
"""

from functools import cache, lru_cache
from typing import NamedTuple

from querylang.catalogue import Catalogue
from querylang.comparison import comparators, match_comparison
from querylang.departments import DepartmentIndex
from querylang.names import ALPHABET, MARGIN, Fit, NameIndex, fold_name
from querylang.notes import match_note
from querylang.numerals import match_numeral, match_year
from querylang.text import Text
from querylang.vocabulary import Vocabulary, vocabulary

# Costs of an edge.  A longer word beats two shorter ones, any word beats an unknown character, a name in full beats
# the words it is made of.
EXACT_NAME = 5.0
QUOTED = 4.0
NUMBER = 8.0
DEPARTMENT = 6.0
WORD = 10.0
EXACT_INDICATOR = 11.0
NAME_PART = 13.0
FUZZY_NAME = 16.0
SINGLE = 6.0  # added to a word of one character, which is more often part of a word that is not known
UNKNOWN = 100.0
NOTE = 1.0
GAP = 4.0  # added to a word that was typed with white space inside

QUOTES = {"“": "”", '"': '"', "「": "」", "『": "』", "《": "》", "'": "'", "‘": "’"}
PLACE_WORDS = frozenset("名位个项条")
PLACE_FOLLOWS = frozenset("高多大贵低少小便的是有呢?。，,")
INCLUSIONS = (("(含)", True), ("(不含)", False))
HARD = frozenset({"logic", "negation", "comparison", "existence", "reference", "text", "superlative", "filler.mark"})


class Mention(NamedTuple):
    """Names that a stretch of the question can mean, with the reasons; exact: it is one of them in full."""

    names: tuple[str, ...]
    exact: bool
    reasons: tuple[str, ...] = ()


class Quoted(NamedTuple):
    """Text that stood in quotation marks, without them."""

    text: str


class Word(NamedTuple):
    """One word of the plain text: kind and value as in words.toml, or project, indicator, department, year,
    comparison, quoted, unknown.
    """

    start: int
    end: int
    text: str
    kind: str
    value: object

    @property
    def label(self) -> str:
        """`kind.value` for words of the vocabulary, else the kind."""
        return f"{self.kind}.{self.value}" if isinstance(self.value, str) else self.kind


class Names(NamedTuple):
    """The names of a catalogue, indexed."""

    projects: NameIndex
    indicators: NameIndex
    departments: DepartmentIndex


@lru_cache(8)
def _indexed(projects: tuple[str, ...]) -> NameIndex:
    return NameIndex(projects)


@lru_cache(8)
def _indexed_departments(departments: tuple[str, ...]) -> DepartmentIndex:
    return DepartmentIndex(departments)


def names_of(catalogue: Catalogue) -> Names:
    """Index the names of a catalogue, once per list of names."""
    return Names(
        _indexed(catalogue.names("project")),
        _indexed(catalogue.names("indicator")),
        _indexed_departments(catalogue.names("department")),
    )


Edges = list[list[tuple[int, float, str, object]]]  # by start: (end, cost, kind, value)


def recognise(text: Text, catalogue: Catalogue) -> tuple[Word, ...]:
    """Cover every character of the plain text with words, in order."""
    plain = fold_name(text.plain)
    if not plain:
        return ()
    names = names_of(catalogue)
    edges: Edges = [[] for _ in plain]
    _add_closed(edges, plain, text, vocabulary(), names)
    words = _cover(edges, plain, text.gaps)
    if any(word.kind == "unknown" for word in words) and _add_guesses(edges, plain, words, names):
        words = _cover(edges, plain, text.gaps)
    return words


def _add_closed(edges: Edges, plain: str, text: Text, known: Vocabulary, names: Names) -> None:
    for start, char in enumerate(plain):
        found = edges[start]
        longest = known.longest.get(char, 0)
        for end in range(start + 1, min(len(plain), start + longest) + 1):
            meaning = known.words.get(plain[start:end])
            if meaning is not None and not _inside_latin(plain, start, end):
                found.append((end, WORD + (SINGLE if end == start + 1 else 0), meaning.kind, meaning.value))
        comparison = match_comparison(plain, start, text.gaps)
        if comparison is not None:
            found.append((comparison.end, NUMBER, "comparison", comparison))
        year = match_year(plain, start, text.gaps)
        if year is not None:
            found.append((year.end, NUMBER - 1, "year", year.year))
        for comparator in _comparing_words().get(char, ()):
            if plain.startswith(comparator[0], start):
                found.append((start + len(comparator[0]), WORD, "comparator", comparator[1]))
        department = names.departments.find(plain, start)
        if department is not None:
            found.append((department[0], DEPARTMENT, "department", department[1]))
        if char == "第":
            place = _place(plain, start)
            if place is not None:
                found.append((place[0], NUMBER, "nth", place[1]))
        for inclusion, includes in INCLUSIONS:
            if plain.startswith(inclusion, start):
                found.append((start + len(inclusion), WORD, "inclusion", includes))
        _add_names(found, plain, start, known, names)
        if text.plain[start] == "〔":
            end = match_note(text.plain, start)
            if end > start:
                found.append((end, NOTE, "filler", "note"))
        if char in QUOTES:
            _add_quoted(found, plain, start, names)


@cache
def _comparing_words() -> dict[str, tuple[tuple[str, str], ...]]:
    """Words that compare with what follows, by first character: (word, op)."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for comparator in comparators():
        # One character (够, 过) is more often part of another word.
        if comparator.position == "prefix" and len(comparator.word) > 1 and comparator.word not in vocabulary().words:
            found[comparator.word[0]] = (*found.get(comparator.word[0], ()), (comparator.word, comparator.op))
    return found


def _place(plain: str, start: int) -> tuple[int, int] | None:
    """第二, 第3名, 第一个: a place in an order; not 第三方, 第一季度."""
    numeral = match_numeral(plain[start + 1 :], 0, inside=True)
    if numeral is None or numeral.number is None or numeral.number != int(numeral.number):
        return None
    end = start + 1 + numeral.end
    after = plain[end : end + 1]
    if after in PLACE_WORDS:
        return end + len(after), int(numeral.number)
    return (end, int(numeral.number)) if not after or after in PLACE_FOLLOWS else None


def _inside_latin(plain: str, start: int, end: int) -> bool:
    """Whether a word of letters is part of a longer run of letters (hi in zhidao)."""
    return plain[start] in ALPHABET and (
        (start > 0 and plain[start - 1] in ALPHABET) or (end < len(plain) and plain[end] in ALPHABET)
    )


def _add_names(
    found: list[tuple[int, float, str, object]], plain: str, start: int, known: Vocabulary, names: Names
) -> None:
    end = names.projects.longest_exact(plain, start)
    if end > start:
        found.append((end, EXACT_NAME, "project", Mention(names.projects.exact[plain[start:end]], True)))
    part_end = names.projects.longest_part(plain, start)
    if part_end > max(start, end) and plain[start:part_end] not in known.words:
        part = plain[start:part_end]
        found.append((part_end, NAME_PART, "project", Mention(names.projects.contains(part), False, ("名称的一部分",))))
    end = names.indicators.longest_exact(plain, start)
    if end > start and plain[start:end] not in known.words:
        found.append((end, EXACT_INDICATOR, "indicator", Mention(names.indicators.exact[plain[start:end]], True)))


def _add_quoted(found: list[tuple[int, float, str, object]], plain: str, start: int, names: Names) -> None:
    close = plain.find(QUOTES[plain[start]], start + 1)
    if close < 0:
        return
    inner = plain[start + 1 : close]
    if inner in names.projects.exact:
        found.append((close + 1, QUOTED, "project", Mention(names.projects.exact[inner], True)))
    elif inner in names.indicators.exact:
        found.append((close + 1, QUOTED, "indicator", Mention(names.indicators.exact[inner], True)))
    elif inner:
        found.append((close + 1, QUOTED, "quoted", Quoted(inner)))


def _cover(edges: Edges, plain: str, gaps: frozenset[int]) -> tuple[Word, ...]:
    """The cheapest way through the lattice; an unknown character is always possible."""
    size = len(plain)
    best = [0.0] * (size + 1)
    chosen: list[tuple[int, str, object]] = [(0, "", None)] * size
    for start in range(size - 1, -1, -1):
        cost = UNKNOWN + best[start + 1]
        choice: tuple[int, str, object] = (start + 1, "unknown", None)
        for end, price, kind, value in edges[start]:
            if gaps and price > NUMBER and any(start < gap < end for gap in gaps):
                price += GAP  # noqa: PLW2901 - the price of this edge here
            total = price + best[end]
            if total < cost or (total == cost and end > choice[0]):
                cost, choice = total, (end, kind, value)
        best[start], chosen[start] = cost, choice
    words: list[Word] = []
    at = 0
    while at < size:
        end, kind, value = chosen[at]
        if kind == "unknown" and words and words[-1].kind == "unknown" and at not in gaps:
            previous = words.pop()
            words.append(Word(previous.start, end, plain[previous.start : end], kind, value))
        else:
            words.append(Word(at, end, plain[at:end], kind, value))
        at = end
    return tuple(words)


# ------------------------------------------------------------------------------------------------ names guessed


def _add_guesses(edges: Edges, plain: str, words: tuple[Word, ...], names: Names) -> bool:
    """Propose names for the stretches that hold unknown characters; True when any edge was added."""
    added = False
    for first, last in _unknown_runs(words):
        start, end = words[first].start, words[last].end
        low, high = _segment(words, first, last)
        if _is_latin(plain[start:end]):
            added |= _add_pinyin(edges, plain, start, end, names)
            continue
        cores = {(start, end)}
        cores.update((word.start, word.end) for word in words[first : last + 1] if word.kind == "unknown")
        for core_start, core_end in sorted(cores):
            for subject, index, extra in (("project", names.projects, 0.0), ("indicator", names.indicators, 3.0)):
                added |= _add_fits(edges, plain, (low, high), (core_start, core_end), subject, index, extra)
    return added


def _is_latin(text: str) -> bool:
    return all(char in ALPHABET or char == "'" for char in text)


def _unknown_runs(words: tuple[Word, ...]) -> list[tuple[int, int]]:
    """Index pairs (first, last) of stretches of unknown characters, parts of names and lone characters."""
    runs: list[tuple[int, int]] = []
    first: int | None = None
    for n, word in enumerate((*words, None)):
        loose = word is not None and (
            word.kind == "unknown"
            or (word.kind == "project" and not _exact(word))
            or (
                word.end - word.start == 1
                and word.kind in {"filler", "sort", "group", "top", "more"}
                and word.label != "filler.mark"
            )
        )
        if loose and first is None:
            first = n
        elif not loose and first is not None:
            last = n - 1
            while words[first].kind == "filler":
                first += 1
                if first > last:
                    break
            while last >= first and words[last].kind == "filler":
                last -= 1
            if any(words[k].kind == "unknown" for k in range(first, last + 1)):
                runs.append((first, last))
            first = None
    return runs


def _exact(word: Word) -> bool:
    return isinstance(word.value, Mention) and word.value.exact


def _segment(words: tuple[Word, ...], first: int, last: int) -> tuple[int, int]:
    """How far a name around the run may reach: up to the next word that cannot be part of a name."""
    low = first
    while low > 0 and not _hard(words[low - 1]):
        low -= 1
    high = last
    while high + 1 < len(words) and not _hard(words[high + 1]):
        high += 1
    return words[low].start, words[high].end


def _hard(word: Word) -> bool:
    return word.kind in HARD or word.label in HARD or _exact(word)


def _names_indicator(fit: Fit, index: NameIndex) -> bool:
    """Whether a fit says enough of an indicator's name: names of indicators are made of everyday words."""
    length = fit.end - fit.start
    return length >= 3 and length * 5 >= len(index.keys[fit.number]) * 3 and not (fit.jumps and length < 6)  # noqa: PLR2004


def _add_pinyin(edges: Edges, plain: str, start: int, end: int, names: Names) -> bool:
    letters = plain[start:end].replace("'", "")
    if len(letters) < 3:  # noqa: PLR2004 - fewer initials would fit by chance
        return False
    added = False
    for subject, index in (("project", names.projects), ("indicator", names.indicators)):
        found = index.by_pinyin(letters)
        if found:
            edges[start].append((end, FUZZY_NAME, subject, Mention(found, False, ("拼音",))))
            added = True
            break
    return added


def _add_fits(
    edges: Edges,
    plain: str,
    segment: tuple[int, int],
    core: tuple[int, int],
    subject: str,
    index: NameIndex,
    extra: float,
) -> bool:
    low, high = segment
    text = plain[low:high]
    fits = index.best_fits(text, core[0] - low, core[1] - low)
    if not fits or not fits[0].accepted:
        return False
    best = fits[0]
    if subject == "indicator" and not _names_indicator(best, index):
        return False
    equal = [
        fit
        for fit in fits
        if fit.accepted and fit.score >= best.score - MARGIN and (fit.start, fit.end) == (best.start, best.end)
    ]
    mention = Mention(tuple(index.names[fit.number] for fit in equal), False, best.reasons)
    cost = FUZZY_NAME + extra + 40 * (1 - best.score)
    edges[low + best.start].append((low + best.end, cost, subject, mention))
    return True
