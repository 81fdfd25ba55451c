"""Departments as people name them: in full, without the level behind them, by bureau, abbreviation or place."""

from collections.abc import Iterable, Mapping
from functools import cache, cached_property

from querylang.names import fold_name
from querylang.text import plain
from querylang.vocabulary import marker_words
from querylang.wordfile import word_lists

_AUTONOMOUS = marker_words("autonomous")
_ENDINGS = frozenset(marker_words("place_endings"))  # of a place
_NOT_BEHIND = frozenset(marker_words("not_behind_place"))
_NOT_WITHIN = frozenset(marker_words("not_within_place"))  # not 住房和城乡
_LONGEST_PLACE = 8  # without its ending
BUREAU = "局"
LONGEST_SHORT = 4  # 城管执法
SHORTEST_ABBREVIATION = 3  # 人社局; two characters would be chance


def place_end(name: str) -> int:
    """Where the place in front of a department's name ends; 0 without one.

    Two characters or more before 市 or 区 (not 城市, 乡镇), one before 县.  As a pattern this is one line, which
    takes longer to compile at every start than reading a question does.

    >>> place_end("星渚区财政局"), place_end("广州市番禺区教育局"), place_end("安县人社局"), place_end("城市管理局")
    (3, 3, 2, 0)
    """
    for length in range(2, _LONGEST_PLACE + 1):
        if not _NOT_WITHIN.isdisjoint(name[:length]):
            break
        size = 3 if name.startswith(_AUTONOMOUS, length) else int(name[length : length + 1] in _ENDINGS)
        if size and name[length + size : length + size + 1] not in _NOT_BEHIND:
            return length + size
    for length in range(1, _LONGEST_PLACE + 1):
        if name[length : length + 1] == "县" and name[length + 1 : length + 2] not in _NOT_BEHIND:
            return length + 1
    return 0


def without_level(name: str) -> str:
    """教育局(本级): the name before the brackets at its end."""
    start = name.rfind("(") if name.endswith(")") else -1
    return name[:start] if start >= 0 and ")" not in name[start:-1] else name


class DepartmentIndex:
    """Finds departments of a fixed list in a question."""

    def __init__(self, names: Iterable[str], aliases: Mapping[str, str] | None = None) -> None:
        """Index full names as loaded; an alias (in its folded form) means its one department, whatever else fits."""
        self.names = tuple(names)
        self._aliases: dict[str, tuple[str, ...]] = {}
        self.stems: dict[str, tuple[str, ...]] = {}  # 番禺: a place without its 区, right before a bureau
        self.places: dict[str, tuple[str, ...]] = {}  # 临江县, 临江
        self._of_level: dict[str, tuple[str, ...]] = {}  # 市: the departments of a place that ends so
        self.bureaus: dict[str, tuple[str, ...]] = {}
        for name in self.names:
            key = fold_name(plain(name))
            bare = without_level(key)
            self._add(self._aliases, key, name)
            self._add(self._aliases, bare, name)
            rest = bare
            place = ""
            while 0 < (end := place_end(rest)) < len(rest) - 1:
                found, rest = rest[:end], rest[end:]
                self._add(self._aliases, rest, name)
                self._add(self._aliases, rest + key[len(bare) :], name)
                self._add(self.stems, found[:-1], name)
                place += found
                self._add(self._aliases, found, name)
                self._add(self._aliases, place, name)
                for said in (found, place, found[:-1]):
                    self._add(self.places, said, name)
            self._add(self.bureaus, rest, name)
            self._add(self._of_level, place[-1:], name)
        self._aliases.update((alias, (name,)) for alias, name in (aliases or {}).items())
        stems = {stem[0] for stem in self.stems}
        self._first = stems | {alias[0] for alias in self._aliases}
        self._last = {bureau[-1] for bureau in self.bureaus}
        self.longest = max((len(alias) for alias in self._aliases), default=0)

    @cached_property
    def characters(self) -> str:
        """Every character that stands in a mention of a department, each once; made when one has to be guessed."""
        return "".join(dict.fromkeys("".join((*self._aliases, *_former_names()))))

    @cached_property
    def by_sound(self) -> dict[str, str]:
        """The same characters by their syllables, for what is spelled in letters."""
        from querylang.pinyin import syllables

        found: dict[str, str] = {}
        for char in self.characters:
            for sound in syllables(char):
                found[sound] = found.get(sound, "") + char
        return found

    @cached_property
    def begins(self) -> frozenset[str]:
        """Every character with which a mention begins, an abbreviation or a former name too."""
        heads = self._first.union(self._of_level, "".join(self.bureaus))
        return frozenset(heads.union(name[0] for name in _former_names()))

    @staticmethod
    def _add(table: dict[str, tuple[str, ...]], alias: str, name: str) -> None:
        if name not in table.get(alias, ()):
            table[alias] = (*table.get(alias, ()), name)

    def find(self, text: str, start: int) -> tuple[int, tuple[str, ...]] | None:
        """The longest mention of departments at start, with the level behind it: (end, full names), or None."""
        found = self._find(text, start)
        return found if found is None else self._with_level(text, *found)

    def _with_level(self, text: str, end: int, names: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
        """城管局(本级), 城管局本级: those that are printed with this level."""
        levels = {name: plain(name)[len(without_level(plain(name))) :] for name in names}
        for level in dict.fromkeys(levels.values()):
            said = next((one for one in (level, level.strip("()")) if one and text.startswith(one, end)), "")
            if said:
                return end + len(said), tuple(name for name in names if levels[name] == level)
        return end, names

    def _find(self, text: str, start: int) -> tuple[int, tuple[str, ...]] | None:
        if text[start] not in self.begins:
            return None
        begins = text[start] in self._first
        for end in range(min(len(text), start + self.longest), start + 1, -1):
            part = text[start:end]
            if begins and part in self._aliases:
                return end, self._aliases[part]
            if len(part) >= SHORTEST_ABBREVIATION and part[-1] in self._last:
                named = self._abbreviated(part)
                if named:
                    return end, named
        for stem, names in self.stems.items():
            if len(stem) > 1 and text.startswith(stem, start):
                found = self._among(text, start + len(stem), names)
                if found is not None:
                    return found
        if text[start] in self._of_level:
            return self._among(text, start + 1, self._of_level.get(text[start], ()))  # 市教育局
        return None

    def _among(self, text: str, start: int, names: tuple[str, ...]) -> tuple[int, tuple[str, ...]] | None:
        """The mention at start, where it can mean some of these departments."""
        found = self.find(text, start) if names and start < len(text) else None
        both = () if found is None else tuple(name for name in found[1] if name in names)
        return (found[0], both) if found is not None and both else None

    def find_placed(self, text: str, start: int) -> tuple[int, tuple[str, ...]] | None:
        """As `find`, with the bureau behind its place: 番禺区人社局."""
        found = self.find(text, start)
        return found if found is None else self._among(text, *found) or found

    def _abbreviated(self, part: str) -> tuple[str, ...]:
        """Departments whose bureau is shortened so (人社局, 环境局 of 生态环境局), or was called so before (环保局)."""
        now = _former_names().get(part, part)
        return tuple(
            name
            for bureau, names in self.bureaus.items()
            if _abbreviates(part, bureau) or (bureau.endswith(now) and (now != part or len(now) < len(bureau)))
            for name in names
        )


def short_for(index: DepartmentIndex, text: str) -> tuple[str, ...]:
    """The departments of which a text is the abbreviation but for its 局: 城管."""
    if not SHORTEST_ABBREVIATION - 1 <= len(text) <= LONGEST_SHORT:
        return ()
    found = index.find(text + BUREAU, 0)
    return found[1] if found is not None and found[0] > len(text) else ()


@cache
def _former_names() -> dict[str, str]:
    """What a bureau was called before -> how the names of its successors end, by names.toml."""
    return {before: now for now, names in word_lists("names.toml")["former"].items() for before in names}


def _abbreviates(part: str, bureau: str) -> bool:
    """Whether part picks characters of the bureau in order, from its first to its last (人社局)."""
    if part[0] != bureau[0] or part[-1] != bureau[-1] or len(part) >= len(bureau):
        return False
    rest = iter(bureau)
    return all(char in rest for char in part)
