"""The Telegram bot: the only place that knows python-telegram-bot."""

import os
import sys

# Durations from python-telegram-bot are timedeltas, as all of them will be in its next major version.
os.environ.setdefault("PTB_TIMEDELTA", "1")

# The HTTP client looks for this package at every request, through all folders, where it is not installed.
sys.modules.setdefault("sniffio", None)  # type: ignore[arg-type]  # None: there is no such module
