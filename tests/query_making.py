"""Queries as the rules make them, put together at random: what a sentence has to be able to say."""

import random
from decimal import Decimal

from querylang.query import (
    Aggregate,
    Amount,
    And,
    Column,
    Compare,
    Condition,
    CountOf,
    Empty,
    Exists,
    FieldOf,
    Filled,
    IndicatorKind,
    Named,
    Not,
    Op,
    OwnFigure,
    Query,
    Range,
    Scaled,
    SumOf,
    Target,
    TextMatch,
    Which,
    both,
    either,
)

MONEY = ("total", "appropriation", "special_account", "other_funds")
AMOUNTS = (36_000, 55_000, 100_000, 1_000_000, 2_761_000, 12_170_800, 100_000_000)
KINDS = (
    "output",
    "benefit",
    "satisfaction",
    "number",
    "quality",
    "timeliness",
    "economic",
    "social",
    "lasting",
    "served",
)
OPS: tuple[Op, ...] = (">", ">=", "<", "<=", "=")
WHICH: tuple[Which, ...] = ("annual", "annual", "cycle")
TEXTS = ("档案", "审计", "招聘", "2019年")


class QueryMaker:
    """Makes queries over projects of these names; the same for the same seed."""

    def __init__(self, names: tuple[str, ...], seed: int) -> None:
        """Names are those of the projects; the seed fixes every choice."""
        self.names = names
        self.dice = random.Random(seed)  # noqa: S311 - a fixed choice
        self.named = False  # a query speaks of one name: two joined by 或 are one condition, by 且 none

    def query(self) -> Query:
        """A list of the projects that meet a condition of up to two junctions."""
        columns = (Column("project"), Column("total"), Column("origin"))
        self.named = False
        return Query(where=self.condition(2), outputs=columns)

    def condition(self, depth: int) -> Condition:
        """A condition with junctions of this depth."""
        dice = self.dice.random()
        if depth == 0 or dice < 0.4:
            one = self.single()
            return Not(one) if self.dice.random() < 0.2 and not isinstance(one, Compare) else one
        parts = (self.condition(depth - 1), self.condition(depth - 1))
        joined = both(*parts) if dice < 0.7 else either(*parts)
        assert joined is not None
        return joined

    def single(self) -> Condition:
        """One of what people ask for."""
        if not self.named and self.dice.random() < 0.07:
            self.named = True
            return Named((self.dice.choice(self.names),))
        choose, kind = self.dice.choice, self.kind()
        return choose(
            (
                Compare(choose(MONEY), choose((*OPS, "!=", "≈")), self.money()),
                Compare("total", choose(OPS), self.money()),
                Compare("total", "between", Range(Decimal(100_000), Decimal(3_000_000), "元")),
                Compare("total", choose((">", "<")), FieldOf("total", choose(self.names))),
                Compare("total", choose((">", "<")), Aggregate("average", "total")),
                self.scaled(),
                Compare("total", choose((*OPS, "!=")), OwnFigure(choose((*MONEY[1:], SumOf(MONEY[1:]))))),
                Exists(Target("annual", choose(OPS[:4]), OwnFigure("cycle"))),
                Compare(SumOf(tuple(self.dice.sample(MONEY, 2))), choose(OPS), self.money()),
                Compare(CountOf(None), choose(OPS), Amount(Decimal(7), "个")),
                Compare(CountOf(kind), choose(OPS), Amount(Decimal(2), "个")),
                Exists(kind),
                Exists(And((kind, self.target()))),
                Exists(And((kind, TextMatch(("annual",), "equals", "合规")))),
                Filled(choose(("other_funds", "special_account"))),
                Empty(choose(("other_funds", "special_account"))),
                TextMatch(choose((("project",), ("goal",))), "contains", choose(TEXTS)),
            )
        )

    def scaled(self) -> Compare:
        """So many times another figure, or so much more or less."""
        choose = self.dice.choice
        figure = choose((FieldOf("total", choose(self.names)), Aggregate("average", "total")))
        if choose((True, False)):
            return Compare("total", choose(OPS), Scaled(figure, Decimal(choose(("0.5", "1.2", "2", "3")))))
        more = choose((True, False))
        plus = Decimal(500_000 if more else -500_000)
        return Compare("total", choose((">", ">=") if more else ("<", "<=")), Scaled(figure, plus=plus))

    def kind(self) -> IndicatorKind:
        """A kind of indicator."""
        return IndicatorKind((self.dice.choice(KINDS),))

    def money(self) -> Amount:
        """A sum of money."""
        return Amount(Decimal(self.dice.choice(AMOUNTS)), "元")

    def target(self) -> Target:
        """A comparison of target values."""
        number, unit = self.dice.choice(((5, "%"), (95, "%"), (100, "%"), (2000, "人"), (40, "次"), (900, "卷")))
        return Target(self.dice.choice(WHICH), self.dice.choice(OPS), Amount(Decimal(number), unit))
