"""Departments that were mistyped, or written by pinyin."""

import pytest

from querylang.departments import DepartmentIndex
from querylang.near_departments import by_letters, near_departments

FARMING, TRAFFIC, CITY, WATER = (
    "桐江县农业农村局",
    "芦洲市交通运输局",
    "芦洲市星沙湖区城市管理和综合执法局",
    "桐江县水务局",
)
INDEX = DepartmentIndex((FARMING, TRAFFIC, CITY, WATER))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("桐江县农业农忖局", FARMING),  # looks alike
        ("交通运树局", TRAFFIC),  # sounds alike
        ("交通云术局", TRAFFIC),
        ("交局通", TRAFFIC),  # swapped
        ("城管举", CITY),
        ("星沙胡区", CITY),
        ("芦洲交通耘输局", TRAFFIC),
        ("芦洲交通", TRAFFIC),
        ("星沙湖", CITY),
    ],
)
def test_a_slip_is_undone(said: str, meant: str) -> None:
    """Typos, swapped characters, a place without its 区, a bureau without its 局."""
    guesses = near_departments(INDEX, said, 0, len(said))
    assert [(guess.names, guess.sure) for guess in guesses] == [((meant,), True)]
    assert (guesses[0].start, guesses[0].end) == (0, len(said))


def test_another_word_is_only_offered_for() -> None:
    """税务 is no slip for 水务."""
    assert [(guess.names, guess.sure) for guess in near_departments(INDEX, "税务局", 0, 3)] == [((WATER,), False)]


@pytest.mark.parametrize("said", ["公安局", "文物局", "白沙湖区", "桐山县", "交通", "城建局", "渔业部门"])
def test_what_is_near_to_none_is_not(said: str) -> None:
    """Another character that neither sounds nor looks alike is another department."""
    assert near_departments(INDEX, said, 0, len(said)) == ()


@pytest.mark.parametrize(
    ("letters", "meant"),
    [
        ("jiaotongju", TRAFFIC),
        ("luzhoujiaotongju", TRAFFIC),
        ("tongjiangxiannongyeju", FARMING),
        ("tongjiangxian", FARMING),
        ("nongyenongcun", FARMING),
        ("xingshahu", CITY),
        ("cgj", CITY),
        ("jtysj", TRAFFIC),
        ("lzsjtj", TRAFFIC),
        ("tjxnyj", FARMING),
        ("xshq", CITY),
        ("zfj", CITY),
    ],
)
def test_letters_are_read(letters: str, meant: str) -> None:
    """Pinyin, with or without 局, and initials of an abbreviation."""
    assert meant in by_letters(INDEX, letters)


def test_other_letters_are_not() -> None:
    """What spells no department."""
    assert [
        letters
        for letters in ("gonganju", "lzsnyj", "tjxjtj", "gaj", "ju", "jj", "budget", "tongjiangshi")
        if by_letters(INDEX, letters)
    ] == []
