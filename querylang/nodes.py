"""What the rules work on: the words of a question that carry meaning, joined step by step into conditions.

A Node is a word or what several words were joined into.  Rules replace runs of nodes by one node; whatever no rule has
joined or taken in the end is reported as not understood, so that nothing is dropped in silence.
"""

from collections.abc import Sequence
from itertools import islice, product
from typing import Literal, Self

from querylang.named import NamedTuple
from querylang.query import And, Condition, Exists, Fault, Not, Or, Target, TextMatch, both, either
from querylang.value import Value
from querylang.vocabulary import marker_words
from querylang.words import Word


class _NodeFields(NamedTuple):
    label: str
    value: object
    start: int  # in the plain text
    end: int
    after_de: bool  # 的 stands before it
    after_gap: bool  # white space stands before it
    kind: str  # the part of the label before the dot: rules look at it a hundred times a question
    name: str  # the part behind the dot


class Node(_NodeFields):
    """A word, or words joined: label is `kind.value` of words.toml or the name of what was joined."""

    def __new__(
        cls, label: str, value: object, start: int, end: int, after_de: bool, after_gap: bool, *_parts: str
    ) -> Self:
        """Part the label; `_replace` hands over the old parts as well, which say nothing."""
        kind, _, name = label.partition(".")
        return tuple.__new__(cls, (label, value, start, end, after_de, after_gap, kind, name))


class OfIndicator(Value):
    """An indicator-level condition, to be put under Exists where the query is about projects."""

    condition: Condition


class Topic(Value):
    """A text that may stand anywhere: name, goal, indicator name or target of a project; or of an indicator."""

    text: str


class AllOf(Value):
    """Loose conditions, all of them."""

    parts: tuple["Loose", ...]


class AnyOf(Value):
    """Loose conditions, any of them."""

    parts: tuple["Loose", ...]


class NoneOf(Value):
    """A loose condition denied."""

    part: "Loose"


class OneOf(Value):
    """Loose conditions of which one is meant, and the question does not say which."""

    parts: tuple["Loose", ...]


# A condition before it is known whether the question is about projects or about indicators.
Loose = Condition | OfIndicator | Topic | AllOf | AnyOf | NoneOf | OneOf

# What joins two things: 且, 和, 或, and a comma.
ANDS = frozenset({"logic.and", "logic.with"})
LINKS = ANDS | {"logic.or", "logic.comma"}
# Of all that is meant, one figure.
SUMS = frozenset({"aggregate.sum", "aggregate.grand", "aggregate.total"})
# What begins a word that says something of every one: 都是, 均为.
EVERY = marker_words("both")
# Kinds of words for a place in an order: 最高, 前三名, 第二.
RANKS = frozenset({"superlative", "top", "top_n", "nth", "nths", "rank", "ranks"})
# Words that say what another one says, and of what; which it was stays the value of the node.
SAID_OF = {
    "thing.rows": "thing.all",
    "logic.together": "logic.and",
    "logic.plus": "logic.with",
    "field.total_sum": "field.total",
    "field.fiscal": "field.appropriation",
    "aggregate.whole": "aggregate.sum",
    "aggregate.projects": "aggregate.count",
    "aggregate.amount": "aggregate.count",
    "aggregate.departments": "aggregate.count",
    "aggregate.ranking": "aggregate.rank",
    "aggregate.takes": "aggregate.share",
    "aggregate.percentage": "aggregate.share",
    "aggregate.share_of_money": "aggregate.share",
    "aggregate.share_of_all": "aggregate.share",
    "aggregate.average_bare": "aggregate.average",
    "fault.figured": "fault.filled",
    "aggregate.average_project": "aggregate.average",
    "existence.also": "existence.has",
    "ask.when": "ask.which",
    "reference.among": "reference.these",
}
MOST_READINGS = 8  # of one question, from which people are asked to choose
SAYS_NOTHING = frozenset({"word", "address", "aside", "conditions", "note", "behind_quote"})
INDICATOR_TEXT = ("indicator", "cycle", "annual")


def topic_condition(text: str) -> Condition:
    """A project that has to do with a text: it stands in its name, goal, indicator names or target values."""
    return Or(
        (
            TextMatch(("project", "goal"), "contains", text),
            Exists(TextMatch(INDICATOR_TEXT, "contains", text)),
        )
    )


def settle(loose: Loose, grain: str) -> Condition:
    """Turn a loose condition into one of a query about projects or about indicators."""
    match loose:
        case OfIndicator(condition=condition):
            return condition if grain == "indicator" else Exists(condition)
        case Topic(text=text):
            return TextMatch(INDICATOR_TEXT, "contains", text) if grain == "indicator" else topic_condition(text)
        case AllOf(parts=parts):
            joined = both(*(settle(part, grain) for part in parts))
            assert joined is not None  # AllOf has parts
            return joined
        case AnyOf(parts=parts):
            return either(*(settle(part, grain) for part in parts))
        case NoneOf(part=OfIndicator(condition=And(parts=(*kinds, Target() as target)))) if grain == "indicator":
            joined = both(*kinds, deny(target))  # 满意度目标不是90%的指标 are of that kind
            assert joined is not None
            return joined
        case NoneOf(part=part):
            return deny(settle(part, grain))
        case OneOf(parts=parts):
            return settle(parts[0], grain)
        case _:
            return loose


def readings(loose: Loose) -> tuple[Loose, ...]:
    """Every condition that may be meant, without a OneOf in it; the condition alone where nothing is open.

    Each open place doubles them: one more than MOST_READINGS is enough to know that there are too many.
    """
    match loose:
        case OneOf(parts=parts):
            return tuple(dict.fromkeys(one for part in parts for one in readings(part)))[: MOST_READINGS + 1]
        case AllOf(parts=parts):
            return tuple(AllOf(chosen) for chosen in islice(product(*map(readings, parts)), MOST_READINGS + 1))
        case AnyOf(parts=parts):
            return tuple(AnyOf(chosen) for chosen in islice(product(*map(readings, parts)), MOST_READINGS + 1))
        case NoneOf(part=part):
            return tuple(NoneOf(one) for one in readings(part))
        case _:
            return (loose,)


_OPPOSITES: dict[str, Literal["met", "unmet"]] = {"met": "unmet", "unmet": "met"}


def deny(condition: Condition) -> Condition:
    """The opposite; twice denied is said plainly, and what is not met is unmet, not what cannot be judged."""
    if isinstance(condition, Fault) and condition.rule in _OPPOSITES:
        return condition.replace(rule=_OPPOSITES[condition.rule])
    return condition.part if isinstance(condition, Not) else Not(condition)


def all_of(parts: Sequence[Loose]) -> Loose:
    """And, without a shell around a single part."""
    return parts[0] if len(parts) == 1 else AllOf(tuple(parts))


def any_of(parts: Sequence[Loose]) -> Loose:
    """Or, without a shell around a single part."""
    return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))


def speaks_of_indicators(loose: Loose) -> bool:
    """Whether every leaf is about an indicator."""
    match loose:
        case OfIndicator():
            return True
        case AllOf(parts=parts) | AnyOf(parts=parts) | OneOf(parts=parts):
            return all(speaks_of_indicators(part) for part in parts)
        case NoneOf(part=part):
            return speaks_of_indicators(part)
        case _:
            return False


def to_nodes(words: Sequence[Word], gaps: frozenset[int]) -> list[Node]:
    """Leave out fillers; remember 的 and white space at the following word."""
    nodes: list[Node] = []
    after_de = after_gap = False
    for n, word in enumerate(words):
        after_gap = after_gap or word.start in gaps
        if word.kind == "filler":
            if word.value == "de":
                after_de = True
                continue
            every = word.value == "every" and not _stresses_all(words, n)
            mark = word.value == "mark" and not _denies(words, n, gaps)
            if word.text == "有的" and n > 0 and words[n - 1].kind in {"kind", "field"}:  # 其他资金有|的项目
                nodes.append(Node("existence.has", "has", word.start, word.end - 1, False, after_gap))
                after_de, after_gap = True, False
                continue
            if word.value in SAYS_NOTHING or every or mark or _adds_nothing(words, n):
                continue
            if word.value == "measure" and n > 0 and _is_measured(words[n - 1]):
                continue
        if word.label == "logic.close" and nodes and nodes[-1].label == "logic.open":
            nodes.pop()  # 目标（）里写了: nothing is said in brackets
            continue
        label = "logic.with" if _is_and(words, n) else SAID_OF.get(word.label, word.label)
        if label == "ask.bound":  # 满意度不能低于多少; 预算超过多少 is of nothing
            label = "ask.amount" if any(one.kind in OF_BOUND for one in words[:n]) else "unknown"
        if label == "unsupported.measure" and word.text.startswith("动用") and _asks_source(words, n):
            label = "existence.has"  # 动用了多少其他资金
        if label == "reference.it" and word.text.endswith("项目") and nodes and nodes[-1].kind in RANKS:
            label = "thing.project"  # 最贵的那个项目
        of_files = label == "ask.unit" and n + 1 < len(words) and words[n + 1].label == "thing.document"  # 几份文件
        if of_files or (label == "ask.amount" and _asks_number(words, n)):
            label = "aggregate.count"
        value = word.value
        if value == "total_sum" and nodes and nodes[-1].label in SOURCES:
            if n + 1 < len(words) and words[n + 1].kind in COMPARES:
                continue  # 财政拨款总额超过100万的: of each project
            label, value = "aggregate.sum", "sum"  # 财政拨款总额
        nodes.append(Node(label, value, word.start, word.end, after_de, after_gap))
        after_de = after_gap = False
    last = next((n for n in range(len(nodes) - 1, 0, -1) if nodes[n].label not in CLOSES), 0)
    if last and nodes[last].label == "negation.except":
        nodes[last] = nodes[last]._replace(label="negation.except_end")  # …，人社局的不算
    return nodes


def _is_and(words: Sequence[Word], n: int) -> bool:
    """城管局还有交通局, 工伤认定还有内部审计: between two of a kind, 还有 is 和."""
    if words[n].label != "existence.also":
        return False
    before = next((word for word in reversed(words[:n]) if word.kind != "filler"), None)
    after = next((word for word in words[n + 1 :] if word.kind != "filler"), None)
    return before is not None and after is not None and before.kind == after.kind in NAMED


def _denies(words: Sequence[Word], n: int, gaps: frozenset[int]) -> bool:
    """!成本指标: a mark right in front of a word, as programmers write not."""
    before = n == 0 or words[n].start in gaps or words[n - 1].label == "filler.mark"
    after = words[n + 1] if n + 1 < len(words) else None
    return words[n].text == "!" and before and after is not None and after.kind != "filler" and after.start not in gaps


COMMA = "logic.comma"
CLOSES = frozenset({COMMA, "reference.end"})  # …，谢谢; …呢
NAMED = frozenset({"department", "year", "project", "indicator", "kind"})
OF_BOUND = frozenset({"kind", "indicator", "which", "project"})
INDICATORS = frozenset({"kind", "which", "indicator"})  # which have target values
COMPARES = frozenset({"comparison", "comparator", "superlative"})
ASKS_WHO = frozenset({"ask.which", "ask.what", "ask.list"})
SOURCES = frozenset({"field.appropriation", "field.fiscal", "field.special_account", "field.other_funds"})
ASKS_WHICH_PROJECTS = (["ask.which", "thing.project"], ["ask.list", "thing.project"], ["ask.what", "thing.project"])
OF_OWNER = frozenset({"department", "own", "year", "reference"})
HOW_MANY = frozenset({"多少", "有多少"})


def _adds_nothing(words: Sequence[Word], n: int) -> bool:
    """Whether a word that means something elsewhere says nothing where it stands."""
    match words[n].value:
        case "even":
            return n + 1 < len(words) and words[n + 1].kind == "comparison"
        case "require":
            return _passes(words, n)
        case "assess":
            return _leads_to_indicators(words, n)
        case "in_file":
            return not _counts_rows(words, n)
        case "in_charge":
            return _says_who_is_in_charge(words, n)
        case "data":
            return _is_of_department(words, n)
        case "behind_figure":
            return n > 0 and words[n - 1].kind == "comparison"  # 突破100万大关
        case _:
            return False


def _asks_number(words: Sequence[Word], n: int) -> bool:
    """有多少产出指标, 产出指标有多少: how many there are; of one project, what they state is shown as well."""
    if words[n].text not in HOW_MANY:
        return False
    before, after = (
        [word for word in part if word.kind != "filler" and word.label != COMMA] for part in (words[:n], words[n + 1 :])
    )
    if after and words[n + 1].label not in {COMMA, "filler.de"} and _says_indicators(after[0]):
        return True
    number = words[n].text != "多少"
    if before and before[-1].label == "aggregate.total":
        number = bool(before.pop())  # 产出指标共多少
    plain = not after and not any(word.kind == "project" for word in before)
    return plain and number and bool(before) and _says_indicators(before[-1])


def _says_indicators(word: Word) -> bool:
    return (word.kind == "kind" and word.text.endswith("指标")) or word.label == "thing.indicator"


def _asks_source(words: Sequence[Word], n: int) -> bool:
    """动用了多少其他资金: money by where it comes from is what the tables hold; 动用了多少资金 was spent."""
    return n + 1 < len(words) and words[n + 1].label in SOURCES


def _counts_rows(words: Sequence[Word], n: int) -> bool:
    """文件里第3个项目, 表里最后一个: by the order of the document, unless 第3高 says by what."""
    after = [word for word in words[n + 1 :] if word.label not in {"filler.word", "filler.de"}]
    if after and after[0].kind == "sort":
        del after[0]
    if not after or after[0].kind not in {"nth", "nths", "top"}:
        return False
    return not any(word.kind in {"more", "superlative"} for word in after[1:3])


def _passes(words: Sequence[Word], n: int) -> bool:
    """满意度要求95%以上, 满意度要求多少, 满意度有什么要求, 要求满意度95%以上: a link of an indicator and its figure."""
    before = [word for word in words[:n] if word.kind != "filler"]
    after = [word for word in words[n + 1 :] if word.kind != "filler" and word.label != COMMA]
    if len(after) > 1 and after[0].kind in INDICATORS and after[1].kind == "comparison":
        return words[n].text == "要求"
    if before and before[-1].label == "ask.list" and not after:
        del before[-1]
    return bool(before) and before[-1].kind in INDICATORS and (not after or after[0].kind in {"comparison", "ask"})


def _says_who_is_in_charge(words: Sequence[Word], n: int) -> bool:
    """归哪个部门管, 城管局管哪些项目: right beside 哪个部门, or between it and its projects; not 归还哪个部门."""
    before = [word for word in words[:n] if word.kind != "filler" and word.label != "copula.is"][-2:]
    after = [word for word in words[n + 1 :] if word.kind != "filler" and word.label != "copula.is"][:2]
    whose = words[n].text == "归"  # 参训率归哪个项目; not 归还有哪些部门
    beside = [[word for word in after if word.label != "ask.list"]] if whose else [before, after]
    owners = {"thing.department", "thing.project"} if whose else {"thing.department"}
    asks_projects = bool(after) and (
        after[0].value == "projects" or [word.label for word in after] in ASKS_WHICH_PROJECTS
    )
    if not whose and asks_projects and all(word.kind in OF_OWNER for word in before):
        return True
    return any(near[0].label in ASKS_WHO and near[1].label in owners for near in beside if near[1:])


def _is_of_department(words: Sequence[Word], n: int) -> bool:
    """城管局的数据, 收录了哪些部门的数据, 2023年的数据有哪些项目; not 有城管局的数据."""
    before = next((word for word in reversed(words[:n]) if word.kind != "filler"), None)
    if before is None or before.label == "thing.department":
        return before is not None
    if before.kind == "year":
        return any(word.kind == "ask" for word in words[n + 1 :])
    return before.kind in {"department", "departments"} and not any(word.kind == "existence" for word in words)


def _leads_to_indicators(words: Sequence[Word], n: int) -> bool:
    """考核哪些指标, 考核时效怎么定的: indicators are what is assessed by; 要实现什么目标, 要实现哪些效益."""
    after = [word for word in words[n + 1 :] if word.kind != "filler"]
    asks = bool(after) and after[0].kind == "ask"
    if asks:
        del after[0]
    if "考核" not in words[n].text:
        denied = any(word.kind == "negation" for word in words[:n])
        return asks and not denied and bool(after) and (after[0].kind == "kind" or after[0].label == "field.goal")
    return bool(after) and (after[0].kind in {"kind", "indicator"} or after[0].label == "thing.indicator")


def _stresses_all(words: Sequence[Word], n: int) -> bool:
    """质量指标都达到100%: every one of them, which is more than one of them."""
    before = next((word for word in reversed(words[:n]) if word.kind != "filler"), None)
    after = next((word for word in words[n + 1 :] if word.kind != "filler"), None)
    if before is None or after is None or after.kind != "comparison":
        return False
    # 财政拨款和其他资金都超过: each of the two, not both together
    return _is_of_targets(before) or (before.kind == "field" and _is_joined(words, before))


def _is_of_targets(word: Word) -> bool:
    return word.kind in INDICATORS or word.label == "thing.indicator"


def _is_measured(before: Word) -> bool:
    """Whether a measure word may follow: 哪家, 这个, 三项; not 库里家具."""
    return before.kind in {"comparison", "group", "ask", "reference"} and before.label != "ask.all"


def _is_joined(words: Sequence[Word], field: Word) -> bool:
    k = words.index(field) - 1
    return k > 0 and words[k].label in LINKS and words[k - 1].kind == "field"


def join(nodes: list[Node], first: int, last: int, label: str, value: object) -> None:
    """Replace nodes[first..last] by one node."""
    head = nodes[first]
    nodes[first : last + 1] = [Node(label, value, head.start, nodes[last].end, head.after_de, head.after_gap)]
