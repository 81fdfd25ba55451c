"""A bad day, counted: many updates to a bot whose line fails and which is killed; what is lost, what comes twice.

The bot is a real process over a real database, ended by SIGKILL and started again.  Faults are drawn from a seed.
"""

import random
import signal
import subprocess
import threading
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, NamedTuple

from db.sample import sample_path
from tests import console
from tests.fake_bot_api import TOKEN, Dropped, FakeBotApi, Refusal, Sent

FIRST_PERSON = 1000


class Day(NamedTuple):
    """What is to happen; faults in parts of a hundred calls."""

    updates: int
    people: int
    kills: int
    too_many: float = 10
    broken: float = 5
    dropped: float = 2


class Outcome(NamedTuple):
    """What came of it: replies missing, and replies that came again, by what brought them."""

    lost: int
    by_kills: int
    most_of_a_kill: int  # in one chat
    by_drops: int  # delivered while the connection broke off: nobody can know, so it goes out again
    unexplained: int
    faults: int
    log: str


class Trouble:
    """Decides the fate of each call that carries a reply."""

    def __init__(self, day: Day, seed: int) -> None:
        """Draw from this seed."""
        self._random = random.Random(seed)  # noqa: S311 - no secret
        self._day = day
        self._lock = threading.Lock()
        self.faults = 0

    def __call__(self, method: str) -> Exception | None:
        """The fault of a call; None: it goes well."""
        if method not in {"sendMessage", "getUpdates"}:
            return None
        with self._lock:
            drawn = self._random.uniform(0, 100)
            fault = self._fault(drawn, method)
            self.faults += fault is not None
            return fault

    def _fault(self, drawn: float, method: str) -> Exception | None:
        day = self._day
        if drawn < day.too_many:
            return Refusal(429, "Too Many Requests: retry after 1", retry_after=1)
        if drawn < day.too_many + day.broken:
            return Refusal(502, "Bad Gateway")
        if drawn < day.too_many + day.broken + day.dropped:
            return Dropped(carried_out=self._random.random() < 0.5 and method == "sendMessage")
        return None


@contextmanager
def running(
    api: FakeBotApi, database: Path, people: range, log: Path, **settings: str
) -> Iterator[subprocess.Popen[bytes]]:
    """The bot as a process of its own, for these people, without a pace; killed in the end if it still runs."""
    environment = console.environment(
        JIXIAO_TELEGRAM_TOKEN=TOKEN,
        JIXIAO_TELEGRAM_API=api.address,
        JIXIAO_TELEGRAM_ALLOW=",".join(map(str, people)),
        JIXIAO_STATE=str(database.parent / "state"),
        JIXIAO_DB=str(database),
        NO_PROXY="127.0.0.1",
        **{
            "JIXIAO_QUESTIONS_A_MINUTE": "0",
            "JIXIAO_TELEGRAM_A_SECOND": "0",
            "JIXIAO_TELEGRAM_CHAT_SPACING": "0",
            **settings,
        },
    )
    with (
        log.open("ab") as output,
        subprocess.Popen([console.JIXIAO, "telegram"], env=environment, stderr=output) as bot,
    ):
        try:
            yield bot
        finally:
            bot.kill()


def question(number: int) -> str:
    """A question of its own for each update, which its reply repeats."""
    return f"预算超过{100_000 + number}元的项目"


def run(day: Day, folder: Path, seed: int = 1) -> Outcome:
    """Play the day: each reply is told to its question by the reading that it bears."""
    database, log = folder / "day.db", folder / "log.txt"
    assert console.run("load", sample_path(), "--db", database).returncode == 0
    people = range(FIRST_PERSON, FIRST_PERSON + day.people)
    trouble = Trouble(day, seed)
    with FakeBotApi() as api:
        for number in range(day.updates):
            api.say(question(number), people[number % day.people])
        api.fault_for = trouble
        ends: list[int] = []  # how many messages there were when a kill was over
        for part in range(1, day.kills + 1):
            with running(api, database, people, log) as bot:
                _wait(api, bot, day.updates * part // (day.kills + 1))
                bot.send_signal(signal.SIGKILL)
                bot.wait()
                api.settle()
                ends.append(len(api.sent))
        with running(api, database, people, log) as bot:
            _wait(api, bot, day.updates)
            bot.send_signal(signal.SIGTERM)
            assert bot.wait() == 0
        again = [*_again(api.sent, ends, set(api.unheard))]
    kills = Counter((one.chat, one.cause) for one in again if isinstance(one.cause, int))
    return Outcome(
        lost=day.updates - len({(sent.chat, _reading(sent.text)) for sent in api.sent}),
        by_kills=kills.total(),
        most_of_a_kill=max(kills.values(), default=0),
        by_drops=sum(one.cause == "drop" for one in again),
        unexplained=sum(one.cause is None for one in again),
        faults=trouble.faults,
        log=log.read_text("utf-8"),
    )


class Again(NamedTuple):
    """A reply that came once more: the kill that lay between, by number; a broken connection; or nothing known."""

    chat: int
    cause: int | Literal["drop"] | None


def _again(sent: Sequence[Sent], ends: Sequence[int], unheard: Set[int]) -> Iterator[Again]:
    latest: dict[tuple[int, str], int] = {}
    for place, one in enumerate(sent):
        key = one.chat, _reading(one.text)
        before = latest.get(key)
        latest[key] = place
        if before is None:
            continue
        between = next((kill for kill, end in enumerate(ends) if before < end <= place), None)
        yield Again(one.chat, "drop" if sent[before].number in unheard else between)


def _wait(api: FakeBotApi, bot: subprocess.Popen[bytes], replies: int) -> None:
    """Until so many different questions have a reply."""

    def done() -> bool:
        assert bot.poll() is None, "the bot has ended"
        return len({(one.chat, _reading(one.text)) for one in api.sent}) >= replies

    api.wait_for(done, 300)


def _reading(text: str) -> str:
    return next(line for line in text.splitlines() if line.startswith("读作："))
