"""Conversations that go on after a restart, and values of the query algebra as JSON and back."""

import json
import logging
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answer import AnswerService
from bot.conversation import Conversations
from bot.kept_conversations import KeptConversations
from db.load import load_documents, read_file
from db.sample import sample_path
from querylang.context import Context
from querylang.kept import CLASSES, from_json, read_context, to_json, write_context
from querylang.query import Named, Query
from tests.test_statement_oracle import GRAINS, OF_GRAIN

HOUR = 3600


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> AnswerService:
    """Answer over the bundled document."""
    path = tmp_path_factory.mktemp("kept") / "a.db"
    load_documents(str(path), read_file(sample_path()), replace=True)
    return AnswerService(str(path))


@settings(max_examples=200)
@given(st.sampled_from(GRAINS).flatmap(lambda grain: OF_GRAIN[grain]), st.lists(st.text(), max_size=3).map(tuple))
def test_a_context_comes_back_as_it_was(query: Query, shown: tuple[str, ...]) -> None:
    """Every query of every shape, by way of text."""
    context = Context(query, shown)
    assert read_context(write_context(context)) == context
    pairs = tuple((one, one) for one in shown)
    context = Context(query, shown, shown, shown, pairs, shown, shown, shown, shown, query)
    assert read_context(write_context(context)) == context
    assert from_json(json.loads(json.dumps(to_json(query)))) == query


def test_every_class_of_the_algebra_can_be_kept() -> None:
    """None was forgotten."""
    assert {"Query", "Context", "Scope", "And", "Not", "Target", "Aggregate", "Limit"} <= set(CLASSES)
    with pytest.raises(TypeError):
        to_json(object())


def test_a_context_of_an_earlier_version_comes_back() -> None:
    """What it did not remember yet is empty."""
    kept = '{"":"Context","query":{"":"Query"},"shown":["内部审计工作经费"]}'
    assert read_context(kept) == Context(Query(), ("内部审计工作经费",))


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", "3", '{"":"Query"}', '{"":"Context"}', '{"":"Context","query":3}', '{"":"os.system","x":1}',
     '{"":"Context","query":{"":"Query","colour":1}}', '{"":"Decimal","text":"x"}', "[" * 100_000],
)  # fmt: skip
def test_what_nobody_wrote_is_no_context(text: str) -> None:
    """Another version's fields, broken text, other classes."""
    assert read_context(text) is None


def test_a_follow_up_after_a_restart(service: AnswerService, tmp_path: Path) -> None:
    """Each conversation has its own; a new start forgets; the file is its owner's alone."""
    path = tmp_path / "state" / "kept.db"
    first = Conversations(kept=KeptConversations(str(path)))
    assert first.ask(service, ("7", "1"), "工伤认定工作经费").status == "ok"
    assert first.ask(service, ("7", "2"), "内部审计工作经费").status == "ok"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600

    second = Conversations(kept=KeptConversations(str(path)))
    answer = second.ask(service, ("7", "1"), "它的时效指标")
    assert answer.status == "ok"
    assert "工伤认定工作经费" in answer.interpretation
    assert "内部审计" in second.ask(service, ("7", "2"), "它的预算").interpretation
    assert second.ask(service, ("8", "1"), "它的时效指标").status == "not_understood"
    second.forget(("7", "1"))

    third = Conversations(kept=KeptConversations(str(path)))
    assert third.ask(service, ("7", "1"), "它的时效指标").status == "not_understood"
    assert third.ask(service, ("7", "2"), "它的预算").status == "ok"


def test_old_ones_and_too_many_are_forgotten(tmp_path: Path) -> None:
    """By the hour they were last used, and by number."""
    now = 1_000_000.0
    path = tmp_path / "kept.db"
    context = Context(Query(where=Named(("甲",))))
    kept = KeptConversations(str(path), most=3, seconds=12 * HOUR, clock=lambda: now)
    for number in range(5):
        now += 1
        kept.keep(number, context)
    now += 12 * HOUR - 2
    assert [kept.find(number) for number in range(5)] == [None, None, context, context, context]
    fresh = KeptConversations(str(path), most=2, seconds=12 * HOUR, clock=lambda: now)
    fresh.keep("new", context)
    now -= 12 * HOUR
    assert [fresh.find(number) for number in (*range(5), "new")] == [None] * 4 + [context, context]


def test_a_conversation_ends_in_a_process_that_goes_on(service: AnswerService, tmp_path: Path) -> None:
    """What was asked yesterday is not gone on with, neither from memory nor from the file."""
    now = 1_000_000.0
    kept = KeptConversations(str(tmp_path / "kept.db"), seconds=HOUR, clock=lambda: now)
    conversations = Conversations(kept=kept, seconds=HOUR, clock=lambda: now)
    assert conversations.ask(service, 1, "工伤认定工作经费").status == "ok"
    now += HOUR - 1
    assert conversations.ask(service, 1, "它的时效指标").status == "ok"
    now += HOUR
    assert conversations.ask(service, 1, "它的时效指标").status == "not_understood"


@pytest.mark.parametrize("broken", ["text", "folder"])
def test_a_file_that_cannot_be_used_costs_only_the_restart(
    service: AnswerService, tmp_path: Path, caplog: pytest.LogCaptureFixture, broken: str
) -> None:
    """Follow-ups go on within the process; it is said once."""
    path = tmp_path / "kept.db"
    if broken == "text":
        path.write_text("no database" * 100, encoding="utf-8")
    else:
        path.mkdir()
    conversations = Conversations(kept=KeptConversations(str(path)))
    with caplog.at_level(logging.WARNING):
        assert conversations.ask(service, 1, "工伤认定工作经费").status == "ok"
        assert conversations.ask(service, 1, "它的时效指标").status == "ok"
    assert len(caplog.records) == 1
