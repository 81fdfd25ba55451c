"""Writes traditional.txt and pinyin.txt from opencc and pypinyin, both needed by developers only.

Run `python -m querylang.lexicon.make_tables` after upgrading either; the files are committed, so that asking
a question imports neither. Sources: opencc-python-reimplemented (Apache-2.0), pypinyin (MIT). With the path of a
dictionary (dict.txt of jieba 0.42.1, MIT) as its argument it writes pairs.txt as well.
"""

import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

import opencc
from pypinyin import constants
from pypinyin.contrib.tone_convert import to_normal

HERE = Path(__file__).parent

# Characters of the national simplified set that only turn up as traditional forms in official writing.
TRADITIONAL_DESPITE_GB2312 = frozenset("於後徵摺菸麽")

# A reading other than the first counts as common when this many phrases of the dictionary use it.
COMMON = 2

# Readings that a dictionary gives and nobody means: 车 is read ju in chess alone.
UNUSED = {"车": "ju"}

# Readings in the names of places that a dictionary of phrases lacks: 番禺.
OF_PLACES = {"番": "pan"}

# A word of two characters that occurs this often in the texts the dictionary was counted over is an everyday one.
EVERYDAY = 20


def is_simplified(char: str) -> bool:
    """Tells whether a character belongs to the national standard set of simplified writing."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return char not in TRADITIONAL_DESPITE_GB2312


def traditional_pairs() -> list[tuple[str, str]]:
    """Pairs of a traditional character and the simplified one that replaces it everywhere."""
    path = Path(opencc.__file__).parent / "dictionary" / "TSCharacters.txt"
    pairs = []
    for line in path.read_text(encoding="utf-8").splitlines():
        source, _, targets = line.partition("\t")
        target = targets.split(" ")[0]
        if len(source) == len(target) == 1 and source != target and not is_simplified(source):
            pairs.append((source, target))
    return sorted(pairs)


def plain_syllable(marked: str) -> str:
    """One syllable without tone, ü written v (lǜ -> lv)."""
    return str(to_normal(marked)).replace("ü", "v").replace("ê", "e")


def readings() -> dict[str, list[str]]:
    """Toneless readings of each character, the usual one first."""
    used: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for phrase, syllables in constants.PHRASES_DICT.items():
        for char, options in zip(phrase, syllables, strict=False):
            used[char][plain_syllable(options[0])] += 1
    result: dict[str, list[str]] = {}
    for code, marked in constants.PINYIN_DICT.items():
        char = chr(code)
        if not "\u4e00" <= char <= "\u9fff":
            continue
        options = list(dict.fromkeys(plain_syllable(one) for one in marked.split(",")))
        common = [one for one in options[1:] if used[char][one] >= COMMON or one == OF_PLACES.get(char)]
        result[char] = [
            one for one in options[:1] + common if one.isascii() and one.isalpha() and one != UNUSED.get(char)
        ]
    return result


def everyday_pairs(dictionary: Path) -> dict[str, str]:
    """First character → the characters that make an everyday word of two with it; a line is word, count, kind."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in dictionary.read_text(encoding="utf-8").splitlines():
        word, count, _ = line.split(" ")
        if len(word) == len("单词") and int(count) >= EVERYDAY and all("\u4e00" <= char <= "\u9fff" for char in word):
            found[word[0]].append(word[1])
    return {first: "".join(sorted(found[first])) for first in sorted(found)}


def main() -> None:
    """Writes the files beside this one."""
    for name in sys.argv[1:2]:
        lines = [f"{first} {others}\n" for first, others in everyday_pairs(Path(name)).items()]
        (HERE / "pairs.txt").write_text("".join(lines), encoding="utf-8")
    pairs = traditional_pairs()
    text = "".join(source for source, _ in pairs) + "\n" + "".join(target for _, target in pairs) + "\n"
    (HERE / "traditional.txt").write_text(text, encoding="utf-8")
    by_syllable: dict[str, list[str]] = defaultdict(list)
    for char, options in readings().items():
        if unicodedata.category(char) == "Lo":
            for option in options:
                by_syllable[option].append(char)
    lines = [f"{syllable} {''.join(sorted(chars))}\n" for syllable, chars in sorted(by_syllable.items())]
    (HERE / "pinyin.txt").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
