"""An overview as a page of HTML for a leader: readable on a phone, printed on A4, needing nothing else."""

from collections.abc import Iterator
from html import escape
from itertools import groupby

from bot.answer import Answer
from bot.render.about import About, lines
from bot.render.overview import Line, sections, title
from db.overview import (
    COMPARED,
    DEPARTMENTS,
    FALLEN,
    ISSUES,
    LARGEST,
    RISEN,
    SOURCES,
    TARGETS,
    TOTAL,
)

_STYLE = """
:root{--ink:#1d2733;--soft:#5d6b7a;--line:#dfe4ea;--bar:#2f6fb0;--back:#f4f6f9;--up:#b3372b;--down:#1f7a4d}
*{box-sizing:border-box}
body{margin:0;background:var(--back);color:var(--ink);line-height:1.55;
font-family:system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;font-size:16px}
main{max-width:66rem;margin:0 auto;padding:1.5rem 1rem 2.5rem}
h1{font-size:1.6rem;line-height:1.3;margin:0 0 .25rem}
h2{font-size:1.05rem;margin:0 0 .75rem}
.soft{color:var(--soft);font-size:.9rem;margin:0}
.grid{display:grid;gap:1rem;margin-top:1rem}
.figures{grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr))}
.two{columns:2 24rem;column-gap:1rem;margin-top:1rem}
.two section{break-inside:avoid;margin-bottom:1rem}
section,.figure{background:#fff;border:1px solid var(--line);border-radius:.6rem;padding:1rem 1.1rem;min-width:0}
.figure b{display:block;font-size:1.55rem;line-height:1.25;font-variant-numeric:tabular-nums}
.figure b small{font-size:.85rem;font-weight:400}
ol,ul{list-style:none;margin:0;padding:0}
li{padding:.45rem 0;border-top:1px solid var(--line)}
li:first-child{border-top:0;padding-top:0}
li:last-child{padding-bottom:0}
.row{display:flex;gap:1rem;justify-content:space-between;align-items:baseline}
.row>span:first-child{min-width:0;overflow-wrap:anywhere}
.n{white-space:nowrap;text-align:right;font-variant-numeric:tabular-nums}
.bar{height:.4rem;border-radius:.2rem;background:var(--back);margin-top:.3rem;overflow:hidden}
.bar i{display:block;height:100%;background:var(--bar);border-radius:.2rem}
.up{color:var(--up)}.down{color:var(--down)}
h3{font-size:.9rem;color:var(--soft);font-weight:600;margin:1rem 0 .4rem}
footer{margin-top:1.25rem;font-size:.85rem;color:var(--soft)}
footer dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem .9rem;margin:0}
footer dd{margin:0;overflow-wrap:anywhere}
@media print{@page{size:A4;margin:12mm}
html{font-size:11.5px}body{background:#fff;font-size:8.8pt}li{padding:.3rem 0}
main{max-width:none;padding:0}
.grid{gap:3mm;margin-top:3mm}section,.figure{border-radius:0;padding:3mm;break-inside:avoid}
.two{columns:2;column-gap:3mm;margin-top:3mm}.two section{margin-bottom:3mm}
.figures{grid-template-columns:repeat(4,1fr)}
.figure b{font-size:13pt}.bar,.bar i{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
"""


def render_page(answer: Answer, about: About | None) -> str:
    """The whole page."""
    parts = sections(answer)
    total = parts[TOTAL][0]
    year = str(total.cells["说明"] or "")
    body = "\n".join(
        (
            f"<header><h1>{escape(_heading(answer))}</h1>",
            f'<p class="soft">项目支出绩效目标 · {escape(year)} · 金额单位：万元</p></header>',
            f'<div class="grid figures">{"".join(_figures(parts))}</div>',
            f'<div class="two">{"".join(_sections(parts))}</div>',
            f"<footer><dl>{_footer(answer, about)}</dl></footer>",
        )
    )
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(_heading(answer))}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _heading(answer: Answer) -> str:
    said = title(answer).replace("的概览", "概览")
    return said if said != "概览" else "全部部门概览"


def _footer(answer: Answer, about: About | None) -> str:
    told = lines(answer, about) if about is not None else [("读作", answer.interpretation)]
    return "".join(f"<dt>{escape(label)}</dt><dd>{escape(text)}</dd>" for label, text in told)


def _figures(parts: dict[str, list[Line]]) -> Iterator[str]:
    """The figures that are read first."""
    total, *others = parts[TOTAL]
    yield _figure("各项目合计", _money(total, "金额"))
    for line in others:
        if line.has("金额"):
            yield _figure(line.name, f"{_money(line, '金额')}<small> 相差 {_plain(line, '差额')}</small>")
    yield _figure("项目", f"{total.said('数量')}<small> 个</small>")
    for line in others:
        if line.has("数量"):
            yield _figure(line.name, f"{line.said('数量')}<small> 个</small>")
    for line in parts.get(COMPARED, ()):
        if line.name == "总计":
            yield _figure("比上年", f'<span class="{_way(line)}">{_plain(line, "差额")}</span>{_rate(line)}')


def _figure(label: str, value: str) -> str:
    return f'<div class="figure"><span class="soft">{escape(label)}</span><b>{value}</b></div>'


def _sections(parts: dict[str, list[Line]]) -> Iterator[str]:
    for part in (DEPARTMENTS, SOURCES, LARGEST):
        if part in parts:
            yield _section(part, f"<ol>{''.join(_shared(line, parts[part]) for line in parts[part])}</ol>")
    if COMPARED in parts:
        changes = "".join(_compared(line) for line in parts[COMPARED])
        most = "".join(
            f"<h3>{part}</h3><ol>{''.join(_changed(line) for line in parts[part])}</ol>"
            for part in (RISEN, FALLEN)
            if part in parts
        )
        yield _section(COMPARED, f"<ul>{changes}</ul>{most}")
    for part in (TARGETS, ISSUES):
        if part in parts:
            yield _section(part, f"<ul>{''.join(_told(parts[part]))}</ul>")


def _section(heading: str, content: str) -> str:
    return f"<section><h2>{escape(heading)}</h2>{content}</section>\n"


def _shared(line: Line, among: list[Line]) -> str:
    """A row with its money, its share, and a bar as long as it is to the longest."""
    longest = max((one.number("金额") for one in among), default=0.0) or 1.0
    width = max(0.0, min(100.0, 100 * line.number("金额") / longest))
    count = f" · {line.said('数量')}个项目" if line.has("数量") else ""
    share = f' <span class="soft">{line.said("占比")}</span>' if line.has("占比") else ""
    return (
        f'<li><div class="row"><span>{escape(line.name)}{_aside(line, count)}</span>'
        f'<span class="n">{_plain(line, "金额")}{share}</span></div>'
        f'<div class="bar"><i style="width:{width:.1f}%"></i></div></li>'
    )


def _aside(line: Line, more: str) -> str:
    text = f"{' · ' + str(line.cells['说明']) if line.has('说明') else ''}{more}"
    return f'<span class="soft">{escape(text)}</span>' if text else ""


def _compared(line: Line) -> str:
    if line.name == "总计":
        before = f"上年 {_plain(line, '上年')}{'，' + str(line.cells['说明']) if line.has('说明') else ''}"
        value = f'{_plain(line, "金额")} <span class="{_way(line)}">{_rate(line)}</span>'
        return _item(line.name, before, value)
    money = "金额" if line.has("金额") else "上年"
    aside = f"{_plain(line, money)} 万元" if line.has(money) else str(line.cells["说明"] or "")
    return _item(line.name, aside, f"{line.said('数量')} 个")


def _changed(line: Line) -> str:
    before = f"{_plain(line, '上年')} → {_plain(line, '金额')}"
    where = f" · {line.cells['说明']}" if line.has("说明") else ""
    return _item(
        line.name, f"{before}{where}", f'<span class="{_way(line)}">{_plain(line, "差额")}{_rate(line)}</span>'
    )


def _told(lines_: list[Line]) -> Iterator[str]:
    """Each line; of several with one name the name stands once."""
    for name, same in groupby(lines_, key=lambda line: line.name):
        told = list(same)
        value = f"{told[0].said('数量')} 个" if told[0].has("数量") else ""
        yield _item(name, "\n".join(str(line.cells["说明"]) for line in told if line.has("说明")), value)


def _item(name: str, aside: str, value: str) -> str:
    """A name with what is said of it beneath, and at the right its figure; only `value` is HTML already."""
    below = "".join(f'<p class="soft">{escape(one)}</p>' for one in aside.splitlines())
    return f'<li><div class="row"><span>{escape(name)}</span><span class="n">{value}</span></div>{below}</li>'


def _way(line: Line) -> str:
    return "up" if line.number("差额") > 0 else "down" if line.number("差额") < 0 else ""


def _rate(line: Line) -> str:
    return f" <small>{escape(line.said('增幅'))}</small>" if line.has("增幅") else ""


def _money(line: Line, column: str) -> str:
    return f"{_plain(line, column)}<small> 万元</small>"


def _plain(line: Line, column: str) -> str:
    return escape(line.said(column).removesuffix(" 万元"))
