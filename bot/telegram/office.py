"""What everybody at the desk shares."""

from typing import NamedTuple

from bot.messenger.asker import Asker
from bot.messenger.inbox import Inbox
from bot.messenger.limits import Limits
from bot.messenger.moves import Moves
from bot.messenger.question_log import QuestionLog
from bot.messenger.replies import Replies
from bot.messenger.rights import Permit, Rights
from bot.settings import TelegramSettings
from bot.telegram.incoming import Me, Place
from bot.telegram.menus import Menus
from bot.telegram.sending import Sender


class Office(NamedTuple):
    """The parts that the bot is made of."""

    me: Me
    settings: TelegramSettings
    sender: Sender
    menus: Menus
    asker: Asker
    replies: Replies
    log: QuestionLog
    inbox: Inbox
    moves: Moves
    limits: Limits
    outsiders: Limits  # so that an outsider is told who they are now and then, not at every word


def permit_of(office: Office, rights: Rights, place: Place, person: int) -> Permit | None:
    """What a person may do here."""
    if place.group:
        return rights.in_chat(listed_as(office, rights, place.chat), str(person))
    return rights.in_private(str(person))


def listed_as(office: Office, rights: Rights, chat: int) -> str:
    """The id by which the rights know a group: its own, else one that it had before."""
    ids = list(office.moves.ids(str(chat)))
    return next((one for one in ids if one in rights.chats), ids[0])
