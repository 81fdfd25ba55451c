"""The rules of checking, read from `checks.toml`; the known misprints, read from `misprints.toml`."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from db.records import Issue, short

Severity = Literal["warning", "note"]
Loading = Literal["each", "one", "later"]
_LONGEST = 80  # of a name or value inside a message: longer than any that people publish, shorter than a broken cell


class Rule(NamedTuple):
    """A rule: its Chinese name, how grave it is, and how it is said; `checks.toml` explains the fields."""

    key: str
    title: str
    severity: Severity
    loading: Loading
    many: str | None = None
    text: str | None = None  # None: who finds it words it

    def found(self, place: str, *, project: int | None = None, indicator: int | None = None, **said: object) -> Issue:
        """An issue of this rule; `said` fills the places of its text."""
        words = {name: value if isinstance(value, int) else short(str(value), _LONGEST) for name, value in said.items()}
        return Issue(self.key, (self.text or "").format(**words), place, project, indicator)


def _read(file: str) -> dict[str, dict[str, str]]:
    content: dict[str, dict[str, str]] = tomllib.loads(files("db").joinpath(file).read_text(encoding="utf-8"))
    return content


def _rule(key: str, fields: dict[str, str]) -> Rule:
    severity: Severity = "warning" if fields["severity"] == "warning" else "note"
    loading: Loading = "each" if fields["loading"] == "each" else "one" if fields["loading"] == "one" else "later"
    return Rule(key, fields["title"], severity, loading, fields.get("many"), fields.get("text"))


RULES: dict[str, Rule] = {key: _rule(key, fields) for key, fields in _read("checks.toml").items()}


@cache
def misprints() -> dict[str, str]:
    """Wrong word → right word."""
    return _read("misprints.toml")["words"]
