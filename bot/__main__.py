"""The console command `jixiao`, also `python -m bot`."""

import gc
import os
import sys

from bot import cli

_CALM = 50_000  # objects between two looks for garbage; starting makes half as many, and no garbage
_WAITING = frozenset({"atexit", "threading"})  # without these nothing can wait for the end of the process


def main() -> int:
    """Start over in UTF-8 mode where the locale cannot hold Chinese, then run the command."""
    if not _holds_chinese(sys.getfilesystemencoding()) and "PYTHONUTF8" not in os.environ:
        # Arguments, file names and output at once: they were decoded before this line ran.
        os.environ["PYTHONUTF8"] = "1"
        os.execv(sys.executable, sys.orig_argv)  # noqa: S606 - no shell: this program, as it was called
    gc.set_threshold(_CALM)
    status = cli.main()
    _leave_at_once(status)
    return status


def _leave_at_once(status: int) -> None:
    """End here where nobody waits for the end: taking the interpreter apart takes as long as finding an answer.

    The command is done: its output is flushed, its files are closed, its connections only read.
    """
    if _WAITING & sys.modules.keys() or sys.gettrace() or sys.getprofile():
        return
    if sys.stderr is not None:
        sys.stderr.flush()
    os._exit(status)


def _holds_chinese(encoding: str) -> bool:
    try:
        "绩效".encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
