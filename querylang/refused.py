"""Words and names that have no answer, whatever else is said: unknown ones, what no table holds, a bureau not there.

Such a question is refused before anything is made of it.
"""

from collections.abc import Sequence
from itertools import pairwise

from querylang.catalogue import Catalogue
from querylang.comparison import Comparison
from querylang.evaluation import is_evaluated, is_held
from querylang.failure import NoMatch, Refused, Vague
from querylang.joined import Kinds, Projects
from querylang.known import names_of
from querylang.names import fold_name
from querylang.nodes import Node
from querylang.owners import CANDIDATES
from querylang.precedence import NEGATIONS
from querylang.shares import OpenShare
from querylang.text import Text, plain
from querylang.vocabulary import everyday_words, marker_words
from querylang.words import Mention, Word

SHORT = 3
UNSAID = frozenset(
    {"aggregate", "superlative", "nth", "ask", "order", "sort", "group", "more", "existence", "negation", "top"}
)
BESIDES = frozenset({"negation.except", "negation.except_end", "negation.rest"})
# What is asked about an answer, or of everything at once.
TALK = {
    "chat.why": "答案里的读法就是算法，来源写明出自文件的哪一行；这里不作解释",
    "chat.quality": "没有说要核对哪一样，请挑一样问",
    "chat.wrong": "没有看出是哪里不对，请把要问的话说全",
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
COMPOUND = 2  # 调查, 检查
COUNTING = frozenset({"ask.which", "group.each", "aggregate.count", "superlative", "top", "top_n", "rank"})
NAMING = frozenset({"unknown", "projects", "kinds", "kind", "field", "indicator", "cond", "text"})
MOST_INDICATORS = 50  # that a mention may mean


def says_too_little(nodes: list[Node]) -> bool:
    """最高, 一共, 什么: one short word that asks nothing by itself."""
    short = len(nodes) == 1 and nodes[0].end - nodes[0].start <= SHORT and nodes[0].kind in UNSAID
    return short and nodes[0].label != "aggregate.sum"  # 总预算, 合计: of everything


def refuse_talk(nodes: list[Node]) -> None:
    """为什么, 还有别的吗: said about an answer."""
    for node in nodes:
        if node.label in TALK:
            raise Refused(TALK[node.label], CHECKS if node.value in {"quality", "wrong"} else (), [node])


OF_ROWS = marker_words("which_row")
COUNTED_THINGS = frozenset({"thing.project", "thing.indicator", "thing.department"})


def refuse_beside(words: Sequence[Word]) -> None:
    """不都超过100万, 哪个文件里…, 哪个年度预算最高: words of which one would be passed over, or read into the other."""
    for before, word in pairwise(words):
        if _numbers_goals(before, word):
            raise Refused("没有看出是不是绩效目标里的第几条；绩效目标是一整段，请问绩效目标")
        if before.kind == "negation" and word.label == "filler.every":
            raise Refused("“不都”没有说是哪些不是，请说“不是……的”")
        if before.text.startswith(OF_ROWS) and before.label == "ask.which" and word.label != "thing.indicator":
            raise Refused("没有看出是哪条指标，还是哪个项目")
        if before.label == "ask.which" and word.label == "filler.in_file":
            raise Refused("没有看出要问文件还是项目；每个项目在哪个文件里，看它的来源", ("所有项目的来源",))
        if before.label == "ask.which" and word.kind == "field" and word.text.startswith("年度"):
            raise Refused("要比各年度，请先问各年度各是多少", ("各年度的预算",))


def _numbers_goals(goal: Word, number: Word) -> bool:
    """目标2是什么, 绩效目标1: a number of nothing right behind the goal counts its paragraphs."""
    of_goal = goal.label == "field.goal" or goal.text == "年度目标"
    compared = number.value
    bare = isinstance(compared, Comparison) and compared.bare and compared.unit is None
    return of_goal and bare and number.start == goal.end


def refuse_judged(words: Sequence[Word]) -> None:
    """满意的项目, 核实的项目, 领导交代的项目: what somebody thinks or does, which no table holds."""
    for n, (word, behind) in enumerate(pairwise(words)):
        quoted = n > 0 and words[n - 1].kind == "text"  # 提到满意的项目
        if behind.label != "filler.de" or quoted:
            continue
        if word.text in everyday_words("judging"):
            raise Refused(f"表里没有写哪些{word.text}；满意度指标有目标值", ("满意度指标有哪些",))
        of_things = n + 2 < len(words) and words[n + 2].label in COUNTED_THINGS
        if word.text in everyday_words("done") or (word.label == "filler.aside" and of_things):
            raise Refused(f"表里没有写哪些是{word.text}的")


def refuse_named_again(words: Sequence[Word]) -> None:
    """事业单位人员招聘工作经费的人员名单: a part of a name, of the project that the name in full has told already."""
    for one, de, other in zip(words, words[1:], words[2:], strict=False):
        if de.label != "filler.de" or one.kind != "project" or other.kind != "project":
            continue
        whole, part = one.value, other.value
        if isinstance(whole, Mention) and whole.exact and isinstance(part, Mention) and not part.exact:
            raise Refused(f"没有看出“{other.text}”要问这个项目的什么", whole.names)


def refuse_other_things(words: Sequence[Word]) -> None:
    """哪些人员, 每个合同, 预算最高的合同: no projects are counted or ranked, though names have the word amid others."""
    for n, word in enumerate(words[1:], 1):
        if word.kind != "project" or len(word.text) != COMPOUND or not _is_amid_names(word):
            continue
        said = [one for one in words[:n] if one.label not in {"filler.de", "filler.measure"}]
        behind = words[n + 1 : n + 2]
        whole = any(one.label == "thing.project" or one.kind == "project" for one in behind)
        if said and {said[-1].kind, said[-1].label} & COUNTING and not whole:
            raise Refused(f"没有看出“{word.text}”是不是指项目", (f"名称带“{word.text}”的项目",))


def _is_amid_names(word: Word) -> bool:
    """人员, 合同; not 招聘 in 招聘工作经费, which says what the project is."""
    value = word.value
    if not isinstance(value, Mention) or value.exact:
        return False
    keys = [fold_name(plain(name)) for name in value.names]
    heads = tuple(word.text + tail for tail in ("", *everyday_words("tail"), *everyday_words("generic")))
    return not any(key.startswith(word.text) or key.endswith(heads) for key in keys)


def refuse_unsaid_conditions(words: Sequence[Word], loose: object) -> None:
    """同时满足的项目: what they are to meet is not said."""
    if loose is None and any(word.label == "filler.conditions" for word in words):
        raise Refused("没有说要满足哪些条件")


def refuse_left_over(nodes: list[Node], plain: str) -> None:
    """内审还有多少钱, 城管局还要多少: what is left, or still needed, of which the tables hold nothing."""
    for node, following in pairwise(nodes):
        if node.kind == "ask" or node.label in BESIDES:
            return  # 除了内审，还有多少钱
        still = node.kind in {"logic", "existence"} and plain.startswith("还", node.start)
        if still and (
            following.label == "ask.amount"
            or (following.kind == "field" and "多少" in plain[following.start : following.end])
        ):
            raise Refused("表里没有还剩多少、还要多少", (), [node])


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
    if any(node.label == "unsupported.asks" for node in nodes):  # 怎么交社保 is no name, however near one comes
        unknown = [node for node in nodes if node in unknown or node.label == "unsupported.asks"]
        raise Refused("没看懂：" + _quoted(unknown, text), nodes=unknown)
    if all(isinstance(node.value, Mention) for node in unknown):
        offered = (name for node in unknown if isinstance(node.value, Mention) for name in node.value.names)
        raise Vague(f"没有叫{_quoted(unknown, text)}的，请从相近的里面选", tuple(dict.fromkeys(offered)), unknown)
    # A name that fits nothing is understood as a name; words amid others that were understood are not.
    names = names_of(catalogue).projects
    named = any(isinstance(node.value, Projects) and node.value.exact for node in nodes)  # 内部审计工作经费的发票
    like_a_name = len(nodes) <= len(unknown) + 1 and any(
        names.nearest(text.plain[node.start : node.end]) for node in unknown
    )
    like_a_name = like_a_name and not named
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
        if said[n] and said[n] == said[n + 1] == said[n + 2]:  # not sides that stand for the last questions
            raise Refused(f"“{said[n]}”重复了几遍，没有看出要问什么", nodes=nodes[n : n + 3])


def refuse_having_all(nodes: list[Node]) -> None:
    """哪些项目有资料: every project has what is said of it, so that this means something else."""
    named = {"projects", "indicator", "departments"} & {node.label for node in nodes}
    for one, other in pairwise(nodes):
        if not named and one.label == "existence.has" and other.label == "thing.all":
            raise Refused("没有看出是有什么", nodes=[other])


def refuse_open_share(nodes: list[Node], text: Text) -> None:
    """财政拨款占比超过90%: of the project's own total, or of all 财政拨款; both are offered."""
    for node in nodes:
        if isinstance(node.value, OpenShare):
            offered = tuple(text.plain[: node.start] + phrase + text.plain[node.end :] for phrase in node.value.phrases)
            raise Vague("没有看出是占项目自己的总计，还是占全部项目的合计", offered)


def refuse_apart(nodes: list[Node]) -> None:
    """招聘管理岗位: parts of names that touch are parts of one name, or none is meant."""
    for one, other in pairwise(nodes):
        first, second = one.value, other.value
        if isinstance(first, Projects) and isinstance(second, Projects) and one.end == other.start:
            apart = not set(first.names) & set(second.names)
            if apart and not (first.exact or second.exact or other.after_gap):
                raise Refused("这几个说法指的不是同一个项目")


def refuse_compound(nodes: list[Node], text: Text) -> None:
    """满意度调查, 质量检查: two characters out of the middle of a name, right behind a kind, are a word with it."""
    for one, other in pairwise(nodes):
        projects = other.value
        glued = one.end == other.start and not (other.after_de or other.after_gap)
        if not isinstance(one.value, Kinds) or not isinstance(projects, Projects) or projects.exact or not glued:
            continue
        said = text.plain[other.start : other.end]
        if len(said) <= COMPOUND and all(said in name[1:] for name in projects.names):
            kind = text.said(one.start, one.end).removesuffix("指标") + "指标"
            offered = (f"{kind}有哪些", *(f"「{name}」的{kind}" for name in projects.names[:3]))
            raise Refused(f"没有看出“{text.said(one.start, other.end)}”是不是指项目", offered)


def refuse_borrowed(nodes: list[Node], text: Text) -> None:
    """卫生检查次数: two characters out of the middle of a project's name, right before a part of an indicator's.

    Two at its beginning as well, where the end of the indicator's name is not said: 动物无害化处理, no 无害化处理率.
    """
    for one, other in pairwise(nodes):
        projects, indicators = one.value, other.value
        glued = one.end == other.start and not (other.after_de or other.after_gap)
        if not (glued and isinstance(projects, Projects) and not projects.exact and other.label == "indicator"):
            continue
        said, rest = text.plain[one.start : one.end], text.plain[other.start : other.end]
        if not isinstance(indicators, Mention) or indicators.exact or len(said) > COMPOUND:
            continue
        cut_short = not any(fold_name(plain(name)).endswith(rest) for name in indicators.names)
        if cut_short or all(said in name[1:] for name in projects.names):
            raise Vague(f"没有叫“{text.said(one.start, other.end)}”的，请从相近的里面选", tuple(indicators.names))


def refuse_named_as_indicator(nodes: list[Node], text: Text) -> None:
    """档案分类经费: 经费 right behind a part of an indicator's name says that a project is meant; there is none."""
    for one, other in pairwise(nodes):
        part = one.label == "indicator" and isinstance(one.value, Mention) and not one.value.exact
        glued = one.end == other.start and not (other.after_de or other.after_gap)
        if part and glued and text.plain[other.start : other.end] in everyday_words("tail"):
            raise NoMatch(f"没有叫“{text.said(one.start, other.end)}”的项目", nodes=[one])


def refuse_bureau(nodes: list[Node], text: Text) -> None:
    """财政局: a word right before 局 names a department that is not loaded."""
    for n in range(1, len(nodes)):
        before, node = nodes[n - 1], nodes[n]
        single = node.end - node.start == 1 and before.kind in NAMING  # also behind a filler: 综合执去局
        glued = (single or before.end == node.start) and not (node.after_gap or node.after_de)
        part_of_name = isinstance(before.value, Projects) and not before.value.exact  # 县级部门
        if node.label == "thing.department" and glued and (single or part_of_name):
            name = text.said(before.start, node.end)
            raise NoMatch(f"没有“{name}”这个部门的数据", ("有哪些部门",), [before, node])


def refuse_vague(nodes: list[Node], text: Text) -> None:
    """Offer a mention of more than five projects, or of everyday words, unless it only leaves projects out."""
    for n, node in enumerate(nodes):
        if isinstance(node.value, Projects) and not node.value.exact:
            if text.plain[node.start : node.end] in everyday_words("generic"):
                raise Vague("这个说法太笼统，请说得更全一些", node.value.names)
            if (
                n > 0
                and nodes[n - 1].label in {"cond", "comparison"}
                and node.after_de
                and not _thing_follows(nodes, n)
            ):
                raise Refused(f"没看懂：“{text.said(node.start, node.end)}”", nodes=[node])
            if n > 0 and nodes[n - 1].label in NEGATIONS:
                if text.plain[nodes[n - 1].end : node.start] == "在":  # 不在广州: a place, not a name to leave out
                    raise Refused(f"没看懂：“{text.said(nodes[n - 1].start, node.end)}”", nodes=[node])
                continue
            for side in node.value.sides:
                if len(side) > CANDIDATES:
                    raise Vague(f"这个说法合于{len(side)}个项目，请说得更全一些", side)
            names, count = node.value.names, node.value.stated
            if count is not None and count < len(names):  # 薪酬调查和业务用房两个项目, where three fit
                raise Vague(f"说的是{count}个，合于这个说法的有{len(names)}个项目", names)
        if isinstance(node.value, Mention) and len(node.value.names) > MOST_INDICATORS:
            raise Vague("这个说法合于太多指标，请说得更全一些", node.value.names)


def _thing_follows(nodes: list[Node], n: int) -> bool:
    return n + 1 < len(nodes) and nodes[n + 1].kind in {"thing", "kinds", "field"}


def _quoted(nodes: Sequence[Node], text: Text) -> str:
    return "、".join(f"“{text.said(node.start, node.end)}”" for node in nodes)
