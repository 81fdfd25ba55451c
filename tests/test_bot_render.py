"""Answers as people and scripts see them: aligned in a terminal, whole on a phone, exact in JSON."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer import Answer
from bot.render.as_chat import MOST_PAGES, render_chat
from bot.render.as_json import KEYS, render_json
from bot.render.as_text import render_text
from bot.render.chat_text import LONGEST_MESSAGE, utf16_length
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


def test_a_line_begins_without_the_space_at_which_it_was_broken() -> None:
    """The space before a stop is left out, too."""
    assert wrap("文件名以 .png 或 .svg 结尾", 16) == ["文件名以 .png 或", ".svg 结尾"]


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


QUOTE = ("读作：总计大于100万元的项目", "来源：a.txt 第3、4行", "数据装入：2024-03-01</blockquote>")


def page(answer: Answer) -> list[str]:
    """The lines of an answer that has one page."""
    (only,) = render_chat(answer, "2024-03-01").pages
    return only.splitlines()


def test_a_phone_sees_the_figures_first() -> None:
    """Count and sum, then each figure before what it belongs to; reading, source and date folded away; all escaped."""
    assert page(LIST) == [
        "<b>共2个，合计1,517.08万元</b>",
        "1. <b>1,217.08 万元</b>　租赁岗位合同工经费",
        "2. <b>300.00 万元</b>　A &amp; &lt;B&gt;",
        f"<blockquote expandable>{QUOTE[0]}",
        *QUOTE[1:],
    ]


def test_a_phone_sees_by_how_much_something_changed() -> None:
    """What was asked for first; a figure of one year alone says so; one row needs no number."""
    rows = (
        ("A<B", "水务局", 280.0, 420.0, 140.0, 50.0),
        ("排水", "水务局", 60.0, 45.0, -15.0, -25.0),
        ("学校", "教育局", None, 12.5, None, None),
        ("旧楼", "教育局", 8.0, None, None, None),
    )
    change = LIST.replace(
        columns=("项目", "部门", "2023年总计", "2024年总计", "差额", "增幅"),
        units=(None, None, "万元", "万元", "万元", "%"),
        rows=rows,
        interpretation="两年相比",
    )
    assert page(change)[:8] == [
        "1. <b>+140.00 万元</b>（+50.00%）　A&lt;B",
        "　水务局",
        "　2023年 280.00 → 2024年 420.00 万元",
        "2. <b>-15.00 万元</b>（-25.00%）　排水",
        "　水务局",
        "　2023年 60.00 → 2024年 45.00 万元",
        "3. <b>12.50 万元</b>（2024年总计，2023年没有）　学校",
        "　教育局",
    ]
    assert page(change.replace(rows=rows[:1]))[:3] == [
        "<b>+140.00 万元</b>（+50.00%）　<b>A&lt;B</b>",
        "水务局",
        "2023年 280.00 → 2024年 420.00 万元",
    ]


def test_a_phone_sees_a_card() -> None:
    """The figure and the name, then the texts, then each indicator beneath its kind, its value first."""
    assert page(CARD)[:7] == [
        "<b>300.00 万元</b>　<b>欠薪应急周转金</b>",
        "<b>▎绩效目标</b>",
        "维护社会稳定",
        "<b>▎产出指标</b>",
        "• <b>95%</b>　垫付及时率",
        "<b>▎满意度指标</b>",
        "• <b>&gt;95%</b>　欠薪人员满意度",
    ]


def test_a_phone_is_spared_repetition() -> None:
    """Empty cells of a card are left out, equal target values are said once; a cell that was asked for is shown."""
    columns = ("项目", "总计", "其他资金", "指标", "实施周期指标值", "年度指标值")
    rows = (
        ("甲", 1.0, None, "参训率", "95%", "95%"),
        ("甲", 1.0, None, "人数", "约100人", None),
        ("甲", 1.0, None, "次数", "9次", "3次"),
        ("甲", 1.0, None, "社会稳定", "长期", "不存在需要向劳动者垫付工资"),
        ("甲", 1.0, None, "合规", "合规", "合规"),
    )
    card = CARD.replace(columns=columns, rows=rows, units=(None, "万元", "万元", None, None, None))
    assert page(card)[:8] == [
        "<b>1.00 万元</b>　<b>甲</b>",
        "• <b>95%</b>　参训率",
        "• <b>约100人</b>　人数",
        "• <b>3次</b>（年度指标值）　次数",
        "　实施周期指标值 9次",
        "• 社会稳定：年度指标值 不存在需要向劳动者垫付工资；实施周期指标值 长期",
        "• 合规",
        f"<blockquote expandable>读作：{CARD.interpretation.replace('&', '&amp;')}",
    ]
    cell = LIST.replace(columns=("项目", "其他资金"), rows=(("甲", None),), units=(None, "万元"))
    assert page(cell)[1] == "<b>—</b>　<b>甲</b>"


def test_a_phone_sees_what_all_rows_share_once() -> None:
    """The kind of every indicator and the department of every project stand above the list."""
    columns = ("项目", "部门", "年度", "总计")
    rows = (("甲", "人社局", 2023, 1.0), ("乙", "人社局", 2024, 2.0))
    shown = page(LIST.replace(columns=columns, rows=rows, units=(None, None, None, "万元")))
    assert shown[1:6] == ["人社局", "1. <b>1.00 万元</b>　甲", "　2023年", "2. <b>2.00 万元</b>　乙", "　2024年"]


def test_a_phone_sees_groups_by_all_their_keys() -> None:
    """A count says what it is."""
    answer = LIST.replace(
        columns=("一级指标", "二级指标", "数量"), rows=(("产出指标", "数量指标", 30), ("效益指标", "社会效益", 14))
    ).replace(units=(None, None, None))
    assert page(answer)[1:3] == ["1. <b>30 个</b>　产出指标 · 数量指标", "2. <b>14 个</b>　效益指标 · 社会效益"]


def test_suggestions_that_buttons_show_whole_are_not_listed() -> None:
    """What is on the button need not stand above it; what a button would cut is listed."""
    assert page(NOTHING) == ["<b>没有看懂“天气”</b>", "可以这样问："]


def test_what_was_not_understood_is_named_at_once() -> None:
    """Said once, in the headline; a longer reason stands beneath a headline of its own."""
    reason = "没有“教育局”这个部门的数据"
    assert page(NOTHING.replace(status="no_match", interpretation=reason))[:2] == ["<b>没有找到。</b>", reason]
    nothing = NOTHING.replace(
        status="no_match", interpretation="总计大于9万元的项目〔范围：教育局〕〔没有符合条件的项目〕"
    )
    assert page(nothing)[1:3] == ["总计大于9万元的项目〔没有符合条件的项目〕", "范围：教育局"]
    long = "没有看懂" + "长" * 100
    assert page(NOTHING.replace(interpretation=long))[:2] == ["<b>没有看懂这个问题。</b>", long]


def test_what_is_of_one_year_alone_says_so_once() -> None:
    """New projects, or those that are gone: not in each row that the other year has none."""
    change = LIST.replace(
        columns=("项目", "部门", "2023年总计", "2024年总计", "差额", "增幅"),
        units=(None, None, "万元", "万元", "万元", "%"),
        rows=(("排水", "水务局", None, 45.0, None, None), ("学校", "教育局", None, 12.5, None, None)),
        interpretation="新增的项目",
    )
    assert page(change)[:5] == [
        "2024年总计，2023年没有",
        "1. <b>45.00 万元</b>　排水",
        "　水务局",
        "2. <b>12.50 万元</b>　学校",
        "　教育局",
    ]
    gone = change.replace(rows=tuple((*row[:2], row[3], None, None, None) for row in change.rows))
    assert page(gone)[0] == "2023年总计，2024年没有"


def test_what_was_reached_stands_beside_what_was_aimed_at() -> None:
    """Short values in one line; a sentence stands beneath as before."""
    columns = ("项目", "指标", "年度指标值", "实际完成值", "得分")
    rows = (("甲", "次数", "30次", "28次", "18"), ("乙", "效果", "持续提升", "长" * 20, "9"))
    shown = page(LIST.replace(columns=columns, rows=rows, units=(None,) * 5))
    assert shown[1:3] == ["1. <b>28次</b>（目标 30次）　次数", "　甲 · 得分 18"]
    assert shown[3:5] == ["2. <b>持续提升</b>　效果", f"　乙 · 实际完成值 {'长' * 20} · 得分 9"]


def test_a_group_without_a_key_is_not_taken_for_the_whole() -> None:
    """What states no year says so, where others state one; where none does, nothing is said."""
    sums = LIST.replace(columns=("年度", "合计"), rows=((2023, 1.0), (None, 2.0)), units=(None, "万元"))
    assert page(sums)[1:3] == ["1. <b>1.00 万元</b>　2023年", "2. <b>2.00 万元</b>　未写年度"]
    columns = ("项目", "年度", "总计")
    rows = (("甲", 2023, 1.0), ("乙", None, 2.0))
    listed = LIST.replace(columns=columns, rows=rows, units=(None, None, "万元"))
    assert page(listed)[1:5] == ["1. <b>1.00 万元</b>　甲", "　2023年", "2. <b>2.00 万元</b>　乙", "　未写年度"]
    unstated = listed.replace(rows=(("甲", None, 1.0), ("乙", None, 2.0)))
    assert page(unstated)[1:3] == ["1. <b>1.00 万元</b>　甲", "2. <b>2.00 万元</b>　乙"]


def test_a_sum_without_a_printed_total() -> None:
    """The total that the files print is told where they print one."""
    one = LIST.replace(columns=("合计", "文件合计"), rows=((1.0, 2.0),), units=("万元", "万元"), total_rows=1)
    assert page(one)[1:3] == ["<b>1.00 万元</b> 合计", "文件合计 2.00 万元"]
    assert page(one.replace(rows=((1.0, None),)))[1].startswith("<b>1.00 万元</b> 合计")
    assert "文件合计" not in "".join(page(one.replace(rows=((1.0, None),))))


def test_the_quote_tells_the_scope_on_a_line_of_its_own() -> None:
    """Three lines show before a tap: the reading should not be lost in them."""
    told = page(LIST.replace(interpretation="全部项目〔共2个〕〔范围：教育局（2023年）〕"))
    quote = told[told.index("<blockquote expandable>读作：全部项目") :]
    assert quote[1] == "范围：教育局（2023年）"


def test_a_suggestion_too_long_to_copy_is_left_out() -> None:
    """A cut suggestion would not work when pasted back."""
    shown = page(NOTHING.replace(suggestions=("短", "长" * 301)))
    assert "• <code>短</code>" in shown
    assert "长" not in "".join(shown)


@pytest.mark.parametrize("character", ["预", "&", "<", "💰", "\n"])
def test_every_page_fits(character: str) -> None:
    """However long the parts are, Telegram takes each page, and the reading is on it."""
    long = character * 5000
    row = (long, 1.0, long)
    for answer in (
        LIST.replace(rows=(row,) * 300, total_rows=300, interpretation=f"〔共{long}〕{long}", sources=(long,)),
        CARD.replace(rows=((long, 1.0, long, long, long, long, long),) * 30),
        NOTHING.replace(interpretation=long, unrecognised=(long,), suggestions=("预算" * 100,) * 10),
    ):
        shown = render_chat(answer, "2024-03-01")
        assert 0 < len(shown.pages) <= MOST_PAGES
        for one in shown.pages:
            assert utf16_length(one) <= LONGEST_MESSAGE
            assert parse(one).strip()
            assert ("<blockquote" in one) == (answer.status == "ok")


def test_a_long_text_is_spread_over_pages_and_lost_nowhere() -> None:
    """A goal of five thousand characters."""
    goal = "".join(chr(0x4E00 + number) for number in range(5000))
    shown = render_chat(CARD.replace(rows=tuple((*row[:2], goal, *row[3:]) for row in CARD.rows)))
    assert shown.whole
    bodies = "".join(line for one in shown.pages for line in one.splitlines() if len(line) > 100)
    assert goal in bodies


@pytest.mark.parametrize(("rows", "pages"), [(10, 1), (13, 1), (14, 2), (20, 2), (21, 3)])
def test_rows_of_a_page(rows: int, pages: int) -> None:
    """Ten a page; nobody has to turn it for two or three."""
    shown = render_chat(LIST.replace(rows=tuple((f"甲{number}", 1.0, "a.txt 第1行") for number in range(rows))))
    assert len(shown.pages) == pages
    assert shown.whole


def test_what_does_not_fit_is_told() -> None:
    """More rows than there are pages, or than were fetched: not whole."""
    assert render_chat(LIST).whole
    assert not render_chat(LIST.replace(rows=LIST.rows * 200)).whole
    assert not render_chat(LIST.replace(truncated=True)).whole


@given(text=CHARACTERS)
def test_chat_shows_what_was_published(text: str) -> None:
    """Names come out of Telegram's reading as they went in."""
    answer: Answer = LIST.replace(rows=((f"甲{text}乙", 1.0, "a.txt 第1行"), ("丙", 2.0, "a.txt 第2行")))
    assert f"甲{text[:40]}" in parse(render_chat(answer).pages[0])
