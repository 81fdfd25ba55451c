"""Rows as separated values, for CSV and TSV alike."""

import csv
import io
from collections.abc import Iterable, Sequence

from bot.answer import Answer
from bot.render.about import About, lines
from bot.render.cells import harmless, plain_text, titles

BOM = "\ufeff"  # by which Excel knows UTF-8; a pipe goes without it


def render_separated(answer: Answer, about: About | None, delimiter: str) -> bytes:
    """Heading, rows, and in a file, behind an empty line, where they come from."""
    text = io.StringIO()
    # Excel wants \r\n; every other program takes it.
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n" if about else "\n")
    writer.writerow(titles(answer))
    writer.writerows(
        [plain_text(cell, unit) for cell, unit in zip(row, answer.units, strict=True)] for row in answer.rows
    )
    if about is not None:
        writer.writerow([])
        writer.writerows([label, harmless(told)] for label, told in lines(answer, about))
    return ((BOM if about else "") + text.getvalue()).encode("utf-8", "replace")


def text_file(rows: Iterable[Sequence[str]]) -> bytes:
    """Lines of text as a file for Excel."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([harmless(cell) for cell in row] for row in rows)
    return (BOM + text.getvalue()).encode("utf-8", "replace")
