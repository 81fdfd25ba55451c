"""Why a question has no answer: each kind of failure is a status of the reading, with a sentence in Chinese."""

from collections.abc import Sequence

from querylang.nodes import Node
from querylang.query import Query
from querylang.reading import Status


class Failure(Exception):
    """A question that is not answered; `offers` are names or questions instead, `nodes` what was not understood."""

    status: Status

    def __init__(self, sentence: str, offers: tuple[str, ...] = (), nodes: Sequence[Node] = ()) -> None:
        """Keep what is said of it."""
        super().__init__(sentence)
        self.offers = offers
        self.nodes = tuple(nodes)


class Refused(Failure):
    """The question is not understood, or is one that no single query answers."""

    status = "not_understood"


class NoMatch(Failure):
    """A name, department or year that is not loaded, or that contradicts another."""

    status = "no_match"


class Vague(Failure):
    """It may mean several things, of which the offers are to be chosen from."""

    status = "ambiguous"


class Unclear(Exception):
    """Two readings that mean different things: args[0] says so in Chinese, `readings` are both."""

    def __init__(self, sentence: str, readings: tuple[Query, ...]) -> None:
        """Keep the readings."""
        super().__init__(sentence)
        self.readings = readings
