"""An overview for a phone: the few lines that a leader reads in a chat; the page holds the rest."""

from collections.abc import Iterator, Sequence

from bot.answer import Answer
from bot.render.chat_text import safe
from bot.render.overview import Line, sections
from db.overview import COMPARED, DEPARTMENTS, FALLEN, ISSUES, LARGEST, RISEN, SOURCES, TARGETS, TOTAL

_GAP = "　"
_FEW = 3
_MANY = 6
_REASON = "："  # in an explanation, between a published value and what it belongs to


def overview_blocks(answer: Answer) -> Iterator[str]:
    """Lines of Telegram's HTML, each balanced."""
    parts = sections(answer)
    total, *others = parts[TOTAL]
    counts = [f"{total.said('数量')}个项目", *(f"{one.said('数量')}个{one.name}" for one in others if one.has("数量"))]
    yield f"<b>{safe(total.said('金额'))}</b>{_GAP}{safe(' · '.join(counts))}"
    for line in others:
        if line.has("金额"):
            yield f"{safe(line.name)} {safe(line.said('金额'))}，相差 {safe(line.said('差额'))}"
    yield from _changes(parts)
    for part, most in ((DEPARTMENTS, _FEW), (SOURCES, _MANY), (LARGEST, _MANY)):
        if part in parts:
            lines = parts[part]
            # Two more need no more room than saying that there are more.
            shown = lines if len(lines) <= most + 1 else lines[:most]
            yield f"<b>▎{part}</b>"
            yield from (f"• {_money(line)}" for line in shown)
            if len(shown) < len(lines):
                yield f"{_GAP}……还有{len(lines) - len(shown)}个"
    yield from _targets(parts.get(TARGETS, ()))
    yield from _issues(parts.get(ISSUES, ()))


def _changes(parts: dict[str, list[Line]]) -> Iterator[str]:
    by_name = {line.name: line for line in parts.get(COMPARED, ())}
    if not by_name:
        return
    total = by_name["总计"]
    yield f"比上年 <b>{safe(total.said('差额'))}</b>（{safe(total.said('增幅'))}）"
    yield f"新增 {safe(by_name['新增的项目'].said('数量'))}个，取消 {safe(by_name['取消的项目'].said('数量'))}个"
    for part in (RISEN, FALLEN):
        for line in parts.get(part, ())[:1]:
            yield f"{part}：{safe(line.name)} {safe(line.said('差额'))}"


def _targets(lines: Sequence[Line]) -> Iterator[str]:
    """What is counted, then the single targets beneath the name that they share."""
    counted = [line for line in lines if line.number("数量")]
    if counted:
        yield f"<b>▎{TARGETS}</b>"
        yield from (f"• <b>{line.said('数量')} 个</b>{_GAP}{safe(line.name)}{_aside(line)}" for line in counted)
    said = ""
    for line in lines:
        if line.has("数量") or not line.has("说明"):
            continue
        if line.name != said:
            said = line.name
            yield f"<b>▎{safe(said)}</b>"
        value, _, of = str(line.cells["说明"]).partition(_REASON)
        yield f"• <b>{safe(value)}</b>{_GAP}{safe(of)}" if of else f"• {safe(value)}"


def _issues(lines: Sequence[Line]) -> Iterator[str]:
    """How grave they are in one line, then the most frequent ones."""
    found = [line for line in lines if line.number("数量")]
    if not found:
        return
    yield f"<b>▎{ISSUES}</b>"
    grave = [f"<b>{line.said('数量')} 处</b>{safe(line.name)}" for line in found if not line.has("说明")]
    if grave:
        yield f"• {' · '.join(grave)}"
    yield from (f"• {line.said('数量')} 处{_GAP}{safe(line.name)}" for line in found if line.has("说明"))


def _money(line: Line) -> str:
    share = f"（{safe(line.said('占比'))}）" if line.has("占比") else _GAP
    return f"<b>{safe(line.said('金额'))}</b>{share}{safe(line.name)}"


def _aside(line: Line) -> str:
    return f"（{safe(str(line.cells['说明']))}）" if line.has("说明") else ""
