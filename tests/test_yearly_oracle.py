"""Generated questions over several departments and years give what plain Python over the rows gives.

A few hundred here; two thousand and more in `make soak`.
"""

from collections.abc import Iterator

import pytest

from bot.answer import AnswerService
from tests.yearly_corpus import load_corpus, make_corpus
from tests.yearly_oracle import ALL_SHAPES, YearlyQuestioner, complaint_of

QUESTIONS = 440


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnswerService]:
    """Answer over the made-up tables."""
    path = tmp_path_factory.mktemp("years") / "years.db"
    load_corpus(path, make_corpus())
    service = AnswerService(str(path))
    yield service
    service.close()


def test_answers_are_what_the_rows_say(service: AnswerService) -> None:
    """Whatever the scope; no data for what is not loaded; follow-ups over other documents."""
    asked = YearlyQuestioner(make_corpus(), seed=3).asked(QUESTIONS)
    wrong = {
        f"{one.before} → {one.text}": complaint
        for one in asked
        if (complaint := complaint_of(service, one)) is not None
    }
    assert not wrong


def test_every_shape_is_asked() -> None:
    """The questions go round all shapes, several times."""
    shapes = {one.shape for one in YearlyQuestioner(make_corpus(), seed=3).asked(QUESTIONS)}
    assert shapes == {shape.__name__ for shape in ALL_SHAPES}
    assert len(ALL_SHAPES) * 8 <= QUESTIONS


def test_every_reading_asked_again_gives_the_same_query(service: AnswerService) -> None:
    """Its notes and all."""
    differs = {}
    for one in YearlyQuestioner(make_corpus(), seed=4).asked(len(ALL_SHAPES) * 6):
        query = service.read(one.text).query
        if query is not None and not one.before:
            said = service.answer(one.text).interpretation
            if service.read(said).query != query:
                differs[one.text] = said
    assert not differs
