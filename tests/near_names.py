"""Mentions that are nearly the name of a project and mean another, or none: what must not be answered for."""

import random
from collections.abc import Iterator

from querylang.aligned import alike
from querylang.names import fold_name
from querylang.pairs import is_word
from querylang.text import plain
from tests.question_corpus import lines

# Names of other departments, beside those of the bundled document.
ELSEWHERE = (
    "公共图书馆免费开放补助",
    "非物质文化遗产保护",
    "全域旅游宣传推广",
    "文物保护单位安防消防改造",
    "全民健身设施更新",
    "生态环境监测网络运维",
    "大气污染防治专项",
    "入河排污口溯源整治",
    "环境应急物资储备",
    "市容环境综合整治",
    "生活垃圾清运及转运经费",
    "城市照明设施电费及维护",
    "公共厕所提标改造",
    "高标准农田建设县级配套",
    "农产品质量安全检测",
    "农村公路养护工程",
    "公交运营补贴",
    "乡镇卫生院设备购置（2023年第二批）",
    "义务教育薄弱环节改善与能力提升#教财〔2023〕118号",
    "校园安防设备更新2024年度",
)
FIGURES = "0123456789"


def near_names(names: tuple[str, ...], each: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """(name, mention): a figure or a word of the name changed, or a word added; the same for the same seed."""
    dice = random.Random(seed)  # noqa: S311 - a fixed choice
    words = [word for word in lines("content_words.txt") if len(word) == len("女性") and is_word(word)]
    for name in names:
        yield from ((name, mention) for mention in _other_figures(name))
        for at in range(len(name) - 1):
            for word in _chosen(dice, words, name[at : at + 2], each):
                if not _typed_twice(name, at, word):
                    yield name, name[:at] + word + name[at + 2 :]
        for at in range(len(name) + 1):
            for word in dice.sample(words, each):
                yield name, name[:at] + word + name[at:]


def _typed_twice(name: str, at: int, word: str) -> bool:
    return name[at - 1 : at] == word[0] or name[at + 2 : at + 3] == word[1]


def _chosen(dice: random.Random, words: list[str], pair: str, each: int) -> list[str]:
    """Words that share one character with a pair, the other no homophone or look-alike, and others."""
    near = [word for word in words if (word[0] == pair[0]) != (word[1] == pair[1])]
    near = [word for word in near if not any(other in alike(char) for char, other in zip(word, pair, strict=True))]
    return [*dice.sample(near, min(len(near), 2 * each)), *dice.sample(words, each)]


def _other_figures(name: str) -> Iterator[str]:
    """Another figure, one left out, one twice, two that changed places."""
    for at, char in enumerate(name):
        if char in FIGURES:
            yield name[:at] + FIGURES[(FIGURES.index(char) + 3) % 10] + name[at + 1 :]
            if name[at - 1] in FIGURES or (name[at + 1 : at + 2] or "-") in FIGURES:
                yield name[:at] + name[at + 1 :]
            yield name[:at] + char + name[at:]
            following = name[at + 1 : at + 2] or "-"
            if following in FIGURES and following != char:
                yield name[:at] + following + char + name[at + 2 :]


def holds(name: str, mention: str) -> bool:
    """Whether a name holds a mention as it was typed."""
    return fold_name(plain(mention)) in fold_name(plain(name))
