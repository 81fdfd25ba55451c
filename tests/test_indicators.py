"""The packed cell of indicators, with every separator that published cells use and values that look like separators."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.indicators import parse_packed
from db.records import Origin

ORIGIN = Origin("a.txt", row=7)
LEVELS = ("1-产出指标,11-数量指标", "1-产出指标,21-经济效益", "3-满意度指标，31-服务对象满意度", "产出指标,数量指标")
# What ends a part or an item in published cells.
BREAKS = ("；,", ";,", ";;", "; ;", "；", ";", ",", "，", "。;")


def read(cell: str) -> list[tuple[str, str | None, str | None]]:
    """Name and both values of each indicator."""
    return [(one.name, one.cycle_target, one.annual_target) for one in parse_packed(cell, ORIGIN).indicators]


@pytest.mark.parametrize("end", ["；,", ";,", ";;", "; ;", ";", "；", ""])
@pytest.mark.parametrize("colon", ["：", ":"])
def test_separators_vary_and_never_belong_to_a_value(end: str, colon: str) -> None:
    """All the endings of the seed, and none."""
    one = f"1-产出指标,11-数量指标,人数；实施周期指标值{colon}2场,50人,年度指标值{colon}1000宗；500家企业{end}"
    assert read(f"1、{one}2、{one}") == [("人数", "2场,50人", "1000宗；500家企业")] * 2


@pytest.mark.parametrize(
    "value",
    [
        "1、2月开工；3、4月完工",
        "2、绿地面积,增加2-3处",
        "全年审计2个单位、4个专项资金",
        "完成年度指标值的95%",
        "按实施周期指标值:推进",
        "第2、3-4批",
        "推广创业培训,创造更多就业岗位",
        "信访回复500单。",
    ],
)
def test_a_value_that_looks_like_structure_stays_whole(value: str) -> None:
    """Numbers with 、, separators and labels in passing are part of the value."""
    first = f"1、2-效益指标,21-经济效益,名,称；实施周期指标值：{value};,年度指标值：{value};;"
    cell = first + "2、3-满意度指标,31-服务对象满意度,满意度；"
    assert read(cell) == [("名,称", value, value), ("满意度", None, None)]


def test_a_missing_value_is_none() -> None:
    """Either may be missing."""
    assert read(
        "1、1-产出指标,12-质量指标,甲；实施周期指标值:安全；,2、1-产出指标,12-质量指标,乙；年度指标值:5%；"
    ) == [
        ("甲", "安全", None),
        ("乙", None, "5%"),
    ]


def test_levels_are_kept_as_published_with_their_kinds() -> None:
    """A level-2 code under the wrong level 1 is kept, and marked."""
    (one,) = parse_packed("1、1-产出指标,24-可持续影响,满意；年度指标值：5", ORIGIN).indicators
    assert (one.level1_code, one.level1, one.level2_code, one.level2) == ("1", "产出指标", "24", "可持续影响")
    assert (one.kind1, one.kind2, one.misfiled) == ("output", "lasting", True)
    assert one.origin == ORIGIN


def test_what_fits_no_item_is_handed_back() -> None:
    """Text before the first item, and a cell without any."""
    packed = parse_packed("见附件；1、1-产出指标,11-数量指标,人数；年度指标值：5人", ORIGIN)
    assert (len(packed.indicators), packed.unread) == (1, ("见附件",))
    assert parse_packed("详见附表", ORIGIN).unread == ("详见附表",)
    assert parse_packed("  ", ORIGIN) == ((), (), ())


words = st.text(alphabet="人数覆盖率满意度完成上级95%,，、；以12.（)", min_size=1, max_size=12).map(
    lambda text: f"指{text}标"
)


@given(
    items=st.lists(st.tuples(st.sampled_from(LEVELS), words, words, st.none() | words), min_size=1, max_size=12),
    data=st.data(),
)
def test_packing_and_reading_round_trips(items: list[tuple[str, str, str, str | None]], data: st.DataObject) -> None:
    """Whatever separators and colons a cell mixes, each part comes back whole."""
    cell = ""
    for number, (levels, name, cycle, annual) in enumerate(items, 1):
        colon = data.draw(st.sampled_from("：:"))
        middle = data.draw(st.sampled_from(BREAKS[:-1]))
        end = data.draw(st.sampled_from(BREAKS[:-1]))
        cell += f"{number}、{levels},{name}{middle}实施周期指标值{colon}{cycle}"
        cell += "" if annual is None else f"{middle}年度指标值{colon}{annual}"
        cell += end
    assert read(cell) == [(name, cycle, annual) for _, name, cycle, annual in items]
    assert parse_packed(cell, ORIGIN).unread == ()
