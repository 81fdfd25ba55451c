"""A unit in the cell beats the column's head, then the block's, then the document's line."""

from db.layouts import AS_THE_FILE_SAYS, Options, read_documents
from db.records import Origin, Row, Source, Table

_TOP = (("某市水务局2024年项目支出绩效目标表",), ("单位：元",))
_ROW = ("好", "长度", "1公里")


def totals(*lines: tuple[str, ...], options: Options = AS_THE_FILE_SAYS) -> list[int | None]:
    """The totals in 分 of the one document that these rows are."""
    rows = tuple(Row(cells, Origin("a.csv", row=number)) for number, cells in enumerate((*_TOP, *lines), 1))
    (document,) = read_documents(Source("a.csv", "0" * 64, "csv", (Table(Origin("a.csv"), rows),)), options)
    return [project.total_fen for project in document.projects]


def test_the_nearest_unit_holds_in_a_list() -> None:
    """元 on the line, 千元 on a later block's, 万元 in a head, 亿元 in a cell."""
    plain = ("项目名称", "总计", "绩效目标", "三级指标", "指标值")
    headed = ("项目名称", "总计（万元）", "绩效目标", "三级指标", "指标值")
    assert totals(plain, ("甲", "2", *_ROW)) == [200]
    assert totals(headed, ("甲", "2", *_ROW), ("乙", "2亿元", *_ROW)) == [2_000_000, 20_000_000_000]
    lines = (plain, ("甲", "2", *_ROW), ("单位：千元",), plain, ("乙", "2", *_ROW), ("丙", "2元", *_ROW))
    assert totals(*lines) == [200, 200_000, 200]
    assert totals(("单位：千元",), headed, ("甲", "2", *_ROW)) == [2_000_000]


def test_the_nearest_unit_holds_in_a_form() -> None:
    """A label's unit before that of its block, a cell's before both, and the line's where there is none else."""
    grid = (("一级指标", "二级指标", "三级指标", "指标值"), ("产出指标", "数量指标", "长度", "1公里"))
    for money, fen in (
        ((("项目资金", "年度资金总额", "2"),), 200),
        ((("项目资金（千元）", "年度资金总额", "2"),), 200_000),
        ((("项目资金（千元）", "年度资金总额（万元）", "2"),), 2_000_000),
        ((("项目资金（千元）", "年度资金总额（万元）", "2亿元"),), 20_000_000_000),
    ):
        assert totals(("项目名称", "甲"), *money, ("年度目标", "好"), *grid) == [fen]


def test_an_option_stands_for_the_line_alone() -> None:
    """What a head or a cell prints is not overruled."""
    headed = ("项目名称", "总计（万元）", "财政拨款", "绩效目标", "三级指标", "指标值")
    assert totals(headed, ("甲", "2", "", *_ROW), options=Options(unit="千元")) == [2_000_000]
    plain = ("项目名称", "总计", "绩效目标", "三级指标", "指标值")
    assert totals(plain, ("甲", "2", *_ROW), options=Options(unit="千元")) == [200_000]
