"""The Telegram bot: the only place that knows python-telegram-bot."""

import os

# Durations from python-telegram-bot are timedeltas, as all of them will be in its next major version.
os.environ.setdefault("PTB_TIMEDELTA", "1")
