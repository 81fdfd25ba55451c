"""A page that imitates the chat on a phone: `python -m tests.chat_page DATABASE [QUESTION …] > page.html`.

The bubbles hold the very HTML and buttons that are sent; the quote is open, as after a tap.
"""

import sys
from collections.abc import Sequence
from html import escape

from bot.answer import AnswerService
from bot.messenger.asker import Asked
from bot.messenger.rights import Permit
from bot.render.as_chat import render_chat
from bot.telegram.answering import Wish, _reply
from bot.telegram.buttons import keyboard
from bot.telegram.incoming import Place

TYPICAL = (
    "欠薪应急周转金",
    "预算超过100万的项目",
    "总预算是多少",
    "欠薪应急周转金 满意度目标",
    "所有项目的满意度目标",
    "各级指标数量",
    "工作经费",
    "10万以下的项目有几个",
    "租赁岗位合同工经费占比",
    "今天天气怎么样",
)
_STYLE = """
body { margin: 0; width: 390px; background: #d6e4c8; font: 16px/1.38 "Noto Sans CJK SC", sans-serif; padding: 6px 0 }
.ask { margin: 8px 8px 4px 60px; padding: 6px 10px; background: #e1fec6; border-radius: 14px 14px 4px 14px }
.say { margin: 4px 36px 2px 8px; padding: 6px 10px 8px; background: #fff; border-radius: 14px 14px 14px 4px;
       white-space: pre-wrap; overflow-wrap: anywhere }
.row { display: flex; gap: 4px; margin: 3px 36px 0 8px }
.row span { flex: 1; min-width: 0; background: #8fa77faa; color: #fff; border-radius: 8px; padding: 8px 4px;
            text-align: center; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; font-size: 14px }
blockquote { margin: 4px 0 0; padding: 3px 8px; border-left: 3px solid #5a9ad2; background: #eaf3fb; border-radius: 4px;
             font-size: 14px }
code { color: #3b7bbd; font-family: inherit } pre { white-space: pre-wrap; background: #f2f2f2; margin: 0 }
"""


def chat_page(service: AnswerService, questions: Sequence[str]) -> str:
    """The page of these questions, each on its own."""
    parts = ["<!doctype html><html lang=zh><meta charset=utf-8><title>聊天</title>", f"<style>{_STYLE}</style>"]
    for question in questions:
        answer = service.answer(question)
        shown = render_chat(answer, service.loaded_on())
        wish = Wish(Place(1, group=False), 1, Permit("", admin=False, departments=None), 1, question)
        buttons = keyboard(_reply(wish, Asked(answer, None, ""), shown))
        parts += [f"<div class=ask>{escape(question)}</div>", f"<div class=say>{shown.pages[0]}</div>"]
        for row in buttons.inline_keyboard if buttons else ():
            cells = "".join(f"<span>{escape(button.text)}</span>" for button in row)
            parts.append(f"<div class=row>{cells}</div>")
    return "\n".join(parts)


if __name__ == "__main__":
    sys.stdout.write(chat_page(AnswerService(sys.argv[1]), sys.argv[2:] or TYPICAL))
