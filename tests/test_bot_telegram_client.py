"""The way to Telegram: through which proxy, and what a silent, broken or slow line becomes."""

import asyncio
import base64
import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from telegram import Bot
from telegram.error import NetworkError, TelegramError, TimedOut

from bot.errors import CommandError
from bot.telegram.client import Client, Proxy, proxy_for
from bot.telegram.quiet import HideToken

TOKEN = "123456:TEST"
ME = b'{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"b","username":"b"}}'
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (len(ME), ME)
NAMES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@contextmanager
def answering(*answers: bytes) -> Iterator[tuple[str, list[bytes]]]:
    """Take one request a connection and answer with these bytes, then close; address and requests."""
    requests: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            with suppress(OSError):
                for one in answers:
                    connection, _ = listener.accept()
                    with connection:
                        requests.append(connection.recv(65_536))
                        connection.sendall(one)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", requests


async def me(api: str, proxy: Proxy | None = None, seconds: float = 20) -> str:
    """Ask who the bot is."""
    client = Client(proxy or Proxy())
    await client.initialize()
    try:
        bot = Bot(TOKEN, base_url=f"{api}/bot", request=client, get_updates_request=client)
        return (await bot.get_me(read_timeout=seconds)).username or ""
    finally:
        await client.shutdown()


def test_a_proxy_is_used_and_told_who_we_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """The call goes to the proxy, with name and password, which stand in no address."""
    with answering(ANSWER) as (proxy, requests):
        monkeypatch.setenv("HTTP_PROXY", proxy.replace("//", "//li%40si:geheim@"))
        found = proxy_for("http://api.example.org")
        assert found.address == proxy
        assert asyncio.run(me("http://api.example.org", found)) == "b"
    (request,) = requests
    assert request.startswith(b"POST http://api.example.org/bot123456:TEST/getMe ")
    assert base64.b64encode(b"li@si:geheim") in request


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, None),
        ({"https_proxy": "http://proxy:3128"}, "http://proxy:3128"),
        ({"HTTPS_PROXY": "proxy:3128"}, "http://proxy:3128"),
        ({"ALL_PROXY": "http://proxy:3128"}, "http://proxy:3128"),
        ({"http_proxy": "http://proxy:3128"}, None),
        ({"https_proxy": "http://proxy:3128", "no_proxy": "telegram.org"}, None),
    ],
)
def test_which_proxy(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], expected: str | None) -> None:
    """That of the address's own scheme, or of all; none where the environment says so."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert proxy_for("https://api.telegram.org").address == expected


def test_a_proxy_of_another_kind_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """At the start, in Chinese, without its password."""
    monkeypatch.setenv("HTTPS_PROXY", "socks5://me:geheim@proxy:1080")
    with pytest.raises(CommandError, match="socks5") as caught:
        proxy_for("https://api.telegram.org")
    assert "geheim" not in str(caught.value)


def test_nobody_there() -> None:
    """An error of the network, to be tried again."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(NetworkError):
        asyncio.run(me(f"http://127.0.0.1:{port}"))


@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{", b"nonsense\r\n\r\n"])
def test_a_line_that_breaks(answer: bytes) -> None:
    """Without an answer, within it, or with something else than HTTP."""
    with answering(answer) as (api, _), pytest.raises(NetworkError):
        asyncio.run(me(api))


def test_an_answer_that_is_no_json() -> None:
    """A gateway's own page."""
    page = b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>"
    with answering(page) as (api, _), pytest.raises(TelegramError):
        asyncio.run(me(api))


def test_no_answer_in_time() -> None:
    """A server that takes the request and says nothing counts as lost after the call's own time."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        api = f"http://127.0.0.1:{listener.getsockname()[1]}"
        with pytest.raises(TimedOut):
            asyncio.run(me(api, seconds=0.05))


def test_before_its_start_it_says_so() -> None:
    """A call without a session is a mistake of ours, told as such."""
    with pytest.raises(NetworkError, match="not initialized"):
        asyncio.run(_uninitialized())


async def _uninitialized() -> None:
    client = Client(Proxy())
    await client.post(url="http://127.0.0.1/x")


def test_no_line_of_the_log_holds_the_token() -> None:
    """Neither our words nor a library's arguments nor a traceback, whoever wrote it."""
    hide = HideToken(TOKEN)
    trouble = ValueError(f"https://api.telegram.org/bot{TOKEN}/getMe")
    for message, arguments, error in (
        (f"to bot{TOKEN}", (), None),
        ("to %s\nand %s", (f"bot{TOKEN}", TOKEN), None),
        ("failed", (), (ValueError, trouble, None)),
    ):
        record = logging.LogRecord("aiohttp", logging.ERROR, "", 0, message, arguments, error)
        assert hide.filter(record)
        line = logging.Formatter().format(record)
        assert TOKEN not in line
        assert "\n" not in line
        assert "…" in line
