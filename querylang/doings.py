"""Questions of what is done, may be done or is meant: 预算能追加吗, 如何建设项目, 绩效目标怎么写, 什么是绩效目标.

Tables of targets tell how much, and which.  Words like 能 and 如何 are passed over where they ask for that, as in
能看一下内审吗; where something else stands behind them, they ask for what no table holds.
"""

from collections.abc import Sequence

from querylang.failure import Refused
from querylang.fields import MONEY_FIELDS
from querylang.names import fold_name
from querylang.vocabulary import marker_words
from querylang.words import Mention, Word

MAY = frozenset(marker_words("may_or_will"))
NEVER_ASKS_FOR = frozenset(marker_words("never_asks_for"))
WANTS = frozenset(marker_words("wants"))
LOOKS_UP = frozenset(marker_words("looks_up"))
SETS = frozenset(marker_words("sets"))
BIDS = frozenset(marker_words("bids"))
HOW = marker_words("how")
PLACE = frozenset(marker_words("place"))
USES_UP = marker_words("uses_up")
NAMING = frozenset({"project", "indicator", "department", "quoted", "reference"})
A_VERB = 2  # characters: 审计, 追加
THERE_IS = ("有", "没有")  # 时效指标有吗
TERMS = frozenset({"field", "kind", "which"})
SUBJECTS = TERMS | {"thing", "project", "indicator", "department"}
# What these words leave as it is: what tells how much, which, in which order; or is refused for another reason.
ASKED = frozenset({"aggregate", "ask", "bound", "comparator", "comparison", "copula", "existence", "field", "group"})
ASKED |= {"logic", "meta", "negation", "nth", "nths", "order", "rank", "ranks", "same", "sort", "superlative", "text"}
ASKED |= {"top", "top_n", "candidate", "quoted", "unknown", "unsupported"}
NO_TERMS = "没有收录名词的解释；要看数据，请说出项目和要看的内容"
WHAT = frozenset({"什么", "啥"})
WHAT_IS = frozenset({"是什么", "是啥", "是甚么"})
UNHELD = "表里写的是多少钱、什么目标，没有怎么办、办不办"


def refuse_doings(words: Sequence[Word], *, alone: bool) -> None:
    """Refuse what asks for anything but that; `alone`: no question stands before this one."""
    for n, word in enumerate(words):
        if word.label == "filler.word":
            beside = _asks_whether_to(words, n) if word.text in MAY | WANTS else _sets_nothing(words, n)
        elif word.label == "ask.what":
            beside = word.text.startswith(HOW) and _asks_how_to(words, n, alone)
        elif word.label == "field.origin":
            beside = word.text in PLACE and _asks_for_a_place(words, n, alone)
        elif word.label == "existence.has":
            beside = word.text.startswith(USES_UP) and not _of_money(words, n)
        else:
            beside = (word.label == "ask.yesno" and alone and _asks_nothing(words, n)) or _is_a_verb(words, n)
        if beside:
            raise Refused(f"{UNHELD}；没有看出“{word.text}”要问什么")


def refuse_terms(words: Sequence[Word], *, alone: bool) -> None:
    """什么是绩效目标, and 其他资金是什么, 其他资金包括哪些 where nothing is named that has one: what a term means."""
    said = [word for word in _content(words) if word.label != "logic.comma"]
    kinds = [word.kind for word in said]
    if said and said[0].text in WHAT and kinds[1:] in (["copula", term] for term in TERMS):
        raise Refused(NO_TERMS)  # 什么是最贵的项目 asks for a row
    if alone and kinds in (["field", "ask"], ["kind", "ask"]):
        listed = said[1].label == "ask.list" and said[0].value in MONEY_FIELDS
        if listed or said[1].text in WHAT_IS:
            raise Refused(NO_TERMS, (f"各项目的{said[0].text}",))


def _content(words: Sequence[Word]) -> list[Word]:
    return [word for word in words if word.kind != "filler"]


def _clause(words: Sequence[Word], n: int) -> tuple[Sequence[Word], Sequence[Word]]:
    """What stands before a word and behind it, as far as the commas around it."""
    commas = [k for k, word in enumerate(words) if word.label == "logic.comma"]
    first = max((k + 1 for k in commas if k < n), default=0)
    last = min((k for k in commas if k > n), default=len(words))
    return words[first:n], words[n + 1 : last]


def _is_request(word: Word) -> bool:
    """看看, 告诉我, 查: that somebody looks something up."""
    return word.label == "filler.word" and word.text not in SETS | MAY | WANTS and _says_look(word.text)


def _says_look(text: str) -> bool:
    return len(text) > 1 or text in LOOKS_UP


def _asks_whether_to(words: Sequence[Word], n: int) -> bool:
    """能 in 预算能追加吗, 要 in 预算要调吗; not in 能看一下预算吗, 要预算, 内审要花多少."""
    before, behind = _clause(words, n)
    opened = any(word.kind in SUBJECTS for word in before)
    if words[n].text in WANTS and not opened:
        return False
    following = next((word for word in behind if word.kind != "filler" or not _is_idle(word)), None)
    if following is None and words[n].text in WANTS:
        return False  # 年度值和周期值都要
    if following is None or following.label == "ask.yesno":
        polite = words[n].text in MAY - NEVER_ASKS_FOR and any(
            _is_request(word) or word.kind in {"ask", "aggregate"} for word in words[:n]
        )  # 看一下内审的预算可以吗
        return opened and not polite
    if following.label == "filler.word" and words[n].text in NEVER_ASKS_FOR:
        return True  # 应该看, 会知道多少
    if following.kind in ASKED or following.kind == "filler":
        how = following.label == "ask.what" and following.text.startswith(HOW)
        return how or following.label == "logic.plus"
    if opened or words[n].text in NEVER_ASKS_FOR or following.kind in {"change", "fault", "more"}:
        return True
    return _may_be_a_verb(following)


def _is_idle(word: Word) -> bool:
    """A filler that neither looks anything up nor belongs to a condition: 了, 你, 都."""
    return word.label in {"filler.word", "filler.de", "filler.mark", "filler.every"} and not _is_request(word)


def _sets_nothing(words: Sequence[Word], n: int) -> bool:
    """写 in 帮我写预算, 设 in 项目设吗: to set it down, with nothing said before it, or behind it, that is."""
    if words[n].text not in SETS:
        return False
    before, behind = _clause(words, n)
    if all(word.kind == "filler" for word in before):
        return bool(behind) and behind[0].kind in SUBJECTS
    return all(word.label == "ask.yesno" or _is_idle(word) for word in behind)


def _asks_how_to(words: Sequence[Word], n: int, alone: bool) -> bool:
    """如何建设项目, 目标应该怎么写, 目标如何设定; not 内审的目标怎么写的, 所有项目的目标是怎么写的."""
    before, behind = _clause(words, n)
    if any(word.label not in {"ask.yesno", "reference.end"} for word in _content(behind)):
        return True
    if any(word.text in NEVER_ASKS_FOR for word in before if word.kind == "filler"):
        return True
    said = _content(before)
    return alone and bool(said) and not any(word.kind in NAMING or word.label == "ask.all" for word in said)


def _asks_for_a_place(words: Sequence[Word], n: int, alone: bool) -> bool:
    """档案在哪里查, 机房在哪里, 城管局在哪里; not 内部审计工作经费在哪里, 这个项目在哪里."""
    before, behind = _clause(words, n)
    if _content(behind) or any(word.text in LOOKS_UP for word in behind):
        return True
    named = [word for word in before if word.kind == "project"]
    parts = any(isinstance(word.value, Mention) and not word.value.exact for word in named)
    rest = [word for word in _content(before) if word.kind not in {"department", "year"}]
    return parts or (alone and not rest)


def _of_money(words: Sequence[Word], n: int) -> bool:
    """用了其他资金, 其他资金用了没有: what is used up is said beside it; or by which, 哪些项目在用."""
    before, behind = _content(words[:n]), _content(words[n + 1 :])
    if len(before) > 1 and before[-2].kind == "ask" and before[-1].kind == "thing":
        return True
    beside = [*before[-1:], *behind[:1]]
    return any(word.kind not in SUBJECTS - {"field"} and word.kind != "ask" for word in beside)


def _asks_nothing(words: Sequence[Word], n: int) -> bool:
    """预算审计了吗, 农产品安全吗: whether, with nothing that is or is not so; 能查一下预算吗 asks for it."""
    if words[n].text.startswith(THERE_IS):
        return False
    before, _ = _clause(words, n)
    behind = [word for word in _content(words[n + 1 :]) if word.label != "logic.comma"]
    if behind or any(word.label == "filler.word" and word.text in MAY | WANTS for word in words):
        return False
    said = _content(before)
    polite = words[n - 1].text in {"好", "行"} and any(_is_request(word) for word in before)  # 看一下预算好吗
    if not said or polite:
        return False
    verb = len(said) > 1 and _may_be_a_verb(said[-1]) and said[-2].kind in SUBJECTS
    return verb or all(word.kind in SUBJECTS | {"year"} for word in said)


def _is_a_verb(words: Sequence[Word], n: int) -> bool:
    """追加 in 请追加预算, 审计 in 把预算审计一下, 预算的审计: of a name, and said of what is done."""
    if not _may_be_a_verb(words[n]):
        return False
    before, behind = words[:n][-1:], words[n + 1 : n + 2]
    if behind and behind[0].text == "一下":
        return any(word.kind in SUBJECTS for word in words[:n])
    if before and before[0].text in BIDS:
        return bool(behind) and behind[0].kind in TERMS | {"thing"}
    of_term = bool(before) and before[0].label == "filler.de" and n > 1 and words[n - 2].kind in {"field", "kind"}
    return of_term and before[0].text == "的"


def _may_be_a_verb(word: Word) -> bool:
    """审计, 追加: two characters from amid names, not how one of them begins."""
    value = word.value
    if word.kind != "project" or not isinstance(value, Mention) or value.exact or len(word.text) != A_VERB:
        return False
    return not any(fold_name(name).startswith(word.text) for name in value.names)
