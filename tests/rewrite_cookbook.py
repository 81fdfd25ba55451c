"""Writes what the docs show of the database anew: `python -m tests.rewrite_cookbook`.

The results in docs/cookbook.md, the dictionary in docs/schema.md, and the names that Datasette shows.
"""

import json
import re
import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.commands.schema import dictionary
from db.dictionary import VIEWS, View
from tests.console import ROOT
from tests.cookbook import PAGE, QUESTION, YEARLY, make_years, shown
from tests.loading import SEED, load

SCHEMA = ROOT / "docs" / "schema.md"
DATASETTE = ROOT / "docs" / "datasette.json"


def schema_page() -> str:
    """The dictionary as the command prints it."""
    return "".join(f"{line}\n" for line in dictionary())


def datasette_metadata() -> str:
    """Titles and the meaning of each column; the search box of 项目 uses the full-text index."""
    tables = {view.name: _table(view) for view in VIEWS}
    tables["项目"] |= {"fts_table": "检索", "fts_pk": "项目编号"}
    page = {
        "title": "预算绩效",
        "description": "公开的项目支出绩效目标表，与文件一样；金额的 _分 列供求和，万元列供阅读。",
        "databases": {"jixiao": {"tables": tables}},
    }
    return json.dumps(page, ensure_ascii=False, indent=2) + "\n"


def _table(view: View) -> dict[str, object]:
    return {"description": view.comment, "columns": {column.name: column.comment for column in view.columns}}


def main() -> None:
    """Run each statement over the bundled document."""
    with TemporaryDirectory() as folder:
        database = Path(folder) / "a.db"
        load(database, SEED)
        connection = sqlite3.connect(database)

        def anew(found: re.Match[str]) -> str:
            return f"{found['head']}\n{shown(connection, found['sql'])}\n"

        page = QUESTION.sub(anew, PAGE.read_text("utf-8"))
        connection.close()
        connection = sqlite3.connect(make_years(Path(folder)))
        PAGE.write_text(YEARLY.sub(anew, page), encoding="utf-8")
        connection.close()
    SCHEMA.write_text(schema_page(), encoding="utf-8")
    DATASETTE.write_text(datasette_metadata(), encoding="utf-8")


if __name__ == "__main__":
    main()
