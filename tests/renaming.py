"""The bundled document and the corpus with every name written in other characters.

A character of a project's or indicator's name is replaced, by one fixed mapping, by a rare one, unless it is part of a
word of the vocabulary that stands in some name (满意度 stays 满意度) or of a number.  Questions are mapped alike, their
words of the vocabulary left alone.  A program that knew its sample by heart would not find these.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from bot.answer import AnswerService
from db.load import load_documents, read_file
from db.records import Document, IndicatorRecord, ProjectRecord
from db.sample import sample_path
from querylang.pinyin import syllables
from querylang.text import normalise
from querylang.vocabulary import vocabulary
from querylang.wordfile import read_text
from tests.question_corpus import Case, lines, names, questions

SPELLED = ("spelling",)  # topics that play on sounds and shapes, which other characters do not have
QUOTED = re.compile("“[^”]*”")
MEANT = frozenset({"project", "indicator", "quoted", "unrecognised"})  # words of a question that are mapped


@cache
def sample() -> Document:
    """The bundled document as records."""
    (document,) = read_file(sample_path())
    return document


def _published() -> Iterator[str]:
    for project in sample().projects:
        yield project.name
        yield from (indicator.name for indicator in project.indicators)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from (key, *_strings(each))
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)


@cache
def mapping() -> dict[int, str]:
    """Character code → other character, for what names are made of beside words of the vocabulary."""
    published = tuple(_published())
    general = tomllib.loads(read_text("names.toml"))["generic"]["words"]
    words = [word for word in (*vocabulary().words, *general) if any(word in name for name in published)]
    # What numbers.toml lists beside (not_numbers, not_unit …) are words that hold no number.
    numbers = {
        key: said for key, said in tomllib.loads(read_text("numbers.toml")).items() if not key.startswith("not_")
    }
    kept = set("".join(words)) | set("".join(_strings(numbers)))
    moved = sorted({char for name in published for char in name if "\u4e00" <= char <= "\u9fff"} - kept)
    taken = "".join(
        (*vocabulary().words, *questions(), *lines("content_words.txt"), *kept, sample_path().read_text("utf-8"))
    )
    others = (
        char
        for char in map(chr, range(0x5000, 0x9FA0))
        if char not in taken and syllables(char) and normalise(char).plain == char
    )
    return {ord(char): other for char, other in zip(moved, others, strict=False)}


def renamed(text: str) -> str:
    """A text of the document in other characters."""
    return text.translate(mapping())


def _renamed(text: str | None) -> str | None:
    return None if text is None else renamed(text)


def _indicator(one: IndicatorRecord) -> IndicatorRecord:
    return one._replace(
        name=renamed(one.name), cycle_target=_renamed(one.cycle_target), annual_target=_renamed(one.annual_target)
    )


def _project(one: ProjectRecord) -> ProjectRecord:
    indicators = tuple(_indicator(each) for each in one.indicators)
    return one._replace(name=renamed(one.name), goal=_renamed(one.goal), indicators=indicators)


def renamed_service(folder: Path) -> AnswerService:
    """Answer over the renamed document."""
    path = folder / "renamed.db"
    document = sample()._replace(projects=tuple(_project(one) for one in sample().projects))
    load_documents(str(path), (document,), replace=True)
    return AnswerService(str(path))


def renamed_question(service: AnswerService, question: str) -> str:
    """The question about the renamed document; `service` answers over the bundled one."""
    return "".join(renamed(word.text) if word.kind in MEANT else word.text for word in service.read(question).words)


def renamed_case(case: Case) -> Case:
    """What the case expects, in other characters; the query and sentence hold names, so they are left out."""
    return case._replace(
        query=None,
        reads=None,
        projects=tuple(renamed(names()[short]) for short in case.projects),
        indicators=tuple((renamed(names()[short]), renamed(name)) for short, name in case.indicators),
        groups=tuple((renamed(names()[label]) if label in names() else label, count) for label, count in case.groups),
        says=tuple(QUOTED.sub(lambda found: renamed(found[0]), one) for one in case.says),
        texts=tuple(text if text in sample().department else renamed(text) for text in case.texts),
    )
