"""Questions over the bundled document for tests of the doors; what they mean is the corpus's business."""

import tomllib

from tests.console import ROOT

ANSWERED = (
    "欠薪应急周转金",
    "欠薪应急周转金 满意度目标",
    "预算超过100万的项目",
    "预算最高的三个项目",
    "预算最低的项目是哪个",
    "总预算是多少",
    "10万以下的项目有几个",
    "10万以下的项目的平均预算",
    "没有时效指标的项目",
    "满意度目标超过95%的项目",
    "租赁岗位合同工经费占比",
    "各级指标数量",
    "每个项目有几个指标",
    "车辆购置经费其他资金有多少",
    "工伤认定和内部审计加起来多少",
    "预算比业务用房经费高的项目",
    "年度指标值为234人的项目",
    "指标值为“合规”的指标",
    "涉及档案的项目",
    "预算超过30万但没有经济效益指标的项目",
)
EMPTY = ("财政专户拨款超过1万的项目", "车辆购置经费有没有社会效益指标", "第100名的项目")
REFUSED = ("今天天气怎么样", "2030年的总预算是多少", "人均预算最高的项目", "欠薪应急周转金实际支出了多少")
NO_QUESTIONS = (
    "",
    "   ",
    "\u3000",
    "预算\x00超过",
    "\x1b[31m预算\x1b[0m",
    "？？？",
    "💰💰",
    "预" * 501,
    "算" * 100_000,
)


def corpus_questions() -> list[str]:
    """Every question of the corpus, the turns of its dialogues and its questions about other things included."""
    folder = ROOT / "tests" / "corpus" / "questions"
    asked: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8")).get("case", []):
            asked += [*case.get("asks", []), *case.get("turns", [])]
    for path in sorted(folder.glob("off_domain.txt")):
        asked += path.read_text(encoding="utf-8").split("\n")
    return list(dict.fromkeys(asked))
