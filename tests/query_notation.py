"""A query in one short line, so that a corpus file can say what a question means.

    project: total > 1000000元 & !has(timeliness) | top 3 total
    indicator: satisfaction & annual >= 95% | count

Parts of & and | are sorted: the order in which conditions were said is no meaning.  Plain columns are left out, since
what an answer shows is checked on the answer.
"""

from decimal import Decimal

from querylang.query import (
    BUDGET,
    Aggregate,
    Among,
    Amount,
    And,
    ChangeOf,
    Column,
    Compare,
    Condition,
    CountOf,
    Difference,
    Empty,
    Exists,
    Fault,
    FieldOf,
    Filled,
    IndicatorKind,
    IndicatorNamed,
    Limit,
    Measure,
    Named,
    Not,
    OfDepartment,
    Operand,
    Or,
    Order,
    Output,
    OwnFigure,
    Placed,
    Presence,
    Query,
    Range,
    Scaled,
    Scope,
    SharedName,
    ShareOf,
    SumOf,
    Target,
    TargetOf,
    Term,
    TextMatch,
)


def notation(query: Query) -> str:
    """The whole query.

    >>> notation(Query(where=Filled("goal"), outputs=(Measure("count"),)))
    'project: filled(goal) | count'
    """
    head = " ".join(part for part in (query.grain, _scope(query.scope)) if part)
    parts = [f"{head}: {condition(query.where)}" if query.where is not None else head]
    if query.group:
        parts.append("by " + ",".join(query.group))
    parts.extend(_output(output) for output in query.outputs if not isinstance(output, Column))
    parts.append(_order(query.order, query.limit))
    return " | ".join(part for part in parts if part)


def _scope(scope: Scope) -> str:
    words = [",".join(scope.departments), *(f"-{name}" for name in scope.excluded), ",".join(map(str, scope.years))]
    words.append("every-year" if scope.every_year else "")
    words.append("" if scope.kind == BUDGET else scope.kind or "every-kind")
    return " ".join(word for word in words if word)


def _order(order: tuple[Order, ...], limit: Limit | None) -> str:
    by = ",".join(
        (_output(one.by) if isinstance(one.by, Measure) else _term(one.by)) + ("" if one.descending else " up")
        for one in order
    )
    if limit is None:
        return f"order {by}" if by else ""
    per = "".join(f" of each {key}" for key in limit.per)
    return f"{'top' if limit.first == 1 else f'from {limit.first}'} {limit.count} {by}{per}"


def condition(one: Condition, inside: str = "") -> str:
    """A condition; parts of a junction in alphabetical order."""
    match one:
        case And(parts=parts):
            text = " & ".join(sorted(condition(part, "and") for part in parts))
            return f"({text})" if inside == "not" else text
        case Or(parts=parts):
            text = " or ".join(sorted(condition(part, "or") for part in parts))
            return f"({text})" if inside in {"and", "not"} else text
        case Not(part=part):
            return "!" + condition(part, "not")
        case Exists(indicators=inner):
            return f"has({condition(inner)})"
        case Compare(term=term, op=op, operand=operand):
            return f"{_term(term)} {op} {_operand(operand)}"
        case Target(which=which, op=op, operand=operand):
            return f"{which} {op} {_operand(operand)}"
        case _:
            return _plain(one)


def _plain(one: Condition) -> str:
    match one:
        case Named(projects=names) | IndicatorNamed(indicators=names):
            return f"「{'、'.join(sorted(names))}」"
        case IndicatorKind(kinds=kinds):
            return "/".join(kinds)
        case TextMatch(fields=fields, mode=mode, text=text):
            return f"{'+'.join(fields)} {mode} “{text}”"
        case Filled(field=field):
            return f"filled({field})"
        case Empty(field=field):
            return f"empty({field})"
        case Fault(rule=rule):
            return rule
        case SharedName():
            return "shared name"
        case Presence(years=years):
            return f"in {years}"
        case Among(order=order, limit=limit, where=inner):
            place = f"{limit.first}..{limit.first + limit.count - 1}" + "".join(f" each {key}" for key in limit.per)
            by = _term(order.by) if not isinstance(order.by, Measure) else _output(order.by)
            within = f" where {condition(inner)}" if inner is not None else ""
            return f"among({place} {by}{'' if order.descending else ' up'}{within})"
        case _:
            raise AssertionError(one)


def _operand(operand: Operand) -> str:
    match operand:
        case Amount(number=number, unit=unit):
            return f"{_number(number)}{unit or ''}"
        case Range(low=low, high=high, unit=unit, low_op=low_op, high_op=high_op):
            ends = ("[" if low_op == ">=" else "(", "]" if high_op == "<=" else ")")
            return f"{ends[0]}{_number(low)}, {_number(high)}{ends[1]}{unit or ''}"
        case FieldOf(field=field, project=project):
            return f"{_term(field)} of 「{project}」"
        case Aggregate(function=function, field=field, where=where, scope=scope, per=per):
            inner = (f" where {condition(where)}" if where is not None else "") + (
                f" in {_scope(scope)}" if scope is not None else ""
            )
            return f"{function}({field}{inner})" + (f" each {per}" if per else "")
        case Placed(field=field, place=place, descending=descending, where=where, per=per):
            inner = (f" where {condition(where)}" if where is not None else "") + (f" each {per}" if per else "")
            return f"{'' if descending else 'last '}{place} of {field}{inner}"
        case Scaled(figure=figure, factor=factor, plus=plus):
            more = f" + {_number(plus)}元" if plus else ""
            return f"{_number(factor)} × {_operand(figure)}{more}"
        case OwnFigure(term=term):
            return f"own {_term(term)}"


def _number(number: Decimal | None) -> str:
    return "…" if number is None else f"{number.normalize():f}"


def _term(term: Term) -> str:
    match term:
        case str():
            return term
        case CountOf(indicators=None):
            return "count()"
        case CountOf(indicators=inner):
            return f"count({condition(inner)})" if inner is not None else "count()"
        case TargetOf(indicators=inner, which=which, unit=unit, pick=pick):
            return f"{pick}({which}{unit or ''} of {condition(inner) if inner is not None else 'any'})"
        case SumOf(fields=fields):
            return " + ".join(sorted(fields))
        case ChangeOf(field=field, part=part):
            return f"{part}({field})"
        case ShareOf(field=field, whole=whole):
            return f"share({field}{f' in {whole}' if whole else ''})"
        case OfDepartment(function=function, term=measured, where=counted):
            of = _term(measured) if measured is not None else condition(counted) if counted is not None else ""
            return f"department {function}({of})"


def _output(output: Output) -> str:
    match output:
        case Column(term=term):
            return _term(term)
        case Difference(left=left, right=right, part=part):
            sign = "−" if part == "difference" else part
            return f"{_operand(left)} {sign} {_operand(right)}"
        case Measure(function=function, term=term, base=base, base_scope=scope, per=per):
            inner = "" if term is None else f"({_term(term)})"
            of = "" if base is None else f" of {condition(base)}"
            each = f" each {per}" if per else ""
            return function + inner + of + ("" if scope is None else f" in {_scope(scope) or 'all'}") + each
