"""An overview for a phone: the few lines that a leader reads in a chat; the page holds the rest."""

from collections.abc import Callable, Iterator

from bot.answer import Answer
from bot.render.overview import Line, sections
from db.overview import COMPARED, DEPARTMENTS, FALLEN, ISSUES, LARGEST, RISEN, SOURCES, TARGETS, TOTAL

_GAP = "　"
_FEW = 3


def overview_blocks(answer: Answer, safe: Callable[[str], str]) -> Iterator[str]:
    """Lines of Telegram's HTML, each balanced; `safe` escapes and cuts."""
    parts = sections(answer)
    total, *others = parts[TOTAL]
    counts = [f"{total.said('数量')}个项目", *(f"{one.said('数量')}个{one.name}" for one in others if one.has("数量"))]
    yield f"<b>{safe(total.said('金额'))}</b>{_GAP}{safe(' · '.join(counts))}"
    for line in others:
        if line.has("金额"):
            yield f"{safe(line.name)} {safe(line.said('金额'))}，相差 {safe(line.said('差额'))}"
    yield from _changes(parts, safe)
    for part, most in ((DEPARTMENTS, _FEW), (SOURCES, _FEW + _FEW), (LARGEST, _FEW + _FEW)):
        if part in parts:
            yield f"<b>▎{part}</b>"
            yield from (f"• {_money(line, safe)}" for line in parts[part][:most])
    told = [line for line in parts.get(TARGETS, ()) if line.number("数量") or not line.has("数量")]
    if told:
        yield f"<b>▎{TARGETS}</b>"
        yield from (f"• {_told(line, safe)}" for line in told)
    if ISSUES in parts:
        yield f"<b>▎{ISSUES}</b>"
        yield from (f"• {safe(line.name)} {safe(line.said('数量'))}处" for line in parts[ISSUES] if line.number("数量"))


def _changes(parts: dict[str, list[Line]], safe: Callable[[str], str]) -> Iterator[str]:
    by_name = {line.name: line for line in parts.get(COMPARED, ())}
    if not by_name:
        return
    total = by_name["总计"]
    yield f"比上年 <b>{safe(total.said('差额'))}</b>（{safe(total.said('增幅'))}）"
    yield f"新增 {safe(by_name['新增的项目'].said('数量'))}个，取消 {safe(by_name['取消的项目'].said('数量'))}个"
    for part in (RISEN, FALLEN):
        for line in parts.get(part, ())[:1]:
            yield f"{part}：{safe(line.name)} {safe(line.said('差额'))}"


def _money(line: Line, safe: Callable[[str], str]) -> str:
    share = f"（{safe(line.said('占比'))}）" if line.has("占比") else ""
    return f"<b>{safe(line.said('金额'))}</b>{share}{_GAP}{safe(line.name)}"


def _told(line: Line, safe: Callable[[str], str]) -> str:
    count = f" {safe(line.said('数量'))}个" if line.has("数量") else ""
    aside = f"：{safe(str(line.cells['说明']))}" if line.has("说明") else ""
    return f"{safe(line.name)}{count}{aside}"
