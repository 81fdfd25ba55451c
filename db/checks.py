"""What is odd in a document: one small function a check, never a repair.

How grave a finding is and how it is worded is data (`checks.toml`, read by `db.check_rules`).
"""

from collections import Counter
from collections.abc import Callable, Iterator

from db.check_rules import RULES, misprints
from db.money import readable_wan
from db.quantities import Point, quantities
from db.records import Document, IndicatorRecord, Issue, ProjectRecord

__all__ = ["CHECKS", "RULES", "check", "recheck"]

_LEAST_SATISFACTION = 80  # percent
_CEILINGS = frozenset({"at_most", "below"})  # 投诉率不高于5% is no low target


def check(document: Document) -> tuple[Issue, ...]:
    """Everything the checks find, in the order of the rules' functions."""
    return tuple(issue for function in CHECKS for issue in function(document))


def recheck(document: Document) -> Document:
    """The document with its findings anew: what readers and layouts noticed stays, what the checks found is redone."""
    noticed = tuple(issue for issue in document.issues if RULES[issue.rule].text is None)
    return document._replace(issues=noticed + check(document))


# --- money -------------------------------------------------------------------------------------------------------


def _total(document: Document) -> Iterator[Issue]:
    printed = document.printed_total_fen
    if printed is None:
        return
    total = sum(project.total_fen or 0 for project in document.projects)
    if printed != total:
        yield RULES["total_mismatch"].found(
            document.total_place,
            printed=readable_wan(printed),
            sum=readable_wan(total),
            gap=readable_wan(abs(printed - total)),
        )


def _parts(document: Document) -> Iterator[Issue]:
    """Parts that do not make up the total; a printed 财政拨款 may be the sum of funds that also stand on their own."""
    for index, project in enumerate(document.projects):
        own = (project.appropriation_fen, project.special_account_fen, project.other_funds_fen)
        funds = (project.government_fund_fen, project.state_capital_fen)
        parts = [part for part in (*own, *funds) if part is not None]
        inside = project.appropriation_fen is not None and sum(filter(None, own)) == project.total_fen
        if project.total_fen is not None and parts and sum(parts) != project.total_fen and not inside:
            yield RULES["parts_mismatch"].found(
                project.origin.place,
                project=index,
                project_name=project.name,
                total=readable_wan(project.total_fen),
                sum=readable_wan(sum(parts)),
            )


# --- projects ----------------------------------------------------------------------------------------------------


def _missing(document: Document) -> Iterator[Issue]:
    has_goals = any(project.goal for project in document.projects)
    has_indicators = any(project.indicators for project in document.projects)
    for index, project in enumerate(document.projects):
        lacks = (
            ("missing_total", project.total_fen is None),
            ("no_indicators", has_indicators and not project.indicators),
            ("no_goal", has_goals and not project.goal),
        )
        for rule, lacking in lacks:
            if lacking:
                yield _of_project(rule, index, project)


def _missing_kinds(document: Document) -> Iterator[Issue]:
    """A document that prints no levels lacks none of them."""
    for index, project in enumerate(document.projects):
        kinds = {kind for indicator in project.indicators for kind in (indicator.kind1, indicator.kind2) if kind}
        if kinds and kinds.isdisjoint(("satisfaction", "served")):
            yield _of_project("no_satisfaction", index, project)
        if kinds and kinds.isdisjoint(("cost", "cost_group", "economic_cost", "social_cost", "ecological_cost")):
            yield _of_project("no_cost", index, project)


def _duplicates(document: Document) -> Iterator[Issue]:
    counts = Counter(project.name for project in document.projects)
    if len(counts) == len(document.projects):
        return
    first: dict[str, ProjectRecord] = {}
    for index, project in enumerate(document.projects):
        if project.name in first:
            yield _of_project("duplicate_project", index, project, before=first[project.name].origin.place)
        first.setdefault(project.name, project)


def _of_project(rule: str, index: int, project: ProjectRecord, before: str = "") -> Issue:
    return RULES[rule].found(project.origin.place, project=index, project_name=project.name, before=before)


# --- indicators --------------------------------------------------------------------------------------------------


def _indicators(document: Document) -> Iterator[Issue]:
    prints_cycle = any(indicator.cycle_target for project in document.projects for indicator in project.indicators)
    for project_index, project in enumerate(document.projects):
        for index, indicator in enumerate(project.indicators):
            for rule in _odd(indicator, prints_cycle=prints_cycle):
                yield _of_indicator(rule, project_index, project, index)


def _of_indicator(rule: str, project_index: int, project: ProjectRecord, index: int) -> Issue:
    indicator = project.indicators[index]
    return RULES[rule].found(
        indicator.origin.place,
        project=project_index,
        indicator=index,
        project_name=project.name,
        indicator_name=indicator.name,
        cycle=indicator.cycle_target or "",
        annual=indicator.annual_target or "",
        value=indicator.annual_target or indicator.cycle_target or "",
        level1=indicator.level1 or "",
        level2=indicator.level2 or "",
    )


def _odd(indicator: IndicatorRecord, *, prints_cycle: bool) -> Iterator[str]:
    """The rules that one indicator breaks; a document without cycle values lacks none of them."""
    cycle, annual = indicator.cycle_target, indicator.annual_target
    if not indicator.name:
        yield "unnamed_indicator"
    if annual is None:
        yield "missing_annual" if cycle else "missing_values"
    if prints_cycle and cycle is None and annual is not None:
        yield "missing_cycle"
    if cycle is not None and annual is not None and cycle != annual:
        yield "cycle_differs"
        if _is_beyond(quantities(annual), quantities(cycle)):
            yield "annual_beyond_cycle"
    if (indicator.level1 and indicator.kind1 is None) or (indicator.level2 and indicator.kind2 is None):
        yield "unknown_level"
    if indicator.misfiled:
        yield "misfiled"
    value = annual or cycle
    if value is None:
        return
    points = quantities(value)
    if not points:
        yield "no_quantity"
    elif (indicator.kind1 == "satisfaction" or indicator.kind2 == "served") and _is_low(points):
        yield "low_satisfaction"


def _is_beyond(annual: tuple[Point, ...], cycle: tuple[Point, ...]) -> bool:
    """Whether one year is to reach more than all of them; only where each value is one amount of the same thing."""
    if len(annual) != 1 or len(cycle) != 1:
        return False
    year, whole = annual[0], cycle[0]
    ceiling = year.bound in _CEILINGS or whole.bound in _CEILINGS
    return not ceiling and year.unit == whole.unit != "%" and year.number > whole.number


def _is_low(points: tuple[Point, ...]) -> bool:
    percent = [point for point in points if point.unit == "%" and point.bound not in _CEILINGS]
    return bool(percent) and all((point.number, point.edge) < (_LEAST_SATISFACTION, 0) for point in percent)


# --- wording -----------------------------------------------------------------------------------------------------


def _misprints(document: Document) -> Iterator[Issue]:
    whole = "\n".join(text for project in document.projects for _, _, text in _texts(project))
    printed = {wrong: right for wrong, right in misprints().items() if wrong in whole}
    if not printed:
        return
    for project_index, project in enumerate(document.projects):
        for where, index, text in _texts(project):
            for wrong, right in printed.items():
                if wrong in text:
                    origin = project.origin if index is None else project.indicators[index].origin
                    yield RULES["misprint"].found(
                        origin.place,
                        project=project_index,
                        indicator=index,
                        project_name=project.name,
                        where=where if index is None else f"指标「{project.indicators[index].name}」的{where}",
                        wrong=wrong,
                        right=right,
                    )


def _texts(project: ProjectRecord) -> Iterator[tuple[str, int | None, str]]:
    """Every text of a project: what it is, the position of its indicator, the text."""
    yield "项目名称", None, project.name
    if project.goal:
        yield "绩效目标", None, project.goal
    for index, indicator in enumerate(project.indicators):
        yield "指标名称", index, indicator.name
        if indicator.cycle_target and indicator.cycle_target != indicator.annual_target:
            yield "实施周期指标值", index, indicator.cycle_target
        if indicator.annual_target:
            yield "年度指标值", index, indicator.annual_target


CHECKS: tuple[Callable[[Document], Iterator[Issue]], ...] = (
    _total,
    _parts,
    _missing,
    _missing_kinds,
    _duplicates,
    _indicators,
    _misprints,
)
