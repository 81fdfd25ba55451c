"""Departments as people call them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from querylang.departments import DepartmentIndex, place_end, without_level

LABOUR = "广州市番禺区人力资源和社会保障局（本级）"
ENVIRONMENT = "汀南市生态环境局"
FARMING = "桐江县农业农村局"
CITY = "芦洲市星沙湖区城市管理和综合执法局（本级）"
INDEX = DepartmentIndex((LABOUR, ENVIRONMENT, FARMING, CITY))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (LABOUR, LABOUR),
        ("番禺区人力资源和社会保障局", LABOUR),
        ("人社局", LABOUR),
        ("番禺人社局", LABOUR),
        ("番禺区", LABOUR),
        ("生态环境局", ENVIRONMENT),
        ("环境局", ENVIRONMENT),
        ("环保局", ENVIRONMENT),
        ("汀南市环保局", ENVIRONMENT),
        ("农业局", FARMING),
        ("桐江县农业局", FARMING),
        ("城管局", CITY),
        ("星沙湖区", CITY),
        ("综合执法局", CITY),
    ],
)
def test_a_department_is_found_as_it_is_called(said: str, meant: str) -> None:
    """In full, by place, by bureau, shortened, by the end of its name, by what it was called before."""
    end, found = INDEX.find(said.replace("（", "(").replace("）", ")"), 0) or (0, ())
    whole = end == len(said)
    # Place and bureau side by side are two mentions, which narrow each other.
    assert meant in found
    assert whole or INDEX.find(said, end) == (len(said), (meant,))


@pytest.mark.parametrize("said", ["教育局", "水务局", "工商局", "人社厅", "局", "环保"])
def test_another_department_is_not(said: str) -> None:
    """Nothing that is not loaded, and no two characters by chance."""
    assert INDEX.find(said, 0) is None


@given(st.text("省市县州区镇乡旗盟和及自治(局)安甲", max_size=14))
def test_a_place_ends_where_the_pattern_says(name: str) -> None:
    """The pattern is the rule; it is not run because it takes long to compile."""
    place = re.match(
        r"(?:[^和与及]{2,8}?(?:自治区|自治州|自治县|[省市州区镇乡旗盟])|.{1,8}?县)(?![省市州区县旗])", name
    )
    assert place_end(name) == (place.end() if place else 0)
    assert without_level(name) == re.sub(r"\([^()]*\)$", "", name)
