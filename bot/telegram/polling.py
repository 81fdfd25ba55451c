"""Long polling under our own control: what ends the bot, what is waited out, and when an update is confirmed."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

_log = logging.getLogger(__name__)
LONG_POLL = 20  # seconds that the server holds a request without news
LONGEST_PAUSE = 30.0
KINDS = (Update.MESSAGE,)


class Poller:
    """Fetches updates and delivers each; a batch is confirmed by the request after it, so after its delivery."""

    def __init__(self, bot: Bot, deliver: Callable[[Update], Awaitable[None]], long_poll: int = LONG_POLL) -> None:
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
                updates = await self._bot.get_updates(self._next, timeout=self._long_poll, allowed_updates=KINDS)
            except InvalidToken:
                raise
            except TelegramError as error:
                pause = pause_after(error, pause)
                _log.warning("%s，%.0f秒后再试", _complaint(error), pause)
                await asyncio.sleep(pause)
                continue
            pause = 0.0
            for update in updates:
                await self._deliver(update)
                self._next = update.update_id + 1

    async def confirm(self) -> None:
        """Confirm what was delivered last, so that the next start does not answer it again."""
        if self._next:
            try:
                await self._bot.get_updates(self._next, limit=1, timeout=0, allowed_updates=KINDS)
            except TelegramError as error:
                _log.warning("没能确认最后收到的消息（%s），重新启动后可能再答一次", type(error).__name__)


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
