"""`jixiao explain`: how a question is read, before its statement runs; the first look at a wrong reading."""

import argparse
import sys

from bot.answer import AnswerService
from bot.asking import add_question_arguments, broken, one_question, questions, terminal_width, write_line


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the question."""
    add_question_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Explain one question, or each line of standard input."""
    from bot.render import explained
    from db.store import database_path

    question = one_question(args)
    service = AnswerService(database_path(args.db), lexicon=args.lexicon)
    if args.batch:
        for line in questions():
            try:
                reading = service.read(line)
            except Exception as error:
                reading = broken(line, error)
            write_line(explained.render_json(reading))
    elif args.json:
        write_line(explained.render_json(service.read(question)))
    else:
        sys.stdout.write(explained.render_text(service.read(question), terminal_width()))
    return 0
