"""Questions that compare two years, over two departments and two years."""

from collections.abc import Iterator

import pytest

from bot.answer import Answer, AnswerService
from tests.loading import item, load, row, write_document

BUREAUS = {
    "青河市教育局": {
        2023: {"校舍维修": 100, "教师培训": 50, "营养午餐": 300, "旧楼拆除": 20},
        2024: {"校舍维修": 130, "教师培训": 50, "营养午餐": 280, "智慧校园": 90},
    },
    "青河市住房和城乡建设局": {2023: {"道路养护": 500, "公园建设": 60}, 2024: {"道路养护": 520, "公园建设": 90}},
}
INDICATOR = item(1, "次数", "5次")

ASKED = {
    "2023年和2024年相比哪些项目增加了": ["校舍维修", "公园建设", "道路养护"],
    "增加最多的2个": ["校舍维修", "公园建设"],
    "增幅最大的项目": ["公园建设"],
    "比上年增加超过10%的项目": ["公园建设", "校舍维修"],
    "比上年增加20万以上的项目": ["校舍维修", "公园建设", "道路养护"],
    "减少超过5%的项目": ["营养午餐"],
    "今年新增的项目": ["智慧校园"],
    "去年有今年没有的项目": ["旧楼拆除"],
    "没有变化的项目": ["教师培训"],
    "住建局比上年增加的项目": ["公园建设", "道路养护"],
    "2024年比2023年增加的项目": ["校舍维修", "公园建设", "道路养护"],
    "2024年比2023年多的项目": ["校舍维修", "公园建设", "道路养护"],
    "变化最大的项目": ["校舍维修", "公园建设"],
    "新增项目里预算最高的": ["智慧校园"],
    "教育局的校舍维修比上年增加多少": ["校舍维修"],
    "教育局的营养午餐比上年增加多少": ["营养午餐"],
    "预算超过100万的增加的项目": ["校舍维修", "道路养护"],
    "两年都有的项目": ["校舍维修", "公园建设", "道路养护", "教师培训", "营养午餐"],
}
FIGURES = {
    "新增项目合计多少": 90,
    "教育局取消的项目一共多少钱": 20,
    "增加的项目一共增加多少": 80,
    "减少的项目合计减少多少": -20,
    "总预算比上年增加多少": 130,
    "教育局2024年比2023年多多少": 80,
    "项目数比上年增加多少": 0,
    "比上年增加超过10%的项目有几个": 2,
}
OF_DEPARTMENTS = {
    "各部门比上年增加多少": [("青河市教育局", 80), ("青河市住房和城乡建设局", 50)],
    "哪个部门增加最多": [("青河市教育局", 80)],
    "各部门新增项目有几个": [("青河市教育局", 1)],
}
REFUSED = (
    "比上年增加的指标",
    "2021年和2024年相比增加的项目",
    "平均增加的项目",
    "增加和减少的项目",
    "教育局增加的女性项目",
    "增加的项目合计多少",
    "预算增加的部门",
    "2023年比2024年增加的项目",
    "增加的项目的满意度指标",
    "增加的项目的中位数",
    "增加的项目有没有",
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnswerService]:
    """Answers over two departments in two years."""
    folder = tmp_path_factory.mktemp("years")
    documents = [
        write_document(
            folder / f"{department}{year}.txt",
            [row(name, str(total), INDICATOR) for name, total in projects.items()],
            year=year,
            department=department,
        )
        for department, years in BUREAUS.items()
        for year, projects in years.items()
    ]
    assert load(folder / "years.db", *documents).returncode == 0
    answers = AnswerService(str(folder / "years.db"))
    yield answers
    answers.close()


def _projects(answer: Answer) -> list[object]:
    return [row[answer.columns.index("项目")] for row in answer.rows]


def talk(service: AnswerService, *turns: str) -> Answer:
    """The last answer of a conversation."""
    answer = service.answer(turns[0])
    for turn in turns[1:]:
        answer = service.answer(turn, answer.context)
    return answer


@pytest.mark.parametrize("question", ASKED)
def test_changes_of_projects_are_listed(service: AnswerService, question: str) -> None:
    """Equal names of one department are compared; percentages are of the earlier year."""
    answer = service.answer(question)
    assert answer.status == "ok", answer.interpretation
    assert _projects(answer) == ASKED[question]


@pytest.mark.parametrize("question", ASKED)
def test_the_reading_asked_again_gives_the_same_rows(service: AnswerService, question: str) -> None:
    """The two years and the figure stand in the sentence."""
    answer = service.answer(question)
    again = service.answer(answer.interpretation)
    assert (again.status, again.rows) == ("ok", answer.rows)


def test_the_change_of_a_department_is_one_figure(service: AnswerService) -> None:
    """教育局: 550 after 470."""
    answer = service.answer("教育局比上年增加了多少")
    assert (answer.status, answer.rows) == ("ok", ((80.0,),))


def test_new_projects_are_counted(service: AnswerService) -> None:
    """A renamed project would count as new: names alone decide."""
    answer = service.answer("教育局今年新增了几个项目")
    assert (answer.status, answer.rows) == ("ok", ((1,),))


@pytest.mark.parametrize("question", REFUSED)
def test_what_cannot_be_compared_is_refused(service: AnswerService, question: str) -> None:
    """A year that is not loaded, indicators, two directions at once."""
    assert service.answer(question).status != "ok"


@pytest.mark.parametrize(("question", "figure"), FIGURES.items())
def test_changes_are_added_up_and_counted(service: AnswerService, question: str, figure: int) -> None:
    """One figure, not a list of what it is made of."""
    answer = service.answer(question)
    assert [list(row) for row in answer.rows] == [[figure]], answer.interpretation


@pytest.mark.parametrize(
    ("turns", "figure"),
    [
        (("教育局2024年总预算", "2023年呢", "两个差多少"), 80),
        (("教育局2024年总预算", "2023年呢", "一共多少"), 1020),
        (("教育局2024年有几个项目", "2023年呢", "一共多少"), 8),
        (("教育局2024年比2023年多多少", "住建局呢"), 50),
    ],
)
def test_two_years_asked_one_after_the_other(service: AnswerService, turns: tuple[str, ...], figure: int) -> None:
    """What leans on the questions before says so."""
    answer = talk(service, *turns)
    assert "〔沿用上一问〕" in answer.interpretation
    assert answer.rows[0][0] == figure


@pytest.mark.parametrize("last", ["每年呢", "2022年呢"])
def test_a_comparison_of_years_does_not_move_to_others(service: AnswerService, last: str) -> None:
    """To every year, to one that is not loaded."""
    assert talk(service, "教育局2024年比2023年多多少", last).status in {"not_understood", "no_match"}


@pytest.mark.parametrize(("question", "groups"), OF_DEPARTMENTS.items())
def test_departments_change(service: AnswerService, question: str, groups: list[tuple[str, int]]) -> None:
    """By all their money, new and dropped projects too."""
    assert list(service.answer(question).rows) == groups


@pytest.mark.parametrize("question", [*ASKED, *FIGURES, *OF_DEPARTMENTS])
def test_readings_of_changes_are_asked_again(service: AnswerService, question: str) -> None:
    """The sentence gives the same query."""
    answer = service.answer(question)
    assert service.read(answer.interpretation).query == service.read(question).query


@pytest.mark.parametrize(
    "question",
    [
        "2024年预算最高的项目去年是多少",
        "去年超过100万的项目今年多少",
        "2024年没有时效指标的项目2023年有吗",
        "2023年教育局和2024年住建局预算合计",
        "2023年教育局预算多少，2024年教育局预算多少",
        "2023年和2024年都超过100万的项目",
        "2023年和2024年都有的项目",
    ],
)
def test_what_is_said_of_one_year_is_not_taken_for_both(service: AnswerService, question: str) -> None:
    """Conditions and departments of one year each, and what has to hold in both, make no single query."""
    assert service.answer(question).status == "not_understood"


@pytest.mark.parametrize(
    ("turns", "figure"),
    [
        (("教育局去年的预算", "今年比去年多多少"), 80),
        (("住建局的项目", "它们比去年增加了多少"), 50),
    ],
)
def test_a_comparison_of_years_is_of_what_was_asked_before(
    service: AnswerService, turns: tuple[str, ...], figure: int
) -> None:
    """Of the departments of the question before, not of all."""
    answer = talk(service, *turns)
    assert "〔沿用上一问〕" in answer.interpretation
    assert answer.rows[0][0] == figure


def test_a_comparison_of_years_is_of_the_project_asked_before(service: AnswerService) -> None:
    """比去年增加多少, after one project."""
    for last in ("比去年增加多少", "同比呢"):
        answer = talk(service, "营养午餐多少钱", last)
        assert [row[0] for row in answer.rows] == ["营养午餐"]
    assert [row[0] for row in talk(service, "住建局最贵的项目", "比去年增加了多少").rows] == ["道路养护"]


def test_a_condition_of_before_is_not_dropped_where_years_are_compared(service: AnswerService) -> None:
    """Refused, as are rows of every year; a question that says of what stands alone, and says so."""
    assert talk(service, "超过100万的项目", "比去年增加了多少").status == "not_understood"
    assert talk(service, "住建局的项目", "今年新增了哪些").status == "no_match"
    answer = talk(service, "住建局的项目", "今年新增的项目")
    assert [row[0] for row in answer.rows] == ["智慧校园"]
    assert "〔没有沿用上一问〕" in answer.interpretation
