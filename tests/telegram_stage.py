"""The Telegram bot on a stage: it runs in the test's own process, against the fake Bot API, while a scene is played."""

import logging
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.answer import AnswerService
from bot.messenger.asker import Service
from bot.messenger.rights import Departments
from bot.settings import Address, TelegramSettings
from bot.telegram import menus, polling, sending
from bot.telegram.serve import serve
from tests.fake_answers import FakeAnswers
from tests.fake_bot_api import TOKEN, FakeBotApi

ALLOWED = 77
OUTSIDER = 4242
GROUP = -100


class Stage:
    """The fake and the bot's settings; `play` runs the bot for as long as the scene takes."""

    def __init__(self, api: FakeBotApi, folder: Path) -> None:
        """Allow one person, without a pace."""
        self.api = api
        self.folder = folder
        self.answers = FakeAnswers()
        self.opened: list[Departments] = []
        self.database: Path | None = None  # answered from in earnest, instead of by the stand-in
        self.settings = TelegramSettings(
            token=TOKEN,
            api=api.address,
            allow=frozenset({str(ALLOWED)}),
            state=folder / "state",
            questions_a_minute=0,
            messages_a_second=0,
            chat_spacing=0,
            group_a_minute=0,
            listen=Address("127.0.0.1", 0),
        )

    def set(self, **changes: object) -> None:
        """Change settings."""
        self.settings = TelegramSettings(**(self.settings._asdict() | changes))

    def set_rights(self, text: str) -> None:
        """Write a file of rights and use it."""
        path = self.folder / "rights.toml"
        path.write_text(text, "utf-8")
        self.set(rights=path, allow=frozenset())

    def play(self, scene: Callable[[], object]) -> None:
        """Play from the people's side while the bot runs, then end the bot as a service manager does."""
        ready = {"setWebhook"} if self.settings.webhook else {"getUpdates"}

        def act() -> object:
            try:
                self.api.wait_for(lambda: bool(ready & set(self.api.calls)))
                return scene()
            finally:
                os.kill(os.getpid(), signal.SIGTERM)

        with ThreadPoolExecutor(1) as people:
            played = people.submit(act)
            serve(self.settings, self._open)
            played.result()
        self.api.calls.clear()

    def replies(self, *texts: str | None, person: int = ALLOWED) -> list[str]:
        """What the bot sends to a person who says all this, one reply each."""
        before = len(self.api.sent)

        def scene() -> None:
            for number, text in enumerate(texts, 1):
                self.api.say(text, person)
                self.api.wait(before + number)

        self.play(scene)
        return [one.text for one in self.api.sent[before:]]

    def _open(self, departments: Departments) -> Service:
        self.opened.append(departments)
        return self.answers if self.database is None else AnswerService(str(self.database), departments)


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """Set it up; the bot tries again at once, and logging is left as it was."""
    for module in (polling, sending, menus):
        monkeypatch.setattr(module, "pause_after", lambda *_: 0.0)
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    with FakeBotApi() as api:
        yield Stage(api, tmp_path)
    root.handlers[:] = handlers
    root.setLevel(level)
