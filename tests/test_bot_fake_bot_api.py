"""The fake Bot API refuses what Telegram refuses: a row each, which a lenient fake would let through."""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping

import pytest

from tests.fake_bot_api import CONFLICT, TOKEN, FakeBotApi
from tests.telegram_html import EntityError, parse


@pytest.fixture
def api() -> Iterator[FakeBotApi]:
    """Serve it, with one chat that the bot may write to."""
    with FakeBotApi() as api:
        api.say("/start", person=1)
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


EMPTY = "Bad Request: message text is empty"
REFUSALS = [
    ("sendMessage", {"chat_id": 2, "text": "好"}, 400, "Bad Request: chat not found"),
    ("sendMessage", {"chat_id": 1, "text": " \n"}, 400, EMPTY),
    (
        "sendMessage",
        {"chat_id": 1, "text": "<b> </b>", "parse_mode": "HTML"},
        400,
        "Bad Request: message text is empty",
    ),
    ("sendMessage", {"chat_id": 1, "text": "好" * 4097}, 400, "Bad Request: message is too long"),
    ("sendMessage", {"chat_id": 1, "text": "💰" * 2049}, 400, "Bad Request: message is too long"),
    (
        "sendMessage",
        {"chat_id": 1, "text": "3 < 5", "parse_mode": "HTML"},
        400,
        'Bad Request: can\'t parse entities: Unsupported start tag "" at byte offset 2',
    ),
    ("sendDice", {"chat_id": 1}, 404, "Not Found"),
]


@pytest.mark.parametrize(("method", "parameters", "status", "description"), REFUSALS)
def test_refused(api: FakeBotApi, method: str, parameters: dict[str, object], status: int, description: str) -> None:
    """Status and Telegram's own words; nothing was sent."""
    assert call(api, method, parameters) == (status, description)
    assert api.sent == []


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
        earlier = pool.submit(call, api, "getUpdates", {"offset": 2, "timeout": 30})
        api.wait_for(lambda: "getUpdates" in api.calls and api.confirmed == 1)
        assert call(api, "getUpdates", {"offset": 2, "timeout": 0}) == (200, "")
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
