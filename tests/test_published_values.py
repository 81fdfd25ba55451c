"""Whatever a published target value says, reading it ends, and its quantities stand one behind the other."""

from hypothesis import given, settings
from hypothesis import strategies as st

from db.quantities import quantities
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


def test_a_range_keeps_what_its_ends_mean() -> None:
    """Included ends are the numbers themselves, excluded ones lie just inside; a bound of one number is no range."""
    stored = {
        "30-40": [("30", "at_least", 0), ("40", "at_most", 0)],
        "10万-20万元": [("100000", "at_least", 0), ("200000", "at_most", 0)],
        "85%~95%": [("85", "at_least", 0), ("95", "at_most", 0)],
        "三十多万元": [("300000", "above", 1), ("400000", "below", -1)],
        "几十万元": [("200000", "at_least", 0), ("1000000", "below", -1)],
        "大于30小于40": [("30", "above", 1), ("40", "below", -1)],
        "≥30且<40": [("30", "at_least", 0), ("40", "below", -1)],
        "上百万元": [("1000000", "at_least", 0)],
    }
    for text, points in stored.items():
        assert [(str(number), bound, edge) for number, _, bound, edge in quantities(text)] == points, text
