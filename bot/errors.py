"""What a command tells a person instead of a traceback."""

REFUSED = 1  # understood, and not done
USAGE_ERROR = 2  # wrong usage, or a database that cannot be read


class CommandError(Exception):
    """One Chinese line for standard error, and the exit status that goes with it."""

    def __init__(self, message: str, exit_status: int = REFUSED) -> None:
        super().__init__(message)
        self.exit_status = exit_status
