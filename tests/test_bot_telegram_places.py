"""Who is answered, and where: outsiders, groups, departments, administrators, limits, and Telegram's own post."""

import csv
import io
import logging
import re
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.answer import AnswerService
from bot.conversation import Conversations
from bot.telegram import phrases
from bot.telegram.commands import COMMANDS
from db.sample import sample_path
from tests import loading
from tests.fake_answers import CONTEXT, LIST, FakeAnswers
from tests.fake_bot_api import BOT_NAME, MENTION, Refusal, post
from tests.telegram_stage import ALLOWED, GROUP, OUTSIDER, Stage, stage

__all__ = ["stage"]
SECRET = "s" * 20
RIGHTS = f"""
[[people]]
id = 77
name = "张三 <b>"
admin = true

[[people]]
id = 78
departments = ["教育局", "人社局"]

[[people]]
id = 79
departments = ["教育局"]

[[chats]]
id = {GROUP}
departments = ["人社局"]
"""


def test_an_outsider_learns_the_own_id_and_nothing_else(stage: Stage) -> None:
    """Whatever an outsider writes, one line comes back, then silence; the answer service is not even asked."""

    def scene() -> None:
        for text in ("/start", "/help", LIST.question, None, "/users", "/stats"):
            stage.api.say(text, person=OUTSIDER)
        stage.api.say("/start")
        stage.api.wait(2)

    stage.play(scene)
    assert sorted(one.text for one in stage.api.sent if one.chat == OUTSIDER) == [phrases.outsider(str(OUTSIDER))]
    assert str(OUTSIDER) in phrases.outsider(str(OUTSIDER))
    assert "\n" not in phrases.outsider(str(OUTSIDER))
    assert stage.answers.asked == []


def test_nobody_may_ask_by_default(stage: Stage, capfd: pytest.CaptureFixture[str]) -> None:
    """Without a list everybody is an outsider, and the log says how to begin."""
    stage.set(allow=frozenset())
    assert stage.replies(LIST.question) == [phrases.outsider(str(ALLOWED))]
    assert "JIXIAO_TELEGRAM_ALLOW" in capfd.readouterr().err


def test_a_group_joined_without_leave(stage: Stage) -> None:
    """One line with the group's id, then the bot leaves; a question that came with it is not answered."""

    def scene() -> None:
        stage.api.join(-200)
        stage.api.say(f"{MENTION} {LIST.question}", chat=-200, kind="supergroup")
        stage.api.wait_for(lambda: stage.api.left == [-200])
        stage.api.say("/start")
        stage.api.wait(2)

    stage.play(scene)
    assert [one.text for one in stage.api.sent if one.chat == -200] == [phrases.strange_group("-200")]
    assert stage.answers.asked == []


def test_a_strange_group_that_speaks_is_left(stage: Stage) -> None:
    """Where the bot sat before it was configured: no word, and out."""

    def scene() -> None:
        stage.api.say("/q 预算", chat=-300, kind="group")
        stage.api.wait_for(lambda: stage.api.left == [-300])

    stage.play(scene)
    assert stage.api.sent == []


def test_a_group_is_answered_when_the_bot_is_meant(stage: Stage) -> None:
    """Mentioned, replied to, or by /q; everything else said there is not for the bot."""
    stage.set_rights(RIGHTS)

    def say(text: str, **more: object) -> None:
        stage.api.say(text, chat=GROUP, kind="supergroup", **more)  # type: ignore[arg-type]  # reply_to

    def scene() -> None:
        stage.api.join(GROUP)
        say("大家好")
        say("/help@other_bot")
        say("/nonsense")
        say(f"请问{MENTION} {LIST.question}")
        first = stage.api.wait(1)[0]
        say(LIST.question, reply_to=first)
        say(f"/q {LIST.question}")
        say(f"/q{MENTION} {LIST.question}")
        say("/q")
        say("/help")
        stage.api.wait(6)

    stage.play(scene)
    assert [question for question, _ in stage.answers.asked] == [f"请问  {LIST.question}", *[LIST.question] * 3]
    assert all(one.reply_to for one in stage.api.sent)
    assert [one.text[:3] for one in stage.api.sent[4:]] == ["请在 ", "在群里"]


def test_a_topic_of_a_forum(stage: Stage) -> None:
    """The reply, and what a button beneath it brings, stand in the topic of the question."""
    stage.set_rights(RIGHTS)

    def scene() -> None:
        stage.api.say(f"/q {LIST.question}", chat=GROUP, kind="supergroup", topic=9)
        stage.api.press(stage.api.wait(1)[0], "CSV")
        stage.api.wait(2)

    stage.play(scene)
    assert [one.topic for one in stage.api.sent] == [9, 9]


def test_nobody_edits_the_question_of_another(stage: Stage) -> None:
    """An edit that bears another person's name is a question of that person: the reply to the first one stays."""
    stage.set_rights(RIGHTS)

    def scene() -> None:
        asked = stage.api.say(f"/q {LIST.question}", 4711, GROUP, "supergroup")
        first = stage.api.wait(1)[0]
        stage.api.say("/q 天气", 78, GROUP, "supergroup", edit=asked)
        stage.api.wait(2)
        assert first.edits == 0

    stage.play(scene)


def test_a_channel_is_not_a_place(stage: Stage) -> None:
    """Nothing is read there."""

    def scene() -> None:
        stage.api.say("/start", chat=-400, kind="channel")
        stage.api.say("/start")
        stage.api.wait(1)

    stage.play(scene)
    assert [one.chat for one in stage.api.sent] == [ALLOWED]


def test_departments(stage: Stage) -> None:
    """Each sees the own departments; in a group those of the group that are the own as well, or none."""
    stage.set_rights(RIGHTS)
    question = LIST.question

    def scene() -> None:
        stage.api.say(question, 77)
        stage.api.wait(1)
        stage.api.say(question, 78)
        stage.api.wait(2)
        for number, person in enumerate((77, 78, 4711, 79), 3):
            stage.api.say(f"/q {question}", person, GROUP, "supergroup")
            stage.api.wait(number)

    stage.play(scene)
    assert stage.opened == [None, frozenset({"教育局", "人社局"}), frozenset({"人社局"})]
    assert stage.api.sent[-1].text == phrases.NO_DEPARTMENT
    assert len(stage.answers.asked) == 5


def test_a_group_that_becomes_a_supergroup(stage: Stage) -> None:
    """Rights and conversation go along, also after a restart; the administrator is told once, with both ids."""
    stage.set_rights(RIGHTS)
    stage.answers = FakeAnswers({"甲": LIST.replace(context=CONTEXT)})
    new = -1009

    def before() -> None:
        stage.api.say("/start")
        stage.api.wait(1)
        stage.api.say("/q 甲", 4711, GROUP, "group")
        stage.api.wait(2)
        stage.api.upgrade(GROUP, new)
        stage.api.join(new)
        stage.api.say("/q 乙", 4711, new, "supergroup")
        stage.api.wait(4)

    stage.play(before)
    stage.play(lambda: (stage.api.say("/q 丙", 4711, new, "supergroup"), stage.api.wait(5)))
    assert stage.answers.asked == [("甲", None), ("乙", CONTEXT), ("丙", CONTEXT)]
    assert {*stage.opened} == {None, frozenset({"人社局"})}
    assert stage.api.left == []
    told = [one.text for one in stage.api.sent if one.chat == 77][1:]
    assert len(told) == 1
    assert f"由 {GROUP} 变成 {new}" in told[0]


def test_a_supergroup_that_joins_before_its_move_is_told(stage: Stage) -> None:
    """The old id is asked, so that a group that is listed is not left; a strange one is left all the same."""
    stage.set_rights(RIGHTS)
    new, strange = -1_001_000_000_009, -1_001_000_000_010

    def scene() -> None:
        stage.api.say("/start")
        stage.api.wait(1)
        stage.api.moved[GROUP] = new
        stage.api.join(new)
        stage.api.join(strange)
        stage.api.wait_for(lambda: stage.api.left == [strange])
        stage.api.upgrade(GROUP, new)
        stage.api.say("/q 甲", 4711, new, "supergroup")
        stage.api.wait(4)

    stage.play(scene)
    assert stage.api.left == [strange]
    assert [question for question, _ in stage.answers.asked] == ["甲"]
    told = [one.text for one in stage.api.sent if one.chat == 77][1:]
    assert len(told) == 1


def test_an_answer_follows_a_group_that_has_just_moved(stage: Stage) -> None:
    """Telegram refuses the old id and names the new one: the reply goes there."""
    stage.set_rights(RIGHTS)
    new = -1009

    def scene() -> None:
        stage.api.say("/help", 4711, new, "supergroup")  # so that the fake knows it
        stage.api.wait_for(lambda: stage.api.left == [new])
        stage.api.left.clear()
        stage.api.say("大家好", 4711, new, "supergroup")
        stage.api.moved[GROUP] = new
        stage.api.say("/q 甲", 4711, GROUP, "group")
        stage.api.wait(1)

    stage.play(scene)
    assert [one.chat for one in stage.api.sent] == [new]


def test_a_strange_group_that_moves_stays_strange(stage: Stage) -> None:
    """Nobody is told, and the bot leaves."""
    stage.set_rights(RIGHTS)

    def scene() -> None:
        stage.api.upgrade(-500, -1500)
        stage.api.say("/q 甲", 4711, -1500, "supergroup")
        stage.api.wait_for(lambda: stage.api.left == [-1500])

    stage.play(scene)
    assert stage.api.sent == []


def test_who_am_i(stage: Stage) -> None:
    """Id, name escaped, role and departments."""
    stage.set_rights(RIGHTS)
    assert stage.replies("/whoami") == ["您的编号：77\n名字：张三 <b>\n身份：管理员\n可看的部门：全部"]
    assert stage.replies("/whoami", person=78) == ["您的编号：78\n身份：可以提问\n可看的部门：人社局、教育局"]


def test_commands_of_administrators(stage: Stage) -> None:
    """Theirs alone, and in private alone."""
    stage.set_rights(RIGHTS)
    stage.replies(LIST.question, person=78)
    check, stats, users = stage.replies("/check", "/stats", "/users")
    assert check.splitlines() == [
        "核对出 3 处",
        "▎警告 2 处",
        "2　合计不符 <1>",
        "▎提示 1 处",
        "1　没有成本指标",
    ]
    assert stats.splitlines()[:2] == ["1 个问题，1 个人（最近7天）", "1　答出来了"]
    assert "• 77 张三 <b>　管理员，没有问过" in users
    assert "• 78 　1问" in users
    assert stage.replies("/check", "/stats", "/users", person=78) == [phrases.NO_SUCH_COMMAND] * 3

    def scene() -> None:
        for command in ("/check", "/stats", "/users"):
            stage.api.say(command, 77, GROUP, "supergroup")
        stage.api.say("/help", 77, GROUP, "supergroup")
        stage.api.wait(len(stage.api.sent) + 1)

    before = len(stage.api.sent)
    stage.play(scene)
    assert [one.raw for one in stage.api.sent[before:]] == [phrases.group_help(BOT_NAME)]


def test_two_hundred_people(stage: Stage) -> None:
    """A message that Telegram takes, those who asked last on top; all of them, and what they may see, in a file."""
    long = "长" * 500
    listed = "".join(f'[[people]]\nid = {10**9 + one}\nname = "={long}"\n' for one in range(200))
    stage.set_rights(f'{RIGHTS}{listed}[[people]]\nid = "{"9" * 500}"\n')
    stage.replies(LIST.question, person=78)
    stage.replies("/users")

    def scene() -> None:
        stage.api.wait(3)

    stage.play(scene)
    shown, file = stage.api.sent[1:]
    lines = shown.text.splitlines()
    assert lines[0] == "204 个人，1 个群"
    assert lines[1].startswith("• 78 　1问")
    assert lines[-1] == "……还有164个人，都在下面的文件里"
    assert file.file
    rows = list(csv.reader(io.StringIO(file.file[1].decode("utf-8-sig"))))
    assert len(rows) == 205
    assert rows[1][::5] == ["78", "人社局、教育局"]
    assert f"'={long}" in {row[1] for row in rows}


def test_the_questions_of_the_welcome_run_on_a_tap(stage: Stage) -> None:
    """Answered beneath it, on their own; a welcome is no answer that could be exported or be wrong."""

    def scene() -> None:
        stage.api.say("/start")
        welcome = stage.api.wait(1)[0]
        assert welcome.labels() == list(phrases.FIRST_QUESTIONS)
        stage.api.press(welcome, phrases.FIRST_QUESTIONS[1])
        stage.api.wait(2)
        assert welcome.edits == 0
        stage.api.say("/export")
        stage.api.wait(3)

    stage.answers = FakeAnswers({phrases.FIRST_QUESTIONS[1]: LIST})
    stage.play(scene)
    assert stage.answers.asked[0] == (phrases.FIRST_QUESTIONS[1], None)
    assert stage.api.sent[2].file


def test_every_question_that_is_offered_has_an_answer(tmp_path: Path) -> None:
    """In the welcome and in the help; those that go on are asked in the order in which they stand there."""
    assert loading.load(tmp_path / "sample.db", sample_path()).returncode == 0
    conversations = Conversations()
    with closing(AnswerService(str(tmp_path / "sample.db"))) as service:
        for question in phrases.FIRST_QUESTIONS:
            assert service.answer(question).status == "ok"
        for question in re.findall("<code>(.*?)</code>", phrases.HELP):
            assert conversations.ask(service, "one", question).status == "ok", question


def test_menus(stage: Stage) -> None:
    """One for private chats, one for groups, one for each administrator who has a chat."""
    stage.set_rights(RIGHTS)

    def scene() -> None:
        stage.api.say("/help")
        stage.api.wait(1)

    stage.play(scene)
    stage.api.fail("setMyCommands", *[Refusal(429, "Too Many Requests: retry after 1", retry_after=1)] * 3)
    stage.play(lambda: stage.api.wait_for(lambda: "chat77" in stage.api.menus))
    everything = [entry.name for entry in COMMANDS]
    assert stage.api.menus["chat77"] == everything
    assert stage.api.menus["all_private_chats"] == everything[:-3]
    assert stage.api.menus["all_group_chats"] == [
        "help", "q", "projects", "export", "sources", "new", "whoami",
    ]  # fmt: skip


def test_menus_follow_the_rights(stage: Stage) -> None:
    """An administrator has the menu from the first word on; who is one no longer has it no more."""
    one, other = ("[[people]]\nid = {}\n".format, "[[people]]\nid = {}\nadmin = true\n".format)
    stage.set_rights(other(77) + one(78))
    path = stage.settings.rights
    assert path

    def has(chat: str, *, everything: bool) -> bool:
        return ("stats" in stage.api.menus.get(chat, ())) is everything and chat in stage.api.menus

    def scene() -> None:
        for number, person in enumerate((77, 78), 1):
            stage.api.say("/start", person)
            stage.api.wait(number)
        stage.api.wait_for(lambda: has("chat77", everything=True))
        assert "chat78" not in stage.api.menus
        path.write_text(one(77) + other(78), "utf-8")
        signal.raise_signal(signal.SIGHUP)
        stage.api.wait_for(lambda: has("chat77", everything=False) and has("chat78", everything=True))

    stage.play(scene)


def test_projects_and_sources(stage: Stage) -> None:
    """Fixed questions of their own, leaning on nothing."""
    stage.answers = FakeAnswers({"甲": LIST.replace(context=CONTEXT)})
    stage.replies("甲", "/projects", "/sources")
    assert stage.answers.asked[1:] == [("有哪些项目", None), ("有哪些文件", None)]


def test_too_fast(stage: Stage) -> None:
    """Told once, then silence until there is room again; others are served."""
    stage.set(questions_a_minute=2, allow=frozenset({"77", "78"}))

    def scene() -> None:
        for _ in range(6):
            stage.api.say("/help")
        stage.api.wait(3)
        stage.api.say("/help", 78)
        stage.api.wait(4)

    stage.play(scene)
    assert [one.text == phrases.TOO_FAST for one in stage.api.sent] == [False, False, True, False]


def test_forget_me(stage: Stage) -> None:
    """Log, conversation and buttons of the person go; those of others stay."""
    stage.set(allow=frozenset({"77", "78"}))
    stage.answers = FakeAnswers({"甲": LIST.replace(context=CONTEXT)})
    stage.replies("甲", person=78)
    stage.replies("甲", "乙")
    assert "2条提问记录" in stage.replies("/forget_me")[0]
    stage.replies("丙")
    assert stage.answers.asked[-1] == ("丙", None)
    assert {row[0] for row in logged(stage.folder, "SELECT person FROM questions")} == {"77", "78"}
    assert logged(stage.folder, "SELECT question FROM questions WHERE person = '77'") == [("丙",)]


def logged(folder: Path, sql: str) -> list[tuple[str, ...]]:
    """Look into the log."""
    connection = sqlite3.connect(folder / "state" / "questions.db")
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def test_the_log_says_who_asked_what(stage: Stage) -> None:
    """Who, where, question, reading, status and rows; nobody else may read the file."""
    stage.replies(LIST.question)
    assert logged(stage.folder, "SELECT person, chat, question, reading, status, rows FROM questions") == [
        ("77", "77", LIST.question, LIST.interpretation, "ok", 2)  # type: ignore[comparison-overlap]  # a count
    ]
    assert (stage.folder / "state" / "questions.db").stat().st_mode & 0o077 == 0


# --- Telegram posts to us ------------------------------------------------------------------------------------------


@pytest.fixture
def hooked(stage: Stage, unused_port: int) -> Stage:
    """Receive by webhook, on a port that is free."""
    stage.set(
        webhook=f"http://127.0.0.1:{unused_port}/hook/jixiao",
        listen=stage.settings.listen._replace(port=unused_port),
        secret=SECRET,
    )
    return stage


@pytest.fixture
def unused_port() -> int:
    """Ask the system for a port."""
    import socket

    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def test_webhook(hooked: Stage) -> None:
    """Questions, buttons and edits come by post as well as by polling."""

    def scene() -> None:
        asked = hooked.api.say(LIST.question)
        sent = hooked.api.wait(1)[0]
        hooked.api.press(sent, "看SQL")
        hooked.api.wait_for(lambda: sent.edits == 1)
        hooked.api.say("天气", edit=asked)
        hooked.api.wait_for(lambda: sent.edits == 2)

    hooked.play(scene)
    assert "getUpdates" not in hooked.api.calls
    assert "没有看懂" in hooked.api.sent[0].text


def test_forged_posts(hooked: Stage) -> None:
    """Without the secret, to another path, with nonsense or too much: refused, and nothing is answered."""
    address = hooked.settings.webhook
    update = {"update_id": 9_000_000, "message": {"text": LIST.question}}

    def scene() -> None:
        assert post(address, update, None) == 403
        assert post(address, update, "wrong" * 5) == 403
        assert post(address + "x", update, SECRET) == 404
        assert post(address, {"update_id": "1"}, SECRET) == 400
        assert post(address, [1], SECRET) == 400
        assert post(address, {"update_id": 1, "x": "x" * 1_100_000}, SECRET) == 413
        hooked.api.say("/start")
        hooked.api.wait(1)

    hooked.play(scene)
    assert hooked.answers.asked == []
    assert len(hooked.api.sent) == 1


def test_an_update_posted_twice_is_answered_once(hooked: Stage) -> None:
    """Telegram posts again when it did not hear the acknowledgement."""
    chat = {"id": ALLOWED, "type": "private", "first_name": "张"}
    person = {"id": ALLOWED, "is_bot": False, "first_name": "张"}
    update = {
        "update_id": 9_000_000,
        "message": {"message_id": 1, "date": 1, "from": person, "chat": chat, "text": "/help"},
    }

    def scene() -> None:
        hooked.api.say("/start")
        hooked.api.wait(1)
        assert [post(hooked.settings.webhook, update, SECRET) for _ in range(2)] == [200, 200]
        hooked.api.wait(2)
        hooked.api.say("/whoami")
        hooked.api.wait(3)

    hooked.play(scene)
    assert len(hooked.api.sent) == 3


def test_what_is_posted_during_the_start_is_answered_once(hooked: Stage) -> None:
    """An update that arrives as soon as the bot listens is not taken for one that the last run left."""
    for _ in range(20):
        hooked.api.say("/whoami")
    hooked.play(lambda: hooked.api.wait(20))
    assert len(hooked.api.sent) == 20


def test_an_update_that_nobody_understands_is_passed_over(hooked: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """New kinds, and fields that the library does not expect."""
    strange = [
        {"update_id": 9_000_001, "purchased_something": {"from": {"id": 1}}},
        {"update_id": 9_000_002, "message": {"message_id": "x", "chat": 5}},
        {"update_id": 9_000_003, "callback_query": {"id": "1", "from": {"id": 1, "is_bot": False, "first_name": "x"}}},
    ]

    def scene() -> None:
        for update in strange:
            assert post(hooked.settings.webhook, update, SECRET) == 200
        hooked.api.say("/start")
        hooked.api.wait(1)

    with caplog.at_level(logging.CRITICAL):
        hooked.play(scene)
