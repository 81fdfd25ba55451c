"""哪些是城管局的, 有几个超过10万, 各部门有几个, after a list: of what is left unsaid, so of what was listed.

数量呢, after 质量指标: the kind of indicator, where the others are asked for in turn.
"""

from querylang.comparison import Comparison
from querylang.context import Context
from querylang.failure import Refused
from querylang.nodes import Node
from querylang.query import Column, IndicatorKind, Named, Or, Query, conjuncts
from querylang.vocabulary import marker_words

ASKING = frozenset({"ask.which", "ask.list", "aggregate.count"})
SAYS_OF = frozenset({"comparison", "comparator", "existence", "negation", "text"})  # what begins a predicate
THINGS = frozenset({"thing", "reference", "projects", "project", "indicator", "kind", "kinds"})
SCOPE = frozenset({"department", "year"})
FIGURES = frozenset({"aggregate.count", "aggregate.sum", "aggregate.total", "ask.amount", "group.each"})
TURNS_TO = frozenset({"reference.end", "reference.then"})  # 那…呢
OF_OWNER = ("的", "管", "负责")
OF_MONEY = marker_words("says_of_money")  # 各部门总预算 says of what


def point_at_listed(nodes: list[Node], plain: str, context: Context) -> None:
    """Put 其中 before a question that says something of what was listed, without saying of what.

    Refused where all that the department has may be meant as well, and where departments were listed.
    """
    _name_kind(nodes, context.query)
    if _asks_owner(nodes, plain) and context.shown and context.query.grain == "project" and not context.query.group:
        _name_owned(nodes, len(context.shown) > 1)
        return
    if context.query.group == ("department",):
        _refuse_of_departments(nodes, plain)
    if not _lists_rows(context):
        return
    if _says_of_unsaid(nodes) or _figures_unsaid(nodes, plain):
        start = nodes[0].start
        nodes.insert(0, Node("reference.these", "among", start, start, False, False))
    elif _counts_in_scope(nodes, context.query):
        begins, ends = plain[: nodes[-1].start].rstrip("的"), "有几个" if nodes[-1].kind == "aggregate" else "有哪些"
        why = f"没有看出是上一问列出的里面{ends}，还是一共{ends}；要问里面的，请说“其中{plain}”"
        raise Refused(why, (f"{begins}的项目{ends}",))


def _asks_owner(nodes: list[Node], plain: str) -> bool:
    """是哪个部门的, 谁家的, 归哪个部门管: of the projects that were shown; not 有哪些部门."""
    said = [node.label for node in nodes if node.kind != "copula" and node.label not in TURNS_TO]
    asked = said in (["ask.whose"], ["ask.whose", "thing.department"], ["ask.which", "thing.department"])
    return asked and plain.rstrip("呢啊呀?").endswith(OF_OWNER)


def _name_owned(nodes: list[Node], several: bool) -> None:
    """它是哪个部门的, 分别是哪个部门的: of the project that was shown, or of each of them."""
    start = nodes[0].start
    pointer = ("group.each", "each") if several else ("reference.these", "among")
    asked = [("ask.which", "which"), ("thing.department", "department")]
    nodes[:] = [Node(label, value, start, start, False, False) for label, value in (pointer, *asked)]


def _name_kind(nodes: list[Node], last: Query) -> None:
    """数量呢, after 车辆购置经费的质量指标 or its card: its 数量指标; of a list it is how many there are."""
    said = [node for node in nodes if node.label not in TURNS_TO]
    if len(said) == len(nodes) or [node.value for node in said] != ["amount"] or said[0].kind != "aggregate":
        return
    where = conjuncts(last.where)
    of_one = any(isinstance(one, Named) and len(one.projects) == 1 for one in where)
    by_kind = len(where) > 1 and all(isinstance(one, Named | IndicatorKind | Or) for one in where)
    if of_one and not last.group and (last.grain == "project" or by_kind):
        nodes[nodes.index(said[0])] = said[0]._replace(label="kind.number", value="number")


def _lists_rows(context: Context) -> bool:
    query = context.query
    if query.grain not in {"project", "indicator"} or query.group:
        return False
    if any(isinstance(output, Column) for output in query.outputs):
        return len(context.shown) > 1
    return query.where is not None  # 其中超过50万的有几个: the figure was one of rows that were picked


def _says_of_unsaid(nodes: list[Node]) -> bool:
    """哪些是城管局的, 有几个没有时效指标; not 有几个项目超过10万, 有几个时效指标."""
    kinds = [node.kind for node in nodes[1:3]]
    if not kinds or nodes[0].label not in ASKING:
        return False
    if nodes[1].label == "copula.is":
        return len(kinds) > 1
    says = kinds[0] in SAYS_OF or (kinds[0] == "field" and bool(SAYS_OF & set(kinds[1:])))
    return says and nodes[0].label != "ask.list" and not any(node.kind in THINGS - {"kind"} for node in nodes)


def _figures_unsaid(nodes: list[Node], plain: str) -> bool:
    """各部门有几个, 各部门合计多少: of what, is not said."""
    behind = nodes[2:]
    of_each = [node.label for node in nodes[:2]] == ["group.each", "thing.department"]
    says_what = any(word in plain[node.start : node.end] for node in behind for word in OF_MONEY)
    return of_each and bool(behind) and {node.label for node in behind} <= FIGURES and not says_what


def _counts_in_scope(nodes: list[Node], query: Query) -> bool:
    """城管局的有几个, 2023年的有哪些, after a list of several departments: of those, or of all that it has."""
    last = query.scope
    labels = [node.label for node in nodes]
    narrows = query.where is not None or query.limit is not None  # 2024年的有哪些, after 全部项目: both are the same
    asked = labels[-1] == "aggregate.count" or (labels[-1] == "ask.list" and nodes[-1].after_de and narrows)
    departments = {name for node in nodes if node.kind == "department" for name in _names(node)}
    elsewhere = last.departments and not departments & set(last.departments)
    scoped = len(nodes) > 1 and all(node.kind in SCOPE for node in nodes[:-1])
    narrower = set(last.departments) != departments or "year" in {node.kind for node in nodes}
    return scoped and asked and narrower and not elsewhere


def _names(node: Node) -> tuple[str, ...]:
    return tuple(name for name in node.value if isinstance(name, str)) if isinstance(node.value, tuple) else ()


def _refuse_of_departments(nodes: list[Node], plain: str) -> None:
    """哪些超过2000万, 超过2000万的有几个, after 各部门预算: departments, and not projects."""
    compared = [node for node in nodes if isinstance(node.value, Comparison) and not node.value.bare]
    if compared and not any(node.kind in THINGS for node in nodes):
        said = plain[compared[0].start : compared[0].end]
        raise Refused("上一问列的是部门，没有看出这一问说的是部门还是项目", (f"预算{said}的部门", f"预算{said}的项目"))
