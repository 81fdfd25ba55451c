"""An amount said without a unit is in that of the documents that are asked, and the reading says so."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.answer import AnswerService
from tests.loading import item, load, row, write_document

ROADS, CITY = "青河市交通运输局", "青河市城市管理局"
UNITS = {ROADS: "元", CITY: "万元"}
PROJECTS = {
    ROADS: {"公交运营补贴": 23_500_000, "农村公路养护": 12_860_000, "桥梁检测": 300_000},
    CITY: {"垃圾清运": 2900, "平台升级": 100},
}
INDICATOR = item(1, "次数", "5次")


def service_of(folder: Path, *departments: str) -> AnswerService:
    """Answer from the documents of these departments."""
    documents = [
        write_document(
            folder / f"{department}.txt",
            [row(name, str(total), INDICATOR) for name, total in PROJECTS[department].items()],
            department=department,
            unit=UNITS[department],
        )
        for department in departments
    ]
    assert load(folder / "a.db", *documents).returncode == 0
    return AnswerService(str(folder / "a.db"), answers=None)


@pytest.fixture(scope="module")
def yuan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnswerService]:
    """Answer from the one document in 元."""
    service = service_of(tmp_path_factory.mktemp("yuan"), ROADS)
    yield service
    service.close()


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnswerService]:
    """Answer from documents that differ."""
    service = service_of(tmp_path_factory.mktemp("both"), ROADS, CITY)
    yield service
    service.close()


def names(service: AnswerService, question: str) -> list[object]:
    """The projects of an answer."""
    answer = service.answer(question)
    return [row[answer.columns.index("项目")] for row in answer.rows]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("超过500000的项目", ["公交运营补贴", "农村公路养护"]),
        ("低于500000的项目", ["桥梁检测"]),
        ("预算在300000到20000000之间的项目", ["农村公路养护", "桥梁检测"]),
        ("预算300000的项目", ["桥梁检测"]),
        ("预算超过2000万的项目", ["公交运营补贴"]),
    ],
)
def test_of_a_document_in_yuan(yuan: AnswerService, question: str, expected: list[object]) -> None:
    """元 is meant, and said; a unit that is said holds."""
    assert names(yuan, question) == expected
    assert ("〔未写单位，按元理解〕" in yuan.answer(question).interpretation) == ("万" not in question)


@pytest.mark.parametrize(
    ("question", "expected", "unit"),
    [
        ("超过500的项目", ["垃圾清运", "公交运营补贴", "农村公路养护"], "万元"),
        ("交通局超过500000的项目", ["公交运营补贴", "农村公路养护"], "元"),
        ("城管局超过500的项目", ["垃圾清运"], "万元"),
        ("预算超过3000的部门", [], "万元"),
    ],
)
def test_the_departments_asked_decide(both: AnswerService, question: str, expected: list[object], unit: str) -> None:
    """Where they differ it is 万元."""
    answer = both.answer(question)
    assert answer.status == "ok"
    assert f"〔未写单位，按{unit}理解〕" in answer.interpretation
    if expected:
        assert names(both, question) == expected


def test_a_follow_up_keeps_to_the_departments_it_leans_on(both: AnswerService) -> None:
    """交通局的项目, then 其中超过500000的: in 元, as that one document is."""
    first = both.answer("交通局的项目")
    answer = both.answer("其中超过500000的", first.context)
    assert [row[0] for row in answer.rows] == ["公交运营补贴", "农村公路养护"]
    assert "按元理解" in answer.interpretation


def test_the_reading_is_asked_again_alike(both: AnswerService, yuan: AnswerService) -> None:
    """The sentence says the unit, so it means the same without the note's help."""
    for service, question in ((both, "交通局超过500000的项目"), (yuan, "低于500000的项目"), (both, "超过500的项目")):
        answer = service.answer(question)
        assert service.answer(answer.interpretation).rows == answer.rows
