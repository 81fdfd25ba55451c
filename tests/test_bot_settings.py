"""Settings of the bot: what is right is taken, what is wrong is named in Chinese, and no secret is shown."""

import pytest

from bot.errors import CommandError
from bot.settings import PUBLIC_API, TelegramSettings, read_telegram_settings

TOKEN = "123456:abc-DEF_0"


def test_defaults() -> None:
    """A token is enough; then nobody may ask."""
    settings = read_telegram_settings({"JIXIAO_TELEGRAM_TOKEN": f" {TOKEN}\n"})
    assert settings == TelegramSettings(TOKEN, PUBLIC_API, frozenset())


def test_everything_set() -> None:
    """A server of one's own, and ids with any usual separator."""
    settings = read_telegram_settings(
        {
            "JIXIAO_TELEGRAM_TOKEN": TOKEN,
            "JIXIAO_TELEGRAM_API": "http://127.0.0.1:8081/",
            "JIXIAO_TELEGRAM_ALLOW": "1, 22，333 4444、5",
        }
    )
    assert settings == TelegramSettings(TOKEN, "http://127.0.0.1:8081", frozenset({1, 22, 333, 4444, 5}))


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({}, "没有设置 JIXIAO_TELEGRAM_TOKEN"),
        ({"JIXIAO_TELEGRAM_TOKEN": "  "}, "没有设置 JIXIAO_TELEGRAM_TOKEN"),
        ({"JIXIAO_TELEGRAM_TOKEN": "secret-without-number"}, "JIXIAO_TELEGRAM_TOKEN 的写法不对"),
        ({"JIXIAO_TELEGRAM_TOKEN": TOKEN, "JIXIAO_TELEGRAM_API": "127.0.0.1:8081"}, "JIXIAO_TELEGRAM_API"),
        ({"JIXIAO_TELEGRAM_TOKEN": TOKEN, "JIXIAO_TELEGRAM_ALLOW": "1,@zhang"}, "JIXIAO_TELEGRAM_ALLOW 里的 @zhang"),
        ({"JIXIAO_TELEGRAM_TOKEN": TOKEN, "JIXIAO_TELEGRAM_ALLOW": "-100123"}, "JIXIAO_TELEGRAM_ALLOW 里的 -100123"),
        ({"JIXIAO_TELEGRAM_API": "x", "JIXIAO_TELEGRAM_ALLOW": "y"}, "；JIXIAO_TELEGRAM_ALLOW 里的 y"),
    ],
)
def test_mistakes(environment: dict[str, str], named: str) -> None:
    """One line with every mistake, exit status 2, never the token."""
    with pytest.raises(CommandError) as caught:
        read_telegram_settings(environment)
    assert named in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)
    assert caught.value.exit_status == 2


def test_the_token_is_not_printed() -> None:
    """Not by repr, and so in no log of the settings."""
    assert TOKEN not in repr(read_telegram_settings({"JIXIAO_TELEGRAM_TOKEN": TOKEN}))
