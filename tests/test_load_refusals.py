"""What cannot be loaded, and databases that cannot be used: one clear Chinese line, the right status, no change."""

import os
import resource
import sqlite3
import subprocess
from pathlib import Path

import pytest

from tests.console import JIXIAO, environment, run
from tests.loading import DOCUMENTS, SEED, dumped, load, one_line, row, write_document


def write(path: Path, content: bytes) -> Path:
    """A file with these bytes."""
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", "空文件"),
        ("blank.txt", b"\n\t\n  \n", "空白"),
        ("binary.dat", bytes(range(256)) * 8, "二进制"),
        ("late.txt", b"a" * 10_000 + b"\x00", "不是能读的文字"),
        ("broken.txt", "项目名称".encode() + b"\xff\xff\xff", "不是能读的文字"),
        ("book.xlsx", b"PK\x03\x04rest", "Excel"),
        ("page.pdf", b"%PDF-1.7\n", "PDF"),
        ("letter.txt", "各位同事：\n今天开会。\n".encode(), "没有找到绩效目标表的表头"),
    ],
)
def test_a_file_that_is_no_document_is_refused(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    """The line names the file and what it is; no database is made."""
    database = tmp_path / "a.db"
    one_line(load(database, write(tmp_path / name, content)), 1, "拒绝", name, words)
    assert not database.exists()


def test_a_missing_file_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    """Each with what to do."""
    database = tmp_path / "a.db"
    one_line(load(database, tmp_path / "missing.txt"), 1, "missing.txt", "没有这个文件")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "notes.md").write_text("x", encoding="utf-8")
    one_line(load(database, folder), 1, "folder", "没有文件可装")
    one_line(load(database, f"{tmp_path}/*.csv"), 1, "*.csv", "没有文件符合")


def test_a_table_without_projects_or_department_is_refused(tmp_path: Path) -> None:
    """A department can be given, projects cannot."""
    database = tmp_path / "a.db"
    one_line(load(database, write_document(tmp_path / "none.txt", [])), 1, "没有一个项目")
    nameless = write_document(tmp_path / "nameless.txt", [row("一")], department="")
    one_line(load(database, nameless), 1, "没有写明部门", "--department")
    assert load(database, nameless, "--department", "青岚市林业局").returncode == 0
    assert dumped(database)[0]["department"] == "青岚市林业局"
    assert "没有变化" in load(database, nameless).stdout


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    """Folders and patterns: what is sound is loaded, and status 1 tells of the rest."""
    folder = tmp_path / "folder"
    (folder / "deep").mkdir(parents=True)
    write(folder / "a_empty.txt", b"")
    write_document(folder / "b.txt", [row("一")], department="青岚市林业局")
    write_document(folder / "deep" / "c.txt", [row("二")], department="青岚市水务局")
    write(folder / ".hidden.txt", b"x")
    database = tmp_path / "a.db"
    result = load(database, folder)
    assert result.returncode == 1
    assert result.stderr.splitlines() == ["拒绝：a_empty.txt：是空文件（0 字节）；请重新下载或导出"]
    assert "新装入 2 份" in result.stdout
    assert [document["department"] for document in dumped(database)] == ["青岚市林业局", "青岚市水务局"]
    assert load(database, f"{folder}/*/c.txt").returncode == 0


def test_limits_are_settings(tmp_path: Path) -> None:
    """A file beyond the limit is refused before it is read; the limit can be raised or lowered."""
    big = write(tmp_path / "big.txt", b"x" * (1024 * 1024 + 1))
    result = run("load", big, "--db", tmp_path / "a.db", env=environment(JIXIAO_MAX_FILE_MB="1"))
    one_line(result, 1, "big.txt", "上限", "JIXIAO_MAX_FILE_MB")


def test_wrong_usage_is_status_two(tmp_path: Path) -> None:
    """No file, a year that is none, an unknown unit."""
    one_line(run("load"), 2)
    one_line(load(tmp_path / "a.db", SEED, "--year", "24"), 2, "--year")
    one_line(load(tmp_path / "a.db", SEED, "--unit", "美元"), 2, "--unit")


@pytest.mark.parametrize("command", ["dump", "documents", "check"])
def test_without_a_database_the_message_names_the_command_that_makes_it(tmp_path: Path, command: str) -> None:
    """Not there, or empty."""
    one_line(run(command, cwd=tmp_path), 2, "jixiao.db", "jixiao load")
    empty = write(tmp_path / "empty.db", b"")
    one_line(run(command, "--db", empty), 2, "empty.db", "jixiao load")


def test_the_database_is_the_option_else_the_environment_else_here(tmp_path: Path) -> None:
    """--db, JIXIAO_DB, jixiao.db."""
    document = write_document(tmp_path / "a.txt", [row("一")])
    assert run("load", document, cwd=tmp_path).returncode == 0
    assert (tmp_path / "jixiao.db").exists()
    settings = environment(JIXIAO_DB=str(tmp_path / "b.db"))
    assert run("load", document, cwd=tmp_path, env=settings).returncode == 0
    assert (tmp_path / "b.db").exists()
    assert run("load", document, "--db", "c.db", cwd=tmp_path, env=settings).returncode == 0
    assert (tmp_path / "c.db").exists()


def test_a_database_that_is_not_one_is_left_alone(tmp_path: Path) -> None:
    """Some text, another program's database, a folder, an older and a newer schema, a damaged file."""
    text = write(tmp_path / "text.db", b"this is no database, only text\n" * 100)
    foreign, older, newer, broken = (tmp_path / name for name in ("foreign.db", "older.db", "newer.db", "broken.db"))
    with sqlite3.connect(foreign) as connection:
        connection.execute("CREATE TABLE mine (a)")
    for path, version in ((older, 0), (newer, 999)):
        load(path, SEED)
        with sqlite3.connect(path) as connection:
            connection.execute(f"PRAGMA user_version = {version}")
    load(broken, SEED)
    broken.write_bytes(broken.read_bytes()[:4096] + b"\xff" * 60_000)
    cases = (
        (text, "不是数据库"),
        (foreign, "别的程序"),
        (tmp_path, "文件夹"),
        (older, "旧版程序"),
        (newer, "更新的程序"),
        (broken, "损坏"),
    )
    for path, words in cases:
        before = path.read_bytes() if path.is_file() else b""
        one_line(run("dump", "--db", path), 2, path.name, words)
        one_line(load(path, DOCUMENTS / "wrong_total.txt"), 2, path.name, words)
        assert path.is_dir() or path.read_bytes() == before


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    """/proc takes no files, not even from root; an ordinary user also meets a folder without the right to write."""
    one_line(load(Path("/proc/jixiao.db"), SEED), 1, "/proc/jixiao.db", "只读")
    one_line(load(tmp_path / "none" / "a.db", SEED), 1, "没有文件夹")
    if os.geteuid() != 0:
        locked = tmp_path / "locked"
        locked.mkdir(mode=0o500)
        one_line(load(locked / "a.db", SEED), 1, "a.db", "只读")


@pytest.mark.parametrize("kilobytes", [1, 40, 120])
def test_a_full_disk_leaves_the_database_as_it_was(tmp_path: Path, kilobytes: int) -> None:
    """The limit on file size stops writing at several depths, as a full disk does."""

    def no_more_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, kilobytes * 1024))

    def load_with_little_room(database: Path) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [JIXIAO, "load", SEED, "--db", database],
            env=environment(),
            capture_output=True,
            encoding="utf-8",
            check=False,
            preexec_fn=no_more_room,
        )

    fresh = tmp_path / "fresh.db"
    one_line(load_with_little_room(fresh), 1, "fresh.db", "磁盘已满")
    assert not fresh.exists()
    database = tmp_path / "a.db"
    load(database, DOCUMENTS / "wrong_total.txt")
    before = dumped(database)
    one_line(load_with_little_room(database), 1, "a.db", "磁盘已满")
    assert dumped(database) == before


def test_a_locked_database_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another writer holds it: said, not hung, nothing written."""
    from db import store
    from db.errors import WriteFailed
    from db.load import load_documents, read_file

    monkeypatch.setattr(store, "WAIT_SECONDS", 0)
    database = tmp_path / "a.db"
    load(database, SEED)
    other = sqlite3.connect(database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(WriteFailed, match="另一个程序"):
        load_documents(str(database), read_file(DOCUMENTS / "wrong_total.txt"), replace=False)
    other.execute("ROLLBACK")
    other.close()
