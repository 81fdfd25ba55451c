"""What the rows of groups are put together by: 各部门, 按一级指标, 各年度, or what only follows from the question."""

from querylang.failure import Refused
from querylang.fields import KINDS
from querylang.nodes import AnyOf
from querylang.parts import Parts, asks_owners
from querylang.query import Among, Order
from querylang.reflected import walk


def keys_of_kinds(parts: Parts) -> tuple[str, ...]:
    """产出、效益、满意度各有几个: by the level that these kinds are of."""
    slots = parts.slots
    counted = "count" in slots.aggregates or "amount" in slots.asks
    if not (slots.each and counted and slots.kinds is not None and len(slots.kinds.items) > 1):
        return ()
    slots.things.append("indicator")
    levels = {KINDS[key].level for key in slots.kinds.keys}
    if len(levels) > 1:
        raise Refused("这几类指标不是同一级的，请分开问", ("各级指标的个数",))  # 产出、成本指标各多少
    return ("level1",) if levels == {1} else ("level2",)


def rank_all(parts: Parts) -> None:
    """各部门预算排名: all of them in order, where no project is asked for its place."""
    slots = parts.slots
    if slots.ranking and parts.projects is None and slots.order is None and slots.top is None and not slots.each:
        slots.aggregates.remove("rank")
        counted = "project_count" if slots.counts_projects else "total"  # 部门项目数排名
        slots.order = Order(parts.money[0] if parts.money else counted)


def keys_implied(parts: Parts) -> tuple[str, ...]:
    """What the rows are put together by though no 各部门 or 按部门 was said."""
    slots = parts.slots
    if asks_owners(parts):
        return ()
    if slots.each and len(parts.departments) > 1:
        return ("department",)
    figure = parts.last_thing != "project" or bool(slots.aggregates or parts.money or (slots.each and slots.top))
    if (slots.each or slots.compare) and len(parts.scope.years) > 1 and parts.projects is None and figure:
        return ("year",)  # 2023年和2024年预算各多少
    asked = parts.loose is not None or slots.top is not None or "share" in slots.aggregates
    counted = parts.selection is None or "count" in slots.aggregates
    theirs = len(parts.departments) == 1 and "share" in slots.aggregates and parts.last_thing == "project"
    if slots.each and ((counted and asked and not parts.departments) or theirs):
        if slots.asks == ["amount"] and isinstance(parts.loose, AnyOf) and not (slots.fields or slots.aggregates):
            raise Refused("没有看出是每个项目多少钱，还是每样各有几个；问个数请一样一样问")  # 10万和20万的项目各有多少
        return ("project",)  # 超过100万的项目各有几个指标, 前三名各自占总预算的比例
    if "share" in slots.aggregates and slots.top is not None and parts.last_thing == "project":
        return ("project",) if slots.top.term is None and slots.top.number is None else ()  # 占比最高的项目
    if slots.top is not None and slots.top_of_projects:
        return ()  # 最贵的项目是哪个部门的: projects are ranked, the department is what is shown of them
    ranked = slots.top is not None or slots.order is not None or slots.ranking
    owners = parts.last_thing == "department" or (slots.counts_projects and slots.things[0] == "department")
    return ("department",) if owners and ranked else ()  # 部门项目数排名


def with_year(parts: Parts, keys: tuple[str, ...]) -> tuple[str, ...]:
    """各年度: a row a year where a figure or the first ones are asked for, otherwise no more than every year."""
    slots = parts.slots
    if slots.each_year and any(isinstance(one, Among) for one in walk(parts.loose)):
        raise Refused("各年度的前几名请先列出来，再问“其中……”")
    if not slots.each_year or parts.projects is not None or keys not in {(), ("department",)}:
        return keys
    of_documents = not keys and parts.last_thing in {"department", "document"} and slots.top is None
    if of_documents or "difference" in slots.aggregates:
        return keys  # 2023年和2024年有几个部门, 2023年和2024年甲局和乙局相差多少
    listed = parts.last_thing in {"project", "indicator", "department"} or bool({"which", "list"} & set(slots.asks))
    figure = (
        bool(slots.aggregates)
        or (slots.order_said and not listed)
        or (not listed and bool(parts.figures or slots.counted or "indicator_count" in slots.fields))
    )
    return (*keys, "year") if keys or slots.top is not None or figure else keys
