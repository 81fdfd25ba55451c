"""An answer given again for people at a terminal: the answer, then what the check came to."""

from bot.again import Again
from bot.render import as_text
from bot.render.width import wrap


def render_text(again: Again, width: int = 100, sql: bool = False) -> str:
    """The question and when it was asked, the answer of then, the verdict."""
    asked = f"问题：{again.answer.question}（{again.asked} 问）\n\n"
    lines = [folded for line in _verdict(again) for folded in wrap(line, width)]
    return f"{asked}{as_text.render_text(again.answer, width, sql)}\n" + "".join(f"{line}\n" for line in lines)


def _verdict(again: Again) -> list[str]:
    if again.same:
        lines = ["核对：与当时的答案相同，出自同样的文件版本"]
    elif again.lost:
        lines = [f"核对：没法重做，这些文件当时的版本没有留着：{'；'.join(again.lost)}"]
    else:
        lines = ["核对：与当时的答案不同，尽管文件版本一样；数据在这个程序之外改过，或程序的算法变了"]
    if again.changes:
        lines += ["此后的变化：", *(f"  {change}" for change in again.changes)]
    else:
        lines.append("此后没有变化")
    lines.append(f"今天再问：{'答案相同' if again.same_today else '答案不同'}（编号 {again.today.id or '无'}）")
    return lines
