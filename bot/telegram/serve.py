"""Start, run and stop the bot: settings in, nothing out until it is told to end."""

import asyncio
import logging
import signal
from collections.abc import Callable

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.conversation import Answers
from bot.errors import USAGE_ERROR, CommandError
from bot.settings import ALLOW, TOKEN, TelegramSettings
from bot.telegram.desk import Desk
from bot.telegram.polling import Poller
from bot.telegram.quiet import hide, set_up_logging
from bot.telegram.worker import Worker

_log = logging.getLogger(__name__)


def serve(settings: TelegramSettings, open_answers: Callable[[], Answers]) -> None:
    """Run until SIGINT or SIGTERM; CommandError when the bot cannot start or its token is refused."""
    set_up_logging(settings.token)
    try:
        asyncio.run(_serve(settings, Worker(open_answers)))
    except InvalidToken:
        # The library's own sentence quotes the token.
        raise CommandError(f"Telegram 不认 {TOKEN} 里的令牌，请到 @BotFather 核对", USAGE_ERROR) from None
    except TelegramError as error:
        raise CommandError(
            f"连不上 Telegram（{settings.api}）：{hide(str(error), settings.token)}；请检查网络和地址"
        ) from None


async def _serve(settings: TelegramSettings, worker: Worker) -> None:
    try:
        await worker.start()
        async with Bot(settings.token, base_url=f"{settings.api}/bot") as bot:
            _greet(bot, settings)
            await _run(Desk(bot, worker, settings.allow), bot)
    finally:
        worker.stop()


def _greet(bot: Bot, settings: TelegramSettings) -> None:
    _log.info("已连上 @%s，正在收消息（Ctrl-C 结束）", bot.username)
    if not settings.allow:
        _log.warning("%s 没有设置，现在谁都不能提问；先给机器人发一条消息，就会得到自己的编号", ALLOW)


async def _run(desk: Desk, bot: Bot) -> None:
    poller = Poller(bot, desk.receive)
    polling = asyncio.create_task(poller.run())
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, polling.cancel)
    try:
        await polling
    except asyncio.CancelledError:
        _log.info("收到结束的信号，答完手头的问题就停")
    finally:
        await desk.finish()
    await poller.confirm()
