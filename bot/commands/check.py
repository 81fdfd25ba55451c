"""`jixiao check`: every issue found in the loaded documents, with its place."""

import argparse

from db import store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where from."""
    parser.add_argument("--db", metavar="数据库", help="数据库文件（默认：JIXIAO_DB，否则当前目录的 jixiao.db）")


def run(args: argparse.Namespace) -> int:
    """List the issues, a line each, and count them by rule."""
    database = store.database_path(args.db)
    connection = store.open_read_only(database)
    try:
        with store.explained(database, reading=True):
            issues = connection.execute(
                "SELECT 严重程度, 来源, 规则, 说明 FROM 核对问题 ORDER BY 文件编号, 问题编号"
            ).fetchall()
    finally:
        connection.close()
    for severity, origin, rule, message in issues:
        print(f"{severity}：{origin}：{rule}：{message}")
    counts: dict[str, int] = {}
    for _, _, rule, _ in issues:
        counts[rule] = counts.get(rule, 0) + 1
    by_rule = "，".join(f"{rule} {count}" for rule, count in counts.items())
    print(f"共 {len(issues)} 个问题：{by_rule}" if issues else "没有发现问题")
    return 0
