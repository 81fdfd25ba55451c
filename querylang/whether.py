"""Yes-or-no questions that a list of rows would answer beside the point.

Whether a sum reaches a figure (总预算超过6000万吗), whether a project is the first (内审是最高的吗) and whether
something holds of all (都有时效指标吗) is not what rows that meet a condition tell: the rows above a limit say nothing
of their sum, the highest of one project is that project, and those that have something hide those that do not.  Such a
question is refused with one whose answer does tell.
"""

from collections.abc import Sequence
from itertools import pairwise

from querylang.catalogue import Catalogue
from querylang.comparison import Comparison
from querylang.describe_terms import term_name
from querylang.failure import Refused
from querylang.fields import MONEY_FIELDS
from querylang.joined import Kinds, Projects
from querylang.nodes import Node, deny
from querylang.offer import Offer
from querylang.parts import Parts
from querylang.query import And, Condition, Exists, IndicatorKind, IndicatorNamed, Measure, OfDepartment, Query
from querylang.reflected import walk
from querylang.vocabulary import marker_words
from querylang.words import Word

OVER_ALL = frozenset({"sum", "total", "grand", "average", "median", "per_department"})
COUNTED = frozenset({"thing", "kinds"})
WITHIN = frozenset({"field", "copula"})  # between an aggregate and its figure: 平均预算是
HAS = frozenset({"existence.has", "existence.whether"})
ASKS = HAS | {"ask.yesno"}  # 合计有没有, 合计是否超过
NAMED = frozenset({"projects", "kinds", "indicator", "reference.it", "reference.these"})
SETS_BESIDE = frozenset({"comparator", "bound"})
TIMES = frozenset({"倍", "%"})
ENDS = frozenset({"ask.yesno", "negation.without"})  # 有300万吗, 有300万没有
EVERY = marker_words("every")  # words that begin so: 都, 都有, 都是95%
NONE = "没有"
ASKED_BEHIND = frozenset({"ask.yesno", "negation.without", "negation.not"})  # 有成本指标吗, 有成本指标没有
WHETHER = frozenset(marker_words("whether"))
OF_EVERY = frozenset({"filler", "ask", "comparison", "copula", "existence", "negation"})


def ask_for_kinds(nodes: list[Node], plain: str) -> None:
    """内审有没有成本指标, 有成本指标吗, 设了成本指标没: those that it has tell, not the project."""
    for i in range(1, len(nodes) - 1):
        if nodes[i].label not in HAS or nodes[i - 1].label not in {"projects", "reference.it"}:
            continue
        projects = nodes[i - 1].value
        several = isinstance(projects, Projects) and len(projects.sides) > 1
        k = i + 2 if nodes[i + 1].label in HAS and i + 2 < len(nodes) else i + 1
        kinds = nodes[k].value
        behind = [node.label for node in nodes[k + 1 :] if node.label not in {"logic.comma", "thing.indicator"}]
        asks = nodes[i].label == "existence.whether" or bool(behind)
        one = isinstance(kinds, Kinds) and (len(kinds.items) == 1 or kinds.operator == "or")
        if one and asks and not several and set(behind) <= ASKED_BEHIND and len(behind) <= 1:
            nodes[k + 1 :] = [node for node in nodes[k + 1 :] if node.kind != "negation"]
            del nodes[i:k]
            return


def ask_departments_for_kinds(nodes: list[Node], plain: str) -> None:
    """城管局有没有成本指标, 城管局有成本指标吗: of one department, too, the indicators tell."""
    at = next((n for n, node in enumerate(nodes) if node.label in HAS), 0)
    before, behind = nodes[:at], nodes[at + 2 :]
    owners = [node for node in before if node.kind != "year"]
    names = owners[0].value if len(owners) == 1 and owners[0].kind == "department" else ()
    if not isinstance(names, tuple) or len(names) != 1 or at + 1 >= len(nodes):
        return
    kinds = nodes[at + 1].value
    labels = [node.label for node in behind if node.label not in {"logic.comma", "thing.indicator"}]
    one = isinstance(kinds, Kinds) and (len(kinds.items) == 1 or kinds.operator == "or")
    if one and (nodes[at].label == "existence.whether" or labels) and labels in ([], ["ask.yesno"]):
        del nodes[at]


def join_compared_sums(nodes: list[Node], plain: str) -> None:
    """总预算超过100万的项目: the total of each; a sum compared with a figure (总预算超过6000万吗) is refused."""
    labels = [node.label for node in nodes]
    if "thing.department" in labels and not {"ask.yesno", "existence.whether"} & set(labels):
        return  # 合计超过1000万的部门: a department has a sum
    for i, node in enumerate(nodes):
        if node.kind != "aggregate" or node.name not in OVER_ALL:
            continue
        k = i + 1
        while k < len(nodes) and (nodes[k].kind in WITHIN or nodes[k].label in ASKS):
            k += 1
        asked = next((n for n in range(i + 1, k) if nodes[n].label in ASKS), k)
        figure = nodes[k].value if k < len(nodes) else None
        if not isinstance(figure, Comparison) or nodes[k].after_de:
            continue
        if i > 0 and nodes[i - 1].kind in SETS_BESIDE and figure.unit in TIMES:
            continue  # 超过平均值两倍
        rest = [other for other in nodes[k + 1 :] if other.label != "logic.comma"]  # …，谢谢
        after = rest[0] if rest else None
        of_each = plain[nodes[k].end :].startswith("的") and (after is None or after.label == "thing.project")
        if of_each and node.name in {"sum", "grand"} and i > 0 and nodes[i - 1].name in MONEY_FIELDS:
            del nodes[i]  # 财政拨款合计超过50万的项目
            return
        if of_each and node.name in {"sum", "grand"}:
            nodes[i] = node._replace(label="field.total", value="total")
            if k > i + 1 and nodes[i + 1].kind == "field":
                del nodes[i]
            return
        last = rest[1] if len(rest) > 1 else None
        if after is not None and after.kind in COUNTED and (last is None or last.label == "ask.yesno"):
            said = plain[: nodes[asked].start] + "有几个" + plain[after.start : after.end]  # 一共9个指标吗
            raise Refused("要知道是不是，请问有几个", (said,))
        if after is None or after.label in ENDS:
            raise Refused(
                "条件是说每个项目的，不是说合计或平均的；请先问那个数是多少", (plain[: nodes[asked].start] + "是多少",)
            )


def read_at_least(nodes: list[Node], plain: str) -> None:
    """X有200万吗 asks whether it comes to as much; 有没有300万的项目 and 有300万的吗 ask for the very figure.

    Without a project or a kind of indicator it is a sum that is asked about, which a list of rows does not tell.
    """
    last = len(nodes) - 1
    while last > 0 and nodes[last].label == "logic.comma":
        last -= 1
    ended = last > 0 and nodes[last].label in ENDS
    at = last - 1 if ended else last
    figure = nodes[at].value if at > 0 else None
    if not isinstance(figure, Comparison) or not figure.bare or figure.op != "=" or nodes[at - 1].label not in HAS:
        return
    behind = nodes[at + 1].start if at + 1 < len(nodes) else len(plain)
    if "的" in plain[nodes[at].end : behind] or not (ended or nodes[at - 1].label == "existence.whether"):
        return
    before = nodes[: at - 1]
    named = any(node.label in NAMED for node in before)
    others = any(node.label in HAS for node in before)
    if not (named or others):
        counted = any(node.label == "field.indicator_count" for node in before)
        offered = "一共有多少条指标" if counted else plain[: nodes[at - 1].start] + "合计多少"
        raise Refused("没有看出是问每个项目的，还是问加起来的；请先问那个数是多少", (offered,))
    nodes[at] = nodes[at]._replace(value=figure._replace(op=">=", bare=False))
    if ended:
        nodes[last] = nodes[last]._replace(label="ask.yesno")
    del nodes[at - 1]


def refuse_none_left(nodes: Sequence[Node], plain: str) -> None:
    """没有10万以下的项目吗 asks whether there are any; without its 吗 it would be those that are not."""
    said = [node for node in nodes if node.label != "logic.comma"]
    if len(said) > 1 and plain.startswith(NONE, said[0].start) and plain[said[-1].start : said[-1].end] in WHETHER:
        raise Refused("是想问有没有吗", ("有" + plain[said[0].start : said[-1].start],))


def refuse_done(nodes: Sequence[Node], plain: str) -> None:
    """预算批了吗, 工伤认定下达了吗, 内审需要吗: whether something was done or is so, which no figure tells."""
    said = [node for node in nodes if node.label != "logic.comma"]
    bare = [node.kind for node in said] == ["project", "ask"] and plain[said[1].start : said[1].end] in WHETHER
    if bare and said[0].end < said[1].start:
        raise Refused("没有看出要问这个项目的什么", (plain[: said[0].end],))
    for before, node in pairwise(nodes):
        done = before.kind in {"field", "existence"} and plain[before.start : before.end].endswith("了")
        if done and plain[node.start : node.end] in WHETHER:
            raise Refused("表里只有数，没有办没办", (plain[: before.start] + "多少钱",))


def refuse_place(parts: Parts) -> None:
    """内审是最高的吗, 欠薪是第三名吗: the highest of one project is always that project."""
    top, projects = parts.slots.top, parts.projects
    if top is None or projects is None or "yesno" not in parts.slots.asks:
        return
    term = term_name(top.term) if top.term is not None else "总计"
    raise Refused("要知道是不是，请问它排第几", tuple(f"「{name}」的{term}排第几" for name in projects.names[:3]))


def says_every(words: Sequence[Word]) -> bool:
    """Whether something is said of all that stand side by side: 都, 均."""
    return any(word.kind in OF_EVERY and word.text.startswith(EVERY) for word in words)


def refuse_every(words: Sequence[Word], parts: Parts, query: Query, catalogue: Catalogue) -> None:
    """都有时效指标吗, 满意度都是95%吗: the exceptions tell, a list of those that do does not."""
    sums = any(isinstance(one, OfDepartment) and one.function != "count" for one in walk(query.where))
    if sums and "project" in parts.slots.things and says_every(words):
        raise Refused("没有看出是每个项目都这样，还是部门合起来；请按部门列出这样的项目")  # 项目都超过50万的部门
    if "yesno" not in parts.slots.asks or not says_every(words) or parts.projects is not None:
        return  # of a few projects by name, those that do tell which do not
    exceptions = _exceptions(query)
    raise Refused("要看是不是都这样，请问哪些不是", () if exceptions is None else (Offer(exceptions, catalogue),))


def _exceptions(query: Query) -> Query | None:
    """How many do not: projects without the indicators, indicators that miss the figure.  None of them is an answer."""
    if query.where is None or query.group:
        return None
    match query.where:
        case IndicatorKind() | IndicatorNamed() as kind if query.grain == "indicator":
            return _projects(query, deny(Exists(kind)))
        case And(parts=(IndicatorKind() | IndicatorNamed() as kind, other)) if query.grain == "indicator":
            return query.replace(where=And((kind, deny(other))), outputs=(Measure("count"),))
        case condition if query.grain == "project":
            return _projects(query, deny(condition))
        case _:
            return None


def _projects(query: Query, where: Condition) -> Query:
    return Query(scope=query.scope, where=where, outputs=(Measure("count"),))
