"""Which files a call means: files, folders and patterns."""

from collections.abc import Iterator
from glob import glob, has_magic
from pathlib import Path
from typing import NamedTuple

from db import limits
from db.errors import LoadError, TooLarge, UnreadableFile
from db.readers import shown_name

# In a folder only files that look like documents are taken; a file that is named is read whatever its suffix.
SUFFIXES = frozenset((".txt", ".tsv", ".csv", ".xlsx", ".xls", ".docx", ".doc", ".pdf", ".html", ".htm"))


class Found(NamedTuple):
    """Files to read in order, and what was given and cannot be read."""

    paths: tuple[Path, ...]
    refused: tuple[LoadError, ...]
    passed_over: int  # files of folders that do not look like documents


def find_files(given: list[str]) -> Found:
    """Expand folders and patterns; a file that comes in twice is read once."""
    paths: dict[Path, None] = {}
    refused: list[LoadError] = []
    passed_over = 0
    for text in given:
        path = Path(text)
        if path.is_dir():
            inside = list(_in_folder(path))
            documents = [file for file in inside if file.suffix.lower() in SUFFIXES]
            passed_over += len(inside) - len(documents)
            if not documents:
                wanted = "、".join(sorted(suffix[1:] for suffix in SUFFIXES))
                refused.append(UnreadableFile(text, "文件夹里没有文件可装", f"请放入 {wanted} 文件"))
        elif not path.exists() and has_magic(text):
            documents = [Path(name) for name in sorted(glob(text, recursive=True)) if Path(name).is_file()]  # noqa: PTH207 - Path.glob takes no absolute pattern
            if not documents:
                refused.append(UnreadableFile(text, "没有文件符合这个样式", "请检查路径"))
        else:
            documents = [path]
        paths.update(dict.fromkeys(documents))
    if len(paths) > limits.max_files():
        raise TooLarge(
            shown_name(Path(given[0])), f"共有 {len(paths)} 个文件，超过上限 {limits.max_files()}", "请分几次装入"
        )
    return Found(tuple(paths), tuple(refused), passed_over)


def _in_folder(folder: Path) -> Iterator[Path]:
    """Files below a folder in a fixed order; hidden files and the locks of office programs are none."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        if not hidden and path.is_file():
            yield path
