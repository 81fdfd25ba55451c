"""The Telegram bot against a strict fake of the Bot API, over real HTTP."""

import logging
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.answer import Answer
from bot.errors import CommandError
from bot.settings import TelegramSettings
from bot.telegram import phrases, polling, sending
from bot.telegram.serve import serve
from db.errors import MissingDatabase, StoreError
from tests.fake_answers import LIST, FakeAnswers
from tests.fake_bot_api import CONFLICT, TOKEN, Dropped, FakeBotApi, Refusal

ALLOWED = 77
OUTSIDER = 4242


@pytest.fixture
def api() -> Iterator[FakeBotApi]:
    """Serve a Bot API of our own."""
    with FakeBotApi() as api:
        yield api


@pytest.fixture(autouse=True)
def _without_pauses(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Try again at once, and leave logging as it was."""
    monkeypatch.setattr(polling, "pause_after", lambda *_: 0.0)
    monkeypatch.setattr(sending, "pause_after", lambda *_: 0.0)
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def run(
    api: FakeBotApi,
    scene: Callable[[], object],
    answers: FakeAnswers | None = None,
    allow: frozenset[int] = frozenset({ALLOWED}),
    token: str = TOKEN,
) -> None:
    """Play a scene from the people's side while the bot runs, then end the bot as a service manager does."""
    with ThreadPoolExecutor(1) as people:

        def play() -> object:
            try:
                api.wait_for(lambda: "getUpdates" in api.calls)
                return scene()
            finally:
                os.kill(os.getpid(), signal.SIGTERM)

        played = people.submit(play)
        serve(TelegramSettings(token, api.address, allow), lambda: answers or FakeAnswers())
        played.result()


def replies(api: FakeBotApi, *texts: str | None, answers: FakeAnswers | None = None) -> list[str]:
    """What the bot sends to a person who says all this, one reply each."""

    def scene() -> None:
        for number, text in enumerate(texts, 1):
            api.say(text)
            api.wait(number)

    run(api, scene, answers)
    return [one.text for one in api.sent]


def test_start_help_and_a_question(api: FakeBotApi) -> None:
    """Greeting, help and an answer with figures, reading and source; names are escaped."""
    start, help_, help_by_name, answer = replies(api, "/start", "/help", "/help@jixiao_test_bot", LIST.question)
    assert start.startswith("您好")
    assert help_ == help_by_name
    assert "1. 租赁岗位合同工经费 — 1,217.08 万元" in answer
    assert "2. A & <B> — 300.00 万元" in answer
    assert "读作：总计大于100万元的项目" in answer
    assert "来源：a.txt 第3、4行" in answer


def test_anything_but_text(api: FakeBotApi) -> None:
    """A sticker is asked to be text."""
    assert replies(api, None) == [phrases.TEXT_ONLY]


def test_an_outsider_learns_the_own_id_and_nothing_else(api: FakeBotApi) -> None:
    """Whatever an outsider writes, one line comes back, and the answer service is not even asked."""
    answers = FakeAnswers()

    def scene() -> None:
        for number, text in enumerate(("/start", "/help", LIST.question, None), 1):
            api.say(text, person=OUTSIDER)
            api.wait(number)

    run(api, scene, answers)
    assert {one.text for one in api.sent} == {phrases.outsider(OUTSIDER)}
    assert str(OUTSIDER) in api.sent[0].text
    assert "\n" not in api.sent[0].text
    assert answers.asked == []


def test_nobody_may_ask_by_default(api: FakeBotApi, capfd: pytest.CaptureFixture[str]) -> None:
    """Without a list everybody is an outsider, and the log says how to begin."""

    def scene() -> None:
        api.say(LIST.question)
        api.wait(1)

    run(api, scene, allow=frozenset())
    assert api.sent[0].text == phrases.outsider(ALLOWED)
    assert "JIXIAO_TELEGRAM_ALLOW" in capfd.readouterr().err


def test_groups_are_left_alone(api: FakeBotApi) -> None:
    """A message in a group gets no reply, not even one with an id."""

    def scene() -> None:
        api.say(LIST.question, chat=-100, kind="supergroup")
        api.say("/start")
        api.wait(1)

    run(api, scene)
    assert [one.chat for one in api.sent] == [ALLOWED]


def test_follow_ups_stay_with_chat_and_person(api: FakeBotApi) -> None:
    """Two people's contexts are apart; one that was not understood leaves the context as it was."""
    context = object()
    answers = FakeAnswers({"甲": LIST.replace(context=context)})

    def scene() -> None:
        for number, (text, person) in enumerate(((("甲"), 77), ("天气", 77), ("其中", 77), ("其中", 78)), 1):
            api.say(text, person)
            api.wait(number)

    run(api, scene, answers, allow=frozenset({77, 78}))
    assert answers.asked == [("甲", None), ("天气", context), ("其中", context), ("其中", None)]


def test_a_broken_question_is_answered_and_logged(api: FakeBotApi, capfd: pytest.CaptureFixture[str]) -> None:
    """A bug or a missing database is a polite line to the person; the bot lives on."""
    answers = FakeAnswers({"坏": RuntimeError(f"secret {TOKEN}"), "库": StoreError("数据库被移走了")})
    assert replies(api, "坏", "库", "/start", answers=answers) == [phrases.FAILED, phrases.BUSY, api.sent[2].text]
    log = capfd.readouterr().err
    assert "RuntimeError" in log
    assert "数据库被移走了" in log
    assert TOKEN not in log


def test_the_loop_does_not_wait_for_the_database(api: FakeBotApi) -> None:
    """While one question is held up in the database, others are served; a chat keeps its order."""
    held = threading.Event()
    answers = FakeAnswers()
    answers.before_answer = lambda: held.wait(20)

    def scene() -> None:
        api.say(LIST.question, person=77)
        api.say("/help", person=77)
        api.say("/start", person=78)
        assert [one.chat for one in api.wait(1)] == [78]
        held.set()
        api.wait(3)

    run(api, scene, answers, allow=frozenset({77, 78}))
    assert "租赁岗位" in api.sent[1].text
    assert "可以这样问" in api.sent[2].text


def test_a_long_answer_comes_in_messages_that_telegram_takes(api: FakeBotApi) -> None:
    """Thousands of emoji and brackets: several messages, each accepted by the strict fake."""
    row = ("<b>&" + "💰" * 300, 1.0, "a.txt 第1行")
    long: Answer = LIST.replace(question="长", rows=(row,) * 200, total_rows=200, sources=("😀<" * 3000,))

    def scene() -> None:
        api.say("长")
        api.wait(4)
        api.say("/start")
        api.wait_for(lambda: api.sent[-1].text.startswith("您好"))

    run(api, scene, FakeAnswers({"长": long}))
    assert "没有列出" in "".join(one.text for one in api.sent)


@pytest.mark.parametrize(
    "fault",
    [
        Refusal(429, "Too Many Requests: retry after 1", retry_after=1),
        Refusal(502, "Bad Gateway"),
        Dropped(),
    ],
)
def test_sending_is_tried_again(api: FakeBotApi, fault: Exception) -> None:
    """Too many requests, a server error or a lost connection: the reply still arrives, once."""
    api.fail("sendMessage", fault)
    assert len(replies(api, "/start")) == 1
    assert api.calls.count("sendMessage") == 2


def test_a_refused_message_is_not_sent_again(api: FakeBotApi, capfd: pytest.CaptureFixture[str]) -> None:
    """400 is final; the bot lives on."""
    api.fail("sendMessage", Refusal(400, "Bad Request: chat not found"))

    def scene() -> None:
        api.say("/help")
        api.wait_for(lambda: "sendMessage" in api.calls)
        api.say("/start")
        api.wait(1)

    run(api, scene)
    assert api.sent[0].text.startswith("您好")
    assert "Chat not found" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (Refusal(409, CONFLICT), "请只留一个"),
        (Refusal(429, "Too Many Requests: retry after 1", retry_after=1), "要求放慢"),
        (Refusal(500, "Internal Server Error"), "连不上 Telegram"),
        (Dropped(), "连不上 Telegram"),
    ],
)
def test_polling_waits_trouble_out(
    api: FakeBotApi, capfd: pytest.CaptureFixture[str], fault: Exception, told: str
) -> None:
    """Each trouble is told in one clear line, and messages are received afterwards."""
    api.fail("getUpdates", fault, fault)
    assert len(replies(api, "/start")) == 1
    assert told in capfd.readouterr().err


def test_a_stop_confirms_what_was_answered(api: FakeBotApi) -> None:
    """The next start does not answer again."""
    replies(api, "/start", "/help")
    assert api.confirmed == 2


@pytest.mark.parametrize("refused_at", ["getMe", "getUpdates"])
def test_a_refused_token_ends_the_bot_in_one_line(
    api: FakeBotApi, capfd: pytest.CaptureFixture[str], refused_at: str
) -> None:
    """At the start or later: exit status 2, the variable is named, the token is not."""
    api.fail(refused_at, Refusal(401, "Unauthorized"))
    with pytest.raises(CommandError, match="JIXIAO_TELEGRAM_TOKEN") as caught:
        serve(TelegramSettings(TOKEN, api.address, frozenset()), FakeAnswers)
    assert caught.value.exit_status == 2
    assert TOKEN not in f"{caught.value}{capfd.readouterr().err}"


def test_no_server_ends_the_bot_in_one_line() -> None:
    """Nobody listens there: the address is named, the token is not."""
    with pytest.raises(CommandError, match=r"http://127\.0\.0\.1:9") as caught:
        serve(TelegramSettings(TOKEN, "http://127.0.0.1:9", frozenset()), FakeAnswers)
    assert TOKEN not in str(caught.value)


def test_no_database_is_known_before_the_first_question(api: FakeBotApi) -> None:
    """The bot does not even connect."""

    def missing() -> FakeAnswers:
        raise MissingDatabase("没有数据库")

    with pytest.raises(StoreError, match="没有数据库"):
        serve(TelegramSettings(TOKEN, api.address, frozenset()), missing)
    assert api.calls == []
