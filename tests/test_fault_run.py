"""A bad day in small: a failing line and SIGKILL lose nothing and repeat at most the one in flight of each chat.

`make soak` plays the whole day: 2,000 updates and three kills.
"""

from pathlib import Path

from tests.fault_run import Day, run


def test_nothing_is_lost_and_little_comes_twice(tmp_path: Path) -> None:
    """One kill amid 120 updates of 12 people."""
    day = Day(updates=120, people=12, kills=1)
    outcome = run(day, tmp_path)
    assert outcome.faults > 5
    assert outcome.lost == 0
    assert outcome.most_of_a_kill <= 1
    assert outcome.unexplained == 0
    assert "Traceback" not in outcome.log
