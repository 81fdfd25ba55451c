"""Words beside parts of names that are a mistyped character of the name: 东江和道整治, 标准化建没, 内部会计工作经费."""

from querylang.names import fold_name
from querylang.text import plain
from querylang.vocabulary import marker_words
from querylang.words import Mention, Word

JOINERS = frozenset(marker_words("name_joiners"))  # a name that joins two things is said with any of them


def is_part(word: Word) -> bool:
    """Whether a word is a part of names."""
    return isinstance(word.value, Mention) and not word.value.exact


def is_between_parts(words: list[Word], n: int, gaps: frozenset[int]) -> bool:
    """Whether parts of names touch a word on both sides: 会 in 内部会计工作经费."""
    if not 0 < n < len(words) - 1 or words[n].start in gaps or words[n].end in gaps:
        return False
    return is_part(words[n - 1]) and is_part(words[n + 1])


def stands_for_one(words: list[Word], n: int, gaps: frozenset[int]) -> bool:
    """和 in 东江和道整治, where a name is 东江河道整治工程: there one character, of the word 河道, is between them."""
    if not is_between_parts(words, n, gaps):
        return False
    from querylang.pairs import is_word  # read only between parts of one name

    first, second = (bare_name(words[at].text) for at in (n - 1, n + 1))
    for name in _shared(words[n - 1], words[n + 1]):
        key = bare_name(plain(name))
        at = key.find(first)
        behind = key[at + len(first) :]
        if at >= 0 and behind.startswith(second, 1) and behind[0] not in JOINERS:
            return is_word(first[-1] + behind[0]) or is_word(behind[0] + second[0])  # not 对 of 中央对地方
    return False


def looks_like_next(words: list[Word], n: int, gaps: frozenset[int]) -> bool:
    """没 in 标准化建没: a word behind a part of names that looks like the character each of them goes on with."""
    word = words[n]
    if word.kind not in {"more", "negation"} or n == 0 or word.start in gaps or not is_part(words[n - 1]):
        return False
    from querylang.pinyin import look_alikes  # read only where a part of a name is cut short

    before = words[n - 1]
    behind = {fold_name(name).partition(before.text)[2][:1] for name in _shared(before, before)}
    return bool(behind) and behind <= look_alikes(word.text)


def bare_name(text: str) -> str:
    """A name, or a part of one, without its brackets, which are often left out."""
    return fold_name(text).replace("(", "").replace(")", "")


def is_amid_its_names(part: Word) -> bool:
    """Whether a part begins behind the beginning of each of its names; not 内审, picked from 内部审计."""
    keys = [fold_name(plain(name)) for name in _shared(part, part)]
    return all(part.text in key and not key.startswith(part.text) for key in keys)


def ends_its_names(part: Word) -> bool:
    """Whether each of its names ends with a part."""
    return all(fold_name(plain(name)).endswith(part.text) for name in _shared(part, part))


def share_a_name(one: Word, other: Word) -> bool:
    """Whether some name holds both parts."""
    return bool(_shared(one, other))


def _shared(one: Word, other: Word) -> set[str]:
    """The names that two words can both mean."""
    if isinstance(one.value, Mention) and isinstance(other.value, Mention):
        return set(one.value.names) & set(other.value.names)
    return set()
