"""Charts: what is drawn of an answer, and that every character of it can be seen."""

import sqlite3
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.answer import Answer, AnswerService
from bot.charts.as_png import draw_png
from bot.charts.as_text import draw_text
from bot.charts.chart import Bar, Chart, Series
from bot.charts.choose import MOST_BARS, choose
from bot.charts.draw import draw
from bot.charts.fonts import find_font, open_font
from bot.charts.layout import COLOURS, MARGIN, WIDTH, lay_out, text_width
from bot.charts.shapes import Drawing, Rectangle, Text
from bot.errors import CommandError
from bot.render.width import display_width
from tests.console import ROOT, environment, run
from tests.loading import SEED, load, one_line

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

PNG = b"\x89PNG\r\n\x1a\n"
# Answers of every kind that can be drawn.
DRAWN = (
    "预算最高的十个项目",
    "全部项目的总计",
    "租赁岗位合同工经费占比",
    "各级指标数量",
    "欠薪应急周转金和车辆购置经费相差多少",
    "总预算是多少",
)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Load the bundled document."""
    path = tmp_path_factory.mktemp("charts") / "a.db"
    assert load(path, SEED).returncode == 0
    return path


@pytest.fixture(scope="module")
def service(database: Path) -> AnswerService:
    """Answer over it."""
    return AnswerService(str(database))


def on_the_page(drawing: Drawing) -> None:
    """Check that no text and no bar leaves the page."""
    for shape in drawing.shapes:
        if isinstance(shape, Text):
            wide = text_width(shape.text, shape.size)
            left = shape.x - {"start": 0, "middle": wide / 2, "end": wide}[shape.anchor]
            assert left >= 0
            assert left + wide <= WIDTH
        if isinstance(shape, Rectangle):
            assert shape.x >= MARGIN - 1
            assert shape.x + shape.width <= WIDTH - MARGIN + 1


@pytest.mark.parametrize("question", DRAWN)
def test_every_figure_stands_on_its_bar(service: AnswerService, question: str) -> None:
    """Title, unit and source above; a bar and its figure for each row; nothing leaves the page."""
    answer = service.answer(question)
    chart = choose(answer)
    drawing = lay_out(chart)
    texts = [shape for shape in drawing.shapes if isinstance(shape, Text)]
    said = "".join(text.text for text in texts)
    assert texts[0].text == question
    assert chart.figure in said
    assert "来源：" in said
    for bar in chart.series[0].bars:
        assert any(bar.text in text.text for text in texts)
        assert bar.label in said
    assert len(chart.series[0].bars) == min(len(answer.rows), MOST_BARS)
    on_the_page(drawing)


def test_bars_are_as_long_as_their_values(service: AnswerService) -> None:
    """From a common zero; 4,625.49 is 3.8 times 1,217.08."""
    drawing = lay_out(choose(service.answer("预算最高的三个项目")))
    bars = [shape for shape in drawing.shapes if isinstance(shape, Rectangle)]
    assert len({bar.x for bar in bars}) == 1
    assert bars[0].width / bars[1].width == pytest.approx(4625.49 / 1217.08)


def years(*series: tuple[str, tuple[float | None, ...]]) -> Answer:
    """An answer over three years."""
    rows = tuple(
        (name, year, value) for name, values in series for year, value in zip((2022, 2023, 2024), values, strict=True)
    )
    return Answer(
        question="历年的预算",
        status="ok",
        interpretation="历年",
        columns=("项目", "年度", "总计"),
        rows=rows,
        total_rows=len(rows),
        units=(None, None, "万元"),
    )


def test_years_stand_side_by_side() -> None:
    """A colour for each thing, the years in order, a missing year without a column, below zero downwards."""
    chart = choose(years(("甲", (20.0, None, 35.5)), ("乙", (120.0, -18.0, 90.0))))
    assert chart.kind == "years"
    assert [bar.label for bar in chart.series[0].bars] == ["2022", "2023", "2024"]
    drawing = lay_out(chart)
    columns = [shape for shape in drawing.shapes if isinstance(shape, Rectangle)][2:]  # after the legend
    assert [column.colour for column in columns] == [COLOURS[0], COLOURS[1], COLOURS[1], COLOURS[0], COLOURS[1]]
    assert columns[2].y > columns[0].y
    assert any(isinstance(shape, Text) and shape.text == "—" for shape in drawing.shapes)


def test_many_things_have_their_years_below_each_other() -> None:
    """A year and a figure for every bar; a missing year says so; more than fit are counted."""
    chart = choose(years(*((f"项目{number}", (1.0, None, 3.0)) for number in range(12))))
    assert chart.kind == "pairs"
    assert [one.name for one in chart.series] == ["2022年", "2023年", "2024年"]
    assert "12项中的前10项" in chart.note
    texts = [shape.text for shape in lay_out(chart).shapes if isinstance(shape, Text)]
    assert texts.count("2023年") == texts.count("—") == len(chart.series[0].bars) == 10
    assert " ".join(draw_text(chart, 60)).count("2023年") == 10


def test_a_change_shows_both_years_and_the_difference() -> None:
    """Up, down, new and gone: 新增 and 取消 have one bar, and nothing to subtract."""
    rows = (
        ("长" * 60, 100.0, 130.0, 30.0, 30.0),
        ("营养午餐", 300.0, 280.0, -20.0, -6.666667),
        ("智慧校园", None, 90.0, None, None),
        ("旧楼拆除", 20.0, None, None, None),
        ("冲销", -5.0, -8.0, -3.0, None),
    )
    answer = Answer(
        question="预算变化的项目",
        status="ok",
        interpretation="2023年和2024年相比",
        columns=("项目", "2023年总计", "2024年总计", "差额", "增幅"),
        rows=rows,
        total_rows=5,
        units=(None, "万元", "万元", "万元", "%"),
    )
    chart = choose(answer)
    assert (chart.kind, chart.figure) == ("pairs", "总计（万元）")
    before, after = chart.series
    assert (before.name, after.name) == ("2023年", "2024年")
    assert [bar.text for bar in before.bars] == ["100.00", "300.00", "—", "20.00", "-5.00"]
    assert [bar.text for bar in after.bars] == [
        "130.00（+30.00，+30.00%）",
        "280.00（-20.00，-6.67%）",
        "90.00",
        "—",
        "-8.00（-3.00）",
    ]
    drawing = lay_out(chart)
    on_the_page(drawing)
    assert len([shape for shape in drawing.shapes if isinstance(shape, Rectangle)]) == 8
    assert "智慧校园" in draw_text(chart, 60)


def test_a_card_is_drawn_as_the_amounts_of_its_project(service: AnswerService) -> None:
    """Not as one bar for each of its indicators; several cards are a bar each."""
    chart = choose(service.answer("欠薪应急周转金"))
    assert [(bar.label, bar.text) for bar in chart.series[0].bars] == [("总计", "300.00"), ("财政拨款", "300.00")]
    two = choose(service.answer("欠薪应急周转金和业务用房经费的预算和满意度目标"))
    assert sorted(bar.label for bar in two.series[0].bars) == ["业务用房经费", "欠薪应急周转金"]


def test_no_line_of_a_label_holds_its_last_character_alone() -> None:
    """A name a little too long for a line is halved."""
    bars = (Bar("机关事业单位工作人员招考经费", 1.0, "1.00"),)
    drawing = lay_out(Chart("bars", "问", "总计", "", "读", (Series("", bars),)))
    lines = [shape.text for shape in drawing.shapes if isinstance(shape, Text) and shape.text in bars[0].label]
    assert "".join(lines) == bars[0].label
    assert min(map(len, lines)) > 3


def test_what_is_left_out_is_said() -> None:
    """More rows than fit, more things than colours."""
    rows = tuple((f"项目{number}", year, 1.0) for number in range(8) for year in range(2020, 2025))
    many = years(("甲", (1.0, 2.0, 3.0))).replace(rows=rows, total_rows=40)
    assert (choose(many).kind, choose(many).note) == ("years", "只画了8项中的前6项")
    rows = tuple((f"项目{number}", number, 1.0) for number in range(50))
    long = many.replace(columns=("项目", "序号", "总计"), rows=rows, total_rows=50)
    chart = choose(long)
    assert "50行" in chart.note
    assert any(isinstance(shape, Text) and shape.text == chart.note for shape in lay_out(chart).shapes)


def test_what_states_no_year_is_counted() -> None:
    """It has no place among the years, and is not shown as without a value."""
    two = years(("甲", (20.0, 30.0, 35.5)), ("乙", (120.0, 18.0, 90.0)))
    chart = choose(two.replace(rows=(*two.rows, ("丙", None, 5.0))))
    assert [one.name for one in chart.series] == ["甲", "乙"]
    assert chart.note == "没有画年度未注明的1行"


def test_a_share_that_was_asked_for_is_drawn(service: AnswerService) -> None:
    """Not the amount beside it."""
    chart = choose(service.answer("占比最高的3个项目"))
    assert chart.figure == "占比（%）"
    assert next(bar.text for bar in chart.series[0].bars) == "67.77%"


def test_project_and_department_stand_on_lines_of_their_own() -> None:
    """Where one line does not hold both."""
    bars = (Bar("公交运营补贴·芦洲市交通运输局", 1.0, "1.00"),)
    drawing = lay_out(Chart("bars", "问", "总计", "", "读", (Series("", bars),)))
    lines = [shape.text for shape in drawing.shapes if isinstance(shape, Text)]
    assert {"公交运营补贴", "芦洲市交通运输局"} <= set(lines)


def test_what_has_no_figure_is_not_drawn(service: AnswerService, database: Path, tmp_path: Path) -> None:
    """One line, also on the command line; the answer itself is written."""
    with pytest.raises(CommandError, match="没有可以画图的数"):
        choose(service.answer("欠薪应急周转金的绩效目标"))
    done = run("ask", "--db", database, "--chart", tmp_path / "a.svg", "欠薪应急周转金的绩效目标")
    one_line(done, 1, "没有可以画图的数")
    assert "绩效目标" in done.stdout


@pytest.mark.parametrize("form", ["png", "svg"])
def test_a_chart_beside_an_answer(database: Path, tmp_path: Path, form: str) -> None:
    """The file is there, the answer on standard output is as ever."""
    path = tmp_path / f"图.{form}"
    done = run("ask", "--db", database, "--chart", path, DRAWN[0])
    assert done.returncode == 0
    assert "4,625.49" in done.stdout
    assert "已画图" in done.stderr
    assert path.read_bytes().startswith(PNG if form == "png" else b"<svg")


def test_svg_is_xml_and_holds_the_figures(service: AnswerService) -> None:
    """Well formed, whatever the question holds; text stays text."""
    answer = service.answer(DRAWN[0]).replace(question='<b>&"\x00预算')
    root = ET.fromstring(draw(answer, "svg"))  # noqa: S314 - our own
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert texts[0] == '<b>&" 预算'
    assert "4,625.49" in texts


def _missing_glyphs(text: str, font: "FreeTypeFont") -> list[str]:
    """The characters that the font would show as an empty box."""
    box = bytes(font.getmask("\U0010ffff"))
    return [one for one in dict.fromkeys(text) if not one.isspace() and bytes(font.getmask(one)) == box]


def test_no_glyph_is_missing(database: Path) -> None:
    """Every character of the sample, of the figures and of our own words can be seen; an unknown one is noticed."""
    font = find_font()
    assert font is not None
    opened = open_font(font, 24)
    with sqlite3.connect(database) as connection:
        rows = [
            *connection.execute("SELECT 部门, 项目, 绩效目标, 来源 FROM 项目"),
            *connection.execute("SELECT 指标, 年度指标值, 实施周期指标值, 一级指标, 二级指标 FROM 指标"),
        ]
    text = "".join(cell for row in rows for cell in row if cell) + "0123456789,.-—%（）·〔〕：；、…×≥≤±"
    ours = "".join(path.read_text("utf-8") for path in (ROOT / "querylang").glob("*.py"))
    text += "".join(one for one in ours if "\u4e00" <= one <= "\u9fff")
    assert _missing_glyphs(text, opened) == []
    assert _missing_glyphs("预\U000e0fff", opened) == ["\U000e0fff"]


def test_the_picture_is_not_empty() -> None:
    """White, ink, and the colour of the bars."""
    from io import BytesIO

    from PIL import Image

    font = find_font()
    assert font is not None
    chart = Chart("bars", "题", "总计（万元）", "a", "读法", (Series("", (Bar("甲", 5.0, "5.00"),)),))
    image = Image.open(BytesIO(draw_png(lay_out(chart), font))).convert("RGB")
    assert image.width == WIDTH
    colours = image.getcolors(1 << 16)
    assert colours is not None
    found = {colour for _, colour in colours}
    assert {(255, 255, 255), (0, 0x72, 0xB2)} <= found


def test_a_font_that_cannot_be_read(database: Path, tmp_path: Path) -> None:
    """The setting is named in one line."""
    environ = environment(JIXIAO_FONT=str(SEED))
    done = run("ask", "--db", database, "--chart", tmp_path / "a.png", DRAWN[0], env=environ)
    one_line(done, 2, "JIXIAO_FONT")


@pytest.mark.parametrize("width", [40, 60, 160])
@pytest.mark.parametrize("question", DRAWN)
def test_bars_of_blocks_fit_the_terminal(service: AnswerService, question: str, width: int) -> None:
    """No line is wider; the longest bar is that of the largest figure."""
    lines = draw_text(choose(service.answer(question)), width)
    assert max(map(display_width, lines)) <= width
    assert any("█" in line for line in lines)
