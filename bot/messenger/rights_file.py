"""Reads the file of rights (TOML) and names every mistake in it, in Chinese, before anything starts."""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from bot.errors import USAGE_ERROR, CommandError
from bot.messenger.rights import Chat, Departments, Person, Rights

_T = TypeVar("_T", Person, Chat)
_PERSON_KEYS = ("id", "name", "admin", "departments")
_CHAT_KEYS = ("id", "name", "departments")


def read_rights(path: Path, also: Iterable[str] = ()) -> Rights:
    """Rights as the file states them, and beside them people who may ask without being in it."""
    try:
        text = path.read_text("utf-8")
        tables = tomllib.loads(text)
    except OSError as error:
        raise CommandError(f"权限文件 {path} 读不了（{error.strerror}）", USAGE_ERROR) from error
    except UnicodeDecodeError as error:
        raise CommandError(f"权限文件 {path} 不是 UTF-8 编码，请另存为 UTF-8", USAGE_ERROR) from error
    except tomllib.TOMLDecodeError as error:
        raise CommandError(f"权限文件 {path} 的写法不对：{_place(str(error))}", USAGE_ERROR) from error
    mistakes = [f"不认识的部分 [{name}]，可以有 [[people]] 和 [[chats]]" for name in tables if name not in _PARTS]
    people = [
        Person(_id(one), _name(one), one.get("admin") is True, _departments(one))
        for one in _entries(tables, "people", _PERSON_KEYS, mistakes)
    ]
    chats = [Chat(_id(one), _name(one), _departments(one)) for one in _entries(tables, "chats", _CHAT_KEYS, mistakes)]
    mistakes += [*_repeated(people, "people"), *_repeated(chats, "chats")]
    if mistakes:
        raise CommandError(f"权限文件 {path} 有误：{'；'.join(mistakes)}", USAGE_ERROR)
    listed = {person.id: person for person in people}
    return Rights({one: Person(one) for one in also} | listed, {chat.id: chat for chat in chats})


_PARTS = ("people", "chats")


def _entries(
    tables: dict[str, object], part: str, keys: tuple[str, ...], mistakes: list[str]
) -> list[dict[str, object]]:
    """The sound entries of a part; what is wrong with the others is added to the mistakes."""
    listed = tables.get(part, [])
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        mistakes.append(f"{part} 要写成一段一段的 [[{part}]]")
        return []
    sound = []
    for number, one in enumerate(listed, 1):
        wrong = list(_wrong(one, keys))
        mistakes += [f"第{number}段 [[{part}]] {complaint}" for complaint in wrong]
        if not wrong:
            sound.append(one)
    return sound


def _wrong(entry: dict[str, object], keys: tuple[str, ...]) -> Iterable[str]:
    for key in entry:
        if key not in keys:
            yield f"里不认识 {key}，可以写 {'、'.join(keys)}"
    identity = entry.get("id")
    if isinstance(identity, bool) or not isinstance(identity, int | str) or not str(identity).strip():
        yield "没有写 id（编号），例如 id = 123456789"
    if not isinstance(entry.get("name", ""), str):
        yield "的 name 要写成带引号的文字"
    if not isinstance(entry.get("admin", False), bool):
        yield "的 admin 要写 true 或 false"
    departments = entry.get("departments", ["全部"])
    if not isinstance(departments, list) or not all(isinstance(one, str) and one.strip() for one in departments):
        yield '的 departments 要写成 ["部门全称", "部门全称"]'
    elif not departments:
        yield "的 departments 是空的：不限部门就不要写这一行"


def _id(entry: dict[str, object]) -> str:
    return str(entry["id"]).strip()


def _name(entry: dict[str, object]) -> str:
    return str(entry.get("name", "")).strip()


def _departments(entry: dict[str, object]) -> Departments:
    listed = entry.get("departments")
    return frozenset(str(one).strip() for one in listed) if isinstance(listed, list) else None


def _repeated(entries: "list[_T]", part: str) -> list[str]:
    ids = [one.id for one in entries]
    return [f"[[{part}]] 里编号 {one} 写了两次" for one in dict.fromkeys(ids) if ids.count(one) > 1]


def _place(complaint: str) -> str:
    """The place of a mistake, which is the part of the library's English sentence that helps.

    >>> _place("Invalid value (at line 3, column 8)"), _place("Expected '=' (at end of document)")
    ('第3行第8列附近', '文件末尾没有写完')
    """
    found = re.search(r"line (\d+), column (\d+)", complaint)
    return f"第{found[1]}行第{found[2]}列附近" if found else "文件末尾没有写完"
