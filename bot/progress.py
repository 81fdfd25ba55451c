"""Shows on a terminal how far long work has come; silent in a pipe or a log."""

import sys
from types import TracebackType

_WIDTH = 24


class Progress:
    """One line on standard error, written over at each step and wiped at the end.

    Used as a context manager; `clear` before printing anything else.
    """

    def __init__(self, total: int) -> None:
        """Know how many steps there are."""
        self.total = max(total, 1)
        self.done = 0
        self.shown = sys.stderr.isatty()

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()

    def show(self, text: str) -> None:
        """Draw the bar with what is going on now."""
        if self.shown:
            filled = _WIDTH * self.done // self.total
            bar = "█" * filled + "░" * (_WIDTH - filled)
            sys.stderr.write(f"\r\x1b[K{bar} {self.done}/{self.total} {text}")
            sys.stderr.flush()

    def step(self) -> None:
        """One more is done."""
        self.done += 1

    def clear(self) -> None:
        """Wipe the bar."""
        if self.shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
