"""The questions of earlier conversations: a line each, in the state folder of the person, readable for nobody else."""

import os
from pathlib import Path

from bot.kept_conversations import state_folder

LENGTH = 1000


class HistoryFile:
    """The file; without a folder to keep it in, nothing is kept."""

    def __init__(self, path: str | None) -> None:
        """Keep the lines there."""
        self._path = path

    def lines(self) -> list[str]:
        """The latest lines, oldest first; what cannot be read is as good as empty."""
        if self._path is None:
            return []
        try:
            with Path(self._path).open(encoding="utf-8", errors="replace") as file:
                return [line.rstrip("\n") for line in file][-LENGTH:]
        except OSError:
            return []

    def add(self, line: str) -> None:
        """Append a line; a full disk costs the history, not the conversation."""
        text = " ".join(line.split())
        if self._path is None or not text:
            return
        try:
            number = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            with os.fdopen(number, "w", encoding="utf-8", errors="replace") as file:
                file.write(f"{text}\n")
        except OSError:
            self._path = None

    def shorten(self) -> None:
        """Leave the latest lines only, once there are twice as many."""
        if self._path is None:
            return
        try:
            with Path(self._path).open(encoding="utf-8", errors="replace") as file:
                lines = file.readlines()
            if len(lines) > 2 * LENGTH:
                Path(self._path).chmod(0o600)
                with Path(self._path).open("w", encoding="utf-8") as file:
                    file.writelines(lines[-LENGTH:])
        except OSError:
            self._path = None


def history_path() -> str | None:
    """The history file in the state folder of the person; None where there can be none."""
    folder = state_folder()
    return None if folder is None else f"{folder}/history"
