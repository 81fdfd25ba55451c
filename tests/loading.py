"""What the tests of loading share: documents made on the spot, and the database as `dump --json` shows it.

Imports nothing of the product: the command is run as a person runs it.
"""

import json
import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.console import ROOT, run

DOCUMENTS = ROOT / "tests" / "documents"
SEED = ROOT / "db" / "sample" / "000_ce4dfbf79bb214a4.txt"
HEADINGS = "项目名称（资金使用单位）\t总计\t财政拨款\t财政专户拨款\t其他资金\t绩效目标\t绩效指标"

Completed = subprocess.CompletedProcess[str]


def load(database: Path, *arguments: str | Path) -> Completed:
    """Run `jixiao load ARGUMENTS --db DATABASE`."""
    return run("load", *arguments, "--db", database)


def load_alike(database: Path, *documents: Path) -> None:
    """What `load` makes of them: the command runs once for the same documents, and later calls get a copy."""
    database.write_bytes(_loaded(tuple((one.name, one.read_bytes()) for one in documents)))


@cache
def _loaded(documents: tuple[tuple[str, bytes], ...]) -> bytes:
    with TemporaryDirectory() as folder:
        for name, content in documents:
            Path(folder, name).write_bytes(content)
        database = Path(folder, "loaded.db")
        result = load(database, *(Path(folder, name) for name, _ in documents))
        assert result.returncode == 0, result.stderr
        return database.read_bytes()


def dumped(database: Path) -> list[Any]:
    """Every document in the database."""
    result = run("dump", "--json", "--db", database)
    assert result.returncode == 0, result.stderr
    documents: list[Any] = json.loads(result.stdout)["documents"]
    return documents


def expected(name: str) -> list[Any]:
    """The records a document of tests/documents should give."""
    documents: list[Any] = json.loads((DOCUMENTS / name).read_text(encoding="utf-8"))
    return documents


def row(name: str, total: str = "10.00", indicators: str = "", goal: str = "做好工作。") -> str:
    """One project as a line of a table."""
    return "\t".join((name, total, total, "", "", goal, indicators))


def item(number: int, name: str, target: str) -> str:
    """One indicator as packed cells print it."""
    return f"{number}、1-产出指标,11-数量指标,{name}；实施周期指标值：{target},年度指标值：{target}；"


def write_document(
    path: Path, rows: list[str], *, year: int | None = 2024, department: str = "青岚市文化局", unit: str = "万元"
) -> Path:
    """A document in the seed's layout."""
    title = f"{year}年项目支出绩效目标表" if year else "项目支出绩效目标表"
    lines = (title, f"部门名称：{department}", f"单位：{unit}", HEADINGS, *rows)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def one_line(result: Completed, status: int, *words: str) -> None:
    """The command ended with this status and one Chinese line that holds these words, and no traceback."""
    assert result.returncode == status, result
    assert "Traceback" not in result.stderr
    assert "程序意外出错" not in result.stderr
    lines = result.stderr.splitlines()
    assert len(lines) == 1, result.stderr
    for word in words:
        assert word in lines[0]
