"""Indicators as a sentence: 满意度指标的年度指标值不低于95%的指标, 没有成本指标的项目的时效指标的个数."""

from querylang.describe_conditions import indicator_phrase, is_scored, phrase, projects_that, ranked_phrase
from querylang.describe_terms import (
    FUNCTIONS,
    LEVELS,
    kind_name,
    kind_noun,
    ordered_phrase,
    selection,
    shown_terms,
    term_name,
)
from querylang.fields import KINDS
from querylang.indicator_level import speaks_of_one_indicator
from querylang.joined import WIDER
from querylang.parts import indicator_columns_of
from querylang.query import (
    Among,
    And,
    Condition,
    Fault,
    IndicatorKind,
    Measure,
    Named,
    Not,
    Or,
    Query,
    Target,
    TextMatch,
    both,
    conjuncts,
)


def describe_indicators(query: Query) -> str:
    """The indicators that are asked for, behind the projects and conditions that they are of."""
    where = query.where
    parts = conjuncts(where)
    selected = selection(where) if where is not None else None
    if selected is not None:
        parts = ()
    elif len(parts) > 2 and (selected := selection(And(parts[-2:]))) is not None:
        parts = parts[:-2]
    elif parts and (selected := selection(parts[-1])) is not None:
        parts = parts[:-1]
    noun = ""
    figure = _indicator_figure(query)
    if isinstance(where, And) and selected is None and _is_of_one_indicator(where):
        return indicator_phrase(where) + "的指标" + (figure or ranked_phrase(query) + ordered_phrase(query))
    if parts:
        joined = parts[0] if len(parts) == 1 else And(parts)
        owners = _owners(parts)
        if all(isinstance(part, Named | Among) for part in parts):
            noun = phrase(joined) + "的"
        elif owners:
            noun = projects_that(both(*owners)) + "中" + _of_one(parts[len(owners) :]) + "的"
        elif not any(speaks_of_one_indicator(part) for part in parts):
            noun = phrase(joined) + "的项目的"
        else:
            noun = _level_phrase(joined) + "的"
    elif selected is None:
        noun = "全部"
    elif where is not None and not figure.startswith("占"):
        noun = "全部项目的"
    extra = [term_name(term) for term in shown_terms(query) if term not in indicator_columns_of(query.scope.kind)]
    shown = "".join(f"和{name}" for name in extra)
    return noun + (selected or "指标") + (figure or ranked_phrase(query)) + shown + ordered_phrase(query)


def _owners(parts: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """Those at the head that speak of projects, where the rest speaks of indicators; none where they are mixed."""
    levels = [speaks_of_one_indicator(part) for part in parts]
    owners = parts[: levels.count(False)]
    named = all(isinstance(part, Named) for part in owners)
    return owners if levels == sorted(levels) and not named and len(owners) < len(parts) else ()


def _of_one(parts: tuple[Condition, ...]) -> str:
    """What is said of the indicators themselves."""
    joined = parts[0] if len(parts) == 1 else And(parts)
    return (
        indicator_phrase(joined) if isinstance(joined, And) and _is_of_one_indicator(joined) else _level_phrase(joined)
    )


def _indicator_figure(query: Query) -> str:
    """What is worked out over indicators: their number, the average of their scores; empty for a list."""
    measure = next((output for output in query.outputs if isinstance(output, Measure)), None)
    if measure is None:
        return ""
    if measure.function == "share":
        return "占全部指标的比例"
    return (
        "的个数" if measure.function == "count" else f"的{term_name(measure.term or '')}{FUNCTIONS[measure.function]}"
    )


def _is_of_one_indicator(where: And) -> bool:
    """满意度指标的年度指标值不低于95%: kinds or names, and what their value is."""
    return (
        len(where.parts) == 2
        and selection(where.parts[0]) is not None
        and (isinstance(where.parts[1], Target | TextMatch | Fault) or is_scored(where.parts[1]))
    )


def _level_phrase(condition: Condition) -> str:
    """Conditions before 的指标, where a kind is said as a condition on the published level."""
    match condition:
        case And(parts=parts):
            return "且".join(_level_phrase(part) for part in parts)
        case Or(parts=parts) if all(isinstance(part, And) and _is_of_one_indicator(part) for part in parts):
            return "或".join(map(indicator_phrase, parts))
        case IndicatorKind(kinds=kinds) if kinds not in WIDER.values():
            return f"{LEVELS[KINDS[kinds[0]].level]}指标是{'、'.join(kind_name(key) for key in kinds)}"
        case Not(part=IndicatorKind(kinds=kinds) as part):
            return "不是" + kind_noun(part) if kinds in WIDER.values() else _level_phrase(part).replace("是", "不是", 1)
        case _:
            return phrase(condition)
