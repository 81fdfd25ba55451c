"""What a command tells a person instead of a traceback."""

from db.errors import REFUSED, JixiaoError

USAGE_ERROR = 2


class CommandError(JixiaoError):
    """A wish the command line itself refuses: one Chinese line and the exit status that goes with it."""

    def __init__(self, message: str, exit_status: int = REFUSED) -> None:
        super().__init__(message)
        self.exit_status = exit_status
