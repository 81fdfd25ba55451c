"""Lines with delimiters, quoted cells included: what csv files and tables pasted from spreadsheets are made of.

The csv module loses the quotes of a cell such as "双减"工作经费 and lets one stray quote swallow the rest of a file.
Here a cell is quoted only if its closing quote stands before a delimiter or the end of a line; else quotes are text.
"""

import re
from collections.abc import Iterator
from functools import cache

from db.records import Origin, Row

_LINE_END = re.compile(r"\r\n|[\n\r\f]")


def read_rows(text: str, delimiter: str, file: str, *, tabs_in_quotes: bool) -> tuple[Row, ...]:
    r"""Rows that are not empty, each with the number of its first line in the file.

    >>> [row.cells for row in read_rows('a,"b\nc",d\n"x"y,"q""r"', ",", "f", tabs_in_quotes=True)]
    [('a', 'b\nc', 'd'), ('"x"y', 'q"r')]
    """
    if '"' not in text:
        lines = enumerate(_LINE_END.split(text), 1)
        split: Iterator[tuple[int, list[str]]] = (
            (number, [cell.strip() for cell in line.split(delimiter)]) for number, line in lines
        )
    else:
        split = _quoted_rows(text, delimiter, tabs_in_quotes=tabs_in_quotes)
    return tuple(Row(tuple(cells), Origin(file, row=number)) for number, cells in split if any(cells))


@cache
def _cell_pattern(delimiter: str, *, tabs_in_quotes: bool) -> re.Pattern[str]:
    """One cell with what ends it; a quoted cell of a pasted table holds no tab."""
    inside = '[^"]' if tabs_in_quotes else '[^"\t]'
    end = re.escape(delimiter)
    return re.compile(
        rf'(?:[ ]*"(?P<quoted>(?:{inside}|"")*+)"[ ]*(?={end}|[\r\n\f]|\Z)|(?P<plain>[^{end}\r\n\f]*))'
        rf"(?P<end>{end}|\r\n|[\r\n\f]|\Z)"
    )


def _quoted_rows(text: str, delimiter: str, *, tabs_in_quotes: bool) -> Iterator[tuple[int, list[str]]]:
    pattern = _cell_pattern(delimiter, tabs_in_quotes=tabs_in_quotes)
    cells: list[str] = []
    number = start = 1
    position = 0
    while True:
        match = pattern.match(text, position)
        assert match is not None  # for the type checker: a plain cell may be empty and ends at the end
        quoted = match["quoted"]
        cells.append((match["plain"] if quoted is None else quoted.replace('""', '"')).strip())
        if quoted is not None:
            number += len(_LINE_END.findall(quoted))
        position = match.end()
        if match["end"] != delimiter:
            yield start, cells
            number += 1
            start, cells = number, []
            if not match["end"]:
                return
