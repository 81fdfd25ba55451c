"""The tools themselves: what .ci/run installed starts."""

import subprocess

import pytest

from tests.e2e.tools import TOOLS, Package, Tool, program

PROGRAMS = {name: tool for name, tool in TOOLS.items() if isinstance(tool, Tool)}
PACKAGES = {name: tool for name, tool in TOOLS.items() if isinstance(tool, Package)}


def asking(tools: dict[str, Tool] | dict[str, Package]) -> list[object]:
    """One case a tool, each named as not run where its tool is missing."""
    return [pytest.param(name, marks=pytest.mark.needs(name)) for name in tools]


@pytest.mark.parametrize("name", asking(PROGRAMS))
def test_a_program_starts(name: str) -> None:
    """A program that is there but broken would fail the tests after it in stranger ways."""
    done = subprocess.run([program(name), PROGRAMS[name].proof], capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr


@pytest.mark.needs("node")
@pytest.mark.parametrize("name", asking(PACKAGES))
def test_a_package_loads(name: str) -> None:
    """A package of npm is there with all that it needs itself."""
    done = subprocess.run([program("node"), "-e", f"require({program(name)!r})"], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
