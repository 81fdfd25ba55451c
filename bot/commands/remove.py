"""`jixiao remove`: takes a document out of the database."""

import argparse

from db import store
from db.remove import remove_document


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which document."""
    parser.add_argument("document", metavar="文件", help="文件编号，或部门，或 部门/年度（编号见 jixiao documents）")
    parser.add_argument("--purge", action="store_true", help="连留着核对从前答案的各个版本一起去掉")
    parser.add_argument("--db", metavar="数据库", help="数据库文件（默认：JIXIAO_DB，否则当前目录的 jixiao.db）")


def run(args: argparse.Namespace) -> int:
    """Remove it and say what it was."""
    removed = remove_document(store.database_path(args.db), args.document, purge=args.purge)
    print(f"已去掉 {removed}{'，连同各个版本' if args.purge else ''}")
    return 0
