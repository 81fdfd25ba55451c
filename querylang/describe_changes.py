"""Two years compared, as a sentence: 2023年和2024年相比，增加超过10%的项目."""

from querylang.describe_conditions import phrase
from querylang.describe_terms import PHRASES, SENSES, amount, operand_phrase, scope_phrase, shown_terms
from querylang.fields import FIELDS
from querylang.query import Amount, ChangeOf, Compare, Condition, Measure, Presence, Query, conjuncts


def describe_changes(query: Query) -> str:
    """2023年和2024年相比，增加超过10%的项目."""
    scope = query.scope
    words = "和".join(f"{year}年" for year in scope.years) + "相比，" + scope_phrase(scope.replace(years=()))
    parts = conjuncts(query.where)
    said = [_change_phrase(part) for part in parts]
    own = [phrase(part) for part, text in zip(parts, said, strict=True) if text is None]
    verb = next((text for text in said if text is not None), "有变化")
    field = next((term.field for term in shown_terms(query) if isinstance(term, ChangeOf)), "total")
    noun = "".join(f"{text}的" for text in own) + ("" if field == "total" else FIELDS[field].label) + verb
    measure = next((output for output in query.outputs if isinstance(output, Measure)), None)
    if query.group:
        return words + _changed_departments(query, noun, "" if field == "total" else FIELDS[field].label)
    if measure is not None:
        return words + noun + "的项目" + ("的个数" if measure.function == "count" else _change_sum(measure, verb))
    if query.limit is not None:
        return words + _changed_most(query, noun, verb)
    return words + noun + "的项目"


def _change_sum(measure: Measure, verb: str) -> str:
    moved = isinstance(measure.term, ChangeOf) and measure.term.part == "difference"
    return f"合计{verb[:2]}多少" if moved else "合计多少"


def _changed_most(query: Query, noun: str, verb: str) -> str:
    order, limit = query.order[0], query.limit
    part = order.by.part if isinstance(order.by, ChangeOf) else ""
    assert limit is not None  # asked where there is one
    if isinstance(order.by, ChangeOf) and part in {"before", "after"}:
        best = "最高" if order.descending else "最低"
        place = f"第{limit.first}名" if limit.first > 1 else f"{best}的{limit.count}个"
        return f"{noun}的项目中{FIELDS[order.by.field].label}{place}"
    if part == "size":
        return noun.removesuffix("两年都有") + f"变化{'最多' if order.descending else '最少'}的{limit.count}个"
    far = order.descending != verb.startswith("减少")
    rate = ("降幅" if verb.startswith("减少") else "增幅") if part == "percent" else ""
    place = f"第{limit.first}名" if limit.first > 1 else f"{'最多' if far else '最少'}的{limit.count}个"
    return noun + rate + place


def _changed_departments(query: Query, noun: str, label: str) -> str:
    if query.where is not None:
        return f"各部门{noun}的项目的个数"
    falls = bool(query.order) and not query.order[0].descending
    if query.limit is None:
        return f"各部门{label}{'减少' if falls else '增加'}多少"
    place = f"第{query.limit.first}名的部门" if query.limit.first > 1 else f"最多的{query.limit.count}个部门"
    return f"{label}{'减少' if falls else '增加'}{place}"


def _change_phrase(part: Condition) -> str | None:
    match part:
        case Presence():
            return phrase(part)
        case Compare(term=ChangeOf(), op="=", operand=Amount(number=number)) if not number:
            return "没有变化"
        case Compare(term=ChangeOf(part="size"), op=op, operand=Amount() as figure):
            return "变化" + operand_phrase(figure, op)
        case Compare(term=ChangeOf(), op=op, operand=Amount(number=number, unit=unit)):
            falls = op in {"<", "<="}
            if not number:
                return "减少" if falls else "增加"
            mirrored = {"<": ">", "<=": ">="}.get(op, op)
            return (
                ("减少" if falls else "增加") + PHRASES[mirrored] + amount(abs(number), unit) + SENSES.get(mirrored, "")
            )
        case _:
            return None
