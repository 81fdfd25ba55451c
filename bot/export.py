"""The forms an answer can be written in: which there are, which one a file's name asks for, and writing it out.

A pipe gets the figures alone, so that the next program need not skip anything; a file is read by a person later, so it
carries question, reading, source and date as well.
"""

import os
from typing import TYPE_CHECKING

from bot.errors import USAGE_ERROR, CommandError

if TYPE_CHECKING:
    from bot.answer import Answer
    from bot.render.about import About

TABLE = "table"
JSON = "json"
# Name of the form → its module in bot.render, the endings of file names that ask for it.
FORMS: dict[str, tuple[str, tuple[str, ...]]] = {
    TABLE: ("as_table", (".txt",)),
    JSON: ("as_json", (".json",)),
    "jsonl": ("as_jsonl", (".jsonl", ".ndjson")),
    "csv": ("as_csv", (".csv",)),
    "tsv": ("as_tsv", (".tsv", ".tab")),
    "markdown": ("as_markdown", (".md", ".markdown")),
    "html": ("as_html", (".html", ".htm")),
    "xlsx": ("as_xlsx", (".xlsx",)),
}
BINARY = frozenset({"xlsx"})


def form_of_file(path: str, remedy: str = "请换其中之一，或用 -f 指明格式") -> str:
    """The form that the ending of a file's name asks for; CommandError where it asks for none.

    >>> form_of_file("答案.CSV"), form_of_file("a.b.md")
    ('csv', 'markdown')
    """
    ending = os.path.splitext(path)[1].lower()
    for form, (_, endings) in FORMS.items():
        if ending in endings:
            return form
    known = " ".join(endings[0] for _, endings in FORMS.values())
    raise CommandError(f"从文件名 {path} 看不出格式（认得 {known}）；{remedy}", USAGE_ERROR)


def render(answer: "Answer", form: str, about: "About | None", width: int = 100) -> bytes:
    """One answer in one form; with `about` it carries where it comes from, else the figures alone."""
    from importlib import import_module

    rendered: bytes = import_module(f"bot.render.{FORMS[form][0]}").render(answer, about, width)
    return rendered


def write_file(path: str, content: bytes) -> None:
    """Write whole or not at all: what stood there before goes only when the new one is complete."""
    from tempfile import NamedTemporaryFile

    if os.path.isdir(path):
        raise CommandError(f"{path} 是文件夹；请写成文件名")
    folder = os.path.dirname(os.path.abspath(path))
    if not os.path.isdir(folder):
        raise CommandError(f"没有文件夹 {folder}；请先建好它")
    if os.path.exists(path) and not os.path.isfile(path):
        with open(path, "wb") as device:
            device.write(content)
        return
    with NamedTemporaryFile(dir=folder, prefix=".jixiao-", delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.chmod(file.name, _mode_of(path))
            os.replace(file.name, path)
        except BaseException:
            os.unlink(file.name)
            raise


def _mode_of(path: str) -> int:
    """The permissions of the file there, else those that a new file gets."""
    try:
        return os.stat(path).st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
