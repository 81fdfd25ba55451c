"""The rules that join words into conditions, in the order in which they run.

Each rule takes the list of nodes and replaces runs of them in place; it only ever joins what stands side by side, so
that a word between two others is never skipped.  Between the two lists ranking, order and groups are found (gather.py).
"""

from collections.abc import Callable

from querylang.alike import join_alike
from querylang.asked_number import join_asked_numbers
from querylang.bare_years import read_years
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
from querylang.money_words import join_money_words
from querylang.nodes import Node
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

Rule = Callable[[list[Node], str], None]


# These bind figures, and are not even imported where none is said.
def _join_coordinated(nodes: list[Node], plain: str) -> None:
    if _says_figure(nodes):
        from querylang.coordinated import join_coordinated

        join_coordinated(nodes, plain)


def _join_scaled(nodes: list[Node], plain: str) -> None:
    if _says_figure(nodes):
        from querylang.scaled import join_scaled

        join_scaled(nodes, plain)


def _says_figure(nodes: list[Node]) -> bool:
    return any(isinstance(node.value, Comparison) for node in nodes)


CONDITION_RULES: tuple[Rule, ...] = (
    read_years,
    ask_for_documents,
    join_alike,
    join_twofold,
    drop_those,
    drop_breaks,
    end_exclusions,
    join_sorts,
    join_money_words,
    join_how_much,
    mark_others,
    join_totals,
    join_texts,
    join_mentions,
    join_kinds,
    join_levels,
    join_only_kinds,
    join_other_kinds,
    _join_coordinated,
    ask_departments_for_kinds,
    join_asked_numbers,
    join_places,
    join_averages,
    join_shares,
    drop_pointers,
)
LATE_RULES: tuple[Rule, ...] = (
    join_wholes,
    _join_scaled,
    join_comparisons,
    join_than,
    join_faults,
    join_had_faults,
    join_described,
    ask_for_kinds,
    join_existence,
    join_counts,
)
