"""Words that have no answer whatever stands beside them: unknown ones, what no table holds, talk about an answer."""

from collections.abc import Sequence
from itertools import pairwise

from querylang.catalogue import Catalogue
from querylang.evaluation import is_evaluated, is_held
from querylang.failure import NoMatch, Refused, Vague
from querylang.known import names_of
from querylang.nodes import Node
from querylang.shares import OpenShare
from querylang.text import Text
from querylang.vocabulary import everyday_words
from querylang.words import Mention, Word

SHORT = 3
UNSAID = frozenset(
    {"aggregate", "superlative", "nth", "ask", "order", "sort", "group", "more", "existence", "negation", "top"}
)
# What is asked about an answer rather than about the data.
TALK = {
    "chat.why": "答案里的读法就是算法，来源写明出自文件的哪一行；这里不作解释",
    "chat.quality": "没有说要核对哪一样，请挑一样问",
    "chat.more": "符合上一问的都在它的结果里；要看别的，请把条件说出来",
}


# What can be checked, for those who ask whether anything is wrong.
CHECKS = (
    "归类不对的指标",
    "周期值和年度值不一致的指标",
    "没有年度指标值的指标",
    "合计和各项目之和差多少",
    "没有量化的指标",
)


def says_too_little(nodes: list[Node]) -> bool:
    """最高, 一共, 什么: one short word that asks nothing by itself."""
    short = len(nodes) == 1 and nodes[0].end - nodes[0].start <= SHORT and nodes[0].kind in UNSAID
    return short and nodes[0].label != "aggregate.sum"  # 总预算, 合计: of everything


def refuse_talk(nodes: list[Node]) -> None:
    """为什么, 还有别的吗: said about an answer."""
    for node in nodes:
        if node.label in TALK:
            raise Refused(TALK[node.label], CHECKS if node.value == "quality" else (), [node])


def refuse_order_of_file(nodes: list[Node], text: Text) -> None:
    """文件里第3个项目: rows are ranked by money, and the order of the document is another."""
    for node in nodes:
        if node.label == "filler.in_file":
            by_money = "预算" + text.plain[node.end :].lstrip("的中排在")
            raise Refused(
                "不能按文件里的先后数；可以按金额排，也可以看每个项目在文件的哪一行",
                (by_money, "所有项目的来源"),
                [node],
            )


def refuse_some_money(words: Sequence[Word], text: Text) -> None:
    """专项经费 is one sort of money, not all that the projects have."""
    for before, word in pairwise(words):
        if before.label == "thing.project" and word.kind == "field":
            some = text.plain[before.start : word.end]
            if some in everyday_words("some_money"):
                raise Refused(f"“{some}”不知道指哪个项目、哪一栏，请说得更全一些")


def refuse_unknown(nodes: list[Node], text: Text, catalogue: Catalogue) -> None:
    """Words that nothing knows, with the names that come near to them."""
    unknown = [node for node in nodes if node.label in {"unknown", "quoted", "candidate"}]
    if not unknown:
        return
    if all(isinstance(node.value, Mention) for node in unknown):
        offered = (name for node in unknown if isinstance(node.value, Mention) for name in node.value.names)
        raise Vague(f"没有叫{_quoted(unknown, text)}的，请从相近的里面选", tuple(dict.fromkeys(offered)), unknown)
    # A name that fits nothing is understood as a name; words amid others that were understood are not.
    names = names_of(catalogue).projects
    like_a_name = len(nodes) <= len(unknown) + 1 and any(
        names.nearest(text.plain[node.start : node.end]) for node in unknown
    )
    failure = NoMatch if like_a_name else Refused
    raise failure("没看懂：" + _quoted(unknown, text), nodes=unknown)


def refuse_unsupported(nodes: list[Node], text: Text, catalogue: Catalogue) -> None:
    """Things that published tables of this kind do not hold, or that no loaded one does."""
    lacking = [
        node for node in nodes if node.kind == "unsupported" or (is_evaluated(node) and not is_held(node, catalogue))
    ]
    if lacking:
        raise Refused("数据里没有" + _quoted(lacking, text), nodes=lacking)


def refuse_repeats(nodes: list[Node], text: Text) -> None:
    """经费经费经费: a word said three times over asks nothing."""
    said = [text.plain[node.start : node.end] for node in nodes]
    for n in range(len(nodes) - 2):
        if said[n] == said[n + 1] == said[n + 2]:
            raise Refused(f"“{said[n]}”重复了几遍，没有看出要问什么", nodes=nodes[n : n + 3])


def refuse_open_share(nodes: list[Node], text: Text) -> None:
    """财政拨款占比超过90%: of the project's own total, or of all 财政拨款; both are offered."""
    for node in nodes:
        if isinstance(node.value, OpenShare):
            offered = tuple(text.plain[: node.start] + phrase + text.plain[node.end :] for phrase in node.value.phrases)
            raise Vague("没有看出是占项目自己的总计，还是占全部项目的合计", offered)


def _quoted(nodes: Sequence[Node], text: Text) -> str:
    return "、".join(f"“{text.said(node.start, node.end)}”" for node in nodes)
