"""Names that were not written as they are published: proposed where characters of a question stay unknown.

A run of unknown characters (unknown_runs.py) is aligned with the names that share its characters.  Letters are tried
as pinyin (letters.py).
"""

from typing import TYPE_CHECKING

from querylang.known import Names
from querylang.names import ALPHABET, MARGIN, NameIndex, with_bracket
from querylang.numeral_words import NUMERAL_CHARS
from querylang.unknown_runs import glued_ends, reach_of, unknown_runs
from querylang.vocabulary import marker_words
from querylang.words import Edge, Edges, Mention, Word

if TYPE_CHECKING:
    from querylang.fits import Fit

FUZZY_NAME = 16.0
NEAR_DEPARTMENT = 14.0
NEAR_WORD = 19.0  # a name that is as near comes first
BY_INDICATOR = 3.0  # an equally good project comes first
UNSURE = 20.0  # what is only to be offered
PER_DOUBT = 40.0  # times 1 - score
# Behind a name these are taken for the end of its unknown characters.
COMPARED = frozenset(marker_words("compared_behind_name"))
FEWEST_LETTERS = 3  # fewer initials would fit by chance
# A long sentence of another domain holds dozens of unknown words: whatever a few of them were, the rest stays unknown.
MOST_GUESSED = 10
LONGEST_GUESSED = 60  # characters, more than a name has


def add_guesses(edges: Edges, plain: str, gaps: frozenset[int], words: tuple[Word, ...], names: Names) -> bool:
    """Propose names for the stretches that hold unknown characters; True when any edge was added."""
    added = _add_guesses(edges, plain, gaps, words, names)
    for found in edges if added and names.departments.names else ():
        _offer_either(found)
    return added


def _offer_either(found: list[Edge]) -> None:
    """生环: the abbreviation of a department and of a project alike."""
    for end, cost, kind, value in tuple(found):
        if kind == "department" and cost == NEAR_DEPARTMENT and isinstance(value, tuple):
            projects = [
                edge[3].names
                for edge in found
                if edge[0] == end and edge[2] == "project" and isinstance(edge[3], Mention) and not edge[3].exact
            ]
            if projects:
                found.append((end, cost - 1, "candidate", Mention((*projects[0], *value), False)))


def _add_guesses(edges: Edges, plain: str, gaps: frozenset[int], words: tuple[Word, ...], names: Names) -> bool:
    added = False
    guessed = 0
    runs = unknown_runs(words, plain)
    glued = glued_ends(words, gaps) if runs else frozenset()
    halves = frozenset(
        at
        for word in words
        if word.kind == "unknown"
        for at in range(word.start + 1, word.end - (plain[word.end - 1] in COMPARED))
    )
    added |= _add_near_words(edges, plain, words) | _add_near_numbers(edges, plain, words, gaps)
    if names.departments.names:
        added |= _add_departments(edges, plain, words, names)
    for first, last in runs:
        start, end = words[first].start, words[last].end
        run = plain[start:end]
        if any(char in ALPHABET for char in run):
            from querylang.letters import add_letters  # few questions are typed in letters

            added |= add_letters(edges, plain, start, end, gaps, names)
            if all(char in ALPHABET for char in run):
                continue
        segment = reach_of(words, first, last)
        cores = {(start, end)}
        cores.update((word.start, word.end) for word in words[first : last + 1] if word.kind == "unknown")
        if plain[end - 1] in COMPARED:  # 比工伤认顶高的
            cores.update([(one, end - 1) for one, other in cores if one < other - 1 and other == end])
        for core in sorted(core for core in cores if core[1] - core[0] <= LONGEST_GUESSED):
            guessed += 1
            if guessed > MOST_GUESSED:
                return added
            for subject, index in (("project", names.projects), ("indicator", names.indicators)):
                added |= _add_fits(edges, plain, segment, core, subject, index, (glued, halves))
    return added


def _add_near_words(edges: Edges, plain: str, words: tuple[Word, ...]) -> bool:
    from querylang.near_words import near_words

    added = False
    for word in words:
        if word.kind == "unknown":
            for start, end, meaning in near_words(plain, word.start, word.end):
                edges[start].append((end, NEAR_WORD, meaning.kind, meaning.value))
                added = True
    return added


def _add_near_numbers(edges: Edges, plain: str, words: tuple[Word, ...], gaps: frozenset[int]) -> bool:
    if NUMERAL_CHARS.isdisjoint(plain):
        return False
    from querylang.near_numbers import near_numbers

    found = list(near_numbers(plain, words, gaps))
    for start, comparison in found:
        edges[start].append((comparison.end, NEAR_WORD, "comparison", comparison))
    return bool(found)


def _add_departments(edges: Edges, plain: str, words: tuple[Word, ...], names: Names) -> bool:
    from querylang.near_departments import near_departments

    added = False
    unknown = [word for word in words if word.kind == "unknown" and len(word.text) <= LONGEST_GUESSED]
    for word in unknown[:MOST_GUESSED]:
        if ALPHABET.issuperset(word.text):
            continue
        for guess in near_departments(names.departments, plain, word.start, word.end):
            edge = (guess.end, NEAR_DEPARTMENT, "department", guess.names)
            unsure = (guess.end, NEAR_DEPARTMENT + UNSURE, "candidate", Mention(guess.names, False))
            edges[guess.start].append(edge if guess.sure else unsure)
            added = True
    return added


def _add_fits(  # noqa: PLR0913, PLR0917 - one alignment, and where it stands
    edges: Edges,
    plain: str,
    segment: tuple[int, int],
    core: tuple[int, int],
    subject: str,
    index: NameIndex,
    edges_of_words: tuple[frozenset[int], frozenset[int]],
) -> bool:
    from querylang.fits import best_fits  # a name in full needs none of it

    low, high = segment
    fits = best_fits(index, plain[low:high], core[0] - low, core[1] - low)
    if not fits:
        return False
    added = _add_fit(edges, plain, low, fits, subject, index, edges_of_words)
    if (low + fits[0].start, low + fits[0].end) != core:
        # A name that explains the whole run, if not as well: 某污管网评估 says more than the 污管网评估 in it.
        # Of a name's everyday words, as indicators are made of, nearly all has to be said.
        wider = [
            fit
            for fit in fits
            if (fit.whole or subject == "project") and low + fit.start <= core[0] and low + fit.end >= core[1]
        ]
        if wider:
            added |= _add_fit(edges, plain, low, wider, subject, index, edges_of_words)
    return added


def _add_fit(  # noqa: PLR0913, PLR0917 - one alignment, and where it stands
    edges: Edges,
    plain: str,
    low: int,
    fits: "list[Fit]",
    subject: str,
    index: NameIndex,
    edges_of_words: tuple[frozenset[int], frozenset[int]],
) -> bool:
    best = fits[0]
    glued, halves = edges_of_words
    start, end = low + best.start, low + best.end
    if (best.soft_start and start in glued | halves) or (best.soft_end and end in glued | halves):
        return False  # 会计 is not 审计, and 征 in 征地 is not 整
    if subject == "indicator" and not _names_indicator(best, index, plain[low + best.start : low + best.end]):
        return False
    equal = [
        fit
        for fit in fits
        if fit.score >= best.score - MARGIN
        and (fit.start, fit.end) == (best.start, best.end)
        and fit.whole == best.whole
        and fit.sure == best.sure
    ]
    complete = [
        fit for fit in equal if not fit.jumps and fit.first == 0 and fit.last == len(index.keys[fit.number]) - 1
    ]
    if complete:  # 教育督盗工作经费: 教育督导工作经费 with a wrong character, not 教育督导评估工作经费
        best, equal = complete[0], complete
    said = plain[low + best.start : low + best.end]
    if said in index.keys[best.number]:
        from querylang.pairs import without_chance

        names = without_chance(index.contains(said), said)  # each of them, also one that would fit a longer stretch
        if not names:
            return False
    else:
        names = tuple(dict.fromkeys(index.names[fit.number] for fit in equal))
    mention = Mention(names, False, best.reasons)
    cost = FUZZY_NAME + (BY_INDICATOR if subject == "indicator" else 0) + PER_DOUBT * (1 - best.score)
    if not best.sure or (best.foreign and len(names) > 1):  # what is none of the name may be what they differ in
        cost, subject = cost + UNSURE, "candidate"
    edges[start].append((with_bracket(plain, start, end), cost, subject, mention))
    return True


def _names_indicator(fit: "Fit", index: NameIndex, said: str) -> bool:
    """Whether a fit says enough of an indicator's name, which is made of everyday words.

    Its beginning or end as written, or three fifths of it: 填报率 names 企业填报率, 实际支出 is not 资金实际支出率.
    """
    key = index.keys[fit.number]
    if len(said) < FEWEST_LETTERS:
        return False
    if key.startswith(said) or key.endswith(said):
        return True
    if fit.first == 0 and fit.last == len(key) - 1 and fit.jumps == 1:
        return True
    return len(said) * 5 >= len(key) * 3 and not (fit.jumps and len(said) < 6)
