"""What a reading took for granted, as notes to its sentence: a unit, a slip of the pen, that several were meant."""

from itertools import pairwise

from querylang.asked_number import ASKED
from querylang.catalogue import Catalogue
from querylang.comparison import Comparison
from querylang.joined import Projects
from querylang.notes import (
    ALL_THERE_ARE,
    ANY_INDICATOR,
    ANY_UNIT,
    APPROXIMATE,
    BARE_AMOUNT,
    EACH_KIND,
    SEVERAL,
    STRANGE,
)
from querylang.own_unit import assumed_unit
from querylang.query import Amount, Exists, Query, Target
from querylang.reflected import walk
from querylang.whether import says_every
from querylang.words import Mention, Word


def assumed(words: tuple[Word, ...], query: Query, projects: Projects | None, catalogue: Catalogue) -> tuple[str, ...]:
    """What the reading took for granted."""
    compared = [word.value for word in words if isinstance(word.value, Comparison)]
    values = walk(query.where)
    notes: list[str] = []
    unit = assumed_unit(words, query, catalogue)
    if unit is not None:
        notes.append(BARE_AMOUNT.format(unit=unit))
    if any(one.op == "≈" for one in compared):
        notes.append(APPROXIMATE)
    if any(isinstance(one, Target) and isinstance(one.operand, Amount) and one.operand.unit is None for one in values):
        notes.append(ANY_UNIT)
    targets = [one for one in values if isinstance(one, Exists) and any(isinstance(part, Target) for part in walk(one))]
    if len(targets) > 1 and says_every(words):
        notes.append(EACH_KIND)
    elif targets and any(says_every([one]) and other.kind == "comparison" for one, other in pairwise(words)):
        notes.append(ANY_INDICATOR)  # 哪些项目的质量指标都是100%
    if any(word.label == ASKED for word in words) and query.limit is None:
        notes.append(ALL_THERE_ARE)
    strange = [
        reason
        for word in words
        if isinstance(word.value, Mention)
        for reason in word.value.reasons
        if reason.endswith(STRANGE)
    ]
    if strange:
        notes.append("、".join(strange) + "，当作笔误")
    if projects is not None and any(len(side) > 1 for side in projects.sides):
        notes.append(SEVERAL.format(count=len(projects.names)))
    return tuple(notes)
