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
    "今年比去年多30万以上的项目有哪些": ["校舍维修", "公园建设"],
    "比去年高25%以上的项目": ["公园建设", "校舍维修"],
    "比2023年多的项目": ["校舍维修", "公园建设", "道路养护"],
    "2024年才有的项目": ["智慧校园"],
    "2024年有2023年没有的项目": ["智慧校园"],
    "2023年有而2024年没有的项目": ["旧楼拆除"],
    "今年有去年没有的项目": ["智慧校园"],
    "2024年和2023年相比多了哪些项目": ["智慧校园"],
    "教育局比去年少了哪些项目": ["旧楼拆除"],
    "教育局各项目同比变化": ["校舍维修", "教师培训", "营养午餐"],
    "各项目2024年比2023年增加多少": ["校舍维修", "公园建设", "道路养护", "教师培训", "营养午餐"],
    "校舍维修增长了百分之几": ["校舍维修"],
    "营养午餐增幅多少": ["营养午餐"],
    "校舍维修2023年和2024年相差多少": ["校舍维修"],
    "营养午餐今年比去年多还是少": ["营养午餐"],
    "营养午餐今年多了还是少了": ["营养午餐"],
    "营养午餐比去年增加了吗": ["营养午餐"],
    "变化超过20万的项目": ["校舍维修", "公园建设"],
    "哪个项目减少最多": ["营养午餐"],
    "预算不变的项目": ["教师培训"],
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
    "教育局2024年比2023年多几个项目": 0,
    "教育局2024年项目数比2023年多几个": 0,
    "教育局2023年和2024年预算相差多少": 80,
    "住建局两年差多少": 50,
    "教育局预算今年是增加还是减少": 80,
    "教育局预算有没有增加": 80,
    "教育局预算同比": 80,
    "教育局2023年到2024年增加了多少": 80,
    "教育局预算增长了百分之几": 17.0213,
    "总预算增幅多少": 12.6214,
    "教育局2024年预算是2023年的几倍": 1.1702,
    "校舍维修两年加起来多少": 230,
    "2024年的预算里教育局占多少": 47.4138,
}
# A row a year, or the first of each year.
YEARS = {
    "教育局两年分别多少": [(2023, 470), (2024, 550)],
    "教育局这两年的预算各是多少": [(2023, 470), (2024, 550)],
    "教育局2023年和2024年的预算": [(2023, 470), (2024, 550)],
    "教育局两年有几个项目": [(2023, 4), (2024, 4)],
    "2023年和2024年教育局平均预算": [(2023, 117.5), (2024, 137.5)],
    "教育局去年和今年哪年钱多": [(2024, 550), (2023, 470)],
    "教育局2023年和2024年哪个多": [(2024, 550), (2023, 470)],
    "教育局哪年预算最高": [(2024, 550)],
    "每年预算最高的部门": [("青河市住房和城乡建设局", 2023, 560), ("青河市住房和城乡建设局", 2024, 610)],
    "2023年和2024年项目最多的部门": [("青河市教育局", 2023, 4), ("青河市教育局", 2024, 4)],
    "2023年和2024年不分年度预算最高的部门": [("青河市住房和城乡建设局", 1170)],
    "各部门两年预算": [
        ("青河市教育局", 2023, 470),
        ("青河市教育局", 2024, 550),
        ("青河市住房和城乡建设局", 2023, 560),
        ("青河市住房和城乡建设局", 2024, 610),
    ],
}
OF_PROJECTS = {
    "2023年和2024年预算最高的项目": [("道路养护", 2023, 500), ("道路养护", 2024, 520)],
    "每年哪个项目预算最高": [("道路养护", 2023, 500), ("道路养护", 2024, 520)],
    "教育局两年预算最少的项目": [("旧楼拆除", 2023, 20), ("教师培训", 2024, 50)],
    "2023年和2024年不分年度预算最高的项目": [("道路养护", 2024, 520)],
    "校舍维修两年分别多少": [("校舍维修", 2024, 130), ("校舍维修", 2023, 100)],
    "校舍维修哪年多": [("校舍维修", 2024, 130), ("校舍维修", 2023, 100)],
    "旧楼拆除是哪年的": [("旧楼拆除", 2023, 20)],
}
# Figures that hold within one year: each year is offered.
OFFERED = {
    "2023年和2024年教育局占比": [45.6311, 47.4138],
    "每年教育局占比": [45.6311, 47.4138],
    "2023年和2024年教育局和住建局相差多少": [-90, -60],
    "2023年和2024年校舍维修排第几": [3, 3],
    "2023年和2024年最高和最低的项目相差多少": [480, 470],
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
    "两年合计超过200万的项目",
    "两年都超过100万的项目",
    "2023年教育局花了多少",
    "哪年预算最高",
    "2023年和2024年哪年预算多",
    "教育局哪年预算超过500万",
    "比2024年多的项目",
    "2024年有2023年没有成本指标的项目",
    "三年预算各多少",
    "教育局满意度指标比去年多几个",
    "校舍维修2024年是2023年的几倍",
    "教育局2024年最贵的项目比2023年的多多少",
    "才有1个指标的项目",
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
        (("教育局比去年增加多少", "百分之几"), 17.0213),
        (("教育局预算", "两年一共多少"), 1020),
        (("教育局预算", "两年差多少"), 80),
        (("今年新增的项目", "一共多少钱"), 90),
    ],
)
def test_two_years_asked_one_after_the_other(service: AnswerService, turns: tuple[str, ...], figure: int) -> None:
    """What leans on the questions before says so."""
    answer = talk(service, *turns)
    assert "〔沿用上一问〕" in answer.interpretation
    assert answer.rows[0][0] == figure


@pytest.mark.parametrize(
    ("turns", "rows"),
    [
        (("教育局预算", "两年分别多少"), [(2023, 470), (2024, 550)]),
        (("教育局有几个项目", "两年各有几个"), [(2023, 4), (2024, 4)]),
        (("教育局的项目", "哪年钱多"), [(2024, 550), (2023, 470)]),
    ],
)
def test_years_are_asked_of_what_was_asked_before(
    service: AnswerService, turns: tuple[str, ...], rows: list[tuple[int, int]]
) -> None:
    """Not of all departments."""
    answer = talk(service, *turns)
    assert "〔沿用上一问〕" in answer.interpretation
    assert list(answer.rows) == rows


def test_what_was_asked_of_each_year_stays_apart(service: AnswerService) -> None:
    """哪个多, of two departments in two years: each year is offered; neither sums nor averages mix them."""
    assert talk(service, "教育局两年的预算", "那住建局呢", "哪个多").status == "ambiguous"
    assert talk(service, "今年新增的项目", "平均多少").status == "not_understood"
    assert talk(service, "今年比去年多10万以上的项目", "一共多少钱").status == "not_understood"


def test_a_year_without_the_project_is_said(service: AnswerService) -> None:
    """One row of two years asked for."""
    answer = service.answer("旧楼拆除2023年和2024年各多少")
    assert len(answer.rows) == 1
    assert "〔2024年没有〕" in answer.interpretation


@pytest.mark.parametrize("last", ["每年呢", "2022年呢"])
def test_a_comparison_of_years_does_not_move_to_others(service: AnswerService, last: str) -> None:
    """To every year, to one that is not loaded."""
    assert talk(service, "教育局2024年比2023年多多少", last).status in {"not_understood", "no_match"}


@pytest.mark.parametrize(("question", "groups"), OF_DEPARTMENTS.items())
def test_departments_change(service: AnswerService, question: str, groups: list[tuple[str, int]]) -> None:
    """By all their money, new and dropped projects too."""
    assert list(service.answer(question).rows) == groups


@pytest.mark.parametrize(("question", "rows"), YEARS.items())
def test_years_are_told_apart(service: AnswerService, question: str, rows: list[tuple[object, ...]]) -> None:
    """Several years without 一共 are a row each; the first of several departments is that of each year."""
    answer = service.answer(question)
    assert (answer.status, list(answer.rows)) == ("ok", rows), answer.interpretation


@pytest.mark.parametrize(("question", "rows"), OF_PROJECTS.items())
def test_projects_are_ranked_within_each_year(
    service: AnswerService, question: str, rows: list[tuple[object, ...]]
) -> None:
    """Not the first ones of all years at once."""
    answer = service.answer(question)
    places = [answer.columns.index(name) for name in ("项目", "年度", "总计")]
    assert [tuple(row[n] for n in places) for row in answer.rows] == rows, answer.interpretation


@pytest.mark.parametrize(("question", "figures"), OFFERED.items())
def test_what_holds_within_one_year_is_offered_for_each(
    service: AnswerService, question: str, figures: list[float]
) -> None:
    """A share, a rank, a difference of two departments; the offers work."""
    answer = service.answer(question)
    assert answer.status == "ambiguous"
    rows = [service.answer(offer).rows[0] for offer in answer.suggestions]
    assert len(rows) == len(figures)
    assert all(figure in row for figure, row in zip(figures, rows, strict=True)), rows


@pytest.mark.parametrize("question", [*ASKED, *FIGURES, *OF_DEPARTMENTS, *YEARS, *OF_PROJECTS])
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
