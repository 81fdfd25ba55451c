"""The departments of the scope, said once more: 所有部门, 这六个部门, 城管局、交通局两家.

They are left out where something else is asked; what is asked of each of them is grouped by department.
"""

from itertools import pairwise

from querylang.catalogue import Catalogue
from querylang.comparison import Comparison
from querylang.failure import Refused
from querylang.nodes import SUMS, Node
from querylang.places import INSIDE, WITHIN
from querylang.scope import Asked, documents_of, tentative

ASKING = frozenset({"field", "aggregate", "superlative", "comparison", "cond", "kinds", "thing", "top", "order"})
INDICATORS = frozenset({"kinds", "kind", "indicator", "thing.indicator", "field.indicator_count"})
PICKING = frozenset({"superlative", "top", "nth", "order", "sort", "comparison", "cond", "existence", "negation"})
RANKS = frozenset({"superlative", "top", "nth"})
SAID = frozenset({"thing.department", "ask.whose"})
ASKS_WHO = frozenset({"ask.who", "ask.which"})
COUNTING = frozenset({"superlative.most", "superlative.fewest"})
OF_PROJECTS = frozenset({"projects", "cond", "comparison"})
DEAR = frozenset("贵宜")  # 最贵, 最便宜: of projects
CONDITIONS = frozenset({"comparison", "existence", "negation", "fault"})
NOUNS = ("单位", "局")
ORDERS = frozenset({"order", "sort"})
COUNTED = frozenset({"thing.project", "thing.indicator", "field.indicator_count", "kinds"})  # 项目最多的
ROWS = frozenset({"thing", "project", "projects", "indicator"})
WHICH, OPEN = "department", "department?"  # what 部门 says of the rows that are asked for


def name_all_departments(nodes: list[Node], plain: str) -> list[Node]:
    """这几个部门, where no departments were shown: all there are; 三家单位里, 所有局里: not those of one's own."""
    named: list[Node] = []
    for node in nodes:
        noun = next((noun for noun in NOUNS if plain.startswith(noun, node.start)), "")
        of_all = bool(named) and (named[-1].label == "ask.all" or _number(named[-1]) is not None)
        if node.label == "own.department" and noun and of_all:
            named.append(node._replace(label="thing.department", end=node.start + len(noun)))
        elif node.label == "reference.departments":
            named += [node._replace(label="ask.all"), node._replace(label="thing.department", start=node.end)]
        else:
            named.append(node)
    return named


def drop_all_departments(nodes: list[Node], asked: Asked, catalogue: Catalogue, plain: str) -> None:
    """所有部门, 其他部门, 这六个部门: the departments of the scope, said once more; where something else is asked."""
    _drop_repeated_numbers(nodes, asked)
    if len(asked.sides) > 1 or ASKS_WHO.intersection([node.label for node in nodes]):
        _ask_which_department(nodes, plain, several=len(asked.sides) > 1 or _says_again(nodes, asked, catalogue))
    if not SAID.intersection([node.label for node in nodes]):
        return
    number = _in_scope(asked, catalogue)
    if number == 1:
        _ask_which_project(nodes)
    averaged = _averages_departments(nodes)
    counts = {number, len(asked.sides)}
    _drop_others(nodes, asked)
    _drop_whole_of_share(nodes)
    i = 1
    while i < len(nodes):
        before = nodes[i - 1]
        if nodes[i].label != "thing.department":
            i += 1
            continue
        each = _each_behind(nodes, i)
        picked = picks(nodes, i, plain)
        repeats = (
            before.label in {"ask.all", "reference.these"}
            or (before.label == "negation.rest" and bool(asked.scope.excluded))
            or _number(before) in counts
            or ((each is not None or picked == WHICH) and plain[before.start : before.end] == "几个")
        )
        if before.label == "filler.both" and not repeats:
            raise Refused("没有看出说的是哪两个部门", ("各部门的预算",))
        others = (*nodes[: i - 1], *nodes[i + 1 :])
        if repeats and each is not None:
            nodes[i - 1] = nodes[each]
            del nodes[each]
        elif repeats and any(node.kind in ASKING or node.kind == "projects" for node in others):
            nodes[i] = nodes[i]._replace(value=picked or nodes[i].value)
            del nodes[i - 1 : i if averaged or picked else i + 1]
            continue
        i += 1


def picks(nodes: list[Node], i: int, plain: str) -> str:
    """Whether departments are picked out of them: 六个部门里预算最高的; OPEN where it is not said: 六个部门预算最高的.

    Rows that are named are what is picked (所有部门里最贵的项目); to be counted is no more than a figure (项目最多的).
    """
    behind = nodes[i + 1 :]
    best = next((n for n, node in enumerate(behind) if node.kind in RANKS), None)
    if best is None and any(node.kind in ORDERS or node.value == "ranking" for node in behind):
        return "" if _names_rows(behind, plain) or _asks_each(nodes) else WHICH  # 六个部门按预算排序
    within = plain[nodes[i].end :].startswith(tuple(INSIDE)) or plain[: nodes[i].end].endswith(tuple(WITHIN))
    if best is None:
        narrowed = within and any(node.kind in CONDITIONS for node in behind)
        return "" if not narrowed or _names_rows(behind, plain) or _asks_each(nodes) else OPEN
    counted = best > 0 and behind[best].label in COUNTING and behind[best - 1].label in COUNTED
    others = [*nodes[: max(i - 1, 0)], *behind[: best - 1 if counted else best], *behind[best + 1 :]]
    dear = not DEAR.isdisjoint(plain[behind[best].start : behind[best].end])
    indicators = any(node.kind == "kinds" for node in behind[best + 1 :])  # 最高的满意度指标
    if dear or indicators or _names_rows(others, plain) or _asks_each(nodes):
        return ""
    return WHICH if within or any(node.label in SUMS for node in behind[:best]) else OPEN


def _names_rows(nodes: list[Node], plain: str) -> bool:
    """Whether projects, indicators or departments are spoken of, so that these are what is asked for."""
    return any(
        node.kind in ROWS
        or node.label in SAID
        or (node.kind == "field" and "项目" in plain[node.start : node.end])  # 项目预算
        for node in nodes
    )


def _asks_each(nodes: list[Node]) -> bool:
    return any(node.label == "group.each" for node in nodes)


def _in_scope(asked: Asked, catalogue: Catalogue) -> int:
    """How many departments the scope has."""
    documents = documents_of(tentative(asked, catalogue), catalogue.documents())
    return len({document.department for document in documents})


def _says_again(nodes: list[Node], asked: Asked, catalogue: Catalogue) -> bool:
    """这几个局里, 所有部门里, 六个部门里: the departments of the scope."""
    said = [one for one, other in pairwise(nodes) if other.label == "thing.department"]
    numbers = [number for number in map(_number, said) if number is not None]
    return any(one.label == "ask.all" for one in said) or (bool(numbers) and _in_scope(asked, catalogue) in numbers)


def _ask_which_department(nodes: list[Node], plain: str, several: bool) -> None:
    """谁项目最少, 城管局、交通局谁的预算最多: which department, where projects are counted or several were named."""
    asking = [n for n, node in enumerate(nodes) if node.label in ASKS_WHO]
    ranked = [n for n, node in enumerate(nodes) if node.kind in RANKS]
    of_rows = [node for node in nodes if node.label in OF_PROJECTS and _number(node) is None]  # not 六个部门, 哪三个
    if len(asking) != 1 or len(ranked) != 1 or of_rows:
        return
    n, best = asking[0], ranked[0]
    of_who = nodes[n].label == "ask.who"
    counts = [node.label for node in nodes[n + 1 : best]] == ["thing.project"] and nodes[best].label in COUNTING
    said = [node for node in nodes[n + 1 if n < best else 0 : best + 1] if node.value != "average_project"]
    between = "".join(plain[node.start : node.end] for node in said)
    of_projects = "项目" in between or not DEAR.isdisjoint(between)
    if (counts and of_who) or (several and not of_projects and (of_who or n < best)):
        which = nodes[n]._replace(label="ask.which", value="which")
        nodes[n : n + 1] = [which, which._replace(label="thing.department", value="department", start=which.end)]


def _drop_whole_of_share(nodes: list[Node]) -> None:
    """公交运营补贴占全部部门总预算的比例: of all there is, where no other department is spoken of."""
    for n in range(len(nodes) - 1, 0, -1):
        if nodes[n].label == "thing.department" and nodes[n - 1].value == "share_of_all":
            nodes[n - 1 : n + 1] = [nodes[n - 1]._replace(value="share_of_departments")]


def _ask_which_project(nodes: list[Node]) -> None:
    """谁家的预算最高, of one department: which of its projects."""
    for n in range(len(nodes) - 1, -1, -1):
        if nodes[n].label == "ask.whose" and [node.label for node in nodes[n + 1 : n + 2]] != ["thing.department"]:
            which = nodes[n]._replace(label="ask.which", value="which")
            nodes[n : n + 1] = [which, which._replace(label="thing.project", value="project", start=which.end)]


def _drop_others(nodes: list[Node], asked: Asked) -> None:
    """青河市以外的部门预算合计: those that are left, of which a figure or projects are asked."""
    labels = {node.label for node in nodes}
    kinds = {node.kind for node in nodes}
    projects = "thing.project" in labels
    told = projects or (kinds.isdisjoint(PICKING) and not kinds.isdisjoint({"field", "aggregate"}))
    behind = next((n for n, node in enumerate(nodes) if node.label == "thing.department" and node.after_de), None)
    if not asked.scope.excluded or behind is None or labels & {"ask.which", "aggregate.per_department"}:
        return
    counted = behind + 1 < len(nodes) and nodes[behind + 1].label == "aggregate.count" and not projects
    if told and not counted and "group" not in kinds and not _averages_departments(nodes):
        del nodes[behind]


def _number(node: Node) -> int | None:
    """How many departments a word before 部门 says; None where it says no number."""
    if node.label == "filler.both":
        return 2
    number = node.value
    counts = isinstance(number, Comparison) and number.bare and number.unit in {"个", "家"}
    return int(number.number) if counts and isinstance(number, Comparison) and number.number is not None else None


def _each_behind(nodes: list[Node], i: int) -> int | None:
    """六个部门各多少钱, 两个部门最贵的项目各是哪个: where 各 stands that is said of departments, not of projects."""
    each = next((n for n in range(i + 1, len(nodes)) if nodes[n].label == "group.each"), None)
    if each is None or all(node.label != "thing.project" for node in nodes[i:each]):
        return each
    ranked = any(node.kind in RANKS for node in nodes[i:each])
    counted = each + 1 < len(nodes) and nodes[each + 1].label == "aggregate.count"
    of_projects = any(node.label in INDICATORS or node.kind in INDICATORS for node in nodes[each:])
    return each if (ranked or counted) and not of_projects else None


def _averages_departments(nodes: list[Node]) -> bool:
    """六个部门预算的中位数: of what each of them sums up to, where no project is spoken of."""
    averages = [node.value for node in nodes if node.label in {"aggregate.average", "aggregate.median"}]
    projects = any(node.label == "thing.project" for node in nodes) or "average_project" in averages
    return bool(averages) and not projects


def _drop_repeated_numbers(nodes: list[Node], asked: Asked) -> None:
    """城管局、交通局两家, 青河市、东湖区两地, 2023、2024两年: how many were named, said once more."""
    named = {"家": len(asked.sides), "地": len(asked.sides), "年": len(asked.scope.years)}
    each = any(node.label == "group.each" for node in nodes)
    for i in range(len(nodes) - 1, -1, -1):
        number = nodes[i].value
        if isinstance(number, Comparison) and number.bare and named.get(number.unit or "", 0) > 1:
            behind = nodes[i + 1].label if i + 1 < len(nodes) else ""
            if number.number == named[number.unit or ""] and behind != "thing.department":
                if number.unit == "地" and each and any(len(side) > 1 for side in asked.sides):
                    raise Refused("一个地方有几个部门，请问各部门，或一个一个问")
                del nodes[i]
