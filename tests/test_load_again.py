"""Loading again, replacing, trying, removing: what changes, what is said, which ids live on."""

import sqlite3
from pathlib import Path

from db.sqltext import select
from tests.console import run
from tests.loading import SEED, dumped, item, load, one_line, row, write_document


def ids(database: Path) -> dict[str, int]:
    """Ids of projects and indicators by name."""
    with sqlite3.connect(database) as connection:
        return dict(
            connection.execute(
                "SELECT name, id FROM projects UNION ALL"
                " SELECT p.name || '/' || i.name, i.id FROM indicators i JOIN projects p ON p.id = i.project_id"
            )
        )


def current(database: Path) -> dict[tuple[str, int | None], int]:
    """The `current` flag by department and year."""
    with sqlite3.connect(database) as connection:
        return {(d, y): c for d, y, c in connection.execute("SELECT department, year, current FROM documents")}


def first_and_second(folder: Path) -> tuple[Path, Path]:
    """Two versions of a document: a project gone, one new, one with another sum and another indicator."""
    first = write_document(
        folder / "first.txt",
        [row("办公", "1.00"), row("培训", "2.00", item(1, "场次", "3场") + item(2, "人数", "50人")), row("旧项目")],
    )
    second = write_document(
        folder / "second.txt",
        [row("新项目"), row("培训", "2.50", item(1, "人数", "60人") + item(2, "期数", "1期")), row("办公", "1.00")],
    )
    return first, second


def test_the_same_bytes_change_nothing_and_say_so(tmp_path: Path) -> None:
    """Status 0, a line that says so, the same file of the database, whatever the copy is called."""
    database = tmp_path / "a.db"
    load(database, SEED)
    before = database.read_bytes()
    copy = tmp_path / "copy.txt"
    copy.write_bytes(SEED.read_bytes())
    for arguments in ((SEED,), (copy,), (SEED, "--replace"), (SEED, "--dry-run")):
        result = load(database, *arguments)
        assert (result.returncode, result.stderr) == (0, "")
        assert "没有变化" in result.stdout
    assert database.read_bytes() == before


def test_what_was_said_about_the_bytes_still_holds(tmp_path: Path) -> None:
    """A year given once need not be given again; another year is another version."""
    database = tmp_path / "a.db"
    load(database, SEED, "--year", "2022")
    result = load(database, SEED)
    assert "没有变化" in result.stdout
    assert dumped(database)[0]["year"] == 2022
    one_line(load(database, SEED, "--year", "2023"), 1, "2022 → 2023", "--replace")
    assert load(database, SEED, "--year", "2023", "--replace").returncode == 0
    assert [document["year"] for document in dumped(database)] == [2023]


def test_another_version_is_refused_with_what_would_change(tmp_path: Path) -> None:
    """One line names what is added, dropped and changed, and --replace; the database stays as it was."""
    first, second = first_and_second(tmp_path)
    database = tmp_path / "a.db"
    load(database, first)
    before = database.read_bytes()
    one_line(
        load(database, second), 1, "second.txt", "新增 1 个项目：新项目", "去掉 1 个项目：旧项目", "培训", "--replace"
    )
    assert database.read_bytes() == before


def test_replacing_keeps_the_ids_of_what_persists(tmp_path: Path) -> None:
    """Same name, same id: documents, projects, and indicators of the same level 2."""
    first, second = first_and_second(tmp_path)
    database = tmp_path / "a.db"
    load(database, first)
    old = ids(database)
    result = load(database, second, "--replace")
    assert result.returncode == 0
    assert "新增 1 个项目：新项目" in result.stdout
    assert "去掉 1 个项目：旧项目" in result.stdout
    assert "培训（总计 2.00 → 2.50，财政拨款 2.00 → 2.50，指标新增 1 个、去掉 1 个、改动 1 个）" in result.stdout
    new = ids(database)
    for name in ("办公", "培训", "培训/人数"):
        assert new[name] == old[name]
    assert new["新项目"] not in old.values()
    fresh = tmp_path / "fresh.db"
    load(fresh, second)
    assert dumped(database) == dumped(fresh)


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    """Neither a database nor a row; the report is the one a load would give."""
    first, second = first_and_second(tmp_path)
    database = tmp_path / "a.db"
    (tmp_path / "empty.db").touch()  # nothing in it, so nothing to complain about
    assert load(tmp_path / "empty.db", first, "--dry-run").returncode == 0
    result = load(database, first, "--dry-run")
    assert result.returncode == 0
    assert "没有写入" in result.stdout
    assert not database.exists()
    load(database, first)
    before = database.read_bytes()
    assert load(database, second, "--dry-run").returncode == 1
    assert "新项目" in load(database, second, "--dry-run", "--replace").stdout
    assert database.read_bytes() == before


def test_the_latest_year_of_a_department_is_current(tmp_path: Path) -> None:
    """The flag follows loading and removing; a document without a year counts only where it is alone."""
    database = tmp_path / "a.db"
    undated = write_document(tmp_path / "u.txt", [row("一")], year=None)
    load(database, undated)
    assert current(database) == {("青岚市文化局", None): 1}
    for year in (2024, 2023):
        load(database, write_document(tmp_path / f"{year}.txt", [row(str(year))], year=year))
    load(database, write_document(tmp_path / "other.txt", [row("二")], year=2020, department="青岚市体育局"))
    assert current(database) == {
        ("青岚市文化局", None): 0,
        ("青岚市文化局", 2024): 1,
        ("青岚市文化局", 2023): 0,
        ("青岚市体育局", 2020): 1,
    }
    assert run("remove", "青岚市文化局/2024", "--db", database).returncode == 0
    assert current(database)["青岚市文化局", 2023] == 1
    assert run("remove", "青岚市文化局/2023", "--db", database).returncode == 0
    assert current(database)["青岚市文化局", None] == 1


def test_remove_takes_one_document_and_all_that_belongs_to_it(tmp_path: Path) -> None:
    """By id; an unknown or an ambiguous document is one line and no change; ids are never used again."""
    database = tmp_path / "a.db"
    for year in (2023, 2024):
        load(
            database, write_document(tmp_path / f"{year}.txt", [row("一", indicators=item(1, "数", "5个"))], year=year)
        )
    one_line(run("remove", "9", "--db", database), 1, "9", "documents")
    one_line(run("remove", "青岚市文化局", "--db", database), 1, "2023", "2024")
    result = run("remove", "2", "--db", database)
    assert result.returncode == 0
    assert "2024" in result.stdout
    with sqlite3.connect(database) as connection:
        for table, left in (("projects", 1), ("indicators", 1), ("quantities", 2)):
            assert connection.execute(select("COUNT(*)", table)).fetchone() == (left,)
    load(database, tmp_path / "2024.txt")
    with sqlite3.connect(database) as connection:
        assert connection.execute("SELECT id FROM documents ORDER BY id").fetchall() == [(1,), (3,)]


def test_documents_lists_what_is_loaded(tmp_path: Path) -> None:
    """A line a document with its figures."""
    database = tmp_path / "a.db"
    load(database, SEED)
    result = run("documents", "--db", database)
    line = result.stdout.splitlines()[-1]
    for word in (
        "1",
        "广州市番禺区人力资源和社会保障局（本级）",
        "未注明",
        "22",
        "149",
        "6,825.70",
        "6,825.71",
        SEED.name,
    ):
        assert word in line
