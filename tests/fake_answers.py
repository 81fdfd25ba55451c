"""A stand-in for the answer service: what doors do with answers, without a database."""

from collections.abc import Callable

from bot.answer import ROW_LIMIT, Answer
from querylang.context import Context
from querylang.query import Column, Query

CONTEXT = Context(Query(outputs=(Column("project"),)), ("甲",))
SOURCE = "000_ce4d.txt 第12行"
CARD = Answer(
    question="欠薪应急周转金",
    status="ok",
    interpretation="项目“欠薪应急周转金”的全部内容",
    columns=("项目", "总计", "绩效目标", "一级指标", "指标", "年度指标值", "来源"),
    rows=(
        ("欠薪应急周转金", 300.0, "维护社会稳定", "产出指标", "垫付及时率", "95%", SOURCE),
        ("欠薪应急周转金", 300.0, "维护社会稳定", "满意度指标", "欠薪人员满意度", ">95%", SOURCE),
    ),
    total_rows=2,
    unit="万元",
    sources=(SOURCE,),
    sql="SELECT 1",
    units=(None, "万元", None, None, None, None, None),
)
LIST = Answer(
    question="预算超过100万的项目",
    status="ok",
    interpretation="总计大于100万元的项目〔共2个，合计1,517.08万元〕",
    columns=("项目", "总计", "来源"),
    rows=(("租赁岗位合同工经费", 1217.08, "a.txt 第3行"), ("A & <B>", 300.0, "a.txt 第4行")),
    total_rows=2,
    unit="万元",
    sources=("a.txt 第3行", "a.txt 第4行"),
    sql="SELECT 2",
    units=(None, "万元", None),
)
NOTHING = Answer(
    question="天气",
    status="not_understood",
    interpretation="没有看懂“天气”",
    unrecognised=("天气",),
    suggestions=("预算最高的三个项目",),
)


class FakeAnswers:
    """Answers by table, else by NOTHING; remembers what it was asked and with which context."""

    def __init__(self, table: dict[str, Answer | Exception] | None = None) -> None:
        self.table: dict[str, Answer | Exception] = {one.question: one for one in (CARD, LIST, NOTHING)}
        self.table.update(table or {})
        self.asked: list[tuple[str, object]] = []
        self.before_answer: Callable[[], object] = lambda: None

    def answer(self, question: str, context: Context | None = None, limit: int = ROW_LIMIT) -> Answer:
        """Look the question up; an exception in the table is raised."""
        self.asked.append((question, context))
        self.before_answer()
        found = self.table.get(question, NOTHING)
        if isinstance(found, Exception):
            raise found
        return found.replace(question=question)

    def departments(self) -> tuple[str, ...]:
        """One department."""
        return ("人社局",)

    def loaded_on(self) -> str:
        """A fixed day."""
        return "2024-03-01"

    def issue_counts(self) -> tuple[tuple[str, str, int], ...]:
        """Two rules."""
        return (("警告", "合计不符 <1>", 2), ("提示", "没有成本指标", 1))

    def close(self) -> None:
        """Nothing to let go of."""
