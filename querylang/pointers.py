"""Words that point back: 它, 这些, 那…呢, at something in the same question or at the one before."""

from querylang.context import Context
from querylang.failure import Refused
from querylang.joined import number_of
from querylang.leaning import AND_THAT, NEEDS_CONTEXT, says_no_subject, says_nothing
from querylang.nodes import Node
from querylang.parts import Parts
from querylang.query import Scope
from querylang.vocabulary import marker_words

POINTING = NEEDS_CONTEXT | AND_THAT
LOCATION = 2  # 里面, 当中, 里头
LOADED = marker_words("loaded")
THOSE = frozenset(marker_words("those_projects"))
OF_SCOPE = frozenset({"department", "departments", "year"})
OF_AN_ORDER = frozenset(
    {"field", "superlative", "sort", "order", "top", "top_n", "more", "aggregate", "kinds", "thing"}
)
CONDITIONS = frozenset({"cond", "comparison"})
OF_ITSELF = frozenset({"thing", "aggregate", "field", "own", "ask", "department", "departments", "year"})


def drop_pointers(nodes: list[Node], plain: str) -> None:
    """参训率这个指标, 所有项目当中: the word points at what stands before it, not at the question before."""
    for n in range(1, len(nodes)):
        said = plain[nodes[n].start : nodes[n].end]
        of_these = nodes[n - 1].kind in (OF_SCOPE if said == "这些项目" else CONDITIONS)
        if said in THOSE and nodes[n].after_de and of_these:
            nodes[n] = nodes[n]._replace(label="thing.project", value="project")  # 超过95%的那些项目
    if _of_what_is_loaded(nodes, plain):
        del nodes[0]
    for n in range(len(nodes) - 2, 0, -1):
        named = nodes[n - 1].label in {"indicator", "kinds"}
        if nodes[n].label == "reference.it" and nodes[n + 1].label == "thing.indicator" and named:
            del nodes[n]
    for n in range(len(nodes) - 1, 0, -1):
        node, before = nodes[n], nodes[n - 1]
        behind_name = node.label == "reference.it" and before.label == "projects"
        location = (
            node.label == "reference.these" and node.value in {"these", "among"} and node.end - node.start <= LOCATION
        )
        of_itself = before.kind in OF_ITSELF | CONDITIONS or _ends_condition(nodes, n)
        if behind_name or (location and of_itself):
            del nodes[n]


def _ends_condition(nodes: list[Node], n: int) -> bool:
    """没有时效指标的里面: what is had, or is not, stands before 的里面."""
    said = [node.kind for node in nodes[max(0, n - 2) : n]]
    return nodes[n].after_de and said[1:] == ["kinds"] and said[0] in {"existence", "negation"}


def drop_those(nodes: list[Node], plain: str) -> None:
    """钱最少的那三个项目, 招考的那两个项目: 那 behind 的 points at what stands before it."""
    for n in range(len(nodes) - 2, 0, -1):
        if nodes[n].label == "reference.then" and nodes[n].after_de and number_of(nodes[n + 1]) is not None:
            del nodes[n]


def _of_what_is_loaded(nodes: list[Node], plain: str) -> bool:
    """里面有哪些文件, 里面加载了哪些部门: 里面 is in all that is loaded, not in the answer before."""
    if len(nodes) < 2 or nodes[0].label != "reference.these" or nodes[0].value != "among":
        return False
    return nodes[1].label == "meta.document" or plain[nodes[1].start : nodes[1].end].startswith(LOADED)


def refuse_row(nodes: list[Node], plain: str) -> None:
    """第二个多少钱, with nothing shown before: of which list? 预算第二, 第二名, 第二个项目 are places."""
    for n, node in enumerate(nodes):
        row = node.kind == "nth" and plain[node.end - 1] == "个"
        if row and not any(one.kind in OF_AN_ORDER for one in nodes[:n]) and not _names_what(nodes[n + 1 :]):
            raise Refused("这句话要接着上一问说，这里没有上一问", nodes=[node])


def _names_what(behind: list[Node]) -> bool:
    return any(node.kind in {"thing", "more", "superlative", "sort", "order"} for node in behind)


def take_pointers(rest: list[Node], parts: Parts, said: Scope, context: Context | None) -> frozenset[str]:
    """Take the words that point back out of the nodes; their labels.  Refused where nothing was asked before."""
    pointing = [node for node in rest if node.label in POINTING]
    rest[:] = [node for node in rest if node.label not in POINTING]
    alone = context is None and (parts.loose is not None or parts.slots.top is not None)
    if parts.projects is not None or alone:
        # 内审那个项目, 一千多万的那个: the word points at the name beside it
        pointing = [node for node in pointing if node.label != "reference.it"]
    labels = frozenset(node.label for node in pointing)
    parts.slots.among_shown = any(node.value == "among" for node in pointing)
    bare = labels >= AND_THAT and says_no_subject(parts.loose, parts.slots, said)
    bare |= "reference.end" in labels and parts.projects is None and says_nothing(parts)  # 那城管局呢
    if context is None and (bare or labels & NEEDS_CONTEXT):
        whose = "、".join(side[0] for side in parts.departments if len(side) == 1)
        offers = (f"{whose}的预算", f"{whose}有哪些项目") if whose else ()
        raise Refused("这句话要接着上一问说，这里没有上一问", offers, nodes=pointing)
    return labels
