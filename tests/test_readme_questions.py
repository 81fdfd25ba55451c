"""The questions that README.md shows get the answers that README.md shows."""

import re
from pathlib import Path

import pytest

from tests.console import ROOT, environment, run
from tests.loading import SEED, load

README = (ROOT / "README.md").read_text(encoding="utf-8")
SHOWN = re.compile(r"```console\n\$ jixiao ask (?P<question>\S+)\n(?P<output>.*?)```", re.DOTALL)
EXAMPLES = [(found["question"], found["output"]) for found in SHOWN.finditer(README)]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Load the bundled document."""
    path = tmp_path_factory.mktemp("readme") / "a.db"
    assert load(path, SEED).returncode == 0
    return path


def test_ten_questions_are_shown() -> None:
    """In the section that says so, and all different."""
    section = README.partition("## 十个问题")[2].partition("\n## ")[0]
    assert len({found["question"] for found in SHOWN.finditer(section)}) == 10


@pytest.mark.parametrize(("question", "output"), EXAMPLES, ids=range(len(EXAMPLES)))
def test_the_answer_is_the_one_shown(database: Path, question: str, output: str) -> None:
    """Character by character, as a pipe prints it."""
    done = run("ask", question, env=environment(JIXIAO_DB=str(database)))
    assert (done.returncode, done.stdout) == (0, output)
