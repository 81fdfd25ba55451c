"""Years said without 年, or only by how many: 2023、2024两年, 2023到2024年, 2024预算, 交通局两年各多少.

A number of four digits is one only where what stands beside it says so; anywhere else it stays a figure.  两年 are the
latest two, 去年和今年, unless years stand before it.
"""

from querylang.comparison import Comparison
from querylang.nodes import LINKS, Node

FIRST, LAST = 2000, 2099
CENTURY = 2000
RECENT = 2010  # 2000预算 may be a figure
LONGEST = 2  # years from the first to the last of a span
OF_A_YEAR = frozenset({"field", "group", "ask", "aggregate", "superlative", "department", "departments"})
TWO_YEARS = "year.two"
LATEST = ("previous", "current")
OF_LATEST = OF_A_YEAR | {"more", "change", "project", "projects", "kind", "kinds"}
WHOSE = frozenset({"department", "departments", "project", "projects", "field"})
UP_TO = frozenset({"-", "~", "到", "至"})


def read_years(nodes: list[Node], plain: str) -> tuple[Node, ...]:
    """Make years of the numbers that are followed by a year, or by how many years they are, and of 两年 itself.

    Returns the nodes as they then are, which rules change later.
    """
    _read_latest_years(nodes)
    for n in range(len(nodes) - 2, -1, -1):
        said = nodes[n].value if nodes[n].kind == "year" else None
        year = said if isinstance(said, int) else _year_of(nodes[n], plain)
        if year is None:
            continue
        behind = nodes[n + 1 :]
        listed = len(behind) > 1 and behind[0].label in LINKS and behind[1].kind == "year"
        if said is not None:
            _read_span(nodes, n, year, plain)
        elif listed or _counts_years(nodes, n, plain) or _leads(nodes, n, plain):
            nodes[n] = nodes[n]._replace(label="year", value=year)
        else:
            _read_span(nodes, n, year, plain)
    return tuple(nodes)


def _read_latest_years(nodes: list[Node]) -> None:
    """交通局两年各多少, 近两年预算: the latest two; 去年和今年两年 says how many there are once more."""
    for n in range(len(nodes) - 1, -1, -1):
        node = nodes[n]
        if node.label != TWO_YEARS and not _stands_for_years(nodes, n):
            continue
        listed = [one for one in nodes[:n] if one.kind == "year"]
        if not listed:
            unsaid = node._replace(end=node.start)  # the last of them bears the words
            nodes[n : n + 1] = [
                one._replace(label=f"year.{name}", value=name) for one, name in zip((unsaid, node), LATEST, strict=True)
            ]
        elif len(listed) == len(LATEST):
            del nodes[n]


def _stands_for_years(nodes: list[Node], n: int) -> bool:
    """交通局两年的预算, 两年一共多少: of no target and behind no comparison, before what is asked for."""
    value = nodes[n].value
    if not isinstance(value, Comparison) or not value.bare or value.unit != "年" or value.number != len(LATEST):
        return False
    before = nodes[n - 1] if n > 0 else None
    behind = nodes[n + 1 :]
    asked = bool(behind) and (behind[0].kind in OF_LATEST or (before is not None and behind[0].kind == "thing"))
    of_each = before is not None and before.label in {"thing.department", "aggregate.count"}  # 各部门两年的预算
    return asked and (before is None or of_each or before.kind in WHOSE | {"year"})


def _year_of(node: Node, plain: str) -> int | None:
    """The year that a bare number can be: of four digits, or of the last two."""
    value, said = node.value, plain[node.start : node.end]
    if not isinstance(value, Comparison) or not value.bare or value.unit is not None or not said.isdecimal():
        return None
    year = int(said) + (CENTURY if len(said) == len("23") else 0)
    return year if FIRST <= year <= LAST else None


def _counts_years(nodes: list[Node], n: int, plain: str) -> bool:
    """2023、2024两年: the last of several, and behind it how many they are."""
    number = nodes[n + 1].value
    years = (n - _begins(nodes, n, plain)) // 2 + 1
    return isinstance(number, Comparison) and number.bare and number.unit == "年" and 1 < years == number.number


def _begins(nodes: list[Node], n: int, plain: str) -> int:
    """Where the list of years begins whose last one is at n."""
    while n > 1 and nodes[n - 1].label in LINKS and _year_of(nodes[n - 2], plain) is not None:
        n -= 2
    return n


def _leads(nodes: list[Node], n: int, plain: str) -> bool:
    """2024预算, 城管局2024各项目: at the beginning or behind a department, before what is asked for."""
    said = plain[nodes[n].start : nodes[n].end]
    k = _begins(nodes, n, plain)
    first = k == 0 or nodes[k - 1].kind in {"department", "departments"}
    return first and len(said) == len("2024") and int(said) >= RECENT and nodes[n + 1].kind in OF_A_YEAR


def _read_span(nodes: list[Node], n: int, first: int, plain: str) -> None:
    """2023到2024年, 2023年到2024年: every year from the one to the other."""
    k = n + 1
    if nodes[k].label == "unknown" and plain[nodes[k].start : nodes[k].end] in UP_TO and k + 1 < len(nodes):
        k += 1
    last, between = nodes[k].value, plain[nodes[n].end : nodes[k].start]
    if nodes[k].kind == "year" and isinstance(last, int) and first < last <= first + LONGEST and between in UP_TO:
        years = range(first, last)
        nodes[n:k] = [nodes[n]._replace(label="year", value=year) for year in years]
