"""Messages to the administrators, who did not ask: each that can be reached, in private."""

import logging
from collections.abc import Iterable

from telegram.error import TelegramError

from bot.telegram.incoming import Place
from bot.telegram.office import Office

_log = logging.getLogger(__name__)


async def tell(office: Office, people: Iterable[str], html: str) -> None:
    """Send it to each; one who never wrote to the bot, or has blocked it, cannot be reached."""
    for person in people:
        if not person.isdigit():
            continue
        try:
            await office.sender.say(Place(int(person), group=False), html)
        except TelegramError as error:
            _log.info("没有通知到管理员 %s（%s: %s）", person, type(error).__name__, error)
