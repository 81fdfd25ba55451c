"""Names that are nearly alike are kept apart: each case of `tests/corpus/near_names.toml` means its project."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from querylang.catalogue import Subject
from querylang.interpret import interpret
from querylang.query import FieldOf, IndicatorNamed, Named
from querylang.reading import Reading
from querylang.reflected import walk
from tests.many_names import ManyNames

CORPUS: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "corpus" / "near_names.toml").read_text(encoding="utf-8")
)
TOWN, FARMING = "芦洲市城市管理和综合执法局", "桐江县农业农村局"


class _Apart(ManyNames):
    """The projects and the indicators of the corpus."""

    def names(self, subject: Subject) -> tuple[str, ...]:
        return tuple(CORPUS["indicators"]) if subject == "indicator" else super().names(subject)


CATALOGUE = _Apart(tuple(CORPUS["names"]))


class _TwoDepartments(ManyNames):
    """A catalogue whose departments are short for what stands in names of projects."""

    def names(self, subject: Subject) -> tuple[str, ...]:
        return (TOWN, FARMING) if subject == "department" else super().names(subject)


def meant(reading: Reading) -> set[str]:
    """The projects and indicators that a reading names, as a condition or as what is compared with."""
    found: set[str] = set()
    for one in walk(reading.query):
        match one:
            case Named(projects=names):
                found.update(names)
            case IndicatorNamed(indicators=names):
                found.update(names)
            case FieldOf(project=name):
                found.add(name)
            case _:
                pass
    return found


@pytest.mark.parametrize("case", CORPUS["case"], ids=lambda case: case["asks"][0])
def test_the_project_that_is_meant_is_found(case: dict[str, Any]) -> None:
    """That one and no other; or it is asked which one is meant."""
    readings = {ask: interpret(ask, CATALOGUE) for ask in case["asks"]}
    wanted = (case.get("status", "ok"), set(case.get("means", ())))
    found = {ask: (reading.status, meant(reading)) for ask, reading in readings.items()}
    assert found == dict.fromkeys(found, wanted)


@pytest.mark.parametrize("ask", ["城管多少钱", "城管有多少个项目", "chengguan", "tjx"])
def test_short_for_a_department_and_for_a_project(ask: str) -> None:
    """It is asked which of them is meant; with 局 or more of the name it is clear."""
    catalogue = _TwoDepartments(("数字城管平台升级", "调解协会建设补助"))
    reading = interpret(ask, catalogue)
    assert reading.status == "ambiguous"
    assert {TOWN, FARMING} & set(reading.suggestions)
    assert set(catalogue.names("project")) & set(reading.suggestions)


def test_more_of_the_name_is_clear() -> None:
    """城管局, 城管平台."""
    catalogue = _TwoDepartments(("数字城管平台升级", "调解协会建设补助"))
    assert interpret("城管局预算最高的项目", catalogue).sentence.startswith(TOWN)
    assert meant(interpret("城管平台多少钱", catalogue)) == {"数字城管平台升级"}


def test_each_name_in_full_means_itself() -> None:
    """However it is bracketed, and with white space or without."""
    for name in CORPUS["names"]:
        for way in (name, name.replace("（", "[").replace("）", "]"), " ".join(name), name.replace("（", " ")):
            assert meant(interpret(f"{way}多少钱", CATALOGUE)) == {name}
