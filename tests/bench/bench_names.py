"""Readings with many project names loaded: whole, in part, mistyped, by pinyin, and without any name."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

from querylang.interpret import interpret
from querylang.pinyin import homophones, syllables
from tests.bench.measure import Bench
from tests.many_names import ManyNames, many_names

COUNTS = (10_000, 100_000)
QUESTIONS = 50


def benches(folder: Path) -> Iterator[Bench]:
    """So many readings a round; the aims at 10,000 names are 1 ms for an exact name and 5 ms for a typo."""
    del folder
    for count in COUNTS:
        catalogue = ManyNames(many_names(count))
        for what, questions in asked(catalogue.names("project")).items():
            yield Bench(f"{QUESTIONS} readings, {count:,} names, {what}", _readings(catalogue, questions), rounds=10)


def asked(names: tuple[str, ...]) -> dict[str, list[str]]:
    """Ways of naming some of the projects."""
    dice = random.Random(5)  # noqa: S311 - made-up data
    chosen = [dice.choice(names) for _ in range(QUESTIONS)]
    return {
        "whole": [f"{name}多少钱" for name in chosen],
        "part": [f"{name[2:9]}多少钱" for name in chosen],
        "one wrong": [f"{_mistyped(name, dice.randrange(1, 6))}多少钱" for name in chosen],
        "one left out": [f"{name[:3]}{name[4:]}多少钱" for name in chosen],
        "pinyin": ["".join((syllables(char) or (char,))[0] for char in name[:6]) + "多少钱" for name in chosen],
        "initials": ["".join((syllables(char) or (char,))[0][0] for char in name[:6]) + "预算" for name in chosen],
        "none": ["预算超过100万的项目", "明天天气怎么样"] * (QUESTIONS // 2),
    }


def _mistyped(name: str, place: int) -> str:
    sounds_alike = next((char for char in homophones(name[place]) if char != name[place]), "某")
    return name[:place] + sounds_alike + name[place + 1 :]


def _readings(catalogue: ManyNames, questions: list[str]) -> Callable[[], None]:
    def work() -> None:
        for question in questions:
            interpret(question, catalogue)

    return work
