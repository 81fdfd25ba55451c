"""One conversation: takes a line, answers it or obeys it, says whether to go on."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from bot.answer import Answer, AnswerService
from bot.conversation import Conversations
from bot.errors import CommandError
from bot.export import TABLE, form_of_file, render, write_file
from bot.repl.dotted import Order, file_name, help_text, nearest, parse, shown_forms
from db.errors import JixiaoError

if TYPE_CHECKING:
    from querylang.context import Context


class Surroundings(Protocol):
    """Where the conversation takes place."""

    def write(self, text: str) -> None:
        """Show a text; a long one may be shown page by page."""

    def width(self) -> int:
        """Columns to fill, now."""

    def today(self) -> str:
        """The date, as 2026-01-31."""


class Repl:
    """A conversation; `handle` takes a line and says whether to go on."""

    def __init__(
        self,
        service: AnswerService,
        surroundings: Surroundings,
        conversations: Conversations | None = None,
        conversation: str = "",
    ) -> None:
        """Answer by this service, in these surroundings; a conversation that was kept goes on where it stood."""
        self._service = service
        self._surroundings = surroundings
        self._conversations = conversations or Conversations(1)
        self._conversation = conversation
        self._shows_sql = False
        self._form = TABLE
        self._last: Answer | None = None  # the last that answered something: what is exported and drawn
        self._leaned_on: Context | None = None  # what that one could lean on
        self._orders: dict[str, Callable[[str], None]] = {
            "help": lambda _: self._write(help_text(self._surroundings.width())),
            "projects": lambda _: self._ask("有哪些项目"),
            "files": lambda _: self._ask("有哪些文件"),
            "sql": self._toggle_sql,
            "explain": self._explain,
            "again": self._again,
            "export": self._export,
            "chart": self._chart,
            "format": self._set_form,
            "new": self._begin_anew,
        }

    @property
    def context(self) -> "Context | None":
        """What the next question may lean on."""
        return self._conversations.context(self._conversation)

    def handle(self, line: str) -> bool:
        """Answer a question or obey a command; False to leave."""
        text = line.strip()
        try:
            if text.startswith((".", "。")):
                return self._obey("." + text[1:])
            if text:
                self._ask(text)
        except JixiaoError as error:
            # The database may come back (a load was running), the file may be named anew: the conversation goes on.
            self._write(f"{error}\n")
        except OSError as error:
            self._write(f"读写失败（{error.strerror or error}）\n")
        return True

    def _obey(self, text: str) -> bool:
        match parse(text):
            case None:
                near = nearest(text)
                hint = f"，是不是 {near}？" if near else "；"
                self._write(f"没有 {text.split(maxsplit=1)[0]} 这个命令{hint}输入 .帮助 看有哪些。\n")
            case Order("quit"):
                return False
            case Order(key, argument):
                self._orders[key](argument)
        return True

    def _ask(self, question: str) -> None:
        before = self.context
        answer = self._conversations.ask(self._service, self._conversation, question)
        if answer.status == "ok":
            self._last, self._leaned_on = answer, before
        self._show(answer)

    def _show(self, answer: Answer) -> None:
        from bot.render.as_text import render_text

        width = self._surroundings.width()
        if self._form == TABLE or answer.status != "ok":
            self._write(render_text(answer, width, self._shows_sql) + "\n")
        else:
            self._write(render(answer, self._form, None, width).decode() + "\n")

    def _toggle_sql(self, _: str) -> None:
        self._shows_sql = not self._shows_sql
        last = f"上一个答案的 SQL：\n{self._last.sql}\n\n" if self._last and self._last.sql else ""
        self._write(f"{last}现起每个答案都附 SQL。\n" if self._shows_sql else "不再附 SQL。\n")

    def _explain(self, question: str) -> None:
        from bot.render.explained import render_text

        context = self.context
        if not question:
            question, context = self._answered().question, self._leaned_on
        self._write(render_text(self._service.read(question, context), self._surroundings.width()) + "\n")

    def _again(self, said: str) -> None:
        from bot.render.again import render_text

        for again in self._service.again(said or self._answered().id or ""):
            self._write(render_text(again, self._surroundings.width(), self._shows_sql) + "\n")

    def _export(self, argument: str) -> None:
        from bot.render.about import About

        path = file_name(argument)
        if not path:
            raise CommandError("请写文件名，如：.导出 答案.xlsx")
        answer = self._answered()
        form = form_of_file(path, "请以其中之一结尾")
        about = About(self._surroundings.today(), self._shows_sql)
        write_file(path, render(answer, form, about, self._surroundings.width()))
        self._write(f"已写入 {path}（{len(answer.rows)} 行）\n")

    def _chart(self, argument: str) -> None:
        path = file_name(argument)
        answer = self._answered()
        if path:
            from bot.charts.draw import draw_file

            draw_file(answer, path)
            self._write(f"已画图：{path}\n")
        else:
            from bot.charts.as_text import draw_text
            from bot.charts.choose import choose

            self._write("\n".join(draw_text(choose(answer), self._surroundings.width())) + "\n\n")

    def _set_form(self, form: str) -> None:
        forms = shown_forms()
        if form and form.lower() not in forms:
            raise CommandError(f"没有 {form} 这种格式，可选：{'、'.join(forms)}")
        self._form = form.lower() or self._form
        self._write(f"答案写成 {self._form}。\n")

    def _begin_anew(self, _: str) -> None:
        self._conversations.forget(self._conversation)
        self._last = self._leaned_on = None
        self._write("好，重新开始。\n")

    def _answered(self) -> Answer:
        if self._last is None:
            raise CommandError("还没有答案；请先问一句")
        return self._last

    def _write(self, text: str) -> None:
        self._surroundings.write(text)
