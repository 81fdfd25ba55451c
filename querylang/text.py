"""Normalises a question: width, case, script and spaces, keeping the way back to what was typed.

Everything after this module works on `Text.plain`; `Text.starts` turns its spans back into spans of the
original that follow each other without a gap.
"""

import unicodedata
from functools import cache

from querylang.named import NamedTuple
from querylang.wordfile import read_text

# Blocks whose compatible form is the same character in another width or drawing. Circled digits, ² and ㎡
# are left alone: there the drawing carries meaning.
FOLDED_BLOCKS = (
    ("\u2e80", "\u2fd5"),  # radicals, as some PDF files print common characters
    ("\uf900", "\ufaff"),  # compatibility ideographs
    ("\ufe10", "\ufe6f"),  # vertical and small punctuation
    ("\uff01", "\uffee"),  # full-width ASCII and half-width signs
)


MILLION = frozenset("MＭ")
BEHIND_MILLION = frozenset("的元以左上下之到至和或且,，、。?？~～-")  # 2M的项目; not 100M光纤, which is a name


class Text(NamedTuple):
    """A question as typed and as read."""

    original: str
    plain: str
    starts: tuple[int, ...]  # for each character of plain, where it begins in original; the last is len(original)
    gaps: frozenset[int]  # positions in plain that had white space before them

    def said(self, start: int, end: int) -> str:
        """The words as typed behind plain[start:end], without the white space around them."""
        return self.original[self.starts[start] : self.starts[end]].strip()


@cache
def _simplified() -> dict[str, str]:
    """Traditional character -> simplified character."""
    traditional, simplified = read_text("traditional.txt").split("\n")[:2]
    return dict(zip(traditional, simplified, strict=True))


@cache
def fold(char: str) -> str:
    """One character as it is compared: '' for what is left out, ' ' for white space.

    >>> fold("Ａ"), fold("審"), fold("，"), fold("①")
    ('a', '审', ',', '①')
    """
    if char.isspace():
        return " "
    if char < "\x7f":
        return char.lower() if char >= " " else ""
    if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Cn"}:
        return ""
    for first, last in FOLDED_BLOCKS:
        if first <= char <= last:
            compatible = unicodedata.normalize("NFKC", char)
            char = compatible if len(compatible) == 1 and not compatible.isspace() else char
            break
    lowered = char.lower()
    char = lowered if len(lowered) == 1 else char
    return _simplified().get(char, char)


def normalise(text: str) -> Text:
    """Reads a question into its plain form.

    >>> normalise("總計 ＞＝ 300 万元")
    Text(original='總計 ＞＝ 300 万元', plain='总计>=300万元', starts=(0, 1, 3, 4, 6, 7, 8, 10, 11, 12), \
gaps=frozenset({2, 4, 7}))
    """
    all_folded = [fold(char) for char in text]
    if not MILLION.isdisjoint(text):
        _keep_millions(text, all_folded)
    if "" not in all_folded and " " not in all_folded:  # as nearly always: each character has its own place
        return Text(text, "".join(all_folded), tuple(range(len(text) + 1)), frozenset())
    plain: list[str] = []
    starts: list[int] = []
    gaps: set[int] = set()
    gap = False
    for index, folded in enumerate(all_folded):
        if folded == " ":
            gap = True
        elif folded:
            if gap:
                gaps.add(len(plain))
                gap = False
            plain.append(folded)
            starts.append(index)
    if len(gaps) * 2 > len(plain):
        gaps.clear()  # 9 5 % 以 上: white space behind nearly every character parts no words
    if starts:
        starts[0] = 0
    starts.append(len(text))
    return Text(text, "".join(plain), tuple(starts), frozenset(gaps))


def _keep_millions(text: str, folded: list[str]) -> None:
    """2M is two millions, 2m two metres: the one capital that a small letter would not say."""
    for index, char in enumerate(text):
        if char in MILLION and text[:index].rstrip()[-1:].isdecimal():
            following = text[index + 1 :].lstrip()[:1]
            folded[index] = folded[index] if following and following not in BEHIND_MILLION else "M"


def plain(text: str) -> str:
    """The plain form alone, for names and target values that are only compared.

    >>> plain("欠薪應急 周轉金")
    '欠薪应急周转金'
    """
    return "".join([folded for char in text if (folded := fold(char)) != " "])
