"""Writes down what an answer was made of, and reads it back."""

from bot.identity import documents_of, fingerprint_of_rows, renames_of, whole_id
from bot.version import VERSION
from db.states import DocumentState, States
from querylang.context import Context
from querylang.kept import read_context, write_context
from querylang.named import NamedTuple
from querylang.query import Query


class Given(NamedTuple):
    """An answer as it was given: how it was read, over which versions, and what tells its figures."""

    id: str  # whole
    question: str
    sentence: str
    notes: tuple[str, ...]
    query: Query
    limit: int
    rows: str  # fingerprint
    documents: tuple[DocumentState, ...]
    renames: tuple[int, ...]
    program: str
    lexicon: str  # fingerprint of the staff's own words, "" without any

    @property
    def as_json(self) -> str:
        """Everything but the documents, which many answers share."""
        import json  # only for an answer that is not written down yet

        kept = {
            "question": self.question,
            "sentence": self.sentence,
            "notes": self.notes,
            "query": write_context(Context(self.query)),
            "limit": self.limit,
            "rows": self.rows,
            "renames": self.renames,
            "program": self.program,
            "lexicon": self.lexicon,
        }
        return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))

    @property
    def documents_as_json(self) -> str:
        """The versions."""
        import json

        return json.dumps(self.documents, ensure_ascii=False, separators=(",", ":"))


class Read(NamedTuple):
    """What of a reading an answer is made of."""

    question: str
    sentence: str
    notes: tuple[str, ...]
    query: Query
    limit: int


def given(
    read: Read,
    figures: tuple[tuple[str, ...], tuple[tuple[object, ...], ...], int],
    states: States,
    lexicon: str,
) -> Given:
    """The record of an answer; `figures` are its columns, rows and the number of all rows."""
    documents = documents_of(read.query, states)
    renames = renames_of(documents, states)
    return Given(
        whole_id(read.question, read.sentence, read.limit, documents, renames),
        *read,
        fingerprint_of_rows(*figures),
        documents,
        tuple(one.number for one in renames),
        VERSION,
        lexicon,
    )


def read_given(number: str, content: str, documents: str) -> Given | None:
    """The record behind its texts; None for what another version of the program wrote in another way."""
    import json

    try:
        kept = json.loads(content)
        context = read_context(kept["query"])
        if context is None:
            return None
        states = tuple(DocumentState(one[0], one[1], tuple(one[2]), *one[3:]) for one in json.loads(documents))
        return Given(
            number,
            kept["question"],
            kept["sentence"],
            tuple(kept["notes"]),
            context.query,
            kept["limit"],
            kept["rows"],
            states,
            tuple(kept["renames"]),
            kept["program"],
            kept["lexicon"],
        )
    except (ValueError, KeyError, TypeError, IndexError):
        return None
