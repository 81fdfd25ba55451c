"""`jixiao export`: every view as a CSV or Parquet file."""

import argparse
import sys
from time import localtime, strftime

from bot.asking import add_database_argument
from bot.errors import USAGE_ERROR, CommandError
from bot.exports.views import Export, export_views
from db import store
from db.dictionary import VIEWS


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to, in which form, which views."""
    parser.add_argument("folder", metavar="文件夹", help="写到哪里；没有就建")
    parser.add_argument(
        "views", nargs="*", metavar="视图", help=f"只要这些（默认全部：{'、'.join(v.name for v in VIEWS)}）"
    )
    parser.add_argument(
        "-f", "--format", choices=("csv", "parquet"), default="csv", metavar="格式", help="csv（默认）或 parquet"
    )
    add_database_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Write the files, and say what was written on standard error."""
    unknown = [name for name in args.views if name not in {view.name for view in VIEWS}]
    if unknown:
        raise CommandError(f"没有视图 {unknown[0]}，可选：{'、'.join(view.name for view in VIEWS)}", USAGE_ERROR)
    views = [view for view in VIEWS if not args.views or view.name in args.views]
    database = store.database_path(args.db)
    connection = store.open_read_only(database)
    export = Export(database, args.format, strftime("%Y-%m-%d", localtime()))
    try:
        with store.explained(database, reading=True):
            # All views of one moment, whatever is loaded meanwhile.
            connection.execute("BEGIN")
            written = export_views(connection, views, args.folder.rstrip("/") or "/", export)
    finally:
        connection.close()
    for one in written:
        print(f"已写入 {args.folder.rstrip('/')}/{one.file}（{one.rows} 行）", file=sys.stderr)
    return 0
