"""HTTP to Telegram by aiohttp: python-telegram-bot's own client takes three times as long for each message.

The library builds the calls and understands the answers; only the transport is ours.
"""

import json
from base64 import b64encode
from collections.abc import Mapping
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from aiohttp import ClientError, ClientSession, ClientTimeout, DummyCookieJar, FormData, TCPConnector
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.errors import USAGE_ERROR, CommandError

CONNECTIONS = 40  # Telegram takes 30 messages a second; one more connection waits for updates
IDLE_SECONDS = 15  # a connection unused for longer may have been let go at the other end
CONNECT_SECONDS = 10.0
READ_SECONDS = 10.0
_JSON: Final = {"Content-Type": "application/json"}


class Proxy(NamedTuple):
    """A proxy on the way to Telegram, and the headers that it alone is sent: our name and password there."""

    address: str | None = None
    headers: Mapping[str, str] | None = None


class Client(BaseRequest):
    """One pool of connections for all calls."""

    def __init__(self, proxy: Proxy) -> None:
        """Open nothing yet: a session belongs to a running loop."""
        self._proxy = proxy
        self._session: ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds until a connection without an answer counts as lost."""
        return READ_SECONDS

    async def initialize(self) -> None:
        """Make the pool."""
        if self._session is None:
            self._session = ClientSession(
                connector=TCPConnector(limit=CONNECTIONS, keepalive_timeout=IDLE_SECONDS),
                cookie_jar=DummyCookieJar(),
            )

    async def shutdown(self) -> None:
        """Let all connections go."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(  # noqa: PLR0913, PLR0917 - the library's own signature
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = None,
        write_timeout: object = None,
        connect_timeout: object = None,
        pool_timeout: object = None,  # of no use: a reply waits for a connection as long as it takes
    ) -> tuple[int, bytes]:
        """Status and content of the answer; NetworkError when there was none, or the time was over (TimedOut)."""
        if self._session is None:
            raise RuntimeError("This client is not initialized.")
        waiting = ClientTimeout(
            total=None,
            sock_connect=_seconds(connect_timeout, CONNECT_SECONDS),
            # An upload may take its time, and the answer comes after it.
            sock_read=max(_seconds(read_timeout, READ_SECONDS), _seconds(write_timeout, 0.0)),
        )
        body, headers = _body(request_data)
        if self._proxy.headers and not url.startswith("https:"):
            # Without a tunnel the proxy reads the call's own headers.
            headers = {**headers, **self._proxy.headers}
        try:
            async with self._session.request(
                method,
                url,
                data=body,
                headers=headers,
                timeout=waiting,
                proxy=self._proxy.address,
                proxy_headers=self._proxy.headers,
            ) as answer:
                return answer.status, await answer.read()
        except TimeoutError as error:
            raise TimedOut from error
        except (ClientError, OSError) as error:
            raise NetworkError(f"{type(error).__name__}: {error}") from error


def proxy_for(api: str) -> Proxy:
    """The proxy that the environment names for an address (HTTPS_PROXY, ALL_PROXY, NO_PROXY), read once.

    Left to the session, it would be looked up by a thread at every call.  CommandError for one that is no HTTP proxy.
    """
    target = urlsplit(api)
    proxies = getproxies()
    named = proxies.get(target.scheme) or proxies.get("all")
    if not named or proxy_bypass(target.netloc):
        return Proxy()
    address = urlsplit(named if "://" in named else f"http://{named}")
    if address.scheme not in {"http", "https"} or not address.hostname:
        raise CommandError(f"代理只能是 http://主机:端口 的写法，环境变量里的是 {address.scheme}://…", USAGE_ERROR)
    headers = None
    if address.username:
        secret = f"{unquote(address.username)}:{unquote(address.password or '')}".encode()
        headers = {"Proxy-Authorization": f"Basic {b64encode(secret).decode()}"}
    return Proxy(f"{address.scheme}://{address.netloc.rpartition('@')[2]}", headers)


def _body(data: RequestData | None) -> tuple[bytes | FormData | None, Mapping[str, str]]:
    if data is None:
        return None, {}
    if not data.contains_files:
        return json.dumps(data.parameters, ensure_ascii=False).encode(), _JSON
    # Names of files stand in UTF-8 as they are: Telegram would show quoted ones with their percent signs.
    form = FormData(quote_fields=False, default_to_multipart=True)
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (file_name, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=file_name, content_type=kind)
    return form, {}


def _seconds(asked: object, usual: float) -> float:
    """The seconds of a call that names some; the library's sign for "as usual" is no number."""
    return float(asked) if isinstance(asked, int | float) else usual
