"""The catalogue of a database file: names, documents, owners, and that it notices changes."""

import sqlite3
from pathlib import Path

from db.catalogue import SqliteCatalogue
from db.store import open_read_only
from querylang.catalogue import Catalogue, LoadedDocument
from tests.synthetic import DEPARTMENTS, NAMES, make_synthetic


def open_catalogue() -> Catalogue:
    """The synthetic database behind the port."""
    return SqliteCatalogue(make_synthetic())


def test_names_are_distinct_and_in_order_of_appearance() -> None:
    """Each subject; a list that did not change keeps its identity."""
    catalogue = open_catalogue()
    assert catalogue.names("department") == DEPARTMENTS
    projects = catalogue.names("project")
    assert sorted(projects) == sorted(NAMES)
    assert catalogue.names("project") is projects
    assert len(set(catalogue.names("indicator"))) == len(catalogue.names("indicator")) == 5


def test_documents_and_owners() -> None:
    """Budget tables alone own projects."""
    catalogue = open_catalogue()
    assert len(catalogue.documents()) == 10
    assert catalogue.documents()[1] == LoadedDocument("甲市教育局", 2024, "预算目标表", "万元", True)
    owners = catalogue.owners("校舍维修")
    assert owners
    assert len(set(owners)) == len(owners)
    assert set(owners) <= {(one.department, one.year) for one in catalogue.documents() if one.kind == "预算目标表"}
    assert catalogue.owners("没有的项目") == ()


def test_candidates_share_characters_rarest_first() -> None:
    """Typing slips leave the right name in front; nothing shared, nothing offered."""
    catalogue = open_catalogue()
    assert catalogue.candidates("project", "垃圾轻运", 3)[0] == "垃圾清运"
    assert catalogue.candidates("project", "人才Ａ类", 1) == ("人才招聘A类",)
    assert catalogue.candidates("project", "xyz", 5) == ()


def test_fields_that_hold_nothing_are_known() -> None:
    """实际完成值 and 得分 stand where a self-evaluation was loaded."""
    connection = make_synthetic()
    catalogue = SqliteCatalogue(connection)
    assert catalogue.has_values("score")
    assert catalogue.has_values("total")
    connection.execute("UPDATE indicators SET actual = NULL")
    assert not SqliteCatalogue(connection).has_values("actual")


def test_changes_by_others_are_noticed(tmp_path: Path) -> None:
    """A long-running service asks anew after another connection has committed, and only then."""
    path = tmp_path / "a.db"
    made, writer = make_synthetic(), sqlite3.connect(path, isolation_level=None)
    made.backup(writer)
    catalogue = SqliteCatalogue(open_read_only(str(path)))
    before = catalogue.names("project")
    assert not catalogue.refresh()
    writer.execute("UPDATE projects SET name = '新的名字' WHERE name = '校舍维修'")
    assert catalogue.refresh()
    assert catalogue.names("project") != before
    assert "新的名字" in catalogue.names("project")
    assert not catalogue.refresh()
    writer.close()


def test_texts_that_stand_somewhere() -> None:
    """Names, goals, indicators and their targets, whatever the case and width of letters; not a pattern."""
    catalogue = open_catalogue()
    assert catalogue.holds("招聘")
    assert catalogue.holds("人才招聘a类")
    assert catalogue.holds(catalogue.names("indicator")[0])
    assert not catalogue.holds("天气")
    assert not catalogue.holds("人%聘")
