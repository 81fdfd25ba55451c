"""Whatever a published target value says, reading it ends, and its quantities stand one behind the other."""

from hypothesis import given, settings
from hypothesis import strategies as st

from db.rows import quantities
from querylang.quantity import find_quantities
from querylang.text import plain

PIECES = (
    "90",
    "95%",
    "5",
    "100",
    "500",
    "到",
    "至",
    "-",
    "~",
    "之间",
    "以上",
    "以下",
    "不低于",
    "超过",
    "约",
    "左右",
    "几",
    "多",
    "百",
    "万",
    "元",
    "人",
    "次",
    "在",
    "和",
    "≥",
    ">",
    "<",
    "≤",
    "=",
    "几十万",
    "上百万",
    "三十多",
    "一百",
    "半数",
    "两到三",
    "不止",
    "至少",
    "最多",
    "大于",
    "小于",
    "比",
    "以内",
    "。",
    "，",
    ",",
    ";",
    "(含)",
    "2024年",
    "每5年",
    "第3",
    ".",
    "不",
)


def test_a_comma_before_a_comparison_is_not_inside_its_number() -> None:
    """5，和≥几十万以下 once sent the reader back to the 5, for ever."""
    found = find_quantities(plain("5，和≥几十万以下"))
    assert [(int(one.number), one.bound) for one in found] == [(5, "="), (200_000, ">=")]


@settings(max_examples=2000)
@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
def test_reading_goes_forward_and_can_be_stored(text: str) -> None:
    """No quantity begins before the last one ended; every bound has a word in the database."""
    last = 0
    for one in find_quantities(plain(text)):
        assert last <= one.start < one.end
        last = one.end
    for _, _, bound, edge in quantities(text):
        assert bound in {"exact", "above", "at_least", "about", "at_most", "below"}
        assert edge in {-1, 0, 1}
