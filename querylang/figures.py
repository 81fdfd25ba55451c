"""Shapes with one figure: difference, rank, sum, average, count; of departments taken together as well."""

from querylang.failure import Refused
from querylang.lists import indicator_list, indicators_of_ranked
from querylang.nodes import NoneOf
from querylang.parts import Parts, columns, measure_of, only_named, order_and_limit, speaks_only_of_indicators
from querylang.query import (
    Column,
    CountOf,
    Fault,
    Function,
    Measure,
    Output,
    Query,
    Term,
)
from querylang.reflected import walk


def difference(parts: Parts) -> Query | None:
    """相差多少, of two projects, two departments, the two ends."""
    if "difference" not in parts.slots.aggregates:
        return None
    from querylang.differences import difference_of  # few questions ask for one

    return difference_of(parts)


def rank(parts: Parts) -> Query | None:
    """排第几, among all projects of the scope: a condition would leave the places as they are."""
    if "rank" not in parts.slots.aggregates:
        return None
    if parts.projects is None and parts.departments and parts.loose is None:
        raise Refused("部门的名次请看各部门的排名", ("部门预算排名",))  # 城管局排第几
    if parts.projects is None:
        raise Refused("没有看出是哪个项目的名次")
    if not only_named(parts):
        raise Refused("名次是在范围里的全部项目中排的，不能只在其中一部分里排；可以把那一部分列出来看")
    field = parts.money[0] if parts.money else "total"
    return Query(
        parts.scope,
        "project",
        parts.where("project"),
        (*columns("project", field), Measure("rank", field), Column("origin")),
    )


def aggregated(parts: Parts) -> Query | None:
    """合计, 平均, 中位数, 最大值, 有几个."""
    slots = parts.slots
    names = [name for name in slots.aggregates if name != "total"]
    if not names and "total" in slots.aggregates:
        if _is_one_project(parts):
            return None
        names = ["sum"]
    if not names and (_sums_department(parts) or _sums_whole(parts)):
        names = ["sum"]
    if not names and _counts_indicators(parts):
        names = ["count"]
    if not names:
        return None
    if names.count("count") > 1:
        raise Refused("一次只能数一样东西")
    if "per_department" in names or _over_departments(parts):
        return over_departments(parts)
    if "count" in names:
        return _count(parts, names)
    if len(set(names)) > 1:
        raise Refused("一次只能算一种汇总")
    name = names[0]
    top = slots.top
    if name in {"average", "median"} and top is not None and {top.number, top.nth} == {None}:
        raise Refused("最高、最低的只有一个，没有平均可算")  # 哪个项目平均每个指标花钱最多
    if set(parts.figures) - set(parts.money):
        return _rated(parts, name)
    if parts.selection is not None or parts.slots.which:
        raise Refused("指标值的写法不一，不能相加或平均；可以列出这些指标")
    _refuse_money_of_indicators(parts)
    terms: tuple[Term, ...] = parts.money or ("total",)
    if "indicator_count" in slots.fields or slots.counted is not None:
        terms = (slots.counted or CountOf(None),)
    if name == "sum" and _is_one_project(parts):
        slots.fields = slots.fields or ["total"]  # 业务用房一共多少钱: its figure
        return None
    order, limit = order_and_limit(parts)
    order = order if limit is not None else ()
    outputs = tuple(measure_of(name, term) for term in terms)
    return Query(parts.scope, "project", parts.where("project"), outputs, (), order, limit)


def _is_one_project(parts: Parts) -> bool:
    """业务用房一共多少钱: of one name in one year, whose sum is its figure."""
    projects, scope = parts.projects, parts.scope
    several_years = scope.every_year or len(scope.years) > 1
    return projects is not None and len(projects.names) == len(projects.sides) == 1 and not several_years


def _refuse_money_of_indicators(parts: Parts) -> None:
    """平均每个指标多少钱: projects have money, indicators have none."""
    counted = "indicator_count" in parts.slots.fields or parts.slots.counted is not None
    averaged = {"average", "median"} & set(parts.slots.aggregates)
    if parts.last_thing == "indicator" and averaged and not counted:
        raise Refused("指标没有金额，金额是项目的")


def _rated(parts: Parts, name: str) -> Query:
    """平均执行率, 最高得分: figures that are not added up; of the scores of indicators the rows are indicators."""
    if name == "sum" or parts.money or len(parts.figures) > 1:
        raise Refused("执行率和得分不能相加，也不和别的数放在一起算；可以问平均、最高、最低")
    (term,) = parts.figures
    if term == "score":
        where = parts.where("indicator", parts.selection)
        return Query(parts.scope, "indicator", where, (measure_of(name, term),))
    if parts.selection is not None or parts.slots.which or parts.slots.top is not None:
        raise Refused("没有看出要算哪些项目的平均")
    return Query(parts.scope, "project", parts.where("project"), (measure_of(name, term),))


def _over_departments(parts: Parts) -> bool:
    """部门平均预算, 六个部门预算的中位数: of what each department sums up to."""
    slots = parts.slots
    averages = {"average", "median"} & set(slots.aggregates)
    numbers = slots.things == ["department", "project"] and "count" in slots.aggregates  # 部门平均有几个项目
    theirs = slots.things == ["department"] or numbers
    return bool(averages) and theirs and not slots.averages_projects and parts.loose is None and slots.top is None


def over_departments(parts: Parts) -> Query:
    """平均每个部门有多少预算, 平均每个部门几个项目: of the sums or the numbers of each department."""
    slots = parts.slots
    names = set(slots.aggregates) - {"total", "per_department", "count", "sum"}
    if parts.selection is not None or slots.which or slots.top is not None or len(names) > 1 or len(parts.money) > 1:
        raise Refused("部门的平均只能算金额、项目数或指标数，一次算一样")
    term: str | CountOf | None = parts.money[0] if parts.money else "total"
    if slots.counted is not None or "indicator_count" in slots.fields or parts.last_thing == "indicator":
        term = slots.counted or CountOf(None)
    elif parts.last_thing == "project" or slots.counts_projects:
        term = None
    counts = "count" in slots.aggregates or slots.counts_projects or "indicator_count" in slots.fields
    if counts != (term is None or isinstance(term, CountOf)) or (parts.money and counts):
        raise Refused("没有看出要平均的是什么")
    function: Function = "median" if "median" in names else "average"
    figure = Measure(function, term, None, None, "department")
    return Query(parts.scope, "project", parts.where("project"), (figure,))


def _sums_whole(parts: Parts) -> bool:
    """不含租赁岗位合同工经费，其余项目的总额: of several projects, the sum."""
    slots = parts.slots
    single = parts.projects is not None and len(parts.projects.names) == 1
    plain = slots.top is None and slots.order is None and not slots.each and not slots.group
    return slots.whole and plain and not single and slots.fields == ["total"] and parts.selection is None


def _counts_indicators(parts: Parts) -> bool:
    """归类不符的指标数量, 文旅局的指标总数: how many indicators there are, or meet the condition."""
    slots = parts.slots
    plain = not slots.things and not slots.each and not slots.group and slots.top is None and slots.order is None
    asked = slots.fields == ["indicator_count"] and plain and parts.projects is None and len(parts.departments) < 2
    return asked and (parts.loose is None or speaks_only_of_indicators(parts))


def _sums_department(parts: Parts) -> bool:
    """预算/多少钱 of a department, a place, a year or everything is the sum of its rows."""
    slots = parts.slots
    return bool(
        parts.money
        and parts.projects is None
        and (parts.loose is None or (slots.leaves_out and isinstance(parts.loose, NoneOf)))  # 除了内审还剩多少钱
        and slots.top is None
        and slots.order is None
        and parts.last_thing is None
        and (not slots.each or len(parts.money) > 1)  # 财政拨款和其他资金各多少
        and len(parts.departments) <= 1
        and parts.selection is None
        and not slots.which
        and "goal" not in slots.fields
    )


def _counts_rows_of_indicators(parts: Parts, names: list[str]) -> bool:
    """数量指标里超过1000的有几个: as many as the list of them would have rows; not 几个项目有归类不对的指标."""
    if parts.slots.things == ["project", "indicator"]:
        if parts.slots.counts_projects:
            return False
        if any(isinstance(one, Fault) for one in walk(parts.loose)):
            raise Refused("没有看出数的是项目还是指标")  # 有几个项目的指标归类不对
    listed = parts.last_thing is None and parts.projects is None and speaks_only_of_indicators(parts)
    return parts.about_indicators or _counts_indicators(parts) or (listed and "sum" not in names)


def _count(parts: Parts, names: list[str]) -> Query:
    slots = parts.slots
    if slots.asks_apart or (slots.counts_projects and "indicator_count" in slots.fields):  # 项目数和指标数
        raise Refused("这里问了两样，请分开问")
    if "average" in names:
        if parts.last_thing == "indicator" or parts.selection is not None:
            return Query(
                parts.scope, "project", parts.where("project"), (Measure("average", CountOf(parts.selection)),)
            )
        raise Refused("没有看出要平均的是什么")
    if parts.last_thing == "department" and parts.loose is None:
        return Query(parts.scope, "document", None, (Measure("count", "department"),))
    if parts.last_thing == "document" and parts.loose is None:
        return Query(parts.scope, "document", None, (Measure("count"),))
    order, limit = order_and_limit(parts)
    order = order if limit is not None else ()
    about_indicators = _counts_rows_of_indicators(parts, names)
    if slots.indicators and slots.kinds is None and parts.last_thing is None and names == ["count"]:
        slots.aggregates.clear()  # 运维空气站有几个: what its value states, not how many indicators are called so
        return indicator_list(parts)
    top = slots.top
    first = top is not None and {top.number, top.nth} == {None}
    lines = slots.counts_lines and not about_indicators  # 预算最高的项目有几条
    if top is not None and first and (lines or (isinstance(top.term, CountOf) and not slots.top_of_projects)):
        raise Refused("没有看出是数这些项目，还是问它们有几个指标；请先问是哪些项目")  # 指标最多有几个
    if about_indicators and limit is not None:
        return indicators_of_ranked(parts)
    if about_indicators and "which" in slots.asks and "project" in slots.things:
        raise Refused("没有看出是一共有几个，还是每个项目各有几个")  # 哪个项目有几个时效指标
    if about_indicators:
        where = parts.where("indicator", parts.selection)
        return Query(parts.scope, "indicator", where, (Measure("count"),), (), order, limit)
    if parts.projects is not None and parts.last_thing is None and not slots.things:
        raise Refused("没有看出要数的是什么")
    if parts.projects is not None and not parts.projects.exact and len(parts.projects.names) == 1 and only_named(parts):
        raise Refused(f"这个说法只合于一个项目“{parts.projects.names[0]}”", parts.projects.names)  # 城管有几个项目
    outputs: tuple[Output, ...] = (Measure("count"),)
    if "sum" in names or parts.money:  # 个数和金额
        outputs = (Measure("count"), Measure("sum", parts.money[0] if parts.money else "total"))
    return Query(parts.scope, "project", parts.where("project"), outputs, (), order, limit)
