"""What can be asked, as an answer of its own: 你能做什么."""

from db.sqltext import quote, select

COLUMNS = ("可以问", "例如")
# Examples that any loaded budget table can answer; the name of a loaded project goes before them.
_WHOLE_PROJECT = "项目名称（可以只写一部分）：金额、绩效目标和全部指标"
_ROWS = (
    ("符合条件的项目", "预算超过100万的项目"),
    ("排在前面或后面的项目", "预算最低的三个项目"),
    ("个数、合计、平均", "10万以下的项目有几个"),
    ("总额", "总预算是多少"),
    ("指标和它们的目标值", "所有项目的满意度目标"),
    ("按目标值找项目", "满意度目标不低于90%的项目"),
    ("各类指标的数量", "各级指标数量"),
    ("库里有什么", "有哪些部门"),
)


def examples(project: str) -> tuple[tuple[str, str], ...]:
    """Ways to ask, each with a question that works; `project` is the name of a loaded one."""
    return ((_WHOLE_PROJECT, project), *_ROWS)


def statement(rows: tuple[tuple[str, str], ...]) -> str:
    """The SQL that gives these rows, like that of any other answer."""
    values = ", ".join(f"({', '.join(quote(cell) for cell in row)})" for row in rows)
    columns = ", ".join(f"column{number} AS {column}" for number, column in enumerate(COLUMNS, 1))
    return select(columns, f"(VALUES {values})")
