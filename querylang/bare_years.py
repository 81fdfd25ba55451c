"""Years said without 年: 2023、2024两年, 2023到2024年, 2024预算.

A number of four digits is one only where what stands beside it says so; anywhere else it stays a figure.
"""

from querylang.comparison import Comparison
from querylang.nodes import LINKS, Node

FIRST, LAST = 2000, 2099
CENTURY = 2000
RECENT = 2010  # 2000预算 may be a figure
LONGEST = 2  # years from the first to the last of a span
OF_A_YEAR = frozenset({"field", "group", "ask", "aggregate", "superlative", "department", "departments"})
UP_TO = frozenset({"-", "~", "到", "至"})


def read_years(nodes: list[Node], plain: str) -> None:
    """Make years of the numbers that are followed by a year, or by how many years they are."""
    for n in range(len(nodes) - 2, -1, -1):
        year = _year_of(nodes[n], plain)
        if year is None:
            continue
        behind = nodes[n + 1 :]
        listed = len(behind) > 1 and behind[0].label in LINKS and behind[1].kind == "year"
        if listed or _counts_years(nodes, n, plain) or _leads(nodes, n, plain):
            nodes[n] = nodes[n]._replace(label="year", value=year)
        else:
            _read_span(nodes, n, year, plain)


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
    """2023到2024年, 2023-2024年: every year from the one to the other."""
    k = n + 1
    if nodes[k].label == "unknown" and plain[nodes[k].start : nodes[k].end] in UP_TO and k + 1 < len(nodes):
        k += 1
    last, between = nodes[k].value, plain[nodes[n].end : nodes[k].start]
    if nodes[k].kind == "year" and isinstance(last, int) and first < last <= first + LONGEST and between in UP_TO:
        years = range(first, last)
        nodes[n:k] = [nodes[n]._replace(label="year", value=year) for year in years]
