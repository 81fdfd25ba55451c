"""A Bot API server as strict as Telegram's: refuses what Telegram refuses, in Telegram's own words.

Only what the bot uses is there; a method it does not know is answered with 404, so that a new use shows at once.
"""

import json
import threading
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import parse_qsl

from tests.telegram_html import EntityError, parse

TOKEN = "123456:TEST-token_of_a_fake"
LONGEST_TEXT = 4096
BOT = {"id": 123456, "is_bot": True, "first_name": "绩效", "username": "jixiao_test_bot"}
CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
Parameters = dict[str, str]


class Refusal(Exception):
    """An answer with `ok` false."""

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.body: dict[str, object] = {"ok": False, "error_code": code, "description": description}
        if retry_after is not None:
            self.body["parameters"] = {"retry_after": retry_after}


class Dropped(Exception):
    """The connection breaks off without an answer."""


class Sent:
    """One message that the bot sent: as it came, and as the person reads it."""

    def __init__(self, chat: int, raw: str, text: str) -> None:
        self.chat = chat
        self.raw = raw
        self.text = text


class FakeBotApi:
    """Use as a context manager; `say` speaks for a person, `wait` looks at what the bot sent."""

    def __init__(self, token: str = TOKEN) -> None:
        self.token = token
        self.sent: list[Sent] = []
        self.calls: list[str] = []
        self.confirmed = 0
        self.faults: dict[str, list[Exception]] = defaultdict(list)
        self._updates: list[dict[str, object]] = []
        self._chats: set[int] = set()
        self._next = 1
        self._poll = 0
        self._stopping = False
        self._news = threading.Condition()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        with self._news:
            self._stopping = True
            self._news.notify_all()
        self._server.shutdown()
        self._server.server_close()

    # --- the person's side ---------------------------------------------------------------------------------------

    def say(self, text: str | None, person: int = 77, chat: int | None = None, kind: str = "private") -> None:
        """Write to the bot; text None is a sticker."""
        with self._news:
            place = person if chat is None else chat
            message: dict[str, object] = {
                "message_id": self._next,
                "date": 1_700_000_000,
                "from": {"id": person, "is_bot": False, "first_name": "张三"},
                "chat": {"id": place, "type": kind, "first_name": "张三"},
            }
            message |= _sticker() if text is None else {"text": text}
            self._chats.add(place)
            self._updates.append({"update_id": self._next, "message": message})
            self._next += 1
            self._news.notify_all()

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

    def fail(self, method: str, *faults: Exception) -> None:
        """Answer the next calls of a method with these faults."""
        with self._news:
            self.faults[method] += faults

    # --- the bot's side ------------------------------------------------------------------------------------------

    def call(self, token: str, method: str, parameters: Parameters) -> object:
        """Answer one call; Refusal or Dropped where it fails."""
        if token != self.token:
            raise Refusal(401, "Unauthorized")
        with self._news:
            self.calls.append(method)
            self._news.notify_all()
            if self.faults[method]:
                raise self.faults[method].pop(0)
        match method:
            case "getMe":
                return BOT
            case "getUpdates":
                return self._get_updates(parameters)
            case "sendMessage":
                return self._send_message(parameters)
            case _:
                raise Refusal(404, "Not Found")

    def _get_updates(self, parameters: Parameters) -> object:
        offset = int(parameters.get("offset", "0"))
        with self._news:
            self._poll += 1
            mine = self._poll
            self._updates = [update for update in self._updates if int(str(update["update_id"])) >= offset]
            self.confirmed = max(self.confirmed, offset - 1)
            self._news.notify_all()
            # A held request is let go when there is news; the wait is bounded by what the bot asked for.
            self._news.wait_for(
                lambda: self._updates or self._stopping or self._poll != mine, float(parameters.get("timeout", "0"))
            )
            if self._poll != mine:
                # Of two pollers the later wins, as with Telegram.
                raise Refusal(409, CONFLICT)
            return self._updates[: int(parameters.get("limit", "100"))]

    def _send_message(self, parameters: Parameters) -> object:
        raw = parameters.get("text", "")
        chat = int(parameters.get("chat_id", "0"))
        try:
            text = parse(raw) if parameters.get("parse_mode") == "HTML" else raw
        except EntityError as error:
            raise Refusal(400, f"Bad Request: can't parse entities: {error}") from error
        if chat not in self._chats:
            raise Refusal(400, "Bad Request: chat not found")
        if not text.strip():
            raise Refusal(400, "Bad Request: message text is empty")
        if len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT:
            raise Refusal(400, "Bad Request: message is too long")
        with self._news:
            self.sent.append(Sent(chat, raw, text))
            self._news.notify_all()
            return {
                "message_id": 1_000_000 + len(self.sent),
                "date": 1_700_000_000,
                "from": BOT,
                "chat": {"id": chat, "type": "private", "first_name": "张三"},
                "text": text,
            }


def _sticker() -> dict[str, object]:
    file = {"file_id": "s", "file_unique_id": "s", "width": 512, "height": 512}
    return {"sticker": file | {"type": "regular", "is_animated": False, "is_video": False}}


def _handler(api: FakeBotApi) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """Reads /bot<token>/<method> with JSON or form parameters."""

        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
            token, _, method = self.path.removeprefix("/bot").partition("/")
            try:
                result = api.call(token, method, _parameters(body, self.headers.get_content_type()))
            except Refusal as refusal:
                self._answer(refusal.code, refusal.body)
            except Dropped:
                self.close_connection = True
            else:
                self._answer(200, {"ok": True, "result": result})

        def _answer(self, code: int, body: dict[str, object]) -> None:
            content = json.dumps(body, ensure_ascii=False).encode()
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


def _parameters(body: str, kind: str) -> Parameters:
    if kind == "application/json":
        return {
            name: value if isinstance(value, str) else json.dumps(value) for name, value in json.loads(body).items()
        }
    return dict(parse_qsl(body, keep_blank_values=True))
