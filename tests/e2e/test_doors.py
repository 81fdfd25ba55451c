"""The doors beside the programs people use them with: a terminal, the sqlite3 shell, a Telegram emulator."""

import json
import os
import signal
import socket
import subprocess
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from db.sample import sample_path
from tests import console
from tests.e2e.terminal import READY, Terminal
from tests.e2e.tools import NPM, program
from tests.sample_questions import ANSWERED

PERSON = 77
OUTSIDER = 4242
TOKEN = "123456:TEST-token-of-an-emulator"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Load the sample."""
    path = tmp_path_factory.mktemp("doors") / "库.db"
    assert console.run("load", sample_path(), "--db", path).returncode == 0
    return path


# --- the sqlite3 shell --------------------------------------------------------------------------------------------


@pytest.mark.needs("sqlite3")
@pytest.mark.parametrize("question", ANSWERED, ids=range(len(ANSWERED)))
def test_the_printed_statement_in_the_shell(database: Path, question: str) -> None:
    """Pasted into sqlite3 it gives the columns and rows of the answer."""
    answer = json.loads(console.run("ask", "--json", "--db", database, question).stdout)
    shell = subprocess.run(
        [program("sqlite3"), "-readonly", "-json", database],
        input=answer["sql"] + ";\n",
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    rows = json.loads(shell.stdout)
    assert [list(row) for row in rows] == [answer["columns"]] * len(rows)
    assert [list(row.values()) for row in rows] == answer["rows"]


# --- the conversation in a terminal -------------------------------------------------------------------------------


@pytest.mark.needs("tmux")
@pytest.mark.parametrize("columns", [60, 160])
def test_a_conversation_in_a_terminal(database: Path, tmp_path: Path, columns: int) -> None:
    """Questions, a follow-up, a line cleared by Ctrl-C, Ctrl-D to leave, and the history of the next time."""
    settings = {"HOME": str(tmp_path)}
    command = f"'{console.JIXIAO}' repl --db '{database}'"
    terminal = Terminal(tmp_path / "tmux1", columns, command, **settings)
    try:
        terminal.wait_for("问>")
        terminal.type("预算超过100万的项目", "Enter")
        shown = terminal.wait_for("来源：")
        assert "1,217.08" in shown
        assert "合计6,538.67万元" in shown.replace("\n", "").replace(" ", "")
        terminal.wait_for(READY)
        terminal.type("其中超过1000万的", "Enter")
        terminal.wait_for("共2个")
        terminal.wait_for(READY)
        terminal.type("这一行不要")
        terminal.wait_for("问> 这一行不要")
        terminal.type("C-c")
        terminal.wait_for("问>", times=4)
        terminal.wait_for(READY)
        terminal.type("C-d")
        shown = terminal.wait_for("left with 0")
        assert "Traceback" not in shown
    finally:
        terminal.close()
    assert "预算超过100万的项目" in (tmp_path / ".local/state/jixiao/history").read_text("utf-8")
    terminal = Terminal(tmp_path / "tmux2", columns, command, **settings)
    try:
        terminal.wait_for("问>")
        terminal.type("Up", "Up", "Enter")
        terminal.wait_for("1,217.08")
    finally:
        terminal.close()


# --- Telegram -----------------------------------------------------------------------------------------------------


class Emulator:
    """The npm package telegram-test-api: what a person sends to the bot, and what the person sees."""

    def __init__(self, address: str) -> None:
        """Talk to the emulator there."""
        self.address = address

    def _post(self, path: str, body: dict[str, object]) -> Any:
        request = urllib.request.Request(  # noqa: S310 - our own server
            f"{self.address}{path}", json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=30) as response:  # noqa: S310 - as above
            return json.load(response)

    def say(self, text: str, person: int = PERSON) -> None:
        """Send a message; a command carries the mark that Telegram's clients put on it."""
        message: dict[str, object] = {
            "botToken": TOKEN,
            "date": 1_700_000_000,
            "from": {"id": person, "first_name": "张三", "is_bot": False},
            "chat": {"id": person, "type": "private", "first_name": "张三"},
            "text": text,
        }
        if text.startswith("/"):
            message["entities"] = [{"offset": 0, "length": len(text), "type": "bot_command"}]
        self._post("/sendCommand" if "entities" in message else "/sendMessage", message)

    def press(self, message: int, data: str, person: int = PERSON) -> None:
        """Press the button with this data beneath a message."""
        chat = {"id": person, "type": "private", "first_name": "张三"}
        user = {"id": person, "first_name": "张三", "is_bot": False}
        beneath = {"from": user, "chat": chat, "message_id": message, "date": 1_700_000_000, "text": "x"}
        self._post(
            "/sendCallback",
            {"botToken": TOKEN, "date": 1_700_000_000, "from": user, "chat": chat, "data": data, "message": beneath},
        )

    def wait_for_edit(self, message: int, text: str) -> None:
        """Look until a message holds this text."""
        for _ in range(2000):
            if any(one["messageId"] == message and text in one["message"]["text"] for one in self.history()):
                return
        raise AssertionError(f"never changed: {self.history()[-1:]}")

    def history(self, person: int = PERSON) -> list[dict[str, Any]]:
        """Every message of the bot to this person, as it stands now."""
        body: dict[str, object] = {"token": TOKEN, "chatId": person}
        told = self._post("/getUpdatesHistory", body)["result"]
        return [one for one in told if "messageId" in one and "reply_markup" in one.get("message", {})]

    def hear(self, person: int = PERSON) -> str:
        """Wait for the next message of the bot to this person."""
        for _ in range(2000):
            found = self._post("/getUpdates", {"token": TOKEN, "chatId": person})["result"]
            if found:
                return "\n".join(one["message"]["text"] for one in found)
        raise AssertionError("the bot said nothing")


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    """Start the emulator on a port that is free."""
    with subprocess.Popen(
        [program("node"), Path(__file__).with_name("emulator.js")],
        env=console.environment(NODE_PATH=str(NPM / "node_modules")),
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        port = process.stdout.readline().strip()
        assert port.isdigit()
        try:
            yield Emulator(f"http://127.0.0.1:{port}")
        finally:
            process.terminate()


def unused_port() -> int:
    """A port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])


@pytest.mark.needs("node", "emulator")
@pytest.mark.parametrize("hooked", [False, True], ids=["polling", "webhook"])
def test_the_bot_at_an_emulator(emulator: Emulator, database: Path, hooked: bool, tmp_path: Path) -> None:
    """Greeting, a question, a follow-up and an outsider; the bot ends when told, and its log never held the token."""
    port = unused_port()
    hook = {
        "JIXIAO_TELEGRAM_WEBHOOK": f"http://127.0.0.1:{port}/hook",
        "JIXIAO_TELEGRAM_LISTEN": f"127.0.0.1:{port}",
        "JIXIAO_TELEGRAM_SECRET": "s" * 20,
    }
    settings = {
        **(hook if hooked else {}),
        "JIXIAO_TELEGRAM_TOKEN": TOKEN,
        "JIXIAO_TELEGRAM_API": emulator.address,
        "JIXIAO_TELEGRAM_ALLOW": str(PERSON),
        "JIXIAO_DB": str(database),
        "JIXIAO_STATE": str(tmp_path / "state"),
        "JIXIAO_TELEGRAM_CHAT_SPACING": "0",
        "NO_PROXY": "127.0.0.1",
    }
    with subprocess.Popen(
        [console.JIXIAO, "telegram"],
        env=console.environment(**settings),
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as bot:
        assert bot.stderr
        try:
            assert "已连上" in bot.stderr.readline()
            assert not hooked or "接收" in bot.stderr.readline()
            emulator.say("/start")
            assert "您好" in emulator.hear()
            emulator.say("预算超过100万的项目")
            reply = emulator.hear()
            assert "<b>1,217.08 万元</b>　租赁岗位合同工经费" in reply
            assert "读作：" in reply
            assert sample_path().name in reply
            emulator.say("其中超过1000万的")
            assert "共2个" in emulator.hear()
            shown = emulator.history()[-1]
            buttons = shown["message"]["reply_markup"]["inline_keyboard"]
            data = next(one["callback_data"] for row in buttons for one in row if one["text"] == "看SQL")
            emulator.press(shown["messageId"], data)
            emulator.wait_for_edit(shown["messageId"], "SELECT")
            emulator.say("预算超过100万的项目", OUTSIDER)
            turned_away = emulator.hear(OUTSIDER)
            assert str(OUTSIDER) in turned_away
            assert "租赁" not in turned_away
            os.kill(bot.pid, signal.SIGTERM)
            log = bot.stderr.read()
            assert bot.wait() == 0
            assert TOKEN not in log
            assert "Traceback" not in log
        finally:
            bot.kill()


@pytest.mark.needs("node", "emulator")
def test_a_mistaken_address(emulator: Emulator, database: Path) -> None:
    """The emulator knows no such path: one line, no traceback, no token."""
    done = console.run(
        "telegram",
        "--db",
        database,
        env=console.environment(
            JIXIAO_TELEGRAM_TOKEN=TOKEN,
            JIXIAO_TELEGRAM_API=f"{emulator.address}/nowhere",
            JIXIAO_STATE=str(database.parent / "state"),
            NO_PROXY="127.0.0.1",
        ),
    )
    assert done.returncode != 0
    assert done.stderr.splitlines()[-1].startswith("jixiao：")
    assert "Traceback" not in done.stderr
    assert TOKEN not in done.stderr
