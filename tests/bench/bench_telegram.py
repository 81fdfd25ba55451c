"""The bot as a whole process: updates a second, the time from an update to its reply, and memory that does not grow."""

import json
import socket
import statistics
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp
from types import MappingProxyType
from typing import NamedTuple

from db.sample import sample_path
from tests.bench.measure import Bench, command
from tests.console import JIXIAO, environment
from tests.fake_bot_api import BOT, TOKEN

UPDATES = 20_000
EARLY = 2_000
PACED_SECONDS = 8
STEADY = 100  # updates a second, three times what Telegram lets through
CHATS = 500
OPEN = 8  # messages under way when the time to a reply is measured
FIRST = 1000
QUESTIONS = ("预算最高的三个项目", "欠薪应急周转金", "总预算是多少", "预算超过100万的项目", "所有项目的满意度目标")


class Load(NamedTuple):
    """What came of a run."""

    rate: float
    median: float  # milliseconds
    worst: float  # the 99th of a hundred
    early: float  # resident memory in MB
    late: float


class QuickApi:
    """A Bot API of one thread and few checks, quick enough to measure the bot rather than itself."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.asked: dict[int, float] = {}
        self.times: list[float] = []
        self.updates: list[dict[str, object]] = []
        self.replies = 0
        self.news = threading.Condition()
        self.called = threading.Event()  # the bot has begun to fetch updates
        self._number = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def say(self) -> None:
        """One more question, from the next chat in turn."""
        self._number += 1
        person = FIRST + self._number % CHATS
        message = {
            "message_id": self._number,
            "date": 1_700_000_000,
            "from": {"id": person, "is_bot": False, "first_name": "张三"},
            "chat": {"id": person, "type": "private", "first_name": "张三"},
            "text": QUESTIONS[self._number % len(QUESTIONS)],
        }
        self.updates.append({"update_id": self._number, "message": message})
        self.asked[person] = time.perf_counter()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError, ValueError), connection, connection.makefile("rb") as reader:
            while line := reader.readline():
                length = 0
                while (header := reader.readline()) not in {b"\r\n", b""}:
                    if header.lower().startswith(b"content-length:"):
                        length = int(header.partition(b":")[2])
                body = reader.read(length)
                content = json.dumps({"ok": True, "result": self._call(line.split()[1].decode(), body)}).encode()
                connection.sendall(
                    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
                    % (len(content), content)
                )

    def _call(self, path: str, body: bytes) -> object:
        method = path.partition("?")[0].rpartition("/")[2]
        if method == "getMe":
            return BOT
        if method == "getUpdates":
            return self._get_updates(path)
        if method == "sendMessage":
            return self._send(body)
        return True

    def _get_updates(self, path: str) -> list[dict[str, object]]:
        self.called.set()
        offset = int(path.partition("offset=")[2].partition("&")[0])
        with self.news:
            if offset:
                while self.updates and int(str(self.updates[0]["update_id"])) < offset:
                    self.updates.pop(0)
            self.news.wait_for(lambda: self.updates, 1)
            return self.updates[:100]

    def _send(self, body: bytes) -> object:
        person = int(json.loads(body)["chat_id"])
        now = time.perf_counter()
        with self.news:
            self.times.append(now - self.asked[person])
            self.replies += 1
            self.news.notify_all()
            return {
                "message_id": self.replies,
                "date": 1_700_000_000,
                "chat": {"id": person, "type": "private", "first_name": "张三"},
                "text": "好",
            }


def run(
    folder: Path,
    updates: int,
    settings: Mapping[str, str] = MappingProxyType({}),
    *,
    seconds: float = 0,
    a_second: float = 0,
) -> Load:
    """So many updates, a few under way at a time or so many a second; `seconds` above 0 ends it then."""
    api = QuickApi()
    early = late = 0.0
    with running_bot(api, folder, settings) as pid:
        api.called.wait(60)
        begun = time.perf_counter()
        said = 0
        while api.replies < updates and (not seconds or time.perf_counter() - begun < seconds):
            with api.news:
                passed = time.perf_counter() - begun
                due = int(passed * a_second) if a_second else api.replies + OPEN
                for _ in range(min(due, updates) - said):
                    api.say()
                    said += 1
                api.news.notify_all()
                before = api.replies
                wait = max(0.0, (said + 1) / a_second - passed) if a_second and said < updates else 5
                api.news.wait_for(lambda: api.replies > before, wait)  # noqa: B023 - used at once
            if api.replies >= EARLY and not early:
                early = resident(pid)
        taken = time.perf_counter() - begun
        late = resident(pid)
    times = sorted(one * 1000 for one in api.times) or [0.0]
    return Load(
        api.replies / taken, statistics.median(times), times[min(len(times) - 1, len(times) * 99 // 100)], early, late
    )


@contextmanager
def running_bot(api: QuickApi, folder: Path, settings: Mapping[str, str]) -> Iterator[int]:
    """The bot as a process of its own; its number."""
    variables = {
        "JIXIAO_TELEGRAM_TOKEN": TOKEN,
        "JIXIAO_TELEGRAM_API": api.address,
        "JIXIAO_TELEGRAM_ALLOW": ",".join(str(FIRST + number) for number in range(CHATS)),
        "JIXIAO_STATE": mkdtemp(dir=folder),  # a bot that was killed leaves work to the next
        "JIXIAO_DB": str(folder / "bot.db"),
        "JIXIAO_QUESTIONS_A_MINUTE": "0",
        "NO_PROXY": "127.0.0.1",
        **settings,
    }
    with subprocess.Popen([JIXIAO, "telegram"], env=environment(**variables), stderr=subprocess.DEVNULL) as bot:
        try:
            yield bot.pid
        finally:
            bot.kill()


def resident(pid: int) -> float:
    """Memory of a process in MB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
    return pages * 4096 / 1_000_000


UNLIMITED = {"JIXIAO_TELEGRAM_A_SECOND": "0", "JIXIAO_TELEGRAM_CHAT_SPACING": "0"}


def benches(folder: Path) -> Iterator[Bench]:
    """Print the bot's own lines; they are figures of one long run, not of many short ones."""
    command("load", sample_path(), "--db", folder / "bot.db")()
    free = run(folder, UPDATES, UNLIMITED)
    print(
        f"telegram bot, limiter raised, {OPEN} under way: {free.rate:.0f} updates/s, p50 {free.median:.0f} ms, "
        f"p99 {free.worst:.0f} ms, {free.early:.0f} MB after {EARLY}, {free.late:.0f} MB after {UPDATES} "
        f"({(free.late / free.early - 1) * 100:+.1f} %)",
        flush=True,
    )
    steady = run(folder, EARLY, UNLIMITED, a_second=STEADY)
    print(
        f"telegram bot, limiter raised, {STEADY} updates/s: p50 {steady.median:.0f} ms, p99 {steady.worst:.0f} ms",
        flush=True,
    )
    paced = run(folder, UPDATES, seconds=PACED_SECONDS)
    print(f"telegram bot, Telegram's own limits: {paced.rate:.0f} updates/s (30 are allowed)", flush=True)
    yield from ()
