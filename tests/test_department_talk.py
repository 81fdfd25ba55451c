"""Talk about departments: shares, lists and what is left out, leaning on the question before."""

from collections.abc import Iterator

import pytest

from bot.answer import Answer, AnswerService
from tests.console import run
from tests.loading import item, row, write_document

INDICATORS = item(1, "次数", "5次")


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnswerService]:
    """Answer over three departments, two of them of one year."""
    folder = tmp_path_factory.mktemp("departments")
    tables = (
        ("青岚市文化局", 2024, [row("展览", "60.00", INDICATORS), row("图书", "15.00", INDICATORS)]),
        ("青岚市水务局", 2024, [row("清淤", "45.00", INDICATORS)]),
        ("青岚市体育局", 2023, [row("健身", "80.00", INDICATORS)]),
    )
    paths = [
        write_document(folder / f"{n}.txt", rows, year=year, department=department)
        for n, (department, year, rows) in enumerate(tables)
    ]
    database = folder / "a.db"
    assert run("load", *paths, "--db", database).returncode == 0
    answers = AnswerService(str(database))
    yield answers
    answers.close()


def talk(service: AnswerService, *turns: str) -> Answer:
    """The last answer of a conversation."""
    answer = service.answer(turns[0])
    for turn in turns[1:]:
        answer = service.answer(turn, answer.context)
    return answer


def test_a_share_is_of_the_department_asked_before(service: AnswerService) -> None:
    """占全部的百分之几: of everything, not of the department itself."""
    assert talk(service, "文化局预算多少", "占全部的百分之几").rows == ((37.5,),)


def test_a_share_behind_a_count_is_not_of_money(service: AnswerService) -> None:
    """A count was asked before, so that a share of money is not what is meant."""
    assert talk(service, "文化局有多少项目", "占全部的百分之几").status == "not_understood"


def test_departments_that_were_listed_are_asked_each(service: AnswerService) -> None:
    """它们的预算各是多少: of the departments of that year."""
    answer = talk(service, "2024年有哪些部门", "它们的预算各是多少")
    assert {cells[0]: cells[-1] for cells in answer.rows} == {"青岚市文化局": 75, "青岚市水务局": 45}


def test_a_department_is_left_out_of_the_last_list(service: AnswerService) -> None:
    """不要体育局的: the list before, without it; by itself it asks nothing."""
    answer = talk(service, "50万以上的项目", "不要体育局的")
    assert [cells[0] for cells in answer.rows] == ["展览"]
    assert service.answer("不要体育局的").status == "not_understood"
