"""Runs `jixiao load` and kills its own process with SIGKILL at a chosen moment.

    python -m tests.killed_load MOMENT FILE … --db DATABASE

MOMENT is `count` (load to the end and print how many ticks that took), a number (the tick of SQLite's virtual machine
to die at) or `commit+N` (die N tenths of a millisecond after COMMIT has begun, wherever the disk then is).
"""

import os
import signal
import sqlite3
import sys
import threading
import time

from bot import cli

_INSTRUCTIONS_A_TICK = 500
_connect = sqlite3.connect


def die() -> None:
    """As `kill -9` does: nothing is closed, flushed or rolled back."""
    os.kill(os.getpid(), signal.SIGKILL)


class Watch:
    """Counts ticks and sees the COMMIT."""

    def __init__(self, moment: str) -> None:
        self.ticks = 0
        self.last = int(moment) if moment.isdecimal() else 0
        self.delay = int(moment.removeprefix("commit+")) if moment.startswith("commit+") else None

    def connect(self, *arguments: object, **named: object) -> sqlite3.Connection:
        """Open as the product asks, with eyes on it."""
        connection: sqlite3.Connection = _connect(*arguments, **named)  # type: ignore[call-overload]
        connection.set_progress_handler(self.tick, _INSTRUCTIONS_A_TICK)
        connection.set_trace_callback(self.see)
        return connection

    def tick(self) -> int:
        """Die at the chosen tick."""
        self.ticks += 1
        if self.ticks == self.last:
            die()
        return 0

    def see(self, statement: str) -> None:
        """SQLite works without the interpreter's lock, so another thread can die in the midst of its COMMIT."""
        if statement == "COMMIT" and self.delay is not None:
            threading.Thread(target=self._die_after, args=(self.delay,), daemon=True).start()

    @staticmethod
    def _die_after(tenths: int) -> None:
        time.sleep(tenths / 10_000)
        die()


def main() -> int:
    """Watch the load."""
    moment, *arguments = sys.argv[1:]
    watch = Watch(moment)
    sqlite3.connect = watch.connect  # type: ignore[assignment]
    status = cli.main(["load", *arguments])
    if moment == "count":
        sys.stdout.write(f"ticks {watch.ticks}\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
