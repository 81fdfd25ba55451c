"""What administrators alone can have told: how sound the data is, who asks, and who may."""

from datetime import UTC, datetime

from bot.render.as_chat import HEADLINES
from bot.render.chat_text import safe
from bot.render.separated import text_file
from bot.telegram.call import Call

STATS_DAYS = 7
MOST_USERS = 40  # in a message; all of them go into a file


async def check(call: Call) -> None:
    """What the checks of the data found."""
    asker, departments = call.office.asker, call.permit.departments
    counts = await asker.run(lambda: asker.service(departments).issue_counts())
    if not counts:
        await call.say("没有发现问题。")
        return
    lines = [f"<b>核对出 {sum(count for *_, count in counts)} 处</b>"]
    for severity in dict.fromkeys(severity for severity, *_ in counts):
        found = [(rule, count) for named, rule, count in counts if named == severity]
        lines.append(f"<b>▎{safe(severity)}</b> {sum(count for _, count in found)} 处")
        lines += [f"<b>{count}</b>　{safe(rule)}" for rule, count in found]
    await call.say("\n".join(lines))


async def stats(call: Call) -> None:
    """The last days in figures, and what was said to be wrong."""
    week = await call.office.log.stats(STATS_DAYS)
    names = {status: line.rstrip("。") for status, line in HEADLINES.items()}
    names |= {"ok": "答出来了", "ambiguous": "有几种可能，请人选"}
    lines = [f"<b>{week.questions} 个问题</b>，{week.people} 个人（最近{STATS_DAYS}天）"]
    lines += [f"{count}　{names.get(status, status)}" for status, count in week.by_status]
    lines.append(f"一半的答案在 {week.median} 毫秒内")
    if week.complained:
        lines.append(f"\n<b>{week.complained} 个报给了管理员</b>")
    if call.permit.departments is None:  # questions may name what one who sees some departments must not know of
        lines += [f"• {safe(question, 150)}\n　{safe(reading, 200)}" for question, reading in week.complaints[:5]]
    await call.say("\n".join(lines))


async def users(call: Call) -> None:
    """Those who asked lately, in the chat; all of them in a file where they are too many for it."""
    counts = await call.office.log.counts()
    people = sorted(call.rights.people.values(), key=lambda one: -counts.get(one.id, (0, 0))[1])
    lines = [f"<b>{len(people)} 个人，{len(call.rights.chats)} 个群</b>"]
    for one in people[:MOST_USERS]:
        asked, day = _asked(counts.get(one.id, (0, 0)))
        told = ["管理员"] if one.admin else []
        told += [f"{asked}问，{day[5:]}" if asked else "没有问过"]
        told += [] if one.departments is None else [f"{len(one.departments)}个部门"]
        lines.append(f"• <code>{safe(one.id, 30)}</code> {safe(one.name, 30)}　{'，'.join(told)}")
    if len(people) <= MOST_USERS:
        await call.say("\n".join(lines))
        return
    await call.say("\n".join([*lines, f"……还有{len(people) - MOST_USERS}个人，都在下面的文件里"]))
    rows = [("编号", "名字", "管理员", "提问", "最近一次", "可看的部门")]
    for one in people:
        asked, day = _asked(counts.get(one.id, (0, 0)))
        seen = "全部" if one.departments is None else "、".join(sorted(one.departments))
        rows.append((one.id, one.name, "是" if one.admin else "", str(asked), day, seen))
    await call.office.sender.file(call.command.place, "谁可以提问.csv", text_file(rows), f"{len(people)} 个人")


def _asked(counted: tuple[int, int]) -> tuple[int, str]:
    """How many questions, and the day of the last one; empty where there is none."""
    count, last = counted
    return count, f"{datetime.fromtimestamp(last, UTC):%Y-%m-%d}" if count else ""
