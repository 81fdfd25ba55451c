"""The data dictionary: every table, view and column with its meaning.

The one source for the schema (`db.schema`), for `jixiao schema` and for its page in the docs.  Pure data: reading it
needs no database library.  Any change to a table or view here raises `db.version.SCHEMA_VERSION`.
"""

from typing import Literal, NamedTuple

from db.sqltext import select
from querylang.fields import KINDS


class Column(NamedTuple):
    """A column of a table: SQL type with constraints, and its meaning in Chinese."""

    name: str
    definition: str
    comment: str


class Index(NamedTuple):
    """An index: its columns or expressions."""

    table: str
    columns: str
    unique: bool = False

    @property
    def name(self) -> str:
        """A name made of its table and columns."""
        words = "".join(letter if letter.isalnum() or letter == "_" else " " for letter in self.columns).split()
        return f"{self.table}_by_{'_'.join(words)}"


class Table(NamedTuple):
    """A table."""

    name: str
    comment: str
    columns: tuple[Column, ...]
    constraints: tuple[str, ...] = ()


class ViewColumn(NamedTuple):
    """A column of a view: its Chinese name, the expression behind it, its meaning."""

    name: str
    expression: str
    comment: str
    type: Literal["INTEGER", "REAL", "TEXT"] | None = None  # None: the expression tells


class View(NamedTuple):
    """A Chinese view for people and for the printed SQL."""

    name: str
    comment: str
    columns: tuple[ViewColumn, ...]
    source: str


def _fen(name: str, comment: str) -> Column:
    return Column(name, f"INTEGER CHECK ({name} IS NULL OR typeof({name}) = 'integer')", f"{comment}，单位：分")


def _flag(name: str, comment: str) -> Column:
    return Column(name, f"INTEGER NOT NULL CHECK ({name} IN (0, 1))", comment)


def _origin() -> tuple[Column, ...]:
    return (
        Column("sheet", "TEXT", "出处：工作表"),
        Column("page", "INTEGER", "出处：页"),
        Column("table_number", "INTEGER", "出处：页或文件中的第几个表"),
        Column("row", "INTEGER", "出处：行"),
        Column("place", "TEXT NOT NULL", "出处，一句话"),
    )


def _kinds(level: int) -> str:
    return ", ".join(f"'{kind.key}'" for kind in KINDS.values() if kind.level == level)


TABLES: tuple[Table, ...] = (
    Table(
        "documents",
        "文件：一个部门、一个年度、一种表为一份",
        (
            Column("id", "INTEGER PRIMARY KEY AUTOINCREMENT", "文件编号，替换时不变，去掉后不再用"),
            Column("department", "TEXT NOT NULL CHECK (department <> '')", "部门名称"),
            Column("department_key", "TEXT NOT NULL", "部门名称，统一全半角、去掉空白，用于比较"),
            Column("department_code", "TEXT", "部门编码"),
            Column("year", "INTEGER CHECK (year BETWEEN 1900 AND 2200)", "年度；空：文件没有写明"),
            Column("kind", "TEXT NOT NULL CHECK (kind IN ('预算目标表', '自评表', '部门整体'))", "表的种类"),
            Column(
                "unit", "TEXT NOT NULL CHECK (unit IN ('元', '千元', '万元', '百万元', '亿元'))", "文件自己的金额单位"
            ),
            Column("title", "TEXT NOT NULL", "标题"),
            Column("file", "TEXT NOT NULL", "文件名"),
            Column("part", "INTEGER NOT NULL CHECK (part >= 1)", "是该文件中的第几份"),
            Column("format", "TEXT NOT NULL", "文件格式"),
            Column("digest", "TEXT NOT NULL CHECK (length(digest) = 64)", "文件内容的 SHA-256"),
            _fen("printed_total_fen", "印刷的合计"),
            Column("total_place", "TEXT NOT NULL", "印刷的合计的出处"),
            _flag("current", "是否为该部门最近年度的预算目标表"),
            Column("loaded_at", "TEXT NOT NULL", "装入时间（UTC）"),
            Column("version", "INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1)", "第几个版本，替换一次加一"),
            Column("state", "TEXT NOT NULL DEFAULT ''", "内容的指纹：公开的各格和用上的更正"),
        ),
    ),
    Table(
        "projects",
        "项目",
        (
            Column("id", "INTEGER PRIMARY KEY", "项目编号，替换文件时同名项目不变"),
            Column("document_id", "INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE", "所在文件"),
            Column("ordinal", "INTEGER NOT NULL", "在文件中的次序，从 1 起"),
            Column("name", "TEXT NOT NULL CHECK (name <> '')", "项目名称，与公开的一样"),
            Column("name_key", "TEXT NOT NULL", "项目名称，统一全半角和大小写、去掉空白，用于比较"),
            Column("code", "TEXT", "项目编码"),
            Column("spending_unit", "TEXT", "资金使用单位"),
            Column("implementing_unit", "TEXT", "实施单位"),
            _fen("total_fen", "总计"),
            _fen("appropriation_fen", "财政拨款"),
            _fen("special_account_fen", "财政专户拨款"),
            _fen("other_funds_fen", "其他资金"),
            _fen("government_fund_fen", "政府性基金，不计入财政拨款"),
            _fen("state_capital_fen", "国有资本经营预算，不计入财政拨款"),
            Column("goal", "TEXT", "绩效目标"),
            Column("indicator_count", "INTEGER NOT NULL", "指标个数"),
            _fen("executed_fen", "全年执行数，自评表才有"),
            Column("execution_rate", "TEXT", "执行率，与公开的一样；自评表才有"),
            Column("execution_percent", "REAL", "执行率的数值，以 % 计；空：没有写明"),
            Column("score", "TEXT", "自评总分；自评表才有"),
            *_origin(),
        ),
        ("UNIQUE (document_id, ordinal)",),
    ),
    Table(
        "indicators",
        "绩效指标",
        (
            Column("id", "INTEGER PRIMARY KEY", "指标编号，替换文件时同一项目同级同名的指标不变"),
            Column("project_id", "INTEGER NOT NULL REFERENCES projects (id) ON DELETE CASCADE", "所属项目"),
            Column("ordinal", "INTEGER NOT NULL", "在项目中的次序，从 1 起"),
            Column("level1", "TEXT", "一级指标，与公开的一样，不含编码"),
            Column("level1_code", "TEXT", "一级指标的编码"),
            Column("level2", "TEXT", "二级指标，与公开的一样，不含编码"),
            Column("level2_code", "TEXT", "二级指标的编码"),
            Column("kind1", f"TEXT CHECK (kind1 IN ({_kinds(1)}))", "一级指标归入的种类"),
            Column("kind2", f"TEXT CHECK (kind2 IN ({_kinds(2)}))", "二级指标归入的种类"),
            _flag("misfiled", "二级指标是否不属于所在的一级指标"),
            Column("name", "TEXT NOT NULL", "指标名称"),
            Column("name_key", "TEXT NOT NULL", "指标名称，统一全半角和大小写、去掉空白，用于比较"),
            Column("cycle_target", "TEXT", "实施周期指标值"),
            Column("annual_target", "TEXT", "年度指标值"),
            Column("actual", "TEXT", "实际完成值"),
            Column("score", "TEXT", "得分"),
            Column("met", "INTEGER CHECK (met IN (0, 1))", "实际完成值是否达到年度指标值；空：没法比较"),
            *_origin(),
        ),
        ("UNIQUE (project_id, ordinal)",),
    ),
    Table(
        "quantities",
        "指标值中的数值；一个值可以没有，也可以有几个",
        (
            Column("id", "INTEGER PRIMARY KEY", "编号"),
            Column("indicator_id", "INTEGER NOT NULL REFERENCES indicators (id) ON DELETE CASCADE", "所属指标"),
            Column("target", "TEXT NOT NULL CHECK (target IN ('cycle', 'annual', 'actual'))", "出自哪一列"),
            Column("ordinal", "INTEGER NOT NULL", "在值中的次序，从 1 起"),
            Column("number", "REAL NOT NULL", "数值，用于比较"),
            Column("number_text", "TEXT NOT NULL", "数值，精确的十进制"),
            Column("unit", "TEXT", "计量单位；空：没有写"),
            Column(
                "bound",
                "TEXT NOT NULL CHECK (bound IN ('exact', 'above', 'at_least', 'about', 'at_most', 'below'))",
                "界：等于、超过、不低于、约、不超过、低于",
            ),
            Column("edge", "INTEGER NOT NULL CHECK (edge IN (-1, 0, 1))", "刚好大于（1）或刚好小于（-1）该数"),
        ),
        ("UNIQUE (indicator_id, target, ordinal)",),
    ),
    Table(
        "issues",
        "核对时发现的问题",
        (
            Column("id", "INTEGER PRIMARY KEY", "编号"),
            Column("document_id", "INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE", "所在文件"),
            Column("project_id", "INTEGER REFERENCES projects (id) ON DELETE CASCADE", "所在项目"),
            Column("indicator_id", "INTEGER REFERENCES indicators (id) ON DELETE CASCADE", "所在指标"),
            Column("rule", "TEXT NOT NULL", "规则"),
            Column("title", "TEXT NOT NULL", "规则的名称"),
            Column("severity", "TEXT NOT NULL CHECK (severity IN ('warning', 'note'))", "严重程度"),
            Column("message", "TEXT NOT NULL", "发现了什么，怎样处理"),
            Column("place", "TEXT NOT NULL", "出处"),
        ),
    ),
    Table(
        "corrections",
        "更正：误读的一格改成什么，谁、何时、为何；公开的原值留在这里",
        (
            Column("id", "INTEGER PRIMARY KEY AUTOINCREMENT", "更正编号"),
            Column("document_id", "INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE", "所在文件"),
            Column("project_id", "INTEGER REFERENCES projects (id) ON DELETE SET NULL", "改的项目；空：没有用上"),
            Column("indicator_id", "INTEGER REFERENCES indicators (id) ON DELETE SET NULL", "改的指标"),
            Column("project_name", "TEXT", "公开的项目名称，替换文件后凭它找到；空：改的是文件"),
            Column("project_nth", "INTEGER NOT NULL", "是同名项目中的第几个，从 0 起"),
            Column("indicator_level2", "TEXT", "公开的二级指标"),
            Column("indicator_name", "TEXT", "公开的指标名称；空：改的是项目"),
            Column("indicator_nth", "INTEGER NOT NULL", "是同级同名指标中的第几个，从 0 起"),
            Column("field", "TEXT NOT NULL", "改的列"),
            Column("label", "TEXT NOT NULL", "改的列，中文"),
            Column("original", "CHECK (typeof(original) IN ('null', 'integer', 'text'))", "公开的值，金额为分"),
            Column("corrected", "CHECK (typeof(corrected) IN ('null', 'integer', 'text'))", "更正后的值，金额为分"),
            Column("who", "TEXT NOT NULL CHECK (who <> '')", "谁"),
            Column("why", "TEXT NOT NULL CHECK (why <> '')", "为何"),
            Column("made_at", "TEXT NOT NULL", "何时（UTC）"),
            Column(
                "state",
                "TEXT NOT NULL CHECK (state IN ('applied', 'waiting', 'undone'))",
                "已用上；公开的值变了，没有用上；已撤销",
            ),
            Column("undone_by", "TEXT", "谁撤销"),
            Column("undone_at", "TEXT", "何时撤销（UTC）"),
        ),
    ),
    Table(
        "versions",
        "取代了的版本：替换或去掉的文件，整份压缩，只为核对从前的答案",
        (
            Column("document_id", "INTEGER NOT NULL", "文件编号；文件去掉后这里仍留着"),
            Column("version", "INTEGER NOT NULL", "第几个版本"),
            Column("department", "TEXT NOT NULL", "部门名称"),
            Column("year", "INTEGER", "年度；空：文件没有写明"),
            Column("kind", "TEXT NOT NULL", "表的种类"),
            Column("file", "TEXT NOT NULL", "文件名"),
            Column("digest", "TEXT NOT NULL", "文件内容的 SHA-256"),
            Column("loaded_at", "TEXT NOT NULL", "装入时间（UTC）"),
            Column("ended_at", "TEXT NOT NULL", "取代或去掉的时间（UTC）"),
            Column("ended", "TEXT NOT NULL CHECK (ended IN ('replaced', 'removed'))", "替换了，还是去掉了"),
            Column("content", "BLOB NOT NULL", "公开的各格、编号和更正，JSON，zlib 压缩"),
        ),
        ("PRIMARY KEY (document_id, version)",),
    ),
    Table(
        "renames",
        "改名：相邻两年的两个名称是不是同一个项目，谁、何时、为何；按名称记，替换文件后仍在",
        (
            Column("id", "INTEGER PRIMARY KEY AUTOINCREMENT", "编号"),
            Column("department", "TEXT NOT NULL CHECK (department <> '')", "部门名称"),
            Column("department_key", "TEXT NOT NULL", "部门名称，统一全半角、去掉空白，用于比较"),
            Column("kind", "TEXT NOT NULL", "表的种类"),
            Column("earlier_year", "INTEGER NOT NULL", "上年"),
            Column("earlier_name", "TEXT NOT NULL", "上年的名称"),
            Column("later_year", "INTEGER NOT NULL CHECK (later_year = earlier_year + 1)", "下一年"),
            Column("later_name", "TEXT NOT NULL CHECK (later_name <> earlier_name)", "下一年的名称"),
            Column(
                "state",
                "TEXT NOT NULL CHECK (state IN ('confirmed', 'denied', 'withdrawn'))",
                "是改名；不是改名；已收回",
            ),
            Column("who", "TEXT NOT NULL CHECK (who <> '')", "谁"),
            Column("why", "TEXT NOT NULL CHECK (why <> '')", "为何"),
            Column("made_at", "TEXT NOT NULL", "何时（UTC）"),
            Column("withdrawn_by", "TEXT", "谁收回"),
            Column("withdrawn_at", "TEXT", "何时收回（UTC）"),
        ),
    ),
    Table(
        "search_stale",
        "文字变了、还没有重新编进检索的项目",
        (Column("project_id", "INTEGER PRIMARY KEY", "项目编号"),),
    ),
)

INDEXES: tuple[Index, ...] = (
    Index("documents", "department_key, IFNULL(year, -1), kind", unique=True),
    Index("documents", "digest"),
    Index("documents", "current, kind, year"),
    Index("projects", "name"),
    Index("projects", "name_key"),
    Index("projects", "document_id, total_fen"),
    Index("projects", "total_fen"),
    Index("indicators", "kind2, project_id"),
    Index("indicators", "kind1, project_id"),
    Index("indicators", "name_key"),
    Index("quantities", "target, unit, number, indicator_id"),
    Index("issues", "document_id, rule"),
    # The foreign keys of issues: without these, removing a project or an indicator reads the whole table.
    Index("issues", "project_id"),
    Index("issues", "indicator_id"),
    Index("corrections", "document_id"),
    Index("corrections", "project_id"),
    Index("corrections", "indicator_id"),
    Index("renames", "department_key, later_year, later_name"),
)


def _money_columns() -> tuple[ViewColumn, ...]:
    """Each amount twice: in 万元 for reading, in whole 分 for sums."""
    pairs = (
        ("总计", "total_fen"),
        ("财政拨款", "appropriation_fen"),
        ("财政专户拨款", "special_account_fen"),
        ("其他资金", "other_funds_fen"),
        ("政府性基金", "government_fund_fen"),
        ("国有资本经营", "state_capital_fen"),
    )
    return tuple(
        column
        for label, name in pairs
        for column in (
            ViewColumn(label, f"p.{name} / 1000000.0", f"{label}（万元，供阅读）"),
            ViewColumn(f"{label}_分", f"p.{name}", f"{label}（分，供求和与比较）"),
        )
    )


def _document_columns() -> tuple[ViewColumn, ...]:
    return (
        ViewColumn("文件编号", "d.id", "所在文件"),
        ViewColumn("部门", "d.department", "部门名称"),
        ViewColumn("年度", "d.year", "年度；空：文件没有写明"),
        ViewColumn("类型", "d.kind", "预算目标表、自评表或部门整体"),
        ViewColumn("当前", "d.current", "1：该部门最近年度的预算目标表"),
    )


def _label_of(column: str, level: int) -> str:
    cases = " ".join(f"WHEN '{kind.key}' THEN '{kind.label}'" for kind in KINDS.values() if kind.level == level)
    return f"CASE {column} {cases} END"


def _corrected(cell: str) -> ViewColumn:
    applied = select("group_concat(c.label, '、')", "corrections c", cell, "c.state = 'applied'")
    return ViewColumn("更正", f"({applied})", "更正过的列；空：与公开的一样")


def _correction(value: str) -> str:
    # Not LIKE: DuckDB's reader writes it as an operator that SQLite does not know.
    return f"CASE WHEN substr(c.field, -4) = '_fen' THEN c.{value} / 1000000.0 ELSE c.{value} END"


_PROJECT_SUM = "(SELECT SUM(p.total_fen) FROM projects p WHERE p.document_id = d.id)"

# Projects of a department, year and name; of a name that is printed several times the sum.
_YEARLY = (
    "SELECT d.department_key, d.department, d.year, p.name, SUM(p.total_fen) AS total_fen"
    " FROM projects p JOIN documents d ON d.id = p.document_id"
    " WHERE d.kind = '预算目标表' AND d.year IS NOT NULL GROUP BY d.department_key, d.year, p.name"
)
# The name of the year before, where a rename was confirmed and the name itself did not stand there.
_FORMER_NAME = (
    "(SELECT r.earlier_name FROM renames r WHERE r.department_key = y.department_key AND r.kind = '预算目标表'"
    " AND r.later_year = y.year AND r.later_name = y.name AND r.state = 'confirmed'"
    " AND NOT EXISTS (SELECT 1 FROM projects p JOIN documents d ON d.id = p.document_id WHERE p.name = y.name"
    " AND d.department_key = y.department_key AND d.year = y.year - 1 AND d.kind = '预算目标表'))"
)

VIEWS: tuple[View, ...] = (
    View(
        "项目",
        "每个项目一行",
        (
            ViewColumn("项目编号", "p.id", "项目编号"),
            *_document_columns(),
            ViewColumn("序号", "p.ordinal", "在文件中的次序"),
            ViewColumn("项目", "p.name", "项目名称"),
            *_money_columns(),
            ViewColumn("绩效目标", "p.goal", "绩效目标"),
            ViewColumn("指标数", "p.indicator_count", "指标个数"),
            ViewColumn("项目编码", "p.code", "项目编码"),
            ViewColumn("资金使用单位", "p.spending_unit", "资金使用单位"),
            ViewColumn("实施单位", "p.implementing_unit", "实施单位"),
            ViewColumn("执行数", "p.executed_fen / 1000000.0", "全年执行数（万元，供阅读）；自评表才有"),
            ViewColumn("执行数_分", "p.executed_fen", "全年执行数（分，供求和与比较）"),
            ViewColumn("执行率", "p.execution_rate", "与公开的一样；自评表才有"),
            ViewColumn("执行率_数", "p.execution_percent", "执行率的数值，以 % 计"),
            ViewColumn("自评得分", "p.score", "项目的自评总分；自评表才有"),
            ViewColumn("来源", "d.file || ' ' || p.place", "文件和其中的位置"),
            _corrected("c.project_id = p.id AND c.indicator_id IS NULL"),
        ),
        "projects p JOIN documents d ON d.id = p.document_id",
    ),
    View(
        "指标",
        "每个指标一行",
        (
            ViewColumn("指标编号", "i.id", "指标编号"),
            ViewColumn("项目编号", "p.id", "所属项目"),
            *_document_columns(),
            ViewColumn("项目", "p.name", "项目名称"),
            *(column for column in _money_columns() if column.name.endswith("_分")),
            ViewColumn("序号", "i.ordinal", "在项目中的次序"),
            ViewColumn("一级指标", "i.level1", "与公开的一样，不含编码"),
            ViewColumn("二级指标", "i.level2", "与公开的一样，不含编码"),
            ViewColumn("一级类", _label_of("i.kind1", 1), "一级指标归入的种类"),
            ViewColumn("二级类", _label_of("i.kind2", 2), "二级指标归入的种类"),
            ViewColumn("指标", "i.name", "指标名称"),
            ViewColumn("实施周期指标值", "i.cycle_target", "与公开的一样"),
            ViewColumn("年度指标值", "i.annual_target", "与公开的一样"),
            ViewColumn("实际完成值", "i.actual", "自评表才有"),
            ViewColumn("得分", "i.score", "自评表才有"),
            ViewColumn("达到目标", "i.met", "1：实际完成值达到年度指标值；0：没有；空：没法比较"),
            ViewColumn("归类不符", "i.misfiled", "1：二级指标不属于所在的一级指标"),
            ViewColumn("来源", "d.file || ' ' || i.place", "文件和其中的位置"),
            _corrected("c.indicator_id = i.id"),
        ),
        "indicators i JOIN projects p ON p.id = i.project_id JOIN documents d ON d.id = p.document_id",
    ),
    View(
        "指标数值",
        "指标值中的每个数值一行",
        (
            ViewColumn("指标编号", "q.indicator_id", "所属指标"),
            ViewColumn("项目编号", "i.project_id", "所属项目"),
            ViewColumn(
                "列",
                "CASE q.target WHEN 'cycle' THEN '实施周期' WHEN 'annual' THEN '年度' ELSE '实际' END",
                "实施周期、年度或实际",
            ),
            ViewColumn("数值", "q.number", "数值"),
            ViewColumn("单位", "q.unit", "计量单位"),
            ViewColumn(
                "界",
                "CASE q.bound WHEN 'exact' THEN '等于' WHEN 'above' THEN '超过' WHEN 'at_least' THEN '不低于'"
                " WHEN 'about' THEN '约' WHEN 'at_most' THEN '不超过' ELSE '低于' END",
                "等于、超过、不低于、约、不超过、低于",
            ),
            ViewColumn("偏", "q.edge", "1：刚好大于该数；-1：刚好小于；0：就是该数"),
        ),
        "quantities q JOIN indicators i ON i.id = q.indicator_id",
    ),
    View(
        "文件",
        "每份文件一行",
        (
            *_document_columns()[:-1],
            ViewColumn("单位", "d.unit", "文件自己的金额单位"),
            ViewColumn("标题", "d.title", "标题"),
            ViewColumn("文件名", "d.file", "文件名"),
            ViewColumn("印刷合计", "d.printed_total_fen / 1000000.0", "文件上印的合计（万元）"),
            ViewColumn("印刷合计_分", "d.printed_total_fen", "文件上印的合计（分）"),
            ViewColumn("项目数", "(SELECT COUNT(*) FROM projects p WHERE p.document_id = d.id)", "项目个数"),
            ViewColumn(
                "指标数",
                "(SELECT IFNULL(SUM(p.indicator_count), 0) FROM projects p WHERE p.document_id = d.id)",
                "指标个数",
            ),
            ViewColumn("合计", f"{_PROJECT_SUM} / 1000000.0", "各项目总计之和（万元）"),
            ViewColumn("合计_分", _PROJECT_SUM, "各项目总计之和（分）"),
            ViewColumn("当前", "d.current", "1：该部门最近年度的预算目标表"),
        ),
        "documents d",
    ),
    View(
        "核对问题",
        "每个问题一行",
        (
            *_document_columns()[:3],
            ViewColumn("项目", "p.name", "所在项目"),
            ViewColumn("指标", "i.name", "所在指标"),
            ViewColumn("规则", "s.title", "规则的名称"),
            ViewColumn("严重程度", "CASE s.severity WHEN 'warning' THEN '警告' ELSE '提示' END", "警告或提示"),
            ViewColumn("说明", "s.message", "发现了什么，怎样处理"),
            ViewColumn("来源", "rtrim(d.file || ' ' || s.place)", "文件和其中的位置"),
            ViewColumn("问题编号", "s.id", "编号，按发现的次序"),
        ),
        "issues s JOIN documents d ON d.id = s.document_id"
        " LEFT JOIN projects p ON p.id = s.project_id LEFT JOIN indicators i ON i.id = s.indicator_id",
    ),
    View(
        "更正",
        "每处更正一行",
        (
            ViewColumn("更正编号", "c.id", "编号"),
            *_document_columns()[:4],
            ViewColumn("项目编号", "c.project_id", "改的项目"),
            ViewColumn("指标编号", "c.indicator_id", "改的指标"),
            ViewColumn("项目", "COALESCE(p.name, c.project_name)", "项目名称"),
            ViewColumn("指标", "COALESCE(i.name, c.indicator_name)", "指标名称"),
            ViewColumn("列", "c.label", "改的列"),
            ViewColumn("公开值", _correction("original"), "公开的值（金额为万元）"),
            ViewColumn("更正值", _correction("corrected"), "更正后的值（金额为万元）"),
            ViewColumn("更正人", "c.who", "谁"),
            ViewColumn("原因", "c.why", "为何"),
            ViewColumn("时间", "c.made_at", "何时（UTC）"),
            ViewColumn(
                "状态",
                "CASE c.state WHEN 'applied' THEN '已用上' WHEN 'waiting' THEN '没有用上' ELSE '已撤销' END",
                "已用上；没有用上（公开的值变了）；已撤销",
            ),
        ),
        "corrections c JOIN documents d ON d.id = c.document_id"
        " LEFT JOIN projects p ON p.id = c.project_id LEFT JOIN indicators i ON i.id = c.indicator_id",
    ),
    View(
        "改名",
        "每次确认或否认改名一行",
        (
            ViewColumn("改名编号", "r.id", "编号"),
            ViewColumn("部门", "r.department", "部门名称"),
            ViewColumn("类型", "r.kind", "预算目标表、自评表或部门整体"),
            ViewColumn("上年", "r.earlier_year", "上年"),
            ViewColumn("原名", "r.earlier_name", "上年的名称"),
            ViewColumn("年度", "r.later_year", "下一年"),
            ViewColumn("项目", "r.later_name", "下一年的名称"),
            ViewColumn(
                "状态",
                "CASE r.state WHEN 'confirmed' THEN '是改名' WHEN 'denied' THEN '不是改名' ELSE '已收回' END",
                "是改名；不是改名；已收回",
            ),
            ViewColumn("确认人", "r.who", "谁"),
            ViewColumn("原因", "r.why", "为何"),
            ViewColumn("时间", "r.made_at", "何时（UTC）"),
        ),
        "renames r",
    ),
    View(
        "项目历年",
        "每个部门、项目、年度一行，与上一年同名或确认改名的项目相连；只有预算目标表，没写年度的文件不在内",
        (
            ViewColumn("部门", "y.department", "部门名称", "TEXT"),
            ViewColumn("项目", "y.name", "项目名称", "TEXT"),
            ViewColumn("年度", "y.year", "年度", "INTEGER"),
            ViewColumn("总计", "y.total_fen / 1000000.0", "总计（万元，供阅读）；同名的几个加在一起", "REAL"),
            ViewColumn("总计_分", "y.total_fen", "总计（分，供求和与比较）", "INTEGER"),
            ViewColumn(
                "上年",
                "CASE WHEN b.name IS NOT NULL THEN b.year END",
                "相连的上一年；空：上一年没有这个项目",
                "INTEGER",
            ),
            ViewColumn("上年总计_分", "b.total_fen", "上一年的总计（分）", "INTEGER"),
            ViewColumn("变化_分", "y.total_fen - b.total_fen", "比上一年增加多少（分），减少为负", "INTEGER"),
            ViewColumn(
                "变化率",
                "CASE WHEN b.total_fen > 0 THEN ROUND(100.0 * (y.total_fen - b.total_fen) / b.total_fen, 4) END",
                "变化占上一年的百分之几",
                "REAL",
            ),
            ViewColumn("改名自", "CASE WHEN b.name <> y.name THEN b.name END", "上一年的名称，确认改名的才有", "TEXT"),
        ),
        f"({_YEARLY}) y LEFT JOIN ({_YEARLY}) b ON b.department_key = y.department_key"
        f" AND b.year = y.year - 1 AND b.name = COALESCE({_FORMER_NAME}, y.name)",
    ),
    View(
        "版本",
        "每份文件的每个版本一行，连取代了的",
        (
            ViewColumn("文件编号", "v.id", "所属文件", "INTEGER"),
            ViewColumn("版本", "v.version", "第几个版本", "INTEGER"),
            ViewColumn("部门", "v.department", "部门名称", "TEXT"),
            ViewColumn("年度", "v.year", "年度；空：文件没有写明", "INTEGER"),
            ViewColumn("类型", "v.kind", "预算目标表、自评表或部门整体", "TEXT"),
            ViewColumn("文件名", "v.file", "文件名", "TEXT"),
            ViewColumn("装入时间", "v.loaded_at", "何时（UTC）", "TEXT"),
            ViewColumn("取代时间", "v.ended_at", "何时（UTC）；空：现在用的", "TEXT"),
            ViewColumn("状态", "v.state", "现行；已替换；已去掉", "TEXT"),
            ViewColumn("字节", "v.size", "留存的一份占多少字节；现行的在各表中", "INTEGER"),
        ),
        "(SELECT id, version, department, year, kind, file, loaded_at, NULL AS ended_at, '现行' AS state, NULL AS size"
        " FROM documents UNION ALL SELECT document_id, version, department, year, kind, file, loaded_at, ended_at,"
        " CASE ended WHEN 'replaced' THEN '已替换' ELSE '已去掉' END, length(content) FROM versions) v",
    ),
)
