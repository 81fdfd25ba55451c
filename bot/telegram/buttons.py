"""Buttons beneath a reply, and what their data says: the reply's key, one letter, a number.  Never over 64 bytes."""

import re
from typing import NamedTuple

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.messenger.replies import GREETING, Reply

PAGE, ORDER, SUGGESTION, CHOICE, SQL, FILE, CHART, WRONG, NOTHING = "poscqfgwn"
ASCENDING, DESCENDING = 0, 1
CSV, XLSX = 0, 1
_DATA = re.compile(r"([A-Za-z0-9_-]{8})([poscqfgwn])(\d{0,4})")
_LABEL = 40  # characters; a phone shows about twenty, and more when turned


class Pressed(NamedTuple):
    """What a button asks for."""

    key: str
    action: str
    number: int


def read_data(data: str) -> Pressed | None:
    """Understand callback data; None for what none of our buttons holds."""
    match = _DATA.fullmatch(data)
    return Pressed(match[1], match[2], int(match[3] or 0)) if match else None


def keyboard(reply: Reply) -> InlineKeyboardMarkup | None:
    """All buttons of a reply in its present state."""
    rows = [
        *_offers(reply, SUGGESTION, reply.suggestions),
        *_offers(reply, CHOICE, reply.choices),
        *_pages(reply),
        *_order_and_tools(reply),
    ]
    return InlineKeyboardMarkup(rows) if rows else None


def _button(reply: Reply, label: str, action: str, number: int = 0) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=f"{reply.key}{action}{number or ''}")


def _pages(reply: Reply) -> list[list[InlineKeyboardButton]]:
    last = len(reply.pages) - 1
    if not last or reply.shows_sql:
        return []
    here = reply.page
    row = [_button(reply, "◀ 上一页", PAGE, here - 1)] if here else []
    row.append(_button(reply, f"{here + 1} / {last + 1}", NOTHING))
    if here < last:
        row.append(_button(reply, "下一页 ▶", PAGE, here + 1))
    return [row]


def _order_and_tools(reply: Reply) -> list[list[InlineKeyboardButton]]:
    """What the answer can look like, what can be had of it, and what can be said of it; four in a row at most."""
    if reply.status == GREETING:
        return []
    chart = [_button(reply, "画图", CHART)] if reply.drawable and not reply.shows_sql else []
    order = []
    if reply.sortable and not reply.shows_sql:
        order = [_button(reply, "金额从高到低", ORDER, DESCENDING), _button(reply, "金额从低到高", ORDER, ASCENDING)]
    files = []
    if reply.status == "ok" and reply.rows > 1:
        files = [_button(reply, "导出CSV", FILE, CSV), _button(reply, "导出XLSX", FILE, XLSX)]
    sql = [_button(reply, "看答案" if reply.shows_sql else "看SQL", SQL)] if reply.sql else []
    wrong = _button(reply, "已记下" if reply.complained else "不对" if reply.status == "ok" else "告诉管理员", WRONG)
    if order:
        return [[*order, *chart], [*sql, *files, wrong]]
    if chart:
        return [[*chart, *files], [*sql, wrong]]
    return [[*sql, *files, wrong]]


def _offers(reply: Reply, action: str, texts: tuple[str, ...]) -> list[list[InlineKeyboardButton]]:
    """A row each: a name needs the width."""
    if reply.shows_sql:
        return []
    return [[_button(reply, _clipped(text), action, number)] for number, text in enumerate(texts)]


def _clipped(text: str) -> str:
    return text if len(text) <= _LABEL else f"{text[: _LABEL - 1]}…"
