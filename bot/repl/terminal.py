"""Reads lines at a terminal, by way of prompt_toolkit: completion, history, and the reading under the question."""

import sys
from collections.abc import Iterable
from time import localtime, strftime
from typing import TYPE_CHECKING

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import CompleteEvent, Completer
from prompt_toolkit.completion import Completion as Offer
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.history import History
from prompt_toolkit.styles import Style

from bot.asking import terminal_width
from bot.repl.colouring import STYLE, coloured
from bot.repl.completing import complete
from bot.repl.dotted import DOTTED, parse
from bot.repl.history import HistoryFile
from bot.repl.paging import show
from bot.repl.plain import PROMPT
from db.errors import JixiaoError

if TYPE_CHECKING:
    from bot.answer import AnswerService
    from bot.repl.session import Repl
    from bot.repl.vocabulary import Vocabulary

_MENU_LINES = 6
_CONTEXT_LINE = 60  # a question longer than this is not read at every key


class TerminalSurroundings:
    """A screen: as wide as it is now, long answers page by page."""

    def write(self, text: str) -> None:
        """Show it whole where it fits."""
        show(text)

    def width(self) -> int:
        """As the terminal says now: windows are resized."""
        return terminal_width()

    def today(self) -> str:
        """By the clock of the machine."""
        return strftime("%Y-%m-%d", localtime())


class _Completer(Completer):
    """Our completions as prompt_toolkit wants them."""

    def __init__(self, vocabulary: "Vocabulary") -> None:
        self._vocabulary = vocabulary

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Offer]:
        """For what stands before the cursor."""
        asked = complete_event.completion_requested
        for one in complete(document.text_before_cursor, self._vocabulary.candidates(), asked):
            yield Offer(one.text, -one.replaces, display_meta=one.kind)


class _History(History):
    """Our file of lines as prompt_toolkit wants it."""

    def __init__(self, file: HistoryFile) -> None:
        super().__init__()
        self._file = file

    def load_history_strings(self) -> Iterable[str]:
        """The latest first."""
        return reversed(self._file.lines())

    def store_string(self, string: str) -> None:
        """Keep one more; of several lines pasted at once each is a question of its own."""
        for line in string.splitlines():
            self._file.add(line)


class _Reader:
    """The lines under the question while it is typed; each text is read once."""

    def __init__(self, service: "AnswerService", repl: "Repl") -> None:
        self._service = service
        self._repl = repl
        self._text: str | None = None
        self._shown: StyleAndTextTuples = []

    def forget(self) -> None:
        """What the question leans on has changed."""
        self._text = None

    def under(self, text: str) -> StyleAndTextTuples:
        """How the text is read so far."""
        if text != self._text:
            self._text = text
            self._shown = self._read(text.strip())
        return self._shown

    def _read(self, text: str) -> StyleAndTextTuples:
        if not text:
            return [("class:filler", "  .帮助 看说明，Tab 补全，Ctrl-R 查找，Ctrl-D 离开")]
        if "\n" in text:
            return [("class:filler", f"  {len(_lines(text))}行，按回车逐行回答")]
        if text.startswith((".", "。")):
            order = parse("." + text[1:])
            return [("class:filler", f"  {one.takes} {one.does}") for one in DOTTED if order and one.key == order.key]
        if len(text) > _CONTEXT_LINE:
            return []
        try:
            reading = self._service.read(text, self._repl.context)
        except JixiaoError as error:
            return [("class:unknown", f"  {error}")]
        return [*coloured(reading, terminal_width())]


def converse(repl: "Repl", service: "AnswerService", vocabulary: "Vocabulary", history: HistoryFile) -> None:
    """Read lines until Ctrl-D or a word to leave; Ctrl-C clears the line."""
    reader = _Reader(service, repl)
    session: PromptSession[str] = PromptSession(
        PROMPT,
        completer=_Completer(vocabulary),
        history=_History(history),
        auto_suggest=AutoSuggestFromHistory(),
        style=Style.from_dict(STYLE),
        reserve_space_for_menu=_MENU_LINES,
        enable_open_in_editor=False,
    )
    session.bottom_toolbar = lambda: reader.under(session.default_buffer.text)
    while True:
        try:
            line = session.prompt()
        except KeyboardInterrupt:
            continue
        except EOFError:
            break
        if not _answer_each(repl, _lines(line)):
            break
        reader.forget()
    history.shorten()
    sys.stdout.flush()


def _answer_each(repl: "Repl", lines: list[str]) -> bool:
    """Several lines pasted at once are as many questions, each above its answer; False to leave."""
    for line in lines:
        if len(lines) > 1:
            sys.stdout.write(f"{PROMPT}{line}\n")
            sys.stdout.flush()
        if not repl.handle(line):
            return False
    return True


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]
