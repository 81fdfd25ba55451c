"""Rows that a question of a conversation points at, as they were shown.

第二个, 最后一个, 去掉第一个, 第一个和第三个比较: the projects or indicators of these rows take the place of the words.
"""

from querylang.comparison import Comparison
from querylang.context import MOST_SHOWN, Context
from querylang.failure import Refused
from querylang.joined import ITEM_UNITS, Projects, number_of
from querylang.nodes import LINKS, Node, join
from querylang.query import Column, Named
from querylang.words import Mention, Word

PLACES = frozenset({"nth", "top.first", "top.last"})
BY_NAME = frozenset({"project", "projects"})
OF_PROJECTS = frozenset({"field", "kind", "kinds", "aggregate"})  # behind an indicator: said of its project
# 预算第二, 最高的第二个, 前三个中第二个: a place in an order of its own, not a row that was shown.
OF_ITS_OWN = frozenset({"field", "superlative", "sort", "order", "top", "more", "aggregate", "kinds", "kind"})


def rows_in_mind(nodes: list[Node], plain: str, context: Context) -> Context:
    """The context with the rows that 第三个 counts: those shown last, or those of the list that one was picked from."""
    places = [node for node in nodes if node.label in PLACES]
    if not places or any("条" in plain[node.start : node.end] for node in places):
        return context  # 第二条: an indicator, and no list of those was picked from
    goes_on = nodes[-1].label == "reference.end" and all(
        node.label in PLACES or node.kind in {"reference", "comparison"} for node in nodes
    )
    single = max(len(context.shown), len(context.indicators), len(context.departments)) <= 1
    return context.of_list if goes_on or single else context


def point_at_rows(nodes: list[Node], context: Context) -> bool:
    """Put the projects or indicators that were shown in the place of 第二个, 最后两个; whether any was pointed at."""
    rows = context.indicators or context.shown
    shows_rows = any(isinstance(output, Column) for output in context.query.outputs)
    shows_rows = shows_rows or not isinstance(context.query.where, Named)
    pointed = _point_at_the_one(nodes, context) or _point_by_year(nodes, context) or _point_at_all(nodes, context)
    i = 0
    while i < len(nodes) and rows:
        found = rows_at(nodes, i, len(rows)) or (None if shows_rows else _first_at(nodes, i))
        if found is not None:
            last, places = found
            if goes_beyond(nodes, i, last, places, context):
                return pointed
            check_places(places, len(rows))
            if last + 1 < len(nodes) and nodes[last + 1].label == "thing.project" and not nodes[last + 1].after_de:
                last += 1
            behind = [k for k in (last + 1, last + 2) if k < len(nodes) and nodes[k].label == "ask.who"]
            if behind and all(node.label == "copula.is" for node in nodes[last + 1 : behind[0]]):
                nodes[behind[0]] = nodes[behind[0]]._replace(label="ask.which", value="which")  # 第一个是谁
            if context.indicators:
                _put_indicators(nodes, i, last, [context.indicators[place] for place in places])
            else:
                _put_projects(nodes, i, last, [context.shown[place] for place in places])
            pointed = True
        i += 1
    return pointed


def goes_beyond(nodes: list[Node], first: int, last: int, places: tuple[int, ...], context: Context) -> bool:
    """第二呢, after 最贵的项目 or 预算最多的部门; 第一呢, 倒数第一呢 after that: a place of which nothing was shown."""
    limit, rest = context.query.limit, [*nodes[:first], *nodes[last + 1 :]]
    single = max(len(context.shown), len(context.indicators), len(context.departments)) == 1
    if limit is None or not single or any(node.kind != "reference" for node in rest):
        return False
    goes_on = any(node.label == "reference.end" for node in rest)
    turned = goes_on and len(context.shown) == 1 and nodes[first].label == "top.last"
    return turned or min(places) >= (0 if goes_on and limit.first > 1 else 1)


def check_places(places: tuple[int, ...], shown: int) -> None:
    """Refuse a row that was not shown."""
    if not all(0 <= place < shown for place in places):
        raise Refused(f"上一问的结果里没有第{max(places) + 1}个" if min(places) >= 0 else "上一问的结果没有这么多")


def _put_projects(nodes: list[Node], first: int, last: int, names: list[str]) -> None:
    sides = tuple((name,) for name in names)
    join(nodes, first, last, "projects", Projects(sides, "list" if len(sides) > 1 else "one", exact=True))


def _put_indicators(nodes: list[Node], first: int, last: int, rows: list[tuple[str, str]]) -> None:
    """第二个属于哪个项目, 第二个的目标值: the indicator of that row; 第二个的预算: the project that has it."""
    of_project = any(node.kind in OF_PROJECTS for node in nodes[last + 1 :])
    projects = list(dict.fromkeys(project for project, _ in rows))
    if not of_project and (len(projects) > 1 or any(node.kind == "negation" for node in nodes[:first])):
        raise Refused("上一问列出的是指标，请说是哪个项目的哪个指标")
    _put_projects(nodes, first, last, projects)
    if not of_project:
        names = tuple(dict.fromkeys(name for _, name in rows))
        nodes.insert(first + 1, nodes[first]._replace(label="indicator", value=Mention(names, exact=True)))


def _point_at_the_one(nodes: list[Node], context: Context) -> bool:
    """它比法律顾问多多少, 它和法律顾问差多少: a side of a comparison is the one project that was shown."""
    if len(context.shown) != 1:
        return False
    for n, node in enumerate(nodes):
        beside = [one.label for one in (*nodes[max(0, n - 1) : n], *nodes[n + 1 : n + 2])]
        other = [one.label for one in (*nodes[max(0, n - 2) : max(0, n - 1)], *nodes[n + 2 : n + 3])]
        linked = LINKS.intersection(beside) and BY_NAME.intersection(other)
        if node.label == "reference.it" and ("ask.than" in beside or linked):
            join(nodes, n, n, "projects", Projects((context.shown,), "one", exact=True))
            return True
    return False


def _point_at_all(nodes: list[Node], context: Context) -> bool:
    """两个一共多少, 这三个的满意度指标: as many as were shown."""
    counted = number_of(nodes[0], ITEM_UNITS) if len(nodes) > 1 else None
    if counted is None or context.indicators or not 1 < counted == len(context.shown):
        return False
    last = 1 if nodes[1].label == "thing.project" else 0
    if len(nodes) == last + 1 or nodes[last + 1].kind in OF_ITS_OWN - {"field", "aggregate", "kinds", "kind"}:
        return False
    _put_projects(nodes, 0, last, list(context.shown))
    return True


def _point_by_year(nodes: list[Node], context: Context) -> bool:
    """2021年那个, after two projects whose names hold a year each."""
    for n in range(len(nodes) - 1):
        if nodes[n].label == "year" and nodes[n + 1].label == "reference.it" and isinstance(nodes[n].value, int):
            held = [name for name in context.shown if str(nodes[n].value) in name]
            if len(held) == 1 < len(context.shown):
                _put_projects(nodes, n, n + 1, held)
                return True
    return False


def picked_question(words: tuple[Word, ...], context: Context) -> str | None:
    """Of the questions offered the one that 第二个, 第一种 or a bare 2 picks; None for anything else.

    What was proposed in place of a question that was refused is picked by a bare number; 第二个 is a row shown.
    """
    said = [word for word in words if word.kind not in {"filler", "reference", "text"}]
    number = said[0].value if len(said) == 1 else None
    if isinstance(number, Comparison) and number.bare and number.unit is None and number.number is not None:
        proposed = context.suggested
        place = int(number.number) if number.number == int(number.number) else 0
        return proposed[place - 1] if 1 <= place <= len(proposed) else None
    places = [word.value for word in said if word.kind in {"nth", "rank"}]
    if len(said) != 1 or len(places) != 1 or not isinstance(places[0], int):
        return None
    proposed = context.offered if context.answered else context.suggested
    return proposed[places[0] - 1] if 1 <= places[0] <= len(proposed) else None


def rows_at(nodes: list[Node], i: int, shown: int) -> tuple[int, tuple[int, ...]] | None:
    """The last node of a pointer that begins here, and the places (from 0) of the rows that it points at."""
    before = nodes[i - 1] if i > 0 else None
    if before is not None and before.kind in OF_ITS_OWN:
        return None
    last = i
    places: tuple[int, ...] | None = None
    if nodes[i].label == "nth" and isinstance(nodes[i].value, int):
        places = (int(str(nodes[i].value)) - 1,)
    elif nodes[i].label == "top.last" and i + 1 < len(nodes):
        last = i + 1
        places = _from_the_end(nodes[last], shown)
    if places is None or (last + 1 < len(nodes) and nodes[last + 1].kind in {"more", "superlative"}):
        return None
    return last, places


def _first_at(nodes: list[Node], i: int) -> tuple[int, tuple[int, ...]] | None:
    """前两个, where the last question showed no rows, but was about some of a list: the first ones of that list."""
    number = number_of(nodes[i + 1], ITEM_UNITS) if i + 1 < len(nodes) and nodes[i].label == "top.first" else None
    return (i + 1, tuple(range(number))) if number else None


def _from_the_end(node: Node, shown: int) -> tuple[int, ...] | None:
    """倒数第二个, 最后一个, 最后两个; Refused where what was shown is not all there is."""
    if node.label == "nth" and isinstance(node.value, int):
        places: tuple[int, ...] = (shown - int(str(node.value)),)
    else:
        number = number_of(node, ITEM_UNITS)
        if not number:
            return None
        places = tuple(range(shown - number, shown))
    if shown >= MOST_SHOWN:
        raise Refused("上一问的结果太长，请说是哪个项目")
    return places
