"""Projects that may have been renamed: offered with evidence, decided by people, joined only then."""

import sqlite3
from pathlib import Path

import pytest

from bot.answer import AnswerService
from db.renames import find_candidates
from tests.console import run
from tests.cookbook import make_years, shown, yearly_recipes
from tests.loading import item, load, load_alike, one_line, row, write_document

VISITS = item(1, "演出场次", "50场") + item(2, "观众人次", "2000人次")
BY = ("--by", "王某", "--why", "问过业务科")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Two years of a department: one project renamed, one with the same indicators, one new, one gone."""
    path = tmp_path / "a.db"
    earlier = [
        row("送戏下乡专项", "50.00", VISITS),
        row("图书馆免费开放", "30.00"),
        row("办公楼维修", "8.00"),
        row("培训"),
    ]
    later = [row("送戏下乡补助", "60.00", VISITS), row("公共图书馆免费开放", "30.00"), row("非遗保护"), row("培训")]
    documents = (
        write_document(tmp_path / "2023.txt", earlier, year=2023),
        write_document(tmp_path / "2024.txt", later),
    )
    load_alike(path, *documents)
    return path


def offered(database: Path) -> list[tuple[str, str]]:
    """The pairs that are offered."""
    with sqlite3.connect(database) as connection:
        return [(one.pair.earlier_name, one.pair.later_name) for one in find_candidates(connection)]


def yearly(database: Path) -> list[tuple[object, ...]]:
    """The later year in the view that joins the years."""
    with sqlite3.connect(database) as connection:
        return connection.execute(
            "SELECT 项目, 上年, 上年总计_分, 变化_分, 变化率, 改名自 FROM 项目历年 WHERE 年度 = 2024 ORDER BY 项目"
        ).fetchall()


def test_pairs_are_offered_with_what_speaks_for_them(database: Path) -> None:
    """Names, money and shared indicators; what has nothing in common is not offered."""
    assert offered(database) == [("送戏下乡专项", "送戏下乡补助"), ("图书馆免费开放", "公共图书馆免费开放")]
    lines = run("renames", "--db", database).stdout.splitlines()
    assert len(lines) == 3
    assert "名称相像 88%，总计 30.00 → 30.00 万元，都没有指标" in lines[1]
    assert "青岚市文化局（预算目标表）：2023年「送戏下乡专项」→ 2024年「送戏下乡补助」" in lines[0]
    assert "总计 50.00 → 60.00 万元，共有指标 2/2 个" in lines[0]
    assert "没有确认的算两个项目" in lines[2]


def test_nothing_is_joined_before_somebody_confirms(database: Path) -> None:
    """And then the view joins the two names, with the change from one to the other."""
    apart = [("公共图书馆免费开放", None, None, None, None, None), ("送戏下乡补助", None, None, None, None, None)]
    same = ("培训", 2023, 10_000_000, 0, 0.0, None)
    new = ("非遗保护", None, None, None, None, None)
    assert yearly(database) == [apart[0], same, apart[1], new]
    assert run("renames", "--confirm", "1", *BY, "--db", database).returncode == 0
    joined = ("送戏下乡补助", 2023, 50_000_000, 10_000_000, 20.0, "送戏下乡专项")
    assert yearly(database) == [apart[0], same, joined, new]
    assert offered(database) == [("图书馆免费开放", "公共图书馆免费开放")]
    shown = run("renames", "--decided", "--db", database).stdout
    assert "改名 1（是改名）" in shown
    assert "王某" in shown
    assert "问过业务科" in shown
    assert run("renames", "--withdraw", "1", "--by", "李某", "--db", database).returncode == 0
    assert yearly(database) == [apart[0], same, apart[1], new]
    assert "（已收回）" in run("renames", "--decided", "--db", database).stdout


def test_what_was_denied_is_not_offered_again(database: Path) -> None:
    """By names as well, whatever their width."""
    names = ("送戏下乡专项", " 送戏下乡补助 ")
    assert run("renames", "--deny", *names, *BY, "--db", database).returncode == 0
    assert offered(database) == [("图书馆免费开放", "公共图书馆免费开放")]
    one_line(run("renames", "--deny", *names, *BY, "--db", database), 1, "早已记为不是改名")
    assert run("renames", "--confirm", *names, *BY, "--db", database).returncode == 0
    with sqlite3.connect(database) as connection:
        assert connection.execute("SELECT state, withdrawn_by FROM renames ORDER BY id").fetchall() == [
            ("withdrawn", "王某"),
            ("confirmed", None),
        ]


def test_decisions_outlive_a_new_version(database: Path, tmp_path: Path) -> None:
    """They are kept by name; one whose name is gone joins nothing."""
    assert run("renames", "--confirm", "1", *BY, "--db", database).returncode == 0
    again = write_document(tmp_path / "2024新.txt", [row("送戏下乡补助", "70.00", VISITS)])
    assert load(database, again, "--replace").returncode == 0
    assert yearly(database) == [("送戏下乡补助", 2023, 50_000_000, 20_000_000, 40.0, "送戏下乡专项")]
    other = write_document(tmp_path / "2024再.txt", [row("培训")])
    assert load(database, other, "--replace").returncode == 0
    assert yearly(database) == [("培训", 2023, 10_000_000, 0, 0.0, None)]


def test_an_equal_name_goes_before_a_rename(database: Path, tmp_path: Path) -> None:
    """A rename speaks only of a name that the year before does not have."""
    assert run("renames", "--confirm", "1", *BY, "--db", database).returncode == 0
    earlier = write_document(
        tmp_path / "2023新.txt", [row("送戏下乡专项", "50.00"), row("送戏下乡补助", "5.00")], year=2023
    )
    assert load(database, earlier, "--replace").returncode == 0
    assert ("送戏下乡补助", 2023, 5_000_000, 55_000_000, 1100.0, None) in yearly(database)


def test_what_cannot_be_a_rename_is_refused(database: Path) -> None:
    """One line each: a name that both years have, an unknown one, a second rename of one project, nobody's decision."""
    one_line(run("renames", "--confirm", "培训", "非遗保护", *BY, "--db", database), 1, "没有相邻两年")
    one_line(run("renames", "--confirm", "没有这个", "非遗保护", *BY, "--db", database), 1, "没有相邻两年")
    one_line(run("renames", "--confirm", "9", *BY, "--db", database), 1, "没有第 9 对")
    assert run("renames", "--confirm", "1", *BY, "--db", database).returncode == 0
    second = ("送戏下乡专项", "非遗保护")
    one_line(run("renames", "--confirm", *second, *BY, "--db", database), 1, "已确认过", "--withdraw 1")
    one_line(run("renames", "--confirm", "1", "--db", database), 2, "--by")
    one_line(run("renames", "--confirm", "1", "--decided", "--db", database), 2, "一次只能用一个")
    one_line(run("renames", "--withdraw", "7", "--by", "王某", "--db", database), 1, "没有改名 7")
    one_line(run("renames", "--db", database.with_name("none.db")), 2, "jixiao load")


def test_two_departments_with_the_same_names_are_told_apart(database: Path, tmp_path: Path) -> None:
    """By the department, or department and year."""
    for year, name in ((2023, "送戏下乡专项"), (2024, "送戏下乡补助")):
        document = write_document(tmp_path / f"b{year}.txt", [row(name)], year=year, department="青岚市体育局")
        assert load(database, document).returncode == 0
    names = ("送戏下乡专项", "送戏下乡补助")
    one_line(run("renames", "--confirm", *names, *BY, "--db", database), 1, "有 2 处", "--document")
    done = run("renames", "--confirm", *names, *BY, "--document", "青岚市体育局/2024", "--db", database)
    assert "青岚市体育局" in done.stdout


def test_years_that_do_not_follow_each_other_offer_nothing(tmp_path: Path) -> None:
    """Between 2022 and 2024 a year is missing."""
    database = tmp_path / "a.db"
    for year, name in ((2022, "送戏下乡专项"), (2024, "送戏下乡补助")):
        assert load(database, write_document(tmp_path / f"{year}.txt", [row(name)], year=year)).returncode == 0
    assert offered(database) == []


def test_the_recipes_over_several_years(tmp_path: Path) -> None:
    """The statements of docs/cookbook.md give what the page shows."""
    recipes = yearly_recipes()
    assert len(recipes) == 2
    with sqlite3.connect(make_years(tmp_path)) as connection:
        for recipe in recipes:
            assert shown(connection, recipe.sql) == recipe.result


def read(database: Path, question: str) -> str:
    """How an answer was read, with its notes."""
    service = AnswerService(str(database))
    answer = service.answer(question)
    service.close()
    assert answer.status == "ok", answer
    return answer.interpretation


def test_answers_over_two_years_offer_and_tell_renames_and_join_nothing(database: Path) -> None:
    """Likely ones with what is new or gone, confirmed ones with every comparison; the rows stay as they are."""
    offered_pair = "“送戏下乡专项”到“送戏下乡补助”可能是改名（名称相像"
    for question in ("今年新增的项目", "去年有今年没有的", "文化局概览"):
        assert offered_pair in read(database, question)
    assert "改名" not in read(database, "比上年增加的项目的个数")
    assert "改名" not in read(database, "预算最高的项目")
    service = AnswerService(str(database))
    before = service.answer("今年新增的项目").rows
    assert run("renames", "--confirm", "1", *BY, "--db", database).returncode == 0
    assert service.answer("今年新增的项目").rows == before
    service.close()
    told = "2023年“送戏下乡专项”改名为2024年“送戏下乡补助”（已确认），这里仍算两个项目"
    for question in ("今年新增的项目", "去年有今年没有的", "文化局概览", "比上年增加的项目的个数", "历年的项目"):
        assert told in read(database, question)
        assert offered_pair not in read(database, question)
    assert "改名" not in read(database, "2023年的项目")
    assert run("renames", "--deny", "1", *BY, "--db", database).returncode == 0
    assert "可能是改名" not in read(database, "今年新增的项目")


def test_renames_of_departments_out_of_sight_are_not_told(database: Path, tmp_path: Path) -> None:
    """Neither offered nor told, whatever is asked."""
    for year in (2023, 2024):
        document = write_document(tmp_path / f"b{year}.txt", [row(f"跑道{year}")], year=year, department="青岚市体育局")
        assert load(database, document).returncode == 0
    service = AnswerService(str(database), frozenset({"青岚市体育局"}))
    for question in ("概览", "今年新增的项目"):
        assert "送戏下乡" not in service.answer(question).interpretation
    assert run("renames", "--confirm", "送戏下乡专项", "送戏下乡补助", *BY, "--db", database).returncode == 0
    assert "送戏下乡" not in service.answer("概览").interpretation
    service.close()
