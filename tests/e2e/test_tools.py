"""The tools themselves: what .ci/run installed starts."""

import subprocess

import pytest

from tests.e2e.tools import TOOLS, program


@pytest.mark.parametrize("name", [pytest.param(name, marks=pytest.mark.needs(name)) for name in TOOLS])
def test_it_starts(name: str) -> None:
    """A program that is there but broken would fail the tests after it in stranger ways."""
    done = subprocess.run([program(name), TOOLS[name].proof], capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
