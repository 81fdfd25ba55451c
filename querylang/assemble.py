"""Conditions and slots → one Query.  Each shape of question is one function; the first that applies decides."""

from querylang.about import about_the_data, printed_total
from querylang.failure import Refused, Unclear
from querylang.figures import aggregated, difference, rank
from querylang.groups import grouped
from querylang.lists import listed
from querylang.parts import Parts
from querylang.proportions import share
from querylang.query import Measure, Query
from querylang.wholes import wholes


def assemble(parts: Parts) -> Query:
    """Build the query; Refused when the parts make none."""
    slots = parts.slots
    if slots.open_departments:
        raise Unclear("没有看出说的是部门还是项目", tuple(assemble(one) for one in _of_either(parts)))
    if slots.top_of_indicators and (slots.aggregates or slots.group or slots.fields):
        raise Refused("没有看出要这些指标的什么，请先问是哪几个指标")
    for shape in (about_the_data, printed_total, wholes, grouped, share, difference, rank, aggregated, listed):
        query = shape(parts)
        if query is not None:
            _refuse_counted_rows(parts, query)
            return query
    raise Refused("没有看出要问什么")


def _of_either(parts: Parts) -> tuple[Parts, Parts]:
    """六个部门预算最高的: as asked of departments, and as asked of their projects."""
    departments, projects = parts.read_as(parts.loose), parts.read_as(parts.loose)
    departments.slots.open_departments = projects.slots.open_departments = False
    projects.slots.things.remove("department")
    return departments, projects


def _refuse_counted_rows(parts: Parts, query: Query) -> None:
    """项目最多和最少: departments and years have a number of projects; a project has none."""
    top, order = parts.slots.top, parts.slots.order
    counted = "project_count" in (top and top.term, order and order.by)
    of_departments = any(isinstance(one, Measure) and one.per for one in query.outputs)
    if counted and not (query.group or of_departments):
        raise Refused("没有看出是哪里的项目最多", ("哪个部门项目最多",))
