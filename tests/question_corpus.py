"""The corpus of questions over the bundled document: `tests/corpus/questions/*.toml`, read and judged.

A case is one meaning and the many ways to ask for it.  What it expects: `query` (see `tests.query_notation`), `reads`
(the sentence of the reading), and facts of the rows, worked out by hand from the document: `projects`, `indicators`,
`groups`, `number`, `columns`, `nulls`, `texts`.  Projects go by the short names of `short_names.toml`.
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from bot.answer import Answer, AnswerService
from db.load import load_documents, read_file
from db.sample import sample_path
from querylang.context import Context
from tests.query_notation import notation

FOLDER = Path(__file__).parent / "corpus" / "questions"
TOLERANCE = 0.0006


class Case(NamedTuple):
    """One meaning: the ways to ask for it, or the turns of a dialogue whose last one is judged."""

    place: str
    asks: tuple[str, ...] = ()
    turns: tuple[str, ...] = ()
    status: tuple[str, ...] = ("ok",)
    query: str | None = None
    reads: str | None = None
    projects: tuple[str, ...] = ()
    ordered: bool = False  # by what they are ordered by: rows that tie may change places
    indicators: tuple[tuple[str, str], ...] = ()
    groups: tuple[tuple[str, int], ...] = ()
    number: float | None = None
    either_sign: bool = False
    columns: tuple[str, ...] = ()
    nulls: str | None = None  # a column without a value
    texts: tuple[str, ...] = ()  # each stands in some cell
    says: tuple[str, ...] = ()  # each stands in the interpretation
    meanings: tuple[str, ...] = ()  # of an ambiguous question: the queries of the readings that it offers


@cache
def names() -> dict[str, str]:
    """Short name of a project → its name as published."""
    found: dict[str, str] = _read(FOLDER / "short_names.toml")
    return found


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _topics() -> Iterator[Path]:
    return (path for path in sorted(FOLDER.glob("*.toml")) if path.stem not in {"short_names", "known_failures"})


@cache
def cases() -> tuple[Case, ...]:
    """Every case of every topic."""
    found = []
    for path in _topics():
        for number, fields in enumerate(_read(path)["case"], 1):
            lists = {key: tuple(value) for key, value in fields.items() if isinstance(value, list)}
            for key in ("indicators", "groups"):
                lists[key] = tuple(tuple(pair) for pair in fields.get(key, ()))
            found.append(Case(f"{path.stem} {number}", **{**fields, **lists}))
    return tuple(found)


@cache
def known_failures() -> tuple[str, ...]:
    """Questions, or dialogues with → between their turns, that are refused though they should not be."""
    return tuple(failure["ask"] for failure in _read(FOLDER / "known_failures.toml").get("failure", ()))


@cache
def known_passed_over() -> frozenset[str]:
    """Questions with a content word put in that are still answered as without it."""
    return frozenset(_read(FOLDER / "known_failures.toml").get("passed_over", ()))


@cache
def questions() -> tuple[str, ...]:
    """Every question asked without a context, each once."""
    return tuple(dict.fromkeys(ask for case in cases() for ask in case.asks))


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of a text file beside the topics, without comments."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("# "))


def sample_service(folder: Path) -> AnswerService:
    """Answer over the bundled document, loaded into this folder."""
    path = folder / "sample.db"
    load_documents(str(path), read_file(sample_path()), replace=True)
    return AnswerService(str(path))


def ask(service: AnswerService, turns: tuple[str, ...]) -> Answer:
    """Ask one question after another in a conversation; the last answer."""
    context: Context | None = None
    for turn in turns:
        answer = service.answer(turn, context)
        context = answer.context or context
    return answer


def judge(case: Case, answer: Answer) -> str | None:
    """What is wrong with an answer, or None."""
    if answer.status not in case.status:
        return f"status {answer.status}: {answer.interpretation}"
    if answer.status != "ok":
        return None
    return next((wrong for check in _CHECKS if (wrong := check(case, answer)) is not None), None)


def _column(answer: Answer, name: str) -> list[object]:
    place = answer.columns.index(name)
    return [row[place] for row in answer.rows]


def _check_query(case: Case, answer: Answer) -> str | None:
    if case.query is None or answer.context is None:
        return None
    found = notation(answer.context.query)
    return None if found == case.query else f"query {found}"


def _check_sentence(case: Case, answer: Answer) -> str | None:
    sentence = answer.interpretation.split("〔")[0]
    if case.reads is not None and sentence != case.reads:
        return f"reads {sentence}"
    unsaid = [said for said in case.says if said not in answer.interpretation]
    return f"does not say {unsaid}: {answer.interpretation}" if unsaid else None


def _check_projects(case: Case, answer: Answer) -> str | None:
    if not case.projects:
        return None
    if "项目" not in answer.columns:
        return f"columns {answer.columns}"
    found = [str(name) for name in dict.fromkeys(_column(answer, "项目"))]
    wanted = [names().get(short, short) for short in case.projects]
    if sorted(found) != sorted(wanted):
        return f"projects {found}"
    if case.ordered and "总计" in answer.columns:
        totals = dict(zip(_column(answer, "项目"), _column(answer, "总计"), strict=True))
        if [totals[name] for name in found] != [totals[name] for name in wanted]:
            return f"order {found}"
    return None


def _check_indicators(case: Case, answer: Answer) -> str | None:
    if not case.indicators:
        return None
    if not {"项目", "指标"} <= set(answer.columns):
        return f"columns {answer.columns}"
    found = sorted(zip(_column(answer, "项目"), _column(answer, "指标"), strict=True), key=str)
    wanted = sorted(((names().get(short, short), name) for short, name in case.indicators), key=str)
    return None if found == wanted else f"indicators {found}"


def _check_figures(case: Case, answer: Answer) -> str | None:
    for label, count in case.groups:
        if not any(names().get(label, label) in row and count in row for row in answer.rows):
            return f"no group {label} {count}: {answer.rows}"
    if case.number is None:
        return None
    figures = [cell for row in answer.rows for cell in row if isinstance(cell, int | float)]
    if case.either_sign:
        figures = [abs(figure) for figure in figures]
    if any(abs(figure - case.number) < TOLERANCE for figure in figures):
        return None
    return f"{case.number} is not among {figures[:5]}"


def _check_cells(case: Case, answer: Answer) -> str | None:
    missing = [name for name in (*case.columns, *([case.nulls] if case.nulls else [])) if name not in answer.columns]
    if missing:
        return f"no column {missing}: {answer.columns}"
    if case.nulls and any(cell is not None for cell in _column(answer, case.nulls)):
        return f"{case.nulls} is not empty"
    cells = [str(cell) for row in answer.rows for cell in row]
    absent = [text for text in case.texts if not any(text in cell for cell in cells)]
    return f"no cell holds {absent}" if absent else None


_CHECKS = (_check_query, _check_sentence, _check_projects, _check_indicators, _check_figures, _check_cells)
