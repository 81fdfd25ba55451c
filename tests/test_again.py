"""An answer can be checked later: ids, what is kept of an answer, and giving it again from the versions of then."""

import json
import sqlite3
import tomllib
from pathlib import Path
from typing import Any

import pytest

from bot.again import find_again
from bot.answer import AnswerService
from bot.given import read_given
from bot.identity import read_id
from bot.kept_answers import KeptAnswers
from bot.version import VERSION
from tests.console import ROOT, environment, run
from tests.loading import SEED, item, load, load_alike, one_line, row, write_document

CORRECTION = ("--project", "送戏下乡", "--field", "总计", "--value", "55", "--by", "王某", "--why", "看错")
QUESTIONS = (
    "预算最高的项目",
    "有多少个项目",
    "送戏下乡",
    "教育局概览",
    "概览",
    "2023年总预算是多少",
    "比上年增加的项目",
    "今年新增的项目",
    "比送戏下乡预算高的项目",
    "演出场次不少于50场的项目",
    "历年各部门的合计",
    "预算超过9000万的项目",
    "有哪些部门",
    "你能做什么",
    "总计高于平均值的项目",
    "教育局占全部的比例",
)


def documents(folder: Path) -> list[Path]:
    """Two departments over two years."""
    show = item(1, "演出场次", "50场")
    culture, education = "青岚市文化局", "青岚市教育局"
    return [
        write_document(
            folder / "a.txt", [row("送戏下乡", "50.00", show), row("图书馆", "30.00")], year=2023, department=culture
        ),
        write_document(folder / "b.txt", [row("送戏下乡", "60.00", show), row("非遗", "12.00")], department=culture),
        write_document(folder / "c.txt", [row("校舍", "100.00")], year=2023, department=education),
        write_document(folder / "d.txt", [row("校舍", "130.00"), row("午餐", "300.00")], department=education),
    ]


def newer(folder: Path) -> Path:
    """Another version of the culture bureau's 2024."""
    rows = [row("送戏下乡", "70.00", item(1, "演出场次", "40场")), row("戏台", "99.00")]
    return write_document(folder / "b2.txt", rows)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """All of them."""
    path = tmp_path / "a.db"
    load_alike(path, *documents(tmp_path))
    return path


def asked(database: Path, question: str) -> dict[str, Any]:
    """The JSON answer."""
    answer: dict[str, Any] = json.loads(run("ask", "--json", question, "--db", database).stdout)
    return answer


def again(database: Path, number: str, status: int = 0) -> dict[str, Any]:
    """The same answer, given again."""
    done = run("again", number, "--json", "--db", database)
    assert done.returncode == status, done
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def again_at_once(database: Path, number: str) -> dict[str, Any]:
    """As `again`, without a process of its own."""
    (found,) = find_again(str(database), None, number)
    answer = found.answer
    shown = {"id": answer.id, "columns": list(answer.columns), "rows": [list(row) for row in answer.rows]}
    return shown | {"again": {"same": found.same}}


def ask_all(database: Path) -> list[dict[str, Any]]:
    """Every question, in one process."""
    service = AnswerService(str(database))
    found = []
    for question in QUESTIONS:
        answer = service.answer(question)
        assert answer.id is not None, question
        found.append({"id": answer.id, "columns": list(answer.columns), "rows": [list(row) for row in answer.rows]})
    service.close()
    return found


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two answers show the same."""
    return all(one[key] == other[key] for key in ("id", "columns", "rows"))


def test_every_answer_is_given_again_from_the_versions_of_then(database: Path, tmp_path: Path) -> None:
    """After corrections, renames, replacements, a newer year and a removal."""
    before = ask_all(database)
    assert run("correct", "2", *CORRECTION, "--db", database).returncode == 0
    corrected = ask_all(database)
    assert load(database, newer(tmp_path), "--replace").returncode == 0
    confirmed = ("--confirm", "图书馆", "戏台", "--by", "王某", "--why", "试")
    assert run("renames", *confirmed, "--db", database).returncode == 0
    replaced = ask_all(database)
    later = write_document(tmp_path / "e.txt", [row("校舍", "140.00")], year=2025, department="青岚市教育局")
    assert load(database, later).returncode == 0
    assert run("remove", "青岚市文化局/2023", "--db", database).returncode == 0
    assert run("correct", "--undo", "1", "--by", "王某", "--db", database).returncode == 0
    for generation, give in ((before, again), (corrected, again_at_once), (replaced, again_at_once)):
        for answer in generation:
            found = give(database, answer["id"])
            assert same(found, answer), (found, answer)
            assert found["again"]["same"]
    ids = {answer["id"] for answer in before}
    assert len(ids) == len(QUESTIONS)


def test_what_changed_since_is_said(database: Path, tmp_path: Path) -> None:
    """Replacement, correction, removal, a newer year, words of the staff's own."""
    answer = asked(database, "文化局总预算是多少")
    found = again(database, answer["id"])
    assert same(found, answer)
    assert found["again"] | {"asked": ""} == {
        "asked": "",
        "same": True,
        "lost": [],
        "changes": [],
        "same_today": True,
        "id_today": answer["id"],
    }
    assert run("correct", "2", *CORRECTION, "--db", database).returncode == 0
    (change,) = again(database, answer["id"])["again"]["changes"]
    assert "更正 1" in change
    assert "总计，王某" in change
    assert load(database, newer(tmp_path), "--replace").returncode == 0
    (tmp_path / "词库.toml").write_text('["填充词"]\n"客气" = ["小助理"]\n', encoding="utf-8")
    changes = again(database, answer["id"])["again"]["changes"]
    assert any("第1版，现在是第2版（b2.txt" in change for change in changes)
    assert "自己的词库改过" in changes
    (tmp_path / "词库.toml").unlink()
    later = write_document(tmp_path / "e.txt", [row("送戏下乡", "61.00")], year=2025)
    assert load(database, later).returncode == 0
    found = again(database, answer["id"])
    assert any("新装入" in change and "2025年" in change for change in found["again"]["changes"])
    assert any("已不在范围里" in change for change in found["again"]["changes"])
    assert not found["again"]["same_today"]
    shown = run("again", answer["id"], "--db", database).stdout
    for said in ("与当时的答案相同", "此后的变化：", "今天再问：答案不同", "72.00"):
        assert said in shown
    assert run("remove", "2", "--db", database).returncode == 0
    assert any("已去掉" in change for change in again(database, answer["id"])["again"]["changes"])


def test_what_was_purged_cannot_be_given_again(database: Path) -> None:
    """It is said which versions are gone."""
    answer = asked(database, "文化局总预算是多少")
    assert run("remove", "2", "--purge", "--db", database).returncode == 0
    found = again(database, answer["id"], 1)
    assert not found["again"]["same"]
    assert "文件编号 2" in found["again"]["lost"][0]
    assert "没有留着" in run("again", answer["id"], "--db", database).stdout


def test_figures_changed_by_another_program_are_noticed(database: Path) -> None:
    """The versions are those of then, the figures are not."""
    answer = asked(database, "文化局总预算是多少")
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE projects SET total_fen = total_fen + 1")
    connection.close()
    assert not again(database, answer["id"], 1)["again"]["same"]
    assert "在这个程序之外改过" in run("again", answer["id"], "--db", database).stdout


def test_the_id_follows_from_question_reading_and_documents(database: Path, tmp_path: Path) -> None:
    """The same in another database, and after a document of another department; another for another question."""
    one = asked(database, "文化局总预算是多少")
    assert asked(database, "文化局总预算是多少") == one
    assert asked(database, "文化局的总预算是多少")["id"] != one["id"]
    other = tmp_path / "other" / "b.db"
    other.parent.mkdir()
    assert load(other, SEED, *reversed(documents(tmp_path))).returncode == 0
    assert asked(other, "文化局总预算是多少")["id"] == one["id"]
    assert asked(other, "总预算是多少")["id"] != asked(database, "总预算是多少")["id"]
    assert asked(database, "月亮有多大")["id"] is None


def test_a_follow_up_is_given_again_without_its_conversation(database: Path) -> None:
    """The reading is kept, not only the question."""
    lines = "文化局的项目\n其中超过50万的\n"
    done = run("ask", "--batch", "--conversation", "--db", database, stdin=lines)
    answer = json.loads(done.stdout.splitlines()[1])
    assert same(again(database, answer["id"]), answer)


def test_ids_are_read_as_people_type_them(database: Path) -> None:
    """Small letters, no hyphen, O for 0; what is none is one line."""
    number = asked(database, "总预算是多少")["id"]
    assert again(database, number.lower().replace("-", ""))["id"] == number
    assert again(database, number.replace("0", "o").replace("1", "l"))["id"] == number
    assert read_id("oil") == "011"
    one_line(run("again", "ZZZZ-ZZZZ", "--db", database), 1, "没有记着编号")
    one_line(run("again", number[:3], "--db", database), 1, "没有记着编号")
    one_line(run("again", number, "--db", database.with_name("none.db")), 2, "jixiao load")
    with sqlite3.connect(f"{database}.answers") as connection:
        connection.execute("UPDATE answers SET content = '{}'")
    connection.close()
    one_line(run("again", number, "--db", database), 1, "别的版本的程序")


def test_what_cannot_be_kept_spoils_nothing(database: Path) -> None:
    """No file beside the database, or one that is none of ours; and nothing is kept where nobody wants it."""
    kept = Path(f"{database}.answers")
    kept.write_text("别的东西")
    before = asked(database, "总预算是多少")
    assert before["status"] == "ok"
    assert kept.read_text() == "别的东西"
    one_line(run("again", before["id"], "--db", database), 1, "没有记着编号")
    kept.unlink()
    kept.mkdir()
    assert asked(database, "总预算是多少") == before
    kept.rmdir()
    nowhere = environment(JIXIAO_ANSWERS="-")
    assert json.loads(run("ask", "--json", "总预算是多少", "--db", database, env=nowhere).stdout) == before
    assert not kept.exists()


def test_the_file_of_answers_is_bounded(tmp_path: Path) -> None:
    """The oldest go; what only they were made of goes with them."""
    path = str(tmp_path / "x.answers")
    kept = KeptAnswers(path, most=10)
    for number in range(1, 2001):
        kept.keep(f"{number:08}", "{}", f"d{number // 1000}", "[]")
    kept.close()
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT COUNT(*), MIN(id), MAX(id) FROM answers").fetchone() == (
            10,
            "00001991",
            "00002000",
        )
        assert connection.execute("SELECT id FROM documents ORDER BY id").fetchall() == [("d1",), ("d2",)]
    connection.close()
    assert [one.id for one in KeptAnswers(path).find("00002000")] == ["00002000"]
    assert read_given("X", "nonsense", "[]") is None


def test_the_version_is_the_one_of_the_package() -> None:
    """Written twice, since asking the package takes too long on the way of every answer."""
    assert tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"] == VERSION
