"""A question in, a reply out: new, or in place of what stood there."""

import logging
import time
from datetime import UTC, datetime
from html import escape
from importlib.util import find_spec
from typing import Literal, NamedTuple, TypeAlias

from bot.answer import PROJECT, ROW_LIMIT, Answer
from bot.charts.choose import YEAR
from bot.charts.draw import draw
from bot.errors import CommandError
from bot.export import render
from bot.messenger.asker import Asked, Lean, Seat
from bot.messenger.question_log import Logged
from bot.messenger.replies import Reply, new_key
from bot.messenger.rights import Departments, Permit
from bot.render.about import About
from bot.render.as_chat import ChatReply, render_chat
from bot.render.chat_text import LONGEST_MESSAGE, safe, utf16_length
from bot.telegram import phrases
from bot.telegram.buttons import keyboard
from bot.telegram.incoming import Place
from bot.telegram.office import Office
from db.errors import StoreError
from querylang.fields import FIELDS
from querylang.query import And, Named

_log = logging.getLogger(__name__)
Format: TypeAlias = Literal["csv", "xlsx"]
MOST_EXPORTED = 50_000  # rows of a file
LARGEST_FILE = 49_000_000  # bytes; Telegram takes 50 MB with all that is around it, and what is larger never arrives
_TOTAL = FIELDS["total"].label
_CAPTION = 800
CAN_DRAW = find_spec("PIL") is not None
FEW = range(2, 6)  # names that an answer covers, offered one by one


class Wish(NamedTuple):
    """What is to be answered, for whom, and where the answer is to stand."""

    place: Place
    person: int
    permit: Permit
    asked_in: int  # the message with the question
    text: str
    lean: Lean | None = None  # instead of the conversation's last question
    instead_of: int | None = None  # the bot's message that the answer takes the place of
    typed_after: Lean | None = None  # what the message with the question leaned on, where the text is a button's


async def answer(office: Office, wish: Wish) -> None:
    """Answer a question; whoever asked hears of every failure that is not Telegram's own."""
    begun = time.perf_counter()
    try:
        with office.sender.typing(wish.place):
            asked, shown = await office.asker.run(lambda: _ask(office, wish))
        reply = _reply(wish, asked, shown)
    except StoreError as error:
        _log.error("数据库读不了：%s", error)
        await _put(office, wish, phrases.BUSY, None)
        return
    except Exception as error:
        # The door's one handler: whoever asked hears that it failed, the log says what.
        _log.error("答问题时出了意外", exc_info=error)
        await _put(office, wish, phrases.FAILED, None)
        return
    office.log.add(_logged(reply, round((time.perf_counter() - begun) * 1000)))
    message = await _put(office, wish, reply.pages[0], reply)
    office.replies.put(reply._replace(message=str(message)))
    if not shown.whole:
        await export(office, wish.place, reply, "xlsx", wish.permit.departments)


async def export(office: Office, place: Place, reply: Reply, kind: Format, departments: Departments) -> None:
    """Send all rows of a reply as a file, asked anew with what may be seen now."""

    def draw() -> tuple[Answer, bytes]:
        answer = office.asker.again(departments, reply.question, reply.before, MOST_EXPORTED)
        return answer, render(answer, kind, About(f"{datetime.now(UTC):%Y-%m-%d}"))

    try:
        with office.sender.typing(place):
            found, content = await office.asker.run(draw)
    except StoreError as error:
        _log.error("数据库读不了：%s", error)
        await office.sender.say(place, phrases.BUSY)
        return
    if len(content) > LARGEST_FILE:
        await office.sender.say(place, phrases.TOO_LARGE)
        return
    caption = f"{safe(found.question, 200)}\n{safe(found.interpretation, _CAPTION)}"
    await office.sender.file(
        place, file_name(reply.question, kind), content, caption, int(reply.message) if reply.message else None
    )


async def draw_chart(office: Office, place: Place, reply: Reply, departments: Departments) -> None:
    """Send a reply as a picture, asked anew with what may be seen now; away from the event loop, as all drawing."""

    def picture() -> tuple[Answer, bytes]:
        answer = office.asker.again(departments, reply.question, reply.before, ROW_LIMIT)
        return answer, draw(answer, "png")

    try:
        with office.sender.typing(place):
            found, content = await office.asker.run(picture)
    except StoreError as error:
        _log.error("数据库读不了：%s", error)
        await office.sender.say(place, phrases.BUSY)
        return
    except CommandError as error:
        # Nothing to draw any more, or no font: the sentence says which.
        await office.sender.say(place, safe(str(error)))
        return
    await office.sender.picture(
        place, content, safe(found.question, 200), int(reply.message) if reply.message else None
    )


def file_name(question: str, kind: str) -> str:
    """A name made of the question, without what file systems refuse.

    >>> file_name("预算超过100万的项目？", "csv"), file_name("a/b:c", "xlsx"), file_name("..", "csv")
    ('预算超过100万的项目.csv', 'abc.xlsx', '结果.csv')
    """
    kept = "".join(character for character in question if character.isalnum() or character in "-_（）%")
    return f"{kept[:40] or '结果'}.{kind}"


def page(reply: Reply) -> str:
    """What a reply shows in its present state."""
    if not (reply.shows_sql and reply.sql):
        return reply.pages[reply.page]
    return f'<pre><code class="language-sql">{escape(statement(reply), quote=False)}</code></pre>'


def statement(reply: Reply) -> str:
    """The statement behind a reply, with what is to be known about it where it ran over a part of the data."""
    return (phrases.SCOPED_SQL if reply.departments is not None else "") + (reply.sql or "")


def fits(sql: str) -> bool:
    """Whether a statement has room in a message; cut, it would run and be another."""
    return utf16_length(sql) < LONGEST_MESSAGE


async def _put(office: Office, wish: Wish, html: str, reply: Reply | None) -> int:
    buttons = keyboard(reply) if reply else None
    if wish.instead_of is not None and await office.sender.edit(wish.place, wish.instead_of, html, buttons):
        return wish.instead_of
    return await office.sender.say(wish.place, html, buttons, wish.asked_in if wish.place.group else None)


def _ask(office: Office, wish: Wish) -> tuple[Asked, ChatReply]:
    seat = Seat(office.moves.first(str(wish.place.chat)), str(wish.person), wish.permit.departments)
    asked = office.asker.ask(seat, wish.text, wish.lean)
    return asked, render_chat(asked.answer, asked.loaded_on)


def _reply(wish: Wish, asked: Asked, shown: ChatReply) -> Reply:
    answer = asked.answer
    return Reply(
        key=new_key(),
        chat=str(wish.place.chat),
        person=str(wish.person),
        asked_in=str(wish.asked_in),
        message="",
        question=wish.text,
        before=asked.before,
        typed_after=wish.typed_after.context if wish.typed_after else asked.before,
        after=answer.context,
        reading=answer.interpretation,
        status=answer.status,
        pages=shown.pages,
        suggestions=answer.suggestions,
        sql=answer.sql,
        sortable=_sortable(answer),
        rows=answer.total_rows,
        choices=_choices(answer),
        drawable=_drawable(answer),
        departments=wish.permit.departments,
    )


def _choices(answer: Answer) -> tuple[str, ...]:
    """Names that one mention meant, where they are few: each can be had alone.  A name that was typed is no choice."""
    if answer.status != "ok" or answer.context is None:
        return ()
    where = answer.context.query.where
    parts = where.parts if isinstance(where, And) else (where,)
    names = [name for part in parts if isinstance(part, Named) for name in part.projects if name not in answer.question]
    return tuple(names) if len(names) in FEW else ()


def _drawable(answer: Answer) -> bool:
    """Several rows with a figure each that is no year, and something to draw with."""
    if not CAN_DRAW or answer.status != "ok" or len(answer.rows) < FEW.start:
        return False
    figures = [index for index, name in enumerate(answer.columns) if name != YEAR]
    return any(isinstance(answer.rows[0][index], int | float) for index in figures)


def _sortable(answer: Answer) -> bool:
    """Several projects in a list with their totals."""
    columns = answer.columns
    if answer.status != "ok" or not {PROJECT, _TOTAL} <= set(columns) or FIELDS["indicator"].label in columns:
        return False
    return len(answer.rows) > 1 and answer.context is not None


def _logged(reply: Reply, milliseconds: int) -> Logged:
    return Logged(reply.person, reply.chat, reply.question, reply.reading, reply.status, reply.rows, milliseconds)


def complaint(reply: Reply) -> Logged:
    """A reply as it is filed for the administrators."""
    return _logged(reply, 0)
