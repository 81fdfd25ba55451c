"""More questions put together from clauses: figures, places and comparisons of projects that meet conditions.

As `composed_questions`, whose parts these join with departments, groupings, fields and other projects.
"""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from tests.big_corpus import BUREAUS, Project
from tests.composed_questions import COMPOSED, FEW, WITHIN, Composer
from tests.question_oracle import LABELS, WAN, Condition, Expected, Question, first_of, listed, totals_of


def _any(asker: Composer) -> Condition:
    return asker.dice.choice((asker.money, asker.has, asker.target, asker.between))()


def groups_of_a_place(asker: Composer) -> tuple[str, Expected]:
    """云溪县各部门预算超过100万的项目有几个."""
    place = asker.dice.choice(asker.places)
    condition = _any(asker)
    counts, sums = [], []
    for bureau in BUREAUS:
        met = [one for one in asker.projects if one.department == place + bureau and condition.meets(one)]
        if met:
            counts.append((place + bureau, len(met)))
            sums.append((place + bureau, Fraction(sum(totals_of(met)), WAN)))
    if asker.dice.random() < 0.5:
        words = asker.dice.choice(("{}各部门{}的项目有几个", "{}每个部门{}的项目数", "{}各部门{}的项目各有几个"))
        return words.format(place, condition.words), Expected(groups=tuple(counts))
    words = asker.dice.choice(("{}各部门{}的项目合计", "{}各部门{}的项目一共多少钱", "按部门统计{}{}的项目的预算合计"))
    return words.format(place, condition.words), Expected(groups=tuple(sums))


def most_of_a_place(asker: Composer) -> tuple[str, Expected]:
    """云溪县哪个部门没有成本指标的项目最多."""
    place = asker.dice.choice(asker.places)
    condition = _any(asker)
    counts = {
        place + bureau: sum(condition.meets(one) for one in asker.projects if one.department == place + bureau)
        for bureau in BUREAUS
    }
    most = max(counts.values())
    words = asker.dice.choice(("{}哪个部门{}的项目最多", "{}{}的项目最多的是哪个部门", "{}{}的项目哪个部门最多"))
    best = tuple((name, count) for name, count in counts.items() if count == most)
    return words.format(place, condition.words), Expected(groups=best)


def field_of_some(asker: Composer) -> tuple[str, Expected]:
    """教育局没有成本指标的项目的财政拨款."""
    scope, rows = asker.department()
    conditions = [_any(asker), asker.has()]
    met = [one for one in rows if all(each.meets(one) for each in conditions)]
    if not met:
        return groups_of_a_place(asker)
    field = asker.dice.choice(("appropriation", "other_funds", "special_account"))
    words = asker.dice.choice(("{}{}且{}的项目的{}", "{}{}并且{}的项目的{}分别是多少", "{}{}而且{}的项目，{}各是多少"))
    shown = tuple((one.name, _wan(getattr(one, field))) for one in met)
    said = words.format(scope, *(each.words for each in conditions), LABELS[field])
    if asker.dice.random() < 0.4:
        return f"{scope}{conditions[0].words}且{conditions[1].words}的项目的{LABELS[field]}合计", Expected(
            figures=(Fraction(sum(totals_of(met, field)), WAN),), or_refused=True
        )
    return said, Expected(groups=shown)


def _wan(fen: int | None) -> Fraction | None:
    return None if fen is None else Fraction(fen, WAN)


def share_of_some(asker: Composer) -> tuple[str, Expected]:
    """教育局有成本指标的项目占该局预算的比例."""
    scope, rows = asker.department()
    condition = _any(asker)
    met = [one for one in rows if condition.meets(one)]
    by_number = asker.dice.random() < 0.4
    if by_number:
        words = asker.dice.choice(("占{}项目数的比例", "占{}项目总数的百分之几"))
        share = Fraction(100 * len(met), len(rows))
    else:
        words = asker.dice.choice(("占{}总预算的比例", "的预算占{}的百分之几", "占{}预算的多少"))
        share = Fraction(100 * sum(totals_of(met)), sum(totals_of(rows)))
    return f"{scope}{condition.words}的项目{words.format(scope)}", Expected(figures=(share,))


def two_departments(asker: Composer) -> tuple[str, Expected]:
    """教育局和水务局超过1000万的项目分别有几个, 一共多少钱."""
    scope, rows = asker.department()
    other, others = asker.department()
    if scope == other:
        return groups_of_a_place(asker)
    condition = _any(asker)
    mine, yours = ([one for one in each if condition.meets(one)] for each in (rows, others))
    link = asker.dice.choice(("和", "、", "与"))
    said = f"{scope}{link}{other}{condition.words}的项目"
    ways = [
        ("一共有几个", Expected(figures=(len(mine) + len(yours),))),
        ("合计多少钱", Expected(figures=(Fraction(sum(totals_of([*mine, *yours])), WAN),))),
        ("有哪些", listed([*mine, *yours])),
    ]
    if mine and yours:
        ways.append(("分别有几个", Expected(groups=((scope, len(mine)), (other, len(yours))))))
        ways.append(("各有多少个", Expected(groups=((scope, len(mine)), (other, len(yours))))))
    words, expected = asker.dice.choice(ways)
    return said + words, expected


def either_of_a_part(asker: Composer) -> tuple[str, Expected]:
    """教育局有成本指标或者有时效指标的项目里预算超过100万的."""
    scope, rows = asker.department()
    one, other, inner = asker.has(), asker.dice.choice((asker.has, asker.target))(), asker.money()
    link, within = asker.dice.choice(("或", "或者")), asker.dice.choice(WITHIN)
    met = [each for each in rows if (one.meets(each) or other.meets(each)) and inner.meets(each)]
    said = f"{scope}{one.words}{link}{other.words}的项目{within}{inner.words}的"
    words, expected = asker.asked(met)
    return said + words, expected


def denied(asker: Composer) -> tuple[str, Expected]:
    """教育局不是超过100万的项目, 没有超过100万且有成本指标的; a denial holds for the whole coordination behind it."""
    scope, rows = asker.department()
    money, kind = asker.money(), asker.has()
    met = [one for one in rows if not money.meets(one) and kind.meets(one)]
    words = asker.dice.choice(("{}{}但{}的项目", "{}{}且{}的项目", "{}{}，{}的项目"))
    return words.format(scope, kind.words, f"不是{money.words}"), listed(met)


def indicators_counted(asker: Composer) -> tuple[str, Expected]:
    """教育局预算超过100万的项目一共有多少条指标, 有几条时效指标."""
    scope, rows = asker.department()
    condition = asker.dice.choice((asker.money, asker.has, asker.between))()
    met = [one for one in rows if condition.meets(one)]
    said, is_kind = asker.kind()
    if asker.dice.random() < 0.4:
        words = asker.dice.choice(("{}{}的项目一共有多少条指标", "{}{}的项目总共几个指标"))
        return words.format(scope, condition.words), Expected(
            figures=(sum(len(one.indicators) for one in met),), or_refused=True
        )
    words = asker.dice.choice(("{}{}的项目一共有几条{}", "{}{}的项目里{}有多少条", "{}{}的项目的{}有几个"))
    count = sum(is_kind(each) for one in met for each in one.indicators)
    return words.format(scope, condition.words, said), Expected(figures=(count,))


def ordered_and_cut(asker: Composer) -> tuple[str, Expected]:
    """按预算从低到高，教育局有成本指标的项目前3个."""
    scope, rows = asker.department()
    condition = _any(asker)
    met = [one for one in rows if condition.meets(one)]
    count = asker.dice.choice(FEW[1:])
    if len(totals_of(met)) < count:
        return two_departments(asker)
    highest = asker.dice.random() < 0.5
    order = "从高到低" if highest else "从低到高"
    words = asker.dice.choice(
        ("按预算{0}，{1}{2}的项目前{3}个", "{1}{2}的项目按预算{0}排，前{3}个", "{1}{2}的项目，按预算{0}，取前{3}个")
    )
    first = listed(first_of(met, count, highest))._replace(ascending=not highest)
    return words.format(order, scope, condition.words, count), first


def place_among_some(asker: Composer) -> tuple[str, Expected]:
    """校舍维修项目在教育局有成本指标的项目里排第几."""
    scope, rows = asker.department()
    condition = asker.has()
    met = [one for one in rows if condition.meets(one) and one.total is not None]
    if not met:
        return two_departments(asker)
    one = asker.dice.choice(met)
    place = 1 + sum((each.total or 0) > (one.total or 0) for each in met)
    return f"{scope}的{one.name}在{scope}{condition.words}的项目里预算排第几", Expected(
        figures=(place,), or_refused=True
    )


SHAPES: tuple[Callable[[Composer], tuple[str, Expected]], ...] = (
    *COMPOSED,
    *(groups_of_a_place, most_of_a_place, field_of_some, share_of_some),
    *(two_departments, either_of_a_part, denied, indicators_counted, ordered_and_cut, place_among_some),
)


def composed(projects: Sequence[Project], seed: int, count: int) -> Iterator[Question]:
    """So many questions, every shape in turn; the same for the same seed."""
    composer = Composer(projects, seed)
    for number in range(count):
        shape = SHAPES[number % len(SHAPES)]
        text, expected = shape(composer)
        yield Question(shape.__name__, text, expected)
