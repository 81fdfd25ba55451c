"""The wheel, installed away from the checkout, holds everything the product reads."""

import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests import console

PACKAGES = ("bot", "db", "querylang")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel as an installer would."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=console.ROOT,
        env=console.environment(PYTHONUTF8="1"),
        capture_output=True,
        check=True,
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel in an environment of its own that borrows only the dependencies; the folder of its programs."""
    place = tmp_path_factory.mktemp("else where")
    venv.create(place, symlinks=True)
    programs = place / "bin"
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "--python",
            programs / "python",
            "install",
            "-q",
            "--no-deps",
            "--no-index",
            wheel,
        ],
        env=console.environment(PYTHONUTF8="1"),
        check=True,
    )
    (packages,) = place.glob("lib/python*/site-packages")
    # A folder named in a .pth file is searched, but its own .pth files (the path of the checkout) are not read.
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return programs


def test_every_file_of_the_packages_is_in_the_wheel(wheel: Path) -> None:
    """Words, tables and the sample document are part of the product."""
    here = {
        path.relative_to(console.ROOT).as_posix()
        for package in PACKAGES
        for path in (console.ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    beside = {name for name in packed if ".data/" in name}
    assert packed - beside == here
    assert [name.partition(".data/")[2] for name in beside] == ["data/share/man/man1/jixiao.1"]


def test_the_installed_command_finds_its_files(elsewhere: Path, tmp_path: Path) -> None:
    """Away from the checkout, `jixiao demo` loads the sample that came along."""
    where = console.run(
        "-c", "import bot, db; print(bot.__file__, db.__file__)", program=elsewhere / "python", cwd=tmp_path
    )
    assert where.stdout.count(str(elsewhere.parent)) == len(("bot", "db"))
    shown = console.run("demo", program=elsewhere / "jixiao", cwd=tmp_path)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "1,217.08" in shown.stdout
    assert (elsewhere.parent / "share" / "man" / "man1" / "jixiao.1").is_file()
