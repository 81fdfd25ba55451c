"""Generated questions of every shape over ten thousand projects give what plain Python over the rows gives.

Three hundred here; two thousand and more in `make soak`.
"""

from collections.abc import Iterator

import pytest

from bot.answer import AnswerService
from tests.big_corpus import load_projects, make_projects
from tests.oracle_judge import judge
from tests.question_oracle import SHAPES, Questioner

QUESTIONS = 376


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnswerService]:
    """Answer over the made-up projects."""
    path = tmp_path_factory.mktemp("oracle") / "big.db"
    load_projects(path, make_projects())
    service = AnswerService(str(path))
    yield service
    service.close()


def test_answers_are_what_the_rows_say(service: AnswerService) -> None:
    """Rows, figures, groups, order and ties; nothing for what is not loaded.  All shapes are asked, several times."""
    asked = tuple(Questioner(make_projects(), seed=20).questions(QUESTIONS))
    assert {question.shape for question in asked} == {shape.__name__ for shape in SHAPES}
    assert len(SHAPES) * 8 <= QUESTIONS
    wrong = {
        question.text: complaint
        for question in asked
        if (complaint := judge(question.expected, service.answer(question.text))) is not None
    }
    assert not wrong
