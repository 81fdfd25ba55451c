"""Names that are none of what is loaded, or of too much: parts of one name apart, a bureau that is not there.

Such a question is refused before anything is made of its names.
"""

from itertools import pairwise

from querylang.failure import NoMatch, Refused, Vague
from querylang.joined import Kinds, Projects
from querylang.nodes import Node
from querylang.owners import CANDIDATES
from querylang.precedence import NEGATIONS
from querylang.text import Text
from querylang.vocabulary import everyday_words
from querylang.words import Mention

COMPOUND = 2  # 调查, 检查
NAMING = frozenset({"unknown", "projects", "kinds", "kind", "field", "indicator", "cond", "text"})
MOST_INDICATORS = 50  # that a mention may mean


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
