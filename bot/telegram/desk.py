"""What happens to each update: who may ask is decided first, then it is acted on, then it is marked as done."""

import json
import logging
import sqlite3

from telegram import Bot, Update
from telegram.error import InvalidToken, TelegramError

from bot.messenger.asker import Lean
from bot.messenger.inbox import Arrived, Waiting
from bot.messenger.rights import Permit, Rights
from bot.messenger.turns import Turns
from bot.render.chat_text import safe
from bot.telegram import phrases
from bot.telegram.answering import Wish, answer
from bot.telegram.call import Call
from bot.telegram.commands import obey
from bot.telegram.incoming import Command, Incoming, Joined, Moved, Press, Question, chat_of, move_of, read_update
from bot.telegram.office import Office, listed_as, permit_of
from bot.telegram.pressing import press
from bot.telegram.telling import tell

_log = logging.getLogger(__name__)
NAME = 60  # of a group, escaped
LAST_OF_GROUPS = -1_000_000_000_000  # supergroups have ids below


class Desk:
    """Takes updates as they come; each is in the inbox before `receive` returns."""

    def __init__(self, bot: Bot, office: Office, rights: Rights) -> None:
        """Act for these people."""
        self._bot = bot
        self._office = office
        self.rights = rights
        self._turns = Turns(self._attend)

    async def receive(self, updates: list[dict[str, object]]) -> None:
        """Write updates down; sqlite3.Error when they could not be, and then none was taken."""
        await self.take(await self.write_down(updates))

    async def write_down(self, updates: list[dict[str, object]]) -> list[Waiting]:
        """Put updates into the inbox; those that are new."""
        if not updates:
            return []
        for one in updates:
            # At once, before any chat has its turn: a supergroup that nobody listed would be left.
            if (move := move_of(one)) is not None:
                self._office.moves.note(*move)
        arrived = [Arrived(str(one["update_id"]), chat_of(one), _payload(one)) for one in updates]
        return await self._office.inbox.put(arrived)

    async def take(self, waiting: list[Waiting]) -> None:
        """Let each have its turn; waits while too many are open."""
        for one in waiting:
            await self._turns.add(one)

    async def resume(self) -> None:
        """Take up what the last run left."""
        await self.take(await self._office.inbox.waiting())

    async def finish(self, seconds: float) -> int:
        """End what is open; how many updates stay for the next start."""
        return await self._turns.finish(seconds)

    async def _attend(self, waiting: Waiting) -> None:
        try:
            await self._act(read_update(_parsed(waiting, self._bot), self._office.me))
        except InvalidToken:
            raise  # the bot is about to end; the update stays
        except TelegramError as error:
            # Blocked by the person, or refused by Telegram: nobody is left to tell.
            _log.error("回复没有发出（%s: %s）", type(error).__name__, error)
        except Exception as error:
            _log.error("处理消息时出了意外", exc_info=error)
        try:
            await self._office.inbox.done(waiting.number)
        except sqlite3.Error as error:
            _log.error("收件箱写不了（%s），重新启动后可能再答一次", error)

    async def _act(self, incoming: Incoming | None) -> None:
        match incoming:
            case None:
                return
            case Joined():
                await self._joined(incoming)
                return
            case Moved():
                await self._moved(incoming)
                return
        permit = permit_of(self._office, self.rights, incoming.place, incoming.person)
        if permit is None:
            await self._outsider(incoming)
        elif await self._within_limits(incoming):
            await self._serve(incoming, permit)

    async def _serve(self, incoming: Question | Command | Press, permit: Permit) -> None:
        match incoming:
            case Press():
                await press(self._office, self.rights, incoming, permit)
            case Command():
                await obey(Call(self._office, self.rights, incoming, permit))
            case Question(text=None):
                await self._office.sender.say(incoming.place, phrases.TEXT_ONLY)
            case Question():
                await answer(self._office, await self._wish(incoming, permit))

    async def _wish(self, question: Question, permit: Permit) -> Wish:
        """A question; one that was edited is answered where its answer stands, leaning on what it leaned on."""
        wish = Wish(
            question.place, question.person, permit, question.message, question.text or "", lean=None, instead_of=None
        )
        if not question.edited:
            return wish
        shown = await self._office.replies.of_question(str(question.place.chat), str(question.message))
        if shown is None or shown.person != str(question.person):
            return wish
        return wish._replace(lean=Lean(shown.typed_after), instead_of=int(shown.message))

    async def _outsider(self, incoming: Question | Command | Press) -> None:
        """An outsider learns the own id and nothing else; a strange group is left."""
        place, office = incoming.place, self._office
        if isinstance(incoming, Press):
            await office.sender.answer_press(incoming.query, phrases.outsider(str(incoming.person)))
        elif not place.group:
            if office.outsiders.check(str(incoming.person)) == "go":
                await office.sender.say(place, phrases.outsider(f"<code>{incoming.person}</code>"))
        elif listed_as(office, self.rights, place.chat) in self.rights.chats:
            await office.sender.say(place, phrases.NO_DEPARTMENT, reply_to=incoming.message)
        else:
            await office.sender.leave(place)

    async def _joined(self, joined: Joined) -> None:
        chat = str(joined.place.chat)
        if not self._is_listed(joined) and joined.place.chat < LAST_OF_GROUPS:
            await self._look_for_moves()
        if not self._is_listed(joined):
            try:
                await self._office.sender.say(joined.place, phrases.strange_group(f"<code>{chat}</code>"))
            finally:
                await self._office.sender.leave(joined.place)

    def _is_listed(self, joined: Joined) -> bool:
        return listed_as(self._office, self.rights, joined.place.chat) in self.rights.chats

    async def _look_for_moves(self) -> None:
        """A group that became a supergroup may join under its new id before Telegram tells of the move: ask the old."""
        for chat in self.rights.chats:
            if LAST_OF_GROUPS < int(chat) < 0 and self._office.moves.now(chat) == chat:
                await self._office.sender.look_for(int(chat))

    async def _moved(self, moved: Moved) -> None:
        """Its rights and conversations follow by themselves; the administrators are to write the new id down."""
        listed = listed_as(self._office, self.rights, moved.old)
        if listed in self.rights.chats:
            text = phrases.moved(safe(self.rights.named(listed), NAME), listed, str(moved.new))
            await tell(self._office, self.rights.admins(), text)

    async def _within_limits(self, incoming: Question | Command | Press) -> bool:
        verdict = self._office.limits.check(str(incoming.person))
        if isinstance(incoming, Press) and verdict != "go":
            await self._office.sender.answer_press(incoming.query, phrases.TOO_FAST)
        elif verdict == "tell":
            await self._office.sender.say(incoming.place, phrases.TOO_FAST)
        return verdict == "go"


def _payload(update: dict[str, object]) -> str:
    """An update as text that can be written; half a character, which JSON can spell, becomes a question mark."""
    return json.dumps(update, ensure_ascii=False).encode("utf-8", "replace").decode()


def _parsed(waiting: Waiting, bot: Bot) -> Update:
    found: Update = Update.de_json(json.loads(waiting.payload), bot)
    return found
