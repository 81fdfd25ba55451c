"""Where a sentence may be parted into two questions: at what joins its words, at a mark, between words that ask.

Each half knows how it was said: whether it asks, stands for rows (前三名, 超过100万的项目), lists, leaves out.  What
the halves mean, and whether the reading of the whole answers both, is looked at in `melted.py`.
"""

from collections.abc import Iterator, Sequence

from querylang.nodes import LINKS
from querylang.places import WITHIN
from querylang.query import Query
from querylang.words import Word

ASKS = frozenset({"list", "who", "which", "kind", "amount", "what", "yesno", "unit"})
FIGURES = frozenset(
    {
        "count",
        "projects",
        "departments",
        "sum",
        "total",
        "whole",
        "share",
        "share_of_money",
        "share_of_all",
        "difference",
        "times",
        "rank",
        "max",
        "min",
        "average",
        "average_bare",
        "average_project",
        "median",
    }
)
THINGS = frozenset({"thing.project", "thing.indicator", "thing.department"})
STOPS = frozenset("？?。！!；;")
ALSO = frozenset({"existence.also", "logic.together"})
JOINS = LINKS | ALSO
ADDS = JOINS - {"logic.comma"}
LISTS = frozenset({"logic.with", "existence.also"})  # what joins two things, and no two conditions
COUNTS = frozenset({"aggregate.count", "ask.amount", "logic.comma"})
SAYS_LITTLE = frozenset({"filler.mark", "filler.word", "logic.comma"})
AVERAGES = frozenset({"aggregate.average", "aggregate.average_bare", "aggregate.median", "ask.amount"})
ENDS_ASKING = frozenset({"ask.amount", "ask.what", "ask.yesno"})
BEGINS_ASKING = frozenset({"ask.which", "ask.kind"})
IGNORED = frozenset({"filler", "reference"})
ROWS = frozenset({"ask.list", "ask.who", "ask.which", "ask.what"})  # what no figure answers
RELATES = frozenset({"aggregate.difference", "aggregate.times", "ask.compare", "ask.than"})
COMPARES = frozenset({"comparison", "comparator", "superlative"})  # 合计超过100万, 平均预算最高: what is compared
BEGIN_CONDITIONS = frozenset({"comparison", "comparator", "negation", "copula", "superlative", "share_of"})
CONDITIONS = frozenset({"existence", "copula", "comparator", "negation", "text"})
RANKS = frozenset({"superlative", "top"})
ONLY_RANKS = RANKS | {"comparison", "year", "filler"}
BESIDE = frozenset({"kind", "field"})
NOUNS = BESIDE | RANKS  # of which a half can be one


class Half:
    """One part of the sentence: how it was said, and what it asks when it is read alone."""

    def __init__(self, words: Sequence[Word], asking: Sequence[bool], begins: bool, link: Word | None) -> None:
        """Look at the words that begin the sentence or end it, and at which of them ask; `query` is read later."""
        self.words = words
        said = [word for word in words if word.kind not in IGNORED]
        listed = begins and bool(said) and said[0].label == "ask.list"  # 列出…: for all that follows, however joined
        self.first = next((n for n in range(len(words)) if asking[n] and not (listed and words[n] is said[0])), None)
        last = next((word for word in reversed(words) if word.kind not in {"filler", "logic"}), None)
        again = not begins and link is not None and last is not None and last.label == "reference.end"
        self.again = last if again else None  # …呢: what was asked is asked of these, too
        self.asks = self.first is not None or again
        self.excepts = bool(said) and said[0].label == "negation.except"
        adds = link is not None and (link.label in ADDS or link.text == "、")
        self.field = str(said[-1].value) if adds and said[-1:] and said[-1].kind == "field" else ""
        self.names = bool(said) and not self.excepts and _is_noun(words, bool(self.field))
        self.begins = said[0].kind if said else ""
        self.of_everything = any(word.label == "aggregate.whole" for word in said)
        self.lists = listed and (self.names or any(word.kind == "comparison" for word in said))
        counts = bool(said) and all(word.label in COUNTS for word in said)
        self.counts = counts and any(word.label == "aggregate.count" for word in said)
        self.averages = bool(said) and all(word.label in AVERAGES for word in said)
        self.ends_in_de = bool(said) and _last(words).label == "filler.de"
        self.query: Query | None = None

    @property
    def leaves_out(self) -> bool:
        """Whether it says what is left out: 不算30万的，有几个; 30万的除外，有几个."""
        return self.excepts or any(word.label == "negation.except_end" for word in self.words)

    @property
    def relates(self) -> bool:
        """Whether it sets what stands before beside something: 最高的项目和平均值相差多少."""
        return any(word.label in RELATES or word.kind in {"more", "same"} for word in self.words)

    @property
    def asks_rows(self) -> bool:
        """Whether it asks which rows there are."""
        return any(word.label in ROWS for word in self.words if word.kind not in IGNORED)


def asks_twice(words: Sequence[Word]) -> bool:
    """Whether a sentence has two halves that may each be a question."""
    return next(halves(words), None) is not None


def halves(words: Sequence[Word]) -> Iterator[tuple[int, Half, Half]]:
    """Where a part ends, at a joining word, a mark, or between words that ask; that part and what comes behind."""
    labels = [word.label for word in words]
    asking: list[bool] = []
    for n in range(1, len(words) - 1):
        joins = (labels[n] in JOINS or words[n].text in STOPS) and labels[n - 1] not in JOINS
        before = words[n - 1]
        bare = labels[n - 1] in ENDS_ASKING or "多少" in before.text or labels[n] in BEGINS_ASKING
        if not (joins or bare) or (joins and _are_alike(before, words[n + 1])) or (bare and labels[n] in THINGS):
            continue  # 有多少项目
        if joins and labels[max(n - 2, 0) : n] == ["group.by", "thing.department"]:
            continue  # 按部门和年度统计
        if joins and "group.by" in labels[:n] and all(word.kind in ONLY_RANKS for word in words[n + 1 :]):
            continue  # 2024年按部门统计总计之和，最多的2个: of the groups
        asking = asking or _asking(words)
        if not (any(asking) or any(word.label in THINGS or word.kind in NOUNS for word in words)):
            return
        behind = n + 1 if joins else n
        link = words[n] if joins else None
        left, right = Half(words[:n], asking[:n], True, link), Half(words[behind:], asking[behind:], False, link)
        lists = labels[n] in LISTS
        if left.field and right.begins in BEGIN_CONDITIONS:
            continue  # 预算又超过百万的, 预算既不是10万也不是20万
        named = all(half.asks or half.names or (lists and half.ends_in_de) for half in (left, right))
        if (left.asks and right.asks) or (joins and (named or (left.lists and right.asks))):
            yield n, left, right


def _are_alike(one: Word, other: Word) -> bool:
    """数量、质量、时效三类指标, 财政拨款和其他资金合计: one list, of which one thing is asked."""
    return one.kind == other.kind and one.kind in BESIDE and one.value != other.value


def _asks(word: Word) -> bool:
    figure = word.kind == "aggregate" and word.value in FIGURES
    counts = word.label in {"existence.whether", "group.count"}
    return figure or counts or (word.kind == "ask" and word.value in ASKS) or "多少" in word.text


def _asking(words: Sequence[Word]) -> list[bool]:
    """Which of the words ask; not 财政拨款和其他资金合计 before 超过100万, 平均值 behind 高于, 平均预算 before 最高."""
    found: list[bool] = []
    behind = ""
    for n in range(len(words) - 1, -1, -1):
        word = words[n]
        if word.kind in IGNORED:
            found.append(False)
            continue
        before = words[n - 1] if n else None
        than = before is not None and (before.kind == "comparator" or before.label == "ask.than")
        compared = behind in COMPARES and (
            behind not in RANKS or (word.kind == "aggregate" and "多少" not in word.text)
        )
        found.append(_asks(word) and not (than or compared))
        passes = word.kind in {"aggregate", "field"} and "多少" not in word.text
        behind = behind if passes else word.kind
    return found[::-1]


def _last(words: Sequence[Word]) -> Word:
    """The last word that says something: 项目里 is where, 项目。 and 项目谢谢 are the projects."""
    said = (word for word in reversed(words) if word.label not in SAYS_LITTLE or word.text in WITHIN)
    return next(said, words[-1])


def _is_noun(words: Sequence[Word], field: bool) -> bool:
    """超过100万的项目, 前三名, 内审的质量指标: what stands for rows by itself; not 内审有质量指标, a condition."""
    last = _last(words)
    kinds = {word.kind for word in words}
    ranked = last.kind == "comparison" and bool(kinds & RANKS)  # 前三名, 最贵的三个
    of_project = last.kind == "kind" and "project" in kinds  # 内审的质量指标
    of_rows = ranked or of_project or field
    return last.label in THINGS or (of_rows and not kinds & CONDITIONS)
