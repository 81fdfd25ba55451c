"""Words of questions that say, behind a part of a name, what money is for: 分类 in 垃圾分类经费, 所 in 劳动监察所.

Read as words they would be passed over, and the nearest project, which has none of them in its name, be answered for.
"""

from querylang.inside_names import is_part
from querylang.nodes import LINKS, SUMS
from querylang.vocabulary import everyday_words
from querylang.words import Word

BODIES = frozenset("会所点行")
VERBS = frozenset("花用要需拿拨批投安有没达超不")  # what will be done, or is done by them: 会花, 所需, 会不会
BUDGET = "预算"


def says_more(words: list[Word], n: int, gaps: frozenset[int]) -> bool:
    """Whether a word behind a part of a name is a part of another one."""
    if not _follows_part(words, n, gaps):
        return False
    return _says_what_for(words, n, gaps) or _names_a_body(words, n, gaps)


def _says_what_for(words: list[Word], n: int, gaps: frozenset[int]) -> bool:
    """信息 in 车辆信息经费: between a part of a name and what says that it is one; 机房信息 asks for all of it."""
    if words[n].text not in everyday_words("work"):
        return False
    if words[n].label == "group.count":
        return True  # 垃圾分类: one project is not grouped
    if n + 1 == len(words) or words[n].end in gaps:
        return False
    if words[n].label in SUMS and any(word.label in LINKS for word in words[:n]):
        return False  # 内审和机房汇总经费
    after = words[n + 1]
    return is_part(after) or after.text in everyday_words("tail") or after.text == BUDGET


def _names_a_body(words: list[Word], n: int, gaps: frozenset[int]) -> bool:
    """所 in 劳动监察所, 会 in 招聘会经费: a body that the name does not have; not 工伤认定会花多少, 内审所需经费."""
    if words[n].text not in BODIES:
        return False
    return n + 1 == len(words) or words[n].end in gaps or words[n + 1].text[0] not in VERBS


def _follows_part(words: list[Word], n: int, gaps: frozenset[int]) -> bool:
    """Whether a part of the name of a project touches a word."""
    return n > 0 and words[n - 1].kind == "project" and words[n].start not in gaps and is_part(words[n - 1])
