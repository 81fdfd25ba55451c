"""Questions of self-evaluations (自评表), beside budget tables of the same department."""

from collections.abc import Iterator

import pytest

from bot.answer import AnswerService
from tests.console import run
from tests.loading import item, row, write_document

HEAD = "项目名称,年初预算数,全年执行数,执行率,自评总分,一级指标,二级指标,三级指标,年度指标值,实际完成值,得分\n"
ROWS = (
    "河道清淤,100,99,99%,98,产出指标,数量指标,清淤长度,≥12公里,12.5公里,50\n"
    ",,,,,满意度指标,服务对象满意度,居民满意度,≥90%,88%,8\n"
    "水质监测,50,35,70%,85.5,产出指标,质量指标,数据有效率,100%,100%,50\n"
    ",,,,,效益指标,社会效益,水质,持续改善,良好,20\n"
    "泵站检修,20,,,,产出指标,时效指标,完工时间,年底前,未完成,5\n"
)
PROJECTS = {
    "得分低于90的项目": ["水质监测"],
    "得分不低于90分的项目": ["河道清淤"],
    "得分最低的项目": ["水质监测"],
    "执行率最低的项目": ["水质监测"],
    "执行率最高的2个项目": ["河道清淤", "水质监测"],
    "执行率低于80%的": ["水质监测"],
    "执行率在60%到80%之间的项目": ["水质监测"],
    "执行数超过50万的项目": ["河道清淤"],
    "有未完成的指标的项目": ["河道清淤", "泵站检修"],
    "自评表里预算超过30万的项目": ["河道清淤", "水质监测"],
    "执行率低于80%或得分高于95的项目": ["河道清淤", "水质监测"],
    "按执行率从低到高列出项目": ["水质监测", "河道清淤", "泵站检修"],
}
INDICATORS = {
    "未完成的指标": ["居民满意度", "完工时间"],
    "没有完成的指标有哪些": ["居民满意度", "完工时间"],
    "完成了的指标": ["清淤长度", "数据有效率"],
    "未完成的满意度指标": ["居民满意度"],
    "得分最低的指标": ["完工时间"],
    "得分低于10分的指标": ["居民满意度", "完工时间"],
    "满意度指标得分低于9的": ["居民满意度"],
    "实际完成值低于90%的指标": ["居民满意度"],
    "河道清淤的实际完成值": ["清淤长度", "居民满意度"],
    "水质监测的质量指标得分": ["数据有效率"],
}
FIGURES = {
    "未完成的指标有几个": 2,
    "平均得分": 91.75,
    "指标的平均得分": 26.6,
    "平均执行率": 84.5,
    "执行数合计": 134,
    "执行率低于80%的项目有几个": 1,
    "自评表有几个项目": 3,
    "水务局有几个项目": 2,
}
FIELDS = {
    "河道清淤得分多少": ("自评得分", 98),
    "河道清淤的执行率": ("执行率", 99),
    "水质监测的执行数": ("执行数", 35),
    "泵站检修的执行率是多少": ("执行率", None),
}
REFUSED = (
    "2024年未完成的指标",
    "教育局的执行率",
    "执行率合计",
    "完成了的项目",
    "得分率低于80%的项目",
    "部门整体支出",
    "自评表和预算目标表相差多少",
    "偏差最大的指标",
    "执行率超过100万的项目",
    "各季度的执行率",
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnswerService]:
    """Answer over the self-evaluation of one year and the budget of the next."""
    folder = tmp_path_factory.mktemp("evaluations")
    head = "2023年度项目支出绩效自评表\n填报单位：青岚市水务局,,金额单位：万元\n"
    (folder / "evaluation.csv").write_text(head + HEAD + ROWS, encoding="utf-8")
    budget = write_document(
        folder / "budget.txt",
        [row("河道清淤", "120.00", item(1, "长度", "12公里")), row("供水", "30.00", item(1, "次数", "5次"))],
        department="青岚市水务局",
    )
    database = folder / "a.db"
    assert run("load", folder / "evaluation.csv", budget, "--db", database).returncode == 0
    answers = AnswerService(str(database))
    yield answers
    answers.close()


def column(service: AnswerService, question: str, name: str) -> list[object]:
    """One column of an answer."""
    answer = service.answer(question)
    assert answer.status == "ok", answer.interpretation
    return [cells[answer.columns.index(name)] for cells in answer.rows]


@pytest.mark.parametrize(("question", "projects"), PROJECTS.items())
def test_projects_by_their_figures(service: AnswerService, question: str, projects: list[str]) -> None:
    """A project without the figure is in none of them."""
    assert column(service, question, "项目") == projects or question.startswith(("有", "执行率低于80%或"))
    assert set(column(service, question, "项目")) == set(projects)


@pytest.mark.parametrize(("question", "indicators"), INDICATORS.items())
def test_indicators_by_what_became_of_them(service: AnswerService, question: str, indicators: list[str]) -> None:
    """Quantities are compared, words of completion read; 良好 against 持续改善 is not judged."""
    assert set(column(service, question, "指标")) == set(indicators)


@pytest.mark.parametrize(("question", "figure"), FIGURES.items())
def test_figures(service: AnswerService, question: str, figure: float) -> None:
    """Over the projects or indicators that state one; budget questions stay with the budget."""
    assert service.answer(question).rows[0][0] == figure


@pytest.mark.parametrize(("question", "field"), FIELDS.items())
def test_fields_of_a_project(service: AnswerService, question: str, field: tuple[str, float | None]) -> None:
    """An empty cell is no figure."""
    assert column(service, question, field[0]) == [field[1]]


@pytest.mark.parametrize("question", REFUSED)
def test_what_they_do_not_hold_gets_no_data(service: AnswerService, question: str) -> None:
    """Another year, another department, sums of rates, projects that are “completed”."""
    answer = service.answer(question)
    assert answer.status != "ok", answer.interpretation


@pytest.mark.parametrize("question", [*PROJECTS, *INDICATORS, *FIGURES, *FIELDS])
def test_the_reading_names_the_document_and_is_read_again(service: AnswerService, question: str) -> None:
    """自评表里 … 〔范围：…2023年自评表〕, or the budget table of 2024."""
    said = service.answer(question).interpretation
    assert ("2023年自评表" in said) != ("青岚市水务局2024年〕" in said)
    assert service.read(said).query == service.read(question).query


def test_what_was_not_judged_is_counted(service: AnswerService) -> None:
    """Left out, and said."""
    assert "另有1条指标的实际完成值没法与目标值比较，未计入" in service.answer("未完成的指标").interpretation
    assert "另有1个项目没有写明执行率，未参与比较" in service.answer("执行率低于80%的项目").interpretation
    assert "另有1个项目没有写明自评得分，未参与比较" in service.answer("得分最低的项目").interpretation


def test_a_project_that_only_another_table_has_is_answered_from_there(service: AnswerService) -> None:
    """And the reading says so."""
    answer = service.answer("泵站检修多少钱")
    assert answer.rows[0][answer.columns.index("总计")] == 20
    assert "自评表里「泵站检修」" in answer.interpretation


def test_a_follow_up_stays_with_the_kind_of_table(service: AnswerService) -> None:
    """去年 is counted from the self-evaluations loaded."""
    before = service.answer("未完成的指标")
    assert service.answer("有几个", before.context).rows == ((2,),)
    assert "2022" in service.answer("去年呢", before.context).interpretation
