"""What stands in deploy/: every setting is there with its default, and the examples are taken as they stand."""

import re
from pathlib import Path

import pytest

from bot.errors import CommandError
from bot.messenger.rights_file import read_rights
from bot.settings import SETTINGS, TelegramSettings, read_settings_file, read_telegram_settings
from tests.console import ROOT

DEPLOY = ROOT / "deploy"
TOKEN = "123456:abc"


def test_every_setting_is_in_the_example_with_meaning_and_default() -> None:
    """A new setting that is not documented fails here."""
    text = (DEPLOY / "jixiao.env.example").read_text("utf-8")
    written = dict(re.findall(r"^#?(JIXIAO_[A-Z_]+)=(.*)$", text, re.MULTILINE))
    assert written == {"JIXIAO_DB": "jixiao.db", "JIXIAO_LEXICON": ""} | {one.name: one.default for one in SETTINGS}
    for setting in SETTINGS:
        assert f"# {setting.meaning}。\n" in text


def test_the_example_is_taken_once_the_token_is_in(tmp_path: Path) -> None:
    """Without it the one mistake is the token."""
    found = read_settings_file(DEPLOY / "jixiao.env.example")
    with pytest.raises(CommandError, match="没有设置 JIXIAO_TELEGRAM_TOKEN") as caught:
        read_telegram_settings(found)
    assert "；" not in str(caught.value)
    uncommented = tmp_path / "all.env"
    text = (DEPLOY / "jixiao.env.example").read_text("utf-8")
    uncommented.write_text(re.sub(r"^#(?=JIXIAO_)", "", text, flags=re.MULTILINE), "utf-8")
    assert read_telegram_settings(read_settings_file(uncommented) | {"JIXIAO_TELEGRAM_TOKEN": TOKEN}) == (
        TelegramSettings(TOKEN)
    )


def test_the_example_of_rights_is_taken(tmp_path: Path) -> None:
    """As it stands it lets nobody in, for the ids in it are some stranger's; its examples are sound."""
    example = DEPLOY / "rights.example.toml"
    untouched = read_rights(example)
    assert (untouched.people, untouched.chats) == ({}, {})
    used = tmp_path / "rights.toml"
    used.write_text(re.sub(r"^#(?=\S)", "", example.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    rights = read_rights(used)
    assert (len(rights.people), len(rights.chats), len(rights.admins())) == (2, 1, 1)


def test_a_file_of_settings(tmp_path: Path) -> None:
    """As systemd reads it: comments, empty lines, quotes; anything else is named by its line."""
    path = tmp_path / "a.env"
    path.write_text("# x\n\n; y\nA=1\nB=\"two words\"\nC='3'\nD=a=b\nE=\n", "utf-8-sig")
    assert read_settings_file(path) == {"A": "1", "B": "two words", "C": "3", "D": "a=b", "E": ""}
    path.write_text("A=1\nB = 2\n", "utf-8")
    with pytest.raises(CommandError, match="第2行"):
        read_settings_file(path)
    with pytest.raises(CommandError, match="读不了"):
        read_settings_file(tmp_path / "none.env")


def test_the_guide_names_what_is_there() -> None:
    """Files and commands of the guide exist."""
    guide = (DEPLOY / "安装.md").read_text("utf-8")
    for name in re.findall(r"deploy/[\w.-]+", guide):
        assert (ROOT / name).is_file(), name
    service = (DEPLOY / "jixiao-telegram.service").read_text("utf-8")
    for line in (
        "User=jixiao",
        "Restart=always",
        "ProtectSystem=strict",
        "NoNewPrivileges=yes",
        "CapabilityBoundingSet=",
    ):
        assert f"\n{line}\n" in service
