"""The same question over other documents: 那2023年呢, 换成住建局, 所有部门呢.

A query holds its scope once, and again wherever a figure is taken over a scope of its own (the whole of a share, the
two sides of a difference); all of them move together, or the question has to be asked in full.
"""

from querylang.catalogue import Catalogue
from querylang.changes import scope_of_change
from querylang.failure import Refused
from querylang.query import Difference, Query, Scope
from querylang.scope import documents_of
from querylang.value import Value


def moved(last: Query, scope: Scope, catalogue: Catalogue) -> Query:
    """The query over another scope; Refused where one side of it cannot follow, NoMatch where years are missing."""
    if last.grain == "change" or _compares_years(last):
        if scope.every_year or len(scope.years) > len(last.scope.years):
            raise Refused("两年的比较请说出是哪两年")
        scope = scope_of_change(scope.replace(excluded=_said_out(scope, last.scope, catalogue)), catalogue)
    fields = {
        field: _over(getattr(last, field), last.scope, scope)
        for field in last._fields
        if field not in {"scope", "grain"}
    }
    return last.replace(scope=scope, **fields)


def _said_out(scope: Scope, old: Scope, catalogue: Catalogue) -> tuple[str, ...]:
    """The departments left out by the question, not for want of one of its years."""
    every = documents_of(Scope(every_year=True, kind=scope.kind), catalogue.documents())
    years = {one: {document.year for document in every if document.department == one} for one in scope.excluded}
    return tuple(one for one in scope.excluded if set(old.years) <= years[one])


def _compares_years(query: Query) -> bool:
    """同比: the difference of the same figure in two years."""
    return len(query.scope.years) > 1 and any(isinstance(output, Difference) for output in query.outputs)


def _over(value: object, old: Scope, new: Scope) -> object:
    """A part of the query with the scopes inside it moved."""
    if isinstance(value, Scope):
        return _follow(value, old, new)
    if isinstance(value, Value):
        return value.replace(**{field: _over(getattr(value, field), old, new) for field in value._fields})
    if isinstance(value, tuple):
        return tuple(_over(one, old, new) for one in value)
    return value


def _follow(inner: Scope, old: Scope, new: Scope) -> Scope:
    return inner.replace(
        departments=_departments(inner, old, new), years=_years(inner, old, new), every_year=new.every_year
    )


def _departments(inner: Scope, old: Scope, new: Scope) -> tuple[str, ...]:
    if inner.departments == old.departments or not inner.departments:
        return new.departments if inner.departments else ()  # the whole of a share stays the whole
    if new.departments == old.departments:
        return inner.departments
    raise Refused("上一问比的是几个部门，请把要比的部门说全")


def _years(inner: Scope, old: Scope, new: Scope) -> tuple[int, ...]:
    if inner.years == old.years:
        return new.years
    if len(inner.years) == 1 and len(old.years) == len(new.years) and inner.years[0] in old.years:
        return (new.years[old.years.index(inner.years[0])],)
    raise Refused("上一问比的是几个年度，请把要比的年度说全")
