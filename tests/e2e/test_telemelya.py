"""The bot by webhook beside an emulator that others wrote: text, a command, a button and an edit in place."""

import json
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from db.sample import sample_path
from tests import console
from tests.e2e.tools import program

TOKEN = "123456:TEST-token-of-an-emulator"
SECRET = "s" * 20
PERSON = 77

pytestmark = pytest.mark.needs("telemelya")


def unused_port() -> int:
    """Ask the system for a port."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Emulator:
    """What a person sends, and what the emulator was told by the bot."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"

    def call(self, path: str, body: object = None) -> Any:
        """Call the control side."""
        headers = {"Content-Type": "application/json", "Authorization": "Bearer k", "X-Test-Session": "s1"}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.address}/api/v1/test/{path}", data, headers)  # noqa: S310 - our own
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310 - as above
            return json.load(answer)

    def send(self, **update: object) -> None:
        """Write or press."""
        self.call(f"send_update?bot_token={TOKEN}", {"chat_id": PERSON, **update})

    def wait_for(self, method: str, text: str) -> dict[str, Any]:
        """The call of a method that holds a text."""
        for _ in range(3000):
            for one in self.call(f"responses?chat_id={PERSON}")["responses"]:
                if one["method"] == method and text in str(one.get("text")):
                    return dict(one)
        raise AssertionError(f"no {method} with {text}")


@pytest.fixture
def emulator(tmp_path: Path) -> Iterator[Emulator]:
    """Start emulator and bot, the bot once it can reach it."""
    assert console.run("load", sample_path(), "--db", tmp_path / "bot.db").returncode == 0
    port, hook = unused_port(), unused_port()
    emulator = Emulator(port)
    settings = {
        "JIXIAO_TELEGRAM_TOKEN": TOKEN,
        "JIXIAO_TELEGRAM_API": emulator.address,
        "JIXIAO_TELEGRAM_ALLOW": str(PERSON),
        "JIXIAO_TELEGRAM_WEBHOOK": f"http://127.0.0.1:{hook}/hook",
        "JIXIAO_TELEGRAM_LISTEN": f"127.0.0.1:{hook}",
        "JIXIAO_TELEGRAM_SECRET": SECRET,
        "JIXIAO_TELEGRAM_CHAT_SPACING": "0",
        "JIXIAO_STATE": str(tmp_path / "state"),
        "JIXIAO_DB": str(tmp_path / "bot.db"),
        "NO_PROXY": "127.0.0.1",
    }
    server: list[str | Path] = [
        program("telemelya"),
        Path(__file__).with_name("telemelya_server.py"),
        str(port),
        SECRET,
    ]
    with ExitStack() as stack:
        started = stack.enter_context(subprocess.Popen(server, stderr=subprocess.DEVNULL))
        stack.callback(started.terminate)
        _until_it_listens(emulator)
        bot = stack.enter_context(
            subprocess.Popen(
                [console.JIXIAO, "telegram"], env=console.environment(**settings), stderr=subprocess.PIPE, text=True
            )
        )
        stack.callback(bot.terminate)
        assert bot.stderr
        while "接收" not in bot.stderr.readline():
            assert bot.poll() is None
        yield emulator


def _until_it_listens(emulator: Emulator) -> None:
    for _ in range(200_000):
        try:
            emulator.call(f"responses?chat_id={PERSON}")
        except urllib.error.HTTPError:
            return
        except OSError:
            continue
        return


def test_the_bot_at_telemelya(emulator: Emulator) -> None:
    """A command, a question, and the statement in place of the answer."""
    emulator.send(command="/start")
    emulator.wait_for("sendMessage", "您好")
    emulator.send(text="预算超过100万的项目")
    sent = emulator.wait_for("sendMessage", "<b>1,217.08 万元</b>　租赁岗位合同工经费")
    buttons = [button for row in sent["reply_markup"]["inline_keyboard"] for button in row]
    data = next(button["callback_data"] for button in buttons if button["text"] == "看SQL")
    emulator.send(callback_data=data, callback_message_id=sent["message_id"])
    edited = emulator.wait_for("editMessageText", "SELECT")
    assert edited["message_id"] == sent["message_id"]
