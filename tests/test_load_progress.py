"""Long work shows itself on a terminal, and only there."""

import os
import pty
import subprocess
from pathlib import Path

from tests.console import JIXIAO, environment
from tests.loading import load, row, write_document


def on_a_terminal(*arguments: str | Path) -> str:
    """What a command writes to a terminal as its standard error."""
    main, side = pty.openpty()
    try:
        process = subprocess.Popen(
            [JIXIAO, *arguments], env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=side
        )
        os.close(side)
        written = b""
        while True:
            try:
                part = os.read(main, 4096)
            except OSError:  # the other end is closed: Linux says EIO instead of an end of file
                break
            if not part:
                break
            written += part
        assert process.wait() == 0
    finally:
        os.close(main)
    return written.decode()


def test_a_bar_on_a_terminal_and_plain_lines_elsewhere(tmp_path: Path) -> None:
    """The bar counts files, names the one at hand, and is wiped at the end."""
    for name in ("a", "b"):
        write_document(tmp_path / f"{name}.txt", [row("一")], department=f"青岚市{name}局")
    shown = on_a_terminal("load", tmp_path, "--db", tmp_path / "a.db")
    assert "0/2 a.txt" in shown
    assert "1/2 b.txt" in shown
    assert shown.endswith("\r\x1b[K")
    plain = load(tmp_path / "b.db", tmp_path)
    assert "\r" not in plain.stderr + plain.stdout
    assert "/2" not in plain.stderr
