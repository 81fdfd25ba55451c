"""A page that imitates the chat on a phone: `python -m tests.chat_page DATABASE [LINE …] > page.html`.

The bot itself runs against the fake Bot API; a line is what an administrator writes to it, `[看SQL]` presses a button
beneath the latest answer, `陌生人：…` and `群里：…` are written elsewhere.  The bubbles hold the very HTML and buttons
that were sent.  A quote is folded to three lines as on a phone, `page.html#dark` shows the page at night, and `#open`
the quotes after a tap.
"""

import logging
import sys
import tempfile
from base64 import b64encode
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from bot.telegram.phrases import THANKS
from tests.fake_bot_api import FakeBotApi, Sent
from tests.telegram_stage import ALLOWED, GROUP, OUTSIDER, Stage

TYPICAL = (
    "/start",
    "欠薪应急周转金",
    "有哪些项目",
    "[下一页]",
    "总预算是多少",
    "欠薪应急周转金 满意度目标",
    "[看SQL]",
    "所有项目的满意度目标",
    "各级指标数量",
    "[画图]",
    "工作经费",
    "10万以下的项目有几个",
    "租赁岗位合同工经费占比",
    "[不对]",
    "今天天气怎么样",
    "数据有什么问题",
    "概览",
    "/help",
    "/whoami",
    "/check",
    "/stats",
    "/users",
    "群里：/q 预算最高的三个项目",
    "陌生人：你好",
)
RIGHTS = f"""
[[people]]
id = {ALLOWED}
name = "张三"
admin = true
[[people]]
id = 987654321
name = "李四"
departments = ["星渚区教育局", "星渚区人力资源和社会保障局"]
[[chats]]
id = {GROUP}
name = "预算科工作群"
"""
_STRANGER, _GROUP = "陌生人：", "群里："
_STYLE = """
:root { --wall: #d6e4c8; --mine: #e1fec6; --say: #fff; --ink: #111; --key: #7f9670; --bar: #3a86c8; --tint: #eaf3fb;
        --code: #2b6cb0 }
:root:target { --wall: #0f1519; --mine: #2b5278; --say: #1c2733; --ink: #f2f4f5; --key: #33424f;
        --bar: #6ab2f2; --tint: #223344; --code: #7cc0ff }
body { margin: 0; width: 390px; padding: 6px 0; background: var(--wall); color: var(--ink);
       font: 16px/1.38 "Noto Sans CJK SC", sans-serif }
.ask { margin: 14px 8px 4px 60px; padding: 6px 10px; background: var(--mine); border-radius: 14px 14px 4px 14px;
       white-space: pre-wrap; overflow-wrap: anywhere }
.say { margin: 4px 36px 2px 8px; padding: 6px 10px 8px; background: var(--say); border-radius: 14px 14px 14px 4px;
       white-space: pre-wrap; overflow-wrap: anywhere }
.say img { display: block; width: 346px; margin: -6px -10px 4px; border-radius: 14px 14px 0 0 }
.row { display: flex; gap: 4px; margin: 3px 36px 0 8px }
.row span { flex: 1; min-width: 0; background: var(--key); color: #fff; border-radius: 8px; padding: 8px 4px;
            text-align: center; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; font-size: 14px }
.box { margin: 4px 50px; padding: 10px; border-radius: 12px; background: #333c; color: #fff; text-align: center }
blockquote { margin: 4px 0 0; padding: 3px 8px; border-left: 3px solid var(--bar); background: var(--tint);
             border-radius: 4px; font-size: 14px }
blockquote[expandable] { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden }
:root:has(#open:target) blockquote { -webkit-line-clamp: none }
code { color: var(--code); font-family: inherit }
pre { white-space: pre-wrap; background: var(--tint); margin: 0; padding: 4px 8px; border-radius: 4px; font-size: 14px }
"""


def chat_page(database: Path, lines: Sequence[str], folder: Path) -> str:
    """The page of a chat in which these lines were written, each answered before the next."""
    parts: list[str] = []
    with FakeBotApi() as api:
        stage = Stage(api, folder)
        stage.database = database
        stage.set_rights(RIGHTS)
        stage.play(lambda: parts.extend(part for line in lines for part in _played(api, line)))
    head = f"<!doctype html><html lang=zh id=dark><meta charset=utf-8><title>聊天</title><style>{_STYLE}</style>"
    return "\n".join([head, "<body id=open>", *parts])


def _played(api: FakeBotApi, line: str) -> Iterator[str]:
    """What was written, and what came of it: new messages, or an old one that looks otherwise now."""
    yield f"<div class=ask>{escape(line)}</div>"
    before = {one.number: one.edits for one in api.sent}
    if line.startswith("["):
        notices = len(api.notices)
        api.press(next(one for one in reversed(api.sent) if one.buttons), line.strip("[]"), ALLOWED)
        api.wait_for(lambda: len(api.notices) > notices)
        told = api.notices[-1][1]
        if told:
            yield f"<div class=box>{escape(told)}</div>"
        if told not in {"", THANKS}:
            return
    elif line.startswith(_GROUP):
        api.say(line.removeprefix(_GROUP), ALLOWED, GROUP, "supergroup")
    elif line.startswith(_STRANGER):
        api.say(line.removeprefix(_STRANGER), OUTSIDER)
    else:
        api.say(line, ALLOWED)

    def changed() -> list[Sent]:
        return [one for one in api.sent if before.get(one.number) != one.edits]

    api.wait_for(lambda: bool(changed()))
    for one in changed():
        yield from _bubble(one)


def _bubble(sent: Sent) -> Iterator[str]:
    file = ""
    if sent.file:
        name, content = sent.file
        file = f"📄 <b>{escape(name)}</b>（{len(content):,} 字节）\n"
        if name.endswith(".png"):
            file = f'<img src="data:image/png;base64,{b64encode(content).decode()}">'
    yield f"<div class=say>{file}{sent.raw}</div>"
    for row in sent.buttons:
        yield f"<div class=row>{''.join(f'<span>{escape(button.label)}</span>' for button in row)}</div>"


if __name__ == "__main__":
    logging.disable()
    with tempfile.TemporaryDirectory() as scratch:
        sys.stdout.write(chat_page(Path(sys.argv[1]), sys.argv[2:] or TYPICAL, Path(scratch)))
