"""The commands: one row each, with the words of its menu, who sees it there, and what it does."""

from collections.abc import Awaitable, Callable
from typing import NamedTuple

from telegram import BotCommand

from bot.render.chat_text import safe
from bot.telegram import phrases
from bot.telegram.admin import check, stats, users
from bot.telegram.answering import Format, export
from bot.telegram.call import Call
from bot.telegram.greeting import greet
from bot.telegram.menus import Lists


class Entry(NamedTuple):
    """One command: its name, its line in the menu, what it does, and where it is shown."""

    name: str
    menu: str
    run: Callable[[Call], Awaitable[None]]
    in_groups: bool = False
    admins: bool = False


async def _start(call: Call) -> None:
    """Welcome, with questions that run on a tap."""
    if call.command.place.group:
        await call.say(phrases.group_help(call.office.me.username))
    else:
        await greet(call.office, call.command, call.permit)
        if call.permit.admin:
            await call.office.menus.show_admin(call.command.person)


async def _help(call: Call) -> None:
    if call.command.place.group:
        await call.say(phrases.group_help(call.office.me.username))
        return
    listed = [entry for entry in COMMANDS if entry.run not in {_start, _help, _question}]
    lines = [f"/{entry.name} {entry.menu}" for entry in listed if call.permit.admin or not entry.admins]
    await call.say("\n".join([phrases.HELP, *lines]))


async def _question(call: Call) -> None:
    """A /q with a question behind it was read as one; this is the one without."""
    await call.say(phrases.NO_QUESTION)


async def _projects(call: Call) -> None:
    await call.ask("有哪些项目")


async def _sources(call: Call) -> None:
    await call.ask("有哪些文件")


async def _export(call: Call) -> None:
    place, person = call.command.place, call.command.person
    reply = await call.office.replies.last_answer(str(place.chat), str(person))
    if reply is None:
        await call.say(phrases.NOTHING_TO_EXPORT)
        return
    kind: Format = "csv" if call.command.rest.lower() == "csv" else "xlsx"
    await export(call.office, place, reply, kind, call.permit.departments)


async def _new(call: Call) -> None:
    chat, person = call.office.moves.first(str(call.command.place.chat)), str(call.command.person)
    await call.office.asker.run(lambda: call.office.asker.forget(chat, person))
    await call.say(phrases.NEW)


async def _whoami(call: Call) -> None:
    departments = call.permit.departments
    lines = [f"您的编号：<code>{call.command.person}</code>"]
    if call.command.place.group:
        lines.append(f"本群编号：<code>{call.command.place.chat}</code>")
    if call.permit.name:
        lines.append(f"名字：{safe(call.permit.name)}")
    lines.append("身份：管理员" if call.permit.admin else "身份：可以提问")
    seen = "全部" if departments is None else "、".join(sorted(departments))
    lines.append(f"可看的部门：{safe(seen, 2000)}")
    await call.say("\n".join(lines))


async def _forget_me(call: Call) -> None:
    office, person = call.office, str(call.command.person)
    chats = {office.moves.first(chat) for chat in (str(call.command.place.chat), person, *call.rights.chats)}

    def forget() -> None:
        for chat in chats:
            office.asker.forget(chat, person)

    await office.asker.run(forget)
    await office.replies.forget(person)
    await call.say(phrases.forgotten(await office.log.forget(person)))


COMMANDS: tuple[Entry, ...] = (
    Entry("start", "开始", _start),
    Entry("help", "怎样提问", _help, in_groups=True),
    Entry("q", "提问：/q 预算最高的三个项目", _question, in_groups=True),
    Entry("projects", "全部项目", _projects, in_groups=True),
    Entry("export", "把上一个答案存成表格", _export, in_groups=True),
    Entry("sources", "数据来自哪些文件", _sources, in_groups=True),
    Entry("new", "重新开始，不再接着问", _new, in_groups=True),
    Entry("whoami", "我的编号和权限", _whoami, in_groups=True),
    Entry("forget_me", "删去我的记录", _forget_me),
    Entry("check", "数据核对结果", check, admins=True),
    Entry("stats", "提问情况", stats, admins=True),
    Entry("users", "谁可以提问", users, admins=True),
)
_BY_NAME = {entry.name: entry for entry in COMMANDS}


async def obey(call: Call) -> None:
    """Do what a command says; one that is not theirs is to everybody else as if it were not there."""
    entry = _BY_NAME.get(call.command.name)
    if entry is None or (entry.admins and not call.permit.admin):
        if not call.command.place.group:
            await call.say(phrases.NO_SUCH_COMMAND)
        return
    await entry.run(call)


def listed() -> Lists:
    """The commands of each kind of menu."""

    def those(shown: Callable[[Entry], bool]) -> list[BotCommand]:
        return [BotCommand(entry.name, entry.menu) for entry in COMMANDS if shown(entry)]

    return Lists(
        private=those(lambda entry: not entry.admins),
        groups=those(lambda entry: entry.in_groups),
        admins=those(lambda entry: True),
    )
