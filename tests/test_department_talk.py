"""Talk about departments: shares, lists and what is left out, leaning on the question before."""

from collections.abc import Iterator

import pytest

from bot.answer import Answer, AnswerService
from tests.console import run
from tests.loading import item, row, write_document

INDICATORS = item(1, "次数", "5次")


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnswerService]:
    """Answer over three departments, two of them of one year."""
    folder = tmp_path_factory.mktemp("departments")
    tables = (
        ("青岚市文化局", 2024, [row("展览", "60.00", INDICATORS), row("图书", "15.00", INDICATORS)]),
        ("青岚市水务局", 2024, [row("清淤", "45.00", INDICATORS)]),
        ("青岚市体育局", 2023, [row("健身", "80.00", INDICATORS)]),
    )
    paths = [
        write_document(folder / f"{n}.txt", rows, year=year, department=department)
        for n, (department, year, rows) in enumerate(tables)
    ]
    database = folder / "a.db"
    assert run("load", *paths, "--db", database).returncode == 0
    answers = AnswerService(str(database))
    yield answers
    answers.close()


def talk(service: AnswerService, *turns: str) -> Answer:
    """The last answer of a conversation."""
    answer = service.answer(turns[0])
    for turn in turns[1:]:
        answer = service.answer(turn, answer.context)
    return answer


def test_a_share_is_of_the_department_asked_before(service: AnswerService) -> None:
    """占全部的百分之几: of everything, not of the department itself."""
    assert talk(service, "文化局预算多少", "占全部的百分之几").rows == ((37.5,),)


def test_a_share_behind_a_count_is_not_of_money(service: AnswerService) -> None:
    """A count was asked before, so that a share of money is not what is meant."""
    assert talk(service, "文化局有多少项目", "占全部的百分之几").status == "not_understood"


def test_departments_that_were_listed_are_asked_each(service: AnswerService) -> None:
    """它们的预算各是多少: of the departments of that year."""
    answer = talk(service, "2024年有哪些部门", "它们的预算各是多少")
    assert {cells[0]: cells[-1] for cells in answer.rows} == {"青岚市文化局": 75, "青岚市水务局": 45}


def test_a_department_is_left_out_of_the_last_list(service: AnswerService) -> None:
    """不要体育局的: the list before, without it; by itself it asks nothing."""
    answer = talk(service, "50万以上的项目", "不要体育局的")
    assert [cells[0] for cells in answer.rows] == ["展览"]
    assert service.answer("不要体育局的").status == "not_understood"


@pytest.mark.parametrize(
    ("turns", "rows"),
    [
        (("文化局和水务局一共多少", "去掉水务局"), [(75, None)]),
        (("文化局和水务局哪个多", "不要文化局的"), [("青岚市水务局", 45)]),
        (("文化局、水务局和体育局超过50万的项目", "去掉文化局"), [("健身", "青岚市体育局", 80, "2.txt 第5行")]),
        (("各部门的预算", "除了文化局"), [("青岚市水务局", 45), ("青岚市体育局", 80)]),
    ],
)
def test_a_department_is_left_out_of_those_that_were_said(
    service: AnswerService, turns: tuple[str, ...], rows: list[tuple[object, ...]]
) -> None:
    """去掉水务局, after 文化局和水务局: the other one; where none is left, or both were compared, it is refused."""
    answer = talk(service, *turns)
    assert [tuple(cells) for cells in answer.rows] == rows


def test_nothing_is_left_where_the_only_department_is_left_out(service: AnswerService) -> None:
    """去掉文化局, after 文化局的预算; and of a difference of two, one cannot go."""
    assert talk(service, "文化局的预算", "去掉文化局").status == "no_match"
    assert talk(service, "文化局和水务局预算差多少", "去掉水务局").status == "not_understood"


def test_one_figure_is_not_put_in_order(service: AnswerService) -> None:
    """从高到低, after a difference: there are no rows of which it could be said."""
    assert talk(service, "文化局和水务局预算差多少", "从高到低").status == "not_understood"


POINTED: dict[tuple[str, ...], list[tuple[object, ...]]] = {
    ("各部门总预算", "最少的是哪个", "它最贵的项目"): [("清淤", 45)],
    ("各部门项目数", "哪个最多", "它的总预算"): [(75,)],
    ("预算最高的部门", "它有哪些项目"): [("健身", 80)],
    ("各部门总预算从高到低", "第二个有哪些项目"): [("展览", 60), ("图书", 15)],
    ("各部门总预算", "从低到高排", "前两个"): [("青岚市水务局", 45), ("青岚市文化局", 75)],
    ("部门预算前两名", "一共多少"): [(155,)],
    ("部门预算前两名", "这几个部门一共多少"): [(155,)],
    ("部门预算前两名", "差多少"): [(5,)],
    ("各部门项目数", "一共多少个"): [(4,)],
    ("文化局有几个项目", "水务局呢", "一共多少"): [(3,)],
    ("文化局有几个项目", "水务局呢", "一共多少钱"): [(120,)],
    ("文化局总预算", "那水务局呢", "两个差多少"): [(30,)],
    ("文化局的项目有几个", "水务局呢", "哪个多"): [("青岚市文化局", 2), ("青岚市水务局", 1)],
    ("文化局总预算", "它和水务局差多少"): [(30,)],
    ("展览是哪个部门的", "这个部门的总预算"): [(75,)],
    ("2024年有哪些部门", "第二个的总预算"): [(45,)],
    ("2024年各部门总预算", "哪个最多", "它有几个项目"): [(2,)],
    ("文化局总预算", "那水务局呢", "一共多少"): [(120,)],
    ("文化局总预算", "那水务局呢", "一共多少", "两个差多少"): [(30,)],
    ("文化局的项目有几个", "水务局呢", "一共多少个"): [(3,)],
    ("预算最高的部门", "最低的呢", "两个差多少"): [(35,)],
    ("预算最高的部门", "第二呢", "差多少"): [(5,)],
    ("展览是哪个部门的", "它一共有多少项目", "总预算呢"): [(75,)],
    ("预算超过50万的部门", "各有几个项目"): [("青岚市文化局", 2), ("青岚市体育局", 1)],
    ("2024年有哪些部门", "各有几个项目"): [("青岚市文化局", 2), ("青岚市水务局", 1)],
    ("2024年有哪些部门", "预算一共多少"): [(120,)],
    ("各部门总预算从高到低", "第二个有哪些项目", "第三个呢"): [("清淤", 45)],
    ("预算最高的部门", "第二呢"): [("青岚市文化局", 75)],
    ("展览多少钱", "占文化局的多少"): [(80,)],
    ("50万以上的项目", "其中2024年的有几个"): [(1,)],
    ("文化局总预算", "50万以上的项目", "两个差多少"): [(20,)],
    ("50万以上的项目", "分别是哪些部门的"): [("健身", "青岚市体育局"), ("展览", "青岚市文化局")],
    ("50万以上的项目", "有几个", "都是哪些部门的"): [("健身", "青岚市体育局"), ("展览", "青岚市文化局")],
    ("50万以上的项目", "按部门统计一下"): [("青岚市文化局", 1, 60), ("青岚市体育局", 1, 80)],
    ("50万以上的项目", "各部门有几个"): [("青岚市文化局", 1), ("青岚市体育局", 1)],
    ("50万以上的项目", "每个部门各有几个"): [("青岚市文化局", 1), ("青岚市体育局", 1)],
    ("预算前三名", "哪些是文化局的"): [("展览", 60)],
    ("预算前三名", "有几个是文化局的"): [(1,)],
    ("预算前三名", "哪些是文化局的项目"): [("展览", 60)],
    ("50万以上的项目", "哪些是2024年的"): [("展览", "青岚市文化局", 60)],
    ("50万以上的项目", "各部门合计多少"): [("青岚市文化局", 60), ("青岚市体育局", 80)],
    ("展览的产出指标", "按部门统计一下"): [("青岚市文化局", 1)],
    ("文化局有几个项目", "不是文化局，是水务局"): [(1,)],
    ("文化局有几个项目", "不对，我问的是水务局"): [(1,)],
    ("预算最高的部门", "第二呢", "第三呢"): [("青岚市水务局", 45)],
    ("预算最高的部门", "第二呢", "第一呢"): [("青岚市体育局", 80)],
    ("文化局总预算", "那水务局呢", "哪家多"): [("青岚市文化局", 75), ("青岚市水务局", 45)],
    ("文化局的预算", "展览占它多少"): [(80,)],
    ("文化局的预算", "展览占它总预算的多少"): [(80,)],
    ("各部门项目数", "预算呢", "最少的是哪个"): [("青岚市水务局", 45)],
    ("各部门总预算从高到低", "占比呢", "最高的是哪个"): [("青岚市体育局", 40)],
    ("文化局最贵的项目", "水务局最便宜的呢"): [("清淤", 45)],
}
REFUSED: tuple[tuple[str, ...], ...] = (
    ("各部门项目数", "文化局占多少"),  # of the projects, or of the money
    ("文化局的产出指标", "最低的是哪个项目"),  # by its budget, or by the target values that were listed
    ("文化局和水务局一共多少钱", "不是水务局，是体育局"),  # the other one stays
    ("文化局最贵的项目", "不是文化局，是2024年的"),
    ("50万以上的项目", "文化局的有哪些"),  # of these, or of all that it has
    ("50万以上的项目", "2024年的有哪些"),
    ("50万以上的项目", "展览占它多少"),
    ("各部门总预算", "它有哪些项目"),  # three departments: which one
    ("各部门总预算", "第四个有哪些项目"),
    ("各部门总预算", "它们的项目数"),  # each, or together
    ("各部门总预算", "最贵的项目呢"),
    ("展览多少钱", "它和水务局差多少"),  # a project and a department
    ("各部门总预算", "哪些超过50万"),  # departments, or projects
    ("各部门总预算", "超过50万的有几个"),
    ("部门预算前两名", "最少的是哪个"),  # of the two, or of all
    ("50万以上的项目", "2024年的有几个"),  # of those, or of all that there are
    ("50万以上的项目", "文化局有几个"),
    ("50万以上的项目", "这个部门一共多少"),
    ("文化局总预算", "10万以上的项目", "两个差多少"),
    ("文化局有几个项目", "水务局呢", "差多少"),  # projects, or money
    ("占文化局的多少",),  # what is
)


@pytest.mark.parametrize("turns", POINTED, ids="→".join)
def test_departments_that_were_shown_are_pointed_at(service: AnswerService, turns: tuple[str, ...]) -> None:
    """它, 第二个, 这几个部门, 两个: read as if the departments had been named, and said so."""
    answer = talk(service, *turns)
    assert "〔沿用上一问〕" in answer.interpretation
    expected = POINTED[turns]
    shown = [tuple(cell for cell in cells if cell is not None) for cells in answer.rows]
    assert [cells[: len(wanted)] for cells, wanted in zip(shown, expected, strict=True)] == expected


@pytest.mark.parametrize("turns", REFUSED, ids="→".join)
def test_departments_that_are_not_clear_are_not_guessed(service: AnswerService, turns: tuple[str, ...]) -> None:
    """Several of them where one is meant, none, or two that are no pair."""
    assert talk(service, *turns).status == "not_understood"


def test_none_of_what_was_listed_is_of_other_documents(service: AnswerService) -> None:
    """其中水务局的, after 文化局的项目: nothing, and not all that the other department has."""
    for turns in (
        ("文化局的项目", "其中水务局的"),
        ("文化局的项目", "哪些是水务局的"),
        ("2024年的项目", "其中2023年的"),
    ):
        assert talk(service, *turns).status == "no_match"


def test_of_them_picks_among_the_rows_that_were_shown(service: AnswerService) -> None:
    """其中文化局的, after the two most expensive: of the two, not the two of that department."""
    assert [cells[0] for cells in talk(service, "最贵的两个项目", "其中文化局的").rows] == ["展览"]
    assert talk(service, "最贵的两个项目", "其中2024年的有几个").rows == ((1,),)
    assert talk(service, "最贵的两个项目", "其中水务局的").status == "no_match"


def test_a_year_said_with_a_count_narrows_the_last_list(service: AnswerService) -> None:
    """其中2024年的有几个: the year is not lost behind the count."""
    assert talk(service, "50万以上的项目", "其中2024年的有几个").rows == ((1,),)


def test_the_whole_of_a_share_is_named_in_a_follow_up(service: AnswerService) -> None:
    """占文化局的多少: what was asked before is the part."""
    assert talk(service, "展览多少钱", "占文化局的多少").rows == ((80.0,),)
    assert talk(service, "文化局预算", "占青岚市的多少").rows == ((37.5,),)
    assert talk(service, "文化局有几个项目", "占青岚市的多少").status == "not_understood"


def test_a_whole_question_says_that_it_does_not_lean(service: AnswerService) -> None:
    """最贵的项目: whole in itself, and yet it could be meant of the answer before."""
    answer = talk(service, "水务局总预算", "最贵的项目")
    assert answer.rows[0][0] == "健身"
    assert "〔没有沿用上一问〕" in answer.interpretation
    for turns in (("最贵的项目",), ("水务局总预算", "所有项目一共几个"), ("水务局总预算", "文化局最贵的项目")):
        assert "没有沿用" not in talk(service, *turns).interpretation


def test_departments_that_were_listed_are_counted_or_summed(service: AnswerService) -> None:
    """一共几个: departments; 预算一共多少: of them together; 各有几个项目: of each."""
    assert talk(service, "2024年有哪些部门", "一共几个").rows == ((2,),)
    assert talk(service, "2024年有哪些部门", "预算一共多少").rows[0][0] == 120
    answer = talk(service, "2024年有哪些部门", "各有几个项目")
    assert {cells[0]: cells[-1] for cells in answer.rows} == {"青岚市文化局": 2, "青岚市水务局": 1}


@pytest.mark.parametrize(
    ("turns", "figure"),
    [
        (("文化局总预算", "比水务局多多少"), 30),
        (("文化局有几个项目", "那比水务局多几个"), 1),
        (("文化局有几个项目", "比水务局的预算多多少"), 30),
        (("展览", "比清淤多多少钱"), 15),
        (("最贵的项目", "比清淤贵多少"), 35),
        (("展览", "是图书的几倍"), 4),
        (("展览", "比清淤多几个指标"), 0),
    ],
)
def test_the_side_that_is_left_out_is_the_one_asked_about(
    service: AnswerService, turns: tuple[str, ...], figure: int
) -> None:
    """比水务局多多少, after one department or one project: by the figure that was asked of it."""
    answer = talk(service, *turns)
    assert [row[-1] for row in answer.rows] == [figure]
    assert "沿用上一问" in answer.interpretation


@pytest.mark.parametrize(
    "turns",
    [
        ("各部门预算", "比水务局多多少"),
        ("文化局有哪些项目", "比清淤多多少"),
        ("文化局超过20万的项目有几个", "比水务局多几个"),
        ("展览的数量指标", "比清淤多多少"),
        ("展览", "比水务局多多少"),
        ("文化局总预算", "比清淤多多少"),
        ("文化局平均预算", "水务局高于这个数的项目"),
    ],
)
def test_what_was_not_one_thing_is_no_side(service: AnswerService, turns: tuple[str, ...]) -> None:
    """Several rows, a condition, an indicator, or the other kind of thing: it is not said what is compared."""
    assert talk(service, *turns).status == "not_understood"


def test_a_ranking_in_another_department_is_no_question_about_indicators(service: AnswerService) -> None:
    """水务局最贵的呢, after indicators: its dearest project, asked for anew."""
    answer = talk(service, "展览的产出指标", "水务局最贵的呢")
    assert (answer.rows[0][0], "沿用" in answer.interpretation) == ("清淤", False)


@pytest.mark.parametrize(
    ("turns", "first"),
    [
        (("各部门预算", "三个部门里最高的是哪个"), "青岚市体育局"),
        (("预算最高的两个部门", "这几个部门里项目最多的是哪个"), "青岚市文化局"),
        (("2024年有哪些部门", "这些部门里预算最少的是哪个"), "青岚市水务局"),
        (("各部门预算", "这几个部门里最贵的项目"), "健身"),
    ],
)
def test_departments_that_were_shown_are_ranked_themselves(
    service: AnswerService, turns: tuple[str, ...], first: str
) -> None:
    """Behind 部门里 it is the departments that have places, unless projects are named."""
    assert [cells[0] for cells in talk(service, *turns).rows] == [first]


@pytest.mark.parametrize("asked", ["归谁管", "是谁家的", "是哪个部门的", "归哪个部门管"])
def test_whose_a_project_is_leans_on_it(service: AnswerService, asked: str) -> None:
    """Not all the departments that are loaded."""
    assert talk(service, "清淤", asked).rows == (("清淤", "青岚市水务局", 2024, "1.txt 第5行"),)
    answer = talk(service, "50万以上的项目", asked)
    assert answer.status != "ok" or {cells[:2] for cells in answer.rows} == {
        ("健身", "青岚市体育局"),
        ("展览", "青岚市文化局"),
    }
