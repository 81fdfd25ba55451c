"""The staff's own words: what they change, what is refused with its line, and when they are read anew."""

import json
import logging
import tomllib
from pathlib import Path

import pytest

from bot.answer import AnswerService
from bot.commands.words import NUMBER_TITLES, TITLES
from bot.errors import CommandError
from db.load import load_documents, read_file
from db.sample import sample_path
from querylang.ownwords import NO_WORDS, TABLES
from querylang.vocabulary import vocabulary
from querylang.wordfile import number_words, parse_words
from tests.console import ROOT, run

EXAMPLE = ROOT / "deploy" / "词库示例.toml"
DOCS = ROOT / "docs" / "vocabulary.md"
FUND = "欠薪应急周转金"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Load the bundled document."""
    path = tmp_path / "a.db"
    load_documents(str(path), read_file(sample_path()), replace=True)
    return path


def beside(database: Path, text: str) -> Path:
    """Write 词库.toml beside the database."""
    path = database.parent / "词库.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_example_works(database: Path) -> None:
    """Every table of it does what it says, and the full names are shown."""
    plain = AnswerService(str(database))
    service = AnswerService(str(database), lexicon=str(EXAMPLE))
    for own, shipped in (
        ("救急钱", FUND),
        ("救急钱的盘子大小", f"{FUND}的总计"),
        ("救急钱的家底", f"{FUND}的总计"),
        ("小助理，救急钱的群众口碑", f"{FUND}的满意度指标"),
        ("jiujiqian多少钱", f"{FUND}多少钱"),
        ("“救急钱”预算", f"“{FUND}”预算"),
        ("番人社的总预算", "人社局的总预算"),
        ("各位同仁，预算最高的三个项目", "预算最高的三个项目"),
    ):
        answer, wanted = service.answer(own), plain.answer(shipped)
        assert answer.status == "ok", own
        assert (answer.interpretation, answer.rows) == (wanted.interpretation, wanted.rows), own
        assert plain.answer(own).status != "ok"


def test_the_example_is_toml_and_stands_in_the_docs() -> None:
    """What our small reader makes of it is what tomllib makes of it; the docs name every table."""
    text = EXAMPLE.read_text(encoding="utf-8")
    read = {
        table: {key: [entry.word for entry in words] for key, words in lists.items()}
        for table, lists in parse_words("x", text).items()
    }
    assert read == tomllib.loads(text)
    assert tuple(read) == TABLES
    said = DOCS.read_text(encoding="utf-8")
    assert set(tomllib.loads(said.partition("```toml\n")[2].partition("```")[0])) == set(TABLES)
    assert all(f"| {table} |" in said for table in TABLES)


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ('["同义词"]\n"总计" = [\n"预算",\n]', 3, "本来就认得（总计）"),
        ('["同义词"]\n"总计" = [\n"  ",\n]', 3, "空的词"),
        ('["同义词"]\n"总计" = [\n"",\n]', 3, "词是空的"),
        ('["同义词"]\n"总计" = [\n]', 2, "没有写词"),
        ('["同义词"]\n"总计" = [\n"家底",', 2, "没有用 ] 结束"),
        ('["同义词"]\n"总计" = [\n"家底",\n"家底",\n]', 4, "第3行已经写过"),
        ('["同义词"]\n"总计" = ["家底"]\n"其他资金" = ["家底"]', 3, "只能有一个意思"),
        ('["同义词"]\n"总计" = ["满意度"]', 2, "本来就认得（满意度指标）"),
        ('["同义词"]\n"总计" = ["超过"]', 2, "比较用的词"),
        ('["同义词"]\n"总计" = ["三百万"]', 2, "读成一个数"),
        (f'["同义词"]\n"总计" = ["{FUND}"]', 2, "项目的名称"),
        ('["同义词"]\n"总计" = ["參訓率"]', 2, "指标的名称"),
        ('["同义词"]\n"总计" = ["人社局"]', 2, "已指"),
        ('["同义词"]\n"莫名其妙" = ["家底"]', 2, "不是已有的词"),
        ('["同义词"]\n"总计" = [“家底”]', 2, "双引号"),
        ('["别的"]\n"总计" = ["家底"]', 1, "没有 别的 这个小节"),
        ('["项目"]\n"没有的项目" = ["家底"]', 2, "没有装入"),
        ('["项目"]\n"欠薪应急周转" = ["家底"]', 2, f"是不是“{FUND}”"),
        (f'["项目"]\n"{FUND}" = ["家底"]\n"业务用房经费" = ["家底"]', 3, "第2行已经写过"),
        (f'["项目"]\n"{FUND}" = ["业务用房经费"]', 2, "另一个项目的名称"),
        (f'["项目"]\n"{FUND}" = ["预算"]', 2, "本来就认得"),
        ('["部门"]\n"住建局" = ["家底"]', 2, "没有装入"),
        (f'["部门"]\n"人社局" = ["{FUND}"]', 2, "项目的名称"),
        ('"总计" = ["家底"]', 1, "读不懂"),
        ("随便写的一句话", 1, "读不懂"),
    ],
)
def test_a_mistake_names_its_line(database: Path, text: str, line: int, why: str) -> None:
    """Nothing is answered with a file that holds a mistake."""
    path = beside(database, text)
    with pytest.raises(CommandError) as caught:
        AnswerService(str(database))
    said = str(caught.value)
    assert f"{path} 第{line}行" in said
    assert why in said


def test_files_that_are_no_text(database: Path) -> None:
    """Another encoding, and a file that is not there."""
    beside(database, "").write_bytes('["同义词"]\n"总计" = ["家底"]'.encode("gb18030"))
    with pytest.raises(CommandError, match="第1行：不是 UTF-8"):
        AnswerService(str(database))
    with pytest.raises(CommandError, match="没有词库文件"):
        AnswerService(str(database), lexicon=str(database.parent / "没有.toml"))


def test_a_file_as_notepad_writes_it(database: Path) -> None:
    """A mark at its beginning, and line ends of two characters; quotation marks around headings are not needed."""
    beside(database, "").write_bytes('\ufeff[同义词]\r\n总计 = [\r\n  "家底",\r\n]\r\n'.encode())
    assert AnswerService(str(database)).answer(f"{FUND}的家底").status == "ok"


def test_it_is_read_anew_when_it_changes(database: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Written, mistaken, mended and removed while the service runs; a mistake leaves the words as they were."""
    service = AnswerService(str(database))

    def works(word: str) -> bool:
        return service.answer(f"{word}多少钱").status == "ok"

    assert not works("救急钱")
    path = beside(database, f'["项目"]\n"{FUND}" = ["救急钱"]')
    assert works("救急钱")
    with caplog.at_level(logging.WARNING):
        path.write_text('["项目"]\n"没有的项目" = ["应急款"]', encoding="utf-8")
        assert works("救急钱")
        assert works("救急钱")
    assert len([record for record in caplog.records if "第2行" in record.getMessage()]) == 1
    path.write_text(f'["项目"]\n"{FUND}" = ["救火钱"]', encoding="utf-8")
    assert works("救火钱")
    assert not works("救急钱")
    path.unlink()
    assert not works("救火钱")


def test_the_command_line(database: Path) -> None:
    """--lexicon before JIXIAO_LEXICON before the file beside the database; a mistake is one line and status 2."""
    path = beside(database, '["同义词"]\n"总计" = ["预算"]')
    refused = run("ask", "--db", database, FUND)
    assert refused.returncode == 2
    assert refused.stderr.count("\n") == 1
    assert "词库.toml 第2行" in refused.stderr
    answered = run("ask", "--db", database, "--lexicon", EXAMPLE, "救急钱")
    assert answered.returncode == 0, answered.stderr
    path.unlink()
    listed = run("words", "--db", database, "--lexicon", EXAMPLE, "--json")
    found = {(one["kind"], one["value"]): one for one in json.loads(listed.stdout)}
    assert {"word": "家底", "own": True} in found["field", "total"]["words"]
    assert {"word": "预算", "own": False} in found["field", "total"]["words"]
    assert found["project", FUND]["words"] == [{"word": "救急钱", "own": True}]
    own = run("words", "--db", database, "--lexicon", EXAMPLE, "--own")
    assert "＊救急钱" in own.stdout
    assert "预算总额" not in own.stdout


def test_words_without_a_database(tmp_path: Path) -> None:
    """The shipped words are listed anywhere."""
    listed = run("words", cwd=tmp_path)
    assert listed.returncode == 0, listed.stderr
    assert "【字段】" in listed.stdout
    assert "名次后面的量词（第二名、第3个）：名、位" in listed.stdout
    assert not list(tmp_path.iterdir())


def test_every_kind_of_word_has_a_title() -> None:
    """Of the vocabulary and of numbers."""
    assert {meaning.kind for meaning in vocabulary().words.values()} == set(TITLES)
    assert set(number_words()) - NO_WORDS == set(NUMBER_TITLES)
