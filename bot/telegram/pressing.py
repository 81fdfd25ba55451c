"""What a pressed button does.  It is let go at once; then what it asks for happens in place."""

from bot.messenger.asker import Lean
from bot.messenger.replies import Reply
from bot.messenger.rights import Permit
from bot.telegram import buttons, phrases
from bot.telegram.answering import Format, Wish, answer, complaint, export, page
from bot.telegram.buttons import Pressed, read_data
from bot.telegram.incoming import Press
from bot.telegram.office import Office

_ORDERS = {buttons.ASCENDING: "按金额升序", buttons.DESCENDING: "按金额倒序"}


async def press(office: Office, pressed: Press, permit: Permit) -> None:
    """Check whose button it is and whether it still holds, let it go, and act."""
    asked = read_data(pressed.data)
    reply = office.replies.get(asked.key) if asked else None
    # A button speaks for the message that it stands beneath; data carried elsewhere is forged.
    if asked is None or reply is None or (reply.chat, reply.message) != (str(pressed.place.chat), str(pressed.message)):
        await office.sender.answer_press(pressed.query, phrases.EXPIRED)
        return
    anyone = pressed.place.group and office.settings.presses == "anyone"
    if reply.person != str(pressed.person) and not anyone:
        await office.sender.answer_press(pressed.query, phrases.NOT_YOURS)
        return
    await office.sender.answer_press(pressed.query, _said(reply, asked))
    await _act(office, pressed, permit, reply, asked)


def _said(reply: Reply, asked: Pressed) -> str:
    if asked.action != buttons.WRONG:
        return ""
    return phrases.COMPLAINED if reply.complained else phrases.THANKS


async def _act(office: Office, pressed: Press, permit: Permit, reply: Reply, asked: Pressed) -> None:
    match asked.action:
        case buttons.PAGE if asked.number < len(reply.pages) and asked.number != reply.page:
            await _show(office, pressed, permit, reply._replace(page=asked.number))
        case buttons.SQL if reply.sql:
            await _show(office, pressed, permit, reply._replace(shows_sql=not reply.shows_sql))
        case buttons.FILE if reply.status == "ok":
            kind: Format = "xlsx" if asked.number == buttons.XLSX else "csv"
            await export(office, pressed.place, reply, kind, permit.departments)
        case buttons.WRONG if not reply.complained:
            office.log.complain(complaint(reply))
            await _show(office, pressed, permit, reply._replace(complained=True))
        case buttons.ORDER if reply.sortable and asked.number in _ORDERS:
            await answer(office, _wish(pressed, permit, reply, _ORDERS[asked.number], Lean(reply.after)))
        case buttons.SUGGESTION if asked.number < len(reply.suggestions):
            # Suggestions were tried on their own; so they are asked.
            await answer(office, _wish(pressed, permit, reply, reply.suggestions[asked.number], Lean(None)))


def _wish(pressed: Press, permit: Permit, reply: Reply, text: str, lean: Lean) -> Wish:
    return Wish(
        place=pressed.place,
        person=int(reply.person),
        permit=permit,
        asked_in=int(reply.asked_in),
        text=text,
        lean=lean,
        instead_of=pressed.message,
    )


async def _show(office: Office, pressed: Press, permit: Permit, reply: Reply) -> None:
    office.replies.put(reply)
    scoped = permit.departments is not None
    await office.sender.edit(pressed.place, pressed.message, page(reply, scoped), buttons.keyboard(reply))
