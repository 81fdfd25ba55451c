"""Groups as a sentence: 按部门统计总计之和, 项目数大于5个的部门."""

from querylang.describe_conditions import EACH, phrase, projects_that, ranked_phrase
from querylang.describe_indicators import describe_indicators
from querylang.describe_terms import FUNCTIONS, best_phrase, place_phrase, term_name
from querylang.query import Among, Measure, Query, ShareOf, TargetOf, ranks_rows_of_each
from querylang.wholes import default_measures

LEVEL_NAMES = {"level1": "一级指标", "level2": "二级指标", "department": "部门", "year": "年度", "project": "项目"}


def describe_groups(query: Query) -> str:
    """按部门统计总计之和, 成本指标按各级指标统计指标的个数: figures, a row a group."""
    keys = query.group
    measures = [output for output in query.outputs if isinstance(output, Measure)]
    noun = projects_that(query.where) + "按" if query.where is not None and query.grain == "project" else "按"
    if isinstance(query.where, Among):
        noun = noun.removesuffix("按") + "里按"  # what the places are held among has no groups
    if query.grain == "indicator":
        base = describe_indicators(query.replace(outputs=(), group=(), order=(), limit=None))
        if keys == ("level1", "level2"):
            noun = "" if query.where is None else base.removesuffix("的指标") + "的"
            return noun + "各级指标的个数" + _and_share(measures) + _ranked_groups(query)
        noun = base + "按"
        what = "指标的个数" + _and_share(measures)
    else:
        if keys == ("project",):  # the sum stands beside each share anyway
            measures = [measure for measure in measures if measure.function == "share"] or measures
        words = [_figure(measure) for measure in measures]
        what = ("、" if any(word.endswith("和") for word in words[:-1]) else "和").join(words)
    by = "各级指标" if keys == ("level1", "level2") else "和".join(LEVEL_NAMES[key] for key in keys)
    if ranks_rows_of_each(query):
        rows = projects_that(query.where) + ranked_phrase(query.replace(group=()))
        return f"{rows}，按{by}统计{what}"
    if query.limit is not None and isinstance(measures[0].term, TargetOf) and keys == ("department",):
        best = "最高" if query.order[0].descending else "最低"
        return f"{noun.removesuffix('按')}{term_name(measures[0].term)}{best}的{query.limit.count}个部门"
    if query.limit is None and not query.order and keys == ("department",) and isinstance(measures[0].term, TargetOf):
        best = "最高" if measures[0].function == "max" else "最低"
        return f"{noun.removesuffix('按')}各部门{term_name(measures[0].term)}{best}是多少"
    return f"{noun}{by}统计{what}{_ranked_groups(query)}"


def _and_share(measures: list[Measure]) -> str:
    return "和占比" if any(one.function == "share" for one in measures) else ""


def _ranked_groups(query: Query) -> str:
    if query.limit is None or not query.order:
        return f"，{'从高到低' if query.order[0].descending else '从低到高'}排列" if query.order else ""
    descending = query.order[0].descending
    within = "".join(EACH[key] for key in query.limit.per)
    if query.limit.first > 1:
        return f"，{within}{place_phrase(query.limit, descending)}"
    return f"，{within}{'最多' if descending else '最少'}的{query.limit.count}个"


def describe_departments(query: Query) -> str:
    """项目数大于5个的部门, 没有成本指标的部门的个数."""
    noun = (phrase(query.where) if query.where is not None else "全部") + "的部门"
    measures = [output for output in query.outputs if isinstance(output, Measure)]
    if not query.group:
        return noun + "的" + "、".join("个数" if one.function == "count" else _figure(one) for one in measures)
    if query.limit is not None and query.order:
        by = measures[0].term or "project_count"
        if measures[0].function == "share":
            by = by if isinstance(by, ShareOf) else ShareOf(by if isinstance(by, str) else "total")
        name = "项目" if by == "project_count" else term_name(by)
        descending = query.order[0].descending
        if query.limit.first > 1:
            return f"{noun}中{name}{place_phrase(query.limit, descending)}"
        best = ("最多" if descending else "最少") if by == "project_count" else best_phrase(by, descending)
        return f"{noun}中{name}{best}的{query.limit.count}个"
    if tuple(measures) == default_measures(query.where):
        return noun
    return noun + "的" + "、".join(term_name(one.term or "total") for one in measures)


def _figure(measure: Measure) -> str:
    """A figure of a group as a noun."""
    if measure.function == "count":
        return "项目的个数"
    name = term_name(measure.term or "total")
    if measure.function == "share":
        if measure.base_scope is not None:
            return "项目数占全部部门项目数的比例" if measure.term is None else f"{name}占全部部门{name}的比例"
        if measure.term is None or name == "总计":
            return "项目数占比" if measure.term is None else "总计占比"
        return term_name(measure.term if isinstance(measure.term, ShareOf) else ShareOf(str(measure.term)))
    return name + FUNCTIONS.get(measure.function, "之和")
