"""The whole bad day of the bot: 2,000 updates, 10 % 429, 5 % 5xx, 2 % dropped connections, three times SIGKILL."""

from collections.abc import Iterator
from pathlib import Path

from tests.fault_run import Day
from tests.fault_run import run as play

DAY = Day(updates=2000, people=100, kills=3)


def run(folder: Path, _: int) -> Iterator[str]:
    """Say what was lost, and what came twice for no known reason."""
    outcome = play(DAY, folder)
    print(
        f"{DAY.updates} updates, {outcome.faults} faults, {DAY.kills} kills: {outcome.lost} lost; answered twice: "
        f"{outcome.by_kills} after a kill, at most {outcome.most_of_a_kill} a chat and kill, "
        f"{outcome.by_drops} delivered while the connection broke off"
    )
    if outcome.lost:
        yield f"{outcome.lost} updates were never answered"
    if outcome.most_of_a_kill > 1:
        yield f"a kill repeated {outcome.most_of_a_kill} replies in one chat"
    if outcome.unexplained:
        yield f"{outcome.unexplained} replies came again for no known reason"
