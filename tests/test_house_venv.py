"""How .venv is made: plain, checked, and with one line for what the machine lacks."""

import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.console import ROOT, environment

# What install.sh may call before there is a Python.
PROGRAMS = ("sh", "cat", "cksum", "dirname", "head", "mv", "rm")


def imported(python: Path) -> set[str]:
    """Find what an interpreter has imported before its first line of work."""
    done = subprocess.run(
        [python, "-c", "import sys; print(*sys.modules)"], env=environment(), capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_the_empty_interpreter_imports_nothing_of_ours(tmp_path: Path) -> None:
    """Installing the checkout adds a path to search, and nothing else, to the start of every Python process."""
    venv.create(tmp_path / "bare", symlinks=True)
    (packages,) = tmp_path.glob("bare/lib/python*/site-packages")
    (packages / "plain.pth").write_text(f"{tmp_path}\n", "utf-8")
    ours, bare = imported(Path(sys.executable)), imported(tmp_path / "bare" / "bin" / "python")
    # Python 3.11 itself puts setuptools, and with it this one, into every .venv.
    assert ours - bare <= {"_distutils_hack"}


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """Lay down a checkout with install.sh, beside a machine of few programs; the folder of both."""
    shutil.copytree(ROOT / "requirements", tmp_path / "a checkout" / "requirements")
    shutil.copy(ROOT / "pyproject.toml", tmp_path / "a checkout")
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in PROGRAMS:
        found = shutil.which(name)
        assert found
        (programs / name).symlink_to(found)
    (programs / "apt-get").symlink_to("/bin/true")
    return tmp_path


def add_python(machine: Path, name: str, script: str) -> None:
    """Put a Python on the machine that answers as the script says."""
    path = machine / "programs" / name
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)


def install(machine: Path, checkout: str = "a checkout") -> subprocess.CompletedProcess[str]:
    """Run install.sh of a checkout on that machine."""
    return subprocess.run(
        [machine / "programs" / "sh", "requirements/install.sh", "run"],
        cwd=machine / checkout,
        env={"PATH": str(machine / "programs"), "LC_ALL": "POSIX"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


TOO_OLD = 'case "$2" in *print*) echo 3.9;; *) exit 1;; esac'
WITHOUT_VENV = 'case "$2" in *print*) echo 3.11;; *ensurepip*) exit 1;; esac'


@pytest.mark.parametrize(
    ("name", "script", "package"),
    [
        ("python3", TOO_OLD, "apt install python3.11 python3.11-venv"),
        ("python3", WITHOUT_VENV, "apt install python3-venv"),
        ("python3.12", WITHOUT_VENV, "apt install python3.12-venv"),
        ("no-python", "exit 1", "apt install python3 python3-venv"),
    ],
)
def test_one_line_names_the_package_to_install(machine: Path, name: str, script: str, package: str) -> None:
    """A machine without a fit Python gets one line that says what to type, and no half .venv."""
    add_python(machine, name, script)
    done = install(machine)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert done.stderr.endswith(f"{package}\n")
    assert not (machine / "a checkout" / ".venv").exists()


PRETENDING = """
case "$*" in
  *"-m venv"*) mkdir -p .venv/bin && cp "$0" .venv/bin/python && echo venv >>calls;;
  *"-m pip"*) echo pip >>calls; [ ! -e fail ];;
  *print*) echo "3.11 $0";;
esac
"""


def test_the_stamp_comes_last(machine: Path) -> None:
    """What was cut short is made anew, what is finished is left alone, and a new lock is only installed."""
    checkout = machine / "a checkout"
    for name in ("cp", "mkdir"):
        (machine / "programs" / name).symlink_to(str(shutil.which(name)))
    add_python(machine, "python3", PRETENDING)
    calls = checkout / "calls"

    (checkout / "fail").touch()
    assert install(machine).returncode == 1
    assert calls.read_text("utf-8").split() == ["venv", "pip"]

    (checkout / "fail").unlink()
    calls.unlink()
    leftover = checkout / ".venv" / "leftover"
    leftover.touch()
    assert install(machine).returncode == 0
    assert calls.read_text("utf-8").split() == ["venv", "pip", "pip"]
    assert not leftover.exists()

    calls.unlink()
    assert install(machine).returncode == 0
    assert not calls.exists()

    with (checkout / "requirements" / "run.txt").open("a", encoding="utf-8") as lock:
        lock.write("# moved on\n")
    assert install(machine).returncode == 0
    assert calls.read_text("utf-8").split() == ["pip", "pip"]

    calls.unlink()
    checkout.rename(machine / "moved")
    assert install(machine, "moved").returncode == 0
    assert (machine / "moved" / "calls").read_text("utf-8").split() == ["venv", "pip", "pip"]
