"""The statement of an overview (概览): every figure of the leader's page as one row, section after section.

One statement over the Chinese views, like any other answer.  Sections without content have no rows: the comparison with
the year before stands only where that year is loaded.
"""

from collections.abc import Iterator
from typing import NamedTuple

from db.conditions import Conditions
from db.sqltext import Bound, select
from db.terms import FEN, Row
from querylang.fields import FIELDS, KINDS
from querylang.query import BUDGET, Query

COLUMNS = ("部分", "名称", "金额", "数量", "占比", "上年", "差额", "增幅", "说明")
UNITS = (None, None, "万元", None, "%", "万元", "万元", "%", None)
TOTAL, DEPARTMENTS, SOURCES, LARGEST = "总计", "各部门", "资金来源", "金额最大的项目"
COMPARED, RISEN, FALLEN = "与上年相比", "增加最多", "减少最多"
TARGETS, ISSUES = "指标目标", "核对"
MOST_DEPARTMENTS = 10
LARGEST_SHOWN = 5
CHANGED_SHOWN = 3
LOWEST_SHOWN = 3
WORST_SHOWN = 3
LOW_SATISFACTION = 80  # percent
_SOURCES = (
    *((f"{FIELDS[key].label}_分", FIELDS[key].label) for key in ("appropriation", "special_account", "other_funds")),
    ("政府性基金_分", "政府性基金"),
    ("国有资本经营_分", "国有资本经营"),
)
_SUM = "COALESCE(SUM(总计_分), 0)"
_ALL = f"({select(_SUM, '本年')})"
_SEVERAL = "(SELECT COUNT(DISTINCT 部门) FROM 范围) > 1"


class OverviewText(NamedTuple):
    """The text of the statement, and its values."""

    sql: str
    params: tuple[Bound, ...]


class _Line(NamedTuple):
    """Rows of one section: where they come from, and an expression for each column that they fill."""

    place: str  # orders the rows of a section
    part: str
    name: str
    source: str
    filled: dict[str, str]


def build_overview(query: Query) -> OverviewText:
    """The statement for a query of grain "overview"."""
    terms = Conditions(query.scope)
    document = Row("document")
    among = select("文件编号, 部门, 年度", "文件", *terms.in_scope(query.scope, document))
    kind = terms.values.equals("文件.类型", (BUDGET,))
    satisfaction = (
        f"(指标.一级类 = '{KINDS['satisfaction'].label}' OR 指标.二级类 = '{KINDS['served'].label}')"
        " AND 指标数值.列 = '年度' AND 指标数值.单位 = '%'"
    )
    own = "文件编号 IN (SELECT 文件编号 FROM 范围)"
    both_years = "文件编号 IN (SELECT 范围.文件编号 FROM 范围 JOIN 上年文件 USING (部门))"
    year_before = f"文件编号 IN ({select('文件编号', '上年文件')})"
    tables = {
        "范围": among,
        "本年": select(f"项目编号, 部门, 项目, 总计_分, {', '.join(column for column, _ in _SOURCES)}", "项目", own),
        "上年文件": select(
            "文件.文件编号, 文件.部门",
            "文件 JOIN 范围 ON 范围.部门 = 文件.部门 AND 文件.年度 = 范围.年度 - 1",
            kind,
        ),
        "两年": select(
            "部门, 项目, SUM(CASE 后 WHEN 1 THEN 总计_分 END) AS 今, SUM(CASE 后 WHEN 0 THEN 总计_分 END) AS 昔,"
            " SUM(后) AS 今有, SUM(1 - 后) AS 昔有",
            f"({select('部门, 项目, 总计_分, 1 AS 后', '项目', both_years)} UNION ALL "
            f"{select('部门, 项目, 总计_分, 0', '项目', year_before)}"
            ") GROUP BY 部门, 项目",
        ),
        "满意度": select(
            "指标.指标编号, 指标.项目, 指标.指标, 指标.年度指标值, 数值 + 偏 / 1000000.0 AS 点",
            "指标 JOIN 指标数值 ON 指标数值.指标编号 = 指标.指标编号",
            f"指标.{own}",
            satisfaction,
        ),
        "问题": select("文件编号, 规则, 严重程度, 说明, 问题编号", "核对问题", own),
    }
    common = ", ".join(f"{name} AS ({text})" for name, text in tables.items())
    arms = " UNION ALL ".join(_arm(order, line) for order, line in enumerate(_lines()))
    return OverviewText(
        f"WITH {common} {select(', '.join(COLUMNS), f'({arms})')} ORDER BY 序, 位",
        tuple(terms.values.all),
    )


def _arm(order: int, line: _Line) -> str:
    """One SELECT of the union; of the first the names of its columns hold for all."""
    given = {"部分": f"'{line.part}'", "名称": line.name, **line.filled}
    cells = ", ".join(f"{given.get(column, 'NULL')} AS {column}" for column in COLUMNS)
    return select(f"{order} AS 序, {line.place} AS 位, {cells}", line.source)


def _lines() -> Iterator[_Line]:
    yield from _totals()
    yield _Line(
        "ROW_NUMBER() OVER (ORDER BY 合 DESC, 部门)",
        DEPARTMENTS,
        "部门",
        f"({select(f'部门, {_SUM} AS 合, COUNT(*) AS 个', '本年')} GROUP BY 部门 HAVING {_SEVERAL}"
        f" ORDER BY 合 DESC, 部门 LIMIT {MOST_DEPARTMENTS})",
        {"金额": _wan("合"), "数量": "个", "占比": _share("合", _ALL)},
    )
    for column, label in _SOURCES:
        yield _Line(
            "0",
            SOURCES,
            f"'{label}'",
            f"({select(f'SUM({column}) AS 合, COUNT(CASE WHEN {column} > 0 THEN 1 END) AS 个', '本年')}) WHERE 合 > 0",
            {"金额": _wan("合"), "数量": "个", "占比": _share("合", _ALL)},
        )
    yield _Line(
        "ROW_NUMBER() OVER (ORDER BY 位次, 项目编号)",
        LARGEST,
        "项目",
        f"({select('*, RANK() OVER (ORDER BY 总计_分 DESC) AS 位次', '本年', '总计_分 IS NOT NULL')})"
        f" WHERE 位次 <= {LARGEST_SHOWN}",
        {
            "金额": _wan("总计_分"),
            "占比": _share("总计_分", _ALL),
            "说明": f"CASE WHEN {_SEVERAL} THEN 部门 END",
        },
    )
    yield from _changes()
    yield from _targets()
    yield from _issues()


def _totals() -> Iterator[_Line]:
    years = (
        "(SELECT CASE WHEN MIN(年度) = MAX(年度) THEN MIN(年度) || '年' WHEN MIN(年度) IS NULL THEN '年度未注明'"
        " ELSE MIN(年度) || '–' || MAX(年度) || '年' END FROM 范围)"
    )
    yield _Line("0", TOTAL, "'各项目合计'", "本年", {"金额": _wan(_SUM), "数量": "COUNT(*)", "说明": years})
    printed = (
        "(SELECT SUM(印刷合计_分) AS 印, COUNT(印刷合计_分) AS 有, COUNT(*) AS 共 FROM 文件"
        " WHERE 文件编号 IN (SELECT 文件编号 FROM 范围))"
    )
    yield _Line(
        "0",
        TOTAL,
        "'文件印的合计'",
        f"{printed} WHERE 有 = 共 AND 印 <> {_ALL}",
        {"金额": _wan("印"), "差额": _wan(f"(印 - {_ALL})")},
    )
    own = "指标 WHERE 文件编号 IN (SELECT 文件编号 FROM 范围)"
    yield _Line("0", TOTAL, "'指标'", own, {"数量": "COUNT(*)"})
    departments = f"({select('COUNT(DISTINCT 部门) AS 个', '范围')}) WHERE {_SEVERAL}"
    yield _Line("0", TOTAL, "'部门'", departments, {"数量": "个"})


def _changes() -> Iterator[_Line]:
    sums = (
        "(SELECT COALESCE(SUM(今), 0) AS 后, COALESCE(SUM(昔), 0) AS 前, SUM(今有) AS 后数, SUM(昔有) AS 前数,"
        " COUNT(DISTINCT 部门) AS 部 FROM 两年)"
    )
    fewer = "CASE WHEN 部 < (SELECT COUNT(DISTINCT 部门) FROM 范围) THEN '只算两年都有的' || 部 || '个部门' END"
    yield _Line("0", COMPARED, "'总计'", f"{sums} WHERE 部 > 0", {**_changed("后", "前"), "说明": fewer})
    counts = "'上年' || 前数 || '个'"
    yield _Line("0", COMPARED, "'项目数'", f"{sums} WHERE 部 > 0", {"数量": "后数", "说明": counts})
    there = "EXISTS (SELECT 1 FROM 上年文件)"
    new = f"({select('COUNT(*) AS 个, SUM(今) AS 合', '两年', '昔有 = 0')}) WHERE {there}"
    yield _Line("0", COMPARED, "'新增的项目'", new, {"数量": "个", "金额": _wan("合")})
    gone = f"({select('COUNT(*) AS 个, SUM(昔) AS 合', '两年', '今有 = 0')}) WHERE {there}"
    yield _Line("0", COMPARED, "'取消的项目'", gone, {"数量": "个", "上年": _wan("合")})
    for part, meets, order in ((RISEN, "今 > 昔", "今 - 昔 DESC"), (FALLEN, "今 < 昔", "今 - 昔")):
        most = f"({select('*', '两年', meets)} ORDER BY {order}, 部门, 项目 LIMIT {CHANGED_SHOWN})"
        told = {**_changed("今", "昔"), "说明": f"CASE WHEN {_SEVERAL} THEN 部门 END"}
        yield _Line(f"ROW_NUMBER() OVER (ORDER BY {order}, 部门, 项目)", part, "项目", most, told)


def _targets() -> Iterator[_Line]:
    below = f"COUNT(DISTINCT CASE WHEN 点 < {LOW_SATISFACTION} THEN 指标编号 END)"
    low = f"({select(f'COUNT(DISTINCT 指标编号) AS 共, {below} AS 个', '满意度')}) WHERE 共 > 0"
    told = {"数量": "个", "说明": "'共' || 共 || '个写明百分数的满意度目标'"}
    yield _Line("0", TARGETS, f"'满意度目标低于{LOW_SATISFACTION}%'", low, told)
    common = (
        "(SELECT 年度指标值, COUNT(DISTINCT 指标编号) AS 个 FROM 满意度 GROUP BY 年度指标值 ORDER BY 2 DESC, 1 LIMIT 1)"
    )
    yield _Line("0", TARGETS, "'最常见的满意度目标'", common, {"数量": "个", "说明": "年度指标值"})
    highest = (
        "(SELECT COUNT(DISTINCT 指标编号) AS 个, MIN(年度指标值) AS 值 FROM 满意度"
        " WHERE 点 = (SELECT MAX(点) FROM 满意度) HAVING COUNT(*) > 0)"
    )
    yield _Line("0", TARGETS, "'最高的满意度目标'", highest, {"数量": "个", "说明": "值"})
    below = f"点 < ({select('MAX(点)', '满意度')})"
    lowest = (
        f"({select('指标编号, MIN(点) AS 低, 项目, 指标, 年度指标值', '满意度', below)}"
        f" GROUP BY 指标编号 ORDER BY 2, 1 LIMIT {LOWEST_SHOWN})"
    )
    told = {"说明": "年度指标值 || '：' || 指标 || '（' || 项目 || '）'"}
    yield _Line("ROW_NUMBER() OVER (ORDER BY 低, 指标编号)", TARGETS, "'最低的满意度目标'", lowest, told)
    kinds = f"(一级类 = '{KINDS['satisfaction'].label}' OR 二级类 = '{KINDS['served'].label}')"
    none = f"本年 WHERE NOT EXISTS ({select('1', '指标', '指标.项目编号 = 本年.项目编号', kinds)})"
    yield _Line("0", TARGETS, "'没有满意度指标的项目'", none, {"数量": "COUNT(*)"})
    empty = "指标 WHERE 文件编号 IN (SELECT 文件编号 FROM 范围) AND COALESCE(年度指标值, '') = ''"
    yield _Line("0", TARGETS, "'没有年度指标值的指标'", empty, {"数量": "COUNT(*)"})


def _issues() -> Iterator[_Line]:
    for severity in ("警告", "提示"):
        yield _Line("0", ISSUES, f"'{severity}'", f"问题 WHERE 严重程度 = '{severity}'", {"数量": "COUNT(*)"})
    order = "严重程度 <> '警告', 个 DESC, 规则"
    # The first in the documents: numbers of issues are given anew with every load.
    first = "ROW_NUMBER() OVER (PARTITION BY 规则 ORDER BY 文件编号, 问题编号) AS 第"
    counted = select(f"规则, 严重程度, 说明, COUNT(*) OVER (PARTITION BY 规则) AS 个, {first}", "问题")
    worst = f"({select('*', f'({counted})', '第 = 1')} ORDER BY {order} LIMIT {WORST_SHOWN})"
    place = f"ROW_NUMBER() OVER (ORDER BY {order})"
    yield _Line(place, ISSUES, "规则", worst, {"数量": "个", "说明": "'如' || 说明"})


def _wan(fen: str) -> str:
    return f"{fen} / {FEN}"


def _share(part: str, whole: str) -> str:
    return f"ROUND(100.0 * {part} / NULLIF({whole}, 0), 4)"


def _changed(after: str, before: str) -> dict[str, str]:
    return {
        "金额": _wan(after),
        "上年": _wan(before),
        "差额": _wan(f"({after} - {before})"),
        "增幅": f"CASE WHEN {before} > 0 THEN ROUND(100.0 * ({after} - {before}) / {before}, 4) END",
    }
