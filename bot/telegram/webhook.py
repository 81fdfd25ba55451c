"""Receives updates that Telegram posts; each is written down before it is acknowledged.

TLS ends in front of it (nginx, Caddy): it listens on this machine alone unless told otherwise.
"""

import asyncio
import json
import logging
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import suppress
from secrets import compare_digest
from typing import NamedTuple
from urllib.parse import urlsplit

import h11

from bot.settings import TelegramSettings

_log = logging.getLogger(__name__)
LARGEST_BODY = 1_000_000
IDLE_SECONDS = 75
SECRET_HEADER = b"x-telegram-bot-api-secret-token"
_CHUNK = 65_536


class _Posted(NamedTuple):
    """One request as far as it matters; the body is None when it was too large."""

    method: bytes
    path: str
    secret: bytes
    body: bytes | None


class Webhook:
    """A small HTTP server; `receive` writes an update down and gives back what is then to be done with it."""

    def __init__(
        self,
        settings: TelegramSettings,
        receive: Callable[[list[dict[str, object]]], Awaitable[Callable[[], Awaitable[None]]]],
    ) -> None:
        """Listen where the settings say, for posts to the path of the public address."""
        self._settings = settings
        self._path = urlsplit(settings.webhook).path
        self._receive = receive
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()

    async def start(self) -> int:
        """Begin to listen; the port."""
        host, port = self._settings.listen
        self._server = await asyncio.start_server(self._converse, host, port)
        bound: int = self._server.sockets[0].getsockname()[1]
        return bound

    async def stop(self) -> None:
        """Take no further updates; Telegram keeps those that were not acknowledged."""
        if self._server is not None:
            self._server.close()
            for writer in list(self._open):
                writer.close()
            await self._server.wait_closed()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = h11.Connection(h11.SERVER, max_incomplete_event_size=32_768)
        self._open.add(writer)
        try:
            while True:
                async with asyncio.timeout(IDLE_SECONDS):
                    posted = await _read(connection, reader)
                if posted is None:
                    return
                status, after = await self._judge(posted)
                await _answer(connection, writer, status)
                if after is not None:
                    await after()
                if connection.our_state is not h11.DONE or connection.their_state is not h11.DONE:
                    return
                connection.start_next_cycle()
        except (h11.ProtocolError, OSError, TimeoutError):
            # Whoever sends half a request, or none, is not Telegram.
            return
        finally:
            self._open.discard(writer)
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    async def _judge(self, posted: _Posted) -> tuple[int, Callable[[], Awaitable[None]] | None]:
        """The status to answer with, and what is to be done after it was."""
        if posted.path != self._path:
            return 404, None
        if posted.method != b"POST":
            return 405, None
        if not compare_digest(posted.secret, self._settings.secret.encode()):
            _log.warning("收到一个没有口令的请求，没有理会")
            return 403, None
        if posted.body is None:
            return 413, None
        update = _update(posted.body)
        if update is None:
            return 400, None
        try:
            return 200, await self._receive([update])
        except sqlite3.Error as error:
            # Not written down, so not acknowledged: Telegram sends it again.
            _log.error("收件箱写不了（%s）", error)
            return 503, None


def _update(body: bytes) -> dict[str, object] | None:
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return update if isinstance(update, dict) and isinstance(update.get("update_id"), int) else None


async def _read(connection: h11.Connection, reader: asyncio.StreamReader) -> _Posted | None:
    """The next request of a connection; None when there is none."""
    request: h11.Request | None = None
    body: bytearray | None = bytearray()
    while True:
        event = connection.next_event()
        if event is h11.NEED_DATA:
            connection.receive_data(await reader.read(_CHUNK))
        elif isinstance(event, h11.Request):
            request = event
        elif isinstance(event, h11.Data):
            if body is not None:
                body += event.data
                body = body if len(body) <= LARGEST_BODY else None
        elif isinstance(event, h11.EndOfMessage) and request is not None:
            secret = next((value for name, value in request.headers if name == SECRET_HEADER), b"")
            path = request.target.decode("ascii", "replace").partition("?")[0]
            return _Posted(request.method, path, secret, bytes(body) if body is not None else None)
        else:
            return None


async def _answer(connection: h11.Connection, writer: asyncio.StreamWriter, status: int) -> None:
    head = h11.Response(status_code=status, headers=[("Content-Length", "0")])
    writer.write(connection.send(head) or b"")
    writer.write(connection.send(h11.EndOfMessage()) or b"")
    await writer.drain()
