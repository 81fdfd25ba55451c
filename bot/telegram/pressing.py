"""What a pressed button does.  It is let go at once; then what it asks for happens in place."""

from typing import NamedTuple

from bot.messenger.asker import Lean
from bot.messenger.replies import ANSWERED, GREETING, Reply
from bot.messenger.rights import Permit, Rights, covers
from bot.render.chat_text import safe
from bot.telegram import buttons, phrases
from bot.telegram.answering import Format, Wish, answer, complaint, draw_chart, export, file_name, fits, page, statement
from bot.telegram.buttons import Pressed, read_data
from bot.telegram.incoming import Press
from bot.telegram.office import Office
from bot.telegram.telling import tell

_ASKED, _READING, _NAME = 1000, 1000, 60  # escaped, as an administrator is shown them
_ORDERS = {buttons.ASCENDING: "按金额升序", buttons.DESCENDING: "按金额倒序"}


class Pressing(NamedTuple):
    """A press that holds, and the reply beneath which it was made."""

    office: Office
    rights: Rights
    pressed: Press
    permit: Permit
    reply: Reply

    def wish(self, text: str, lean: Lean) -> Wish:
        """A question to be answered in place of this reply."""
        return Wish(
            place=self.pressed.place,
            person=int(self.reply.person),
            permit=self.permit,
            asked_in=int(self.reply.asked_in),
            text=text,
            lean=lean,
            instead_of=self.pressed.message,
            typed_after=Lean(self.reply.typed_after),
        )

    async def show(self, reply: Reply) -> None:
        """Show the reply in another state."""
        self.office.replies.put(reply)
        pressed = self.pressed
        await self.office.sender.edit(pressed.place, pressed.message, page(reply), buttons.keyboard(reply))


async def press(office: Office, rights: Rights, pressed: Press, permit: Permit) -> None:
    """Check whose button it is and whether it still holds, let it go, and act."""
    asked = read_data(pressed.data)
    reply = await office.replies.get(asked.key) if asked else None
    # A button speaks for the message that it stands beneath; data carried elsewhere is forged.
    if asked is None or reply is None or (reply.chat, reply.message) != (str(pressed.place.chat), str(pressed.message)):
        await office.sender.answer_press(pressed.query, phrases.EXPIRED)
        return
    anyone = pressed.place.group and office.settings.presses == "anyone"
    if reply.person != str(pressed.person) and not anyone:
        await office.sender.answer_press(pressed.query, phrases.NOT_YOURS)
        return
    if not covers(permit.departments, reply.departments):
        await office.sender.answer_press(pressed.query, phrases.NOT_ALLOWED)
        return
    await office.sender.answer_press(pressed.query, _said(reply, asked))
    await _act(Pressing(office, rights, pressed, permit, reply), asked)


def _said(reply: Reply, asked: Pressed) -> str:
    if asked.action != buttons.WRONG:
        return ""
    return phrases.COMPLAINED if reply.complained else phrases.THANKS


async def _act(at: Pressing, asked: Pressed) -> None:
    reply = at.reply
    match asked.action:
        case buttons.PAGE if asked.number < len(reply.pages) and asked.number != reply.page:
            await at.show(reply._replace(page=asked.number))
        case buttons.SQL if reply.sql:
            await _statement(at)
        case buttons.FILE if reply.status == "ok":
            kind: Format = "xlsx" if asked.number == buttons.XLSX else "csv"
            await export(at.office, at.pressed.place, reply, kind, at.permit.departments)
        case buttons.CHART if reply.drawable:
            await draw_chart(at.office, at.pressed.place, reply, at.permit.departments)
        case buttons.WRONG if not reply.complained:
            await _complain(at)
        case buttons.ORDER if reply.sortable and asked.number in _ORDERS:
            await answer(at.office, at.wish(_ORDERS[asked.number], Lean(reply.after)))
        case buttons.CHOICE if asked.number < len(reply.choices):
            await answer(at.office, at.wish(f"换成{reply.choices[asked.number]}", Lean(reply.after)))
        case buttons.SUGGESTION if asked.number < len(reply.suggestions):
            # Suggestions were tried on their own; so they are asked.
            wish = at.wish(reply.suggestions[asked.number], Lean(None))
            await answer(at.office, wish._replace(instead_of=None) if reply.status == GREETING else wish)


async def _statement(at: Pressing) -> None:
    """In place of the answer and back; one that has no room there comes as a file that can be run."""
    sql = statement(at.reply)
    if at.reply.shows_sql or fits(sql):
        await at.show(at.reply._replace(shows_sql=not at.reply.shows_sql))
        return
    name = file_name(at.reply.question, "sql")
    await at.office.sender.file(at.pressed.place, name, f"{sql}\n".encode(), phrases.LONG_SQL, at.pressed.message)


async def _complain(at: Pressing) -> None:
    """File question and reading, and show them to the administrators; one of them who pressed knows already."""
    at.office.log.complain(complaint(at.reply))
    await at.show(at.reply._replace(complained=True))
    people = at.rights.people
    # The reading may name what one who sees fewer departments must not know of.
    knowing = [one for one in at.rights.admins() if covers(people[one].departments, at.reply.departments)]
    others = [one for one in knowing if one != str(at.pressed.person)]
    if others:
        name = people[at.reply.person].name if at.reply.person in people else ""
        who = f"{safe(name, _NAME)}（<code>{safe(at.reply.person, _NAME)}</code>）"
        lines = [
            phrases.COMPLAINT if at.reply.status == ANSWERED else phrases.UNANSWERED,
            f"问：{safe(at.reply.question, _ASKED)}",
            f"读作：{safe(at.reply.reading, _READING)}",
        ]
        await tell(at.office, others, "\n".join([*lines, f"提问的人：{who}"]))
