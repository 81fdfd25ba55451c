"""`jixiao telegram`: the messenger bot, until it is told to end."""

import argparse
import os

from bot.asking import add_database_argument, add_lexicon_argument


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Database and words; everything else is set in the environment."""
    add_database_argument(parser)
    add_lexicon_argument(parser)
    parser.add_argument(
        "--settings", metavar="文件", help="从文件读设置，一行一个 名称=值；环境变量里有的以环境变量为准"
    )
    parser.add_argument("--check", action="store_true", help="只检查设置和权限文件，不连 Telegram")
    from bot.settings import SETTINGS

    parser.epilog = "环境变量：" + "；".join(
        f"{one.name} {one.meaning}" + (f"（默认 {one.default}）" if one.default else "") for one in SETTINGS
    )


def run(args: argparse.Namespace) -> int:
    """Check the settings before anything heavy is imported."""
    from pathlib import Path

    from bot.settings import read_settings_file, read_telegram_settings

    if args.settings:
        for name, value in read_settings_file(Path(args.settings)).items():
            os.environ.setdefault(name, value)
    settings = read_telegram_settings(os.environ)
    from db.store import database_path

    path = database_path(args.db)

    from bot.answer import AnswerService
    from bot.telegram.serve import load_rights, serve

    if args.check:
        rights = load_rights(settings)
        departments = AnswerService(path, lexicon=args.lexicon).departments()
        print(f"设置无误：{len(rights.people)} 个人，{len(rights.chats)} 个群，{len(departments)} 个部门")
        for name in sorted(rights.departments() - set(departments)):
            print(f"注意：权限文件里的部门「{name}」没有装入")
        return 0
    serve(settings, lambda departments: AnswerService(path, departments, args.lexicon))
    return 0
