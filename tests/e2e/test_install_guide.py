"""The guide of deploy/, followed line by line: an empty folder, next to no environment, up to the first answer."""

import os
import re
import signal
import subprocess
from pathlib import Path

import pytest

from tests.console import ROOT
from tests.e2e.tools import program
from tests.fake_bot_api import TOKEN, FakeBotApi

PERSON = 77
PATH = "/usr/local/bin:/usr/bin:/bin"


FIRST, SECOND = (ROOT / "deploy" / "安装.md").read_text("utf-8").split("## 第二部分")
# What stands in for the parts of a machine that a test must not touch.
STAND_INS = {
    "sudo": 'exec env PATH="$PATH" "$@"',
    "systemctl": ":",
    "useradd": ":",
    # Without the owner and the group that only the real machine has.
    "install": """
for one; do
    shift
    case $one in -o | -g) drop=1 ;; *) [ "$drop" ] || set -- "$@" "$one"; drop= ;; esac
done
exec /usr/bin/install "$@\"""",
}


def steps() -> list[str]:
    """The lines of the first part that are run as they stand."""
    return [line for block in re.findall(r"```sh\n(.*?)```", FIRST, re.DOTALL) for line in block.splitlines()]


def blocks(part: str) -> list[list[str]]:
    """The lines of each block of commands that are run by whoever installs the service."""
    return [found.splitlines() for found in re.findall(r"```\n(.*?)```", part, re.DOTALL)]


class Reader:
    """Somebody who follows the guide: runs each line in the folder that the lines before led to."""

    def __init__(self, folder: Path, api: FakeBotApi) -> None:
        """Begin with a source archive in an empty folder."""
        self.folder = folder
        self.api = api
        network = {
            name: value for name, value in os.environ.items() if name.startswith("PIP_") or "proxy" in name.lower()
        }
        self.environment = {"PATH": PATH, "HOME": str(folder), **network, "NO_PROXY": "127.0.0.1"}
        self.edits = [("TOKEN=", f"TOKEN={TOKEN}"), ("ALLOW=", f"ALLOW={PERSON}")]
        self.heard: list[str] = []

    def follow(self, line: str) -> str:
        """Do one line; what it printed."""
        if line.startswith("cd "):
            self.folder /= line.removeprefix("cd ")
            return ""
        if line.startswith("nano "):
            self._edit(self.folder / line.removeprefix("nano "))
            return ""
        if line.endswith("telegram --settings jixiao.env"):
            return self._talk(line)
        done = subprocess.run(
            ["sh", "-c", line],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
        return done.stdout

    def _edit(self, path: Path) -> None:
        written, wanted = self.edits.pop(0)
        text = path.read_text("utf-8")
        assert text.count(f"_{written}\n") == 1
        # The one thing that a reader would not write: the machine has no Telegram, the fake stands in.
        path.write_text(
            text.replace(f"_{written}\n", f"_{wanted}\n").replace(
                "#JIXIAO_TELEGRAM_API=https://api.telegram.org", f"JIXIAO_TELEGRAM_API={self.api.address}"
            ),
            "utf-8",
        )

    def _talk(self, line: str) -> str:
        with subprocess.Popen(
            ["sh", "-c", f"exec {line}"], cwd=self.folder, env=self.environment, stderr=subprocess.PIPE, text=True
        ) as bot:
            assert bot.stderr
            try:
                assert "已连上" in bot.stderr.readline()
                before = len(self.api.sent)
                self.api.say("预算最高的三个项目", PERSON)
                self.heard.append(self.api.wait(before + 1)[-1].text)
                bot.send_signal(signal.SIGINT)
                assert bot.wait() == 0
            finally:
                bot.kill()
        return ""


@pytest.mark.needs("systemd-analyze")
def test_the_unit_is_sound(tmp_path: Path) -> None:
    """Systemd itself takes every line of it, and counts what it leaves open as little (10 is everything)."""
    unit = (ROOT / "deploy" / "jixiao-telegram.service").read_text("utf-8")
    path = tmp_path / "jixiao-telegram.service"
    # The program is not installed here; that the unit starts one is all that is looked at.
    path.write_text(unit.replace("/opt/jixiao/.venv/bin/jixiao", "/bin/true"), "utf-8")
    analyze = program("systemd-analyze")
    checked = subprocess.run([analyze, "verify", path], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")
    judged = subprocess.run(
        [analyze, "security", "--offline=true", "--threshold=20", path], capture_output=True, text=True, check=False
    )
    assert judged.returncode == 0, judged.stdout


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An empty folder with nothing in it but the source archive."""
    folder = tmp_path / "空文件夹"
    folder.mkdir()
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    names = [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
    subprocess.run(
        ["tar", "czf", folder / "jixiao.tar.gz", "--transform", "s,^,jixiao/,", *names], cwd=ROOT, check=True
    )
    return folder


@pytest.mark.needs("git", "make")
def test_line_by_line(archive: Path) -> None:
    """First only the id, then, once it is on the list, the answer with its reading and source."""
    with FakeBotApi() as api:
        reader = Reader(archive, api)
        printed = {line: reader.follow(line) for line in steps()}
    assert "设置无误" in next(said for line, said in printed.items() if line.endswith("--check"))
    assert "产业人才发展专项资金" in next(said for line, said in printed.items() if " ask " in line)
    turned_away, answer = reader.heard
    assert str(PERSON) in turned_away
    assert "产业" not in turned_away
    assert "4,625.49 万元　产业人才发展专项资金" in answer
    assert "来源：000_ce4dfbf79bb214a4.txt" in answer


@pytest.mark.needs("git", "make")
def test_the_service_line_by_line(archive: Path, tmp_path: Path) -> None:
    """The second part under a root of its own: installed, checked with the rights, brought to a new version."""
    root, tools = tmp_path / "root", tmp_path / "tools"
    for folder in (tools, root / "etc/systemd/system", root / "var/lib", root / "opt"):
        folder.mkdir(parents=True)
    for name, does in STAND_INS.items():
        (tools / name).write_text(f"#!/bin/sh\n{does}\n", "utf-8")
        (tools / name).chmod(0o755)
    install, _, check, _, load, upgrade, _ = blocks(SECOND)
    with FakeBotApi() as api:
        reader = Reader(archive, api)
        reader.environment["PATH"] = f"{tools}:{PATH}"

        def follow(lines: list[str]) -> str:
            said = ""
            for line in lines:
                said += reader.follow(re.sub(r"(?<=\s)/(?=(opt|etc|var)/)", f"{root}/", line).replace("-u jixiao ", ""))
            return said

        for line in ("tar xf jixiao.tar.gz", "cd jixiao", "make run", ".venv/bin/jixiao load db/sample"):
            reader.follow(line)
        (reader.folder / "jixiao.env").write_text(
            f"JIXIAO_TELEGRAM_TOKEN={TOKEN}\nJIXIAO_RIGHTS={root}/etc/jixiao/rights.toml\n", "utf-8"
        )
        follow(install)
        unit = (root / "etc/systemd/system/jixiao-telegram.service").read_text("utf-8")
        program_ = re.findall(r"^ExecStart=(\S+)", unit, re.MULTILINE)[0]
        assert os.access(f"{root}{program_}", os.X_OK)
        assert f"EnvironmentFile=/{(root / 'etc/jixiao/jixiao.env').relative_to(root)}" in unit
        assert "设置无误：0 个人，0 个群，1 个部门" in follow(check)
        (reader.folder / "文件").mkdir()
        (reader.folder / "文件" / "甲.txt").write_bytes((ROOT / "db/sample/000_ce4dfbf79bb214a4.txt").read_bytes())
        follow(load)
        (reader.folder.parent / "新").mkdir()
        (reader.folder.parent / "jixiao.tar.gz").rename(reader.folder.parent / "新" / "jixiao.tar.gz")
        reader.folder = reader.folder.parent / "新"
        follow(upgrade)
        assert "设置无误：0 个人，0 个群，1 个部门" in follow(check)
