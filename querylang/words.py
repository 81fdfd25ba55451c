"""The words a question is cut into."""

from typing import Self, TypeAlias

from querylang.named import NamedTuple
from querylang.names import fold_name
from querylang.text import Text

UNRECOGNISED = frozenset({"unknown", "candidate"})
PART_OF_NAME = ("名称的一部分",)  # why a mention that was written as names have it means them


class Mention(NamedTuple):
    """Names that a stretch of the question can mean, with the reasons; exact: it is one of them in full."""

    names: tuple[str, ...]
    exact: bool
    reasons: tuple[str, ...] = ()


class Quoted(NamedTuple):
    """Text that stood in quotation marks, without them."""

    text: str


class _WordFields(NamedTuple):
    start: int
    end: int
    text: str
    kind: str
    value: object
    label: str  # `kind.value` for words of the vocabulary, else the kind: rules look at it seventy times a question


class Word(_WordFields):
    """One word of the plain text.

    Kind and value are those of words.toml; else kind is project, indicator, department, year, comparison, quoted,
    unknown, or candidate: names to offer for what is no name.
    """

    def __new__(cls, start: int, end: int, text: str, kind: str, value: object, *_label: str) -> Self:
        """Join the label; `_replace` hands over the old one as well, which says nothing."""
        label = f"{kind}.{value}" if isinstance(value, str) else kind
        return tuple.__new__(cls, (start, end, text, kind, value, label))


# Proposals for words, by where they start: (end, cost, kind, value).
Edge: TypeAlias = tuple[int, float, str, object]
Edges: TypeAlias = list[list[Edge]]


def _as_shown(word: Word) -> Word:
    return word._replace(kind="unrecognised") if word.kind in UNRECOGNISED else word


def as_typed(words: tuple[Word, ...], text: Text) -> tuple[Word, ...]:
    """The words with spans and text of the question as typed; white space stands as words of its own."""
    if fold_name(text.plain) == text.original:  # nothing was folded: the words are as they were typed
        strange = any(word.kind in UNRECOGNISED for word in words)
        return tuple([_as_shown(word) for word in words]) if strange else words
    result: list[Word] = []
    at = 0
    for word in words:
        start, end = text.starts[word.start], text.starts[word.end]
        said = text.original[start:end]
        bare = said.rstrip()
        kind = "unrecognised" if word.kind in UNRECOGNISED else word.kind
        if start > at:
            result.append(Word(at, start, text.original[at:start], "space", None))
        result.append(Word(start, start + len(bare), bare, kind, word.value))
        if len(bare) < len(said):
            result.append(Word(start + len(bare), end, said[len(bare) :], "space", None))
        at = end
    return tuple(result)
