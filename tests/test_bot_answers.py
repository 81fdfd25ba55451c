"""The answer service over the bundled document: what it promises for any question, whatever that means."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer import ROW_LIMIT, Answer, AnswerService
from bot.render.as_json import render_json
from db.errors import MissingDatabase
from tests.loading import SEED, load, row, write_document
from tests.sample_questions import ANSWERED, EMPTY, NO_QUESTIONS, REFUSED, corpus_questions

STATUSES = {"ok", "ambiguous", "no_match", "not_understood"}


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Load the bundled document."""
    path = tmp_path_factory.mktemp("answers") / "a.db"
    assert load(path, SEED).returncode == 0
    return path


@pytest.fixture(scope="module")
def service(database: Path) -> Iterator[AnswerService]:
    """Answer from it."""
    service = AnswerService(str(database))
    yield service
    service.close()


def rows_of(database: Path, sql: str) -> list[tuple[object, ...]]:
    """Run the printed statement as any client does: no functions of ours, no parameters."""
    connection = sqlite3.connect(database)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


@pytest.mark.parametrize("question", ANSWERED)
def test_an_answer_keeps_the_contract(service: AnswerService, database: Path, question: str) -> None:
    """Reading, columns, rows, places and SQL are there and agree with each other."""
    answer = service.answer(question)
    assert answer.status == "ok"
    assert answer.question == question
    assert answer.interpretation
    assert "\n" not in answer.interpretation
    assert answer.rows
    assert all(len(cells) == len(answer.columns) == len(answer.units) for cells in answer.rows)
    assert len(set(answer.columns)) == len(answer.columns)
    assert answer.total_rows == len(answer.rows)
    assert not answer.truncated
    assert (answer.unit == "万元") == ("万元" in answer.units)
    assert answer.sources
    assert all(source.startswith(SEED.name) for source in answer.sources)
    assert answer.unrecognised == ()
    assert answer.sql is not None
    assert rows_of(database, answer.sql) == list(answer.rows)
    assert json.loads(render_json(answer))["rows"] == [list(cells) for cells in answer.rows]


@pytest.mark.parametrize("question", ANSWERED)
def test_statement_and_fresh_answer_agree_after_a_change(
    service: AnswerService, database: Path, tmp_path: Path, question: str
) -> None:
    """The printed statement states the condition: once a figure is corrected, it still gives what would be answered."""
    sql = service.answer(question).sql
    assert sql is not None
    changed = tmp_path / "b.db"
    shutil.copy(database, changed)
    connection = sqlite3.connect(changed)
    with connection:
        connection.execute("UPDATE projects SET total_fen = 9900000 WHERE name = '欠薪应急周转金'")
        connection.execute("UPDATE projects SET total_fen = 900000000 WHERE name = '车辆购置经费'")
        connection.execute("UPDATE projects SET other_funds_fen = 100 WHERE name = '车辆购置经费'")
        connection.execute("UPDATE quantities SET number = 50 WHERE number = 95")
    connection.close()
    other = AnswerService(str(changed))
    assert list(other.answer(question).rows) == rows_of(changed, sql)
    other.close()


def test_every_printed_statement_of_the_corpus_gives_the_rows_of_its_answer(
    service: AnswerService, database: Path
) -> None:
    """Whatever is answered, a bare connection gives the same; what is not answered shows no rows."""
    wrong = []
    for question in corpus_questions():
        answer = service.answer(question)
        if answer.status == "ok":
            agrees = rows_of(database, str(answer.sql)) == list(answer.rows) and bool(answer.sources)
        else:
            agrees = answer.rows == () and answer.sql is None
        if not agrees:
            wrong.append(question)
    assert wrong == []


@pytest.mark.parametrize("question", EMPTY)
def test_nothing_found_is_no_match(service: AnswerService, question: str) -> None:
    """An empty list is no answer, and says how it was read."""
    answer = service.answer(question)
    assert answer.status == "no_match"
    assert answer.rows == ()
    assert answer.interpretation


@pytest.mark.parametrize("question", REFUSED)
def test_refused(service: AnswerService, question: str) -> None:
    """What the data does not hold is not answered."""
    answer = service.answer(question)
    assert answer.status != "ok"
    assert answer.rows == ()


@pytest.mark.parametrize("question", NO_QUESTIONS, ids=range(len(NO_QUESTIONS)))
def test_what_is_no_question(service: AnswerService, question: str) -> None:
    """One clear line that can be printed, and nothing else."""
    answer = service.answer(question)
    assert answer.status == "not_understood"
    assert answer.interpretation.isprintable()
    assert len(answer.interpretation) < 60
    assert answer.suggestions == ()


def test_bytes_that_are_not_utf8(service: AnswerService) -> None:
    """They come as lone surrogates; the answer can be encoded."""
    answer = service.answer(b"\xd4\xa4\xcb\xe3".decode("utf-8", "surrogateescape"))
    assert answer.status == "not_understood"
    assert "UTF-8" in answer.interpretation
    assert render_json(answer).encode("utf-8")


@given(question=st.text(max_size=40))
def test_any_text_gets_an_answer(service: AnswerService, question: str) -> None:
    """No text breaks the service, and JSON holds every answer."""
    answer = service.answer(question)
    assert answer.status in STATUSES
    assert json.loads(render_json(answer))["status"] == answer.status


@pytest.mark.parametrize("question", ["招考经费有多少", "专项资金", "工作经费", "培训", "欠新周转"])
def test_suggestions_work_when_asked(service: AnswerService, question: str) -> None:
    """Each suggestion, pasted back, gives an answer."""
    suggestions = service.answer(question).suggestions
    assert len(suggestions) <= 10
    assert all(service.answer(suggestion).status == "ok" for suggestion in suggestions)


def test_the_same_question_gives_the_same_bytes(service: AnswerService, database: Path) -> None:
    """From a fresh service as from one that has answered before."""
    fresh = AnswerService(str(database))
    for question in (*ANSWERED, *EMPTY, *REFUSED):
        assert render_json(service.answer(question)) == render_json(fresh.answer(question))
    fresh.close()


def test_a_list_is_counted_and_summed(service: AnswerService) -> None:
    """The reading says how many there are and what they come to."""
    assert "〔共5个，合计6,538.67万元〕" in service.answer("预算超过100万的项目").interpretation


def test_a_list_that_is_cut_off(service: AnswerService, database: Path) -> None:
    """The rows, the flag and the statement share the limit; the count and the sum are of the whole list."""
    answer = service.answer("预算超过100万的项目", limit=2)
    assert [cells[0] for cells in answer.rows] == ["产业人才发展专项资金", "租赁岗位合同工经费"]
    assert (answer.total_rows, answer.truncated) == (5, True)
    assert "〔共5个，合计6,538.67万元〕" in answer.interpretation
    assert answer.sql is not None
    assert rows_of(database, answer.sql) == list(answer.rows)


def test_values_without_the_compared_unit_are_counted(service: AnswerService) -> None:
    """Two projects state their satisfaction in words; a comparison with 95 % leaves them out and says so."""
    assert "另有2条同类指标" in service.answer("满意度目标超过95%的项目").interpretation


def test_the_documents_meant_are_named(service: AnswerService) -> None:
    """Which department, and that it states no year."""
    assert "广州市番禺区人力资源和社会保障局（本级）（未写年度）" in service.answer("总预算是多少").interpretation


def test_the_places_behind_a_figure(service: AnswerService) -> None:
    """A sum names the rows that it is made of."""
    assert service.answer("工伤认定和内部审计加起来多少").sources == (f"{SEED.name} 第28行", f"{SEED.name} 第31行")


def test_an_empty_cell_is_no_zero(service: AnswerService) -> None:
    """Null in a cell."""
    answer = service.answer("车辆购置经费其他资金有多少")
    assert answer.rows[0][answer.columns.index("其他资金")] is None


def test_a_sum_of_empty_cells_is_zero_and_says_so(service: AnswerService) -> None:
    """Nobody filled the column in."""
    answer = service.answer("其他资金合计是多少")
    assert answer.rows[0][0] == 0
    assert "没有一个项目填写" in answer.interpretation


def test_figures_of_empty_cells_say_so(service: AnswerService) -> None:
    """Averages and groups too; not where cells are filled."""
    for question in ("其他资金平均多少", "各部门其他资金", "财政专户拨款的中位数", "其他资金最少的部门"):
        assert "没有一个项目填写" in service.answer(question).interpretation
    assert "没有一个项目填写" not in service.answer("各部门财政拨款").interpretation


def test_a_count_of_none_is_an_answer(service: AnswerService) -> None:
    """Zero projects is what was asked."""
    answer = service.answer("预算超过1亿的项目有几个")
    assert (answer.status, answer.rows[0][0]) == ("ok", 0)


def test_a_load_between_two_questions_is_seen(tmp_path: Path) -> None:
    """The running service answers from what is there now, also when the file itself was replaced."""
    path = tmp_path / "a.db"
    assert load(path, write_document(tmp_path / "a.txt", [row("甲经费", "10.00")])).returncode == 0
    service = AnswerService(str(path))
    assert service.answer("总预算是多少").rows[0][0] == 10
    write_document(tmp_path / "b.txt", [row("乙经费", "5.00")], department="青岚市体育局")
    assert load(path, tmp_path / "b.txt").returncode == 0
    assert service.answer("总预算是多少").rows[0][0] == 15
    assert load(tmp_path / "c.db", tmp_path / "b.txt").returncode == 0
    (tmp_path / "c.db").replace(path)
    assert service.answer("总预算是多少").rows[0][0] == 5
    path.unlink()
    with pytest.raises(MissingDatabase):
        service.answer("总预算是多少")


def test_an_answer_holds_a_thousand_rows_at_most(tmp_path: Path) -> None:
    """1,200 projects: a thousand are shown, all are counted."""
    path = tmp_path / "a.db"
    many = write_document(tmp_path / "a.txt", [row(f"第{number}号道路养护") for number in range(1200)])
    assert load(path, many).returncode == 0
    service = AnswerService(str(path))
    answer: Answer = service.answer("预算超过1万的项目")
    assert (len(answer.rows), answer.total_rows, answer.truncated) == (ROW_LIMIT, 1200, True)
    assert "共1200个，合计12,000.00万元" in answer.interpretation
    assert str(answer.sql).endswith(" LIMIT 1000")
    service.close()


def test_projects_of_several_departments_and_years_say_whose_they_are(tmp_path: Path) -> None:
    """The same name twice: department or year stand beside it; over one document neither is needed."""
    path = tmp_path / "a.db"
    documents = (
        write_document(tmp_path / "a.txt", [row("办公经费", "10.00")], year=2023),
        write_document(tmp_path / "b.txt", [row("办公经费", "12.00")], year=2024),
        write_document(tmp_path / "c.txt", [row("办公经费", "7.00")], year=2024, department="青岚市体育局"),
    )
    assert load(path, *documents).returncode == 0
    service = AnswerService(str(path))
    both = service.answer("办公经费多少钱")
    assert both.columns[:3] == ("项目", "部门", "总计")
    assert [cells[1:3] for cells in both.rows] == [("青岚市文化局", 12), ("青岚市体育局", 7)]
    assert "范围：青岚市文化局2024年、青岚市体育局2024年" in both.interpretation
    years = service.answer("文化局历年办公经费")
    assert years.columns[:3] == ("项目", "年度", "总计")
    assert {cells[1:3] for cells in years.rows} == {(2023, 10), (2024, 12)}
    assert "部门" not in service.answer("体育局的项目").columns
    service.close()


@pytest.mark.parametrize(
    ("question", "offered"),
    [
        ("结案率", "与“结案率”有关的项目"),
        ("工伤认定的送达率", "工伤认定工作经费"),
        ("满意度超过99%的指标", "全部项目的满意度指标"),
        ("预算超过一亿的项目", "全部项目中总计最高的3个"),
        ("总预算超过6000万吗", "总预算是多少"),
        ("欠薪应急周转金是第三名吗", "「欠薪应急周转金」的总计排第几"),
        ("所有项目都有时效指标吗", "没有时效指标的项目的个数"),
        ("每个项目都有满意度指标吗", "没有满意度指标的项目的个数"),
        ("第100名的项目", "全部项目中总计最高的3个"),
        ("有时效指标且预算超过一亿的项目", "有时效指标的项目"),
        ("它的满意度呢", "全部项目的满意度指标"),
        ("删除所有低于10万的项目", "总计低于10万元（不含）的项目"),
        ("满意度超过95%的外包项目", "满意度指标的年度指标值大于95%（不含）的项目"),
        ("内部审计工作经费是谁批的", "内部审计工作经费"),
        ("车辆购置经费的时效指标是谁定的", "车辆购置经费"),
        ("财政专户拨款不为空的项目", "全部项目的财政专户拨款之和"),
        ("这份表有没有问题", "归类不对的指标"),
        ("各部门最高的指标", "全部指标按部门统计指标的个数"),
        ("前三个部门占全部预算的比例", "按部门统计总计之和"),
        ("其他资金占比", "全部项目的其他资金占总计的比例"),
        ("没有绩效目标的项目", "全部项目的绩效目标"),
        ("2025年预算总额", "有哪些年度"),
        ("财政拨款和总计不一样的项目", "财政拨款等于总计的项目"),
        ("哪些项目没有写年度指标值", "年度指标值为空的指标"),
        ("有没有部门没有成本指标", "没有成本指标的项目"),
        ("其他资金最高的项目", "全部项目中总计最高的1个"),
        ("前三名和平均预算", "前三名的平均预算"),
        ("没有成本指标的项目有几个，平均预算多少", "没有成本指标的项目的平均预算多少"),
        ("没有成本指标的有几个，没有时效指标的呢。", "没有时效指标的有几个"),
        ("列出前五名，顺便算一下占比", "前五名占比"),
        ("总预算多少，顺便说下项目的中位数", "总预算多少"),
        ("总共有多少项目，其中超过100万的有几个", "超过100万的有几个"),
    ],
)
def test_where_nothing_is_found_the_next_best_is_offered(service: AnswerService, question: str, offered: str) -> None:
    """A word that stands in the tables can be searched for; a project, a kind or a field can be asked about."""
    answer = service.answer(question)
    assert answer.status != "ok"
    assert offered in answer.suggestions


@pytest.mark.parametrize(
    ("question", "generic"),
    [("晚上吃什么好", True), ("各部门最高的指标", False), ("没有绩效目标的项目", False)],
)
def test_examples_are_offered_only_where_nothing_nearer_works(
    service: AnswerService, question: str, generic: bool
) -> None:
    """What has nothing to do with the question says no more than that others work."""
    assert ("预算最高的3个项目" in service.answer(question).suggestions) is generic


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("高于平均值的项目", "所比：平均值310.259091万元"),  # 6,825.70 / 22
        ("低于中位数的项目", "所比：中位数17.50万元"),
        ("比工伤认定高的项目有几个", "所比：「工伤认定工作经费」的总计51.73万元"),
        ("比产业人才发展专项资金高的项目", "所比：「产业人才发展专项资金」的总计4,625.49万元"),
        ("比工伤认定指标多的项目", "所比：「工伤认定工作经费」的指标数7个"),
        ("满意度目标比工伤认定高的项目", "所比：「工伤认定工作经费」的满意度指标90%"),
        ("第一和第二相差多少", "所比：第1名4,625.49万元、第2名1,217.08万元"),
        ("其他资金高于平均值的项目", "所比：平均值没有数值"),
    ],
)
def test_the_figure_that_rows_are_compared_with_is_stated(service: AnswerService, question: str, said: str) -> None:
    """An average or another project's figure stands in the reading, which asked again is read alike."""
    answer = service.answer(question)
    assert f"〔{said}〕" in answer.interpretation
    assert service.answer(answer.interpretation).rows == answer.rows
