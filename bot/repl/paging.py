"""Shows a text that is longer than the screen page by page, by the pager of the person."""

import os
import shlex
import shutil
import subprocess
import sys

DEFAULT = "less"


def show(text: str) -> None:
    """Write it, or hand it to the pager where it does not fit; a pager that fails costs nothing but the paging."""
    rows = shutil.get_terminal_size().lines
    command = pager()
    if command and text.count("\n") > rows - 2:
        settings = {"LESS": "FRX", "LESSCHARSET": "utf-8", **os.environ}
        try:
            subprocess.run(command, input=text.encode("utf-8", "replace"), env=settings, check=False)  # noqa: S603 - the pager that the person chose (PAGER)
        except OSError:
            pass
        except KeyboardInterrupt:
            return
        else:
            return
    sys.stdout.write(text)
    sys.stdout.flush()


def pager() -> list[str]:
    """The words of PAGER, or less; none where it is not there, or is cat."""
    try:
        command = shlex.split(os.environ.get("PAGER", DEFAULT))
    except ValueError:
        return []
    return command if command and command != ["cat"] and shutil.which(command[0]) else []
