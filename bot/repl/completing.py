"""What could come next: names of projects, fields, kinds, whole questions; typed in Chinese, pinyin or initials."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bot.repl.dotted import DOTTED
from bot.repl.spelling import spells

MOST = 30
_LETTERS = re.compile(r"[A-Za-z]+$")
_LONGEST = 20  # characters that a beginning is looked for in


class Candidate(NamedTuple):
    """A text that can be filled in, and what it is."""

    text: str
    kind: str


class Completion(NamedTuple):
    """A text for the last so many characters, and what it is."""

    text: str
    replaces: int
    kind: str


def dotted_candidates() -> list[Candidate]:
    """Every name of every command of the conversation."""
    return [Candidate(name, one.does) for one in DOTTED for name in one.names]


def complete(before: str, candidates: Iterable[Candidate], asked: bool) -> list[Completion]:
    """What fits what stands before the cursor, the best first; on an empty line only when it was asked for.

    >>> names = [Candidate(name, "项目") for name in ("欠薪应急周转金", "应急物资")]
    >>> [(one.text, one.replaces) for one in complete("请问应急", names, False)]
    [('应急物资', 2), ('欠薪应急周转金', 2)]
    >>> [one.text for one in complete("总计超过yj", names, False)], complete("", names, False)
    (['应急物资', '欠薪应急周转金'], [])
    >>> [one.text for one in complete(".tu", (), False)]
    ['.图', '.退出']
    """
    if before.startswith((".", "。")):
        typed = "." + before[1:].lower()
        fitting = [one for one in dotted_candidates() if one.text != typed and _begins_with(one.text, typed)]
        return [Completion(one.text, len(before), one.kind) for one in fitting]
    if not before.strip():
        return [Completion(one.text, 0, one.kind) for one in candidates if one.kind == "问题"] if asked else []
    letters = _LETTERS.search(before)
    found = _spelled(letters[0].lower(), candidates) if letters else _written(before, candidates)
    ranked = sorted(found, key=lambda one: one[0])
    return [completion for _, completion in ranked[:MOST]]


def _begins_with(name: str, typed: str) -> bool:
    """A command by the beginning of its name, or by its pinyin: .tu is .图."""
    return name.startswith(typed) or (typed[1:].isascii() and len(typed) > 1 and spells(typed[1:], name[1:]) == 0)


def _spelled(letters: str, candidates: Iterable[Candidate]) -> Iterator[tuple[tuple[int, int], Completion]]:
    for order, one in enumerate(candidates):
        at = 0 if one.text.lower().startswith(letters) else spells(letters, one.text)
        if at is not None:
            yield (at, order), Completion(one.text, len(letters), one.kind)


def _written(before: str, candidates: Iterable[Candidate]) -> Iterator[tuple[tuple[int, int], Completion]]:
    """By the longest end of the line that stands in the candidate; a question counts from the beginning of the line."""
    for order, one in enumerate(candidates):
        if one.kind == "问题":
            if one.text.startswith(before) and one.text != before:
                yield (-1, order), Completion(one.text, len(before), one.kind)
            continue
        for size in range(min(len(before), _LONGEST), 0, -1):
            typed = before[-size:]
            at = one.text.find(typed)
            if at == 0 and typed == one.text:
                break  # it is all there
            if at >= 0 and not typed.isspace() and (size > 1 or at == 0):
                yield (at - 2 * size, order), Completion(one.text, size, one.kind)
                break
