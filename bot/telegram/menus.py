"""The command menus: one for private chats, one for groups, one for each administrator."""

import asyncio
import logging
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from bot.telegram.polling import pause_after

_log = logging.getLogger(__name__)


class Lists(NamedTuple):
    """What stands in each kind of menu."""

    private: Sequence[BotCommand]
    groups: Sequence[BotCommand]
    admins: Sequence[BotCommand]


class Menus:
    """Tells Telegram the menus beside everything else; the bot works without them."""

    def __init__(self, bot: Bot, lists: Lists) -> None:
        """Show nothing yet."""
        self._bot = bot
        self._lists = lists
        self._task: asyncio.Task[None] | None = None

    def begin(self, admins: Iterable[str], no_longer: Iterable[str] = ()) -> None:
        """Show every menu, and to those who are administrators no longer the one that everybody has."""
        self.stop()
        self._task = asyncio.create_task(self._show(list(admins), list(no_longer)))

    def stop(self) -> None:
        """Leave the rest as it is."""
        if self._task is not None:
            self._task.cancel()

    async def show_admin(self, person: int) -> None:
        """Show an administrator's menu in a chat that is there now; before their first word there was none."""
        await self._set(BotCommandScopeChat(person), self._lists.admins, patient=False)

    async def _show(self, admins: list[str], no_longer: list[str]) -> None:
        await self._set(BotCommandScopeAllPrivateChats(), self._lists.private)
        await self._set(BotCommandScopeAllGroupChats(), self._lists.groups)
        for people, commands in ((admins, self._lists.admins), (no_longer, self._lists.private)):
            for one in people:
                if one.isdigit():
                    await self._set(BotCommandScopeChat(int(one)), commands)

    async def _set(self, scope: BotCommandScope, commands: Sequence[BotCommand], *, patient: bool = True) -> None:
        pause = 0.0
        while True:
            try:
                await self._bot.set_my_commands(commands, scope=scope)
            except TelegramError as error:
                passing = isinstance(error, NetworkError | RetryAfter) and not isinstance(error, BadRequest)
                if passing and patient:
                    pause = pause_after(error, pause)
                    await asyncio.sleep(pause)
                    continue
                # An administrator who never wrote to the bot has no chat yet.
                _log.info("命令菜单没有设上（%s: %s）", type(error).__name__, error)
            return
