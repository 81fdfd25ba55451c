"""The rules that join words into conditions, in the order in which they run.

Each rule takes the list of nodes and replaces runs of them in place; it only ever joins what stands side by side, so
that a word between two others is never skipped.  Between the two lists ranking, order and groups are found (gather.py).
"""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import TypeAlias

from querylang.comparison import Comparison
from querylang.money_words import SOURCES
from querylang.named import NamedTuple
from querylang.nodes import ANDS, Node

Run: TypeAlias = Callable[[list[Node], str], None]


class Rule(NamedTuple):
    """A rule, and what it is about: of nodes without any of these labels, or kinds of label, it makes nothing."""

    name: str  # module.function
    about: frozenset[str]
    figures: bool  # whether it looks only at questions that say a figure

    def run(self, nodes: list[Node], plain: str) -> None:
        """Run it; its module is imported when it is first needed."""
        if not self.figures or _says_figure(nodes):
            _function(self.name)(nodes, plain)


@cache
def _function(name: str) -> Run:
    module, _, function = name.partition(".")
    found: Run = getattr(import_module(f"querylang.{module}"), function)
    return found


def _says_figure(nodes: list[Node]) -> bool:
    return any(isinstance(node.value, Comparison) for node in nodes)


def _rule(name: str, *about: str, figures: bool = False) -> Rule:
    return Rule(name, frozenset(about), figures)


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
    _rule("held.ask_for_documents", "filler.data"),
    _rule("alike.join_alike", "fault.same_name", "ask"),
    _rule("twofold.join_twofold", "logic.or", "bound", *AVERAGES, *DENIED),
    _rule("pointers.drop_those", "reference.then"),
    _rule("breaks.drop_breaks", "logic.comma"),
    _rule("breaks.end_exclusions", "top.last", "top.first"),
    _rule("sorts.join_sorts", "superlative.most", "superlative.fewest", "order", "group.each", "aggregate.rank"),
    _rule("money_words.join_money_words", "filler.that", *SOURCES),
    _rule("howmuch.join_how_much", *THAN, "comparison", "same.as", "aggregate.times", "aggregate.difference"),
    _rule("beside.mark_others", *THAN),
    _rule("faults.join_totals", "field.printed_total", "aggregate.sum"),
    _rule("own_figures.join_own_figures", *THAN, "differ.total", "same.as", "copula.is"),
    _rule("texts.join_texts", "text", "quoted", "which", "copula.is", "comparator.="),
    _rule("mentions.join_mentions", "project", "projects", "indicator"),
    _rule("kinds.join_kinds", "kind", "kinds", "level", "aggregate.count", "comparison"),
    _rule("kinds.join_levels", "thing.level1", "thing.level2"),
    _rule("only_kinds.join_only_kinds", "kinds"),
    _rule("kinds.join_other_kinds", "kinds"),
    _rule("coordinated.join_coordinated", "comparison", figures=True),
    _rule("whether.ask_departments_for_kinds", "kinds"),
    _rule("asked_number.join_asked_numbers", "ask.unit", "ask.number"),
    _rule("ranks.join_places", "comparison", "nth", "rank"),
    _rule("ranks.join_averages", "ask.than"),
    _rule("shares.join_shares", "aggregate.share"),
    _rule("pointers.drop_pointers", "reference"),
)
LATE_RULES: tuple[Rule, ...] = (
    _rule("wholes.join_wholes", "thing.department"),
    _rule("scaled.join_scaled", "comparison", figures=True),
    _rule("comparing.join_comparisons", "comparison"),
    _rule("thans.join_than", *THAN, *AVERAGES, *ANDS),
    _rule("faults.join_faults", "fault", "differ.total"),
    _rule("faults.join_had_faults", "existence.has", "negation.without"),
    _rule("existence.join_described", "kinds"),
    _rule("whether.ask_for_kinds", "existence.has", "existence.whether"),
    _rule("existence.join_existence", "copula.is", "kinds", "existence", "negation"),
    _rule("existence.join_counts", "kinds"),
)
