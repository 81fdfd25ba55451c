"""The conversation at a terminal: a question a line, follow-ups kept, a few commands that begin with a dot."""

import os
import sys
from typing import TextIO

from bot.answer import Answer, AnswerService
from bot.conversation import Conversations
from bot.render.as_text import render_text
from db.errors import StoreError

PROMPT = "问> "
HISTORY_LENGTH = 1000
HELP = """\
直接输入问题，例如：
  预算最高的三个项目
  预算超过100万的项目
  接着问：其中超过300万的
命令：
  .帮助 .help      这份说明
  .项目 .projects  列出全部项目
  .sql             打开或关上每个答案的 SQL
  .新 .new         忘掉前面的问题，重新开始
  .退出 .quit      离开（Ctrl-D 也可以；Ctrl-C 只清掉这一行）
"""


class Repl:
    """One conversation; `handle` takes a line and says whether to go on."""

    def __init__(
        self,
        service: AnswerService,
        output: TextIO,
        width: int,
        conversations: Conversations | None = None,
        conversation: str = "",
    ) -> None:
        """Write to this output, in lines of this width; the conversation goes on where it stood, if it was kept."""
        self._service = service
        self._output = output
        self._width = width
        self._conversations = conversations or Conversations(1)
        self._conversation = conversation
        self._shows_sql = False

    def handle(self, line: str) -> bool:
        """Answer a question or obey a command; False to leave."""
        text = line.strip()
        match text.lower():
            case "":
                pass
            case ".退出" | ".quit" | ".exit":
                return False
            case ".帮助" | ".help":
                self._write(HELP)
            case ".项目" | ".projects":
                self._ask("有哪些项目")
            case ".sql":
                self._shows_sql = not self._shows_sql
                self._write("现起每个答案都附 SQL。\n" if self._shows_sql else "不再附 SQL。\n")
            case ".新" | ".new":
                self._conversations.forget(self._conversation)
                self._write("好，重新开始。\n")
            case command if command.startswith("."):
                self._write(f"没有 {text} 这个命令，输入 .帮助 看有哪些。\n")
            case _:
                self._ask(text)
        return True

    def _ask(self, question: str) -> None:
        try:
            answer: Answer = self._conversations.ask(self._service, self._conversation, question)
        except StoreError as error:
            # The database may come back (a load was running); the conversation goes on.
            self._write(f"{error}\n")
            return
        self._write(render_text(answer, self._width, self._shows_sql) + "\n")

    def _write(self, text: str) -> None:
        self._output.write(text)
        self._output.flush()


def converse(repl: Repl, interactive: bool) -> None:
    """Read lines until the end; at a terminal Ctrl-C clears the line, Ctrl-D leaves."""
    history = _History() if interactive else None
    try:
        while True:
            try:
                line = input(PROMPT) if interactive else sys.stdin.readline()
            except KeyboardInterrupt:
                print()  # noqa: T201 - the line that was cleared stays above
                continue
            except EOFError:
                print()  # noqa: T201 - the shell's prompt begins a line of its own
                break
            if not (interactive or line) or not repl.handle(line):
                break
    finally:
        if history is not None:
            history.save()


class _History:
    """Lines of earlier conversations, by way of readline; without a folder to write in, of this one alone."""

    def __init__(self) -> None:
        """Read what there is."""
        self._path: str | None = None
        try:
            import readline
        except ImportError:
            return
        readline.set_history_length(HISTORY_LENGTH)
        self._path = history_path()
        if self._path is not None and os.path.exists(self._path):  # noqa: PTH110 - one call is no reason for pathlib
            try:
                readline.read_history_file(self._path)
            except OSError:
                self._path = None

    def save(self) -> None:
        """Write it for the next time, readable for its owner alone."""
        if self._path is None:
            return
        import readline
        from contextlib import suppress

        # A full disk costs the history, not the conversation.
        with suppress(OSError):
            readline.write_history_file(self._path)
            os.chmod(self._path, 0o600)  # noqa: PTH101 - as above


def history_path() -> str | None:
    """The history file in the state folder of the person; None where it cannot be."""
    from bot.kept_conversations import state_folder

    folder = state_folder()
    return None if folder is None else f"{folder}/history"
