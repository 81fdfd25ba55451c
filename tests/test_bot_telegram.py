"""The Telegram bot against a strict fake of the Bot API, over real HTTP: questions, trouble on the line, the end."""

import signal
import threading
from pathlib import Path

import pytest

from bot.answer import Answer
from bot.errors import CommandError
from bot.telegram import phrases, sending
from bot.telegram.serve import serve
from db.errors import MissingDatabase, StoreError
from tests.fake_answers import CONTEXT, LIST, NOTHING, FakeAnswers
from tests.fake_bot_api import CONFLICT, TOKEN, Dropped, Refusal
from tests.telegram_stage import ALLOWED, Stage, stage

__all__ = ["stage"]


def test_start_help_and_a_question(stage: Stage) -> None:
    """Greeting, help and an answer with figures, reading, source and date; names are escaped."""
    start, help_, help_by_name, answer = stage.replies("/start", "/help", "/help@jixiao_test_bot", LIST.question)
    assert start.startswith("您好")
    assert help_ == help_by_name
    assert answer.splitlines() == [
        "共2个，合计1,517.08万元",
        "1. 1,217.08 万元　租赁岗位合同工经费",
        "2. 300.00 万元　A & <B>",
        "读作：总计大于100万元的项目",
        "来源：a.txt 第3、4行",
        "数据装入：2024-03-01",
    ]


def test_anything_but_text(stage: Stage) -> None:
    """A sticker is asked to be text, a strange command to be another."""
    assert stage.replies(None, "/nonsense", "/q") == [
        phrases.TEXT_ONLY,
        phrases.NO_SUCH_COMMAND,
        stage.api.sent[2].text,
    ]
    assert "/q" in stage.api.sent[2].text


def test_follow_ups_stay_with_chat_and_person(stage: Stage) -> None:
    """Two people's contexts are apart; one that was not understood leaves the context as it was."""
    stage.answers = FakeAnswers({"甲": LIST.replace(context=CONTEXT)})
    stage.set(allow=frozenset({"77", "78"}))

    def scene() -> None:
        for number, (text, person) in enumerate((("甲", 77), ("天气", 77), ("其中", 77), ("其中", 78)), 1):
            stage.api.say(text, person)
            stage.api.wait(number)

    stage.play(scene)
    assert stage.answers.asked == [("甲", None), ("天气", CONTEXT), ("其中", CONTEXT), ("其中", None)]


def test_follow_ups_go_on_after_a_restart(stage: Stage) -> None:
    """What a question may lean on is kept in a file."""
    stage.answers = FakeAnswers({"甲": LIST.replace(context=CONTEXT)})
    stage.replies("甲")
    stage.replies("其中")
    assert stage.answers.asked == [("甲", None), ("其中", CONTEXT)]


def test_a_conversation_ends_after_its_hours(stage: Stage) -> None:
    """The setting holds in the running bot; with 0 hours every question stands alone."""
    stage.set(conversation_hours=0)
    stage.answers = FakeAnswers({"甲": LIST.replace(context=CONTEXT)})
    stage.replies("甲", "其中")
    assert stage.answers.asked == [("甲", None), ("其中", None)]


def test_new_starts_afresh(stage: Stage) -> None:
    """After /new nothing is leaned on."""
    stage.answers = FakeAnswers({"甲": LIST.replace(context=CONTEXT)})
    stage.replies("甲", "/new", "其中")
    assert stage.answers.asked[1:] == [("其中", None)]


def test_a_broken_question_is_answered_and_logged(stage: Stage, capfd: pytest.CaptureFixture[str]) -> None:
    """A bug or a missing database is a polite line to the person; the bot lives on."""
    stage.answers = FakeAnswers({"坏": RuntimeError(f"secret {TOKEN}"), "库": StoreError("数据库被移走了")})
    broken, busy, start = stage.replies("坏", "库", "/start")
    assert (broken, busy) == (phrases.FAILED, phrases.BUSY)
    assert start.startswith("您好")
    log = capfd.readouterr().err
    assert "RuntimeError" in log
    assert "数据库被移走了" in log
    assert TOKEN not in log


def test_the_loop_does_not_wait_for_the_database(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """While one question is held up in the database others are served, and who waits sees typing; chats keep order."""
    monkeypatch.setattr(sending, "TYPING_AFTER", 0)
    held = threading.Event()
    stage.answers.before_answer = lambda: held.wait(20)
    stage.set(allow=frozenset({"77", "78"}))

    def scene() -> None:
        stage.api.say(LIST.question, person=77)
        stage.api.say("/help", person=77)
        stage.api.say("/start", person=78)
        assert [one.chat for one in stage.api.wait(1)] == [78]
        stage.api.wait_for(lambda: "sendChatAction" in stage.api.calls)
        held.set()
        stage.api.wait(3)

    stage.play(scene)
    assert "租赁岗位" in stage.api.sent[1].text
    assert "可以这样问" in stage.api.sent[2].text


@pytest.mark.parametrize("character", ["💰", "&", "<b>"])
def test_a_long_answer_is_pages_that_telegram_takes_and_a_file(stage: Stage, character: str) -> None:
    """Thousands of emoji and brackets in every part: a page, the rest by button and as a file."""
    row = (character * 4096, 1.0, "a.txt 第1行")
    long: Answer = LIST.replace(
        question="长", rows=(row,) * 300, total_rows=300, sources=(character * 3000,), interpretation=character * 3000
    )
    stage.answers = FakeAnswers({"长": long})

    def scene() -> None:
        stage.api.say("长")
        stage.api.wait(2)

    stage.play(scene)
    page, file = stage.api.sent
    assert "第1页，共20页" in page.text
    assert file.file
    assert file.file[0] == "长.xlsx"
    assert file.file[1].startswith(b"PK")


@pytest.mark.parametrize(
    "fault",
    [
        Refusal(429, "Too Many Requests: retry after 1", retry_after=1),
        Refusal(502, "Bad Gateway"),
        Dropped(),
    ],
)
def test_sending_is_tried_again(stage: Stage, fault: Exception) -> None:
    """Too many requests, server errors or lost connections, ten in a row: the reply still arrives, once."""
    stage.api.fail("sendMessage", *[fault] * 10)
    assert len(stage.replies("/start")) == 1


def test_a_refused_message_is_not_sent_again(stage: Stage, capfd: pytest.CaptureFixture[str]) -> None:
    """400 is final; the bot lives on."""
    stage.api.fail("sendMessage", Refusal(400, "Bad Request: chat not found"))

    def scene() -> None:
        stage.api.say("/help")
        stage.api.wait_for(lambda: "sendMessage" in stage.api.calls)
        stage.api.say("/start")
        stage.api.wait(1)

    stage.play(scene)
    assert stage.api.sent[0].text.startswith("您好")
    assert "Chat not found" in capfd.readouterr().err


def test_who_blocked_the_bot_is_let_be(stage: Stage) -> None:
    """403 is final too."""
    stage.set(allow=frozenset({"77", "78"}))
    stage.api.block(78)

    def scene() -> None:
        stage.api.say("/help", person=78)
        stage.api.wait_for(lambda: "sendMessage" in stage.api.calls)
        stage.api.say("/help")
        stage.api.wait(1)

    stage.play(scene)
    assert [one.chat for one in stage.api.sent] == [ALLOWED]


def test_words_without_form_where_the_form_is_refused(stage: Stage) -> None:
    """Should Telegram not read our HTML, the words go out plain."""
    stage.api.fail("sendMessage", Refusal(400, "Bad Request: can't parse entities: Unsupported start tag"))
    assert "1,217.08 万元" in stage.replies(LIST.question)[0]


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
    stage: Stage, capfd: pytest.CaptureFixture[str], fault: Exception, told: str
) -> None:
    """Each trouble is told in one clear line, and messages are received afterwards."""
    stage.api.fail("getUpdates", fault, fault)
    assert len(stage.replies("/start")) == 1
    assert told in capfd.readouterr().err


def test_what_was_answered_is_not_answered_again(stage: Stage) -> None:
    """Telegram delivers it once more when the stop came before the confirmation; the inbox knows it."""
    stage.replies("/start", "/help")
    stage.replies("/whoami")
    assert len(stage.api.sent) == 3


def test_what_a_stop_leaves_is_answered_after_the_next_start(stage: Stage) -> None:
    """A message that could not go out stays in the inbox, though Telegram has forgotten it."""
    stage.api.fault_for = lambda method: Refusal(502, "Bad Gateway") if method == "sendMessage" else None

    def scene() -> None:
        stage.api.say("/start")
        stage.api.wait_for(lambda: stage.api.confirmed == 1)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.telegram.serve.GRACE", 0.0)
        stage.play(scene)
    assert stage.api.sent == []
    stage.api.fault_for = lambda method: None
    stage.play(lambda: stage.api.wait(1))
    assert stage.api.sent[0].text.startswith("您好")


@pytest.mark.parametrize("refused_at", ["getMe", "getUpdates"])
def test_a_refused_token_ends_the_bot_in_one_line(
    stage: Stage, capfd: pytest.CaptureFixture[str], refused_at: str
) -> None:
    """At the start or later: exit status 2, the variable is named, the token is not."""
    stage.api.fail(refused_at, Refusal(401, "Unauthorized"))
    with pytest.raises(CommandError, match="JIXIAO_TELEGRAM_TOKEN") as caught:
        serve(stage.settings, lambda _: FakeAnswers())
    assert caught.value.exit_status == 2
    assert TOKEN not in f"{caught.value}{capfd.readouterr().err}"


def test_no_server_ends_the_bot_in_one_line(stage: Stage) -> None:
    """Nobody listens there: the address is named, the token is not."""
    stage.set(api="http://127.0.0.1:9")
    with pytest.raises(CommandError, match=r"http://127\.0\.0\.1:9") as caught:
        serve(stage.settings, lambda _: FakeAnswers())
    assert TOKEN not in str(caught.value)


def test_no_database_is_known_before_the_first_question(stage: Stage) -> None:
    """The bot does not even connect."""

    def missing(_: object) -> FakeAnswers:
        raise MissingDatabase("没有数据库")

    with pytest.raises(StoreError, match="没有数据库"):
        serve(stage.settings, missing)
    assert stage.api.calls == []


def test_a_state_folder_that_cannot_be(stage: Stage, tmp_path: Path) -> None:
    """One line names the folder's setting."""
    (tmp_path / "file").touch()
    stage.set(state=tmp_path / "file" / "state")
    with pytest.raises(CommandError, match="JIXIAO_STATE"):
        serve(stage.settings, lambda _: FakeAnswers())


def test_the_rights_are_read_again_when_told(stage: Stage) -> None:
    """SIGHUP lets another person in; a mistake in the file changes nothing."""
    stage.set_rights("[[people]]\nid = 77\n")
    path = stage.settings.rights
    assert path

    def scene() -> None:
        path.write_text("[[people]]\nid = 77\n[[people]]\nid = 78\n", "utf-8")
        signal.raise_signal(signal.SIGHUP)
        stage.api.say("/start", 78)
        assert stage.api.wait(1)[0].text.startswith("您好！")
        path.write_text("[[people", "utf-8")
        signal.raise_signal(signal.SIGHUP)
        stage.api.say("/start", 78)
        assert stage.api.wait(2)[1].text.startswith("您好！")

    stage.play(scene)


def test_an_edited_question_is_answered_in_place(stage: Stage) -> None:
    """The reply changes; what it leaned on stays, and a new reply comes only when the old one is gone."""
    stage.answers = FakeAnswers({"甲": LIST.replace(context=CONTEXT)})

    def scene() -> None:
        stage.api.say("甲")
        stage.api.wait(1)
        asked = stage.api.say("天气")
        second = stage.api.wait(2)[1]
        stage.api.say("其中", edit=asked)
        stage.api.wait_for(lambda: second.edits == 1)
        stage.api.forget_message(second)
        stage.api.say(LIST.question, edit=asked)
        assert "1,217.08" in stage.api.wait(2)[1].text

    stage.play(scene)
    assert stage.answers.asked == [("甲", None), ("天气", CONTEXT), ("其中", CONTEXT), (LIST.question, CONTEXT)]


def test_what_is_no_answer_says_why_in_the_open(stage: Stage) -> None:
    """Not folded away, with something to tap."""
    stage.replies(NOTHING.question)
    sent = stage.api.sent[0]
    assert "没有看懂“天气”" in sent.text
    assert "<blockquote" not in sent.raw
    assert "预算最高的三个项目" in sent.labels()
