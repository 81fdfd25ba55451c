"""A terminal of a given size with one program in it, by way of tmux."""

import subprocess
from pathlib import Path

from tests import console
from tests.e2e.tools import program

# Stands under an empty line of the conversation: keys typed before it go to no one, or into the picture of the prompt.
READY = "Ctrl-R 查找"


class Terminal:
    """A terminal with one program in it."""

    def __init__(self, socket: Path, columns: int, command: str, **settings: str) -> None:
        """Start it; the program sees only these settings."""
        self._tmux = [program("tmux"), "-u", "-f", "/dev/null", "-S", str(socket)]
        size = ["-x", str(columns), "-y", "50"]
        subprocess.run(
            [*self._tmux, "new-session", "-d", *size, f"{command}; echo left with $?; cat"],
            env=console.environment(LC_ALL="C.UTF-8", TERM="xterm-256color", **settings),
            check=True,
        )

    def type(self, *keys: str) -> None:
        """Press keys; names of keys such as Enter and C-c are pressed as such."""
        for key in keys:
            subprocess.run([*self._tmux, "send-keys", key], check=True)

    def wait_for(self, text: str, times: int = 1) -> str:
        """Look until the text stands on the screen that often; the whole screen."""
        for _ in range(2000):
            shown = self.look()
            if shown.count(text) >= times:
                return shown
        raise AssertionError(f"no {text!r} in:\n{shown}")

    def look(self, *, colours: bool = False) -> str:
        """The whole screen, with the codes of its colours if wanted."""
        command = [*self._tmux, "capture-pane", "-p", "-e" if colours else "-J"]
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout

    def close(self) -> None:
        """End everything in it."""
        subprocess.run([*self._tmux, "kill-server"], capture_output=True, check=False)
