"""Questions and conversations put together from clauses are answered as plain Python does, or refused.

Some hundreds here, as many as rounds in `make soak`.
"""

from collections.abc import Iterator

import pytest

from bot.answer import AnswerService
from tests.big_corpus import A_DEPARTMENT, BUREAUS, load_projects, make_projects
from tests.composed_dialogues import dialogues
from tests.composed_figures import SHAPES, composed
from tests.oracle_judge import judge

PROJECTS = make_projects()[: 2 * len(BUREAUS) * A_DEPARTMENT]  # of two places
SEED = 30
QUESTIONS = 10 * len(SHAPES)
DIALOGUES = 60
REFUSED = 0.1  # of all; clauses may be joined in ways that are not read


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnswerService]:
    """Answer over the made-up projects."""
    path = tmp_path_factory.mktemp("composed") / "big.db"
    load_projects(path, PROJECTS)
    service = AnswerService(str(path))
    yield service
    service.close()


def test_no_clause_is_lost(service: AnswerService) -> None:
    """Conditions inside conditions, what is left out, what is asked of the rest."""
    wrong, refused = {}, []
    for question in composed(PROJECTS, SEED, QUESTIONS):
        answer = service.answer(question.text)
        complaint = judge(question.expected, answer)
        if complaint is not None and answer.status != "ok":
            refused.append(question.text)
        elif complaint is not None:
            wrong[question.text] = complaint
    assert not wrong
    assert len(refused) <= REFUSED * QUESTIONS, refused


def test_a_conversation_keeps_to_its_rows(service: AnswerService) -> None:
    """Whatever is narrowed, left out, counted, ordered or moved elsewhere; a refusal ends what can be said."""
    wrong, refused, turns = {}, [], 0
    for dialogue in dialogues(PROJECTS, SEED, DIALOGUES):
        context = None
        for number, turn in enumerate(dialogue, 1):
            turns += 1
            answer = service.answer(turn.text, context)
            complaint = judge(turn.expected, answer)
            said = " > ".join(each.text for each in dialogue[:number])
            if complaint is not None and answer.status != "ok":
                refused.append(said)
            elif complaint is not None:
                wrong[said] = complaint
            if complaint is not None:
                break
            context = answer.context or context
    assert not wrong
    assert len(refused) <= REFUSED * turns, refused
