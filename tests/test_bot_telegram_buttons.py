"""Buttons beneath a reply: each does what it says, in place; what is forged, old or another's is told so."""

import pytest

from bot.messenger.replies import Reply, new_key
from bot.render.width import display_width
from bot.telegram import phrases
from bot.telegram.buttons import keyboard
from querylang.query import Named
from tests.fake_answers import CARD, CONTEXT, LIST, NOTHING, FakeAnswers
from tests.fake_bot_api import Sent
from tests.telegram_stage import GROUP, OUTSIDER, Stage, stage

__all__ = ["stage"]
LONG = LIST.replace(
    question="长",
    rows=tuple((f"项目{number}", float(number), f"a.txt 第{number}行") for number in range(25)),
    total_rows=25,
    interpretation="全部项目〔共25个，合计300.00万元〕",
    context=CONTEXT,
)
SORTED = LIST.replace(question="按金额升序", interpretation="从低到高", context=CONTEXT)
RIGHTS = f"""
[[people]]
id = 77
[[people]]
id = 78
[[chats]]
id = {GROUP}
"""


@pytest.fixture(autouse=True)
def _answers(stage: Stage) -> None:
    stage.answers = FakeAnswers({"长": LONG, "按金额升序": SORTED})


def asked(stage: Stage, question: str) -> Sent:
    """Ask, and wait for the reply."""
    stage.api.say(question)
    return stage.api.wait(len(stage.api.sent) + 1)[-1]


def pressed(stage: Stage, sent: Sent, label: str, **more: object) -> str:
    """Press, and wait until the button is let go; the text of the box, if any."""
    press = stage.api.press(sent, label, **more)  # type: ignore[arg-type]  # person and data
    stage.api.wait_for(lambda: any(one == press for one, _ in stage.api.notices))
    return next(text for one, text in stage.api.notices if one == press)


def test_pages(stage: Stage) -> None:
    """Forward to the last and back, in place; every page carries headline and quote; the number does nothing."""

    def scene() -> None:
        sent = asked(stage, "长")
        assert sent.labels()[:2] == ["1 / 3", "下一页 ▶"]
        for turn, label in enumerate(("下一页", "下一页", "上一页"), 1):
            assert pressed(stage, sent, label) == ""
            stage.api.wait_for(lambda turn=turn: sent.edits == turn)  # type: ignore[misc]  # bound now
            assert sent.text.startswith("共25个，合计300.00万元")
            assert "来源：" in sent.text
        assert "11. 10.00 万元　项目10" in sent.text
        assert pressed(stage, sent, "2 / 3") == ""

    stage.play(scene)
    assert len(stage.api.sent) == 1


def test_order(stage: Stage) -> None:
    """Asked as a follow-up to what is shown, answered in place; the buttons are those of the new answer."""

    def scene() -> None:
        sent = asked(stage, "长")
        pressed(stage, sent, "从低到高")
        stage.api.wait_for(lambda: sent.edits == 1)
        assert "租赁岗位" in sent.text
        assert "2 / 3" not in sent.labels()

    stage.play(scene)
    assert stage.answers.asked == [("长", None), ("按金额升序", CONTEXT)]


def test_the_statement_and_back(stage: Stage) -> None:
    """看SQL shows it escaped in place of the answer, 看答案 the answer again."""
    stage.answers = FakeAnswers({"长": LONG.replace(sql="SELECT 1 < 2")})

    def scene() -> None:
        sent = asked(stage, "长")
        shown = sent.raw
        pressed(stage, sent, "看SQL")
        stage.api.wait_for(lambda: sent.edits == 1)
        assert sent.text == "SELECT 1 < 2"
        pressed(stage, sent, "看答案")
        stage.api.wait_for(lambda: sent.edits == 2)
        assert sent.raw == shown

    stage.play(scene)


@pytest.mark.parametrize(("label", "name", "begin"), [("CSV", "长.csv", "\ufeff".encode()), ("XLSX", "长.xlsx", b"PK")])
def test_a_file(stage: Stage, label: str, name: str, begin: bytes) -> None:
    """All rows, named after the question, with the reading beneath."""

    def scene() -> None:
        pressed(stage, asked(stage, "长"), label)
        file = stage.api.wait(2)[1]
        assert file.file
        assert file.file[0] == name
        assert file.file[1].startswith(begin)
        assert "全部项目" in file.text

    stage.play(scene)


def test_a_file_that_telegram_would_not_take(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tried again and again it would hold up the chat for ever: it is told what to do instead."""
    monkeypatch.setattr("bot.telegram.answering.LARGEST_FILE", 100)

    def scene() -> None:
        pressed(stage, asked(stage, "长"), "CSV")
        assert stage.api.wait(2)[1].text == phrases.TOO_LARGE

    stage.play(scene)
    assert "sendDocument" not in stage.api.calls


def test_a_chart(stage: Stage) -> None:
    """As a picture, beneath the reply; not offered where there is nothing to compare."""

    def scene() -> None:
        assert "画图" not in asked(stage, CARD.question.replace("欠薪", "无")).labels()
        sent = asked(stage, "长")
        pressed(stage, sent, "画图")
        picture = stage.api.wait(3)[2]
        assert picture.file
        assert picture.file[0] == "图.png"
        assert picture.text == "长"
        assert picture.reply_to == sent.number

    stage.play(scene)


def test_no_font_is_told(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever pressed hears what is missing."""
    monkeypatch.setattr("bot.charts.fonts.find_font", lambda: None)

    def scene() -> None:
        pressed(stage, asked(stage, "长"), "画图")
        assert "汉字字体" in stage.api.wait(2)[1].text

    stage.play(scene)


def test_export_by_command(stage: Stage) -> None:
    """/export takes the last answer, past what was none; without one it says what to do."""

    def scene() -> None:
        stage.api.say("/export")
        assert stage.api.wait(1)[0].text == phrases.NOTHING_TO_EXPORT
        stage.api.say("长")
        stage.api.wait(2)
        stage.api.say(NOTHING.question)
        stage.api.wait(3)
        for number, (command, name) in enumerate((("/export", "长.xlsx"), ("/export csv", "长.csv")), 4):
            stage.api.say(command)
            file = stage.api.wait(number)[-1].file
            assert file
            assert file[0] == name

    stage.play(scene)


def test_a_suggestion_runs_on_a_tap(stage: Stage) -> None:
    """In place, on its own."""

    def scene() -> None:
        asked(stage, "长")
        sent = asked(stage, NOTHING.question)
        pressed(stage, sent, "预算最高的三个项目")
        stage.api.wait_for(lambda: "预算最高的三个项目" in dict(stage.answers.asked))
        stage.api.wait_for(lambda: sent.edits == 1)

    stage.play(scene)
    assert stage.answers.asked[-1] == ("预算最高的三个项目", None)


def test_what_was_wrong_is_filed(stage: Stage) -> None:
    """不对 thanks once, and the administrators see question and reading."""
    stage.set_rights("[[people]]\nid = 77\nadmin = true\n")

    def scene() -> None:
        sent = asked(stage, "长")
        assert pressed(stage, sent, "不对") == phrases.THANKS
        stage.api.wait_for(lambda: sent.edits == 1)
        assert pressed(stage, sent, "已记下") == phrases.COMPLAINED
        stage.api.say("/stats")
        stats = stage.api.wait(2)[1].text
        assert "1 个报给了管理员" in stats
        assert "全部项目〔共25个" in stats

    stage.play(scene)


@pytest.mark.parametrize(
    "data", ["", "x", "AAAAAAAAp1", "\x00" * 10, "AAAAAAAAz9", "p", "💰" * 16, "../../etc", "AAAAAAAAp99999"]
)
def test_forged_data(stage: Stage, data: str) -> None:
    """Whatever a strange client sends: told that the button is old; nothing is shown or asked."""

    def scene() -> None:
        sent = asked(stage, "长")
        assert pressed(stage, sent, "", data=data or "-") == phrases.EXPIRED
        assert sent.edits == 0

    stage.play(scene)
    assert stage.answers.asked == [("长", None)]


def test_a_real_key_beneath_another_message_is_forged(stage: Stage) -> None:
    """A button speaks for its own message alone."""

    def scene() -> None:
        first, second = asked(stage, "长"), asked(stage, "长")
        assert pressed(stage, second, "", data=first.button("看SQL").data) == phrases.EXPIRED

    stage.play(scene)


@pytest.mark.parametrize("number", ["99", "9999"])
def test_numbers_out_of_range(stage: Stage, capfd: pytest.CaptureFixture[str], number: str) -> None:
    """A page or suggestion that there is not does nothing, and breaks nothing."""

    def scene() -> None:
        sent = asked(stage, "长")
        for action in "poscf":
            assert pressed(stage, sent, "", data=sent.button("看SQL").data[:8] + action + number) == ""
        assert sent.edits == 0

    stage.play(scene)
    assert "意外" not in capfd.readouterr().err


def test_a_button_works_after_a_restart(stage: Stage) -> None:
    """Pages and order of a reply of an earlier run; an edited question is answered where its reply stands."""
    held: list[Sent] = []
    numbers: list[int] = []

    def before() -> None:
        numbers.append(stage.api.say("长"))
        held.append(stage.api.wait(1)[0])

    def after() -> None:
        (sent,) = held
        assert pressed(stage, sent, "下一页") == ""
        stage.api.wait_for(lambda: sent.edits == 1)
        assert "第2页，共3页" in sent.text
        pressed(stage, sent, "从低到高")
        stage.api.wait_for(lambda: sent.edits == 2)
        stage.api.say("天气", edit=numbers[0])
        stage.api.wait_for(lambda: sent.edits == 3)

    stage.play(before)
    stage.play(after)
    assert stage.answers.asked == [("长", None), ("按金额升序", CONTEXT), ("天气", None)]
    assert len(stage.api.sent) == 1


def test_an_old_button_says_what_to_do(stage: Stage) -> None:
    """Where replies are not kept, nobody knows it after a restart."""
    stage.set(button_days=0)
    held: list[Sent] = []
    stage.play(lambda: held.append(asked(stage, "长")))
    stage.play(lambda: pressed(stage, held[0], "下一页"))
    assert stage.api.notices[0][1] == phrases.EXPIRED


def test_a_button_shows_no_more_than_may_be_seen_now(stage: Stage) -> None:
    """Somebody whose departments were taken away presses in vain, also beneath a reply of before."""
    stage.set_rights("[[people]]\nid = 77\n")
    held: list[Sent] = []
    stage.play(lambda: held.append(asked(stage, "长")))
    stage.set_rights('[[people]]\nid = 77\ndepartments = ["人社局"]\n')
    stage.play(lambda: pressed(stage, held[0], "下一页"))
    assert stage.api.notices[0][1] == phrases.NOT_ALLOWED
    assert held[0].edits == 0


def test_buttons_of_somebody_who_is_forgotten(stage: Stage) -> None:
    """They expire at once, and after a restart as well; those of others stay."""
    stage.set(allow=frozenset({"77", "78"}))
    held: list[Sent] = []

    def scene() -> None:
        held.append(asked(stage, "长"))
        stage.api.say("长", 78)
        held.append(stage.api.wait(2)[1])
        stage.api.say("/forget_me")
        stage.api.wait(3)
        assert pressed(stage, held[0], "下一页") == phrases.EXPIRED

    def after() -> None:
        assert pressed(stage, held[0], "下一页") == phrases.EXPIRED
        assert pressed(stage, held[1], "下一页", person=78) == ""

    stage.play(scene)
    stage.play(after)


@pytest.mark.parametrize("presses", ["asker", "anyone"])
def test_only_the_asker_presses_in_a_group(stage: Stage, presses: str) -> None:
    """Unless the settings let anyone."""
    stage.set_rights(RIGHTS)
    stage.set(presses=presses)

    def scene() -> None:
        stage.api.say("/q 长", chat=GROUP, kind="supergroup")
        sent = stage.api.wait(1)[0]
        said = pressed(stage, sent, "下一页", person=78)
        assert said == ("" if presses == "anyone" else phrases.NOT_YOURS)
        stage.api.wait_for(lambda: sent.edits == (presses == "anyone"))
        assert pressed(stage, sent, "1 / 3" if presses == "asker" else "2 / 3") == ""

    stage.play(scene)


def test_an_outsider_presses_in_vain(stage: Stage) -> None:
    """A forwarded reply or a forged press: the own id, no data."""

    def scene() -> None:
        sent = asked(stage, "长")
        assert pressed(stage, sent, "下一页", person=OUTSIDER) == phrases.outsider(str(OUTSIDER))
        assert sent.edits == 0

    stage.play(scene)


def test_data_fits_and_the_longest_label_is_clipped() -> None:
    """64 bytes is Telegram's limit; ours have at most 13."""
    reply = Reply(
        new_key(),
        "1",
        "1",
        "1",
        "1",
        "问",
        None,
        None,
        None,
        "",
        "ok",
        ("页",) * 20,
        ("长" * 300,) * 10,
        "SELECT",
        True,
        500,
    )
    shown = keyboard(reply._replace(page=10))
    assert shown
    buttons = [button for row in shown.inline_keyboard for button in row]
    assert all(len(str(button.callback_data).encode()) <= 13 for button in buttons)
    assert max(len(button.text) for button in buttons) == 40


def test_a_phone_has_room_for_every_label(stage: Stage) -> None:
    """Four in a row at most, and then no more than eight columns of a terminal each: 80 of 390 pixels."""

    def scene() -> None:
        rows = [asked(stage, question).buttons for question in ("长", LIST.question, CARD.question, NOTHING.question)]
        for row in (row for one in rows for row in one):
            assert len(row) == 1 or len(row) * max(display_width(button.label) for button in row) <= 40
        assert [button.label for button in rows[0][-1]] == ["看SQL", "导出CSV", "导出XLSX", "不对"]
        assert rows[-1][-1][0].label == "告诉管理员"

    stage.play(scene)


def test_names_that_one_mention_meant(stage: Stage) -> None:
    """A button each; pressed, the same question is asked of that name alone, in place.  Typed names are no choice."""
    names = ("租赁岗位合同工经费", "机关招考经费")
    context = CONTEXT.replace(query=CONTEXT.query.replace(where=Named(names)))
    both = LIST.replace(context=context)
    stage.answers = FakeAnswers({"岗位的预算": both, f"{names[0]}和{names[1]}": both})

    def scene() -> None:
        assert not set(names) & set(asked(stage, f"{names[0]}和{names[1]}").labels())
        sent = asked(stage, "岗位的预算")
        assert sent.labels()[:2] == list(names)
        assert pressed(stage, sent, names[1]) == ""
        stage.api.wait_for(lambda: sent.edits == 1)

    stage.play(scene)
    assert stage.answers.asked[-1] == (f"换成{names[1]}", context)


def test_a_long_statement_comes_as_a_file(stage: Stage) -> None:
    """Whole, so that it runs; the reply stays as it is."""
    sql = "SELECT '" + "长" * 5000 + "'"
    stage.answers = FakeAnswers({"长": LONG.replace(sql=sql)})

    def scene() -> None:
        sent = asked(stage, "长")
        pressed(stage, sent, "看SQL")
        file = stage.api.wait(2)[1]
        assert file.file == ("长.sql", f"{sql}\n".encode())
        assert file.reply_to == sent.number
        assert sent.edits == 0

    stage.play(scene)


def test_administrators_are_told_of_a_wrong_answer(stage: Stage) -> None:
    """Question, reading and who asked, escaped; one who has blocked the bot does not keep it from the others."""
    admins = "".join(f"[[people]]\nid = {one}\nadmin = true\n" for one in (78, 79, 80))
    stage.set_rights(f'{admins}[[people]]\nid = 77\nname = "<张>"')
    stage.answers = FakeAnswers({"<长>": LONG})

    def scene() -> None:
        stage.api.block(78)
        stage.api.say("/start", 79)
        stage.api.wait(1)
        pressed(stage, asked(stage, "<长>"), "不对")
        told = stage.api.wait(3)[2]
        assert told.chat == 79
        pressed(stage, asked(stage, NOTHING.question), "告诉管理员")
        assert stage.api.wait(5)[4].text.startswith("有人没有得到答案\n问：天气\n读作：没有看懂“天气”")
        assert told.text == f"{COMPLAINED}\n问：<长>\n读作：{LONG.interpretation}\n提问的人：<张>（77）"

    stage.play(scene)


def test_an_administrator_of_some_departments_reads_no_question_of_others(stage: Stage) -> None:
    """Neither when it is filed nor in the week's figures: names may stand in it."""
    scoped = '[[people]]\nid = 78\nadmin = true\ndepartments = ["人社局"]\n'
    stage.set_rights(f"{scoped}[[people]]\nid = 77\n[[people]]\nid = 79\nadmin = true\n")

    def scene() -> None:
        for number, admin in enumerate((78, 79), 1):
            stage.api.say("/start", admin)
            stage.api.wait(number)
        pressed(stage, asked(stage, "长"), "不对")
        assert stage.api.wait(4)[3].chat == 79
        for number, (admin, shown) in enumerate(((78, False), (79, True)), 5):
            stage.api.say("/stats", admin)
            stats = stage.api.wait(number)[-1].text
            assert "1 个报给了管理员" in stats
            assert ("全部项目〔共25个" in stats) is shown

    stage.play(scene)
    assert [one.chat for one in stage.api.sent].count(78) == 2


COMPLAINED = phrases.COMPLAINT.removeprefix("<b>").removesuffix("</b>")
