"""The conversation: what each line is answered with, what is offered, what stands under the question."""

import json
import os
from pathlib import Path

import pytest

from bot.answer import AnswerService
from bot.errors import CommandError
from bot.render.width import display_width
from bot.repl import paging
from bot.repl.colouring import FILLER, NOTE, UNKNOWN, USED, coloured
from bot.repl.completing import Candidate, complete
from bot.repl.dotted import DOTTED, help_text, parse
from bot.repl.history import LENGTH, HistoryFile, history_path
from bot.repl.session import Repl
from bot.repl.vocabulary import Vocabulary
from tests.console import environment, run
from tests.loading import SEED, load

QUESTION = "预算超过100万的项目"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Load the bundled document."""
    path = tmp_path_factory.mktemp("repl") / "a.db"
    assert load(path, SEED).returncode == 0
    return path


@pytest.fixture(scope="module")
def candidates(database: Path) -> list[Candidate]:
    """What completion chooses from."""
    return Vocabulary(str(database)).candidates()


class Notebook:
    """Surroundings that write down what is shown, on a day that does not pass."""

    def __init__(self, columns: int = 80) -> None:
        """Of this width."""
        self.shown: list[str] = []
        self._columns = columns

    def write(self, text: str) -> None:
        """Note it."""
        self.shown.append(text)

    def width(self) -> int:
        """As told."""
        return self._columns

    def today(self) -> str:
        """Always the same."""
        return "2026-01-31"


def said(database: Path, *lines: str, columns: int = 80) -> list[str]:
    """What each line is answered with."""
    notebook = Notebook(columns)
    repl = Repl(AnswerService(str(database)), notebook)
    replies = []
    for line in lines:
        notebook.shown.clear()
        assert repl.handle(line)
        replies.append("".join(notebook.shown))
    return replies


# --- lines and commands -------------------------------------------------------------------------------------------


def test_follow_ups_and_a_new_start(database: Path) -> None:
    """A question leans on the one before, until the conversation begins anew."""
    _, follow_up, _, lost = said(database, "工伤认定工作经费", "它的时效指标", ".新", "它的时效指标")
    assert "工伤认定完成率" in follow_up
    assert lost.startswith("没有看懂")


def test_commands_in_chinese_and_english(database: Path) -> None:
    """Each name does the same; an unknown one says which was meant; a blank line says nothing."""
    assert said(database, ".帮助", ".help", "。帮助", "", "  ") == [help_text()] * 3 + ["", ""]
    chinese, english, files, dateien, wrong = said(database, ".项目", ".PROJECTS", ".文件", ".files", ".项木")
    assert chinese == english
    assert "共22个" in chinese
    assert files == dateien
    assert SEED.name in files
    assert "是不是 .项目？" in wrong
    for one in DOTTED:
        for name in one.names:
            found = parse(name)
            assert found is not None
            assert found.key == one.key
            assert name in help_text()
        assert any(name.isascii() for name in one.names)


def test_sql_on_and_off(database: Path) -> None:
    """The switch holds until it is pressed again."""
    question = "预算最高的项目"
    _, with_sql, _, without = said(database, ".sql", question, ".sql", question)
    assert "SELECT" in with_sql
    assert "SELECT" not in without


def test_the_form_of_answers(database: Path) -> None:
    """Set once, it holds; one that is not there, or cannot stand at a terminal, is refused."""
    _, rows, wrong, _, table = said(database, ".format jsonl", QUESTION, ".格式 xlsx", ".格式 table", QUESTION)
    assert json.loads(rows.splitlines()[0])["总计"] == 4625.49
    assert wrong.startswith("没有 xlsx 这种格式")
    assert table.startswith("项目  ")


def test_a_follow_up_is_explained_as_it_was_read(database: Path) -> None:
    """With what it leaned on, whether it is the last question or one to come."""
    *_, last, coming = said(database, "工伤认定工作经费", "它的时效指标", ".解释", ".解释 它的数量指标")
    assert "「工伤认定工作经费」的时效指标" in last
    assert "「工伤认定工作经费」的数量指标" in coming


def test_earlier_answers_are_given_again(database: Path) -> None:
    """The last one, or one by its id; an id that nobody kept is one line."""
    answer, last = said(database, QUESTION, ".核对")
    number = answer.split("编号：")[1].split()[0]
    assert f"问题：{QUESTION}" in last
    assert "核对：与当时的答案相同" in last
    assert said(database, f".again {number.lower()}") == [last]
    (unknown,) = said(database, ".核对 0000-0000")
    assert unknown.startswith("没有记着编号 0000-0000 的答案")


def test_one_who_sees_some_departments_checks_no_earlier_answer(database: Path) -> None:
    """It may hold what others were shown."""
    service = AnswerService(str(database), frozenset({"别的部门"}))
    with pytest.raises(CommandError, match="一部分部门"):
        list(service.again("0000-0000"))
    service.close()


@pytest.mark.parametrize("columns", [40, 60, 100])
def test_the_help_fits_the_terminal(database: Path, columns: int) -> None:
    """Every command in it, no line wider than the terminal."""
    (shown,) = said(database, ".帮助", columns=columns)
    assert all(display_width(line) <= columns for line in shown.splitlines())
    assert all(" ".join(one.names) in shown for one in DOTTED)


def test_the_last_answer_explained_exported_and_drawn(database: Path, tmp_path: Path) -> None:
    """Until there is one, a line says so; a question that failed leaves it as it was."""
    sheet, picture = tmp_path / "答 案.csv", tmp_path / "图.svg"
    lines = (
        ".导出 a.csv",
        QUESTION,
        "今天天气怎么样",
        ".explain",
        f".导出 {sheet}",
        ".chart",
        f".图 {picture}",
        ".导出",
    )
    early, _, _, explained, exported, bars, drawn, nameless = said(database, *lines)
    assert early.startswith("还没有答案")
    assert "超过100万" in explained
    assert exported == f"已写入 {sheet}（5 行）\n"
    assert "2026-01-31" in sheet.read_text("utf-8-sig")
    assert "█" in bars
    assert drawn == f"已画图：{picture}\n"
    assert picture.read_bytes().startswith(b"<svg")
    assert nameless.startswith("请写文件名")


@pytest.mark.parametrize("line", [".导出 a.doc", ".导出 没有/a.csv", ".图 a.gif", f".导出 {os.devnull}/a.csv"])
def test_what_cannot_be_written_is_one_line(database: Path, line: str) -> None:
    """And the conversation goes on."""
    _, refused, after = said(database, QUESTION, line, QUESTION)
    assert refused.count("\n") == 1
    assert "4,625.49" in after


def test_a_file_with_quotes_or_a_strange_ending(database: Path, tmp_path: Path) -> None:
    """Quotes as for a shell are no part of the name; an unknown ending is told those that are known."""
    _, written, strange = said(
        database, "预算最高的项目", f".导出 '{tmp_path}/我的 答案.csv'", f".export {tmp_path}/答案.docx"
    )
    assert written.startswith("已写入")
    assert (tmp_path / "我的 答案.csv").exists()
    assert ".xlsx" in strange
    assert "-f" not in strange


def test_sql_of_the_answer_just_given(database: Path) -> None:
    """Switched on, it shows what the last answer came from."""
    answer, switched = said(database, "预算最高的项目", ".sql")
    assert "SELECT" not in answer
    assert "SELECT" in switched


@pytest.mark.parametrize("word", [".quit", ".退出", ".Exit"])
def test_leaving(database: Path, word: str) -> None:
    """A word to leave."""
    assert not Repl(AnswerService(str(database)), Notebook()).handle(word)


@pytest.mark.parametrize("arguments", [("repl",), ()])
def test_from_a_pipe(database: Path, arguments: tuple[str, ...]) -> None:
    """No prompt and no greeting; the end of the input ends it; `jixiao` alone is the same."""
    settings = environment(JIXIAO_DB=str(database), TERM="dumb", NO_COLOR="1")
    done = run(*arguments, stdin=f"{QUESTION}\n其中超过300万的\n", env=settings)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("项目")
    assert "共2个" in done.stdout
    assert "问>" not in done.stdout
    assert "\x1b" not in done.stdout


def test_the_database_goes_away(database: Path, tmp_path: Path) -> None:
    """One line, and the conversation goes on."""
    path = tmp_path / "a.db"
    path.write_bytes(database.read_bytes())
    notebook = Notebook()
    repl = Repl(AnswerService(str(path)), notebook)
    path.unlink()
    assert repl.handle("总预算是多少")
    assert "不存在" in notebook.shown[-1]
    path.write_bytes(database.read_bytes())
    assert repl.handle("总预算是多少")
    assert "6,825.70" in notebook.shown[-1]


# --- completion ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "offered", "kind"),
    [
        ("欠薪", "欠薪应急周转金", "项目"),
        ("请问周转", "欠薪应急周转金", "项目"),
        ("qianxin", "欠薪应急周转金", "项目"),
        ("yjzzj", "欠薪应急周转金", "项目"),
        ("QXyingji", "欠薪应急周转金", "项目"),
        ("欠薪应急周转金的manyidu", "满意度指标", "指标类别"),
        ("czbk", "财政拨款", "字段"),
        ("预算最高", "预算最高的三个项目", "问题"),
        ("rlzyhshbz", "广州市番禺区人力资源和社会保障局（本级）", "部门"),
        (".项", ".项目", "列出全部项目"),
        (".EXP", ".explain", "一句话怎样读懂；不写就是上一句"),
    ],
)
def test_what_is_offered(candidates: list[Candidate], typed: str, offered: str, kind: str) -> None:
    """By Chinese, pinyin and initials; names of every sort, whole questions, commands."""
    found = complete(typed, candidates, asked=False)
    assert (offered, kind) in [(one.text, one.kind) for one in found]


def test_a_completion_replaces_what_was_typed(candidates: list[Candidate]) -> None:
    """No less and no more."""
    (first, *_) = complete("请问qianxin", candidates, asked=False)
    assert ("请问qianxin"[: -first.replaces] + first.text) == "请问欠薪应急周转金"
    assert complete("欠薪应急周转金", candidates, asked=False) == []


def test_an_empty_line_offers_questions_only_when_asked(candidates: list[Candidate], database: Path) -> None:
    """Each of them gives an answer."""
    assert complete("", candidates, asked=False) == []
    questions = complete("", candidates, asked=True)
    service = AnswerService(str(database))
    assert {one.kind for one in questions} == {"问题"}
    assert [one.text for one in questions if service.answer(one.text).status != "ok"] == []


# --- under the question -------------------------------------------------------------------------------------------


def test_words_are_coloured_as_they_were_used(database: Path) -> None:
    """Used, filler, not understood; the three differ without colours, too."""
    service = AnswerService(str(database))
    fragments = coloured(service.read("预算超过100万的天气"), 60)
    styles = {text: style for style, text in fragments}
    assert styles["超过100万"] == USED
    assert styles["的"] == FILLER
    assert styles["天气"] == UNKNOWN
    assert styles["？"] == NOTE
    for line in "".join(text for _, text in coloured(service.read(QUESTION * 3), 40)).split("\n")[1:]:
        assert len(line.encode("gbk")) <= 40


# --- history and paging -------------------------------------------------------------------------------------------


def test_history_is_kept_for_its_owner_alone(tmp_path: Path) -> None:
    """A line each, the latest thousand."""
    path = tmp_path / "history"
    history = HistoryFile(str(path))
    for number in range(2 * LENGTH + 1):
        history.add(f"第{number}问\n接着")
    assert path.stat().st_mode & 0o777 == 0o600
    assert history.lines()[-1] == f"第{2 * LENGTH}问 接着"
    history.shorten()
    assert len(path.read_text("utf-8").splitlines()) == LENGTH
    nowhere = HistoryFile(None)
    nowhere.add("问")
    assert nowhere.lines() == []


def test_where_the_history_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """In the state folder of the person; nowhere without one, or where none can be made."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    assert history_path() == f"{tmp_path}/.local/state/jixiao/history"
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert history_path() == f"{tmp_path}/state/jixiao/history"
    monkeypatch.setenv("XDG_STATE_HOME", os.devnull)
    assert history_path() is None
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.delenv("HOME")
    assert history_path() is None


def test_long_answers_go_to_the_pager(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Short ones do not, nor does anything where there is no pager, or it is said to be cat."""
    monkeypatch.setenv("LINES", "10")
    monkeypatch.setenv("COLUMNS", "80")
    kept = tmp_path / "kept"
    monkeypatch.setenv("PAGER", f"tee '{kept}'")
    paging.show("一\n" * 5)
    assert not kept.exists()
    paging.show("一\n" * 50)
    assert kept.read_text("utf-8") == "一\n" * 50
    capsys.readouterr()
    for none in ("cat", "", "no-such-pager-here", "'"):
        monkeypatch.setenv("PAGER", none)
        paging.show("二\n" * 50)
        assert capsys.readouterr().out == "二\n" * 50
