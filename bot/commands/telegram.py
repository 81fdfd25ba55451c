"""`jixiao telegram`: the messenger bot, until it is told to end."""

import argparse
import os

from bot.asking import add_database_argument


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Only the database; everything else is set in the environment."""
    add_database_argument(parser)
    parser.epilog = (
        "环境变量：JIXIAO_TELEGRAM_TOKEN 机器人令牌（必填）；JIXIAO_TELEGRAM_ALLOW 可以提问的人的编号，"
        "逗号隔开（不设则谁都不能问）；JIXIAO_TELEGRAM_API 自建 Bot API 服务的地址（可不填）"
    )


def run(args: argparse.Namespace) -> int:
    """Check the settings before anything heavy is imported."""
    from bot.settings import read_telegram_settings

    settings = read_telegram_settings(os.environ)
    from db.store import database_path

    path = database_path(args.db)

    from bot.answer import AnswerService
    from bot.telegram.serve import serve

    serve(settings, lambda: AnswerService(path))
    return 0
