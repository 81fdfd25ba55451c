"""The first message: what the bot is for, and questions that run on a tap."""

from bot.messenger.replies import GREETING, Reply, new_key
from bot.messenger.rights import Permit
from bot.telegram import phrases
from bot.telegram.buttons import keyboard
from bot.telegram.incoming import Command
from bot.telegram.office import Office


async def greet(office: Office, command: Command, permit: Permit) -> None:
    """Welcome somebody; the questions are answered below, so that the welcome stays."""
    reply = Reply(
        key=new_key(),
        chat=str(command.place.chat),
        person=str(command.person),
        asked_in=str(command.message),
        message="",
        question="",
        before=None,
        typed_after=None,
        after=None,
        reading="",
        status=GREETING,
        pages=(phrases.WELCOME,),
        suggestions=phrases.FIRST_QUESTIONS,
        sql=None,
        sortable=False,
        rows=0,
        departments=permit.departments,
    )
    message = await office.sender.say(command.place, phrases.WELCOME, keyboard(reply))
    office.replies.put(reply._replace(message=str(message)))
