"""Departments that a question of a conversation points at: 它的总预算, 第二个有哪些项目, 这个部门, 它们各有几个项目.

The departments take the place of the words that point at them, so that the question is read as if it named them.
"""

from querylang.all_departments import WHICH, picks
from querylang.catalogue import Catalogue
from querylang.comparison import Comparison
from querylang.context import Context
from querylang.failure import Refused
from querylang.joined import number_of
from querylang.nodes import LINKS, SUMS, Node, join
from querylang.pointing import check_places, goes_beyond, rows_at

ROWS = frozenset({"个", "家", None})
WITHIN = frozenset("中里头面")  # 其中, 里面: some of them, not all
TOGETHER = SUMS | {"aggregate.difference", "ask.list"}


def point_at_departments(nodes: list[Node], plain: str, context: Context, catalogue: Catalogue) -> bool:
    """Put departments that were shown in the place of what points at them; whether anything did."""
    named = [node for node in nodes if node.label == "department"]
    pointed = _point_at_side(nodes, context) if named else False
    i = 0
    while i < len(nodes) and not named:
        found = _phrase_at(nodes, i, context, catalogue) or _row_at(nodes, i, plain, context)
        if found is not None:
            last, departments = found
            picked = picks(nodes, last, plain) == WHICH and len(departments) > 1
            join(nodes, i, last, "departments", tuple((one,) for one in departments))
            if picked:  # 这几个部门里项目最多的是哪个
                nodes.insert(i + 1, nodes[i]._replace(label="thing.department", value="department"))
            else:
                _refuse_unsaid(nodes, departments)
            pointed = True
        i += 1
    return pointed or (not named and _point_at_each(nodes, context))


def _point_at_each(nodes: list[Node], context: Context) -> bool:
    """各有几个项目, 一共多少钱, after 2024年有哪些部门: of the departments that were listed; 预算各多少, of groups."""
    labels = {node.label for node in nodes}
    figure = any(node.kind in {"field", "aggregate"} for node in nodes)
    said = "group.each" in labels or bool(labels & SUMS)
    several = len(context.departments) > 1 and "group.each" in labels
    listed = several or (context.departments and context.query.grain == "document")
    if not listed or context.shown or not (figure and said):
        return False
    if any(node.kind not in {"group", "field", "aggregate", "ask", "reference"} for node in nodes):
        return False
    sides = tuple((one,) for one in context.departments)
    nodes.insert(0, nodes[0]._replace(label="departments", value=sides))
    return True


def _point_at_side(nodes: list[Node], context: Context) -> bool:
    """它和文旅局差多少: the department of the last question is one of two that are compared."""
    departments = context.departments or context.query.scope.departments
    for n in range(len(nodes) - 2):
        linked = nodes[n + 1].label in LINKS | {"ask.than"} and nodes[n + 2].label == "department"
        if nodes[n].label == "reference.it" and linked and len(departments) == 1 and not context.shown:
            join(nodes, n, n, "departments", ((departments[0],),))
            return True
    return False


def _phrase_at(nodes: list[Node], i: int, context: Context, catalogue: Catalogue) -> tuple[int, tuple[str, ...]] | None:
    """这个部门, 该局, 这些部门, 这两个部门, 第二个部门: said with 部门 behind."""
    behind = nodes[i + 1].label if i + 1 < len(nodes) else ""
    whole = nodes[i].label == "reference.departments"
    if not whole and behind != "thing.department":
        return None
    departments = context.departments or context.query.scope.departments
    last = i if whole else i + 1
    if nodes[i].label == "reference.it":
        every = catalogue.names("department")
        departments = departments or (every if len(every) == 1 else ())
        return last, _only(departments)
    counted = number_of(nodes[i], ROWS) if isinstance(nodes[i].value, Comparison) else None
    both = nodes[i].label == "filler.both" and len(departments) == 2
    if departments and (whole or nodes[i].label == "reference.these" or both or counted == len(departments)):
        return last, departments
    return None


def _only(departments: tuple[str, ...]) -> tuple[str, ...]:
    if len(departments) != 1:
        raise Refused("上一问有几个部门，请说是哪一个" if departments else "没有看出是哪个部门")
    return departments


def _row_at(nodes: list[Node], i: int, plain: str, context: Context) -> tuple[int, tuple[str, ...]] | None:
    """它, 它们, 第二个, 最后一个, where the rows are departments."""
    departments = context.departments
    if not departments or (context.shown and not _has_projects(nodes, i, context)):
        return None
    node = nodes[i]
    said = plain[node.start : node.end]
    if node.label == "reference.it":
        return i, departments if "们" in said else _only(departments)
    if node.label == "reference.these" and not WITHIN.intersection(said):
        return i, departments
    found = rows_at(nodes, i, len(departments))
    if found is None:
        return None
    last, places = found
    if goes_beyond(nodes, i, last, places, context):
        return None
    check_places(places, len(departments))
    if last + 1 < len(nodes) and nodes[last + 1].label == "thing.department":
        last += 1
    return last, tuple(departments[place] for place in places)


def _has_projects(nodes: list[Node], i: int, context: Context) -> bool:
    """它一共有多少项目, after 公交运营补贴是哪个部门的: what has projects is the department, not the project."""
    asks = [node for node in nodes[i + 1 :] if node.label == "thing.project" or node.value == "projects"]
    return bool(asks) and len(context.shown) == 1 and nodes[i].label == "reference.it"


def _refuse_unsaid(nodes: list[Node], departments: tuple[str, ...]) -> None:
    """它们的预算: of each of them, or of all together."""
    labels = {node.label for node in nodes}
    figure = any(node.kind in {"field", "aggregate"} for node in nodes)
    if len(departments) > 1 and figure and not labels & TOGETHER and "group.each" not in labels:
        raise Refused("没有看出是每个部门各多少，还是合在一起；请说“各是多少”或“一共多少”")
