"""Answers as people and scripts see them: aligned in a terminal, whole on a phone, exact in JSON."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer import Answer
from bot.render.as_chat import LONGEST_MESSAGE, render_chat, utf16_length
from bot.render.as_json import KEYS, render_json
from bot.render.as_text import render_text
from bot.render.table import Heading, render_table
from bot.render.width import display_width, wrap
from tests.fake_answers import CARD, LIST, NOTHING
from tests.telegram_html import parse

CHARACTERS = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("预算绩效<>&\"'💰👨‍👩‍👧 ，。%10\n"))
)


def test_a_list_in_a_terminal() -> None:
    """Figures stand right under their unit, the reading and the places below."""
    assert render_text(LIST, 60).splitlines() == [
        "项目                总计（万元）",
        "──────────────────  ────────────",
        "租赁岗位合同工经费      1,217.08",
        "A & <B>                   300.00",
        "",
        "读作：总计大于100万元的项目〔共2个，合计1,517.08万元〕",
        "来源：a.txt 第3、4行",
    ]


def test_a_card_names_its_project_once() -> None:
    """What belongs to the project stands above the table of its indicators."""
    assert render_text(CARD, 60, sql=True).splitlines() == [
        "项目：欠薪应急周转金",
        "总计：300.00 万元",
        "绩效目标：维护社会稳定",
        "",
        "一级指标    指标            年度指标值",
        "──────────  ──────────────  ──────────",
        "产出指标    垫付及时率      95%",
        "满意度指标  欠薪人员满意度  >95%",
        "",
        "读作：项目“欠薪应急周转金”的全部内容",
        "来源：000_ce4d.txt 第12行",
        "SQL：",
        "SELECT 1",
    ]


def test_what_was_not_understood() -> None:
    """A headline, why, and lines to paste."""
    assert render_text(NOTHING, 60).splitlines() == [
        "没有看懂这个问题。",
        "读作：没有看懂“天气”",
        "没有用上：天气",
        "可以这样问：",
        "  预算最高的三个项目",
    ]


def test_a_figure_of_one_row_stands_alone() -> None:
    """One row is a few lines, with units; no value is —, never 0."""
    answer = LIST.replace(
        columns=("合计", "文件合计", "占比"), rows=((6825.7, None, 17.83081),), units=("万元", "万元", "%")
    )
    assert render_text(answer, 60).splitlines()[:3] == ["合计：6,825.70 万元", "文件合计：—", "占比：17.83%"]


def test_equal_amounts_stay_in_their_rows() -> None:
    """Three projects of 10万 each show it three times: a list is no card."""
    answer = LIST.replace(rows=tuple((name, 10.0, "a.txt 第1行") for name in "甲乙丙"))
    assert render_text(answer, 60).count("10.00") == 3


def test_a_list_that_was_cut_off_says_so() -> None:
    """How many there are, and how many are shown."""
    assert "共5行，以上是前2行" in render_text(LIST.replace(truncated=True, total_rows=5), 60)


def test_a_name_cannot_steer_the_terminal() -> None:
    """Escape sequences come out as marks."""
    answer = LIST.replace(rows=(("\x1b[2J甲\x07", 1.0, "a.txt 第1行"),), interpretation="\x9b1m")
    assert {
        character for character in render_text(answer, 60) if ord(character) < 32 or 127 <= ord(character) < 160
    } == {"\n"}


def test_too_narrow_for_columns() -> None:
    """Records one below the other, so that no figure is broken."""
    lines = render_table(
        [Heading("项目", figures=False), Heading("总计", figures=True)], [["甲乙丙丁戊", "1,000,000.00"]], 20
    )
    assert lines == ["项目：甲乙丙丁戊", "总计：1,000,000.00"]


@given(
    rows=st.lists(st.tuples(CHARACTERS, CHARACTERS, st.integers()), min_size=1, max_size=5), width=st.integers(20, 90)
)
def test_no_line_is_wider_than_the_terminal(rows: list[tuple[str, str, int]], width: int) -> None:
    """Whatever the cells hold."""
    headings = [Heading("项目", figures=False), Heading("年度指标值", figures=False), Heading("数量", figures=True)]
    lines = render_table(headings, [[first, second, str(third)] for first, second, third in rows], width)
    assert all(display_width(line) <= width for line in lines)


@given(text=CHARACTERS, width=st.integers(4, 30))
def test_wrapping_loses_nothing(text: str, width: int) -> None:
    """All that is not white space comes out again, in order."""
    assert "".join("".join(wrap(text, width)).split()) == "".join(text.split())


def test_brackets_and_stops_stay_with_their_words() -> None:
    """No line begins with what closes or ends with what opens."""
    assert wrap("范围：人社局（本级）〔共3个〕", 12) == ["范围：人社局", "（本级）〔共", "3个〕"]


def test_json_has_the_keys_of_the_contract() -> None:
    """In one line, Chinese as itself, absent as null."""
    line = render_json(LIST)
    assert "\n" not in line
    assert "租赁岗位合同工经费" in line
    found = json.loads(line)
    assert tuple(found) == KEYS
    assert found["columns"] == ["项目", "总计", "来源"]
    assert found["rows"][0] == ["租赁岗位合同工经费", 1217.08, "a.txt 第3行"]
    assert found["unit"] == "万元"
    assert json.loads(render_json(NOTHING))["unit"] is None


def test_a_phone_sees_the_figures_first() -> None:
    """Numbered lines, the reading folded away, everything escaped."""
    (message,) = render_chat(LIST)
    assert message.splitlines() == [
        "1. <b>租赁岗位合同工经费</b> — 1,217.08 万元",
        "2. <b>A &amp; &lt;B&gt;</b> — 300.00 万元",
        "<blockquote expandable>读作：总计大于100万元的项目〔共2个，合计1,517.08万元〕",
        "来源：a.txt 第3、4行</blockquote>",
    ]


def test_a_phone_sees_a_card() -> None:
    """The name as a heading, then amounts, then each indicator by its own name."""
    (message,) = render_chat(CARD)
    assert message.splitlines()[:5] == [
        "<b>欠薪应急周转金</b>",
        "总计：<b>300.00 万元</b>",
        "绩效目标：维护社会稳定",
        "1. <b>垫付及时率</b> — 产出指标，年度指标值 95%",
        "2. <b>欠薪人员满意度</b> — 满意度指标，年度指标值 &gt;95%",
    ]


def test_a_phone_is_spared_repetition() -> None:
    """Empty cells of a card are left out, equal target values are said once; a cell that was asked for is shown."""
    columns = ("项目", "总计", "其他资金", "指标", "实施周期指标值", "年度指标值")
    rows = (("甲", 1.0, None, "参训率", "95%", "95%"), ("甲", 1.0, None, "人数", "约100人", None))
    card = CARD.replace(columns=columns, rows=rows, units=(None, "万元", "万元", None, None, None))
    assert render_chat(card)[0].splitlines()[:4] == [
        "<b>甲</b>",
        "总计：<b>1.00 万元</b>",
        "1. <b>参训率</b> — 指标值 95%",
        "2. <b>人数</b> — 实施周期指标值 约100人",
    ]
    cell = LIST.replace(columns=("项目", "其他资金"), rows=(("甲", None),), units=(None, "万元"))
    assert render_chat(cell)[0].splitlines()[:2] == ["<b>甲</b>", "其他资金：—"]


def test_a_suggestion_too_long_to_copy_is_left_out() -> None:
    """A cut suggestion would not work when pasted back."""
    (message,) = render_chat(NOTHING.replace(suggestions=("短", "长" * 301)))
    assert "<code>短</code>" in message
    assert "长" not in message


@pytest.mark.parametrize("character", ["预", "&", "<", "💰", "\n"])
def test_every_message_fits(character: str) -> None:
    """However long the parts are, Telegram takes each message, and the reading is among them."""
    long = character * 5000
    row = (long, 1.0, long)
    for answer in (
        LIST.replace(rows=(row,) * 300, total_rows=300, interpretation=long, sources=(long,)),
        CARD.replace(rows=((long, 1.0, long, long, long, long, long),) * 30),
        NOTHING.replace(interpretation=long, unrecognised=(long,), suggestions=("预算" * 100,) * 10),
    ):
        messages = render_chat(answer)
        assert messages
        assert len(messages) <= 5
        for message in messages:
            assert utf16_length(message) <= LONGEST_MESSAGE
            assert parse(message).strip()


@given(text=CHARACTERS)
def test_chat_shows_what_was_published(text: str) -> None:
    """Names come out of Telegram's reading as they went in."""
    answer: Answer = LIST.replace(rows=((f"甲{text}乙", 1.0, "a.txt 第1行"), ("丙", 2.0, "a.txt 第2行")))
    assert f"甲{text[:70]}" in parse(render_chat(answer)[0])
