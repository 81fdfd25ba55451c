"""`jixiao renames`: offers projects that may have been renamed between two years; people confirm or deny."""

import argparse

from bot.errors import USAGE_ERROR, CommandError
from db import store
from db.decide_renames import decide, withdraw
from db.renames import STATES, Candidate, Decided, find_candidates, list_decided


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing for the list; or what to confirm, deny or withdraw, who and why."""
    parser.add_argument("--confirm", nargs="+", metavar="哪一对", help="是同一个项目：列出的序号，或者 旧名 新名")
    parser.add_argument("--deny", nargs="+", metavar="哪一对", help="不是同一个项目：列出的序号，或者 旧名 新名")
    parser.add_argument("--document", default="", metavar="部门", help="几处都有这两个名称时，部门，或 部门/下一年")
    parser.add_argument("--by", metavar="谁", help="谁定的")
    parser.add_argument("--why", metavar="原因", help="为什么，如 问过业务科")
    parser.add_argument("--decided", action="store_true", help="列出已有的决定，连收回的")
    parser.add_argument("--withdraw", type=int, metavar="改名编号", help="收回一个决定")
    parser.add_argument("--db", metavar="数据库", help="数据库文件（默认：JIXIAO_DB，否则当前目录的 jixiao.db）")


def run(args: argparse.Namespace) -> int:
    """List, decide or withdraw."""
    database = store.database_path(args.db)
    asked = [args.confirm is not None, args.deny is not None, args.decided, args.withdraw is not None]
    if sum(asked) > 1:
        raise CommandError("--confirm、--deny、--decided、--withdraw 一次只能用一个", USAGE_ERROR)
    if args.withdraw is not None:
        if not args.by:
            raise CommandError("收回要写明是谁：--by", USAGE_ERROR)
        print(withdraw(database, args.withdraw, args.by))
        return 0
    if args.confirm is not None or args.deny is not None:
        if not args.by or not args.why:
            raise CommandError("要写明谁定的（--by）和原因（--why）", USAGE_ERROR)
        if args.confirm is not None:
            print(decide(database, args.confirm, "confirmed", args.by, args.why, args.document))
        else:
            print(decide(database, args.deny, "denied", args.by, args.why, args.document))
        return 0
    connection = store.open_read_only(database)
    try:
        with store.explained(database):
            lines = (
                [_decided(one) for one in list_decided(connection, withdrawn=True)]
                if args.decided
                else [_offered(number, one) for number, one in enumerate(find_candidates(connection), 1)]
            )
    finally:
        connection.close()
    for line in lines:
        print(line)
    if args.decided:
        print(f"共 {len(lines)} 个决定" if lines else "还没有决定过")
    elif lines:
        print(
            f"共 {len(lines)} 对可能是改名，没有确认的算两个项目；"
            "确认用 jixiao renames --confirm 序号 --by 谁 --why 原因"
        )
    else:
        print("没有可能是改名的项目")
    return 0


def _offered(number: int, one: Candidate) -> str:
    money = f"总计 {_wan(one.earlier_fen)} → {_wan(one.later_fen)} 万元"
    shared = f"共有指标 {one.shared}/{one.indicators} 个" if one.indicators else "都没有指标"
    return f"{number}. {one.pair.said}；名称相像 {one.likeness}%，{money}，{shared}"


def _decided(one: Decided) -> str:
    return f"改名 {one.id}（{STATES[one.state]}）：{one.pair.said}，{one.who}，{one.made_at}，{one.why}"


def _wan(fen: int | None) -> str:
    from db.money import readable_wan

    return "无" if fen is None else readable_wan(fen)
