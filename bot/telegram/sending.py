"""Everything that goes out: paced as Telegram wishes, tried again when the line is bad, given up when refused."""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from html import unescape
from typing import TypeVar

from telegram import Bot, InlineKeyboardMarkup, InputFile, LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, ChatMigrated, NetworkError, RetryAfter, TelegramError

from bot.messenger.limits import Pace
from bot.messenger.moves import Moves
from bot.settings import TelegramSettings
from bot.telegram.incoming import Place
from bot.telegram.polling import pause_after

_log = logging.getLogger(__name__)
_T = TypeVar("_T")
TYPING_AFTER = 0.5  # seconds until somebody who waits is told that the bot is at it
TYPING_LASTS = 4.5
ANSWER_TRIES = 3
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Sender:
    """Sends, edits and answers; TelegramError only for what no second try would mend."""

    def __init__(self, bot: Bot, settings: TelegramSettings, moves: Moves) -> None:
        """Keep each chat to the pace of the settings; the bot's own limiter sees to all chats and to groups."""
        self._bot = bot
        self._moves = moves
        self._pace = Pace(settings.chat_spacing)

    async def say(
        self, place: Place, html: str, buttons: InlineKeyboardMarkup | None = None, reply_to: int | None = None
    ) -> int:
        """Send HTML; the id of the new message."""

        async def send(chat: int, text: str, mode: str | None) -> Message:
            return await self._bot.send_message(
                chat,
                text,
                parse_mode=mode,
                link_preview_options=_NO_PREVIEW,
                reply_markup=buttons,
                reply_parameters=_reply_to(reply_to),
                message_thread_id=place.thread,
            )

        message = await self._through(place, lambda chat: _or_plain(send, chat, html))
        return message.message_id

    async def edit(self, place: Place, message: int, html: str, buttons: InlineKeyboardMarkup | None) -> bool:
        """Put new text in place; False when the message is gone."""

        async def edit(chat: int, text: str, mode: str | None) -> object:
            return await self._bot.edit_message_text(
                text,
                chat,
                message,
                parse_mode=mode,
                link_preview_options=_NO_PREVIEW,
                reply_markup=buttons,
            )

        try:
            await self._through(place, lambda chat: _or_plain(edit, chat, html))
        except BadRequest as error:
            if "not modified" in error.message:
                return True
            if "to edit not found" in error.message or "can't be edited" in error.message:
                return False
            raise
        return True

    async def file(self, place: Place, name: str, content: bytes, caption: str, reply_to: int | None = None) -> None:
        """Send a file with a caption in HTML."""
        await self._through(
            place,
            lambda chat: self._bot.send_document(
                chat,
                InputFile(content, filename=name),
                caption=caption,
                parse_mode=ParseMode.HTML,
                reply_parameters=_reply_to(reply_to),
                message_thread_id=place.thread,
            ),
        )

    async def picture(self, place: Place, content: bytes, caption: str, reply_to: int | None = None) -> None:
        """Send a picture with a caption in HTML."""
        await self._through(
            place,
            lambda chat: self._bot.send_photo(
                chat,
                InputFile(content, filename="图.png"),
                caption=caption,
                parse_mode=ParseMode.HTML,
                reply_parameters=_reply_to(reply_to),
                message_thread_id=place.thread,
            ),
        )

    async def answer_press(self, query: str, text: str = "") -> None:
        """Let the button go, at once and beside the pace; with a text, show it in a box."""
        for _ in range(ANSWER_TRIES):
            try:
                await self._bot.answer_callback_query(query, text or None, show_alert=bool(text))
            except BadRequest as error:
                # Pressed too long ago: the button was let go by itself.
                _log.info("按钮没有应答（%s）", error.message)
            except (NetworkError, RetryAfter):
                continue
            except TelegramError as error:
                _log.info("按钮没有应答（%s）", error.message)
            return

    async def leave(self, place: Place) -> None:
        """Leave a group."""
        with suppress(TelegramError):
            await self._through(place, self._bot.leave_chat)

    async def look_for(self, chat: int) -> None:
        """Have Telegram tell of a move of this group: it is refused, with the new id, what it is sent."""
        with suppress(TelegramError):
            await self._through(Place(chat, group=True), lambda one: self._bot.send_chat_action(one, ChatAction.TYPING))

    @contextmanager
    def typing(self, place: Place) -> Iterator[None]:
        """Show that the bot is at work, once that takes longer than a moment."""
        tasks: list[asyncio.Task[None]] = []
        # Most answers are there before: a timer is all that they cost.
        timer = asyncio.get_running_loop().call_later(
            TYPING_AFTER, lambda: tasks.append(asyncio.create_task(self._type(place)))
        )
        try:
            yield
        finally:
            timer.cancel()
            for task in tasks:
                task.cancel()

    async def _type(self, place: Place) -> None:
        with suppress(TelegramError):  # a courtesy, not worth a second try
            while True:
                await self._bot.send_chat_action(place.chat, ChatAction.TYPING, message_thread_id=place.thread)
                await asyncio.sleep(TYPING_LASTS)

    async def _through(self, place: Place, call: Callable[[int], Awaitable[_T]]) -> _T:
        """Call until it goes through: an update that waits here stays in the inbox."""
        chat = self._moves.now(str(place.chat)) if place.group else str(place.chat)
        pause = 0.0
        while True:
            await self._pace.wait(chat)
            try:
                return await call(int(chat))
            except ChatMigrated as error:
                moved, chat = chat, str(error.new_chat_id)
                if not self._moves.note(moved, chat):
                    raise
                _log.warning("群 %s 的编号变成了 %s，请改权限文件", moved, chat)
            except BadRequest:
                # A NetworkError by class, but no second try will mend it.
                raise
            except RetryAfter as error:
                pause = pause_after(error, pause)
                self._pace.hold(chat, pause)
                _log.info("Telegram 要求放慢，%.0f秒后再发", pause)
            except NetworkError as error:
                pause = pause_after(error, pause)
                _log.warning("回复没有发出（%s），%.0f秒后再试", type(error).__name__, pause)
                await asyncio.sleep(pause)


async def _or_plain(call: Callable[[int, str, str | None], Awaitable[_T]], chat: int, html: str) -> _T:
    """Send HTML; should Telegram not read it, the words without their form are better than silence."""
    try:
        return await call(chat, html, ParseMode.HTML)
    except BadRequest as error:
        if "parse entities" not in error.message:
            raise
        _log.error("Telegram 读不懂回复的格式：%s", error.message)
        return await call(chat, unescape(re.sub(r"<[^>]*>", "", html)), None)


def _reply_to(message: int | None) -> ReplyParameters | None:
    return None if message is None else ReplyParameters(message, allow_sending_without_reply=True)
