"""`jixiao ask` and `jixiao explain` as scripts and people run them."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer import AnswerService
from bot.cli import main
from bot.guard import LONGEST
from bot.render import explained
from bot.render.as_json import KEYS
from querylang.context import Context
from querylang.reading import Reading
from tests.console import JIXIAO, environment, run
from tests.loading import SEED, load, one_line
from tests.sample_questions import ANSWERED, EMPTY, NO_QUESTIONS, REFUSED

QUESTION = "预算超过100万的项目"
KINDS = {
    *("field", "indicator_kind", "indicator", "project", "department", "year", "comparison", "quantity", "aggregate"),
    *("order", "group", "logic", "negation", "reference", "filler", "unrecognised"),
}


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Load the bundled document."""
    path = tmp_path_factory.mktemp("ask") / "a.db"
    assert load(path, SEED).returncode == 0
    return path


@pytest.fixture(scope="module")
def service(database: Path) -> AnswerService:
    """Read questions over it."""
    return AnswerService(str(database))


def ask(database: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run `jixiao ask`."""
    return run("ask", "--db", database, *arguments, stdin=stdin)


def objects(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    """Read one JSON object a line."""
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_person_reads_a_table(database: Path) -> None:
    """Figures, reading and place on standard output, nothing on standard error."""
    done = ask(database, "预算超过100万的", "项目")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0].split() == ["项目", "总计（万元）"]
    assert any(line.split() == ["租赁岗位合同工经费", "1,217.08"] for line in lines)
    assert any(line.startswith("读作：") for line in lines)
    assert any(line.startswith(f"来源：{SEED.name} 第11、") for line in lines)
    assert "SELECT" not in done.stdout
    assert "SELECT" in ask(database, QUESTION, "--sql").stdout


def test_a_person_who_is_not_understood(database: Path) -> None:
    """Standard output stays empty, so that a pipe carries answers alone."""
    done = ask(database, "今天天气怎么样")
    assert (done.returncode, done.stdout) == (1, "")
    assert "读作：" in done.stderr


@pytest.mark.parametrize(
    ("question", "status"), [(QUESTION, 0), (EMPTY[0], 1), (REFUSED[0], 1), ("招考经费有多少", None)]
)
def test_exit_status(database: Path, question: str, status: int | None) -> None:
    """0 for ok, 1 for the rest; `招考经费` is one or the other, and the status agrees with the object."""
    done = ask(database, "--json", question)
    (answer,) = objects(done)
    assert set(KEYS) <= answer.keys()
    assert done.returncode == (answer["status"] != "ok")
    assert status is None or done.returncode == status


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), ("没有写问题",)),
        (("--batch", QUESTION), ("--batch",)),
        ((QUESTION, "--conversation"), ("--conversation", "--batch")),
        ((QUESTION, "--limit", "0"), ("--limit",)),
        ((QUESTION, "--limit", "多"), ("--limit",)),
        ((QUESTION, "--colour"), ("--colour",)),
    ],
)
def test_usage_errors(database: Path, arguments: tuple[str, ...], words: tuple[str, ...]) -> None:
    """One line, exit status 2."""
    one_line(ask(database, *arguments), 2, *words)


@pytest.mark.parametrize(
    "arguments",
    [
        ("预算超过100万", "--json", "的项目"),
        ("--limit", "2", "预算超过", "--json", "100万", "的项目"),
        ("--json", "--", "预算超过100万的项目"),
    ],
)
def test_options_stand_anywhere(database: Path, arguments: tuple[str, ...]) -> None:
    """Between the words of a question, too."""
    done = ask(database, *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    (answer,) = objects(done)
    assert answer["question"].replace(" ", "") == "预算超过100万的项目"
    assert answer["total_rows"] == 5


def test_no_database(tmp_path: Path) -> None:
    """Neither a missing one nor something else is read; --batch says so at once."""
    (tmp_path / "b.db").write_text("不是数据库" * 1000)
    for path in (tmp_path / "a.db", tmp_path / "b.db", tmp_path):
        one_line(ask(path, QUESTION), 2, str(path))
        one_line(ask(path, "--json", QUESTION), 2, str(path))
        one_line(ask(path, "--batch", "--json", stdin=QUESTION), 2, str(path))
        one_line(run("explain", QUESTION, "--db", path), 2, str(path))
        one_line(run("repl", "--db", path), 2, str(path))


@pytest.mark.parametrize("command", ["ask", "explain"])
def test_a_bug_costs_a_batch_one_line(
    command: str, database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The line of the question that breaks the program says so; those after it are answered."""
    read = AnswerService.read

    def breaks(self: AnswerService, question: str, context: Context | None = None) -> Reading:
        if question == "坏":
            raise ZeroDivisionError
        return read(self, question, context)

    monkeypatch.setattr(AnswerService, "read", breaks)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(f"坏\n{QUESTION}\n".encode())))
    assert main([command, "--json", "--batch", "--db", str(database)]) == 0
    out, err = capsys.readouterr()
    first, second = (json.loads(line) for line in out.splitlines())
    assert first["interpretation"] == "程序意外出错，这一句没有答出来"
    assert second["question"] == QUESTION
    assert len(err.splitlines()) == 1


def test_a_batch_answers_every_line(database: Path) -> None:
    """Blank lines, too; whatever becomes of them the exit status is 0."""
    lines = [QUESTION, "", "  ", "今天天气怎么样", "欠薪应急周转金\r"]
    done = ask(database, "--json", "--batch", stdin="\n".join(lines))
    answers = objects(done)
    assert done.returncode == 0
    assert [answer["question"] for answer in answers] == [QUESTION, "", "  ", "今天天气怎么样", "欠薪应急周转金"]
    assert [answer["status"] for answer in answers] == ["ok", *["not_understood"] * 2, answers[3]["status"], "ok"]


def test_a_batch_answers_before_the_next_question(database: Path) -> None:
    """Each answer is there before another line is written: a program may talk with it."""
    with subprocess.Popen(
        [JIXIAO, "ask", "--json", "--batch", "--db", database],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment(),
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stdin
        assert process.stdout
        for question in (QUESTION, "总预算是多少"):
            process.stdin.write(question + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["question"] == question
        process.stdin.close()
        assert process.wait() == 0


def test_bytes_that_are_not_utf8(database: Path) -> None:
    """A line in GBK is one clear answer; the lines around it are answered."""
    done = subprocess.run(
        [JIXIAO, "ask", "--json", "--batch", "--db", database],
        input="预算".encode("gbk") + b"\n\xef\xbb\xbf" + QUESTION.encode() + b"\n",
        capture_output=True,
        check=True,
        env=environment(),
    )
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert "UTF-8" in first["interpretation"]
    assert second["status"] == "ok"


@pytest.mark.parametrize("question", [one for one in NO_QUESTIONS if "\0" not in one and len(one) < 1000], ids=len)
def test_what_is_no_question_is_one_line(database: Path, question: str) -> None:
    """Empty, too long, control characters: a headline and one line why, no traceback."""
    done = ask(database, "--", question)
    assert done.returncode == 1
    headline, reading, *more = done.stderr.splitlines()
    assert headline == "没有看懂这个问题。"
    assert reading.startswith("读作：")
    assert "\x1b" not in done.stderr
    assert all(line.startswith(("没有用上：", " ")) for line in more)


def test_a_hundred_thousand_characters(database: Path) -> None:
    """One clear object, as for any line."""
    (answer,) = objects(ask(database, "--json", "--batch", stdin="算" * 100_000))
    assert answer["status"] == "not_understood"
    assert "太长" in answer["interpretation"]


def test_limit(database: Path) -> None:
    """The rows, and the statement that is printed."""
    (answer,) = objects(ask(database, "--json", "--limit", "2", QUESTION))
    assert (len(answer["rows"]), answer["total_rows"], answer["truncated"]) == (2, 5, True)
    assert answer["sql"].endswith(" LIMIT 2")


def test_a_conversation_is_kept_only_when_asked_for(database: Path) -> None:
    """Without --conversation each line stands alone, and one that needs a context says so."""
    lines = "工伤认定工作经费\n它的时效指标\n"
    alone = objects(ask(database, "--json", "--batch", stdin=lines))
    assert alone[1]["status"] != "ok"
    together = objects(ask(database, "--json", "--batch", "--conversation", stdin=lines))
    assert together[1]["status"] == "ok"
    assert {cells[together[1]["columns"].index("指标")] for cells in together[1]["rows"]} == {"工伤认定完成率"}


# What an empty interpreter has not, and one question may cost. Everything else of weight is named below.
HEAVY = (
    *(
        "asyncio",
        "logging",
        "dataclasses",
        "pathlib",
        "inspect",
        "subprocess",
        "socket",
        "ssl",
        "email",
        "http",
        "urllib",
    ),
    *("shutil", "tempfile", "unittest", "ctypes", "multiprocessing", "concurrent", "random", "importlib.metadata"),
    *("telegram", "aiohttp", "httpx"),
    *("sqlite_utils", "pypinyin", "opencc", "rich", "click", "pkg_resources", "readline"),
    *(
        "db.load",
        "db.schema",
        "db.readers",
        "db.layouts",
        "db.checks",
        "bot.telegram",
        "bot.repl",
        "bot.render.as_text",
    ),
)


@pytest.mark.parametrize("arguments", [("ask", "--json", "欠薪应急周转金"), ("explain", "--json", QUESTION)])
def test_asking_imports_nothing_heavy(database: Path, arguments: tuple[str, ...]) -> None:
    """Start-up time is a promise: what a question imports is counted, not timed."""
    script = (
        "import sys, bot.cli\n"
        f"status = bot.cli.main({[*arguments, '--db', str(database)]!r})\n"
        "print(*sys.modules, sep='\\n', file=sys.stderr)\n"
        "sys.exit(status)\n"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", script], capture_output=True, text=True, check=False, cwd=SEED.parents[2]
    )
    assert done.returncode == 0, done.stderr
    modules = set(done.stderr.split())
    assert "querylang.interpret" in modules
    assert not [name for name in modules if name in HEAVY or name.startswith(tuple(f"{one}." for one in HEAVY))]


# --- explain ------------------------------------------------------------------------------------------------------


def words_of(service: AnswerService, question: str) -> list[dict[str, Any]]:
    """Explain a question in this process."""
    words: list[dict[str, Any]] = json.loads(explained.render_json(service.read(question)))["words"]
    return words


@pytest.mark.parametrize(
    "question",
    [*ANSWERED, *EMPTY, *REFUSED, *NO_QUESTIONS[2:]],
    ids=range(len(ANSWERED + EMPTY + REFUSED + NO_QUESTIONS) - 2),
)
def test_words_join_up_to_the_question(service: AnswerService, question: str) -> None:
    """Every character stands in exactly one word."""
    assert_words_cover(question, words_of(service, question))


@given(
    question=st.text(
        st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("预算超过百万１２3.5%的项目 \t欠薪")),
        max_size=60,
    )
)
def test_words_of_any_text_join_up(service: AnswerService, question: str) -> None:
    """Full width, marks, white space and letters of any script included."""
    assert_words_cover(question, words_of(service, question))


def assert_words_cover(question: str, words: list[dict[str, Any]]) -> None:
    """Texts join up, spans follow each other, and agree with the texts."""
    assert "".join(word["text"] for word in words) == question
    at = 0
    for word in words:
        assert word["start"] == at
        assert word["text"] == question[at : word["end"]]
        at = word["end"]
    assert at == len(question)


def test_explain_names_field_and_comparison(database: Path) -> None:
    """The example of the contract."""
    (found,) = objects(run("explain", "--json", QUESTION, "--db", database))
    assert list(found)[:1] == ["question"]
    assert found["query"]["type"] == "Query"
    field, comparison, filler, thing = found["words"]
    assert (field["text"], field["kind"]) == ("预算", "field")
    assert comparison == {
        **{"text": "超过100万", "start": 2, "end": 8, "kind": "comparison"},
        **{"op": ">", "number": "1000000", "unit": "元"},
    }
    assert (filler["text"], filler["kind"]) == ("的", "filler")
    assert thing["text"] == "项目"
    assert {word["kind"] for word in found["words"]} - {"thing"} <= KINDS


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("30万到300万之间的项目", {"op": "between", "low": "300000", "high": "3000000", "unit": "元"}),
        ("几十万的项目", {"op": "between", "low": "200000", "high": "1000000", "high_op": "<", "unit": "元"}),
        ("满意度目标不低于95%的项目", {"op": ">=", "number": "95", "unit": "%"}),
        ("预算三十万左右的项目", {"op": "≈", "number": "300000", "unit": "元"}),
    ],
)
def test_explain_says_what_a_comparison_means(service: AnswerService, question: str, said: dict[str, str]) -> None:
    """Numbers in base units as exact digits; an end that is excluded has its operator."""
    (comparison,) = (word for word in words_of(service, question) if word["kind"] == "comparison")
    assert {key: value for key, value in comparison.items() if key not in {"text", "start", "end", "kind"}} == said


def test_explain_batch(database: Path) -> None:
    """One object for every line, blank ones too; exit status 0."""
    done = run("explain", "--json", "--batch", "--db", database, stdin=f"{QUESTION}\n\n今天天气怎么样\n")
    assert done.returncode == 0
    assert [len(one["words"]) > 0 for one in objects(done)] == [True, False, True]


def test_explain_for_people(database: Path) -> None:
    """A line a word, and the query."""
    done = run("explain", QUESTION, "--db", database)
    assert done.returncode == 0
    assert "超过100万" in done.stdout
    assert "Query(" in done.stdout


def test_the_longest_question(service: AnswerService) -> None:
    """500 characters are read, one more is not."""
    assert "太长" not in service.read("预" * LONGEST).sentence
    assert "太长" in service.read("预" * (LONGEST + 1)).sentence
