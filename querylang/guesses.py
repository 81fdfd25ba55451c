"""Names that were not written as they are published: proposed where characters of a question stay unknown.

A run of unknown characters, with the parts of names and lone characters around it, is aligned with the names that
share its characters.  Letters are tried as pinyin, of names and of the vocabulary.
"""

from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from querylang.comparison import Comparison
from querylang.known import Names
from querylang.names import ALPHABET, MARGIN, NameIndex, with_bracket
from querylang.vocabulary import Meaning, vocabulary
from querylang.words import Edge, Edges, Mention, Word

if TYPE_CHECKING:
    from querylang.fits import Fit

FUZZY_NAME = 16.0
NEAR_DEPARTMENT = 14.0
PINYIN_WORD = 12.0
NEAR_WORD = 19.0  # a name that is as near comes first
BY_INDICATOR = 3.0  # an equally good project comes first
UNSURE = 20.0  # what is only to be offered
PER_DOUBT = 40.0  # times 1 - score
# What a name does not reach across.
HARD = frozenset(
    {"logic", "negation", "comparison", "existence", "reference", "text", "superlative", "inclusion", "nth"}
)
# Lone characters that do join two names, and so end a run.
JOINING = frozenset(
    {"logic.with", "logic.or", "logic.comma", "logic.open", "logic.close", "filler.mark", "filler.de", "ask.than"}
)
COMPARED = frozenset("高多大贵低少小")  # behind a name, and taken for the end of its unknown characters
INTERJECTIONS = frozenset("嗯呃哎诶唉啊呀哦噢喔哟咦嘛")  # never part of a word
FEWEST_LETTERS = 3  # fewer initials would fit by chance
SHORT_SPELLINGS = frozenset({"logic"})  # he: 和 between two names
MOST_SYLLABLE_GROUPS = 16
MOST_SPELLED = 300  # rows of such groups: of two dozen syllables every one
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
    runs = _unknown_runs(words, plain)
    glued = _glued(words, gaps) if runs else frozenset()
    halves = frozenset(
        at
        for word in words
        if word.kind == "unknown"
        for at in range(word.start + 1, word.end - (plain[word.end - 1] in COMPARED))
    )
    added |= _add_near_words(edges, plain, words)
    if names.departments.names:
        added |= _add_departments(edges, plain, words, names)
    for first, last in runs:
        start, end = words[first].start, words[last].end
        run = plain[start:end]
        if any(char in ALPHABET for char in run):
            added |= _add_letters(edges, plain, start, end, gaps, names)
            if all(char in ALPHABET for char in run):
                continue
        segment = _segment(words, first, last)
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


# ------------------------------------------------------------------------------------------------ runs


def worth_guessing(words: tuple[Word, ...]) -> bool:
    """Whether anything stays unexplained: unknown characters, or a number without unit beside a part of a name."""
    return any(word.kind == "unknown" or _numbered(words, n) or _wedged(words, n) for n, word in enumerate(words))


def _wedged(words: tuple[Word, ...], n: int) -> bool:
    """职业能力建没工作经费: one character, a word by chance, between two parts of names."""
    if not _lone(words[n]) or words[n].kind == "project" or not 0 < n < len(words) - 1:
        return False
    return all(words[k].kind == "project" and not _exact(words[k]) for k in (n - 1, n + 1))


def _numbered(words: tuple[Word, ...], n: int) -> bool:
    """穗财社2021 41号: a number without a unit, beside a part of a name."""
    value = words[n].value
    return (
        isinstance(value, Comparison)
        and value.bare
        and value.unit is None
        and n > 0
        and words[n - 1].kind == "project"
        and not _exact(words[n - 1])
    )


def _unknown_runs(words: tuple[Word, ...], plain: str) -> list[tuple[int, int]]:
    """Index pairs (first, last) of stretches of unknown characters, parts of names and lone characters."""
    runs: list[tuple[int, int]] = []
    first: int | None = None
    for n in range(len(words) + 1):
        loose = n < len(words) and _loose(words, n, plain)
        if loose and first is None:
            first = n
        elif not loose and first is not None:
            run = _trimmed(words, first, n - 1)
            if run is not None:
                runs.append(run)
            first = None
    return runs


def _trimmed(words: tuple[Word, ...], first: int, last: int) -> tuple[int, int] | None:
    """A run without the words at its ends that stand on their own; None when nothing unknown is left."""
    while first <= last and not _of_name(words[first]):
        first += 1
    while last >= first and not _of_name(words[last]):
        last -= 1
    strange = any(words[k].kind in {"unknown", "comparison"} or _wedged(words, k) for k in range(first, last + 1))
    return (first, last) if strange else None


def _of_name(word: Word) -> bool:
    by_chance = word.kind in {"logic", "filler"} and word.text not in INTERJECTIONS and _lone(word)
    return word.kind in {"unknown", "project", "comparison"} or by_chance


def _loose(words: tuple[Word, ...], n: int, plain: str) -> bool:
    word = words[n]
    if word.kind == "unknown":
        return True
    if word.kind == "project":
        return not _exact(word) or _typed_twice(words, n, plain)
    if word.kind == "comparison":
        return _numbered(words, n)
    return _lone(word)


def _lone(word: Word) -> bool:
    """One character that is a word by chance: 里 in 整里, 也 in 职也."""
    return word.end - word.start == 1 and word.label not in JOINING and word.kind != "comparison"


def _typed_twice(words: tuple[Word, ...], n: int, plain: str) -> bool:
    """专项资金金: a name in full and its last character again."""
    return n + 1 < len(words) and words[n + 1].kind == "unknown" and words[n + 1].text == plain[words[n].end - 1]


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
    return word.label in JOINING or (word.kind in HARD and not _lone(word)) or _exact(word)


# ------------------------------------------------------------------------------------------------ characters


def _glued(words: tuple[Word, ...], gaps: frozenset[int]) -> frozenset[int]:
    """Positions where a lone character that is a word by chance touches its neighbour: 会 in 会计."""
    ends: set[int] = set()
    for word in words:
        if _lone(word) and word.kind != "unknown" and word.text not in INTERJECTIONS:
            ends.update(at for at in (word.start, word.end) if at not in gaps)
    return frozenset(ends)


def _add_near_words(edges: Edges, plain: str, words: tuple[Word, ...]) -> bool:
    from querylang.near_words import near_words

    added = False
    for word in words:
        if word.kind == "unknown":
            for start, end, meaning in near_words(plain, word.start, word.end):
                edges[start].append((end, NEAR_WORD, meaning.kind, meaning.value))
                added = True
    return added


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


def _add_fit(  # noqa: PLR0913, PLR0917 - as above
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
    if not best.sure:
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


# ------------------------------------------------------------------------------------------------ pinyin


@cache
def _spoken() -> dict[str, Meaning]:
    """The vocabulary by pinyin; a spelling shared by words of different meaning stands for none."""
    from querylang.pinyin import syllables

    spoken: dict[str, Meaning | None] = {}
    for word, meaning in vocabulary().words.items():
        if len(word) == 1 and meaning.kind not in SHORT_SPELLINGS and meaning.value not in {"de", "than"}:
            continue  # jiang may be 将, and the beginning of anything else
        sounds = [syllables(char) for char in word]
        if all(sounds):
            spelling = "".join(sound[0] for sound in sounds)
            known = spoken.get(spelling, meaning)
            if known is not None and (known.value != "de" or spelling not in spoken):
                spoken[spelling] = meaning if known == meaning or meaning.value == "de" else None
    return {spelling: meaning for spelling, meaning in spoken.items() if meaning is not None}


def _add_letters(edges: Edges, plain: str, start: int, end: int, gaps: frozenset[int], names: Names) -> bool:
    """Letters as pinyin: of a name, in groups as they were typed; of a word; of one character amid others."""
    added = False
    breaks = [
        start,
        *(n for n in range(start + 1, end) if n in gaps or (plain[n] in ALPHABET) != (plain[n - 1] in ALPHABET)),
        end,
    ]
    rows = (
        (first, last) for n, first in enumerate(breaks[:-1]) for last in breaks[n + 1 : n + 1 + MOST_SYLLABLE_GROUPS]
    )
    for first, last in islice(rows, MOST_SPELLED):
        letters = plain[first:last]
        if ALPHABET.issuperset(letters):
            added |= _add_pinyin(edges, first, last, letters, names)
    if not all(char in ALPHABET for char in plain[start:end]):
        found = names.projects.by_mixed(plain[start:end])
        if found:
            edges[start].append((end, FUZZY_NAME, "project", Mention(found, False, ("夹有拼音",))))
            added = True
    return added


def _add_pinyin(edges: Edges, start: int, end: int, letters: str, names: Names) -> bool:
    from querylang.near_departments import by_letters

    meaning = _spoken().get(letters)
    if meaning is not None:
        edges[start].append((end, PINYIN_WORD, meaning.kind, meaning.value))
    if len(letters) < FEWEST_LETTERS:
        return meaning is not None
    departments = by_letters(names.departments, letters)
    if departments:
        edges[start].append((end, NEAR_DEPARTMENT, "department", departments))
    for subject, index in (("project", names.projects), ("indicator", names.indicators)):
        found = index.by_pinyin(letters)
        if subject == "indicator":  # of its everyday words, as much as in _names_indicator
            found = tuple(name for name in found if len(letters) * 5 >= len(name) * 3)
        if found:
            edges[start].append((end, FUZZY_NAME, subject, Mention(found, False, ("拼音",))))
            return True
    return bool(departments) or meaning is not None
