"""What every test starts from: the same environment, and the same examples on every machine."""

import os

import pytest
from hypothesis import settings

# No clock in tests, and no luck: the same examples every time. `make soak` is the place for new ones.
settings.register_profile("house", deadline=None, derandomize=True, database=None)
settings.load_profile("house")


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away the settings of whoever runs the tests."""
    for name in os.environ:
        if name.startswith("JIXIAO_"):
            monkeypatch.delenv(name)
