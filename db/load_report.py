"""What loading says about a finished document: the grave findings as lines, the rest as one count."""

from collections.abc import Iterator

from db.check_rules import RULES, Rule
from db.records import Document, Issue

_MOST_LINES = 20  # of one rule whose findings have a line each
_MOST_PLACES = 12


def summary(document: Document) -> Iterator[str]:
    """The warnings said when loading: each finding, or one line for many of a kind."""
    by_rule = _by_rule(document)
    for key, rule in RULES.items():
        issues = by_rule.get(key, [])
        if rule.loading == "one" and len(issues) > 1:
            yield f"{document.file}：{_many(rule, issues)}"
        elif rule.loading != "later":
            for issue in issues[:_MOST_LINES]:
                yield "：".join(part for part in (document.file, issue.place, issue.message) if part)
            if more := issues[_MOST_LINES:]:
                yield f"{document.file}：{_more(rule, more)}"


def counted(document: Document) -> str:
    """The findings that a load only counts; empty where there are none."""
    by_rule = _by_rule(document)
    later = [
        f"{rule.title} {len(by_rule[key])}" for key, rule in RULES.items() if rule.loading == "later" and key in by_rule
    ]
    return f"另有可留意之处：{'，'.join(later)}；jixiao check 逐条列出" if later else ""


def _by_rule(document: Document) -> dict[str, list[Issue]]:
    by_rule: dict[str, list[Issue]] = {}
    for issue in document.issues:
        by_rule.setdefault(issue.rule, []).append(issue)
    return by_rule


def _many(rule: Rule, issues: list[Issue]) -> str:
    counted = rule.many.format(count=len(issues)) if rule.many else f"{rule.title} {len(issues)} 处"
    example = f"{issues[0].place}{issues[0].message.partition('；')[0]}"
    return f"{counted}，如{example}；按原样装入，jixiao check 逐条列出"


def _more(rule: Rule, issues: list[Issue]) -> str:
    places = [issue.place for issue in issues[:_MOST_PLACES]]
    more = " 等" if len(issues) > len(places) else ""
    return f"{rule.title}还有 {len(issues)} 处（{'、'.join(places)}{more}）；jixiao check 逐条列出"
