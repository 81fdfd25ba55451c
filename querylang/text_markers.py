"""What 涉及, 有关, 里有, 名字叫 and the like say where they stand: that a text follows, or something else."""

from itertools import pairwise

from querylang.nodes import Node
from querylang.recognise import QUOTES
from querylang.text_said import is_content, is_glued, is_of_value, is_text
from querylang.words import Mention

RANKING = frozenset({"comparison", "nth", "nths", "rank", "ranks", "superlative", "top_n"})  # 前三名, 最高的三个
COLUMNS_OF_MONEY = frozenset({"appropriation", "special_account", "other_funds"})
NAMES = frozenset({"existence.has", "copula.is", "comparator.=", "text.called", "negation.without"})
HELD = frozenset({"kind", "which", "fault"})  # what 里有 says there is, and no text


def leads(nodes: list[Node], i: int, plain: str) -> bool:
    """Whether 有关 stands before what it is about: 有关工伤的项目; not 与工伤有关的项目."""
    said = nodes[i].label == "text.about" and plain[nodes[i].start : nodes[i].end] == "有关"
    return said and i + 1 < len(nodes) and is_text(nodes[i + 1]) and not (i > 0 and is_content(nodes[i - 1]))


def asks_which_projects(nodes: list[Node], i: int) -> bool:
    """Whether 涉及 only leads from indicators to the projects they belong to, or to departments: 涉及几个部门."""
    behind = [node.label for node in nodes[i + 1 : i + 3]]
    if behind in (["ask.which", "thing.department"], ["aggregate.count", "thing.department"]):
        return i > 0
    asks = len(behind) == 2 and behind[0] in {"ask.which", "ask.list"} and behind[1] == "thing.project"
    return asks and i > 0 and nodes[i - 1].label == "thing.indicator"


def asks_amount(nodes: list[Node], i: int, plain: str) -> bool:
    """平均每个部门里有多少预算, 30万以上的项目里有几个没有成本指标: what is asked for, not a text."""
    if i + 1 >= len(nodes):
        return False
    counts = nodes[i + 1].label in {"aggregate.count", "ask.amount"} and i > 0 and nodes[i - 1].label == "thing.project"
    return counts or (nodes[i + 1].kind == "field" and plain.startswith("多少", nodes[i + 1].start))


def holds_money(nodes: list[Node], i: int) -> bool:
    """带其他资金的项目: a column of money, not a text."""
    behind = nodes[i + 1] if i + 1 < len(nodes) else None
    return behind is not None and behind.kind == "field" and behind.name in COLUMNS_OF_MONEY


def holds_kind(nodes: list[Node], i: int, plain: str) -> bool:
    """Whether what is mentioned is a kind of indicator rather than a text; no field of text stands before."""
    if i + 1 >= len(nodes) or (i > 0 and nodes[i - 1].kind in {"field", "which", "text"}):
        return False
    of_projects = i > 0 and (nodes[i - 1].kind in RANKING or nodes[i - 1].label == "thing.project")
    if of_projects and plain[nodes[i].start] in "里中" and nodes[i + 1].kind in HELD:
        return True  # 前三名里有满意度的, 30万以上的项目里有归类不对的指标
    return nodes[i + 1].kind == "kind" and plain[nodes[i + 1].start : nodes[i + 1].end].endswith(("指标", "目标"))


def searches(nodes: list[Node], i: int) -> bool:
    """搜一下：资格库 searches; 找一下工伤认定的预算 only asks."""
    rest = [node for node in nodes[i + 1 :] if node.label != "logic.comma"]  # …，谢谢
    if any(node.label == "unknown" for node in rest[:-1]) and all(map(is_text, rest)):
        return all(is_glued(one, other) for one, other in pairwise(rest))  # 搜索飞行检查: one text
    return (
        bool(rest)
        and rest[0].label in {"unknown", "quoted", "project", "indicator"}
        and (len(rest) == 1 or all(node.kind in {"thing", "ask"} for node in rest[1:]))
        and not (isinstance(rest[0].value, Mention) and rest[0].value.exact)
    )


def says(nodes: list[Node], i: int, plain: str) -> bool:
    """名字叫X, 名称里有X, 指标值是X: a field of text and a word that introduces what it says."""
    node = nodes[i]
    if i + 1 >= len(nodes):
        return False
    if node.label in {"existence.has", "negation.without"} and nodes[i + 1].label == "quoted":
        return True  # 含“安全”的, 不带“劳动”的
    if i == 0:
        return False
    before = nodes[i - 1]
    if before.kind == "text" and before.name == "name":
        if node.label == "existence.whether":
            return is_text(nodes[i + 1])
        # 名称以X结尾 says where in the name it stands
        return node.label in NAMES or (is_text(node) and not plain.startswith(("以", "用"), node.start))
    of_targets = before.kind in {"which", "kind"} or before.label in {"kinds", "indicator"}
    if node.label == "comparator.=":  # 指标值等于合规; 等于业务用房经费 compares with what that one has
        return of_targets and (nodes[i + 1].label in {"unknown", "quoted"} or is_of_value(nodes, i + 1))
    if node.label == "copula.is":
        return of_targets and (is_text(nodes[i + 1]) or is_of_value(nodes, i + 1))
    return before.kind == "which" and is_text(node) and plain[node.start] in QUOTES  # 指标值“合规”的指标
