"""The fake Bot API refuses what Telegram refuses: a row each, which a lenient fake would let through."""

import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping

import pytest

from tests.console import ROOT
from tests.fake_bot_api import CONFLICT, HOOKED, NOT_MODIFIED, TOKEN, TOO_OLD, UPGRADED, FakeBotApi
from tests.telegram_html import EntityError, parse


@pytest.fixture
def api() -> Iterator[FakeBotApi]:
    """Serve it, with a chat in which the bot has spoken, a press there, and a chat that has blocked the bot."""
    with FakeBotApi() as api:
        for person in (1, 3):
            api.say("/start", person=person)
            api.say("/help", person=person)
        api.block(3)
        assert call(api, "sendMessage", {"chat_id": 1, "text": "好"}) == (200, "")
        api.press(api.sent[0], "", person=1, data="x")
        yield api


def call(api: FakeBotApi, method: str, parameters: Mapping[str, object], token: str = TOKEN) -> tuple[int, str]:
    """Call as a bot does; status and description."""
    request = urllib.request.Request(  # noqa: S310 - our own server
        f"{api.address}/bot{token}/{method}",
        json.dumps(parameters).encode(),
        {"Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=20) as response:  # noqa: S310 - as above
            return response.status, ""
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)["description"]


def button(label: str, data: str | None) -> str:
    """A keyboard of one button."""
    one = {"text": label} | ({} if data is None else {"callback_data": data})
    return json.dumps({"inline_keyboard": [[one]]})


def commands(*entries: tuple[str, str]) -> str:
    """A menu."""
    return json.dumps([{"command": name, "description": text} for name, text in entries])


EMPTY = "Bad Request: message text is empty"
BLANK = "Bad Request: text must be non-empty"
TOO_LONG = "Bad Request: message is too long"
PARSE = "Bad Request: can't parse entities: "
NO_CHAT = "Bad Request: chat not found"
COMMAND = "Bad Request: command"
BLOCKED = "Forbidden: bot was blocked by the user"
NOT_FOUND = "Bad Request: message to edit not found"
UNALLOWED = "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
NO_HTTPS = "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(8)
SENDING: dict[str, dict[str, object]] = {
    "sendMessage": {"text": "好"},
    "editMessageText": {"message_id": 6, "text": "好"},
    "sendDocument": {"document_name": "a.csv", "document": "x"},
    "sendPhoto": {"photo": "x"},
    "sendChatAction": {"action": "typing"},
}


def picture(wide: int, high: int) -> str:
    """The beginning of a PNG of this size, as the fake holds it."""
    return (PICTURE + wide.to_bytes(4, "big") + high.to_bytes(4, "big")).decode("latin-1")


# Method, what is sent, status and Telegram's own words. Chat 1 is there, chat 2 was never seen, chat 3 has blocked the
# bot; message 5 of chat 1 is the bot's and says 好.
REFUSALS: list[tuple[str, dict[str, object], int, str]] = [
    ("sendMessage", {"chat_id": 2, "text": "好"}, 400, NO_CHAT),
    ("sendMessage", {"chat_id": 3, "text": "好"}, 403, BLOCKED),
    ("sendMessage", {"chat_id": 1}, 400, EMPTY),
    ("sendMessage", {"chat_id": 1, "text": ""}, 400, EMPTY),
    ("sendMessage", {"chat_id": 1, "text": " \n"}, 400, BLANK),
    ("sendMessage", {"chat_id": 1, "text": "<b> </b>", "parse_mode": "HTML"}, 400, BLANK),
    ("sendMessage", {"chat_id": 1, "text": "好" * 4097}, 400, TOO_LONG),
    ("sendMessage", {"chat_id": 1, "text": "💰" * 2049}, 400, TOO_LONG),
    ("sendMessage", {"chat_id": 1, "text": f"<b>{'好' * 4097}</b>", "parse_mode": "HTML"}, 400, TOO_LONG),
    (
        "sendMessage",
        {"chat_id": 1, "text": "3 < 5", "parse_mode": "HTML"},
        400,
        f'{PARSE}Unsupported start tag "" at byte offset 2',
    ),
    (
        "sendMessage",
        {"chat_id": 1, "text": "预<br>", "parse_mode": "HTML"},
        400,
        f'{PARSE}Unsupported start tag "br" at byte offset 3',
    ),
    (
        "sendMessage",
        {"chat_id": 1, "text": "<b>预算", "parse_mode": "HTML"},
        400,
        f'{PARSE}Can\'t find end tag corresponding to start tag "b"',
    ),
    (
        "sendMessage",
        {"chat_id": 1, "text": "预</b>", "parse_mode": "HTML"},
        400,
        f"{PARSE}Unexpected end tag at byte offset 3",
    ),
    (
        "sendMessage",
        {"chat_id": 1, "text": "<b><i>预</b></i>", "parse_mode": "HTML"},
        400,
        f'{PARSE}Unmatched end tag at byte offset 9, expected "</i>", found "</b>"',
    ),
    (
        "sendMessage",
        {"chat_id": 1, "text": "好", "message_thread_id": 5},
        400,
        "Bad Request: message thread not found",
    ),
    ("sendMessage", {"chat_id": 1, "text": "好", "parse_mode": "XML"}, 400, "Bad Request: unsupported parse_mode"),
    (
        "sendMessage",
        {"chat_id": 1, "text": "好", "reply_markup": "x"},
        400,
        "Bad Request: can't parse reply keyboard markup JSON object",
    ),
    (
        "sendMessage",
        {"chat_id": 1, "text": "好", "reply_markup": "[]"},
        400,
        "Bad Request: object expected as reply markup",
    ),
    (
        "sendMessage",
        {"chat_id": 1, "text": "<b></b>" * 5000, "parse_mode": "HTML"},
        400,
        "Bad Request: text is too long",
    ),
    (
        "sendMessage",
        {"chat_id": 1, "text": "好", "reply_parameters": '{"message_id": 99}'},
        400,
        "Bad Request: message to be replied not found",
    ),
    (
        "sendMessage",
        {"chat_id": 1, "text": "好", "reply_markup": button("看", "预" * 22)},
        400,
        "Bad Request: BUTTON_DATA_INVALID",
    ),
    (
        "sendMessage",
        {"chat_id": 1, "text": "好", "reply_markup": button("看", "x" * 65)},
        400,
        "Bad Request: BUTTON_DATA_INVALID",
    ),
    ("sendMessage", {"chat_id": 1, "text": "好", "reply_markup": button("看", None)}, 400, UNALLOWED),
    (
        "sendMessage",
        {"chat_id": 1, "text": "好", "reply_markup": button("", "x")},
        400,
        "Bad Request: inline keyboard button text must be non-empty",
    ),
    ("editMessageText", {"chat_id": 1, "message_id": 99, "text": "好"}, 400, NOT_FOUND),
    ("editMessageText", {"chat_id": 2, "message_id": 5, "text": "好"}, 400, NO_CHAT),
    ("editMessageText", {"chat_id": 1, "message_id": 5, "text": "好"}, 400, NOT_MODIFIED),
    ("editMessageText", {"chat_id": 1, "message_id": 5, "text": " "}, 400, BLANK),
    ("editMessageText", {"chat_id": 1, "message_id": 5}, 400, EMPTY),
    ("editMessageText", {"chat_id": 1, "message_id": 1, "text": "改"}, 400, "Bad Request: message can't be edited"),
    (
        "editMessageText",
        {"chat_id": 1, "message_id": 5, "text": "<b>改", "parse_mode": "HTML"},
        400,
        f'{PARSE}Can\'t find end tag corresponding to start tag "b"',
    ),
    (
        "editMessageText",
        {"chat_id": 1, "message_id": 5, "text": "改", "reply_markup": button("看", None)},
        400,
        UNALLOWED,
    ),
    ("editMessageText", {"chat_id": 1, "message_id": 5, "text": "好" * 4097}, 400, "Bad Request: MESSAGE_TOO_LONG"),
    (
        "editMessageText",
        {"chat_id": 1, "message_id": 5, "text": "改", "reply_markup": button("看", "x" * 65)},
        400,
        "Bad Request: BUTTON_DATA_INVALID",
    ),
    ("answerCallbackQuery", {"callback_query_id": "strange"}, 400, TOO_OLD),
    ("answerCallbackQuery", {"callback_query_id": "press5", "text": "好" * 201}, 400, "Bad Request: MESSAGE_TOO_LONG"),
    ("sendDocument", {"chat_id": 1}, 400, "Bad Request: there is no document in the request"),
    (
        "sendDocument",
        {"chat_id": 1, "document_name": "a.csv", "document": ""},
        400,
        "Bad Request: file must be non-empty",
    ),
    (
        "sendDocument",
        {"chat_id": 1, "document_name": "a.csv", "document": "x", "caption": "好" * 1025},
        400,
        "Bad Request: message caption is too long",
    ),
    (
        "sendDocument",
        {"chat_id": 1, "document_name": "a.csv", "document": "x", "caption": "<u>好", "parse_mode": "HTML"},
        400,
        f'{PARSE}Can\'t find end tag corresponding to start tag "u"',
    ),
    (
        "sendDocument",
        {"chat_id": 1, "document_name": "a.csv", "document": "x" * ((50 << 20) + 1)},
        413,
        "Request Entity Too Large",
    ),
    ("sendPhoto", {"chat_id": 1}, 400, "Bad Request: there is no photo in the request"),
    ("sendPhoto", {"chat_id": 1, "photo": picture(5001, 5000)}, 400, "Bad Request: PHOTO_INVALID_DIMENSIONS"),
    ("sendPhoto", {"chat_id": 1, "photo": picture(2100, 100)}, 400, "Bad Request: PHOTO_INVALID_DIMENSIONS"),
    (
        "sendPhoto",
        {"chat_id": 1, "photo": picture(100, 100), "caption": "好" * 1025},
        400,
        "Bad Request: message caption is too long",
    ),
    ("sendPhoto", {"chat_id": 1, "photo": "x"}, 400, "Bad Request: IMAGE_PROCESS_FAILED"),
    ("sendChatAction", {"chat_id": 1, "action": "thinking"}, 400, "Bad Request: wrong parameter action in request"),
    ("sendChatAction", {"chat_id": 2, "action": "typing"}, 400, NO_CHAT),
    ("setMyCommands", {"commands": commands(("Help", "说明"))}, 400, "Bad Request: BOT_COMMAND_INVALID"),
    ("setMyCommands", {"commands": commands(("帮助", "说明"))}, 400, "Bad Request: BOT_COMMAND_INVALID"),
    ("setMyCommands", {"commands": commands(("help", ""))}, 400, f"{COMMAND} description must be non-empty"),
    (
        "setMyCommands",
        {"commands": commands(("help", "说" * 257))},
        400,
        f"{COMMAND} description length must not exceed 256",
    ),
    ("setMyCommands", {"commands": commands(("", "说明"))}, 400, f"{COMMAND} must be non-empty"),
    ("setMyCommands", {"commands": commands(("h" * 33, "说明"))}, 400, f"{COMMAND} length must not exceed 32"),
    ("setMyCommands", {"commands": commands(*[("x", "y")] * 101)}, 400, "Bad Request: BOT_COMMANDS_TOO_MUCH"),
    (
        "setMyCommands",
        {"commands": commands(("help", "说明")), "scope": json.dumps({"type": "chat", "chat_id": 2})},
        400,
        NO_CHAT,
    ),
    ("setWebhook", {"url": "http://example.org/x"}, 400, NO_HTTPS),
    (
        "setWebhook",
        {"url": "https://example.org/x", "secret_token": "a b"},
        400,
        "Bad Request: secret token contains unallowed characters",
    ),
    (
        "setWebhook",
        {"url": "https://example.org/x", "secret_token": "x" * 257},
        400,
        "Bad Request: secret token is too long",
    ),
    ("leaveChat", {"chat_id": 2}, 400, NO_CHAT),
    ("leaveChat", {"chat_id": 1}, 400, "Bad Request: chat member status can't be changed in private chats"),
    *[(method, {"chat_id": 3, **rest}, 403, BLOCKED) for method, rest in SENDING.items()],
    *[(method, {"chat_id": 2, **rest}, 400, NO_CHAT) for method, rest in SENDING.items()],
    ("sendDice", {"chat_id": 1}, 404, "Not Found: method not found"),
]


@pytest.mark.parametrize(
    ("method", "parameters", "status", "description"), REFUSALS, ids=[f"{one[0]}{one[2]}" for one in REFUSALS]
)
def test_refused(api: FakeBotApi, method: str, parameters: dict[str, object], status: int, description: str) -> None:
    """Status and Telegram's own words; nothing was sent or changed."""
    assert call(api, method, parameters) == (status, description)
    (sent,) = api.sent
    assert (sent.text, sent.edits) == ("好", 0)
    assert (api.notices, api.menus, api.webhook, api.left) == ([], {}, "", [])


def test_no_polling_beside_a_webhook(api: FakeBotApi) -> None:
    """409 until the webhook is deleted."""
    assert call(api, "setWebhook", {"url": "https://example.invalid/x"}) == (200, "")
    assert call(api, "getUpdates", {}) == (409, HOOKED)
    assert call(api, "deleteWebhook", {}) == (200, "")
    assert call(api, "getUpdates", {}) == (200, "")


def test_a_press_is_answered_once(api: FakeBotApi) -> None:
    """The second answer comes too late."""
    assert call(api, "answerCallbackQuery", {"callback_query_id": "press5"}) == (200, "")
    assert call(api, "answerCallbackQuery", {"callback_query_id": "press5"}) == (400, TOO_OLD)


def test_a_group_that_was_left(api: FakeBotApi) -> None:
    """Nothing more can be said there."""
    api.join(-5)
    assert call(api, "leaveChat", {"chat_id": -5}) == (200, "")
    assert call(api, "sendMessage", {"chat_id": -5, "text": "好"}) == (
        403,
        "Forbidden: bot is not a member of the supergroup chat",
    )


def test_a_message_with_a_file_has_no_text_to_edit(api: FakeBotApi) -> None:
    """Its caption is another matter."""
    file = {"chat_id": 1, "document_name": "a.csv", "document": "x"}
    assert call(api, "sendDocument", file) == (200, "")
    assert call(api, "editMessageText", {"chat_id": 1, "message_id": api.sent[1].number, "text": "好"}) == (
        400,
        "Bad Request: there is no text in the message to edit",
    )


def test_every_method_that_the_bot_calls_refuses_something() -> None:
    """getUpdates, getMe and deleteWebhook have tests of their own below."""
    used: set[str] = set()
    for path in (ROOT / "bot" / "telegram").glob("*.py"):
        used |= set(re.findall(r"bot\.((?:send|edit|answer|set|leave)_\w+)", path.read_text("utf-8")))
    called = {re.sub(r"_(\w)", lambda match: match[1].upper(), one) for one in used}
    assert {"sendMessage", "editMessageText", "answerCallbackQuery", "setWebhook"} < called
    assert called <= {method for method, *_ in REFUSALS}


def test_a_group_that_became_a_supergroup(api: FakeBotApi) -> None:
    """Its old id takes nothing; the answer names the new one."""
    api.upgrade(-5, -1005)
    assert call(api, "sendMessage", {"chat_id": -5, "text": "好"}) == (400, UPGRADED)
    assert call(api, "sendMessage", {"chat_id": -1005, "text": "好"}) == (200, "")


def test_a_reply_to_nothing_is_taken_where_that_is_allowed(api: FakeBotApi) -> None:
    """As an ordinary message."""
    reply = '{"message_id": 99, "allow_sending_without_reply": true}'
    assert call(api, "sendMessage", {"chat_id": 1, "text": "好", "reply_parameters": reply}) == (200, "")


def test_taken(api: FakeBotApi) -> None:
    """The limit counts UTF-16 units after the tags are gone."""
    assert call(api, "sendMessage", {"chat_id": 1, "text": "💰" * 2048}) == (200, "")
    assert call(api, "sendMessage", {"chat_id": 1, "text": f"<b>{'好' * 4096}</b>", "parse_mode": "HTML"}) == (200, "")


def test_a_strange_token_is_refused(api: FakeBotApi) -> None:
    """401 for any method."""
    assert call(api, "getMe", {}, token="1:other") == (401, "Unauthorized")


def test_the_later_of_two_pollers_wins(api: FakeBotApi) -> None:
    """The earlier one, held without news, is let go with 409."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:
        earlier = pool.submit(call, api, "getUpdates", {"offset": 6, "timeout": 30})
        api.wait_for(lambda: "getUpdates" in api.calls and api.confirmed == 5)
        assert call(api, "getUpdates", {"offset": 6, "timeout": 0}) == (200, "")
        assert earlier.result() == (409, CONFLICT)


@pytest.mark.parametrize(
    "html",
    [
        "<b>",
        "</b>",
        "<b><i></b></i>",
        "<div>x</div>",
        "a < b",
        '<b onclick="x">x</b>',
        "<br>",
        "<blockquote wide>x</blockquote>",
    ],
)
def test_refused_html(html: str) -> None:
    """Unclosed, crossed and unknown tags, unknown attributes, a bare <."""
    with pytest.raises(EntityError):
        parse(html)


def test_html_that_telegram_takes() -> None:
    """Tags go, the four named entities are read, others stand as they are."""
    assert parse("<blockquote expandable>a &lt; b &amp; c&nbsp;d</blockquote> & e") == "a < b & c&nbsp;d & e"
