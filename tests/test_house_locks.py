"""The two locks: complete, hashed, without an address, and alike where both name a package."""

import re
import tomllib

import pytest

from tests.console import ROOT

PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)( ;[^\\]+)?(?: \\)?$")
TOOLS = {"ruff", "mypy", "pytest", "hypothesis", "import-linter", "pypinyin", "opencc-python-reimplemented"}


def lock(name: str) -> str:
    """Read a lock as text."""
    return (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")


def pins(name: str) -> dict[str, str]:
    """Find name and version of each package of a lock."""
    return {found[1]: found[2] for line in lock(name).splitlines() if (found := PIN.match(line))}


def wanted(*tables: list[str]) -> set[str]:
    """Find the names in lists of requirements as pyproject.toml writes them."""
    return {re.split(r"[^A-Za-z0-9._-]", line, maxsplit=1)[0].lower() for table in tables for line in table}


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
RUN = wanted(PROJECT["project"]["dependencies"], PROJECT["build-system"]["requires"])
CLIENTS = wanted(PROJECT["dependency-groups"].pop("clients"))
TELEMELYA = wanted(PROJECT["dependency-groups"].pop("telemelya"))
EXTRAS = wanted(*PROJECT["project"]["optional-dependencies"].values())
DEV = wanted(*PROJECT["dependency-groups"].values()) | EXTRAS


def test_every_dependency_is_in_its_lock() -> None:
    """A dependency added to pyproject.toml alone would be missing from every fresh .venv."""
    assert set(pins("run")) >= RUN
    assert set(pins("dev")) >= RUN | DEV
    assert set(pins("clients")) >= CLIENTS
    assert set(pins("telemelya")) >= TELEMELYA


def test_running_takes_no_tools_of_development() -> None:
    """`make demo` stays small."""
    assert not (TOOLS | EXTRAS | CLIENTS) & set(pins("run"))
    assert set(pins("dev")) >= TOOLS


def test_both_locks_agree() -> None:
    """What is tested is what runs."""
    developing = pins("dev")
    assert {name: developing.get(name) for name in pins("run")} == pins("run")


@pytest.mark.parametrize("name", ["run", "dev", "clients", "telemelya"])
def test_no_address_and_a_hash_for_everything(name: str) -> None:
    """The lock names what to install, never where from, and nothing is taken unchecked."""
    text = lock(name)
    assert "://" not in text
    assert not re.search(r"^\s*(-e|-f|-i|--index|--extra-index|--find-links)", text, re.MULTILINE)
    for entry in re.split(r"\n(?=[a-z0-9])", text):
        assert PIN.match(entry.splitlines()[0]), entry
        assert "--hash=sha256:" in entry, entry
