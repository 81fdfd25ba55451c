"""A short run of the fuzzers, the same inputs everywhere; `make soak` runs them long."""

from pathlib import Path

import pytest

from tests.fuzzing import READERS, fuzz

INPUTS = 60


@pytest.mark.parametrize("format_", READERS)
def test_broken_files_are_read_or_refused(format_: str, tmp_path: Path) -> None:
    """No failure, crash, hang or hoard; both outcomes are met."""
    run = fuzz(format_, INPUTS, 1, tmp_path)
    assert run.complaints == ()
    assert run.inputs == INPUTS
    assert run.read
    assert run.refused
