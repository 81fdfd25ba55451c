"""A locale that cannot hold Chinese: the command starts over in UTF-8."""

import subprocess
from pathlib import Path

import pytest

from tests import console
from tests.e2e.tools import program

pytestmark = pytest.mark.needs("localedef")


@pytest.fixture(scope="module")
def latin1(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Make a Latin-1 locale of our own; the settings that choose it."""
    folder = tmp_path_factory.mktemp("locales")
    subprocess.run(
        [program("localedef"), "--no-archive", "-i", "en_US", "-f", "ISO-8859-1", folder / "en_US.ISO-8859-1"],
        capture_output=True,
        check=True,
    )
    return {"LOCPATH": str(folder), "LC_ALL": "en_US.ISO-8859-1"}


def test_output_arguments_and_file_names(latin1: dict[str, str], tmp_path: Path) -> None:
    """Chinese comes out, goes in as an argument, and names files."""
    settings = console.environment(**latin1)
    assert "用法：jixiao" in console.run("--help", env=settings).stdout
    missing = console.run("load", "没有这个文件.txt", "--db", "库.db", env=settings, cwd=tmp_path)
    assert missing.returncode == 1
    assert "没有这个文件.txt" in missing.stderr
    assert missing.stderr.count("\n") == 1
