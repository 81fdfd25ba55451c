"""What a statement says, in full, for each principal shape; and that it means the same once it is printed."""

# ruff: noqa: S608 - the statements expected are written out in full

import sqlite3
from decimal import Decimal
from pathlib import Path

import pytest

from db.sqltext import Values, quote
from db.statement import Unstatable, build_statement
from db.store import open_read_only, run
from querylang.query import (
    Aggregate,
    Amount,
    And,
    ChangeOf,
    Column,
    Compare,
    CountOf,
    Difference,
    Exists,
    FieldOf,
    IndicatorKind,
    Limit,
    Measure,
    Named,
    Not,
    Order,
    Presence,
    Query,
    Range,
    Scope,
    Target,
    TargetOf,
    TextMatch,
)
from tests.loading import SEED, load
from tests.query_oracle import Oracle
from tests.synthetic import make_synthetic
from tests.test_statement_oracle import expect

MILLION = Amount(Decimal(1_000_000), "元")
OVER_A_MILLION = Compare("total", ">", MILLION)
NAME_AND_TOTAL = (Column("project"), Column("total"))
SATISFACTION = IndicatorKind(("satisfaction",))
IN_SCOPE = "当前 = 1 AND 类型 = '预算目标表'"

SHAPES: dict[str, tuple[Query, str]] = {
    "list": (
        Query(where=OVER_A_MILLION, outputs=(*NAME_AND_TOTAL, Column("origin"))),
        f"SELECT 项目, 总计, 来源 FROM 项目 WHERE {IN_SCOPE} AND 总计_分 > 100000000 ORDER BY 总计_分 DESC, 项目编号",
    ),
    "first three": (
        Query(outputs=NAME_AND_TOTAL, limit=Limit(3)),
        f"SELECT 项目, 总计 FROM 项目 WHERE {IN_SCOPE} AND 总计_分 IN "
        f"(SELECT 总计_分 FROM 项目 WHERE {IN_SCOPE} ORDER BY 总计_分 DESC LIMIT 3) ORDER BY 总计_分 DESC, 项目编号",
    ),
    "the second": (
        Query(outputs=NAME_AND_TOTAL, limit=Limit(1, 2)),
        "SELECT 项目, 总计 FROM (SELECT 项目, 总计, 项目编号, RANK() OVER (ORDER BY 总计_分 DESC) AS 排位 FROM 项目 "
        f"WHERE {IN_SCOPE} AND 总计_分 IS NOT NULL) AS 项目 WHERE 排位 = 2 ORDER BY 排位, 项目编号",
    ),
    "sum, and what the documents print": (
        Query(outputs=(Measure("sum", "total"),)),
        "SELECT COALESCE(SUM(总计_分), 0) / 1000000.0 AS 合计, (SELECT CASE WHEN COUNT(印刷合计_分) = COUNT(*) "
        f"THEN SUM(印刷合计_分) / 1000000.0 END FROM 文件 WHERE {IN_SCOPE}) AS 文件合计 FROM 项目 WHERE {IN_SCOPE}",
    ),
    "count within a scope": (
        Query(Scope(("甲局", "乙局"), ("丙局",), (2023, 2024)), outputs=(Measure("count"),)),
        "SELECT COUNT(*) AS 数量 FROM 项目 WHERE 年度 IN (2023, 2024) AND 类型 = '预算目标表' "
        "AND 部门 IN ('甲局', '乙局') AND 部门 <> '丙局'",
    ),
    "indicators of a project": (
        Query(
            grain="indicator",
            where=And((Named(("甲",)), SATISFACTION)),
            outputs=(Column("indicator"), Column("annual")),
        ),
        f"SELECT 指标, 年度指标值 FROM 指标 WHERE {IN_SCOPE} AND 项目 = '甲' AND 一级类 = '满意度指标' "
        "ORDER BY 指标编号",
    ),
    "by target value, denied comparison": (
        Query(
            where=And(
                (Exists(And((SATISFACTION, Target("annual", ">", Amount(Decimal(95), "%"))))), Not(OVER_A_MILLION))
            ),
            outputs=(Column("project"),),
        ),
        f"SELECT 项目 FROM 项目 WHERE {IN_SCOPE} AND EXISTS (SELECT 1 FROM 指标 WHERE 指标.项目编号 = 项目.项目编号 "
        "AND 一级类 = '满意度指标' AND EXISTS (SELECT 1 FROM 指标数值 WHERE 指标数值.指标编号 = 指标.指标编号 "
        "AND 列 = '年度' AND 单位 = '%' AND (数值, 偏) > (95, 0))) AND (总计_分 > 100000000) IS NOT TRUE "
        "ORDER BY 总计_分 DESC, 项目编号",
    ),
    "between, without an end, about": (
        Query(
            where=And(
                (
                    Compare("total", "between", Range(Decimal("300000"), Decimal("1234567.89"), "元")),
                    Compare("appropriation", "=", Range(Decimal(0), None, None, ">")),
                    Compare("indicator_count", "≈", Amount(Decimal(10))),
                )
            ),
            outputs=(Measure("count"),),
        ),
        f"SELECT COUNT(*) AS 数量 FROM 项目 WHERE {IN_SCOPE} AND 总计_分 BETWEEN 30000000 AND 123456789 "
        "AND 财政拨款_分 > 0 AND 指标数 BETWEEN 9 AND 11",
    ),
    "another project's figure": (
        Query(where=Compare("total", ">", FieldOf("total", "乙")), outputs=(Column("project"),)),
        f"SELECT 项目 FROM 项目 WHERE {IN_SCOPE} AND 总计_分 > (SELECT MAX(总计_分) FROM 项目 WHERE {IN_SCOPE} "
        "AND 项目 = '乙') ORDER BY 总计_分 DESC, 项目编号",
    ),
    "share": (
        Query(where=Named(("甲",)), outputs=(Measure("share", "total"),)),
        "SELECT ROUND(100.0 * COALESCE(SUM(总计_分), 0) / "
        f"(SELECT SUM(总计_分) FROM 项目 WHERE {IN_SCOPE}), 4) AS 占比 FROM 项目 WHERE {IN_SCOPE} AND 项目 = '甲'",
    ),
    "difference": (
        Query(outputs=(Difference(Aggregate("max", "total"), FieldOf("total", "甲")),)),
        f"SELECT ((SELECT MAX(总计_分) FROM 项目 WHERE {IN_SCOPE}) - "
        f"(SELECT MAX(总计_分) FROM 项目 WHERE {IN_SCOPE} AND 项目 = '甲')) / 1000000.0 AS 差额",
    ),
    "groups": (
        Query(grain="indicator", group=("level1",), outputs=(Column("level1"), Measure("count"))),
        f"SELECT COALESCE(一级类, 一级指标) AS 一级指标, COUNT(*) AS 数量 FROM 指标 WHERE {IN_SCOPE} "
        "GROUP BY COALESCE(一级类, 一级指标) ORDER BY MIN(指标编号)",
    ),
    "departments by their sums": (
        Query(
            group=("department",),
            outputs=(Column("department"), Measure("sum", "total")),
            order=(Order(Measure("sum", "total")),),
            limit=Limit(3),
        ),
        "SELECT 部门, 合计 FROM (SELECT 部门, COALESCE(SUM(总计_分), 0) / 1000000.0 AS 合计, "
        "RANK() OVER (ORDER BY COALESCE(SUM(总计_分), 0) DESC) AS 排位, MIN(项目编号) AS 次序 FROM 项目 "
        f"WHERE {IN_SCOPE} GROUP BY 部门) WHERE 排位 <= 3 ORDER BY 排位, 次序",
    ),
    "counts of indicators, sorted by what is shown": (
        Query(
            outputs=(Column("project"), Column(CountOf(IndicatorKind(("number",))))),
            order=(Order(CountOf(IndicatorKind(("number",)))),),
        ),
        "SELECT 项目, (SELECT COUNT(*) FROM 指标 WHERE 指标.项目编号 = 项目.项目编号 AND 二级类 = '数量指标') AS 数量 "
        f"FROM 项目 WHERE {IN_SCOPE} ORDER BY 数量 DESC, 项目编号",
    ),
    "documents": (
        Query(grain="document", outputs=(Column("department"), Column("total"), Column("printed_total"))),
        f"SELECT 部门, 合计, 印刷合计 FROM 文件 WHERE {IN_SCOPE} ORDER BY 文件编号",
    ),
    "text of any width and case": (
        Query(where=TextMatch(("project",), "contains", "审计(A"), outputs=(Measure("count"),)),
        f"SELECT COUNT(*) AS 数量 FROM 项目 WHERE {IN_SCOPE} AND 项目 GLOB '*审计[(（][AaＡａ]*'",
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_statement_states_the_condition_in_readable_sql(shape: str) -> None:
    """The printed text is what a person would write over the Chinese views."""
    query, sql = SHAPES[shape]
    assert build_statement(query).printed == sql


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped sample, loaded."""
    database = tmp_path_factory.mktemp("statement") / "seed #1?100%.db"
    assert load(database, SEED).returncode == 0
    return database


WHOLE_SEED = (
    *(query for query, _ in SHAPES.values()),
    Query(
        where=Named(("欠薪应急周转金",)),
        outputs=(*NAME_AND_TOTAL, Column("goal"), Column("indicator"), Column("annual")),
    ),
    Query(outputs=(Column("project"), Column("level1")), limit=Limit(2)),
    Query(outputs=(*NAME_AND_TOTAL, Measure("rank", "total"), Measure("share", "total"))),
    Query(outputs=(Measure("median", "total"), Measure("average", "total"), Measure("spread", "total"))),
    Query(outputs=(Measure("sum", "total"),), order=(Order("total", False),), limit=Limit(5)),
    Query(outputs=(Column("project"),), order=(Order(TargetOf(SATISFACTION, "annual", "%", "max")),), limit=Limit(1)),
    Query(where=TextMatch(("project", "goal", "indicator", "annual"), "contains", "招聘"), outputs=NAME_AND_TOTAL),
)


def test_the_seed_agrees_with_plain_python(seed: Path) -> None:
    """Every shape above over the sample, also through a bare connection as printed."""
    connection = open_read_only(str(seed))
    oracle = Oracle(connection)
    for query in WHOLE_SEED:
        expect(connection, oracle, query)
        statement = build_statement(query)
        bare = sqlite3.connect(seed)
        assert bare.execute(statement.printed).fetchall() == run(connection, statement).rows
        bare.close()
    connection.close()


def test_money_shows_no_binary_rounding(seed: Path) -> None:
    """The sum of the rows is 6825.7, the printed one stands beside it."""
    connection = open_read_only(str(seed))
    assert run(connection, build_statement(Query(outputs=(Measure("sum", "total"),)))).rows == [(6825.7, 6825.71)]
    connection.close()


def test_a_printed_statement_follows_the_data() -> None:
    """After an UPDATE of a figure it gives what a fresh answer gives: it states the condition and lists no rows."""
    connection = make_synthetic()
    query = Query(where=OVER_A_MILLION, outputs=(*NAME_AND_TOTAL, Measure("rank", "total")), limit=Limit(4))
    printed = build_statement(query).printed
    before = connection.execute(printed).fetchall()
    connection.execute("UPDATE projects SET total_fen = 777777777 WHERE total_fen IS NULL OR total_fen = 100")
    after = connection.execute(printed).fetchall()
    fresh = build_statement(query)
    assert after == connection.execute(fresh.sql, fresh.params).fetchall() != before


def test_a_long_list_is_cut_and_counted() -> None:
    """The LIMIT is printed only where it cuts."""
    connection = make_synthetic()
    query = Query(Scope(every_year=True), outputs=(Column("project"),))
    whole = run(connection, build_statement(query))
    cut = run(connection, build_statement(query, 3))
    assert (cut.rows, cut.total_rows, cut.truncated) == (whole.rows[:3], len(whole.rows), True)
    assert cut.printed == f"{whole.printed} LIMIT 3"
    assert not whole.truncated
    assert connection.execute(cut.printed).fetchall() == cut.rows
    connection.close()


def test_an_empty_cell_meets_a_denied_comparison() -> None:
    """Two-valued: every row is in 超过X的 or in 不是超过X的, and in one alone."""
    connection = make_synthetic()
    counts = [
        run(connection, build_statement(Query(where=where, outputs=(Measure("count"),)))).rows[0][0]
        for where in (None, OVER_A_MILLION, Not(OVER_A_MILLION), Not(Not(OVER_A_MILLION)))
    ]
    assert counts[1] == counts[3]
    assert counts[0] == int(str(counts[1])) + int(str(counts[2]))
    connection.close()


@pytest.mark.parametrize(
    "text", ["it's", "甲'; DROP TABLE projects; --", "a\0b", "100%_", "[a-z]*?", "?1", "^-]", "\ud800"]
)
def test_any_text_is_a_value_and_nothing_else(text: str) -> None:
    """A name or a topic of any characters runs, bound and printed, and matches itself alone."""
    connection = make_synthetic()
    if text != "\ud800":  # which no database can hold
        connection.execute("UPDATE projects SET name = ? WHERE id = 201", (text,))
        connection.execute("UPDATE documents SET current = 1")
    for where in (Named((text,)), TextMatch(("project",), "contains", text), TextMatch(("project",), "equals", text)):
        statement = build_statement(Query(where=where, outputs=(Measure("count"),)))
        bound = connection.execute(statement.sql, statement.params).fetchall()
        assert bound == connection.execute(statement.printed).fetchall() == [(int(text != "\ud800"),)]
    connection.close()


def test_numbers_of_any_size_are_values() -> None:
    """Beyond what SQLite counts in whole numbers they are doubles, and beyond those infinite."""
    values = Values()
    for number in (Decimal(10) ** 18, Decimal(10) ** 30, Decimal("0.125"), Decimal(10) ** 400, -(Decimal(10) ** 400)):
        values.bind(number)
    assert [quote(value) for value in values.all] == ["1000000000000000000", "1e+30", "0.125", "9e999", "-9e999"]


@pytest.mark.parametrize(
    "query",
    [
        Query(grain="help"),
        Query(where=Compare("total", ">", Amount(Decimal(95), "%")), outputs=(Measure("count"),)),
        Query(where=Compare("total", ">", Aggregate("count", "total")), outputs=(Measure("count"),)),
        Query(where=Presence("both"), outputs=(Measure("count"),)),
        Query(outputs=(Column(ChangeOf("total", "percent")),)),
        Query(outputs=(Measure("sum", "goal"),)),
        Query(grain="indicator", outputs=(Measure("sum", "total"),)),
        Query(group=("department",), outputs=(Column("total"),)),
        Query(outputs=(Difference(Aggregate("count", "total"), Aggregate("sum", "total")),)),
        Query(outputs=()),
    ],
)
def test_what_cannot_be_put_together_is_refused(query: Query) -> None:
    """A query that means nothing never becomes a statement that means something else."""
    with pytest.raises(Unstatable):
        build_statement(query)
