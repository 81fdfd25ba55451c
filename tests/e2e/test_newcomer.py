"""A newcomer with python3 and make: the first command works anywhere, for anyone, again and again."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.console import ROOT

NOBODY = 65534
# Where a machine keeps programs for everybody; a developer's own are not a newcomer's.
PATH = "/usr/local/bin:/usr/bin:/bin"

pytestmark = pytest.mark.needs("git", "make")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Lay down a copy of everything that would be committed, in a folder whose path holds a space."""
    place = tmp_path / "a path with space" / "jixiao"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, place / name)
    return place


def make(checkout: Path, *tasks: str, user: int | None = None, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run make in that checkout, with next to no environment."""
    # How to reach the packages is the machine's business, not the newcomer's.
    network = {name: value for name, value in os.environ.items() if name.startswith("PIP_") or "proxy" in name.lower()}
    return subprocess.run(
        ["make", *tasks],
        cwd=checkout,
        env={"PATH": PATH, **network, **settings},
        user=user,
        group=user,
        extra_groups=[] if user else None,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def assert_shown(done: subprocess.CompletedProcess[str]) -> None:
    """See the sample's projects, and nothing that looks like an error."""
    assert done.returncode == 0, done.stdout + done.stderr
    assert "欠薪应急周转金" in done.stdout
    assert "1,217.08" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_demo_in_a_path_with_a_space_without_a_locale(checkout: Path) -> None:
    """`make demo` twice, LANG unset; the second time builds nothing and says the same."""
    first = make(checkout, "demo")
    assert_shown(first)
    assert "正在准备运行环境" in first.stderr
    second = make(checkout, "demo")
    assert_shown(second)
    assert (second.stdout, second.stderr) == (first.stdout, "")


def test_demo_as_an_ordinary_user_without_a_home(checkout: Path) -> None:
    """LC_ALL=POSIX, HOME that cannot be written, not root, and a .venv that was cut short: it is made anew."""
    user = NOBODY if os.geteuid() == 0 else None
    if user:
        for path in (checkout, *checkout.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
        # The folders above belong to whoever runs the tests; a newcomer may walk through them.
        for folder in checkout.parents:
            if folder.stat().st_uid == os.geteuid() and not folder.stat().st_mode & 0o001:
                folder.chmod(folder.stat().st_mode | 0o011)
    locale = {"LC_ALL": "POSIX", "HOME": "/nonexistent"}
    assert_shown(make(checkout, "demo", user=user, **locale))
    (checkout / ".venv" / "stamp").unlink()
    for module in checkout.glob(".venv/lib/python3*/site-packages/sqlite_utils"):
        shutil.rmtree(module)
    again = make(checkout, "demo", user=user, **locale)
    assert_shown(again)
    assert "正在准备运行环境" in again.stderr


def test_demo_pulls_no_tools_of_development(checkout: Path) -> None:
    """To see the sample takes no linter."""
    assert_shown(make(checkout, "demo"))
    names = {path.name for path in checkout.glob(".venv/bin/*")}
    assert not names & {"ruff", "mypy", "pytest", "lint-imports", "chromium"}
