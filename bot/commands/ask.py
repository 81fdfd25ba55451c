"""`jixiao ask`: questions in, answers out, for people and for scripts."""

import argparse

from bot.answer import ROW_LIMIT, Answer, AnswerService
from bot.asking import (
    add_question_arguments,
    one_question,
    questions,
    row_limit,
    terminal_width,
    write_line,
)
from bot.errors import USAGE_ERROR, CommandError
from db.errors import REFUSED


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the question, and how to write the answer."""
    add_question_arguments(parser)
    parser.add_argument("--conversation", action="store_true", help="与 --batch 同用：后一行可以接着前一行问")
    parser.add_argument(
        "--limit", type=row_limit, default=ROW_LIMIT, metavar="行数", help=f"最多写出多少行（默认 {ROW_LIMIT}）"
    )
    parser.add_argument("--sql", action="store_true", help="同时写出所用的 SQL")
    parser.epilog = "退出状态：0 答出来了；1 没有找到、没有看懂或有几种可能；2 用法有误，或数据库读不了。"


def run(args: argparse.Namespace) -> int:
    """Answer one question, or each line; a batch always ends with 0, its lines say how each one went."""
    question = one_question(args)
    if args.conversation and not args.batch:
        raise CommandError("--conversation 要与 --batch 同用", USAGE_ERROR)
    from db.store import database_path

    service = AnswerService(database_path(args.db))
    if args.batch:
        return _batch(service, args)
    answer = service.answer(question, None, args.limit)
    if args.json:
        from bot.render.as_json import render_json

        write_line(render_json(answer))
    else:
        _write_text(answer, args)
    return 0 if answer.status == "ok" else REFUSED


def _batch(service: AnswerService, args: argparse.Namespace) -> int:
    from bot.conversation import Conversations
    from bot.render.as_json import render_json

    conversations = Conversations()
    for question in questions():
        if args.conversation:
            answer = conversations.ask(service, "batch", question, args.limit)
        else:
            answer = service.answer(question, None, args.limit)
        write_line(render_json(answer))
    return 0


def _write_text(answer: Answer, args: argparse.Namespace) -> None:
    """Figures go to standard output; what is no answer goes to standard error, so that pipes stay clean."""
    import sys

    from bot.render.as_text import render_text

    text = render_text(answer, terminal_width(), args.sql)
    (sys.stdout if answer.status == "ok" else sys.stderr).write(text)
