"""Reads lines without a terminal that can do more: from a pipe, or where TERM says dumb."""

import sys
from time import localtime, strftime

from bot.asking import terminal_width
from bot.repl.session import Repl

PROMPT = "问> "


class PlainSurroundings:
    """Standard output as it is."""

    def write(self, text: str) -> None:
        """Write at once: whoever reads may wait for it before asking again."""
        sys.stdout.write(text)
        sys.stdout.flush()

    def width(self) -> int:
        """As the terminal or COLUMNS says."""
        return terminal_width()

    def today(self) -> str:
        """By the clock of the machine."""
        return strftime("%Y-%m-%d", localtime())


def converse(repl: Repl, interactive: bool) -> None:
    """Read lines until the end; at a terminal Ctrl-C clears the line, Ctrl-D leaves."""
    while True:
        if interactive:
            sys.stdout.write(PROMPT)
            sys.stdout.flush()
        try:
            line = sys.stdin.readline()
        except KeyboardInterrupt:
            if not interactive:
                raise
            sys.stdout.write("\n")
            continue
        if not line:
            if interactive:
                sys.stdout.write("\n")  # the shell's prompt begins a line of its own
            return
        if not repl.handle(line):
            return
