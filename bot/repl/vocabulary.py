"""The candidates of completion: what the database holds, and how it can be asked."""

from bot.capabilities import examples
from bot.repl.completing import Candidate
from db.catalogue import SqliteCatalogue
from db.store import open_read_only
from querylang.fields import FIELDS, KINDS

MOST_NAMES = 20_000  # a list that is looked through at every key
_QUESTIONS = (
    "预算最高的三个项目",
    "预算最低的三个项目",
    "总预算是多少",
    "平均预算是多少",
    "各级指标数量",
    "有哪些部门",
    "没有年度指标值的指标",
    "归类不对的指标",
    "你能做什么",
)


class Vocabulary:
    """The candidates, read anew once the database has changed."""

    def __init__(self, path: str) -> None:
        """Read them from this database."""
        self._path = path
        self._catalogue = SqliteCatalogue(open_read_only(path))
        self._candidates = self._read()

    def candidates(self) -> list[Candidate]:
        """Questions, projects, fields, kinds, departments, in this order."""
        if self._catalogue.refresh():
            self._candidates = self._read()
        return self._candidates

    def _read(self) -> list[Candidate]:
        projects = self._catalogue.names("project")[:MOST_NAMES]
        asked = [question for _, question in examples(projects[0] if projects else "项目名称")[1:]]
        words = {
            "问题": (*_QUESTIONS, *asked),
            "项目": projects,
            "字段": tuple(field.label for field in FIELDS.values()),
            "指标类别": tuple(kind.label for kind in KINDS.values()),
            "部门": self._catalogue.names("department")[:MOST_NAMES],
            "指标": self._catalogue.names("indicator")[:MOST_NAMES],
        }
        found = {text: Candidate(text, kind) for kind, texts in reversed(words.items()) for text in texts}
        order = {kind: number for number, kind in enumerate(words)}
        return sorted(found.values(), key=lambda one: order[one.kind])
