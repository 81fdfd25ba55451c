"""Documents of tests/documents against the records written for them by hand or by another program."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.console import run
from tests.loading import DOCUMENTS, SEED, dumped, expected, load


def test_the_seed_is_loaded_field_by_field(tmp_path: Path) -> None:
    """The dump of the seed equals what the independent script read from it."""
    database = tmp_path / "a.db"
    assert load(database, SEED).returncode == 0
    (document,) = dumped(database)
    wanted = json.loads((DOCUMENTS / "000_ce4dfbf79bb214a4.expected.json").read_text(encoding="utf-8"))
    assert document == wanted
    assert len(document["projects"]) == 22
    assert sum(len(project["indicators"]) for project in document["projects"]) == 149


def test_the_expected_records_are_what_the_independent_script_writes() -> None:
    """The committed file has not drifted from the script that proves it."""
    script = DOCUMENTS / "expect_seed.py"
    assert subprocess.run([sys.executable, script, "--check"], check=False).returncode == 0


@pytest.mark.parametrize("name", ["traps", "wrong_total"])
def test_small_documents_are_loaded_field_by_field(tmp_path: Path, name: str) -> None:
    """Units in cells and heads, odd figures, treacherous packed cells, two departments in a file."""
    database = tmp_path / "a.db"
    assert load(database, DOCUMENTS / f"{name}.txt").returncode == 0
    assert dumped(database) == expected(f"{name}.expected.json")


def test_the_report_on_the_seed_says_what_is_odd(tmp_path: Path) -> None:
    """Counts on standard output; one line a kind of issue on standard error."""
    result = load(tmp_path / "a.db", SEED)
    assert "22 个项目，149 个指标" in result.stdout
    assert "6,825.70" in result.stdout
    total, missing, misfiled, differing = result.stderr.splitlines()
    assert "6,825.71" in total
    assert "6,825.70" in total
    assert "0.01" in total
    assert "第10行" in total
    assert "提高行车安全和办案出行效率" in missing
    assert "16 个指标" in misfiled
    assert "6 个指标" in differing
    assert all(line.startswith(f"警告：{SEED.name}：") for line in result.stderr.splitlines())
    assert "没有成本指标 21，指标值没有数量 56，疑似错字 2；jixiao check" in result.stdout


def test_every_issue_of_the_traps_is_said_with_its_place(tmp_path: Path) -> None:
    """Nothing that was passed over, read with doubt or does not add up goes without a line."""
    lines = load(tmp_path / "a.db", DOCUMENTS / "traps.txt").stderr.splitlines()
    for place, words in (
        ("第3行", "天气"),
        ("第4行", "129.00"),
        ("第5行", "99.60"),
        ("第6行", "待定"),
        ("第9行", "42.50"),
        ("第10行", "0.001"),
        ("第10行", "说明文字"),
        ("第17行", "第16行已有"),
        ("第18行", "绩效目标管理经费"),
    ):
        assert any(f"traps.txt：{place}：" in line and words in line for line in lines), (place, words)


def test_check_lists_every_issue(tmp_path: Path) -> None:
    """The 16 misfiled indicators of the seed, each with its place."""
    database = tmp_path / "a.db"
    load(database, SEED)
    result = run("check", "--db", database)
    assert result.returncode == 0
    lines = result.stdout.splitlines()
    assert sum("：指标归类不符：" in line for line in lines) == 16
    assert any("第16行：疑似错字：" in line and "「各谐」" in line and "「和谐」" in line for line in lines)
    assert all(f"{SEED.name} 第" in line for line in lines[:-1])
    assert lines[-1] == (
        "共 103 个问题：合计不符 1，没有成本指标 21，指标值没有数量 56，指标归类不符 16，"
        "周期值与年度值不同 6，缺年度指标值 1，疑似错字 2"
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_the_encoding_does_not_matter(tmp_path: Path, encoding: str) -> None:
    """The same text in another encoding gives the same records."""
    copy = tmp_path / "copy.txt"
    text = (DOCUMENTS / "wrong_total.txt").read_text(encoding="utf-8")
    copy.write_bytes(text.replace("\n", "\r\n").encode(encoding))
    database = tmp_path / "a.db"
    assert load(database, copy).returncode == 0
    assert dumped(database) == expected("wrong_total.expected.json")


def test_target_values_are_stored_as_quantities(tmp_path: Path) -> None:
    """Number, unit, bound and edge stand beside the published text."""
    database = tmp_path / "a.db"
    load(database, SEED)
    with sqlite3.connect(database) as connection:
        rows = connection.execute(
            "SELECT i.annual_target, q.number_text, q.unit, q.bound, q.edge FROM quantities q"
            " JOIN indicators i ON i.id = q.indicator_id WHERE q.target = 'annual' ORDER BY i.id, q.ordinal"
        ).fetchall()
    found = {(text, number, unit, bound, edge) for text, number, unit, bound, edge in rows}
    assert (">5000人", "5000", "人", "above", 1) in found
    assert ("不低于95%", "95", "%", "at_least", 0) in found
    assert ("约2000人", "2000", "人", "about", 0) in found
    assert {("2场,50人", "2", "场", "exact", 0), ("2场,50人", "50", "人", "exact", 0)} <= found
    assert ("≤0%", "0", "%", "at_most", 0) in found
    assert not any(text == "合规" for text, *_ in rows)
