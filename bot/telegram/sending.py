"""Send a message; wait when Telegram asks for it, try again when the line is bad."""

import asyncio
import logging

from telegram import Bot
from telegram.constants import ParseMode
from telegram.error import BadRequest, NetworkError, RetryAfter

from bot.telegram.polling import pause_after

_log = logging.getLogger(__name__)
TRIES = 4


async def send(bot: Bot, chat: int, text: str) -> None:
    """Send HTML.  Too many requests, lost connections and server errors are tried again; a refusal is not."""
    pause = 0.0
    for attempt in range(1, TRIES + 1):
        try:
            await bot.send_message(chat, text, parse_mode=ParseMode.HTML, disable_web_page_preview=True)
        except BadRequest:
            # A NetworkError by class, but no second try will mend it.
            raise
        except (NetworkError, RetryAfter) as error:
            if attempt == TRIES:
                raise
            pause = pause_after(error, pause)
            _log.warning("回复没有发出（%s），%.0f秒后再试", type(error).__name__, pause)
            await asyncio.sleep(pause)
        else:
            return
