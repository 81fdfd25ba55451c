"""Start, run and stop the bot: settings in, nothing out until it is told to end."""

import asyncio
import logging
import signal
import sys
from collections.abc import Awaitable, Callable
from typing import NamedTuple

from telegram import Bot
from telegram.error import InvalidToken, TelegramError
from telegram.ext import AIORateLimiter, ExtBot

from bot.conversation import Conversations
from bot.errors import USAGE_ERROR, CommandError
from bot.kept_conversations import FILE_NAME, KeptConversations
from bot.messenger import inbox, moves, question_log, replies
from bot.messenger.asker import Asker, Service
from bot.messenger.inbox import Inbox
from bot.messenger.limits import Limits
from bot.messenger.moves import Moves
from bot.messenger.question_log import QuestionLog
from bot.messenger.replies import Replies
from bot.messenger.rights import Departments, Person, Rights
from bot.messenger.rights_file import read_rights
from bot.messenger.writer import Writer
from bot.settings import ALLOW, RIGHTS, TOKEN, TelegramSettings
from bot.telegram.client import Client, proxy_for
from bot.telegram.commands import listed
from bot.telegram.desk import Desk
from bot.telegram.incoming import Me
from bot.telegram.menus import Menus
from bot.telegram.office import Office
from bot.telegram.polling import KINDS, Poller
from bot.telegram.quiet import hide, set_up_logging
from bot.telegram.sending import Sender
from bot.telegram.webhook import Webhook

_log = logging.getLogger(__name__)
GRACE = 20.0  # seconds for what is being answered when the end is asked for
OUTSIDERS_A_MINUTE = 1
# Between threads: at Python's own 5 ms the event loop waits so long for the thread that answers, at every call.
SWITCH_SECONDS = 0.0005
HOUR = 3600


class Files(NamedTuple):
    """What the bot writes itself."""

    inbox: Writer
    log: Writer

    def close(self) -> None:
        """Write what waits, and let go."""
        self.inbox.close()
        self.log.close()


def serve(settings: TelegramSettings, open_service: Callable[[Departments], Service]) -> None:
    """Run until SIGINT or SIGTERM; CommandError when the bot cannot start or its token is refused."""
    set_up_logging(settings.token)
    sys.setswitchinterval(SWITCH_SECONDS)
    rights = load_rights(settings)
    alive = settings.conversation_hours * HOUR
    kept = KeptConversations(str(settings.state / FILE_NAME), seconds=alive)
    asker = Asker(open_service, Conversations(kept=kept, seconds=alive))
    try:
        asyncio.run(_serve(settings, rights, asker))
    except InvalidToken:
        # The library's own sentence quotes the token.
        raise CommandError(f"Telegram 不认 {TOKEN} 里的令牌，请到 @BotFather 核对", USAGE_ERROR) from None
    except TelegramError as error:
        raise CommandError(
            f"连不上 Telegram（{settings.api}）：{hide(str(error), settings.token)}；请检查网络和地址"
        ) from None
    finally:
        asker.stop()


def load_rights(settings: TelegramSettings) -> Rights:
    """Read the file of rights, and beside it the plain list; CommandError with every mistake."""
    if settings.rights is not None:
        return read_rights(settings.rights, settings.allow)
    return Rights({one: Person(one) for one in settings.allow}, {})


async def _serve(settings: TelegramSettings, rights: Rights, asker: Asker) -> None:
    loaded = await asker.run(lambda: asker.service().departments())
    files = Files(
        Writer(settings.state / "inbox.db", inbox.SCHEMA + replies.SCHEMA + moves.SCHEMA),
        Writer(settings.state / "questions.db", question_log.SCHEMA),
    )
    try:
        known = Moves(files.inbox)
        await known.load()
        async with _bot(settings) as bot:
            office = Office(
                me=Me(bot.id, bot.username),
                settings=settings,
                sender=Sender(bot, settings, known),
                menus=Menus(bot, listed()),
                asker=asker,
                replies=Replies(files.inbox, settings.button_days),
                log=QuestionLog(files.log, settings.log_days),
                inbox=Inbox(files.inbox),
                moves=known,
                limits=Limits(settings.questions_a_minute),
                outsiders=Limits(OUTSIDERS_A_MINUTE),
            )
            _greet(office.me, rights, loaded)
            await _run(Desk(bot, office, rights), office.menus, bot, settings)
    finally:
        files.close()


def _bot(settings: TelegramSettings) -> Bot:
    client = Client(proxy_for(settings.api))
    # In all, and in a group; 0 is no limit to it as well.  Each chat's own spacing is the sender's.
    limiter = AIORateLimiter(overall_max_rate=settings.messages_a_second, group_max_rate=settings.group_a_minute)
    return ExtBot(
        settings.token,
        base_url=f"{settings.api}/bot",
        request=client,
        get_updates_request=client,
        rate_limiter=limiter,
    )


def _greet(me: Me, rights: Rights, loaded: tuple[str, ...]) -> None:
    _log.info("已连上 @%s，正在收消息（Ctrl-C 结束）", me.username)
    if not rights.people and not rights.chats:
        _log.warning("%s 和 %s 都没有设置，现在谁都不能提问；先给机器人发一条消息，就会得到自己的编号", ALLOW, RIGHTS)
    for name in sorted(rights.departments() - set(loaded)):
        _log.warning("权限文件里的部门「%s」没有装入；部门要写全称，与 jixiao documents 列出的一样", name)


async def _run(desk: Desk, menus: Menus, bot: Bot, settings: TelegramSettings) -> None:
    source = _hooked(desk, bot, settings) if settings.webhook else _polled(desk, bot)
    receiving = asyncio.create_task(source)
    menus.begin(desk.rights.admins())
    _listen_to_signals(desk, menus, settings, receiving)
    try:
        await receiving
    except asyncio.CancelledError:
        _log.info("收到结束的信号，答完手头的问题就停")
    finally:
        menus.stop()
        left = await desk.finish(GRACE)
        if left:
            _log.info("还有 %d 条没有答，留到下次启动再答", left)


def _listen_to_signals(desk: Desk, menus: Menus, settings: TelegramSettings, receiving: "asyncio.Task[None]") -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, receiving.cancel)

    def reload() -> None:
        before = desk.rights.admins()
        try:
            desk.rights = load_rights(settings)
        except CommandError as error:
            _log.error("权限没有改动：%s", error)
        else:
            _log.info("已重新读入权限：%d 个人，%d 个群", len(desk.rights.people), len(desk.rights.chats))
            menus.begin(desk.rights.admins(), set(before) - set(desk.rights.admins()))

    loop.add_signal_handler(signal.SIGHUP, reload)


async def _polled(desk: Desk, bot: Bot) -> None:
    await bot.delete_webhook(drop_pending_updates=False)
    await desk.resume()
    await Poller(bot, desk.receive).run()


async def _hooked(desk: Desk, bot: Bot, settings: TelegramSettings) -> None:
    async def receive(updates: list[dict[str, object]]) -> Callable[[], Awaitable[None]]:
        new = await desk.write_down(updates)
        return lambda: desk.take(new)

    # What the last run left goes first; taken up later, an update posted meanwhile would be taken twice.
    await desk.resume()
    webhook = Webhook(settings, receive)
    port = await webhook.start()
    try:
        await bot.set_webhook(settings.webhook, allowed_updates=list(KINDS), secret_token=settings.secret)
        _log.info("在 %s:%d 接收 Telegram 送来的消息", settings.listen.host, port)
        await asyncio.Event().wait()
    finally:
        await webhook.stop()
