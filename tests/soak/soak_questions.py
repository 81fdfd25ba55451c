"""Long runs of the guards: as many generated questions as rounds, and content words in every question."""

from collections.abc import Iterator
from pathlib import Path

from bot.answer import AnswerService
from tests.big_corpus import load_projects, make_projects
from tests.inserting import insertions, is_passed_over
from tests.oracle_judge import judge
from tests.question_corpus import sample_service
from tests.question_oracle import Questioner

SEED = 21
WORDS_AT_A_BORDER = 12


def run(folder: Path, rounds: int) -> Iterator[str]:
    """Say which questions are answered otherwise than plain Python does, and which words are passed over."""
    projects = make_projects()
    load_projects(folder / "big.db", projects)
    service = AnswerService(str(folder / "big.db"))
    for question in Questioner(projects, SEED).questions(rounds):
        complaint = judge(question.expected, service.answer(question.text))
        if complaint is not None:
            yield f"{question.shape} {question.text}: {complaint}"
    service.close()
    sample = sample_service(folder)
    for asked, inserted in insertions(sample, WORDS_AT_A_BORDER, SEED):
        if is_passed_over(sample, asked, inserted):
            yield f"the word put into {asked} is passed over: {inserted}"
    sample.close()
