"""`jixiao dump`: everything the database holds, as JSON."""

import argparse
import json
import sys
from collections.abc import Iterator

from db import store
from db.dump import DumpedDocument, read_documents


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where from; JSON is the one form there is, said so that other forms can join it."""
    parser.add_argument("--json", action="store_true", help="JSON（目前唯一的形式）")
    parser.add_argument("--db", metavar="数据库", help="数据库文件（默认：JIXIAO_DB，否则当前目录的 jixiao.db）")


def run(args: argparse.Namespace) -> int:
    """Write document by document, so that a large database never stands in memory whole."""
    database = store.database_path(args.db)
    connection = store.open_read_only(database)
    try:
        with store.explained(database, reading=True):
            sys.stdout.write('{"documents": [')
            for text in _documents(read_documents(connection)):
                sys.stdout.write(text)
            sys.stdout.write("]}\n")
    finally:
        connection.close()
    return 0


def _documents(documents: Iterator[DumpedDocument]) -> Iterator[str]:
    separator = ""
    for document in documents:
        content = document._asdict()
        content["projects"] = [
            {**project._asdict(), "indicators": [indicator._asdict() for indicator in project.indicators]}
            for project in document.projects
        ]
        yield separator + json.dumps(content, ensure_ascii=False)
        separator = ", "
