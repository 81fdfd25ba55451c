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
        f"{DAY.updates} updates, {outcome.faults} faults, {DAY.kills} kills: {outcome.lost} lost, "
        f"{outcome.repeated} answered twice, at most {outcome.most_in_a_chat} in one chat; "
        f"{outcome.drops_after_delivery} connections broke off after the reply was delivered"
    )
    if outcome.lost:
        yield f"{outcome.lost} updates were never answered"
    if outcome.repeated > DAY.people * DAY.kills + outcome.drops_after_delivery:
        yield f"{outcome.repeated} replies came again"
