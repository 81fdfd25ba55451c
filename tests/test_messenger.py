"""What every messenger shares, each part on its own: inbox, turns, limits, log.  Clocks are given, none is read."""

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.messenger import inbox, moves, question_log, replies
from bot.messenger.inbox import REMEMBERED, Arrived, Inbox, Waiting
from bot.messenger.limits import Limits, Pace
from bot.messenger.moves import Moves
from bot.messenger.question_log import DAY, Logged, QuestionLog
from bot.messenger.replies import Replies, Reply
from bot.messenger.turns import Turns
from bot.messenger.writer import Writer
from querylang.context import Context
from querylang.query import Column, Query


class Clock:
    """Time that passes when told, or when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        """Say what time it is."""
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Pass the time at once."""
        self.slept.append(round(seconds, 6))
        self.now += seconds


@asynccontextmanager
async def opened(path: Path, schema: str) -> AsyncIterator[Writer]:
    """Open a file and let go of it in the end."""
    writer = Writer(path, schema)
    try:
        yield writer
    finally:
        writer.close()


# --- inbox ---------------------------------------------------------------------------------------------------------


def arrived(*keys: int) -> list[Arrived]:
    """Updates of two chats in turn."""
    return [Arrived(str(key), f"chat{key % 2}", f"payload {key}") for key in keys]


def test_what_is_not_done_waits_for_the_next_start(tmp_path: Path) -> None:
    """In order of arrival; what is done does not come back, nor does what is delivered again."""

    async def first() -> None:
        async with opened(tmp_path / "inbox.db", inbox.SCHEMA) as writer:
            box = Inbox(writer)
            one, two, three = await box.put(arrived(5, 6, 7))
            assert one == Waiting(1, "chat1", "payload 5")
            await box.done(two.number)
            assert [one.payload for one in await box.put(arrived(6, 7, 8))] == ["payload 8"]
            assert three.chat == "chat1"

    async def second() -> list[str]:
        async with opened(tmp_path / "inbox.db", inbox.SCHEMA) as writer:
            box = Inbox(writer)
            assert await box.put(arrived(6)) == []
            return [one.payload for one in await box.waiting()]

    asyncio.run(first())
    assert asyncio.run(second()) == ["payload 5", "payload 7", "payload 8"]


def test_the_inbox_does_not_grow_for_ever(tmp_path: Path) -> None:
    """What is done is remembered for a while; what waits stays however old it is."""

    async def scene() -> tuple[int, int]:
        async with opened(tmp_path / "inbox.db", inbox.SCHEMA) as writer:
            box = Inbox(writer)
            await box.put(arrived(1))
            for start in range(2, REMEMBERED * 2, 1000):
                for one in await box.put(arrived(*range(start, start + 1000))):
                    await writer.do(
                        lambda connection, number=one.number: connection.execute(  # type: ignore[misc]  # bound now
                            "UPDATE updates SET payload = NULL WHERE number = ?", (number,)
                        )
                    )
            ((count,),) = await writer.do(
                lambda connection: connection.execute("SELECT COUNT(*) FROM updates").fetchall()
            )
            return count, len(await box.waiting())

    count, waiting = asyncio.run(scene())
    assert count <= REMEMBERED + 1001
    assert waiting == 1


def test_a_write_that_fails_leaves_nothing_and_the_next_goes_on(tmp_path: Path) -> None:
    """The file is as it was, whoever waits is told, and the thread lives."""

    async def scene() -> list[Waiting]:
        async with opened(tmp_path / "inbox.db", inbox.SCHEMA) as writer:

            def fail(connection: sqlite3.Connection) -> None:
                connection.execute("INSERT INTO updates (key, chat, payload) VALUES ('1', 'a', 'b')")
                raise sqlite3.OperationalError("database or disk is full")

            with pytest.raises(sqlite3.OperationalError, match="full"):
                await writer.do(fail)
            box = Inbox(writer)
            await box.put(arrived(2))
            return await box.waiting()

    assert [one.payload for one in asyncio.run(scene())] == ["payload 2"]


# --- turns ---------------------------------------------------------------------------------------------------------


def test_chats_side_by_side_each_in_order() -> None:
    """One chat that is held up holds up no other; its own updates keep their order, a bug does not silence it."""

    async def scene() -> list[str]:
        free = asyncio.Event()
        log: list[str] = []

        async def work(update: Waiting) -> None:
            if update.payload == "a1":
                await free.wait()
            log.append(update.payload)
            if update.payload == "b1":
                free.set()
                raise ValueError("a bug")

        turns = Turns(work)
        for number, payload in enumerate(("a1", "a2", "b1", "b2")):
            await turns.add(Waiting(number, payload[0], payload))
        assert await turns.finish(20) == 0
        return log

    log = asyncio.run(scene())
    assert log[0] == "b1"
    assert [one for one in log if one[0] == "a"] == ["a1", "a2"]
    assert "b2" in log


def test_no_more_at_once_than_there_is_room_for() -> None:
    """The one too many waits outside until a place is free; what is left at the end is counted."""

    async def scene() -> tuple[bool, int]:
        held = asyncio.Event()

        async def work(_: Waiting) -> None:
            await held.wait()

        turns = Turns(work, most=2)
        await turns.add(Waiting(1, "a", ""))
        await turns.add(Waiting(2, "a", ""))
        third = asyncio.create_task(turns.add(Waiting(3, "b", "")))
        for _ in range(5):
            await asyncio.sleep(0)
        outside = not third.done()
        third.cancel()
        return outside, await turns.finish(0)

    assert asyncio.run(scene()) == (True, 2)


# --- limits --------------------------------------------------------------------------------------------------------


def test_so_many_questions_a_minute() -> None:
    """As many at once as a minute's worth, then one each sixth of a minute; told once each time it runs dry."""
    clock = Clock()
    limits = Limits(6, clock)
    assert [limits.check("a") for _ in range(9)] == ["go"] * 6 + ["tell", "silent", "silent"]
    assert limits.check("b") == "go"
    clock.now += 10
    assert [limits.check("a") for _ in range(3)] == ["go", "tell", "silent"]
    limits.forget("a")
    assert limits.check("a") == "go"
    assert {Limits(0, clock).check("a") for _ in range(100)} == {"go"}


def test_a_chat_is_spaced() -> None:
    """The second message waits for its time; another chat does not, and old times are not kept."""
    clock = Clock()
    pace = Pace(1.0, clock, clock.sleep)

    async def scene() -> None:
        for chat in "aab":
            await pace.wait(chat)
        assert clock.slept == [1.0]
        for number in range(90):
            clock.now += 0.5
            await pace.wait(str(number))

    asyncio.run(scene())
    assert clock.slept == [1.0]
    assert len(pace) <= 3


def test_a_chat_that_is_held() -> None:
    """What the messenger asks for goes before our own pace, and holds one chat alone."""
    clock = Clock()
    pace = Pace(0, clock, clock.sleep)
    pace.hold("a", 7)

    async def scene() -> None:
        await pace.wait("b")
        await pace.wait("a")

    asyncio.run(scene())
    assert clock.slept == [7.0]


# --- log -----------------------------------------------------------------------------------------------------------


def entry(person: str, milliseconds: int = 5) -> Logged:
    """A question that was answered."""
    return Logged(person, "chat", f"问题 {person}", "读法", "ok", 3, milliseconds)


def with_log(path: Path, days: int, scene: Callable[[QuestionLog, Clock], Awaitable[None]]) -> None:
    """Play a scene with a log and its clock."""

    async def play() -> None:
        clock = Clock()
        async with opened(path / "questions.db", question_log.SCHEMA) as writer:
            await scene(QuestionLog(writer, days, clock), clock)

    asyncio.run(play())


def test_the_log_forgets_what_is_too_old(tmp_path: Path) -> None:
    """After so many days, without anybody doing anything."""

    async def scene(log: QuestionLog, clock: Clock) -> None:
        log.add(entry("a"))
        clock.now += 5 * DAY
        log.add(entry("b"))
        clock.now += 6 * DAY
        log.add(entry("c"))
        assert set(await log.counts()) == {"b", "c"}

    with_log(tmp_path, 10, scene)


def test_the_log_in_figures(tmp_path: Path) -> None:
    """Questions, people, the median, and the latest complaints first."""

    async def scene(log: QuestionLog, _: Clock) -> None:
        for milliseconds in (1, 2, 900):
            log.add(entry("a", milliseconds))
        log.complain(entry("a"))
        log.complain(entry("b"))
        stats = await log.stats(7)
        assert (stats.questions, stats.people, stats.by_status, stats.median) == (3, 1, (("ok", 3),), 2)
        assert stats.complaints == (("问题 b", "读法"), ("问题 a", "读法"))
        assert await log.forget("a") == 4
        assert (await log.stats(7)).complained == 1

    with_log(tmp_path, 10, scene)


def test_no_log_where_none_is_wanted(tmp_path: Path) -> None:
    """0 days: questions are not written at all; complaints were made on purpose."""

    async def scene(log: QuestionLog, _: Clock) -> None:
        log.add(entry("a"))
        log.complain(entry("a"))
        stats = await log.stats(7)
        assert (stats.questions, stats.complained) == (0, 1)

    with_log(tmp_path, 0, scene)


# --- replies -------------------------------------------------------------------------------------------------------


def shown(key: str, **changes: object) -> Reply:
    """A reply with everything in it."""
    context = Context(Query(outputs=(Column("project"),)), ("甲",))
    reply = Reply(
        key, "1", "7", "10", "20", "问", None, context, context, "读法", "ok", ("页",), ("再问",), "SELECT 1",
        sortable=True, rows=1, choices=("甲", "乙"), departments=frozenset({"教育局"}),
    )  # fmt: skip
    return reply._replace(**changes)  # type: ignore[arg-type]  # fields of a reply


def with_replies(
    path: Path, scene: Callable[[Replies, Clock], Awaitable[None]], days: int = 7, most: int = 300
) -> None:
    """Play a scene with replies and their clock."""

    async def play() -> None:
        clock = Clock()
        async with opened(path / "inbox.db", replies.SCHEMA) as writer:
            await scene(Replies(writer, days, clock, most), clock)

    asyncio.run(play())


def test_a_reply_is_found_again(tmp_path: Path) -> None:
    """In memory and, by another run, in the file: by key, by question, and the latest of a person."""

    async def first(replies: Replies, clock: Clock) -> None:
        replies.put(shown("k1"))
        replies.put(shown("k2", asked_in="11"))
        replies.put(shown("k1", page=3))
        await found(replies, clock)

    async def found(replies: Replies, _: Clock) -> None:
        assert await replies.get("k1") == shown("k1", page=3)
        assert await replies.of_question("1", "11") == shown("k2", asked_in="11")
        assert await replies.last_answer("1", "7") == shown("k1", page=3)
        assert await replies.get("k3") is None

    with_replies(tmp_path, first)
    with_replies(tmp_path, found)


def test_replies_expire(tmp_path: Path) -> None:
    """After their days they are as if they had never been, and the next cleaning removes them."""

    async def first(replies: Replies, _: Clock) -> None:
        replies.put(shown("k1"))

    async def later(replies: Replies, clock: Clock) -> None:
        clock.now += 8 * DAY
        assert await replies.get("k1") is None
        replies.put(shown("k2"))

    with_replies(tmp_path, first)
    with_replies(tmp_path, later)
    assert keys(tmp_path) == ["k2"]


def keys(path: Path) -> list[str]:
    """Look into the file."""
    connection = sqlite3.connect(path / "inbox.db")
    try:
        return [row[0] for row in connection.execute("SELECT key FROM replies ORDER BY number")]
    finally:
        connection.close()


def test_replies_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In memory the oldest goes first, by key and by question; in the file at every cleaning."""
    monkeypatch.setattr(replies, "MOST_KEPT", 3)
    monkeypatch.setattr(replies, "CLEAN_EVERY", 1)

    async def scene(replies: Replies, _: Clock) -> None:
        for number in range(6):
            replies.put(shown(f"k{number}", asked_in=str(number)))
        assert len(replies) == 2
        assert await replies.get("k0") is None
        assert await replies.of_question("1", "0") is None

    with_replies(tmp_path, scene, most=2)
    assert keys(tmp_path) == ["k3", "k4", "k5"]


def test_a_person_is_forgotten(tmp_path: Path) -> None:
    """In memory and in the file; others stay."""

    async def scene(replies: Replies, _: Clock) -> None:
        replies.put(shown("k1"))
        replies.put(shown("k2", person="8", asked_in="11"))
        await replies.forget("7")
        assert await replies.get("k1") is None
        assert await replies.of_question("1", "10") is None

    with_replies(tmp_path, scene)
    assert keys(tmp_path) == ["k2"]


def test_replies_that_are_not_wanted_are_not_written(tmp_path: Path) -> None:
    """0 days: memory alone."""

    async def scene(replies: Replies, _: Clock) -> None:
        replies.put(shown("k1"))
        assert await replies.get("k1")
        assert await replies.get("k2") is None

    with_replies(tmp_path, scene, days=0)
    assert keys(tmp_path) == []


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"key": "k"}'])
def test_a_reply_of_another_version_is_none(text: str) -> None:
    """What cannot be read has expired."""
    assert replies.read_reply(text) is None
    kept = json.loads(replies.write_reply(shown("k")))
    for change in ({"after": "{}"}, {"unheard_of": 1}):
        assert replies.read_reply(json.dumps(kept | change)) is None


# --- moves ---------------------------------------------------------------------------------------------------------


def test_a_group_that_moves(tmp_path: Path) -> None:
    """Its ids, the latest first; a move told twice is no news, and one in a circle is none."""

    async def first(moves: Moves) -> None:
        assert moves.note("-1", "-1001")
        assert not moves.note("-1", "-1001")
        assert not moves.note("-1001", "-1")
        assert moves.note("-1001", "-1002")
        await found(moves)

    async def found(moves: Moves) -> None:
        assert list(moves.ids("-1002")) == ["-1002", "-1001", "-1"]
        assert (moves.first("-1002"), moves.now("-1"), moves.now("-9"), moves.first("-9")) == (
            "-1", "-1002", "-9", "-9",
        )  # fmt: skip

    async def play(scene: Callable[[Moves], Awaitable[None]]) -> None:
        async with opened(tmp_path / "inbox.db", moves.SCHEMA) as writer:
            known = Moves(writer)
            await known.load()
            await scene(known)

    asyncio.run(play(first))
    asyncio.run(play(found))
