"""Long polling under our own control: what ends the bot, what is waited out, and when an update is confirmed."""

import asyncio
import json
import logging
import sqlite3
from collections.abc import Awaitable, Callable
from datetime import timedelta
from urllib.parse import urlencode

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

_log = logging.getLogger(__name__)
LONG_POLL = 20  # seconds that the server holds a request without news
PATIENCE = 10  # seconds beyond that until the connection counts as lost
LONGEST_PAUSE = 30.0
KINDS = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER)


class Poller:
    """Fetches updates and delivers each batch; it is confirmed by the request after it, so after its delivery."""

    def __init__(
        self, bot: Bot, deliver: Callable[[list[dict[str, object]]], Awaitable[None]], long_poll: int = LONG_POLL
    ) -> None:
        """Begin with the oldest update that was never confirmed."""
        self._bot = bot
        self._deliver = deliver
        self._long_poll = long_poll
        self._next = 0

    async def run(self) -> None:
        """Go on until cancelled; InvalidToken ends it, everything else is waited out."""
        pause = 0.0
        while True:
            try:
                updates = await self._fetch()
                await self._deliver(updates)
            except InvalidToken:
                raise
            except TelegramError as error:
                pause = pause_after(error, pause)
                _log.warning("%s，%.0f秒后再试", _complaint(error), pause)
                await asyncio.sleep(pause)
                continue
            except sqlite3.Error as error:
                # Not written down, so not confirmed: Telegram keeps it until it can be.
                pause = min(LONGEST_PAUSE, pause * 2 or 1.0)
                _log.error("收件箱写不了（%s），%.0f秒后再试", error, pause)
                await asyncio.sleep(pause)
                continue
            pause = 0.0
            # After a week of silence Telegram begins with another, perhaps smaller number.  An empty answer says that
            # everything so far is confirmed, so nothing needs to be named any more.
            self._next = int(str(updates[-1]["update_id"])) + 1 if updates else 0

    async def _fetch(self) -> list[dict[str, object]]:
        # As they came, not as objects: what the library cannot read must not hold up the rest.
        wanted = urlencode(
            {
                "offset": self._next,
                "timeout": self._long_poll,
                "allowed_updates": json.dumps(KINDS, separators=(",", ":")),
            }
        )
        found = await self._bot.request.post(
            f"{self._bot.base_url}/getUpdates?{wanted}", read_timeout=self._long_poll + PATIENCE
        )
        return found if isinstance(found, list) else []


def pause_after(error: TelegramError, last: float) -> float:
    """Seconds to wait before the next try: what Telegram asks for, else doubling from one."""
    if isinstance(error, RetryAfter):
        wait = error.retry_after
        return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
    return min(LONGEST_PAUSE, last * 2 or 1.0)


def _complaint(error: TelegramError) -> str:
    match error:
        case Conflict():
            return "另有一个程序正用同一个令牌收消息，请只留一个"
        case RetryAfter():
            return "Telegram 要求放慢"
        case NetworkError():
            return "连不上 Telegram"
        case _:
            return f"收消息时出错（{type(error).__name__}）"
