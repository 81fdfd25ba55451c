"""The fixed words of questions, read from lexicon/words.toml: word → what it means, one meaning a word."""

from collections.abc import Iterable
from functools import cache

from querylang.named import NamedTuple
from querylang.wordfile import Table, WordFileError, WordTables, compiled, read_words, word_lists


class Meaning(NamedTuple):
    """What a word stands for: the section of words.toml (`kind.value`) it is listed in."""

    kind: str
    value: str


class Vocabulary(NamedTuple):
    """Words by spelling, and how long those with given first two characters are, the shortest first."""

    words: dict[str, Meaning]
    lengths: dict[str, tuple[int, ...]]


class Lexicon(NamedTuple):
    """The words in force: those shipped, and what the staff of a place added to them."""

    vocabulary: Vocabulary
    own: frozenset[str] = frozenset()  # words of the vocabulary that were added
    projects: tuple[tuple[str, str], ...] = ()  # what else a project is called, as names are compared; its full name
    departments: tuple[tuple[str, str], ...] = ()


def build_vocabulary(name: str, tables: WordTables) -> Vocabulary:
    """Build the look-up from tables named `kind.value`; WordFileError for an empty or repeated word."""
    words: dict[str, Meaning] = {}
    for title, lists in tables.items():
        kind, _, value = title.partition(".")
        meaning = Meaning(kind, value)
        for spelling, line in lists["words"]:
            word = spelling.strip().lower()
            if not word:
                raise WordFileError(name, line, "空的词")
            if word in words:
                there = words[word]
                raise WordFileError(name, line, f"“{word}”出现了两次：[{there.kind}.{there.value}] 和 [{title}]")
            words[word] = meaning
    return Vocabulary(words, lengths_of(words))


def lengths_of(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """How long the words of two characters or more are that begin with given two, the shortest first."""
    found: dict[str, set[int]] = {}
    for word in words:
        if len(word) > 1:
            found.setdefault(word[:2], set()).add(len(word))
    return {first: tuple(sorted(lengths)) for first, lengths in found.items()}


def _shipped() -> Table:
    """The shipped vocabulary as plain values: words by meaning, and their lengths."""
    built = build_vocabulary("words.toml", read_words("words.toml"))
    by_meaning: dict[tuple[str, str], list[str]] = {}
    for word, meaning in built.words.items():
        by_meaning.setdefault((meaning.kind, meaning.value), []).append(word)
    return tuple((kind, value, words) for (kind, value), words in by_meaning.items()), built.lengths


@cache
def vocabulary() -> Vocabulary:
    """Return the shipped vocabulary, read once."""
    meanings, lengths = compiled("words.toml", _shipped)
    words: dict[str, Meaning] = {}
    for kind, value, spellings in meanings:
        words.update(dict.fromkeys(spellings, Meaning(kind, value)))
    return Vocabulary(words, lengths)


@cache
def shipped_lexicon() -> Lexicon:
    """Return the words in force where nothing was added."""
    return Lexicon(vocabulary())


@cache
def everyday_words(table: str) -> frozenset[str]:
    """Words that stand in many names (names.toml), by table."""
    return frozenset(word_lists("names.toml")[table]["words"])


def marker_words(table: str) -> tuple[str, ...]:
    """Words that one rule looks for (markers.toml), by table and in its order."""
    return word_lists("markers.toml")[table]["words"]


def marker_characters(table: str) -> frozenset[str]:
    """The single characters that one rule looks for (markers.toml)."""
    return frozenset("".join(marker_words(table)))
