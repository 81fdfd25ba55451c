"""Words that stand in a question by chance: characters of a longer word that is not known.

地铁 holds the filler 地, 会计 the filler 会, 中年 the words 中 and 年.  Read as words they would be passed over, or
mean something else; so they are unknown, and the question is not answered as though they were not there.
"""

from querylang.comparison import Comparison
from querylang.inside_names import is_between_parts, is_part, looks_like_next, stands_for_one
from querylang.names import fold_name
from querylang.nodes import SUMS
from querylang.purposes import says_more
from querylang.unknown_runs import INTERJECTIONS, JOINING
from querylang.vocabulary import Vocabulary, everyday_words, marker_words
from querylang.words import PART_OF_NAME, Mention, Word

FREE = frozenset(
    {"filler.word", "filler.address", "filler.aside", "filler.conditions", "filler.mark", "filler.note", "logic.comma"}
)
ASKING = frozenset({"ask", "aggregate"})
ABOUT = frozenset({"text.about", "text.aspect", "text.unrelated"})
NOUNS = frozenset({"field", "kind", "which"})
CHANCE = frozenset({"filler.word", "filler.measure", "more.desc", "more.asc", "filler.every"})
AMID_NAMES = frozenset(marker_words("name_fillers"))  # fillers that are characters of names as well
PLACES = frozenset("中里上")
POLITE = frozenset({"filler.word", "filler.address", "filler.aside", "filler.mark"})  # 请问中…: 中 is in none of it
GLUE = frozenset({"logic", "copula", "existence", "thing", "negation", "group"})  # 同事, 即将, 国有, 局长, 从未, 每次
# What a word of one character may be part of an everyday word with; 不会, 还能 are phrases, not words.
PHRASES = frozenset({"logic", "negation", "copula", "existence", "ask", "reference"})


def without_chance_words(words: list[Word], plain: str, gaps: frozenset[int], known: Vocabulary) -> tuple[Word, ...]:
    """The words, those that stand there by chance joined with what they are part of, as unknown."""
    result: list[Word] = []
    for n, found in enumerate(words):
        by_chance = says_more(words, n, gaps) or _is_in_nothing(words, n) or _is_chance(words, n, plain, gaps, known)
        word = Word(found.start, found.end, found.text, "unknown", None) if by_chance else found
        before = result[-1] if result else None
        if before is not None and word.start not in gaps and _are_one(before, word, known):
            result[-1] = Word(before.start, word.end, plain[before.start : word.end], "unknown", None)
        else:
            result.append(word)
    return tuple(result)


def without_cut_words(words: tuple[Word, ...], gaps: frozenset[int], known: Vocabulary) -> tuple[Word, ...]:
    """没|有|关键, not 没|有关|键: a word is unknown whose last character makes another with the unknown one behind."""
    result: list[Word] = []
    for word in words:
        before = result[-1] if result else None
        if before is not None and word.kind == "unknown" and word.start not in gaps and _is_cut(before, word, known):
            result[-1] = Word(before.start, word.end, before.text + word.text, "unknown", None)
        else:
            result.append(word)
    return tuple(result)


def _is_cut(before: Word, word: Word, known: Vocabulary) -> bool:
    closed = isinstance(before.value, str) and before.end - before.start > 1 and before.text[:-1] in known.words
    whole = _is_word(word.text[:2], known)  # 有关|税收
    return closed and not whole and _is_word(before.text[-1] + word.text[0], known)


def _are_one(before: Word, word: Word, known: Vocabulary) -> bool:
    """地铁, 国有: an unknown word, and a word of one character that touches it and only seems to be one."""
    if before.kind != "unknown" != word.kind:
        return False
    other = word if before.kind == "unknown" else before
    if other.kind == "unknown":
        return True
    if other.end - other.start > 1 or other.text in INTERJECTIONS:
        return False
    if other.label in CHANCE or (other is before and other.kind == "negation"):
        return True
    if other.label == "thing.department" and other is word:
        return False  # 民政局 is a department, if not a known one
    return other.kind in GLUE and other.label not in JOINING and _is_word(before.text[-1] + word.text[0], known)


def _is_in_nothing(words: list[Word], n: int) -> bool:
    """中 in 中坝村饮水, where names are 上坝村饮水 and 下坝村饮水: in what, would have to stand before it."""
    word = words[n]
    if word.label != "filler.word" or word.text not in PLACES:
        return False
    before = next((one for one in reversed(words[:n]) if one.label not in POLITE), None)
    return before is None or before.kind == "logic"


def _is_chance(words: list[Word], n: int, plain: str, gaps: frozenset[int], known: Vocabulary) -> bool:
    """Whether a word is one only because of the characters around it."""
    word = words[n]
    if word.kind != "filler" and (word.end - word.start > 1 or not isinstance(word.value, str)):
        return False  # as most words
    if word.label == "filler.word" and word.text in everyday_words("heads"):
        return _is_of_text(words, n, gaps) or is_between_parts(words, n, gaps)
    if word.label in {"filler.address", "filler.aside", "filler.conditions"}:
        return not _is_said_beside(words, n)
    if word.label == "filler.word" and word.text[1:] == "的" and n > 0 and word.start not in gaps:
        said, char = words[n - 1], word.text[0]  # 用的 in 专用的, where a name is 专项资金, and in 有用的
        single = len(said.text) == 1 and said.kind != "filler"  # 所用的 says nothing
        return _ends_amid_name(said, char, known) or (single and _is_word(said.text + char, known))
    if word.end - word.start > 1 or not isinstance(word.value, str) or _sets_beside(words, n):
        return False
    before = words[n - 1] if n > 0 and word.start not in gaps else None
    after = words[n + 1] if n + 1 < len(words) and word.end not in gaps else None
    whole = _are_whole(before, word) or _are_whole(word, after)
    joins = word.label in JOINING
    if whole or joins or is_between_parts(words, n, gaps) or looks_like_next(words, n, gaps):
        return whole or not joins or (word.kind == "logic" and stands_for_one(words, n, gaps))
    if word.label == "text.mentions" and before is not None and is_part(before):
        return True  # 带 in 安全带
    of_name = word.text == "不" and after is not None and after.kind == "project"  # 不|定期, a name is 桥梁定期检测
    if word.label == "negation.not" and after is not None and (after.kind in NOUNS or of_name):
        # 未批复预算, 非财政拨款: what is denied is a part of the noun, not what stands behind it; 非产出指标 are others
        return not (word.text == "非" and after.kind == "kind")
    small = word.label in CHANCE or word.kind in {"logic", "existence", "aggregate"}
    if small and (_ends_amid_name(before, word.text, known) or _begins_amid_name(word, after, known)):
        return True
    amid = word.text in AMID_NAMES and (_is_guess(before) or _is_guess(after) or _breaks_word(before, known))
    return (
        amid
        or ((small or word.kind == "reference") and word.text not in INTERJECTIONS and _begins_amid_word(after))
        or _makes_word(before, word, known)
        or _makes_word(word, after, known)
        or (_cuts_later(words, n, plain, known) or _cuts_earlier(before, word, known))
    )


def _is_of_text(words: list[Word], n: int, gaps: frozenset[int]) -> bool:
    """计算 in 涉及计算机的项目, 计算机相关的: part of the text that is looked for, not a filler beside it."""
    after = words[n + 1] if n + 1 < len(words) else None
    if after is not None and after.kind == "kind":
        return False  # 里有具体时效指标的: the kind is what there is
    if after is not None and after.kind == "unknown" and len(after.text) == 1 and after.start not in gaps:
        return True  # 计算机
    first = last = n
    while first > 0 and words[first].start not in gaps and _may_be_text(words[first - 1]):
        first -= 1
    while last + 1 < len(words) and words[last].end not in gaps and _goes_on(words[last + 1]):
        last += 1
    if first > 0 and words[first - 1].label == "text.mentions":
        return True
    if last + 1 == len(words) or words[last + 1].label not in ABOUT:
        return False
    # In front of all else it asks for what follows, as in 查询水库相关的; a single character is no subject.
    alone = words[n + 1].kind == "unknown" and words[n + 1].end - words[n + 1].start == 1
    return alone or not _is_edge(words, n, -1)


def _may_be_text(word: Word) -> bool:
    return word.kind in {"unknown", "project", "indicator"} or word.label in {"filler.word", "filler.mark"}


def _goes_on(word: Word) -> bool:
    """Whether a word may stand before 有关, which is said of all the texts before it: 审计或者招考有关的."""
    return _may_be_text(word) or word.label in {"logic.or", "logic.with", "logic.comma"}


def _is_said_beside(words: list[Word], n: int) -> bool:
    """Whether what speaks to somebody, or about the question, stands where such words do."""
    if words[n].label == "filler.address":
        return _addresses(words, n)
    return _is_edge(words, n, -1) or _is_edge(words, n, 1)


def _addresses(words: list[Word], n: int) -> bool:
    """Whether 机器人 stands apart, before all else or behind what is asked; not one of several: 涉及招聘、朋友."""
    if not (_is_free(words, n - 1) and _is_free(words, n + 1)) or "、" in {
        word.text for word in words[max(n - 1, 0) : n + 2]
    }:
        return False
    if all(word.label in FREE for word in words[:n]):
        return True
    return any(word.kind in ASKING for word in words[:n]) and all(word.label in FREE for word in words[n + 1 :])


def _is_free(words: list[Word], n: int) -> bool:
    """Whether nothing that says something stands at a place: 机器人 in 机器人，查一下, not in 机器人购置经费."""
    return not 0 <= n < len(words) or words[n].label in FREE


def _is_edge(words: list[Word], n: int, step: int) -> bool:
    """Whether only fillers stand between a place and the beginning or the end of what is set apart by marks."""
    k = n + step
    while 0 <= k < len(words) and words[k].label in {
        "filler.word",
        "filler.address",
        "filler.aside",
        "filler.conditions",
    }:
        k += step
    return _is_free(words, k)


def _sets_beside(words: list[Word], n: int) -> bool:
    """业务用房是内审的几倍, 内审加机房一共多少: 是 or 加 stands between two names."""
    if words[n].value == "plus":
        return any(word.label in SUMS for word in words[n + 1 :])
    return words[n].label == "copula.is" and any(
        word.label == "aggregate.times" or (isinstance(word.value, Comparison) and word.value.unit == "倍")
        for word in words[n + 1 :]
    )


def _begins_amid_name(word: Word, after: Word | None, known: Vocabulary) -> bool:
    """上 in 上海路养护, where a name is 望海路养护: it makes a word with a part that begins amid its names."""
    return after is not None and _is_amid(after, first=True) and _is_word(word.text + after.text[0], known)


def _begins_amid_word(after: Word | None) -> bool:
    """那 in 那江一期, where a name is 东江一期: it stands where the rest of a word of the names was."""
    if after is None or not is_part(after) or not isinstance(after.value, Mention):
        return False
    before = {fold_name(name).partition(after.text)[0][-1:] for name in after.value.names}
    if "" in before:
        return False
    from querylang.pairs import is_word  # as below

    return all(is_word(char + after.text[0]) for char in before)


def _ends_amid_name(before: Word | None, char: str, known: Vocabulary) -> bool:
    """会 in 招聘工会, where a name is 招聘工作经费: the same at the end of a part."""
    return before is not None and _is_amid(before, first=False) and _is_word(before.text[-1] + char, known)


def _is_guess(word: Word | None) -> bool:
    """中 in 中组织费: beside a name that was not written as it is, a filler may be one of its characters."""
    return word is not None and is_part(word) and isinstance(word.value, Mention) and word.value.reasons != PART_OF_NAME


def _breaks_word(before: Word | None, known: Vocabulary) -> bool:
    """行 in 机构运行, where a name is 机构运营补助: the part before it ends amid a word of its names."""
    if before is None or not is_part(before) or not isinstance(before.value, Mention):
        return False
    behind = {fold_name(name).partition(before.text)[2][:1] for name in before.value.names}
    return "" not in behind and any(_is_word(before.text[-1] + char, known) for char in behind)


def _is_amid(word: Word, *, first: bool) -> bool:
    """Whether a part of names begins, or ends, amid every one of them."""
    if word.kind == "department" and isinstance(word.value, tuple):  # 同事|交通局, not 同|事交通局
        return first and not any(word.text[0] in str(name) for name in word.value)
    if not isinstance(word.value, Mention):
        return False
    names = [fold_name(name) for name in word.value.names]
    return not any(name.startswith(word.text) if first else name.endswith(word.text) for name in names)


def _are_whole(first: Word | None, second: Word | None) -> bool:
    """共用, 名额: two words of one character that nobody says beside each other but as another word."""
    if first is None or second is None or first.end - first.start != 1 or second.end - second.start != 1:
        return False
    return first.text + second.text in everyday_words("whole")


def _makes_word(first: Word | None, second: Word | None, known: Vocabulary) -> bool:
    """中年, 地点: two words of one character, a filler among them, that are an everyday word together."""
    if first is None or second is None or first.end - first.start != 1 or second.end - second.start != 1:
        return False
    if not (isinstance(first.value, str) and isinstance(second.value, str)):
        return False
    if not {first.label, second.label} & CHANCE or {first.label, second.label} & JOINING:
        return False
    return not {first.kind, second.kind} & PHRASES and _is_word(first.text + second.text, known)


def _cuts_later(words: list[Word], n: int, plain: str, known: Vocabulary) -> bool:
    """会计|数一下, not 会|计数|一下: a word of one character makes another with the next, and what follows is known."""
    word = words[n]
    after = words[n + 1] if n + 1 < len(words) else None
    if word.label not in CHANCE and word.kind not in GLUE | {"negation"}:
        return False
    if after is None or after.end - after.start == 1 or not isinstance(after.value, str):
        return False
    at = word.end + 1
    ends = [at + length for length in known.lengths.get(plain[at : at + 2], ()) if at + length >= after.end]
    follows = any(plain[at:end] in known.words for end in ends) or (
        n + 2 < len(words) and after.end - at == 1 and _is_amid(words[n + 2], first=True)
    )
    return follows and plain[word.start : at] not in known.words and _is_word(plain[word.start : at], known)


def _cuts_earlier(before: Word | None, word: Word, known: Vocabulary) -> bool:
    """多|高中, not 多高|中: the same with the last character of the word before."""
    if before is None or before.end - before.start == 1 or not isinstance(before.value, str):
        return False
    pair = before.text[-1] + word.text
    return (
        word.label in CHANCE and before.text[:-1] in known.words and pair not in known.words and _is_word(pair, known)
    )


def _is_word(pair: str, known: Vocabulary) -> bool:
    if pair in known.words or pair in everyday_words("whole"):
        return True
    from querylang.pairs import is_word  # read only where characters are in doubt

    return is_word(pair)
