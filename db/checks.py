"""What is odd in a document: rules as data, one small function a check, never a repair.

`RULES` names every rule, those of readers and layouts included; `CHECKS` are run over each finished document.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from db.money import readable_wan
from db.records import Document, IndicatorRecord, Issue, ProjectRecord, short

Severity = Literal["warning", "note"]


class Rule(NamedTuple):
    """A rule: its Chinese name, how grave it is, and how many findings are said in one line when loading.

    `many` is the line for several findings ({count} of them); None: each finding has a line of its own.  Notes are
    shown by `jixiao check`, and when loading only if `many` says how.
    """

    key: str
    title: str
    severity: Severity
    many: str | None = None


RULES: dict[str, Rule] = {
    rule.key: rule
    for rule in (
        Rule("unit_missing", "未注明单位", "warning"),
        Rule("option_differs", "选项与文件不同", "warning"),
        Rule("unknown_heading", "不认识的表头", "warning"),
        Rule("stray_line", "表格外的文字", "warning"),
        Rule("extra_cell", "表头外的内容", "warning"),
        Rule("unnamed_row", "没有名称的行", "warning"),
        Rule("subtotal_row", "小计行", "note"),
        Rule("second_total", "又一个合计", "warning"),
        Rule("unreadable_amount", "金额不可读", "warning"),
        Rule("finer_amount", "金额细于分", "warning"),
        Rule("unread_indicator", "认不出的指标文字", "warning"),
        Rule("item_numbers", "指标编号不连续", "note"),
        Rule("total_mismatch", "合计不符", "warning"),
        Rule("parts_mismatch", "分项之和不符", "warning"),
        Rule("missing_total", "没有总计", "warning"),
        Rule("duplicate_project", "项目重复", "warning"),
        Rule("no_indicators", "没有指标", "warning", "{count} 个项目没有绩效指标"),
        Rule("no_goal", "没有绩效目标", "note"),
        Rule("unnamed_indicator", "指标没有名称", "warning"),
        Rule("missing_annual", "缺年度指标值", "warning", "{count} 个指标没有年度指标值"),
        Rule("missing_cycle", "缺实施周期指标值", "warning", "{count} 个指标没有实施周期指标值"),
        Rule("unknown_level", "不认识的指标级别", "warning", "{count} 个指标的级别不认识"),
        Rule("misfiled", "指标归类不符", "warning", "{count} 个指标的二级指标不属于所在的一级指标"),
        Rule("cycle_differs", "周期值与年度值不同", "note", "{count} 个指标的实施周期指标值与年度指标值不同"),
    )
}


def check(document: Document) -> tuple[Issue, ...]:
    """Everything the checks find, in the order of the rules' functions."""
    return tuple(issue for function in CHECKS for issue in function(document))


def _named(text: str | None) -> str:
    """A name or value inside a message; longer than any that people publish, shorter than a broken cell."""
    return short(text, 80)


def _total(document: Document) -> Iterator[Issue]:
    printed = document.printed_total_fen
    if printed is None:
        return
    total = sum(project.total_fen or 0 for project in document.projects)
    if printed != total:
        message = (
            f"印刷的合计 {readable_wan(printed)} 万元，各项目之和 {readable_wan(total)} 万元，"
            f"相差 {readable_wan(abs(printed - total))} 万元；按原样装入，答案里两个数都给出"
        )
        yield Issue("total_mismatch", message, document.total_place)


def _parts(document: Document) -> Iterator[Issue]:
    for index, project in enumerate(document.projects):
        parts = [
            part
            for part in (
                project.appropriation_fen,
                project.special_account_fen,
                project.other_funds_fen,
                project.government_fund_fen,
                project.state_capital_fen,
            )
            if part is not None
        ]
        if project.total_fen is not None and parts and sum(parts) != project.total_fen:
            message = (
                f"「{_named(project.name)}」总计 {readable_wan(project.total_fen)} 万元，"
                f"各分项之和 {readable_wan(sum(parts))} 万元；按原样装入"
            )
            yield Issue("parts_mismatch", message, project.origin.place, index)


def _missing(document: Document) -> Iterator[Issue]:
    has_goals = any(project.goal for project in document.projects)
    has_indicators = any(project.indicators for project in document.projects)
    for index, project in enumerate(document.projects):
        place = project.origin.place
        if project.total_fen is None:
            yield Issue("missing_total", f"「{_named(project.name)}」没有总计；按没有数值装入", place, index)
        if has_indicators and not project.indicators:
            yield Issue("no_indicators", f"「{_named(project.name)}」没有绩效指标；按原样装入", place, index)
        if has_goals and not project.goal:
            yield Issue("no_goal", f"「{_named(project.name)}」没有绩效目标；按原样装入", place, index)


def _duplicates(document: Document) -> Iterator[Issue]:
    counts = Counter(project.name for project in document.projects)
    first: dict[str, ProjectRecord] = {}
    for index, project in enumerate(document.projects):
        if counts[project.name] > 1 and project.name in first:
            message = f"「{_named(project.name)}」在{first[project.name].origin.place}已有一次；两次都装入"
            yield Issue("duplicate_project", message, project.origin.place, index)
        first.setdefault(project.name, project)


def _indicators(document: Document) -> Iterator[Issue]:
    prints_cycle = any(indicator.cycle_target for project in document.projects for indicator in project.indicators)
    for project_index, project in enumerate(document.projects):
        for index, indicator in enumerate(project.indicators):
            for rule, found in _odd(indicator, prints_cycle=prints_cycle):
                message = f"「{_named(project.name)}」的指标「{_named(indicator.name)}」{found}；按原样装入"
                yield Issue(rule, message, indicator.origin.place, project_index, index)


def _odd(indicator: IndicatorRecord, *, prints_cycle: bool) -> Iterator[tuple[str, str]]:
    """Rule and finding for one indicator; a document without cycle values lacks none of them."""
    cycle, annual = indicator.cycle_target, indicator.annual_target
    if not indicator.name:
        yield "unnamed_indicator", "没有名称"
    if annual is None:
        yield "missing_annual", f"没有年度指标值（实施周期指标值为「{_named(cycle)}」）" if cycle else "没有指标值"
    if prints_cycle and cycle is None and annual is not None:
        yield "missing_cycle", f"没有实施周期指标值（年度指标值为「{_named(annual)}」）"
    if cycle is not None and annual is not None and cycle != annual:
        yield "cycle_differs", f"实施周期指标值「{_named(cycle)}」与年度指标值「{_named(annual)}」不同"
    if (indicator.level1 and indicator.kind1 is None) or (indicator.level2 and indicator.kind2 is None):
        yield "unknown_level", f"的级别「{_named(indicator.level1)} / {_named(indicator.level2)}」不认识"
    if indicator.misfiled:
        yield "misfiled", f"列在「{_named(indicator.level1)}」下，二级指标却是「{_named(indicator.level2)}」"


CHECKS: tuple[Callable[[Document], Iterator[Issue]], ...] = (_total, _parts, _missing, _duplicates, _indicators)


def summary(document: Document) -> Iterator[str]:
    """The lines said when loading: each finding, or one line for many of a kind."""
    by_rule: dict[str, list[Issue]] = {}
    for issue in document.issues:
        by_rule.setdefault(issue.rule, []).append(issue)
    for key, rule in RULES.items():
        issues = by_rule.get(key, [])
        if rule.many and len(issues) > 1:
            example = issues[0]
            yield (
                f"{document.file}：{rule.many.format(count=len(issues))}，如{example.place}"
                f"{example.message.partition('；')[0]}；按原样装入，jixiao check 逐条列出"
            )
        elif rule.severity == "warning" or rule.many:
            for issue in issues:
                yield (
                    f"{document.file}：{issue.place}：{issue.message}"
                    if issue.place
                    else f"{document.file}：{issue.message}"
                )
