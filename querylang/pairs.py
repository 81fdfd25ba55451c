"""Everyday words of two characters, from lexicon/pairs.txt: first character, then those that follow it.

Words of offices that the dictionary lacks stand in names.toml.

The file is read only where a mention holds a character that its name does not have, and searched, not parsed.
"""

from functools import cache

from querylang.vocabulary import everyday_words
from querylang.wordfile import read_text


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
    table = _table()
    at = table.find(f"\n{pair[:1]} ")
    return at >= 0 and len(pair) == len("单词") and table.find(pair[1], at + 3, table.find("\n", at + 1)) >= 0
