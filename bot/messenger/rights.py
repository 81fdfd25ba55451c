"""Who may ask what: people, chats, administrators, and the departments that each may see.  Closed by default."""

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

Departments: TypeAlias = frozenset[str] | None  # None: all of them


class Person(NamedTuple):
    """Somebody who may ask in private."""

    id: str
    name: str = ""
    admin: bool = False
    departments: Departments = None


class Chat(NamedTuple):
    """A group in which every member may ask; what is answered there all of them see."""

    id: str
    name: str = ""
    departments: Departments = None


class Permit(NamedTuple):
    """What somebody may do in one place."""

    name: str
    admin: bool
    departments: Departments


class Rights(NamedTuple):
    """Everybody who may ask, and every group."""

    people: Mapping[str, Person]
    chats: Mapping[str, Chat]

    def in_private(self, person: str) -> Permit | None:
        """What a person may do in a conversation of their own; None: nothing."""
        found = self.people.get(person)
        return None if found is None else Permit(found.name, found.admin, found.departments)

    def in_chat(self, chat: str, person: str) -> Permit | None:
        """What anybody may do in a group: its departments, and of a listed person only those that are theirs too."""
        place = self.chats.get(chat)
        if place is None:
            return None
        listed = self.people.get(person, Person(person))
        departments = _common(place.departments, listed.departments)
        if departments is not None and not departments:
            return None
        # Commands of administrators show people and their questions: not in front of a group.
        return Permit(listed.name, admin=False, departments=departments)

    def named(self, chat: str) -> str:
        """The name that the administrators gave to a group."""
        return self.chats[chat].name if chat in self.chats else ""

    def admins(self) -> list[str]:
        """The ids of the administrators."""
        return [person.id for person in self.people.values() if person.admin]

    def departments(self) -> frozenset[str]:
        """Every department that is named, to be compared with those loaded."""
        scopes = [person.departments for person in self.people.values()]
        scopes += [chat.departments for chat in self.chats.values()]
        return frozenset(name for scope in scopes if scope is not None for name in scope)


def covers(seen: Departments, wanted: Departments) -> bool:
    """Whether somebody who may see the one may see all of the other."""
    return seen is None or (wanted is not None and wanted <= seen)


def _common(one: Departments, other: Departments) -> Departments:
    if one is None or other is None:
        return one if other is None else other
    return one & other
