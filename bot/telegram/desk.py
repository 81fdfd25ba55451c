"""What happens to each message: who may ask is decided first, then it is answered, in order within a chat."""

import asyncio
import logging
from weakref import WeakValueDictionary

from telegram import Bot, Message, Update
from telegram.constants import ChatType
from telegram.error import TelegramError

from bot.telegram import phrases
from bot.telegram.sending import send
from bot.telegram.worker import Worker
from db.errors import StoreError

_log = logging.getLogger(__name__)
MOST_AT_ONCE = 64  # messages being answered; beyond that no further ones are fetched


class Desk:
    """Receives the messages of private chats; groups come with the rights that they need."""

    def __init__(self, bot: Bot, worker: Worker, allow: frozenset[int]) -> None:
        """Answer with this worker, for these people."""
        self._bot = bot
        self._worker = worker
        self._allow = allow
        self._room = asyncio.Semaphore(MOST_AT_ONCE)
        self._open: set[asyncio.Task[None]] = set()
        # A turn lives as long as a task holds it, so that quiet chats cost nothing.
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def receive(self, update: Update) -> None:
        """Begin to answer; wait only while too many are being answered."""
        message = update.message
        if message is None or message.from_user is None or message.chat.type != ChatType.PRIVATE:
            return
        await self._room.acquire()
        task = asyncio.create_task(self._attend(message, message.from_user.id))
        self._open.add(task)
        task.add_done_callback(self._done)

    async def finish(self) -> None:
        """Wait until everything received is answered."""
        await asyncio.gather(*self._open, return_exceptions=True)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._open.discard(task)
        self._room.release()
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("处理消息时出了意外", exc_info=error)

    async def _attend(self, message: Message, person: int) -> None:
        """Take the chat's turn, so that two quick questions are answered in their order."""
        chat = message.chat.id
        turn = self._turns.setdefault(chat, asyncio.Lock())
        async with turn:
            try:
                for text in await self._reply(message, person):
                    await send(self._bot, chat, text)
            except TelegramError as error:
                # Blocked by the person, or refused by Telegram: nobody is left to tell.
                _log.error("回复没有发出（%s: %s）", type(error).__name__, error)

    async def _reply(self, message: Message, person: int) -> list[str]:
        if person not in self._allow:
            return [phrases.outsider(person)]
        if message.text is None:
            return [phrases.TEXT_ONLY]
        match _command(message.text):
            case "/start":
                return [phrases.WELCOME]
            case "/help":
                return [phrases.HELP]
            case _:
                return await self._answer(message.chat.id, person, message.text)

    async def _answer(self, chat: int, person: int, question: str) -> list[str]:
        try:
            return await self._worker.ask(chat, person, question)
        except StoreError as error:
            _log.error("数据库读不了：%s", error)
            return [phrases.BUSY]
        except Exception as error:
            # The door's one handler: whoever asked hears that it failed, the log says what.
            _log.error("答问题时出了意外", exc_info=error)
            return [phrases.FAILED]


def _command(text: str) -> str:
    """The command that a message begins with, without the bot's name: /help@jixiao_bot is /help.

    >>> _command("/help@jixiao_bot"), _command("预算")
    ('/help', '')
    """
    return text.split(maxsplit=1)[0].partition("@")[0].lower() if text.startswith("/") else ""
