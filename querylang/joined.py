"""What stands side by side, joined: several projects, several kinds of indicator; and how many there are."""

from querylang.comparison import Comparison
from querylang.named import NamedTuple
from querylang.nodes import Node, OfIndicator
from querylang.query import Condition, Named, either

# A word of a question also stands for the other place where documents file the same kind.
WIDER = {"cost": ("cost", "cost_group")}
ITEM_UNITS = frozenset({"个", "项", "条"})  # of indicators and rows
COUNT_UNITS = frozenset({None, "个", "项", "条", "人", "家", "种", "笔"})
MOST = 10_000  # things that a question may count


class Kinds(NamedTuple):
    """Kinds of indicator named side by side, each an indicator-level condition, and what joins them."""

    items: tuple[Condition, ...]
    keys: tuple[str, ...]
    operator: str  # "and", "or", "list" (only commas, or nothing)


class Projects(NamedTuple):
    """Projects named side by side; each side is the names that one mention can mean."""

    sides: tuple[tuple[str, ...], ...]
    operator: str  # "one", "and", "or", "list"
    exact: bool
    stated: int | None = None  # how many there are, where it was said: 41号和34号两个

    @property
    def names(self) -> tuple[str, ...]:
        """All names, each once, in order."""
        return tuple(dict.fromkeys(name for side in self.sides for name in side))


class OtherDepartment(NamedTuple):
    """A department that others are compared with; it is no part of the scope."""

    name: str


def joined_operator(before: str, link: str) -> str:
    """What joins the sides after one more link."""
    link = {"comma": "list", "with": "and"}.get(link, link)
    return link if before in {"one", "list"} else before


def wider(key: str) -> tuple[str, ...]:
    """A kind with the other places where documents file it, sorted."""
    return tuple(sorted(WIDER.get(key, (key,))))


def kinds_condition(value: object) -> OfIndicator:
    """Indicators of any of the kinds."""
    assert isinstance(value, Kinds)
    return OfIndicator(either(*value.items))


def named(projects: Projects) -> Named:
    """The condition that a project bears one of the names."""
    return Named(projects.names)


def number_of(node: Node, units: frozenset[str | None] = COUNT_UNITS) -> int | None:
    """A whole number said without a comparing word, in a unit of counting; else None."""
    value = node.value
    if not isinstance(value, Comparison) or not value.bare or value.number is None or value.unit not in units:
        return None
    if value.number != value.number.to_integral_value() or not 0 <= value.number <= MOST:
        return None
    return int(value.number)
