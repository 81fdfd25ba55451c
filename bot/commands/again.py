"""`jixiao again`: gives an earlier answer again by its id, from the versions it was made of, and what changed since."""

import argparse
import sys
from typing import TYPE_CHECKING

from bot.asking import add_database_argument, add_lexicon_argument, terminal_width, write_line
from db.errors import REFUSED

if TYPE_CHECKING:
    from bot.again import Again


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which answer."""
    parser.add_argument("id", metavar="编号", help="答案下面的编号，如 7Q3K-9XM2；大小写、横线都可以不管")
    parser.add_argument("--json", action="store_true", help="写成一行 JSON，供程序使用")
    parser.add_argument("--sql", action="store_true", help="同时写出所用的 SQL")
    add_database_argument(parser)
    add_lexicon_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Give it again; 1 where its figures cannot be had any more."""
    from bot.again import find_again
    from bot.render.again import render_text
    from db.store import database_path, open_read_only

    database = database_path(args.db)
    open_read_only(database).close()  # says what is wrong with it
    status = 0
    for again in find_again(database, args.lexicon, args.id):
        if args.json:
            write_line(_json(again))
        else:
            sys.stdout.write(render_text(again, terminal_width(), args.sql))
        status = status if again.same else REFUSED
    return status


def _json(again: "Again") -> str:
    from bot.render.as_json import KEYS, dump, plain

    told = {key: plain(getattr(again.answer, key)) for key in KEYS}
    checked = {
        "asked": again.asked,
        "same": again.same,
        "lost": list(again.lost),
        "changes": list(again.changes),
        "same_today": again.same_today,
        "id_today": again.today.id,
    }
    return dump(told | {"again": {key: plain(value) for key, value in checked.items()}})
