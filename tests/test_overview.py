"""The overview (概览): its figures are those of the questions it stands for, in every form."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.answer import Answer, AnswerService
from bot.export import render
from bot.render.about import About
from bot.render.as_chat import render_chat
from bot.render.as_text import render_text
from bot.render.overview import sections
from querylang.context import Context
from tests.console import run
from tests.loading import SEED, item, load, one_line, row, write_document
from tests.telegram_html import parse

EDUCATION, HOUSING = "青河市教育局", "青河市住房和城乡建设局"


def satisfied(value: str) -> str:
    """Two indicators, the second one of satisfaction."""
    served = f"2、3-满意度指标,31-服务对象满意度,家长满意度；实施周期指标值：{value},年度指标值：{value}；"
    return item(1, "次数", "5次") + served


PROJECTS: dict[tuple[str, int], list[str]] = {
    (EDUCATION, 2023): [row("校舍维修", "100.00", satisfied("95%")), row("旧楼拆除", "20.00"), row("午餐", "300.00")],
    (EDUCATION, 2024): [
        row("校舍维修", "130.00", satisfied("75%")),
        row("午餐<&>", "280.00", satisfied("≥90%")),
        row("午餐", "290.10", satisfied("合规")),
    ],
    (HOUSING, 2023): [row("道路养护", "500.00", satisfied("90%"))],
    (HOUSING, 2024): [row("道路养护", "520.00", satisfied("100%"))],
}


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two departments in two years."""
    folder = tmp_path_factory.mktemp("overview")
    for (department, year), rows in PROJECTS.items():
        document = write_document(folder / f"{department}{year}.txt", rows, year=year, department=department)
        assert load(folder / "a.db", document).returncode == 0
    return folder / "a.db"


@pytest.fixture(scope="module")
def service(database: Path) -> Iterator[AnswerService]:
    """Answers over them."""
    answers = AnswerService(str(database))
    yield answers
    answers.close()


def line(answer: Answer, part: str, name: str) -> dict[str, object]:
    """The cells of one line that are filled, apart from its names."""
    (found,) = [one for one in sections(answer)[part] if one.name == name]
    return {key: cell for key, cell in found.cells.items() if cell is not None and key not in {"部分", "名称"}}


def figure(service: AnswerService, question: str) -> object:
    """The one figure that answers a question."""
    answer = service.answer(question)
    assert answer.status == "ok", answer
    return answer.rows[0][0]


@pytest.mark.parametrize("scope", ["教育局", "住建局", "", "2023年", "教育局2023年", "青河市"])
def test_figures_are_those_of_single_questions(service: AnswerService, scope: str) -> None:
    """Asked one by one they are the same."""
    answer = service.answer(f"{scope}概览")
    assert answer.status == "ok", answer
    total = line(answer, "总计", "各项目合计")
    assert total["金额"] == figure(service, f"{scope}总预算是多少")
    assert total["数量"] == figure(service, f"{scope}有多少个项目")
    assert line(answer, "总计", "指标")["数量"] == figure(service, f"{scope}一共有多少条指标")
    largest = service.answer(f"{scope}预算最高的5个项目")
    names, money = (largest.columns.index(name) for name in ("项目", "总计"))
    assert [(one.name, one.cells["金额"]) for one in sections(answer)["金额最大的项目"]] == [
        (row[names], row[money]) for row in largest.rows
    ]
    if "2023" not in scope:
        low = line(answer, "指标目标", "满意度目标低于80%")["数量"]
        assert low == figure(service, f"{scope}满意度目标低于80%的指标有几个")


def test_the_year_before_stands_only_where_it_is_loaded(service: AnswerService) -> None:
    """Sums, counts, what is new and gone, the largest changes."""
    answer = service.answer("教育局概览")
    assert line(answer, "与上年相比", "总计") == {
        "金额": 700.1,
        "上年": 420.0,
        "差额": 280.1,
        "增幅": 66.6905,
    }
    assert line(answer, "与上年相比", "项目数") == {"数量": 3, "说明": "上年3个"}
    assert line(answer, "与上年相比", "新增的项目") == {"数量": 1, "金额": 280.0}
    assert line(answer, "与上年相比", "取消的项目") == {"数量": 1, "上年": 20.0}
    assert [one.name for one in sections(answer)["增加最多"]] == ["校舍维修"]
    assert [one.cells["差额"] for one in sections(answer)["减少最多"]] == [-9.9]
    assert len(answer.sources) == 2
    assert "与上年相比" not in sections(service.answer("教育局2023年概览"))


def test_targets_and_issues(service: AnswerService) -> None:
    """What stands out, and what the checks found."""
    answer = service.answer("教育局概览")
    assert line(answer, "指标目标", "满意度目标低于80%") == {"数量": 1, "说明": "共2个写明百分数的满意度目标"}
    assert line(answer, "指标目标", "最低的满意度目标") == {"说明": "75%：家长满意度（校舍维修）"}
    assert line(answer, "核对", "警告")["数量"] == 1
    assert [one.name for one in sections(answer)["核对"]][2] == "满意度目标偏低"


def test_a_printed_total_that_differs_is_shown(tmp_path: Path) -> None:
    """The seed prints 6825.71; it has no year, so there is nothing to compare with."""
    database = tmp_path / "a.db"
    load(database, SEED)
    answer = AnswerService(str(database)).answer("概览")
    assert line(answer, "总计", "各项目合计") == {"金额": 6825.7, "数量": 22, "说明": "年度未注明"}
    assert line(answer, "总计", "文件印的合计") == {"金额": 6825.71, "差额": 0.01}
    assert line(answer, "总计", "指标") == {"数量": 149}
    assert "与上年相比" not in sections(answer)


def test_the_statement_runs_as_printed(service: AnswerService, database: Path) -> None:
    """Any client gives the rows of the answer."""
    import sqlite3

    answer = service.answer("概览")
    assert answer.sql is not None
    with sqlite3.connect(database) as connection:
        assert connection.execute(answer.sql).fetchall() == list(answer.rows)
    assert len({len(answer.columns), len(answer.units), len(answer.rows[0])}) == 1


@pytest.mark.parametrize(
    "question",
    [
        "教育局超过100万的概览",
        "校舍维修概览",
        "2023年和2024年概览",
        "历年概览",
        "教育局满意度指标概览",
        "教育局概览前三名",
        "财政局概览",
        "2019年概览",
        "教育局财政拨款概览",
    ],
)
def test_what_no_overview_can_hold_is_refused(service: AnswerService, question: str) -> None:
    """Nothing said is dropped."""
    assert service.answer(question).status != "ok"


@pytest.mark.parametrize(
    "question", ["教育局概况", "教育局2024年的总体情况", "看一下教育局的预算概览", "教育局项目总览"]
)
def test_other_words_for_it(service: AnswerService, question: str) -> None:
    """They are read as the same, and the reading asked again gives it, too."""
    answer = service.answer(question)
    assert answer.rows == service.answer("教育局概览").rows
    assert service.answer(answer.interpretation.partition("〔")[0]).rows == answer.rows


def test_follow_ups_change_year_and_department(service: AnswerService) -> None:
    """那2023年呢, 换成住建局; another question is about the same documents."""
    context: Context | None = None
    for question, reading in (
        ("教育局概览", "青河市教育局的概览"),
        ("那2023年呢", "2023年青河市教育局的概览"),
        ("换成住建局", "2023年青河市住房和城乡建设局的概览"),
    ):
        answer = service.answer(question, context)
        assert answer.status == "ok"
        assert answer.interpretation.startswith(reading), answer.interpretation
        context = answer.context
    assert service.answer("它们一共多少钱", context).rows[0][0] == 500.0


def test_departments_out_of_sight_are_not_in_it(database: Path) -> None:
    """Sums, changes and issues of the departments that may be seen alone."""
    restricted = AnswerService(str(database), frozenset({HOUSING}))
    answer = restricted.answer("概览")
    assert line(answer, "总计", "各项目合计")["金额"] == 520.0
    assert line(answer, "与上年相比", "总计")["上年"] == 500.0
    shown = render_text(answer) + str(answer.rows)
    assert "教育" not in shown
    assert "午餐" not in shown
    assert restricted.answer("教育局概览").status != "ok"


def test_the_page_needs_nothing_else_and_escapes(service: AnswerService) -> None:
    """Names of projects are text, there is no address of anything to load."""
    page = render(service.answer("教育局概览"), "html", About("2024-03-01", False)).decode()
    assert "<h1>青河市教育局概览</h1>" in page
    assert "午餐&lt;&amp;&gt;" in page
    assert "午餐<&>" not in page
    assert "http" not in page
    assert "src=" not in page
    assert "@media print" in page
    assert 'name="viewport"' in page
    for said in ("700.10", "+280.10", "+66.69%", "2024-03-01", "75%：家长满意度（校舍维修）"):
        assert said in page


def test_the_card_for_a_phone_is_short(service: AnswerService) -> None:
    """One message, balanced, with the figures that matter."""
    reply = render_chat(service.answer("概览"), "2024-03-01")
    assert len(reply.pages) == 1
    assert parse(reply.pages[0])
    for said in ("1,220.10 万元", "比上年 <b>+300.10 万元</b>", "新增 1个，取消 1个", "午餐&lt;&amp;&gt;"):
        assert said in reply.pages[0]


def test_the_command(database: Path, tmp_path: Path) -> None:
    """As text, as JSON, as a page."""
    shown = run("overview", "教育局", "--db", database)
    assert shown.returncode == 0
    assert "▎资金来源" in shown.stdout
    assert run("overview", "教育局", "2023年", "--json", "--db", database).stdout.startswith(
        '{"question": "教育局2023年概览"'
    )
    page = tmp_path / "概览.html"
    assert run("overview", "-o", page, "--db", database).returncode == 0
    assert "<h1>全部部门概览</h1>" in page.read_text("utf-8")
    one_line(run("overview", "教育局", "--jsn", "--db", database), 2, "是不是 --json")
