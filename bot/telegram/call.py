"""A command on its way: whose it is, where it was given, and how it is replied to."""

from typing import NamedTuple

from bot.messenger.asker import Lean
from bot.messenger.rights import Permit, Rights
from bot.telegram.answering import Wish, answer
from bot.telegram.incoming import Command
from bot.telegram.office import Office


class Call(NamedTuple):
    """A command with everything that it may need."""

    office: Office
    rights: Rights
    command: Command
    permit: Permit

    async def say(self, html: str) -> None:
        """Reply with a text of ours."""
        place = self.command.place
        await self.office.sender.say(place, html, reply_to=self.command.message if place.group else None)

    async def ask(self, question: str) -> None:
        """Answer a fixed question, on its own."""
        command = self.command
        await answer(
            self.office, Wish(command.place, command.person, self.permit, command.message, question, Lean(None))
        )
