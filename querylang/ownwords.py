"""The words that the staff of a place add without touching code: read from their file, checked, put to ours.

The file has up to four tables, each of keys with a list of words:

    ["同义词"]   a word that is known = words that mean the same
    ["项目"]     the full name of a loaded project = what else it is called
    ["部门"]     the full name of a loaded department = what else it is called
    ["填充词"]   any heading = words that add nothing to a question
"""

from collections.abc import Iterable, Sequence

from querylang.catalogue import Catalogue
from querylang.comparison_scan import match_comparison
from querylang.departments import DepartmentIndex
from querylang.fields import FIELDS, KINDS
from querylang.names import fold_name
from querylang.text import plain
from querylang.vocabulary import Lexicon, Meaning, Vocabulary, lengths_of, vocabulary
from querylang.wordfile import Entry, WordFileError, number_words, parse_words

SYNONYMS, PROJECTS, DEPARTMENTS, FILLERS = TABLES = ("同义词", "项目", "部门", "填充词")
FILLER = Meaning("filler", "word")
# Tables of numbers.toml that hold no words of questions.
NO_WORDS = frozenset({"not_numbers", "numbers", "not_unit", "not_after", "not_sign"})


def folded(text: str) -> str:
    """The form in which a word is looked for in questions."""
    return fold_name(plain(text))


def build_lexicon(name: str, text: str, catalogue: Catalogue, *, complete: bool = True) -> Lexicon:
    """Check a file of own words against the shipped ones and what is loaded; WordFileError names the line.

    Not complete: the catalogue shows a part of what is loaded, so that unknown names are passed over.
    """
    return _Builder(name, catalogue, complete).build(text.removeprefix("\ufeff"))


class _Builder:
    """One reading of one file."""

    def __init__(self, name: str, catalogue: Catalogue, complete: bool) -> None:
        self._name = name
        self._complete = complete
        self._catalogue = catalogue
        self._known = vocabulary().words
        self._words: dict[str, Meaning] = {}
        self._projects: dict[str, str] = {}
        self._departments: dict[str, str] = {}
        self._lines: dict[str, int] = {}  # where each word of the file stands
        self._names = {folded(one): one for one in catalogue.names("project")}
        self._indicators = {folded(one): one for one in catalogue.names("indicator")}
        self._index = DepartmentIndex(catalogue.names("department"))
        self._counting = _counting_words()

    def build(self, text: str) -> Lexicon:
        headings: dict[tuple[str, str], int] = {}
        tables = parse_words(self._name, text, headings)
        for table in tables:
            if table not in TABLES:
                raise self._error(headings[table, ""], f"没有 {table} 这个小节；可以有：{'、'.join(TABLES)}")
        for table, lists in tables.items():
            for heading, entries in lists.items():
                line = headings[table, heading]
                if not entries:
                    raise self._error(line, f"“{heading}”下面没有写词")
                self._add(table, heading, line, entries)
        return Lexicon(
            _extended(self._words),
            frozenset(self._words),
            tuple(self._projects.items()),
            tuple(self._departments.items()),
        )

    def _add(self, table: str, heading: str, line: int, entries: Sequence[Entry]) -> None:
        if table == SYNONYMS:
            meaning = self._known.get(folded(heading))
            if meaning is None:
                raise self._error(
                    line, f"“{heading}”不是已有的词，所以不知道它的同义词是什么意思（已有的词见 jixiao words）"
                )
            self._add_words(entries, meaning)
        elif table == FILLERS:
            self._add_words(entries, FILLER)
        elif table == PROJECTS:
            self._add_projects(heading, line, entries)
        else:
            self._add_departments(heading, line, entries)

    def _add_words(self, entries: Sequence[Entry], meaning: Meaning) -> None:
        for entry in entries:
            word = self._new_word(entry)
            if word in self._names:
                raise self._error(entry.line, f"“{entry.word}”是一个项目的名称，不能另作他用")
            if word in self._indicators:
                raise self._error(entry.line, f"“{entry.word}”是一条指标的名称，不能另作他用")
            if self._department(word):
                raise self._error(entry.line, f"“{entry.word}”已指{'、'.join(self._department(word))}，不能另作他用")
            self._words[word] = meaning

    def _add_projects(self, heading: str, line: int, entries: Sequence[Entry]) -> None:
        full = self._names.get(folded(heading))
        if full is None and self._complete:
            raise self._error(line, f"没有装入叫“{heading}”的项目{self._hint(heading)}")
        for entry in entries:
            word = self._new_word(entry)
            if word in self._names:
                problem = "就是它的全名" if self._names[word] == full else "是另一个项目的名称"
                raise self._error(entry.line, f"“{entry.word}”{problem}，不用也不能作别名")
            if word in self._indicators or self._department(word):
                what = "一条指标" if word in self._indicators else "部门"
                raise self._error(entry.line, f"“{entry.word}”已是{what}的名称，不能作项目的别名")
            if full is not None:
                self._projects[word] = full

    def _add_departments(self, heading: str, line: int, entries: Sequence[Entry]) -> None:
        meant = self._department(folded(heading))
        if len(meant) != 1 and self._complete:
            problem = f"可以指{'、'.join(meant)}，请写全名" if meant else "没有装入"
            raise self._error(line, f"部门“{heading}”{problem}")
        for entry in entries:
            word = self._new_word(entry)
            named = self._department(word)
            if named and not set(named) & set(meant):
                raise self._error(entry.line, f"“{entry.word}”已指{'、'.join(named)}，不能作“{heading}”的别名")
            if word in self._names or word in self._indicators:
                what = "项目" if word in self._names else "指标"
                raise self._error(entry.line, f"“{entry.word}”是一个{what}的名称，不能作部门的别名")
            if len(meant) == 1:
                self._departments[word] = meant[0]

    def _new_word(self, entry: Entry) -> str:
        """The folded word; an error where it is empty, stands in the file already, or means something as shipped."""
        word = folded(entry.word)
        if not word:
            raise self._error(entry.line, "空的词")
        if word in self._lines:
            raise self._error(entry.line, f"“{entry.word}”在第{self._lines[word]}行已经写过；一个词只能有一个意思")
        meaning = self._known.get(word)
        if meaning is not None:
            raise self._error(entry.line, f"“{entry.word}”本来就认得（{self._said(meaning)}），不能再加")
        if word in self._counting:
            raise self._error(entry.line, f"“{entry.word}”是数字、单位或比较用的词，不能另作他用")
        figure = match_comparison(word, 0)
        if figure is not None and figure.end == len(word):
            raise self._error(entry.line, f"“{entry.word}”会读成一个数，不能另作他用")
        self._lines[word] = entry.line
        return word

    def _department(self, word: str) -> tuple[str, ...]:
        """The departments that a whole word means already."""
        found = self._index.find(word, 0) if word else None
        return found[1] if found is not None and found[0] == len(word) else ()

    def _said(self, meaning: Meaning) -> str:
        """A meaning by the first word that has it."""
        if meaning.kind in {"kind", "filler"}:
            return KINDS[meaning.value].label if meaning.kind == "kind" else FILLERS
        if meaning.kind == "field" and meaning.value in FIELDS:
            return FIELDS[meaning.value].label
        return next(word for word, other in self._known.items() if other == meaning)

    def _hint(self, heading: str) -> str:
        near = self._catalogue.candidates("project", heading, 1)
        return f"；是不是“{near[0]}”？" if near else ""

    def _error(self, line: int, problem: str) -> WordFileError:
        return WordFileError(self._name, line, problem)


def _extended(words: dict[str, Meaning]) -> Vocabulary:
    """The shipped vocabulary with more words."""
    both = {**vocabulary().words, **words}
    return Vocabulary(both, lengths_of(both))


def _counting_words() -> frozenset[str]:
    """The words of numbers, units and comparisons."""
    found: set[str] = set()
    for table, lists in number_words().items():
        if table not in NO_WORDS:
            found.update(word for word in _whole(entry.word for entries in lists.values() for entry in entries))
    return frozenset(found)


def _whole(words: Iterable[str]) -> Iterable[str]:
    return (part for word in words for part in word.split("…") if part)
