"""Names by the first letters of their syllables: nbsj for 内部审计."""

import re
from collections.abc import Iterator

from querylang.pinyin import initials_of

_FIRST_CODE = 128  # of characters whose readings begin with different letters: 会 with h or k


class InitialText:
    r"""A text with a letter for each character, searched by the letters a person may have meant.

    >>> text = InitialText("内部审计\n财务会计")
    >>> list(text.find("bsj")), list(text.find("wkj")), list(text.find("jcw"))
    ([1], [6], [])
    """

    def __init__(self, text: str) -> None:
        """Index a text; what is no Chinese character stands for no letter."""
        codes: dict[frozenset[str], str] = {frozenset(): "\n"}
        written: dict[int, str] = {}
        for char in set(text):
            letters = initials_of(char)
            if letters not in codes:
                one = next(iter(letters))
                codes[letters] = one if len(letters) == 1 else chr(_FIRST_CODE + len(codes))
            written[ord(char)] = codes[letters]
        self._text = text.translate(written)
        self._codes: dict[str, str] = {}
        for letters, code in codes.items():
            for letter in letters:
                self._codes[letter] = self._codes.get(letter, "") + code

    def find(self, letters: str) -> Iterator[int]:
        """Where characters in a row begin with these letters."""
        if all(letter in self._codes for letter in letters):
            pattern = "".join(f"[{re.escape(self._codes[letter])}]" for letter in letters)
            for match in re.finditer(pattern, self._text):
                yield match.start()
