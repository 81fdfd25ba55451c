"""A wrong project is never answered for: what is nearly a name, and is none, is not ok."""

import pytest

from db.load import read_file
from db.sample import sample_path
from querylang.interpret import interpret
from querylang.query import FieldOf, Named
from querylang.reflected import walk
from tests.many_names import ManyNames, many_names
from tests.near_names import ELSEWHERE, holds, near_names
from tests.question_corpus import lines


@pytest.fixture(scope="module")
def catalogue() -> ManyNames:
    """The projects of the bundled document, of other departments, and made-up ones with years and numbers."""
    sample = tuple(project.name for document in read_file(sample_path()) for project in document.projects)
    return ManyNames((*sample, *ELSEWHERE, *many_names(40)))


def wrongly_named(catalogue: ManyNames, question: str, mention: str = "") -> bool:
    """Whether a mention, or a question with it, is answered for with a project that does not hold it."""
    reading = interpret(question, catalogue)
    parts = list(walk(reading.query))
    named = [name for one in parts if isinstance(one, Named) for name in one.projects]
    named += [one.project for one in parts if isinstance(one, FieldOf)]
    return reading.status == "ok" and not all(holds(name, mention or question) for name in named)


def test_what_is_nearly_a_name_is_not_answered_for(catalogue: ManyNames) -> None:
    """Another number, year or document; a word of it changed for another; a word added."""
    mentions = [mention for _, mention in near_names(catalogue.names("project"), 1)]
    assert len(mentions) > 3_000
    assert [mention for mention in mentions if wrongly_named(catalogue, mention)] == []


@pytest.mark.parametrize("asks", ["{}", "{}经费多少钱", "{}项目的满意度目标", "比{}高的项目"])
def test_a_project_of_another_bureau_is_none_of_ours(catalogue: ManyNames, asks: str) -> None:
    """What is not held is not answered for with what is, unless that holds what was said."""
    mentions = lines("foreign_names.txt")
    assert [mention for mention in mentions if wrongly_named(catalogue, asks.format(mention), mention)] == []


@pytest.mark.parametrize(
    ("mention", "offered"),
    [
        ("享受国务院特殊津贴团员医疗补贴", "享受国务院特殊津贴人员医疗补贴"),
        ("享受国务院特殊津贴老人医疗补贴多少钱", "享受国务院特殊津贴人员医疗补贴"),
        ("机关农业单位工作人员招考经费", "机关事业单位工作人员招考经费"),
        ("劳动监察资金执法工作经费", "劳动监察综合执法工作经费"),
        ("工作能力建设工作经费", "职业能力建设工作经费"),
        ("穗财社[2022]43号多少钱", "广州追加提前下达劳动关系公共服务及薪酬调查经费财政补助#穗财社[2022]34号"),
    ],
)
def test_it_is_offered_instead(catalogue: ManyNames, mention: str, offered: str) -> None:
    """A name that the mention is near to is a candidate, and the words that it has no name for are reported."""
    reading = interpret(mention, catalogue)
    assert reading.status == "ambiguous"
    assert offered in reading.suggestions
    assert reading.unrecognised


@pytest.mark.parametrize(
    ("mention", "meant"),
    [
        ("租聘岗位合同工经费", "租赁岗位合同工经费"),
        ("法侓顾问服务费", "法律顾问服务费"),
        ("欠薪应急急周转金", "欠薪应急周转金"),
        ("工伤认订工作经费", "工伤认定工作经费"),
    ],
)
def test_a_slip_of_the_pen_is_none_of_these(catalogue: ManyNames, mention: str, meant: str) -> None:
    """A wrong character that makes no word, one typed twice, a homophone."""
    reading = interpret(mention, catalogue)
    assert reading.status == "ok"
    assert reading.sentence.startswith(f"「{meant}」")


def test_a_character_that_the_name_does_not_have_is_said(catalogue: ManyNames) -> None:
    """What was let pass as a slip stands in a note."""
    assert "“聘”不在名称里，当作笔误" in interpret("租聘岗位合同工经费", catalogue).notes
