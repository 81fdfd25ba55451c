"""Limits and refusals that hold whatever the format: bombs, entities, archives, encryption, hoards of memory."""

import io
import zipfile
from pathlib import Path

import pytest

from tests.console import environment, run
from tests.documents.matrix import HERE
from tests.loading import load, one_line

MEGABYTE = 1024 * 1024
MEMBERS = {"xlsx": "xl/worksheets/sheet1.xml", "docx": "word/document.xml"}


def repacked(name: str, member: str, change: bytes) -> bytes:
    """A sound package whose one member is another; deflated, so that much of the same is small."""
    packed = io.BytesIO()
    with zipfile.ZipFile(HERE / name) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            new.writestr(one, change if one == member else old.read(one))
    return packed.getvalue()


def member(name: str, path: str) -> bytes:
    """One member of a document of the corpus."""
    with zipfile.ZipFile(HERE / name) as package:
        return package.read(path)


@pytest.mark.parametrize("format_", MEMBERS)
def test_a_package_that_unpacks_beyond_the_limit_is_refused(format_: str, tmp_path: Path) -> None:
    """Small on disk, 30 MB unpacked, the limit set to 20: refused before it is held in memory."""
    inner = MEMBERS[format_]
    bomb = member(f"rows.{format_}", inner).replace(b"<w:body>", b"<w:body>" + b" " * 30 * MEGABYTE)
    bomb = bomb.replace(b"<sheetData>", b"<sheetData>" + b" " * 30 * MEGABYTE)
    assert len(bomb) > 30 * MEGABYTE
    path = tmp_path / f"bomb.{format_}"
    path.write_bytes(repacked(f"rows.{format_}", inner, bomb))
    assert path.stat().st_size < MEGABYTE
    result = run("load", path, "--db", tmp_path / "a.db", env=environment(JIXIAO_MAX_UNPACKED_MB="20"))
    one_line(result, 1, path.name, "上限")
    assert not (tmp_path / "a.db").exists()


@pytest.mark.parametrize("format_", MEMBERS)
def test_a_document_type_with_entities_is_refused(format_: str, tmp_path: Path) -> None:
    """Entities that grow when they are read, or that read other files, are met by no parser of ours."""
    inner = MEMBERS[format_]
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">]>'
    declaration, _, rest = member(f"rows.{format_}", inner).partition(b"?>")
    path = tmp_path / f"laughs.{format_}"
    path.write_bytes(repacked(f"rows.{format_}", inner, declaration + b"?>" + laughs + rest))
    one_line(load(tmp_path / "a.db", path), 1, path.name)
    assert not (tmp_path / "a.db").exists()


def test_an_archive_is_refused(tmp_path: Path) -> None:
    """Its documents are for the person to unpack; so is a compressed file of any other kind."""
    path = tmp_path / "tables.zip"
    with zipfile.ZipFile(path, "w") as package:
        package.write(HERE / "rows.xlsx", "rows.xlsx")
    one_line(load(tmp_path / "a.db", path), 1, "tables.zip", "压缩包")
    for start in (b"Rar!\x1a\x07\x00", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08\x00"):
        other = tmp_path / "other.xlsx"
        other.write_bytes(start + bytes(64))
        one_line(load(tmp_path / "a.db", other), 1, "other.xlsx", "压缩包")


@pytest.mark.parametrize("format_", ["txt", "csv", "html", "xlsx", "xls", "docx", "pdf"])
def test_a_file_cut_off_in_the_middle_is_no_half_load(format_: str, tmp_path: Path) -> None:
    """A package or a workbook cut off is refused; text cut off is a shorter text, and says what is missing."""
    content = (HERE / f"forms.{format_}").read_bytes()
    path = tmp_path / f"half.{format_}"
    path.write_bytes(content[: len(content) // 2 // 2 * 2])
    result = load(tmp_path / "a.db", path)
    assert "Traceback" not in result.stderr
    if format_ in {"xlsx", "docx"}:
        one_line(result, 1, path.name)
    assert result.returncode in {0, 1}
    assert (tmp_path / "a.db").exists() == (result.returncode == 0)


@pytest.mark.parametrize("format_", ["xlsx", "docx", "pdf"])
def test_memory_is_bounded(format_: str, tmp_path: Path) -> None:
    """With next to no memory a document is refused in one line."""
    settings = environment(JIXIAO_MAX_MEMORY_MB="1", JIXIAO_MAX_UNPACKED_MB="400")
    inner = MEMBERS.get(format_)
    path = tmp_path / f"large.{format_}"
    if inner is None:
        path.write_bytes((HERE / f"rows.{format_}").read_bytes() + b"\n%" + b"x" * 40 * MEGABYTE)
    else:
        large = member(f"rows.{format_}", inner)
        large = large.replace(b"</w:tbl>", b"<w:tr><w:tc><w:p/></w:tc></w:tr>" * 900_000 + b"</w:tbl>", 1)
        large = large.replace(b"</sheetData>", b'<row r="999"><c r="A999"/></row>' * 900_000 + b"</sheetData>")
        path.write_bytes(repacked(f"rows.{format_}", inner, large))
    result = run("load", path, "--db", tmp_path / "a.db", env=settings)
    assert "Traceback" not in result.stderr
    assert result.returncode in {0, 1}
    if result.returncode:
        one_line(result, 1, path.name)
