"""两个差多少, 哪个多, 两年比一比: the two things that a conversation asked about last, one after the other.

人社局总预算 > 那文旅局呢 > 两个差多少: the sides are named where the question names none, and it is read as if it did.
业务用房经费 > 比工伤认定多多少, 和工伤认定差多少: the side not named is the one thing that was asked about last.
"""

from querylang.context import Context
from querylang.failure import Refused
from querylang.fields import MONEY_FIELDS
from querylang.howmuch import asks_how_much
from querylang.joined import Projects, number_of
from querylang.nodes import SUMS, Node
from querylang.query import Column, Measure, Named, Query, Scope
from querylang.top import DIRECTIONS

TWO = 2
OF_SCOPE = frozenset({"department", "year", "doc", "own"})
OF_FIGURES = frozenset({"field", "kind", "aggregate", "thing"})
POINTERS = frozenset({"filler.both", "reference.it", "reference.these", "reference.then"})
BESIDE = frozenset({"ask.than", "ask.compare"})  # 和工伤认定比差多少, 和工伤认定比呢
OF_YEARS = frozenset({"group", "copula", "more", "change"})
ASKED_OF_YEARS = SUMS | {
    "logic.with",
    "aggregate.count",
    "logic.comma",
    "ask.amount",
    "ask.when",
    "field.total",
    "aggregate.difference",
}
COUNTED = frozenset({"个", "项", "年", "家", None})


def name_sides(nodes: list[Node], plain: str, context: Context) -> bool:
    """Name both sides of a comparison that names none, or the one that is left out; whether it was done."""
    if _name_figure(nodes, context.query):
        return True
    left = _left_side(nodes, plain, context)
    if left:
        nodes[:] = left
        return True
    said = [node for node in nodes if node.label not in POINTERS and number_of(node, COUNTED) != TWO]
    if context.query.group and any(node.kind == "superlative" for node in said):
        return False  # 哪个最多, of groups: the first of them
    said = [_as_more(node) for node in said]
    counts = _is_count(context.query) and _labels(said) == ["aggregate.count"] and "共" in plain
    if not (_compares(said) or counts):
        return _name_of_years(nodes, context)
    differs = "aggregate.difference" in _labels(said)
    found = _sides(context, differs)
    if not found:
        return _name_of_years(nodes, context)
    if _is_count(context.query) and differs:
        raise Refused("没有看出是比个数，还是比金额，请把话说全")
    if _is_count(context.query) and _sums(_labels(said)) and "钱" not in plain:
        said = [_node("group.pooled", "pooled"), _node("aggregate.count", "count")]  # 一共多少, of how many there are
    nodes[:] = [*found, *said]
    return True


def _name_of_years(nodes: list[Node], context: Context) -> bool:
    """两年分别多少, 去年和今年各多少, 两年加起来多少: of the one thing that was asked about last."""
    years = [node for node in nodes if node.kind == "year" or number_of(node, frozenset({"年"})) == TWO]
    both = len(years) > 1 or any(node.label == "year.two" or node.kind != "year" for node in years)
    rest = [node for node in nodes if node not in years and node.label not in POINTERS]
    if not both or any(node.kind not in OF_YEARS and node.label not in ASKED_OF_YEARS for node in rest):
        return False
    own = _what_was_asked(context) or _whose_figure(context)
    counted = any(node.label == "aggregate.count" for node in own)
    if own and counted:
        nodes[:] = [node for node in nodes if node.label != "aggregate.count"]  # 两年各有几个
    nodes[:0] = own
    return bool(own)


def _name_figure(nodes: list[Node], last: Query) -> bool:
    """高于这个数的项目, after 平均预算是多少 or 业务用房多少钱: what that figure was, in its place."""
    at = next((n for n, node in enumerate(nodes) if node.label == "reference.figure"), 0)
    compared = at > 0 and (nodes[at - 1].kind == "comparator" or nodes[at - 1].label == "ask.than")
    if not compared or last.grain != "project" or last.group or last.limit is not None:
        return False
    (only, *others) = last.outputs
    name, fields = _only_name(last), _fields(last)
    if isinstance(only, Measure) and only.function in {"average", "median"} and only.per is None and not others:
        same = last.where is None and not any(node.kind in OF_SCOPE for node in nodes)
        found = [_node(f"aggregate.{only.function}", only.function)] if same else []
    else:
        found = [] if name is None else [_node("projects", Projects(((name,),), "one", exact=True))]
    if not found or not fields:
        return False
    nodes[at : at + 1] = [*found, *(field for field in fields if field.label != "field.total")]
    return True


def _left_side(nodes: list[Node], plain: str, context: Context) -> list[Node]:
    """比业务用房经费多多少, 和它差多少: the words, behind the one thing that was asked about; none for others."""
    said = [node for node in nodes if node.label != "reference.then"]
    if len(said) > TWO and said[0].label == "logic.with":
        asked = [node for node in said[TWO:] if node.kind != "reference"]
        beside = asked[0]._replace(label="ask.compare", value="compare") if asked and asked[0].label in BESIDE else None
        asked = asked if beside is None else asked[1:] or [beside]
        said = [*said[:TWO], *asked]
        begins = _compares([_as_more(node) for node in asked])
    else:
        leads = "copula.is" if said and said[-1].label == "aggregate.times" else "ask.than"
        begins = len(said) > TWO and said[0].label == leads and asks_how_much(said[TWO:], plain)
    if not begins:
        return []
    than, other, *asked = said
    own = _what_was_asked(context) if other.label == "project" else _whose_figure(context)
    if not own or not own[0].kind.startswith(other.label):
        return []
    figures = {node.label for node in asked if node.kind in OF_FIGURES and not plain.startswith("多少", node.start)}
    named = figures - {"aggregate.difference", "aggregate.times", "aggregate.share", *(node.label for node in own)}
    return [own[0], than, other, *([] if named else own[1:]), *asked]


def _what_was_asked(context: Context) -> list[Node]:
    """The one project of the last question, and the field of money that was asked of it."""
    last = context.query
    name = context.shown[0] if len(context.shown) == 1 else _only_name(last)
    if name is None or last.group or last.grain != "project" or not (_fields(last) or _shows_total(last)):
        return []
    return [_node("projects", Projects(((name,),), "one", exact=True)), *_fields(last)]


def _whose_figure(context: Context) -> list[Node]:
    """The one department of the last question, and the figure that was asked of it: money, or how many projects."""
    departments = context.departments or context.query.scope.departments
    if len(departments) != 1 or context.shown:
        return []
    found = _of_departments(departments, context.query)
    return [_node("aggregate.count", "projects") if node.label == "thing.project" else node for node in found]


def _compares(said: list[Node]) -> bool:
    """差多少, 哪个多, 谁高, 比一比, 一共多少: nothing but that two things are compared, or taken together."""
    labels = _labels(said)
    if labels in (["aggregate.difference"], ["ask.compare"]) or _sums(labels):
        return True
    asked = len(labels) == TWO and labels[0] in {"ask.which", "ask.who", "ask.whose"}
    return asked and labels[1].startswith("more.")


def _sums(labels: list[str]) -> bool:
    """一共多少, 加起来多少钱; not 多少钱 alone, which is of the last one."""
    return bool(SUMS.intersection(labels)) and SUMS.union({"ask.amount", "field.total"}).issuperset(labels)


def _labels(said: list[Node]) -> list[str]:
    return [node.label for node in said if node.label != "copula.is"]


def _as_more(node: Node) -> Node:
    """哪个最高, of two: which is higher."""
    if node.kind != "superlative":
        return node
    return node._replace(label="more." + DIRECTIONS[node.name], value=DIRECTIONS[node.name])


def _is_count(query: Query) -> bool:
    return query.outputs == (Measure("count"),)


def _sides(context: Context, differs: bool) -> list[Node]:
    """Both sides, and what was asked of them, as nodes; none where the last two questions do not go together."""
    last, before = context.query, context.before
    if len(context.departments) == TWO and not context.shown:
        return _of_departments(context.departments, last)
    if len(last.scope.departments) == TWO and not last.group:
        return _of_departments(last.scope.departments, last)
    if before is None:
        return []
    if last.limit is not None or before.limit is not None:
        return _of_ranked(context)
    if before.scope != last.scope:
        return _of_scopes(before, last, differs)
    one, other = _only_name(before), _only_name(last)
    fields = _fields(last)
    if one is None or other is None or not (fields or _shows_total(last)):
        return []
    return [_node("projects", Projects(((one,), (other,)), "and", exact=True)), *fields]


def _of_ranked(context: Context) -> list[Node]:
    """最高的部门, then 最低的呢; 人社局最贵的项目, then 文旅局的呢: the one row of each."""
    last, one = context.query, context.before_shown
    other = context.shown or context.departments
    if not len(one) == len(other) == 1:
        return []
    if last.grain == "project" and context.shown and not last.group:
        projects = Projects((one, other), "and", exact=True)
        return [_node("projects", projects), *_fields(last)] if _fields(last) or _shows_total(last) else []
    return _of_departments((*one, *other), last) if last.group == ("department",) and not context.shown else []


def _of_scopes(before: Query, last: Query, differs: bool) -> list[Node]:
    """One figure over two departments, or over two years of one."""
    one, other = before.scope, last.scope
    single = len(one.departments) == len(other.departments) == 1
    if single and one.replace(departments=()) == other.replace(departments=()):
        return _of_departments((*one.departments, *other.departments), last)
    years = len(one.years) == len(other.years) == 1 and one.replace(years=()) == other.replace(years=())
    if not (years and single):
        return []
    return _in_years(one, other, last, differs)


def _of_departments(departments: tuple[str, ...], last: Query) -> list[Node]:
    measures = [output for output in last.outputs if isinstance(output, Measure)]
    if last.grain != "project" or last.where is not None or len(measures) != 1:
        return []
    sides = _node("departments", tuple((one,) for one in departments))
    if measures[0] == Measure("count"):
        return [sides, _node("thing.project", "project")]
    return [sides, *_fields(last)] if measures[0].function == "sum" and _fields(last) else []


def _in_years(one: Scope, other: Scope, last: Query, differs: bool) -> list[Node]:
    """2024年比2023年, 2023年和2024年: the department in both years, and what was asked of it in each."""
    named = _only_name(last)
    asked = _fields(last) or ([_node("thing.project", "project")] if _is_count(last) else [])
    if not asked or (last.where is not None and named is None):
        return []
    years = sorted((*one.years, *other.years), reverse=differs)
    link = _node("ask.than", "than") if differs else _node("logic.and", "and")
    said = [_node("departments", ((other.departments[0],),))]
    said += [_node("year", years[0]), link, _node("year", years[1])]
    if named is not None:
        said.append(_node("projects", Projects(((named,),), "one", exact=True)))
    return [*said, *asked]


def _fields(last: Query) -> list[Node]:
    """The one field of money that was asked for; none where it was not one."""
    terms = [output.term for output in last.outputs if isinstance(output, Column | Measure)]
    found = dict.fromkeys(term for term in terms if isinstance(term, str) and term in MONEY_FIELDS)
    return [_node(f"field.{term}", term) for term in found] if len(found) == 1 else []


def _shows_total(last: Query) -> bool:
    """Whether a card or list shows 总计, which two things are compared by where nothing else is said."""
    return Column("total") in last.outputs


def _only_name(query: Query) -> str | None:
    where = query.where
    return where.projects[0] if isinstance(where, Named) and len(where.projects) == 1 else None


def _node(label: str, value: object) -> Node:
    """A word that was not said: it stands before the first one."""
    return Node(label, value, 0, 0, after_de=False, after_gap=False)
