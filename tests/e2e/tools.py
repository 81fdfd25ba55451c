"""What the end-to-end tests take beside python3 and make, and what installs it on Debian."""

import shutil
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent


class Tool(NamedTuple):
    """A program by any of its names, or a package of npm by its folder; the argument that shows it runs."""

    programs: tuple[str, ...]
    debian: str
    proof: str = "--version"

    def find(self) -> str | None:
        """Find where it is; None where the machine lacks it."""
        for name in self.programs:
            if found := shutil.which(name):
                return found
        return None


TOOLS: dict[str, Tool] = {
    "git": Tool(("git",), "git"),
    "make": Tool(("make",), "make"),
    "tmux": Tool(("tmux",), "tmux", "-V"),
    "sqlite3": Tool(("sqlite3",), "sqlite3"),
    "localedef": Tool(("localedef",), "locales"),
    "node": Tool(("node", "nodejs"), "nodejs"),
    "npm": Tool(("npm",), "npm"),
    "office": Tool(("soffice", "libreoffice"), "libreoffice-calc libreoffice-writer"),
    "browser": Tool(("chromium", "chromium-browser", "google-chrome"), "chromium fonts-noto-cjk"),
}


def program(name: str) -> str:
    """Find a tool that the test's `needs` mark has asked for."""
    found = TOOLS[name].find()
    if found is None:
        raise LookupError(name)
    return found
