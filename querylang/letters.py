"""Letters in a question as pinyin: of a name, in groups as they were typed; of a word; of one character amid others."""

from functools import cache
from itertools import islice

from querylang.guesses import FEWEST_LETTERS, FUZZY_NAME, NEAR_DEPARTMENT
from querylang.known import Names
from querylang.names import ALPHABET
from querylang.near_departments import by_letters
from querylang.pinyin import syllables
from querylang.vocabulary import Meaning, vocabulary
from querylang.words import Edges, Mention

PINYIN_WORD = 12.0
SHORT_SPELLINGS = frozenset({"logic"})  # he: 和 between two names
MOST_SYLLABLE_GROUPS = 16
MOST_SPELLED = 300  # rows of such groups: of two dozen syllables every one


@cache
def _spoken() -> dict[str, Meaning]:
    """The vocabulary by pinyin; a spelling shared by words of different meaning stands for none."""
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


def add_letters(edges: Edges, plain: str, start: int, end: int, gaps: frozenset[int], names: Names) -> bool:
    """Propose what plain[start:end] can spell; True when any edge was added."""
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
