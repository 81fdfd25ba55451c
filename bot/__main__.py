"""The console command `jixiao`, also `python -m bot`."""

import os
import sys

from bot import cli


def main() -> int:
    """Start over in UTF-8 mode where the locale cannot hold Chinese, then run the command."""
    if not _holds_chinese(sys.getfilesystemencoding()) and "PYTHONUTF8" not in os.environ:
        # Arguments, file names and output at once: they were decoded before this line ran.
        os.environ["PYTHONUTF8"] = "1"
        os.execv(sys.executable, sys.orig_argv)  # noqa: S606 - the same command with the same arguments
    return cli.main()


def _holds_chinese(encoding: str) -> bool:
    try:
        "绩效".encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
