"""Tests that need more than python3: a missing tool is named, and fails the run where JIXIAO_E2E=required.

@pytest.mark.needs("tmux", "sqlite3")
def test_…
"""

import os

import pytest

from tests.e2e.tools import TOOLS

# A program that the tests start, with another interpreter.
collect_ignore = ["telemelya_server.py"]

# Read before any test takes JIXIAO_* out of its environment.
REQUIRED = os.environ.get("JIXIAO_E2E") == "required"
COULD_NOT_RUN = "could not run: "


def missing(item: pytest.Item) -> list[str]:
    """Find what the marks of a test ask for and the machine lacks."""
    return [
        f"{name} ({TOOLS[name].source})"
        for mark in item.iter_markers("needs")
        for name in mark.args
        if TOOLS[name].find() is None
    ]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Stop a test whose tools are not here: a failure where they are required."""
    if lacking := missing(item):
        reason = COULD_NOT_RUN + ", ".join(lacking)
        if REQUIRED:
            pytest.fail(f"{reason} is missing, and JIXIAO_E2E=required", pytrace=False)
        pytest.skip(reason)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """List each test that could not run, with what it lacked."""
    lines = []
    for report in terminalreporter.stats.get("skipped", []):
        if isinstance(report.longrepr, tuple) and COULD_NOT_RUN in (reason := report.longrepr[2]):
            lines.append(f"{report.nodeid}  needs {reason.partition(COULD_NOT_RUN)[2]}")
    if lines:
        terminalreporter.section(f"{len(lines)} tests could not run for want of a tool", sep="=", yellow=True)
        for line in lines:
            terminalreporter.line(line)
