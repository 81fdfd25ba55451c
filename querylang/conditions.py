"""The rules that join words into conditions, in the order in which they run.

Each rule takes the list of nodes and replaces runs of them in place; it only ever joins what stands side by side, so
that a word between two others is never skipped.  Between the two lists ranking, order and groups are found (gather.py).
"""

from collections.abc import Callable

from querylang.alike import join_alike
from querylang.asked_number import join_asked_numbers
from querylang.beside import mark_others
from querylang.breaks import drop_breaks, end_exclusions
from querylang.comparing import join_comparisons
from querylang.comparison import Comparison
from querylang.existence import join_counts, join_described, join_existence
from querylang.faults import join_faults, join_had_faults, join_totals
from querylang.held import ask_for_documents
from querylang.howmuch import join_how_much
from querylang.kinds import join_kinds, join_levels, join_other_kinds
from querylang.mentions import join_mentions
from querylang.money_words import SOURCES, join_money_words
from querylang.named import NamedTuple
from querylang.nodes import ANDS, Node
from querylang.only_kinds import join_only_kinds
from querylang.pointers import drop_pointers, drop_those
from querylang.ranks import join_averages, join_places
from querylang.shares import join_shares
from querylang.sorts import join_sorts
from querylang.texts import join_texts
from querylang.thans import join_than
from querylang.twofold import join_twofold
from querylang.whether import ask_departments_for_kinds, ask_for_kinds
from querylang.wholes import join_wholes


class Rule(NamedTuple):
    """A rule, and what it is about: of nodes without any of these labels, or kinds of label, it makes nothing."""

    run: Callable[[list[Node], str], None]
    about: frozenset[str]


# These bind figures, and are not even imported where none is said.
def _join_coordinated(nodes: list[Node], plain: str) -> None:
    if _says_figure(nodes):
        from querylang.coordinated import join_coordinated

        join_coordinated(nodes, plain)


def _join_scaled(nodes: list[Node], plain: str) -> None:
    if _says_figure(nodes):
        from querylang.scaled import join_scaled

        join_scaled(nodes, plain)


def _join_own_figures(nodes: list[Node], plain: str) -> None:
    if sum(node.kind in {"field", "which"} for node in nodes) > 1:
        from querylang.own_figures import join_own_figures

        join_own_figures(nodes, plain)


def _says_figure(nodes: list[Node]) -> bool:
    return any(isinstance(node.value, Comparison) for node in nodes)


def _rule(run: Callable[[list[Node], str], None], *about: str) -> Rule:
    return Rule(run, frozenset(about))


def _said(nodes: list[Node]) -> set[str]:
    return {*[node.label for node in nodes], *[node.kind for node in nodes]}


def run_rules(rules: tuple[Rule, ...], nodes: list[Node], plain: str) -> None:
    """Run each rule of which a word stands there."""
    said = _said(nodes)
    for rule in rules:
        if not rule.about.isdisjoint(said):
            rule.run(nodes, plain)
            said = _said(nodes)


THAN = ("ask.than", "comparator")
AVERAGES = ("aggregate.average", "aggregate.median")
DENIED = ("negation.without", "negation.not")

CONDITION_RULES: tuple[Rule, ...] = (
    _rule(ask_for_documents, "filler.data"),
    _rule(join_alike, "fault.same_name", "ask"),
    _rule(join_twofold, "logic.or", "bound", *AVERAGES, *DENIED),
    _rule(drop_those, "reference.then"),
    _rule(drop_breaks, "logic.comma"),
    _rule(end_exclusions, "top.last", "top.first"),
    _rule(join_sorts, "superlative.most", "superlative.fewest", "order", "group.each", "aggregate.rank"),
    _rule(join_money_words, "filler.that", *SOURCES),
    _rule(join_how_much, *THAN, "comparison", "same.as", "aggregate.times", "aggregate.difference"),
    _rule(mark_others, *THAN),
    _rule(join_totals, "field.printed_total", "aggregate.sum"),
    _rule(_join_own_figures, *THAN, "differ.total", "same.as", "copula.is"),
    _rule(join_texts, "text", "quoted", "which", "copula.is", "comparator.="),
    _rule(join_mentions, "project", "projects", "indicator"),
    _rule(join_kinds, "kind", "kinds", "level", "aggregate.count", "comparison"),
    _rule(join_levels, "thing.level1", "thing.level2"),
    _rule(join_only_kinds, "kinds"),
    _rule(join_other_kinds, "kinds"),
    _rule(_join_coordinated, "comparison"),
    _rule(ask_departments_for_kinds, "kinds"),
    _rule(join_asked_numbers, "ask.unit", "ask.number"),
    _rule(join_places, "comparison", "nth", "rank"),
    _rule(join_averages, "ask.than"),
    _rule(join_shares, "aggregate.share"),
    _rule(drop_pointers, "reference"),
)
LATE_RULES: tuple[Rule, ...] = (
    _rule(join_wholes, "thing.department"),
    _rule(_join_scaled, "comparison"),
    _rule(join_comparisons, "comparison"),
    _rule(join_than, *THAN, *AVERAGES, *ANDS),
    _rule(join_faults, "fault", "differ.total"),
    _rule(join_had_faults, "existence.has", "negation.without"),
    _rule(join_described, "kinds"),
    _rule(ask_for_kinds, "existence.has", "existence.whether"),
    _rule(join_existence, "copula.is", "kinds", "existence", "negation"),
    _rule(join_counts, "kinds"),
)
