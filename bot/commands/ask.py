"""`jixiao ask`: questions in, answers out, for people and for scripts."""

import argparse
import sys

from bot.answer import ROW_LIMIT, Answer, AnswerService, without_rows
from bot.asking import (
    add_question_arguments,
    broken,
    one_question,
    questions,
    row_limit,
    terminal_width,
    write_line,
)
from bot.errors import USAGE_ERROR, CommandError
from bot.export import BINARY, FORMS, JSON, TABLE, form_of_file
from db.errors import REFUSED


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the question, and how to write the answer."""
    add_question_arguments(parser)
    parser.add_argument(
        "-f", "--format", choices=tuple(FORMS), metavar="格式", help=f"写成：{'、'.join(FORMS)}（默认 {TABLE}）"
    )
    parser.add_argument(
        "-o", "--output", metavar="文件", help="写进文件，附问题、读法、来源和日期；不写 -f 时格式看文件名"
    )
    parser.add_argument("--chart", metavar="图片", help="另画一张图，文件名以 .png 或 .svg 结尾")
    parser.add_argument("--conversation", action="store_true", help="与 --batch 同用：后一行可以接着前一行问")
    parser.add_argument(
        "--limit", type=row_limit, default=ROW_LIMIT, metavar="行数", help=f"最多写出多少行（默认 {ROW_LIMIT}）"
    )
    parser.add_argument("--sql", action="store_true", help="同时写出所用的 SQL")


def run(args: argparse.Namespace) -> int:
    """Answer one question, or each line; a batch always ends with 0, its lines say how each one went."""
    question = one_question(args)
    form = _form(args)
    from db.store import database_path

    service = AnswerService(database_path(args.db), lexicon=args.lexicon)
    if args.batch:
        return _batch(service, args)
    answer = service.answer(question, None, args.limit)
    if form == JSON and args.output is None:
        from bot.render.as_json import render_json

        write_line(render_json(answer))
    else:
        _write(answer, form, args)
    if args.chart is not None and answer.status == "ok":
        from bot.charts.draw import draw_file

        draw_file(answer, args.chart)
        _say(f"已画图：{args.chart}")
    return 0 if answer.status == "ok" else REFUSED


def _form(args: argparse.Namespace) -> str:
    """The form asked for by -f, --json or the name of the file; what does not go together is a usage error."""
    if args.conversation and not args.batch:
        raise CommandError("--conversation 要与 --batch 同用", USAGE_ERROR)
    if args.batch:
        if args.format not in (None, JSON) or args.output or args.chart:
            raise CommandError("--batch 每行写一个 JSON 对象，不能与 -f、-o、--chart 同用", USAGE_ERROR)
        return JSON
    if args.json and args.format not in (None, JSON):
        raise CommandError(f"--json 与 -f {args.format} 只能用一个", USAGE_ERROR)
    form: str = JSON if args.json else args.format or (form_of_file(args.output) if args.output else TABLE)
    if form in BINARY and args.output is None and sys.stdout.isatty():
        raise CommandError(f"{form} 不能写在终端上；请加 -o 文件.{form}", USAGE_ERROR)
    if args.chart is not None and not args.chart.lower().endswith((".png", ".svg")):
        raise CommandError(f"--chart 的文件名要以 .png 或 .svg 结尾，收到的是 {args.chart}", USAGE_ERROR)
    return form


def _batch(service: AnswerService, args: argparse.Namespace) -> int:
    from bot.conversation import Conversations
    from bot.render.as_json import render_json

    conversations = Conversations()
    for question in questions():
        try:
            if args.conversation:
                answer = conversations.ask(service, "batch", question, args.limit)
            else:
                answer = service.answer(question, None, args.limit)
        except Exception as error:
            answer = without_rows(broken(question, error))
        write_line(render_json(answer))
    return 0


def _write(answer: Answer, form: str, args: argparse.Namespace) -> None:
    """Figures go to standard output; what is no answer goes to standard error, so that pipes stay clean."""
    if answer.status != "ok" and form != JSON:
        _write_text(answer, args.sql)
        return
    if args.output is not None:
        _write_file(answer, form, args)
    elif form == TABLE:
        _write_text(answer, args.sql)
    else:
        from bot.export import render
        from bot.render.as_text import render_notes

        sys.stdout.buffer.write(render(answer, form, None))
        sys.stdout.buffer.flush()
        _say("\n".join(render_notes(answer, terminal_width(), args.sql)))


def _write_text(answer: Answer, sql: bool) -> None:
    from bot.render.as_text import render_text

    text = render_text(answer, terminal_width(), sql)
    (sys.stdout if answer.status == "ok" else sys.stderr).write(text)


def _write_file(answer: Answer, form: str, args: argparse.Namespace) -> None:
    from time import localtime, strftime

    from bot.export import render, write_file
    from bot.render.about import About

    about = About(strftime("%Y-%m-%d", localtime()), args.sql)
    write_file(args.output, render(answer, form, about, terminal_width()))
    _say(f"已写入 {args.output}（{len(answer.rows)} 行）")


def _say(text: str) -> None:
    """Tell a person; never on standard output."""
    sys.stderr.write(f"{text}\n")
