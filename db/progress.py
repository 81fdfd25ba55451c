"""How far reading a file has come: readers say so, whoever waits may listen.

Reading goes on in a process of its own, where one listener is enough; without one, saying costs next to nothing.
"""

from collections.abc import Callable
from typing import TypeAlias

Listener: TypeAlias = Callable[[str], None]

_listeners: list[Listener] = []


def report(done: int, total: int, what: str = "页") -> None:
    """Say that so many of so many pages, sheets or rows are read."""
    for listener in _listeners:
        listener(f"第{done}/{total}{what}")


def listen(listener: Listener) -> None:
    """Be told from now on."""
    _listeners.append(listener)
