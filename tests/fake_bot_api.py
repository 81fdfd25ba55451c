"""A Bot API server as strict as Telegram's: refuses what Telegram refuses, in Telegram's own words.

The words are those of the published server (tdlib/telegram-bot-api, its Client.cpp, and tdlib/td beneath it); errors in
capitals come from the servers behind it as they are.

Only what the bot uses is there; a method it does not know is answered with 404, so that a new use shows at once.
"""

import json
import re
import threading
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qsl

from tests.telegram_html import EntityError, parse

TOKEN = "123456:TEST-token_of_a_fake"
LONGEST_TEXT = 4096
LARGEST_RAW = 1 << 15  # bytes, with all tags
LONGEST_CAPTION = 1024
LARGEST_FILE = 50 << 20
LARGEST_SIDES = 10_000  # pixels of a picture, width and height together
MOST_TIMES_AS_LONG = 20
LONGEST_SECRET = 256
LONGEST_COMMAND = 32
LONGEST_DESCRIPTION = 256
LONGEST_DATA = 64
LONGEST_NOTICE = 200
MOST_COMMANDS = 100
BOT_NAME = "jixiao_test_bot"
BOT = {"id": 123456, "is_bot": True, "first_name": "绩效", "username": BOT_NAME}
MENTION = f"@{BOT_NAME}"
# Whoever writes such names must not write HTML with them.
PERSON = "张三 <b>&amp;</i>"
TITLE = "预算群 </blockquote><a href='x'>"
CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
HOOKED = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
UPGRADED = "Bad Request: group chat was upgraded to a supergroup chat"
ACTIONS = ("typing", "upload_document", "upload_photo")
Parameters = dict[str, str]
_COMMAND = re.compile(r"[a-z0-9_]+")


class Refusal(Exception):
    """An answer with `ok` false."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.body: dict[str, object] = {"ok": False, "error_code": code, "description": description}
        if parameters:
            self.body["parameters"] = parameters


class Dropped(Exception):
    """The connection breaks off without an answer: before the call was carried out, or after."""

    def __init__(self, *, carried_out: bool = False) -> None:
        super().__init__("dropped")
        self.carried_out = carried_out


class Button:
    """One button beneath a message."""

    def __init__(self, label: str, data: str) -> None:
        self.label = label
        self.data = data


class Sent:
    """One message that the bot sent: as it came, and as the person reads it; edits change it."""

    def __init__(self, chat: int, number: int, raw: str, text: str, buttons: list[list[Button]]) -> None:
        self.chat = chat
        self.number = number
        self.raw = raw
        self.text = text
        self.buttons = buttons
        self.edits = 0
        self.reply_to: int | None = None
        self.topic: int | None = None
        self.file: tuple[str, bytes] | None = None

    def labels(self) -> list[str]:
        """The words on the buttons."""
        return [button.label for row in self.buttons for button in row]

    def button(self, label: str) -> Button:
        """The button that bears a word."""
        return next(button for row in self.buttons for button in row if label in button.label)


class FakeBotApi:
    """Use as a context manager; `say` and `press` speak for a person, `wait` looks at what the bot sent."""

    def __init__(self, token: str = TOKEN) -> None:
        self.token = token
        self.sent: list[Sent] = []
        self.notices: list[tuple[str, str]] = []  # of pressed buttons: id of the press, text shown
        self.left: list[int] = []
        self.menus: dict[str, list[str]] = {}
        self.calls: list[str] = []
        self.confirmed = 0
        self.faults: dict[str, list[Exception]] = defaultdict(list)
        self.fault_for: Callable[[str], Exception | None] = lambda method: None
        self.webhook = ""
        self.secret = ""
        self._updates: list[dict[str, Any]] = []
        self._chats: dict[int, str] = {}
        self._blocked: set[int] = set()
        self.moved: dict[int, int] = {}
        self._presses: set[str] = set()
        self._said: set[tuple[int, int]] = set()  # messages of people, by chat and number
        self._topics: set[tuple[int, int]] = set()  # of forums, by chat and number
        self.unheard: list[int] = []  # messages that were delivered while the connection broke off
        self._next = 1
        self._messages = 0
        self._poll = 0
        self._held = 0  # calls of getUpdates that wait for news
        self._connections = 0
        self._stopping = False
        self._news = threading.Condition()
        self._server = _Server(("127.0.0.1", 0), _handler(self))
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        threading.Thread(target=self._post_updates, daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        with self._news:
            self._stopping = True
            self._news.notify_all()
        self._server.shutdown()
        self._server.server_close()

    # --- the person's side ---------------------------------------------------------------------------------------

    def say(  # noqa: PLR0913 - what a message may have
        self,
        text: str | None,
        person: int = 77,
        chat: int | None = None,
        kind: str = "private",
        *,
        edit: int | None = None,
        reply_to: Sent | None = None,
        topic: int | None = None,
    ) -> int:
        """Write to the bot, or edit what was written; text None is a sticker.  The id of the message."""
        with self._news:
            place = person if chat is None else chat
            if edit is None:
                self._messages += 1
            message: dict[str, Any] = {
                "message_id": edit or self._messages,
                "date": 1_700_000_000,
                "from": {"id": person, "is_bot": False, "first_name": PERSON},
                "chat": self._chat(place, kind),
            }
            message |= _sticker() if text is None else {"text": text}
            if text and (marks := _marks(text)):
                message["entities"] = marks
            self._said.add((place, message["message_id"]))
            if topic is not None:
                self._topics.add((place, topic))
                message |= {"message_thread_id": topic, "is_topic_message": True}
            if reply_to is not None:
                message["reply_to_message"] = self._message(reply_to)
            if edit is not None:
                message["edit_date"] = 1_700_000_001
            self._add({"message" if edit is None else "edited_message": message})
            return int(message["message_id"])

    def press(self, sent: Sent, label: str, person: int = 77, data: str | None = None) -> str:
        """Press a button, or send data that no button holds; the id of the press."""
        with self._news:
            press = f"press{self._next}"
            self._presses.add(press)
            query = {
                "id": press,
                "from": {"id": person, "is_bot": False, "first_name": PERSON},
                "message": self._message(sent),
                "chat_instance": "1",
                "data": sent.button(label).data if data is None else data,
            }
            self._add({"callback_query": query})
            return press

    def join(self, chat: int, person: int = 77) -> None:
        """Take the bot into a group."""
        with self._news:
            change = {
                "chat": self._chat(chat, "supergroup"),
                "from": {"id": person, "is_bot": False, "first_name": PERSON},
                "date": 1_700_000_000,
                "old_chat_member": {"status": "left", "user": BOT},
                "new_chat_member": {"status": "member", "user": BOT},
            }
            self._add({"my_chat_member": change})

    def upgrade(self, old: int, new: int) -> None:
        """A group becomes a supergroup: both say so, and the old one takes nothing any more."""
        with self._news:
            self.moved[old] = new
            for chat, kind, key, other in (
                (old, "group", "migrate_to_chat_id", new),
                (new, "supergroup", "migrate_from_chat_id", old),
            ):
                self._messages += 1
                message = {"message_id": self._messages, "date": 1_700_000_000, "chat": self._chat(chat, kind)}
                self._add({"message": message | {"from": BOT, key: other}})

    def block(self, person: int) -> None:
        """Want nothing more of the bot."""
        self._blocked.add(person)

    def forget_message(self, sent: Sent) -> None:
        """Delete a message of the bot."""
        with self._news:
            self.sent.remove(sent)

    def wait(self, count: int, seconds: float = 20) -> list[Sent]:
        """Everything sent, once it is at least so many messages."""
        with self._news:
            if not self._news.wait_for(lambda: len(self.sent) >= count, seconds):
                raise AssertionError(f"{len(self.sent)} of {count} messages: {[one.text for one in self.sent]}")
            return list(self.sent)

    def wait_for(self, condition: Callable[[], bool], seconds: float = 20) -> None:
        """Wait until something holds that a call of the bot changes."""
        with self._news:
            assert self._news.wait_for(condition, seconds), "it never came to hold"

    def connected(self, change: int) -> None:
        """A connection was opened, or is over with all that came through it."""
        with self._news:
            self._connections += change
            self._news.notify_all()

    def settle(self) -> None:
        """Wait until everything is carried out that a bot called before it was killed."""
        self.wait_for(lambda: self._connections == self._held)

    def fail(self, method: str, *faults: Exception) -> None:
        """Answer the next calls of a method with these faults."""
        with self._news:
            self.faults[method] += faults

    def _add(self, update: dict[str, Any]) -> None:
        self._updates.append({"update_id": self._next, **update})
        self._next += 1
        self._news.notify_all()

    def _chat(self, chat: int, kind: str) -> dict[str, object]:
        self._chats[chat] = kind
        return {"id": chat, "type": kind, **({"first_name": PERSON} if kind == "private" else {"title": TITLE})}

    def _message(self, sent: Sent) -> dict[str, Any]:
        chat = self._chat(sent.chat, self._chats.get(sent.chat, "private"))
        message = {"message_id": sent.number, "date": 1_700_000_000, "from": BOT, "chat": chat, "text": sent.text}
        return message | ({"message_thread_id": sent.topic, "is_topic_message": True} if sent.topic else {})

    def _post_updates(self) -> None:
        """Post updates one by one while a webhook is set; one that is not acknowledged is posted again."""
        while True:
            with self._news:
                self._news.wait_for(lambda: self._stopping or (self.webhook and self._updates))
                if self._stopping:
                    return
                update, address, secret = self._updates[0], self.webhook, self.secret
            if post(address, update, secret) == 200:
                with self._news:
                    self._updates.remove(update)
                    self.confirmed = int(update["update_id"])
                    self._news.notify_all()

    # --- the bot's side ------------------------------------------------------------------------------------------

    def call(self, token: str, method: str, parameters: Parameters) -> object:
        """Answer one call; Refusal or Dropped where it fails."""
        if token != self.token:
            raise Refusal(401, "Unauthorized")
        with self._news:
            self.calls.append(method)
            self._news.notify_all()
            fault = self.faults[method].pop(0) if self.faults[method] else self.fault_for(method)
        if fault is not None:
            if isinstance(fault, Dropped) and fault.carried_out:
                done = self._carry_out(method, parameters)
                self.unheard += [int(done["message_id"])] if isinstance(done, dict) and "message_id" in done else []
            raise fault
        return self._carry_out(method, parameters)

    def _carry_out(self, method: str, parameters: Parameters) -> object:
        known: dict[str, Callable[[Parameters], object]] = {
            "getMe": lambda _: BOT,
            "getUpdates": self._get_updates,
            "sendMessage": self._send_message,
            "editMessageText": self._edit_message_text,
            "answerCallbackQuery": self._answer_callback_query,
            "sendDocument": self._send_document,
            "sendPhoto": self._send_photo,
            "sendChatAction": self._send_chat_action,
            "setMyCommands": self._set_my_commands,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            "leaveChat": self._leave_chat,
        }
        if method not in known:
            raise Refusal(404, "Not Found: method not found")
        return known[method](parameters)

    def _get_updates(self, parameters: Parameters) -> object:
        offset = int(parameters.get("offset", "0"))
        if self.webhook:
            raise Refusal(409, HOOKED)
        with self._news:
            self._poll += 1
            mine = self._poll
            self._updates = [update for update in self._updates if int(update["update_id"]) >= offset]
            self.confirmed = max(self.confirmed, offset - 1)
            self._news.notify_all()
            # A held request is let go when there is news; the wait is bounded by what the bot asked for.
            self._held += 1
            self._news.notify_all()
            self._news.wait_for(
                lambda: self._updates or self._stopping or self._poll != mine, float(parameters.get("timeout", "0"))
            )
            self._held -= 1
            if self._poll != mine:
                # Of two pollers the later wins, as with Telegram.
                raise Refusal(409, CONFLICT)
            return self._updates[: int(parameters.get("limit", "100"))]

    def _send_message(self, parameters: Parameters) -> object:
        chat = self._reachable(parameters)
        raw, text = _message_text(parameters)
        if _units(text) > LONGEST_TEXT:
            raise Refusal(400, "Bad Request: message is too long")
        return self._sent(chat, raw, text, parameters)

    def _send_document(self, parameters: Parameters) -> object:
        chat = self._reachable(parameters)
        name, content = parameters.get("document_name", ""), parameters.get("document", "")
        if not name:
            raise Refusal(400, "Bad Request: there is no document in the request")
        if not content:
            raise Refusal(400, "Bad Request: file must be non-empty")
        raw, caption = _text(parameters, "caption")
        if _units(caption) > LONGEST_CAPTION:
            raise Refusal(400, "Bad Request: message caption is too long")
        if len(content) > LARGEST_FILE:
            raise Refusal(413, "Request Entity Too Large")
        file = (name, content.encode("latin-1"))
        return self._sent(chat, raw, caption, parameters, file)

    def _send_photo(self, parameters: Parameters) -> object:
        chat = self._reachable(parameters)
        content = parameters.get("photo", "").encode("latin-1")
        if not content:
            raise Refusal(400, "Bad Request: there is no photo in the request")
        if not content.startswith(b"\x89PNG"):
            raise Refusal(400, "Bad Request: IMAGE_PROCESS_FAILED")
        sides = [int.from_bytes(content[at : at + 4], "big") for at in (16, 20)]
        if sum(sides) > LARGEST_SIDES or max(sides) > MOST_TIMES_AS_LONG * min(sides):
            raise Refusal(400, "Bad Request: PHOTO_INVALID_DIMENSIONS")
        raw, caption = _text(parameters, "caption")
        if _units(caption) > LONGEST_CAPTION:
            raise Refusal(400, "Bad Request: message caption is too long")
        return self._sent(chat, raw, caption, parameters, (parameters["photo_name"], content))

    def _sent(
        self, chat: int, raw: str, text: str, parameters: Parameters, file: tuple[str, bytes] | None = None
    ) -> object:
        buttons = _buttons(parameters)
        reply = json.loads(parameters.get("reply_parameters", "{}"))
        topic = int(parameters["message_thread_id"]) if "message_thread_id" in parameters else None
        with self._news:
            if topic is not None and (chat, topic) not in self._topics:
                raise Refusal(400, "Bad Request: message thread not found")
            missing = reply and not 0 < int(reply["message_id"]) <= self._messages
            if missing and not reply.get("allow_sending_without_reply"):
                raise Refusal(400, "Bad Request: message to be replied not found")
            self._messages += 1
            sent = Sent(chat, self._messages, raw, text, buttons)
            sent.reply_to = reply.get("message_id")
            sent.topic = topic
            sent.file = file
            self.sent.append(sent)
            self._news.notify_all()
            document = {"document": {"file_id": "d", "file_unique_id": "d"}} if file else {}
            return self._message(sent) | document

    def _edit_message_text(self, parameters: Parameters) -> object:
        chat = self._reachable(parameters)
        raw, text = _message_text(parameters)
        if _units(text) > LONGEST_TEXT:
            raise Refusal(400, "Bad Request: MESSAGE_TOO_LONG")
        buttons = _buttons(parameters)
        with self._news:
            number = int(parameters.get("message_id", "0"))
            sent = next((one for one in self.sent if (one.chat, one.number) == (chat, number)), None)
            if (chat, number) in self._said:
                raise Refusal(400, "Bad Request: message can't be edited")
            if sent is None:
                raise Refusal(400, "Bad Request: message to edit not found")
            if sent.file is not None:
                raise Refusal(400, "Bad Request: there is no text in the message to edit")
            if sent.raw == raw and _shape(sent.buttons) == _shape(buttons):
                raise Refusal(400, NOT_MODIFIED)
            sent.raw, sent.text, sent.buttons = raw, text, buttons
            sent.edits += 1
            self._news.notify_all()
            return self._message(sent)

    def _answer_callback_query(self, parameters: Parameters) -> object:
        press, text = parameters.get("callback_query_id", ""), parameters.get("text", "")
        with self._news:
            if press not in self._presses:
                raise Refusal(400, TOO_OLD)
            if _units(text) > LONGEST_NOTICE:
                raise Refusal(400, "Bad Request: MESSAGE_TOO_LONG")
            self._presses.remove(press)
            self.notices.append((press, text))
            self._news.notify_all()
        return True

    def _send_chat_action(self, parameters: Parameters) -> object:
        self._reachable(parameters)
        if parameters.get("action") not in ACTIONS:
            raise Refusal(400, "Bad Request: wrong parameter action in request")
        return True

    def _set_my_commands(self, parameters: Parameters) -> object:
        commands = json.loads(parameters.get("commands", "[]"))
        if len(commands) > MOST_COMMANDS:
            raise Refusal(400, "Bad Request: BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            _check_command(command["command"].strip(), command["description"].strip())
        scope = json.loads(parameters.get("scope", '{"type": "default"}'))
        if "chat_id" in scope and int(scope["chat_id"]) not in self._chats:
            raise Refusal(400, "Bad Request: chat not found")
        with self._news:
            name = f"{scope['type']}{scope.get('chat_id', '')}"
            self.menus[name] = [command["command"] for command in commands]
            self._news.notify_all()
        return True

    def _set_webhook(self, parameters: Parameters) -> object:
        url, secret = parameters.get("url", ""), parameters.get("secret_token", "")
        # A server of one's own takes plain http on the same machine.
        if not url.startswith(("https://", "http://127.0.0.1:")):
            raise Refusal(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
        if len(secret) > LONGEST_SECRET:
            raise Refusal(400, "Bad Request: secret token is too long")
        if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
            raise Refusal(400, "Bad Request: secret token contains unallowed characters")
        with self._news:
            self.webhook, self.secret = url, secret
            self._news.notify_all()
        return True

    def _delete_webhook(self, _: Parameters) -> object:
        with self._news:
            self.webhook = ""
        return True

    def _leave_chat(self, parameters: Parameters) -> object:
        chat = self._reachable(parameters)
        if self._chats[chat] == "private":
            raise Refusal(400, "Bad Request: chat member status can't be changed in private chats")
        with self._news:
            self.left.append(chat)
            self._chats.pop(chat)
            self._news.notify_all()
        return True

    def _reachable(self, parameters: Parameters) -> int:
        chat = int(parameters.get("chat_id", "0"))
        if chat in self._blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        if chat in self.moved:
            raise Refusal(400, UPGRADED, migrate_to_chat_id=self.moved[chat])
        if chat in self.left:
            raise Refusal(403, "Forbidden: bot is not a member of the supergroup chat")
        if chat not in self._chats:
            raise Refusal(400, "Bad Request: chat not found")
        return chat


class _Server(ThreadingHTTPServer):
    """A thread for each connection; a bot that is killed breaks its own off without a word here."""

    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, *_: object) -> None:
        """Say nothing."""


def post(address: str, update: object, secret: str | None) -> int:
    """Post an update as Telegram does; the status, 0 when nobody answers."""
    headers = {"Content-Type": "application/json"}
    if secret is not None:
        headers["X-Telegram-Bot-Api-Secret-Token"] = secret
    request = urllib.request.Request(address, json.dumps(update).encode(), headers)  # noqa: S310 - our own server
    try:
        with urllib.request.urlopen(request, timeout=20) as response:  # noqa: S310 - as above
            return int(response.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code
    except OSError:
        return 0


def _message_text(parameters: Parameters) -> tuple[str, str]:
    if not parameters.get("text"):
        raise Refusal(400, "Bad Request: message text is empty")
    raw, text = _text(parameters, "text")
    if not text.strip():
        raise Refusal(400, "Bad Request: text must be non-empty")
    return raw, text


def _text(parameters: Parameters, name: str) -> tuple[str, str]:
    raw = parameters.get(name, "")
    if len(raw.encode()) > LARGEST_RAW:
        raise Refusal(400, "Bad Request: text is too long")
    mode = parameters.get("parse_mode", "").lower()
    if mode not in {"", "html"}:
        raise Refusal(400, "Bad Request: unsupported parse_mode")
    try:
        return raw, parse(raw) if mode else raw
    except EntityError as error:
        raise Refusal(400, f"Bad Request: can't parse entities: {error}") from error


def _buttons(parameters: Parameters) -> list[list[Button]]:
    if "reply_markup" not in parameters:
        return []
    try:
        markup = json.loads(parameters["reply_markup"])
    except ValueError as error:
        raise Refusal(400, "Bad Request: can't parse reply keyboard markup JSON object") from error
    if not isinstance(markup, dict):
        raise Refusal(400, "Bad Request: object expected as reply markup")
    rows = markup.get("inline_keyboard", [])
    buttons = [[Button(one.get("text", ""), one.get("callback_data", "")) for one in row] for row in rows]
    for button in (one for row in buttons for one in row):
        if not button.data:
            raise Refusal(
                400,
                "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
            )
        if not button.label:
            raise Refusal(400, "Bad Request: inline keyboard button text must be non-empty")
        if len(button.data.encode()) > LONGEST_DATA:
            raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
    return buttons


def _check_command(command: str, description: str) -> None:
    if not command:
        raise Refusal(400, "Bad Request: command must be non-empty")
    if len(command) > LONGEST_COMMAND:
        raise Refusal(400, f"Bad Request: command length must not exceed {LONGEST_COMMAND}")
    if not description:
        raise Refusal(400, "Bad Request: command description must be non-empty")
    if len(description) > LONGEST_DESCRIPTION:
        raise Refusal(400, f"Bad Request: command description length must not exceed {LONGEST_DESCRIPTION}")
    if not _COMMAND.fullmatch(command):
        raise Refusal(400, "Bad Request: BOT_COMMAND_INVALID")


def _shape(buttons: list[list[Button]]) -> list[list[tuple[str, str]]]:
    return [[(one.label, one.data) for one in row] for row in buttons]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _marks(text: str) -> list[dict[str, object]]:
    """The marks that Telegram's clients put on commands and mentions."""
    marks = [("bot_command", re.match(r"/\w+(@\w+)?", text)), ("mention", re.search(r"@\w+", text))]
    return [
        {"type": kind, "offset": _units(text[: found.start()]), "length": _units(found[0])}
        for kind, found in marks
        if found and not (kind == "mention" and text.startswith("/"))
    ]


def _sticker() -> dict[str, object]:
    file = {"file_id": "s", "file_unique_id": "s", "width": 512, "height": 512}
    return {"sticker": file | {"type": "regular", "is_animated": False, "is_video": False}}


def _handler(api: FakeBotApi) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """Reads /bot<token>/<method> with JSON, form or multipart parameters."""

        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def setup(self) -> None:
            super().setup()
            api.connected(1)

        def finish(self) -> None:
            with suppress(OSError):
                super().finish()
            api.connected(-1)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            path, _, query = self.path.partition("?")
            token, _, method = path.removeprefix("/bot").partition("/")
            parameters = dict(parse_qsl(query)) | _parameters(body, self.headers.get("Content-Type", ""))
            try:
                result = api.call(token, method, parameters)
            except Refusal as refusal:
                self._answer(refusal.code, refusal.body)
            except Dropped:
                self.close_connection = True
            else:
                self._answer(200, {"ok": True, "result": result})

        def _answer(self, code: int, body: dict[str, object]) -> None:
            content = json.dumps(body).encode()
            with suppress(ConnectionError):  # a bot that stops does not wait for its long poll
                self._write(code, content)

        def _write(self, code: int, content: bytes) -> None:
            self.send_response(code)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


def _parameters(body: bytes, kind: str) -> Parameters:
    if kind.startswith("application/json"):
        return {
            name: value if isinstance(value, str) else json.dumps(value) for name, value in json.loads(body).items()
        }
    if kind.startswith("multipart/form-data"):
        return _parts(body, kind)
    return dict(parse_qsl(body.decode(), keep_blank_values=True))


def _parts(body: bytes, kind: str) -> Parameters:
    """The fields of a form with a file; the file's bytes as Latin-1, its name beside them."""
    parameters: Parameters = {}
    boundary = b"--" + kind.partition("boundary=")[2].encode()
    for part in body.split(boundary)[1:-1]:
        head, _, content = part[2:-2].partition(b"\r\n\r\n")
        found = re.search(r'name="([^"]*)"(?:; filename="([^"]*)")?', head.decode())
        assert found
        if found[2] is None:
            parameters[found[1]] = content.decode()
        else:
            parameters[f"{found[1]}_name"] = found[2]
            parameters[found[1]] = content.decode("latin-1")
    return parameters
