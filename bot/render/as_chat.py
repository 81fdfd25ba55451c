"""An Answer for a phone: cards in Telegram's HTML, the figure first, reading, source and date in a folded quote.

A long answer is several pages; each is a whole message, with the headline above and the quote below, so that any of
them can be forwarded.  Every line is balanced HTML of its own.
"""

import re
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from bot.answer import Answer
from bot.render.changes_chat import only_one_year
from bot.render.chat_rows import SAID_ONCE, YEAR, label_of, section_lines
from bot.render.chat_text import IN_A_LIST, safe, utf16_length
from bot.render.overview import is_overview, title
from bot.render.overview_chat import overview_blocks
from bot.render.sections import SOURCE, Section, split
from bot.render.sources import join_sources

MOST_PAGES = 20
HEADLINES = {
    "ambiguous": "有几种可能，请选一个：",
    "no_match": "没有找到。",
    "not_understood": "没有看懂这个问题。",
}
_PRINTED = "文件合计"  # told beside a sum where a file prints one
_COUNTED = re.compile("〔(共[^〕]*)〕")
_RANGE = re.compile("〔范围：([^〕]*)〕")
_NOT_READ = re.compile("没有?看懂")

# The longest a part may be, escaped, so that every page fits in a message whatever it holds.
_PAGE = 1900
_PAGE_ITEMS = 10
_ONE_PAGE_ITEMS = 13  # as many still go on one page: nobody turns it for two rows
_HEADLINE = 300
_IN_BOLD = 60  # characters of a reason that is all there is to say
_READING = 800
_PLACES = 600
_SUGGESTION = 300
_ON_A_BUTTON = 22  # characters that a button as wide as a phone shows whole


class ChatReply(NamedTuple):
    """The pages of an answer, and whether they hold all of its rows."""

    pages: tuple[str, ...]
    whole: bool


def render_chat(answer: Answer, loaded_on: str = "") -> ChatReply:
    """One page or more, each at most 4096 UTF-16 units; `loaded_on` is the day the data was loaded."""
    headline, blocks = _body(answer)
    bodies = _fill(blocks) or [[]]
    kept = bodies[:MOST_PAGES]
    pages = []
    quote = _quote(answer, loaded_on)
    for number, body in enumerate(kept, 1):
        lines = [headline] if headline else []
        lines += body
        if len(kept) > 1:
            lines.append(f"（第{number}页，共{len(kept)}页）")
        pages.append("\n".join([*lines, quote] if quote else lines))
    return ChatReply(tuple(pages), whole=len(kept) == len(bodies) and not answer.truncated)


def _body(answer: Answer) -> tuple[str, list[str]]:
    """The headline of every page, and the blocks to spread over the pages."""
    if answer.status != "ok":
        return f"<b>{_refusal(answer)}</b>", list(_why_not(answer))
    if is_overview(answer):
        return f"<b>{safe(title(answer), _HEADLINE)}</b>", list(overview_blocks(answer))
    sections = split(answer)
    counted = _COUNTED.search(answer.interpretation)
    headline = f"<b>{safe(counted[1], _HEADLINE)}</b>" if counted else ""
    blocks: list[str] = []
    for number, section in enumerate(sections):
        same = _same_for_all(answer, section)
        one_year, empty = only_one_year(answer, section.rows)
        shared_by_all = " · ".join(safe(label_of(answer, section.rows[0], one)) for one in same)
        headline = "\n".join(line for line in (headline, shared_by_all, one_year) if line)
        unsaid = (*same, *empty, *_untold(answer, section))
        varying, shared = ([index for index in one if index not in unsaid] for one in (section.varying, section.shared))
        lines = list(section_lines(answer, section._replace(varying=tuple(varying), shared=tuple(shared))))
        if number:
            lines[0] = f"\n{lines[0]}"
        blocks += lines
    return headline, blocks


def _same_for_all(answer: Answer, section: Section) -> list[int]:
    """Labels that every row of a list bears: said once."""
    if section.shared or len(section.rows) == 1:
        return []
    labels = [index for index in section.varying if answer.columns[index] in SAID_ONCE]
    same = [index for index in labels if len({row[index] for row in section.rows}) == 1]
    return [index for index in same if section.rows[0][index] is not None and len(section.varying) > len(same) + 1]


def _untold(answer: Answer, section: Section) -> list[int]:
    """A year that no row states, and a printed total that no file has: nothing to say."""
    columns = {*section.shared, *section.varying}
    absent = [index for index in columns if answer.columns[index] in {YEAR, _PRINTED}]
    untold = [index for index in absent if all(row[index] is None for row in section.rows)]
    return untold if len(untold) < len(columns) else []


def _refusal(answer: Answer) -> str:
    """What came of the question; words that were not understood are named at once."""
    reading = answer.interpretation
    return safe(reading, _HEADLINE) if _says_all(reading) else HEADLINES[answer.status]


def _says_all(reading: str) -> bool:
    return _NOT_READ.search(reading) is not None and len(reading) <= _IN_BOLD


def _why_not(answer: Answer) -> Iterator[str]:
    """What is no answer says why in the open, and offers what can be asked instead."""
    if answer.interpretation and not _says_all(answer.interpretation):
        scope = _RANGE.search(answer.interpretation)
        yield safe(_RANGE.sub("", answer.interpretation, count=1), _READING)
        if scope:
            yield f"范围：{safe(scope[1])}"
    if not all(part in answer.interpretation for part in answer.unrecognised):
        yield f"没有用上：{safe('、'.join(answer.unrecognised))}"
    if answer.suggestions:
        if answer.status != "ambiguous":
            yield "可以这样问："
        if all(len(one) <= _ON_A_BUTTON for one in answer.suggestions):
            return  # the buttons beneath say it all
        # A tap on <code> copies it, so it stands whole or not at all.
        whole = [one for one in answer.suggestions if utf16_length(escape(one)) <= _SUGGESTION]
        yield from (f"• <code>{safe(one, _SUGGESTION)}</code>" for one in whole)


def _fill(blocks: list[str]) -> list[list[str]]:
    """Spread lines over pages; a page ends before a line that it has no room for, or after so many numbered rows."""
    pages: list[list[str]] = []
    filled, items = _PAGE + 1, 0
    count = sum(block[:1].isdigit() for block in blocks)
    most = _ONE_PAGE_ITEMS if count <= _ONE_PAGE_ITEMS else _PAGE_ITEMS
    for block in blocks:
        size = utf16_length(block) + 1
        begins = block[:1].isdigit()
        if filled + size > _PAGE or (begins and items == most):
            pages.append([])
            filled = items = 0
        pages[-1].append(block.lstrip("\n") if not pages[-1] else block)
        filled += size
        items += begins
    return pages


def _quote(answer: Answer, loaded_on: str) -> str:
    """How it was read, from where and of when, folded away until somebody wants to know."""
    if answer.status != "ok":
        return ""
    reading = _COUNTED.sub("", answer.interpretation, count=1)
    scope = _RANGE.search(reading)
    quoted = [
        f"{title}：{safe(text, longest)}"
        for title, text, longest in (
            ("读作", _RANGE.sub("", reading, count=1), _READING),
            ("没有用上", "、".join(answer.unrecognised), IN_A_LIST),
            ("范围", scope[1] if scope else "", IN_A_LIST),
            (SOURCE, "；".join(join_sources(answer.sources)), _PLACES),
            ("数据装入", loaded_on, IN_A_LIST),
            ("编号", answer.id or "", IN_A_LIST),
        )
        if text
    ]
    # A quote of several lines is one line of the message: it must not be torn apart.
    return f"<blockquote expandable>{chr(10).join(quoted)}</blockquote>" if quoted else ""
