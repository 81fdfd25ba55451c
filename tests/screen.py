"""A terminal of a given size in memory, with one program in it: what stands on the screen, and in which colours."""

import fcntl
import os
import select
import struct
import subprocess
import termios
from pathlib import Path
from typing import Self

import pyte

from tests import console

_LONGEST = 30  # seconds without a sign of life: the program hangs


class _Answering(pyte.Screen):
    """A screen that answers when it is asked where its cursor is, as real ones do."""

    def __init__(self, columns: int, lines: int, keyboard: int) -> None:
        super().__init__(columns, lines)
        self._keyboard = keyboard

    def write_process_input(self, data: str) -> None:
        """Send what the terminal itself says."""
        os.write(self._keyboard, data.encode())


class Screen:
    """A program at a terminal; leave the `with` block and it is gone."""

    def __init__(self, columns: int, *command: str | Path, **settings: str) -> None:
        """Start it; it sees only these settings."""
        self._ours, theirs = os.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        self._process = subprocess.Popen(
            command,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=console.environment(**{"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **settings}),
            start_new_session=True,
        )
        os.close(theirs)
        self._screen = _Answering(columns, 40, self._ours)
        self._stream = pyte.ByteStream(self._screen)

    def __enter__(self) -> Self:
        """Hand over the terminal."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the program where it has not ended."""
        self._process.kill()
        self._process.wait()
        os.close(self._ours)

    def type(self, text: str) -> None:
        r"""Press keys: \r is Enter, \t Tab, \x03 Ctrl-C."""
        os.write(self._ours, text.encode())

    def paste(self, text: str) -> None:
        """What terminals send when a text is pasted."""
        self.type(f"\x1b[200~{text}\x1b[201~")

    def wait_for(self, text: str) -> str:
        """Look until the text stands on the screen, spaces and line breaks aside; the whole screen."""
        while text.replace(" ", "") not in self.shown().replace(" ", "").replace("\n", ""):
            if not self._read():
                raise AssertionError(f"no {text!r} in:\n{self.shown()}")
        return self.shown()

    def end(self) -> int:
        """Wait until the program has left; its status."""
        while self._read():
            pass
        return self._process.wait(_LONGEST)

    def shown(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self._screen.display).rstrip()

    def colour_of(self, text: str) -> str:
        """The colour of the last place where the text stands; 'default' is none."""
        for number in reversed(range(self._screen.lines)):
            row = self._screen.buffer[number]
            cells = [(column, row[column].data) for column in range(self._screen.columns) if row[column].data]
            at = "".join(data for _, data in cells).rfind(text)
            if at >= 0:
                colour: str = row[cells[at][0]].fg
                return colour
        raise AssertionError(f"no {text!r} in:\n{self.shown()}")

    def _read(self) -> bool:
        """Take in what the program wrote; False where it has left, or hangs."""
        ready, _, _ = select.select([self._ours], [], [], _LONGEST)
        try:
            written = os.read(self._ours, 65536) if ready else b""
        except OSError:  # Linux says so once nobody holds the other end
            return False
        self._stream.feed(written)
        return bool(written)
