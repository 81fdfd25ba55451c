"""The SQL that README.md shows gives the output that README.md shows."""

import re
import sqlite3
from pathlib import Path

from tests.console import ROOT
from tests.loading import SEED, load

EXAMPLE = re.compile(r"```sql\n(?P<query>.*?)\n```\n\n```text\n(?P<output>.*?)\n```", re.DOTALL)


def test_the_queries_of_the_readme_give_their_output(tmp_path: Path) -> None:
    """As `sqlite3 -header` prints rows: cells between bars."""
    database = tmp_path / "a.db"
    assert load(database, SEED).returncode == 0
    examples = list(EXAMPLE.finditer((ROOT / "README.md").read_text(encoding="utf-8")))
    assert len(examples) >= 3
    with sqlite3.connect(database) as connection:
        for example in examples:
            cursor = connection.execute(example["query"])
            rows = [[name for name, *_ in cursor.description], *cursor.fetchall()]
            printed = "\n".join("|".join("" if cell is None else str(cell) for cell in row) for row in rows)
            assert printed == example["output"]
