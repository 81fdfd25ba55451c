"""The corpus: every document of `tests/documents` against the records written for it without the product."""

import json
from collections import Counter
from pathlib import Path

import pytest

from bot import cli
from tests.documents.matrix import FORMATS, HERE, LAYOUTS, Entry, entries, table

DOCUMENTS = entries()
GOOD = [one for one in DOCUMENTS if one.refused is None]
BAD = [one for one in DOCUMENTS if one.refused is not None]


def bare(value: object) -> object:
    """Records without the white space inside their texts, which lines broken on a page add and take away."""
    if isinstance(value, str):
        return "".join(value.split())
    if isinstance(value, list):
        return [bare(one) for one in value]
    return {name: bare(one) for name, one in value.items()} if isinstance(value, dict) else value


@pytest.mark.parametrize("document", GOOD, ids=lambda one: one.name)
def test_a_document_gives_its_records(document: Entry, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every field; so the same table in two formats gives equal records."""
    database = str(tmp_path / "a.db")
    assert cli.main(["load", str(document.path), "--db", database]) == 0, capsys.readouterr().err
    capsys.readouterr()
    assert cli.main(["dump", "--json", "--db", database]) == 0
    found = json.loads(capsys.readouterr().out)["documents"]
    assert document.expected is not None
    wanted = json.loads((HERE / document.expected).read_text(encoding="utf-8"))
    assert bare(found) == bare(wanted)


@pytest.mark.parametrize("document", BAD, ids=lambda one: one.name)
def test_a_bad_document_is_refused(document: Entry, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line that names the file and says why; no database."""
    database = tmp_path / "a.db"
    assert cli.main(["load", str(document.path), "--db", str(database)]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert document.name in line
    assert document.refused
    assert document.refused in line
    assert not database.exists()


def test_the_matrix_lists_every_document_once() -> None:
    """Known formats and layouts; no trap twice in a format."""
    listed = {one.name for one in DOCUMENTS}
    there = {path.name for path in HERE.iterdir() if path.suffix[1:] in FORMATS}
    assert there == listed
    assert all(one.format in FORMATS and one.layout in LAYOUTS for one in DOCUMENTS)
    traps = Counter((one.format, one.trap) for one in DOCUMENTS)
    assert not [trap for trap, count in traps.items() if count > 1]
    assert all((one.expected is None) != (one.refused is None) for one in DOCUMENTS)


def test_the_matrix_is_filled() -> None:
    """Every layout of sound tables, and a bad file, in every format."""
    filled = {(one.format, one.layout) for one in DOCUMENTS}
    assert {(format_, layout) for format_ in FORMATS for layout in LAYOUTS} <= filled
    assert "one form a project" in table()
