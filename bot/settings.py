"""Settings of the messenger bot, read from environment variables and checked before anything starts."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from bot.errors import USAGE_ERROR, CommandError

TOKEN = "JIXIAO_TELEGRAM_TOKEN"  # noqa: S105 - the variable's name
API = "JIXIAO_TELEGRAM_API"
ALLOW = "JIXIAO_TELEGRAM_ALLOW"
PUBLIC_API = "https://api.telegram.org"

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
_API = re.compile(r"https?://[^\s/?#]+(/[^\s?#]*)?")


class TelegramSettings(NamedTuple):
    """What the Telegram bot needs; printing it never shows the token."""

    token: str
    api: str  # base address of the Bot API server, without a slash at its end
    allow: frozenset[int]  # ids of the people who may ask; nobody by default

    def __repr__(self) -> str:
        return f"TelegramSettings(token=…, api={self.api!r}, allow={sorted(self.allow)})"


def read_telegram_settings(environment: Mapping[str, str]) -> TelegramSettings:
    """Check all variables; CommandError with every mistake in one line, naming the variable and never its secret."""
    token = environment.get(TOKEN, "").strip()
    api = environment.get(API, "").strip().rstrip("/") or PUBLIC_API
    ids = [part for part in re.split(r"[\s,，、;；]+", environment.get(ALLOW, "")) if part]
    mistakes = [
        *_token_mistakes(token),
        *([] if _API.fullmatch(api) else [f"{API} 要写成 https://主机名 或 http://主机名:端口，收到的是 {api}"]),
        *(f"{ALLOW} 里的 {one} 不是编号：要写数字，几个编号用逗号隔开" for one in ids if not _is_id(one)),
    ]
    if mistakes:
        raise CommandError("；".join(mistakes), USAGE_ERROR)
    return TelegramSettings(token, api, frozenset(map(int, ids)))


def _token_mistakes(token: str) -> list[str]:
    if not token:
        return [f"没有设置 {TOKEN}：请先向 @BotFather 申请机器人令牌"]
    if not _TOKEN.fullmatch(token):
        return [f"{TOKEN} 的写法不对：令牌形如 123456:AbC…，请从 @BotFather 那里整段复制"]
    return []


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit()
