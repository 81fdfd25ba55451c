"""What would leak or break a careless bot, over a real database: HTML wherever people can write, and endless emoji."""

import re
from contextlib import closing
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from bot.answer import Answer, AnswerService
from bot.charts import draw as charts
from bot.telegram import phrases
from tests import loading
from tests.telegram_stage import GROUP, Stage, stage

__all__ = ["stage"]
NASTY = '<b>修缮</b>&"楼宇"<a href=x>工程'
RIGHTS = f"""
[[people]]
id = 77
name = "<u>"
admin = true
[[people]]
id = 78
name = "</b>"
[[chats]]
id = {GROUP}
name = "<s>"
"""


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Load a document whose names, goals and indicators hold HTML."""
    folder = tmp_path_factory.mktemp("nasty")
    rows = [
        loading.row(NASTY, "30.00", loading.item(1, "</blockquote>率", "<i>95%"), goal="</b></pre>&lt;目标"),
        loading.row("普通项目", "20.00", loading.item(1, "完成率", "95%"), goal="目标"),
    ]
    document = loading.write_document(folder / "甲.txt", rows, department="星渚区教育局")
    assert loading.load(folder / "nasty.db", document).returncode == 0
    return folder / "nasty.db"


def test_html_is_shown_as_it_stands(stage: Stage, nasty: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """In cards, lists, statements, files and complaints, in what administrators see, in who asks, in a title."""
    stage.database = nasty
    stage.set_rights(RIGHTS)

    def scene() -> None:
        stage.api.say("/start")
        stage.api.wait(1)
        for number, question in enumerate(("修缮楼宇", "有哪些项目", "修缮楼宇的满意度目标", "<script>1</script>"), 2):
            stage.api.say(question, 78)
            stage.api.wait(number)
        listed = stage.api.sent[2]
        for number, label in enumerate(("CSV", "不对"), 6):
            stage.api.press(listed, label, 78)
            stage.api.wait(number)
        stage.api.press(listed, "看SQL", 78)
        stage.api.wait_for(lambda: listed.text.startswith("SELECT"))
        stage.api.say("/q 修缮楼宇", 4711, GROUP, "supergroup")
        stage.api.wait(8)
        for number, command in enumerate(("/stats", "/users", "/whoami", "/check"), 9):
            stage.api.say(command)
            stage.api.wait(number)

    stage.play(scene)
    said = [one.text for one in stage.api.sent]
    assert NASTY in said[1]
    assert "</blockquote>率" in said[1]
    assert "</b></pre>&lt;目标" in said[1]
    assert "提问的人：</b>" in said[6]
    assert NASTY in said[7]
    assert "</b>" in said[9]
    # Sent once: nothing had to be repeated without its form.
    assert "读不懂" not in capfd.readouterr().err


def test_what_one_may_not_see_is_nowhere(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not in a reply, a file, a picture, the figures of the checks or a suggestion, whichever way it is asked for."""
    database = tmp_path / "two.db"
    for department, name in (("星渚区教育局", "我们的校舍修缮"), ("星渚区水务局", "别家的堤坝加固")):
        rows = [
            loading.row(f"{name}{part}", "30.00", loading.item(1, f"{name}率", "95%"), goal=f"{name}目标")
            for part in ("一期", "二期")
        ]
        document = loading.write_document(tmp_path / f"{name}.txt", rows, department=department)
        assert loading.load(database, document).returncode == 0
    stage.database = database
    stage.set_rights('[[people]]\nid = 77\nadmin = true\ndepartments = ["星渚区教育局"]\n')
    drawn: list[Answer] = []

    def draw(answer: Answer, kind: str) -> bytes:
        drawn.append(answer)
        return charts.draw(answer, kind)

    monkeypatch.setattr("bot.telegram.answering.draw", draw)

    def scene() -> None:
        stage.api.say("有哪些项目")
        listed = stage.api.wait(1)[0]
        for number, label in enumerate(("CSV", "XLSX", "画图"), 2):
            stage.api.press(listed, label)
            stage.api.wait(number)
        stage.api.press(listed, "看SQL")
        stage.api.wait_for(lambda: listed.edits == 1)
        # Run elsewhere, over everything, it would give more.
        assert listed.text.startswith(phrases.SCOPED_SQL)
        questions = ("概览", "堤坝加固", "别家的堤坝加固一期", "星渚区水务局的项目", "总预算是多少", "各部门的预算")
        commands = ("/export", "/export csv", "/projects", "/sources", "/check", "/stats", "/whoami")
        for number, text in enumerate((*commands, *questions), 5):
            stage.api.say(text)
            stage.api.wait(number)

    stage.play(scene)
    files = [one.file for one in stage.api.sent if one.file]
    assert len(files) == 5
    tables = [
        zip_text(content) if name.endswith("xlsx") else content.decode()
        for name, content in files
        if ".png" not in name
    ]
    assert all("我们的校舍修缮一期" in table for table in tables)
    # What was not understood is said back between “ and ”, in the words of whoever asked.
    said = [re.sub("“[^”]*”", "", f"{one.raw}{one.labels()}") for one in stage.api.sent]
    (picture,) = drawn
    for text in (*said, *tables, str(picture.rows), picture.interpretation):
        assert not re.search("别家|堤坝|水务", text)
    with closing(AnswerService(str(database), frozenset({"星渚区教育局"}))) as ours:
        found = sum(count for *_, count in ours.issue_counts())
    assert f"<b>核对出 {found} 处</b>" in said[8]


def zip_text(content: bytes) -> str:
    """Everything that is written in a workbook."""
    with ZipFile(BytesIO(content)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist())


@pytest.mark.parametrize(
    "text",
    [
        "💰" * 2048,
        "💰" * 4096,
        "👨‍👩‍👧" * 512,
        "预" * 4096,
        "<" * 4096,
        "\u202e" * 4096,
        "\n" * 4095 + "x",
        "\ud83d" * 9,
    ],
    ids=["emoji", "twice", "families", "characters", "brackets", "marks", "lines", "halves"],
)
def test_a_question_of_nothing_but(stage: Stage, nasty: Path, text: str) -> None:
    """As long as Telegram lets it be, and longer: one reply that Telegram takes; the next question is answered."""
    stage.database = nasty
    first, second = stage.replies(text, "有哪些项目")
    assert first
    assert "普通项目" in second
