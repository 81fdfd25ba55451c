"""What a new version of a document changes: projects added, dropped and changed, and which ids live on.

A project is the same when its name is (the nth of that name, where it is printed several times), an indicator when its
level 2 and name are.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from typing import NamedTuple, TypeVar

from db.money import readable_wan
from db.records import Document, IndicatorRecord, ProjectRecord
from db.stored import Published

_Key = TypeVar("_Key", bound=Hashable)
ProjectKey = tuple[str, int]
IndicatorKey = tuple[tuple[str | None, str], int]

PROJECT_FIELDS: dict[str, str] = {  # column → how a report names it
    "code": "项目编码",
    "spending_unit": "资金使用单位",
    "implementing_unit": "实施单位",
    "total_fen": "总计",
    "appropriation_fen": "财政拨款",
    "special_account_fen": "财政专户拨款",
    "other_funds_fen": "其他资金",
    "government_fund_fen": "政府性基金",
    "state_capital_fen": "国有资本经营",
    "goal": "绩效目标",
    "executed_fen": "执行数",
    "execution_rate": "执行率",
    "score": "自评得分",
}
INDICATOR_FIELDS = (
    "level1_code",
    "level1",
    "level2_code",
    "level2",
    "cycle_target",
    "annual_target",
    "actual",
    "score",
)


class StoredIndicator(NamedTuple):
    """An indicator as the database has it."""

    id: int
    content: tuple[object, ...]


class StoredProject(NamedTuple):
    """A project as the database has it."""

    id: int
    content: tuple[object, ...]
    indicators: dict[IndicatorKey, StoredIndicator]


Stored = dict[ProjectKey, StoredProject]


class Changes(NamedTuple):
    """Names of projects added and dropped, and a phrase for each that changed; `head` for the document itself."""

    head: tuple[str, ...]
    added: tuple[str, ...]
    dropped: tuple[str, ...]
    changed: tuple[str, ...]

    def __bool__(self) -> bool:
        """Whether anything changes."""
        return any(self)

    def phrases(self, longest: int) -> tuple[str, ...]:
        """What changes, a phrase each with at most so many names, as reports list it."""
        groups = (("", self.head), ("新增", self.added), ("去掉", self.dropped), ("改动", self.changed))
        return tuple(
            f"{title} {len(names)} 个项目：{_listed(names, longest)}" if title else "，".join(names)
            for title, names in groups
            if names
        )


def _listed(names: tuple[str, ...], longest: int) -> str:
    shown = "、".join(names[:longest])
    return f"{shown} 等" if len(names) > longest else shown


def numbered(keys: Iterable[_Key]) -> Iterator[tuple[_Key, int]]:
    """Each key with how often it came before.

    >>> list(numbered("aba"))
    [('a', 0), ('b', 0), ('a', 1)]
    """
    seen: Counter[_Key] = Counter()
    for key in keys:
        yield key, seen[key]
        seen[key] += 1


def project_keys(document: Document) -> list[ProjectKey]:
    """The keys of a document's projects, in order."""
    return list(numbered(project.name for project in document.projects))


def indicator_keys(indicators: Iterable[IndicatorRecord]) -> list[IndicatorKey]:
    """The keys of a project's indicators, in order."""
    return list(numbered((indicator.level2, indicator.name) for indicator in indicators))


def stored_projects(published: Published) -> Stored:
    """The projects of a loaded document by key, as they were published."""
    document, project_ids, indicator_ids = published
    return {
        name: StoredProject(
            number,
            tuple(getattr(project, field) for field in PROJECT_FIELDS),
            {
                key: StoredIndicator(one, tuple(getattr(indicator, field) for field in INDICATOR_FIELDS))
                for key, one, indicator in zip(indicator_keys(project.indicators), ids, project.indicators, strict=True)
            },
        )
        for name, number, ids, project in zip(
            project_keys(document), project_ids, indicator_ids, document.projects, strict=True
        )
    }


def compare(stored: Stored, document: Document, head: tuple[str, ...]) -> Changes:
    """What loading the document would change; `head` holds phrases about the document itself."""
    keys = project_keys(document)
    new = dict(zip(keys, document.projects, strict=True))
    changed = tuple(
        f"{project.name}（{'，'.join(differences)}）"
        for key, project in new.items()
        if key in stored and (differences := tuple(_differences(stored[key], project)))
    )
    return Changes(
        head,
        tuple(key[0] for key in keys if key not in stored),
        tuple(key[0] for key in stored if key not in new),
        changed,
    )


def _differences(old: StoredProject, new: ProjectRecord) -> Iterator[str]:
    for (field, label), before in zip(PROJECT_FIELDS.items(), old.content, strict=True):
        after = getattr(new, field)
        if before != after:
            yield f"{label} {_shown(before)} → {_shown(after)}" if field.endswith("_fen") else label
    keys = indicator_keys(new.indicators)
    added = sum(key not in old.indicators for key in keys)
    dropped = len(old.indicators) - (len(keys) - added)
    changed = sum(
        old.indicators[key].content != tuple(getattr(indicator, field) for field in INDICATOR_FIELDS)
        for key, indicator in zip(keys, new.indicators, strict=True)
        if key in old.indicators
    )
    counts = ((added, "新增"), (dropped, "去掉"), (changed, "改动"))
    if phrases := [f"{title} {count} 个" for count, title in counts if count]:
        yield f"指标{'、'.join(phrases)}"


def _shown(fen: object) -> str:
    return readable_wan(fen) if isinstance(fen, int) else "无"
