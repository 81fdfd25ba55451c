"""Full-text search that any SQLite client can use, and that finds Chinese words of one character or two as well.

SQLite's own tokenizers fail on Chinese: `unicode61` takes a whole clause for one word, `trigram` finds nothing under
three characters and, in SQLite 3.40, answers LIKE and GLOB wrongly.  So the words are made here: every stretch of one
to four characters of a text is a word of the index.  检索 MATCH '审计' then works as it reads, with AND, OR, NOT and
column names as FTS5 has them; of a longer word the parts are joined by AND.

Which projects are to be indexed anew is written down by triggers in plain SQL, so that a change made with another
program is not lost: the next load or correction takes it up.
"""

import re
import sqlite3
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from db.layouts.vocabulary import key
from db.sqltext import select

LONGEST = 4  # characters of a word that the index holds whole
_CHINESE = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_PIECE = re.compile(rf"[{_CHINESE}]+|[^\W{_CHINESE}]+")
_TABLE = (
    'CREATE VIRTUAL TABLE "检索" USING fts5("项目", "绩效目标", "指标", "指标值",'
    " tokenize = 'unicode61 remove_diacritics 0', detail = 'column', columnsize = 0)"
)
_TRIGGERS = (
    ("projects", "INSERT", "NEW.id"),
    ("projects", "DELETE", "OLD.id"),
    ("projects", "UPDATE OF name, goal", "NEW.id"),
    ("indicators", "INSERT", "NEW.project_id"),
    ("indicators", "DELETE", "OLD.project_id"),
    ("indicators", "UPDATE OF name, cycle_target, annual_target, actual", "NEW.project_id"),
)
_STALE = "SELECT project_id FROM search_stale"
_PROJECTS = select("id, name, goal", "projects", f"id IN ({_STALE})") + " ORDER BY id"
_INDICATORS = (
    select("project_id, name, cycle_target, annual_target, actual", "indicators", f"project_id IN ({_STALE})")
    + " ORDER BY project_id, ordinal"
)


def create_search(connection: sqlite3.Connection) -> None:
    """Make the index, and the triggers that note what has changed."""
    connection.execute(_TABLE)
    for table, event, project in _TRIGGERS:
        name = f"{table}_{event.split()[0].lower()}_search"
        note = f"INSERT OR IGNORE INTO search_stale (project_id) VALUES ({project});"  # noqa: S608 - columns listed above in this module
        connection.execute(f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {note} END")


def index_changed(connection: sqlite3.Connection) -> None:
    """Index anew what has changed since the last time, within the transaction of the caller."""
    connection.execute('DELETE FROM "检索" WHERE rowid IN (SELECT project_id FROM search_stale)')
    connection.executemany(
        'INSERT INTO "检索" (rowid, "项目", "绩效目标", "指标", "指标值") VALUES (?, ?, ?, ?, ?)', _rows(connection)
    )
    connection.execute("DELETE FROM search_stale")


def words(*texts: str | None) -> str:
    """The words of the index in some texts, each once, with a space between.

    >>> words("内部审计A1"), words("审计", None, "计")
    ('内 内部 内部审 内部审计 部 部审 部审计 审 审计 计 a1', '审 审计 计')
    """
    found: dict[str, None] = {}
    for text in texts:
        for piece in _PIECE.findall(key(text)) if text else ():
            found.update(_parts(piece))
    return " ".join(found)


@lru_cache(maxsize=1 << 13)  # 指标, 不低于 and the like stand in most of the texts of a table
def _parts(piece: str) -> dict[str, None]:
    """A run of letters or digits whole, of a Chinese one each part that the index keeps."""
    if not re.match(f"[{_CHINESE}]", piece):
        return {piece: None}
    parts: dict[str, None] = {}
    for start in range(len(piece)):
        for end in range(start + 1, min(start + LONGEST, len(piece)) + 1):
            parts[piece[start:end]] = None
    return parts


def match_expression(text: str) -> str:
    """What finds a text in the index: the word itself, or for a longer one all its parts.

    >>> match_expression("审计"), match_expression("综合档案整理")
    ('"审计"', '"综合档案" AND "合档案整" AND "档案整理"')
    """
    parts: list[str] = []
    for piece in _PIECE.findall(key(text)):
        if len(piece) <= LONGEST or not re.match(f"[{_CHINESE}]", piece):
            parts.append(piece)
        else:
            parts += [piece[start : start + LONGEST] for start in range(len(piece) - LONGEST + 1)]
    return " AND ".join(f'"{part}"' for part in parts)


def _rows(connection: sqlite3.Connection) -> Iterator[tuple[int, str, str, str, str]]:
    indicators = groupby(connection.execute(_INDICATORS), key=itemgetter(0))
    project, group = next(indicators, (None, iter(())))
    for number, name, goal in connection.execute(_PROJECTS):
        while project is not None and project < number:  # an indicator without its project cannot be, but may not stall
            project, group = next(indicators, (None, iter(())))
        rows = list(group) if project == number else []
        targets = [text for _, _, *texts in rows for text in texts]
        yield number, words(name), words(goal), words(*(row[1] for row in rows)), words(*targets)
