"""Everyday words of two characters, from lexicon/pairs.txt: first character, then those that follow it.

Words of offices that the dictionary lacks stand in names.toml.

The file is read only where a mention holds a character that its name does not have, and searched, not parsed.
"""

from functools import cache, lru_cache

from querylang.names import fold_name
from querylang.text import plain
from querylang.vocabulary import everyday_words
from querylang.wordfile import read_text

MOST_LOOKED_INTO = 60  # names that hold two characters: of more, some have them as a word


@cache
def _table() -> str:
    return "\n" + read_text("pairs.txt")


def is_word(pair: str) -> bool:
    """Whether two characters are an everyday word.

    >>> is_word("团员"), is_word("租聘")
    (True, False)
    """
    if pair in everyday_words("office"):
        return True
    return len(pair) == len("单词") and pair[1] in _followers(pair[0])


@lru_cache(2000)
def _followers(first: str) -> str:
    """The characters that make a word with one before them; a search of the whole file takes a while."""
    table = _table()
    at = table.find(f"\n{first} ")
    return table[at + 3 : table.find("\n", at + 1)] if at >= 0 else ""


@lru_cache(512)
def without_chance(names: tuple[str, ...], part: str) -> tuple[str, ...]:
    """Of the names that hold two characters, those that do not hold them by chance alone, between two other words.

    >>> without_chance(("综合档案整理工作经费", "理工学院实训补助"), "理工")
    ('理工学院实训补助',)
    """
    if len(part) != len("理工") or len(names) > MOST_LOOKED_INTO:
        return names
    return tuple(name for name in names if not _by_chance(fold_name(plain(name)), part))


def _by_chance(key: str, part: str) -> bool:
    """Whether wherever a part stands in a name, each of its characters makes a word with the one beside it.

    Where what is around the part is words as well, it is one itself: 产品 in 农产品质量.
    """
    places = [at for at in range(len(key)) if key.startswith(part, at)]
    return bool(places) and all(is_torn(key, at) for at in places)


def is_torn(key: str, at: int) -> bool:
    """Whether both of two characters of a name make a word with the one beside them: 理工 in 综合档案整理工作经费."""
    words = (is_word(key[n : n + 2]) if n >= 0 else False for n in (at - 1, at + 1, at - 2, at + 2))
    return tuple(words) == (True, True, False, False)
