"""Words of questions that say, beside a part of a name, what money is for: 分类 in 垃圾分类经费, 所 in 劳动监察所.

Read as words they would be passed over, and the nearest project, which has none of them in its name, be answered for.
"""

from querylang.inside_names import ends_its_names, is_amid_its_names, is_between_parts, is_part, share_a_name
from querylang.nodes import LINKS, SUMS
from querylang.vocabulary import everyday_words, marker_words
from querylang.words import Word

BODIES = frozenset(marker_words("bodies"))
VERBS = frozenset(marker_words("body_does"))  # what will be done, or is done by them: 会花, 所需, 会不会
BUDGET = "预算"
# What may stand between parts of one name and be none of it (机房那个维护), or is judged with them elsewhere.
AMID = frozenset({"logic", "negation", "existence", "year", "reference", "kind", "aggregate.amount"})
BESIDE = SUMS | {"ask.compare"}  # 内审和机房汇总经费
SAID_OF_MONEY = SUMS | {"field.total", "field.origin"}  # 内审的汇总经费, 内审的来源
PASSED_OVER = frozenset({"filler.word", "thing.all", "thing.rows", "ask.list", "ask.compare", "sort.by"})
ASKS_MORE = frozenset({"ask.amount", "filler.de", "more.desc", "more.asc"})
ASKED = frozenset({"field", "kind"})
NOUNS = frozenset({"thing", "kind"})
LISTS = frozenset({"thing.all", "ask.list", "group.count"})
TELLING = frozenset(marker_words("telling"))  # 招聘情况 tells of it, 招聘信息 may be a thing of its own
SHORT = 2


def says_more(words: list[Word], n: int, gaps: frozenset[int]) -> bool:
    """Whether a word beside a part of a name is a part of another one."""
    if _follows_name(words, n, gaps):
        if not is_part(words[n - 1]):
            return _is_of_name(words, n, gaps)
        return _says_what_for(words, n, gaps) or _names_a_body(words, n, gaps) or _parts_a_name(words, n, gaps)
    if n + 1 < len(words) and words[n + 1].kind == "project" and _says_of_what(words, n, gaps):
        return True
    owned = n > 1 and words[n - 2].kind == "project" and words[n - 1].label == "filler.de"
    return owned and words[n - 1].start not in gaps and _is_of_name(words, n, gaps)


def _says_what_for(words: list[Word], n: int, gaps: frozenset[int]) -> bool:
    """信息 in 车辆信息经费: between a part of a name and what says that it is one; 机房信息 asks for all of it."""
    word = words[n]
    if word.text not in everyday_words("work"):
        return False
    if word.label == "group.count":
        return True  # 垃圾分类: one project is not grouped
    if word.label in BESIDE and any(one.label in LINKS for one in words[:n]):
        return False
    after = _behind(words, n, gaps)
    if word.label in PASSED_OVER and _is_thing_of_its_own(words, n, after):
        return True
    return after is not None and (is_part(after) or after.text in everyday_words("tail") or after.text == BUDGET)


def _is_of_name(words: list[Word], n: int, gaps: frozenset[int]) -> bool:
    """统计 in 劳动监察的统计经费, and in 劳动监察综合执法工作经费统计经费."""
    if words[n].text not in everyday_words("work") or words[n].label in SAID_OF_MONEY:
        return False
    after = _behind(words, n, gaps)
    return after is not None and after.text in everyday_words("tail")


def _is_thing_of_its_own(words: list[Word], n: int, after: Word | None) -> bool:
    """资料 in 档案资料, out of the middle of a name, and in 机房资料多少钱, where something else of it is asked."""
    said = words[n - 1]
    vague = len(said.text) > SHORT or said.text in everyday_words("generic")  # 41号的补助详情
    if words[n].label == "thing.all" and words[n].text not in TELLING and not vague and is_amid_its_names(said):
        return True
    if after is None:
        return False
    if words[n].label == "filler.word":  # 内审查询满意度 bids to look for it
        return after.label in ASKS_MORE or after.label in LINKS or after.label == "field.total"
    return after.label in ASKS_MORE or after.kind in ASKED


def _says_of_what(words: list[Word], n: int, gaps: frozenset[int]) -> bool:
    """资料 in 资料整理工作经费, where a name is 档案整理工作经费; in 资料整理 as in 档案资料."""
    word, after = words[n], words[n + 1]
    if word.end in gaps or not is_part(after) or not _may_begin_a_name(words, n):
        return False
    return is_amid_its_names(after) and (len(after.text) <= SHORT or ends_its_names(after))


def _may_begin_a_name(words: list[Word], n: int) -> bool:
    """名单, 质量, 部门; not 列出, 质量指标, nor 统计 where what is to be counted follows."""
    word = words[n]
    if word.kind in NOUNS and word.label != "thing.all":
        return not word.text.endswith("指标") or word.label == "thing.indicator"
    if word.text not in everyday_words("work"):
        return False
    counts = any(one.kind == "aggregate" for one in words[n + 1 :])
    return word.label in LISTS and not (word.label == "group.count" and counts)


def _names_a_body(words: list[Word], n: int, gaps: frozenset[int]) -> bool:
    """所 in 劳动监察所, 会 in 招聘会经费: a body that the name does not have; not 工伤认定会花多少, 内审所需经费."""
    if words[n].text not in BODIES:
        return False
    return n + 1 == len(words) or words[n].end in gaps or words[n + 1].text[0] not in VERBS


def _parts_a_name(words: list[Word], n: int, gaps: frozenset[int]) -> bool:
    """对比 in 车辆对比购置经费: a word between parts of one name, which does not have it."""
    word = words[n]
    if len(word.text) < SHORT or not isinstance(word.value, str) or not AMID.isdisjoint((word.kind, word.label)):
        return False
    if not is_between_parts(words, n, gaps) or (word.kind == "filler" and word.text not in everyday_words("work")):
        return False  # 机房那块维护
    behind = words[n + 1].text
    if behind in everyday_words("tail") or behind in everyday_words("generic"):
        return False
    return share_a_name(words[n - 1], words[n + 1])


def _follows_name(words: list[Word], n: int, gaps: frozenset[int]) -> bool:
    """Whether the name of a project, or a part of one, touches a word."""
    return n > 0 and words[n - 1].kind == "project" and words[n].start not in gaps


def _behind(words: list[Word], n: int, gaps: frozenset[int]) -> Word | None:
    """The word that touches one from behind."""
    return words[n + 1] if n + 1 < len(words) and words[n].end not in gaps else None
