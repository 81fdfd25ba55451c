"""Keep the bot's token out of every log line, whoever writes it."""

import logging

CHATTY = ("aiohttp", "telegram", "telegram.ext")
LIMITER = "telegram.ext.AIORateLimiter"  # reports as a bug, with its traceback, what the sender waits out


class HideToken(logging.Filter):
    """Replace the token in messages and tracebacks before a handler writes them."""

    def __init__(self, token: str) -> None:
        """Hide this token."""
        super().__init__()
        self._token = token

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record; every record passes."""
        record.msg = hide(record.getMessage(), self._token)
        record.args = None
        if record.exc_info and record.exc_info[0] is not None:
            # The traceback may quote an address with the token in it; the error's own line says enough.
            record.msg += hide(f"（{record.exc_info[0].__name__}: {record.exc_info[1]}）", self._token)
            record.exc_info = None
        return True


def hide(text: str, token: str) -> str:
    """Replace the token by …, on one line."""
    return " ".join(text.replace(token, "…").split())


def set_up_logging(token: str) -> None:
    """Log to standard error: our own lines, and only warnings of the libraries beneath."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s：%(message)s"))
    handler.addFilter(HideToken(token))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger(LIMITER).setLevel(logging.CRITICAL)
