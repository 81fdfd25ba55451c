"""Each rule of `db/checks.toml` has a document that breaks it, and one that nearly does."""

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from db.check_rules import RULES, misprints
from db.checks import check
from db.indicators import parse_packed
from db.load_report import counted, summary
from db.records import BUDGET, Document, IndicatorRecord, Issue, Origin, ProjectRecord
from tests.console import ROOT, run
from tests.loading import load, row, write_document

ORIGIN = Origin("a.txt", row=5)
NUMBER = ("1-产出指标", "11-数量指标")
SERVED = ("3-满意度指标", "31-服务对象满意度")
COST = ("1-产出指标", "14-成本指标")


def indicator(
    name: str, annual: str | None, cycle: str | None = None, levels: tuple[str, str] = NUMBER
) -> IndicatorRecord:
    """One indicator, by way of the packed cell that prints it."""
    cycle_part = f"；实施周期指标值：{cycle}" if cycle else ""
    annual_part = f"；年度指标值：{annual}" if annual else ""
    (found,) = parse_packed(f"1、{levels[0]},{levels[1]},{name}{cycle_part}{annual_part}；", ORIGIN).indicators
    return found


SOUND = (indicator("场次", "3场"), indicator("满意度", "≥90%", levels=SERVED), indicator("成本", "1元", levels=COST))


def project(
    name: str = "培训",
    *indicators: IndicatorRecord,
    goal: str | None = "做好。",
    total: int | None = 100,
    appropriation: int | None = None,
) -> ProjectRecord:
    """One project with its money in 分."""
    money = (total, appropriation, None, None, None, None)
    return ProjectRecord(name, None, None, None, *money, goal, indicators or SOUND, ORIGIN)


def document(*projects: ProjectRecord, printed: int | None = None) -> Document:
    """A document of these projects."""
    names = ("青岚市文化局", None, 2024, BUDGET, "元", "", "a.txt", "", "txt", 1)
    return Document(*names, printed, "第4行", projects, ())


def rules(*indicators: IndicatorRecord) -> list[str]:
    """The rules that a project of these indicators breaks, missing kinds apart."""
    found = check(document(project("培训", *indicators, *SOUND)))
    return [issue.rule for issue in found]


def test_a_fund_inside_the_appropriation_is_counted_once() -> None:
    """财政拨款 printed as the sum of 一般公共预算 and 政府性基金, which also stands on its own."""
    inside = project(total=950, appropriation=850)._replace(government_fund_fen=500, other_funds_fen=100)
    beside = inside._replace(appropriation_fen=350)
    wrong = inside._replace(appropriation_fen=800)
    found = [[issue.rule for issue in check(document(one))] for one in (inside, beside, wrong)]
    assert found == [[], [], ["parts_mismatch"]]


BROKEN: dict[str, Document] = {
    "total_mismatch": document(project(), printed=101),
    "parts_mismatch": document(project(appropriation=99)),
    "missing_total": document(project(total=None)),
    "duplicate_project": document(project(), project()),
    "no_indicators": document(project(), project("二")._replace(indicators=())),
    "no_goal": document(project(), project("二", goal=None)),
    "no_satisfaction": document(project("培训", SOUND[0], SOUND[2])),
    "no_cost": document(project("培训", SOUND[0], SOUND[1])),
    "unnamed_indicator": document(project("培训", *SOUND, indicator("", "3场"))),
    "missing_annual": document(project("培训", *SOUND, indicator("场次", None, "3场"))),
    "missing_values": document(project("培训", *SOUND, indicator("场次", None))),
    "missing_cycle": document(project("培训", *(one._replace(cycle_target="3场") for one in SOUND), SOUND[0])),
    "unknown_level": document(project("培训", *SOUND, SOUND[0]._replace(level2="奇怪指标", kind2=None))),
    "misfiled": document(project("培训", *SOUND, indicator("收益", "3场", levels=("1-产出指标", "21-经济效益")))),
    "cycle_differs": document(project("培训", *(one._replace(cycle_target="9千场") for one in SOUND))),
    "annual_beyond_cycle": document(project("培训", *SOUND, indicator("场次", "4场", "3场"))),
    "no_quantity": document(project("培训", *SOUND, indicator("质量", "合格"))),
    "low_satisfaction": document(project("培训", *SOUND, indicator("满意度", "≥79%", levels=SERVED))),
    "misprint": document(project(goal="构建各谐社会。")),
}


@pytest.mark.parametrize("rule", BROKEN)
def test_each_rule_has_a_document_that_breaks_it(rule: str) -> None:
    """The finding says where, in words that are all filled in."""
    found = [issue for issue in check(BROKEN[rule]) if issue.rule == rule]
    assert found
    for issue in found:
        assert issue.place in {"第4行", "第5行"}
        assert "{" not in issue.message
        assert "None" not in issue.message


def test_no_rule_is_without_a_document() -> None:
    """Rules that `checks.toml` words are found by the checks; copied goals need two years in a database."""
    assert {key for key, rule in RULES.items() if rule.text} == set(BROKEN) | {"goal_copied"}
    assert all(rule.many for rule in RULES.values() if rule.loading == "one")


def test_a_sound_document_breaks_none() -> None:
    """Nothing is found where there is nothing."""
    assert check(document(project(), project("二"), printed=200)) == ()


@pytest.mark.parametrize(
    ("annual", "cycle", "levels"),
    [
        (">79%", None, SERVED),
        ("<80%", None, SERVED),
        ("良好，70%", None, SERVED),
    ],
)
def test_a_low_satisfaction_is_told_from_one_that_reaches_80(
    annual: str, cycle: str | None, levels: tuple[str, str]
) -> None:
    """Just above 79 % is low; a ceiling (投诉率不高于5%) is none."""
    low = annual != "<80%"
    assert ("low_satisfaction" in rules(indicator("满意度", annual, cycle, levels))) is low
    for fine in ("80%", "≥80%", "80分", "不高于5%", "满意"):
        assert "low_satisfaction" not in rules(indicator("满意度", fine, None, levels)), fine


def test_a_year_beyond_the_cycle_is_one_amount_of_the_same_thing() -> None:
    """Other units, percentages, ceilings and values of several amounts are not compared."""
    for annual, cycle in (("100%", "95%"), ("4场", "3次"), ("≤4场", "≤3场"), ("4场5人", "3场5人"), ("3场", "3场")):
        assert "annual_beyond_cycle" not in rules(indicator("场次", annual, cycle)), annual


def test_no_right_word_is_a_misprint() -> None:
    """A right word that holds a wrong one would be reported for ever; so would common words around it."""
    for right in misprints().values():
        assert not any(wrong in right for wrong in misprints())
    common = "自己完成各项日常工作，按排名安排，预防犯罪，海拔高度，人才引进，一份预算，账户对账"
    assert not [wrong for wrong in misprints() if wrong in common]


def test_many_findings_of_a_kind_are_one_line() -> None:
    """Twenty lines of one rule at most; the rest names its places, and what is only counted is counted."""
    issues = tuple(Issue("unnamed_row", "没有名称", f"第{number}行") for number in range(1, 61))
    lines = list(summary(document(project())._replace(issues=issues)))
    assert len(lines) == 21
    assert "没有名称的行还有 40 处（第21行、" in lines[-1]
    later = check(BROKEN["misprint"])
    assert list(summary(BROKEN["misprint"]._replace(issues=later))) == []
    assert "疑似错字 1" in counted(BROKEN["misprint"]._replace(issues=later))


def test_readers_and_layouts_use_rules_that_exist() -> None:
    """A key written in the code is a key of the file, and each key of the file is written somewhere."""
    keys = set(tomllib.loads((ROOT / "db" / "checks.toml").read_text(encoding="utf-8")))
    code = [path.read_text(encoding="utf-8") for path in (ROOT / "db").rglob("*.py")]
    used = Counter(match for text in code for match in re.findall(r'Issue\(\s*"(\w+)"', text))
    assert set(used) <= keys
    assert all(any(f'"{key}"' in text for text in code) for key in keys)


def test_goals_copied_from_the_year_before_are_found_whichever_is_loaded_first(tmp_path: Path) -> None:
    """Same name, same text, the year before: not two years before, not another department, gone with its example."""
    database = tmp_path / "a.db"
    goals = {2022: "做好培训。", 2024: "做好培训。", 2023: "做好培训。"}
    for year, goal in goals.items():
        rows = [row("培训", goal=goal), row("办公", goal=f"{year}年的目标。")]
        assert load(database, write_document(tmp_path / f"{year}.txt", rows, year=year)).returncode == 0
    other = write_document(tmp_path / "o.txt", [row("培训", goal=goals[2024])], department="青岚市体育局")
    result = load(database, other)
    assert "照抄" not in result.stdout
    again = load(database, write_document(tmp_path / "2024b.txt", [row("培训", goal=goals[2024])]), "--replace")
    assert "绩效目标照抄上年 1" in again.stdout
    copied = [line for line in run("check", "--db", database).stdout.splitlines() if "：绩效目标照抄上年：" in line]
    assert len(copied) == 2
    assert ["2024b.txt 第5行" in line for line in copied] == [True, False]  # ids live on: 2024 was loaded before 2023
    assert "2023.txt 第5行" in copied[1]
    assert "2022年" in copied[1]
    assert run("remove", "青岚市文化局/2023", "--db", database).returncode == 0
    assert "照抄" not in run("check", "--db", database).stdout
