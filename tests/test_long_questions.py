"""Questions made to keep a reader busy: brackets without end, denials of denials, readings that double with each part.

Nothing here looks at a clock.  What these would cost without a bound is not a second but an age, or a crash.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.answer import AnswerService
from tests.question_corpus import sample_service


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnswerService]:
    """Answer over the bundled document."""
    folder: Path = tmp_path_factory.mktemp("long")
    service = sample_service(folder)
    yield service
    service.close()


@pytest.mark.parametrize("repeated", ["((100", "100(", "预算(", "非(", "不是(", "没有(", "除了(", "((1，", "(预算"])
def test_brackets_that_nobody_closes(service: AnswerService, repeated: str) -> None:
    """Each bracket is tried once: they are refused, however many there are."""
    assert service.answer((repeated * 250)[:500]).status == "not_understood"


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
