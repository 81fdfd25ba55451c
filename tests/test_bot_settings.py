"""Settings of the bot: what is right is taken, what is wrong is named in Chinese, and no secret is shown."""

from pathlib import Path

import pytest

from bot.errors import CommandError
from bot.messenger.rights import Permit, Person
from bot.messenger.rights_file import read_rights
from bot.settings import SETTINGS, Address, TelegramSettings, read_telegram_settings

TOKEN = "123456:abc-DEF_0"
SECRET = "secret-of-our-own"


def test_defaults() -> None:
    """A token is enough; then nobody may ask.  What a row of the table says is what the field has."""
    assert read_telegram_settings({"JIXIAO_TELEGRAM_TOKEN": f" {TOKEN}\n"}) == TelegramSettings(TOKEN)
    assert tuple(setting.field for setting in SETTINGS) == TelegramSettings._fields


def test_everything_set(tmp_path: Path) -> None:
    """A server of one's own, ids with any usual separator, and all the rest."""
    rights = tmp_path / "rights.toml"
    rights.touch()
    settings = read_telegram_settings(
        {
            "JIXIAO_TELEGRAM_TOKEN": TOKEN,
            "JIXIAO_TELEGRAM_API": "http://127.0.0.1:8081/",
            "JIXIAO_TELEGRAM_ALLOW": "1, 22，333 4444、5",
            "JIXIAO_RIGHTS": str(rights),
            "JIXIAO_STATE": str(tmp_path),
            "JIXIAO_QUESTIONS_A_MINUTE": "0",
            "JIXIAO_LOG_DAYS": "30",
            "JIXIAO_CONVERSATION_HOURS": "1",
            "JIXIAO_TELEGRAM_PRESSES": "anyone",
            "JIXIAO_TELEGRAM_WEBHOOK": "https://example.org/hook",
            "JIXIAO_TELEGRAM_LISTEN": "[::1]:9000",
            "JIXIAO_TELEGRAM_SECRET": SECRET,
            "JIXIAO_TELEGRAM_A_SECOND": "0",
            "JIXIAO_TELEGRAM_CHAT_SPACING": "0.5",
            "JIXIAO_TELEGRAM_GROUP_A_MINUTE": "10",
            "JIXIAO_DB": "x.db",
        }
    )
    assert settings == TelegramSettings(
        token=TOKEN,
        api="http://127.0.0.1:8081",
        allow=frozenset({"1", "22", "333", "4444", "5"}),
        rights=rights,
        state=tmp_path,
        questions_a_minute=0,
        log_days=30,
        conversation_hours=1,
        presses="anyone",
        webhook="https://example.org/hook",
        listen=Address("::1", 9000),
        secret=SECRET,
        messages_a_second=0.0,
        chat_spacing=0.5,
        group_a_minute=10.0,
    )


def test_the_folder_of_the_service_manager() -> None:
    """Systemd names the state folder that it made; a setting of one's own goes before it."""
    environment = {"JIXIAO_TELEGRAM_TOKEN": TOKEN, "STATE_DIRECTORY": "/var/lib/jixiao"}
    assert read_telegram_settings(environment).state == Path("/var/lib/jixiao")
    assert read_telegram_settings(environment | {"JIXIAO_STATE": "here"}).state == Path("here")


@pytest.mark.parametrize(
    ("name", "value", "named"),
    [
        ("TELEGRAM_TOKEN", "  ", "没有设置 JIXIAO_TELEGRAM_TOKEN"),
        ("TELEGRAM_TOKEN", "secret-without-number", "JIXIAO_TELEGRAM_TOKEN 的写法不对"),
        ("TELEGRAM_API", "127.0.0.1:8081", "JIXIAO_TELEGRAM_API 要写成"),
        ("TELEGRAM_ALLOW", "1,@zhang", "JIXIAO_TELEGRAM_ALLOW 里的 @zhang"),
        ("TELEGRAM_ALLOW", "-100123", "JIXIAO_TELEGRAM_ALLOW 里的 -100123"),
        ("RIGHTS", "/no/such/file", "JIXIAO_RIGHTS 所指的文件"),
        ("STATE", "/dev/null", "JIXIAO_STATE 要指一个文件夹"),
        ("QUESTIONS_A_MINUTE", "-1", "JIXIAO_QUESTIONS_A_MINUTE 要写"),
        ("LOG_DAYS", "99999", "JIXIAO_LOG_DAYS 要写"),
        ("TELEGRAM_PRESSES", "all", "JIXIAO_TELEGRAM_PRESSES 要写"),
        ("TELEGRAM_WEBHOOK", "https://example.org", "JIXIAO_TELEGRAM_WEBHOOK 要写成"),
        ("TELEGRAM_WEBHOOK", "https://example.org/x", "就要设 JIXIAO_TELEGRAM_SECRET"),
        ("TELEGRAM_LISTEN", "8443", "JIXIAO_TELEGRAM_LISTEN 要写成"),
        ("TELEGRAM_LISTEN", "0.0.0.0:70000", "JIXIAO_TELEGRAM_LISTEN 要写成"),
        ("TELEGRAM_SECRET", "secret!", "JIXIAO_TELEGRAM_SECRET 要用"),
        ("TELEGRAM_A_SECOND", "fast", "JIXIAO_TELEGRAM_A_SECOND 要写"),
        ("TELEGRAM_CHAT_SPACING", "61", "JIXIAO_TELEGRAM_CHAT_SPACING 要写"),
        ("TELEGRAM_GROUP_A_MINUTE", "1e9", "JIXIAO_TELEGRAM_GROUP_A_MINUTE 要写"),
        ("TELEGRAM_ALOW", "1", "不认识 JIXIAO_TELEGRAM_ALOW 这个设置，是不是 JIXIAO_TELEGRAM_ALLOW"),
    ],
)
def test_mistakes(name: str, value: str, named: str) -> None:
    """One line, exit status 2, never a secret."""
    with pytest.raises(CommandError) as caught:
        read_telegram_settings({"JIXIAO_TELEGRAM_TOKEN": TOKEN, f"JIXIAO_{name}": value})
    assert named in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)
    assert caught.value.exit_status == 2


def test_all_mistakes_at_once() -> None:
    """Whoever sets it up mends them in one go."""
    with pytest.raises(CommandError) as caught:
        read_telegram_settings({"JIXIAO_TELEGRAM_API": "x", "JIXIAO_TELEGRAM_ALLOW": "y"})
    assert str(caught.value).count("；") == 2


def test_no_secret_is_printed() -> None:
    """Not by repr, and so in no log of the settings."""
    shown = repr(read_telegram_settings({"JIXIAO_TELEGRAM_TOKEN": TOKEN, "JIXIAO_TELEGRAM_SECRET": SECRET}))
    assert TOKEN not in shown
    assert SECRET not in shown


# --- the file of rights --------------------------------------------------------------------------------------------


@pytest.fixture
def rights(tmp_path: Path) -> Path:
    """A place for the file."""
    return tmp_path / "rights.toml"


def test_rights(rights: Path) -> None:
    """People by number or by text, groups, and the plain list beside them; what is not written is not allowed."""
    rights.write_text(
        """
[[people]]
id = 1
name = "张三"
admin = true
[[people]]
id = "ou_2"
departments = ["教育局"]
[[chats]]
id = -100
departments = ["教育局", "人社局"]
""",
        "utf-8",
    )
    read = read_rights(rights, ["1", "3"])
    assert read.people["1"] == Person("1", "张三", admin=True)
    assert read.in_private("3") == Permit("", admin=False, departments=None)
    assert read.in_private("4") is None
    assert read.in_chat("-100", "1") == Permit("张三", admin=False, departments=frozenset({"教育局", "人社局"}))
    assert read.in_chat("-100", "ou_2") == Permit("", admin=False, departments=frozenset({"教育局"}))
    assert read.in_chat("-100", "4") == Permit("", admin=False, departments=frozenset({"教育局", "人社局"}))
    assert read.in_chat("-101", "1") is None
    assert read.admins() == ["1"]
    assert read.departments() == {"教育局", "人社局"}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[[people]]", "第1段 [[people]] 没有写 id"),
        ("[[people]]\nid = true", "没有写 id"),
        ("[[people]]\nid = 1\nnmae = 'x'", "里不认识 nmae"),
        ("[[people]]\nid = 1\nname = 5", "name 要写成带引号的文字"),
        ("[[people]]\nid = 1\nadmin = 1", "admin 要写 true 或 false"),
        ("[[people]]\nid = 1\ndepartments = '教育局'", "departments 要写成"),
        ("[[people]]\nid = 1\ndepartments = []", "departments 是空的"),
        ("[[people]]\nid = 1\n[[people]]\nid = '1'", "编号 1 写了两次"),
        ("[[chats]]\nid = -1\nadmin = true", "第1段 [[chats]] 里不认识 admin"),
        ("[people]\nid = 1", "people 要写成一段一段的"),
        ("[[persons]]\nid = 1", "不认识的部分 [persons]"),
        ("[[people]\nid = 1", "第1行第"),
    ],
)
def test_mistaken_rights(rights: Path, text: str, named: str) -> None:
    """Each is named with its place; nothing is let in by a mistake."""
    rights.write_text(text, "utf-8")
    with pytest.raises(CommandError, match="权限文件") as caught:
        read_rights(rights)
    assert named in str(caught.value)
    assert caught.value.exit_status == 2


def test_rights_in_another_encoding(rights: Path) -> None:
    """A file saved by an old editor."""
    rights.write_bytes("[[people]]\nid = 1\nname = '张'".encode("gb18030"))
    with pytest.raises(CommandError, match="UTF-8"):
        read_rights(rights)
