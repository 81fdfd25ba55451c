"""Who may see some departments sees nothing of the others, whatever is asked, and everything of the own."""

import sqlite3
from pathlib import Path

import pytest

from bot.answer import AnswerService
from bot.render.as_json import render_json
from db.restrict import restrict
from db.sqltext import select
from db.store import open_read_only
from tests import loading
from tests.big_corpus import DEPARTMENTS, load_projects, make_projects
from tests.sample_questions import ANSWERED, EMPTY

OURS = "广州市番禺区人力资源和社会保障局（本级）"
THEIRS = "星渚区教育局"
SECRET = "绝密校舍修缮经费"
PROBES = (
    SECRET,
    "绝密校舍",
    "jmxsxsjf",
    "校舍修膳经费",
    f"{THEIRS}的总预算",
    "星渚区有哪些项目",
    "所有部门的总预算",
    "各部门的预算",
    "哪个部门预算最多",
    "有哪些部门",
    "有哪些文件",
    "有哪些年度",
    "预算最高的项目",
    "预算超过8000万的项目",
    "租赁岗位合同工经费占比",
    "涉及校舍的项目",
    "绝密指标",
    "各级指标数量",
    "高于平均值的项目",
    "今天天气怎么样",
)


SPELLED = (
    str,
    lambda name: name[:6],
    lambda name: name[1:],
    lambda name: f"{name[:-2]}改",
    lambda name: f"{name}的预算",
)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Load two departments."""
    folder = tmp_path_factory.mktemp("restrict")
    rows = [loading.row(SECRET, "9876.54", loading.item(1, "绝密指标", "7654%"), goal="绝密目标")]
    other = loading.write_document(folder / "绝密文件.txt", rows, department=THEIRS)
    assert loading.load(folder / "both.db", loading.SEED, other).returncode == 0
    return folder / "both.db"


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Load our department alone."""
    path = tmp_path_factory.mktemp("alone") / "alone.db"
    assert loading.load(path, loading.SEED).returncode == 0
    return path


@pytest.mark.parametrize("question", [*PROBES, *ANSWERED, *EMPTY])
def test_as_if_the_others_were_not_loaded(both: Path, alone: Path, question: str) -> None:
    """Every answer is the one that a database without the others gives: nothing leaks, nothing of ours is missing."""
    restricted = AnswerService(str(both), frozenset({OURS}))
    whole = AnswerService(str(alone))
    try:
        answer = restricted.answer(question)
        assert render_json(answer) == render_json(whole.answer(question))
        if question not in {SECRET, f"{THEIRS}的总预算", "绝密校舍", "绝密指标", "星渚区有哪些项目"}:
            assert "绝密" not in render_json(answer)
        assert "9876" not in render_json(answer)
    finally:
        restricted.close()
        whole.close()


def test_a_large_database(tmp_path: Path) -> None:
    """Names by their indexes: mistyped, abbreviated, in part, or of another department; suggestions; overviews."""
    projects = make_projects()
    (ours, *_, theirs) = DEPARTMENTS
    load_projects(tmp_path / "all.db", projects)
    load_projects(tmp_path / "alone.db", tuple(one for one in projects if one.department == ours))
    mine = sorted({one.name for one in projects if one.department == ours})
    foreign = sorted({one.name for one in projects} - set(mine))
    restricted = AnswerService(str(tmp_path / "all.db"), frozenset({ours}))
    whole = AnswerService(str(tmp_path / "alone.db"))
    questions = [
        *(form(name) for name in (*mine[::80], *foreign[::80]) for form in SPELLED),
        *("概览", "有哪些项目", "有哪些文件", "有哪些部门", "各部门的预算", "哪个部门预算最多", "所有部门的总预算"),
        *(f"{theirs}的总预算", theirs[:3], "水务局", "涉及校舍的项目", "预算最高的10个项目", "今天天气怎么样"),
    ]
    try:
        for question in questions:
            shown = render_json(restricted.answer(question))
            assert shown == render_json(whole.answer(question)), question
            # A name that is typed is repeated; no other of theirs is named.
            assert not [name for name in foreign if name in shown and name not in question], question
    finally:
        restricted.close()
        whole.close()


def test_what_the_admins_see(both: Path) -> None:
    """Departments, issues and the day of loading come through the same door."""
    service = AnswerService(str(both), frozenset({THEIRS}))
    everything = AnswerService(str(both))
    try:
        assert service.departments() == (THEIRS,)
        assert everything.departments() == (OURS, THEIRS)
        ours = sum(count for _, _, count in service.issue_counts())
        assert ours < sum(count for _, _, count in everything.issue_counts())
        assert len(service.loaded_on()) == len("2024-03-01")
    finally:
        service.close()
        everything.close()


def test_no_table_of_the_file_is_left_open(both: Path) -> None:
    """A table that comes later is restricted or hidden whole, without anybody having to think of it."""
    connection = open_read_only(str(both))
    try:
        restrict(connection, {"没有这个部门"})
        names = [
            name
            for (name,) in connection.execute(
                "SELECT name FROM main.sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite%'"
            )
        ]
        assert len(names) > 10
        for name in names:
            assert connection.execute(select("COUNT(*)", f'"{name}"')).fetchone() == (0,), name
    finally:
        connection.close()


def test_a_department_is_a_value_not_a_statement(both: Path) -> None:
    """Quotes in a name of the file of rights stay quotes."""
    connection = open_read_only(str(both))
    try:
        restrict(connection, {"x') OR ('1'='1", OURS})
        assert connection.execute("SELECT DISTINCT 部门 FROM 文件").fetchall() == [(OURS,)]
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.execute("DELETE FROM main.documents")
    finally:
        connection.close()
