"""The one answer service behind every door: a question and its context in, an Answer out.

It runs the way of the house once: interpret → statement → rows, and adds what only the rows can tell (how many, from
where, what was left out).  No door decides anything about meaning; none reaches past this service to the database.
"""

import os
from typing import TYPE_CHECKING, Literal, TypeAlias

from querylang.value import Value

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from bot.again import Again
    from db.statement import Statement
    from db.states import States
    from querylang.context import Context
    from querylang.query import Query
    from querylang.reading import Reading
    from querylang.vocabulary import Lexicon

Status: TypeAlias = Literal["ok", "ambiguous", "no_match", "not_understood"]
Cell: TypeAlias = str | int | float | None
Row: TypeAlias = tuple[Cell, ...]

PROJECT = "项目"
ROW_LIMIT = 1000
SUGGESTION_LIMIT = 3
CANDIDATE_LIMIT = 10
MOST_TRIED = 1000


class Answer(Value):
    """One field per key of the JSON answer, and below them what the doors need besides."""

    question: str
    status: Status
    interpretation: str
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    total_rows: int = 0
    truncated: bool = False
    unit: str | None = None
    unrecognised: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    sql: str | None = None
    units: tuple[str | None, ...] = ()  # of each column: 万元, %, or none
    id: str | None = None  # short; by it `jixiao again` gives the answer again
    context: "Context | None" = None  # what the next question of the same conversation may lean on


class Found(Value):
    """What a query found: its statement, the rows up to the limit, and how many there are in all."""

    statement: "Statement"
    rows: tuple[Row, ...]
    total: int
    sql: str

    @property
    def truncated(self) -> bool:
        """Whether there are more rows than these."""
        return len(self.rows) < self.total


class AnswerService:
    """Answers questions over one database file, opened read-only; use it from one thread."""

    def __init__(
        self,
        path: str,
        departments: "frozenset[str] | None" = None,
        lexicon: str | None = None,
        answers: str | None = "",
    ) -> None:
        """Open the database; StoreError in Chinese when it cannot be read.  None: see every department.

        `lexicon` names the file of the staff's own words; CommandError for a mistake in it.  `answers` names the file
        in which answers are kept for `jixiao again`: by default the one beside the database, None for none.
        """
        from bot.kept_answers import NOWHERE, KeptAnswers, answers_path
        from bot.lexicon import LexiconFile

        self._path = path
        self._departments = departments
        self._lexicon = LexiconFile(lexicon, path)
        self._answers = KeptAnswers(NOWHERE if answers is None else answers or answers_path(path))
        self._working: dict[str, bool] = {}  # suggestions that were tried since anything changed
        self._states: States | None = None  # of the documents, until something is loaded
        self._open()
        self._read_lexicon()

    def _open(self) -> None:
        from db.catalogue import SqliteCatalogue
        from db.store import open_read_only

        self._connection: sqlite3.Connection = open_read_only(self._path)
        self._file = os.stat(self._path).st_ino
        if self._departments is not None:
            from db.restrict import restrict
            from db.store import explained

            with explained(self._path, reading=True):
                restrict(self._connection, self._departments)
        self._catalogue: SqliteCatalogue = SqliteCatalogue(self._connection)

    def close(self) -> None:
        """Let go of the database file."""
        self._connection.close()
        self._answers.close()

    def departments(self) -> tuple[str, ...]:
        """Every department that is loaded and may be seen, in full."""
        self._refresh()
        return self._catalogue.names("department")

    @property
    def lexicon(self) -> "Lexicon":
        """The words in force."""
        return self._catalogue.lexicon

    @property
    def lexicon_fingerprint(self) -> str:
        """What the staff's own words are, in short; empty without any."""
        return self._lexicon.fingerprint

    def loaded_on(self) -> str:
        """The day (UTC) on which the latest of the documents was loaded, as 2024-03-01; empty without any."""
        from db.store import explained_reading

        with explained_reading(self._connection):
            (latest,) = self._connection.execute("SELECT MAX(loaded_at) FROM documents").fetchone()
        return str(latest or "")[:10]

    def issue_counts(self) -> tuple[tuple[str, str, int], ...]:
        """What the checks found: severity, rule, how often; the gravest first."""
        from db.store import explained_reading

        self._refresh()
        with explained_reading(self._connection):
            rows = self._connection.execute(
                "SELECT 严重程度, 规则, COUNT(*) FROM 核对问题 GROUP BY 1, 2 ORDER BY 严重程度 <> '警告', 3 DESC, 2"
            ).fetchall()
        return tuple(rows)

    def _refresh(self) -> None:
        """Look again where something was loaded, or another file took this one's place, since the last question."""
        try:
            same = os.stat(self._path).st_ino == self._file
        except OSError:
            same = False
        if same:
            changed = self._catalogue.refresh()
        else:
            self.close()
            self._file = -1  # should the new one not open, the next question tries again
            self._open()
            changed = True
        if changed or self._lexicon.changed():
            self._read_lexicon_again()

    def _read_lexicon(self) -> None:
        from db.store import explained_reading

        self._working.clear()
        self._states = None
        with explained_reading(self._connection):
            self._catalogue.use(self._lexicon.read(self._catalogue, complete=self._departments is None))

    def _read_lexicon_again(self) -> None:
        """A mistake made while the service runs leaves the words as they were, and is logged."""
        from bot.errors import CommandError

        before = self._catalogue.lexicon
        try:
            self._read_lexicon()
        except CommandError as error:
            import logging

            self._catalogue.use(before)
            logging.getLogger(__name__).warning("%s（先用原来的词库）", error)

    def read(self, question: str, context: "Context | None" = None) -> "Reading":
        """How a question is read; its names are looked up, its statement does not run."""
        from bot.guard import objection, refusal

        complaint = objection(question)
        if complaint is not None:
            return refusal(question, complaint)
        self._refresh()
        return self._read(question, context)

    def _read(self, question: str, context: "Context | None" = None) -> "Reading":
        """As `read`, over what was loaded when the question came."""
        from db.store import explained_reading
        from querylang.interpret import interpret

        with explained_reading(self._connection):
            return interpret(question, self._catalogue, context)

    def answer(self, question: str, context: "Context | None" = None, limit: int = ROW_LIMIT) -> Answer:
        """Answer one question, which may lean on the context; suggestions are tried before they are made."""
        reading = self.read(question, context)
        answer = self.identified(reading, self._act_on(reading, limit), limit)
        if answer.suggestions:
            most = CANDIDATE_LIMIT if answer.status == "ambiguous" else SUGGESTION_LIMIT
            answer = answer.replace(suggestions=self._that_work(answer.suggestions, most))
        from bot.remembered import remembered

        of_projects = answer.status == "ambiguous" and self._are_names(answer.suggestions)
        return answer.replace(context=remembered(reading, answer, context, of_projects))

    def repeat(self, reading: "Reading", limit: int) -> Answer:
        """Answer what was read before; nothing is read anew, and nothing written down."""
        return self._act_on(reading, limit)

    def again(self, said: str) -> "Iterator[Again]":
        """Earlier answers by an id as somebody typed it; CommandError where none is kept, or not all may be seen."""
        from bot.again import find_again
        from bot.errors import CommandError

        if self._departments is not None:
            raise CommandError("只能看一部分部门时，不能核对从前的答案")
        yield from find_again(self._path, self._lexicon.given, said)

    def identified(self, reading: "Reading", answer: Answer, limit: int) -> Answer:
        """The answer with its id, and what it was made of written down; what was not understood has none."""
        if reading.query is None or answer.status == "not_understood":
            return answer
        from bot.given import Read, given
        from bot.identity import fingerprint_of_text, short_id
        from db.states import find_states
        from db.store import explained_reading

        if self._states is None:
            with explained_reading(self._connection):
                self._states = find_states(self._connection)
        read = Read(reading.question, reading.sentence, reading.notes, reading.query, limit)
        record = given(read, (answer.columns, answer.rows, answer.total_rows), self._states, self._lexicon.fingerprint)
        if self._answers.wants(record.id):
            documents = record.documents_as_json
            self._answers.keep(record.id, record.as_json, fingerprint_of_text(documents), documents)
        return answer.replace(id=short_id(record.id))

    def _that_work(self, suggestions: tuple[str, ...], most: int) -> tuple[str, ...]:
        """Those that give an answer when asked on their own, up to as many as are shown; examples where none does."""
        from querylang.offer import Example

        working: list[str] = []
        for one in dict.fromkeys(suggestions):
            unneeded = isinstance(one, Example) and working and not isinstance(working[0], Example)
            if len(working) < most and not unneeded and self._works(one):
                working.append(one)
        return tuple(working)

    def _are_names(self, suggestions: tuple[str, ...]) -> bool:
        """Whether what is offered are projects, rather than questions to be asked instead."""
        return bool(suggestions) and all(self._is_name(one) for one in suggestions)

    def _is_name(self, question: str) -> bool:
        from querylang.known import names_of
        from querylang.names import fold_name
        from querylang.text import plain

        return fold_name(plain(question)) in names_of(self._catalogue).projects.exact

    def _works(self, question: str) -> bool:
        from querylang.offer import Offer

        found = self._working.get(question)
        if found is None:
            if len(self._working) >= MOST_TRIED:
                self._working.clear()
            if isinstance(question, Offer):
                found = self._finds(question.query)
            else:
                found = self._is_name(question) or self._answers_to(question)  # a name in full is always answered
            self._working[question] = found
        return found

    def _answers_to(self, question: str) -> bool:
        query = self._read(question).query
        return query is not None and self._finds(query)

    def _finds(self, query: "Query") -> bool:
        """Whether the statement of a query finds anything; what else an answer says is left out here."""
        from bot.notes import find_nothing
        from bot.shown import with_owner_and_origin
        from db.errors import TooSlow
        from db.statement import Unstatable

        if query.grain == "help":
            return True
        query = with_owner_and_origin(query, self._catalogue)
        try:
            return find_nothing(query, self._run(query, 1), self._run) is None
        except (TooSlow, Unstatable):
            return False

    def _act_on(self, reading: "Reading", limit: int) -> Answer:
        """Run the statement of a reading, if it came to one."""
        if reading.status != "ok" or reading.query is None:
            return without_rows(reading)
        from db.errors import TooSlow
        from db.statement import Unstatable

        try:
            return self._found(reading, reading.query, limit)
        except TooSlow as error:
            return without_rows(reading._replace(status="not_understood"), str(error))
        except Unstatable:
            # The words were understood, yet together they ask for what no figure can be (95% of a sum of money).
            return without_rows(reading._replace(status="not_understood"), "这样的条件没法计算")

    def _found(self, reading: "Reading", query: "Query", limit: int) -> Answer:
        from bot.notes import Notes, find_nothing
        from bot.shown import with_owner_and_origin
        from bot.sources import find_files, find_sources
        from db.corrections import find_corrections

        if query.grain == "help":
            return self._capabilities(reading, find_files(query, self._run))
        query = with_owner_and_origin(query, self._catalogue)
        found = self._run(query, limit)
        notes = Notes(query, found, self._run, self._catalogue, find_corrections(self._connection))
        nothing = find_nothing(query, found, self._run)
        if nothing is not None:
            from querylang.suggest import beside

            offers = beside(query, self._catalogue)
            return without_rows(reading._replace(status="no_match", suggestions=offers), *notes.without_rows(), nothing)
        statement = found.statement
        return Answer(
            question=reading.question,
            status="ok",
            interpretation=_interpretation(reading, (*notes.all(), *self._renamed(query, found))),
            columns=statement.columns,
            rows=found.rows,
            total_rows=found.total,
            truncated=found.truncated,
            unit="万元" if "万元" in statement.units else None,
            unrecognised=reading.unrecognised,
            suggestions=reading.suggestions,
            sources=find_sources(query, found, self._run),
            sql=found.sql,
            units=statement.units,
        )

    def _renamed(self, query: "Query", found: Found) -> tuple[str, ...]:
        """Renames that bear on a comparison of years."""
        scope = query.scope
        if query.grain not in {"overview", "change"} and not (scope.every_year or len(scope.years) > 1):
            return ()
        from bot.renamed import renamed_notes

        return renamed_notes(query, found, self._connection, self._catalogue)

    def _capabilities(self, reading: "Reading", files: tuple[str, ...]) -> Answer:
        from bot.capabilities import COLUMNS, examples, statement

        rows = examples(next(iter(self._catalogue.names("project")), "项目名称"))
        return Answer(
            question=reading.question,
            status="ok",
            interpretation=_interpretation(reading, ()),
            columns=COLUMNS,
            rows=rows,
            total_rows=len(rows),
            sources=files,
            sql=statement(rows),
            units=(None,) * len(COLUMNS),
        )

    def _run(self, query: "Query", limit: int = ROW_LIMIT) -> Found:
        from db.statement import build_statement
        from db.store import run

        statement = build_statement(query, limit)
        result = run(self._connection, statement)
        return Found(statement, tuple(result.rows), result.total_rows, result.printed)


def without_rows(reading: "Reading", *notes: str) -> Answer:
    """An answer that shows no rows: nothing there, several candidates, or not understood."""
    return Answer(
        question=reading.question,
        status=reading.status,
        interpretation=_interpretation(reading, notes),
        unrecognised=reading.unrecognised,
        suggestions=reading.suggestions,
    )


def _interpretation(reading: "Reading", notes: tuple[str, ...]) -> str:
    """The sentence, and after it each note in brackets of its own."""
    return reading.sentence + "".join(f"〔{note}〕" for note in dict.fromkeys((*reading.notes, *notes)))
