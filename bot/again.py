"""Gives an answer again from the versions it was made of, and says what has changed since.

The stored reading is asked, not the question: so neither a newer vocabulary nor a newer program changes what was meant.
What they change today is said beside it.
"""

import sqlite3
from collections.abc import Iterator
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bot.answer import Answer, AnswerService
from bot.errors import CommandError
from bot.given import Given, read_given
from bot.identity import LENGTH, documents_of, fingerprint_of_rows, read_id, renames_of, short_id
from bot.kept_answers import KeptAnswers, answers_path
from bot.version import VERSION
from db import store
from db.again import rebuild
from db.states import DocumentState, find_states
from querylang.notes import CONTEXT
from querylang.reading import Reading


class Again(NamedTuple):
    """The answer as it was, whether its figures came out the same, what changed since, and today's answer."""

    answer: Answer
    asked: str  # the day
    same: bool
    lost: tuple[str, ...]  # documents whose version of then is no longer kept
    changes: tuple[str, ...]
    today: Answer

    @property
    def same_today(self) -> bool:
        """Whether today's figures are those of then."""
        return (self.today.columns, self.today.rows) == (self.answer.columns, self.answer.rows)


def find_again(database: str, lexicon: str | None, said: str) -> Iterator[Again]:
    """The answers of an id as somebody typed it, given again; CommandError where none is kept."""
    path = answers_path(database)
    wanted = read_id(said)
    found = KeptAnswers(path).find(wanted) if len(wanted) >= LENGTH else []
    if not found:
        raise CommandError(f"没有记着编号 {said} 的答案（记在 {path}）；请核对编号，或把问题再问一遍")
    for one in found:
        record = read_given(one.id, one.content, one.documents)
        if record is None:
            raise CommandError(f"编号 {said} 的答案是别的版本的程序记的，读不了")
        yield give_again(database, lexicon, record, one.asked)


def give_again(database: str, lexicon: str | None, record: Given, asked: str) -> Again:
    """Answer again; StoreError where the database cannot be read."""
    service = AnswerService(database, lexicon=lexicon, answers=None)
    connection = store.open_read_only(database)
    try:
        with store.explained(database):
            changes = tuple(_changes(connection, record))
            answer, lost = _as_then(database, connection, record)
        today = service.repeat(_reading(record), record.limit)
        if CONTEXT not in record.notes:
            today = service.answer(record.question, None, record.limit)
        words = service.lexicon_fingerprint
    finally:
        connection.close()
        service.close()
    found = fingerprint_of_rows(answer.columns, answer.rows, answer.total_rows)
    others = tuple(_other_changes(record, words, today))
    return Again(answer.replace(id=short_id(record.id)), asked, found == record.rows, lost, (*changes, *others), today)


def _reading(record: Given) -> Reading:
    return Reading(record.question, "ok", record.query, record.sentence, record.notes, (), (), (), ())


def _as_then(database: str, connection: sqlite3.Connection, record: Given) -> tuple[Answer, tuple[str, ...]]:
    """Asked of a database of the versions of then."""
    with TemporaryDirectory(prefix="jixiao-") as folder:
        path = f"{folder}/then.db"
        lost = rebuild(connection, record.documents, record.renames, path)
        service = AnswerService(path, answers=None)
        try:
            return service.repeat(_reading(record), record.limit), tuple(_label(one) for one in lost)
        finally:
            service.close()


def _changes(connection: sqlite3.Connection, record: Given) -> Iterator[str]:
    """What happened to the documents, corrections and renames."""
    states = find_states(connection)
    now = {one.number: one for one in states.documents}
    for then in record.documents:
        found = now.get(then.number)
        if found is None:
            yield f"{_label(then)}已去掉"
            continue
        if found.version != then.version:
            (at, file) = connection.execute(
                "SELECT loaded_at, file FROM documents WHERE id = ?", (then.number,)
            ).fetchone()
            yield f"{_label(then)}第{then.version}版，现在是第{found.version}版（{file}，{at[:10]} 装入）"
        yield from _corrections(connection, then, found)
        if then.state != found.state and then[1:3] == found[1:3]:
            yield f"{_label(then)}的内容在这个程序之外改过"
    looked_at = documents_of(record.query, states)
    numbers = {one.number for one in record.documents}
    for one in looked_at:
        if one.number not in numbers:
            yield f"新装入{_label(one)}，今天再问也在范围里"
    current = {one.number for one in looked_at}
    for then in record.documents:
        if then.number in now and then.number not in current:
            yield f"{_label(then)}今天再问已不在范围里（有更新的年度）"
    confirmed = {one.number for one in renames_of(looked_at, states)}
    for number in sorted(confirmed ^ set(record.renames)):
        yield f"改名 {number} {'后来确认' if number in confirmed else '已收回或不再有关'}"


def _corrections(connection: sqlite3.Connection, then: DocumentState, now: DocumentState) -> Iterator[str]:
    for number in now.corrections:
        if number not in then.corrections:
            label, who, at = connection.execute(
                "SELECT label, who, made_at FROM corrections WHERE id = ?", (number,)
            ).fetchone()
            yield f"更正 {number}：{_label(then)}的{label}，{who}，{at[:10]}"
    for number in then.corrections:
        if number not in now.corrections:
            yield f"更正 {number} 已撤销或没有用上"


def _other_changes(record: Given, words: str, today: Answer) -> Iterator[str]:
    if record.lexicon != words:
        yield "自己的词库改过"
    if record.program != VERSION:
        yield f"程序由 {record.program} 换成 {VERSION}"
    if today.status != "ok" and today.interpretation.partition("〔")[0] != record.sentence:
        yield f"今天这句话读不出答案：{today.interpretation}"
    elif today.interpretation.partition("〔")[0] != record.sentence:
        yield f"今天这句话读作：{today.interpretation.partition('〔')[0]}"


def _label(state: DocumentState) -> str:
    year = f"{state.year}年" if state.year is not None else "年度未注明"
    return f"文件编号 {state.number}：{state.department}（{year}，{state.kind}）"
