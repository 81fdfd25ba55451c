"""What the end-to-end tests take beside python3 and make, and what brings it: Debian's packages, or npm."""

import shutil
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
NPM = Path(__file__).resolve().parent / "npm"


class Tool(NamedTuple):
    """A program by any of its names; what brings it, and the argument that shows it runs."""

    programs: tuple[str, ...]
    source: str
    proof: str = "--version"

    def find(self) -> str | None:
        """Find where it is; None where the machine lacks it."""
        return next(filter(None, map(shutil.which, self.programs)), None)


class Package(NamedTuple):
    """A package that npm lays beside the tests."""

    name: str
    source: str = "npm ci --prefix tests/e2e/npm"

    def find(self) -> str | None:
        """Find its folder; None before npm was run."""
        folder = NPM / "node_modules" / self.name
        return str(folder) if folder.is_dir() else None


class Clients(NamedTuple):
    """The Python of the other programs that open the database."""

    source: str = "make clients"

    def find(self) -> str | None:
        """Find it; None before they were installed."""
        python = ROOT / ".venv-clients" / "bin" / "python"
        return str(python) if python.is_file() else None


class Telemelya(NamedTuple):
    """An interpreter with the package telemelya, whose many dependencies are no part of ours."""

    source: str = "make clients"

    def find(self) -> str | None:
        """Find it; None before it was installed."""
        python = ROOT / ".venv-telemelya" / "bin" / "python"
        return str(python) if python.is_file() else None


TOOLS: dict[str, Tool | Package | Clients | Telemelya] = {
    "git": Tool(("git",), "git"),
    "make": Tool(("make",), "make"),
    "tmux": Tool(("tmux",), "tmux", "-V"),
    "sqlite3": Tool(("sqlite3",), "sqlite3"),
    "localedef": Tool(("localedef",), "locales"),
    "node": Tool(("node", "nodejs"), "nodejs"),
    "npm": Tool(("npm",), "npm"),
    "office": Tool(("soffice", "libreoffice"), "libreoffice-calc libreoffice-writer"),
    "browser": Tool(("chromium", "chromium-browser", "google-chrome"), "chromium fonts-noto-cjk"),
    "emulator": Package("telegram-test-api"),
    "clients": Clients(),
    "telemelya": Telemelya(),
    "zsh": Tool(("zsh",), "zsh"),
    "fish": Tool(("fish",), "fish"),
    "man": Tool(("man",), "man-db"),
    "systemd-analyze": Tool(("systemd-analyze",), "systemd"),
}


def program(name: str) -> str:
    """Find a tool that the test's `needs` mark has asked for."""
    found = TOOLS[name].find()
    if found is None:
        raise LookupError(name)
    return found
