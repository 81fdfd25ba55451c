"""Questions that say of each department, year or name something of its own, which no single query can say.

One query has one scope and one condition over all of it: 交通局超过1000万或城管局超过2000万的项目 would be answered
with both conditions for both departments.  Such a question is refused, with its halves to be asked one by one.
"""

from itertools import pairwise

from querylang.catalogue import Catalogue
from querylang.failure import Refused
from querylang.fields import MONEY_FIELDS
from querylang.nodes import LINKS, RANKS, SUMS, Node
from querylang.picked import WITHIN_PHRASES
from querylang.query import Named, Query, conjuncts
from querylang.top import ranked_at

DENIALS = frozenset({"negation.except", "negation.without", "negation.not"})
CONDITIONS = frozenset({"comparison", "cond", "kinds", "text", "negation", "existence", "fault"})
COMMAS = frozenset(",，;；")
MOST_YEARS = 3  # that are proposed
PICKS = frozenset({"aggregate.count", "ask.which"})
ENDS = frozenset({"thing.project", "ask.yesno", "reference.end"})
SHARES = frozenset({"takes", "share_of_money", "share_of_all"})  # 占, 占总预算, 占全部
OF_WHOLE = frozenset({"department", "aggregate", "thing", "field"})
RANKING = RANKS | {"comparison", "cond"}


def refuse_own_conditions(nodes: list[Node], plain: str) -> None:
    """交通局超过1000万或城管局超过2000万的项目: a department or year with a condition that the other has not."""
    for kind in ("department", "year"):
        said = [n for n, node in enumerate(nodes) if node.kind == kind and not _left_out(nodes, n)]
        for one, other in pairwise(said):
            between = nodes[one + 1 : other]
            links = [node for node in between if node.label in LINKS]
            if links and any(_is_condition(node) for node in between):
                raise Refused(
                    "几个部门或年度各有各的条件，一句话里分不清哪个条件说的是哪个，请一个一个问",
                    _halves(plain, links[-1]),
                )


def refuse_years_left_out(nodes: list[Node], plain: str, catalogue: Catalogue) -> None:
    """除了人社局和2023年的: documents are asked for by the years they are of, not by those they are not of."""
    for n, node in enumerate(nodes):
        if node.kind != "year" or not (_is_excepted(nodes, n, plain) or _ends_excepted(nodes, n, plain)):
            continue
        years = {one.year for one in catalogue.documents() if one.year is not None} - {node.value}
        departments = [plain[one.start : one.end] for one in nodes if one.kind == "department"]
        but = f"除了{'、'.join(departments)}" if departments else ""
        offers = tuple(f"{year}年{but}的项目" for year in sorted(years, reverse=True)[:MOST_YEARS])
        raise Refused("不能除去一个年度，请说要哪一年的", offers)


def _is_excepted(nodes: list[Node], n: int, plain: str) -> bool:
    """除了2023年, 除了人社局和2023年; not 除了人社局，2023年的项目."""
    k = n - 1
    linked = k > 0 and nodes[k].label in LINKS and plain[nodes[k].start] not in COMMAS
    while linked and k >= 0 and (nodes[k].kind in {"department", "year"} or nodes[k].label in LINKS):
        k -= 1
    return k >= 0 and nodes[k].label == "negation.except"


def _ends_excepted(nodes: list[Node], n: int, plain: str) -> bool:
    """2023年除外, 2023年和人社局除外; not 2023年人社局除外."""
    k = n + 1
    linked = k < len(nodes) and nodes[k].label in LINKS and plain[nodes[k].start] not in COMMAS
    while linked and k < len(nodes) and (nodes[k].kind in {"department", "year"} or nodes[k].label in LINKS):
        k += 1
    return k < len(nodes) and nodes[k].label == "negation.except_end"


def refuse_two_wholes(nodes: list[Node], plain: str) -> None:
    """公共厕所占城管局多少，占全部多少: one share is of one whole."""
    shares = [n for n, node in enumerate(nodes) if node.value in SHARES]
    for one, other in pairwise(shares):
        link = next((node for node in nodes[one + 1 : other] if node.label in LINKS), None)
        if link is not None and _whole_at(nodes, one) != _whole_at(nodes, other):
            of = plain[: nodes[one].start] if nodes[other - 1] is link else ""
            raise Refused("占比一次只能占一样，请分开问", (plain[: link.start], of + plain[link.end :]))
    for n in shares:
        behind = nodes[n + 1 : n + 4]
        joins = [node.kind for node in behind[:2]] == ["department", "logic"] and behind[1].label in LINKS
        if joins and behind[2:] and behind[2].label == "ask.all":
            raise Refused("占比一次只能占一样，请分开问", (plain[: behind[1].start] + "多少",))


def _whole_at(nodes: list[Node], n: int) -> tuple[object, ...]:
    """What a share is of, as it was said: 占城管局, 占全部, 占总数."""
    behind = [node for node in nodes[n + 1 : n + 3] if node.kind in OF_WHOLE]
    return (nodes[n].value, *((node.label, node.value) for node in behind))


def refuse_department_among_firsts(nodes: list[Node], plain: str) -> None:
    """前二十名里有几个是城管局的: ranked among all, then picked by department, which no condition says."""
    named = next((n for n in range(len(nodes) - 1, -1, -1) if nodes[n].kind in {"department", "departments"}), 0)
    for i in range(named):
        found = ranked_at(nodes, i, plain)
        if found is None or found.last >= named:
            continue
        first = found.last + 1
        first += nodes[first].label in {"thing.project", "thing.department"}
        between = plain[nodes[first - 1].end : nodes[named].start]
        picks = any(node.kind == "existence" or node.label in PICKS for node in nodes[first:named])
        behind = [node.label for node in nodes[named + 1 :]]
        owned = nodes[named - 1].kind in {"copula", "negation"} and set(behind) <= ENDS
        apart = any(node.label == "logic.comma" for node in nodes[first:named]) or not COMMAS.isdisjoint(between)
        if between.startswith(WITHIN_PHRASES) or ((picks or owned) and not apart):
            ranked = plain[: nodes[first - 1].end]
            raise Refused(
                "先在全部项目里排名次、再看其中哪些是这个部门的，请分两步问：先问前几名，再问“其中……”", (ranked,)
            )


def _left_out(nodes: list[Node], n: int) -> bool:
    """除了人社局, 人社局以外: not a part of what is asked for."""
    behind = nodes[n + 1].label if n + 1 < len(nodes) else ""
    return behind == "negation.except_end" or (n > 0 and nodes[n - 1].label in DENIALS)


def _is_condition(node: Node) -> bool:
    return node.kind in CONDITIONS


def _halves(plain: str, link: Node) -> tuple[str, ...]:
    first, second = plain[: link.start], plain[link.end :]
    return (first if "项目" in first else f"{first.removesuffix('的')}的项目", second)


def point_at_department(nodes: list[Node], departments: tuple[str, ...]) -> None:
    """城管局最贵的项目占该局预算多少: the department named before, once more, where rows of it are picked out."""
    if len(departments) != 1:
        return
    for n in range(len(nodes) - 2, 0, -1):
        points = [node.label for node in nodes[n : n + 2]] == ["reference.it", "thing.department"]
        if points and any(node.kind in RANKING for node in nodes[:n]):
            del nodes[n : n + 2]


def _asks_place(nodes: list[Node]) -> bool:
    return any(node.label == "aggregate.rank" and node.value != "ranking" for node in nodes)


def refuse_departments(nodes: list[Node]) -> None:
    """比文旅局和农业农村局高的部门: departments are compared with a figure or one other department."""
    than = [n for n, node in enumerate(nodes[:-1]) if node.label == "ask.than" and nodes[n + 1].kind == "department"]
    departments = any(node.label == "thing.department" for node in nodes)
    said = {node.kind for node in nodes}
    kinds = [node.kind for node in nodes]
    if any(kinds[n : n + 3] == ["department", "copula", "department"] for n in range(len(nodes))):
        raise Refused("没有看出要问什么", ("有哪些部门",))  # 城管局是芦洲市的吗
    if departments and {"department", "projects"} & said == {"department"} and _asks_place(nodes):
        raise Refused("部门的名次请看各部门的排名", ("部门预算排名",))  # 城管局在六个部门里排第几
    if departments and any(n == 0 or nodes[n - 1].kind != "department" for n in than):
        raise Refused("部门一次只能和一个部门比，也可以看各部门的排名", ("部门预算排名",))


def refuse_money_of_their_department(nodes: list[Node]) -> None:
    """最贵的项目所在部门的预算, 预算最多的那个的项目: of a department that is still to be found."""
    for n in range(1, len(nodes) - 1):
        if nodes[n].label == "reference.it" and nodes[n - 1].kind in RANKS and nodes[n + 1].after_de:
            raise Refused("请分两步问：先问是哪一个，再问它的")
        if nodes[n].label != "thing.department" or nodes[n - 1].kind == "group":
            continue
        before = [node.kind if node.label != "thing.project" else node.label for node in nodes[:n]]
        ranked = "thing.project" in before and RANKS.intersection(before[: before.index("thing.project")])
        figure = nodes[n + 1].name in MONEY_FIELDS or nodes[n + 1].label in SUMS
        if ranked and figure:
            raise Refused("请先问这些项目是哪个部门的，再问那个部门的预算")


def refuse_ranking_one(query: Query, catalogue: Catalogue) -> None:
    """城管最便宜的项目, where 城管 is part of but one name: nothing is ranked among one project."""
    where = next((part for part in conjuncts(query.where) if isinstance(part, Named)), None)
    if query.limit is None or query.group or query.grain != "project" or where is None:
        return
    held = [home for name in where.projects for home in catalogue.owners(name, query.scope.kind)]
    if len(held) == 1:
        raise Refused(f"这个说法只合于一个项目“{where.projects[0]}”，没有名次可排", where.projects)
