"""The last question with another project or figure: 换成车辆购置经费, 那内审呢, 换成50万."""

from querylang.alternatives import replaced
from querylang.assemble import assemble
from querylang.failure import Refused
from querylang.joined import Projects
from querylang.parts import Parts
from querylang.query import Compare, Condition, Difference, FieldOf, Named, Output, Query, both, conjuncts
from querylang.reflected import walk


def other_project(parts: Parts, last: Query, projects: Projects) -> Query:
    """换成车辆购置经费: the same question about another project."""
    fresh = Named(projects.names)
    where = _replaced(last.where, fresh)
    if where is None:
        return _compared_with_other(last, projects.names) or assemble(parts)
    outputs = tuple(_of_other(one, last.where, projects.names) for one in last.outputs)
    return last.replace(where=where, outputs=outputs)


def _compared_with_other(last: Query, names: tuple[str, ...]) -> Query | None:
    """比业务用房经费高的项目, with another project to compare with; None where that is not what it is about."""
    sides = dict.fromkeys(one for one in walk(last.where) if isinstance(one, FieldOf))
    if last.grain != "project" or len(sides) != 1 or len(names) != 1:
        return None
    (side,) = sides
    return replaced(last, side, side.replace(project=names[0]))


def _of_other(output: Output, where: Condition | None, names: tuple[str, ...]) -> Output:
    """比平均值高多少, of another project; 比内审多多少 is of two, and does not say which of them is exchanged."""
    if not isinstance(output, Difference):
        return output
    named = {name for one in conjuncts(where) if isinstance(one, Named) for name in one.projects}
    if len(named) != 1 or len(names) != 1:
        raise Refused("上一问比的是两个，没有看出换的是哪一个，请把要比的说全")
    left, right = (
        side.replace(project=names[0]) if isinstance(side, FieldOf) and side.project in named else side
        for side in (output.left, output.right)
    )
    return output.replace(left=left, right=right)


def _replaced(where: Condition | None, fresh: Named) -> Condition | None:
    """The condition with its names replaced; None when it has none."""
    parts = conjuncts(where)
    if not any(isinstance(part, Named) for part in parts):
        return None
    return both(*(fresh if isinstance(part, Named) else part for part in parts))


def other_figure(parts: Parts, last: Query) -> Query:
    """换成50万: the figure that the last question compared with is replaced."""
    fresh = parts.loose
    compared = [one for one in conjuncts(last.where) if isinstance(one, Compare)]
    if isinstance(fresh, Compare) and fresh.op == "=" and len(compared) == 1 and compared[0].term == fresh.term:
        other = compared[0].replace(operand=fresh.operand)
        return last.replace(where=both(*(other if one == compared[0] else one for one in conjuncts(last.where))))
    raise Refused("没有看出要把什么换成它")
