"""The word lists of published tables: every word has one meaning, every meaning is known."""

import tomllib
from importlib.resources import files

import pytest

from db.layouts.vocabulary import COLUMNS, column_of, key, kind_of
from querylang.fields import KINDS


def section(file: str, name: str) -> dict[str, list[str]]:
    """One section as written."""
    content: dict[str, dict[str, list[str]]] = tomllib.loads(
        files("db.layouts").joinpath(file).read_text(encoding="utf-8")
    )
    return content[name]


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("headings.toml", "columns"),
        ("headings.toml", "packed"),
        ("headings.toml", "head"),
        ("headings.toml", "rows"),
        ("forms.toml", "labels"),
        ("forms.toml", "heads"),
        ("levels.toml", "level1"),
        ("levels.toml", "level2"),
    ],
)
def test_no_word_has_two_meanings(file: str, name: str) -> None:
    """Nor stands twice under one."""
    words = [key(word) for words in section(file, name).values() for word in words]
    assert len(words) == len(set(words))


def test_columns_and_kinds_are_known() -> None:
    """A misspelt key would silently lose its words."""
    assert set(section("headings.toml", "columns")) == set(COLUMNS)
    for level in (1, 2):
        wanted = {kind.key for kind in KINDS.values() if kind.level == level}
        assert set(section("levels.toml", f"level{level}")) == wanted
        for kind in KINDS.values():
            if kind.level == level:
                assert kind_of(kind.label, level) == kind.key


@pytest.mark.parametrize(
    ("published", "level", "kind"),
    [
        ("预期产出", 1, "output"),
        ("效果", 1, "benefit"),
        ("成本", 1, "cost_group"),
        ("环境效益", 2, "ecological"),
        ("进度", 2, "timeliness"),
        ("工期", 2, "timeliness"),
        ("社会公众满意度", 2, "served"),
        ("经济成本", 2, "economic_cost"),
    ],
)
def test_synonyms_of_levels(published: str, level: int, kind: str) -> None:
    """One question covers differing documents."""
    assert kind_of(published, level) == kind


def test_a_unit_in_a_heading_does_not_hide_the_heading() -> None:
    """Brackets of any width, with or without 单位."""
    for heading in ("总计（万元）", "总 计(元)", "总计[单位：千元]"):
        assert column_of(heading) == "total"
