"""Which corrected cells an answer uses: they are no longer as published, and the answer says so."""

from typing import TYPE_CHECKING

from bot.render.figures import money
from bot.sources import Run
from querylang.query import IndicatorNamed, Measure, Named, Query, both

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answer import Found
    from db.corrections import Correction
    from querylang.catalogue import LoadedDocument

MOST_NAMED = 3
LONGEST = 30  # of a published value inside a note
PROJECT = "项目"
# Column of the table → how a query names it; where one stands for whole rows, what the query is made of.
_NAMED_AS: dict[str, frozenset[str]] = {
    "total_fen": frozenset({"total", "total_gap"}),
    "appropriation_fen": frozenset({"appropriation"}),
    "special_account_fen": frozenset({"special_account"}),
    "other_funds_fen": frozenset({"other_funds"}),
    "goal": frozenset({"goal"}),
    "level1": frozenset({"level1", "IndicatorKind", "misfiled"}),
    "level2": frozenset({"level2", "IndicatorKind", "misfiled"}),
    "cycle_target": frozenset({"cycle", "cycle_differs", "no_quantity"}),
    "annual_target": frozenset({"annual", "cycle_differs", "no_quantity", "met", "unmet", "unjudged"}),
    "actual": frozenset({"actual", "met", "unmet", "unjudged"}),
    "score": frozenset({"score", "project_score"}),
    "executed_fen": frozenset({"executed"}),
    "execution_rate": frozenset({"execution_rate"}),
    "printed_total_fen": frozenset({"printed_total", "total_gap"}),
}
_NAMES = {"project": frozenset({"project", "Named"}), "indicator": frozenset({"indicator", "IndicatorNamed"})}
_WHOLES = frozenset({"Aggregate", "share", "rank"})  # figures made of more rows than the answer's own


def corrected_notes(
    query: Query,
    found: "Found",
    run: Run,
    corrections: "tuple[Correction, ...]",
    documents: "Sequence[LoadedDocument]",
) -> tuple[str, ...]:
    """A note for each corrected cell that the answer uses; of many, the first ones and how many more.

    `documents` are those that the question means.
    """
    used = [one for one in corrections if _is_used(one, query, found, run, documents)]
    notes = [_say(one) for one in used[:MOST_NAMED]]
    if len(used) > MOST_NAMED:
        notes.append(f"另有{len(used) - MOST_NAMED}处已更正")
    return tuple(notes)


def _is_used(
    correction: "Correction", query: Query, found: "Found", run: Run, documents: "Sequence[LoadedDocument]"
) -> bool:
    if not any((one.department, one.year, one.kind) == correction[:3] for one in documents):
        return False
    if query.grain == "overview":
        return True
    words = _words(query)
    if correction.project is None:
        return bool(words & _NAMED_AS[correction.field]) or "文件合计" in found.statement.columns
    wanted = _NAMES["indicator" if correction.indicator is not None else "project"]
    if correction.field != "name":
        wanted = _NAMED_AS.get(correction.field, frozenset())
    if not words & wanted:
        return False
    if correction.project in words or words & _WHOLES:
        return True
    if query.limit is not None and not query.group and PROJECT in found.statement.columns:
        index = found.statement.columns.index(PROJECT)
        return any(row[index] == correction.project for row in found.rows)
    return _has_row(correction, query, run)


def _has_row(correction: "Correction", query: Query, run: Run) -> bool:
    """Whether the project, or its indicator, is among the rows that the answer was made of."""
    from db.statement import Unstatable

    named = Named((correction.project or "",))
    own = IndicatorNamed((correction.indicator,)) if query.grain == "indicator" and correction.indicator else None
    scope = query.scope.replace(departments=(correction.department,))
    behind = query.replace(
        scope=scope, where=both(query.where, named, own), outputs=(Measure("count"),), group=(), order=(), limit=None
    )
    try:
        ((count, *_),) = run(behind, 1).rows
    except Unstatable:  # of such rows no single project can be asked for: better said once too often
        return True
    return bool(count)


def _words(value: object) -> set[str]:
    """Every word of a query: keys, names and the shapes it is made of."""
    if isinstance(value, str):
        return {value}
    if isinstance(value, tuple):
        return {word for part in value for word in _words(part)}
    fields: tuple[str, ...] = getattr(value, "_fields", ())
    return {type(value).__name__, *(word for field in fields for word in _words(getattr(value, field)))}


def _say(correction: "Correction") -> str:
    owner = f"“{_plain(correction.project)}”的" if correction.project is not None else "文件的"
    own = f"指标“{_plain(correction.indicator)}”的" if correction.indicator is not None else ""
    return f"{owner}{own}{correction.label}已更正，公开文件作{_published(correction)}"


def _published(correction: "Correction") -> str:
    value = correction.original
    if value is None:
        return "空"
    if isinstance(value, int):
        return f"{money(value / 1_000_000)}万元"
    text = _plain(value)
    return f"“{text[:LONGEST]}…”" if len(text) > LONGEST else f"“{text}”"


def _plain(text: str | None) -> str:
    """Without the brackets that would end the note before its end."""
    return " ".join((text or "").replace("〔", "[").replace("〕", "]").split())
