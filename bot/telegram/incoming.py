"""What an update is to us: a question, a command, a pressed button, a group joined, or nothing that concerns us."""

from typing import NamedTuple, TypeAlias

from telegram import ChatMember, MaybeInaccessibleMessage, Message, MessageEntity, Update
from telegram.constants import ChatType

_GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)


class Me(NamedTuple):
    """The bot itself."""

    id: int
    username: str


class Place(NamedTuple):
    """Where to reply."""

    chat: int
    group: bool
    thread: int | None = None  # the topic of a forum


class Question(NamedTuple):
    """A text to answer; None is something that is no text."""

    place: Place
    person: int
    message: int
    text: str | None
    edited: bool = False


class Command(NamedTuple):
    """A command without its slash, and what stands behind it."""

    place: Place
    person: int
    message: int
    name: str
    rest: str


class Press(NamedTuple):
    """A pressed button: its data, and the message that it stands beneath."""

    place: Place
    person: int
    message: int
    query: str
    data: str


class Joined(NamedTuple):
    """The bot was taken into a group."""

    place: Place


class Moved(NamedTuple):
    """A group became a supergroup, which has another id."""

    old: int
    new: int


Incoming: TypeAlias = Question | Command | Press | Joined | Moved


def chat_of(update: dict[str, object]) -> str:
    """The chat of an update as it came, so that a chat's updates keep their order; empty where it has none.

    >>> chat_of({"update_id": 1, "callback_query": {"message": {"chat": {"id": -5}}}}), chat_of({"update_id": 1})
    ('-5', '')
    """
    for kind in update.values():
        if isinstance(kind, dict):
            message = kind.get("message")
            inner = message if isinstance(message, dict) else kind
            chat = inner.get("chat")
            if isinstance(chat, dict):
                return str(chat.get("id", ""))
    return ""


def move_of(update: dict[str, object]) -> tuple[str, str] | None:
    """The old and the new id of a group, where an update as it came tells of a move.

    >>> move_of({"update_id": 1, "message": {"chat": {"id": -5}, "migrate_to_chat_id": -1005}})
    ('-5', '-1005')
    """
    message = update.get("message")
    chat = message.get("chat") if isinstance(message, dict) else None
    if not isinstance(message, dict) or not isinstance(chat, dict):
        return None
    here, old, new = (chat.get("id"), message.get("migrate_from_chat_id"), message.get("migrate_to_chat_id"))
    if isinstance(new, int):
        return str(here), str(new)
    return (str(old), str(here)) if isinstance(old, int) else None


def read_update(update: Update, me: Me) -> Incoming | None:
    """Understand an update; None for what is not meant for the bot."""
    message = update.message or update.edited_message
    if message is None:
        return _press(update) or _joined(update)
    group = message.chat.type in _GROUPS
    if group and message.migrate_to_chat_id is not None:
        return Moved(message.chat.id, message.migrate_to_chat_id)  # the new group says it again, which is not news
    if message.from_user is None:
        return None
    if not group and message.chat.type != ChatType.PRIVATE:
        return None
    place = Place(message.chat.id, group, _topic(message))
    text = message.text
    if text is None:
        return None if group else Question(place, message.from_user.id, message.message_id, None)
    edited = update.edited_message is not None
    command = _command(text, message, me, place)
    if command is not None and not (edited and command.name != "q"):
        return _as_question(command, edited) if command.name == "q" and command.rest else command
    if text.startswith("/") and (group or edited):
        return None
    if group:
        meant = _meant(message, text, me)
        return None if meant is None else Question(place, message.from_user.id, message.message_id, meant, edited)
    return Question(place, message.from_user.id, message.message_id, text, edited)


def _press(update: Update) -> Press | None:
    query = update.callback_query
    if query is None or query.message is None or query.data is None:
        return None
    message = query.message
    place = Place(message.chat.id, message.chat.type in _GROUPS, _topic(message))
    return Press(place, query.from_user.id, message.message_id, query.id, query.data)


def _topic(message: MaybeInaccessibleMessage) -> int | None:
    """The topic of a forum that a message stands in; the general one has no number."""
    return message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None


def _joined(update: Update) -> Joined | None:
    change = update.my_chat_member
    if change is None or change.chat.type == ChatType.PRIVATE:
        return None
    here = change.new_chat_member.status in {ChatMember.MEMBER, ChatMember.ADMINISTRATOR, ChatMember.RESTRICTED}
    return Joined(Place(change.chat.id, group=True)) if here else None


def _command(text: str, message: Message, me: Me, place: Place) -> Command | None:
    """A command for this bot: /help, or /help@name with its own name."""
    if not text.startswith("/") or message.from_user is None:
        return None
    word, _, rest = text.partition("\n" if "\n" in text.split(" ", 1)[0] else " ")
    name, _, addressee = word[1:].partition("@")
    if addressee and addressee.lower() != me.username.lower():
        return None
    return Command(place, message.from_user.id, message.message_id, name.lower(), rest.strip())


def _as_question(command: Command, edited: bool) -> Question:
    return Question(command.place, command.person, command.message, command.rest, edited)


def _meant(message: Message, text: str, me: Me) -> str | None:
    """The text of a group message that mentions the bot or replies to it, without the mention."""
    replied = message.reply_to_message
    mentioned = replied is not None and replied.from_user is not None and replied.from_user.id == me.id
    kept = text
    for entity, named in message.parse_entities([MessageEntity.MENTION, MessageEntity.TEXT_MENTION]).items():
        ours = entity.user.id == me.id if entity.user else named.lower() == f"@{me.username.lower()}"
        if ours:
            mentioned = True
            kept = kept.replace(named, " ", 1)
    return kept.strip() if mentioned else None
