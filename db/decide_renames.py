"""Confirms, denies and takes back renames: who, when and why are kept, and nothing is ever deleted."""

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Literal

from db.changing import changing
from db.errors import CannotRename
from db.layouts.vocabulary import key
from db.records import short
from db.renames import STATES, Pair, find_candidates, list_decided, neighbours, projects_of

Decision = Literal["confirmed", "denied"]
_LISTED = 8


def decide(database: str, which: Sequence[str], decision: Decision, who: str, why: str, document: str = "") -> str:
    """Confirm or deny a pair: the number of a candidate as listed, or the two names; returns what was done.

    `document` is a department or department/later year, where the two names alone stand in several.
    """
    if not who.strip() or not why.strip():
        raise CannotRename("要写明谁定的（--by）和原因（--why）")
    with changing(database) as connection:
        pair = _meant(connection, which, document)
        decided = [one for one in list_decided(connection) if one.pair == pair]
        if any(one.state == decision for one in decided):
            raise CannotRename(f"早已记为{STATES[decision]}：{pair.said}")
        if decision == "confirmed":
            _refuse_second(connection, pair)
        for one in decided:
            _withdraw(connection, one.id, who)
        cursor = connection.execute(
            "INSERT INTO renames (department, department_key, kind, earlier_year, earlier_name, later_year, later_name,"
            " state, who, why, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(pair.department, key(pair.department), pair.kind, pair.earlier_year, pair.earlier_name),
                *(pair.later_year, pair.later_name, decision, who.strip(), why.strip(), _now()),
            ),
        )
    number = cursor.lastrowid
    return f"已记为{STATES[decision]}（改名 {number}）：{pair.said}；收回用 jixiao renames --withdraw {number}"


def withdraw(database: str, number: int, who: str) -> str:
    """Take a decision back; returns what was done."""
    with changing(database) as connection:
        found = next((one for one in list_decided(connection, withdrawn=True) if one.id == number), None)
        if found is None:
            raise CannotRename(f"没有改名 {number}；jixiao renames --decided 列出所有决定")
        if found.state == "withdrawn":
            raise CannotRename(f"改名 {number} 早已收回")
        _withdraw(connection, number, who)
    return f"已收回改名 {number}（{STATES[found.state]}）：{found.pair.said}"


def _withdraw(connection: sqlite3.Connection, number: int, who: str) -> None:
    connection.execute(
        "UPDATE renames SET state = 'withdrawn', withdrawn_by = ?, withdrawn_at = ? WHERE id = ?",
        (who.strip(), _now(), number),
    )


def _meant(connection: sqlite3.Connection, which: Sequence[str], document: str) -> Pair:
    if len(which) == 1 and which[0].isdecimal():
        candidates = find_candidates(connection)
        if not 1 <= int(which[0]) <= len(candidates):
            raise CannotRename(f"没有第 {which[0]} 对，共 {len(candidates)} 对；jixiao renames 列出")
        return candidates[int(which[0]) - 1].pair
    if len(which) != 2:  # noqa: PLR2004 - an earlier and a later name
        raise CannotRename("要写列出的序号，或者上年的名称和下一年的名称，如 --confirm 旧名 新名")
    pairs = list(_of_these_names(connection, which[0], which[1], document))
    if not pairs:
        raise CannotRename(
            f"没有相邻两年，上年有「{short(which[0])}」而下一年没有，下一年有「{short(which[1])}」而上年没有"
        )
    if len(pairs) > 1:
        several = "；".join(pair.said for pair in pairs[:_LISTED])
        raise CannotRename(f"有 {len(pairs)} 处：{several}；请用 --document 指明部门，或 部门/下一年")
    return pairs[0]


def _of_these_names(connection: sqlite3.Connection, earlier: str, later: str, document: str) -> Iterator[Pair]:
    """Where the earlier name stands in the earlier year alone and the later one in the later alone."""
    department, _, year = document.rpartition("/")
    for owner, kind, first_year, first, second in neighbours(connection):
        if document and not (
            key(owner) == key(document) or (key(owner) == key(department) and year == str(first_year + 1))
        ):
            continue
        before, after = ({key(name): name for name in projects_of(connection, number)} for number in (first, second))
        old, new = key(earlier), key(later)
        if old in before and old not in after and new in after and new not in before:
            yield Pair(owner, kind, first_year, before[old], after[new])


def _refuse_second(connection: sqlite3.Connection, pair: Pair) -> None:
    """A project has one name in each year."""
    for one in list_decided(connection):
        other = one.pair
        same_years = one.state == "confirmed" and other[:3] == pair[:3]
        if same_years and (other.earlier_name == pair.earlier_name or other.later_name == pair.later_name):
            raise CannotRename(f"已确认过 {other.said}（改名 {one.id}）；不对的话先用 --withdraw {one.id} 收回")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
