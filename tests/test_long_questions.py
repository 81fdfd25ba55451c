"""Questions made to keep a reader busy: brackets without end, denials of denials, readings that double with each part.

Nothing here looks at a clock: what is counted are the functions that are called.  Of a question that anybody asks they
are about a thousand; without a bound, of these millions, or more than anybody could wait for.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.answer import AnswerService
from tests.question_corpus import sample_service

LONGEST = 500
MOST_CALLS = 200 * LONGEST
REPEATED = (
    *("((100", "100(", "预算(", "非(", "不是(", "没有(", "除了(", "((1，", "(预算"),
    *(
        "不",
        "不是",
        "不超过",
        "几",
        "多",
        "一",
        "十百千万",
        "前三",
        "第一",
        "三到",
        "预算，",
        "超过90%且",
        "100万",
        "2024年",
    ),
    *(
        "局",
        "社保人局",
        "的",
        "和",
        "从前有座山，山里有座庙，",
        "全国快递业务量突破一千亿件，",
        "zhuan xiang zi jin ",
        "a费b项",
    ),
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnswerService]:
    """Answer over the bundled document."""
    folder: Path = tmp_path_factory.mktemp("long")
    service = sample_service(folder)
    yield service
    service.close()


def calls(service: AnswerService, question: str) -> int:
    """How many functions of Python are called for one reading."""
    count = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        service.read(question)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("repeated", REPEATED)
def test_long_questions_take_no_longer_than_they_are(service: AnswerService, repeated: str) -> None:
    """As much work for each character, however many there are."""
    question = (repeated * LONGEST)[:LONGEST]
    service.read(question)  # what is made but once is not counted
    assert calls(service, question) < MOST_CALLS


@pytest.mark.parametrize("repeated", REPEATED[:9])
def test_brackets_that_nobody_closes(service: AnswerService, repeated: str) -> None:
    """Each bracket is tried once: they are refused, however many there are."""
    assert service.answer((repeated * LONGEST)[:LONGEST]).status == "not_understood"


@pytest.mark.parametrize("denial", ["不非", "不是非不", "非不是"])
def test_denials_of_denials(service: AnswerService, denial: str) -> None:
    """不非不非…超过100万 is refused."""
    assert service.answer(denial * 100 + "预算超过100万的项目").status == "not_understood"


@pytest.mark.parametrize("levels", [20, 80])
def test_brackets_within_brackets(service: AnswerService, levels: int) -> None:
    """Brackets that are closed may stand inside one another, but not without end."""
    opened, closed = ("((，" * levels)[: levels * 3], "))，" * levels
    assert service.answer(f"{opened}预算超过100万{closed}"[:500]).status == "not_understood"
    assert service.answer("((，(预算超过100万)，))的项目").status == "ok"


@pytest.mark.parametrize("parts", [4, 20])
def test_readings_that_double_with_each_part(service: AnswerService, parts: int) -> None:
    """不是A且B或不是C且D…: two readings each; more than anybody would choose from are refused."""
    answer = service.answer("或".join(f"不是预算超过{n}00万且有时效指标" for n in range(1, parts + 1)))
    assert answer.status == "not_understood"
    assert "读法太多" in answer.interpretation
