"""What can be asked for: fields of a project and an indicator, and the canonical kinds of indicator.

Keys are English identifiers; labels are the column names of the JSON answer and of the Chinese views.
"""

from querylang.named import NamedTuple


class Field(NamedTuple):
    """One thing that can be asked for."""

    key: str
    label: str  # column name in answers and in the Chinese views
    grain: str  # "project" or "indicator": the row it belongs to
    value: str  # "money", "text", "count", "number", "percent", "target"


FIELDS: dict[str, Field] = {
    field.key: field
    for field in (
        Field("project", "项目", "project", "text"),
        Field("total", "总计", "project", "money"),
        Field("appropriation", "财政拨款", "project", "money"),
        Field("special_account", "财政专户拨款", "project", "money"),
        Field("other_funds", "其他资金", "project", "money"),
        Field("goal", "绩效目标", "project", "text"),
        Field("indicator_count", "指标数", "project", "count"),
        Field("executed", "执行数", "project", "money"),
        Field("execution_rate", "执行率", "project", "percent"),
        Field("project_score", "自评得分", "project", "number"),
        Field("department", "部门", "project", "text"),
        Field("year", "年度", "project", "number"),
        Field("level1", "一级指标", "indicator", "text"),
        Field("level2", "二级指标", "indicator", "text"),
        Field("indicator", "指标", "indicator", "text"),
        Field("cycle", "实施周期指标值", "indicator", "target"),
        Field("annual", "年度指标值", "indicator", "target"),
        Field("actual", "实际完成值", "indicator", "target"),
        Field("score", "得分", "indicator", "number"),
        Field("origin", "来源", "project", "text"),
    )
}

MONEY_FIELDS = tuple(key for key, field in FIELDS.items() if field.value == "money")
SOURCES = ("appropriation", "special_account", "other_funds")  # of which a total is made up
# Figures of a project that are no money: they are compared, ranked and averaged, and never added up.
RATED_FIELDS = ("execution_rate", "project_score")
FIGURE_FIELDS = (*MONEY_FIELDS, *RATED_FIELDS)
# What only a self-evaluation (自评表) holds.
EVALUATED_FIELDS = frozenset({"executed", "execution_rate", "project_score", "actual", "score"})


class Kind(NamedTuple):
    """One canonical kind of indicator (level 1 or level 2)."""

    key: str
    label: str  # canonical Chinese name, stored in 一级类 / 二级类
    level: int
    parent: str | None  # the level-1 key a level-2 kind belongs to
    code: str | None  # the code that published tables print before it


KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind("output", "产出指标", 1, None, "1"),
        Kind("benefit", "效益指标", 1, None, "2"),
        Kind("satisfaction", "满意度指标", 1, None, "3"),
        # Newer forms print 成本指标 as a level 1 of its own, with economic, social and ecological cost beneath it.
        Kind("cost_group", "成本指标", 1, None, None),
        Kind("number", "数量指标", 2, "output", "11"),
        Kind("quality", "质量指标", 2, "output", "12"),
        Kind("timeliness", "时效指标", 2, "output", "13"),
        Kind("cost", "成本指标", 2, "output", "14"),
        Kind("economic", "经济效益", 2, "benefit", "21"),
        Kind("social", "社会效益", 2, "benefit", "22"),
        Kind("ecological", "生态效益", 2, "benefit", "23"),
        Kind("lasting", "可持续影响", 2, "benefit", "24"),
        Kind("served", "服务对象满意度", 2, "satisfaction", "31"),
        Kind("economic_cost", "经济成本", 2, "cost_group", None),
        Kind("social_cost", "社会成本", 2, "cost_group", None),
        Kind("ecological_cost", "生态环境成本", 2, "cost_group", None),
    )
}
