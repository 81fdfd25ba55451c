"""Conditions on one indicator and on projects: the last question's, taken over into a question about the other."""

from querylang.assemble import assemble
from querylang.failure import Refused
from querylang.fields import FIGURE_FIELDS
from querylang.leaning import other_scope
from querylang.nodes import Loose, OfIndicator, all_of, settle, speaks_of_indicators
from querylang.parts import Parts
from querylang.query import (
    And,
    Compare,
    Condition,
    CountOf,
    Empty,
    Exists,
    Fault,
    Filled,
    IndicatorKind,
    IndicatorNamed,
    Named,
    Not,
    Or,
    Query,
    Target,
    TextMatch,
    both,
    conjuncts,
)


def only_narrows(parts: Parts) -> bool:
    """其中低于95%的, 超过100万的呢, 各部门有几个, 哪些: of the indicators that were listed, and none asked for anew."""
    slots = parts.slots
    if parts.selection is not None or parts.projects is not None:
        return False
    if parts.loose is not None and speaks_of_indicators(parts.loose):
        return True
    more = slots.fields or slots.top or not set(slots.aggregates) <= {"count"}
    return not more and set(slots.things) <= {"indicator"}


def is_one_kind(last: Query) -> bool:
    """内审的时效指标: indicators of one project, and nothing said of them; 它一共几个指标 asks of all it has."""
    parts = conjuncts(last.where)
    one = any(isinstance(part, Named) and len(part.projects) == 1 for part in parts)
    return one and all(isinstance(part, Named | IndicatorKind) for part in parts)


def narrowed_indicators(parts: Parts, last: Query) -> Query:
    """低于95%的有几个, after 满意度指标: both hold of one indicator."""
    every = conjuncts(last.where)
    of_one = [part for part in every if speaks_of_one_indicator(part)]
    loose: list[Loose] = [part for part in every if not speaks_of_one_indicator(part)]
    if parts.loose is not None and speaks_of_indicators(parts.loose):
        of_one.append(settle(parts.loose, "indicator"))
    elif parts.loose is not None:
        loose.append(parts.loose)
    one = both(*of_one)
    if "project" in parts.slots.group:
        if one is not None and not _selects(one):
            raise Refused("各项目有几条这样的指标，还不会数；按部门可以数")
        parts.slots.counted, parts.slots.aggregates = CountOf(one), []
    if one is not None:
        loose.append(OfIndicator(one))
    parts.loose = all_of(loose) if loose else None
    parts.scope = other_scope(parts, last.scope)
    if not parts.slots.things and not parts.slots.fields and parts.slots.counted is None:
        parts.slots.things.append("indicator")
    return assemble(parts)


def project_level(last: Query, selects: bool) -> Condition | None:
    """The last condition as one on projects.

    What selected indicators (时效指标) is left behind where something else is selected; other conditions on indicators
    stay, as Exists.
    """
    if last.grain == "project" or last.where is None:
        return last.where
    parts = conjuncts(last.where)
    kept = [part for part in parts if not speaks_of_one_indicator(part)]
    left = [part for part in parts if speaks_of_one_indicator(part)]
    if selects:
        left = [part for part in left if not _selects(part)]
    if left:
        inner = both(*left)
        if inner is not None:
            kept.append(Exists(inner))
    return both(*kept)


def _selects(condition: Condition) -> bool:
    match condition:
        case IndicatorKind() | IndicatorNamed():
            return True
        case And(parts=parts) | Or(parts=parts):
            return all(_selects(part) for part in parts)
        case _:
            return False


def speaks_of_one_indicator(condition: Condition) -> bool:
    """Whether a condition is indicator-level."""
    match condition:
        case IndicatorKind() | IndicatorNamed() | Target() | Fault():
            return True
        case TextMatch(fields=fields):
            return fields[0] not in {"project", "goal"}
        case Filled(field=field) | Empty(field=field):
            return field not in FIGURE_FIELDS and field != "goal"
        case And(parts=parts) | Or(parts=parts):
            return any(speaks_of_one_indicator(part) for part in parts)
        case Not(part=part):
            return speaks_of_one_indicator(part)
        case Compare(term="score"):
            return True
        case _:
            return False
