"""Projects as a sentence: lists, cards, the first N, one figure of all, and what two figures differ by."""

from typing import TypeAlias

from querylang.describe_conditions import projects_that, ranked_phrase, with_project
from querylang.describe_terms import (
    DOCUMENTS,
    FUNCTIONS,
    ordered_phrase,
    place_phrase,
    quoted,
    scope_phrase,
    shown_terms,
    term_name,
)
from querylang.fields import FIELDS
from querylang.parts import card_of, compared_terms
from querylang.query import (
    Aggregate,
    Column,
    Compare,
    Condition,
    Difference,
    FieldOf,
    Limit,
    Measure,
    Named,
    Operand,
    Or,
    Part,
    Placed,
    Query,
    Scope,
    ShareOf,
    Term,
    both,
    conjuncts,
)

End: TypeAlias = Placed | Aggregate


def describe_projects(query: Query) -> str:
    """The projects that meet a condition, with what is shown or worked out of them."""
    noun = projects_that(query.where)
    measures = [output for output in query.outputs if not isinstance(output, Column)]
    first = measures[0] if measures else None
    if isinstance(first, Difference) and first.part != "difference" and isinstance(first.right, FieldOf):
        return _difference(first.left, first.right, first.part)  # both projects are in it
    if isinstance(first, Measure) and first.per and query.where is None:
        return _over_departments(first)
    if measures:
        return noun + ranked_phrase(query) + _measured(query, measures)
    terms = shown_terms(query)
    ends = _ends(query.where)
    if ends is not None:
        where, term = ends
        return f"{projects_that(where)}中{term_name(term)}最高和最低的项目"
    if terms == ["project", "origin"]:
        return noun + "的来源" + ordered_phrase(query)
    if tuple(terms) == card_of(query.scope.kind):
        return noun + "的全部内容" + ordered_phrase(query)
    shown = [term for term in terms if term not in {"project", "origin"}]
    if shown == _shown_anyway(query) and not isinstance(query.where, Named):
        return noun + ranked_phrase(query) + ordered_phrase(query)
    ranked = ranked_phrase(query)
    own = [term for term in shown if term != "department"]
    if query.limit is None and own != shown and own == _shown_anyway(query) and not isinstance(query.where, Named):
        return noun + "分别是哪些部门的" + ordered_phrase(query)
    if query.limit is not None and "department" in shown:  # it is projects that are ranked, not departments
        ranked = with_project(ranked)
    return noun + ranked + "的" + "、".join(term_name(term) for term in shown) + ordered_phrase(query)


def _ends(where: Condition | None) -> tuple[Condition | None, Term] | None:
    """The condition and the term of 最高和最低的项目; None for any other condition."""
    parts = conjuncts(where)
    match parts[-1] if parts else None:
        case Or(
            parts=(
                Compare(term=term, op="=", operand=Aggregate(function="max")),
                Compare(op="=", operand=Aggregate(function="min")),
            )
        ):
            return both(*parts[:-1]), term
        case _:
            return None


def _shown_anyway(query: Query) -> list[Term]:
    """The columns that a list has when none is asked for: what it is ordered by, 总计, what it compares."""
    terms: list[Term] = []
    if query.order and not isinstance(query.order[0].by, Measure):
        terms.append(query.order[0].by)
    if "total" not in terms:
        terms.append("total")
    return [*terms, *(term for term in compared_terms(query.where) if term not in terms)]


def _measured(query: Query, measures: list[Measure | Difference]) -> str:
    words = []
    for output in measures:
        match output:
            case Measure(function="count"):
                words.append("的个数")
            case Measure(function="share", term=ShareOf() as term):
                words.append(f"的{term_name(term)}")
            case Measure(function="share", term=None):
                words.append(f"占{_whole(output)}项目总数的比例")
            case Measure(function="share", term=term):
                words.append(f"占{_whole(output) or '全部'}{term_name(term or 'total')}的比例")
            case Measure(function="spread", term=term, per=None):
                words.append(f"中{term_name(term or 'total')}最高和最低的差额")
            case Measure(function="rank", term=term):
                words.append(f"的{term_name(term or 'total')}排第几")
            case Measure(per="department"):
                words.append(_over_departments(output))
            case Measure(function=function, term=term):
                words.append(f"的{term_name(term or 'total')}{FUNCTIONS[function]}")
            case Difference(left=left, right=right, part=part):
                return _difference(left, right, part)
    return "、".join(words)


def _over_departments(measure: Measure) -> str:
    """平均每个部门的总计, 部门总计的中位数, 总计最高和最低的部门相差多少."""
    name = "项目数" if measure.term is None else term_name(measure.term)
    match measure.function:
        case "average":
            return f"平均每个部门的{name}"
        case "median":
            return f"部门{name}的中位数"
        case _:
            best = "项目最多和最少" if measure.term is None else f"{name}最高和最低"
            return f"{best}的部门相差多少"


def _whole(share: Measure) -> str:
    """The departments that a share is of, where they are named."""
    return "、".join(share.base_scope.departments) if share.base_scope is not None else ""


def describe_difference(output: Difference, scope: Scope) -> str:
    """What two figures differ by, each with a scope of its own, or both within the scope of the question."""
    match output.left, output.right:
        case Aggregate(function="sum", field=one, where=where, scope=None), Aggregate(field=other, scope=None):
            return f"{scope_phrase(scope)}{projects_that(where)}的{term_name(one)}和{term_name(other)}相差多少"
        case (Placed() | Aggregate(scope=None)) as left, (Placed() | Aggregate()) as right:
            return scope_phrase(scope) + _between_ends(left, right, output.part)
        case left, right:
            return _difference(left, right, output.part)


def _between_ends(left: End, right: End, part: Part) -> str:
    """全部项目中总计第1名和第2名相差多少: places, ends or averages of the projects in scope."""
    name = term_name(left.field)
    if left.per:
        return f"{name}{_department_at(left)}{_beside(_department_at(right), part)}"
    return f"{projects_that(left.where)}中{name}{_end(left)}{_beside(_end(right), part)}"


def _beside(other: str, part: Part) -> str:
    """和X相差多少, 是X的几倍, 比X高百分之多少."""
    match part:
        case "difference":
            return f"和{other}相差多少"
        case "times":
            return f"是{other}的几倍"
        case "percent_more":
            return f"比{other}高百分之多少"
        case "percent_less":
            return f"比{other}低百分之多少"


def _end(end: End) -> str:
    if isinstance(end, Placed):
        return place_phrase(Limit(1, end.place), end.descending)
    return {"max": "最高", "min": "最低", "median": "中位数"}.get(end.function, "平均值")


def _department_at(end: End) -> str:
    """第2名的部门, 最高的部门, 部门平均值."""
    average = isinstance(end, Aggregate) and end.function in {"average", "median"}
    return f"部门{_end(end)}" if average else f"{_end(end)}的部门"


def _difference(left: Operand, right: Operand, part: Part) -> str:
    """的总计相差多少, 是平均值的几倍, 2023年和2024年相比，总计变化多少: behind the name or names that it is of."""
    match left, right:
        case Aggregate(field=field, scope=None), Aggregate(field=beside, scope=None):
            return f"的{term_name(field)}和{term_name(beside)}相差多少"  # two fields of the same projects
        case FieldOf(field=field, project=name), FieldOf(field=beside, project=same) if name == same:
            return f"的{term_name(field)}和{term_name(beside)}相差多少"
        case FieldOf(field=field), Aggregate(function=function):
            return f"的{term_name(field)}{_beside('中位数' if function == 'median' else '平均值', part)}"
        case FieldOf(field=field, project=one), FieldOf(project=other) if part != "difference":
            return f"{quoted(one)}的{term_name(field)}{_beside(quoted(other), part)}"
        case FieldOf(field=field), FieldOf():
            return f"的{term_name(field)}相差多少"
        case Aggregate(function=function, field=field, scope=one), Aggregate(scope=other) if (
            one is not None and other is not None and one.years != other.years
        ):
            years = f"{other.years[0]}年和{one.years[0]}年相比，"
            changed = "项目数" if function == "count" else FIELDS[field].label
            if part == "times":
                return f"{one.years[0]}年{scope_phrase(one.replace(years=()))}{changed}是{other.years[0]}年的几倍"
            how_much = "多少" if part == "difference" else "百分之几"
            return f"{years}{scope_phrase(one.replace(years=()))}{changed}变化{how_much}"
        case Aggregate(function=function, field=field, where=where, scope=one), Aggregate(scope=other) if (
            one is not None and other is not None
        ):
            name = "项目数" if function == "count" else term_name(field)
            years, kind = scope_phrase(Scope(years=one.years, every_year=one.every_year)), DOCUMENTS.get(one.kind, "")
            own, theirs = "、".join(one.departments), "、".join(other.departments)
            name = f"{projects_that(where)}的{name}" if where is not None else name
            if part != "difference":
                return f"{years}{own}{_beside(f'{theirs}的{kind}{name}', part)}"
            return f"{years}{own}和{theirs}的{kind}{name}相差多少"
        case _:
            raise TypeError(f"no question has the difference of {left!r} and {right!r}")
