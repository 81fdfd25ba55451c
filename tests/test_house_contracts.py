"""Each import contract of pyproject.toml is broken by what it forbids."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.console import ROOT, environment

VIOLATIONS = {
    "bot -> db -> querylang, one way": ("db", "import bot.cli"),
    "querylang is pure": ("querylang", "import sqlite3"),
    "sqlite-utils stands in two modules": ("bot", "from sqlite_utils import Database"),
    "python-telegram-bot stands in one package": ("bot", "from telegram.ext import Application"),
    "what messengers share knows none of them": ("bot/messenger", "from bot.telegram import phrases"),
    "what regenerates data tables is no part of the product": ("db", "import pypinyin"),
    "format libraries stand in the readers": ("db", "import lxml"),
}


def contracts(folder: Path) -> dict[str, str]:
    """Run import-linter over the packages beneath a folder: name of each contract up to a colon, KEPT or BROKEN."""
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=folder,
        env=environment(PYTHONPATH=str(folder), PYTHONUTF8="1"),
        capture_output=True,
        text=True,
        check=False,
    )
    verdicts = {}
    for line in done.stdout.splitlines():
        for verdict in ("KEPT", "BROKEN"):
            name, found, _ = line.partition(f" {verdict}")
            if found:
                verdicts[name.partition(":")[0]] = verdict
    return verdicts


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Lay down a copy of the three packages and the contracts."""
    for package in ("bot", "db", "querylang"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_each_contract_can_fail(copy: Path) -> None:
    """A contract that nothing can break protects nothing."""
    for number, (package, line) in enumerate(VIOLATIONS.values()):
        (copy / package / f"violation_{number}.py").write_text(f"{line}\n", "utf-8")
    assert contracts(copy) == dict.fromkeys(VIOLATIONS, "BROKEN")


def test_an_import_through_a_neighbour_is_seen(copy: Path) -> None:
    """What querylang may not import it may not import by way of another module either."""
    (copy / "querylang" / "near.py").write_text("import querylang.far\n", "utf-8")
    (copy / "querylang" / "far.py").write_text("import os\n", "utf-8")
    assert contracts(copy)["querylang is pure"] == "BROKEN"
