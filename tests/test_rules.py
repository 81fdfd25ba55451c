"""A rule is run where something stands that it is about; where nothing does, it would have changed nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import querylang.gather
import querylang.interpret
from bot.answer import AnswerService
from querylang.conditions import Rule, run_rules
from querylang.failure import Failure
from querylang.nodes import Node
from tests.question_corpus import ask, cases, lines, questions, sample_service


@pytest.fixture
def service(tmp_path: Path) -> Iterator[AnswerService]:
    """Answer over the bundled document."""
    made = sample_service(tmp_path)
    yield made
    made.close()


def test_a_rule_that_is_passed_over_would_have_changed_nothing(
    service: AnswerService, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over every question and every dialogue of the corpus."""
    ran = 0

    def run_every_rule(rules: tuple[Rule, ...], nodes: list[Node], plain: str) -> None:
        nonlocal ran
        for rule in rules:
            expected = list(nodes)
            run_rules((rule,), expected, plain)
            try:
                rule.run(nodes, plain)
            except Failure as refusal:
                pytest.fail(f"{rule.name} refuses only where it is not passed over: {plain}, {refusal}")
            assert nodes == expected, (plain, rule.name)
            ran += 1

    for module in (querylang.interpret, querylang.gather):
        monkeypatch.setattr(module, "run_rules", run_every_rule)
    for question in (*questions(), *lines("off_domain.txt")):
        service.read(question)
    for case in cases():
        if case.turns:
            ask(service, case.turns)
    assert ran > len(questions())
