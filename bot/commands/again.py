"""`jixiao again`: gives an earlier answer again by its id, from the versions it was made of, and what changed since."""

import argparse
from typing import TYPE_CHECKING

from bot.asking import add_database_argument, add_lexicon_argument, terminal_width, write_line
from bot.errors import CommandError
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
    from bot.again import give_again
    from bot.given import read_given
    from bot.identity import LENGTH, read_id
    from bot.kept_answers import KeptAnswers, answers_path
    from db.store import database_path, open_read_only

    database = database_path(args.db)
    open_read_only(database).close()  # says what is wrong with it
    path = answers_path(database)
    wanted = read_id(args.id)
    found = KeptAnswers(path).find(wanted) if len(wanted) >= LENGTH else []
    if not found:
        raise CommandError(f"没有记着编号 {args.id} 的答案（记在 {path}）；请核对编号，或把问题再问一遍")
    status = 0
    for one in found:
        record = read_given(one.id, one.content, one.documents)
        if record is None:
            raise CommandError(f"编号 {args.id} 的答案是别的版本的程序记的，读不了")
        again = give_again(database, args.lexicon, record, one.asked)
        if args.json:
            write_line(_json(again))
        else:
            _print(again, args.sql)
        status = status if again.same else REFUSED
    return status


def _print(again: "Again", sql: bool) -> None:
    from bot.render.as_text import render_text

    print(f"问题：{again.answer.question}（{again.asked} 问）\n")
    print(render_text(again.answer, terminal_width(), sql), end="")
    print()
    for line in _verdict(again):
        print(line)


def _verdict(again: "Again") -> list[str]:
    if again.same:
        lines = ["核对：与当时的答案相同，出自同样的文件版本"]
    elif again.lost:
        lines = [f"核对：没法重做，这些文件当时的版本没有留着：{'；'.join(again.lost)}"]
    else:
        lines = ["核对：与当时的答案不同，尽管文件版本一样；数据在这个程序之外改过，或程序的算法变了"]
    if again.changes:
        lines += ["此后的变化：", *(f"  {change}" for change in again.changes)]
    else:
        lines.append("此后没有变化")
    lines.append(f"今天再问：{'答案相同' if again.same_today else '答案不同'}（编号 {again.today.id or '无'}）")
    return lines


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
