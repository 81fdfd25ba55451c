"""The corpus over a document whose names are written in other characters scores as over the bundled one."""

from collections.abc import Iterator

import pytest

from bot.answer import AnswerService
from tests.question_corpus import ask, cases, judge, known_failures, sample_service
from tests.renaming import SPELLED, mapping, renamed, renamed_case, renamed_question, renamed_service, sample


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[AnswerService, AnswerService]]:
    """Answer over the bundled document, and over the renamed one."""
    folder = tmp_path_factory.mktemp("renaming")
    both = sample_service(folder), renamed_service(folder)
    yield both
    for service in both:
        service.close()


def test_every_project_gets_another_name() -> None:
    """The mapping is one to one and reaches every project and most indicators."""
    assert len(set(mapping().values())) == len(mapping()) > 200
    assert not set(map(ord, mapping().values())) & set(mapping())
    assert all(renamed(project.name) != project.name for project in sample().projects)
    indicators = [indicator.name for project in sample().projects for indicator in project.indicators]
    assert sum(renamed(name) == name for name in indicators) * 5 < len(indicators)


def test_renamed_questions_are_answered_alike(services: tuple[AnswerService, AnswerService]) -> None:
    """Case by case: what is right stays right."""
    bundled, other = services
    wrong = {}
    for case in cases():
        if case.place.split()[0] in SPELLED:
            continue
        for turns in (case.turns,) if case.turns else tuple((question,) for question in case.asks):
            if "→".join(turns) in known_failures():
                continue
            mapped = tuple(renamed_question(bundled, turn) for turn in turns)
            complaint = judge(renamed_case(case), ask(other, mapped))
            if complaint is not None:
                wrong["→".join(mapped)] = (turns, complaint)
    assert not wrong
