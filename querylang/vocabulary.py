"""The fixed words of questions, read from lexicon/words.toml: word → what it means, one meaning a word."""

from functools import cache
from typing import NamedTuple

from querylang.wordfile import WordFileError, WordTables, parse_words, read_text


class Meaning(NamedTuple):
    """What a word stands for: the section of words.toml (`kind.value`) it is listed in."""

    kind: str
    value: str


class Vocabulary(NamedTuple):
    """Words by spelling, and how long the longest word with a given first character is."""

    words: dict[str, Meaning]
    longest: dict[str, int]


def build_vocabulary(name: str, tables: WordTables) -> Vocabulary:
    """Build the look-up from tables named `kind.value`; WordFileError for an empty or repeated word."""
    words: dict[str, Meaning] = {}
    longest: dict[str, int] = {}
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
            longest[word[0]] = max(longest.get(word[0], 0), len(word))
    return Vocabulary(words, longest)


@cache
def vocabulary() -> Vocabulary:
    """Return the shipped vocabulary, read once."""
    return build_vocabulary("words.toml", parse_words("words.toml", read_text("words.toml")))
