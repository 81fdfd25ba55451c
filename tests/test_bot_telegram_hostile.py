"""What would leak or break a careless bot, over a real database: HTML wherever people can write, and endless emoji."""

from pathlib import Path

import pytest

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
