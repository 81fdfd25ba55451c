"""Reads the word lists of querylang/lexicon without importing tomllib, which alone costs more than a whole answer.

The lists are TOML of one plain shape: tables, keys with a string, and keys with a list of one string a line.
A test reads each of them with tomllib as well and compares.
"""

import marshal
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import Any

from querylang.named import NamedTuple

LEXICON = os.path.join(os.path.dirname(__file__), "lexicon")


class WordFileError(Exception):
    """A word list that cannot be read, with the line to look at."""

    def __init__(self, name: str, line: int, problem: str) -> None:
        super().__init__(f"{name} 第{line}行：{problem}")
        self.name, self.line, self.problem = name, line, problem


class Entry(NamedTuple):
    """One word of a list and the line it stands on."""

    word: str
    line: int


WordTables = dict[str, dict[str, list[Entry]]]


def read_text(name: str) -> str:
    """The text of one file of the lexicon."""
    with open(os.path.join(LEXICON, name), encoding="utf-8") as file:
        return file.read()


def parse_words(name: str, text: str, lines: dict[tuple[str, str], int] | None = None) -> WordTables:
    r"""Reads table -> key -> words; a key with a single string gives a list of one.

    `lines` is filled with where each (table, "") and (table, key) stands.

    >>> parse_words("x.toml", '[prefix]\n">" = [\n    "超过", "大于",  # usual\n]\n')
    {'prefix': {'>': [Entry(word='超过', line=3), Entry(word='大于', line=3)]}}
    """
    tables: WordTables = {}
    table: dict[str, list[Entry]] | None = None
    words: list[Entry] | None = None
    title = key = ""
    places = {} if lines is None else lines
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.strip()
        if not line or line[0] == "#":
            continue
        if words is not None:
            closed = _add_words(words, name, number, line)
            words = None if closed else words
        elif line[0] == "[":
            title = line[1:].partition("]")[0].strip().strip('"')
            places[title, ""] = number
            if title in tables:
                raise WordFileError(name, number, f"表 {title} 重复")
            table = tables[title] = {}
        else:
            # A quoted key may hold an equals sign.
            head, mark, rest = line[1:].partition('"') if line[0] == '"' else ("", "", line)
            key, equals, value = rest.partition("=")
            key = head if mark else key.strip()
            value = value.strip()
            if table is None or not (key and equals and value) or (mark and rest.partition("=")[0].strip()):
                raise WordFileError(name, number, '读不懂：先要有 [小节]，下面写 "名称" = [，再一行一个 "词",')
            if key in table:
                raise WordFileError(name, number, f"“{key}”重复")
            words = table[key] = []
            places[title, key] = number
            if value[0] not in '["':
                raise WordFileError(name, number, "等号后面应当是引号内的词，或是 [ 开头的一列词")
            if _add_words(words, name, number, value.removeprefix("[")) or value[0] == '"':
                words = None
    if words is not None:
        raise WordFileError(name, places[title, key], f"“{key}”的一列词没有用 ] 结束")
    return tables


def _add_words(words: list[Entry], name: str, number: int, line: str) -> bool:
    """Adds the quoted words of one line; True when the list ends on it."""
    pieces = line.split('"')
    for index, piece in enumerate(pieces):
        if index % 2 == 0:
            code = piece.partition("#")[0]
            if code.partition("]")[0].strip(" ,"):
                raise WordFileError(name, number, "词要放在一对英文双引号里，用英文逗号隔开")
            if "#" in piece or "]" in piece:
                return "]" in code
        elif not piece or index == len(pieces) - 1 or "\\" in piece:
            raise WordFileError(name, number, "词是空的，或引号不成对")
        else:
            words.append(Entry(piece, number))
    return False


def read_words(name: str) -> WordTables:
    """Reads one word list of the lexicon."""
    return parse_words(name, read_text(name))


@cache
def number_words() -> WordTables:
    """The words of numbers, units and comparisons, read once."""
    return read_words("numbers.toml")


Table = tuple[Any, ...]  # of str, dict, tuple and frozenset, as marshal writes them


def compiled(name: str, build: Callable[[], Table]) -> Table:
    """What `build` makes of a word list, kept beside the list until either the list or the building module changes.

    Reading and indexing the lists costs 8 ms at every start; reading what was made of them, 1 ms.  Where the folder
    cannot be written, the lists are read each time.
    """
    source = os.stat(os.path.join(LEXICON, name))
    code = build.__code__
    builder = os.stat(code.co_filename)
    stamp = (sys.hexversion, source.st_mtime_ns, source.st_size, builder.st_mtime_ns, builder.st_size)
    kept = os.path.join(LEXICON, "__pycache__", f"{name}.{code.co_name.strip('_')}")
    try:
        with open(kept, "rb") as file:
            found = marshal.loads(file.read())  # noqa: S302 - a file of our own folder, like the .pyc files beside it
        if found[0] == stamp:
            table: Table = found[1]
            return table
    except (OSError, ValueError, EOFError, TypeError, IndexError):
        pass
    table = build()
    with suppress(OSError):
        os.makedirs(os.path.dirname(kept), exist_ok=True)
        draft = f"{kept}.{os.getpid()}"
        with open(draft, "wb") as file:
            marshal.dump((stamp, table), file)
        os.replace(draft, kept)
    return table


@cache
def word_lists(name: str) -> dict[str, dict[str, tuple[str, ...]]]:
    """Table -> key -> words of one list, in their order; without the lines they stand on."""

    def _lists() -> Table:
        tables = read_words(name).items()
        return (
            {title: {key: tuple(entry.word for entry in words) for key, words in t.items()} for title, t in tables},
        )

    found: dict[str, dict[str, tuple[str, ...]]] = compiled(name, _lists)[0]
    return found
